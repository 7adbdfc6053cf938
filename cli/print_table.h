/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_PRINT_TABLE_H
#define CLI_PRINT_TABLE_H

#include "searcher/search.h"

struct buffer;

/*
 * Results as tables: one row of names, then one row a hit or a clause. The columns are the fields
 * of the JSON object (man/clausula-json(5)) that have one value, under their names, and the full
 * reference (cli/cite.h); what is not known is empty.
 *
 * The separator is ',' for CSV or '\t' for TSV; every row ends with '\n'.
 *     CSV (RFC 4180, but for the end of rows): a value with a comma, a quote or an end of line
 *         stands in double quotes, quotes in it are doubled.
 *     TSV: tab, end of line and backslash are written \t, \n and \\; there are no quotes.
 * Otherwise the words of a document are not changed, even where a spreadsheet would take a value
 * that begins with '=' for a formula; only control characters and marks that turn the direction of
 * writing become U+FFFD, as on a terminal.
 */
void print_table_header(struct buffer *out, char separator);
void print_table_hit(struct buffer *out, char separator, size_t rank, const struct search *search,
		     const struct hit *hit, const struct found *found);

/* One value, escaped for the separator; without a separator or an end of row. */
void print_table_value(struct buffer *out, char separator, const char *bytes, size_t length);

/* The same without rank, score and repeats. */
void print_table_clause_header(struct buffer *out, char separator);
void print_table_clause(struct buffer *out, char separator, const struct resolution *resolution,
			const struct clause *clause);

/* One value of a table, without a separator. */
void print_table_value(struct buffer *out, char separator, const char *bytes, size_t length);

#endif
