/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/resolutions.h"

#include "base/error.h"
#include "base/map.h"
#include "searcher/candidates.h"

#include <stdlib.h>
#include <string.h>

/* A word, phrase or NEAR of the query, and for each segment the works that have it. */
struct node_set {
	const struct condition *condition;
	bool **works;
};

struct task {
	struct search *search;
	size_t language;
	const struct index_language *row;
	const struct conditions *conditions;
	struct match *matches;
	struct node_set *nodes;
	size_t node_count, node_capacity;
	size_t *node_of;                /* a condition's id to its number in `nodes` */
	const struct condition **parts; /* FIELDs that limit the clauses */
	size_t part_count, part_capacity;
	struct xap_matches candidates;
	double *scores; /* of the candidates */
};

static bool is_text(const struct condition *condition)
{
	return condition->kind == CONDITION_LEAF || condition->kind == CONDITION_SEQUENCE ||
	       condition->kind == CONDITION_NEAR;
}

static void gather_nodes(struct task *task, const struct condition *condition)
{
	if (is_text(condition)) {
		task->nodes = memory_grow(task->nodes, &task->node_capacity, task->node_count + 1,
					  sizeof *task->nodes);
		task->node_of[condition->id] = task->node_count;
		struct node_set *node = &task->nodes[task->node_count++];
		node->condition = condition;
		node->works = memory_array(task->row->segment_count, sizeof(bool *));
		for (size_t i = 0; i < task->row->segment_count; i++)
			node->works[i] =
			    memory_array(task->matches[i].segment->counts.works, sizeof(bool));
	} else if (condition->kind != CONDITION_TITLE)
		for (size_t i = 0; i < condition->part_count; i++)
			gather_nodes(task, condition->parts[i]);
}

static void gather_parts(struct task *task, const struct condition *condition)
{
	if (condition->kind == CONDITION_AND)
		for (size_t i = 0; i < condition->part_count; i++)
			gather_parts(task, condition->parts[i]);
	if (condition->kind != CONDITION_FIELD ||
	    field_test_field(task->conditions->tests[condition->number]) != FIELD_PART)
		return;
	task->parts = memory_grow(task->parts, &task->part_capacity, task->part_count + 1,
				  sizeof *task->parts);
	task->parts[task->part_count++] = condition;
}

/* Whether an occurrence can count: in no hidden work, and in the parts that are asked for. */
static bool can_count(const struct task *task, const struct match *match,
		      const struct occurrence *occurrence)
{
	bool good = occurrence->work < match->segment->counts.works &&
		    !match->segment->hidden[occurrence->work];
	for (size_t i = 0; i < task->part_count && good; i++)
		good = field_match_occurrence(&match->tests[task->parts[i]->number], occurrence);
	return good;
}

/* Looks once at each candidate: which works have what, and how much the wording is worth. */
static int fill_sets(struct task *task, struct error *error)
{
	int status = STATUS_OK;
	double least = candidates_least(&task->candidates, RANK_MAX_HITS);
	const struct ranking *ranking = task->search->options.ranking;
	double best = task->candidates.count > 0 ? task->candidates.hits[0].weight : 0;
	task->scores = memory_array(task->candidates.count, sizeof *task->scores);
	for (size_t i = 0; i < task->candidates.count && status == STATUS_OK; i++) {
		const struct xap_hit *candidate = &task->candidates.hits[i];
		struct candidate_place place = candidates_place(task->row, candidate);
		struct match *match = &task->matches[place.segment];
		if (i % SEARCH_LOOK_AT_CLOCK == 0)
			status = search_check_time(task->search, error);
		match_look(match, place.wording);
		for (size_t n = 0; n < task->node_count; n++) {
			bool *works = task->nodes[n].works[place.segment];
			if (!match_condition(match, task->nodes[n].condition))
				continue;
			for (size_t o = 0; o < match->occurrence_count; o++)
				if (can_count(task, match, &match->occurrences[o]))
					works[match->occurrences[o].work] = true;
		}
		task->scores[i] = candidate->weight;
		if (task->scores[i] >= least && best > 0)
			task->scores[i] += best * rank_places(ranking, match, place.wording);
	}
	return status;
}

static bool is_met(const struct task *task, const struct condition *condition, size_t segment,
		   uint32_t work)
{
	const struct match *match = &task->matches[segment];
	switch (condition->kind) {
	case CONDITION_LEAF:
	case CONDITION_SEQUENCE:
	case CONDITION_NEAR:
		return task->nodes[task->node_of[condition->id]].works[segment][work];
	case CONDITION_FIELD:
		return match->tests[condition->number].works[work];
	case CONDITION_TITLE:
		return match->titles[condition->number][work];
	case CONDITION_OR:
		for (size_t i = 0; i < condition->part_count; i++)
			if (is_met(task, condition->parts[i], segment, work))
				return true;
		return false;
	case CONDITION_NOT:
		return !is_met(task, condition->parts[0], segment, work);
	case CONDITION_AND:
	case CONDITION_MOST:
		for (size_t i = 0; i < condition->part_count; i++)
			if (!is_met(task, condition->parts[i], segment, work))
				return false;
		return true;
	}
	return false;
}

static void add_hit(struct search *search, const struct hit *hit)
{
	search->hits = memory_grow(search->hits, &search->hit_capacity, search->hit_count + 1,
				   sizeof *search->hits);
	search->hits[search->hit_count++] = *hit;
}

/* One hit for each work that meets the query; hit_of: its number among the hits. */
static void add_works(struct task *task, struct map *hit_of)
{
	for (size_t segment = 0; segment < task->row->segment_count; segment++) {
		const struct segment *from = task->matches[segment].segment;
		for (uint32_t work = 0; work < from->counts.works; work++) {
			if (from->hidden[work] ||
			    !is_met(task, task->conditions->root, segment, work))
				continue;
			uint32_t date = segment_date(from, work);
			struct hit hit = { .language = (uint32_t)task->language,
					   .segment = (uint32_t)segment,
					   .work = work,
					   .first_place = NO_PLACE,
					   .first_date = date,
					   .last_date = date };
			*map_at(hit_of, (uint64_t)segment << 32 | work) =
			    (uint32_t)task->search->hit_count;
			add_hit(task->search, &hit);
		}
	}
}

/* UINT32_MAX for a work that does not meet the query. */
static uint32_t hit_number(struct map *hit_of, size_t segment, uint32_t work)
{
	return map_get(hit_of, (uint64_t)segment << 32 | work);
}

/* Which of a work's clauses is shown: the one that is worth most, of equal ones the first. */
static int choose_clauses(struct task *task, struct map *hit_of, struct error *error)
{
	int status = STATUS_OK;
	struct search *search = task->search;
	for (size_t i = 0; i < task->candidates.count && status == STATUS_OK; i++) {
		const struct xap_hit *candidate = &task->candidates.hits[i];
		struct candidate_place place = candidates_place(task->row, candidate);
		struct match *match = &task->matches[place.segment];
		double score = task->scores[i];
		if (i % SEARCH_LOOK_AT_CLOCK == 0)
			status = search_check_time(search, error);
		match_look(match, place.wording);
		for (size_t o = 0; o < match->occurrence_count; o++) {
			const struct occurrence *occurrence = &match->occurrences[o];
			if (!can_count(task, match, occurrence))
				continue;
			uint32_t number = hit_number(hit_of, place.segment, occurrence->work);
			if (number == UINT32_MAX)
				continue;
			struct hit *hit = &search->hits[number];
			hit->count++;
			search_add_place(search, hit, occurrence);
			if (score <= hit->score)
				continue;
			hit->score = score;
			hit->weight = candidate->weight;
			hit->wording = place.wording;
			hit->clause = occurrence->clause;
		}
	}
	return status;
}

/* A resolution of which no clause has a word of the query is shown by its first clause, the title:
 * these are sought among all wordings, which costs less than to unpack the resolutions. */
static void show_titles(struct task *task, size_t first_hit, struct map *hit_of)
{
	struct search *search = task->search;
	size_t wanted = 0;
	for (size_t i = first_hit; i < search->hit_count; i++)
		wanted += search->hits[i].count == 0;
	for (size_t segment = 0; segment < task->row->segment_count && wanted > 0; segment++) {
		struct match *match = &task->matches[segment];
		for (uint32_t wording = 0; wording < match->segment->counts.wordings; wording++) {
			match_look(match, wording);
			for (size_t o = 0; o < match->occurrence_count; o++) {
				const struct occurrence *occurrence = &match->occurrences[o];
				uint32_t number =
				    occurrence->clause == 0
					? hit_number(hit_of, segment, occurrence->work)
					: UINT32_MAX;
				if (number != UINT32_MAX && search->hits[number].count == 0)
					search->hits[number].wording = wording;
			}
		}
	}
}

static void release(struct task *task)
{
	for (size_t n = 0; n < task->node_count; n++) {
		for (size_t i = 0; i < task->row->segment_count; i++)
			free(task->nodes[n].works[i]);
		free(task->nodes[n].works);
	}
	free(task->nodes);
	free(task->node_of);
	free(task->parts);
	free(task->scores);
	xap_matches_release(&task->candidates);
}

int resolutions_search(struct search *search, size_t language, struct error *error)
{
	struct task task = { .search = search,
			     .language = language,
			     .row = &search->index->languages[language],
			     .conditions = &search->conditions[language] };
	struct map hit_of = { 0 };
	if (!conditions_can_be_met(task.conditions))
		return STATUS_OK;
	task.matches = search_matches(search, language);
	task.node_of = memory_array(task.conditions->count, sizeof *task.node_of);
	gather_nodes(&task, task.conditions->root);
	gather_parts(&task, task.conditions->root);
	int status = STATUS_OK;
	if (task.node_count > 0)
		status = search_candidates(search, language, true, &task.candidates, error);
	if (status == STATUS_OK)
		status = fill_sets(&task, error);
	if (status == STATUS_OK) {
		size_t first_hit = search->hit_count;
		add_works(&task, &hit_of);
		status = choose_clauses(&task, &hit_of, error);
		show_titles(&task, first_hit, &hit_of);
	}
	map_release(&hit_of);
	release(&task);
	return status;
}
