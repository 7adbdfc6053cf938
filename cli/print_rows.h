/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_PRINT_ROWS_H
#define CLI_PRINT_ROWS_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;

/*
 * Rows of a few named values in any format for programs, and in Markdown:
 *
 *     jsonl      {"field":"verb","value":"decide","count":12}
 *     json       these objects as one array
 *     csv, tsv   a row of names, then a row each (escaped as in cli/print_table.h)
 *     markdown   a table; nothing in it can become markup, new lines become spaces
 *
 *     rows_start(&rows, &out, "csv", columns, 3);
 *     rows_add(&rows, (const char *const[]){ "verb", "decide", "12" });
 *     rows_end(&rows);
 */
struct rows_column {
	const char *name;
	bool is_number; /* values are whole numbers: JSON has them without quotation marks */
};

struct rows {
	struct buffer *out;
	const char *format;
	const struct rows_column *columns;
	size_t column_count, count; /* of rows, up to now */
};

/* The strings and columns must live until rows_end. `format` is not "text". */
void rows_start(struct rows *rows, struct buffer *out, const char *format,
		const struct rows_column *columns, size_t column_count);
void rows_add(struct rows *rows, const char *const *values); /* one for each column */
void rows_end(struct rows *rows);

#endif
