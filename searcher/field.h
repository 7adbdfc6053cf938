/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_FIELD_H
#define SEARCHER_FIELD_H

#include "searcher/query.h"
#include "store/segment.h"

#include <stdbool.h>
#include <stdint.h>

struct buffer;
struct error;

/*
 * The fields of a query: one row each. A field says something of one occurrence of a clause: of
 * the resolution that it stands in, or of its place there.
 *
 * A value is a list of alternatives between commas, each a value or a range A..B, where either end
 * may be left out: session:76..78, year:2021,2023.., part:title,operative.
 */
enum { FIELD_SYMBOL, FIELD_SESSION, FIELD_YEAR, FIELD_PART, FIELD_COUNT };

struct field {
	const char *name;
	const char *values; /* for messages: "a session (78, ES-11) or a range (74..78)" */
};
extern const struct field fields[FIELD_COUNT];

int field_find(const char *name, size_t length); /* -1: there is none; case does not matter */
void field_names(struct buffer *out);            /* appends "symbol:, session:, …" */

/* A field's value, understood. */
struct field_test;

/* STATUS_INPUT with the query and a caret when the value is not one of the field. The test belongs
 * to the arena. */
int field_compile(struct field_test **out, const struct node *node, const struct query *query,
		  struct arena *arena, struct error *error);

/* Whether it is true of any clause of this work; for FIELD_PART always true. */
bool field_test_work(const struct field_test *test, const struct segment *segment, uint32_t work);
/* Whether it is true of a clause in this part; for all other fields always true. */
bool field_test_part(const struct field_test *test, enum part part);

#endif
