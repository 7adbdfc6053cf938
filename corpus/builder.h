/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_BUILDER_H
#define CORPUS_BUILDER_H

#include "base/buffer.h"
#include "corpus/resolution.h"

#include <stdbool.h>

/*
 * What both readers need to make a resolution: cleaning of strings and appending of clauses.
 */

/*
 * Brings text into the state that resolution.h promises: NFC, white space folded and trimmed
 * ('\n' kept as a paragraph break where keep_lines, otherwise a space), layout characters and
 * control characters out. The result belongs to the arena. Bytes that are not UTF-8 become U+FFFD.
 */
const char *builder_clean(struct arena *arena, const char *text, size_t length, bool keep_lines);

/* The same into a buffer, behind what it holds. */
void builder_clean_to(struct buffer *out, const char *text, size_t length, bool keep_lines);

/*
 * The same again, and follows places of the text into what it becomes: marks[0] <= marks[1] <= …
 * are byte offsets into text before, and into *out afterwards.
 */
void builder_clean_marks(struct buffer *out, const char *text, size_t length, bool keep_lines,
			 size_t *marks, size_t count);

/*
 * A subject from a keyword and the name of the dictionary that it is from, in one spelling for all
 * sources. False for what is no subject: some "dictionaries" are agendas.
 */
bool builder_subject(struct arena *arena, const char *dictionary, const char *keyword,
		     struct subject *subject);
/* Drops subjects that were there before; returns how many are left, in their order. */
size_t builder_distinct(struct subject *subjects, size_t count);

/* Copies of arrays; the strings in them are not copied. NULL for an empty array. */
struct strings builder_strings(struct arena *arena, const char *const *strings, size_t count);
struct subject *builder_subjects(struct arena *arena, const struct subject *subjects, size_t count);

/* Start it as { .resolution = … }: everything else begins at zero and lives in its arena. */
struct builder {
	struct resolution *resolution; /* not owned */
	struct builder_slot *slots; /* labels given so far, a hash table */
	size_t slot_count;
};

/* Appends a clause with all strings "" and returns it; valid until the next call. */
struct clause *builder_clause(struct builder *builder, enum part part);
void builder_footnote(struct builder *builder, struct clause *clause, const char *mark,
		      const char *text);
void builder_citation(struct builder *builder, struct clause *clause, const char *symbol,
		      uint32_t start, uint32_t length);

/*
 * Gives clause number `clause` this label (resolution.h tells their form). One that the resolution
 * has already gets "#2", "#3" … behind it, so labels stay unique.
 */
void builder_label(struct builder *builder, size_t clause, const char *label);

enum { BUILDER_MAX_LEVELS = 8 };
struct level {
	const char *printed; /* the number as printed: "3." "a)" "(ii)" "أ" "(一)"; "" for none */
	uint32_t
	    ordinal; /* its place among its siblings, from 1: used where printed cannot be read */
};

/*
 * Appends one level below the first: "(a)", "(ii)" or "(1)" after the kind of number that is
 * printed, "(1)" too where none can be read. `place` is 1 for the level right below the first.
 */
void builder_add_level(struct buffer *label, const struct language *language,
		       const struct level *level, size_t place);

#endif
