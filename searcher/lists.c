/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/lists.h"

#include "base/memory.h"
#include "searcher/order.h"
#include "store/index.h"

#include <math.h>
#include <stdlib.h>

/* An OR of so many wordings or more is quicker by libxapian, which need not look at each term for
 * each of them. */
enum { MOST_WORDINGS = 4 * SHORT_LIST };
/* So is an AND with a word that has no list, where so many streams would be read for it. */
enum { MOST_STREAMS = 1024 };

/* A term of the tree. */
struct term {
	const char *bytes;
	uint64_t wordings; /* that have it, in all segments */
	bool listed;       /* each segment has its list */
	double rarity;
	/* In the segment that is read: */
	struct posting_list postings; /* when it is listed, */
	size_t at;                    /* and how far it was read; */
	struct form_list forms;       /* else those that have the term */
	uint32_t count;               /* in the wording that is looked at */
};

struct lists {
	const struct index_language *language;
	const struct xap_weighting *weighting;
	double length_unit; /* one by the average length of a wording */
	struct term *terms;
	size_t term_count, term_capacity;
	struct segment *segment;
	uint64_t unlisted; /* a bit for each form of a term that is not listed, by its lowest six */
	uint32_t *wordings; /* that may match, in this segment */
	size_t wording_count, wording_capacity;
	struct xap_hit *hits;
	size_t hit_count, hit_capacity;
};

/* ---- Whether the lists tell ---- */

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

/* How many wordings there are to be looked at at most, when lists tell which; UINT64_MAX: they do
 * not. */
static uint64_t count_most(const struct lists *lists, const struct wanted *wanted)
{
	uint64_t all = wanted->kind == WANTED_AND ? UINT64_MAX : 0;
	switch (wanted->kind) {
	case WANTED_TERM: {
		const struct term *term = &lists->terms[wanted->number];
		return term->listed ? term->wordings : UINT64_MAX;
	}
	case WANTED_AND_NOT:
		return count_most(lists, wanted->parts[0]);
	case WANTED_AND:
	case WANTED_OR:
	case WANTED_ANY_OF:
		for (size_t i = 0; i < wanted->part_count; i++) {
			uint64_t part = count_most(lists, wanted->parts[i]);
			if (wanted->kind == WANTED_AND)
				all = part < all ? part : all;
			else
				all = part < UINT64_MAX - all ? all + part : UINT64_MAX;
		}
		return all;
	case WANTED_PAIR:
	case WANTED_ALL:
		break;
	}
	return UINT64_MAX;
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
		term->listed = true;
		for (size_t s = 0; s < lists->language->segment_count; s++) {
			uint32_t count =
			    segment_term_wordings(lists->language->segments[s], term->bytes);
			term->wordings += count;
			term->listed = term->listed && count <= SHORT_LIST;
		}
		if (term->wordings > 0)
			term->rarity = log((wordings + 1) / (double)term->wordings);
	}
}

/* ---- A wording ---- */

static void count_listed(struct lists *lists, uint32_t wording)
{
	for (size_t i = 0; i < lists->term_count; i++) {
		struct term *term = &lists->terms[i];
		const struct posting_list *list = &term->postings;
		while (term->at < list->count && list->at[term->at].wording < wording)
			term->at++;
		bool here = term->at < list->count && list->at[term->at].wording == wording;
		term->count = here ? list->at[term->at].count : 0;
	}
}

static void count_unlisted(struct lists *lists, struct stream *stream)
{
	struct occurrence occurrence;
	while (stream_occurrence(stream, &occurrence))
		;
	const unsigned char *at = stream->record.bytes + stream->record.at;
	const unsigned char *end = stream->record.bytes + stream->record.length;
	while (at < end) {
		uint32_t form = stream_form(&at, end);
		if ((lists->unlisted >> (form & 63) & 1) == 0)
			continue;
		for (size_t i = 0; i < lists->term_count; i++) {
			struct term *term = &lists->terms[i];
			for (size_t f = 0; f < term->forms.count; f++)
				term->count += term->forms.at[f] == form;
		}
	}
}

/* As libxapian's BM25+ does; its documentation has the formula. `length`: of the wording, in units
 * of the average; libxapian takes what is shorter than a half as a half. */
static double weigh_term(const struct lists *lists, const struct term *term, double length)
{
	const struct xap_weighting *use = lists->weighting;
	double count = term->count;
	double part = (use->k1 + 1) * count / (use->k1 * (length * use->b + (1 - use->b)) + count);
	return term->rarity * (part + use->delta);
}

/* Whether the wording whose terms were counted meets the tree; adds what it weighs to *weight. */
static bool is_met(const struct lists *lists, const struct wanted *wanted, double length,
		   double *weight)
{
	double before = *weight;
	bool met = false;
	switch (wanted->kind) {
	case WANTED_TERM: {
		const struct term *term = &lists->terms[wanted->number];
		if (term->count > 0)
			*weight += weigh_term(lists, term, length);
		return term->count > 0;
	}
	case WANTED_AND:
		met = true;
		for (size_t i = 0; i < wanted->part_count && met; i++)
			met = is_met(lists, wanted->parts[i], length, weight);
		break;
	case WANTED_AND_NOT: {
		double unused = 0;
		met = is_met(lists, wanted->parts[0], length, weight);
		for (size_t i = 1; i < wanted->part_count && met; i++)
			met = !is_met(lists, wanted->parts[i], length, &unused);
		break;
	}
	case WANTED_OR:
	case WANTED_ANY_OF:
		for (size_t i = 0; i < wanted->part_count; i++)
			met = is_met(lists, wanted->parts[i], length, weight) || met;
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

/* ---- A segment ---- */

static void read_terms(struct lists *lists)
{
	lists->unlisted = 0;
	for (size_t i = 0; i < lists->term_count; i++) {
		struct term *term = &lists->terms[i];
		term->at = 0;
		term->postings.count = term->forms.count = 0;
		if (term->listed) {
			segment_postings(lists->segment, term->bytes, &term->postings);
			continue;
		}
		segment_term_forms(lists->segment, term->bytes, &term->forms);
		for (size_t f = 0; f < term->forms.count; f++)
			lists->unlisted |= UINT64_C(1) << (term->forms.at[f] & 63);
	}
}

/* The wordings of those lists that tell which can match; of an AND the shortest. */
static void gather_wordings(struct lists *lists, const struct wanted *wanted)
{
	if (wanted->kind == WANTED_TERM) {
		const struct posting_list *list = &lists->terms[wanted->number].postings;
		lists->wordings =
		    memory_grow(lists->wordings, &lists->wording_capacity,
				lists->wording_count + list->count + 1, sizeof *lists->wordings);
		for (size_t i = 0; i < list->count; i++)
			lists->wordings[lists->wording_count++] = list->at[i].wording;
	} else if (wanted->kind == WANTED_AND || wanted->kind == WANTED_AND_NOT) {
		size_t shortest = 0;
		for (size_t i = 1; i < wanted->part_count && wanted->kind == WANTED_AND; i++)
			if (count_most(lists, wanted->parts[i]) <
			    count_most(lists, wanted->parts[shortest]))
				shortest = i;
		gather_wordings(lists, wanted->parts[shortest]);
	} else
		for (size_t i = 0; i < wanted->part_count; i++)
			gather_wordings(lists, wanted->parts[i]);
}

static int by_number(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;
	return *x < *y ? -1 : *x > *y;
}

static void look_at_wording(struct lists *lists, const struct wanted *wanted, size_t segment,
			    uint32_t wording)
{
	static const double shortest = 0.5; /* libxapian's min_normlen */
	struct stream stream;
	double weight = 0;
	count_listed(lists, wording);
	if (lists->unlisted == 0 && !is_met(lists, wanted, 1, &weight))
		return;
	segment_stream(lists->segment, wording, &stream);
	double length = stream.length * lists->length_unit;
	if (lists->unlisted != 0)
		count_unlisted(lists, &stream);
	weight = 0;
	if (!is_met(lists, wanted, length > shortest ? length : shortest, &weight))
		return;
	lists->hits = memory_grow(lists->hits, &lists->hit_capacity, lists->hit_count + 1,
				  sizeof *lists->hits);
	lists->hits[lists->hit_count++] =
	    (struct xap_hit){ wording * (uint32_t)lists->language->segment_count +
				  (uint32_t)segment + 1,
			      lists->weighting->kind == XAP_BOOLEAN ? 0 : weight };
}

/* Sorts what came from several lists; each of the wordings stays once. */
static void order_wordings(struct lists *lists)
{
	uint32_t *wordings = lists->wordings;
	size_t count = 0;
	bool rising = true;
	for (size_t i = 1; i < lists->wording_count && rising; i++)
		rising = wordings[i - 1] < wordings[i];
	if (rising)
		return;
	memory_sort(wordings, lists->wording_count, sizeof *wordings, by_number);
	for (size_t i = 0; i < lists->wording_count; i++)
		if (count == 0 || wordings[count - 1] != wordings[i])
			wordings[count++] = wordings[i];
	lists->wording_count = count;
}

static void look_at_segment(struct lists *lists, const struct wanted *wanted, size_t segment)
{
	enum { SOON = 8 };
	lists->segment = lists->language->segments[segment];
	read_terms(lists);
	lists->wording_count = 0;
	gather_wordings(lists, wanted);
	order_wordings(lists);
	for (size_t i = 0; i < lists->wording_count; i++) {
		if (i + SOON < lists->wording_count)
			segment_prefetch_stream(lists->segment, lists->wordings[i + SOON]);
		look_at_wording(lists, wanted, segment, lists->wordings[i]);
	}
}

/* ---- The order ---- */

static int by_weight(const void *a, const void *b)
{
	const struct xap_hit *x = a, *y = b;
	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

/* The best first, as xap_match brings them: of many only those that weigh as much as the XAP_BEST
 * best are sorted, the others stay as they are. */
static void order_hits_by_weight(struct lists *lists)
{
	size_t count = lists->hit_count, front = 0, behind = 0;
	struct best_scores best = { .first = XAP_BEST };
	for (size_t i = 0; i < count; i++)
		best_scores_add(&best, lists->hits[i].weight);
	double least = lists->language->segment_count == 1 ? best_scores_least(&best) : 0;
	best_scores_release(&best);
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

static void release(struct lists *lists)
{
	for (size_t i = 0; i < lists->term_count; i++) {
		free(lists->terms[i].postings.at);
		free(lists->terms[i].forms.at);
	}
	free(lists->terms);
	free(lists->wordings);
}

bool lists_find(const struct index_language *language, struct wanted *wanted,
		const struct xap_weighting *weighting, struct xap_matches *matches)
{
	struct lists lists = { .language = language, .weighting = weighting };
	bool told = (weighting->kind == XAP_BM25_PLUS || weighting->kind == XAP_BOOLEAN) &&
		    gather_terms(&lists, wanted);
	if (told) {
		look_at_terms(&lists);
		bool all_listed = true;
		for (size_t i = 0; i < lists.term_count; i++)
			all_listed = all_listed && lists.terms[i].listed;
		told = count_most(&lists, wanted) < (all_listed ? MOST_WORDINGS : MOST_STREAMS);
	}
	for (size_t s = 0; s < language->segment_count && told; s++)
		look_at_segment(&lists, wanted, s);
	release(&lists);
	if (!told)
		return false;
	order_hits_by_weight(&lists);
	*matches =
	    (struct xap_matches){ lists.hits, lists.hit_count, (uint32_t)lists.hit_count, true };
	return true;
}
