/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMERS_STEM_H
#define STEMMERS_STEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What the rules of all languages are written with: a word that loses its endings, and lists of
 * words that the rules would get wrong. Internal to stemmers/.
 */

enum { STEM_MAX = 240 }; /* bytes; so that no term passes the 245 bytes that the index takes */

/* A folded word on its way to a stem. `text` always ends with a NUL. */
struct stem {
	char text[STEM_MAX + 1];
	size_t length;
};

void stem_set(struct stem *stem, const char *text, size_t length); /* cut at STEM_MAX */
bool stem_is(const struct stem *stem, const char *text);
bool stem_ends(const struct stem *stem, const char *ending);
bool stem_starts(const struct stem *stem, const char *beginning);
void stem_drop(struct stem *stem, size_t bytes); /* the last bytes */
void stem_drop_first(struct stem *stem, size_t bytes);
void stem_append(struct stem *stem, const char *text);

/* Puts `by` in the place of `ending` when the word ends so and keeps at least `rest` bytes. */
bool stem_replace(struct stem *stem, const char *ending, const char *by, size_t rest);

/* How the endings of one rule are replaced; the first row that fits is taken. */
struct ending {
	const char *ending;
	const char *by;
	unsigned rest; /* bytes that must stand before the ending */
};
#define ENDINGS(rows) (rows), sizeof(rows) / sizeof((rows)[0])
bool stem_replace_first(struct stem *stem, const struct ending *rows, size_t count);

/*
 * Words with one term in common: `words` are separated by blanks. Without a term each word is its
 * own term, which keeps it apart from all that the rules would join it with. A row without words
 * ends a list.
 */
struct family {
	const char *term;
	const char *words;
};

/* A set of words that knows the term of each. */
struct word_table {
	const struct word_row {
		uint32_t word, term; /* where they begin in `text`; term: the same for its own */
	} * rows;                    /* sorted by the bytes of the words */
	uint32_t count;
	const unsigned char *text; /* words and terms, a NUL behind each */
};
bool word_table_has(const struct word_table *table, const char *word, size_t length);
/* Replaces the stem by its term when the table has it. */
bool word_table_replace(const struct word_table *table, struct stem *stem);

#endif
