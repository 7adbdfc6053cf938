/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_PRINT_KWIC_H
#define CLI_PRINT_KWIC_H

#include "base/memory.h"
#include "cli/terminal.h"
#include "searcher/search.h"

#include <stdbool.h>
#include <stddef.h>

struct buffer;

/*
 * Keyword in context: one line for each match, the matched words below one another.
 *
 *     A/RES/91/2#OP3    …ithdrawal of the last [warhead] from the depots, in the presen…
 *     A/RES/92/2#PP4   …rts on the verification of [warhead] dismantlement, in which the…
 *
 * The text stands in logical order: what is read first comes first. A terminal that turns Arabic
 * around shows what comes before the match at its right. There the matches are below one another
 * only in lines whose contexts both fill their room, since no mark of direction is printed.
 */
struct kwic_line {
	const char *reference; /* "A/RES/78/16#OP3(a)": a symbol, the label of a clause */
	const char *text;      /* of the whole clause; UTF-8, NUL-terminated */
	size_t start, end;     /* the match: bytes of text */
	size_t rank;           /* of the hit */
};

/* The order of the lines: by rank and place in the text; or by the context, word by word from the
 * match outwards, case and accents apart, and lines of the same context by rank. */
enum kwic_sort { KWIC_BY_RANK, KWIC_BY_LEFT, KWIC_BY_RIGHT };
extern const char *const kwic_sort_names[]; /* "rank", "left", "right", NULL: for --kwic-sort */

/*
 * Appends the lines, each at most terminal->columns wide, which are cut by display width: the left
 * context at its left, the right one at its right. The match is bold on a terminal with colour and
 * stands in [square brackets] elsewhere. New lines become spaces, and nothing that steers a
 * terminal gets through (terminal_add). References are never cut: one that is longer than a third
 * of the terminal takes the room of its left context, and only when that is used up, more. The text
 * has at least 20 columns, however narrow the terminal is.
 */
void print_kwic(struct buffer *out, const struct terminal *terminal, const struct kwic_line *lines,
		size_t count, enum kwic_sort sort);

/*
 * The same as rows of reference, left, match and right in another format (cli/print_rows.h): left
 * and right are all of the clause before and behind the match.
 */
void print_kwic_rows(struct buffer *out, const char *format, const struct kwic_line *lines,
		     size_t count, enum kwic_sort sort);

/* Lines that own their strings. Zero bytes (KWIC_INIT) are ready for use. */
struct kwic {
	struct arena arena;
	struct kwic_line *lines;
	size_t count, capacity;
};
#define KWIC_INIT                                                                                  \
	{                                                                                          \
		ARENA_INIT, NULL, 0, 0                                                             \
	}

/*
 * Adds a line for each highlight of a hit, highlights with nothing but white space between them
 * taken as one. `found` may be released afterwards. With name_language the reference ends with the
 * language: "A/RES/78/16#OP3 es". A hit without highlights (a query of fields alone) has no line.
 */
void kwic_add(struct kwic *kwic, size_t rank, const struct found *found, bool name_language);
void kwic_release(struct kwic *kwic);

#endif
