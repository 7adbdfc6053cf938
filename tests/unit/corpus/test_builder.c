/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/builder.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

Test(builder, cleans_text)
{
	static const struct {
		const char *what, *text, *clean;
		bool lines;
	} rows[] = {
		{ "nothing", "", "", false },
		{ "only space", " \t\n ", "", true },
		{ "spaces fold", "  a \t b\r\nc ", "a b c", false },
		{ "lines stay", "a \n\n b\nc\n", "a\nb\nc", true },
		{ "spaces of all kinds",
		  "a\xC2\xA0"
		  "b\xE2\x80\xAF"
		  "c\xE3\x80\x80"
		  "d",
		  "a b c d", false },
		{ "layout goes",
		  "a\xC2\xAD"
		  "b\xE2\x80\x8B"
		  "c\xEF\xBB\xBF"
		  "d\xE2\x80\x8E"
		  "e",
		  "abcde", false },
		{ "hyphens that do not break",
		  "non\xE2\x80\x91"
		  "binding",
		  "non-binding", false },
		{ "control characters go",
		  "a\x01"
		  "b\x7F"
		  "c\xC2\x80"
		  "d",
		  "abcd", false },
		{ "normal form C", "e\xCC\x81t\xC3\xA9", "\xC3\xA9t\xC3\xA9", false },
		{ "a mark that joins after layout is gone", "e\xC2\xAD\xCC\x81", "\xC3\xA9",
		  false },
		{ "bytes that are no UTF-8",
		  "a\xFF"
		  "b\xC3",
		  "a\xEF\xBF\xBD"
		  "b\xEF\xBF\xBD",
		  false },
		{ "words that are drawn out", "المســاعدة", "المساعدة", false },
		{ "but not letters that stand alone", "(هـ)", "(هـ)", false },
		{ "Arabic with vowels", "تُعتمد", "تُعتمد", false },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena arena = ARENA_INIT;
		const char *clean =
		    builder_clean(&arena, rows[i].text, strlen(rows[i].text), rows[i].lines);
		cr_assert_str_eq(clean, rows[i].clean, "%s: got \"%s\"", rows[i].what, clean);
		arena_release(&arena);
	}
	LEAK_CHECK();
}

Test(builder, cleaning_stops_at_length_and_not_at_nul)
{
	struct arena arena = ARENA_INIT;
	cr_assert_str_eq(builder_clean(&arena, "a\0b c", 4, false), "ab");
	arena_release(&arena);
	LEAK_CHECK();
}

Test(builder, marks_follow_their_places)
{
	static const char text[] = "  see \xC2\xA0 77/37,\xE2\x80\x8B and  78/1 ";
	size_t marks[] = { strstr(text, "77") - text, strstr(text, ",") - text,
			   strstr(text, "78") - text, strlen(text) };
	struct buffer out = BUFFER_INIT;
	buffer_add_text(&out, "x");
	builder_clean_marks(&out, text, strlen(text), false, marks, 4);
	cr_assert_str_eq(out.bytes, "xsee 77/37, and 78/1");
	cr_assert_eq(memcmp(out.bytes + marks[0], "77/37,", 6), 0);
	cr_assert_eq(memcmp(out.bytes + marks[1], ", and", 5), 0);
	cr_assert_str_eq(out.bytes + marks[2], "78/1");
	cr_assert_eq(marks[3], out.length);
	buffer_release(&out);
	LEAK_CHECK();
}

Test(builder, marks_never_cut_a_letter)
{
	/* A link that starts between a letter and its accent. */
	static const char text[] = "e\xCC\x81z";
	size_t marks[] = { 1, 3 };
	struct buffer out = BUFFER_INIT;
	builder_clean_marks(&out, text, strlen(text), false, marks, 2);
	cr_assert_str_eq(out.bytes, "\xC3\xA9z");
	for (size_t i = 0; i < 2; i++)
		cr_assert_neq((unsigned char)out.bytes[marks[i]] & 0xC0, 0x80);
	buffer_release(&out);
	LEAK_CHECK();
}

static struct resolution in(const char *code)
{
	struct resolution resolution;
	resolution_init(&resolution);
	resolution.language = language_find(code, strlen(code));
	return resolution;
}

Test(builder, makes_labels_from_printed_numbers)
{
	static const struct {
		const char *language;
		struct level level;
		size_t place;
		const char *label;
	} rows[] = {
		{ "en", { "(a)", 1 }, 1, "(a)" },        { "en", { "(ii)", 2 }, 2, "(ii)" },
		{ "en", { "(b)", 2 }, 1, "(b)" },        { "es", { "a)", 1 }, 1, "(a)" },
		{ "es", { "ii)", 2 }, 2, "(ii)" },       { "ru", { "с)", 3 }, 1, "(c)" },
		{ "ar", { "(ب)", 2 }, 1, "(b)" },        { "ar", { "’2‘", 2 }, 2, "(ii)" },
		{ "zh", { "㈡", 2 }, 2, "(ii)" },        { "zh", { "(2)", 2 }, 2, "(ii)" },
		{ "zh", { "(2)", 2 }, 1, "(2)" },        { "en", { "•", 5 }, 1, "(5)" },
		{ "en", { "(bb)", 28 }, 1, "(bb)" },     { "en", { "(z)", 26 }, 1, "(z)" },
		{ "en", { "(xiv)", 14 }, 2, "(xiv)" },   { "en", { "(xl)", 40 }, 2, "(xl)" },
		{ "en", { "(xcix)", 99 }, 2, "(xcix)" }, { "en", { "2", 7 }, 2, "(2)" },
		{ "en", { "", 3 }, 1, "(3)" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *code = rows[i].language;
		struct buffer label = BUFFER_INIT;
		builder_add_level(&label, language_find(code, strlen(code)), &rows[i].level,
				  rows[i].place);
		cr_assert_str_eq(label.bytes, rows[i].label, "row %zu: %s", i, label.bytes);
		buffer_release(&label);
	}
	LEAK_CHECK();
}

Test(builder, labels_stay_unique)
{
	static const char *const wanted[] = { "OP1", "OP1#2", "OP1#3", "OP1#2#2", "OP1#4" };
	struct resolution resolution = in("en");
	struct builder builder = { .resolution = &resolution };
	for (size_t i = 0; i < 5; i++) {
		builder_clause(&builder, PART_OPERATIVE);
		builder_label(&builder, i, i == 3 ? "OP1#2" : "OP1");
		cr_assert_str_eq(resolution.clauses[i].label, wanted[i], "%s",
				 resolution.clauses[i].label);
	}
	resolution_release(&resolution);
	LEAK_CHECK();
}

Test(builder, many_clauses_of_one_label_are_no_trouble)
{
	struct resolution resolution = in("en");
	struct builder builder = { .resolution = &resolution };
	for (size_t i = 0; i < 20000; i++) {
		builder_clause(&builder, PART_OPERATIVE);
		builder_label(&builder, i, "OP1");
	}
	cr_assert_str_eq(resolution.clauses[19999].label, "OP1#20000");
	resolution_release(&resolution);
	LEAK_CHECK();
}

Test(builder, appends_footnotes_and_citations)
{
	struct resolution resolution = in("en");
	struct builder builder = { .resolution = &resolution };
	struct clause *clause = builder_clause(&builder, PART_OPERATIVE);
	for (uint32_t i = 0; i < 100; i++) {
		char mark[8];
		snprintf(mark, sizeof mark, "%u", (unsigned)i);
		builder_footnote(&builder, clause,
				 arena_text(&resolution.arena, mark, strlen(mark)), "a note");
		builder_citation(&builder, clause, "A/RES/1/1", i, 2);
	}
	cr_assert_eq(clause->footnote_count, 100);
	cr_assert_eq(clause->citation_count, 100);
	cr_assert_str_eq(clause->footnotes[0].mark, "0");
	cr_assert_str_eq(clause->footnotes[99].mark, "99");
	cr_assert_eq(clause->citations[99].start, 99);
	cr_assert_str_eq(clause->heading, "", "new clauses have no NULL in them");
	resolution_release(&resolution);
	LEAK_CHECK();
}

Test(builder, subjects_have_one_spelling)
{
	static const struct {
		const char *dictionary, *keyword, *scheme, *name; /* NULL: no subject */
	} rows[] = {
		{ "SDGO", "17", "SDG", "17" },
		{ "UNBIS", "women's_rights", "UNBIS", "WOMEN'S RIGHTS" },
		{ "UNBIS Thesaurus", "DATA PROTECTION", "UNBIS", "DATA PROTECTION" },
		{ "EuroVoc", "civil_society", "EuroVoc", "civil society" },
		{ "DHLAUTH", "A Body (2023)", "DHLAUTH", "A Body (2023)" },
		{ "A/78/251", "13", NULL, NULL },
		{ "UNBIS", " ", NULL, NULL },
	};
	struct arena arena = ARENA_INIT;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct subject subject;
		bool is = builder_subject(&arena, rows[i].dictionary, rows[i].keyword, &subject);
		cr_assert_eq(is, rows[i].scheme != NULL, "%s", rows[i].keyword);
		if (!is)
			continue;
		cr_assert_str_eq(subject.scheme, rows[i].scheme);
		cr_assert_str_eq(subject.name, rows[i].name);
	}
	arena_release(&arena);
	LEAK_CHECK();
}

Test(builder, drops_subjects_that_come_again)
{
	struct subject subjects[] = { { "SDG", "5" },  { "UNBIS", "PEACE" }, { "SDG", "5" },
				      { "SDG", "16" }, { "UNBIS", "5" },     { "UNBIS", "PEACE" } };
	cr_assert_eq(builder_distinct(subjects, 6), 4);
	cr_assert_str_eq(subjects[0].name, "5");
	cr_assert_str_eq(subjects[1].name, "PEACE");
	cr_assert_str_eq(subjects[2].name, "16");
	cr_assert_str_eq(subjects[3].scheme, "UNBIS");
	cr_assert_eq(builder_distinct(subjects, 0), 0);
	LEAK_CHECK();
}
