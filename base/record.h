/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_RECORD_H
#define BASE_RECORD_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;

/*
 * Compact records: numbers of variable length (7 bits a byte, low bits first, the high bit says
 * that more follow) and strings (length, bytes, one NUL). Reading never leaves the record: where
 * it ends too soon or a value is impossible, `bad` is set, and from then on every number is 0 and
 * every string "". A reader checks `bad` once, at the end.
 */

void record_add_number(struct buffer *record, uint64_t number);
void record_add_string(struct buffer *record, const char *bytes, size_t length);
void record_add_text(struct buffer *record, const char *text);

struct record {
	const unsigned char *bytes;
	size_t length;
	size_t at;
	bool bad;
};

uint64_t record_number(struct record *record);

/* As record_number; a value over `most` makes the record bad. */
uint64_t record_number_to(struct record *record, uint64_t most);

/* A pointer into the record, NUL-terminated; *length may be NULL. */
const char *record_text(struct record *record, size_t *length);

/* How many elements follow, each of which takes at least one byte: never more than are left. */
size_t record_count(struct record *record);

#endif
