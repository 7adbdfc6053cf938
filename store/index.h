/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STORE_INDEX_H
#define STORE_INDEX_H

#include "store/manifest.h"
#include "store/segment.h"

#include <stdint.h>

struct error;

/*
 * An index directory, open for reading: the segments of one generation. A build that publishes a
 * new one meanwhile does not disturb it: the files stay open until index_free.
 */
struct index_language {
	const struct language *language;
	struct segment **segments; /* oldest first */
	size_t segment_count;
};

struct index {
	char *path;
	int directory;
	struct manifest manifest;
	struct index_language *languages; /* those that the index holds and that were asked for */
	size_t language_count;
};

/*
 * Opens the index at `path`. `wanted` limits it to some languages; NULL or a count of 0: all that
 * it has. STATUS_ABSENT: no index there, or a wanted language is not in it.
 */
int index_open(struct index **out, const char *path, const struct language *const *wanted,
	       size_t wanted_count, struct error *error);
void index_free(struct index *index);

/* The databases of the segments of a language that has pairs as one: wording w of segment s is the
 * document with the id w * segment_count + s + 1. The caller frees it before the index. */
int index_database(const struct index_language *language, struct xap_database **out,
		   struct error *error);

/* segment_check of all its segments: asked before an answer is shown. */
int index_check(const struct index *index, struct error *error);

/* What a language holds, hidden works left out. Wordings, forms, terms and tokens are added up over
 * the segments: what stands in two of them counts twice. */
struct segment_counts index_counts(const struct index_language *language);

/* Of those only the wordings, which weights are reckoned with. */
double index_wordings(const struct index_language *language);

/* The language of an open index, or NULL when it does not hold it (or was not asked for it). */
const struct index_language *index_row(const struct index *index, const struct language *language);

/* Where a work is found: the newest segment that has it. False when no segment does. */
bool index_find(const struct index_language *language, const char *symbol, struct segment **segment,
		uint32_t *work);

#endif
