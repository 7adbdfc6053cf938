/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/terminal.h"

#include "base/buffer.h"

#include <criterion/criterion.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

void terminal_set(const char *name, const char *value)
{
	if (value == NULL)
		unsetenv(name);
	else
		setenv(name, value, 1);
}

char *terminal_screen(unsigned short rows, unsigned short columns, int (*run)(void *context),
		      void *context, int *code)
{
	struct winsize size = { .ws_row = rows, .ws_col = columns };
	struct buffer screen = BUFFER_INIT;
	char bytes[4096];
	int master, status;
	ssize_t count;
	fflush(NULL);
	pid_t child = forkpty(&master, NULL, NULL, &size);
	if (child == 0) {
		terminal_set("TERM", "xterm");
		_exit(run(context));
	}
	cr_assert_gt(child, 0);
	buffer_add_text(&screen, "");
	while ((count = read(master, bytes, sizeof bytes)) > 0)
		buffer_add(&screen, bytes, (size_t)count);
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert(WIFEXITED(status), "ended by signal %d", WTERMSIG(status));
	*code = WEXITSTATUS(status);
	close(master);
	return screen.bytes;
}
