/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/headings.h"

#include <string.h>

static struct clause heading_clause(struct arena *arena, const struct clause *clause)
{
	struct clause heading = { .part = clause->part,
				  .number = "",
				  .verb = "",
				  .heading = "",
				  .text = clause->heading };
	size_t length = strlen(clause->label);
	char *label = arena_get(arena, length + 3);
	memcpy(label, clause->label, length);
	memcpy(label + length, "/H", 3);
	heading.label = label;
	return heading;
}

void headings_promote(struct resolution *resolution)
{
	size_t count = 0;
	for (size_t i = 0; i < resolution->clause_count; i++)
		count += resolution->clauses[i].heading[0] != '\0';
	if (count == 0)
		return;
	struct clause *clauses =
	    arena_get(&resolution->arena, (resolution->clause_count + count) * sizeof *clauses);
	size_t used = 0;
	for (size_t i = 0; i < resolution->clause_count; i++) {
		struct clause *clause = &resolution->clauses[i];
		if (clause->heading[0] != '\0')
			clauses[used++] = heading_clause(&resolution->arena, clause);
		clause->heading = "";
		clauses[used++] = *clause;
	}
	resolution->clauses = clauses;
	resolution->clause_count = used;
}
