/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/bags.h"

#include "base/hash.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "searcher/alignment.h"
#include "searcher/units.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

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

static uint32_t number_of(struct bags *bags, uint64_t hash, bool is_number)
{
	uint32_t *number = map_at(&bags->numbers, hash);
	if (*number == UINT32_MAX) {
		*number = (uint32_t)bags->feature_count++;
		bags->features = memory_grow(bags->features, &bags->feature_capacity,
					     bags->feature_count, sizeof *bags->features);
		bags->features[*number].bags = 0;
		bags->features[*number].is_number = is_number;
	}
	return *number;
}

/* Digits, Roman numerals, and single letters, which count sections: V, XII, A. */
static bool is_number(const char *text, const struct unit *unit)
{
	size_t at = unit->start, roman = 0;
	uint32_t character = utf8_next(text, unit->end, &at);
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)character);
	if (category == UTF8PROC_CATEGORY_ND ||
	    (at == unit->end && category == UTF8PROC_CATEGORY_LU))
		return true;
	for (size_t i = unit->start; i < unit->end; i++)
		roman += strchr("IVXLC", text[i]) != NULL && text[i] != '\0';
	return roman == unit->end - unit->start;
}

static int by_feature(const void *a, const void *b)
{
	const struct feature *x = a, *y = b;
	return x->number < y->number ? -1 : x->number > y->number;
}

static void read_bag(struct bags *bags, struct bag *bag, const struct alignable *text,
		     struct units *units)
{
	uint64_t before = 0;
	bool number_before = false;
	units_read(units, text->text, text->length);
	bag->features = memory_array(2 * units->count, sizeof *bag->features);
	bag->key = text->class;
	for (size_t i = 0; i < units->count; i++) {
		if (units->at[i].kind != UNIT_WORD)
			continue;
		uint64_t hash = hash_folded(text->text, &units->at[i]), pair[] = { before, hash };
		bool number = is_number(text->text, &units->at[i]);
		bag->features[bag->count++] = (struct feature){ number_of(bags, hash, number), 1 };
		if (bag->words++ > 0)
			bag->features[bag->count++] =
			    (struct feature){ number_of(bags, hash_bytes(pair, sizeof pair),
							number || number_before),
					      1 };
		bag->key = (bag->key ^ hash) * 0x9E3779B97F4A7C15u;
		bag->key ^= bag->key >> 29;
		before = hash;
		number_before = number;
	}
	memory_sort(bag->features, bag->count, sizeof *bag->features, by_feature);
	size_t distinct = 0;
	for (size_t i = 0; i < bag->count; i++) {
		if (distinct > 0 && bag->features[distinct - 1].number == bag->features[i].number)
			bag->features[distinct - 1].count++;
		else {
			bag->features[distinct++] = bag->features[i];
			bags->features[bag->features[i].number].bags++;
		}
	}
	bag->count = distinct;
}

struct bag *bags_add(struct bags *bags, const struct alignable *texts, size_t count)
{
	struct bag *list = memory_array(count, sizeof *list);
	struct units units = { 0 };
	for (size_t i = 0; i < count; i++)
		read_bag(bags, &list[i], &texts[i], &units);
	units_release(&units);
	bags->lists[bags->list_count] = list;
	bags->counts[bags->list_count++] = count;
	return list;
}

void bags_weigh(struct bags *bags)
{
	double texts = (double)(bags->counts[0] + bags->counts[1]);
	bags->weights = memory_array(bags->feature_count, sizeof *bags->weights);
	for (size_t i = 0; i < bags->feature_count; i++)
		bags->weights[i] = (0.1 + log((texts + 1) / bags->features[i].bags)) *
				   (bags->features[i].is_number ? BAGS_NUMBER : 1);
	for (size_t list = 0; list < bags->list_count; list++)
		for (size_t i = 0; i < bags->counts[list]; i++) {
			struct bag *bag = &bags->lists[list][i];
			for (size_t j = 0; j < bag->count; j++)
				bag->weight +=
				    bags->weights[bag->features[j].number] * bag->features[j].count;
		}
}

double bags_shared(const struct bags *bags, const struct bag *a, const struct bag *b,
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
		weight += bags->weights[x->number] * (x->count < left ? x->count : left);
		i++;
		j++;
	}
	return weight;
}

void bags_release(struct bags *bags)
{
	for (size_t list = 0; list < bags->list_count; list++) {
		for (size_t i = 0; i < bags->counts[list]; i++)
			free(bags->lists[list][i].features);
		free(bags->lists[list]);
	}
	map_release(&bags->numbers);
	free(bags->features);
	free(bags->weights);
	*bags = (struct bags){ 0 };
}
