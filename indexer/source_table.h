/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_SOURCE_TABLE_H
#define INDEXER_SOURCE_TABLE_H

#include "base/hash.h"
#include "base/language.h"
#include "base/map.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stdint.h>

struct buffer;
struct error;

/*
 * Which files were read and what each gave: kept beside the index, so that the next run reads only
 * what changed. On disk a line a file, fields between tabs: name, size, time of change, SHA-256
 * (for rows that are no file that was read: "archive" or "root"), language, symbol, "kept" or
 * nothing, problem. In a field \\, \t, \n stand for a backslash, a tab, a new line.
 */
enum source_kind {
	SOURCE_FILE,    /* a file, or a member of an archive */
	SOURCE_ARCHIVE, /* an archive */
	SOURCE_ROOT,    /* a path as the user gave it, made absolute, which is a directory */
};

struct source_row {
	const char *name; /* as struct source has it */
	uint64_t size;
	int64_t modified;
	char sha256[HASH_HEX_SIZE];
	const struct language *language; /* NULL: it gave no resolution (an extract, a bad file) */
	const char *symbol;              /* "" likewise */
	const char *problem; /* why it could not be read, a whole line; "" when it could */
	enum source_kind kind;
	bool kept;  /* the index has the resolution from this file, of several that give it */
	bool fresh; /* added or read anew in this run; not on disk */
	bool gives; /* it was read in this run and gives a resolution; not on disk */
};

struct source_table {
	struct arena arena; /* of all strings */
	struct source_row *rows;
	size_t count, capacity;
	struct names names; /* of the rows, in the order of the rows */
};

/* The row with this name, added when it is new. Pointers to rows go with the next new row. */
struct source_row *source_table_row(struct source_table *table, const char *name);
struct source_row *source_table_find(struct source_table *table, const char *name);

/* Sets *key to what a resolution is found by in a map over the rows: "es A/RES/78/16". */
void source_key(struct buffer *key, const struct language *language, const char *symbol);

void source_table_write(const struct source_table *table, struct buffer *out); /* sorted by name */
/* STATUS_DAMAGED with the line's number when it is not what source_table_write writes. */
int source_table_read(struct source_table *table, const char *bytes, size_t length,
		      struct error *error);
void source_table_release(struct source_table *table);

#endif
