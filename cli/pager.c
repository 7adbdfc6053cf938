/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/pager.h"

#include "base/utf8.h"
#include "cli/common.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DEFAULT_ROWS = 24, CANNOT_RUN = 126, NOT_FOUND = 127 }; /* the last two: of the shell */

const char *pager_command(void)
{
	const char *command = getenv("CLAUSULA_PAGER");
	if (command == NULL)
		command = getenv("PAGER");
	if (command == NULL)
		command = "less";
	return command[0] == '\0' || strcmp(command, "cat") == 0 ? NULL : command;
}

/* The end of the line, and of the control sequence, that starts at `at`. */
static size_t line_end(const char *bytes, size_t length, size_t at)
{
	const char *end = memchr(bytes + at, '\n', length - at);
	return end != NULL ? (size_t)(end - bytes) : length;
}

static size_t sequence_end(const char *bytes, size_t end, size_t at)
{
	at += 2;
	while (at < end && (bytes[at] < 0x40 || bytes[at] > 0x7E))
		at++;
	return at < end ? at + 1 : end;
}

static size_t line_width(const char *bytes, size_t start, size_t end)
{
	size_t width = 0;
	for (size_t at = start; at < end;) {
		if (bytes[at] == '\033' && at + 1 < end && bytes[at + 1] == '[') {
			at = sequence_end(bytes, end, at);
			continue;
		}
		size_t next = at;
		utf8_next(bytes, end, &next);
		width += terminal_width(bytes + at, next - at);
		at = next;
	}
	return width;
}

size_t pager_lines(const char *bytes, size_t length, size_t columns, size_t most)
{
	size_t lines = 0;
	for (size_t at = 0; at < length && lines <= most;) {
		size_t end = line_end(bytes, length, at), width = line_width(bytes, at, end);
		lines += width == 0 ? 1 : (width + columns - 1) / columns;
		at = end + 1;
	}
	return lines;
}

static size_t terminal_rows(void)
{
	struct winsize size;
	const char *lines = getenv("LINES");
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0)
		return size.ws_row;
	return lines != NULL && atoi(lines) > 0 ? (size_t)atoi(lines) : DEFAULT_ROWS;
}

/* In the child: becomes the pager, which reads from `input`. */
_Noreturn static void become(const char *command, int input)
{
	signal(SIGPIPE, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
	if (dup2(input, STDIN_FILENO) < 0)
		_exit(NOT_FOUND);
	if (input != STDIN_FILENO)
		close(input);
	setenv("LESS", "FRX", 0);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(NOT_FOUND);
}

/* Writes as much as the pager wants to have. */
static void feed(int output, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t written = write(output, bytes, length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return;
		bytes += written;
		length -= (size_t)written;
	}
}

/* True when the pager ran. */
static bool page(const char *command, const char *bytes, size_t length)
{
	int ends[2], status;
	if (pipe(ends) != 0)
		return false;
	fflush(stdout);
	fflush(stderr);
	/* Ctrl-C is for the pager, which outlives it: this process waits until it has ended. */
	void (*pipe_action)(int) = signal(SIGPIPE, SIG_IGN);
	void (*interrupt_action)(int) = signal(SIGINT, SIG_IGN);
	void (*quit_action)(int) = signal(SIGQUIT, SIG_IGN);
	pid_t child = fork();
	if (child == 0) {
		close(ends[1]);
		become(command, ends[0]);
	}
	close(ends[0]);
	if (child > 0)
		feed(ends[1], bytes, length);
	close(ends[1]);
	pid_t ended = -1;
	while (child > 0 && (ended = waitpid(child, &status, 0)) < 0 && errno == EINTR)
		;
	signal(SIGPIPE, pipe_action);
	signal(SIGINT, interrupt_action);
	signal(SIGQUIT, quit_action);
	return ended == child && child > 0 &&
	       !(WIFEXITED(status) &&
		 (WEXITSTATUS(status) == CANNOT_RUN || WEXITSTATUS(status) == NOT_FOUND));
}

int pager_print(const char *bytes, size_t length, int code)
{
	struct terminal terminal = terminal_of(stdout);
	const char *command = terminal.is_terminal ? pager_command() : NULL;
	/* the prompt of the shell takes the last line */
	size_t most = terminal_rows() - 1;
	if (command != NULL && length > 0 &&
	    pager_lines(bytes, length, terminal.columns, most) > most &&
	    page(command, bytes, length))
		return code;
	return common_print(bytes, length, code);
}
