/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/text_parts.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "corpus/reader.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static unsigned line_of(const char *bytes, size_t at)
{
	unsigned line = 1;
	for (size_t i = 0; i < at; i++)
		line += bytes[i] == '\n';
	return line;
}

/* What a file must be before anything in it is looked at. */
static int check_bytes(const char *name, const char *bytes, size_t length, struct error *error)
{
	if (length > READER_MAX_BYTES)
		return error_set(error, STATUS_LIMIT,
				 "%s: too long: got %zu bytes, at most %d are read", name, length,
				 READER_MAX_BYTES);
	const char *nul = length == 0 ? NULL : memchr(bytes, '\0', length);
	if (nul != NULL)
		return error_set(error, STATUS_INPUT, "%s:%u: not text: got a NUL byte", name,
				 line_of(bytes, (size_t)(nul - bytes)));
	size_t valid = utf8_valid_length(bytes, length);
	if (valid != length)
		return error_set(
		    error, STATUS_INPUT, "%s:%u: not UTF-8: got byte 0x%02X at offset %zu", name,
		    line_of(bytes, valid), (unsigned)(unsigned char)bytes[valid], valid);
	return STATUS_OK;
}

static bool starts_with(const struct buffer *text, size_t at, const char *word)
{
	size_t length = strlen(word);
	return text->length - at >= length && memcmp(text->bytes + at, word, length) == 0;
}

/*
 * Brings the text into one shape: one kind of line end, a blank line for a page break, comments as
 * spaces. Lines keep their numbers. An unclosed comment is left as it is.
 */
static void level_text(struct buffer *text)
{
	static const char bom[] = "\xEF\xBB\xBF";
	if (text->length >= strlen(bom) && memcmp(text->bytes, bom, strlen(bom)) == 0)
		memcpy(text->bytes, "   ", 3);
	if (text->length == 0 || (memchr(text->bytes, '\r', text->length) == NULL &&
				  memmem(text->bytes, text->length, "<!--", 4) == NULL))
		return;
	char *comment_end = NULL;
	bool may_end = true; /* once a comment has no end, no later one has */
	size_t to = 0;
	for (size_t at = 0; at < text->length; at++) {
		char byte = text->bytes[at];
		if (comment_end == NULL && may_end && starts_with(text, at, "<!--")) {
			comment_end = memmem(text->bytes + at, text->length - at, "-->", 3);
			may_end = comment_end != NULL;
			comment_end = may_end ? comment_end + 3 : NULL;
		}
		if (byte == '\r') {
			if (at + 1 < text->length && text->bytes[at + 1] == '\n')
				continue;
			byte = '\n';
		}
		bool inside = comment_end != NULL && text->bytes + at < comment_end;
		if (!inside)
			comment_end = NULL;
		text->bytes[to++] = inside && byte != '\n' ? ' ' : byte;
	}
	text->length = to;
	text->bytes[to] = '\0';
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\v' || byte == '\f';
}

/* White space that no ASCII byte shows: no-break and ideographic space, direction marks. */
static size_t wide_blank(const char *bytes, size_t length)
{
	static const char *const blanks[] = { "\u00A0", "\u3000", "\u200B", "\u200E",
					      "\u200F", "\u202F", "\u2003", "\uFEFF" };
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
		size_t each = strlen(blanks[i]);
		if (length >= each && memcmp(bytes, blanks[i], each) == 0)
			return each;
	}
	return 0;
}

static void trim_line(struct text_line *line)
{
	size_t wide;
	while (line->length != 0) {
		wide = is_blank(line->bytes[0]) ? 1 : wide_blank(line->bytes, line->length);
		if (wide == 0)
			break;
		line->bytes += wide;
		line->length -= wide;
	}
	while (line->length != 0) {
		size_t each = 1;
		if (!is_blank(line->bytes[line->length - 1])) {
			while (each < 4 && each < line->length &&
			       ((unsigned char)line->bytes[line->length - each] & 0xC0) == 0x80)
				each++;
			if (wide_blank(line->bytes + line->length - each, each) != each)
				break;
		}
		line->length -= each;
	}
}

static uint32_t width_of(const struct text_line *line)
{
	uint32_t width = 0;
	for (size_t at = 0; at < line->length;) {
		uint32_t character = utf8_next(line->bytes, line->length, &at);
		width += character >= ' ' && character <= '~'
			     ? 1
			     : (uint32_t)utf8proc_charwidth((utf8proc_int32_t)character);
	}
	return width;
}

static void split_lines(struct text_lines *lines)
{
	const struct buffer *text = &lines->text;
	bool after_blank = true;
	uint32_t number = 1;
	for (size_t start = 0; start < text->length; number++) {
		const char *newline = memchr(text->bytes + start, '\n', text->length - start);
		size_t end = newline == NULL ? text->length : (size_t)(newline - text->bytes);
		struct text_line line = { .bytes = text->bytes + start,
					  .length = end - start,
					  .number = number };
		after_blank = after_blank || memchr(line.bytes, '\f', line.length) != NULL;
		start = end + 1;
		trim_line(&line);
		if (line.length == 0) {
			after_blank = true;
			continue;
		}
		line.after_blank = after_blank;
		line.width = width_of(&line);
		lines->at =
		    memory_grow(lines->at, &lines->capacity, lines->count + 1, sizeof *lines->at);
		lines->at[lines->count++] = line;
		after_blank = false;
	}
}

/*
 * The width that lines are wrapped at: nearly the widest, as one long address or heading says
 * nothing about the others.
 */
static uint32_t wrap_width(const struct text_lines *lines)
{
	enum { WIDEST = 256 };
	size_t counts[WIDEST + 1] = { 0 };
	for (size_t i = 0; i < lines->count; i++)
		counts[lines->at[i].width < WIDEST ? lines->at[i].width : WIDEST]++;
	size_t wider = 0;
	uint32_t width = WIDEST;
	while (width > 0 && wider + counts[width] <= lines->count / 20)
		wider += counts[width--];
	return width;
}

int text_lines_read(struct text_lines *lines, const char *name, const char *bytes, size_t length,
		    struct error *error)
{
	int status = check_bytes(name, bytes, length, error);
	if (status != STATUS_OK)
		return status;
	buffer_add(&lines->text, bytes, length);
	level_text(&lines->text);
	status = utf8_compose(&lines->text, error);
	if (status == STATUS_OK)
		split_lines(lines);
	lines->width = wrap_width(lines);
	return status;
}

void text_lines_release(struct text_lines *lines)
{
	buffer_release(&lines->text);
	free(lines->at);
	*lines = (struct text_lines)TEXT_LINES_INIT;
}
