/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_SIMILAR_H
#define SEARCHER_SIMILAR_H

#include "searcher/search.h"

/*
 * Near repeats as one result: hits whose wordings are of one group (chosen while indexing:
 * indexer/groups.h), shown by the one that ranks first. Folds search->hits in place: the hits that
 * stay keep their order, take over the places of those that are folded into them, and `folded`
 * tells how many these were.
 */
void similar_fold(struct search *search);

#endif
