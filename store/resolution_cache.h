/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STORE_RESOLUTION_CACHE_H
#define STORE_RESOLUTION_CACHE_H

#include "corpus/resolution.h"

#include <stdint.h>

struct error;
struct segment;

/*
 * The resolutions of a segment that were decoded last. Hits of one resolution often come near each
 * other, and to decode a long one for each of its clauses would cost the square; and the next query
 * is often much like the one before.
 */
enum { RESOLUTION_CACHE = 64 };
struct resolution_cache;

/* The resolution with number `work`, without texts (see segment_resolution). It is the segment's,
 * and lives until RESOLUTION_CACHE others were asked for. */
int segment_shared_resolution(struct segment *segment, uint32_t work,
			      const struct resolution **resolution, struct error *error);

void resolution_cache_free(struct resolution_cache *cache);

#endif
