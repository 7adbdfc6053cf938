/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/error.h"
#include "cli/options.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct values {
	const char *text, *choice;
	size_t number, size;
	bool flag;
};

static const char *const choices[] = { "one", "two", NULL };

static const struct option options[] = {
	{ "text", OPTION_TEXT, offsetof(struct values, text), "T", NULL, "a text" },
	{ "number", OPTION_NUMBER, offsetof(struct values, number), "N", NULL, "a number" },
	{ "size", OPTION_SIZE, offsetof(struct values, size), "SIZE", NULL, "a size" },
	{ "choice", OPTION_CHOICE, offsetof(struct values, choice), "C", choices, "a choice" },
	{ "flag", OPTION_FLAG, offsetof(struct values, flag), NULL, NULL, "a flag" },
	{ .name = NULL },
};

static const struct command command = { "try", "Try", "WORD...", options, NULL };

Test(options, with_equals_or_space_are_the_same_and_mix_with_operands)
{
	const char *arguments[] = { "a",        "--text=x=y", "b", "--number", "12",     "--flag",
				    "--choice", "two",        "-", "--",       "--text", "-c" };
	int count = sizeof arguments / sizeof *arguments;
	struct values values = { 0 };
	bool help;
	cr_assert_eq(
	    options_read(&command, &values, &count, (char **)(uintptr_t)arguments, &help, NULL),
	    STATUS_OK);
	cr_assert_str_eq(values.text, "x=y");
	cr_assert_eq(values.number, 12);
	cr_assert(values.flag);
	cr_assert_str_eq(values.choice, "two");
	cr_assert_eq(count, 5);
	cr_assert_str_eq(arguments[0], "a");
	cr_assert_str_eq(arguments[2], "-");
	cr_assert_str_eq(arguments[3], "--text");
	cr_assert_str_eq(arguments[4], "-c");
	cr_assert_not(help);
}

Test(options, a_size_may_have_a_letter)
{
	static const struct {
		const char *argument;
		size_t size;
	} rows[] = {
		{ "--size=300", 300 },
		{ "--size=2K", 2048 },
		{ "--size=256M", (size_t)256 << 20 },
		{ "--size=1G", (size_t)1 << 30 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *arguments[] = { rows[i].argument };
		int count = 1;
		struct values values = { 0 };
		bool help;
		cr_assert_eq(options_read(&command, &values, &count, (char **)(uintptr_t)arguments,
					  &help, NULL),
			     STATUS_OK);
		cr_expect_eq(values.size, rows[i].size, "%s", rows[i].argument);
	}
}

Test(options, that_are_wrong_are_told)
{
	static const struct {
		const char *first, *second, *message;
	} rows[] = {
		{ "--unknown", "x", "unknown option --unknown; see: clausula try --help" },
		{ "--tex", "x", "unknown option --tex; see: clausula try --help" },
		{ "--number", "x", "--number: wanted a whole number, got \"x\"" },
		{ "--number", "-1", "--number: wanted a whole number, got \"-1\"" },
		{ "--number=99999999999999999999", "x",
		  "--number: wanted a whole number, got \"99999999999999999999\"" },
		{ "--size", "x", "--size: wanted a size such as 256M or 1G, got \"x\"" },
		{ "--size", "1MB", "--size: wanted a size such as 256M or 1G, got \"1MB\"" },
		{ "--size", "-1M", "--size: wanted a size such as 256M or 1G, got \"-1M\"" },
		{ "--size", "99999999999G",
		  "--size: wanted a size such as 256M or 1G, got \"99999999999G\"" },
		{ "--choice", "three", "--choice: wanted one of one, two, got \"three\"" },
		{ "--text=", "x", "--text: wanted T, got an empty value" },
		{ "--flag=yes", "x", "--flag takes no value" },
		{ "x", "--text", "--text: wanted T behind it" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *arguments[] = { rows[i].first, rows[i].second };
		int count = 2;
		struct values values = { 0 };
		struct error error = ERROR_INIT;
		bool help;
		cr_expect_eq(options_read(&command, &values, &count, (char **)(uintptr_t)arguments,
					  &help, &error),
			     STATUS_INPUT);
		cr_expect_str_eq(error.message, rows[i].message);
	}
}

Test(options, help_names_each_of_them)
{
	struct buffer out = BUFFER_INIT;
	options_help(&command, &out);
	cr_assert_not_null(strstr(out.bytes,
				  "usage: clausula try [--text T] [--number N] [--size SIZE] "
				  "[--choice C] [--flag] WORD...\n\nTry.\n"));
	cr_assert_not_null(strstr(out.bytes, "  --number N             a number\n"));
	buffer_release(&out);
	LEAK_CHECK();
}
