/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

/* The broad tests (tests/broad/broad.py): the digests of what some four thousand commands print. */
Test(broad, prints_what_it_did, .timeout = 900)
{
	const char *program = getenv("CLAUSULA");
	if (program == NULL) {
		fprintf(stderr, "SKIPPED: the broad tests: $CLAUSULA names no program\n");
		cr_skip_test("no program");
	}
	char command[1024];
	snprintf(command, sizeof command, "python3 -B tests/broad/broad.py '%s' >&2", program);
	cr_assert_eq(system(command), 0, "an output differs; its command stands above");
}
