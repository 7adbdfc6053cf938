/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMERS_SYMBOLS_H
#define STEMMERS_SYMBOLS_H

#include <stddef.h>

struct buffer;

/*
 * Symbols of documents as tokens: A/RES/78/16, 77/37, A/C.3/78/L.12/Rev.1, ES-11/1, 2250(2015),
 * 1514 (XV). Any word with a stroke and a digit is one, as long as its runs of letters are short;
 * "y/o" and "and/or" are not. Internal to stemmers/; what they say of a document is for corpus/.
 */

/* How many bytes of a symbol the text starts with; 0 for none. */
size_t symbol_length(const char *text, size_t length);

/* Its form: small letters, no white space. `form` has room for ANALYSER_MAX_FORM bytes and a NUL.
 */
size_t symbol_form(const char *symbol, size_t length, char *form);

/* Appends its terms, each with a NUL, and returns how many; see analyser_terms. */
size_t symbol_terms(const char *form, size_t length, struct buffer *terms);

#endif
