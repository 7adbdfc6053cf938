/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_ALIKE_H
#define SEARCHER_ALIKE_H

#include "store/index.h"
#include "store/nearest.h"

#include <stddef.h>
#include <stdint.h>

struct error;

/*
 * The wordings of a language that are most like a text: those that share most of its wording
 * (store/nearest.h), then those that share most of its words, among those that weigh most in an OR
 * of its rarest words (searcher/candidates.h).
 */
enum {
	ALIKE_CANDIDATES = 200, /* wordings that the rarest words find */
	ALIKE_LEAST_TERMS = 8,  /* of the text, the rarest ones, that are searched … */
	ALIKE_MOST_TERMS = 32,
	ALIKE_POSTINGS = 30000, /* … until so many wordings have one of them */
};

/* What shares less than this of both is not alike, unless nothing shares more. */
#define ALIKE_LEAST 0.1

struct alike {
	size_t segment;
	uint32_t wording;
	uint64_t hash;
	double runs;  /* the share of the wording: store/runs.h */
	double words; /* the share of the words: of the rarities (logarithms) of all words of both,
			 stop words left out, those of the words that both have in any inflection */
};

/* The most alike first: near repeats by `runs`, then the others by the larger of the two shares. */
struct alike_list {
	struct alike *at;
	size_t count, capacity;
};

/* A text without words that the index holds is like none. On success the caller calls
 * alike_release. */
int alike_find(struct alike_list *list, const struct index_language *language, const char *text,
	       size_t length, struct error *error);

/* The language of the index that knows most of the text's words; of equal ones the first; NULL when
 * none knows any. */
const struct index_language *alike_language(const struct index *index, const char *text,
					    size_t length);
void alike_release(struct alike_list *list);

#endif
