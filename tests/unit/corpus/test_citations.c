/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/error.h"
#include "corpus/citations.h"
#include "corpus/citations_rows.h"
#include "corpus/reader.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* Text to the symbols found in it, with spaces and commas between them. */
static const struct {
	const char *language, *text, *symbols;
} rows[] = {
	/* Lists, dates, letters. */
	{ "en",
	  "Recalling its resolutions 77/37 of 7 December 2022 and 76/231 of 24 December 2021,",
	  "A/RES/77/37, A/RES/76/231" },
	{ "en",
	  "its resolution 64/269, annex, and resolutions 52/214, sect. B, 57/283 B, sect. III, "
	  "and 58/250, sect. III",
	  "A/RES/64/269, A/RES/52/214, A/RES/57/283 B, A/RES/58/250" },
	{ "en", "resolutions 62/272, 70/291,72/284 and 40/257 A to C of 18 December 1985",
	  "A/RES/62/272, A/RES/70/291, A/RES/72/284, A/RES/40/257 A-C" },
	{ "en",
	  "its resolutions 76/84 A, entitled “Information in the service of humanity”, and "
	  "76/84 B, entitled “Policies”, of 9 December 2021",
	  "A/RES/76/84 A, A/RES/76/84 B" },
	{ "en", "resolution 1514 (XV) of 14 December 1960, 217 A (III), 973 (X) and 1874 (S-IV)",
	  "A/RES/1514(XV), A/RES/217(III) A, A/RES/973(X), A/RES/1874(S-IV)" },
	{ "en", "General Assembly resolutions ES-10/15 of 20 July 2004 and S-32/1",
	  "A/RES/ES-10/15, A/RES/S-32/1" },
	/* What is quoted is no part of the list; a quotation opens with a quotation mark. */
	{ "en",
	  "resolutions 76/84 A, entitled “Work under resolution 60/1”, and 76/84 B, entitled "
	  "“Policies”",
	  "A/RES/76/84 A, A/RES/60/1, A/RES/76/84 B" },
	{ "es",
	  "la resolución 76/84 A, titulada “Trabajo conforme a la resolución 60/1”, así como 76/84 "
	  "B, titulada “Políticas”",
	  "A/RES/76/84 A, A/RES/60/1, A/RES/76/84 B" },
	{ "en", "resolution 76/84, entitled “50/50”, and 76/85", "A/RES/76/84, A/RES/76/85" },
	/* Other bodies, by what the words say and by what the date says. */
	{ "en",
	  "Security Council resolution 2250 (2015) and resolutions 1325 (2000) on women, "
	  "and 1820 (2008)",
	  "S/RES/2250(2015), S/RES/1325(2000), S/RES/1820(2008)" },
	{ "en",
	  "Human Rights Council resolutions 5/1, 5/2 and 48/13 of 8 October 2021 and its "
	  "resolution 60/251",
	  "A/HRC/RES/5/1, A/HRC/RES/5/2, A/HRC/RES/48/13, A/RES/60/251" },
	{ "en", "the Human Rights Council, in its resolution 54/12, decided", "A/HRC/RES/54/12" },
	/* No body is named: the date tells. */
	{ "en", "Recalling resolution 48/13 of 8 October 2021", "A/HRC/RES/48/13" },
	{ "en", "Recalling resolution 48/13 of 8 November 1993", "A/RES/48/13" },
	{ "en", "resolution S-9/1 of 12 January 2009", "A/HRC/RES/S-9/1" },
	{ "en", "resolution S-9/2 of 3 May 1978", "A/RES/S-9/2" },
	{ "en", "Council resolution 60/251 of 15 March 2006", "A/RES/60/251" },
	{ "en", "Council resolution 48/13", "A/HRC/RES/48/13" },
	{ "en", "resolution 70/13 of 8 October 2021", "A/RES/70/13" },
	{ "en", "its resolution 76/159 of 16 December 2021, Human Rights Council resolution 50/4",
	  "A/RES/76/159, A/HRC/RES/50/4" },
	{ "en", "Council resolution 2006/46 and Economic and Social Council resolution 2008 (LX)",
	  "E/RES/2006/46, E/RES/2008(LX)" },
	{ "en", "United Nations Environment Assembly resolution 5/14 of 2 March 2022",
	  "UNEP/EA.5/RES.14" },
	{ "en", "Commission on Human Rights resolution 2005/74", "E/CN.4/RES/2005/74" },
	{ "en", "Commission on Narcotic Drugs resolution 65/2 of 18 March 2022", "" },
	{ "en", "resolution 8/12 of the Conference of the States Parties of 20 December 2019", "" },
	{ "en", "See A/77/53, chap. IV, sect. A, resolution 51/4.", "A/77/53, A/HRC/RES/51/4" },
	/* Decisions are documents of their own. */
	{ "en", "its decisions 77/512 of 9 December 2022 and 74/550 A; Council decision 2005/234",
	  "A/DEC/77/512, A/DEC/74/550 A, E/DEC/2005/234" },
	/* Symbols. */
	{ "en", "See A/78/404, para. 14; A/48/486-S/26560; A/77/6 (Sect. 2)/Corr.1.",
	  "A/78/404, A/48/486, S/26560, A/77/6(SECT.2)/Corr.1" },
	{ "en",
	  "Supplement No. 53A (A/69/53/Add.1/ Corr.1), CCW/CONF.VI/11, UNEP/EA.5/Res. 14, "
	  "A/RES/1514(XV), A/RES/43/78 H, COFI/2022/4.1",
	  "A/69/53/Add.1/Corr.1, CCW/CONF.VI/11, UNEP/EA.5/RES.14, A/RES/1514(XV), A/RES/43/78 H, "
	  "COFI/2022/4.1" },
	{ "en", "See A/69/53/ Add.", "A/69/53" },
	{ "en", "See A/1: S.", "A/1" },
	/* Numbers that name nothing. */
	{ "en", "resolution 60/1 ensured a 50/50 balance for 2022/23 and 24/7 service",
	  "A/RES/60/1" },
	{ "en", "Resolution 76/306, para. 3 (i); Law No. 42/2018; MARPOL 73/78", "A/RES/76/306" },
	{ "en", "See www.un.org/en/ga/sixth/78/404 and HIV/AIDS, decision XII/5", "" },
	{ "en", "P-2/1 posts and 1 000 (2015)", "" },
	/* Six languages and German: the body stands before, between or behind. */
	{ "es",
	  "Recordando la resolución 1514 (XV), su resolución 60/1, de 16 de septiembre de 2005, "
	  "y la resolución 48/13 del Consejo de Derechos Humanos, de 8 de octubre de 2021",
	  "A/RES/1514(XV), A/RES/60/1, A/HRC/RES/48/13" },
	{ "es",
	  "las resoluciones del Consejo de Derechos Humanos 5/1, 5/2 y 16/21 y la resolución "
	  "2005/74 de la Comisión de Derechos Humanos, su decisión 66/518",
	  "A/HRC/RES/5/1, A/HRC/RES/5/2, A/HRC/RES/16/21, E/CN.4/RES/2005/74, A/DEC/66/518" },
	{ "es", "resolución 77/263 B, y solicita", "A/RES/77/263 B" },
	{ "fr",
	  "ses résolutions 77/37 du 7 décembre 2022 et 48/75 L, et la résolution 2017/19 du "
	  "Conseil économique et social",
	  "A/RES/77/37, A/RES/48/75 L, E/RES/2017/19" },
	{ "fr", "les résolutions 5/1, 5/2 et 16/21 du Conseil des droits de l’homme",
	  "A/HRC/RES/5/1, A/HRC/RES/5/2, A/HRC/RES/16/21" },
	{ "ru",
	  "ссылаясь на свои резолюции 77/37 от 7 декабря 2022 года и 43/78 Н и резолюцию "
	  "52/6 Совета по правам человека от 3 апреля 2023 года",
	  "A/RES/77/37, A/RES/43/78 H, A/HRC/RES/52/6" },
	{ "ar",
	  "وإذ تشير إلى قراراتها 72/266 ألف المؤرخ 24 كانون الأول/ديسمبر 2017 و 1514 (د-15) "
	  "وقرار مجلس حقوق الإنسان 48/13 وقرارها دإط-10/15",
	  "A/RES/72/266 A, A/RES/1514(XV), A/HRC/RES/48/13, A/RES/ES-10/15" },
	{ "zh",
	  "回顾其2022年12月7日第77/37号、2021年12月24日第76/231号决议和人权理事会第48/13号决议，"
	  "大会第1514(XV)号决议，见A/78/404。",
	  "A/RES/77/37, A/RES/76/231, A/HRC/RES/48/13, A/RES/1514(XV), A/78/404" },
	{ "de", "unter Hinweis auf ihre Resolutionen 77/37 vom 7. Dezember 2022 und 76/231",
	  "A/RES/77/37, A/RES/76/231" },
};

Test(citations, are_found_in_seven_languages)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena arena = ARENA_INIT;
		struct buffer found = BUFFER_INIT;
		const char *text = rows[i].text;
		struct cited_list list =
		    citations_find(language_find(rows[i].language, 2), text, strlen(text), &arena);
		uint32_t end = 0;
		buffer_add_text(&found, "");
		for (size_t c = 0; c < list.count; c++) {
			const struct cited *cited = &list.at[c];
			buffer_add_format(&found, "%s%s", c > 0 ? ", " : "", cited->symbol);
			cr_assert(cited->whole_start >= end && cited->whole_start <= cited->start &&
				      cited->start < cited->end && cited->end <= cited->whole_end &&
				      cited->whole_end <= strlen(text),
				  "%s", text);
			end = cited->whole_end;
		}
		cr_expect_str_eq(found.length > 0 ? found.bytes : "", rows[i].symbols, "%s: %s",
				 text, found.length > 0 ? found.bytes : "");
		buffer_release(&found);
		arena_release(&arena);
	}
	LEAK_CHECK();
}

Test(citations, know_their_words)
{
	static const struct {
		const char *language, *text, *words, *whole;
	} pieces[] = {
		{ "en", "Recalling General Assembly resolution 77/37 of 7 December 2022 on peace",
		  "77/37", "General Assembly resolution 77/37 of 7 December 2022" },
		{ "es",
		  "Recordando la resolución 48/13 del Consejo de Derechos Humanos, de 8 de octubre "
		  "de 2021, sobre",
		  "48/13",
		  "resolución 48/13 del Consejo de Derechos Humanos, de 8 de octubre de 2021" },
		{ "zh", "回顾大会2022年12月7日第77/37号决议", "77/37",
		  "大会2022年12月7日第77/37号决议" },
		{ "en", "see A/78/404, para. 3", "A/78/404", "A/78/404" },
	};
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct arena arena = ARENA_INIT;
		const char *text = pieces[i].text;
		struct cited_list list = citations_find(language_find(pieces[i].language, 2), text,
							strlen(text), &arena);
		cr_assert_eq(list.count, 1, "%s", text);
		const struct cited *cited = &list.at[0];
		char *words = memory_text(text + cited->start, cited->end - cited->start);
		char *whole =
		    memory_text(text + cited->whole_start, cited->whole_end - cited->whole_start);
		cr_expect_str_eq(words, pieces[i].words);
		cr_expect_str_eq(whole, pieces[i].whole);
		free(words);
		free(whole);
		arena_release(&arena);
	}
	LEAK_CHECK();
}

Test(citations, any_bytes_are_legal)
{
	static const char pieces[][16] = {
		"resolution ", "77/37", " of 7 December", "\xF0\x9F", "(XV)",   "“",   "A/78/404",
		"\xD8",        "第",    "号决议",         "S-",       " 217 A", "، و", "-",
		"\n",          "("
	};
	srand(7);
	for (int i = 0; i < 3000; i++) {
		struct arena arena = ARENA_INIT;
		struct buffer text = BUFFER_INIT;
		for (int p = rand() % 14; p >= 0; p--)
			buffer_add_text(&text, pieces[rand() % 16]);
		struct cited_list list = citations_find(&languages[rand() % LANGUAGE_COUNT],
							text.bytes, text.length, &arena);
		uint32_t end = 0;
		for (size_t c = 0; c < list.count; c++) {
			cr_assert(list.at[c].start >= end && list.at[c].end <= text.length);
			end = list.at[c].end;
		}
		buffer_release(&text);
		arena_release(&arena);
	}
	LEAK_CHECK();
}

Test(citations, long_texts_have_a_limit)
{
	struct arena arena = ARENA_INIT;
	struct buffer text = BUFFER_INIT;
	buffer_add_text(&text, "resolutions");
	for (int i = 0; i < CITING_MOST_FOUND + 1000; i++)
		buffer_add_format(&text, " %d/%d", 31 + i % 60, 1 + i % 299);
	struct cited_list list =
	    citations_find(language_find("en", 2), text.bytes, text.length, &arena);
	cr_assert_eq(list.count, CITING_MOST_FOUND - 1, "%zu", list.count);
	buffer_release(&text);
	arena_release(&arena);
	LEAK_CHECK();
}

/* How many citations are found in “… resolución 76/84 A, titulada «… 60/1», y 76/84 B. …”, a
 * quotation of so many bytes. */
static size_t count_in_quotation(size_t bytes)
{
	static const char cited[] =
	    "la resolución 76/84 A, titulada «Trabajo conforme a la resolución 60/1», y 76/84 B. ";
	struct arena arena = ARENA_INIT;
	struct buffer text = BUFFER_INIT;
	buffer_add_text(&text, "“Lea ");
	buffer_add_text(&text, cited);
	while (text.length < bytes - strlen("”"))
		buffer_add_byte(&text, text.length % 6 == 0 ? ' ' : 'x');
	buffer_add_text(&text, "” y otras palabras");
	struct cited_list list =
	    citations_find(language_find("es", 2), text.bytes, text.length, &arena);
	buffer_release(&text);
	arena_release(&arena);
	return list.count;
}

/* Within a quotation none is taken for another one; what is too long is none. */
Test(citations, quotations_have_a_limit)
{
	cr_expect_eq(count_in_quotation(CITING_LONGEST_QUOTE), 2);
	cr_expect_eq(count_in_quotation(CITING_LONGEST_QUOTE + 1), 3);
	cr_expect_eq(count_in_quotation(3 * CITING_LONGEST_QUOTE), 3);
	/* One that ends behind the number says nothing of what stands before it. */
	struct arena arena = ARENA_INIT;
	struct buffer text = BUFFER_INIT;
	while (text.length < CITING_LONGEST_QUOTE - 100)
		buffer_add_text(&text, "words ");
	buffer_add_text(&text, "resolution 76/84, entitled “50/50”");
	struct cited_list list =
	    citations_find(language_find("en", 2), text.bytes, text.length, &arena);
	cr_expect_eq(list.count, 1);
	buffer_release(&text);
	arena_release(&arena);
	LEAK_CHECK();
}

Test(citations, are_added_to_those_of_the_file)
{
	static const char file[] =
	    "91/7. Books\n\nThe General Assembly,\n\nRecalling its resolutions [90/12](#) of 8 "
	    "December 2035 and 89/3 of 4 December 2034,[^1]\n\n1. Decides to remember resolution "
	    "90/12 and again resolution 90/12.\n\n[^1]: See A/90/5 and resolution 90/12.\n";
	struct resolution resolution;
	struct error error = ERROR_INIT;
	cr_assert_eq(reader_read(&resolution, "file", file, sizeof file - 1, &error), STATUS_OK,
		     "%s", error.message);
	const struct clause *first = &resolution.clauses[1], *second = &resolution.clauses[2];
	cr_assert_geq(first->citation_count, 2);
	cr_expect_str_eq(first->citations[0].symbol, "A/RES/90/12");
	cr_expect_str_eq(first->citations[1].symbol, "A/RES/89/3");
	cr_expect(memcmp(first->text + first->citations[1].start, "89/3", 4) == 0);
	cr_assert_eq(second->citation_count, 1);
	cr_expect_str_eq(second->citations[0].symbol, "A/RES/90/12");
	cr_expect_eq(resolution_check(&resolution, &error), STATUS_OK, "%s", error.message);
	resolution_release(&resolution);
	LEAK_CHECK();
}
