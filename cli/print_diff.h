/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_PRINT_DIFF_H
#define CLI_PRINT_DIFF_H

#include "cli/terminal.h"
#include "searcher/diff.h"

#include <jansson.h>

struct buffer;

/* A word diff for people and for programs. */

/* A diff with the texts that it is of. */
struct diff_view {
	const struct diff *diff;
	const char *old, *new; /* NUL-terminated */
};

/* What of it is shown: all in one text, or one of the two texts with what is not in the other. */
enum diff_side { DIFF_BOTH, DIFF_OLD, DIFF_NEW };

/*
 * Appends it as terminal_add_folded does: removed words red and struck through, added ones green
 * and underlined; without colour in [-removed-] and {+added+}. Spaces at the edges of a change
 * stand outside of the marks; a change of spaces alone shows them as "␣" and "¶" (end of a
 * paragraph).
 */
void print_diff_text(struct buffer *out, const struct terminal *terminal,
		     const struct diff_view *view, enum diff_side side, size_t indent);

/*
 * Appends it as a quotation in Markdown, "> " before each paragraph: ~~removed~~ **added**. Since
 * CommonMark knows these signs only at the edges of words, a change of punctuation is shown with
 * the words beside it: "~~act;~~ **act.**". Markup in the texts is taken its meaning.
 */
void print_diff_markdown(struct buffer *out, const struct diff_view *view);

/* Appends it as the content of an HTML element: <del>removed</del><ins>added</ins>. */
void print_diff_html(struct buffer *out, const struct diff_view *view, enum diff_side side);

/* A new array of objects {"op": "same" | "removed" | "added", "text": …}. */
json_t *print_diff_json(const struct diff_view *view);

#endif
