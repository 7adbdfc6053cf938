/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/utf8.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <utf8proc.h>

Test(utf8, width_is_that_of_the_library)
{
	for (uint32_t character = 0; character < 0x20000; character++)
		cr_assert_eq(utf8_width(character), utf8proc_charwidth((utf8proc_int32_t)character),
			     "U+%04X: %d", character, utf8_width(character));
	LEAK_CHECK();
}
