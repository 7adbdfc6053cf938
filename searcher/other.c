/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/other.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/map.h"
#include "corpus/align.h"

#include <stdlib.h>
#include <string.h>

/* The places of one work that a search in the other language found. */
struct found_work {
	size_t segment;
	uint32_t work;
	uint32_t *clauses;
	size_t count, capacity;
};

struct found_works {
	struct found_work *at;
	size_t count, capacity;
	struct map by_work; /* segment << 32 | work to its number */
};

static void add_place(struct found_works *works, const struct place *place)
{
	uint32_t *number = map_at(&works->by_work, (uint64_t)place->segment << 32 | place->work);
	if (*number == UINT32_MAX) {
		*number = (uint32_t)works->count;
		works->at =
		    memory_grow(works->at, &works->capacity, works->count + 1, sizeof *works->at);
		works->at[works->count++] =
		    (struct found_work){ place->segment, place->work, NULL, 0, 0 };
	}
	struct found_work *work = &works->at[*number];
	work->clauses =
	    memory_grow(work->clauses, &work->capacity, work->count + 1, sizeof *work->clauses);
	work->clauses[work->count++] = place->clause;
}

static void release(struct found_works *works)
{
	for (size_t i = 0; i < works->count; i++)
		free(works->at[i].clauses);
	free(works->at);
	map_release(&works->by_work);
}

/* The clauses of this language that are aligned with those that were found of one work. */
static int align_work(struct search *search, size_t language, size_t test, struct segment *from,
		      const struct found_work *work, struct error *error)
{
	const struct index_language *row = &search->index->languages[language];
	struct segment *segment;
	uint32_t here;
	struct resolution there_version, here_version;
	if (!index_find(row, segment_symbol(from, work->work), &segment, &here))
		return STATUS_OK;
	int status = segment_resolution(from, work->work, false, &there_version, NULL, error);
	if (status != STATUS_OK)
		return status;
	status = segment_resolution(segment, here, false, &here_version, NULL, error);
	if (status == STATUS_OK) {
		struct match *match = search->matches[language];
		while (match->segment != segment)
			match++;
		for (size_t i = 0; i < work->count; i++) {
			size_t clause =
			    align_clause(&there_version, work->clauses[i], &here_version);
			if (clause != SIZE_MAX)
				field_match_add(&match->tests[test], here, (uint32_t)clause);
		}
		resolution_release(&here_version);
	}
	resolution_release(&there_version);
	return status;
}

/* Runs the words as a query of their own in their language. */
static int find_there(const struct search *search, const struct node *node, struct index **index,
		      struct search *found, struct error *error)
{
	struct buffer query = BUFFER_INIT;
	const struct search_options options = { .exact = true };
	buffer_add_format(&query, node->quoted ? "\"%.*s\"" : "%.*s", (int)node->length,
			  node->text);
	int status = index_open(index, search->index->path, &node->language, 1, error);
	if (status == STATUS_OK) {
		status = search_run(found, *index, query.bytes, query.length, &options, error);
		if (status != STATUS_OK)
			index_free(*index);
	}
	buffer_release(&query);
	return status;
}

static int fill_test(struct search *search, size_t language, size_t test, struct error *error)
{
	const struct node *node = field_test_node(search->conditions[language].tests[test]);
	struct index *index;
	struct search found;
	struct found_works works = { 0 };
	int status = find_there(search, node, &index, &found, error);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < found.place_count; i++)
		add_place(&works, &found.places[i]);
	for (size_t i = 0; i < works.count && status == STATUS_OK; i++)
		status = align_work(search, language, test,
				    index->languages[0].segments[works.at[i].segment], &works.at[i],
				    error);
	for (size_t i = 0; i < search->index->languages[language].segment_count; i++)
		field_match_sort(&search->matches[language][i].tests[test]);
	release(&works);
	search_release(&found);
	index_free(index);
	return status;
}

int other_fill(struct search *search, struct error *error)
{
	int status = STATUS_OK;
	for (size_t l = 0; l < search->index->language_count; l++)
		for (size_t t = 0; t < search->conditions[l].test_count && status == STATUS_OK; t++)
			if (field_test_field(search->conditions[l].tests[t]) == FIELD_OTHER)
				status = fill_test(search, l, t, error);
	return status;
}
