/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMERS_ENGLISH_WORDS_H
#define STEMMERS_ENGLISH_WORDS_H

#include "stemmers/stem.h"

/* What the rules of english.c cannot know. */

extern const struct family english_words[]; /* whole words -> their term */
extern const struct family english_ise[];   /* words in -ise that are none in -ize */
extern const struct family
    english_spellings[]; /* inside words: British (words) -> American (term) */

#endif
