/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_PACKER_H
#define INDEXER_PACKER_H

#include "base/buffer.h"

#include <stddef.h>
#include <stdint.h>

struct error;

/*
 * Packs pieces of bytes that are like each other, each so that it can be unpacked alone: with a
 * dictionary (base/compress.h) that is a sample of what all of them say. The dictionary
 * is only known when all pieces are: until then they wait in a temporary file, so that memory stays
 * small. The same pieces and samples in the same order give the same bytes.
 */
struct packer;

/* Pieces of up to `most` bytes in all wait in memory, more of them as a spill does (base/spill.h).
 */
struct packer *packer_new(const char *directory, const char *name, size_t most);
void packer_free(struct packer *packer);

/* Adds a piece. A failure to write is told by packer_finish. */
void packer_add(struct packer *packer, const char *bytes, size_t length);

/* Offers bytes of a piece for the dictionary; which of all that were offered are taken, evenly
 * spread, is known in the end. */
void packer_offer(struct packer *packer, const char *bytes, size_t length);

/* Appends all pieces, packed, to *packed, and calls `each` for every one of them: where it starts
 * there and how long it is. `each` may take the bytes out of *packed: the next piece then starts at
 * 0. Appends the dictionary, a small part of the whole, to *dictionary. */
int packer_finish(struct packer *packer, struct buffer *packed, struct buffer *dictionary,
		  void (*each)(void *context, size_t number, uint64_t start, uint32_t length),
		  void *context, struct error *error);

#endif
