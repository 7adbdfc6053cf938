/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "cli/common.h"
#include "cli/pager.h"
#include "tests/unit/leak.h"
#include "tests/unit/terminal.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

Test(pager, is_the_first_that_is_named)
{
	static const struct {
		const char *own, *general, *wanted;
	} rows[] = {
		{ NULL, NULL, "less" }, { NULL, "more", "more" },  { "most -s", "more", "most -s" },
		{ "", "more", NULL },   { "cat", "more", NULL },   { NULL, "", NULL },
		{ NULL, "cat", NULL },  { "more", "cat", "more" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		terminal_set("CLAUSULA_PAGER", rows[i].own);
		terminal_set("PAGER", rows[i].general);
		const char *got = pager_command();
		cr_expect((got == NULL) == (rows[i].wanted == NULL), "row %zu", i);
		if (got != NULL && rows[i].wanted != NULL)
			cr_expect_str_eq(got, rows[i].wanted);
	}
}

Test(pager, counts_lines_as_the_terminal_folds_them)
{
	static const struct {
		const char *text;
		size_t wanted;
	} rows[] = {
		{ "", 0 },
		{ "a", 1 },
		{ "a\n", 1 },
		{ "a\n\nb\n", 3 },
		{ "1234567890\n", 1 },
		{ "12345678901\n", 2 },
		{ "\033[1m1234567890\033[0m\n", 1 },
		{ "安全安全安\n", 1 },
		{ "安全安全安全\n", 2 },
		{ "\033[", 1 },
		{ "a\nb\nc\nd\ne\nf\ng\n", 6 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(pager_lines(rows[i].text, strlen(rows[i].text), 10, 5), rows[i].wanted,
			     "row %zu", i);
}

/* `count` lines of "line". */
static char *lines(size_t count)
{
	struct buffer out = BUFFER_INIT;
	for (size_t i = 0; i < count; i++)
		buffer_add_text(&out, "line\n");
	return out.bytes;
}

struct printing {
	const char *pager, *less, *text;
	int code;
};

static int print(void *context)
{
	const struct printing *printing = context;
	terminal_set("CLAUSULA_PAGER", printing->pager);
	terminal_set("LESS", printing->less);
	return pager_print(printing->text, strlen(printing->text), printing->code);
}

/* Prints on a terminal of 10 rows; what stood on it, for free(), and the exit code. */
static char *on_terminal(const char *pager, const char *less, const char *text, int code,
			 int *got_code)
{
	struct printing printing = { pager, less, text, code };
	return terminal_screen(10, 80, print, &printing, got_code);
}

Test(pager, takes_what_is_longer_than_the_screen, .timeout = 60)
{
	static const struct {
		const char *pager;
		size_t lines;
		const char *wanted; /* what the screen shows first */
	} rows[] = {
		{ "sed s/^/paged:/", 10, "paged:line" },
		{ "sed s/^/paged:/", 9, "line" },
		{ "sed s/^/paged:/", 0, "" },
		{ "cat", 10, "line" },
		{ "", 10, "line" },
		{ "/nonexistent/pager", 10, NULL },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *text = rows[i].lines > 0 ? lines(rows[i].lines) : strdup("");
		int code;
		char *screen = on_terminal(rows[i].pager, NULL, text, EXIT_FOUND, &code);
		cr_expect_eq(code, EXIT_FOUND, "row %zu: %d", i, code);
		if (rows[i].wanted != NULL)
			cr_expect_eq(strncmp(screen, rows[i].wanted, strlen(rows[i].wanted)), 0,
				     "row %zu: %s", i, screen);
		else
			cr_expect_not_null(strstr(screen, "line\r\nline\r\n"), "%s", screen);
		free(screen);
		free(text);
	}
	LEAK_CHECK();
}

Test(pager, may_be_left_at_any_time, .timeout = 60)
{
	static const char *const pagers[] = { "true", "head -n 1", "exit 3", "kill -9 $$" };
	char *text = lines(200000); /* more than a pipe holds */
	for (size_t i = 0; i < sizeof pagers / sizeof *pagers; i++) {
		int code;
		char *screen = on_terminal(pagers[i], NULL, text, EXIT_NOTHING, &code);
		cr_expect_eq(code, EXIT_NOTHING, "%s: %d", pagers[i], code);
		cr_expect_lt(strlen(screen), (size_t)1000);
		free(screen);
	}
	free(text);
	LEAK_CHECK();
}

Test(pager, sets_less_only_where_it_is_not_set, .timeout = 60)
{
	char *text = lines(20);
	int code;
	char *screen = on_terminal("echo \"[$LESS]\"", NULL, text, 0, &code);
	cr_expect_not_null(strstr(screen, "[FRX]"), "%s", screen);
	free(screen);
	screen = on_terminal("echo \"[$LESS]\"", "S", text, 0, &code);
	cr_expect_not_null(strstr(screen, "[S]"), "%s", screen);
	free(screen);
	free(text);
	LEAK_CHECK();
}

/* Prints into a pipe, or a file that takes nothing. */
static int elsewhere(const char *file, char *bytes, size_t size)
{
	int ends[2], status;
	char *text = lines(100);
	cr_assert_eq(pipe(ends), 0);
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		terminal_set("CLAUSULA_PAGER", "sed s/^/paged:/");
		dup2(ends[1], STDOUT_FILENO);
		if (file != NULL && (freopen(file, "w", stdout) == NULL ||
				     freopen("/dev/null", "w", stderr) == NULL))
			_exit(99);
		_exit(pager_print(text, strlen(text), EXIT_NOTHING));
	}
	close(ends[1]);
	size_t length = 0;
	ssize_t count;
	while ((count = read(ends[0], bytes + length, size - 1 - length)) > 0)
		length += (size_t)count;
	bytes[length] = '\0';
	cr_assert_eq(waitpid(child, &status, 0), child);
	close(ends[0]);
	free(text);
	return WEXITSTATUS(status);
}

Test(pager, is_never_used_in_a_pipe, .timeout = 60)
{
	char bytes[1000];
	cr_expect_eq(elsewhere(NULL, bytes, sizeof bytes), EXIT_NOTHING);
	cr_expect_eq(strncmp(bytes, "line\nline\n", 10), 0, "%s", bytes);
	cr_expect_eq(strlen(bytes), 500);
	LEAK_CHECK();
}

Test(pager, a_full_disk_is_told, .timeout = 60)
{
	char bytes[1000];
	if (access("/dev/full", W_OK) != 0)
		cr_skip_test("there is no /dev/full");
	cr_expect_eq(elsewhere("/dev/full", bytes, sizeof bytes), EXIT_WRONG);
}
