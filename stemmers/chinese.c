/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stemmers/rules.h"
#include "stemmers/word_lists.h"

#include <stddef.h>

/*
 * Chinese: each character is a token and a term (TOKEN_HAN), and two that follow each other make a
 * term together (analyser_pair). Words in Latin letters stay as they are.
 *
 * NEEDSWORK: traditional characters do not find simplified ones; wants a table of pairs whose
 * licence fits, applied where a TOKEN_HAN gets its form.
 */
const struct rules chinese_rules = {
	.code = "zh",
	.stop_words = &chinese_stop_words,
	.stem = NULL,
};
