/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/snippet.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* The piece that is chosen for the words between brackets, with the brackets left out. */
static const char *chosen(const char *marked, size_t columns)
{
	static char piece[1024];
	char text[1024] = "";
	struct range highlights[16];
	size_t count = 0, length = 0, start, end;
	for (const char *at = marked; *at != '\0'; at++)
		if (*at == '[')
			highlights[count].start = (uint32_t)length;
		else if (*at == ']')
			highlights[count++].end = (uint32_t)length;
		else
			text[length++] = *at;
	snippet_choose(text, highlights, count, columns, &start, &end);
	cr_assert(start <= end && end <= length);
	snprintf(piece, sizeof piece, "%.*s", (int)(end - start), text + start);
	return piece;
}

Test(snippet, a_text_that_fits_is_whole)
{
	cr_expect_str_eq(chosen("a [short] text", 20), "a short text");
	cr_expect_str_eq(chosen("", 20), "");
	cr_expect_str_eq(chosen("裁军和平", 8), "裁军和平");
}

Test(snippet, is_cut_between_words_round_the_highlights)
{
	cr_expect_str_eq(chosen("one two three four five six", 13), "one two ");
	cr_expect_str_eq(chosen("one two three four [five] six seven eight nine", 16),
			 "four five six ");
	cr_expect_str_eq(chosen("one two three four five six seven [eight]", 16),
			 "six seven eight");
	cr_expect_str_eq(chosen("[one] two three four five six seven eight", 16), "one two three ");
	/* The longest, and as many others as fit. */
	cr_expect_str_eq(
	    chosen("[a] b c d e f g h i j k l m n [one two] [three] o p q r s t u v", 24),
	    "l m n one two three o p ");
}

Test(snippet, of_a_text_without_spaces_is_cut_anywhere)
{
	cr_expect_str_eq(chosen("abcdefghijklmnop", 5), "abcde");
	cr_expect_eq(strlen(chosen("裁军和平与安全问题[决定]继续审议这个问题", 12)), 18u);
}
