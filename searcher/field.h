/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_FIELD_H
#define SEARCHER_FIELD_H

#include "searcher/query.h"
#include "store/segment.h"
#include "store/values.h"

#include <stdbool.h>
#include <stdint.h>

struct buffer;
struct error;

/*
 * The fields of a query: one row each. A field says something of one occurrence of a clause: of the
 * resolution that it stands in, of its place there, or of itself.
 *
 * A value is a list of alternatives between commas. Numbers and dates also take a range A..B, where
 * either end may be left out: session:76..78, year:2021,2023.., date:2019-01..2021-06. Names are
 * compared without regard to case and accents.
 */
enum field_number {
	FIELD_SYMBOL,
	FIELD_SESSION,
	FIELD_YEAR,
	FIELD_DATE,
	FIELD_PART,
	FIELD_TITLE, /* words of the title; searcher/condition.h reads them */
	FIELD_VERB,
	FIELD_CITES,
	FIELD_COMMITTEE,
	FIELD_AGENDA,
	FIELD_SUBJECT,
	FIELD_SPONSOR,
	FIELD_VOTE,
	FIELD_FOR,
	FIELD_AGAINST,
	FIELD_ABSTAINING,
	FIELD_COUNT,
	/* No row of `fields`: words in another language (en:disarmament). searcher/other.c finds
	 * the clauses that meet it. */
	FIELD_OTHER = FIELD_COUNT,
};

struct field {
	const char *name;
	const char *values; /* for messages: "a session (78, ES-11) or a range (74..78)" */
	/* The kinds of values (store/values.h) that it looks at: one or two, VALUE_KINDS for none.
	 */
	enum value_kind kinds[2];
};
extern const struct field fields[FIELD_COUNT];

int field_find(const char *name, size_t length); /* -1: there is none; case does not matter */
void field_names(struct buffer *out);            /* appends "symbol:, session:, …" */

/* A field's value, understood. */
struct field_test;

enum field_number field_test_field(const struct field_test *test);

/* STATUS_INPUT with the query and a caret when the value is not one of the field. The test belongs
 * to the arena. Not for FIELD_TITLE. */
int field_compile(struct field_test **out, const struct node *node, const struct query *query,
		  struct arena *arena, struct error *error);

/* A test for FIELD_OTHER; the node must live as long. NULL from field_test_node for other fields.
 */
struct field_test *field_other(const struct node *node, struct arena *arena);
const struct node *field_test_node(const struct field_test *test);

/* A test applied to a segment: which works and clauses meet it. */
struct field_match {
	const struct field_test *test;
	const struct segment *segment;
	/* For FIELD_OTHER all are empty until searcher/other.c fills them. */
	bool *works;       /* those that may have a clause that meets it */
	uint64_t *clauses; /* of those a bit for each clause; NULL: all, but for FIELD_PART */
	uint32_t *starts;  /* for each work the bit of its first clause, and one more */
};
void field_match_init(struct field_match *match, const struct field_test *test,
		      const struct segment *segment);
void field_match_add(struct field_match *match, uint32_t work, uint32_t clause);
void field_match_release(struct field_match *match);
bool field_match_occurrence(const struct field_match *match, const struct occurrence *occurrence);

#endif
