/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_UNITS_H
#define SEARCHER_UNITS_H

#include <stddef.h>
#include <stdint.h>

/*
 * A text cut into what a reader sees as its pieces when two texts are compared: words, spaces and
 * punctuation marks. The units of a text follow each other without a gap, so that together they are
 * the text, byte for byte. No unit begins or ends inside a character; a byte that is not UTF-8 is a
 * mark. "l'eau, 2 %" has the units l ' eau , space 2 space %
 */
enum unit_kind {
	UNIT_WORD,  /* letters, digits and the marks on them; in Chinese one character */
	UNIT_SPACE, /* one space or one end of a line */
	UNIT_MARK,  /* one character of punctuation, or another symbol */
};

struct unit {
	uint32_t start, end; /* bytes */
	enum unit_kind kind;
};

/* Grows as needed; ready for use when all its bytes are zero. */
struct units {
	struct unit *at;
	size_t count, capacity;
};

/* Replaces what the list holds by the units of the text. */
void units_read(struct units *units, const char *text, size_t length);
void units_release(struct units *units);

#endif
