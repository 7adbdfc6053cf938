/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_RESOLUTIONS_H
#define SEARCHER_RESOLUTIONS_H

#include "searcher/search.h"

/*
 * UNIT_RESOLUTION: the clauses of one resolution meet the query together. Each word, phrase and
 * NEAR of the query gives the set of works that have it in some clause; the sets are combined as
 * the query says. A part: that stands beside the words limits the clauses in which they are looked
 * for. Adds a hit for each resolution of the language: the clause that is shown is the one with the
 * most of the words, `count` is how many clauses have any.
 */
int resolutions_search(struct search *search, size_t language, struct error *error);

#endif
