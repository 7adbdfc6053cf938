/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/map.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

Test(map, keeps_every_number)
{
	struct map map = { 0 };
	for (uint32_t i = 0; i < 50000; i++) {
		uint32_t *value = map_at(&map, (uint64_t)i * 4096);
		cr_assert_eq(*value, UINT32_MAX);
		*value = i;
	}
	for (uint32_t i = 0; i < 50000; i++)
		cr_assert_eq(*map_at(&map, (uint64_t)i * 4096), i);
	map_release(&map);
	LEAK_CHECK();
}

Test(names, are_numbered_as_they_come)
{
	struct names names = { 0 };
	char text[32];
	cr_assert_eq(names_find(&names, "x", 1), UINT32_MAX);
	for (uint32_t i = 0; i < 20000; i++) {
		snprintf(text, sizeof text, "word%u", i);
		cr_assert_eq(names_add(&names, text, strlen(text)), i);
	}
	for (uint32_t i = 0; i < 20000; i++) {
		snprintf(text, sizeof text, "word%u", i);
		cr_assert_eq(names_add(&names, text, strlen(text)), i);
		cr_assert_eq(names_find(&names, text, strlen(text)), i);
	}
	cr_assert_eq(names_find(&names, "word", 4), UINT32_MAX);
	cr_assert_eq(names_add(&names, "", 0), 20000);
	cr_assert_str_eq(names.at[20000].bytes, "");
	names_release(&names);
	LEAK_CHECK();
}
