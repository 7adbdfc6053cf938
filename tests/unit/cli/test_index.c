/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "cli/common.h"
#include "cli/options.h"
#include "tests/unit/leak.h"
#include "tests/unit/scratch.h"

#include <criterion/criterion.h>
#include <pty.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* What "clausula index" writes on a terminal; to be released. */
static struct buffer on_terminal(char *index, bool quiet, int *code)
{
	struct winsize size = { .ws_row = 24, .ws_col = 120 };
	struct buffer screen = BUFFER_INIT;
	char bytes[4096];
	int terminal, status = 0;
	pid_t child = forkpty(&terminal, NULL, NULL, &size);
	cr_assert_geq(child, 0);
	if (child == 0) {
		char option[] = "--index", samples[] = "samples", no_progress[] = "--quiet";
		char *arguments[] = { option, index, samples, quiet ? no_progress : NULL, NULL };
		setenv("TERM", "xterm", 1);
		_exit(command_index.run(quiet ? 4 : 3, arguments));
	}
	for (ssize_t got; (got = read(terminal, bytes, sizeof bytes)) > 0;)
		buffer_add(&screen, bytes, (size_t)got);
	buffer_add_byte(&screen, '\n');
	waitpid(child, &status, 0);
	close(terminal);
	cr_assert(WIFEXITED(status), "ended by signal %d", WTERMSIG(status));
	*code = WEXITSTATUS(status);
	return screen;
}

/* The line of progress goes as far as 100 %, and nothing of it stays above the summary. */
Test(index, shows_its_progress_on_a_terminal)
{
	char *scratch = scratch_new(), *index = scratch_path(scratch, "index");
	int code;
	struct buffer screen = on_terminal(index, false, &code);
	cr_expect_eq(code, EXIT_FOUND);
	const char *reading = strstr(screen.bytes, "\rreading ["),
		   *writing = strstr(screen.bytes, "\rwriting ["),
		   *cleared = strstr(screen.bytes, "\r\033[Kfiles in ");
	cr_assert_not_null(reading, "%s", screen.bytes);
	cr_assert_not_null(writing, "%s", screen.bytes);
	cr_assert_not_null(cleared, "%s", screen.bytes);
	cr_expect(reading < writing && writing < cleared, "%s", screen.bytes);
	cr_expect_null(strstr(cleared, "\rwriting"), "%s", screen.bytes);
	buffer_release(&screen);
	char *quiet = scratch_path(scratch, "quiet");
	screen = on_terminal(quiet, true, &code);
	cr_expect_eq(code, EXIT_FOUND);
	cr_expect_str_eq(screen.bytes, "\n");
	buffer_release(&screen);
	free(quiet);
	free(index);
	scratch_free(scratch);
	LEAK_CHECK();
}
