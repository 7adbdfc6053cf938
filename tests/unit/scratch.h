/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TESTS_UNIT_SCRATCH_H
#define TESTS_UNIT_SCRATCH_H

#include <stddef.h>

/* A directory for one test, and files in it. Strings are the caller's to free. */
char *scratch_new(void);
char *scratch_path(const char *scratch, const char *name);      /* SCRATCH/NAME; nothing is made */
char *scratch_directory(const char *scratch, const char *name); /* the same, made */
void scratch_write(const char *directory, const char *name, const void *bytes, size_t length);
/* The descriptor of a file that was made there and is open in this process, with or without a name.
 */
int scratch_open_file(const char *scratch);
/* Makes or updates the index at `index` of the resolutions in the directory, with one thread. */
void scratch_index(const char *index, const char *directory);
void scratch_free(char *scratch); /* with all that is in it */

#endif
