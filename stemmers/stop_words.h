/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMERS_STOP_WORDS_H
#define STEMMERS_STOP_WORDS_H

#include "stemmers/stem.h"

/*
 * The words of a language too common to tell clauses apart, folded; a list that ends with an empty
 * row. Never NULL. Internal to stemmers/.
 */
const struct family *stop_words_of(const char *language_code);

#endif
