/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "cli/cite.h"
#include "cli/cite_tables.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The reference of a clause; the caller frees it. */
static char *cite(const char *language, const char *symbol, const char *date, const char *label,
		  const char *number)
{
	struct resolution resolution;
	struct buffer out = BUFFER_INIT;
	resolution_init(&resolution);
	resolution.language = language_find(language, strlen(language));
	resolution.symbol = symbol;
	resolution.date = date;
	const struct clause clause = { .label = label, .number = number };
	cite_clause(&out, &resolution, &clause);
	resolution_release(&resolution);
	return out.bytes;
}

/* What stands behind the resolution. */
static const char *place(const char *reference)
{
	static const char *const ends[] = { "2023, ", "2023 года, ", "号决议，", "2023، " };
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		const char *at = strstr(reference, ends[i]);
		if (at != NULL)
			return at + strlen(ends[i]);
	}
	return reference;
}

Test(cite, names_the_resolution_in_each_language)
{
	static const struct {
		const char *language, *wanted;
	} rows[] = {
		{ "ar",
		  "قرار الجمعية العامة 78/16 المؤرخ 4 كانون الأول/ديسمبر 2023، الفقرة 3 (أ)" },
		{ "de",
		  "Resolution 78/16 der Generalversammlung vom 4. Dezember 2023, Ziff. 3 a)" },
		{ "en", "General Assembly resolution 78/16 of 4 December 2023, para. 3 (a)" },
		{ "es", "Resolución 78/16 de la Asamblea General, de 4 de diciembre de 2023, "
			"párr. 3 a)" },
		{ "fr", "Résolution 78/16 de l’Assemblée générale en date du 4 décembre 2023, "
			"par. 3 a)" },
		{ "ru", "Резолюция 78/16 Генеральной Ассамблеи от 4 декабря 2023 года, "
			"пункт 3 a)" },
		{ "zh", "大会2023年12月4日第78/16号决议，第3(a)段" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *got = cite(rows[i].language, "A/RES/78/16", "2023-12-04", "OP3(a)", "a)");
		cr_expect_str_eq(got, rows[i].wanted, "got %s", got);
		free(got);
	}
	LEAK_CHECK();
}

Test(cite, reads_every_form_of_label)
{
	static const struct {
		const char *language, *label, *number, *wanted;
	} rows[] = {
		{ "en", "T", "", "title" },
		{ "en", "PP4", "", "fourth preambular paragraph" },
		{ "en", "PP21", "", "twenty-first preambular paragraph" },
		{ "en", "PP69", "", "sixty-ninth preambular paragraph" },
		{ "en", "PP70", "", "preambular para. 70" },
		{ "en", "PP3(b)", "(b)", "third preambular paragraph (b)" },
		{ "en", "OP3(a)(ii)", "(ii)", "para. 3 (a) (ii)" },
		{ "en", "OP1.1", "1.1", "para. 1.1" },
		{ "en", "P2", "", "second unnumbered paragraph" },
		{ "en", "OP3/Table", "", "para. 3, table" },
		{ "en", "Table", "", "table" },
		{ "en", "OP14/H", "", "para. 14, heading" },
		{ "en", "II/OP7", "7.", "sect. II, para. 7" },
		{ "en", "VII/B/OP6(a)", "(a)", "sect. VII, sect. B, para. 6 (a)" },
		{ "en", "A/OP1", "1.", "sect. A, para. 1" },
		{ "en", "Annex/12(b)", "(b)", "annex, para. 12 (b)" },
		{ "en", "Annex/P1", "", "annex, first unnumbered paragraph" },
		{ "en", "Annex II/4/2", "2.", "annex II, art. 4, para. 2" },
		{ "en", "Annex II/4/P1/H", "",
		  "annex II, art. 4, first unnumbered paragraph, "
		  "heading" },
		{ "en", "Annex/Table", "", "annex, table" },
		{ "en", "OP4#2", "4.", "para. 4 [2]" },
		{ "en", "OP1#2/H", "", "para. 1 [2], heading" },
		{ "en", "Annex/P1(a)(i)#2", "(i)",
		  "annex, first unnumbered paragraph (a) (i) [2]" },
		{ "en", "Annex II/P1/Table#2", "",
		  "annex II, first unnumbered paragraph, "
		  "table [2]" },
		{ "en", "unheard/of", "", "unheard, of" },
		{ "es", "PP4", "", "cuarto párrafo del preámbulo" },
		{ "es", "PP21", "", "vigésimo primer párrafo del preámbulo" },
		{ "es", "PP70", "", "párr. 70 del preámbulo" },
		{ "es", "Annex/12(b)", "b)", "anexo, párr. 12 b)" },
		{ "es", "II/OP7(a)(ii)", "ii)", "secc. II, párr. 7 a) ii)" },
		{ "fr", "PP1", "", "premier alinéa du préambule" },
		{ "fr", "PP4", "", "quatrième alinéa du préambule" },
		{ "fr", "PP21", "", "vingt et unième alinéa du préambule" },
		{ "fr", "PP32", "", "trente-deuxième alinéa du préambule" },
		{ "fr", "PP70", "", "al. 70 du préambule" },
		{ "fr", "Annex II/12(b)", "b)", "annexe II, par. 12 b)" },
		{ "ru", "PP4", "", "четвертый пункт преамбулы" },
		{ "ru", "PP43", "", "сорок третий пункт преамбулы" },
		{ "ru", "Annex/12(b)", "b)", "приложение, пункт 12 b)" },
		{ "ru", "II/OP7", "7.", "раздел II, пункт 7" },
		{ "de", "PP1", "", "erster Präambelabsatz" },
		{ "de", "PP21", "", "einundzwanzigster Präambelabsatz" },
		{ "de", "PP70", "", "Präambelabsatz 70" },
		{ "de", "Annex/12(b)", "b)", "Anlage, Ziff. 12 b)" },
		{ "zh", "T", "", "标题" },
		{ "zh", "PP4", "", "序言部分第四段" },
		{ "zh", "PP21", "", "序言部分第二十一段" },
		{ "zh", "PP104", "", "序言部分第104段" },
		{ "zh", "II/OP7", "7.", "第二节，第7段" },
		{ "zh", "B/OP7", "7.", "B节，第7段" },
		{ "zh", "OP3(a)(ii)", "㈡", "第3(a)㈡段" },
		{ "zh", "OP3(a)(xii)", "(十二)", "第3(a)(十二)段" },
		{ "zh", "OP4(ii)", "(ii)", "第4(ii)段" },
		{ "zh", "Annex II/4/2", "2.", "附件二，第四条，第2段" },
		{ "ar", "PP4", "", "الفقرة الرابعة من الديباجة" },
		{ "ar", "PP21", "", "الفقرة الحادية والعشرون من الديباجة" },
		{ "ar", "PP70", "", "الفقرة 70 من الديباجة" },
		{ "ar", "II/OP7", "7 -", "الجزء الثاني، الفقرة 7" },
		{ "ar", "B/OP7", "7 -", "الجزء باء، الفقرة 7" },
		{ "ar", "Annex II/12(b)", "(ب)", "المرفق الثاني، الفقرة 12 (ب)" },
		{ "ar", "OP3(a)(ii)", "’2‘", "الفقرة 3 (أ) ’2‘" },
		{ "ar", "OP3(bb)", "(ب ب)", "الفقرة 3 (ب ب)" },
		{ "ar", "OP3(i)", "(ط)", "الفقرة 3 (ط)" },
		{ "ar", "OP3(ii)", "(ط ط)", "الفقرة 3 (ط ط)" },
		{ "ar", "OP3(ii)", "’2‘", "الفقرة 3 ’2‘" },
		{ "ar", "Annex/12(1)", "•", "المرفق، الفقرة 12 (1)" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *got = cite(rows[i].language, "A/RES/78/16", "2023-12-04", rows[i].label,
				 rows[i].number);
		cr_expect_str_eq(place(got), rows[i].wanted, "%s %s: got %s", rows[i].language,
				 rows[i].label, got);
		free(got);
	}
	LEAK_CHECK();
}

Test(cite, reads_every_form_of_symbol)
{
	static const struct {
		const char *language, *symbol, *label, *wanted;
	} rows[] = {
		{ "en", "A/RES/ES-11/1", "OP1", "General Assembly resolution ES-11/1, para. 1" },
		{ "en", "A/RES/S-32/1", "OP1", "General Assembly resolution S-32/1, para. 1" },
		{ "en", "A/RES/1514(XV)", "OP1", "General Assembly resolution 1514 (XV), para. 1" },
		{ "en", "A/RES/217(III) A", "T", "General Assembly resolution 217 A (III), title" },
		{ "en", "A/RES/43/78 H", "OP1", "General Assembly resolution 43/78 H, para. 1" },
		{ "en", "A/RES/78/254 A-C", "B/OP2",
		  "General Assembly resolution 78/254 B, para. 2" },
		{ "en", "A/RES/77/256 A-B", "B/II/C/OP1",
		  "General Assembly resolution 77/256 B, sect. II, sect. C, para. 1" },
		{ "en", "A/RES/78/254 A-C", "T", "General Assembly resolution 78/254 A-C, title" },
		{ "en", "A/RES/78/254 A-C", "D/OP1",
		  "General Assembly resolution 78/254 A-C, sect. D, para. 1" },
		{ "zh", "A/RES/1514(XV)", "OP1", "大会第1514(XV)号决议，第1段" },
		{ "zh", "A/RES/217(III) A", "OP1", "大会第217 A (III)号决议，第1段" },
		{ "ar", "A/RES/ES-11/1", "OP1", "قرار الجمعية العامة دإط-11/1، الفقرة 1" },
		{ "ar", "A/RES/S-32/1", "OP1", "قرار الجمعية العامة دإ-32/1، الفقرة 1" },
		{ "ar", "A/RES/1514(XV)", "OP1", "قرار الجمعية العامة 1514 (د-15)، الفقرة 1" },
		{ "ar", "A/RES/3201(S-VI)", "OP1", "قرار الجمعية العامة 3201 (دإ-6)، الفقرة 1" },
		{ "ar", "A/RES/2200(XXI) A", "OP1",
		  "قرار الجمعية العامة 2200 ألف (د-21)، الفقرة 1" },
		{ "ar", "A/RES/78/254 A-C", "B/OP2", "قرار الجمعية العامة 78/254 باء، الفقرة 2" },
		{ "fr", "A/RES/43/78 H", "OP1",
		  "Résolution 43/78 H de l’Assemblée générale, par. 1" },
		{ "es", "A/78/404", "OP1", "Resolución A/78/404 de la Asamblea General, párr. 1" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *got = cite(rows[i].language, rows[i].symbol, "", rows[i].label, "");
		cr_expect_str_eq(got, rows[i].wanted, "%s: got %s", rows[i].symbol, got);
		free(got);
	}
	LEAK_CHECK();
}

Test(cite, writes_dates_as_each_language_does)
{
	static const struct {
		const char *language, *date, *wanted;
	} rows[] = {
		{ "fr", "2024-05-01",
		  "Résolution 78/16 de l’Assemblée générale en date du 1er mai 2024, titre" },
		{ "es", "2024-05-01",
		  "Resolución 78/16 de la Asamblea General, de 1 de mayo de 2024, título" },
		{ "ar", "2024-07-31",
		  "قرار الجمعية العامة 78/16 المؤرخ 31 تموز/يوليه 2024، العنوان" },
		{ "en", "in May", "General Assembly resolution 78/16 of in May, title" },
		{ "en", "2024-13-01", "General Assembly resolution 78/16 of 2024-13-01, title" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *got = cite(rows[i].language, "A/RES/78/16", rows[i].date, "T", "");
		cr_expect_str_eq(got, rows[i].wanted, "got %s", got);
		free(got);
	}
	LEAK_CHECK();
}

Test(cite, has_all_words_for_each_language)
{
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		for (unsigned n = 1; n <= CITE_MOST_ORDINAL; n++) {
			char label[16];
			snprintf(label, sizeof label, "PP%u", n);
			char *got = cite(languages[i].code, "A/RES/78/16", "2023-12-04", label, "");
			cr_expect_null(strpbrk(place(got), "0123456789@#"), "%s", got);
			free(got);
		}
	}
	LEAK_CHECK();
}

Test(cite, lets_nothing_through_that_steers_a_terminal)
{
	static const char *const labels[] = {
		"OP1(\033[2J)",
		"\033]0;x\007",
		"Annex \033c/1",
		"OP1#\033[1m",
		"A\033/OP1",
		"OP(",
		"((((",
		"PP",
		"//",
		"#",
		"OP1()",
		"OP1(",
		"Annex ",
		"/Annex",
		"OP99999999999(a",
	};
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		for (size_t j = 0; j < sizeof labels / sizeof *labels; j++) {
			char *got = cite(languages[i].code, "A/RES/\033[2J(\r\n) \007", "\033[1m\n",
					 labels[j], "");
			cr_expect_null(strpbrk(got, "\033\007\r\n"), "row %zu", j);
			free(got);
		}
	}
	LEAK_CHECK();
}
