/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/print_kwic.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "cli/print_rows.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define BOLD     "\033[1m"
#define PLAIN    "\033[0m"
#define ELLIPSIS "…"

enum {
	GAP = 2,             /* columns between the reference and the text */
	LEAST_ROOM = 20,     /* columns for the text, however long the references are */
	BYTES_A_COLUMN = 16, /* a letter with many marks on it; beyond that, less is shown */
	KEY_BYTES = 160,     /* of the context, for sorting: some 20 words */
};

const char *const kwic_sort_names[] = { "rank", "left", "right", NULL };

/* ---- Cutting ---- */

static bool is_character_start(const char *text, size_t at)
{
	return ((unsigned char)text[at] & 0xC0) != 0x80;
}

/* The start of at most `most` bytes before `end`, and the end of such a piece behind `start`. */
static size_t window_start(const char *text, size_t end, size_t most)
{
	size_t at = end > most ? end - most : 0;
	while (at < end && !is_character_start(text, at))
		at++;
	return at;
}

static size_t window_end(const char *text, size_t start, size_t most)
{
	size_t at = start + strnlen(text + start, most);
	while (at > start && !is_character_start(text, at))
		at--;
	return at;
}

static void add_clean(struct buffer *out, const char *text, size_t start, size_t end)
{
	struct buffer piece = BUFFER_INIT;
	buffer_add(&piece, text + start, end - start);
	for (size_t i = 0; i < piece.length; i++)
		if (piece.bytes[i] == '\n')
			piece.bytes[i] = ' ';
	terminal_add(out, piece.bytes, piece.length, false);
	buffer_add(out, "", 0); /* so that it is a string also when nothing was added */
	buffer_release(&piece);
}

static size_t width_of(const struct buffer *text)
{
	return terminal_width(text->bytes, text->length);
}

/* Appends the end of the text that is at most `columns` wide, marks of omission included. A letter
 * and the marks above and below it (width 0) stay together. */
static void add_end(struct buffer *out, const struct buffer *text, size_t columns, bool cut)
{
	size_t width = width_of(text), at = 0;
	cut = cut || width > columns;
	if (cut && columns == 0)
		return;
	size_t room = columns - cut;
	while (at < text->length) {
		size_t next = at;
		utf8_next(text->bytes, text->length, &next);
		size_t own = terminal_width(text->bytes + at, next - at);
		if (width <= room && (own > 0 || at == 0))
			break;
		width -= own;
		at = next;
	}
	buffer_add_text(out, cut ? ELLIPSIS : "");
	buffer_add(out, text->bytes + at, text->length - at);
}

/* The same for the start of the text. Spaces at its end are left out. */
static void add_start(struct buffer *out, const struct buffer *text, size_t columns, bool cut)
{
	cut = cut || width_of(text) > columns;
	if (cut && columns == 0)
		return;
	size_t room = columns - cut, width = 0, at = 0;
	while (at < text->length) {
		size_t next = at;
		utf8_next(text->bytes, text->length, &next);
		width += terminal_width(text->bytes + at, next - at);
		if (width > room)
			break;
		at = next;
	}
	while (!cut && at > 0 && text->bytes[at - 1] == ' ')
		at--;
	buffer_add(out, text->bytes, at);
	buffer_add_text(out, cut ? ELLIPSIS : "");
}

/* ---- Sorting ---- */

struct row {
	const struct kwic_line *line;
	char *key; /* of its context; NULL when that is of no interest */
};

static bool is_letter(uint32_t character)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)character);
	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

/* Characters that are words by themselves, since their language writes no spaces. */
static bool is_word(uint32_t character)
{
	return utf8_width(character) == 2;
}

/* Splits a text into its words, each with one space behind it. */
static void add_words(struct buffer *out, const char *text, size_t length)
{
	for (size_t at = 0; at < length;) {
		size_t start = at;
		uint32_t character = utf8_next(text, length, &at);
		bool inside = out->length > 0 && out->bytes[out->length - 1] != ' ';
		if (inside && (!is_letter(character) || is_word(character)))
			buffer_add_byte(out, ' ');
		if (!is_letter(character))
			continue;
		buffer_add(out, text + start, at - start);
		if (is_word(character))
			buffer_add_byte(out, ' ');
	}
	if (out->length > 0 && out->bytes[out->length - 1] != ' ')
		buffer_add_byte(out, ' ');
}

/* Words, each with a space behind it, the last one first. */
static void turn_words(struct buffer *words)
{
	struct buffer turned = BUFFER_INIT;
	for (size_t end = words->length; end > 0;) {
		size_t start = end - 1;
		while (start > 0 && words->bytes[start - 1] != ' ')
			start--;
		buffer_add(&turned, words->bytes + start, end - start);
		end = start;
	}
	buffer_release(words);
	*words = turned;
}

/* Owned by the caller. Spaces are less than any letter, so that strcmp compares word by word. */
static char *context_key(const struct kwic_line *line, bool left)
{
	size_t start = left ? window_start(line->text, line->start, KEY_BYTES) : line->end;
	size_t end = left ? line->start : window_end(line->text, line->end, KEY_BYTES);
	struct buffer clean = BUFFER_INIT, words = BUFFER_INIT;
	utf8proc_uint8_t *folded = NULL;
	add_clean(&clean, line->text, start, end);
	utf8proc_map((const utf8proc_uint8_t *)clean.bytes, (utf8proc_ssize_t)clean.length, &folded,
		     UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
	if (folded != NULL)
		add_words(&words, (const char *)folded, strlen((const char *)folded));
	if (left)
		turn_words(&words);
	free(folded);
	buffer_release(&clean);
	buffer_add(&words, "", 0);
	return words.bytes;
}

static int by_key(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	int order = x->key != NULL && y->key != NULL ? strcmp(x->key, y->key) : 0;
	if (order != 0)
		return order;
	if (x->line->rank != y->line->rank)
		return x->line->rank < y->line->rank ? -1 : 1;
	return (x->line->start > y->line->start) - (x->line->start < y->line->start);
}

/* ---- Printing ---- */

/* The columns of a page of lines. */
struct layout {
	const struct terminal *terminal;
	size_t reference, left, room; /* room: for left context, match and right context */
};

static struct layout layout_of(const struct terminal *terminal, const struct kwic_line *lines,
			       size_t count)
{
	struct layout layout = { terminal, 0, 0, LEAST_ROOM };
	size_t match = 0, most = terminal->columns / 3;
	for (size_t i = 0; i < count; i++) {
		size_t width = terminal_width(lines[i].reference, strlen(lines[i].reference));
		if (width > layout.reference)
			layout.reference = width;
		width =
		    terminal_width(lines[i].text + lines[i].start, lines[i].end - lines[i].start);
		if (width > match)
			match = width;
	}
	if (layout.reference > most)
		layout.reference = most;
	if (terminal->columns > layout.reference + GAP + LEAST_ROOM)
		layout.room = terminal->columns - layout.reference - GAP;
	if (match > layout.room / 3)
		match = layout.room / 3;
	layout.left = (layout.room - match) / 2;
	return layout;
}

static void add_match(struct buffer *out, const struct layout *layout, const struct kwic_line *line,
		      size_t columns)
{
	struct buffer text = BUFFER_INIT;
	add_clean(&text, line->text, line->start, line->end);
	buffer_add_text(out, layout->terminal->colour ? BOLD : "[");
	add_start(out, &text, columns, false);
	buffer_add_text(out, layout->terminal->colour ? PLAIN : "]");
	buffer_release(&text);
}

static void add_line(struct buffer *out, const struct layout *layout, const struct kwic_line *line)
{
	struct buffer reference = BUFFER_INIT, context = BUFFER_INIT, left = BUFFER_INIT;
	size_t marks = layout->terminal->colour ? 0 : 2, most = layout->room * BYTES_A_COLUMN;
	terminal_add(&reference, line->reference, strlen(line->reference), false);
	size_t used = width_of(&reference);
	size_t over = used > layout->reference ? used - layout->reference : 0;
	size_t room = layout->left > over ? layout->left - over : 0;
	buffer_add(out, reference.bytes, reference.length);
	size_t start = window_start(line->text, line->start, most);
	add_clean(&context, line->text, start, line->start);
	add_end(&left, &context, room, start > 0);
	buffer_add_format(
	    out, "%*s",
	    (int)(GAP + (over > 0 ? 0 : layout->reference - used) + room - width_of(&left)), "");
	buffer_add(out, left.bytes, left.length);
	/* The match is whole unless it is wider than what is left. */
	size_t rest = layout->room - layout->left - marks;
	size_t match = terminal_width(line->text + line->start, line->end - line->start);
	match = match < rest ? match : rest;
	add_match(out, layout, line, match);
	buffer_clear(&context);
	size_t end = window_end(line->text, line->end, most);
	add_clean(&context, line->text, line->end, end);
	if (context.length > 0)
		add_start(out, &context, rest - match, line->text[end] != '\0');
	buffer_add_byte(out, '\n');
	buffer_release(&reference);
	buffer_release(&context);
	buffer_release(&left);
}

/* The lines in order; the caller frees the array. */
static struct row *sorted_rows(const struct kwic_line *lines, size_t count, enum kwic_sort sort)
{
	struct row *rows = memory_array(count, sizeof *rows);
	for (size_t i = 0; i < count; i++) {
		rows[i].line = &lines[i];
		if (sort != KWIC_BY_RANK)
			rows[i].key = context_key(&lines[i], sort == KWIC_BY_LEFT);
	}
	memory_sort(rows, count, sizeof *rows, by_key);
	for (size_t i = 0; i < count; i++)
		free(rows[i].key);
	return rows;
}

void print_kwic(struct buffer *out, const struct terminal *terminal, const struct kwic_line *lines,
		size_t count, enum kwic_sort sort)
{
	struct layout layout = layout_of(terminal, lines, count);
	struct row *rows = sorted_rows(lines, count, sort);
	for (size_t i = 0; i < count; i++)
		add_line(out, &layout, rows[i].line);
	free(rows);
}

void print_kwic_rows(struct buffer *out, const char *format, const struct kwic_line *lines,
		     size_t count, enum kwic_sort sort)
{
	static const struct rows_column columns[] = {
		{ "reference", false }, { "left", false }, { "match", false }, { "right", false }
	};
	struct rows rows;
	struct row *sorted = sorted_rows(lines, count, sort);
	rows_start(&rows, out, format, columns, 4);
	for (size_t i = 0; i < count; i++) {
		const struct kwic_line *line = sorted[i].line;
		char *left = memory_text(line->text, line->start);
		char *match = memory_text(line->text + line->start, line->end - line->start);
		rows_add(&rows, (const char *const[]){ line->reference, left, match,
						       line->text + line->end });
		free(left);
		free(match);
	}
	rows_end(&rows);
	free(sorted);
}

/* ---- Lines of hits ---- */

static bool is_space(const char *text, size_t start, size_t end)
{
	while (start < end && (text[start] == ' ' || text[start] == '\n'))
		start++;
	return start == end;
}

static const char *reference_of(struct kwic *kwic, const struct found *found, bool name_language)
{
	struct buffer reference = BUFFER_INIT;
	buffer_add_format(&reference, "%s#%s%s%s", found->resolution->symbol, found->clause.label,
			  name_language ? " " : "",
			  name_language ? found->resolution->language->code : "");
	const char *copy = arena_text(&kwic->arena, reference.bytes, reference.length);
	buffer_release(&reference);
	return copy;
}

void kwic_add(struct kwic *kwic, size_t rank, const struct found *found, bool name_language)
{
	if (found->highlight_count == 0)
		return;
	const char *reference = reference_of(kwic, found, name_language);
	const char *text = arena_text(&kwic->arena, found->clause.text, strlen(found->clause.text));
	for (size_t i = 0; i < found->highlight_count; i++) {
		const struct range *range = &found->highlights[i];
		if (i > 0 && is_space(text, range[-1].end, range->start)) {
			kwic->lines[kwic->count - 1].end = range->end;
			continue;
		}
		kwic->lines =
		    memory_grow(kwic->lines, &kwic->capacity, kwic->count + 1, sizeof *kwic->lines);
		kwic->lines[kwic->count++] =
		    (struct kwic_line){ reference, text, range->start, range->end, rank };
	}
}

void kwic_release(struct kwic *kwic)
{
	arena_release(&kwic->arena);
	free(kwic->lines);
	*kwic = (struct kwic)KWIC_INIT;
}
