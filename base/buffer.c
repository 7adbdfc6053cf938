/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buffer_reserve(struct buffer *buffer, size_t more)
{
	if (more < buffer->capacity - buffer->length)
		return;
	if (more > SIZE_MAX / 2 - buffer->length)
		more = SIZE_MAX - 1 - buffer->length; /* memory_grow refuses it */
	buffer->bytes = memory_grow(buffer->bytes, &buffer->capacity, buffer->length + more + 1, 1);
}

void buffer_add(struct buffer *buffer, const void *bytes, size_t length)
{
	buffer_reserve(buffer, length);
	if (length != 0)
		memcpy(buffer->bytes + buffer->length, bytes, length);
	buffer->length += length;
	buffer->bytes[buffer->length] = '\0';
}

void buffer_add_text(struct buffer *buffer, const char *text)
{
	buffer_add(buffer, text, strlen(text));
}

void buffer_add_byte(struct buffer *buffer, char byte)
{
	buffer_reserve(buffer, 1);
	buffer->bytes[buffer->length++] = byte;
	buffer->bytes[buffer->length] = '\0';
}

void buffer_add_format(struct buffer *buffer, const char *format, ...)
{
	va_list arguments, again;
	va_start(arguments, format);
	va_copy(again, arguments);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length >= 0) {
		buffer_reserve(buffer, (size_t)length);
		vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, again);
		buffer->length += (size_t)length;
	}
	va_end(again);
}

void buffer_clear(struct buffer *buffer)
{
	buffer->length = 0;
	if (buffer->bytes != NULL)
		buffer->bytes[0] = '\0';
}

void buffer_release(struct buffer *buffer)
{
	free(buffer->bytes);
	*buffer = (struct buffer)BUFFER_INIT;
}

static bool is_space(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

void buffer_trim(struct buffer *buffer)
{
	size_t start = 0, end = buffer->length;
	while (end > start && is_space(buffer->bytes[end - 1]))
		end--;
	while (start < end && is_space(buffer->bytes[start]))
		start++;
	if (buffer->bytes == NULL)
		return;
	memmove(buffer->bytes, buffer->bytes + start, end - start);
	buffer->length = end - start;
	buffer->bytes[buffer->length] = '\0';
}
