/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_WORDING_TABLE_H
#define INDEXER_WORDING_TABLE_H

#include "base/buffer.h"

#include <stddef.h>
#include <stdint.h>

/*
 * Which number a wording has, by the hash of its text. The hashes stand in SECTION_HASHES already,
 * so the table holds but four to eight bytes a wording. Ready for use when all its bytes are zero.
 */
struct wording_table {
	uint32_t *slots;
	size_t slot_count, used;
};

/* The place of the number. `hashes`: SECTION_HASHES, of all wordings so far. A hash that is new
 * gets UINT32_MAX; before the next call the caller replaces it by the number of the hash, which he
 * adds to the section. */
uint32_t *wording_table_at(struct wording_table *table, const struct buffer *hashes, uint64_t hash);
void wording_table_release(struct wording_table *table);

#endif
