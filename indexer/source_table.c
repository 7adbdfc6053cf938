/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/source_table.h"

#include "base/buffer.h"
#include "base/error.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS = 8 };

static const char *const kind_names[] = { "", "archive", "root" };
static const char kept_name[] = "kept";

struct source_row *source_table_find(struct source_table *table, const char *name)
{
	uint32_t number = names_find(&table->names, name, strlen(name));
	return number != UINT32_MAX ? &table->rows[number] : NULL;
}

struct source_row *source_table_row(struct source_table *table, const char *name)
{
	uint32_t number = names_add(&table->names, name, strlen(name));
	if (number < table->count)
		return &table->rows[number];
	table->rows =
	    memory_grow(table->rows, &table->capacity, table->count + 1, sizeof *table->rows);
	struct source_row *row = &table->rows[table->count++];
	*row = (struct source_row){ .name = table->names.at[number].bytes,
				    .symbol = "",
				    .problem = "" };
	return row;
}

void source_key(struct buffer *key, const struct language *language, const char *symbol)
{
	buffer_clear(key);
	buffer_add_format(key, "%s %s", language->code, symbol);
}

static void add_field(struct buffer *out, const char *text, char end)
{
	for (; *text != '\0'; text++) {
		if (*text == '\\')
			buffer_add_text(out, "\\\\");
		else if (*text == '\t')
			buffer_add_text(out, "\\t");
		else if (*text == '\n')
			buffer_add_text(out, "\\n");
		else
			buffer_add_byte(out, *text);
	}
	buffer_add_byte(out, end);
}

static int by_name(const void *a, const void *b)
{
	const struct source_row *const *x = a, *const *y = b;
	return strcmp((*x)->name, (*y)->name);
}

void source_table_write(const struct source_table *table, struct buffer *out)
{
	const struct source_row **order = memory_array(table->count, sizeof *order);
	for (size_t i = 0; i < table->count; i++)
		order[i] = &table->rows[i];
	memory_sort(order, table->count, sizeof *order, by_name);
	for (size_t i = 0; i < table->count; i++) {
		const struct source_row *row = order[i];
		add_field(out, row->name, '\t');
		buffer_add_format(out, "%" PRIu64 "\t%" PRId64 "\t%s\t", row->size, row->modified,
				  row->kind == SOURCE_FILE ? row->sha256 : kind_names[row->kind]);
		add_field(out, row->language != NULL ? row->language->code : "", '\t');
		add_field(out, row->symbol, '\t');
		add_field(out, row->kept ? kept_name : "", '\t');
		add_field(out, row->problem, '\n');
	}
	free(order);
}

/* Undoes add_field in place; the field ends at `end`. */
static void unescape(char *field, char *end)
{
	char *out = field;
	for (char *in = field; in < end; in++) {
		if (*in == '\\' && in + 1 < end) {
			in++;
			*out++ = *in == 't' ? '\t' : *in == 'n' ? '\n' : *in;
		} else
			*out++ = *in;
	}
	*out = '\0';
}

static bool read_line(struct source_table *table, char *line, char *end)
{
	char *fields[FIELDS];
	char *at = line;
	for (int i = 0; i < FIELDS; i++) {
		char *stop = i + 1 < FIELDS ? memchr(at, '\t', (size_t)(end - at)) : end;
		if (stop == NULL)
			return false;
		fields[i] = at;
		unescape(at, stop);
		at = stop + 1;
	}
	struct source_row *row = source_table_row(table, fields[0]);
	for (int kind = SOURCE_ARCHIVE; kind <= SOURCE_ROOT; kind++)
		if (strcmp(fields[3], kind_names[kind]) == 0)
			row->kind = (enum source_kind)kind;
	if (sscanf(fields[1], "%" SCNu64, &row->size) != 1 ||
	    sscanf(fields[2], "%" SCNd64, &row->modified) != 1 ||
	    (row->kind == SOURCE_FILE && strlen(fields[3]) != HASH_HEX_SIZE - 1 &&
	     fields[3][0] != '\0'))
		return false;
	snprintf(row->sha256, sizeof row->sha256, "%s", row->kind == SOURCE_FILE ? fields[3] : "");
	row->language = language_find(fields[4], strlen(fields[4]));
	row->symbol = arena_text(&table->arena, fields[5], strlen(fields[5]));
	row->kept = strcmp(fields[6], kept_name) == 0;
	row->problem = arena_text(&table->arena, fields[7], strlen(fields[7]));
	return (row->language != NULL) == (row->symbol[0] != '\0');
}

int source_table_read(struct source_table *table, const char *bytes, size_t length,
		      struct error *error)
{
	char *copy = memory_text(bytes, length), *line = copy, *end = copy + length;
	int status = STATUS_OK;
	for (int number = 1; line < end && status == STATUS_OK; number++) {
		char *stop = memchr(line, '\n', (size_t)(end - line));
		if (stop == NULL || !read_line(table, line, stop))
			status = error_set(error, STATUS_DAMAGED,
					   "the list of sources is damaged at line %d", number);
		line = stop != NULL ? stop + 1 : end;
	}
	free(copy);
	return status;
}

void source_table_release(struct source_table *table)
{
	arena_release(&table->arena);
	names_release(&table->names);
	free(table->rows);
	*table = (struct source_table){ 0 };
}
