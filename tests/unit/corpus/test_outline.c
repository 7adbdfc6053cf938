/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/outline.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <string.h>

/*
 * A stretch in shorthand, items apart by '|': "# heading", "t" a table, "p" a preambular paragraph,
 * "-" a paragraph without a number, ">(a)" a point in a list of its own, all others numbers.
 */
static void feed(struct outline *outline, struct builder *builder, char *item)
{
	enum part part = outline->part;
	unsigned nesting = 0;
	if (item[0] == '#') {
		outline_heading(outline, "", item + 2);
		return;
	}
	for (; item[0] == '>'; item++)
		nesting++;
	if (item[0] == 'p')
		part = PART_PREAMBLE;
	else if (nesting != 0) /* points stand where their paragraph does */
		part = builder->resolution->clauses[builder->resolution->clause_count - 1].part;
	builder_clause(builder, part);
	if (item[0] == 't')
		outline_table(outline);
	else
		outline_clause(outline, strchr("p-", item[0]) != NULL ? "" : item, nesting);
}

static void expect(const char *language, enum part part, const char *prefix, const char *stretch,
		   const char *wanted)
{
	struct resolution resolution;
	struct buffer labels = BUFFER_INIT;
	struct outline outline;
	resolution_init(&resolution);
	resolution.language = language_find(language, strlen(language));
	struct builder builder = { .resolution = &resolution };
	char *items = arena_text(&resolution.arena, stretch, strlen(stretch));
	outline_open(&outline, &builder, part, prefix);
	for (char *rest = items, *item; (item = strsep(&rest, "|")) != NULL;)
		feed(&outline, &builder, item);
	outline_close(&outline);
	for (size_t i = 0; i < resolution.clause_count; i++)
		buffer_add_format(&labels, i == 0 ? "%s" : " %s", resolution.clauses[i].label);
	cr_assert_str_eq(labels.bytes, wanted, "%s: got \"%s\", wanted \"%s\"", stretch,
			 labels.bytes, wanted);
	buffer_release(&labels);
	resolution_release(&resolution);
}

Test(outline, puts_points_below_what_they_belong_to)
{
	static const struct {
		const char *language, *stretch, *labels;
	} rows[] = {
		{ "en", "p|p|1.|2.", "PP1 PP2 OP1 OP2" },
		{ "en", "1.|(a)|(i)|(ii)|(b)|2.|(a)",
		  "OP1 OP1(a) OP1(a)(i) OP1(a)(ii) OP1(b) OP2 OP2(a)" },
		{ "en", "1.|>(a)|>>(i)|>>(ii)|>(b)", "OP1 OP1(a) OP1(a)(i) OP1(a)(ii) OP1(b)" },
		{ "en", "p|>(a)|>(b)|p|1.", "PP1 PP1(a) PP1(b) PP2 OP1" },
		/* (i) goes on from (h); in a list of its own it begins one */
		{ "en", "1.|(a)|(b)|(c)|(d)|(e)|(f)|(g)|(h)|(i)|(j)",
		  "OP1 OP1(a) OP1(b) OP1(c) OP1(d) OP1(e) OP1(f) OP1(g) OP1(h) OP1(i) OP1(j)" },
		{ "en", "1.|>(g)|>(h)|>>(i)|>>(ii)", "OP1 OP1(g) OP1(h) OP1(h)(i) OP1(h)(ii)" },
		/* wrong markup: (d) in a list of its own */
		{ "en", "1.|>(a)|>(b)|>(c)|>>(d)|>>(e)", "OP1 OP1(a) OP1(b) OP1(c) OP1(d) OP1(e)" },
		{ "es", "1.|a)|i)|ii)|b)", "OP1 OP1(a) OP1(a)(i) OP1(a)(ii) OP1(b)" },
		{ "ru", "1.|а)|b)|с)|d)", "OP1 OP1(a) OP1(b) OP1(c) OP1(d)" },
		{ "ar", "1 -|(أ)|(ب)|’1‘|’2‘|(ج)",
		  "OP1 OP1(a) OP1(b) OP1(b)(i) OP1(b)(ii) OP1(c)" },
		{ "zh", "1.|(a)|(b)|㈠|㈡|(c)", "OP1 OP1(a) OP1(b) OP1(b)(i) OP1(b)(ii) OP1(c)" },
		{ "zh", "一.|(甲)|(乙)|二.", "OP1 OP1(a) OP1(b) OP2" },
		{ "en", "1.|•|•|2.|•", "OP1 OP1(1) OP1(2) OP2 OP2(1)" },
		{ "en", "(a)|(b)", "OP1(a) OP1(b)" },
		{ "en", "1.|>|>", "OP1 OP1(1) OP1(2)" },
		{ "en", "1.1|1.2|2.1", "OP1.1 OP1.2 OP2.1" },
		{ "ar", "1-1-|1-2-", "OP1.1 OP1.2" },
		{ "en", "l.|2.", "OP1 OP2" }, /* a letter typed for the figure */
		{ "en", "1.|t|2.|(a)|t", "OP1 OP1/Table OP2 OP2(a) OP2/Table" },
		{ "en", "t|1.", "Table OP1" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect(rows[i].language, PART_OPERATIVE, "", rows[i].stretch, rows[i].labels);
	LEAK_CHECK();
}

Test(outline, puts_sections_in_front_where_numbers_begin_anew)
{
	static const struct {
		const char *language;
		enum part part;
		const char *stretch, *labels;
	} rows[] = {
		{ "en", PART_OPERATIVE, "# I|p|1.|2.|# II|p|1.",
		  "I/PP1 I/OP1 I/OP2 II/PP1 II/OP1" },
		{ "en", PART_OPERATIVE, "# I|1.|2.|# II|3.", "OP1 OP2 OP3" },
		{ "en", PART_OPERATIVE, "1.|2.|# A. Wells|1.|# B. Springs|1.|# C|-",
		  "OP1 OP2 A/OP1 B/OP1 C/OP1" },
		{ "en", PART_OPERATIVE, "# I. One|# A|1.|# B|1.|# II. Two|# A|1.",
		  "I/A/OP1 I/B/OP1 II/A/OP1" },
		{ "en", PART_OPERATIVE, "# I|1.|t|# II|1.", "I/OP1 I/OP1/Table II/OP1" },
		{ "en", PART_ANNEX,
		  "# Part I|# Article 1|1.|2.|# Article 2|1.|# Part II|# Article 3|-",
		  "1/1 1/2 2/1 3/P1" },
		{ "en", PART_ANNEX, "# Article 4|# Of wells|1.|# Article 5|1.", "4/1 5/1" },
		{ "fr", PART_ANNEX, "# Article premier|1.|# Article 2|1.", "1/1 2/1" },
		{ "fr", PART_ANNEX, "# Article premier Puits|1.|# Article 2 Sources|1.",
		  "1/1 2/1" },
		{ "fr", PART_OPERATIVE, "# A Puits|1.|# B Sources|1.", "A/OP1 B/OP1" },
		{ "zh", PART_ANNEX, "# 第一条|1.|# 第十二条|1.|# 原则3|1.", "1/1 12/1 3/1" },
		{ "zh", PART_OPERATIVE, "# 一|1.|# 二、水井|1.", "I/OP1 II/OP1" },
		{ "ar", PART_OPERATIVE, "# أولا|1 -|# ثانيا|1 -", "I/OP1 II/OP1" },
		{ "ar", PART_ANNEX, "# المادة 1|1 -|# المادة 2|1 -", "1/1 2/1" },
		/* where sections do not stand in front, all is counted through */
		{ "en", PART_OPERATIVE, "# I|p|-|# II|p|-", "PP1 OP1 PP2 OP2" },
		{ "en", PART_ANNEX, "1.|# A|(a)|(b)|# B|(a)|# C|2.", "1 P1(a) P1(b) P2(a) 2" },
		/* no numbers of sections */
		{ "en", PART_OPERATIVE, "# Wells of 2020|1.|# A good well|2.|# Resolution 75/3|3.",
		  "OP1 OP2 OP3" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect(rows[i].language, rows[i].part, "", rows[i].stretch, rows[i].labels);
	expect("en", PART_ANNEX, "Annex II/", "-|12.|(b)|-",
	       "Annex II/P1 Annex II/12 Annex II/12(b) "
	       "Annex II/P2");
	LEAK_CHECK();
}

Test(outline, restores_numbers_that_are_plainly_wrong)
{
	static const struct {
		const char *stretch, *labels;
	} rows[] = {
		{ "1.|-|(a)|3.", "OP1 OP2 OP2(a) OP3" },
		{ "-|2.", "OP1 OP2" },
		{ "1.|-|-|4.", "OP1 OP2 OP3 OP4" },
		{ "4.|5.|-|7.", "OP4 OP5 OP6 OP7" },
		{ "1.|-|-|3.", "OP1 P1 P2 OP3" },
		{ "1.|2.|9.|4.", "OP1 OP2 OP3 OP4" },
		{ "361.|262.|263.|364.", "OP361 OP362 OP363 OP364" },
		{ "24.|25.|21.", "OP24 OP25 OP26" },
		{ "1.|2.|2.", "OP1 OP2 OP3" },
		{ "1.|2.|1.|2.", "OP1 OP2 OP1#2 OP2#2" }, /* who knows */
		{ "1.|1.|1.|1.|(a)|1.", "OP1 OP2 OP3 OP4 OP4(a) OP5" },
		{ "# I|1.|1.|# II|1.|1.|1.", "OP1 OP2 OP3 OP4 OP5" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect("en", PART_OPERATIVE, "", rows[i].stretch, rows[i].labels);
	LEAK_CHECK();
}

Test(outline, promotes_the_end_of_a_preamble)
{
	struct resolution resolution;
	struct outline outline;
	resolution_init(&resolution);
	resolution.language = language_find("en", 2);
	struct builder builder = { .resolution = &resolution };
	builder_clause(&builder, PART_TITLE);
	outline_open(&outline, &builder, PART_OPERATIVE, "");
	char items[][8] = { "p", "p", ">(a)" };
	for (size_t i = 0; i < 2; i++)
		feed(&outline, &builder, items[i]);
	builder_clause(&builder, PART_PREAMBLE);
	outline_clause(&outline, "(a)", 1);
	cr_assert_eq(outline_last_preamble(&outline), 2);
	cr_assert(outline_before_numbers(&outline));
	outline_promote(&outline);
	cr_assert_eq(outline_last_preamble(&outline), 0);
	cr_assert_not(outline_before_numbers(&outline));
	builder_clause(&builder, PART_OPERATIVE);
	outline_clause(&outline, "1.", 0);
	builder_clause(&builder, PART_OPERATIVE);
	outline_table(&outline);
	outline_drop(&outline);
	resolution.clause_count--;
	outline_close(&outline);
	static const char *const labels[] = { "PP1", "P1", "P1(a)", "OP1" };
	for (size_t i = 0; i < 4; i++)
		cr_assert_str_eq(resolution.clauses[i + 1].label, labels[i], "%s",
				 resolution.clauses[i + 1].label);
	cr_assert_eq(resolution.clauses[3].part, PART_OPERATIVE);
	resolution_release(&resolution);
	LEAK_CHECK();
}

Test(outline, finds_the_number_that_a_paragraph_begins_with)
{
	static const struct {
		const char *language, *text;
		size_t length;
	} rows[] = {
		{ "en", "3. Asks", 3 },
		{ "en", "12. Asks", 4 },
		{ "en", "3.Asks", 2 },
		{ "en", "232 .Asks", 5 },
		{ "en", "(a) To", 4 },
		{ "es", "a) Cavar", 3 },
		{ "en", "(iii) To", 6 },
		{ "en", "2.1 To", 0 },
		{ "en", "2.1. To", 5 },
		{ "en", "• To", 4 },
		{ "en", "– To", 4 },
		{ "ru", "а) копать", 4 },
		{ "ar", "1 - ترحب", 4 },
		{ "ar", "329-تسلم", 4 },
		{ "ar", "(أ) حفر", 5 },
		{ "ar", "’2‘ حفر", 8 },
		{ "ar", "1-1- حفر", 5 },
		{ "zh", "2. 我们", 3 },
		{ "zh", "四．核证", 6 },
		{ "zh", "一、水井", 6 },
		{ "zh", "㈠ 水井", 4 },
		{ "zh", "(一) 水井", 6 },
		/* these begin with words */
		{ "en", "", 0 },
		{ "en", "Asks", 0 },
		{ "en", "A well", 0 },
		{ "en", "I, the digger", 0 },
		{ "en", "(the well) is", 0 },
		{ "en", "81.945.300 dollars", 0 },
		{ "en", "2022–2023 was", 0 },
		{ "en", "1.5 metres", 0 },
		{ "en", "’a’ is a letter", 0 },
		{ "en", "“A” is a letter", 0 },
		{ "ru", "9-членный", 0 },
		{ "zh", "2022年12月", 0 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct language *language =
		    language_find(rows[i].language, strlen(rows[i].language));
		size_t length = outline_number(language, rows[i].text, strlen(rows[i].text));
		cr_assert_eq(length, rows[i].length, "%s: %zu", rows[i].text, length);
	}
}

Test(outline, tells_paragraph_numbers_from_points)
{
	static const struct {
		const char *language, *printed;
		bool is;
	} rows[] = {
		{ "en", "3.", true },   { "ar", "3 -", true },   { "ar", "1-1-", true },
		{ "zh", "四、", true }, { "en", "l.", true },    { "en", "(3)", false },
		{ "en", "a)", false },  { "en", "(ii)", false }, { "zh", "(一)", false },
		{ "en", "•", false },   { "en", "A.", false },   { "en", "", false },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_assert_eq(
		    outline_is_paragraph_number(
			language_find(rows[i].language, strlen(rows[i].language)), rows[i].printed),
		    rows[i].is, "%s", rows[i].printed);
}
