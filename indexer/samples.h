/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_SAMPLES_H
#define INDEXER_SAMPLES_H

#include "base/buffer.h"
#include "base/spill.h"

#include <stddef.h>
#include <stdint.h>

/*
 * Writes SECTION_SAMPLES of a segment (store/schema.h): which wordings have a run of words in their
 * sample.
 */
struct samples_writer {
	struct buffer *starts; /* the first part of the section: where each bucket starts */
	struct spill *rows;    /* the second part: of all buckets */
	struct buffer row;
	unsigned bits;
	uint64_t bucket; /* the next one whose start is not known yet */
};

/* `links`: how many there will be, of a run to a wording, in all. The caller ends the rows. */
void samples_start(struct samples_writer *writer, uint64_t links, struct buffer *starts,
		   struct spill *rows);
/* The wordings, rising, that have the run in their sample; runs come rising. */
void samples_add(struct samples_writer *writer, uint64_t run, const uint32_t *wordings,
		 size_t count);
void samples_end(struct samples_writer *writer);

#endif
