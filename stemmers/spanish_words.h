/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMERS_SPANISH_WORDS_H
#define STEMMERS_SPANISH_WORDS_H

#include "stemmers/stem.h"

/* What the rules of spanish.c cannot know. All words are folded: no accents, but ñ. */

extern const struct family spanish_words[];   /* whole words in the singular -> their term */
extern const struct family spanish_changed[]; /* stems that change: "recuerd" -> "record" */
extern const struct family spanish_whole[];   /* verb stems that look longer: "declar" */
extern const struct family spanish_er_ir[];   /* stems of verbs in -er and -ir: "decid" */
extern const struct family spanish_ario[];    /* what stands before -ario, -aria: "prim" */

#endif
