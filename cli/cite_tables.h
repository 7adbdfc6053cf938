/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_CITE_TABLES_H
#define CLI_CITE_TABLES_H

#include "base/language.h"

/*
 * The words of references, a row a language. In a pattern '@' is where the number, ordinal or
 * letter goes; in `dated` and `undated` '#' is the number of the resolution and '@' the date; in
 * `date` D, M and Y are day, month and year.
 *
 * Sources: the footnotes of the resolutions of sessions 76 to 78 and the Editorial Manual of the
 * United Nations.
 */
enum { CITE_TENS = 5, CITE_MOST_ORDINAL = 69, CITE_MONTHS = 12 };

/* Ordinals from 1 to 69; from 20 on they are made of tens and units. */
struct cite_ordinals {
	const char *first[20];         /* by value: 1 to 19 */
	const char *tens[CITE_TENS];   /* 20, 30 … 60 */
	const char *beyond[CITE_TENS]; /* 21 to 29 and so on: '@' is the unit */
	const char *units[10];         /* the unit there, by value; NULL: as in `first` */
};

/* How the numbers of annexes, sections and articles are written. */
enum cite_numerals { CITE_AS_LABEL, CITE_CHINESE, CITE_ORDINAL };

struct cite_words {
	const char *dated, *undated;
	const char *date;
	const char *months[CITE_MONTHS];
	const char *first_day; /* "1er"; NULL: "1" */
	const char *between;   /* what stands between the parts of a reference */
	const char *title, *heading, *table, *annex;
	const char *annex_number, *section, *article, *paragraph;
	const char *lettered_section;                 /* NULL: as section */
	const char *preambular, *preambular_number;   /* with an ordinal, with a number */
	const char *unnumbered, *unnumbered_number;   /* a paragraph without a number, likewise */
	const char *point;                            /* "(a)" behind a number */
	const char *roman_point;                      /* its Roman number; NULL: as point */
	enum cite_numerals numerals;                  /* of what has a Roman number in the label */
	const struct cite_ordinals *ordinals;         /* of paragraphs; NULL: Chinese numerals */
	const struct cite_ordinals *section_ordinals; /* for CITE_ORDINAL */
	const char *special, *emergency; /* "S-" and "ES-" of a session; NULL: as they are */
	const char *regular;             /* "د-": what a session of before 1976 has before it */
	const char *old_session;         /* "(XV)" behind the number: '@' is the session */
};
extern const struct cite_words cite_rows[LANGUAGE_COUNT]; /* as `languages` */

#endif
