/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_GROUPS_H
#define INDEXER_GROUPS_H

#include "base/buffer.h"
#include "base/spill.h"
#include "store/nearest.h"

#include <stddef.h>
#include <stdint.h>

/*
 * Near repeats, found while a segment is made (SECTION_GROUPS and SECTION_SAMPLES): a wording
 * belongs to the group of the first wording that shares RUNS_NEAR of its runs of words
 * (store/runs.h), of several to the one that shares most; one that is like none before begins a
 * group of its own, unless an older segment has one for it. Of those before it that share a run of
 * the sample (RUNS_SAMPLE) the first 4,096 are looked at, until 128 of them seem to be near.
 *
 * Memory: some 50 bytes a wording. The runs themselves, and which wordings share one, wait in
 * temporary files where they are more than a part of `memory`.
 */
struct group_wordings {
	const uint64_t *forms;  /* runs_form of each form */
	struct spill *sequence; /* ended; a piece for each wording: the u32 numbers of its forms */
	uint32_t count;         /* of wordings */
	struct nearest_finder *older; /* of the segments that stay beside this one; NULL: none */
	const char *work_directory;
	size_t memory;
};

/* The rows are ended. STATUS_SYSTEM: a temporary file could not be written or read. */
int groups_write(const struct group_wordings *wordings, struct buffer *groups,
		 struct buffer *sample_starts, struct spill *sample_rows, struct error *error);

#endif
