/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/common.h"
#include "cli/options.h"
#include "tests/unit/leak.h"
#include "tests/unit/scratch.h"
#include "tests/unit/terminal.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

struct building {
	char *index;
	bool quiet;
};

static int build(void *context)
{
	const struct building *building = context;
	char option[] = "--index", samples[] = "samples", quiet[] = "--quiet";
	char *arguments[] = { option, building->index, samples, building->quiet ? quiet : NULL,
			      NULL };
	return command_index.run(building->quiet ? 4 : 3, arguments);
}

/* What "clausula index" writes on a terminal, for free(). */
static char *on_terminal(char *index, bool quiet, int *code)
{
	struct building building = { index, quiet };
	return terminal_screen(24, 120, build, &building, code);
}

/* The line of progress goes as far as 100 %, and nothing of it stays above the summary. */
Test(index, shows_its_progress_on_a_terminal)
{
	char *scratch = scratch_new(), *index = scratch_path(scratch, "index");
	int code;
	char *screen = on_terminal(index, false, &code);
	cr_expect_eq(code, EXIT_FOUND);
	const char *reading = strstr(screen, "\rreading ["),
		   *writing = strstr(screen, "\rwriting ["),
		   *cleared = strstr(screen, "\r\033[Kfiles in ");
	cr_assert_not_null(reading, "%s", screen);
	cr_assert_not_null(writing, "%s", screen);
	cr_assert_not_null(cleared, "%s", screen);
	cr_expect(reading < writing && writing < cleared, "%s", screen);
	cr_expect_null(strstr(cleared, "\rwriting"), "%s", screen);
	free(screen);
	char *quiet = scratch_path(scratch, "quiet");
	screen = on_terminal(quiet, true, &code);
	cr_expect_eq(code, EXIT_FOUND);
	cr_expect_str_eq(screen, "");
	free(screen);
	free(quiet);
	free(index);
	scratch_free(scratch);
	LEAK_CHECK();
}
