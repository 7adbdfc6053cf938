/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_FACETS_H
#define SEARCHER_FACETS_H

#include "base/map.h"
#include "searcher/field.h"
#include "searcher/search.h"

/*
 * Counting by field: which values the clauses of a search have, or those of an index, and how many
 * have each.
 */
struct facet {
	const char *name;
	uint64_t count;
};

struct facets {
	struct names names;
	struct facet *at;
	size_t count, capacity;
};

/* Whether a field has values to count: all but title. */
bool facets_can_count(int field);

/* Counts the clauses that a search found, the most frequent value first. */
void facets_of_search(struct facets *facets, const struct search *search, int field);

/*
 * Counts what a language of the index holds, in the order of names: resolutions, and for verb,
 * cites and part clauses. Only names that begin with `prefix`, accents and case apart.
 */
void facets_of_index(struct facets *facets, const struct index_language *language, int field,
		     const char *prefix);
/* By name, as people count: 9 before 78. */
void facets_sort_by_name(struct facets *facets);
void facets_release(struct facets *facets);

#endif
