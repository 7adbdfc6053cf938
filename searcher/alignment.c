/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/alignment.h"

#include "base/memory.h"
#include "searcher/bags.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A text of each list, and how alike they are. */
struct candidate {
	uint32_t old, new;
	double alike;
	double score; /* by which it is chosen */
};

struct candidates {
	struct candidate *at;
	size_t count, capacity;
};

struct aligner {
	const struct alignable *old, *new;
	size_t old_count, new_count;
	struct bags bags;
	struct bag *old_bags, *new_bags; /* of bags */
	struct candidates candidates;
	struct alignment *alignment;
};

static double alike(const struct aligner *aligner, uint32_t old, uint32_t new)
{
	const struct bag *a = &aligner->old_bags[old], *b = &aligner->new_bags[new];
	double all = a->weight + b->weight;
	return all > 0 ? 2 * bags_shared(&aligner->bags, a, b, NULL) / all : 1;
}

/* ---- Candidates ---- */

static void add_candidate(struct aligner *aligner, uint32_t old, uint32_t new, double how_alike)
{
	struct candidates *all = &aligner->candidates;
	all->at = memory_grow(all->at, &all->capacity, all->count + 1, sizeof *all->at);
	all->at[all->count++] = (struct candidate){ old, new, how_alike, 0 };
}

/* The old texts that have each feature: features' postings one after the other. */
struct postings {
	uint32_t *starts; /* of each feature, and one more */
	uint32_t *texts;
};

static struct postings make_postings(const struct aligner *aligner)
{
	struct postings postings;
	size_t total = 0;
	postings.starts = memory_array(aligner->bags.feature_count + 1, sizeof(uint32_t));
	for (size_t i = 0; i < aligner->old_count; i++) {
		total += aligner->old_bags[i].count;
		for (size_t j = 0; j < aligner->old_bags[i].count; j++)
			postings.starts[aligner->old_bags[i].features[j].number]++;
	}
	postings.texts = memory_array(total, sizeof(uint32_t));
	uint32_t sum = 0;
	for (size_t i = 0; i <= aligner->bags.feature_count; i++) {
		sum += i < aligner->bags.feature_count ? postings.starts[i] : 0;
		postings.starts[i] = sum;
	}
	/* filled from behind, which leaves each start where its postings begin */
	for (size_t i = aligner->old_count; i-- > 0;)
		for (size_t j = 0; j < aligner->old_bags[i].count; j++)
			postings.texts[--postings.starts[aligner->old_bags[i].features[j].number]] =
			    (uint32_t)i;
	return postings;
}

/* What the old texts share with one new text. */
struct tally {
	double *weight; /* of each old text */
	uint32_t *seen; /* the old texts that share something */
	size_t count;
};

static void tally_shared(const struct aligner *aligner, const struct postings *postings,
			 const struct bag *bag, uint32_t most, struct tally *tally)
{
	for (size_t i = 0; i < bag->count; i++) {
		uint32_t number = bag->features[i].number;
		uint32_t start = postings->starts[number], end = postings->starts[number + 1];
		if (end - start > most)
			continue;
		for (uint32_t at = start; at < end; at++) {
			uint32_t old = postings->texts[at];
			if (tally->weight[old] == 0)
				tally->seen[tally->count++] = old;
			tally->weight[old] += aligner->bags.weights[number];
		}
	}
}

/* Adds the old texts that share most with the new one, and clears the tally. */
static void take_best(struct aligner *aligner, uint32_t new, struct tally *tally)
{
	uint32_t best[ALIGNMENT_CANDIDATES];
	size_t count = 0;
	for (size_t i = 0; i < tally->count; i++) {
		uint32_t old = tally->seen[i];
		if (aligner->old[old].class != aligner->new[new].class)
			continue;
		double weight = tally->weight[old];
		size_t place = count;
		while (place > 0 && tally->weight[best[place - 1]] < weight)
			place--;
		if (place == ALIGNMENT_CANDIDATES)
			continue;
		if (count < ALIGNMENT_CANDIDATES)
			count++;
		memmove(best + place + 1, best + place, (count - 1 - place) * sizeof *best);
		best[place] = old;
	}
	for (size_t i = 0; i < count; i++)
		if (aligner->old_bags[best[i]].key != aligner->new_bags[new].key)
			add_candidate(aligner, best[i], new, alike(aligner, best[i], new));
	for (size_t i = 0; i < tally->count; i++)
		tally->weight[tally->seen[i]] = 0;
	tally->count = 0;
}

static void find_alike(struct aligner *aligner)
{
	struct postings postings = make_postings(aligner);
	struct tally tally = { memory_array(aligner->old_count, sizeof(double)),
			       memory_array(aligner->old_count, sizeof(uint32_t)), 0 };
	bool small = aligner->old_count <= ALIGNMENT_SMALL && aligner->new_count <= ALIGNMENT_SMALL;
	for (size_t i = 0; i < aligner->new_count; i++) {
		tally_shared(aligner, &postings, &aligner->new_bags[i],
			     small ? ALIGNMENT_SMALL : ALIGNMENT_RARE, &tally);
		take_best(aligner, (uint32_t)i, &tally);
	}
	free(tally.weight);
	free(tally.seen);
	free(postings.starts);
	free(postings.texts);
}

/* A text of either list, to find those with equal words. */
struct keyed {
	uint64_t key;
	uint32_t text;
};

static int by_key(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->text < y->text ? -1 : x->text > y->text;
}

static struct keyed *sort_keys(const struct bag *bags, size_t count)
{
	struct keyed *keys = memory_array(count, sizeof *keys);
	for (size_t i = 0; i < count; i++)
		keys[i] = (struct keyed){ bags[i].key, (uint32_t)i };
	memory_sort(keys, count, sizeof *keys, by_key);
	return keys;
}

/* Pairs of equal texts. Of a text that is there many times each is paired with those that stand at
 * about the same place among them. */
static void find_equal(struct aligner *aligner)
{
	struct keyed *old = sort_keys(aligner->old_bags, aligner->old_count);
	struct keyed *new = sort_keys(aligner->new_bags, aligner->new_count);
	for (size_t i = 0, j = 0; i < aligner->old_count && j < aligner->new_count;) {
		if (old[i].key != new[j].key) {
			if (old[i].key < new[j].key)
				i++;
			else
				j++;
			continue;
		}
		size_t olds = i, news = j;
		while (olds < aligner->old_count && old[olds].key == old[i].key)
			olds++;
		while (news < aligner->new_count && new[news].key == new[j].key)
			news++;
		for (size_t n = j; n < news; n++) {
			size_t near = i + (n - j), half = ALIGNMENT_CANDIDATES / 2;
			for (size_t o = near > i + half ? near - half : i;
			     o < olds && o <= near + half; o++)
				add_candidate(aligner, old[o].text, new[n].text, 1);
		}
		i = olds;
		j = news;
	}
	free(old);
	free(new);
}

/* ---- Partners ---- */

/* Orders by new text, then by old text falling: of one new text no two can be in one chain. */
static int by_place(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	if (x->new != y->new)
		return x->new < y->new ? -1 : 1;
	return x->old > y->old ? -1 : x->old < y->old;
}

/* The last candidate of the heaviest chain that ends before an old text: a Fenwick tree. */
struct best_chain {
	double *weight;
	uint32_t *last;
	size_t count;
};

static uint32_t chain_before(const struct best_chain *chains, uint32_t old, double *weight)
{
	uint32_t last = ALIGNMENT_NONE;
	*weight = 0;
	for (size_t at = old; at > 0; at &= at - 1)
		if (chains->weight[at] > *weight) {
			*weight = chains->weight[at];
			last = chains->last[at];
		}
	return last;
}

static void chain_add(struct best_chain *chains, uint32_t old, double weight, uint32_t last)
{
	for (size_t at = (size_t)old + 1; at <= chains->count; at += at & (~at + 1))
		if (weight > chains->weight[at]) {
			chains->weight[at] = weight;
			chains->last[at] = last;
		}
}

/* Sorts the candidates and marks in `chosen` the chain with the greatest sum of scores; those with
 * a score of 0 are never in it. */
static void choose_chain(struct candidate *candidates, size_t count, size_t old_count, bool *chosen)
{
	struct best_chain chains = { memory_array(old_count + 1, sizeof(double)),
				     memory_array(old_count + 1, sizeof(uint32_t)), old_count };
	uint32_t *before = memory_array(count, sizeof *before), best = ALIGNMENT_NONE;
	double most = 0;
	memory_sort(candidates, count, sizeof *candidates, by_place);
	for (size_t i = 0; i < count; i++) {
		double weight;
		if (candidates[i].score <= 0)
			continue;
		before[i] = chain_before(&chains, candidates[i].old, &weight);
		weight += candidates[i].score;
		chain_add(&chains, candidates[i].old, weight, (uint32_t)i);
		if (weight > most) {
			most = weight;
			best = (uint32_t)i;
		}
	}
	for (; best != ALIGNMENT_NONE; best = before[best])
		chosen[best] = true;
	free(before);
	free(chains.weight);
	free(chains.last);
}

static void pair(struct aligner *aligner, const struct candidate *candidate)
{
	aligner->alignment->old_of[candidate->new] = candidate->old;
	aligner->alignment->new_of[candidate->old] = candidate->new;
}

/* Heavier for a text that says more, but not in proportion: two headings outweigh a long clause. */
static double chain_score(const struct aligner *aligner, const struct candidate *candidate)
{
	size_t words = aligner->new_bags[candidate->new].words;
	return candidate->alike * candidate->alike * (1 + log2(1 + (double)words));
}

static void pair_in_order(struct aligner *aligner)
{
	const double margin = 0.1; /* so much worse than the best is still as good as the best */
	struct candidates *all = &aligner->candidates;
	double *best_old = memory_array(aligner->old_count, sizeof(double));
	double *best_new = memory_array(aligner->new_count, sizeof(double));
	bool *chosen = memory_array(all->count, sizeof *chosen);
	for (size_t i = 0; i < all->count; i++) {
		const struct candidate *candidate = &all->at[i];
		if (candidate->alike > best_old[candidate->old])
			best_old[candidate->old] = candidate->alike;
		if (candidate->alike > best_new[candidate->new])
			best_new[candidate->new] = candidate->alike;
	}
	for (size_t i = 0; i < all->count; i++) {
		struct candidate *candidate = &all->at[i];
		bool good = candidate->alike >= ALIGNMENT_LEAST &&
			    candidate->alike >= best_old[candidate->old] - margin &&
			    candidate->alike >= best_new[candidate->new] - margin;
		candidate->score = good ? chain_score(aligner, candidate) : 0;
	}
	choose_chain(all->at, all->count, aligner->old_count, chosen);
	for (size_t i = 0; i < all->count; i++)
		if (chosen[i])
			pair(aligner, &all->at[i]);
	free(best_old);
	free(best_new);
	free(chosen);
}

static int by_score(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return by_place(a, b);
}

/* Where the chain would have each new text: behind the partner before it, and before the next. */
struct gap {
	double after, before; /* old texts */
};

static struct gap *find_gaps(const struct aligner *aligner)
{
	struct gap *gaps = memory_array(aligner->new_count, sizeof *gaps);
	double place = -1;
	for (size_t i = 0; i < aligner->new_count; i++) {
		uint32_t old = aligner->alignment->old_of[i];
		place = old != ALIGNMENT_NONE ? old : place;
		gaps[i].after = place;
	}
	place = (double)aligner->old_count;
	for (size_t i = aligner->new_count; i-- > 0;) {
		uint32_t old = aligner->alignment->old_of[i];
		place = old != ALIGNMENT_NONE ? old : place;
		gaps[i].before = place;
	}
	return gaps;
}

/* What a candidate is worth outside of the chain; 0: nothing. Of equally good ones the nearer to
 * its gap is better. */
static double score_in_gap(const struct candidate *candidate, const struct gap *gap)
{
	bool in_place = candidate->old > gap->after && candidate->old < gap->before;
	double far = fabs(gap->after + 1 - candidate->old) / 20;
	if (candidate->alike < (in_place ? ALIGNMENT_IN_PLACE : ALIGNMENT_LEAST))
		return 0;
	return candidate->alike + (in_place ? 0.05 : 0) - 0.05 * (far < 1 ? far : 1);
}

/* The others, the best first. */
static void pair_the_rest(struct aligner *aligner)
{
	struct candidates *all = &aligner->candidates;
	struct gap *gaps = find_gaps(aligner);
	for (size_t i = 0; i < all->count; i++)
		all->at[i].score = score_in_gap(&all->at[i], &gaps[all->at[i].new]);
	memory_sort(all->at, all->count, sizeof *all->at, by_score);
	for (size_t i = 0; i < all->count; i++) {
		const struct candidate *candidate = &all->at[i];
		if (candidate->score > 0 &&
		    aligner->alignment->old_of[candidate->new] == ALIGNMENT_NONE &&
		    aligner->alignment->new_of[candidate->old] == ALIGNMENT_NONE)
			pair(aligner, candidate);
	}
	free(gaps);
}

/* How much of a part stands in the whole, beyond what the partner of the whole has: 0 to 1. */
static double part_of(const struct aligner *aligner, const struct bag *part,
		      const struct bag *whole, const struct bag *partner)
{
	if (part->words < ALIGNMENT_SPLIT_WORDS || part->weight <= 0)
		return 0;
	return bags_shared(&aligner->bags, part, whole, partner) / part->weight;
}

static void find_parts(struct aligner *aligner)
{
	struct alignment *alignment = aligner->alignment;
	double *best_old = memory_array(aligner->old_count, sizeof(double));
	double *best_new = memory_array(aligner->new_count, sizeof(double));
	for (size_t i = 0; i < aligner->candidates.count; i++) {
		uint32_t old = aligner->candidates.at[i].old, new = aligner->candidates.at[i].new;
		const struct bag *a = &aligner->old_bags[old], *b = &aligner->new_bags[new];
		uint32_t new_of = alignment->new_of[old], old_of = alignment->old_of[new];
		if (old_of == ALIGNMENT_NONE && new_of != ALIGNMENT_NONE) {
			double part = part_of(aligner, b, a, &aligner->new_bags[new_of]);
			if (part >= ALIGNMENT_PART && part > best_new[new]) {
				best_new[new] = part;
				alignment->split_from[new] = old;
			}
		} else if (new_of == ALIGNMENT_NONE && old_of != ALIGNMENT_NONE) {
			double part = part_of(aligner, a, b, &aligner->old_bags[old_of]);
			if (part >= ALIGNMENT_PART && part > best_old[old]) {
				best_old[old] = part;
				alignment->merged_into[old] = new;
			}
		}
	}
	free(best_old);
	free(best_new);
}

/* What is not in the longest chain of partners was moved. */
static void find_moved(struct aligner *aligner)
{
	struct alignment *alignment = aligner->alignment;
	struct candidate *pairs = memory_array(aligner->new_count, sizeof *pairs);
	bool *chosen = memory_array(aligner->new_count, sizeof *chosen);
	size_t count = 0;
	for (size_t i = 0; i < aligner->new_count; i++)
		if (alignment->old_of[i] != ALIGNMENT_NONE)
			pairs[count++] =
			    (struct candidate){ alignment->old_of[i], (uint32_t)i, 0,
						1 + 1e-6 * (double)aligner->new_bags[i].words };
	choose_chain(pairs, count, aligner->old_count, chosen);
	for (size_t i = 0; i < count; i++)
		alignment->moved[pairs[i].new] = !chosen[i];
	free(pairs);
	free(chosen);
}

static uint32_t *none(size_t count)
{
	uint32_t *numbers = memory_array(count, sizeof *numbers);
	memset(numbers, 0xFF, count * sizeof *numbers);
	return numbers;
}

void alignment_make(struct alignment *alignment, const struct alignable *old, size_t old_count,
		    const struct alignable *new, size_t new_count)
{
	struct aligner aligner = { .old = old,
				   .new = new,
				   .old_count = old_count,
				   .new_count = new_count,
				   .alignment = alignment };
	*alignment = (struct alignment){ old_count,
					 new_count,
					 none(new_count),
					 none(old_count),
					 none(new_count),
					 none(old_count),
					 memory_array(new_count, sizeof(bool)) };
	aligner.old_bags = bags_add(&aligner.bags, old, old_count);
	aligner.new_bags = bags_add(&aligner.bags, new, new_count);
	bags_weigh(&aligner.bags);
	find_equal(&aligner);
	find_alike(&aligner);
	pair_in_order(&aligner);
	pair_the_rest(&aligner);
	find_parts(&aligner);
	find_moved(&aligner);
	bags_release(&aligner.bags);
	free(aligner.candidates.at);
}

void alignment_release(struct alignment *alignment)
{
	free(alignment->old_of);
	free(alignment->new_of);
	free(alignment->split_from);
	free(alignment->merged_into);
	free(alignment->moved);
	*alignment = (struct alignment){ 0 };
}
