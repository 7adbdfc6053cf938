/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_ABSENT_H
#define CLI_ABSENT_H

#include "store/index.h"

struct error;

/*
 * What to say of a resolution that the index does not have. Returns STATUS_ABSENT with
 *     A/RES/78/999 is not in the index; the nearest are A/RES/78/99 and A/RES/78/199
 * or, when another of the languages that are open has it,
 *     A/RES/78/16 is not in the index in Spanish; it is there in English and French
 * `in` names the languages that were wanted, NULL for any. Nearest are symbols that differ in the
 * fewest letters and digits (at most ABSENT_DISTANCE); the lettered parts of a symbol come first.
 */
enum { ABSENT_NEAREST = 3, ABSENT_DISTANCE = 3 };
int absent_resolution(const struct index *index, const char *symbol, const char *in,
		      struct error *error);

#endif
