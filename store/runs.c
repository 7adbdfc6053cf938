/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/runs.h"

#include "base/hash.h"
#include "base/memory.h"
#include "stemmers/analyser.h"

#include <stdlib.h>

uint64_t runs_form(const char *form, size_t length)
{
	return hash_bytes(form, length);
}

static int by_number(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;
	return *x < *y ? -1 : *x > *y;
}

/* Hashes are spread evenly: by their first byte they are nearly in order, and the rest is
 * insertion. With qsort this was half of the time of a trace. */
static void sort_hashes(uint64_t *at, uint64_t *spare, size_t count)
{
	enum { MOST = 4096 };
	size_t ends[256] = { 0 };
	if (count > MOST) {
		memory_sort(at, count, sizeof *at, by_number);
		return;
	}
	for (size_t i = 0; i < count; i++)
		ends[at[i] >> 56]++;
	for (size_t byte = 1; byte < 256; byte++)
		ends[byte] += ends[byte - 1];
	for (size_t i = 0; i < count; i++)
		spare[--ends[at[i] >> 56]] = at[i];
	for (size_t i = 0; i < count; i++) {
		size_t place = i;
		for (; place > 0 && at[place - 1] > spare[i]; place--)
			at[place] = at[place - 1];
		at[place] = spare[i];
	}
}

void runs_make(struct runs *runs, const uint64_t *forms, size_t count)
{
	size_t length = count < RUNS_WORDS ? count : RUNS_WORDS;
	size_t all = count == 0 ? 0 : count - length + 1;
	/* The second half is for sorting. */
	runs->at = memory_grow(runs->at, &runs->capacity, 2 * all, sizeof *runs->at);
	runs->count = 0;
	for (size_t i = 0; i < all; i++)
		runs->at[i] = hash_bytes(forms + i, length * sizeof *forms);
	sort_hashes(runs->at, runs->at + all, all);
	for (size_t i = 0; i < all; i++)
		if (i == 0 || runs->at[i] != runs->at[runs->count - 1])
			runs->at[runs->count++] = runs->at[i];
}

void runs_of_text(struct runs *runs, struct tokens *tokens, const char *text, size_t length)
{
	analyser_tokens(text, length, tokens);
	uint64_t *forms = memory_array(tokens->count, sizeof *forms);
	for (size_t i = 0; i < tokens->count; i++)
		forms[i] = runs_form(tokens->forms + tokens->at[i].form, tokens->at[i].form_length);
	runs_make(runs, forms, tokens->count);
	free(forms);
}

void runs_release(struct runs *runs)
{
	free(runs->at);
	*runs = (struct runs){ 0 };
}

size_t runs_sample(const struct runs *runs)
{
	return runs->count < RUNS_SAMPLE ? runs->count : RUNS_SAMPLE;
}

double runs_near(const struct runs *a, const struct runs *b, double least)
{
	size_t sum = a->count + b->count, needed = runs_needed(a->count, b->count, least);
	if (needed > a->count || needed > b->count)
		return 0;
	size_t shared = 0, i = 0, j = 0, lacks_a = a->count - needed, lacks_b = b->count - needed;
	while (i < a->count && j < b->count) {
		uint64_t x = a->at[i], y = b->at[j];
		shared += x == y;
		i += x <= y;
		j += y <= x;
		if (i - shared > lacks_a || j - shared > lacks_b)
			return 0;
	}
	size_t all = sum - shared;
	double similarity = all > 0 ? (double)shared / (double)all : 0;
	return similarity >= least ? similarity : 0;
}

double runs_similarity(const struct runs *a, const struct runs *b)
{
	size_t shared = 0, i = 0, j = 0;
	while (i < a->count && j < b->count) {
		uint64_t x = a->at[i], y = b->at[j];
		shared += x == y;
		i += x <= y;
		j += y <= x;
	}
	size_t all = a->count + b->count - shared;
	return all > 0 ? (double)shared / (double)all : 0;
}
