/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STORE_VALUES_H
#define STORE_VALUES_H

#include "base/buffer.h"
#include "base/record.h"
#include "corpus/resolution.h"
#include "store/schema.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct segment;

/*
 * The values that resolutions and clauses have besides their words, and where each stands: for the
 * fields of a query, for counting, and for lists. Names are kept as the files have them; equal
 * names in another case are one value.
 */
enum value_kind {
	/* of a resolution */
	VALUE_COMMITTEE, /* "1" … "6", "plenary" */
	VALUE_AGENDA,    /* "94", "69 (a)" */
	VALUE_SUBJECT,   /* "DISARMAMENT" of UNBIS and other thesauri, "SDG 9" */
	VALUE_SPONSOR,   /* a State */
	VALUE_VOTE, /* "none", "recorded"; resolutions of which it is not known have no value */
	VALUE_FOR,  /* a State that voted so */
	VALUE_AGAINST,
	VALUE_ABSTAINING,
	/* of a clause */
	VALUE_VERB,     /* the opening verb as printed */
	VALUE_VERB_KEY, /* the same in all languages: "decide" */
	VALUE_CITES,    /* a normalised symbol */
	VALUE_KINDS,
};
static inline bool value_is_of_clause(enum value_kind kind)
{
	return kind >= VALUE_VERB && kind < VALUE_KINDS;
}

/* ---- Writing: gathered while a segment is built. ---- */

struct value_table;
struct value_table *value_table_new(void);
void value_table_free(struct value_table *table);
/* Works and clauses by rising number. */
void value_table_add(struct value_table *table, uint32_t work, const struct resolution *resolution);
/* Appends SECTION_VALUES. */
void value_table_write(const struct value_table *table, struct buffer *section);

/* ---- Reading ---- */

struct value {
	const char *name;
	size_t name_length;
	uint32_t count; /* of its places */
	struct record places;
};
struct value_reader {
	struct record record;
	enum value_kind kind;
	size_t left; /* values */
};
void values_start(const struct segment *segment, enum value_kind kind, struct value_reader *reader);
/* False after the last one. Values come in byte order of their names in lower case. */
bool values_next(struct value_reader *reader, struct value *value);

/* The places of a value, rising; clause is 0 for values of resolutions. False after the last one.
 */
struct value_place {
	uint32_t work, clause;
};
struct place_reader {
	struct record record;
	bool of_clause;
	uint32_t left;
	struct value_place last;
};
void places_start(const struct value *value, enum value_kind kind, struct place_reader *reader);
bool places_next(struct place_reader *reader, struct value_place *place);

#endif
