/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_PRINT_MARKDOWN_H
#define CLI_PRINT_MARKDOWN_H

#include "searcher/search.h"

#include <stdbool.h>
#include <stddef.h>

struct buffer;

/*
 * Results as Markdown (CommonMark), to be pasted into a document. A hit:
 *
 *     ### 1. General Assembly resolution 78/16 of 4 December 2023, para. 3 (a)
 *
 *     A/RES/78/16\#OP3(a) · en · recorded vote 161-9-11 · ×7, 2016–2023
 *
 *     > The whole text, the words that were found in **bold**
 *     >
 *     > \[4\] Its footnotes
 *
 * and an empty line. Nothing of a document can become markup: what could has a backslash before it,
 * control characters and marks of direction become U+FFFD.
 */
void print_markdown_hit(struct buffer *out, size_t rank, const struct search *search,
			const struct hit *hit, const struct found *found);

/* The same without rank, repeats and bold words. */
void print_markdown_clause(struct buffer *out, const struct resolution *resolution,
			   const struct clause *clause);

/* Appends text that is words and nothing else, on one line; `first`: it stands at the start of a
 * line, where more signs are markup. */
void print_markdown_words(struct buffer *out, const char *text, size_t length, bool first);

#endif
