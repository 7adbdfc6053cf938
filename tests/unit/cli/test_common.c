/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/common.h"
#include "tests/unit/leak.h"
#include "tests/unit/terminal.h"

#include <criterion/criterion.h>

static void expect_language(const char *all, const char *messages, const char *lang,
			    const char *expected)
{
	terminal_set("LC_ALL", all);
	terminal_set("LC_MESSAGES", messages);
	terminal_set("LANG", lang);
	cr_expect_str_eq(common_own_language(), expected, "%s, %s, %s", all, messages, lang);
}

Test(common, own_language_is_that_of_the_first_variable_that_is_set)
{
	expect_language(NULL, NULL, NULL, "en");
	expect_language(NULL, NULL, "es_ES.UTF-8", "es");
	expect_language(NULL, "fr_CA", "es_ES.UTF-8", "fr");
	expect_language("ru_RU.UTF-8", "fr_CA", "es_ES.UTF-8", "ru");
	expect_language("", "", "zh_CN.UTF-8", "zh");
	/* One that is set, but to no language of the Assembly, hides the others. */
	expect_language("C", NULL, "es_ES.UTF-8", "en");
	expect_language("", "x", "es_ES.UTF-8", "en");
	expect_language(NULL, "C.UTF-8", "ar", "en");
	LEAK_CHECK();
}
