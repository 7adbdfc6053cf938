/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/error.h"
#include "searcher/query.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

Test(query, is_read_as_its_grammar_says)
{
	static const struct {
		const char *query, *tree;
	} rows[] = {
		{ "desarme", "desarme" },
		{ "  desarme   nuclear ", "(AND desarme nuclear)" },
		{ "a b OR c d", "(OR (AND a b) (AND c d))" },
		{ "a AND b", "(AND a b)" },
		{ "a (b OR c) d", "(AND a (OR b c) d)" },
		{ "a NOT b", "(AND a (NOT b))" },
		{ "a -b", "(AND a (NOT b))" },
		{ "-a", "(NOT a)" },
		{ "NOT -a", "a" },
		{ "a -\"b c\"", "(AND a (NOT \"b c\"))" },
		{ "a -(b OR c)", "(AND a (NOT (OR b c)))" },
		{ "socio-económico", "socio-económico" },
		{ "a - b", "(AND a - b)" },
		{ "\"medida de fomento\"", "\"medida de fomento\"" },
		{ "“medida de fomento” «x y» „z“", "(AND \"medida de fomento\" \"x y\" \"z\")" },
		{ "session:76..78 paz", "(AND session:76..78 paz)" },
		{ "Symbol:A/RES/1514(XV)", "symbol:A/RES/1514(XV)" },
		{ "symbol:\"43/78 H\"", "symbol:\"43/78 H\"" },
		{ "-session:78 a", "(AND (NOT session:78) a)" },
		{ "A/RES/1514(XV)", "A/RES/1514(XV)" },
		{ "a(b)", "(AND a b)" },
		{ "http://x.y 12:30", "(AND http://x.y 12:30)" },
		{ "=militar", "=militar" },
		{ "-=\"Estados Miembros\" a=b", "(AND (NOT =\"Estados Miembros\") a=b)" },
		{ "Note: peace", "(AND Note: peace)" },
		{ "a NEAR/5 b", "(NEAR/5 a b)" },
		{ "a ADJ b c", "(AND (ADJ/1 a b) c)" },
		{ "a NEAR b", "(NEAR/10 a b)" },
		{ "a NEAR/3 \"b c\" ADJ/2 (d OR ef*)", "(ADJ/2 (NEAR/3 a \"b c\") (OR d ef*))" },
		{ "a NEAR/90 b ADJ/12 c", "(ADJ/12 (NEAR/90 a b) c)" },
		{ "a NEAR/5x b ADJ/-1", "(AND a NEAR/5x b ADJ/-1)" },
		{ "terror* resil*cia cibersegurdad~", "(AND terror* resil*cia cibersegurdad~)" },
		{ "NEARBY ADJUST", "(AND NEARBY ADJUST)" },
		{ "es:agua en:\"clean water\"", "(AND es:agua en:\"clean water\")" },
		{ "es:=agua title:=\"clean water\" es:«aguas limpias»",
		  "(AND es:=agua title:=\"clean water\" es:\"aguas limpias\")" },
		{ "or and not", "(AND or and not)" },
		{ "ORDER", "ORDER" },
		{ "安全 和平", "(AND 安全 和平)" },
		{ "（安全）", "安全" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct query query;
		struct error error = ERROR_INIT;
		struct buffer tree = BUFFER_INIT;
		cr_assert_eq(query_parse(&query, rows[i].query, strlen(rows[i].query), &error),
			     STATUS_OK, "%s: %s", rows[i].query, error.message);
		query_print(query.root, &tree);
		cr_expect_str_eq(tree.bytes, rows[i].tree, "%s: read as %s", rows[i].query,
				 tree.bytes);
		buffer_release(&tree);
		query_release(&query);
	}
	LEAK_CHECK();
}

Test(query, that_is_wrong_is_answered_with_the_place)
{
	static const struct {
		const char *query, *message;
	} rows[] = {
		{ "", "the query is empty" },
		{ "   ", "the query is empty" },
		{ "a \"b c", "a quotation is not closed: expected \" after its last word\n    a "
			     "\"b c\n      ^" },
		{ "a (b",
		  "a bracket is not closed: expected ) after its last word\n    a (b\n      ^" },
		{ "a) b", "a bracket closes that was not opened\n    a) b\n     ^" },
		{ "()", "a bracket closes that was not opened, or holds nothing\n    ()\n     ^" },
		{ "a OR", "something is missing at the end" },
		{ "a NOT", "something is missing at the end" },
		{ "OR a", "an operator has nothing before it" },
		{ "a OR OR b", "an operator has nothing before it" },
		{ "año tema:x", "no field has the name \"tema\": expected one of symbol:, "
				"session:, year:, date:, " },
		{ "the words before it are many more than those of its name tema:x",
		  "no field has the name \"tema\": expected one of symbol:, " },
		{ "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghij:x",
		  "no field has the name \"abcdefghijabcdefghijabcdefghijabcdefghij…\": expected" },
		{ "session: 78", "a field has no value: expected a word right after the colon" },
		{ "a NEAR/5", "something is missing at the end" },
		{ "NEAR/5 a", "an operator has nothing before it" },
		{ "a NEAR/5 -b", "this cannot stand beside NEAR or ADJ" },
		{ "a NEAR/5 (b c)", "this cannot stand beside NEAR or ADJ" },
		{ "a NEAR/5 session:78", "this cannot stand beside NEAR or ADJ" },
		{ "terr*ismo~", "a word has both * and ~" },
		{ "en:fr:a", "words of another language are a word" },
		{ "a = b", "= has nothing behind it" },
		{ "=session:78", "= cannot stand before a field" },
		{ "a\xFF", "the query is not UTF-8: byte 2 cannot stand there" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct query query;
		struct error error = ERROR_INIT;
		cr_assert_eq(query_parse(&query, rows[i].query, strlen(rows[i].query), &error),
			     STATUS_INPUT, "%s", rows[i].query);
		cr_expect_eq(strncmp(error.message, rows[i].message, strlen(rows[i].message)), 0,
			     "%s: said %s", rows[i].query, error.message);
	}
	LEAK_CHECK();
}

static int parse_repeated(const char *piece, size_t times, const char *end, struct error *error)
{
	struct buffer text = BUFFER_INIT;
	struct query query;
	for (size_t i = 0; i < times; i++)
		buffer_add_text(&text, piece);
	buffer_add_text(&text, end);
	int status = query_parse(&query, text.bytes, text.length, error);
	if (status == STATUS_OK)
		query_release(&query);
	buffer_release(&text);
	return status;
}

Test(query, has_limits_that_are_told)
{
	struct error error = ERROR_INIT;
	cr_assert_eq(parse_repeated("a ", QUERY_MAX_WORDS, "", NULL), STATUS_OK);
	cr_assert_eq(parse_repeated("a ", QUERY_MAX_WORDS + 1, "", &error), STATUS_LIMIT);
	cr_assert_not_null(strstr(error.message, "the limit is 256"));
	struct buffer phrase = BUFFER_INIT;
	buffer_add_text(&phrase, "\"");
	for (int i = 0; i < QUERY_MAX_PHRASE; i++)
		buffer_add_text(&phrase, " \xC2\xA0"
					 "ab ");
	buffer_add_text(&phrase, "\"");
	cr_assert_eq(parse_repeated(phrase.bytes, 2, "", NULL), STATUS_OK);
	phrase.length--;
	buffer_add_text(&phrase, "c\"");
	cr_assert_eq(parse_repeated(phrase.bytes, 1, "", &error), STATUS_LIMIT);
	cr_assert_not_null(strstr(error.message, "the limit is 32"));
	buffer_release(&phrase);
	cr_assert_eq(parse_repeated("ab* ", QUERY_MAX_PATTERNS, "", NULL), STATUS_OK);
	cr_assert_eq(parse_repeated("ab* ", QUERY_MAX_PATTERNS + 1, "", &error), STATUS_LIMIT);
	cr_assert_eq(parse_repeated("a* ", 1, "", &error), STATUS_LIMIT);
	cr_assert_eq(parse_repeated("a NEAR ", QUERY_MAX_NEAR - 1, "a", NULL), STATUS_OK);
	cr_assert_eq(parse_repeated("a NEAR ", QUERY_MAX_NEAR, "a", &error), STATUS_LIMIT);
	cr_assert_eq(parse_repeated("a NEAR/100 ", 1, "a", NULL), STATUS_OK);
	cr_assert_eq(parse_repeated("a NEAR/101 ", 1, "a", &error), STATUS_LIMIT);
	cr_assert_eq(parse_repeated("a NEAR/0 ", 1, "a", &error), STATUS_LIMIT);
	cr_assert_eq(parse_repeated("(", QUERY_MAX_DEPTH, "a", &error), STATUS_INPUT);
	cr_assert_eq(parse_repeated("(", QUERY_MAX_DEPTH + 1, "a", &error), STATUS_LIMIT);
	cr_assert_not_null(strstr(error.message, "the limit is 32"));
	cr_assert_eq(parse_repeated("a", QUERY_MAX_BYTES, "", NULL), STATUS_OK);
	cr_assert_eq(parse_repeated("a", 1000000, "", &error), STATUS_LIMIT);
	cr_assert_not_null(strstr(error.message, "1000000 bytes, the limit is 4096"));
	LEAK_CHECK();
}

Test(query, any_bytes_end_in_an_answer_or_a_refusal)
{
	static const char *const pieces[] = { "a", "\"",   "(",          ")",
					      "-", " OR ", " NOT ",      " AND ",
					      "ñ", ":",    "part:",      "..",
					      "*", "\x01", "\xE4\xB8",   "«",
					      "»", "　",   "session:78", "A/RES/1514(XV)" };
	srand(1);
	for (int round = 0; round < 20000; round++) {
		struct buffer text = BUFFER_INIT;
		struct query query;
		struct error error = ERROR_INIT;
		for (int i = rand() % 12; i >= 0; i--)
			buffer_add_text(&text,
					pieces[(size_t)rand() % (sizeof pieces / sizeof *pieces)]);
		int status = query_parse(&query, text.bytes, text.length, &error);
		if (status == STATUS_OK)
			query_release(&query);
		else
			cr_assert_gt(strlen(error.message), 10);
		buffer_release(&text);
	}
	LEAK_CHECK();
}
