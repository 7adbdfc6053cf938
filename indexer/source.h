/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_SOURCE_H
#define INDEXER_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;

/*
 * Finds the files to read: files, directories (all regular files below them, in byte order of
 * their names; names that start with a dot are passed over; a link to a directory above is not
 * followed) and archives (.tar, .zip, each also packed by xz, gzip, bzip2 or zstd), which are told
 * by their bytes. A file in an archive has the name "ARCHIVE:MEMBER".
 */
struct source {
	const char *name;
	uint64_t size;       /* of the file on disk (the archive's, for a member) */
	int64_t modified;    /* its time of change, nanoseconds since 1970 */
	const char *archive; /* the archive's name, or NULL */
	const char *bytes;   /* valid during the call alone */
	size_t length;
};

struct source_visitor {
	void *context;
	/* Before a file or an archive is read: true passes it over. May be NULL. */
	bool (*unchanged)(void *context, const char *name, uint64_t size, int64_t modified);
	void (*found)(void *context, const struct source *source);
	/* Something cannot be read; message is a whole line, the name included. May be NULL. */
	void (*failed)(void *context, const char *name, const char *message);
	/* How many bytes of the files on disk were read up to now. May be NULL. */
	void (*progress)(void *context, uint64_t bytes_done);
};

void sources_walk(const char *path, const struct source_visitor *visitor);

/* The bytes of all files on disk that sources_walk would read; for the progress bar. */
uint64_t sources_size(const char *path);

#endif
