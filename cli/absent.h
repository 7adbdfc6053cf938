/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_ABSENT_H
#define CLI_ABSENT_H

#include "store/index.h"

struct buffer;
struct error;

/*
 * What to say of a resolution that the index does not have. Returns STATUS_ABSENT with
 *     A/RES/78/999 is not in the index; the nearest are A/RES/78/99 and A/RES/78/199
 * or, when another of the languages that are open has it,
 *     A/RES/78/16 is not in the index in Spanish; it is there in English and French
 * `in` has the languages that were wanted, as --lang has them ("es", "de,French"); NULL for any.
 * The other languages of the index are looked up even where they are not open. Nearest are symbols
 * that differ in the fewest letters and digits (at most ABSENT_DISTANCE); the lettered parts of a
 * symbol come first.
 */
enum { ABSENT_NEAREST = 3, ABSENT_DISTANCE = 3 };
int absent_resolution(const struct index *index, const char *symbol, const char *in,
		      struct error *error);

/* Appends the names of the languages of such a list: "de,fr" is "German and French". */
void absent_add_names(struct buffer *out, const char *list);

#endif
