/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMERS_WORD_LISTS_H
#define STEMMERS_WORD_LISTS_H

#include "stemmers/stem.h"

/*
 * What the rules of a language cannot know: lists of words, and its stop words, which are too
 * common to tell clauses apart. All words are folded. *_words.c have the lists as people write
 * them; make_tables.c makes sorted tables of them when the program is built, so that no search has
 * to. Internal to stemmers/. A new list needs a line here.
 */
#define WORD_LISTS(LIST)                                                                           \
	LIST(arabic_words)    /* whole words -> their term */                                      \
	LIST(arabic_first)    /* words and stems that begin with ا و ف ب ل ك themselves */   \
	LIST(english_words)   /* whole words -> their term */                                      \
	LIST(english_ise)     /* words in -ise that are none in -ize */                            \
	LIST(french_words)    /* whole words in the singular -> their term */                      \
	LIST(french_changed)  /* stems that change: "tien" -> "ten" */                             \
	LIST(french_whole)    /* verb stems that look longer: "consider" */                        \
	LIST(french_ir)       /* stems of regular verbs in -ir: "fourn" */                         \
	LIST(russian_words)   /* whole words -> their term */                                      \
	LIST(russian_whole)   /* stems that end like an ending: "проблем" */                \
	LIST(russian_changed) /* stems that change: "проведн" -> "провест" */        \
	LIST(spanish_words)   /* whole words in the singular -> their term */                      \
	LIST(spanish_changed) /* stems that change: "recuerd" -> "record" */                       \
	LIST(spanish_whole)   /* verb stems that look longer: "declar" */                          \
	LIST(spanish_er_ir)   /* stems of verbs in -er and -ir: "decid" */                         \
	LIST(spanish_ario)    /* what stands before -ario, -aria: "prim" */                        \
	LIST(arabic_stop_words)                                                                    \
	LIST(chinese_stop_words)                                                                   \
	LIST(english_stop_words)                                                                   \
	LIST(french_stop_words)                                                                    \
	LIST(german_stop_words)                                                                    \
	LIST(russian_stop_words)                                                                   \
	LIST(spanish_stop_words)

/* spanish_words_list is the list, spanish_words its table. */
#define DECLARE_LIST(name)                                                                         \
	extern const struct family name##_list[];                                                  \
	extern const struct word_table name;
WORD_LISTS(DECLARE_LIST)
#undef DECLARE_LIST

#endif
