/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/lists.h"

#include "base/memory.h"
#include "store/index.h"

#include <math.h>
#include <stdlib.h>

/* A term of the tree. */
struct term {
	const char *bytes;
	uint64_t wordings;         /* that have it, in all segments */
	double rarity;             /* in libxapian's words: its inverse document frequency */
	struct posting_list *list; /* of the segment that is read */
};

/* So many wordings are found before they are weighed: by then their entries have come nearer. */
enum { BATCH = 16 };

struct lists {
	const struct index_language *language;
	const struct xap_weighting *weighting;
	double length_unit; /* one by the average length of a wording */
	struct term *terms;
	size_t term_count, term_capacity;
	size_t segment; /* that is read */
	uint32_t wordings[BATCH];
	uint32_t *counts; /* of each of these wordings: how often it has each term */
	size_t batch_count;
	struct xap_hit *hits;
	size_t hit_count, hit_capacity;
};

/* ---- Before segments are read ---- */

/* Numbers the terms; false when lists do not tell what is wanted. */
static bool gather_terms(struct lists *lists, struct wanted *wanted)
{
	if (wanted->kind == WANTED_TERM) {
		wanted->number = lists->term_count++;
		lists->terms = memory_grow(lists->terms, &lists->term_capacity, lists->term_count,
					   sizeof *lists->terms);
		lists->terms[wanted->number] = (struct term){ .bytes = wanted->term };
	}
	for (size_t i = 0; i < wanted->part_count; i++)
		if (!gather_terms(lists, wanted->parts[i]))
			return false;
	return wanted->kind != WANTED_PAIR &&
	       (wanted->kind != WANTED_ANY_OF || wanted->part_count == 0);
}

static void look_at_terms(struct lists *lists)
{
	double wordings = 0, length = 0;
	for (size_t s = 0; s < lists->language->segment_count; s++) {
		const struct segment *segment = lists->language->segments[s];
		wordings += (double)segment->counts.wordings;
		length += (double)segment->counts.length;
	}
	lists->length_unit = length > 0 ? wordings / length : 0;
	for (size_t i = 0; i < lists->term_count; i++) {
		struct term *term = &lists->terms[i];
		term->list = memory_array(1, sizeof *term->list);
		for (size_t s = 0; s < lists->language->segment_count; s++)
			term->wordings +=
			    segment_term_wordings(lists->language->segments[s], term->bytes);
		if (term->wordings > 0)
			term->rarity = log((wordings + 1) / (double)term->wordings);
	}
	lists->counts = memory_array(BATCH * lists->term_count, sizeof *lists->counts);
}

/* How many wordings can match at most. */
static uint64_t count_most(const struct lists *lists, const struct wanted *wanted)
{
	uint64_t all = wanted->kind == WANTED_AND || wanted->kind == WANTED_ALL ? UINT64_MAX : 0;
	if (wanted->kind == WANTED_TERM)
		return lists->terms[wanted->number].wordings;
	for (size_t i = 0; i < wanted->part_count; i++) {
		uint64_t part = count_most(lists, wanted->parts[i]);
		if (wanted->kind == WANTED_AND_NOT)
			return part;
		if (wanted->kind == WANTED_AND)
			all = part < all ? part : all;
		else
			all = part < UINT64_MAX - all ? all + part : UINT64_MAX;
	}
	return all;
}

/* Chooses of each AND the part that leads, the rarest. */
static void choose_leaders(const struct lists *lists, struct wanted *wanted)
{
	uint64_t least = UINT64_MAX;
	for (size_t i = 0; i < wanted->part_count; i++) {
		uint64_t part = count_most(lists, wanted->parts[i]);
		choose_leaders(lists, wanted->parts[i]);
		if (wanted->kind == WANTED_AND && part < least) {
			least = part;
			wanted->number = i;
		}
	}
}

/* ---- The wordings that can match ---- */

static uint32_t next_wording(struct lists *lists, struct wanted *wanted, uint32_t from);

/* The first that is not before `from` and that all parts can have. */
static uint32_t next_of_all(struct lists *lists, struct wanted *wanted, uint32_t from)
{
	struct wanted *leader = wanted->parts[wanted->number];
	uint32_t wording = next_wording(lists, leader, from);
	for (size_t i = 0; i < wanted->part_count && wording != UINT32_MAX;) {
		uint32_t other = next_wording(lists, wanted->parts[i], wording);
		if (other == wording) {
			i++;
			continue;
		}
		wording = other == UINT32_MAX ? other : next_wording(lists, leader, other);
		i = 0;
	}
	return wording;
}

static uint32_t find_next(struct lists *lists, struct wanted *wanted, uint32_t from)
{
	uint32_t first = UINT32_MAX;
	switch (wanted->kind) {
	case WANTED_TERM: {
		const struct posting *posting =
		    posting_list_next(lists->terms[wanted->number].list, from);
		return posting != NULL ? posting->wording : UINT32_MAX;
	}
	case WANTED_AND:
		return next_of_all(lists, wanted, from);
	case WANTED_AND_NOT:
		return next_wording(lists, wanted->parts[0], from);
	case WANTED_OR:
	case WANTED_ANY_OF:
		for (size_t i = 0; i < wanted->part_count && first != from; i++) {
			uint32_t part = next_wording(lists, wanted->parts[i], from);
			first = part < first ? part : first;
		}
		return first;
	case WANTED_ALL:
		return from < lists->language->segments[lists->segment]->counts.wordings ? from
											 : first;
	case WANTED_PAIR:
		break;
	}
	return first;
}

/* The first wording that is not before `from` and can match, by what must be met; UINT32_MAX: there
 * is none. `from` never falls. */
static uint32_t next_wording(struct lists *lists, struct wanted *wanted, uint32_t from)
{
	if (!wanted->found || wanted->next < from)
		wanted->next = find_next(lists, wanted, from);
	wanted->found = true;
	return wanted->next;
}

/* Nothing was found in the segment that comes. */
static void start_again(struct wanted *wanted)
{
	wanted->found = false;
	for (size_t i = 0; i < wanted->part_count; i++)
		start_again(wanted->parts[i]);
}

/* ---- A wording ---- */

/* As libxapian's BM25+ does; its documentation has the formula. `length`: of the wording, in units
 * of the average; libxapian takes what is shorter than a half as a half. */
static double weigh_term(const struct lists *lists, const struct term *term, double count,
			 double length)
{
	const struct xap_weighting *use = lists->weighting;
	double part = (use->k1 + 1) * count / (use->k1 * (length * use->b + (1 - use->b)) + count);
	return term->rarity * (part + use->delta);
}

/* Whether a wording that has the terms so often meets the tree; adds what it weighs to *weight. */
static bool is_met(const struct lists *lists, const struct wanted *wanted, const uint32_t *counts,
		   double length, double *weight)
{
	double before = *weight;
	bool met = false;
	switch (wanted->kind) {
	case WANTED_TERM: {
		uint32_t count = counts[wanted->number];
		if (count > 0)
			*weight += weigh_term(lists, &lists->terms[wanted->number], count, length);
		return count > 0;
	}
	case WANTED_AND:
		met = true;
		for (size_t i = 0; i < wanted->part_count && met; i++)
			met = is_met(lists, wanted->parts[i], counts, length, weight);
		break;
	case WANTED_AND_NOT: {
		double unused = 0;
		met = is_met(lists, wanted->parts[0], counts, length, weight);
		for (size_t i = 1; i < wanted->part_count && met; i++)
			met = !is_met(lists, wanted->parts[i], counts, length, &unused);
		break;
	}
	case WANTED_OR:
	case WANTED_ANY_OF:
		for (size_t i = 0; i < wanted->part_count; i++)
			met = is_met(lists, wanted->parts[i], counts, length, weight) || met;
		return met;
	case WANTED_ALL:
		return true;
	case WANTED_PAIR:
		return false;
	}
	if (!met)
		*weight = before;
	return met;
}

/* Notes how often the wording has the terms. */
static void note_wording(struct lists *lists, uint32_t wording)
{
	uint32_t *counts = lists->counts + lists->batch_count * lists->term_count;
	for (size_t i = 0; i < lists->term_count; i++) {
		const struct posting *posting = posting_list_next(lists->terms[i].list, wording);
		bool here = posting != NULL && posting->wording == wording;
		counts[i] = here ? posting->count : 0;
	}
	lists->wordings[lists->batch_count++] = wording;
	segment_prefetch_stream(lists->language->segments[lists->segment], wording);
}

/* Makes those of the noted wordings that meet the tree hits. */
static void weigh_batch(struct lists *lists, const struct wanted *wanted)
{
	static const double shortest = 0.5; /* libxapian's min_normlen */
	const struct segment *segment = lists->language->segments[lists->segment];
	bool weighed = lists->weighting->kind != XAP_BOOLEAN;
	lists->hits = memory_grow(lists->hits, &lists->hit_capacity, lists->hit_count + BATCH,
				  sizeof *lists->hits);
	for (size_t i = 0; i < lists->batch_count; i++) {
		double length = 1, weight = 0;
		if (weighed) {
			struct stream stream;
			segment_stream(segment, lists->wordings[i], &stream);
			length = stream.length * lists->length_unit;
		}
		if (is_met(lists, wanted, lists->counts + i * lists->term_count,
			   length > shortest ? length : shortest, &weight))
			lists->hits[lists->hit_count++] =
			    (struct xap_hit){ lists->wordings[i] *
						      (uint32_t)lists->language->segment_count +
						  (uint32_t)lists->segment + 1,
					      weighed ? weight : 0 };
	}
	lists->batch_count = 0;
}

static void look_at_segment(struct lists *lists, struct wanted *wanted)
{
	start_again(wanted);
	for (size_t i = 0; i < lists->term_count; i++)
		segment_postings(lists->language->segments[lists->segment], lists->terms[i].bytes,
				 lists->terms[i].list);
	for (uint32_t wording = 0; (wording = next_wording(lists, wanted, wording)) != UINT32_MAX;
	     wording++) {
		note_wording(lists, wording);
		if (lists->batch_count == BATCH)
			weigh_batch(lists, wanted);
	}
	weigh_batch(lists, wanted);
}

/* ---- The order ---- */

static int by_weight(const void *a, const void *b)
{
	const struct xap_hit *x = a, *y = b;
	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

/* Of many only those that weigh as much as the CANDIDATES_BEST best are sorted, the others stay as
 * they are. */
static void order_hits_by_weight(struct lists *lists)
{
	size_t count = lists->hit_count, front = 0, behind = 0;
	const struct xap_matches all = { lists->hits, count, 0, true };
	double least =
	    lists->language->segment_count == 1 ? candidates_least(&all, CANDIDATES_BEST) : 0;
	struct xap_hit *others = memory_array(count, sizeof *others);
	for (size_t i = 0; i < count; i++)
		if (lists->hits[i].weight >= least)
			lists->hits[front++] = lists->hits[i];
		else
			others[behind++] = lists->hits[i];
	memory_sort(lists->hits, front, sizeof *lists->hits, by_weight);
	for (size_t i = 0; i < behind; i++)
		lists->hits[front + i] = others[i];
	free(others);
}

bool lists_find(const struct index_language *language, struct wanted *wanted,
		const struct xap_weighting *weighting, struct xap_matches *matches)
{
	struct lists lists = { .language = language, .weighting = weighting };
	bool told = (weighting->kind == XAP_BM25_PLUS || weighting->kind == XAP_BOOLEAN) &&
		    gather_terms(&lists, wanted);
	if (told) {
		look_at_terms(&lists);
		choose_leaders(&lists, wanted);
		for (; lists.segment < language->segment_count; lists.segment++)
			look_at_segment(&lists, wanted);
		order_hits_by_weight(&lists);
		*matches = (struct xap_matches){ lists.hits, lists.hit_count,
						 (uint32_t)lists.hit_count, true };
	}
	for (size_t i = 0; i < lists.term_count; i++)
		free(lists.terms[i].list);
	free(lists.terms);
	free(lists.counts);
	return told;
}
