/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/lists.h"

#include "base/memory.h"
#include "store/index.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What is counted in a wording and weighed: a term of the tree, or any of several. */
struct word {
	const struct wanted *wanted;   /* TERM or ANY_OF */
	struct postings_place *places; /* of each term, of each segment in turn */
	double wordings; /* that have it, in all segments; of several terms an estimate */
	double rarity;   /* in libxapian's words: its inverse document frequency */
	/* Of the segment that is read: */
	struct posting_list *list;              /* of the one term; */
	struct posting *sums;                   /* of several what they come to together, */
	size_t sum_count, sum_capacity, sum_at; /* and how far it was read */
};

/* So many wordings are found before they are weighed: by then their entries have come nearer. */
enum { BATCH = 16 };

struct lists {
	const struct index_language *language;
	const struct xap_weighting *weighting;
	double all_wordings;
	double length_unit; /* one by the average length of a wording */
	struct word *words;
	size_t word_count, word_capacity;
	size_t segment; /* that is read */
	uint32_t *sums; /* a number for each of its wordings, all 0: room to add up; or NULL */
	uint32_t wordings[BATCH];
	uint32_t *counts; /* of each of these wordings: how often it has each word */
	size_t batch_count;
	struct xap_hit *hits;
	size_t hit_count, hit_capacity;
};

/* ---- Before segments are read ---- */

/* Numbers the words; false when lists do not tell what is wanted. */
static bool gather_words(struct lists *lists, struct wanted *wanted)
{
	if (wanted->kind == WANTED_TERM || wanted->kind == WANTED_ANY_OF) {
		wanted->number = lists->word_count++;
		lists->words = memory_grow(lists->words, &lists->word_capacity, lists->word_count,
					   sizeof *lists->words);
		lists->words[wanted->number] = (struct word){ .wanted = wanted };
		for (size_t i = 0; i < wanted->part_count; i++)
			if (wanted->parts[i]->kind != WANTED_TERM)
				return false;
		return true;
	}
	for (size_t i = 0; i < wanted->part_count; i++)
		if (!gather_words(lists, wanted->parts[i]))
			return false;
	return wanted->kind != WANTED_PAIR;
}

/* The terms of the word. */
static size_t term_count(const struct word *word)
{
	return word->wanted->kind == WANTED_TERM ? 1 : word->wanted->part_count;
}

static const char *term_of(const struct word *word, size_t number)
{
	const struct wanted *wanted = word->wanted;
	return wanted->kind == WANTED_TERM ? wanted->term : wanted->parts[number]->term;
}

/* How many wordings have any of the terms is estimated as libxapian does, as if they stood in
 * wordings without regard to each other; only that it rounds on the way. */
static void look_at_word(const struct lists *lists, struct word *word)
{
	size_t terms = term_count(word), segments = lists->language->segment_count;
	double none = 1; /* the share of wordings that have none of the terms */
	word->places = memory_array(terms * segments, sizeof *word->places);
	for (size_t i = 0; i < terms; i++) {
		double wordings = 0;
		for (size_t s = 0; s < segments; s++) {
			struct postings_place *place = &word->places[i * segments + s];
			*place =
			    segment_postings_place(lists->language->segments[s], term_of(word, i));
			wordings += place->wordings;
		}
		none *= 1 - wordings / lists->all_wordings;
		word->wordings = terms == 1 ? wordings : round(lists->all_wordings * (1 - none));
	}
	if (word->wordings > 0)
		word->rarity = log((lists->all_wordings + 1) / word->wordings);
	if (terms == 1)
		word->list = memory_array(1, sizeof *word->list);
}

static void look_at_words(struct lists *lists)
{
	double length = 0;
	lists->all_wordings = index_wordings(lists->language);
	for (size_t s = 0; s < lists->language->segment_count; s++)
		length += (double)lists->language->segments[s]->counts.length;
	lists->length_unit = length > 0 ? lists->all_wordings / length : 0;
	for (size_t i = 0; i < lists->word_count; i++)
		look_at_word(lists, &lists->words[i]);
	lists->counts = memory_array(BATCH * lists->word_count, sizeof *lists->counts);
}

/* How many wordings can match at most, or about so many; of each AND the rarest part is chosen to
 * lead. */
static double choose_leaders(const struct lists *lists, struct wanted *wanted)
{
	double all = wanted->kind == WANTED_AND ? HUGE_VAL : 0;
	if (wanted->kind == WANTED_TERM || wanted->kind == WANTED_ANY_OF)
		return lists->words[wanted->number].wordings;
	if (wanted->kind == WANTED_ALL)
		return lists->all_wordings;
	for (size_t i = 0; i < wanted->part_count; i++) {
		double part = choose_leaders(lists, wanted->parts[i]);
		if (wanted->kind == WANTED_OR || (wanted->kind == WANTED_AND_NOT && i == 0))
			all += part;
		else if (wanted->kind == WANTED_AND && part < all) {
			all = part;
			wanted->number = i;
		}
	}
	return all;
}

/* ---- The wordings that can match ---- */

/* The word's first posting that is not before the wording; NULL: there is none. */
static const struct posting *next_posting(struct word *word, uint32_t wording)
{
	if (word->list != NULL)
		return posting_list_next(word->list, wording);
	while (word->sum_at < word->sum_count && word->sums[word->sum_at].wording < wording)
		word->sum_at++;
	return word->sum_at < word->sum_count ? &word->sums[word->sum_at] : NULL;
}

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
	case WANTED_TERM:
	case WANTED_ANY_OF: {
		const struct posting *posting = next_posting(&lists->words[wanted->number], from);
		return posting != NULL ? posting->wording : UINT32_MAX;
	}
	case WANTED_AND:
		return next_of_all(lists, wanted, from);
	case WANTED_AND_NOT:
		return next_wording(lists, wanted->parts[0], from);
	case WANTED_OR:
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
static double weigh_word(const struct lists *lists, const struct word *word, double count,
			 double length)
{
	const struct xap_weighting *use = lists->weighting;
	double part = (use->k1 + 1) * count / (use->k1 * (length * use->b + (1 - use->b)) + count);
	return word->rarity * (part + use->delta);
}

/* Whether a wording that has the words so often meets the tree; adds what it weighs to *weight. */
static bool is_met(const struct lists *lists, const struct wanted *wanted, const uint32_t *counts,
		   double length, double *weight)
{
	double before = *weight;
	bool met = false;
	switch (wanted->kind) {
	case WANTED_TERM:
	case WANTED_ANY_OF: {
		uint32_t count = counts[wanted->number];
		if (count > 0)
			*weight += weigh_word(lists, &lists->words[wanted->number], count, length);
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

/* Notes how often the wording has the words. */
static void note_wording(struct lists *lists, uint32_t wording)
{
	uint32_t *counts = lists->counts + lists->batch_count * lists->word_count;
	for (size_t i = 0; i < lists->word_count; i++) {
		const struct posting *posting = next_posting(&lists->words[i], wording);
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
		if (weighed)
			length =
			    segment_stream_length(segment, lists->wordings[i]) * lists->length_unit;
		if (is_met(lists, wanted, lists->counts + i * lists->word_count,
			   length > shortest ? length : shortest, &weight))
			lists->hits[lists->hit_count++] =
			    (struct xap_hit){ lists->wordings[i] *
						      (uint32_t)lists->language->segment_count +
						  (uint32_t)lists->segment + 1,
					      weighed ? weight : 0 };
	}
	lists->batch_count = 0;
}

/* What the lists of several terms come to together. */
static void add_up(struct lists *lists, struct word *word)
{
	const struct segment *segment = lists->language->segments[lists->segment];
	size_t wordings = segment->counts.wordings, segments = lists->language->segment_count;
	word->sum_count = word->sum_at = 0;
	if (lists->sums == NULL)
		lists->sums = memory_array(wordings, sizeof *lists->sums);
	for (size_t i = 0; i < term_count(word); i++) {
		struct posting_list list;
		const struct posting *posting;
		posting_list_start(&list, segment, word->places[i * segments + lists->segment]);
		for (uint32_t next = 0; (posting = posting_list_next(&list, next)) != NULL;
		     next = posting->wording + 1) {
			word->sum_count += lists->sums[posting->wording] == 0;
			lists->sums[posting->wording] += posting->count;
		}
	}
	word->sums =
	    memory_grow(word->sums, &word->sum_capacity, word->sum_count, sizeof *word->sums);
	for (uint32_t wording = 0, at = 0; at < word->sum_count; wording++)
		if (lists->sums[wording] > 0) {
			word->sums[at++] = (struct posting){ wording, lists->sums[wording] };
			lists->sums[wording] = 0;
		}
}

static void look_at_segment(struct lists *lists, struct wanted *wanted)
{
	start_again(wanted);
	for (size_t i = 0; i < lists->word_count; i++) {
		struct word *word = &lists->words[i];
		if (word->list != NULL)
			posting_list_start(word->list, lists->language->segments[lists->segment],
					   word->places[lists->segment]);
		else
			add_up(lists, word);
	}
	free(lists->sums);
	lists->sums = NULL;
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

/* The best CANDIDATES_BEST in order; behind them the others in theirs. Those that weigh as much as
 * the least of the best stand by rising id already. */
static void order_hits_by_weight(struct lists *lists)
{
	const struct xap_matches all = { lists->hits, lists->hit_count, 0, true };
	double least =
	    lists->language->segment_count == 1 ? candidates_least(&all, CANDIDATES_BEST) : -1;
	size_t more = 0, equal = 0;
	for (size_t i = 0; i < lists->hit_count; i++) {
		more += lists->hits[i].weight > least;
		equal += lists->hits[i].weight == least;
	}
	struct xap_hit *front = memory_array(more + equal, sizeof *front);
	size_t at_more = more, at_equal = more + equal, behind = lists->hit_count;
	for (size_t i = lists->hit_count; i-- > 0;) {
		struct xap_hit hit = lists->hits[i];
		if (hit.weight > least)
			front[--at_more] = hit;
		else if (hit.weight == least)
			front[--at_equal] = hit;
		else
			lists->hits[--behind] = hit;
	}
	memory_sort(front, more, sizeof *front, by_weight);
	if (more + equal > 0)
		memcpy(lists->hits, front, (more + equal) * sizeof *front);
	free(front);
}

bool lists_find(const struct index_language *language, struct wanted *wanted,
		const struct xap_weighting *weighting, struct xap_matches *matches)
{
	struct lists lists = { .language = language, .weighting = weighting };
	bool told = gather_words(&lists, wanted);
	if (told) {
		look_at_words(&lists);
		choose_leaders(&lists, wanted);
		for (; lists.segment < language->segment_count; lists.segment++)
			look_at_segment(&lists, wanted);
		order_hits_by_weight(&lists);
		*matches = (struct xap_matches){ lists.hits, lists.hit_count,
						 (uint32_t)lists.hit_count, true };
	}
	for (size_t i = 0; i < lists.word_count; i++) {
		free(lists.words[i].places);
		free(lists.words[i].list);
		free(lists.words[i].sums);
	}
	free(lists.words);
	free(lists.counts);
	return told;
}
