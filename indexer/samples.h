/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_SAMPLES_H
#define INDEXER_SAMPLES_H

#include "base/buffer.h"

#include <stddef.h>
#include <stdint.h>

struct error;

/*
 * SECTION_SAMPLES of a segment: which wordings have a run of words in their sample. They come by
 * wordings and are written by runs: what there are more of than memory should hold waits in a
 * temporary file, and is sorted in parts.
 */
struct samples;

/* Of about `memory` bytes a part is kept, another is sorted at a time. */
struct samples *samples_new(const char *work_directory, size_t memory);
void samples_free(struct samples *samples);

/* By rising number of the wording. */
void samples_add(struct samples *samples, uint64_t run, uint32_t wording);
/* Appends the section; nothing can be added afterwards. */
int samples_write(struct samples *samples, struct buffer *out, struct error *error);

#endif
