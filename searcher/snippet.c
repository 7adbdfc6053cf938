/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/snippet.h"

#include "base/utf8.h"

#include <string.h>

/* How much of the width stands before the first highlight, when there is more text before it. */
enum { LEAD_PERCENT = 25, MOST_HIGHLIGHTS = 1000 };

static size_t width_of(const char *text, size_t start, size_t end)
{
	size_t width = 0;
	while (start < end) {
		int columns = utf8_width(utf8_next(text, end, &start));
		width += columns > 0 ? (size_t)columns : 0;
	}
	return width;
}

static size_t step_back(const char *text, size_t at)
{
	do
		at--;
	while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80);
	return at;
}

/* The place from which it is so many columns to `at`; 0 when there are fewer before it. */
static size_t go_back(const char *text, size_t at, size_t columns)
{
	size_t width = 0;
	while (at > 0 && width < columns) {
		size_t before = step_back(text, at);
		width += width_of(text, before, at);
		at = before;
	}
	return at;
}

/* A cut is good where a word starts: after a space, or before or after a wide character. */
static bool is_cut(const char *text, size_t length, size_t at)
{
	if (at == 0 || at >= length || text[at - 1] == ' ' || text[at - 1] == '\n')
		return true;
	size_t next = at;
	return utf8_width(utf8_next(text, length, &next)) == 2;
}

static size_t back_to_cut(const char *text, size_t length, size_t at)
{
	while (at > 0 && !is_cut(text, length, at))
		at = step_back(text, at);
	return at;
}

/* The end of what fits into `columns` from start on. */
static size_t fit(const char *text, size_t length, size_t start, size_t columns)
{
	size_t end = start;
	while (end < length) {
		size_t next = end;
		int width = utf8_width(utf8_next(text, length, &next));
		if (width > 0 && (size_t)width > columns)
			break;
		columns -= width > 0 ? (size_t)width : 0;
		end = next;
	}
	size_t cut = end < length ? back_to_cut(text, length, end) : end;
	return cut > start ? cut : end;
}

void snippet_choose(const char *text, const struct range *highlights, size_t count, size_t columns,
		    size_t *start, size_t *end)
{
	size_t length = strlen(text);
	*start = 0;
	*end = length;
	if (width_of(text, 0, length) <= columns)
		return;
	size_t best = 0, best_bytes = 0, longest = 0;
	if (count > MOST_HIGHLIGHTS)
		count = MOST_HIGHLIGHTS;
	for (size_t i = 0; i < count; i++)
		if (highlights[i].end - highlights[i].start > longest)
			longest = highlights[i].end - highlights[i].start;
	for (size_t i = 0; i < count; i++) {
		/* The value of starting at this highlight: the bytes highlighted in the window; one
		 * of the longest must be among them. */
		size_t bytes = 0;
		bool has_longest = false;
		for (size_t j = i;
		     j < count && width_of(text, highlights[i].start, highlights[j].end) <=
				      columns * (100 - LEAD_PERCENT) / 100;
		     j++) {
			bytes += highlights[j].end - highlights[j].start;
			has_longest =
			    has_longest || highlights[j].end - highlights[j].start == longest;
		}
		if (has_longest && bytes > best_bytes) {
			best = i;
			best_bytes = bytes;
		}
	}
	if (count > 0) {
		size_t at = highlights[best].start, lead = columns * LEAD_PERCENT / 100;
		at = go_back(text, at, lead);
		at = back_to_cut(text, length, at);
		/* Not more lead than leaves room at the end of the text. */
		*start = width_of(text, at, length) > columns || at == 0 ? at : 0;
		if (*start == 0 && at > 0) {
			size_t tail = go_back(text, length, columns);
			while (tail < at && !is_cut(text, length, tail))
				utf8_next(text, length, &tail);
			*start = tail;
		}
	}
	*end = fit(text, length, *start, columns);
}
