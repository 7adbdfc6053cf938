/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stemmers/rules.h"

/*
 * German, in which few resolutions are translated: Snowball on words without umlauts (ß is "ss"
 * already in a form).
 */
static void stem_german(const struct stemming *stemming, struct stem *word)
{
	stemming_snowball(stemming, word);
}

const struct rules german_rules = {
	.code = "de",
	.snowball = "german",
	.stem = stem_german,
};
