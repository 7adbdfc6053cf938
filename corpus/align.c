/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/align.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* The next clause of the part, from `at` on. */
static size_t next_of_part(const struct resolution *resolution, size_t at, enum part part)
{
	while (at < resolution->clause_count && resolution->clauses[at].part != part)
		at++;
	return at;
}

size_t align_clause(const struct resolution *resolution, size_t clause,
		    const struct resolution *other)
{
	enum part part = resolution->clauses[clause].part;
	size_t found = SIZE_MAX, i = 0, j = 0;
	for (;; i++, j++) {
		i = next_of_part(resolution, i, part);
		j = next_of_part(other, j, part);
		if (i == resolution->clause_count || j == other->clause_count)
			break;
		bool same = strcmp(resolution->clauses[i].label, other->clauses[j].label) == 0;
		if (!same && found == SIZE_MAX)
			return SIZE_MAX;
		if (i == clause)
			found = j;
	}
	return i == resolution->clause_count && j == other->clause_count ? found : SIZE_MAX;
}
