/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_PRINT_CHART_H
#define CLI_PRINT_CHART_H

#include "base/memory.h"
#include "cli/terminal.h"

#include <stddef.h>
#include <stdint.h>

struct buffer;

/*
 * Counts as bars. On a terminal a row is "value  count  bar", the bars of blocks down to an eighth
 * where the locale is UTF-8, of # elsewhere; a count above 0 always has a bar. On
 * anything else a row is "value<TAB>count". New lines and tabs in values become spaces, and nothing
 * that steers a terminal gets through (terminal_add).
 */
struct chart_row {
	const char *name; /* UTF-8 */
	uint64_t count;
};

/* The rows in the order given. On a terminal names of more than half its width are cut. */
void print_chart_values(struct buffer *out, const struct terminal *terminal,
			const struct chart_row *rows, size_t count);

/*
 * Years with their gaps: rows whose names are years ("2023") in any order, each at most once,
 * become one for each year from the first to the last, those without a row with 0. Rows whose name
 * is no year ("no date") follow. Gaps of more than CHART_GAP_MOST years are left as gaps. The names
 * that were given must live as long; chart_release gives back the rest.
 */
enum { CHART_GAP_MOST = 100 };
struct chart {
	struct arena arena;
	struct chart_row *rows;
	size_t count, capacity;
};
void chart_of_years(struct chart *chart, const struct chart_row *rows, size_t count);
void chart_release(struct chart *chart);

#endif
