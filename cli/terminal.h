/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct buffer;

/* What standard output is: decided once for each command. */
struct terminal {
	bool is_terminal;
	bool colour;    /* on a terminal, unless NO_COLOR is set or it is a dumb one */
	size_t columns; /* of the terminal, or of $COLUMNS, or 80 */
};
struct terminal terminal_of(FILE *stream);

/* Whether the character set of the user's locale (LC_ALL, LC_CTYPE, LANG) is UTF-8, so that it has
 * blocks and lines to draw with. To know it costs a file of the locale. */
bool terminal_takes_utf8(void);

/*
 * Appends text so that it can do nothing to a terminal: control characters (but '\n' with
 * keep_lines) and marks that turn the direction of writing become U+FFFD, bytes that are no UTF-8
 * likewise.
 */
void terminal_add(struct buffer *out, const char *text, size_t length, bool keep_lines);

size_t terminal_width(const char *text, size_t length); /* columns */

/* The same for a line that terminal_add_folded made: colours take no columns. */
size_t terminal_shown_width(const char *line, size_t length);

/* How a part of a text is shown: on a terminal with colour, and elsewhere. */
enum span_style {
	SPAN_FOUND,   /* bold; [ ] */
	SPAN_REMOVED, /* red and struck through; [- -] */
	SPAN_ADDED,   /* green and underlined; {+ +} */
};

/* A part of a text that is shown in its own way, as bytes from start to end. */
struct span {
	size_t start, end;
	enum span_style style;
};

/*
 * Appends text, folded into lines of at most `columns`, each after `indent` spaces; the spans
 * (rising, apart) are shown in their style; marks such as [square brackets] count as columns. Ends
 * with '\n'.
 *
 * Lines end between words and between Chinese characters. None begins with punctuation that closes
 * or ends with punctuation that opens, as long as there is another place.
 *
 * Each '\n' in the text begins a new paragraph. Where the first letter of a paragraph is one that
 * is written from right to left, its lines are set against the right edge of a terminal, the indent
 * being on the right; the letters stay in their order, since terminals turn them themselves.
 * Elsewhere, as in a pipe, such text is folded like any other.
 */
void terminal_add_folded(struct buffer *out, const struct terminal *terminal, const char *text,
			 size_t length, const struct span *spans, size_t span_count, size_t indent);

#endif
