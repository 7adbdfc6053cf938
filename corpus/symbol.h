/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_SYMBOL_H
#define CORPUS_SYMBOL_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;

/*
 * Symbols of United Nations documents.
 *
 * The normal form has no white space but before a resolution's letters, capitals, and "A/RES/" in
 * front of resolutions of the Assembly:
 *     78/16, A/RES/78/16, a/res/78/16     -> A/RES/78/16
 *     43/78 H, A/RES/43/78H               -> A/RES/43/78 H
 *     75/101 A-B, 75/101 A and B          -> A/RES/75/101 A-B
 *     1514 (XV), A/RES/1514(XV), 1514 (د-15)  -> A/RES/1514(XV)
 *     ES-11/1, S-32/1                     -> A/RES/ES-11/1, A/RES/S-32/1
 *     A/78/404, S/RES/2250 (2015)         -> A/78/404, S/RES/2250(2015): other documents
 *     A/77/6 (Sect. 2), A/54/42(SUPP)     -> A/77/6(SECT.2), A/54/42
 */

/* Appends the normal form of the symbol in text to *out. False (and nothing) when it is none. */
bool symbol_normalise(const char *text, size_t length, struct buffer *out);

/*
 * The same for what people write of a document that is cited: as "2250 (2015)", a number and a
 * year, they cite a resolution of the Security Council, S/RES/2250(2015).
 */
bool symbol_of_cited(const char *text, size_t length, struct buffer *out);

/*
 * The session in a normalised symbol of a resolution: "78" of "A/RES/78/16", "ES-11", and for the
 * numbers of before 1976 the session in Roman numerals as a number: "15" of "A/RES/1514(XV)",
 * "S-6" of "A/RES/3201(S-VI)". False when the symbol has none.
 */
bool symbol_session(const char *symbol, struct buffer *out);

/*
 * Orders normalised symbols as people count: A/RES/78/9 before A/RES/78/16, A/RES/9/1 before
 * A/RES/78/1. Like strcmp: negative, 0, positive; 0 only for equal strings.
 */
int symbol_compare(const char *a, const char *b);

#endif
