/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/align.h"

#include "base/buffer.h"
#include "base/hash.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* The next clause of the part, from `at` on. */
static size_t next_of_part(const struct resolution *resolution, size_t at, enum part part)
{
	while (at < resolution->clause_count && resolution->clauses[at].part != part)
		at++;
	return at;
}

static size_t count_part(const struct resolution *resolution, enum part part)
{
	size_t count = 0;
	for (size_t i = 0; i < resolution->clause_count; i++)
		count += resolution->clauses[i].part == part;
	return count;
}

static void align_part(const struct resolution *resolution, const struct resolution *other,
		       enum part part, size_t *counterparts)
{
	bool same = count_part(resolution, part) == count_part(other, part);
	size_t i = next_of_part(resolution, 0, part), j = next_of_part(other, 0, part);
	while (same && i < resolution->clause_count) {
		same = strcmp(resolution->clauses[i].label, other->clauses[j].label) == 0;
		if (same)
			counterparts[i] = j;
		i = next_of_part(resolution, i + 1, part);
		j = next_of_part(other, j + 1, part);
	}
}

void align_clauses(const struct resolution *resolution, const struct resolution *other,
		   size_t *counterparts)
{
	for (size_t i = 0; i < resolution->clause_count; i++)
		counterparts[i] = SIZE_MAX;
	for (int part = PART_TITLE; part <= PART_ANNEX; part++)
		align_part(resolution, other, (enum part)part, counterparts);
}

size_t align_clause(const struct resolution *resolution, size_t clause,
		    const struct resolution *other)
{
	size_t *counterparts = memory_array(resolution->clause_count, sizeof *counterparts);
	align_clauses(resolution, other, counterparts);
	size_t found = counterparts[clause];
	free(counterparts);
	return found;
}

uint64_t align_hash(const struct resolution *resolution)
{
	struct buffer labels = BUFFER_INIT;
	for (size_t i = 0; i < resolution->clause_count; i++) {
		const struct clause *clause = &resolution->clauses[i];
		buffer_add_byte(&labels, (char)('0' + clause->part));
		buffer_add(&labels, clause->label, strlen(clause->label) + 1);
	}
	uint64_t hash = hash_bytes(labels.bytes, labels.length);
	buffer_release(&labels);
	return hash;
}
