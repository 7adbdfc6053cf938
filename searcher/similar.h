/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_SIMILAR_H
#define SEARCHER_SIMILAR_H

#include "searcher/search.h"

/*
 * Near repeats: hits whose wordings share most of their runs of four words (Jaccard index of the
 * sets of runs, SIMILAR_LEAST or more) are one result, shown by the one that ranks first. Broder,
 * "On the resemblance and containment of documents", 1997.
 */
#define SIMILAR_LEAST 0.6
enum {
	SIMILAR_RUN = 4,         /* words */
	SIMILAR_MAX_HITS = 5000, /* so many best ones are compared; the others stay apart */
};

/*
 * Folds search->hits in place: the hits that stay keep their order, take over the places of those
 * that are folded into them, and `folded` tells how many these were.
 */
void similar_fold(struct search *search);

#endif
