/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMERS_RUSSIAN_WORDS_H
#define STEMMERS_RUSSIAN_WORDS_H

#include "stemmers/stem.h"

/* What the rules of russian.c cannot know. */

extern const struct family russian_words[]; /* whole words -> their term */
extern const struct family russian_whole[]; /* stems that end like an ending: "проблем" */
extern const struct family russian_changed[]; /* stems that change: "проведн" -> "провест" */

#endif
