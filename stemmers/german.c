/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stemmers/rules.h"
#include "stemmers/word_lists.h"

/*
 * German, in which few resolutions are translated: Snowball, on words without umlauts (ß is "ss"
 * in a form already).
 */
const struct rules german_rules = {
	.code = "de",
	.snowball = "german",
	.stop_words = &german_stop_words,
	.stem = stemming_snowball,
};
