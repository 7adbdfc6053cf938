/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_COMMON_H
#define CLI_COMMON_H

#include "base/language.h"
#include "base/error.h"
#include "cli/options.h"
#include "store/index.h"

#include <stdbool.h>

/* Exit codes, the same in every command (clausula(1)). */
enum {
	EXIT_FOUND = 0,   /* found, or done */
	EXIT_NOTHING = 1, /* nothing found; index: done, but some files could not be read */
	EXIT_WRONG = 2,   /* wrong use, or failure */
};

/* The commands; each is in the file of its name. */
extern const struct command command_index;
extern const struct command command_search;
extern const struct command command_show;
extern const struct command command_compare;
extern const struct command command_trace;
extern const struct command command_check;
extern const struct command command_similar;
extern const struct command command_cites;
extern const struct command command_list;
extern const struct command command_info;
extern const struct command command_verify;
extern const struct command command_analyze;
extern const struct command command_completion;

/* All of them, in the order of --help, and NULL. */
extern const struct command *const commands[];

/*
 * What every command does first: reads its options into *values and answers --help. True when the
 * command goes on; otherwise *exit_code is what to return.
 */
bool common_start(const struct command *command, void *values, int *count, char **arguments,
		  int *exit_code);

/* Prints "clausula: MESSAGE" to standard error, made safe, and returns the exit code. */
int common_fail(const struct error *error);
int common_wrong_use(const struct command *command, const char *what);

/* The index to use: `option` (may be NULL), else $CLAUSULA_INDEX, else $XDG_DATA_HOME/clausula,
 * else
 * ~/.local/share/clausula. The caller frees *path. STATUS_INPUT when there is none of them. */
int common_index_path(const char *option, char **path, struct error *error);

/* Reads "es,fr" (NULL: none), the value of `option`, into at most LANGUAGE_COUNT languages. */
int common_languages(const char *option, const char *list, const struct language **out,
		     size_t *count, struct error *error);

/* The same for --lang where one language is wanted; *language is NULL when none is named. */
int common_one_language(const char *list, const struct language **language, struct error *error);

/* Opens the index for a command, in the languages of `list`, the value of `option`. */
int common_open(struct index **index, const char *path_option, const char *option, const char *list,
		struct error *error);

/* Leaves the index to the system, which takes it back when the process ends, and faster than
 * index_free does file by file. For the last thing that a command does, once. NULL is legal. */
void common_leave(struct index *index);

/* The user's own language (LC_ALL, LC_MESSAGES, LANG), as a code of two letters; "en" without one.
 */
const char *common_own_language(void);

/* Of an index, the user's own language, else English, else the first; NULL when it holds nothing.
 */
const struct index_language *common_language(const struct index *index);

/* The language to show a resolution in without --lang: the user's own, else English, else the first
 * that has it; NULL when none has. */
const struct language *common_preferred(const struct index *index, const char *symbol);

/* Writes to standard output and returns EXIT_WRONG when that fails (a full disk), else `code`. */
int common_print(const char *bytes, size_t length, int code);

/* The same; `done` ends the message: what was done nevertheless ("; …"). */
int common_print_after(const char *bytes, size_t length, int code, const char *done);

#endif
