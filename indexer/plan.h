/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_PLAN_H
#define INDEXER_PLAN_H

#include "corpus/extract.h"
#include "indexer/build.h"
#include "indexer/source_table.h"
#include "indexer/spool.h"
#include "store/index.h"

/*
 * Step 2 of a build: which resolutions go into the new segment of each language, and from where.
 */

/* Where a resolution is: in the spool (segment NULL) or in a segment of the old generation. */
struct place {
	size_t entry; /* in the spool */
	struct segment *segment;
	uint32_t work;
};

struct input {
	const char *symbol;
	bool removed; /* no resolution: the mark that it is gone */
	struct place place;
	/* Another language version tells how it was adopted, this one does not; or an older version
	 * of this one may have more from an extract. */
	bool has_donor;
	struct place donor;
};

struct language_plan {
	const struct language *language;
	const struct index_language *old; /* NULL: nothing of this language in the old generation */
	size_t kept; /* how many of its segments stay, the oldest ones; the others are merged */
	struct input *inputs; /* by symbol_compare */
	size_t count, capacity;
	uint64_t clauses; /* of all inputs */
};

struct plan {
	struct language_plan languages[LANGUAGE_COUNT];
};

/* What is known when the plan is made. */
struct plan_facts {
	const struct spool *spool;
	const size_t *entry_rows; /* a spool entry's row in the table */
	struct source_table *table;
	const struct source_row *old_rows; /* the rows as they were before this run */
	size_t old_row_count;
	const struct extracts *extracts;
	const struct index *old; /* NULL: there is no old generation */
};

int plan_make(struct plan *plan, const struct plan_facts *facts, struct build_report *report,
	      struct error *error);
void plan_release(struct plan *plan);

/* Reads an input's resolution, whole, with what its extract or its donor knows of it. */
int plan_resolution(const struct plan_facts *facts, const struct input *input,
		    struct resolution *resolution, struct error *error);

/* Appends a line to one of the report's lists. */
void build_notice_add(struct build_report *report, struct build_notice **list, size_t *count,
		      size_t *capacity, const char *line);

#endif
