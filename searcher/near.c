/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/near.h"

#include <stdlib.h>
#include <string.h>

enum { BITS = 64 };

/* The spans of one condition. */
struct ends {
	uint32_t *starts; /* rising, each once */
	size_t count, capacity;
	/* For each start `words` numbers: bit b of number w is set when a span ends before the
	 * place (start / BITS + w) * BITS + b. */
	uint64_t *rows;
	size_t words, row_capacity;
};

/* Those that are in use come first. */
struct near_pool {
	struct ends **at;
	size_t used, count, capacity;
};

void near_pool_free(struct near_pool *pool)
{
	if (pool == NULL)
		return;
	for (size_t i = 0; i < pool->count; i++) {
		free(pool->at[i]->starts);
		free(pool->at[i]->rows);
		free(pool->at[i]);
	}
	free(pool->at);
	free(pool);
}

/* No spans, in rows of so many words; no row needs more than the whole wording does. */
static struct ends *take(struct match *match, size_t words)
{
	if (match->spans == NULL)
		match->spans = memory_array(1, sizeof *match->spans);
	struct near_pool *pool = match->spans;
	if (pool->used == pool->count) {
		pool->at =
		    memory_grow(pool->at, &pool->capacity, pool->count + 1, sizeof *pool->at);
		pool->at[pool->count++] = memory_array(1, sizeof **pool->at);
	}
	struct ends *ends = pool->at[pool->used++];
	size_t most = match->form_count / BITS + 1;
	ends->count = 0;
	ends->words = words < most ? words : most;
	return ends;
}

static uint64_t *row_at(const struct ends *ends, size_t number)
{
	return ends->rows + number * ends->words;
}

/* The row of a start that is not below those before it. */
static uint64_t *row_of(struct ends *ends, uint32_t start)
{
	if (ends->count > 0 && ends->starts[ends->count - 1] == start)
		return row_at(ends, ends->count - 1);
	ends->starts =
	    memory_grow(ends->starts, &ends->capacity, ends->count + 1, sizeof *ends->starts);
	ends->rows = memory_grow(ends->rows, &ends->row_capacity, (ends->count + 1) * ends->words,
				 sizeof *ends->rows);
	ends->starts[ends->count] = start;
	uint64_t *row = row_at(ends, ends->count++);
	memset(row, 0, ends->words * sizeof *row);
	return row;
}

/* Adds to the spans of `start` those of a row that begins at word `base` of the wording. */
static void join_row(struct ends *ends, uint32_t start, const uint64_t *row, size_t base,
		     size_t words)
{
	uint64_t *into = row_of(ends, start);
	size_t shift = base - start / BITS;
	for (size_t w = 0; w < words && shift + w < ends->words; w++)
		into[shift + w] |= row[w];
}

/* The last end of a row that is at `place` or before it; 0: none within `distance`. */
static size_t last_end(const uint64_t *row, size_t words, size_t base, size_t place,
		       size_t distance)
{
	size_t w = place / BITS - base;
	uint64_t bits = 0;
	if (w < words)
		bits = row[w] & (~UINT64_C(0) >> (BITS - 1 - place % BITS));
	else
		w = words;
	while (bits == 0 && w > 0 && (base + w) * BITS + distance > place)
		bits = row[--w];
	return bits == 0 ? 0 : (base + w) * BITS + BITS - 1 - (size_t)__builtin_clzll(bits);
}

/* The last end of a row. */
static size_t greatest_end(const uint64_t *row, size_t words, size_t base)
{
	while (words > 0 && row[words - 1] == 0)
		words--;
	return words == 0
		   ? 0
		   : (base + words - 1) * BITS + BITS - 1 - (size_t)__builtin_clzll(row[words - 1]);
}

/*
 * Each span of `first` with each of `second` that begins at most `distance` words behind its last.
 * Returns whether there is any; `out` may be NULL.
 */
static bool pair(const struct ends *first, const struct ends *second, size_t distance,
		 struct ends *out)
{
	bool any = false;
	size_t from = 0;
	for (size_t i = 0; i < first->count; i++) {
		const uint64_t *row = row_at(first, i);
		size_t base = first->starts[i] / BITS;
		size_t greatest = greatest_end(row, first->words, base);
		while (from < second->count && second->starts[from] <= first->starts[i])
			from++;
		for (size_t j = from; j < second->count; j++) {
			size_t place = second->starts[j];
			if (place >= greatest + distance)
				break;
			size_t end = last_end(row, first->words, base, place, distance);
			if (end == 0 || place - end >= distance)
				continue;
			if (out == NULL)
				return true;
			any = true;
			join_row(out, first->starts[i], row_at(second, j), place / BITS,
				 second->words);
		}
	}
	return any;
}

static struct ends *join(struct match *match, const struct ends *a, const struct ends *b)
{
	struct ends *all = take(match, a->words > b->words ? a->words : b->words);
	for (size_t i = 0, j = 0; i < a->count || j < b->count;) {
		bool of_a = j == b->count || (i < a->count && a->starts[i] <= b->starts[j]);
		const struct ends *from = of_a ? a : b;
		size_t number = of_a ? i++ : j++;
		uint32_t start = from->starts[number];
		join_row(all, start, row_at(from, number), start / BITS, from->words);
	}
	return all;
}

static struct ends *find(struct match *match, const struct condition *condition);

static struct ends *find_words(struct match *match, const struct condition *condition)
{
	size_t count = condition->leaf_count, at = 0;
	struct ends *ends = take(match, count / BITS + 2);
	if (!match_has_all(match, condition->leaves, count))
		return ends;
	for (; (at = match_sequence(match, condition->leaves, count, at)) != SIZE_MAX; at++) {
		uint32_t start = match->places[at].place;
		size_t end = start + count;
		row_of(ends, start)[end / BITS - start / BITS] |= UINT64_C(1) << (end % BITS);
	}
	return ends;
}

static bool is_of_leaves(const struct condition *condition)
{
	for (size_t i = 0; i < condition->part_count; i++)
		if (condition->parts[i]->kind != CONDITION_LEAF)
			return false;
	return true;
}

/* Any of several words. */
static struct ends *find_leaves(struct match *match, const struct condition *condition)
{
	struct ends *ends = take(match, 2);
	size_t leaves[QUERY_MAX_WORDS], count = 0; /* those that it has */
	for (size_t i = 0; i < condition->part_count && count < QUERY_MAX_WORDS; i++)
		if (match_has_all(match, condition->parts[i]->leaves, 1))
			leaves[count++] = condition->parts[i]->leaves[0];
	for (size_t i = 0; i < match->place_count; i++) {
		uint32_t start = match->places[i].place;
		bool any = false;
		for (size_t l = 0; l < count && !any; l++)
			any = match_set_has(match, match->places[i].set, leaves[l]);
		if (any)
			row_of(ends, start)[(start + 1) / BITS - start / BITS] |=
			    UINT64_C(1) << ((start + 1) % BITS);
	}
	return ends;
}

/* False when a part cannot stand anywhere, since words of it are not there. */
static bool may_stand(const struct match *match, const struct condition *condition)
{
	if (condition->kind == CONDITION_LEAF || condition->kind == CONDITION_SEQUENCE)
		return match_has_all(match, condition->leaves, condition->leaf_count);
	bool all = condition->kind == CONDITION_NEAR;
	for (size_t i = 0; i < condition->part_count; i++)
		if (may_stand(match, condition->parts[i]) != all)
			return !all;
	return all;
}

static struct ends *find_near(struct match *match, const struct condition *condition)
{
	const struct ends *a = find(match, condition->parts[0]);
	const struct ends *b = find(match, condition->parts[1]);
	size_t words = a->words + b->words + condition->distance / BITS + 2;
	struct ends *forward = take(match, words);
	pair(a, b, condition->distance, forward);
	if (condition->in_order)
		return forward;
	struct ends *backward = take(match, words);
	pair(b, a, condition->distance, backward);
	return join(match, forward, backward);
}

static struct ends *find(struct match *match, const struct condition *condition)
{
	if (condition->kind == CONDITION_LEAF || condition->kind == CONDITION_SEQUENCE)
		return find_words(match, condition);
	if (condition->kind == CONDITION_NEAR)
		return find_near(match, condition);
	/* Words between spaces that are one word of the query, and the alternatives of an OR. */
	if (is_of_leaves(condition))
		return find_leaves(match, condition);
	struct ends *all = take(match, 1);
	for (size_t i = 0; i < condition->part_count; i++) {
		const struct ends *part = find(match, condition->parts[i]);
		if (part->count > 0)
			all = join(match, all, part);
	}
	return all;
}

static void give_back(struct match *match)
{
	if (match->spans != NULL)
		match->spans->used = 0;
}

/*
 * The places where a row of NEARs ends when each part stands behind the one before it, as the one
 * row of the start 0: of these the starts do not matter.
 */
static struct ends *find_in_order(struct match *match, const struct condition *condition)
{
	struct ends *ends = take(match, SIZE_MAX);
	if (condition->kind == CONDITION_NEAR) {
		const struct ends *a = find_in_order(match, condition->parts[0]);
		pair(a, find(match, condition->parts[1]), condition->distance, ends);
		return ends;
	}
	const struct ends *all = find(match, condition);
	for (size_t i = 0; i < all->count; i++)
		join_row(ends, 0, row_at(all, i), all->starts[i] / BITS, all->words);
	return ends;
}

/* In this order they are found soonest, and frequent words nearly always stand in any order. */
static bool is_met_in_order(struct match *match, const struct condition *condition)
{
	const struct ends *a = find_in_order(match, condition->parts[0]);
	return pair(a, find(match, condition->parts[1]), condition->distance, NULL);
}

/* How many places it needs at least: the parts of a NEAR have none in common. */
static size_t least_places(const struct condition *condition)
{
	size_t least = condition->leaf_count;
	for (size_t i = 0; i < condition->part_count; i++) {
		size_t part = least_places(condition->parts[i]);
		if (condition->kind == CONDITION_NEAR)
			least += part;
		else if (i == 0 || part < least)
			least = part;
	}
	return least;
}

bool near_is_met(struct match *match, const struct condition *condition)
{
	if (match->place_count < least_places(condition) || !may_stand(match, condition))
		return false;
	if (condition->parts[0]->kind == CONDITION_NEAR && is_met_in_order(match, condition)) {
		give_back(match);
		return true;
	}
	const struct ends *a = find(match, condition->parts[0]);
	const struct ends *b = find(match, condition->parts[1]);
	bool met = pair(a, b, condition->distance, NULL) ||
		   (!condition->in_order && pair(b, a, condition->distance, NULL));
	give_back(match);
	return met;
}

void near_spans(struct match *match, const struct condition *condition, struct near_spans *spans)
{
	const struct ends *ends = find(match, condition);
	spans->count = 0;
	for (size_t i = 0; i < ends->count; i++)
		for (size_t w = 0; w < ends->words; w++)
			for (uint64_t bits = row_at(ends, i)[w]; bits != 0; bits &= bits - 1) {
				size_t end = (ends->starts[i] / BITS + w) * BITS +
					     (size_t)__builtin_ctzll(bits);
				spans->at = memory_grow(spans->at, &spans->capacity,
							spans->count + 1, sizeof *spans->at);
				spans->at[spans->count++] =
				    (struct near_span){ ends->starts[i], end };
			}
	give_back(match);
}

void near_spans_release(struct near_spans *spans)
{
	free(spans->at);
	*spans = (struct near_spans){ 0 };
}
