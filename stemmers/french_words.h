/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMERS_FRENCH_WORDS_H
#define STEMMERS_FRENCH_WORDS_H

#include "stemmers/stem.h"

/* What the rules of french.c cannot know. All words are folded: no accents, œ as oe. */

extern const struct family french_words[];   /* whole words in the singular -> their term */
extern const struct family french_changed[]; /* stems that change: "tien" -> "ten" */
extern const struct family french_whole[];   /* verb stems that look longer: "consider" */
extern const struct family french_ir[];      /* stems of regular verbs in -ir: "fourn" */

#endif
