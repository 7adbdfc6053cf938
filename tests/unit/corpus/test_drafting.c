/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/utf8.h"
#include "corpus/drafting.h"
#include "corpus/drafting_keys.h"
#include "corpus/drafting_rows.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct language *in(const char *code)
{
	return language_find(code, strlen(code));
}

Test(drafting, reads_dates_of_every_language)
{
	static const struct {
		const char *language, *text, *iso;
	} rows[] = {
		{ "ar", "قرار اتخذته الجمعية العامة في 4 كانون الأول/ديسمبر 2023", "2023-12-04" },
		{ "ar", "٤ كانون الأول/ديسمبر ٢٠٢٣", "2023-12-04" },
		{ "ar", "28 شباط/فبراير 2024", "2024-02-28" },
		{ "ar", "1 حزيران/يونيه 2022", "2022-06-01" },
		{ "de", "verabschiedet am 2. März 2022", "2022-03-02" },
		{ "en", "adopted by the General Assembly on 4 December 2023", "2023-12-04" },
		{ "en", "December 4, 2023", "2023-12-04" },
		{ "en", "the 9th of May 2021", "2021-05-09" },
		{ "en", "on 2023-12-04", "2023-12-04" },
		{ "es", "el 4 de diciembre de 2023", "2023-12-04" },
		{ "es", "1º de mayo de 1999", "1999-05-01" },
		{ "es", "15 de setiembre del 2001", "2001-09-15" },
		{ "fr", "le 1er mai 2021", "2021-05-01" },
		{ "fr", "4 décembre 2023", "2023-12-04" },
		{ "fr", "20 août 2010", "2010-08-20" },
		{ "ru", "4 декабря 2023 года", "2023-12-04" },
		{ "zh", "2023年12月4日大会决议", "2023-12-04" },
		{ "zh", "2023 年 12 月 4 日", "2023-12-04" },
		{ "zh", "二〇二三年十二月四日", "2023-12-04" },
		{ "zh", "１９９９年１月３１日", "1999-01-31" },
		{ "en", "42nd plenary meeting", NULL },
		{ "en", "32 May 2020", NULL },
		{ "en", "4 December 20231", NULL },
		{ "en", "amay 4, 2021", NULL },
		{ "en", "zmay 4, 2021", NULL },
		{ "en", "from 1 to 4 December", NULL },
		{ "en", "", NULL },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buffer iso = BUFFER_INIT;
		bool found =
		    drafting_date(in(rows[i].language), rows[i].text, strlen(rows[i].text), &iso);
		cr_assert_eq(found, rows[i].iso != NULL, "%s", rows[i].text);
		if (found)
			cr_assert_str_eq(iso.bytes, rows[i].iso, "%s: %s", rows[i].text, iso.bytes);
		buffer_release(&iso);
	}
	LEAK_CHECK();
}

Test(drafting, reads_every_month)
{
	static const char *const months[][2] = {
		{ "es", "enero febrero marzo abril mayo junio julio agosto septiembre octubre "
			"noviembre diciembre" },
		{ "fr",
		  "janvier février mars avril mai juin juillet août septembre octobre novembre "
		  "décembre" },
		{ "en", "January February March April May June July August September October "
			"November December" },
		{ "de", "Januar Februar März April Mai Juni Juli August September Oktober November "
			"Dezember" },
		{ "ru", "января февраля марта апреля мая июня июля августа сентября октября ноября "
			"декабря" },
	};
	for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
		const char *name = months[i][1];
		for (unsigned month = 1; month <= 12; month++) {
			size_t length = strcspn(name, " ");
			const char *between = strcmp(months[i][0], "es") == 0 ? " de" : "";
			struct buffer text = BUFFER_INIT, iso = BUFFER_INIT, wanted = BUFFER_INIT;
			buffer_add_format(&text, "7%s %.*s%s 2021", between, (int)length, name,
					  between);
			buffer_add_format(&wanted, "2021-%02u-07", month);
			cr_assert(drafting_date(in(months[i][0]), text.bytes, text.length, &iso),
				  "%s", text.bytes);
			cr_assert_str_eq(iso.bytes, wanted.bytes);
			buffer_release(&text);
			buffer_release(&iso);
			buffer_release(&wanted);
			name += length + (name[length] == ' ');
		}
	}
	LEAK_CHECK();
}

Test(drafting, knows_a_line_that_is_a_date)
{
	static const struct {
		const char *language, *line;
		bool is;
	} rows[] = {
		{ "es", "4 de diciembre de 2023*", true },
		{ "ru", "4 декабря 2023 года", true },
		{ "zh", "2023年12月4日", true },
		{ "en", "4 December 2023.", true },
		{ "zh", "2024年7月1日至2025年6月30日期间预算估计数", false },
		{ "en", "4 December 2023 and after", false },
		{ "en", "On 4 December 2023", false },
		{ "en", "", false },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_assert_eq(
		    drafting_is_date(in(rows[i].language), rows[i].line, strlen(rows[i].line)),
		    rows[i].is, "%s", rows[i].line);
	LEAK_CHECK();
}

Test(drafting, reads_numbers_as_they_are_printed)
{
	static const struct {
		const char *language, *printed;
		uint32_t ordinal, value;
		enum number_kind kind;
	} rows[] = {
		{ "en", "3.", 3, 3, NUMBER_DECIMAL },
		{ "en", "12 bis", 13, 12, NUMBER_DECIMAL },
		{ "en", "2.1", 1, 1, NUMBER_DECIMAL },
		{ "en", "(c)", 3, 3, NUMBER_LETTER },
		{ "es", "a)", 1, 1, NUMBER_LETTER },
		{ "en", "(aa)", 27, 27, NUMBER_LETTER },
		{ "en", "(cc)", 29, 29, NUMBER_LETTER },
		{ "en", "(dd)", 0, 30, NUMBER_LETTER },
		{ "en", "(i)", 1, 1, NUMBER_ROMAN },
		{ "en", "(i)", 9, 9, NUMBER_LETTER },
		{ "en", "(ii)", 2, 2, NUMBER_ROMAN },
		{ "en", "(v)", 22, 22, NUMBER_LETTER },
		{ "en", "(v)", 5, 5, NUMBER_ROMAN },
		{ "en", "xlix)", 49, 49, NUMBER_ROMAN },
		{ "en", "IV.", 4, 4, NUMBER_UPPER_ROMAN },
		{ "en", "C", 3, 3, NUMBER_UPPER_LETTER },
		{ "en", "I", 1, 1, NUMBER_UPPER_ROMAN },
		{ "en", "I", 9, 9, NUMBER_UPPER_LETTER },
		{ "ru", "а)", 1, 1, NUMBER_LETTER },
		{ "ru", "с)", 3, 3, NUMBER_LETTER }, /* typed for the Latin "c" */
		{ "ru", "е)", 5, 5, NUMBER_LETTER },
		{ "ru", "е)", 6, 6, NUMBER_LETTER }, /* the sixth Cyrillic letter */
		{ "ru", "в)", 3, 3, NUMBER_LETTER },
		{ "ar", "أ", 1, 1, NUMBER_LETTER },
		{ "ar", "(ب)", 2, 2, NUMBER_LETTER },
		{ "ar", "(هـ)", 5, 5, NUMBER_LETTER },
		{ "ar", "(ﻫ)", 5, 5, NUMBER_LETTER },
		{ "ar", "(أ أ)", 27, 27, NUMBER_LETTER },
		{ "ar", "’1‘", 1, 1, NUMBER_ROMAN },
		{ "ar", "١ -", 1, 1, NUMBER_DECIMAL },
		{ "ar", "ثالثا -", 3, 3, NUMBER_UPPER_ROMAN },
		{ "ar", "ألف", 1, 1, NUMBER_UPPER_LETTER },
		{ "zh", "(一)", 1, 1, NUMBER_ROMAN },
		{ "zh", "（十二）", 12, 12, NUMBER_ROMAN },
		{ "zh", "㈢", 3, 3, NUMBER_ROMAN },
		{ "zh", "三、", 3, 3, NUMBER_UPPER_ROMAN },
		{ "zh", "二十一", 21, 21, NUMBER_UPPER_ROMAN },
		{ "zh", "甲", 1, 1, NUMBER_UPPER_LETTER },
		{ "zh", "(乙)", 2, 2, NUMBER_LETTER },
		{ "zh", "１２．", 12, 12, NUMBER_DECIMAL },
		{ "en", "", 1, 0, NUMBER_DECIMAL },
		{ "en", "()", 1, 0, NUMBER_DECIMAL },
		{ "en", "(see)", 1, 0, NUMBER_DECIMAL },
		{ "en", "iiii", 4, 35 + 26 * 2, NUMBER_LETTER },
		{ "en", "–", 1, 0, NUMBER_DECIMAL },
		{ "en", "99999999999999999999", 1, 0, NUMBER_DECIMAL },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		enum number_kind kind;
		uint32_t value =
		    drafting_number(in(rows[i].language), rows[i].printed, rows[i].ordinal, &kind);
		cr_assert_eq(value, rows[i].value, "%s \"%s\": %u", rows[i].language,
			     rows[i].printed, (unsigned)value);
		if (value != 0)
			cr_assert_eq(kind, rows[i].kind, "%s \"%s\": kind %d", rows[i].language,
				     rows[i].printed, (int)kind);
	}
	LEAK_CHECK();
}

Test(drafting, knows_the_formula_of_every_language)
{
	static const char *const rows[][2] = {
		{ "ar", "إن الجمعية العامة،" },
		{ "ar", "إن الجمعيـــة العامة ،" },
		{ "de", "Die Generalversammlung," },
		{ "en", "The General Assembly," },
		{ "en", "*The General Assembly*," },
		{ "en", "**The General Assembly,**" },
		{ "en", "The General Assembly" },
		{ "es", "La Asamblea General," },
		{ "fr", "L’Assemblée générale," },
		{ "fr", "L'Assemblée générale," },
		{ "ru", "Генеральная Ассамблея," },
		{ "zh", "大会，" },
		{ "zh", "**大会**，" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *line = rows[i][1];
		cr_assert(drafting_is_formula(in(rows[i][0]), line, strlen(line)), "%s", line);
		for (size_t j = 0; j < LANGUAGE_COUNT; j++)
			if (&languages[j] != in(rows[i][0]))
				cr_assert_not(
				    drafting_is_formula(&languages[j], line, strlen(line)));
		cr_assert_eq(drafting_language(line, strlen(line)), in(rows[i][0]), "%s", line);
	}
	static const char text[] = "The General Assembly decides to meet";
	cr_assert_not(drafting_is_formula(in("en"), text, strlen(text)));
	cr_assert_not(drafting_is_formula(in("en"), "", 0));
	LEAK_CHECK();
}

Test(drafting, knows_the_lines_of_a_header)
{
	static const struct {
		const char *language;
		enum drafting_line kind;
		const char *line;
	} rows[] = {
		{ "ar", LINE_SESSION, "الدورة الثامنة والسبعون" },
		{ "ar", LINE_SESSION, "الدورة الاستثنائية الطارئة الحادية عشرة" },
		{ "de", LINE_SESSION, "Siebenundsiebzigste Tagung" },
		{ "en", LINE_SESSION, "Seventy-eighth session" },
		{ "en", LINE_SESSION, "Eleventh emergency special session" },
		{ "es", LINE_SESSION, "Septuagésimo octavo período de sesiones" },
		{ "es", LINE_SESSION, "Undécimo período extraordinario de sesiones de emergencia" },
		{ "fr", LINE_SESSION, "Soixante-dix-huitième session" },
		{ "fr", LINE_SESSION, "Onzième session extraordinaire d’urgence" },
		{ "ru", LINE_SESSION, "Семьдесят восьмая сессия" },
		{ "zh", LINE_SESSION, "第七十八届会议" },
		{ "ar", LINE_AGENDA, "البند 69 (ب) من جدول الأعمال" },
		{ "de", LINE_AGENDA, "Tagesordnungspunkt 16" },
		{ "en", LINE_AGENDA, "Agenda items 13 and 117" },
		{ "es", LINE_AGENDA, "Tema 94 del programa" },
		{ "fr", LINE_AGENDA, "Point 69 a) de l’ordre du jour" },
		{ "ru", LINE_AGENDA, "Пункт 94 повестки дня" },
		{ "zh", LINE_AGENDA, "议程项目94" },
		{ "ar", LINE_ADOPTION, "قرار اتخذته الجمعية العامة في 1 أيار/مايو 2020" },
		{ "en", LINE_ADOPTION, "Resolution adopted by the General Assembly on 1 May 2020" },
		{ "es", LINE_ADOPTION,
		  "**Resolución aprobada por la Asamblea General el 1 de mayo" },
		{ "fr", LINE_ADOPTION,
		  "Résolution adoptée par l’Assemblée générale le 1er mai 2020" },
		{ "ru", LINE_ADOPTION,
		  "Резолюция, принятая Генеральной Ассамблеей 1 мая 2020 года" },
		{ "zh", LINE_ADOPTION, "2020年5月1日大会决议" },
		{ "en", LINE_REPORT, "[on the report of the First Committee (A/1/2, para. 3)]" },
		{ "es", LINE_REPORT, "[sin remisión previa a una Comisión Principal (A/1/L.2)]" },
		{ "zh", LINE_REPORT, "[未经发交主要委员会而通过 (A/1/L.2)]" },
		{ "ar", LINE_MEETING, "الجلسة العامة 42" },
		{ "en", LINE_MEETING, "100th (resumed) plenary meeting" },
		{ "es", LINE_MEETING, "*42ª sesión plenaria" },
		{ "fr", LINE_MEETING, "42e séance plénière" },
		{ "ru", LINE_MEETING, "42-е пленарное заседание" },
		{ "zh", LINE_MEETING, "第42次全体会议" },
		{ "ar", LINE_ANNEX, "المرفق" },
		{ "ar", LINE_ANNEX, "المرفق الأول" },
		{ "de", LINE_ANNEX, "Anlage" },
		{ "en", LINE_ANNEX, "## Annex II" },
		{ "es", LINE_ANNEX, "**Anexo**" },
		{ "fr", LINE_ANNEX, "Annexe I" },
		{ "ru", LINE_ANNEX, "Приложение" },
		{ "zh", LINE_ANNEX, "附件" },
		{ "zh", LINE_ANNEX, "附件一" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_assert(drafting_is(in(rows[i].language), rows[i].kind, rows[i].line,
				      strlen(rows[i].line)),
			  "%s", rows[i].line);
	static const char *const others[] = { "", "Annexes to the report", "The annex",
					      "Annexation", "Annex to the present resolution" };
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		cr_assert_not(drafting_is(in("en"), LINE_ANNEX, others[i], strlen(others[i])), "%s",
			      others[i]);
	/* half an article is none, and nothing is read behind it */
	cr_assert_not(drafting_is(in("ar"), LINE_ANNEX, "المرفق ا", strlen("المرفق ا")));
	LEAK_CHECK();
}

Test(drafting, tells_french_and_english_sessions_apart)
{
	static const char *const lines[][2] = { { "fr", "Soixante-seizième session" },
						{ "en", "Seventy-sixth session" },
						{ "ru", "Семьдесят шестая сессия" } };
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		cr_assert_eq(drafting_language(lines[i][1], strlen(lines[i][1])), in(lines[i][0]));
	LEAK_CHECK();
}

Test(drafting, tells_a_language_by_its_verbs)
{
	static const struct {
		const char *text, *language;
	} rows[] = {
		{ "1. Decides to do this;\n2. Requests a report.\n", "en" },
		{ "1. Décide de faire ceci ;\n2. Prie le Secrétaire général.\n", "fr" },
		{ "Recordando lo anterior,\nReafirmando lo dicho,\n", "es" },
		{ "1. постановляет сделать это;\n", "ru" },
		{ "1. 决定这样做；\n", "zh" },
		{ "Nothing of the kind\n", NULL },
		{ "", NULL },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct language *got = drafting_language(rows[i].text, strlen(rows[i].text));
		cr_assert_eq(got, rows[i].language == NULL ? NULL : in(rows[i].language), "%s",
			     rows[i].text);
	}
	LEAK_CHECK();
}

Test(drafting, finds_committees)
{
	static const struct {
		const char *language, *text;
		unsigned committee;
		const char *name;
	} rows[] = {
		{ "es", "sobre la base del informe de la Primera Comisión (A/78/404)", 1,
		  "Primera Comisión" },
		{ "es", "informe de la Comisión Política Especial y de Descolonización (A/1/2)", 4,
		  "Comisión Política Especial y de Descolonización" },
		{ "en", "on the report of the Sixth Committee (A/1/2)", 6, "Sixth Committee" },
		{ "ru", "по докладу Первого комитета (A/1/2)", 1, "Первого комитета" },
		{ "fr", "rapport de la Cinquième Commission", 5, "Cinquième Commission" },
		{ "zh", "根据第三委员会的报告", 3, "第三委员会" },
		{ "ar", "بناء على تقرير اللجنة الثانية", 2, "اللجنة الثانية" },
		{ "de", "auf Grund des Berichts des Dritten Ausschusses", 3,
		  "Dritten Ausschusses" },
		{ "en", "without reference to a Main Committee", 0, NULL },
		{ "en", "", 0, NULL },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t start = 0, end = 0;
		unsigned committee = drafting_committee(in(rows[i].language), rows[i].text,
							strlen(rows[i].text), &start, &end);
		cr_assert_eq(committee, rows[i].committee, "%s: %u", rows[i].text, committee);
		if (committee == 0)
			continue;
		cr_assert_eq(end - start, strlen(rows[i].name), "%s", rows[i].text);
		cr_assert_eq(memcmp(rows[i].text + start, rows[i].name, end - start), 0);
	}
	LEAK_CHECK();
}

Test(drafting, reads_agenda_items_the_same_in_all_languages)
{
	static const char *const rows[][3] = {
		{ "es", "Tema 94 del programa", "94" },
		{ "es", "Tema 69 a) del programa", "69 (a)" },
		{ "ar", "البند 69 (أ) من جدول الأعمال", "69 (a)" },
		{ "ar", "البند 69 (أ أ) من جدول الأعمال", "69 (aa)" },
		{ "ar", "البندان 13 و 117 من جدول الأعمال", "13, 117" },
		{ "ru", "Пункт 69 с) повестки дня", "69 (c)" },
		{ "ru", "Пункт 99 i) повестки дня", "99 (i)" },
		{ "zh", "议程项目69(a)", "69 (a)" },
		{ "en", "Agenda items 13 and 117 (b)", "13, 117 (b)" },
		{ "en", "Agenda item", "" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buffer items = BUFFER_INIT;
		buffer_reserve(&items, 1);
		drafting_agenda(in(rows[i][0]), rows[i][1], strlen(rows[i][1]), &items);
		cr_assert_str_eq(items.length == 0 ? "" : items.bytes, rows[i][2], "%s",
				 rows[i][1]);
		buffer_release(&items);
	}
	LEAK_CHECK();
}

Test(drafting, gives_the_longest_opening_verb)
{
	static const struct {
		const char *language, *text, *verb;
		unsigned places;
	} rows[] = {
		{ "es", "Acoge con beneplácito también las consultas",
		  "Acoge con beneplácito también", OPENS_OPERATIVE },
		{ "es", "ACOGE CON BENEPLÁCITO el informe", "ACOGE CON BENEPLÁCITO",
		  OPENS_OPERATIVE },
		{ "es", "Recordando sus resoluciones", "Recordando", OPENS_PREAMBLE },
		{ "en", "Takes note with appreciation of the report",
		  "Takes note with appreciation", OPENS_OPERATIVE },
		{ "en", "*Decides* to remain seized", "*Decides*", OPENS_OPERATIVE },
		{ "en", "Decidedly not", "", 0 },
		{ "fr", "Prend note avec satisfaction du rapport", "Prend note avec satisfaction",
		  OPENS_OPERATIVE },
		{ "ru", "ссылаясь также на резолюцию", "ссылаясь также", OPENS_PREAMBLE },
		{ "ru", "Постановляет продолжить", "Постановляет", OPENS_OPERATIVE },
		{ "de", "unter Hinweis auf die Charta", "unter Hinweis", OPENS_PREAMBLE },
		{ "ar", "وإذ تسلِّم أيضاً بأن", "وإذ تسلِّم أيضاً", OPENS_PREAMBLE },
		{ "ar", "تقرر أن تدرج", "تقرر", OPENS_OPERATIVE },
		{ "zh", "又赞赏地注意到报告", "又赞赏地注意到", OPENS_PREAMBLE | OPENS_OPERATIVE },
		{ "zh", "请秘书长", "请", OPENS_OPERATIVE },
		{ "en", "The report of the Secretary-General", "", 0 },
		{ "en", "", "", 0 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unsigned places;
		size_t length = drafting_opening(in(rows[i].language), rows[i].text,
						 strlen(rows[i].text), &places);
		cr_assert_eq(length, strlen(rows[i].verb), "%s: %zu", rows[i].text, length);
		cr_assert_eq(memcmp(rows[i].text, rows[i].verb, length), 0);
		cr_assert_eq(places, rows[i].places, "%s: %u", rows[i].text, places);
		cr_assert_eq(
		    drafting_verb(in(rows[i].language), rows[i].text, strlen(rows[i].text)),
		    length);
	}
	LEAK_CHECK();
}

/* The tables are searched with folded text: a row that folding would change is never found. */
Test(drafting, has_verbs_that_are_folded_and_sorted)
{
	struct folded folded = FOLDED_INIT;
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		const struct openings *openings = &drafting_openings[i];
		cr_assert_geq(openings->count, 100, "%s", languages[i].code);
		for (size_t j = 0; j < openings->count; j++) {
			const char *row = openings->words[j];
			cr_assert(strchr("pob", row[0]) != NULL && row[1] == ' ', "%s", row);
			drafting_fold(&folded, row + 2, strlen(row + 2));
			cr_assert_str_eq(folded.text.bytes, row + 2);
			if (j != 0)
				cr_assert_lt(strcmp(openings->words[j - 1] + 2, row + 2), 0, "%s",
					     row);
		}
	}
	folded_release(&folded);
	LEAK_CHECK();
}

static void check_folded(struct folded *folded, const char *alternatives)
{
	const char *start;
	size_t length;
	while ((length = drafting_alternative(&alternatives, &start)) != 0) {
		drafting_fold(folded, start, length);
		cr_assert_eq(folded->text.length, length - (start[0] == ' '), "%.*s", (int)length,
			     start);
	}
}

Test(drafting, has_a_row_for_every_language)
{
	struct folded folded = FOLDED_INIT;
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		const struct drafting *row = &drafting_rows[i];
		const char *const lists[] = { row->formula,       row->annex,
					      row->months[0],     row->months[11],
					      row->committees[0], row->committees[3],
					      row->committees[5] };
		for (size_t j = 0; j < sizeof lists / sizeof *lists; j++)
			if (lists[j] != NULL)
				check_folded(&folded, lists[j]);
		cr_assert_not_null(row->formula);
		cr_assert_not_null(row->session);
		cr_assert_not_null(row->dates);
		for (size_t j = 0; j < DRAFTING_COMMITTEES; j++)
			cr_assert_not_null(row->committees[j]);
	}
	folded_release(&folded);
	LEAK_CHECK();
}

Test(drafting, folds_and_keeps_places)
{
	static const char text[] = "  *L\u2019\u00C9tat*\u00A0\u00ADx ";
	struct folded folded = FOLDED_INIT;
	drafting_fold(&folded, text, strlen(text));
	cr_assert_str_eq(folded.text.bytes, "l'état x");
	cr_assert_eq(folded.at[0], 3);
	cr_assert_eq(folded.at[folded.text.length], strlen(text) - 1);
	drafting_fold(&folded, "\xFF\xFE", 2); /* no UTF-8: nothing is lost, nothing is read past */
	cr_assert_eq(utf8_count(folded.text.bytes, folded.text.length), 2);
	folded_release(&folded);
	LEAK_CHECK();
}

Test(drafting, gives_a_verb_the_same_key_in_all_languages)
{
	static const struct {
		const char *language, *verb, *key;
	} rows[] = {
		{ "en", "Decides", "decide" },
		{ "en", "*Further decides*", "decide" },
		{ "es", "Decide también", "decide" },
		{ "fr", "Décide en outre", "decide" },
		{ "ru", "постановляет", "decide" },
		{ "ru", "Принимает решение", "decide" },
		{ "zh", "又决定", "decide" },
		{ "ar", "تقرِّر أيضاً", "decide" },
		{ "de", "beschließt ferner", "decide" },
		{ "en", "Recalling", "recall" },
		{ "en", "Recalls", "recall" },
		{ "en", "Also recalls", "recall" },
		{ "es", "Recordando", "recall" },
		{ "fr", "Rappelant", "recall" },
		{ "ru", "ссылаясь также", "recall" },
		{ "zh", "回顾", "recall" },
		{ "ar", "وإذ تشير أيضا", "recall" },
		{ "de", "unter Hinweis", "recall" },
		{ "en", "Takes note with appreciation", "take-note-with-appreciation" },
		{ "fr", "Prend également note avec satisfaction", "take-note-with-appreciation" },
		{ "es", "Toma nota con aprecio", "take-note-with-appreciation" },
		{ "en", "Takes note", "take-note" },
		{ "en", "Notes with concern", "note-with-concern" },
		{ "es", "Observando con preocupación", "note-with-concern" },
		{ "en", "Deeply concerned", "express-deep-concern" },
		{ "en", "Expressing its grave concern", "express-deep-concern" },
		{ "fr", "Profondément préoccupée", "express-deep-concern" },
		{ "en", "Underlines", "stress" },
		{ "es", "Destaca", "stress" },
		{ "en", "Calls once again upon", "call-upon" },
		{ "en", "Reiterates its request", "request" },
		{ "zh", "再次请", "request" },
		{ "zh", "再次申明", "reaffirm" },
		{ "zh", "申明", "affirm" },
		{ "en", "Strongly condemns", "strongly-condemn" },
		{ "en", "Condemns", "condemn" },
		{ "en", "Strongly urges", "strongly-urge" },
		{ "en", "Urges", "urge" },
		{ "en", "Welcomes and encourages", "welcome" },
		{ "en", "Decides to meet, in this regard, once more", "decide" },
		{ "en", "Decidedly", "" },
		{ "en", "The report", "" },
		{ "en", "also", "" },
		{ "zh", "又", "" },
		{ "zh", "再次", "" },
		{ "es", "Decides", "" },
		{ "en", "", "" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *key =
		    drafting_verb_key(in(rows[i].language), rows[i].verb, strlen(rows[i].verb));
		cr_assert_str_eq(key, rows[i].key, "%s \"%s\": %s", rows[i].language, rows[i].verb,
				 key);
	}
	cr_assert_str_eq(drafting_verb_key(in("en"), "Decides", 3), "");
	LEAK_CHECK();
}

Test(drafting, finds_the_key_that_someone_types)
{
	static const char *const rows[][2] = {
		{ "decide", "decide" },
		{ "Decides", "decide" },
		{ "further-decide", "decide" },
		{ "call-upon", "call-upon" },
		{ "calls upon", "call-upon" },
		{ "underline", "stress" },
		{ "re-emphasize", "stress" },
		{ "take-note-with-appreciation", "take-note-with-appreciation" },
		{ "express-grave-concern", "express-deep-concern" },
		{ "decide nothing", "" },
		{ "decid", "" },
		{ "also", "" },
		{ "-", "" },
		{ "", "" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *key = drafting_key(rows[i][0], strlen(rows[i][0]));
		cr_assert_str_eq(key, rows[i][1], "%s: %s", rows[i][0], key);
	}
	LEAK_CHECK();
}

/* Rows that folding or taking out additions would change are never found. */
Test(drafting, has_keys_that_are_folded_sorted_and_found)
{
	struct folded folded = FOLDED_INIT;
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		for (size_t j = 0; j < verb_keys[i].count; j++) {
			const struct verb_key *row = &verb_keys[i].rows[j];
			drafting_fold(&folded, row->words, strlen(row->words));
			cr_assert_str_eq(folded.text.bytes, row->words);
			if (j != 0)
				cr_assert_lt(strcmp(row[-1].words, row->words), 0, "%s",
					     row->words);
			cr_assert_str_eq(
			    drafting_verb_key(&languages[i], row->words, strlen(row->words)),
			    row->key, "%s", row->words);
			/* Keys are what English has, and each finds itself. */
			cr_assert_str_eq(drafting_key(row->key, strlen(row->key)), row->key, "%s",
					 row->words);
		}
	folded_release(&folded);
	LEAK_CHECK();
}

Test(drafting, has_a_key_for_nearly_every_opening)
{
	/* These alone say too little: what is meant comes behind them. */
	static const char *const bare[] = { "تعرب",         "وإذ تعرب",        "وإذ تضع",
					    "bekundet",     "bekundet erneut", "legt",
					    "expresa",      "выражает",        "выражая",
					    "высказываясь", "partage",         "再次" };
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		for (size_t j = 0; j < drafting_openings[i].count; j++) {
			const char *words = drafting_openings[i].words[j] + 2;
			bool says_little = false;
			for (size_t k = 0; k < sizeof bare / sizeof *bare; k++)
				says_little = says_little || strcmp(bare[k], words) == 0;
			const char *key = drafting_verb_key(&languages[i], words, strlen(words));
			cr_assert_eq(key[0] == '\0', says_little, "%s \"%s\": \"%s\"",
				     languages[i].code, words, key);
		}
	LEAK_CHECK();
}
