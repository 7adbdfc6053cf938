/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_CONDITION_H
#define SEARCHER_CONDITION_H

#include "searcher/field.h"
#include "searcher/query.h"
#include "searcher/spelling.h"
#include "stemmers/analyser.h"

#include <stdbool.h>

/*
 * A query read in one language: the syntax tree with its words analysed. It is used twice. By its
 * terms (searcher/candidates.h) it finds candidates, every wording that can match and some that do
 * not; applied to a candidate's forms and occurrences (searcher/match.h) it says exactly which do.
 */

/* One analysed word of the query. */
struct leaf {
	/* What is searched: any form with one of these terms. One; more where the word is a
	 * pattern, or is not in the index and was read as several others. */
	const char **terms;
	size_t term_count;
	const struct expansion *expansion; /* a pattern: only these forms count. Else NULL */
	const char *form; /* as typed, or what it was read as: ranks higher than other forms */
	enum token_kind kind;
	bool as_spelled; /* only the form itself counts, not others with its term */
	double rarity;   /* log(1 + documents / documents with it); 0 until conditions_relax */
	bool known;      /* the index has the term, or one that it was read as */
};

/* A word that was read as another. */
struct reading {
	const char *typed;
	const char *as[SPELLING_MAX_FORMS]; /* forms, the best first */
	size_t count;
};

enum condition_kind {
	/* Up to NEAR they ask for the forms of the text. */
	CONDITION_LEAF,
	CONDITION_SEQUENCE, /* leaves side by side in this order: a phrase, a Chinese word */
	CONDITION_NEAR,     /* two parts within some words of each other */
	CONDITION_FIELD,
	CONDITION_TITLE, /* the part below it is met by the resolution's title */
	CONDITION_AND,
	CONDITION_OR,
	CONDITION_NOT,
	CONDITION_MOST, /* an AND of which not all parts need be met: see conditions_relax */
};

struct condition {
	enum condition_kind kind;
	size_t *leaves; /* LEAF: one; SEQUENCE: two or more; numbers in conditions.leaves */
	size_t leaf_count;
	size_t number;   /* SEQUENCE, NEAR: its number, from 0; FIELD: that of its test; TITLE
			    likewise */
	size_t distance; /* NEAR: the later part begins at most so many words behind the other's
			    last */
	bool in_order;   /* NEAR: the first part comes first */
	struct condition **parts;
	size_t part_count;
	size_t id; /* its number among all conditions, from 0 */
};

struct conditions {
	struct arena arena;
	const struct index_language *language;
	struct condition *root; /* never NULL after conditions_make */
	size_t count;           /* of all conditions */
	struct leaf *leaves;    /* no two with the same term and form */
	size_t leaf_count, leaf_capacity;
	size_t sequence_count; /* SEQUENCEs and NEARs */
	struct field_test **tests;
	size_t test_count, test_capacity;
	const struct condition **titles; /* the CONDITION_TITLEs */
	size_t title_count, title_capacity;
	size_t *wanted; /* leaves that are not negated, in the order of the query: for ranking */
	size_t wanted_count, wanted_capacity;
	struct reading *readings;
	size_t reading_count, reading_capacity;
	/* What must still be asked about a candidate, since its terms did not decide it; NULL:
	 * nothing. */
	const struct condition *undecided;
	bool all_known; /* every wanted leaf is in the index */
	double least;   /* CONDITION_MOST: the rarity that the parts which are met must add up to */
};

/*
 * With `correct`, words that the index does not hold are read as others (searcher/spelling.h).
 * STATUS_INPUT when a field has a wrong value, or when the query has no word at all.
 */
int conditions_make(struct conditions *conditions, const struct query *query,
		    const struct index_language *language, bool correct, struct error *error);

/*
 * Makes an AND of several words into a CONDITION_MOST: fields and negations still hold, of the
 * words some may be missing, the fewer and the less rare the better. False when the query is no
 * such AND.
 */
bool conditions_relax(struct conditions *conditions);

/* Whether it says something else than which words the clause has: then CONDITION_MOST needs it met.
 */
bool condition_is_strict(const struct condition *condition);

/* False when no clause and no resolution can meet the conditions, since the index does not hold
 * their words in this language. */
bool conditions_can_be_met(const struct conditions *conditions);

/* Whether the terms of a wording alone decide it: no order of words, no spelling and no field is in
 * it. */
bool condition_is_plain(const struct conditions *conditions, const struct condition *condition);

/* The rarity of a condition's words, added up. */
double conditions_rarity(const struct conditions *conditions, const struct condition *condition);
void conditions_release(struct conditions *conditions);

#endif
