/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/terminal.h"

#include "base/buffer.h"
#include "base/utf8.h"

#include <langinfo.h>
#include <locale.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utf8proc.h>

#define PLAIN "\033[0m"

static const struct {
	const char *colour, *before, *behind;
} styles[] = {
	[SPAN_FOUND] = { "\033[1m", "[", "]" },
	[SPAN_REMOVED] = { "\033[31;9m", "[-", "-]" },
	[SPAN_ADDED] = { "\033[32;4m", "{+", "+}" },
};

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

bool terminal_takes_utf8(void)
{
	locale_t locale = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
	bool utf8 = locale != (locale_t)0 && strcmp(nl_langinfo_l(CODESET, locale), "UTF-8") == 0;
	if (locale != (locale_t)0)
		freelocale(locale);
	return utf8;
}

/* Controls (C0, C1, DEL), line and paragraph separators, marks of direction, the byte order mark.
 */
static bool is_unsafe(uint32_t character)
{
	if (character < 0x7F)
		return character < 0x20;
	return character < 0xA0 || character == 0x61C || character == 0x200E ||
	       character == 0x200F || (character >= 0x2028 && character <= 0x202E) ||
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
	if (character >= 0x20 && character < 0x7F)
		return 1;
	int width = is_unsafe(character) ? 1 : utf8_width(character);
	return width > 0 ? (size_t)width : 0;
}

size_t terminal_width(const char *text, size_t length)
{
	size_t width = 0;
	for (size_t at = 0; at < length;)
		width += columns_of(utf8_next(text, length, &at));
	return width;
}

size_t terminal_shown_width(const char *line, size_t length)
{
	size_t width = 0;
	for (size_t at = 0; at < length;) {
		if (line[at] == '\033') {
			while (at < length && line[at] != 'm')
				at++;
			at += at < length;
		} else
			width += columns_of(utf8_next(line, length, &at));
	}
	return width;
}

/* A character of the text that is folded. */
struct character {
	uint32_t code;
	size_t columns;
};

/* Punctuation that belongs to the words behind it: ( 《 “ */
static bool opens(uint32_t character)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)character);
	return category == UTF8PROC_CATEGORY_PS || category == UTF8PROC_CATEGORY_PI;
}

/* Punctuation that belongs to the words before it: ) 》 ” 。 ； and French « ; » behind a space. */
static bool closes(uint32_t character)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)character);
	if (category == UTF8PROC_CATEGORY_PE || category == UTF8PROC_CATEGORY_PF)
		return true;
	if (category == UTF8PROC_CATEGORY_PO && columns_of(character) == 2)
		return true;
	/* the last ones: an ellipsis, Arabic marks, the dash and the dot of Chinese */
	return (character < 0x80 && character != 0 && strchr(",.;:!?%", (int)character) != NULL) ||
	       character == 0x2026 || character == 0x60C || character == 0x61B ||
	       character == 0x61F || character == 0x2014 || character == 0xB7;
}

/* Where words have spaces between them, these do not tell opening from closing: high quotation
 * marks, which languages use both ways, and a dash, a dot or an ellipsis that stands alone. */
static bool is_free(uint32_t character)
{
	return (character >= 0x2018 && character <= 0x201F) || character == 0x2014 ||
	       character == 0xB7 || character == 0x2026;
}

/* Whether a line may end between two characters; `earlier` stands before them. */
static bool may_break(uint32_t earlier, struct character before, struct character next)
{
	if (before.code == ' ')
		return (is_free(earlier) || !opens(earlier)) &&
		       (is_free(next.code) || !closes(next.code));
	if (before.columns < 2 && next.columns < 2)
		return false;
	return next.columns > 0 && next.code != ' ' && !opens(before.code) && !closes(next.code);
}

/* The first place from `at` on where a span starts or ends; SIZE_MAX: nowhere. */
static size_t next_edge(const struct span *spans, size_t count, size_t at)
{
	size_t edge = SIZE_MAX;
	for (size_t i = 0; i < count; i++) {
		if (spans[i].start >= at && spans[i].start < edge)
			edge = spans[i].start;
		if (spans[i].end >= at && spans[i].end < edge)
			edge = spans[i].end;
	}
	return edge;
}

/* The columns that the marks of spans take which stand before the character at `at`, or which end
 * there. */
static size_t mark_columns(const struct terminal *terminal, const struct span *spans, size_t count,
			   size_t at, bool ending)
{
	size_t columns = 0;
	for (size_t i = 0; i < count && !terminal->colour; i++)
		if ((ending ? spans[i].end : spans[i].start) == at)
			columns += strlen(styles[spans[i].style].before);
	return columns;
}

/* What is folded, and into how many columns. */
struct fold {
	const struct terminal *terminal;
	const char *text;
	size_t length;
	const struct span *spans;
	size_t span_count;
	size_t columns, indent;
};

/* The end of the line that starts at `start`. */
static size_t line_end(const struct fold *fold, size_t start)
{
	const char *text = fold->text;
	size_t at = start, width = 0, last_break = start;
	size_t edge = next_edge(fold->spans, fold->span_count, at);
	struct character before = { ' ', 1 };
	uint32_t earlier = ' ';
	while (at < fold->length && text[at] != '\n') {
		size_t next = at;
		struct character character = { .code = utf8_next(text, fold->length, &next) };
		character.columns = columns_of(character.code);
		if (at > start && may_break(earlier, before, character))
			last_break = at;
		width += character.columns;
		if (edge <= next) {
			width +=
			    mark_columns(fold->terminal, fold->spans, fold->span_count, at, false);
			width +=
			    mark_columns(fold->terminal, fold->spans, fold->span_count, next, true);
			edge = next_edge(fold->spans, fold->span_count, next);
		}
		if (width > fold->columns && character.code != ' ')
			return last_break > start ? last_break : at > start ? at : next;
		earlier = before.code;
		before = character;
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
		bool begins = spans[i].start == at && !line_stop;
		bool ends = spans[i].end == at && !line_start;
		/* A colour ends with the line and starts again on the next, so that a pager can cut
		 * there. */
		if (ends || (inside && line_stop && terminal->colour))
			buffer_add_text(out,
					terminal->colour ? PLAIN : styles[spans[i].style].behind);
		if (begins || (inside && line_start && terminal->colour))
			buffer_add_text(out, terminal->colour ? styles[spans[i].style].colour
							      : styles[spans[i].style].before);
	}
}

/* The columns of the line with its marks. */
static size_t line_width(const struct fold *fold, size_t start, size_t end)
{
	size_t width = terminal_width(fold->text + start, end - start);
	for (size_t i = 0; i < fold->span_count && !fold->terminal->colour; i++) {
		const struct span *span = &fold->spans[i];
		size_t mark = strlen(styles[span->style].before);
		width += span->start >= start && span->start < end ? mark : 0;
		width += span->end > start && span->end <= end ? mark : 0;
	}
	return width;
}

/* Whether the paragraph at `start` is written from right to left: its first letter says so (Unicode
 * Standard Annex 9, rules P2 and P3). */
static bool is_right_to_left(const char *text, size_t length, size_t start)
{
	for (size_t at = start; at < length && text[at] != '\n';) {
		uint32_t character = utf8_next(text, length, &at);
		switch (utf8proc_get_property((utf8proc_int32_t)character)->bidi_class) {
		case UTF8PROC_BIDI_CLASS_R:
		case UTF8PROC_BIDI_CLASS_AL:
			return true;
		case UTF8PROC_BIDI_CLASS_L:
			return false;
		default:
			break;
		}
	}
	return false;
}

static void add_line(struct buffer *out, const struct fold *fold, size_t start, size_t end,
		     bool right)
{
	size_t width = right ? line_width(fold, start, end) : 0, lead = fold->indent;
	if (right)
		lead = width < fold->columns ? fold->columns - width : 0;
	buffer_add_format(out, "%*s", (int)lead, "");
	for (size_t at = start, edge = start; at < end;) {
		size_t here = at;
		if (at == edge) {
			add_marks(out, fold->terminal, fold->spans, fold->span_count, at,
				  at == start, false);
			edge = next_edge(fold->spans, fold->span_count, at + 1);
		}
		while (at < end && at < edge && fold->text[at] >= ' ' && fold->text[at] < 0x7F)
			at++;
		buffer_add(out, fold->text + here, at - here);
		if (at > here)
			continue;
		uint32_t character = utf8_next(fold->text, end, &at);
		add_character(out, fold->text, here, at, character);
	}
	if (end > start)
		add_marks(out, fold->terminal, fold->spans, fold->span_count, end, false, true);
	buffer_add_byte(out, '\n');
}

void terminal_add_folded(struct buffer *out, const struct terminal *terminal, const char *text,
			 size_t length, const struct span *spans, size_t span_count, size_t indent)
{
	size_t columns = terminal->columns > indent + 10 ? terminal->columns - indent : 10;
	const struct fold fold = { terminal, text, length, spans, span_count, columns, indent };
	bool right = terminal->is_terminal && is_right_to_left(text, length, 0);
	for (size_t start = 0; start < length;) {
		size_t end = line_end(&fold, start), shown = end;
		while (shown > start && text[shown - 1] == ' ')
			shown--;
		add_line(out, &fold, start, shown, right);
		start = end;
		if (end < length && text[end] == '\n') {
			start++;
			right = terminal->is_terminal && is_right_to_left(text, length, start);
		}
	}
}
