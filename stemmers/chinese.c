/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stemmers/rules.h"

#include <stddef.h>

/*
 * Chinese: each character is a token and a term (TOKEN_HAN), and two that follow each other make a
 * term together (analyser_pair). Words in Latin letters stay as they are.
 */
const struct rules chinese_rules = {
	.code = "zh",
	.stem = NULL,
};
