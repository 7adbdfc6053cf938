/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/utf8.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* How many characters of ASCII come first: eight at a time. */
static size_t ascii_length(const char *bytes, size_t length)
{
	size_t at = 0;
	for (uint64_t eight; length - at >= sizeof eight; at += sizeof eight) {
		memcpy(&eight, bytes + at, sizeof eight);
		if ((eight & UINT64_C(0x8080808080808080)) != 0)
			break;
	}
	while (at < length && (unsigned char)bytes[at] < 0x80)
		at++;
	return at;
}

size_t utf8_valid_length(const char *bytes, size_t length)
{
	size_t at = ascii_length(bytes, length);
	while (at < length) {
		utf8proc_int32_t character;
		size_t left = length - at;
		utf8proc_ssize_t used =
		    utf8proc_iterate((const utf8proc_uint8_t *)bytes + at,
				     left < 4 ? (utf8proc_ssize_t)left : 4, &character);
		if (used <= 0)
			break;
		at += (size_t)used;
		at += ascii_length(bytes + at, length - at);
	}
	return at;
}

uint32_t utf8_next_wide(const char *bytes, size_t length, size_t *position)
{
	size_t at = *position;
	utf8proc_int32_t character;
	size_t left = length - at;
	utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)bytes + at,
						 left < 4 ? (utf8proc_ssize_t)left : 4, &character);
	if (used <= 0) {
		*position = at + 1;
		return 0xFFFD;
	}
	*position = at + (size_t)used;
	return (uint32_t)character;
}

void utf8_add(struct buffer *buffer, uint32_t character)
{
	utf8proc_uint8_t bytes[4];
	if (character < 0x80) {
		buffer_add_byte(buffer, (char)character);
		return;
	}
	utf8proc_ssize_t used = utf8proc_encode_char((utf8proc_int32_t)character, bytes);
	buffer_add(buffer, bytes, (size_t)used);
}

size_t utf8_count(const char *bytes, size_t length)
{
	size_t count = 0;
	for (size_t at = 0; at < length; count++)
		utf8_next(bytes, length, &at);
	return count;
}

/*
 * Characters that normal form C leaves as they are whatever stands beside them: NFC_Quick_Check is
 * Yes, the combining class 0 (Unicode Standard Annex 15). Most of what is written in our languages.
 */
static bool is_inert(uint32_t character)
{
	static const struct {
		uint32_t first, last;
	} ranges[] = {
		{ 0, 0x2FF },       { 0x400, 0x482 },   { 0x60C, 0x60F },
		{ 0x61B, 0x64A },   { 0x660, 0x66F },   { 0x2010, 0x2027 },
		{ 0x3001, 0x3029 }, { 0x4E00, 0x9FFF }, { 0xFF01, 0xFF5E },
	};
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (character <= ranges[i].last)
			return character >= ranges[i].first;
	return false;
}

/* True for most texts; false tells nothing. */
static bool is_surely_composed(const char *bytes, size_t length)
{
	for (size_t at = 0; at < length;)
		if (!is_inert(utf8_next(bytes, length, &at)))
			return false;
	return true;
}

int utf8_compose(struct buffer *text, struct error *error)
{
	if (text->length == 0 || is_surely_composed(text->bytes, text->length))
		return STATUS_OK;
	utf8proc_uint8_t *composed = NULL;
	utf8proc_ssize_t length =
	    utf8proc_map((const utf8proc_uint8_t *)text->bytes, (utf8proc_ssize_t)text->length,
			 &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (length == UTF8PROC_ERROR_NOMEM)
		memory_none();
	if (length < 0)
		return error_set(error, STATUS_INPUT, "text is not UTF-8: %s",
				 utf8proc_errmsg(length));
	buffer_clear(text);
	buffer_add(text, composed, (size_t)length);
	free(composed);
	return STATUS_OK;
}

bool utf8_is_ascii(const char *bytes, size_t length)
{
	return ascii_length(bytes, length) == length;
}

/* Appends folded text with its white space folded; `start`: where the text began in the buffer. */
static void add_folded(struct buffer *out, size_t start, const char *folded, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		bool space = folded[i] == ' ' || folded[i] == '\t' || folded[i] == '\n';
		bool needless = out->length == start || out->bytes[out->length - 1] == ' ';
		bool capital = folded[i] >= 'A' && folded[i] <= 'Z';
		if (!space)
			buffer_add_byte(out, (char)(capital ? folded[i] - 'A' + 'a' : folded[i]));
		else if (!needless)
			buffer_add_byte(out, ' ');
	}
}

/* Appends `length` bytes of UTF-8, folded. */
static void fold_valid(const char *text, size_t length, size_t start, struct buffer *out)
{
	utf8proc_uint8_t *folded = NULL;
	utf8proc_ssize_t count =
	    utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &folded,
			 UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
			     UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
	if (count == UTF8PROC_ERROR_NOMEM)
		memory_none();
	add_folded(out, start, (const char *)folded, count > 0 ? (size_t)count : 0);
	free(folded);
}

void utf8_fold(const char *text, size_t length, struct buffer *out)
{
	size_t start = out->length;
	if (utf8_is_ascii(text, length))
		add_folded(out, start, text, length);
	else
		while (length > 0) {
			size_t valid = utf8_valid_length(text, length);
			fold_valid(text, valid, start, out);
			/* a byte that is none is left out */
			size_t used = valid < length ? valid + 1 : length;
			text += used;
			length -= used;
		}
	if (out->length > start && out->bytes[out->length - 1] == ' ')
		out->bytes[--out->length] = '\0';
}

int utf8_width(uint32_t character)
{
	/* Most of what there is: letters of Latin, Cyrillic, Arabic, and Chinese characters. */
	if ((character >= 0x20 && character < 0x7F) || (character >= 0xAE && character < 0x300) ||
	    (character >= 0x400 && character < 0x483) || (character >= 0x620 && character < 0x64B))
		return 1;
	if (character >= 0x4E00 && character < 0x9FA0)
		return 2;
	return utf8proc_charwidth((utf8proc_int32_t)character);
}
