/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/reader.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/utf8.h"
#include "corpus/citations.h"
#include "corpus/drafting.h"
#include "corpus/drafting_rows.h"
#include "corpus/headings.h"

#include <stdlib.h>
#include <string.h>

static const char byte_order_mark[] = "\xEF\xBB\xBF";

static size_t skip_blank(const char *bytes, size_t length, size_t at)
{
	while (at < length && strchr(" \t\r\n", bytes[at]) != NULL && bytes[at] != '\0')
		at++;
	return at;
}

static bool starts_with(const char *bytes, size_t length, size_t at, const char *word)
{
	size_t each = strlen(word);
	return length - at >= each && memcmp(bytes + at, word, each) == 0;
}

/* Where the first byte is that no text has; length when there is none. */
static size_t find_control(const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)bytes[i];
		if ((byte < 0x20 && strchr("\t\n\v\f\r", byte) == NULL) || byte == 0 ||
		    byte == 0x7F)
			return i;
	}
	return length;
}

/* Where the file's content begins: behind the byte order mark and white space. */
static size_t find_start(const char *bytes, size_t length)
{
	size_t mark = sizeof byte_order_mark - 1;
	return skip_blank(bytes, length, starts_with(bytes, length, 0, byte_order_mark) ? mark : 0);
}

/*
 * XML begins with a declaration or a tag, maybe behind comments; a text in Markdown may also begin
 * with comments, and has words behind them.
 */
static bool is_xml(const char *bytes, size_t length, size_t at)
{
	while (starts_with(bytes, length, at, "<!--")) {
		const char *end = memmem(bytes + at + 4, length - at - 4, "-->", 3);
		if (end == NULL)
			return true;
		at = skip_blank(bytes, length, (size_t)(end - bytes) + 3);
	}
	if (length - at < 2 || bytes[at] != '<')
		return false;
	unsigned char next = (unsigned char)bytes[at + 1];
	return (next >= 'A' && next <= 'Z') || (next >= 'a' && next <= 'z') || next == '?' ||
	       next == '!' || next == '_';
}

/* An object whose first line names a symbol. */
static bool is_extract(const char *bytes, size_t length, size_t at)
{
	static const char key[] = "\"symbol\"";
	const char *newline = memchr(bytes + at, '\n', length - at);
	size_t line = newline == NULL ? length - at : (size_t)(newline - bytes) - at;
	return bytes[at] == '{' && memmem(bytes + at, line, key, sizeof key - 1) != NULL;
}

enum file_kind reader_kind(const char *bytes, size_t length)
{
	size_t start = find_start(bytes, length);
	if (start == length)
		return FILE_EMPTY;
	if (find_control(bytes, length) != length)
		return FILE_UNKNOWN;
	if (is_xml(bytes, length, start))
		return FILE_AKN; /* which may have another encoding */
	if (utf8_valid_length(bytes, length) != length)
		return FILE_UNKNOWN;
	return is_extract(bytes, length, start) ? FILE_EXTRACT : FILE_TEXT;
}

static size_t line_of(const char *bytes, size_t at)
{
	size_t line = 1;
	for (size_t i = 0; i < at; i++)
		line += bytes[i] == '\n';
	return line;
}

/* Says why a file is neither XML nor text. */
static int refuse(const char *name, const char *bytes, size_t length, struct error *error)
{
	size_t control = find_control(bytes, length);
	if (length >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
		return error_set(error, STATUS_INPUT, "%s: text in UTF-16, wanted UTF-8", name);
	if (control != length)
		return error_set(error, STATUS_INPUT,
				 "%s:%zu: neither XML nor text: got byte 0x%02X", name,
				 line_of(bytes, control), (unsigned char)bytes[control]);
	size_t valid = utf8_valid_length(bytes, length);
	return error_set(error, STATUS_INPUT, "%s:%zu: not UTF-8: got byte 0x%02X", name,
			 line_of(bytes, valid), (unsigned char)bytes[valid]);
}

static int read_file(struct resolution *resolution, const char *name, const char *bytes,
		     size_t length, struct error *error)
{
	resolution_init(resolution);
	if (length > READER_MAX_BYTES)
		return error_set(error, STATUS_LIMIT, "%s: longer than %d bytes", name,
				 READER_MAX_BYTES);
	switch (reader_kind(bytes, length)) {
	case FILE_EMPTY:
		return error_set(error, STATUS_INPUT, "%s: the file is empty", name);
	case FILE_AKN:
		return akn_read(resolution, name, bytes, length, error);
	case FILE_TEXT:
		return text_read(resolution, name, bytes, length, error);
	case FILE_EXTRACT:
		return error_set(error, STATUS_INPUT,
				 "%s: not a resolution but data on resolutions, an object a line",
				 name);
	case FILE_UNKNOWN:
		break;
	}
	return refuse(name, bytes, length, error);
}

int reader_read(struct resolution *resolution, const char *name, const char *bytes, size_t length,
		struct error *error)
{
	int status = read_file(resolution, name, bytes, length, error);
	if (status == STATUS_OK) {
		headings_promote(resolution);
		citations_add(resolution);
	}
	return status;
}

static bool has_formula(const struct language *language, const char *bytes, size_t length)
{
	for (size_t at = 0; at < length;) {
		const char *newline = memchr(bytes + at, '\n', length - at);
		size_t end = newline == NULL ? length : (size_t)(newline - bytes);
		char *line = memory_text(bytes + at, end - at);
		bool yes = drafting_is_formula(language, line, end - at);
		free(line);
		if (yes)
			return true;
		at = end + 1;
	}
	return false;
}

/* Reads clauses without a head: as what they are behind an enacting formula. */
static int read_fragment(struct resolution *resolution, const struct language *language,
			 const char *name, const char *bytes, size_t length)
{
	struct buffer text = BUFFER_INIT;
	buffer_add_format(&text, "%s,\n\n", drafting_row(language)->formula);
	buffer_add(&text, bytes, length);
	int status = reader_read(resolution, name, text.bytes, text.length, NULL);
	if (status == STATUS_OK)
		resolution->formula = "";
	buffer_release(&text);
	return status;
}

int reader_read_draft(struct resolution *resolution, const char *name, const char *bytes,
		      size_t length, struct error *error)
{
	int status = reader_read(resolution, name, bytes, length, error);
	if (status != STATUS_INPUT || reader_kind(bytes, length) != FILE_TEXT)
		return status;
	const struct language *language = drafting_language(bytes, length);
	if (language == NULL || has_formula(language, bytes, length) ||
	    read_fragment(resolution, language, name, bytes, length) != STATUS_OK)
		return status;
	return STATUS_OK;
}
