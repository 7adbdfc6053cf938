/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

/*
 * The man pages against the program (tests/man.py) as Criterion tests: SYNOPSIS and options against
 * --help, and every example is run. $CLAUSULA is the program to test; make sets it.
 */
static void skip_without_tools(void)
{
	const char *missing = NULL;
	if (getenv("CLAUSULA") == NULL)
		missing = "$CLAUSULA names no program";
	else if (system("command -v python3 >/dev/null") != 0)
		missing = "python3 is not installed";
	else if (system("command -v mandoc >/dev/null") != 0)
		missing = "mandoc is not installed";
	if (missing == NULL)
		return;
	fprintf(stderr, "SKIPPED: the man pages: %s\n", missing);
	cr_skip_test("%s", missing);
}

Test(man, pages_tell_what_the_program_does, .timeout = 300)
{
	skip_without_tools();
	cr_assert_eq(system("python3 tests/man.py \"$CLAUSULA\" >&2"), 0,
		     "a page is wrong; what is wrong stands above");
}

/* A check that finds nothing proves nothing: each of these pages has one thing wrong. */
Test(man, a_page_that_is_wrong_is_found, .timeout = 300)
{
	static const struct {
		const char *edit; /* of clausula-list.1, for sed */
		const char *found;
	} wrong[] = {
		{ "s/clausula list verb$/clausula list nosuch/", "exits with 2, wanted 0" },
		{ "s/^express-concern\\t2$/express-concern\\t3/", "prints something else" },
		{ "s/^This finds nothing,/This finds much,/", "exits with 1, wanted 0" },
		{ "s/^\\.Op Ar PREFIX$//", "the SYNOPSIS is" },
		{ "s/^\\.It Fl Fl lang Ar LANG$/.It Fl Fl lang/", "has no entry" },
		{ "s/^\\.Pp$/&\\n.Nosuch/", "skipping unknown macro" },
	};
	skip_without_tools();
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		char command[1024];
		snprintf(
		    command, sizeof command,
		    "pages=$(mktemp -d) && cp man/clausula.1 man/clausula-list.1 \"$pages\" && "
		    "sed -i '%s' \"$pages/clausula-list.1\" && "
		    "python3 tests/man.py \"$CLAUSULA\" \"$pages\" >\"$pages/out\" 2>&1; "
		    "code=$?; grep -q 'clausula-list.1:.*%s' \"$pages/out\" && found=0 || "
		    "found=1; rm -r \"$pages\"; [ $code = 1 ] && [ $found = 0 ]",
		    wrong[i].edit, wrong[i].found);
		cr_assert_eq(system(command), 0, "not found: %s", wrong[i].edit);
	}
}
