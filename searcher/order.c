/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/order.h"

#include "corpus/symbol.h"

#include <stdlib.h>
#include <string.h>

/* What the comparison looks at. */
struct ordered {
	double score;  /* 0 for all when they are sorted by something else */
	uint32_t date; /* likewise */
	uint32_t language, symbol, clause;
	uint32_t number; /* of the hit */
};

static int by_score(const void *a, const void *b)
{
	const struct ordered *x = a, *y = b;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (x->date != y->date)
		return x->date > y->date ? -1 : 1;
	if (x->language != y->language)
		return x->language < y->language ? -1 : 1;
	if (x->symbol != y->symbol)
		return x->symbol < y->symbol ? -1 : 1;
	return x->clause < y->clause ? -1 : x->clause > y->clause;
}

/*
 * Where the symbols of a language's works stand among each other: a number for each work of each
 * segment, the same for the same symbol. A segment's works are sorted already, so the segments are
 * merged.
 */
struct symbols {
	uint32_t *numbers[MAX_SEGMENTS];
};

static void number_symbols(struct symbols *symbols, const struct index_language *row)
{
	uint32_t at[MAX_SEGMENTS] = { 0 }, number = 0;
	for (size_t s = 0; s < row->segment_count; s++)
		symbols->numbers[s] =
		    memory_array(row->segments[s]->counts.works, sizeof(uint32_t));
	for (;; number++) {
		const char *least = NULL;
		for (size_t s = 0; s < row->segment_count; s++) {
			const struct segment *segment = row->segments[s];
			if (at[s] >= segment->counts.works)
				continue;
			const char *symbol = segment_symbol(segment, at[s]);
			if (least == NULL || symbol_compare(symbol, least) < 0)
				least = symbol;
		}
		if (least == NULL)
			return;
		for (size_t s = 0; s < row->segment_count; s++)
			while (at[s] < row->segments[s]->counts.works &&
			       symbol_compare(segment_symbol(row->segments[s], at[s]), least) <= 0)
				symbols->numbers[s][at[s]++] = number;
	}
}

static void release_symbols(struct symbols *symbols, const struct index_language *row)
{
	for (size_t s = 0; s < row->segment_count; s++)
		free(symbols->numbers[s]);
}

/* The numbers of each language, made when they are first asked for. */
struct ordering {
	const struct search *search;
	struct symbols *symbols;
};

/* The order is by language first wherever it is by symbol, so each language has its own numbers.
 * One segment needs none: its works stand in the order of their symbols. */
static struct ordered look_at_hit(struct ordering *ordering, size_t number)
{
	const struct search *search = ordering->search;
	const struct hit *hit = &search->hits[number];
	const struct index_language *row = &search->index->languages[hit->language];
	struct symbols *symbols = &ordering->symbols[hit->language];
	enum search_sort sort = search->options.sort;
	uint32_t symbol = hit->work;
	if (row->segment_count > 1) {
		if (symbols->numbers[0] == NULL)
			number_symbols(symbols, row);
		symbol = symbols->numbers[hit->segment][hit->work];
	}
	return (struct ordered){ sort == SORT_RANK ? hit->score : 0,
				 sort == SORT_SYMBOL ? 0 : hit->last_date,
				 hit->language,
				 symbol,
				 hit->clause,
				 (uint32_t)number };
}

/* Lets the element at `at` of a heap, the worst first, sink to its place. */
static void sink(struct ordered *heap, size_t count, size_t at)
{
	struct ordered sinking = heap[at];
	for (size_t child; (child = 2 * at + 1) < count; at = child) {
		if (child + 1 < count && by_score(&heap[child + 1], &heap[child]) > 0)
			child++;
		if (by_score(&heap[child], &sinking) <= 0)
			break;
		heap[at] = heap[child];
	}
	heap[at] = sinking;
}

static void make_heap(struct ordered *heap, size_t count)
{
	for (size_t i = count / 2; i-- > 0;)
		sink(heap, count, i);
}

/* Puts one that is better than the worst of the heap into its place. */
static void replace_worst(struct ordered *heap, size_t count, const struct ordered *one)
{
	if (by_score(one, &heap[0]) >= 0)
		return;
	heap[0] = *one;
	sink(heap, count, 0);
}

/* The best `first` of the hits, in no order. */
static void choose(struct ordering *ordering, struct ordered *order, size_t first)
{
	for (size_t i = 0; i < first; i++)
		order[i] = look_at_hit(ordering, i);
	if (first < ordering->search->hit_count)
		make_heap(order, first);
	bool ranked = ordering->search->options.sort == SORT_RANK && first > 0;
	for (size_t i = first; i < ordering->search->hit_count; i++) {
		if (ranked && ordering->search->hits[i].score < order[0].score)
			continue; /* as nearly always */
		struct ordered one = look_at_hit(ordering, i);
		replace_worst(order, first, &one);
	}
}

/* The hits with the first numbers of `order` come first, the others keep their order. */
static void arrange(struct search *search, const struct ordered *order, size_t first)
{
	struct hit *best = memory_array(first, sizeof *best);
	bool *taken = memory_array(search->hit_count, sizeof *taken);
	size_t place = search->hit_count;
	for (size_t i = 0; i < first; i++) {
		best[i] = search->hits[order[i].number];
		taken[order[i].number] = true;
	}
	for (size_t i = search->hit_count; i-- > 0;)
		if (!taken[i])
			search->hits[--place] = search->hits[i];
	memcpy(search->hits, best, first * sizeof *best);
	free(best);
	free(taken);
}

void order_hits(struct search *search)
{
	const struct index *index = search->index;
	size_t count = search->hit_count, first = search->options.first;
	if (first == 0 || first > count)
		first = count;
	struct ordered *order = memory_array(first, sizeof *order);
	struct ordering ordering = { search, memory_array(index->language_count,
							  sizeof *ordering.symbols) };
	choose(&ordering, order, first);
	memory_sort(order, first, sizeof *order, by_score);
	if (count > 0)
		arrange(search, order, first);
	for (size_t l = 0; l < index->language_count; l++)
		release_symbols(&ordering.symbols[l], &index->languages[l]);
	free(ordering.symbols);
	free(order);
}

/* ---- The scores that count ---- */

void best_scores_add(struct best_scores *best, double score)
{
	const struct ordered one = { .score = score };
	if (best->count < best->first) {
		best->heap =
		    memory_grow(best->heap, &best->capacity, best->count + 1, sizeof *best->heap);
		best->heap[best->count++] = one;
		if (best->count == best->first)
			make_heap(best->heap, best->count);
	} else if (best->first > 0)
		replace_worst(best->heap, best->count, &one);
}

bool best_scores_exceed(const struct best_scores *best, double score)
{
	return best->first > 0 && best->count == best->first && best->heap[0].score > score;
}

void best_scores_release(struct best_scores *best)
{
	free(best->heap);
	*best = (struct best_scores){ 0 };
}
