/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_DIFF_H
#define SEARCHER_DIFF_H

#include <stddef.h>
#include <stdint.h>

struct language;

/*
 * What makes one text of the other, word by word: a shortest list of removed and added units
 * (searcher/units.h), found by the algorithm in linear space of E. W. Myers, "An O(ND) Difference
 * Algorithm and Its Variations", Algorithmica 1, 1986.
 *
 * The pieces are in the order of both texts. Those that are SAME and REMOVED are together the old
 * text, byte for byte; those that are SAME and ADDED are the new one. No piece is empty, no two of
 * a kind stand side by side, and REMOVED comes before ADDED. No piece begins or ends inside a
 * character, or inside a word.
 *
 * For the reader small equal pieces between changes are part of the change: those without a word,
 * and those that have less than half of the words that are changed on either side. So the list is
 * not always the shortest.
 *
 *     old  "Encourages States to act;"
 *     new  "Urges all States to act;"
 *     REMOVED "Encourages"  ADDED "Urges all"  SAME " States to act;"
 */
enum piece_kind { PIECE_SAME, PIECE_REMOVED, PIECE_ADDED };

struct piece {
	enum piece_kind kind;
	uint32_t start, end; /* bytes of the old text for SAME and REMOVED, of the new for ADDED */
};

/* Ready for use when all its bytes are zero. */
struct diff {
	struct piece *pieces;
	size_t count, capacity;
};

enum {
	/* Steps (units looked at) after which the search stops. What is not yet aligned then counts
	 * as removed and added, which is true, though coarse. */
	DIFF_MAX_WORK = 1 << 24,
};

/* Replaces what *diff holds. Texts are at most UINT32_MAX / 2 bytes long; they are not kept. */
void diff_texts(struct diff *diff, const char *old, size_t old_length, const char *new,
		size_t new_length);
void diff_release(struct diff *diff);

/*
 * What kind of change a diff is. The first that fits:
 * NONE         the texts are equal
 * PUNCTUATION  only punctuation, spaces and capital letters differ
 * CITATION     all words that differ stand in references to documents: their symbols and dates, the
 *              word "resolution", "and" between two of them
 * WORDS        anything else
 */
enum change { CHANGE_NONE, CHANGE_PUNCTUATION, CHANGE_CITATION, CHANGE_WORDS };

/* The kind of a diff of these two texts, which are in this language. */
enum change diff_change(const struct language *language, const struct diff *diff, const char *old,
			size_t old_length, const char *new, size_t new_length);

/* How much is equal: words in SAME pieces of all words of both texts, 0 to 1; 1 for two texts
 * without a word. */
double diff_equal(const struct diff *diff, const char *old, const char *new);

#endif
