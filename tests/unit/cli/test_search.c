/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/sanitizer.h"
#include "cli/common.h"
#include "searcher/search.h"

#include <criterion/criterion.h>
#include <sys/resource.h>

Test(search_command, has_a_limit_of_memory)
{
#ifdef WITH_ADDRESS_SANITIZER
	cr_skip_test("with a sanitizer there is no limit");
#endif
	char index[] = "--index=/nowhere", query[] = "water";
	char *arguments[] = { index, query, NULL };
	struct rlimit limit;
	cr_assert_eq(command_search.run(2, arguments), EXIT_WRONG);
	cr_assert_eq(getrlimit(RLIMIT_DATA, &limit), 0);
	cr_assert_eq(limit.rlim_cur, SEARCH_MAX_MEMORY);
}
