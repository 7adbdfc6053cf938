/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_DRAFTING_H
#define CORPUS_DRAFTING_H

#include "base/language.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;

/*
 * How resolutions are drafted in each language: one table, a row a language, and what can be read
 * with it. (Editorial manual of the United Nations; the files of sessions 76 to 78.)
 *
 * Text is UTF-8 in normal form C. Case, marks of emphasis (* and _), vowel signs and letters drawn
 * out in Arabic, the width of brackets and commas, and the shape of apostrophes make no difference.
 */

/*
 * A date as a resolution prints it, in the given language: "4 de diciembre de 2023",
 * "4 December 2023", "4 декабря 2023 года", "2023年12月4日", "٤ كانون الأول/ديسمبر ٢٠٢٣" …; digits
 * of any script, and "2023-12-04" in every language. Finds the first one in text; appends
 * "2023-12-04" to *iso. False when there is none.
 */
bool drafting_date(const struct language *language, const char *text, size_t length,
		   struct buffer *iso);

/* True when the line is a date and nothing else. */
bool drafting_is_date(const struct language *language, const char *line, size_t length);

/*
 * The value of a printed paragraph number and what kind it is: "3." "12 bis" "a)" "(ii)" "IV."
 * "а)" "أ" "(ب)" "(一)" "١" "三、" "2.1" (its last part counts). Where a number can be read in two
 * ways, `ordinal`, its place among its siblings, decides: "i" is the ninth letter or Roman one, the
 * Cyrillic "с" stands for the Latin "c" after "b". What other languages number with Roman numerals
 * has their kind: "(一)" and "‘1’" are NUMBER_ROMAN, "一" "三、" "أولا" are NUMBER_UPPER_ROMAN,
 * "甲" and "ألف" NUMBER_UPPER_LETTER. Returns 0 when it cannot be read.
 */
enum number_kind {
	NUMBER_DECIMAL,
	NUMBER_LETTER,
	NUMBER_ROMAN,
	NUMBER_UPPER_ROMAN,
	NUMBER_UPPER_LETTER
};
uint32_t drafting_number(const struct language *language, const char *printed, uint32_t ordinal,
			 enum number_kind *kind);

/* True when the line is the enacting formula: "La Asamblea General,", "大会，" … Emphasis marks
 * of Markdown around it are ignored. */
bool drafting_is_formula(const struct language *language, const char *line, size_t length);

/* What else a line of a resolution can be, besides a clause. */
enum drafting_line {
	LINE_SESSION,  /* "Septuagésimo octavo período de sesiones" */
	LINE_AGENDA,   /* "Tema 94 del programa" */
	LINE_ADOPTION, /* "Resolución aprobada por la Asamblea General el …" */
	LINE_REPORT,   /* "[sobre la base del informe de …]", "[sin remisión previa …]" */
	LINE_MEETING,  /* "42ª sesión plenaria" */
	LINE_ANNEX,    /* "Anexo", "Anexo II" */
};
bool drafting_is(const struct language *language, enum drafting_line kind, const char *line,
		 size_t length);

/*
 * The Main Committee that the text names first: 1 to 6 ("Comisión Política Especial y de
 * Descolonización" is the Fourth), 0 for none; *start and *end are where its name stands. Either
 * may be NULL.
 */
unsigned drafting_committee(const struct language *language, const char *text, size_t length,
			    size_t *start, size_t *end);

/*
 * The numbers in an agenda line, the same in all languages: "Tema 69 a) del programa" appends
 * "69 (a)", "البندان 13 و 117 من جدول الأعمال" "13, 117". Appends nothing when there is none.
 */
void drafting_agenda(const struct language *language, const char *line, size_t length,
		     struct buffer *items);

/* The language whose formula, adoption line or session line this text has, or, when it has none
 * of them, whose opening verbs its lines begin with; NULL when unsure. */
const struct language *drafting_language(const char *text, size_t length);

/*
 * Length in bytes of the opening verb at the start of a clause: "Acoge con beneplácito también",
 * "Recordando", "Takes note with appreciation". 0 when it is not known. From a table of the verbs
 * a language's resolutions open with; longest match; case-insensitive.
 */
size_t drafting_verb(const struct language *language, const char *text, size_t length);

/* The same; *places tells where these words open a clause (0 when they are not known). */
enum { OPENS_PREAMBLE = 1, OPENS_OPERATIVE = 2 };
size_t drafting_opening(const struct language *language, const char *text, size_t length,
			unsigned *places);

/*
 * What an opening verb says, the same in all languages: "Decides also", "Decide también" and
 * "又决定" are "decide", "Recalling" and "Rappelant" "recall", "Profondément préoccupée"
 * "express-deep-concern". The verb is as printed; the longest known opening at its start decides,
 * what is behind it does not count. "" when it is not known. The rules are in drafting_keys.h. A
 * verb that says several things (Russian призывает calls upon and encourages) has the key of what
 * it says most often. The key lives as long as the program.
 */
const char *drafting_verb_key(const struct language *language, const char *verb, size_t length);

/*
 * The key that someone means who types one: "decide", "Decides", "further-decide" and "also
 * decides" are "decide", and verbs that share a key find it: "underline" is "stress". "" when it is
 * none.
 */
const char *drafting_key(const char *typed, size_t length);

#endif
