/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STORE_NEAREST_H
#define STORE_NEAREST_H

#include "store/runs.h"
#include "store/segment.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Which wordings of a language share most of their runs of words with a text. Every wording that
 * has a run of the text's sample in its own is compared with it; those that share most of the
 * samples first, and NEAREST_MOST at most.
 */
enum { NEAREST_MOST = 500 };

struct near_wording {
	size_t segment;
	uint32_t wording;
	uint64_t hash;
	double similarity;
};

/* The best first; the same wording in several segments is in it several times, the newest first. */
struct nearest {
	struct near_wording *at;
	size_t count, capacity;
};
void nearest_release(struct nearest *nearest);

/* What is kept between texts. One for each thread. The segments stay the caller's. */
struct nearest_finder;
struct nearest_finder *nearest_finder_new(struct segment *const *segments, size_t segment_count);
void nearest_finder_free(struct nearest_finder *finder);

/* Whether a wording counts. NULL: every one does that has an occurrence which is not hidden. */
typedef bool nearest_filter(void *context, const struct segment *segment, uint32_t wording);

/* Replaces *nearest by the wordings with at least this similarity. */
void nearest_find(struct nearest_finder *finder, const struct runs *runs, double least,
		  nearest_filter *wanted, void *context, struct nearest *nearest);

/* The similarity of one wording to a text with these runs. */
double nearest_compare(struct nearest_finder *finder, const struct runs *runs, size_t segment,
		       uint32_t wording);

/* segment_group of a wording that was found. */
uint64_t nearest_group(const struct nearest_finder *finder, const struct near_wording *near);

#endif
