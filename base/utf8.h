/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;
struct error;

/* How many bytes from the start are well-formed UTF-8 (RFC 3629); equals length when all are. */
size_t utf8_valid_length(const char *bytes, size_t length);

/*
 * Decodes the character at *position (< length) and moves *position behind it. A byte that starts
 * no well-formed character gives U+FFFD and moves by one byte, so a loop over any bytes ends.
 */
static inline uint32_t utf8_next(const char *bytes, size_t length, size_t *position);

void utf8_add(struct buffer *buffer, uint32_t character); /* appends one character */

size_t utf8_count(const char *bytes, size_t length); /* characters (code points) */

bool utf8_is_ascii(const char *bytes, size_t length); /* true for an empty text */

/* Columns that a character takes on a terminal: 0 (marks, controls), 1, or 2 (Chinese). */
int utf8_width(uint32_t character);

/*
 * Appends text case folded and without accents and other marks, white space folded to single
 * spaces: what is compared where people may type a name in any way. Bytes that are not UTF-8 are
 * left out.
 */
void utf8_fold(const char *text, size_t length, struct buffer *out);

/* Replaces *text by its Unicode normal form C. STATUS_INPUT when it is not UTF-8. */
int utf8_compose(struct buffer *text, struct error *error);

/* The same for a character of three bytes or four, or for what is none. */
uint32_t utf8_next_wide(const char *bytes, size_t length, size_t *position);

/* Here since texts are read by it, a byte at a time. */
static inline uint32_t utf8_next(const char *bytes, size_t length, size_t *position)
{
	const unsigned char *at = (const unsigned char *)bytes + *position;
	if (at[0] < 0x80) {
		++*position;
		return at[0];
	}
	/* Two bytes, as letters of Latin, Cyrillic and Arabic have. */
	if (at[0] >= 0xC2 && at[0] <= 0xDF && length - *position >= 2 && (at[1] & 0xC0) == 0x80) {
		*position += 2;
		return (uint32_t)(at[0] & 0x1F) << 6 | (at[1] & 0x3F);
	}
	return utf8_next_wide(bytes, length, position);
}

#endif
