/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/common.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

/* In the order of --help. */
/* clang-format off: a line each */
const struct command *const commands[] = {
	&command_index,      &command_search,
	&command_show,       &command_compare,
	&command_trace,      &command_check,
	&command_similar,    &command_cites,
	&command_list,       &command_info,
	&command_verify,     &command_analyze,
	&command_completion, NULL,
};
/* clang-format on */

static int print_help(void)
{
	struct buffer text = BUFFER_INIT;
	buffer_add_text(
	    &text, "usage: clausula COMMAND [OPTION]… [ARGUMENT]…\n\n"
		   "Where, when and in which exact words did the General Assembly say it?\n\n");
	for (size_t i = 0; commands[i] != NULL; i++)
		buffer_add_format(&text, "  %-10s  %s\n", commands[i]->name, commands[i]->summary);
	buffer_add_text(&text, "\nEach has --help and a page: man clausula-search. "
			       "The query language: man clausula-query\n");
	int code = common_print(text.bytes, text.length, EXIT_FOUND);
	buffer_release(&text);
	return code;
}

/* Indexes are mapped into memory: where a disk fails, or a file is cut by somebody else while it is
 * open, there is no call that could return the failure. */
static void on_unreadable(int signal_number)
{
	static const char line[] = "clausula: a file of the index cannot be read: the disk fails, "
				   "or the file was cut; see: clausula verify\n";
	(void)signal_number;
	ssize_t ignored = write(STDERR_FILENO, line, sizeof line - 1);
	(void)ignored;
	_exit(EXIT_WRONG);
}

/* The kernel gives each process some random bytes: jansson need not open a file for some. */
static void seed_json(void)
{
	const void *bytes = (const void *)getauxval(AT_RANDOM);
	uint32_t seed = 0;
	if (bytes != NULL)
		memcpy(&seed, bytes, sizeof seed);
	json_object_seed(seed); /* of 0 it makes one itself */
}

int main(int count, char **arguments)
{
	json_set_alloc_funcs(memory_get, free); /* it takes "no memory" for wrong JSON */
	seed_json();
	signal(SIGBUS, on_unreadable);
	signal(SIGXFSZ, SIG_IGN); /* a limit on the size of files is an error like a full disk */
	if (count < 2) {
		fputs("clausula: no command; see: clausula --help\n", stderr);
		return EXIT_WRONG;
	}
	const char *name = arguments[1];
	if (strcmp(name, "--help") == 0 || strcmp(name, "help") == 0)
		return print_help();
	if (strcmp(name, "--version") == 0) {
		static const char line[] = "clausula " CLAUSULA_VERSION "\n";
		return common_print(line, sizeof line - 1, EXIT_FOUND);
	}
	for (size_t i = 0; commands[i] != NULL; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i]->run(count - 2, arguments + 2);
	struct error error;
	error_set(&error, STATUS_INPUT, "no command has the name \"%s\"; see: clausula --help",
		  name);
	return common_fail(&error);
}
