/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_ORDER_H
#define SEARCHER_ORDER_H

#include "searcher/search.h"

/*
 * Puts the hits into the order that search->options.sort asks for: by score, else by the date of
 * the latest occurrence; what is equal by language, then by the symbol of the resolution, then by
 * clause.
 */
void order_hits(struct search *search);

/*
 * The scores of the best `first` hits up to now: which candidates need no closer look. All zero but
 * `first` is ready for use; `first` 0: all hits are wanted, and every candidate is looked at.
 */
struct best_scores {
	size_t first, count, capacity;
	struct ordered *heap; /* once there are so many: the least first */
};
void best_scores_add(struct best_scores *best, double score);
/* Whether a hit with at most this score is not among the first, whatever comes. */
bool best_scores_exceed(const struct best_scores *best, double score);
void best_scores_release(struct best_scores *best);

#endif
