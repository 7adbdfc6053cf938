/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "cli/terminal.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

Test(terminal, nothing_that_steers_it_gets_through)
{
	static const char *const texts[] = { "a\033[31mb",
					     "a\x07",
					     "a\x7F",
					     "a\xC2\x9B"
					     "b",
					     "a\xE2\x80\xAE"
					     "b",
					     "a\xE2\x81\xA7",
					     "a\xFF",
					     "a\rb",
					     "a\xE2\x80\x8F" };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct buffer out = BUFFER_INIT;
		terminal_add(&out, texts[i], strlen(texts[i]), false);
		cr_expect_not_null(strstr(out.bytes, "\xEF\xBF\xBD"), "row %zu", i);
		cr_expect_null(strpbrk(out.bytes, "\033\x07\x7F\r"), "row %zu", i);
		buffer_release(&out);
	}
	LEAK_CHECK();
}

static char *fold(const char *text, size_t columns, bool colour, const struct span *spans,
		  size_t count)
{
	struct terminal terminal = { colour, colour, columns };
	struct buffer out = BUFFER_INIT;
	terminal_add_folded(&out, &terminal, text, strlen(text), spans, count, 2);
	return out.bytes;
}

Test(terminal, folds_between_words_and_marks_spans)
{
	const struct span span = { 4, 15, SPAN_FOUND }; /* "three fours" */
	char *out = fold("one three fours five", 14, false, &span, 1);
	cr_expect_str_eq(out, "  one [three\n  fours] five\n", "%s", out);
	free(out);
	out = fold("one three fours five", 14, true, &span, 1);
	cr_expect_str_eq(out, "  one \033[1mthree\033[0m\n  \033[1mfours\033[0m five\n", "%s", out);
	free(out);
	out = fold("安全安全安全安全", 12, false, NULL, 0);
	cr_expect_str_eq(out, "  安全安全安\n  全安全\n", "%s", out);
	free(out);
	out = fold("a\nb", 40, false, NULL, 0);
	cr_expect_str_eq(out, "  a\n  b\n");
	free(out);
	LEAK_CHECK();
}

Test(terminal, marks_count_as_columns)
{
	const struct span spans[] = { { 0, 3, SPAN_FOUND },
				      { 8, 13, SPAN_FOUND } }; /* "one", "three" */
	char *out = fold("one two three four", 17, false, spans, 2);
	cr_expect_str_eq(out, "  [one] two\n  [three] four\n", "%s", out);
	free(out);
	out = fold("one two three four", 17, true, spans, 2);
	cr_expect_str_eq(out,
			 "  \033[1mone\033[0m two \033[1mthree\033[0m\n"
			 "  four\n",
			 "%s", out);
	free(out);
	LEAK_CHECK();
}

/* Every line of every width fits, whatever is marked. */
Test(terminal, no_line_with_marks_passes_the_width)
{
	static const char *const texts[] = { "one two three four five six seven eight nine ten",
					     "安全和平，发展（合作）《宪章》安全和平。安全和平",
					     "السلم والأمن، والتعاون الدولي؛ والتنمية المستدامة" };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		const struct span spans[] = { { 0, 6, SPAN_FOUND },
					      { 18, 24, SPAN_FOUND },
					      { 30, 36, SPAN_FOUND } };
		for (size_t columns = 22; columns < 80; columns++) {
			char *out = fold(texts[i], columns, false, spans, 3);
			for (char *line = strtok(out, "\n"); line != NULL;
			     line = strtok(NULL, "\n"))
				cr_expect_leq(terminal_width(line, strlen(line)), columns, "%s",
					      line);
			free(out);
		}
	}
	LEAK_CHECK();
}

Test(terminal, chinese_lines_begin_and_end_with_words)
{
	static const struct {
		const char *text, *wanted;
	} rows[] = {
		{ "安全安全安。安全", "  安全安全\n  安。安全\n" },
		{ "安全安全安全，安", "  安全安全安\n  全，安\n" },
		{ "安全安全《宪章》", "  安全安全\n  《宪章》\n" },
		{ "安全安《宪》》。安", "  安全安\n  《宪》》。\n  安\n" },
		{ "安全安全（一）安", "  安全安全\n  （一）安\n" },
		{ "安全安全“安全”安", "  安全安全\n  “安全”安\n" },
		{ "安全安全2036年安", "  安全安全\n  2036年安\n" },
		{ "安全安全安——全", "  安全安全\n  安——全\n" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *out = fold(rows[i].text, 12, false, NULL, 0);
		cr_expect_str_eq(out, rows[i].wanted, "%s: %s", rows[i].text, out);
		free(out);
	}
	LEAK_CHECK();
}

Test(terminal, chinese_text_of_any_width_keeps_the_rules)
{
	static const char text[] = "大会2036年12月4日第91/2号决议，第3(a)段；《宪章》（附件二）、"
				   "“安全”、「和平」：安全！安全？各国（包括A国），安全。";
	static const char *const closing[] = { "。", "，", "、", "；", "：", "）",
					       "》", "」", "！", "？", "”" };
	static const char *const opening[] = { "（", "《", "「", "“" };
	for (size_t columns = 20; columns < 90; columns++) {
		char *out = fold(text, columns, false, NULL, 0);
		for (char *line = strtok(out, "\n"); line != NULL; line = strtok(NULL, "\n")) {
			cr_expect_leq(terminal_width(line, strlen(line)), columns);
			for (size_t i = 0; i < sizeof closing / sizeof *closing; i++)
				cr_expect_neq(strncmp(line + 2, closing[i], 3), 0, "%s", line);
			for (size_t i = 0; i < sizeof opening / sizeof *opening; i++)
				cr_expect_neq(strcmp(line + strlen(line) - 3, opening[i]), 0, "%s",
					      line);
		}
		free(out);
	}
	LEAK_CHECK();
}

Test(terminal, a_space_does_not_part_punctuation_from_its_word)
{
	static const struct {
		const char *text, *wanted;
	} rows[] = {
		{ "un deux trois ; six", "  un deux\n  trois ; six\n" },
		{ "un deux « mot » fin", "  un deux\n  « mot » fin\n" },
		{ "un deux … trois", "  un deux …\n  trois\n" },
		{ "un deux ici … trois", "  un deux ici\n  … trois\n" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *out = fold(rows[i].text, 14, false, NULL, 0);
		cr_expect_str_eq(out, rows[i].wanted, "%s: %s", rows[i].text, out);
		free(out);
	}
	LEAK_CHECK();
}

Test(terminal, arabic_stands_at_the_right_edge_of_a_terminal)
{
	static const char text[] = "السلم والأمن\nabc السلم";
	struct terminal terminal = { true, true, 20 };
	struct buffer out = BUFFER_INIT;
	const struct span span = { 0, 10, SPAN_FOUND };
	terminal_add_folded(&out, &terminal, text, strlen(text), &span, 1, 3);
	/* 17 columns are left by the indent, which is on the right; 12 are used */
	cr_expect_str_eq(out.bytes,
			 "     \033[1mالسلم\033[0m والأمن\n"
			 "   abc السلم\n",
			 "%s", out.bytes);
	buffer_clear(&out);
	terminal.colour = false;
	terminal_add_folded(&out, &terminal, text, strlen(text), &span, 1, 3);
	cr_expect_str_eq(out.bytes, "   [السلم] والأمن\n   abc السلم\n", "%s", out.bytes);
	buffer_clear(&out);
	terminal.is_terminal = false;
	terminal_add_folded(&out, &terminal, text, strlen(text), NULL, 0, 3);
	cr_expect_str_eq(out.bytes, "   السلم والأمن\n   abc السلم\n", "%s", out.bytes);
	buffer_release(&out);
	LEAK_CHECK();
}
