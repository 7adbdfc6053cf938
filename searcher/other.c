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
static int align_work(struct segment *from, struct found_work *work, struct segment *to,
		      uint32_t here, struct field_match *test, struct error *error)
{
	struct resolution version;
	int status = STATUS_OK;
	if (segment_work(from, work->work).labels == segment_work(to, here).labels) {
		for (size_t i = 0; i < work->count; i++)
			field_match_add(test, here, work->clauses[i]);
		return STATUS_OK;
	}
	if (!work->decoded)
		status = segment_resolution(from, work->work, false, &work->version, NULL, error);
	if (status != STATUS_OK)
		return status;
	work->decoded = true;
	status = segment_resolution(to, here, false, &version, NULL, error);
	if (status != STATUS_OK)
		return status;
	size_t *counterparts = memory_array(work->version.clause_count, sizeof *counterparts);
	align_clauses(&work->version, &version, counterparts);
	for (size_t i = 0; i < work->count; i++)
		if (work->clauses[i] < work->version.clause_count &&
		    counterparts[work->clauses[i]] != SIZE_MAX)
			field_match_add(test, here, (uint32_t)counterparts[work->clauses[i]]);
	free(counterparts);
	resolution_release(&version);
	return STATUS_OK;
}

enum { LOOK_AT_CLOCK = 32 }; /* works between two looks */

/* What was found for one condition: the same for all languages that are searched. */
struct answer {
	const struct node *node;
	struct index *opened; /* NULL: the language is one of those that are searched */
	struct index view;    /* that language alone */
	struct found_works works;
};

struct answers {
	struct answer *at[QUERY_MAX_WORDS];
	size_t count;
};

/* The index with the condition's language alone; opened when it is not searched itself. */
static int view_language(struct answer *answer, const struct search *search, struct error *error)
{
	struct index *index = search->index;
	int status = STATUS_OK;
	answer->view = *index;
	for (size_t l = 0; l < index->language_count; l++)
		if (index->languages[l].language == answer->node->language) {
			answer->view.languages = &index->languages[l];
			answer->view.language_count = 1;
			return STATUS_OK;
		}
	status = index_open(&answer->opened, index->path, &answer->node->language, 1, error);
	if (status == STATUS_OK)
		answer->view = *answer->opened;
	return status;
}

/* Runs the words as a query of their own in their language. */
static int find_there(struct answer *answer, const struct search *search, struct error *error)
{
	const struct search_options options = {
		.exact = true,
		.places_only = true,
		.max_milliseconds = search->options.max_milliseconds,
	};
	struct query query;
	struct search found;
	int status = view_language(answer, search, error);
	if (status != STATUS_OK)
		return status;
	query_of_words(&query, &search->query, answer->node);
	status = search_run_query(&found, &answer->view, &query, &options, error);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < found.place_count; i++)
		add_place(&answer->works, &found.places[i]);
	search_release(&found);
	return STATUS_OK;
}

static void free_answer(struct answer *answer)
{
	release(&answer->works);
	index_free(answer->opened);
	free(answer);
}

static int get_answer(struct answers *answers, const struct search *search, const struct node *node,
		      struct answer **out, struct error *error)
{
	for (size_t i = 0; i < answers->count; i++)
		if (answers->at[i]->node == node) {
			*out = answers->at[i];
			return STATUS_OK;
		}
	struct answer *answer = memory_array(1, sizeof *answer);
	answer->node = node;
	int status = find_there(answer, search, error);
	if (status != STATUS_OK) {
		free_answer(answer);
		return status;
	}
	*out = answers->at[answers->count++] = answer;
	return STATUS_OK;
}

static int fill_test(struct answers *answers, struct search *search, size_t language, size_t test,
		     struct error *error)
{
	struct answer *answer;
	const struct index_language *row = &search->index->languages[language];
	const struct node *node = field_test_node(search->conditions[language].tests[test]);
	int status = get_answer(answers, search, node, &answer, error);
	for (size_t i = 0; status == STATUS_OK && i < answer->works.count; i++) {
		struct found_work *work = &answer->works.at[i];
		struct segment *from = answer->view.languages[0].segments[work->segment], *to;
		struct match *match = search_matches(search, language);
		uint32_t here;
		if (i % LOOK_AT_CLOCK == 0)
			status = search_check_time(search, error);
		if (status != STATUS_OK ||
		    !index_find(row, segment_symbol(from, work->work), &to, &here))
			continue;
		while (match->segment != to)
			match++;
		status = align_work(from, work, to, here, &match->tests[test], error);
	}
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
	for (size_t i = 0; i < answers.count; i++)
		free_answer(answers.at[i]);
	return status;
}
