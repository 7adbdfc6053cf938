/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_TRACE_H
#define SEARCHER_TRACE_H

#include "searcher/sources.h"

#include <stddef.h>

/*
 * The history of a clause's wording over the sessions.
 *
 * The ancestor of a clause is the clause of an earlier session that shares most of its wording
 * (RUNS_NEAR at least); of equal ones the one in a resolution of the same series, then the latest.
 * Its own ancestor follows, and so on to the first use. Where a resolution of the same series in a
 * session between the two has a near repeat, that is a version too: the wording changed and came
 * back. So are the same words in a resolution of another series, in a session that has no other. A
 * clause that shares too little with any is the one that stands in its place in the next resolution
 * of the series (searcher/compare.h), if there is one. Descendants are found in the same way,
 * forwards.
 */
enum { TRACE_MOST_VERSIONS = 200 };

struct version {
	struct source source; /* similarity: to the version before it; 0 for the first */
	/* Clauses of the same wording in other resolutions of the same session, the latest first.
	 */
	struct source_list parallels;
};

struct trace {
	struct version *at; /* the earliest first */
	size_t count, capacity;
	size_t start; /* the clause that was asked for */
	/* Its ancestor; symbol NULL: it has none. It is one of the versions, though not always the
	 * one before `start`. */
	struct source ancestor;
};

/* What is kept between traces; the sources must live longer. */
struct tracer;
struct tracer *tracer_new(struct sources *sources);
void tracer_free(struct tracer *tracer);

/* `start` is a clause of the index. On success the caller calls trace_release. */
int trace_clause(struct trace *trace, struct tracer *tracer, const struct source *start,
		 struct error *error);
void trace_release(struct trace *trace);

/* The text of a version, which lives as long as the sources; "" when it cannot be read. */
const char *trace_text(struct sources *sources, const struct source *source,
		       const struct resolution **resolution);

#endif
