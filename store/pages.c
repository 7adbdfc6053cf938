/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/pages.h"

#include "base/hash.h"
#include "base/memory.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

void pages_init(struct pages *pages, const unsigned char *start, size_t length,
		const unsigned char *hashes)
{
	pages->start = start;
	pages->length = length;
	pages->hashes = hashes;
	pages->count = pages_of(length);
	pages->seen = memory_array(pages->count / 64 + 1, sizeof *pages->seen);
	atomic_init(&pages->bad, 0);
}

void pages_release(struct pages *pages)
{
	free(pages->seen);
	pages->seen = NULL;
}

static bool is_sound(const struct pages *pages, size_t page)
{
	size_t start = page * PAGE_BYTES, left = pages->length - start;
	uint64_t hash;
	memcpy(&hash, pages->hashes + page * sizeof hash, sizeof hash);
	return hash_bytes(pages->start + start, left < PAGE_BYTES ? left : PAGE_BYTES) ==
	       le64toh(hash);
}

bool pages_look(struct pages *pages, size_t first, size_t last)
{
	bool sound = true;
	for (size_t page = first; page <= last && page < pages->count; page++) {
		_Atomic uint64_t *seen = &pages->seen[page / 64];
		uint64_t bit = UINT64_C(1) << page % 64;
		if ((atomic_load_explicit(seen, memory_order_relaxed) & bit) != 0)
			continue;
		if (is_sound(pages, page)) {
			atomic_fetch_or_explicit(seen, bit, memory_order_relaxed);
			continue;
		}
		size_t none = 0;
		atomic_compare_exchange_strong(&pages->bad, &none, page + 1);
		sound = false;
	}
	return sound;
}

static void close_page(struct page_hasher *hasher)
{
	uint64_t hash = htole64(hash_bytes(hasher->page, hasher->filled));
	buffer_add(&hasher->hashes, &hash, sizeof hash);
	hasher->filled = 0;
}

void page_hasher_add(struct page_hasher *hasher, const void *bytes, size_t length)
{
	const unsigned char *at = bytes;
	while (length > 0) {
		size_t room = PAGE_BYTES - hasher->filled, piece = length < room ? length : room;
		memcpy(hasher->page + hasher->filled, at, piece);
		hasher->filled += piece;
		at += piece;
		length -= piece;
		if (hasher->filled == PAGE_BYTES)
			close_page(hasher);
	}
}

void page_hasher_finish(struct page_hasher *hasher)
{
	if (hasher->filled > 0)
		close_page(hasher);
}
