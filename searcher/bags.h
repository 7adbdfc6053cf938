/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_BAGS_H
#define SEARCHER_BAGS_H

#include "base/map.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct alignable;

/*
 * Texts as multisets of their words and pairs of neighbouring words, without regard to case: what
 * two of them share is their likeness (searcher/alignment.h).
 */
struct feature {
	uint32_t number; /* of the word or the pair: 0, 1, 2 … */
	uint32_t count;
};

struct bag {
	struct feature *features; /* by rising number */
	size_t count;
	size_t words;
	double weight; /* of all of them */
	uint64_t key;  /* hash of the class and the words in their order */
};

/* All bags that are compared with each other. Ready for use when all its bytes are zero. */
struct bags {
	struct bag *lists[2];
	size_t counts[2], list_count;
	struct map numbers; /* the hash of a feature to its number */
	struct {
		uint32_t bags; /* that have it */
		bool is_number;
	} * features;
	double *weights; /* of each feature, from bags_weigh */
	size_t feature_count, feature_capacity;
};

/* The bags of a list of texts; at most two lists. They belong to *bags. */
struct bag *bags_add(struct bags *bags, const struct alignable *texts, size_t count);

/* When all lists are there: gives each feature its weight, which is the greater the fewer bags have
 * it. A number weighs less than a word: dates, sums and symbols change from session to session. */
#define BAGS_NUMBER 0.25
void bags_weigh(struct bags *bags);

/* The weight of what two bags share; with a third, of what is left of b without it. */
double bags_shared(const struct bags *bags, const struct bag *a, const struct bag *b,
		   const struct bag *without);
void bags_release(struct bags *bags);

#endif
