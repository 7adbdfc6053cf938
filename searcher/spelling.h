/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_SPELLING_H
#define SEARCHER_SPELLING_H

#include "base/memory.h"
#include "store/index.h"

/*
 * Words that the index does not hold: what the reader may have meant, from the index's own
 * vocabulary. First the forms that differ in accents alone (ñ typed as n); when there are none, the
 * nearest spellings by Damerau–Levenshtein distance in its restricted form, where each pair of
 * letters is swapped at most once (Boytsov, "Indexing methods for approximate dictionary
 * searching", 2011), of these the most frequent ones.
 */
enum {
	SPELLING_MAX_WORDS = 8, /* of a query that are corrected: each costs a look at all forms */
	SPELLING_MAX_FORMS = 3, /* that one word may be read as */
	SPELLING_LEAST_LENGTH = 4, /* characters; a shorter word gets its accents at most */
	SPELLING_MAX_LENGTH = 40,  /* a longer one is left alone */
};

struct spelling {
	const char *forms[SPELLING_MAX_FORMS]; /* best first; in the arena */
	size_t count;
};

/* The words and numbers of a language, made ready for comparing with those of a query; it takes
 * some milliseconds, and serves all words and patterns of the query. Words that have no script in
 * common with its text are left out: none of them can be meant. The index must stay open meanwhile.
 */
struct spelling_words;
struct spelling_words *spelling_words_new(const struct index_language *language, const char *query,
					  size_t length);
void spelling_words_free(struct spelling_words *words);

void spelling_find(struct spelling *spelling, const struct spelling_words *words, const char *form,
		   struct arena *arena);

/*
 * The forms that a pattern stands for: a word with stars in it (each for any letters, or none), or
 * with a tilde at its end (words within one letter of it, two for words of six letters and more).
 * The pattern is folded as forms are; accents do not count, unless `as_spelled`. Forms of all
 * segments, each once, the most frequent first. A pattern that begins with letters needs no `words`
 * (NULL): those that begin alike stand together in the index. spelling_looks_at_all tells which one
 * does.
 */
bool spelling_looks_at_all(const char *pattern, size_t length);
enum { EXPANSION_MAX_FORMS = 1000 }; /* of all patterns of a query */
struct expansion {
	const char **forms; /* in the arena, all that there are */
	size_t count;
};
void spelling_expand(struct expansion *expansion, const struct index_language *language,
		     const struct spelling_words *words, const char *pattern, size_t length,
		     bool as_spelled, struct arena *arena);

/* The distance of two texts given as characters, or `most` + 1 when it is larger than `most`. */
int spelling_distance(const uint32_t *a, size_t a_length, const uint32_t *b, size_t b_length,
		      int most);

#endif
