/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMERS_CHARACTERS_H
#define STEMMERS_CHARACTERS_H

#include "stemmers/stem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What characters are to the analysis, and how their spelling is made one. Internal to stemmers/.
 */

enum character_kind {
	CHARACTER_OTHER,      /* separates words: spaces, punctuation, ¹, ², § */
	CHARACTER_LETTER,     /* and marks (accents, Arabic vowel signs) */
	CHARACTER_DIGIT,      /* decimal digits of any script */
	CHARACTER_HAN,        /* a word of its own */
	CHARACTER_IGNORED,    /* inside a word as if it were not there: soft hyphen, tatweel, LRM */
	CHARACTER_APOSTROPHE, /* ' and its look-alikes */
	CHARACTER_JOINER, /* hyphens, the en dash, strokes: they split, and join what they split */
	CHARACTER_MIDDLE_DOT, /* stands inside foreign names in Chinese */
};

/*
 * Tables for the characters of one or two bytes in UTF-8 (Latin, Greek, Cyrillic, Arabic), which
 * make nearly all of what is not Chinese.
 */
enum { CHARACTERS_FAST = 0x800 };
struct characters {
	uint8_t kind[CHARACTERS_FAST];
	/* The character case folded where that is one character, also of at most two bytes, and
	   has no part in composition; 0 otherwise: then the word goes through form_of. */
	uint16_t folded[CHARACTERS_FAST];
};
extern const struct characters fast_characters; /* made with the program, by make_tables.c */

void characters_init(struct characters *characters);
enum character_kind character_kind(const struct characters *characters, uint32_t character);

/*
 * The form of a word: NFC, case folded, full-width and presentation forms made plain, ignored
 * characters out, digits in ASCII. `form` has room for ANALYSER_MAX_FORM bytes and a NUL; returns
 * its length.
 */
size_t form_of(const struct characters *characters, const char *word, size_t length, char *form);

/*
 * A form without accents and vowel signs, ligatures apart (œ -> oe), except that the letters in
 * `kept` stay as they are (ñ; NULL for none).
 */
void fold_marks(const char *form, size_t length, const char *kept, struct stem *out);

#endif
