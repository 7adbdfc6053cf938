/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/memory.h"

#include <stddef.h>
#include <stdint.h>

/*
 * Two hash tables that only grow. Released by map_release and names_release; both are ready for
 * use when all their bytes are zero.
 */

/* Numbers to numbers. Key 0 is legal; the value UINT32_MAX is not. */
struct map {
	struct map_slot *slots;
	size_t slot_count, used;
};
/* The place of the key's value. A key that is new gets the value UINT32_MAX, which the caller
 * replaces before the next call. */
uint32_t *map_at(struct map *map, uint64_t key);
/* The key's value, or UINT32_MAX; adds nothing. */
uint32_t map_get(const struct map *map, uint64_t key);
void map_release(struct map *map);

/* Byte strings to the numbers 0, 1, 2 … in the order in which they first came. */
struct names {
	struct map by_hash; /* hash of the string to the last string with that hash */
	struct name *at;
	size_t count, capacity;
	struct arena arena;
};
struct name {
	const char *bytes; /* NUL-terminated */
	uint32_t length;
	uint32_t before; /* another string with the same hash, or UINT32_MAX */
};
/* The number of the string, which is added when it is new. */
uint32_t names_add(struct names *names, const char *bytes, size_t length);
/* The number of the string, or UINT32_MAX. */
uint32_t names_find(struct names *names, const char *bytes, size_t length);
void names_release(struct names *names);

#endif
