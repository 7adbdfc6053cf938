/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "cli/print_markdown.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static char *print(const char *text, const struct range *ranges, size_t count,
		   const struct footnote *footnotes, size_t footnote_count)
{
	struct resolution resolution;
	struct found found = { .resolution = &resolution, .highlight_count = count };
	struct hit hit = { .count = 7, .first_date = 20160102, .last_date = 20230304 };
	struct buffer out = BUFFER_INIT;
	resolution_init(&resolution);
	resolution.language = language_find("en", 2);
	resolution.symbol = "A/RES/91/2";
	resolution.date = "2036-12-04";
	resolution.vote =
	    (struct vote){ .kind = VOTE_RECORDED, .yes = 161, .no = 9, .abstaining = 11 };
	const struct clause clause = { .label = "OP3(a)",
				       .number = "(a)",
				       .text = text,
				       .footnotes = (struct footnote *)(uintptr_t)footnotes,
				       .footnote_count = footnote_count };
	found.clause = clause;
	found.highlights = (struct range *)(uintptr_t)ranges;
	print_markdown_hit(&out, 2, NULL, &hit, &found);
	resolution_release(&resolution);
	return out.bytes;
}

static const char head[] =
    "### 2. General Assembly resolution 91/2 of 4 December 2036, para. 3 (a)\n"
    "\n"
    "A/RES/91/2\\#OP3(a) · en · recorded vote 161-9-11 · ×7, 2016–2023\n"
    "\n";

Test(print_markdown, a_hit_is_a_heading_and_a_quotation)
{
	static const struct range ranges[] = { { 4, 9 }, { 10, 15 } };
	static const struct footnote footnotes[] = { { "4", "See *that*" }, { "5", "Ibid." } };
	char *out = print("One three fours.\nTwo", ranges, 2, footnotes, 2);
	cr_assert_eq(strncmp(out, head, strlen(head)), 0, "%s", out);
	cr_expect_str_eq(out + strlen(head), "> One **three** **fours**.\n"
					     ">\n"
					     "> Two\n"
					     ">\n"
					     "> \\[4\\] See \\*that\\*\n"
					     ">\n"
					     "> \\[5\\] Ibid.\n"
					     "\n");
	free(out);
	LEAK_CHECK();
}

Test(print_markdown, a_clause_has_no_rank)
{
	struct resolution resolution;
	struct buffer out = BUFFER_INIT;
	resolution_init(&resolution);
	resolution.language = language_find("fr", 2);
	resolution.symbol = "A/RES/91/2";
	resolution.vote.kind = VOTE_NONE;
	const struct clause clause = { .label = "PP1", .number = "", .text = "Des mots." };
	print_markdown_clause(&out, &resolution, &clause);
	cr_expect_str_eq(
	    out.bytes, "### Résolution 91/2 de l’Assemblée générale, premier alinéa du préambule\n"
		       "\n"
		       "A/RES/91/2\\#PP1 · fr · without a vote\n"
		       "\n"
		       "> Des mots.\n"
		       "\n");
	buffer_release(&out);
	resolution_release(&resolution);
	LEAK_CHECK();
}

Test(print_markdown, words_do_not_become_markup)
{
	static const struct {
		const char *text, *wanted;
	} rows[] = {
		{ "# a #", "> \\# a \\#\n\n" },
		{ "- a", "> \\- a\n\n" },
		{ "+ a - b", "> \\+ a - b\n\n" },
		{ "12. a 3.", "> 12\\. a 3.\n\n" },
		{ "12) a", "> 12\\) a\n\n" },
		{ "2036 a", "> 2036 a\n\n" },
		{ "===", "> \\===\n\n" },
		{ "---", "> \\---\n\n" },
		{ "a\n---", "> a\n>\n> \\---\n\n" },
		{ "    code", "> code\n\n" },
		{ "<b>&amp;", "> \\<b\\>\\&amp;\n\n" },
		{ "[a](b) ![c]", "> \\[a\\](b) !\\[c\\]\n\n" },
		{ "![c]", "> \\!\\[c\\]\n\n" },
		{ "*a* _b_ `c` ~d~ |e| $f$ \\", "> \\*a\\* \\_b\\_ \\`c\\` \\~d\\~ \\|e\\| "
						"\\$f\\$ \\\\\n\n" },
		{ "http://a www.b", "> http\\://a www\\.b\n\n" },
		{ "> a", "> \\> a\n\n" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *out = print(rows[i].text, NULL, 0, NULL, 0);
		cr_expect_str_eq(out + strlen(head), rows[i].wanted, "%s: %s", rows[i].text, out);
		free(out);
	}
	LEAK_CHECK();
}

Test(print_markdown, bold_stands_only_where_it_is_read_as_bold)
{
	static const struct {
		const char *text;
		struct range ranges[2];
		size_t count;
		const char *wanted;
	} rows[] = {
		{ "安全和平", { { 3, 9 } }, 1, "> 安**全和**平\n\n" },
		{ "a (b) c", { { 2, 5 } }, 1, "> a (**b**) c\n\n" },
		{ "a*b*c", { { 1, 4 } }, 1, "> a\\***b**\\*c\n\n" },
		{ "ab", { { 0, 1 }, { 1, 2 } }, 2, "> **ab**\n\n" },
		{ "a - b", { { 2, 3 } }, 1, "> a - b\n\n" },
		{ "a b\nc d", { { 2, 5 } }, 1, "> a **b**\n>\n> **c** d\n\n" },
		{ "  b", { { 0, 3 } }, 1, "> **b**\n\n" },
		{ "1. b", { { 0, 1 } }, 1, "> **1**. b\n\n" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *out = print(rows[i].text, rows[i].ranges, rows[i].count, NULL, 0);
		cr_expect_str_eq(out + strlen(head), rows[i].wanted, "%s: %s", rows[i].text, out);
		free(out);
	}
	LEAK_CHECK();
}

/* Takes the quotation and the backslashes off. Fails where markup is left; "**" is read as bold. */
static char *read_back(const char *markdown)
{
	static const char markup[] = "*_`[]<>#|~&$\\";
	struct buffer text = BUFFER_INIT;
	buffer_add_text(&text, "");
	bool bold = false;
	for (const char *line = markdown; *line == '>';) {
		if (line[1] == '\n') {
			line += 2;
			buffer_add_byte(&text, '\n');
			continue;
		}
		cr_assert(line[1] == ' ');
		line += 2;
		cr_assert(*line != '-' && *line != '+' && *line != '=' && *line != ' ');
		size_t digits = strspn(line, "0123456789");
		cr_assert(digits == 0 || (line[digits] != '.' && line[digits] != ')'));
		while (*line != '\n') {
			if (line[0] == '\\') {
				cr_assert(ispunct((unsigned char)line[1]));
				buffer_add_byte(&text, line[1]);
				line += 2;
			} else if (line[0] == '*' && line[1] == '*') {
				cr_assert(bold || isalnum((unsigned char)line[2]) ||
					  (unsigned char)line[2] >= 0x80);
				bold = !bold;
				line += 2;
			} else {
				cr_assert_null(strchr(markup, *line), "markup: %s", line);
				buffer_add_byte(&text, *line++);
			}
		}
		cr_assert_not(bold);
		line++;
	}
	return text.bytes;
}

Test(print_markdown, generated_hostile_texts_read_back_as_they_were)
{
	static const char *const pieces[] = { "*", "_",  "`",  "[",       "]",    "(", ")",   "<",
					      ">", "#",  "|",  "\\",      "~",    "&", "$",   "!",
					      "-", "+",  "=",  "1.",      "2)",   "a", "b c", "\n",
					      "é", "安", "。", "http://", "www.", ":", "{",   "ل" };
	uint32_t state = 1;
	for (size_t round = 0; round < 5000; round++) {
		struct buffer text = BUFFER_INIT;
		struct range ranges[3];
		size_t count = 0;
		for (size_t i = 0; i < 24; i++) {
			state = state * 1664525 + 1013904223;
			const char *piece = pieces[(state >> 16) % 32];
			size_t start = text.length;
			buffer_add_text(&text, piece);
			if (state % 5 == 0 && count < 3)
				ranges[count++] =
				    (struct range){ (uint32_t)start, (uint32_t)text.length };
		}
		char *out = print(text.bytes, ranges, count, NULL, 0);
		char *back = read_back(out + strlen(head));
		cr_assert_str_eq(back, text.bytes, "got %s\nfrom %s", back, out);
		free(back);
		free(out);
		buffer_release(&text);
	}
	LEAK_CHECK();
}

Test(print_markdown, nothing_that_steers_a_terminal_gets_through)
{
	const struct footnote footnote = { "\0331", "x\033[2J\r\n\xE2\x80\xAE" };
	char *out = print("a\033[2Jb\xE2\x80\xAE\x7F\xFF\rc\td", NULL, 0, &footnote, 1);
	cr_expect_null(strpbrk(out, "\033\x7F\r\xFF\t"));
	cr_expect_null(strstr(out, "\xE2\x80\xAE"));
	free(out);
	LEAK_CHECK();
}
