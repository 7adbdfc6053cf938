/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/utf8.h"
#include "searcher/spelling.h"

#include <criterion/criterion.h>
#include <string.h>

static int distance(const char *a, const char *b, int most)
{
	uint32_t x[64], y[64];
	size_t m = 0, n = 0;
	for (size_t at = 0; at < strlen(a);)
		x[m++] = utf8_next(a, strlen(a), &at);
	for (size_t at = 0; at < strlen(b);)
		y[n++] = utf8_next(b, strlen(b), &at);
	return spelling_distance(x, m, y, n, most);
}

Test(spelling, distance_counts_changes_and_swaps)
{
	static const struct {
		const char *a, *b;
		int distance;
	} rows[] = {
		{ "", "", 0 },
		{ "desarme", "desarme", 0 },
		{ "desarme", "dasarme", 1 },
		{ "desarme", "desrme", 1 },
		{ "desarme", "desarrme", 1 },
		{ "desarme", "desamre", 1 },
		{ "ab", "ba", 1 },
		{ "ca", "abc", 3 },
		{ "paz", "", 3 },
		{ "год", "гдо", 1 },
		{ "ядерный", "ядерного", 3 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		cr_expect_eq(distance(rows[i].a, rows[i].b, 5), rows[i].distance, "%s %s",
			     rows[i].a, rows[i].b);
		cr_expect_eq(distance(rows[i].b, rows[i].a, 5), rows[i].distance, "%s %s",
			     rows[i].b, rows[i].a);
		if (rows[i].distance > 0)
			cr_expect_eq(distance(rows[i].a, rows[i].b, rows[i].distance - 1),
				     rows[i].distance, "it is more than what is asked for");
	}
}
