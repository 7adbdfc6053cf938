/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/groups.h"

#include "base/error.h"
#include "base/memory.h"
#include "indexer/samples.h"
#include "indexer/sorter.h"
#include "store/segment_writer.h"

#include <stdlib.h>

/* Of the memory that there is one part in so many. */
enum { RUNS_PART = 4, SORTER_PART = 8 };

/* So that much text of one pattern takes no more than so much time for each wording: it is compared
 * with so many of the first that have the run, until so many of them may be near. */
enum { MOST_COMPARED = 4096, MOST_NEAR = 128 };

enum { OUTLINE_WORDS = 4, AHEAD = 8 };

/* What of a set of runs is looked at first: most pairs are found to be far apart by it alone. */
struct outline {
	uint64_t bits[OUTLINE_WORDS]; /* one for the last byte of each run */
	uint32_t count;               /* of the runs */
	uint32_t bit_count;
};

/* A wording that has the run which is looked at. */
struct sharer {
	struct outline outline;
	uint32_t wording;
};

struct grouping {
	const struct group_wordings *wordings;
	struct spill *runs; /* of all wordings, one behind the other */
	struct spill_reader reader, jumper;
	uint64_t *places;         /* of each wording's runs in the spill */
	struct outline *outlines; /* of each wording */
	struct sorter *links;     /* from the runs of samples to wordings */
	struct sorter *pairs;     /* from a wording to those before it that it may be near */
	struct sharer sharers[MOST_COMPARED];
	uint32_t *groups;
	uint64_t *foreign; /* groups of older segments */
	size_t foreign_count, foreign_capacity;
	struct nearest nearest;
};

/* Without an instruction for it, which not every processor has, the compiler calls a function. */
static unsigned count_bits(uint64_t x)
{
	x -= x >> 1 & UINT64_C(0x5555555555555555);
	x = (x & UINT64_C(0x3333333333333333)) + (x >> 2 & UINT64_C(0x3333333333333333));
	x = (x + (x >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
	return (unsigned)(x * UINT64_C(0x0101010101010101) >> 56);
}

static void make_outline(struct outline *outline, const struct runs *runs)
{
	*outline = (struct outline){ .count = (uint32_t)runs->count };
	for (size_t i = 0; i < runs->count; i++) {
		unsigned bit = runs->at[i] & (64 * OUTLINE_WORDS - 1);
		outline->bits[bit / 64] |= UINT64_C(1) << bit % 64;
	}
	for (int i = 0; i < OUTLINE_WORDS; i++)
		outline->bit_count += count_bits(outline->bits[i]);
}

/* False when one set surely has too many runs that the other lacks: a bit that is not set there
 * stands for at least one of them. */
static bool may_be_near(const struct outline *a, const struct outline *b)
{
	size_t needed = runs_needed(a->count, b->count, RUNS_NEAR);
	size_t lacking = 0; /* in b */
	for (int i = 0; i < OUTLINE_WORDS; i++)
		lacking += count_bits(a->bits[i] & ~b->bits[i]);
	return needed + lacking <= a->count &&
	       needed + lacking + b->bit_count <= b->count + a->bit_count;
}

/* The runs of all wordings, and the links of their samples. */
static int make_runs(struct grouping *grouping, struct error *error)
{
	const struct group_wordings *in = grouping->wordings;
	struct spill_reader reader = { .spill = in->sequence, .ahead = SPILL_AHEAD };
	struct runs runs = { 0 };
	uint64_t *forms = NULL;
	size_t capacity = 0;
	for (uint32_t wording = 0; wording < in->count; wording++) {
		size_t bytes;
		const uint32_t *sequence = spill_next(&reader, &bytes);
		size_t count = bytes / sizeof *sequence;
		forms = memory_grow(forms, &capacity, count, sizeof *forms);
		for (size_t i = 0; i < count; i++)
			forms[i] = in->forms[sequence[i]];
		runs_make(&runs, forms, count);
		grouping->places[wording] = spill_length(grouping->runs);
		spill_add(grouping->runs, runs.at, runs.count * sizeof *runs.at);
		make_outline(&grouping->outlines[wording], &runs);
		for (size_t i = 0; i < runs_sample(&runs); i++)
			sorter_add(grouping->links, runs.at[i], wording);
	}
	spill_reader_release(&reader);
	runs_release(&runs);
	free(forms);
	int status = spill_status(in->sequence, error);
	if (status == STATUS_OK)
		status = spill_end(grouping->runs, error);
	return status == STATUS_OK ? sorter_end(grouping->links, error) : status;
}

/* The pairs of wordings that have this run in their samples and may be near each other. */
static void add_pairs(struct grouping *grouping, const struct sorted_row *row)
{
	struct sharer *sharers = grouping->sharers;
	for (size_t i = 0; i < row->count; i++) {
		uint32_t wording = row->values[i];
		if (row->count - i > AHEAD)
			__builtin_prefetch(&grouping->outlines[row->values[i + AHEAD]]);
		const struct outline *outline = &grouping->outlines[wording];
		size_t end = i < MOST_COMPARED ? i : MOST_COMPARED;
		for (size_t j = 0, near = 0; j < end && near < MOST_NEAR; j++) {
			if (!may_be_near(outline, &sharers[j].outline))
				continue;
			sorter_add(grouping->pairs, wording, sharers[j].wording);
			near++;
		}
		if (i < MOST_COMPARED)
			sharers[i] = (struct sharer){ *outline, wording };
	}
}

/* All wordings that share a run of their samples are looked at together: one run after the other,
 * so that of much text only what shares a run has to be at hand. */
static int find_pairs(struct grouping *grouping, struct buffer *sample_starts,
		      struct spill *sample_rows, struct error *error)
{
	struct samples_writer writer;
	struct sorted_row row;
	samples_start(&writer, sorter_count(grouping->links), sample_starts, sample_rows);
	while (sorter_next(grouping->links, &row)) {
		samples_add(&writer, row.key, row.values, row.count);
		add_pairs(grouping, &row);
	}
	samples_end(&writer);
	int status = sorter_status(grouping->links, error);
	if (status == STATUS_OK)
		status = spill_end(sample_rows, error);
	return status == STATUS_OK ? sorter_end(grouping->pairs, error) : status;
}

/* False after a failure. */
static bool read_runs(struct grouping *grouping, struct spill_reader *reader, uint32_t wording,
		      struct runs *runs)
{
	size_t count = grouping->outlines[wording].count;
	const void *at = spill_read(reader, grouping->places[wording], count * sizeof *runs->at);
	*runs = (struct runs){ (uint64_t *)at, count, 0 };
	return at != NULL;
}

/* Of the wordings before it, the one that begins a group and is most like it; UINT32_MAX: none is
 * near. */
static uint32_t find_leader(struct grouping *grouping, const struct runs *runs,
			    const struct sorted_row *pairs)
{
	uint32_t leader = UINT32_MAX;
	double best = RUNS_NEAR;
	for (size_t i = 0; i < pairs->count; i++) {
		uint32_t before = pairs->values[i];
		struct runs others;
		if (grouping->groups[before] != before ||
		    !read_runs(grouping, &grouping->jumper, before, &others))
			continue;
		double similarity = runs_near(&others, runs, best);
		if (similarity > best || (similarity >= best && leader == UINT32_MAX)) {
			leader = before;
			best = similarity;
		}
	}
	return leader;
}

/* Whether an older segment has a group for it: what takes its place in SECTION_GROUPS. */
static bool find_older(struct grouping *grouping, const struct runs *runs, uint64_t *group)
{
	struct nearest_finder *older = grouping->wordings->older;
	nearest_find(older, runs, RUNS_NEAR, NULL, NULL, &grouping->nearest);
	if (grouping->nearest.count == 0)
		return false;
	*group = nearest_group(older, &grouping->nearest.at[0]);
	return true;
}

/* The number that stands for an older segment's group. */
static uint32_t add_foreign(struct grouping *grouping, uint64_t group)
{
	grouping->foreign = memory_grow(grouping->foreign, &grouping->foreign_capacity,
					grouping->foreign_count + 1, sizeof *grouping->foreign);
	grouping->foreign[grouping->foreign_count++] = group;
	return grouping->wordings->count + (uint32_t)grouping->foreign_count - 1;
}

static uint32_t choose_group(struct grouping *grouping, uint32_t wording,
			     const struct sorted_row *pairs)
{
	struct runs runs;
	uint64_t group;
	if (grouping->outlines[wording].count == 0 ||
	    (pairs->count == 0 && grouping->wordings->older == NULL) ||
	    !read_runs(grouping, &grouping->reader, wording, &runs))
		return wording;
	uint32_t leader = find_leader(grouping, &runs, pairs);
	if (leader != UINT32_MAX)
		return leader;
	if (grouping->wordings->older != NULL && find_older(grouping, &runs, &group))
		return add_foreign(grouping, group);
	return wording;
}

static int choose_groups(struct grouping *grouping, struct buffer *groups, struct error *error)
{
	static const struct sorted_row none;
	struct sorted_row row;
	bool more = sorter_next(grouping->pairs, &row);
	for (uint32_t i = 0; i < grouping->wordings->count; i++) {
		bool has = more && row.key == i;
		grouping->groups[i] = choose_group(grouping, i, has ? &row : &none);
		section_add_u32(groups, grouping->groups[i]);
		if (has)
			more = sorter_next(grouping->pairs, &row);
	}
	for (size_t i = 0; i < grouping->foreign_count; i++)
		section_add_u64(groups, grouping->foreign[i]);
	int status = sorter_status(grouping->pairs, error);
	return status == STATUS_OK ? spill_status(grouping->runs, error) : status;
}

int groups_write(const struct group_wordings *wordings, struct buffer *groups,
		 struct buffer *sample_starts, struct spill *sample_rows, struct error *error)
{
	const char *directory = wordings->work_directory;
	size_t part = wordings->memory / SORTER_PART;
	struct grouping *grouping = memory_array(1, sizeof *grouping);
	grouping->wordings = wordings;
	grouping->runs = spill_new(directory, "runs", wordings->memory / RUNS_PART);
	grouping->reader = (struct spill_reader){ .spill = grouping->runs, .ahead = SPILL_AHEAD };
	grouping->jumper = (struct spill_reader){ .spill = grouping->runs };
	grouping->places = memory_array(wordings->count, sizeof *grouping->places);
	grouping->outlines = memory_array(wordings->count, sizeof *grouping->outlines);
	grouping->links = sorter_new(directory, "links", part);
	grouping->pairs = sorter_new(directory, "pairs", part);
	grouping->groups = memory_array(wordings->count, sizeof *grouping->groups);
	int status = make_runs(grouping, error);
	if (status == STATUS_OK)
		status = find_pairs(grouping, sample_starts, sample_rows, error);
	if (status == STATUS_OK)
		status = choose_groups(grouping, groups, error);
	spill_reader_release(&grouping->reader);
	spill_reader_release(&grouping->jumper);
	spill_free(grouping->runs);
	sorter_free(grouping->links);
	sorter_free(grouping->pairs);
	nearest_release(&grouping->nearest);
	free(grouping->places);
	free(grouping->outlines);
	free(grouping->groups);
	free(grouping->foreign);
	free(grouping);
	return status;
}
