/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A byte string that grows. After any call below `bytes` holds `length` bytes and one NUL behind
 * them, so that it can be read as a C string when it has no NUL inside. BUFFER_INIT owns nothing;
 * buffer_release gives the memory back and leaves BUFFER_INIT.
 */
struct buffer {
	char *bytes; /* NULL only while nothing was ever added */
	size_t length;
	size_t capacity;
};
#define BUFFER_INIT                                                                                \
	{                                                                                          \
		NULL, 0, 0                                                                         \
	}

void buffer_reserve(struct buffer *buffer, size_t more); /* room for `more` bytes behind the end */
void buffer_add(struct buffer *buffer, const void *bytes, size_t length);
void buffer_add_text(struct buffer *buffer, const char *text);
void buffer_add_byte(struct buffer *buffer, char byte);
void buffer_add_format(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buffer_clear(struct buffer *buffer); /* length 0, memory kept */
void buffer_release(struct buffer *buffer);

/* Drops white space (space, tab, CR, LF) at both ends. */
void buffer_trim(struct buffer *buffer);

#endif
