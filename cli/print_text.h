/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_PRINT_TEXT_H
#define CLI_PRINT_TEXT_H

#include "cli/terminal.h"
#include "searcher/search.h"

struct buffer;

/* Results for people. */

/* "5 wordings, 6 clauses, 2022-12-07 to 2023-12-04" and the time, on one line. */
void print_text_totals(struct buffer *out, const struct terminal *terminal,
		       const struct search *search, double seconds);

/* "A/RES/78/16#OP3  4 Dec 2023  recorded vote 152-5-23", without the end of the line. */
void print_text_place(struct buffer *out, const struct terminal *terminal,
		      const struct resolution *resolution, const struct clause *clause,
		      bool name_language);
void print_text_hit(struct buffer *out, const struct terminal *terminal, size_t rank,
		    const struct search *search, const struct hit *hit, const struct found *found);

/* A share as a whole number of per cent; 100 is only said of what is the same. */
int print_text_percent(double share);

/* The full reference (cli/cite.h) on a line of its own, below a hit or a clause. */
void print_text_reference(struct buffer *out, const struct terminal *terminal,
			  const struct resolution *resolution, const struct clause *clause);

/* The clauses that a hit stands for, the latest first, a line each. */
void print_text_repeats(struct buffer *out, const struct search *search, const struct hit *hit);

void print_text_resolution(struct buffer *out, const struct terminal *terminal,
			   const struct resolution *resolution);
void print_text_clause(struct buffer *out, const struct terminal *terminal,
		       const struct resolution *resolution, const struct clause *clause);

#endif
