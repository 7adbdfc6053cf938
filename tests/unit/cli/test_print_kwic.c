/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "cli/print_kwic.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A line whose match stands in [brackets] in `marked`; the text belongs to the caller. */
static struct kwic_line line_of(const char *reference, const char *marked, size_t rank)
{
	const char *open = strchr(marked, '['), *close = strchr(marked, ']');
	char *text = malloc(strlen(marked) + 1);
	size_t start = (size_t)(open - marked), end = (size_t)(close - marked) - 1;
	sprintf(text, "%.*s%.*s%s", (int)start, marked, (int)(end - start), open + 1, close + 1);
	return (struct kwic_line){ reference, text, start, end, rank };
}

static struct buffer print(const struct kwic_line *lines, size_t count, size_t columns, bool colour,
			   enum kwic_sort sort)
{
	struct terminal terminal = { colour, colour, columns };
	struct buffer out = BUFFER_INIT;
	print_kwic(&out, &terminal, lines, count, sort);
	return out;
}

static void expect_lines(const char *const *marked, size_t count, size_t columns,
			 const char *expected)
{
	struct kwic_line lines[8];
	for (size_t i = 0; i < count; i++)
		lines[i] = line_of("A/1#T", marked[i], i + 1);
	struct buffer out = print(lines, count, columns, false, KWIC_BY_RANK);
	cr_expect_str_eq(out.bytes, expected, "got\n%swanted\n%s", out.bytes, expected);
	buffer_release(&out);
	for (size_t i = 0; i < count; i++)
		free((char *)(size_t)lines[i].text);
}

Test(kwic, matches_stand_below_one_another)
{
	static const char *const marked[] = {
		"the long way to the public [library] of the town and to its many readers",
		"A [library] opens",
		"[library]",
		"Every reader of the old [libraries] reads",
	};
	expect_lines(marked, 4, 47,
		     "A/1#T  …to the public [library] of the town an…\n"
		     "A/1#T               A [library] opens\n"
		     "A/1#T                 [library]\n"
		     "A/1#T  …er of the old [libraries] reads\n");
}

Test(kwic, is_cut_by_display_width)
{
	/* Chinese is two columns wide: where half a character would fit, a space stands. */
	static const char *const chinese[] = { "一二三四五六七八[图书]一二三四五六七八",
					       "a一二三四五六七八[图书]馆" };
	expect_lines(chinese, 2, 35,
		     "A/1#T   …四五六七八[图书]一二三四…\n"
		     "A/1#T   …四五六七八[图书]馆\n");
	/* Marks above letters are no columns, and stay with their letter on both sides. */
	static const char *const marks[] = {
		"0123456789e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301[x]"
		"e\u0301e\u0301e\u0301e\u0301"
		"e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301",
	};
	expect_lines(marks, 1, 27,
		     "A/1#T  …89e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301[x]"
		     "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301…\n");
	/* Arabic stands in logical order. */
	static const char *const arabic[] = { "قبل [كِتَاب] بعد" };
	expect_lines(arabic, 1, 47, "A/1#T                قبل [كِتَاب] بعد\n");
}

Test(kwic, never_is_wider_than_the_terminal)
{
	static const char *const marked[] = {
		"a [match that is much longer than the terminal is wide, and goes on and on] z",
		"安全安全安全安全安全安全安全安全安全安[全]安全安全安全安全安全安全安全安全安",
		"short [m] short",
		"x [图书馆图书馆图书馆图书馆图书馆图书馆图书馆图书馆图书馆图书馆图书馆图书馆] y",
	};
	for (size_t columns = 28; columns < 120; columns++)
		for (size_t i = 0; i < 4; i++) {
			struct kwic_line line = line_of("A/1#T", marked[i], 1);
			struct buffer out = print(&line, 1, columns, false, KWIC_BY_RANK);
			size_t width = terminal_width(out.bytes, out.length - 1);
			cr_expect(width <= columns, "%zu columns, row %zu: %zu wide\n%s", columns,
				  i, width, out.bytes);
			cr_expect_not_null(strchr(out.bytes, ']'));
			buffer_release(&out);
			free((char *)(size_t)line.text);
		}
}

Test(kwic, a_long_reference_leaves_the_match_in_its_column)
{
	struct kwic_line lines[] = {
		line_of("A/RES/91/1#OP1", "a word before the [match] and behind it", 1),
		line_of("A/RES/91/1#Annex II/4/2(a)", "a word before the [match] and behind it", 2),
	};
	struct buffer out = print(lines, 2, 60, false, KWIC_BY_RANK);
	cr_expect_str_eq(out.bytes,
			 "A/RES/91/1#OP1        …ord before the [match] and behind it\n"
			 "A/RES/91/1#Annex II/4/2(a)  …fore the [match] and behind it\n",
			 "%s", out.bytes);
	buffer_release(&out);
	free((char *)(size_t)lines[0].text);
	free((char *)(size_t)lines[1].text);
	LEAK_CHECK();
}

Test(kwic, a_match_is_bold_where_there_is_colour)
{
	struct kwic_line line = line_of("A/1#T", "a [match] here", 1);
	struct buffer out = print(&line, 1, 40, true, KWIC_BY_RANK);
	cr_expect_str_eq(out.bytes, "A/1#T              a \033[1mmatch\033[0m here\n", "%s",
			 out.bytes);
	buffer_release(&out);
	free((char *)(size_t)line.text);
	LEAK_CHECK();
}

Test(kwic, nothing_that_steers_a_terminal_gets_through)
{
	static const char *const marked[] = {
		"a\nb [c\nd] e\nf",
		"\033[31mred [word]\033[0m",
		"\xE2\x80\xAEturned [word\xE2\x81\xA7] \xFF\x07\r",
	};
	struct kwic_line lines[3];
	lines[0] = line_of("A/1#T", marked[0], 1);
	lines[1] = (struct kwic_line){ "A/\033[2J#T", "\033]0;x\007 word \033[0m", 6, 10, 2 };
	lines[2] = line_of("A/\xE2\x80\xAE#T\n", marked[2], 3);
	struct buffer out = print(lines, 3, 60, false, KWIC_BY_RANK);
	size_t new_lines = 0;
	for (size_t i = 0; i < out.length; i++)
		new_lines += out.bytes[i] == '\n';
	cr_expect_eq(new_lines, 3);
	cr_expect_not_null(strstr(out.bytes, "a b [c d] e f\n"), "%s", out.bytes);
	cr_expect_null(strpbrk(out.bytes, "\033\007\r\xFF"));
	cr_expect_null(strstr(out.bytes, "\xE2\x80\xAE"));
	cr_expect_null(strstr(out.bytes, "\xE2\x81\xA7"));
	buffer_release(&out);
	free((char *)(size_t)lines[0].text);
	free((char *)(size_t)lines[2].text);
	LEAK_CHECK();
}

/* The references of the lines in the order in which they are printed. */
static void expect_order(struct kwic_line *lines, size_t count, enum kwic_sort sort,
			 const char *expected)
{
	struct buffer out = print(lines, count, 80, false, sort);
	char order[32] = "";
	size_t length = 0;
	for (char *at = out.bytes; at != NULL && *at != '\0' && length < sizeof order - 1;) {
		order[length++] = *at;
		at = strchr(at, '\n') + 1;
	}
	cr_expect_str_eq(order, expected, "got %s, wanted %s\n%s", order, expected, out.bytes);
	buffer_release(&out);
}

Test(kwic, sorts_by_the_words_nearest_to_the_match)
{
	struct kwic_line lines[] = {
		line_of("a", "zeal for peace, [x] on", 3),
		line_of("b", "a war for peace [x] Énergie", 2),
		line_of("c", "a war of Peace [x] energetic", 1),
		line_of("d", "an end of the war [x] of", 5),
		line_of("e", "[x]", 4),
		line_of("f", "zeal for peace [x] (On)", 2),
	};
	enum { COUNT = sizeof lines / sizeof *lines };
	expect_order(lines, COUNT, KWIC_BY_RANK, "cfbaed");
	expect_order(lines, COUNT, KWIC_BY_LEFT, "ebfacd");
	expect_order(lines, COUNT, KWIC_BY_RIGHT, "ecbdfa");
	for (size_t i = 0; i < COUNT; i++)
		free((char *)(size_t)lines[i].text);
	/* In Chinese each character is a word: the nearest one decides. */
	struct kwic_line chinese[] = { line_of("a", "丁乙[x]", 1), line_of("b", "丙丁[x]", 2),
				       line_of("c", "甲乙[x]", 3) };
	expect_order(chinese, 3, KWIC_BY_LEFT, "bac");
	for (size_t i = 0; i < 3; i++)
		free((char *)(size_t)chinese[i].text);
	LEAK_CHECK();
}

Test(kwic, no_lines_print_nothing)
{
	struct buffer out = print(NULL, 0, 80, false, KWIC_BY_LEFT);
	cr_expect_eq(out.length, 0);
	buffer_release(&out);
}

Test(kwic, has_a_line_for_each_highlight_of_a_hit)
{
	struct clause clause = { .label = "OP3", .text = "peace and\npeace in one peace, peace" };
	struct range ranges[] = { { 0, 5 }, { 6, 9 }, { 10, 15 }, { 23, 28 }, { 30, 35 } };
	struct resolution resolution = { .symbol = "A/RES/91/2",
					 .language = language_find("en", 2) };
	struct found found = { .resolution = &resolution,
			       .clause = clause,
			       .highlights = ranges,
			       .highlight_count = 5 };
	struct kwic kwic = KWIC_INIT;
	kwic_add(&kwic, 7, &found, false);
	found.highlight_count = 0;
	kwic_add(&kwic, 8, &found, false);
	found.highlight_count = 1;
	kwic_add(&kwic, 9, &found, true);
	cr_assert_eq(kwic.count, 4);
	static const struct {
		const char *reference;
		size_t start, end, rank;
	} rows[] = { { "A/RES/91/2#OP3", 0, 15, 7 },
		     { "A/RES/91/2#OP3", 23, 28, 7 },
		     { "A/RES/91/2#OP3", 30, 35, 7 },
		     { "A/RES/91/2#OP3 en", 0, 5, 9 } };
	for (size_t i = 0; i < 4; i++) {
		cr_expect_str_eq(kwic.lines[i].reference, rows[i].reference);
		cr_expect_str_eq(kwic.lines[i].text, clause.text);
		cr_expect_neq(kwic.lines[i].text, clause.text, "it must be a copy");
		cr_expect_eq(kwic.lines[i].start, rows[i].start);
		cr_expect_eq(kwic.lines[i].end, rows[i].end);
		cr_expect_eq(kwic.lines[i].rank, rows[i].rank);
	}
	kwic_release(&kwic);
	cr_assert_eq(kwic.count, 0);
	LEAK_CHECK();
}
