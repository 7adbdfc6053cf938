/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Runs a command as a whole process, its standard output thrown away or kept, and prints on its own
 * standard output: microseconds by the clock, microseconds of the processor, peak memory in KiB,
 * exit code. It is small itself: a child's peak memory counts that of the process it was made in.
 *
 * Usage: measure INPUT OUTPUT COMMAND [ARGUMENT]...   (INPUT and OUTPUT may be /dev/null)
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static double microseconds(struct timeval time)
{
	return (double)time.tv_sec * 1e6 + (double)time.tv_usec;
}

int main(int count, char **arguments)
{
	posix_spawn_file_actions_t files;
	struct rusage usage;
	pid_t child;
	int status;
	if (count < 4) {
		fprintf(stderr, "usage: measure INPUT OUTPUT COMMAND [ARGUMENT]...\n");
		return 2;
	}
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0, arguments[1], O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&files, 1, arguments[2], O_WRONLY | O_CREAT | O_TRUNC,
					 0666);
	double start = now();
	int result = posix_spawnp(&child, arguments[3], &files, NULL, arguments + 3, environ);
	if (result != 0) {
		fprintf(stderr, "measure: %s: %s\n", arguments[3], strerror(result));
		return 2;
	}
	if (wait4(child, &status, 0, &usage) != child)
		return 2;
	double took = now() - start;
	printf("%.0f %.0f %ld %d\n", took,
	       microseconds(usage.ru_utime) + microseconds(usage.ru_stime), usage.ru_maxrss,
	       WIFEXITED(status) ? WEXITSTATUS(status) : 128);
	return 0;
}
