/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/other.h"

#include "base/error.h"
#include "base/map.h"
#include "corpus/align.h"

#include <stdlib.h>
#include <string.h>

/* The places of one work that a search in the other language found. */
struct found_work {
	size_t segment;
	uint32_t work;
	bool decoded;              /* once for all languages that are searched */
	struct resolution version; /* without texts */
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
		    (struct found_work){ .segment = place->segment, .work = place->work };
	}
	struct found_work *work = &works->at[*number];
	work->clauses =
	    memory_grow(work->clauses, &work->capacity, work->count + 1, sizeof *work->clauses);
	work->clauses[work->count++] = place->clause;
}

static void release(struct found_works *works)
{
	for (size_t i = 0; i < works->count; i++) {
		free(works->at[i].clauses);
		if (works->at[i].decoded)
			resolution_release(&works->at[i].version);
	}
	free(works->at);
	map_release(&works->by_work);
}

/* The clauses of this language that are aligned with those that were found of one work. */
static int align_work(struct search *search, size_t language, size_t test, struct segment *from,
		      struct found_work *work, struct error *error)
{
	const struct index_language *row = &search->index->languages[language];
	struct segment *segment;
	uint32_t here;
	struct resolution here_version;
	if (!index_find(row, segment_symbol(from, work->work), &segment, &here))
		return STATUS_OK;
	int status = STATUS_OK;
	if (!work->decoded)
		status = segment_resolution(from, work->work, false, &work->version, NULL, error);
	if (status != STATUS_OK)
		return status;
	work->decoded = true;
	status = segment_resolution(segment, here, false, &here_version, NULL, error);
	if (status == STATUS_OK) {
		struct match *match = search->matches[language];
		while (match->segment != segment)
			match++;
		size_t *counterparts =
		    memory_array(work->version.clause_count, sizeof *counterparts);
		align_clauses(&work->version, &here_version, counterparts);
		for (size_t i = 0; i < work->count; i++) {
			size_t clause = counterparts[work->clauses[i]];
			if (clause != SIZE_MAX)
				field_match_add(&match->tests[test], here, (uint32_t)clause);
		}
		free(counterparts);
		resolution_release(&here_version);
	}
	return status;
}

/* Runs the words as a query of their own in their language. */
static int find_there(const struct search *search, const struct node *node, struct index **index,
		      struct search *found, struct error *error)
{
	const struct search_options options = { .exact = true };
	int status = index_open(index, search->index->path, &node->language, 1, error);
	if (status != STATUS_OK)
		return status;
	struct query query;
	query_of_words(&query, &search->query, node);
	status = search_run_query(found, *index, &query, &options, error);
	if (status != STATUS_OK)
		index_free(*index);
	return status;
}

/* What was found for one condition: the same for all languages that are searched. */
struct answer {
	const struct node *node;
	struct index *index;
	struct search found;
	struct found_works works;
};

struct answers {
	struct answer *at;
	size_t count, capacity;
};

static int get_answer(struct answers *answers, const struct search *search, const struct node *node,
		      struct answer **out, struct error *error)
{
	for (size_t i = 0; i < answers->count; i++)
		if (answers->at[i].node == node) {
			*out = &answers->at[i];
			return STATUS_OK;
		}
	struct answer answer = { .node = node };
	int status = find_there(search, node, &answer.index, &answer.found, error);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < answer.found.place_count; i++)
		add_place(&answer.works, &answer.found.places[i]);
	answers->at =
	    memory_grow(answers->at, &answers->capacity, answers->count + 1, sizeof *answers->at);
	answers->at[answers->count] = answer;
	*out = &answers->at[answers->count++];
	return STATUS_OK;
}

static void release_answers(struct answers *answers)
{
	for (size_t i = 0; i < answers->count; i++) {
		release(&answers->at[i].works);
		search_release(&answers->at[i].found);
		index_free(answers->at[i].index);
	}
	free(answers->at);
}

static int fill_test(struct answers *answers, struct search *search, size_t language, size_t test,
		     struct error *error)
{
	struct answer *answer;
	const struct node *node = field_test_node(search->conditions[language].tests[test]);
	int status = get_answer(answers, search, node, &answer, error);
	for (size_t i = 0; status == STATUS_OK && i < answer->works.count; i++) {
		struct found_work *work = &answer->works.at[i];
		struct segment *from = answer->index->languages[0].segments[work->segment];
		status = search_check_time(search, error);
		if (status == STATUS_OK)
			status = align_work(search, language, test, from, work, error);
	}
	for (size_t i = 0; i < search->index->languages[language].segment_count; i++)
		field_match_sort(&search->matches[language][i].tests[test]);
	return status;
}

int other_fill(struct search *search, struct error *error)
{
	struct answers answers = { 0 };
	int status = STATUS_OK;
	for (size_t l = 0; l < search->index->language_count; l++)
		for (size_t t = 0; t < search->conditions[l].test_count && status == STATUS_OK; t++)
			if (field_test_field(search->conditions[l].tests[t]) == FIELD_OTHER)
				status = fill_test(&answers, search, l, t, error);
	release_answers(&answers);
	return status;
}
