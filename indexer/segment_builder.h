/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_SEGMENT_BUILDER_H
#define INDEXER_SEGMENT_BUILDER_H

#include "corpus/resolution.h"
#include "store/segment.h"

#include <stdint.h>

struct error;

/*
 * Resolutions of one language in, one segment out (layout: store/schema.h). The same resolutions
 * in the same order give the same bytes, whatever `memory` is. Memory: the vocabulary, some 150
 * bytes a wording, and up to half of `memory` for what else would wait in temporary files.
 */
struct segment_builder;

/* `older` are the segments that stay beside the new one, for groups of near repeats; the caller's.
 * `work_directory` is a directory of the builder's own that exists and is empty: libxapian's
 * files are made there. The caller keeps the string, and removes the directory when the builder
 * is freed. `two_threads`: it may use two cores; the bytes are the same. */
int segment_builder_new(struct segment_builder **out, const struct language *language,
			struct segment *const *older, size_t older_count,
			const char *work_directory, size_t memory, bool two_threads,
			struct error *error);
void segment_builder_free(struct segment_builder *builder);

/*
 * Shows one of every `step` resolutions that will be added, before the first of them is: what is
 * packed is packed with a sample of them. Which ones changes the size, not what can be read.
 */
void segment_builder_sample(struct segment_builder *builder, const struct resolution *resolution,
			    size_t step);

/* Adds a resolution; they must come by rising symbol_compare of their symbols, each once. */
int segment_builder_add(struct segment_builder *builder, const struct resolution *resolution,
			struct error *error);

/* Adds the mark that the index has this work no longer; in the same order as the resolutions. */
int segment_builder_remove(struct segment_builder *builder, const char *symbol,
			   struct error *error);

/* Writes the segment as file `name` of the directory. The builder can only be freed afterwards. */
int segment_builder_finish(struct segment_builder *builder, int directory, const char *name,
			   struct error *error);

#endif
