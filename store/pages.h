/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STORE_PAGES_H
#define STORE_PAGES_H

#include "base/buffer.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Hashes of the pages of a file, each looked at when a byte of its page is first used: what is
 * damaged is noticed before it is believed, and what a search does not use costs nothing.
 */
enum { PAGE_BYTES = 4096 };

/* ---- Reading ---- */

struct pages {
	const unsigned char *start;  /* of the first page; the last one may be short */
	size_t length;               /* of all */
	const unsigned char *hashes; /* u64 a page, little-endian */
	size_t count;
	_Atomic uint64_t *seen; /* a bit a page: it was looked at and is sound */
	atomic_size_t bad;      /* the first bad page that was met, plus 1; 0: none */
};

/* `hashes` must have a hash for each page of the bytes; both must live until pages_release. */
void pages_init(struct pages *pages, const unsigned char *start, size_t length,
		const unsigned char *hashes);
void pages_release(struct pages *pages);

/* How many pages so many bytes make. */
static inline size_t pages_of(uint64_t length)
{
	return (size_t)(length / PAGE_BYTES + (length % PAGE_BYTES != 0));
}

/* Looks at the pages from the first to the last with these numbers. */
bool pages_look(struct pages *pages, size_t first, size_t last);

/* Whether all pages that hold these bytes are as they were written. The bytes must lie inside.
 * False is remembered in `bad`, so that callers who have no way to fail can go on and be asked
 * later. */
static inline bool pages_sound(struct pages *pages, const unsigned char *bytes, size_t length)
{
	if (length == 0)
		return true;
	size_t first = (size_t)(bytes - pages->start) / PAGE_BYTES;
	size_t last = ((size_t)(bytes - pages->start) + length - 1) / PAGE_BYTES;
	if (first == last &&
	    (atomic_load_explicit(&pages->seen[first / 64], memory_order_relaxed) >> (first % 64) &
	     1) != 0)
		return true;
	return pages_look(pages, first, last);
}

/* ---- Writing ---- */

/* Gathers the hashes of bytes that come in pieces. All zero is ready for use. */
struct page_hasher {
	unsigned char page[PAGE_BYTES];
	size_t filled;
	struct buffer hashes; /* as struct pages reads them; the caller releases it */
};
void page_hasher_add(struct page_hasher *hasher, const void *bytes, size_t length);
void page_hasher_finish(struct page_hasher *hasher); /* closes the last page */

#endif
