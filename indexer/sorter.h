/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_SORTER_H
#define INDEXER_SORTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;

/*
 * Keys with a value each, which come in any order and are read by rising key, and by rising value
 * where keys are equal; a value that a key got several times is read once. There may be more of
 * them than memory should hold: those that fill a part of it are sorted and wait in a temporary
 * file, which is merged when it is read.
 */
struct sorter;

/* The file is made in `work_directory` when it is needed; `name` must not be there. `memory`:
 * about so many bytes are used; the values of one key come besides. */
struct sorter *sorter_new(const char *work_directory, const char *name, size_t memory);
void sorter_free(struct sorter *sorter); /* NULL is allowed */

void sorter_add(struct sorter *sorter, uint64_t key, uint32_t value);
uint64_t sorter_count(const struct sorter *sorter); /* of all that was added, repeats too */

/* Nothing more is added from here on; only now it can be read. */
int sorter_end(struct sorter *sorter, struct error *error);

/* All values of a key. */
struct sorted_row {
	uint64_t key;
	const uint32_t *values; /* rising; until the next call */
	size_t count;
};

/* False behind the last key, and after a failure. */
bool sorter_next(struct sorter *sorter, struct sorted_row *row);
/* STATUS_SYSTEM: the temporary file could not be written or read. */
int sorter_status(const struct sorter *sorter, struct error *error);

#endif
