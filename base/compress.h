/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_COMPRESS_H
#define BASE_COMPRESS_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

struct error;

/*
 * libzstd around pieces of bytes that are unpacked one at a time. Each has a checksum of what was
 * packed (32 bits of XXH64, RFC 8878), which is compared when it is unpacked: damage of the piece
 * or of the dictionary is noticed. Both sides may know a dictionary, bytes that are like those that
 * are packed; a dictionary of length 0 is none.
 */
enum { DICTIONARY_MAX_BYTES = 128 * 1024 }; /* more makes a first search slower than it saves */

struct compressor; /* a dictionary made ready for many pieces */
struct compressor *compressor_new(const char *dictionary, size_t length);
void compressor_free(struct compressor *compressor);
/* Appends the piece, packed. The same bytes and version of libzstd give the same bytes. */
void compressor_add(struct compressor *compressor, struct buffer *out, const void *bytes,
		    size_t length);

struct decompressor; /* what is used for one piece after the other; one thread at a time */
struct decompressor *decompressor_new(void);
void decompressor_free(struct decompressor *decompressor);
/* Whether the piece has a checksum; those that older programs packed have none. */
bool packed_has_checksum(const void *bytes, size_t length);
/* Appends exactly `raw_length` bytes or nothing, and fails with STATUS_DAMAGED. */
int decompressor_add(struct decompressor *decompressor, struct buffer *out, const void *bytes,
		     size_t length, size_t raw_length, const void *dictionary,
		     size_t dictionary_length, struct error *error);

#endif
