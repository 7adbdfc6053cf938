/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "cli/print_chart.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

static void print_chart_years(struct buffer *out, const struct terminal *terminal,
			      const struct chart_row *rows, size_t count)
{
	struct chart chart;
	chart_of_years(&chart, rows, count);
	print_chart_values(out, terminal, chart.rows, chart.count);
	chart_release(&chart);
}

typedef void printer(struct buffer *out, const struct terminal *terminal,
		     const struct chart_row *rows, size_t count);

static void expect(printer *print, const struct chart_row *rows, size_t count, bool is_terminal,
		   const char *expected)
{
	struct terminal terminal = { is_terminal, false, 24 };
	struct buffer out = BUFFER_INIT;
	print(&out, &terminal, rows, count);
	const char *got = out.bytes != NULL ? out.bytes : "";
	cr_expect_str_eq(got, expected, "got\n%swanted\n%s", got, expected);
	buffer_release(&out);
	LEAK_CHECK();
}

static const struct chart_row rows[] = {
	{ "decide", 100 }, { "图书", 51 }, { "none", 0 }, { "rare", 1 }
};

Test(chart, has_bars_of_eighths_where_the_locale_is_utf8)
{
	setenv("LC_ALL", "C.UTF-8", 1);
	if (!terminal_takes_utf8()) {
		fprintf(stderr, "SKIPPED: bars of blocks: no locale C.UTF-8\n");
		cr_skip_test("no locale C.UTF-8");
	}
	expect(print_chart_values, rows, 4, true,
	       "decide  100  ███████████\n"
	       "图书     51  █████▋\n"
	       "none      0\n"
	       "rare      1  ▏\n");
}

Test(chart, has_bars_of_number_signs_elsewhere)
{
	setenv("LC_ALL", "C", 1);
	expect(print_chart_values, rows, 4, true,
	       "decide  100  ###########\n"
	       "图书     51  ######\n"
	       "none      0\n"
	       "rare      1  #\n");
	static const struct chart_row extremes[] = { { "a", UINT64_MAX }, { "b", UINT64_MAX / 2 } };
	expect(print_chart_values, extremes, 2, true,
	       "a  18446744073709551615  ##########\n"
	       "b   9223372036854775807  #####\n");
}

Test(chart, is_plain_on_a_pipe)
{
	static const struct chart_row wild[] = { { "a\tb\nc", 7 },
						 { "\033[31m", 1 },
						 { "a value that is longer than the terminal",
						   2 } };
	expect(print_chart_values, wild, 3, false,
	       "a b c\t7\n\uFFFD[31m\t1\na value that is longer than the terminal\t2\n");
	expect(print_chart_values, NULL, 0, false, "");
	expect(print_chart_values, NULL, 0, true, "");
}

Test(chart, cuts_long_names_on_a_terminal)
{
	static const struct chart_row names[] = { { "a value that is long", 1 },
						  { "图书馆图书馆图书馆", 2 } };
	setenv("LC_ALL", "C", 1);
	expect(print_chart_values, names, 2, true,
	       "a value tha…  1  #####\n"
	       "图书馆图书…   2  ##########\n");
}

Test(chart, by_year_fills_gaps)
{
	static const struct chart_row years[] = {
		{ "2023", 2 }, { "no date", 3 }, { "2020", 1 }, { "2021", 4 }
	};
	expect(print_chart_years, years, 4, false,
	       "2020\t1\n2021\t4\n2022\t0\n2023\t2\nno date\t3\n");
	setenv("LC_ALL", "C", 1);
	expect(print_chart_years, years + 2, 2, true, "2020  1  ####\n2021  4  ###############\n");
	expect(print_chart_years, NULL, 0, false, "");
	/* A wrong date of a file is no reason for thousands of lines. */
	static const struct chart_row far[] = { { "0001", 1 }, { "2023", 1 }, { "20230", 1 } };
	expect(print_chart_years, far, 3, false, "0001\t1\n2023\t1\n20230\t1\n");
}
