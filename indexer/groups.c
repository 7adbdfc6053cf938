/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/groups.h"

#include "base/error.h"
#include "base/memory.h"
#include "indexer/samples.h"
#include "store/segment_writer.h"

#include <math.h>
#include <stdlib.h>

/* Of the memory that there is one part in so many. */
enum { RUNS_PART = 4, SAMPLES_PART = 4 };

enum { OUTLINE_WORDS = 4, MOST_SIZES = 15 };

/* What of a set of runs is looked at first: most pairs are found to be far apart by it alone. */
struct outline {
	uint64_t bits[OUTLINE_WORDS]; /* one for the last byte of each run */
	uint32_t count;               /* of the runs */
	uint32_t bit_count;
};

/* A wording that begins a group. */
struct leader {
	struct outline outline;
	uint64_t runs; /* where they are in the spill */
	uint32_t wording;
	uint32_t seen; /* the wording that it was last compared with, + 1 */
};

/* A leader that has a run in its sample. */
struct link {
	uint32_t leader; /* UINT32_MAX: none yet */
	uint32_t tag;    /* tells apart the runs (and sizes of sets) that share a bucket */
};

struct grouping {
	const struct group_wordings *wordings;
	struct spill *runs; /* of all wordings, a piece each */
	struct spill_reader reader, jumper;
	struct samples *samples;
	/* A table of leaders by run and size. How many links a bucket can have at most is counted
	 * first: so they lie side by side, and to look at a long row of them takes no longer than
	 * memory needs for a row. */
	struct link *links;
	uint32_t *buckets; /* where each one's links start, and one more */
	unsigned bucket_bits;
	struct leader *leaders; /* room for all wordings; memory is used for those that there are */
	size_t leader_count;
	uint64_t *foreign; /* groups of older segments */
	size_t foreign_count, foreign_capacity;
	struct nearest nearest;
};

/* Sizes of sets, four to a doubling: near ones differ by few. */
static unsigned size_class(double count)
{
	return count > 1 ? (unsigned)(4 * log2(count)) : 0;
}

/* Multiplied, since the runs of samples are the least ones: their first bits are much the same. */
static uint64_t link_key(uint64_t run, unsigned size)
{
	return (run ^ size) * UINT64_C(0x9E3779B97F4A7C15);
}

static size_t bucket_of(const struct grouping *grouping, uint64_t key)
{
	return (size_t)(key >> (64 - grouping->bucket_bits));
}

/* Which sizes a set may have that is near one of this count: those of which runs_needed asks no
 * more than the smaller one has. They are fifteen at most. */
static void near_sizes(size_t count, unsigned *first, unsigned *last)
{
	static const double part = RUNS_NEAR / (1 + RUNS_NEAR);
	*first = size_class((part * (double)count - 1) / (1 - part));
	*last = size_class(((1 - part) * (double)count + 2) / part);
}

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
static bool may_be_near(const struct outline *a, const struct outline *b, double least)
{
	size_t needed = runs_needed(a->count, b->count, least);
	if (needed > a->count || needed > b->count)
		return false;
	size_t lacking = 0; /* in b; a word or two tell of most pairs */
	for (int i = 0; i < OUTLINE_WORDS; i++) {
		lacking += count_bits(a->bits[i] & ~b->bits[i]);
		if (lacking > a->count - needed)
			return false;
	}
	return b->bit_count - (a->bit_count - lacking) <= b->count - needed;
}

/* The beginning of a group that is most like the wording, as far as it is known. */
struct best {
	uint32_t wording; /* UINT32_MAX: none is near */
	double similarity;
};

/* A wording whose group is looked for. */
struct seeker {
	uint32_t wording;
	struct runs runs; /* in the spill */
	uint64_t place;   /* where they are there */
	struct outline outline;
};

static void compare(struct grouping *grouping, const struct seeker *seeker, struct leader *leader,
		    struct best *best)
{
	if (!may_be_near(&seeker->outline, &leader->outline, best->similarity) ||
	    leader->seen == seeker->wording + 1)
		return;
	leader->seen = seeker->wording + 1;
	size_t bytes = leader->outline.count * sizeof(uint64_t);
	const void *at = spill_read(&grouping->jumper, leader->runs, bytes);
	if (at == NULL)
		return;
	const struct runs runs = { (uint64_t *)at, leader->outline.count, 0 };
	double similarity = runs_near(&runs, &seeker->runs, best->similarity);
	if (similarity > best->similarity ||
	    (similarity >= best->similarity && leader->wording < best->wording))
		*best = (struct best){ leader->wording, similarity };
}

/* A bucket that is looked at, for the links with this key. */
struct lookup {
	uint64_t key;
	const struct link *at, *end;
};

static void look_at_bucket(struct grouping *grouping, const struct seeker *seeker,
			   const struct lookup *lookup, struct best *best)
{
	enum { AHEAD = 8 };
	const struct link *at = lookup->at, *end = lookup->end;
	for (; at < end && at->leader != UINT32_MAX; at++) {
		if (end - at > AHEAD && at[AHEAD].leader != UINT32_MAX)
			__builtin_prefetch(&grouping->leaders[at[AHEAD].leader]);
		if (at->tag == (uint32_t)lookup->key)
			compare(grouping, seeker, &grouping->leaders[at->leader], best);
	}
}

/* All that is looked at is fetched ahead, one step for all lookups after the other: in much text
 * memory is waited for in each, and so only once. */
static uint32_t find_leader(struct grouping *grouping, const struct seeker *seeker)
{
	struct best best = { UINT32_MAX, RUNS_NEAR };
	const struct runs *runs = &seeker->runs;
	struct lookup lookups[RUNS_SAMPLE * MOST_SIZES];
	unsigned first, last;
	size_t count = 0;
	near_sizes(runs->count, &first, &last);
	for (size_t i = 0; i < runs_sample(runs); i++)
		for (unsigned size = first; size <= last && size - first < MOST_SIZES; size++) {
			uint64_t key = link_key(runs->at[i], size);
			lookups[count++].key = key;
			__builtin_prefetch(&grouping->buckets[bucket_of(grouping, key)]);
		}
	for (size_t i = 0; i < count; i++) {
		const uint32_t *starts = &grouping->buckets[bucket_of(grouping, lookups[i].key)];
		lookups[i].at = &grouping->links[starts[0]];
		lookups[i].end = &grouping->links[starts[1]];
		__builtin_prefetch(lookups[i].at);
	}
	for (size_t i = 0; i < count; i++)
		if (lookups[i].at < lookups[i].end && lookups[i].at->leader != UINT32_MAX)
			__builtin_prefetch(&grouping->leaders[lookups[i].at->leader]);
	for (size_t i = 0; i < count; i++)
		look_at_bucket(grouping, seeker, &lookups[i], &best);
	return best.wording;
}

/* Whether an older segment has a group for it: what takes its place in SECTION_GROUPS. */
static bool find_older(struct grouping *grouping, const struct runs *runs, uint64_t *group)
{
	struct nearest_finder *older = grouping->wordings->older;
	if (older == NULL)
		return false;
	nearest_find(older, runs, RUNS_NEAR, NULL, NULL, &grouping->nearest);
	if (grouping->nearest.count == 0)
		return false;
	*group = nearest_group(older, &grouping->nearest.at[0]);
	return true;
}

static void add_leader(struct grouping *grouping, const struct seeker *seeker)
{
	const struct runs *runs = &seeker->runs;
	uint32_t number = (uint32_t)grouping->leader_count++;
	grouping->leaders[number] =
	    (struct leader){ seeker->outline, seeker->place, seeker->wording, 0 };
	unsigned size = size_class((double)runs->count);
	for (size_t i = 0; i < runs_sample(runs); i++) {
		uint64_t key = link_key(runs->at[i], size);
		struct link *link = &grouping->links[grouping->buckets[bucket_of(grouping, key)]];
		while (link->leader != UINT32_MAX)
			link++;
		*link = (struct link){ number, (uint32_t)key };
	}
}

/* The number that stands for an older segment's group. */
static uint32_t add_foreign(struct grouping *grouping, uint64_t group)
{
	grouping->foreign = memory_grow(grouping->foreign, &grouping->foreign_capacity,
					grouping->foreign_count + 1, sizeof *grouping->foreign);
	grouping->foreign[grouping->foreign_count++] = group;
	return grouping->wordings->count + (uint32_t)grouping->foreign_count - 1;
}

static uint32_t choose_group(struct grouping *grouping, struct seeker *seeker)
{
	uint64_t group;
	make_outline(&seeker->outline, &seeker->runs);
	uint32_t leader = find_leader(grouping, seeker);
	if (leader != UINT32_MAX)
		return leader;
	if (find_older(grouping, &seeker->runs, &group))
		return add_foreign(grouping, group);
	add_leader(grouping, seeker);
	return seeker->wording;
}

/* Keeps the runs of a wording, gives its sample away and counts its links. */
static void take_runs(struct grouping *grouping, uint32_t wording, const struct runs *runs)
{
	spill_add_piece(grouping->runs, runs->at, runs->count * sizeof *runs->at);
	unsigned size = size_class((double)runs->count);
	for (size_t i = 0; i < runs_sample(runs); i++) {
		samples_add(grouping->samples, runs->at[i], wording);
		grouping->buckets[bucket_of(grouping, link_key(runs->at[i], size))]++;
	}
}

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
		take_runs(grouping, wording, &runs);
	}
	spill_reader_release(&reader);
	runs_release(&runs);
	free(forms);
	int status = spill_status(in->sequence, error);
	return status == STATUS_OK ? spill_end(grouping->runs, error) : status;
}

/* From how many links each bucket can have to where they start. */
static void make_buckets(struct grouping *grouping)
{
	uint32_t start = 0;
	for (size_t bucket = 0; bucket <= (size_t)1 << grouping->bucket_bits; bucket++) {
		uint32_t count = grouping->buckets[bucket];
		grouping->buckets[bucket] = start;
		start += count;
	}
	grouping->links = memory_array(start, sizeof *grouping->links);
	for (uint32_t i = 0; i < start; i++)
		grouping->links[i].leader = UINT32_MAX;
}

static int choose_groups(struct grouping *grouping, struct buffer *groups, struct error *error)
{
	grouping->reader = (struct spill_reader){ .spill = grouping->runs, .ahead = SPILL_AHEAD };
	grouping->jumper = (struct spill_reader){ .spill = grouping->runs };
	for (uint32_t i = 0; i < grouping->wordings->count; i++) {
		struct seeker seeker = { .wording = i };
		size_t bytes;
		seeker.place = grouping->reader.at + sizeof(uint64_t);
		seeker.runs.at = (uint64_t *)spill_next(&grouping->reader, &bytes);
		seeker.runs.count = bytes / sizeof(uint64_t);
		section_add_u32(groups, choose_group(grouping, &seeker));
	}
	for (size_t i = 0; i < grouping->foreign_count; i++)
		section_add_u64(groups, grouping->foreign[i]);
	return spill_status(grouping->runs, error);
}

int groups_write(const struct group_wordings *wordings, struct buffer *groups,
		 struct buffer *samples, struct error *error)
{
	struct grouping grouping = {
		.wordings = wordings,
		.runs = spill_new(wordings->work_directory, "runs", wordings->memory / RUNS_PART),
		.samples = samples_new(wordings->work_directory, wordings->memory / SAMPLES_PART),
		.bucket_bits = 1,
	};
	while ((uint64_t)wordings->count * RUNS_SAMPLE >> grouping.bucket_bits > 1)
		grouping.bucket_bits++;
	grouping.leaders = memory_array(wordings->count, sizeof *grouping.leaders);
	grouping.buckets =
	    memory_array(((size_t)1 << grouping.bucket_bits) + 1, sizeof *grouping.buckets);
	int status = make_runs(&grouping, error);
	if (status == STATUS_OK) {
		make_buckets(&grouping);
		status = choose_groups(&grouping, groups, error);
	}
	spill_reader_release(&grouping.reader);
	spill_reader_release(&grouping.jumper);
	spill_free(grouping.runs);
	nearest_release(&grouping.nearest);
	free(grouping.buckets);
	free(grouping.links);
	free(grouping.leaders);
	free(grouping.foreign);
	if (status == STATUS_OK)
		status = samples_write(grouping.samples, samples, error);
	samples_free(grouping.samples);
	return status;
}
