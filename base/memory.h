/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/*
 * Memory that is there or the process ends.
 *
 * These functions never return NULL. When the system has no more memory they write one line to
 * standard error and end the process with exit code 2: a command that cannot go on has nothing
 * better to do, and the index on disk is whole at every moment (see ARCHITECTURE.md). Every product
 * and sum of sizes is checked; an overflow counts as "no memory". Release with free().
 */

_Noreturn void memory_none(void); /* what they do then; for libraries that tell of it otherwise */

/*
 * From now on the process may have so many bytes, files that are mapped to be read not counted;
 * more is memory that is not there. A lower limit that it has already stays.
 */
void memory_limit(size_t bytes);

/*
 * From now on a piece of 128 KiB or more for which malloc has no room goes back to the system when
 * it is freed: for a process that works in steps, each with large pieces of its own. By itself
 * malloc keeps the room of what was freed.
 */
void memory_give_back(void);

void *memory_get(size_t bytes);                /* not cleared; 0 bytes are legal */
void *memory_array(size_t count, size_t each); /* cleared to zero bytes */
void *memory_resize(void *old, size_t count, size_t each);
char *memory_text(const char *bytes, size_t length); /* a copy with a NUL behind it */

/*
 * Makes room for `wanted` elements in `array` (which has room for *capacity), growing by half, and
 * returns where the array is now:  x = memory_grow(x, &capacity, n + 1, sizeof *x);
 */
void *memory_grow(void *array, size_t *capacity, size_t wanted, size_t each);

/* qsort, which may be given nothing: its own array may not be NULL even for no elements. */
void memory_sort(void *array, size_t count, size_t each,
		 int (*compare)(const void *, const void *));

/*
 * An arena: many small pieces that all live until arena_release. Pieces are aligned for any type.
 * An arena of zero bytes (ARENA_INIT) is ready for use.
 */
struct arena_block;
struct arena {
	struct arena_block *last;
	size_t used; /* bytes given out of the last block */
};
#define ARENA_INIT                                                                                 \
	{                                                                                          \
		NULL, 0                                                                            \
	}

void *arena_get(struct arena *arena, size_t bytes);
char *arena_text(struct arena *arena, const char *bytes, size_t length); /* NUL-terminated copy */
void arena_release(struct arena *arena);                                 /* leaves ARENA_INIT */

#endif
