/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/nearest.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* A wording that shares something of the sample. */
struct candidate {
	uint32_t wording, segment, shared;
};

/* What is known of one segment. */
struct side {
	struct segment *segment;
	uint64_t *forms;  /* runs_form of each form; 0: not computed yet */
	uint32_t *places; /* of a wording in `candidates`, + 1 */
};

struct nearest_finder {
	struct side *sides;
	size_t count;
	struct candidate *candidates;
	size_t candidate_count, candidate_capacity;
	struct runs runs; /* of the wording that is compared */
	struct form_list list;
	uint64_t *hashes;
	size_t hashes_capacity;
};

struct nearest_finder *nearest_finder_new(struct segment *const *segments, size_t segment_count)
{
	struct nearest_finder *finder = memory_array(1, sizeof *finder);
	finder->sides = memory_array(segment_count, sizeof *finder->sides);
	finder->count = segment_count;
	for (size_t i = 0; i < segment_count; i++) {
		const struct segment_counts *counts = &segments[i]->counts;
		finder->sides[i] =
		    (struct side){ segments[i], memory_array(counts->forms, sizeof(uint64_t)),
				   memory_array(counts->wordings, sizeof(uint32_t)) };
	}
	return finder;
}

void nearest_finder_free(struct nearest_finder *finder)
{
	if (finder == NULL)
		return;
	for (size_t i = 0; i < finder->count; i++) {
		free(finder->sides[i].forms);
		free(finder->sides[i].places);
	}
	free(finder->sides);
	free(finder->candidates);
	runs_release(&finder->runs);
	free(finder->list.at);
	free(finder->hashes);
	free(finder);
}

void nearest_release(struct nearest *nearest)
{
	free(nearest->at);
	*nearest = (struct nearest){ 0 };
}

static void read_runs(struct nearest_finder *finder, const struct side *side, uint32_t wording)
{
	segment_wording_forms(side->segment, wording, &finder->list);
	size_t count = finder->list.count;
	finder->hashes =
	    memory_grow(finder->hashes, &finder->hashes_capacity, count, sizeof *finder->hashes);
	for (size_t i = 0; i < count; i++) {
		uint64_t *hash = &side->forms[finder->list.at[i]];
		if (*hash == 0) {
			const char *form = segment_form(side->segment, finder->list.at[i], NULL);
			*hash = runs_form(form, strlen(form));
		}
		finder->hashes[i] = *hash;
	}
	runs_make(&finder->runs, finder->hashes, count);
}

static void add_candidates(struct nearest_finder *finder, uint32_t number, uint64_t run)
{
	struct side *side = &finder->sides[number];
	struct sample_reader reader;
	uint32_t wording;
	segment_sample(side->segment, run, &reader);
	while (sample_next(&reader, &wording)) {
		uint32_t *place = &side->places[wording];
		if (*place != 0) {
			finder->candidates[*place - 1].shared++;
			continue;
		}
		finder->candidates =
		    memory_grow(finder->candidates, &finder->candidate_capacity,
				finder->candidate_count + 1, sizeof *finder->candidates);
		finder->candidates[finder->candidate_count++] =
		    (struct candidate){ wording, number, 1 };
		*place = (uint32_t)finder->candidate_count;
	}
}

static int by_similarity(const void *a, const void *b)
{
	const struct near_wording *x = a, *y = b;
	if (x->similarity != y->similarity)
		return x->similarity > y->similarity ? -1 : 1;
	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->segment > y->segment ? -1 : x->segment < y->segment;
}

double nearest_compare(struct nearest_finder *finder, const struct runs *runs, size_t segment,
		       uint32_t wording)
{
	read_runs(finder, &finder->sides[segment], wording);
	return runs_similarity(runs, &finder->runs);
}

static void compare(struct nearest_finder *finder, const struct candidate *candidate,
		    const struct runs *runs, double least, struct nearest *nearest)
{
	const struct segment *segment = finder->sides[candidate->segment].segment;
	double similarity = nearest_compare(finder, runs, candidate->segment, candidate->wording);
	if (similarity < least)
		return;
	nearest->at =
	    memory_grow(nearest->at, &nearest->capacity, nearest->count + 1, sizeof *nearest->at);
	nearest->at[nearest->count++] =
	    (struct near_wording){ candidate->segment, candidate->wording,
				   segment_hash(segment, candidate->wording), similarity };
}

void nearest_find(struct nearest_finder *finder, const struct runs *runs, double least,
		  nearest_filter *wanted, void *context, struct nearest *nearest)
{
	size_t left = NEAREST_MOST, sample = runs_sample(runs);
	nearest->count = 0;
	finder->candidate_count = 0;
	for (uint32_t s = 0; s < finder->count; s++)
		for (size_t i = 0; i < sample; i++)
			add_candidates(finder, s, runs->at[i]);
	for (uint32_t shared = (uint32_t)sample; shared > 0; shared--)
		for (size_t i = 0; i < finder->candidate_count && left > 0; i++) {
			const struct candidate *candidate = &finder->candidates[i];
			const struct segment *segment = finder->sides[candidate->segment].segment;
			if (candidate->shared != shared ||
			    !(wanted != NULL ? wanted(context, segment, candidate->wording)
					     : segment_is_visible(segment, candidate->wording)))
				continue;
			left--;
			compare(finder, candidate, runs, least, nearest);
		}
	for (size_t i = 0; i < finder->candidate_count; i++) {
		const struct candidate *candidate = &finder->candidates[i];
		finder->sides[candidate->segment].places[candidate->wording] = 0;
	}
	memory_sort(nearest->at, nearest->count, sizeof *nearest->at, by_similarity);
}

uint64_t nearest_group(const struct nearest_finder *finder, const struct near_wording *near)
{
	return segment_group(finder->sides[near->segment].segment, near->wording);
}
