/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include <stdbool.h>

struct buffer;
struct command;

/*
 * `clausula completion`: what a shell needs to complete a command line, made from the tables of
 * options and fields, so that it never lags behind them. It completes commands, options and their
 * values, fields of the query language, and, by asking `clausula list FIELD PREFIX` at that moment,
 * the values of a field that the index holds ("verb:", "symbol:"). What stands in place of DIR,
 * PATH, LANG, FIELD, QUERY or SYMBOL in a usage line decides what is completed there.
 */
extern const char *const completion_shells[]; /* "bash", "zsh", "fish", NULL */

/*
 * Appends the script for a shell; the list of commands ends with NULL. False, and nothing appended,
 * when there is none for it.
 */
bool completion_script(struct buffer *out, const char *shell, const struct command *const *all);

#endif
