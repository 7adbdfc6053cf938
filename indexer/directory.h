/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_DIRECTORY_H
#define INDEXER_DIRECTORY_H

#include "store/manifest.h"

#include <stdbool.h>
#include <stddef.h>

struct error;

/*
 * The index directory as the writer sees it: locked by one process, with a place for unfinished
 * work, and cleared of what the current manifest does not name.
 */
struct directory {
	char *path;
	int descriptor;
	int lock;
	char *work;  /* PATH/building: temporary files; removed by directory_close */
	size_t made; /* bytes of `path` up to the first directory that was made; 0: none was */
};
#define DIRECTORY_INIT                                                                             \
	{                                                                                          \
		NULL, -1, -1, NULL, 0                                                              \
	}

/*
 * Makes the directory where there is none, takes the lock and makes an empty `work` directory.
 * STATUS_LOCKED at once when another process has the lock, with its number. A directory that holds
 * other things and no index is refused (STATUS_INPUT) and left as it is.
 */
int directory_open(struct directory *directory, const char *path, struct error *error);

/* Makes the directory PATH/building/NAME; the caller frees *path. */
int directory_work(const struct directory *directory, const char *name, char **path,
		   struct error *error);

/* The highest generation in the names of the index's files that begin so; 0 when it has none. */
uint64_t directory_last_generation(const struct directory *directory, const char *beginning);

/* Removes the files of the index that the manifest does not name: what a killed build left, and
 * after a new generation is published the old one's. Readers that have them open keep them. */
void directory_clean(const struct directory *directory, const struct manifest *manifest);

void directory_close(struct directory *directory);

/* Closes it after a failure: those directories that directory_open made, and that hold nothing but
 * the lock, are removed. */
void directory_discard(struct directory *directory);

#endif
