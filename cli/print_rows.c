/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/print_rows.h"

#include "base/buffer.h"
#include "cli/print_markdown.h"
#include "cli/print_table.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static bool is_format(const struct rows *rows, const char *format)
{
	return strcmp(rows->format, format) == 0;
}

/* '\0' unless the format is a table. */
static char separator_of(const struct rows *rows)
{
	return is_format(rows, "csv") ? ',' : is_format(rows, "tsv") ? '\t' : '\0';
}

static void add_cell(struct rows *rows, size_t column, const char *value)
{
	struct buffer line = BUFFER_INIT;
	char separator = separator_of(rows);
	if (separator != '\0') {
		if (column > 0)
			buffer_add_byte(rows->out, separator);
		print_table_value(rows->out, separator, value, strlen(value));
		return;
	}
	for (const char *at = value; *at != '\0'; at++)
		buffer_add_byte(&line, (char)(*at == '\n' ? ' ' : *at));
	buffer_add_text(rows->out, column > 0 ? " | " : "| ");
	print_markdown_words(rows->out, line.bytes != NULL ? line.bytes : "", line.length, false);
	buffer_release(&line);
}

static void end_row(struct rows *rows)
{
	buffer_add_text(rows->out, separator_of(rows) != '\0' ? "\n" : " |\n");
}

void rows_start(struct rows *rows, struct buffer *out, const char *format,
		const struct rows_column *columns, size_t column_count)
{
	*rows = (struct rows){ out, format, columns, column_count, 0 };
	if (is_format(rows, "json") || is_format(rows, "jsonl"))
		return;
	for (size_t i = 0; i < column_count; i++)
		add_cell(rows, i, columns[i].name);
	end_row(rows);
	if (separator_of(rows) != '\0')
		return;
	for (size_t i = 0; i < column_count; i++)
		buffer_add_text(out, columns[i].is_number ? "| ---: " : "| --- ");
	buffer_add_text(out, "|\n");
}

static void add_object(struct rows *rows, const char *const *values)
{
	json_t *object = json_object();
	for (size_t i = 0; i < rows->column_count; i++)
		json_object_set_new(object, rows->columns[i].name,
				    rows->columns[i].is_number
					? json_integer(strtoll(values[i], NULL, 10))
					: json_string(values[i]));
	char *text = json_dumps(object, JSON_COMPACT);
	if (text != NULL)
		buffer_add_text(rows->out, text);
	free(text);
	json_decref(object);
}

void rows_add(struct rows *rows, const char *const *values)
{
	if (is_format(rows, "json"))
		buffer_add_text(rows->out, rows->count > 0 ? ",\n" : "[\n");
	rows->count++;
	if (is_format(rows, "json") || is_format(rows, "jsonl")) {
		add_object(rows, values);
		buffer_add_text(rows->out, is_format(rows, "jsonl") ? "\n" : "");
		return;
	}
	for (size_t i = 0; i < rows->column_count; i++)
		add_cell(rows, i, values[i]);
	end_row(rows);
}

void rows_end(struct rows *rows)
{
	if (is_format(rows, "json"))
		buffer_add_text(rows->out, rows->count > 0 ? "\n]\n" : "[]\n");
}
