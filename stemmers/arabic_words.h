/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMERS_ARABIC_WORDS_H
#define STEMMERS_ARABIC_WORDS_H

#include "stemmers/stem.h"

/* What the rules of arabic.c cannot know. All words are folded: no vowel signs, no hamza seats. */

extern const struct family arabic_words[]; /* whole words -> their term */
extern const struct family
    arabic_first[]; /* words and stems that begin with ا و ف ب ل ك themselves */

#endif
