/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/diff.h"

#include "base/buffer.h"
#include "base/language.h"
#include "base/memory.h"
#include "searcher/units.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* "[-old-]", "{+new+}" around what differs. */
static char *shown(const char *old, const char *new)
{
	struct diff diff = { 0 };
	struct buffer out = BUFFER_INIT;
	diff_texts(&diff, old, strlen(old), new, strlen(new));
	for (size_t i = 0; i < diff.count; i++) {
		const struct piece *piece = &diff.pieces[i];
		static const char *const before[] = { "", "[-", "{+" };
		static const char *const behind[] = { "", "-]", "+}" };
		const char *text = piece->kind == PIECE_ADDED ? new : old;
		buffer_add_text(&out, before[piece->kind]);
		buffer_add(&out, text + piece->start, piece->end - piece->start);
		buffer_add_text(&out, behind[piece->kind]);
	}
	buffer_add(&out, "", 0);
	diff_release(&diff);
	return out.bytes != NULL ? out.bytes : memory_text("", 0);
}

static void expect(const char *old, const char *new, const char *wanted)
{
	char *got = shown(old, new);
	cr_expect_str_eq(got, wanted, "%s", got);
	free(got);
}

Test(diff, words)
{
	expect("", "", "");
	expect("", "new", "{+new+}");
	expect("old", "", "[-old-]");
	expect("Encourages States to act;", "Urges all States to act;",
	       "[-Encourages-]{+Urges all+} States to act;");
	expect("the big dog", "the big red dog", "the big {+red +}dog");
	expect("to act", "to act now", "to act{+ now+}");
	expect("3 December", "3 December;", "3 December{+;+}");
	/* accents are letters: a word is never cut */
	expect("la protección",
	       "la protecci\xC3\xB3"
	       "ns",
	       "la [-protección-]{+proteccións+}");
	LEAK_CHECK();
}

Test(diff, chinese_is_compared_by_characters)
{
	expect("大会决定", "大会又决定", "大会{+又+}决定");
	expect("回顾其决议，", "回顾其各项决议，", "回顾其{+各项+}决议，");
	LEAK_CHECK();
}

Test(diff, small_equal_pieces_are_absorbed)
{
	/* the space between two changed words is no piece of its own */
	expect("deeply concerned at it", "gravely alarmed at it",
	       "[-deeply concerned-]{+gravely alarmed+} at it");
	/* nor is one word among many that changed */
	expect("a one two three of four five six z", "a uno dos tres of cuatro cinco seis z",
	       "a [-one two three of four five six-]{+uno dos tres of cuatro cinco seis+} z");
	LEAK_CHECK();
}

Test(diff, kinds_of_change)
{
	static const struct {
		const char *old, *new;
		enum change change;
	} cases[] = {
		{ "Decides to act;", "Decides to act;", CHANGE_NONE },
		{ "", "", CHANGE_NONE },
		{ "Decides to act;", "Decides to act.", CHANGE_PUNCTUATION },
		{ "of the member States", "of the Member States", CHANGE_PUNCTUATION },
		{ "co-operation, peace", "Cooperation; peace", CHANGE_PUNCTUATION },
		{ "Decides to act;", "Decides also to act;", CHANGE_WORDS },
		{ "in 2023", "in 2024", CHANGE_WORDS },
		{ "Recalling its resolution 76/19 of 6 December 2021,",
		  "Recalling its resolution 77/37 of 7 December 2022,", CHANGE_CITATION },
		{ "Recalling its resolutions 75/32 of 7 December 2020 and 76/19 of 6 December "
		  "2021,",
		  "Recalling its resolutions 75/32 of 7 December 2020, 76/19 of 6 December 2021 "
		  "and "
		  "77/37 of 7 December 2022,",
		  CHANGE_CITATION },
		{ "Recalling its resolution 76/19,", "Recalling its resolutions 76/19 and 77/37,",
		  CHANGE_CITATION },
		{ "Recalling its resolution 76/19,", "Recalling also its resolution 77/37,",
		  CHANGE_WORDS },
		{ "Recalling its resolution 76/19,",
		  "Recalling its resolution 76/19 and the Charter,", CHANGE_WORDS },
	};
	const struct language *english = language_find("en", 2);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct diff diff = { 0 };
		size_t old = strlen(cases[i].old), new = strlen(cases[i].new);
		diff_texts(&diff, cases[i].old, old, cases[i].new, new);
		cr_expect_eq(diff_change(english, &diff, cases[i].old, old, cases[i].new, new),
			     cases[i].change, "%s / %s", cases[i].old, cases[i].new);
		diff_release(&diff);
	}
	LEAK_CHECK();
}

Test(diff, changes_of_citations_in_all_languages)
{
	static const struct {
		const char *language, *old, *new;
	} cases[] = {
		{ "ar", "وإذ تشير إلى قرارها 76/19 المؤرخ 6 كانون الأول/ديسمبر 2021،",
		  "وإذ تشير إلى قراريها 76/19 المؤرخ 6 كانون الأول/ديسمبر 2021 و 77/37 المؤرخ 7 "
		  "كانون الأول/ديسمبر 2022،" },
		{ "es", "Recordando su resolución 76/19, de 6 de diciembre de 2021,",
		  "Recordando sus resoluciones 76/19, de 6 de diciembre de 2021, y 77/37, de 7 de "
		  "diciembre de 2022," },
		{ "fr",
		  "Rappelant ses résolutions 75/32 du 7 décembre 2020 et 76/19 du 6 décembre 2021,",
		  "Rappelant ses résolutions 75/32 du 7 décembre 2020, 76/19 du 6 décembre 2021 et "
		  "77/37 du 7 décembre 2022," },
		{ "ru",
		  "ссылаясь на свои резолюции 75/32 от 7 декабря 2020 года и 76/19 от 6 декабря "
		  "2021 года,",
		  "ссылаясь на свои резолюции 75/32 от 7 декабря 2020 года, 76/19 от 6 декабря "
		  "2021 "
		  "года и 77/37 от 7 декабря 2022 года," },
		{ "zh", "回顾其2020年12月7日第75/32号和2021年12月6日第76/19号决议，",
		  "回顾其2020年12月7日第75/32号、2021年12月6日第76/19号和2022年12月7日第77/"
		  "37号决议，" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct diff diff = { 0 };
		size_t old = strlen(cases[i].old), new = strlen(cases[i].new);
		const struct language *language = language_find(cases[i].language, 2);
		diff_texts(&diff, cases[i].old, old, cases[i].new, new);
		cr_expect_eq(diff_change(language, &diff, cases[i].old, old, cases[i].new, new),
			     CHANGE_CITATION, "%s", cases[i].language);
		diff_release(&diff);
	}
	LEAK_CHECK();
}

Test(diff, share_of_equal_words)
{
	const char *old = "one two three four", *new = "one two three five";
	struct diff diff = { 0 };
	diff_texts(&diff, old, strlen(old), new, strlen(new));
	cr_expect_float_eq(diff_equal(&diff, old, new), 0.75, 1e-9);
	diff_texts(&diff, ";", 1, ",", 1);
	cr_expect_float_eq(diff_equal(&diff, ";", ","), 1, 1e-9);
	diff_release(&diff);
	LEAK_CHECK();
}

Test(diff, units_are_the_text)
{
	struct units units = { 0 };
	const char *text = "l'eau, 2 %\n水è\xFF";
	static const enum unit_kind kinds[] = { UNIT_WORD,  UNIT_MARK, UNIT_WORD,  UNIT_MARK,
						UNIT_SPACE, UNIT_WORD, UNIT_SPACE, UNIT_MARK,
						UNIT_SPACE, UNIT_WORD, UNIT_WORD,  UNIT_MARK };
	units_read(&units, text, strlen(text));
	cr_assert_eq(units.count, sizeof kinds / sizeof *kinds);
	for (size_t i = 0; i < units.count; i++) {
		cr_expect_eq(units.at[i].kind, kinds[i], "%zu", i);
		cr_expect_eq(units.at[i].start, i == 0 ? 0 : units.at[i - 1].end);
	}
	cr_expect_eq(units.at[units.count - 1].end, strlen(text));
	units_release(&units);
	LEAK_CHECK();
}

/* Two long texts without a common word, but for their ends: the search gives up, and what it says
 * is true all the same. */
Test(diff, limit_of_work)
{
	struct buffer old = BUFFER_INIT, new = BUFFER_INIT;
	struct diff diff = { 0 };
	buffer_add_text(&old, "Decides");
	buffer_add_text(&new, "Decides");
	for (int i = 0; i < 60000; i++) {
		buffer_add_format(&old, " a%d", i % 7 == 0 ? i : i * 3);
		buffer_add_format(&new, " %c%d", i % 5 == 0 ? 'a' : 'b', 2 * i);
	}
	buffer_add_text(&old, " now");
	buffer_add_text(&new, " now");
	diff_texts(&diff, old.bytes, old.length, new.bytes, new.length);
	cr_assert_geq(diff.count, 4);
	cr_expect_eq(diff.pieces[0].kind, PIECE_SAME);
	cr_expect_eq(diff.pieces[diff.count - 1].kind, PIECE_SAME);
	cr_expect_eq(diff.pieces[diff.count - 1].end, old.length);
	diff_release(&diff);
	buffer_release(&old);
	buffer_release(&new);
	LEAK_CHECK();
}
