/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_PACKER_H
#define INDEXER_PACKER_H

#include "base/buffer.h"
#include "base/spill.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;

/*
 * Packs pieces of bytes that are like each other, each so that it can be unpacked alone: with a
 * dictionary (base/compress.h) that is a sample of what all of them say. First come samples, then
 * the pieces. The same samples and pieces in the same order give the same bytes.
 */
struct packer;

/* Appends to `out`, the caller's; nobody else may until packer_end. `apart`: pieces are packed by a
 * thread of their own. */
struct packer *packer_new(struct spill *out, bool apart);
void packer_free(struct packer *packer); /* NULL is allowed */

/* Offers one of every `step` pieces for the dictionary, or a part of it. Of all that was offered
 * some bytes are taken, evenly spread: a small part of what all pieces have. */
void packer_sample(struct packer *packer, const void *bytes, size_t length, size_t step);

/* Adds a piece; no more samples can come. Fails when one before could not be written; packer_end
 * tells of this one. */
int packer_add(struct packer *packer, const void *bytes, size_t length, struct error *error);

/* Returns when all pieces are packed. Appends the dictionary to *dictionary; *lengths gets an array
 * of the packed length of each piece, the packer's. */
int packer_end(struct packer *packer, struct buffer *dictionary, const uint32_t **lengths,
	       struct error *error);

#endif
