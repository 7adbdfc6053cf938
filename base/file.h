/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;
struct error;

/*
 * Appends what can be read from `descriptor` until its end to *out. More than `most` bytes:
 * STATUS_LIMIT. `name` is used in messages alone.
 */
int file_read(int descriptor, const char *name, size_t most, struct buffer *out,
	      struct error *error);

/* The same for a path; only regular files are read (STATUS_INPUT for others). */
int file_read_path(const char *path, size_t most, struct buffer *out, struct error *error);

/* Writes all bytes; interrupted and short writes go on. */
int file_write(int descriptor, const char *name, const void *bytes, size_t length,
	       struct error *error);

/*
 * Replaces the file `name` in the directory by these bytes, all or nothing: written to another
 * name, synced, renamed, the directory synced. *replaced (may be NULL) tells whether the new bytes
 * have the name now: they may have it also after a failure, that of the last step.
 */
int file_publish(int directory, const char *name, const void *bytes, size_t length, bool *replaced,
		 struct error *error);

/* A file mapped into memory for reading. */
struct mapping {
	const unsigned char *bytes;
	size_t length;
	int descriptor;
};
#define MAPPING_INIT                                                                               \
	{                                                                                          \
		NULL, 0, -1                                                                        \
	}
int mapping_open(struct mapping *mapping, int directory, const char *name, struct error *error);
void mapping_release(struct mapping *mapping);

#endif
