/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/print_chart.h"

#include "base/buffer.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	GAP = 2,        /* columns between the parts of a row */
	BAR_MOST = 50,  /* columns of the longest bar */
	BAR_LEAST = 10, /* there is always room for these: names are cut for them */
	EIGHTHS = 8,
};

static size_t digits_of(uint64_t number)
{
	size_t digits = 1;
	for (; number > 9; number /= 10)
		digits++;
	return digits;
}

static void add_clean(struct buffer *out, const char *name)
{
	for (;;) {
		size_t length = strcspn(name, "\n\t");
		terminal_add(out, name, length, false);
		if (name[length] == '\0')
			return;
		buffer_add_byte(out, ' ');
		name += length + 1;
	}
}

/* Appends the name in exactly `columns`. */
static void add_name(struct buffer *out, const char *name, size_t columns)
{
	struct buffer clean = BUFFER_INIT;
	add_clean(&clean, name);
	size_t width = terminal_width(clean.bytes, clean.length), used = 0, at = 0;
	bool cut = width > columns;
	while (at < clean.length) {
		size_t next = at;
		utf8_next(clean.bytes, clean.length, &next);
		size_t own = terminal_width(clean.bytes + at, next - at);
		if (used + own > columns - cut)
			break;
		used += own;
		at = next;
	}
	buffer_add(out, clean.bytes, at);
	buffer_add_text(out, cut ? "…" : "");
	buffer_add_format(out, "%*s", (int)(columns - used - cut), "");
	buffer_release(&clean);
}

/* Appends a bar that is `part` (0 to 1) of `columns` long. */
static void add_bar(struct buffer *out, double part, size_t columns, bool blocks)
{
	static const char *const eighths[EIGHTHS] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
	size_t units = blocks ? EIGHTHS : 1;
	size_t length = (size_t)(part * (double)(columns * units) + 0.5);
	if (part > 0 && length == 0)
		length = 1;
	for (size_t i = 0; i < length / units; i++)
		buffer_add_text(out, blocks ? "█" : "#");
	buffer_add_text(out, blocks ? eighths[length % units] : "");
}

static void print_bars(struct buffer *out, size_t columns, const struct chart_row *rows,
		       size_t count)
{
	bool blocks = terminal_takes_utf8();
	uint64_t most = 1;
	size_t widest = 0;
	for (size_t i = 0; i < count; i++) {
		size_t width = terminal_width(rows[i].name, strlen(rows[i].name));
		widest = width > widest ? width : widest;
		most = rows[i].count > most ? rows[i].count : most;
	}
	if (widest > columns / 2)
		widest = columns / 2;
	size_t digits = digits_of(most), used = widest + digits + 2 * GAP, bar = BAR_LEAST;
	if (columns > used + BAR_LEAST)
		bar = columns - used < BAR_MOST ? columns - used : BAR_MOST;
	for (size_t i = 0; i < count; i++) {
		add_name(out, rows[i].name, widest);
		buffer_add_format(out, "%*s%*llu", GAP, "", (int)digits,
				  (unsigned long long)rows[i].count);
		if (rows[i].count > 0) {
			buffer_add_format(out, "%*s", GAP, "");
			add_bar(out, (double)rows[i].count / (double)most, bar, blocks);
		}
		buffer_add_byte(out, '\n');
	}
}

void print_chart_values(struct buffer *out, const struct terminal *terminal,
			const struct chart_row *rows, size_t count)
{
	if (terminal->is_terminal) {
		print_bars(out, terminal->columns, rows, count);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		add_clean(out, rows[i].name);
		buffer_add_format(out, "\t%llu\n", (unsigned long long)rows[i].count);
	}
}

/* ---- By year ---- */

enum { YEAR_DIGITS = 4, YEAR_SIZE = 8 };

/* The year that the name is; 0: it is none. */
static unsigned year_of(const char *name)
{
	if (strlen(name) != YEAR_DIGITS || strspn(name, "0123456789") != YEAR_DIGITS)
		return 0;
	return (unsigned)strtoul(name, NULL, 10);
}

/* Years first, by number; then the others in the order given. */
static int by_year(const void *a, const void *b)
{
	const struct chart_row *const *x = a, *const *y = b;
	unsigned first = year_of((*x)->name), second = year_of((*y)->name);
	if (first != second)
		return first == 0 ? 1 : second == 0 ? -1 : first < second ? -1 : 1;
	return (*x > *y) - (*x < *y);
}

static void add_row(struct chart *chart, const char *name, uint64_t count)
{
	chart->rows =
	    memory_grow(chart->rows, &chart->capacity, chart->count + 1, sizeof *chart->rows);
	chart->rows[chart->count++] = (struct chart_row){ name, count };
}

static void fill_gap(struct chart *chart, unsigned from, unsigned to)
{
	for (unsigned year = from + 1; year < to && to - from <= CHART_GAP_MOST + 1; year++) {
		char *name = arena_get(&chart->arena, YEAR_SIZE);
		snprintf(name, YEAR_SIZE, "%04u", year % 10000);
		add_row(chart, name, 0);
	}
}

void chart_of_years(struct chart *chart, const struct chart_row *rows, size_t count)
{
	*chart = (struct chart){ ARENA_INIT, NULL, 0, 0 };
	const struct chart_row **sorted = memory_array(count, sizeof(struct chart_row *));
	for (size_t i = 0; i < count; i++)
		sorted[i] = &rows[i];
	memory_sort(sorted, count, sizeof(struct chart_row *), by_year);
	unsigned last = 0;
	for (size_t i = 0; i < count; i++) {
		unsigned year = year_of(sorted[i]->name);
		if (last != 0 && year != 0)
			fill_gap(chart, last, year);
		add_row(chart, sorted[i]->name, sorted[i]->count);
		last = year;
	}
	free(sorted);
}

void chart_release(struct chart *chart)
{
	arena_release(&chart->arena);
	free(chart->rows);
	*chart = (struct chart){ ARENA_INIT, NULL, 0, 0 };
}
