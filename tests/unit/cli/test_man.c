/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

/*
 * The man pages against the program (tests/man.py) as one Criterion test: SYNOPSIS and options
 * against --help, and every example is run. $CLAUSULA is the program to test; make sets it.
 */
static const char *missing(void)
{
	if (getenv("CLAUSULA") == NULL)
		return "$CLAUSULA names no program";
	if (system("command -v python3 >/dev/null") != 0)
		return "python3 is not installed";
	if (system("command -v mandoc >/dev/null") != 0)
		return "mandoc is not installed";
	return NULL;
}

Test(man, pages_tell_what_the_program_does, .timeout = 300)
{
	const char *what = missing();
	if (what != NULL) {
		fprintf(stderr, "SKIPPED: the man pages: %s\n", what);
		cr_skip_test("something is missing");
	}
	char command[1024];
	snprintf(command, sizeof command, "python3 tests/man.py '%s' >&2", getenv("CLAUSULA"));
	cr_assert_eq(system(command), 0, "a page is wrong; what is wrong stands above");
}
