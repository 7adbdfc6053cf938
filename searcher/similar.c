/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/similar.h"

#include "base/hash.h"
#include "base/map.h"

/* The group of the hit's wording, in its language. */
static uint64_t group_of(const struct search *search, const struct hit *hit)
{
	const struct segment *segment =
	    search->index->languages[hit->language].segments[hit->segment];
	const uint64_t key[2] = { hit->language, segment_group(segment, hit->wording) };
	return hash_bytes(key, sizeof key);
}

void similar_fold(struct search *search)
{
	struct map by_group = { 0 };
	size_t left = 0;
	for (size_t i = 0; i < search->hit_count; i++) {
		struct hit hit = search->hits[i];
		uint32_t *first = map_at(&by_group, group_of(search, &hit));
		if (*first != UINT32_MAX) {
			search_merge_hit(search, &search->hits[*first], &hit);
			search->hits[*first].folded++;
			continue;
		}
		*first = (uint32_t)left;
		search->hits[left++] = hit;
	}
	search->hit_count = left;
	map_release(&by_group);
}
