/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/alignment.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "searcher/units.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* A word or a pair of neighbouring words in a text. */
struct feature {
	uint32_t number;
	uint32_t count;
};

struct bag {
	struct feature *features; /* by rising number */
	size_t count;
	size_t words;
	double weight; /* of all of them */
	uint64_t key;  /* of the class and the words in their order */
};

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
	struct bag *old_bags, *new_bags;
	struct map numbers;  /* the hash of a feature to its number */
	uint32_t *frequency; /* of each feature: texts of both lists that have it */
	size_t feature_count, feature_capacity;
	double *weights;
	struct candidates candidates;
	struct alignment *alignment;
};

/* ---- Features ---- */

static uint64_t hash_folded(const char *text, const struct unit *unit)
{
	uint64_t hash = 0xCBF29CE484222325u; /* FNV-1a over the characters */
	for (size_t at = unit->start; at < unit->end;) {
		uint32_t character = utf8_next(text, unit->end, &at);
		if (character < 0x80)
			character |= character >= 'A' && character <= 'Z' ? 0x20 : 0;
		else
			character = (uint32_t)utf8proc_tolower((utf8proc_int32_t)character);
		hash = (hash ^ character) * 0x100000001B3u;
	}
	return hash;
}

static uint32_t number_of(struct aligner *aligner, uint64_t hash)
{
	uint32_t *number = map_at(&aligner->numbers, hash);
	if (*number == UINT32_MAX) {
		*number = (uint32_t)aligner->feature_count++;
		aligner->frequency = memory_grow(aligner->frequency, &aligner->feature_capacity,
						 aligner->feature_count, sizeof(uint32_t));
		aligner->frequency[*number] = 0;
	}
	return *number;
}

static int by_feature(const void *a, const void *b)
{
	const struct feature *x = a, *y = b;
	return x->number < y->number ? -1 : x->number > y->number;
}

static void read_bag(struct aligner *aligner, struct bag *bag, const struct alignable *text,
		     struct units *units)
{
	uint64_t before = 0;
	units_read(units, text->text, text->length);
	bag->features = memory_array(2 * units->count, sizeof *bag->features);
	bag->key = text->class;
	for (size_t i = 0; i < units->count; i++) {
		if (units->at[i].kind != UNIT_WORD)
			continue;
		uint64_t hash = hash_folded(text->text, &units->at[i]), pair[] = { before, hash };
		bag->features[bag->count++] = (struct feature){ number_of(aligner, hash), 1 };
		if (bag->words++ > 0)
			bag->features[bag->count++] =
			    (struct feature){ number_of(aligner, hash_bytes(pair, sizeof pair)),
					      1 };
		bag->key = (bag->key ^ hash) * 0x9E3779B97F4A7C15u;
		bag->key ^= bag->key >> 29;
		before = hash;
	}
	memory_sort(bag->features, bag->count, sizeof *bag->features, by_feature);
	size_t distinct = 0;
	for (size_t i = 0; i < bag->count; i++) {
		if (distinct > 0 && bag->features[distinct - 1].number == bag->features[i].number)
			bag->features[distinct - 1].count++;
		else {
			bag->features[distinct++] = bag->features[i];
			aligner->frequency[bag->features[i].number]++;
		}
	}
	bag->count = distinct;
}

static struct bag *read_bags(struct aligner *aligner, const struct alignable *texts, size_t count)
{
	struct bag *bags = memory_array(count, sizeof *bags);
	struct units units = { 0 };
	for (size_t i = 0; i < count; i++)
		read_bag(aligner, &bags[i], &texts[i], &units);
	units_release(&units);
	return bags;
}

static void weigh(struct aligner *aligner)
{
	double texts = (double)(aligner->old_count + aligner->new_count);
	aligner->weights = memory_array(aligner->feature_count, sizeof(double));
	for (size_t i = 0; i < aligner->feature_count; i++)
		aligner->weights[i] = 0.1 + log((texts + 1) / aligner->frequency[i]);
	for (size_t side = 0; side < 2; side++) {
		struct bag *bags = side == 0 ? aligner->old_bags : aligner->new_bags;
		size_t count = side == 0 ? aligner->old_count : aligner->new_count;
		for (size_t i = 0; i < count; i++)
			for (size_t j = 0; j < bags[i].count; j++)
				bags[i].weight += aligner->weights[bags[i].features[j].number] *
						  bags[i].features[j].count;
	}
}

/* The weight of what two bags share; with a third, of what is left of the second without it. */
static double shared(const struct aligner *aligner, const struct bag *a, const struct bag *b,
		     const struct bag *without)
{
	double weight = 0;
	for (size_t i = 0, j = 0, k = 0; i < a->count && j < b->count;) {
		const struct feature *x = &a->features[i], *y = &b->features[j];
		if (x->number != y->number) {
			i += x->number < y->number;
			j += y->number < x->number;
			continue;
		}
		uint32_t left = y->count;
		while (without != NULL && k < without->count &&
		       without->features[k].number < x->number)
			k++;
		if (without != NULL && k < without->count &&
		    without->features[k].number == x->number)
			left -=
			    without->features[k].count < left ? without->features[k].count : left;
		weight += aligner->weights[x->number] * (x->count < left ? x->count : left);
		i++;
		j++;
	}
	return weight;
}

static double alike(const struct aligner *aligner, uint32_t old, uint32_t new)
{
	const struct bag *a = &aligner->old_bags[old], *b = &aligner->new_bags[new];
	double all = a->weight + b->weight;
	return all > 0 ? 2 * shared(aligner, a, b, NULL) / all : 1;
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
	postings.starts = memory_array(aligner->feature_count + 1, sizeof(uint32_t));
	for (size_t i = 0; i < aligner->old_count; i++) {
		total += aligner->old_bags[i].count;
		for (size_t j = 0; j < aligner->old_bags[i].count; j++)
			postings.starts[aligner->old_bags[i].features[j].number]++;
	}
	postings.texts = memory_array(total, sizeof(uint32_t));
	uint32_t sum = 0;
	for (size_t i = 0; i <= aligner->feature_count; i++) {
		sum += i < aligner->feature_count ? postings.starts[i] : 0;
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
			tally->weight[old] += aligner->weights[number];
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

/* The others, the most alike first; of equally good ones those that are nearest to where the chain
 * would have them. */
static void pair_out_of_order(struct aligner *aligner)
{
	struct candidates *all = &aligner->candidates;
	double *expected = memory_array(aligner->new_count, sizeof *expected);
	double place = -1;
	for (size_t i = 0; i < aligner->new_count; i++) {
		uint32_t old = aligner->alignment->old_of[i];
		place = old != ALIGNMENT_NONE ? old : place + 1;
		expected[i] = place;
	}
	for (size_t i = 0; i < all->count; i++) {
		struct candidate *candidate = &all->at[i];
		double far = fabs(expected[candidate->new] - candidate->old) / 20;
		candidate->score = candidate->alike - 0.05 * (far < 1 ? far : 1);
	}
	memory_sort(all->at, all->count, sizeof *all->at, by_score);
	for (size_t i = 0; i < all->count; i++) {
		const struct candidate *candidate = &all->at[i];
		if (candidate->alike >= ALIGNMENT_LEAST &&
		    aligner->alignment->old_of[candidate->new] == ALIGNMENT_NONE &&
		    aligner->alignment->new_of[candidate->old] == ALIGNMENT_NONE)
			pair(aligner, candidate);
	}
	free(expected);
}

/* How much of a part stands in the whole, beyond what the partner of the whole has: 0 to 1. */
static double part_of(const struct aligner *aligner, const struct bag *part,
		      const struct bag *whole, const struct bag *partner)
{
	if (part->words < ALIGNMENT_SPLIT_WORDS || part->weight <= 0)
		return 0;
	return shared(aligner, part, whole, partner) / part->weight;
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

static void bags_free(struct bag *bags, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(bags[i].features);
	free(bags);
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
	aligner.old_bags = read_bags(&aligner, old, old_count);
	aligner.new_bags = read_bags(&aligner, new, new_count);
	weigh(&aligner);
	find_equal(&aligner);
	find_alike(&aligner);
	pair_in_order(&aligner);
	pair_out_of_order(&aligner);
	find_parts(&aligner);
	find_moved(&aligner);
	bags_free(aligner.old_bags, old_count);
	bags_free(aligner.new_bags, new_count);
	map_release(&aligner.numbers);
	free(aligner.frequency);
	free(aligner.weights);
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
