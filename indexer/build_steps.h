/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_BUILD_STEPS_H
#define INDEXER_BUILD_STEPS_H

#include "indexer/build.h"
#include "indexer/directory.h"
#include "indexer/plan.h"

#include <pthread.h>
#include <stdatomic.h>

/* What the steps of a build share: build.c runs them, build_reading.c reads the sources,
 * build_writing.c writes the segments. */

struct build {
	const struct build_options *options;
	struct build_report *report;
	struct directory directory;
	struct manifest old_manifest; /* generation 0 when there is none */
	struct index *old;            /* NULL when there is none, or nothing of it counts */
	struct source_table table;
	struct source_row *old_rows; /* rows that were read anew, as they were before */
	size_t old_row_count, old_row_capacity;
	struct spool *spool;
	size_t *entry_rows;
	size_t entry_row_capacity;
	struct extracts extracts;
	struct extracts known_extracts; /* of files that did not change; for what is new */
	bool table_changed;
	char **paths;
	size_t path_count, path_capacity;
	uint64_t bytes_before, bytes_total; /* of the paths that are done; of all */
};

/* How many threads a build uses. */
unsigned build_threads(const struct build_options *options);
/* How many of `count` languages are written at a time: with little memory fewer. */
size_t build_writers(const struct build_options *options, size_t count);

/* Reads what changed in build->paths: resolutions into the spool, extracts, the table of sources.
 */
int build_read(struct build *build, struct error *error);

struct writing {
	struct build *build;
	const struct plan_facts *facts;
	struct plan *plan;
	uint64_t generation;
	const struct language_plan *order[LANGUAGE_COUNT]; /* the largest first */
	size_t count;
	atomic_size_t next;
	atomic_uint_fast64_t clauses_done;
	pthread_mutex_t mutex;
	pthread_cond_t ended;
	size_t running;
	size_t memory;      /* for each writer */
	bool spare;         /* there are more cores than writers: each may use two */
	struct error error; /* the first failure */
	struct manifest_segment segments[LANGUAGE_COUNT];
	bool published; /* the manifest has its name */
};

/* Writes a segment for each language of the plan that has inputs, languages in parallel. On failure
 * the caller removes the files in writing->segments. */
int build_write(struct writing *writing, struct error *error);

#endif
