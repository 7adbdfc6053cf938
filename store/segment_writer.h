/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STORE_SEGMENT_WRITER_H
#define STORE_SEGMENT_WRITER_H

#include "base/buffer.h"
#include "base/spill.h"
#include "store/schema.h"

struct error;

/*
 * Writes a segment: the sections' bytes, which the caller gathered (SECTION_CHECKS and
 * SECTION_XAPIAN are not used), and behind them the single-file database at `database_path` (NULL:
 * none). A section is its bytes, and behind them its spill (ended), if it has one. The file `name`
 * in the directory is new, complete and synced when this returns STATUS_OK, and absent otherwise.
 */
struct sections {
	struct buffer bytes[SECTION_COUNT];
	struct spill *spills[SECTION_COUNT]; /* NULL: none */
};
int segment_write(int directory, const char *name, const struct sections *sections,
		  const char *database_path, struct error *error);

/* Appends numbers to a section as the arrays of store/schema.h have them. */
void section_add_u32(struct buffer *section, uint32_t number);
void section_add_u64(struct buffer *section, uint64_t number);
void section_add_work(struct buffer *section, const struct work_entry *entry);
void section_add_block(struct buffer *section, const struct block_entry *entry);

#endif
