/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/archive_library.h"

#include "base/error.h"

#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

/* The name has been the same since libarchive 3.0. */
static const char file_name[] = "libarchive.so.13";

static struct archive_library library;
static char problem[200];

static void fill(void *handle, const char *name, void *function, size_t size)
{
	/* POSIX has dlsym give functions as pointers to objects. */
	void *found = dlsym(handle, name);
	if (found == NULL && problem[0] == '\0')
		strncat(problem, name, sizeof problem - 1);
	memcpy(function, &found, size);
}

static void load(void)
{
	void *handle = dlopen(file_name, RTLD_NOW | RTLD_LOCAL);
	if (handle == NULL) {
		strncat(problem, dlerror(), sizeof problem - 1);
		return;
	}
#define apply(name) fill(handle, "archive_" #name, &library.name, sizeof library.name);
	ARCHIVE_FUNCTIONS(apply)
#undef apply
}

const struct archive_library *archive_library(struct error *error)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, load);
	if (problem[0] == '\0')
		return &library;
	error_set(error, STATUS_SYSTEM, "archives need libarchive (%s)", problem);
	return NULL;
}
