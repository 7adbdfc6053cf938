/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/memory.h"

#include "base/sanitizer.h"

#ifdef WITH_ADDRESS_SANITIZER
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, bytes) ((void)(at), (void)(bytes))
#define ASAN_UNPOISON_MEMORY_REGION          ASAN_POISON_MEMORY_REGION
#endif

#include <malloc.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { ARENA_BLOCK_BYTES = 16384 - 64, GIVEN_BACK_BYTES = 128 * 1024, EXACT_BYTES = 256 };

struct arena_block {
	struct arena_block *previous;
	size_t size;
	alignas(max_align_t) unsigned char bytes[];
};

static size_t limit_mib; /* 0: there is none */

_Noreturn void memory_none(void)
{
	char line[96] = "clausula: out of memory\n";
	if (limit_mib != 0)
		snprintf(line, sizeof line, "clausula: out of memory: the limit is %zu MiB\n",
			 limit_mib);
	ssize_t ignored = write(STDERR_FILENO, line, strlen(line));
	(void)ignored;
	_exit(2);
}

#ifdef WITH_ADDRESS_SANITIZER
void memory_limit(size_t bytes)
{
	(void)bytes; /* the sanitizer itself has more than any limit */
}
#else
void memory_limit(size_t bytes)
{
	struct rlimit limit;
	if (getrlimit(RLIMIT_DATA, &limit) != 0 || limit.rlim_cur <= bytes)
		return;
	limit.rlim_cur = bytes;
	if (setrlimit(RLIMIT_DATA, &limit) == 0)
		limit_mib = bytes >> 20;
}
#endif

void memory_give_back(void)
{
	mallopt(M_MMAP_THRESHOLD, GIVEN_BACK_BYTES);
}

void *memory_get(size_t bytes)
{
	void *piece = malloc(bytes != 0 ? bytes : 1);
	if (piece == NULL)
		memory_none();
	return piece;
}

void *memory_array(size_t count, size_t each)
{
	void *array = calloc(count != 0 ? count : 1, each != 0 ? each : 1);
	if (array == NULL)
		memory_none();
	return array;
}

void *memory_resize(void *old, size_t count, size_t each)
{
	if (each != 0 && count > SIZE_MAX / each)
		memory_none();
	size_t bytes = count * each;
	void *array = realloc(old, bytes != 0 ? bytes : 1);
	if (array == NULL)
		memory_none();
	return array;
}

char *memory_text(const char *bytes, size_t length)
{
	if (length == SIZE_MAX)
		memory_none();
	char *copy = memory_get(length + 1);
	if (length != 0)
		memcpy(copy, bytes, length);
	copy[length] = '\0';
	return copy;
}

void *memory_grow(void *array, size_t *capacity, size_t wanted, size_t each)
{
	if (wanted <= *capacity)
		return array;
	size_t next = *capacity + *capacity / 2;
	if (next < wanted)
		next = wanted;
	if (next < 8)
		next = 8;
#ifdef WITH_ADDRESS_SANITIZER
	/* No more room than was asked for, so that it notices what is read behind it. */
	if (wanted * each <= EXACT_BYTES)
		next = wanted;
#endif
	array = memory_resize(array, next, each);
	*capacity = next;
	return array;
}

void memory_sort(void *array, size_t count, size_t each, int (*compare)(const void *, const void *))
{
	if (count > 1)
		qsort(array, count, each, compare);
}

void *arena_get(struct arena *arena, size_t bytes)
{
	size_t unit = alignof(max_align_t);
	if (bytes > SIZE_MAX - unit - sizeof(struct arena_block))
		memory_none();
	size_t asked = bytes;
	bytes = (bytes + unit - 1) / unit * unit;
	if (arena->last == NULL || arena->last->size - arena->used < bytes) {
		size_t size = bytes > ARENA_BLOCK_BYTES ? bytes : ARENA_BLOCK_BYTES;
		struct arena_block *block = memory_get(sizeof *block + size);
		block->previous = arena->last;
		block->size = size;
		ASAN_POISON_MEMORY_REGION(block->bytes, size);
		arena->last = block;
		arena->used = 0;
	}
	void *piece = arena->last->bytes + arena->used;
	arena->used += bytes;
	ASAN_UNPOISON_MEMORY_REGION(piece, asked);
	return piece;
}

char *arena_text(struct arena *arena, const char *bytes, size_t length)
{
	if (length == SIZE_MAX)
		memory_none();
	char *copy = arena_get(arena, length + 1);
	if (length != 0)
		memcpy(copy, bytes, length);
	copy[length] = '\0';
	return copy;
}

void arena_release(struct arena *arena)
{
	while (arena->last != NULL) {
		struct arena_block *previous = arena->last->previous;
		free(arena->last);
		arena->last = previous;
	}
	arena->used = 0;
}
