/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/terminal.h"

#include "base/buffer.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utf8proc.h>

#define BOLD  "\033[1m"
#define PLAIN "\033[0m"

enum { DEFAULT_COLUMNS = 80, LEAST_COLUMNS = 20, MOST_COLUMNS = 400 };

struct terminal terminal_of(FILE *stream)
{
	struct terminal terminal = { isatty(fileno(stream)) == 1, false, DEFAULT_COLUMNS };
	const char *columns = getenv("COLUMNS"), *no_colour = getenv("NO_COLOR"),
		   *type = getenv("TERM");
	struct winsize size;
	if (terminal.is_terminal && ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 &&
	    size.ws_col > 0)
		terminal.columns = size.ws_col;
	else if (columns != NULL && atoi(columns) > 0)
		terminal.columns = (size_t)atoi(columns);
	if (terminal.columns < LEAST_COLUMNS)
		terminal.columns = LEAST_COLUMNS;
	if (terminal.columns > MOST_COLUMNS)
		terminal.columns = MOST_COLUMNS;
	terminal.colour = terminal.is_terminal && (no_colour == NULL || no_colour[0] == '\0') &&
			  type != NULL && strcmp(type, "dumb") != 0;
	return terminal;
}

/* Controls (C0, C1, DEL), line and paragraph separators, marks of direction, the byte order mark.
 */
static bool is_unsafe(uint32_t character)
{
	return character < 0x20 || (character >= 0x7F && character < 0xA0) || character == 0x61C ||
	       character == 0x200E || character == 0x200F ||
	       (character >= 0x2028 && character <= 0x202E) ||
	       (character >= 0x2066 && character <= 0x2069) || character == 0xFEFF;
}

static void add_character(struct buffer *out, const char *text, size_t start, size_t end,
			  uint32_t character)
{
	if (is_unsafe(character) || character == 0xFFFD)
		utf8_add(out, 0xFFFD);
	else
		buffer_add(out, text + start, end - start);
}

void terminal_add(struct buffer *out, const char *text, size_t length, bool keep_lines)
{
	for (size_t at = 0; at < length;) {
		size_t start = at;
		uint32_t character = utf8_next(text, length, &at);
		if (character == '\n' && keep_lines)
			buffer_add_byte(out, '\n');
		else
			add_character(out, text, start, at, character);
	}
}

static size_t columns_of(uint32_t character)
{
	int width = is_unsafe(character) ? 1 : utf8proc_charwidth((utf8proc_int32_t)character);
	return width > 0 ? (size_t)width : 0;
}

size_t terminal_width(const char *text, size_t length)
{
	size_t width = 0;
	for (size_t at = 0; at < length;)
		width += columns_of(utf8_next(text, length, &at));
	return width;
}

/* Whether a line may end before `at`: after a space, and between Chinese characters unless the next
 * one is punctuation that closes. */
static bool may_break(const char *text, size_t length, size_t at)
{
	if (text[at - 1] == ' ')
		return true;
	uint32_t next = utf8_next(text, length, &at);
	return columns_of(next) == 2 &&
	       utf8proc_category((utf8proc_int32_t)next) == UTF8PROC_CATEGORY_LO;
}

/* The end of the line that starts at `start`. */
static size_t line_end(const char *text, size_t length, size_t start, size_t columns)
{
	size_t at = start, width = 0, last_break = start;
	while (at < length && text[at] != '\n') {
		if (at > start && may_break(text, length, at))
			last_break = at;
		size_t next = at;
		width += columns_of(utf8_next(text, length, &next));
		if (width > columns && text[at] != ' ')
			return last_break > start ? last_break : at > start ? at : next;
		at = next;
	}
	return at;
}

/* Which mark, if any, belongs before the byte at `at`. */
static void add_marks(struct buffer *out, const struct terminal *terminal, const struct span *spans,
		      size_t count, size_t at, bool line_start, bool line_stop)
{
	for (size_t i = 0; i < count; i++) {
		bool inside = spans[i].start < at && at < spans[i].end;
		bool opens = spans[i].start == at && !line_stop;
		bool closes = spans[i].end == at && !line_start;
		/* Bold ends with the line and starts again on the next, so that a pager can cut
		 * there. */
		if (closes || (inside && line_stop && terminal->colour))
			buffer_add_text(out, terminal->colour ? PLAIN : "]");
		if (opens || (inside && line_start && terminal->colour))
			buffer_add_text(out, terminal->colour ? BOLD : "[");
	}
}

void terminal_add_folded(struct buffer *out, const struct terminal *terminal, const char *text,
			 size_t length, const struct span *spans, size_t span_count, size_t indent)
{
	size_t columns = terminal->columns > indent + 10 ? terminal->columns - indent : 10;
	for (size_t start = 0; start < length;) {
		size_t end = line_end(text, length, start, columns), shown = end;
		while (shown > start && text[shown - 1] == ' ')
			shown--;
		buffer_add_format(out, "%*s", (int)indent, "");
		for (size_t at = start; at < shown;) {
			size_t here = at;
			add_marks(out, terminal, spans, span_count, here, here == start, false);
			uint32_t character = utf8_next(text, length, &at);
			add_character(out, text, here, at, character);
		}
		add_marks(out, terminal, spans, span_count, shown, false, true);
		buffer_add_byte(out, '\n');
		start = end < length && text[end] == '\n' ? end + 1 : end;
	}
}
