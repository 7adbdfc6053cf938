/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

/*
 * The command-line tests (tests/cli/golden.sh) as one Criterion test, so that they count among the
 * others. $CLAUSULA is the program to test; make sets it.
 */
Test(cli, prints_what_it_should, .timeout = 300)
{
	const char *program = getenv("CLAUSULA");
	if (program == NULL) {
		fprintf(stderr, "SKIPPED: the command-line tests: $CLAUSULA names no program\n");
		cr_skip_test("no program");
	}
	char command[1024];
	snprintf(command, sizeof command, "CHECK=1 tests/cli/golden.sh '%s' >&2", program);
	cr_assert_eq(system(command), 0, "an output differs; its difference stands above");
}
