/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_NEAR_H
#define SEARCHER_NEAR_H

#include "searcher/match.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * Nearness in the wording that a match looks at. A word, phrase, OR or NEAR stands at spans: places
 * from start to end. "a NEAR/5 b" has a span for each span of a and each of b of which the later
 * one begins at most five words behind the other's last: from the start of the first to the end of
 * the second. Of all spans with one start the ends are kept as bits, so that a row of NEARs takes
 * time by its words and places, and not by the ways in which they can be chosen.
 */

/* Whether a CONDITION_NEAR has any span. */
bool near_is_met(struct match *match, const struct condition *condition);

/* Where it stands: by rising start and end, each span once. near_spans_release gives them back. */
struct near_span {
	size_t start, end;
};
struct near_spans {
	struct near_span *at;
	size_t count, capacity;
};
void near_spans(struct match *match, const struct condition *condition, struct near_spans *spans);
void near_spans_release(struct near_spans *spans);

/* The storage of match->spans; NULL is legal. */
struct near_pool;
void near_pool_free(struct near_pool *pool);

#endif
