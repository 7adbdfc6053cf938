/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_PAGER_H
#define CLI_PAGER_H

#include "cli/terminal.h"

/*
 * As common_print: writes to standard output and returns EXIT_WRONG when that fails, else `code`.
 * When standard output is a terminal and the bytes do not fit on its screen, they go through the
 * pager: $CLAUSULA_PAGER, else $PAGER, else less. An empty name or "cat" means none. $LESS is FRX
 * where it is not set. The command is run by the shell. A pager that is left before it has read
 * everything is no failure; one that cannot be started is done without.
 */
int pager_print(const char *bytes, size_t length, int code);

/* What it decides with. The pager's command, or NULL for none. */
const char *pager_command(void);

/* How many lines of a terminal the bytes take, folded by the terminal; control sequences that begin
 * with ESC [ take none. Counting ends above `most`. */
size_t pager_lines(const char *bytes, size_t length, size_t columns, size_t most);

#endif
