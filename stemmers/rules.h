/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMERS_RULES_H
#define STEMMERS_RULES_H

#include "stemmers/stem.h"

#include <stddef.h>

struct sb_stemmer;

/*
 * The rules of one language; analyser.c has a row of them for each row of languages[]. Internal to
 * stemmers/. A new language needs a file with one `struct rules` and a line in analyser.c.
 */

enum { RULE_LISTS = 5 };

struct stemming; /* the rules made ready: Snowball opened */

struct rules {
	const char *code;     /* as in languages[] */
	const char *snowball; /* the algorithm that `stem` calls, NULL for none */
	const char *kept;     /* letters that folding leaves alone though they have a mark: "ñ" */
	const struct word_table *lists[RULE_LISTS]; /* of word_lists.h; NULL where they have none */
	const struct word_table *stop_words;
	/* Turns a folded word, which may be empty, into its stem; NULL for a language whose words
	 * stay as they are. */
	void (*stem)(const struct stemming *stemming, struct stem *word);
};

struct stemming {
	const struct rules *rules;
	struct sb_stemmer *snowball;
};

/* What Snowball makes of the word; the word stays as it is when the language has none. */
void stemming_snowball(const struct stemming *stemming, struct stem *word);

extern const struct rules arabic_rules, chinese_rules, english_rules, french_rules, german_rules,
    russian_rules, spanish_rules;

#endif
