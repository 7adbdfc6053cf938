/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct error;

/*
 * Options of a command: a table gives parsing and --help. `--name value` and `--name=value` are the
 * same; `--` ends the options; an unambiguous beginning of a name is not accepted, so that scripts
 * do not break when a name is added.
 */
enum option_kind {
	OPTION_FLAG,   /* target: bool */
	OPTION_TEXT,   /* target: const char * */
	OPTION_NUMBER, /* target: size_t; a whole number */
	OPTION_SIZE,   /* target: size_t; bytes: a whole number, K, M or G behind it */
	OPTION_CHOICE, /* target: const char *; one of `choices` */
};

struct option {
	const char *name; /* without the strokes */
	enum option_kind kind;
	size_t target;              /* offsetof in the command's structure of values */
	const char *argument;       /* "DIR"; NULL for a flag */
	const char *const *choices; /* NULL-terminated, for OPTION_CHOICE */
	const char *help;
};

struct command {
	const char *name;
	const char *summary;                     /* one line */
	const char *operands;                    /* "QUERY" */
	const struct option *options;            /* ends with a name of NULL */
	int (*run)(int count, char **arguments); /* those behind the command's name */
};

/*
 * Reads the arguments into *values and moves the operands to the front of `arguments`; *count
 * becomes their number. STATUS_INPUT: an option is unknown, lacks its value or has a wrong one.
 * *help is set when --help is among them.
 */
int options_read(const struct command *command, void *values, int *count, char **arguments,
		 bool *help, struct error *error);

/* Appends the usage line, in the words of the man page's SYNOPSIS, and the list of options. */
void options_help(const struct command *command, struct buffer *out);

#endif
