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
	uint32_t *sets_of_form; /* a form's number in `sets`; 0: no leaf has it */
	uint64_t *sets; /* for each: a bit for each leaf that the form satisfies, and behind them a
			   bit for each leaf that was typed like this, accents apart */
	size_t set_words; /* 64-bit words of one set */
	size_t set_count, set_capacity;
	struct field_match *tests; /* one for each test of the conditions */
	bool **titles;             /* for each CONDITION_TITLE: whether a work's title meets it */
	double most;               /* the highest rarity that a CONDITION_MOST met up to now */
	/* Of the wording that is looked at: */
	struct stream stream;
	struct form_list forms;
	bool forms_read;
	uint64_t *present;      /* bits of all leaves that are in it */
	signed char *sequences; /* for each sequence: -1 not known, 0, 1 */
};

void match_init(struct match *match, const struct conditions *conditions, struct segment *segment);
void match_release(struct match *match);

/* True when at least one occurrence of the wording, in no hidden work, meets the conditions. */
bool match_wording(struct match *match, uint32_t wording);

/* Which occurrences meet them: calls visit for each, by rising work and clause. */
typedef void match_visitor(void *context, const struct occurrence *occurrence);
void match_occurrences(struct match *match, uint32_t wording, match_visitor *visit, void *context);

/*
 * Starts to look at a wording: its occurrences (hidden ones too) can be read from *occurrences, and
 * match_condition says whether its words meet a LEAF, SEQUENCE or NEAR.
 */
void match_look(struct match *match, uint32_t wording, struct stream *occurrences);
bool match_condition(struct match *match, const struct condition *condition);
bool match_occurrence(struct match *match, const struct condition *condition,
		      const struct occurrence *occurrence); /* any condition */

/*
 * Starts to look at a wording whose forms alone are of interest (ranking, highlights):
 * match->forms holds them afterwards.
 */
void match_forms(struct match *match, uint32_t wording);

/* Whether the form at this place of match->forms satisfies the leaf. */
bool match_leaf_at(const struct match *match, size_t place, size_t leaf);

/* Whether it satisfies it in the spelling typed, accents apart. */
bool match_typed_at(const struct match *match, size_t place, size_t leaf);

/* The next place, from `from` on, where the leaves stand side by side; SIZE_MAX: nowhere. */
size_t match_sequence_at(const struct match *match, const size_t *leaves, size_t count,
			 size_t from);

/*
 * Where a condition made of words, phrases, ORs and NEARs stands: places from start to end, by
 * rising start and end, each once.
 */
struct match_span {
	size_t start, end;
};
struct match_spans {
	struct match_span *at;
	size_t count, capacity;
};
void match_spans(const struct match *match, const struct condition *condition,
		 struct match_spans *spans);
void match_spans_release(struct match_spans *spans);

#endif
