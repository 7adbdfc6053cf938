/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/groups.h"

#include "base/map.h"
#include "base/memory.h"
#include "store/segment_writer.h"

#include <math.h>
#include <stdlib.h>

/* A run in the sample of a wording. */
struct link {
	uint64_t run;
	uint32_t wording;
	uint32_t before; /* another link with this run, of a wording that begins a group */
};

enum { OUTLINE_WORDS = 4 };

/* What of a set of runs is looked at first: most pairs are found to be far apart by it alone. */
struct outline {
	uint32_t seen; /* the wording that it was last compared with, + 1 */
	uint32_t count;
	uint64_t bits[OUTLINE_WORDS]; /* one for the last byte of each run */
};

struct grouping {
	const struct group_wordings *wordings;
	struct runs *leaders;     /* the runs of a wording that begins a group */
	struct outline *outlines; /* of each wording */
	struct map last_with;     /* a run to the last link of it */
	struct link *links;       /* of all wordings */
	size_t link_count, link_capacity;
	struct runs runs; /* of the wording that is looked at */
	uint64_t *forms;
	size_t forms_capacity;
	uint64_t *foreign; /* groups of older segments */
	size_t foreign_count, foreign_capacity;
	struct nearest nearest;
};

static void read_runs(struct grouping *grouping, uint32_t wording)
{
	const struct group_wordings *in = grouping->wordings;
	size_t start = wording > 0 ? in->ends[wording - 1] : 0, count = in->ends[wording] - start;
	grouping->forms =
	    memory_grow(grouping->forms, &grouping->forms_capacity, count, sizeof *grouping->forms);
	for (size_t i = 0; i < count; i++)
		grouping->forms[i] = in->forms[in->sequence[start + i]];
	runs_make(&grouping->runs, grouping->forms, count);
}

/* Sizes of sets, four to a doubling: near ones differ by few. */
static unsigned size_class(double count)
{
	return count > 1 ? (unsigned)(4 * log2(count)) : 0;
}

static uint64_t chain_key(uint64_t run, unsigned size)
{
	return run ^ UINT64_C(0x9E3779B97F4A7C15) * (size + 1);
}

/* Which sizes a set may have that is near one of this count: those of which runs_needed asks no
 * more than the smaller one has. */
static void near_sizes(size_t count, unsigned *first, unsigned *last)
{
	static const double part = RUNS_NEAR / (1 + RUNS_NEAR);
	*first = size_class((part * (double)count - 1) / (1 - part));
	*last = size_class(((1 - part) * (double)count + 2) / part);
}

static void make_outline(struct outline *outline, const struct runs *runs)
{
	outline->count = (uint32_t)runs->count;
	for (size_t i = 0; i < runs->count; i++) {
		unsigned bit = runs->at[i] & (64 * OUTLINE_WORDS - 1);
		outline->bits[bit / 64] |= UINT64_C(1) << bit % 64;
	}
}

/* False when one set surely has too many runs that the other lacks: a bit that is not set there
 * stands for at least one of them. */
static bool may_be_near(const struct outline *a, const struct outline *b, double least)
{
	size_t needed = runs_needed(a->count, b->count, least);
	if (needed > a->count || needed > b->count)
		return false;
	size_t lacks_a = 0, lacks_b = 0;
	for (int i = 0; i < OUTLINE_WORDS; i++) {
		lacks_a += (size_t)__builtin_popcountll(a->bits[i] & ~b->bits[i]);
		lacks_b += (size_t)__builtin_popcountll(b->bits[i] & ~a->bits[i]);
	}
	return lacks_a <= a->count - needed && lacks_b <= b->count - needed;
}

/* The beginning of a group that is most like the wording, as far as it is known. */
struct best {
	uint32_t wording; /* UINT32_MAX: none is near */
	double similarity;
};

/* Compares the wording with those whose links follow each other from here on. */
static void look_at_chain(struct grouping *grouping, uint32_t wording, uint32_t at,
			  struct best *best)
{
	const struct outline *outline = &grouping->outlines[wording];
	for (; at != UINT32_MAX; at = grouping->links[at].before) {
		uint32_t other = grouping->links[at].wording;
		struct outline *others = &grouping->outlines[other];
		if (others->seen == wording + 1)
			continue;
		others->seen = wording + 1;
		if (!may_be_near(outline, others, best->similarity))
			continue;
		double similarity =
		    runs_near(&grouping->leaders[other], &grouping->runs, best->similarity);
		if (similarity > best->similarity ||
		    (similarity >= best->similarity && other < best->wording))
			*best = (struct best){ other, similarity };
	}
}

static uint32_t find_leader(struct grouping *grouping, uint32_t wording)
{
	struct best best = { UINT32_MAX, RUNS_NEAR };
	const struct runs *runs = &grouping->runs;
	unsigned first, last;
	near_sizes(runs->count, &first, &last);
	for (size_t i = 0; i < runs_sample(runs); i++)
		for (unsigned size = first; size <= last; size++)
			look_at_chain(grouping, wording,
				      map_get(&grouping->last_with, chain_key(runs->at[i], size)),
				      &best);
	return best.wording;
}

/* Whether an older segment has a group for it: what takes its place in SECTION_GROUPS. */
static bool find_older(struct grouping *grouping, uint64_t *group)
{
	struct nearest_finder *older = grouping->wordings->older;
	if (older == NULL)
		return false;
	nearest_find(older, &grouping->runs, RUNS_NEAR, NULL, NULL, &grouping->nearest);
	if (grouping->nearest.count == 0)
		return false;
	*group = nearest_group(older, &grouping->nearest.at[0]);
	return true;
}

/* The links of a wording; those of one that begins a group are found by later ones. */
static void add_links(struct grouping *grouping, uint32_t wording, bool leads)
{
	for (size_t i = 0; i < runs_sample(&grouping->runs); i++) {
		uint64_t run = grouping->runs.at[i];
		grouping->links = memory_grow(grouping->links, &grouping->link_capacity,
					      grouping->link_count + 1, sizeof *grouping->links);
		struct link *link = &grouping->links[grouping->link_count];
		*link = (struct link){ run, wording, UINT32_MAX };
		if (leads) {
			uint32_t *last =
			    map_at(&grouping->last_with,
				   chain_key(run, size_class((double)grouping->runs.count)));
			link->before = *last;
			*last = (uint32_t)grouping->link_count;
		}
		grouping->link_count++;
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

static uint32_t choose_group(struct grouping *grouping, uint32_t wording)
{
	uint64_t group;
	read_runs(grouping, wording);
	make_outline(&grouping->outlines[wording], &grouping->runs);
	uint32_t leader = find_leader(grouping, wording);
	bool foreign = leader == UINT32_MAX && find_older(grouping, &group);
	add_links(grouping, wording, leader == UINT32_MAX && !foreign);
	if (leader != UINT32_MAX)
		return leader;
	if (foreign)
		return add_foreign(grouping, group);
	grouping->leaders[wording] = grouping->runs; /* taken over */
	grouping->runs = (struct runs){ 0 };
	return wording;
}

static int by_run(const void *a, const void *b)
{
	const struct link *x = a, *y = b;
	if (x->run != y->run)
		return x->run < y->run ? -1 : 1;
	return x->wording < y->wording ? -1 : x->wording > y->wording;
}

/* SECTION_SAMPLES, as store/schema.h has it. */
static void write_samples(struct grouping *grouping, struct buffer *out)
{
	struct link *links = grouping->links;
	size_t count = grouping->link_count, at = 0;
	unsigned bits = 0;
	while (bits < SAMPLE_MOST_BITS && (count >> bits) > SAMPLE_BUCKET)
		bits++;
	memory_sort(links, count, sizeof *links, by_run);
	struct buffer bytes = BUFFER_INIT;
	section_add_u32(out, bits);
	for (uint64_t bucket = 0; bucket < UINT64_C(1) << bits; bucket++) {
		section_add_u32(out, (uint32_t)bytes.length);
		while (at < count && sample_bucket(links[at].run, bits) == bucket) {
			size_t end = at;
			while (end < count && links[end].run == links[at].run)
				end++;
			record_add_number(&bytes, sample_tag(links[at].run, bits));
			record_add_number(&bytes, end - at);
			for (uint32_t last = 0; at < end; at++) {
				record_add_number(&bytes, links[at].wording - last);
				last = links[at].wording;
			}
		}
	}
	section_add_u32(out, (uint32_t)bytes.length);
	buffer_add(out, bytes.bytes, bytes.length);
	buffer_release(&bytes);
}

void groups_write(const struct group_wordings *wordings, struct buffer *groups,
		  struct buffer *samples)
{
	struct grouping grouping = {
		.wordings = wordings,
		.leaders = memory_array(wordings->count, sizeof *grouping.leaders),
		.outlines = memory_array(wordings->count, sizeof *grouping.outlines),
	};
	for (uint32_t i = 0; i < wordings->count; i++)
		section_add_u32(groups, choose_group(&grouping, i));
	for (size_t i = 0; i < grouping.foreign_count; i++)
		section_add_u64(groups, grouping.foreign[i]);
	write_samples(&grouping, samples);
	for (uint32_t i = 0; i < wordings->count; i++)
		runs_release(&grouping.leaders[i]);
	runs_release(&grouping.runs);
	nearest_release(&grouping.nearest);
	map_release(&grouping.last_with);
	free(grouping.leaders);
	free(grouping.outlines);
	free(grouping.links);
	free(grouping.forms);
	free(grouping.foreign);
}
