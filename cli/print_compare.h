/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_PRINT_COMPARE_H
#define CLI_PRINT_COMPARE_H

#include "cli/terminal.h"
#include "searcher/compare.h"

struct buffer;

/* What clausula compare found, and how it is wanted. */
struct compare_view {
	const struct comparison *comparison;
	const struct language *language;
	const char *from, *to; /* "A/RES/77/37", "draft.txt" */
	bool all;              /* the text of what is the same, too */
	bool summary;          /* the counts alone */
	bool side_by_side;
};

/* Two columns of text need so many of the terminal. */
enum { SIDE_BY_SIDE_LEAST = 50 };

void print_compare_text(struct buffer *out, const struct terminal *terminal,
			const struct compare_view *view);
void print_compare_markdown(struct buffer *out, const struct compare_view *view);
void print_compare_html(struct buffer *out, const struct compare_view *view);

/* An object a line (clausula-json(5)): one for each row, or one with the counts. */
void print_compare_jsonl(struct buffer *out, const struct compare_view *view);
/* The same objects as one array. */
void print_compare_json(struct buffer *out, const struct compare_view *view);

/* ---- For the printers ---- */

/* "12 the same, 3 changed (1 punctuation only, 2 words), 1 new, 2 dropped; 1 moved" */
void print_compare_counts(struct buffer *out, const struct comparison *comparison);

/* "PP1", "OP5 → OP7", "OP3 → OP3 + OP4": the labels of a row. */
void print_compare_labels(struct buffer *out, const struct compared *row);

/* "changed, citations only", "the same, moved", "changed: Encourages → Urges". */
void print_compare_what(struct buffer *out, const struct compared *row);

/*
 * How many rows from this one on are the same, none moved, with labels that go on as they begin:
 * they are one line. Appends that line, as "PP2 to PP5 → PP3 to PP6", when it is not 0.
 */
size_t print_compare_run(struct buffer *out, const struct comparison *comparison, size_t start);

#endif
