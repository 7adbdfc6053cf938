/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stemmers/rules.h"

/*
 * German, in which few resolutions are translated: Snowball, on words without umlauts (ß is "ss"
 * in a form already).
 */
const struct rules german_rules = {
	.code = "de",
	.snowball = "german",
	.stem = stemming_snowball,
};
