/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/resolution_cache.h"

#include "base/error.h"
#include "base/memory.h"
#include "store/segment.h"

#include <stdlib.h>

struct cached {
	uint64_t used; /* when, as a count of uses; 0: nothing here */
	uint32_t work;
	struct resolution *resolution;
};

struct resolution_cache {
	uint64_t now;
	struct cached at[RESOLUTION_CACHE];
};

int segment_shared_resolution(struct segment *segment, uint32_t work,
			      const struct resolution **resolution, struct error *error)
{
	if (segment->resolutions == NULL)
		segment->resolutions = memory_array(1, sizeof *segment->resolutions);
	struct resolution_cache *cache = segment->resolutions;
	struct cached *oldest = cache->at, *end = cache->at + RESOLUTION_CACHE;
	for (struct cached *at = cache->at; at < end; at++) {
		if (at->used > 0 && at->work == work) {
			at->used = ++cache->now;
			*resolution = at->resolution;
			return STATUS_OK;
		}
		if (at->used < oldest->used)
			oldest = at;
	}
	if (oldest->used > 0)
		resolution_release(oldest->resolution);
	else if (oldest->resolution == NULL)
		oldest->resolution = memory_get(sizeof *oldest->resolution);
	oldest->used = 0;
	int status = segment_resolution(segment, work, false, oldest->resolution, NULL, error);
	if (status != STATUS_OK)
		return status;
	oldest->work = work;
	oldest->used = ++cache->now;
	*resolution = oldest->resolution;
	return STATUS_OK;
}

void resolution_cache_free(struct resolution_cache *cache)
{
	if (cache == NULL)
		return;
	for (size_t i = 0; i < RESOLUTION_CACHE; i++) {
		if (cache->at[i].used > 0)
			resolution_release(cache->at[i].resolution);
		free(cache->at[i].resolution);
	}
	free(cache);
}
