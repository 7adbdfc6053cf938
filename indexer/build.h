/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_BUILD_H
#define INDEXER_BUILD_H

#include "base/language.h"
#include "base/memory.h"
#include "store/schema.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;

/*
 * `clausula index`: from files to a new generation of an index.
 *
 * 1. Read: every file that is new or changed becomes a record in a temporary spool (all cores).
 * 2. Choose: of several files with the same resolution in the same language the one issued last.
 * 3. Build: for each language with something new one segment, from the spool and from those older
 *    segments that are not much larger than the news (all cores, a language each).
 * 4. Publish: the new manifest replaces the old one by a rename.
 * Until step 4 readers see the old generation, whole; a build that fails leaves it in place.
 */

enum build_phase { BUILD_READING, BUILD_WRITING };

/* What a build takes, and the least that makes sense: below it memory would not shrink any more. */
#define BUILD_MEMORY       ((size_t)256 << 20)
#define BUILD_LEAST_MEMORY ((size_t)16 << 20)

struct build_options {
	const char *index_path;
	const char *const *paths; /* files, directories, archives; names are made absolute */
	size_t path_count;        /* 0 is legal with `rebuild` alone: the sources of last time */
	bool rebuild;             /* read everything anew and forget what was there */
	unsigned threads;         /* 0: one for each core */
	/* Bytes; what does not fit goes to temporary files in the index, which is the same in the
	 * end. 0 is legal. What it does not bound: ARCHITECTURE.md. */
	size_t memory;
	/* Called by one thread, some times a second; may be NULL. BUILD_READING counts bytes of the
	 * files on disk, BUILD_WRITING clauses. */
	void (*progress)(void *context, enum build_phase phase, uint64_t done, uint64_t total);
	void *context;
};

struct build_notice {
	const char *line; /* whole, file in front */
};

struct build_language {
	const struct language *language;
	uint64_t read;                /* language versions that this run read */
	struct segment_counts counts; /* what the index holds now */
	uint64_t bytes;               /* of its segments on disk */
};

struct build_report {
	uint64_t files, unchanged, extracts;
	struct build_notice *problems; /* files that could not be read, by name */
	size_t problem_count, problem_capacity;
	struct build_notice *duplicates; /* files that give what another file gives, by name */
	size_t duplicate_count, duplicate_capacity;
	uint64_t removed; /* language versions that no file gives any longer */
	struct build_language languages[LANGUAGE_COUNT]; /* in the order of `languages` */
	bool changed;                                    /* a new generation was published */
	double seconds;
	struct arena arena;
};

/* On failure the report holds what was found until then. Release it in both cases. */
int build_index(const struct build_options *options, struct build_report *report,
		struct error *error);
void build_report_release(struct build_report *report);

#endif
