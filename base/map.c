/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/map.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

struct map_slot {
	uint64_t key;
	uint32_t value; /* UINT32_MAX: the slot is free */
};

static struct map_slot *find_slot(struct map_slot *slots, size_t count, uint64_t key)
{
	/* Keys may be small numbers in a row: spread them (the multiplier of Fibonacci hashing). */
	size_t at = (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> 20) & (count - 1);
	while (slots[at].value != UINT32_MAX && slots[at].key != key)
		at = (at + 1) & (count - 1);
	return &slots[at];
}

static void grow(struct map *map)
{
	size_t count = map->slot_count != 0 ? map->slot_count * 2 : 64;
	struct map_slot *slots = memory_array(count, sizeof *slots);
	for (size_t i = 0; i < count; i++)
		slots[i].value = UINT32_MAX;
	for (size_t i = 0; i < map->slot_count; i++)
		if (map->slots[i].value != UINT32_MAX)
			*find_slot(slots, count, map->slots[i].key) = map->slots[i];
	free(map->slots);
	map->slots = slots;
	map->slot_count = count;
}

uint32_t *map_at(struct map *map, uint64_t key)
{
	if ((map->used + 1) * 2 > map->slot_count)
		grow(map);
	struct map_slot *slot = find_slot(map->slots, map->slot_count, key);
	if (slot->value == UINT32_MAX) {
		slot->key = key;
		map->used++;
	}
	return &slot->value;
}

uint32_t map_get(const struct map *map, uint64_t key)
{
	return map->slot_count > 0 ? find_slot(map->slots, map->slot_count, key)->value
				   : UINT32_MAX;
}

void map_release(struct map *map)
{
	free(map->slots);
	*map = (struct map){ NULL, 0, 0 };
}

static uint32_t find_name(const struct names *names, uint32_t first, const char *bytes,
			  size_t length)
{
	for (uint32_t at = first; at != UINT32_MAX; at = names->at[at].before)
		if (names->at[at].length == length &&
		    (length == 0 || memcmp(names->at[at].bytes, bytes, length) == 0))
			return at;
	return UINT32_MAX;
}

uint32_t names_add(struct names *names, const char *bytes, size_t length)
{
	uint32_t *last = map_at(&names->by_hash, hash_bytes(bytes, length));
	uint32_t found = find_name(names, *last, bytes, length);
	if (found != UINT32_MAX)
		return found;
	names->at = memory_grow(names->at, &names->capacity, names->count + 1, sizeof *names->at);
	names->at[names->count] =
	    (struct name){ arena_text(&names->arena, bytes, length), (uint32_t)length, *last };
	*last = (uint32_t)names->count;
	return (uint32_t)names->count++;
}

uint32_t names_find(struct names *names, const char *bytes, size_t length)
{
	if (names->count == 0)
		return UINT32_MAX;
	struct map_slot *slot =
	    find_slot(names->by_hash.slots, names->by_hash.slot_count, hash_bytes(bytes, length));
	return find_name(names, slot->value, bytes, length);
}

void names_release(struct names *names)
{
	map_release(&names->by_hash);
	free(names->at);
	arena_release(&names->arena);
	*names = (struct names){ 0 };
}
