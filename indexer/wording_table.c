/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/wording_table.h"

#include "base/memory.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64 };

static uint64_t hash_of(const struct buffer *hashes, uint32_t number)
{
	uint64_t hash;
	memcpy(&hash, hashes->bytes + (size_t)number * sizeof hash, sizeof hash);
	return le64toh(hash);
}

static uint32_t *find_slot(const struct wording_table *table, const struct buffer *hashes,
			   uint64_t hash)
{
	size_t at = (size_t)hash & (table->slot_count - 1);
	while (table->slots[at] != UINT32_MAX && hash_of(hashes, table->slots[at]) != hash)
		at = (at + 1) & (table->slot_count - 1);
	return &table->slots[at];
}

static void grow(struct wording_table *table, const struct buffer *hashes)
{
	struct wording_table larger = { .used = table->used };
	larger.slot_count = table->slot_count != 0 ? table->slot_count * 2 : FIRST_SLOTS;
	larger.slots = memory_array(larger.slot_count, sizeof *larger.slots);
	memset(larger.slots, 0xFF, larger.slot_count * sizeof *larger.slots);
	for (size_t i = 0; i < table->slot_count; i++)
		if (table->slots[i] != UINT32_MAX)
			*find_slot(&larger, hashes, hash_of(hashes, table->slots[i])) =
			    table->slots[i];
	free(table->slots);
	*table = larger;
}

uint32_t *wording_table_at(struct wording_table *table, const struct buffer *hashes, uint64_t hash)
{
	if ((table->used + 1) * 2 > table->slot_count)
		grow(table, hashes);
	uint32_t *slot = find_slot(table, hashes, hash);
	table->used += *slot == UINT32_MAX;
	return slot;
}

void wording_table_release(struct wording_table *table)
{
	free(table->slots);
	*table = (struct wording_table){ 0 };
}
