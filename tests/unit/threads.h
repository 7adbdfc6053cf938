/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TESTS_UNIT_THREADS_H
#define TESTS_UNIT_THREADS_H

/*
 * The program's threads are started by a function of threads.c (the linker's --wrap): so many can
 * be started from now on, then none. A negative number takes the limit away.
 */
void threads_limit(int count);

/* The same of processes: each child ends at once with this exit code. A negative number takes that
 * back. */
void children_end(int code);

#endif
