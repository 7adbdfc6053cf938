/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_EXPLAIN_H
#define CLI_EXPLAIN_H

#include "searcher/search.h"

struct buffer;

/*
 * --explain: how the query was read, what each word became and how many clauses each part holds,
 * for each language; and for a hit what its score is made of.
 */
void explain_query(struct buffer *out, struct search *search);
void explain_hit(struct buffer *out, const struct hit *hit);

#endif
