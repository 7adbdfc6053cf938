/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_OTHER_H
#define SEARCHER_OTHER_H

#include "searcher/search.h"

/*
 * Words in another language (en:disarmament in a search of Spanish clauses): finds them there and
 * fills the tests of all matches with the clauses here that are aligned with those
 * (corpus/align.h). A clause that is not aligned does not meet the condition. STATUS_ABSENT when
 * the index does not hold the other language.
 */
int other_fill(struct search *search, struct error *error);

#endif
