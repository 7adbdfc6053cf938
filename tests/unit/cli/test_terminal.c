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
	const struct span span = { 4, 15 }; /* "three fours" */
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
