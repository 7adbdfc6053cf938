/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_CHECK_H
#define SEARCHER_CHECK_H

#include "searcher/diff.h"
#include "searcher/sources.h"

#include <stddef.h>
#include <stdint.h>

/*
 * A draft against everything that the index holds: for each clause, the agreed language it comes
 * from.
 */
enum verdict {
	VERDICT_IDENTICAL, /* an adopted clause has the same words */
	VERDICT_ALTERED,   /* one shares at least the threshold of its wording */
	VERDICT_NEW,
	VERDICT_COUNT,
};
extern const char *const verdict_names[VERDICT_COUNT]; /* "identical" "altered" "new" */

/* An adopted wording that a clause comes from. */
struct agreed {
	struct source source; /* its latest clause; symbol NULL: there is none */
	size_t count;         /* clauses with this wording */
	uint32_t first_date;  /* of them; 0: not known */
};

struct checked {
	const struct clause *clause; /* of the draft */
	enum verdict verdict;
	double similarity; /* to the nearest wording */
	/* Of the wordings that share the threshold, or where none does the nearest below it: */
	struct agreed nearest;
	struct agreed recent;                /* the one that was adopted last */
	struct agreed frequent;              /* the one that was adopted most often */
	const struct resolution *resolution; /* of the nearest; lives as long as the sources */
	struct diff diff;                    /* from its text to the draft's */
	enum change change;
};

struct check {
	struct checked *at; /* in the order of the draft */
	size_t count;
	size_t verdicts[VERDICT_COUNT];
};

/* Below this share of the wording no source is shown at all. */
#define CHECK_LEAST 0.2

/*
 * Checks the clauses, which must live as long as the check. `threshold` is 0 to 1 (RUNS_NEAR is a
 * good one). Clauses of the resolution `except` (NULL: none) do not count as sources: a resolution
 * of the index is not its own source.
 */
int check_clauses(struct check *check, struct sources *sources, const struct language *language,
		  const struct clause *const *clauses, size_t count, double threshold,
		  const char *except, struct error *error);
void check_release(struct check *check);

#endif
