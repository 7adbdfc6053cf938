/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/sorter.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/spill.h"

#include <stdlib.h>

struct entry {
	uint64_t key;
	uint32_t value;
	uint32_t reserved;
};

/* Of the memory a quarter for the entries that are not sorted yet, and sorting needs it once more;
 * what is sorted waits in a quarter, and as much is for reading ahead. */
enum { PART = 4, LEAST_ENTRIES = 256, LEAST_AHEAD = 4096 };

/* Entries that were sorted together. */
struct chunk {
	uint64_t at, end; /* of those that wait, in the spill */
	struct entry next;
	struct spill_reader reader;
};

struct sorter {
	size_t memory, most; /* bytes; entries that are sorted together */
	struct entry *entries;
	size_t entry_count, entry_capacity;
	uint64_t count;
	struct spill *sorted;
	/* While they are read they are a heap: the one whose next entry comes first leads. */
	struct chunk *chunks;
	size_t chunk_count, chunk_capacity;
	uint32_t *values; /* of the row that was read last */
	size_t value_capacity;
};

struct sorter *sorter_new(const char *work_directory, const char *name, size_t memory)
{
	struct sorter *sorter = memory_array(1, sizeof *sorter);
	sorter->memory = memory;
	sorter->most = memory / PART / sizeof(struct entry);
	if (sorter->most < LEAST_ENTRIES)
		sorter->most = LEAST_ENTRIES;
	sorter->sorted = spill_new(work_directory, name, memory / PART);
	return sorter;
}

void sorter_free(struct sorter *sorter)
{
	if (sorter == NULL)
		return;
	for (size_t i = 0; i < sorter->chunk_count; i++)
		spill_reader_release(&sorter->chunks[i].reader);
	free(sorter->chunks);
	free(sorter->entries);
	free(sorter->values);
	spill_free(sorter->sorted);
	free(sorter);
}

uint64_t sorter_count(const struct sorter *sorter)
{
	return sorter->count;
}

static int by_key(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->value < y->value ? -1 : x->value > y->value;
}

/* Leaves one of equal entries, which are sorted; returns how many there are then. */
static size_t leave_once(struct entry *entries, size_t count)
{
	size_t left = 1;
	for (size_t i = 1; i < count; i++)
		if (by_key(&entries[i], &entries[left - 1]) != 0)
			entries[left++] = entries[i];
	return left;
}

static void sort_chunk(struct sorter *sorter)
{
	if (sorter->entry_count == 0)
		return;
	memory_sort(sorter->entries, sorter->entry_count, sizeof *sorter->entries, by_key);
	size_t bytes = leave_once(sorter->entries, sorter->entry_count) * sizeof *sorter->entries;
	sorter->chunks = memory_grow(sorter->chunks, &sorter->chunk_capacity,
				     sorter->chunk_count + 1, sizeof *sorter->chunks);
	uint64_t start = spill_length(sorter->sorted);
	sorter->chunks[sorter->chunk_count++] =
	    (struct chunk){ start, start + bytes, { 0 }, { 0 } };
	spill_add(sorter->sorted, sorter->entries, bytes);
	sorter->entry_count = 0;
}

void sorter_add(struct sorter *sorter, uint64_t key, uint32_t value)
{
	sorter->entries = memory_grow(sorter->entries, &sorter->entry_capacity,
				      sorter->entry_count + 1, sizeof *sorter->entries);
	sorter->entries[sorter->entry_count++] = (struct entry){ key, value, 0 };
	sorter->count++;
	if (sorter->entry_count == sorter->most)
		sort_chunk(sorter);
}

static bool comes_before(const struct sorter *sorter, size_t a, size_t b)
{
	return by_key(&sorter->chunks[a].next, &sorter->chunks[b].next) < 0;
}

/* Below this chunk the heap is in order; now from it on. */
static void sink(struct sorter *sorter, size_t number)
{
	for (size_t child; (child = 2 * number + 1) < sorter->chunk_count; number = child) {
		if (child + 1 < sorter->chunk_count && comes_before(sorter, child + 1, child))
			child++;
		if (!comes_before(sorter, child, number))
			break;
		struct chunk chunk = sorter->chunks[number];
		sorter->chunks[number] = sorter->chunks[child];
		sorter->chunks[child] = chunk;
	}
}

/* The next entry of a chunk; a chunk without one is left out from here on. */
static void read_entry(struct sorter *sorter, size_t number)
{
	struct chunk *chunk = &sorter->chunks[number];
	const struct entry *entry = NULL;
	if (chunk->at < chunk->end)
		entry = spill_read(&chunk->reader, chunk->at, sizeof *entry);
	if (entry != NULL) {
		chunk->next = *entry;
		chunk->at += sizeof *entry;
		return;
	}
	spill_reader_release(&chunk->reader);
	*chunk = sorter->chunks[--sorter->chunk_count];
}

int sorter_end(struct sorter *sorter, struct error *error)
{
	sort_chunk(sorter);
	free(sorter->entries);
	sorter->entries = NULL;
	int status = spill_end(sorter->sorted, error);
	if (sorter->chunk_count == 0)
		return status;
	size_t ahead = sorter->memory / PART / sorter->chunk_count;
	for (size_t i = sorter->chunk_count; i > 0; i--) {
		sorter->chunks[i - 1].reader = (struct spill_reader){
			.spill = sorter->sorted,
			.ahead = ahead > LEAST_AHEAD ? ahead : LEAST_AHEAD,
		};
		read_entry(sorter, i - 1);
	}
	for (size_t i = sorter->chunk_count / 2; i > 0; i--)
		sink(sorter, i - 1);
	return status;
}

bool sorter_next(struct sorter *sorter, struct sorted_row *row)
{
	if (sorter->chunk_count == 0)
		return false;
	const struct chunk *first = sorter->chunks;
	uint64_t key = first->next.key;
	size_t count = 0;
	while (sorter->chunk_count > 0 && first->next.key == key) {
		uint32_t value = first->next.value;
		if (count == 0 || value != sorter->values[count - 1]) {
			sorter->values = memory_grow(sorter->values, &sorter->value_capacity,
						     count + 1, sizeof *sorter->values);
			sorter->values[count++] = value;
		}
		read_entry(sorter, 0);
		sink(sorter, 0);
	}
	*row = (struct sorted_row){ key, sorter->values, count };
	return spill_status(sorter->sorted, NULL) == STATUS_OK;
}

int sorter_status(const struct sorter *sorter, struct error *error)
{
	return spill_status(sorter->sorted, error);
}
