/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_SPILL_H
#define BASE_SPILL_H

#include "base/buffer.h"
#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

/*
 * Bytes that are appended one behind the other and read afterwards, more of them than memory should
 * hold: up to `most` bytes stay in memory; when there are more, all go to a temporary file, which
 * has no name. What is read is the same in both cases.
 *
 * A failure (a disk that is full) stays with the spill: adding does nothing any more, reading gives
 * NULL, and spill_end and spill_status tell of it.
 */
struct spill;

/* The file is made in `directory` when it is needed; `name` must not be there. */
struct spill *spill_new(const char *directory, const char *name, size_t most);
void spill_free(struct spill *spill);

void spill_add(struct spill *spill, const void *bytes, size_t length);
/* Adds bytes that spill_next gives as one piece. A spill is either made of pieces or it is not. */
void spill_add_piece(struct spill *spill, const void *bytes, size_t length);
uint64_t spill_length(const struct spill *spill);

/* No more is added from here on; only now it can be read. */
int spill_end(struct spill *spill, struct error *error);
int spill_status(const struct spill *spill, struct error *error);

/* One who reads a spill; several may. */
struct spill_reader {
	struct spill *spill;
	size_t ahead;         /* so many bytes are read at once; 0 for one who jumps */
	uint64_t at;          /* of the next piece */
	struct buffer window; /* bytes of the file from `start` on */
	uint64_t start;
};
enum { SPILL_AHEAD = 256 * 1024 };

/* The bytes at this place, which must be in the spill, until the next call; NULL after a failure.
 */
const void *spill_read(struct spill_reader *reader, uint64_t at, size_t length);
/* The next piece, aligned for any number, until the next call. NULL after a failure and behind the
 * last piece. */
const void *spill_next(struct spill_reader *reader, size_t *length);
void spill_reader_release(struct spill_reader *reader);

#endif
