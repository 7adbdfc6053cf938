/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/threads.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

static atomic_int left = -1;
static int child_code = -1;

/* The linker gives them these names. */
int __real_pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
			  void *(*start)(void *), void *argument);
int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
			  void *(*start)(void *), void *argument);
pid_t __real_fork(void);
pid_t __wrap_fork(void);

void threads_limit(int count)
{
	left = count;
}

int __wrap_pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
			  void *(*start)(void *), void *argument)
{
	int count = left;
	while (count > 0 && !atomic_compare_exchange_weak(&left, &count, count - 1))
		;
	return count == 0 ? EAGAIN : __real_pthread_create(thread, attributes, start, argument);
}

void children_end(int code)
{
	child_code = code;
}

pid_t __wrap_fork(void)
{
	pid_t child = __real_fork();
	if (child == 0 && child_code >= 0)
		_exit(child_code);
	return child;
}
