/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_MATCH_H
#define SEARCHER_MATCH_H

#include "searcher/condition.h"
#include "store/segment.h"

#include <stdbool.h>

/*
 * Conditions applied to the wordings of one segment: exact answers, from the forms in the order of
 * the text and from the occurrences.
 */
struct match {
	const struct conditions *conditions;
	struct segment *segment;
	uint32_t *
	    *sets_of_forms; /* for each MATCH_FORMS forms, which set (its number in `sets`)
			       each has; 0: no leaf has it; NULL: none of these forms has one */
	uint64_t *sets; /* for each: a bit for each leaf that the form satisfies, and behind them a
			   bit for each leaf that was typed like this, accents apart */
	size_t set_words; /* 64-bit words of one set */
	size_t set_count, set_capacity;
	uint64_t *held;              /* bits of all leaves that any form of the segment has */
	struct match_wanted *wanted; /* for each set */
	struct field_match *tests;   /* one for each test of the conditions */
	bool **titles;               /* for each CONDITION_TITLE: whether a work's title meets it */
	struct match_forms *typed;   /* of one wanted word those that are as it was typed */
	double most;                 /* the highest rarity that a CONDITION_MOST met up to now */
	/* Of the wording that is looked at: */
	uint32_t wording;
	struct occurrence *occurrences; /* all of them, hidden ones too */
	size_t occurrence_count, occurrence_capacity;
	struct stream stream;
	const unsigned char *at, *end; /* of its forms: what is not read yet */
	uint32_t form_count;           /* of those that were read */
	struct match_place *places;    /* those of the forms read that a leaf has, rising */
	size_t place_count, place_capacity;
	uint64_t *present;                 /* bits of all leaves that are in what was read */
	signed char *sequences;            /* for each sequence: -1 not known, 0, 1 */
	struct match_sequence *looked_for; /* for each sequence: how it is found */
	struct near_pool *spans;           /* searcher/near.c: storage that is used again */
};
/* Few forms of a language have a set: a table of all would touch more memory than the texts do. */
enum { MATCH_FORMS = 256 };
/* Of the first MATCH_WANTED of conditions->wanted, a bit for each that the set has, and for each
 * that was typed like this: what the ranking looks at. */
enum { MATCH_WANTED = 32 };
struct match_wanted {
	uint32_t has, typed;
};
/* Forms that are looked for by their bytes, when they are few. */
enum { MATCH_FEW_FORMS = 8 };
struct match_form {
	unsigned char bytes[5], length; /* as record_add_number writes it */
};
struct match_forms {
	struct match_form at[MATCH_FEW_FORMS]; /* the first of them */
	size_t count;
	uint64_t times; /* that they stand in the segment */
};
/* How a SEQUENCE is found: by the leaf that is rarest, of those with few forms; where all leaves
 * have many, by what each form is. */
struct match_sequence {
	bool made;
	struct match_forms rarest; /* none: all leaves have many */
	size_t leaf;               /* which leaf of the sequence it is */
	uint64_t *bits; /* else for each set, a bit for each leaf of the sequence that it has */
};
struct match_place {
	uint32_t place, set; /* how many forms stand before it; the number of its form's set */
};

void match_init(struct match *match, const struct conditions *conditions, struct segment *segment);
void match_release(struct match *match);

/* Which occurrences meet them: calls visit for each, by rising work and clause. */
typedef void match_visitor(void *context, const struct occurrence *occurrence);
void match_occurrences(struct match *match, uint32_t wording, match_visitor *visit, void *context);

/*
 * How much of a CONDITION_MOST the best occurrence of the wording meets: the rarity of its words
 * added up; 0 when none meets what must be met.
 */
double match_most(struct match *match, uint32_t wording);

/*
 * Starts to look at a wording: match->occurrences has its occurrences (hidden ones too), and
 * match_condition says whether its words meet a LEAF, SEQUENCE or NEAR.
 */
void match_look(struct match *match, uint32_t wording);
bool match_condition(struct match *match, const struct condition *condition);
bool match_occurrence(struct match *match, const struct condition *condition,
		      const struct occurrence *occurrence); /* any condition */

/*
 * For those whom the forms alone interest (ranking, highlights). The forms of a wording are read
 * only as far as someone asks: match_place gives the place with this number, NULL behind the last;
 * match_read reads to the end, then match->places has all and match->form_count the length.
 * match_turn_to costs nothing for the wording that was looked at last.
 */
void match_turn_to(struct match *match, uint32_t wording);
const struct match_place *match_place(struct match *match, size_t number);
void match_read(struct match *match);

/* Of conditions with one wanted word: whether the wording has it as it was typed, accents apart. */
bool match_is_typed(struct match *match, uint32_t wording);

/* Whether a form with this set (struct match_place) satisfies the leaf. */
bool match_set_has(const struct match *match, uint32_t set, size_t leaf);

/* Whether what was read of the wording has all of the leaves. */
bool match_has_all(const struct match *match, const size_t *leaves, size_t count);

/*
 * The next of the places, which were all read, from number `from` on, where the leaves stand side
 * by side; SIZE_MAX: none.
 */
size_t match_sequence(const struct match *match, const size_t *leaves, size_t count, size_t from);

#endif
