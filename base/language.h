/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_LANGUAGE_H
#define BASE_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The languages of the resolutions: the six official ones, and German, in which some resolutions
 * are translated. One row a language; the rest of the program asks this table and never compares
 * language codes by itself. What a language's drafting looks like (formulas, months, ordinals) is
 * in corpus/, how its words are analysed in stemmers/: both have a row for each of these.
 */
struct language {
	const char *code; /* ISO 639-1, what --lang takes: "es" */
	const char *iso3; /* ISO 639-3, what AKN4UN files say: "spa" */
	const char *name; /* in English: "Spanish" */
	char letter;      /* the letter in United Nations job numbers: 'S' */
	bool pairs;       /* written without spaces: two characters side by side are a term */
};

enum { LANGUAGE_COUNT = 7 };
extern const struct language languages[LANGUAGE_COUNT]; /* sorted by code */

/* The row whose code, iso3 or English name is this (case does not matter), or NULL. */
const struct language *language_find(const char *name, size_t length);

#endif
