/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TESTS_UNIT_TERMINAL_H
#define TESTS_UNIT_TERMINAL_H

#include <stddef.h>

/* Runs `run` in a child whose terminal has these rows and columns, with TERM=xterm. Returns what
 * then stands on it, for free(), and in *code what `run` returned. A child that a signal ends fails
 * the test. */
char *terminal_screen(unsigned short rows, unsigned short columns, int (*run)(void *context),
		      void *context, int *code);

/* setenv, or unsetenv when the value is NULL. */
void terminal_set(const char *name, const char *value);

#endif
