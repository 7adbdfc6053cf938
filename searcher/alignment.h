/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_ALIGNMENT_H
#define SEARCHER_ALIGNMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Which texts of one list are which of another, by their words: labels and numbers do not count, so
 * a clause is found where it was moved to, and under another number.
 *
 * How alike two texts are is the weight of the words and pairs of neighbouring words that they
 * share (Dice's coefficient of the two multisets, 0 to 1), a word being the heavier the fewer of
 * the texts have it. Partners are chosen in three steps:
 * 1. In order: of the pairs that are (nearly) the best for both of their texts, the heaviest chain
 *    that rises in both lists.
 * 2. Of those that have no partner yet, the most alike first, out of order too; where they stand
 *    between the same neighbours less is enough.
 * 3. Split and merged: a text without a partner, most of which stands in a text of the other list,
 *    in what of it its own partner does not have.
 * The time grows with the length of the texts and with ALIGNMENT_CANDIDATES, not with the product
 * of both lists.
 */
#define ALIGNMENT_NONE UINT32_MAX
enum {
	ALIGNMENT_CANDIDATES = 12, /* for each new text */
	/* Lists longer than this are searched by the words that at most ALIGNMENT_RARE of their
	 * texts have. */
	ALIGNMENT_SMALL = 512,
	ALIGNMENT_RARE = 48,
	ALIGNMENT_SPLIT_WORDS = 6, /* a part of a split or merged text has so many at least */
};
#define ALIGNMENT_LEAST    0.4 /* less alike texts are no partners, */
#define ALIGNMENT_IN_PLACE 0.3 /* but between the same neighbours */
#define ALIGNMENT_PART     0.6 /* so much of a part must stand in the whole */

struct alignable {
	const char *text;
	size_t length;
	uint32_t class; /* only texts with equal numbers can be partners */
};

/* Indexes count from 0; ALIGNMENT_NONE: none. Released by alignment_release. */
struct alignment {
	size_t old_count, new_count;
	uint32_t *old_of;      /* of each new text: its partner, */
	uint32_t *new_of;      /* of each old text: the same */
	uint32_t *split_from;  /* of a new text without a partner: the old text it is a part of */
	uint32_t *merged_into; /* of an old text without a partner: the new text that has it */
	bool *moved; /* of each new text: its partner stands at another place in the order */
};

void alignment_make(struct alignment *alignment, const struct alignable *old, size_t old_count,
		    const struct alignable *new, size_t new_count);
void alignment_release(struct alignment *alignment);

#endif
