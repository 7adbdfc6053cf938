/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_SPOOL_H
#define INDEXER_SPOOL_H

#include "corpus/resolution.h"

#include <stdbool.h>
#include <stdint.h>

struct error;

/*
 * Reads files on all cores and keeps what they give as records in one temporary file, so that
 * memory stays small however many there are.
 *
 * One thread (the caller's) hands in files with spool_add; others read them. What a file gave is
 * found in its entry after spool_wait, in the order in which the files were handed in.
 */
struct spool_entry {
	const struct language *language;    /* NULL: the file could not be read */
	const char *symbol, *issued, *date; /* "" likewise */
	const char *problem; /* why not: a whole line, file and line in front; else "" */
	char sha256[65];
	uint64_t offset; /* of the record in the spool */
	uint32_t length;
	uint32_t clauses;
	bool has_vote; /* the file told how the resolution was adopted */
};

struct spool;

/* At most `most_queued` bytes of files wait to be read; one file may always wait. `path` is a new
 * file; it is removed from its directory at once and lives until spool_free. */
int spool_new(struct spool **out, const char *path, unsigned threads, size_t most_queued,
	      struct error *error);

/*
 * Hands in a file, whose bytes are copied. It waits while too much is queued. `known_sha256` is
 * what the file had when it was last read: if it has it still, it is not read again (its entry has
 * neither language nor problem). NULL or "": it is read.
 */
void spool_add(struct spool *spool, const char *name, const char *bytes, size_t length,
	       const char *known_sha256);

/* Waits until all is read. STATUS_SYSTEM when the temporary file could not be written. */
int spool_wait(struct spool *spool, struct error *error);

size_t spool_count(const struct spool *spool);
const struct spool_entry *spool_entry(const struct spool *spool, size_t number);
/* The resolution of an entry that has one. Any thread may call it after spool_wait. */
int spool_resolution(const struct spool *spool, size_t number, struct resolution *resolution,
		     struct error *error);
void spool_free(struct spool *spool);

#endif
