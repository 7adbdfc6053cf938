/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/similar.h"

#include "base/hash.h"
#include "base/map.h"

#include <stdlib.h>
#include <string.h>

/* The runs of a wording, as hashes, rising, each once. */
struct runs {
	uint64_t *at;
	size_t count;
};

static int by_number(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;
	return *x < *y ? -1 : *x > *y;
}

/* Form numbers differ from segment to segment: runs are made of the forms themselves. */
static struct runs runs_of(struct match *match, uint32_t wording)
{
	match_forms(match, wording);
	size_t words = match->forms.count;
	size_t count = words >= SIMILAR_RUN ? words - SIMILAR_RUN + 1 : words > 0;
	uint64_t *forms = memory_array(words, sizeof *forms);
	struct runs runs = { memory_array(count, sizeof(uint64_t)), 0 };
	for (size_t i = 0; i < words; i++) {
		const char *form = segment_form(match->segment, match->forms.at[i], NULL);
		forms[i] = hash_bytes(form, strlen(form));
	}
	for (size_t i = 0; i < count; i++) {
		size_t length = words < SIMILAR_RUN ? words : SIMILAR_RUN;
		runs.at[i] = hash_bytes(forms + i, length * sizeof *forms);
	}
	memory_sort(runs.at, count, sizeof *runs.at, by_number);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || runs.at[i] != runs.at[runs.count - 1])
			runs.at[runs.count++] = runs.at[i];
	free(forms);
	return runs;
}

static size_t count_shared(const struct runs *a, const struct runs *b)
{
	size_t shared = 0;
	for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
		if (a->at[i] == b->at[j]) {
			shared++;
			i++;
			j++;
		} else if (a->at[i] < b->at[j])
			i++;
		else
			j++;
	}
	return shared;
}

static bool are_similar(const struct runs *a, const struct runs *b)
{
	size_t shared = count_shared(a, b), all = a->count + b->count - shared;
	return all > 0 && (double)shared >= SIMILAR_LEAST * (double)all;
}

/*
 * Only the rarest runs of a wording are looked up: two sets of which one shares SIMILAR_LEAST of
 * the other have one in common among the first of each, in any one order of all runs; in the order
 * of rarity few wordings share them (prefix filtering; Bayardo, Ma, Srikant, "Scaling up all pairs
 * similarity search", 2007).
 */
struct rare {
	uint64_t run;
	uint32_t wordings; /* that have it */
};

static int by_rarity(const void *a, const void *b)
{
	const struct rare *x = a, *y = b;
	if (x->wordings != y->wordings)
		return x->wordings < y->wordings ? -1 : 1;
	return x->run < y->run ? -1 : x->run > y->run;
}

/* The hits that stay, by their rarest runs. */
struct kept {
	struct map frequency; /* a run to how many hits have it */
	struct map last_with; /* a run to the last link for it */
	struct link {
		uint32_t hit, before;
	} * chain;
	size_t count, capacity;
	struct rare *rarest; /* of the hit that is looked at */
	size_t rarest_count, rarest_capacity;
	uint32_t *seen; /* a kept hit: the hit that it was last compared with, + 1 */
};

static void find_rarest(struct kept *kept, const struct runs *runs)
{
	kept->rarest =
	    memory_grow(kept->rarest, &kept->rarest_capacity, runs->count, sizeof *kept->rarest);
	for (size_t i = 0; i < runs->count; i++)
		kept->rarest[i] =
		    (struct rare){ runs->at[i], map_get(&kept->frequency, runs->at[i]) };
	memory_sort(kept->rarest, runs->count, sizeof *kept->rarest, by_rarity);
	size_t needed = (size_t)(SIMILAR_LEAST * (double)runs->count);
	kept->rarest_count = runs->count > 0 ? runs->count - needed + 1 : 0;
	if (kept->rarest_count > runs->count)
		kept->rarest_count = runs->count;
}

static uint32_t find_similar(struct kept *kept, const struct runs *all, const struct hit *hits,
			     const struct runs *runs, size_t language, uint32_t number)
{
	uint32_t best = UINT32_MAX;
	for (size_t i = 0; i < kept->rarest_count; i++)
		for (uint32_t at = map_get(&kept->last_with, kept->rarest[i].run); at != UINT32_MAX;
		     at = kept->chain[at].before) {
			uint32_t hit = kept->chain[at].hit;
			if (hit >= best || kept->seen[hit] == number + 1)
				continue;
			kept->seen[hit] = number + 1;
			if (hits[hit].language == language && are_similar(&all[hit], runs))
				best = hit;
		}
	return best;
}

static void keep(struct kept *kept, uint32_t hit)
{
	for (size_t i = 0; i < kept->rarest_count; i++) {
		uint32_t *last = map_at(&kept->last_with, kept->rarest[i].run);
		kept->chain =
		    memory_grow(kept->chain, &kept->capacity, kept->count + 1, sizeof *kept->chain);
		kept->chain[kept->count] = (struct link){ hit, *last };
		*last = (uint32_t)kept->count++;
	}
}

static void count_runs(struct kept *kept, const struct runs *runs)
{
	for (size_t i = 0; i < runs->count; i++) {
		uint32_t *count = map_at(&kept->frequency, runs->at[i]);
		*count = *count == UINT32_MAX ? 1 : *count + 1;
	}
}

void similar_fold(struct search *search)
{
	size_t count = search->hit_count < SIMILAR_MAX_HITS ? search->hit_count : SIMILAR_MAX_HITS;
	struct runs *all = memory_array(count, sizeof *all); /* of the hits, in their order now */
	struct kept kept = { .seen = memory_array(count, sizeof *kept.seen) };
	size_t left = 0;
	for (size_t i = 0; i < count; i++) {
		const struct hit *hit = &search->hits[i];
		all[i] = runs_of(&search->matches[hit->language][hit->segment], hit->wording);
		count_runs(&kept, &all[i]);
	}
	for (size_t i = 0; i < count; i++) {
		struct hit hit = search->hits[i];
		struct runs runs = all[i];
		find_rarest(&kept, &runs);
		uint32_t similar =
		    find_similar(&kept, all, search->hits, &runs, hit.language, (uint32_t)i);
		if (similar != UINT32_MAX) {
			search_merge_hit(search, &search->hits[similar], &hit);
			search->hits[similar].folded++;
			free(runs.at);
			all[i].at = NULL;
			continue;
		}
		all[i].at = NULL;
		all[left] = runs;
		search->hits[left] = hit;
		keep(&kept, (uint32_t)left);
		left++;
	}
	for (size_t i = count; i < search->hit_count; i++)
		search->hits[left++] = search->hits[i];
	search->hit_count = left;
	for (size_t i = 0; i < count; i++)
		free(all[i].at);
	free(all);
	free(kept.chain);
	free(kept.rarest);
	free(kept.seen);
	map_release(&kept.frequency);
	map_release(&kept.last_with);
}
