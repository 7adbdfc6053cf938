/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_DRAFTING_ROWS_H
#define CORPUS_DRAFTING_ROWS_H

#include "base/buffer.h"
#include "base/language.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The tables behind drafting.h. All words in them are as drafting_fold leaves them, and
 * alternatives stand side by side with '|' between them; a field that is left out has none. A
 * pattern of a line may have '^' at its start and '$' at its end: what stands between is looked for
 * at the start, at the end, or as the whole of the line.
 */
enum { DRAFTING_MONTHS = 12, DRAFTING_COMMITTEES = 6 };

struct drafting {
	const char *formula; /* without its comma */
	const char *session; /* patterns of the lines of enum drafting_line … */
	const char *agenda;
	const char *adoption;
	const char *report;
	const char *meeting;
	const char *annex; /* the word alone: a number may follow */
	const char *months[DRAFTING_MONTHS];
	const char *dates;      /* D day, M month, Y year; other characters as they are */
	const char *year_words; /* what may follow the year: " года" */
	const char *day_marks;  /* what may follow the day's digits: "er" in "1er mai" */
	const char *committees[DRAFTING_COMMITTEES];
	const char *letters;      /* what points are lettered with, besides Latin letters */
	const char *ordinals;     /* what sections are counted with, besides Roman numerals */
	const char *letter_names; /* … and lettered parts, besides A, B, C */
};
extern const struct drafting drafting_rows[LANGUAGE_COUNT]; /* as `languages` */

/*
 * The words that clauses open with, with a letter in front: see drafting_verbs.c. They stand in
 * rows of one length: thousands of pointers would have to be set each time that the program starts.
 */
enum { OPENING_BYTES = 104 };
struct openings {
	const char (*words)[OPENING_BYTES];
	size_t count;
};
extern const struct openings drafting_openings[LANGUAGE_COUNT]; /* as `languages` */

/*
 * Text made easy to compare. at[i] is where the character that gave byte i starts in the original,
 * at[text.length] is the original's length.
 */
struct folded {
	struct buffer text;
	uint32_t *at;
	size_t capacity;
};
#define FOLDED_INIT                                                                                \
	{                                                                                          \
		BUFFER_INIT, NULL, 0                                                               \
	}

/*
 * Small letters; white space as single spaces, none at the ends; marks of emphasis, layout
 * characters, Arabic vowel signs and tatweel out; brackets, commas and apostrophes in one shape,
 * digits of all scripts 0 to 9.
 */
void drafting_fold(struct folded *folded, const char *text, size_t length);
void folded_release(struct folded *folded);

/* Whether a date stands at this place of folded text; its year, and what is behind it. */
bool drafting_date_at(const struct drafting *row, const struct buffer *text, size_t at,
		      uint32_t *year, size_t *end);

const struct drafting *drafting_row(const struct language *language);

/* Calls of this give the alternatives one after the other: start with *rest = list. */
size_t drafting_alternative(const char **rest, const char **start);

/*
 * A number in Chinese numerals at the start of text: "十二" 12, "二十" 20, "二〇二三" 2023. *used
 * is the bytes it takes. 0 when there is none.
 */
uint32_t drafting_chinese_number(const char *text, size_t length, size_t *used);

/* The value of a letter or doubled letter of an agenda item: "b" 2, "aa" 27, "ب" 2; 0 for others.
 */
uint32_t drafting_letter(const struct language *language, const char *letter, size_t length);

#endif
