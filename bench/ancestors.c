/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How well the ancestors of clauses are found, and how quickly: for one in EVERY clauses of the
 * latest year in an index, the earlier wording that shares most of it, found by comparing it with
 * every wording, against what store/nearest.h finds. An exact repeat has the same words, a near
 * repeat at least RUNS_NEAR of their runs. Exit code 1 when fewer are found than LEAST_EXACT or
 * LEAST_NEAR per cent.
 *
 * Usage: ancestors INDEX LANG [EVERY]
 */
#include "base/error.h"
#include "base/memory.h"
#include "stemmers/analyser.h"
#include "store/index.h"
#include "store/nearest.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LEAST_EXACT 99.9
#define LEAST_NEAR  97.0

/* Each wording of each segment, in turn. */
struct wordings {
	struct runs *runs;
	bool *earlier;
	size_t count;
};

struct figures {
	unsigned exact, exact_found, near, near_found, clauses;
	double seconds, slowest;
};

static uint32_t year_of(const struct segment *segment, uint32_t work)
{
	return segment->hidden[work] ? 0 : segment_date(segment, work) / 10000;
}

static bool is_before(const struct segment *segment, uint32_t wording, uint32_t year)
{
	struct stream stream;
	struct occurrence occurrence;
	segment_stream(segment, wording, &stream);
	while (stream_occurrence(&stream, &occurrence)) {
		uint32_t own = year_of(segment, occurrence.work);
		if (own != 0 && own < year)
			return true;
	}
	return false;
}

static bool wanted(void *context, const struct segment *segment, uint32_t wording)
{
	return is_before(segment, wording, *(const uint32_t *)context);
}

static void read_wordings(struct wordings *wordings, const struct index_language *row,
			  uint32_t year)
{
	struct tokens tokens = TOKENS_INIT;
	size_t at = 0;
	for (size_t s = 0; s < row->segment_count; s++)
		wordings->count += row->segments[s]->counts.wordings;
	wordings->runs = memory_array(wordings->count, sizeof *wordings->runs);
	wordings->earlier = memory_array(wordings->count, sizeof *wordings->earlier);
	for (size_t s = 0; s < row->segment_count; s++)
		for (uint32_t w = 0; w < row->segments[s]->counts.wordings; w++, at++) {
			struct buffer text = BUFFER_INIT;
			if (segment_wording(row->segments[s], w, &text, NULL) == STATUS_OK)
				runs_of_text(&wordings->runs[at], &tokens, text.bytes, text.length);
			wordings->earlier[at] = is_before(row->segments[s], w, year);
			buffer_release(&text);
		}
	tokens_release(&tokens);
}

static double compare_with_all(const struct wordings *wordings, const struct runs *runs)
{
	double best = 0;
	for (size_t i = 0; i < wordings->count; i++) {
		const struct runs *other = &wordings->runs[i];
		/* What has too few or too many cannot be near. */
		if (!wordings->earlier[i] ||
		    (double)other->count < RUNS_NEAR * (double)runs->count ||
		    (double)runs->count < RUNS_NEAR * (double)other->count)
			continue;
		double similarity = runs_similarity(runs, other);
		if (similarity > best)
			best = similarity;
	}
	return best;
}

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void look_at(struct figures *figures, const struct wordings *wordings,
		    struct nearest_finder *finder, uint32_t year, const char *text)
{
	struct tokens tokens = TOKENS_INIT;
	struct runs runs = { 0 };
	struct nearest nearest = { 0 };
	double start = now();
	runs_of_text(&runs, &tokens, text, strlen(text));
	nearest_find(finder, &runs, RUNS_NEAR, wanted, &year, &nearest);
	double took = now() - start;
	double found = nearest.count > 0 ? nearest.at[0].similarity : 0;
	double best = compare_with_all(wordings, &runs);
	figures->clauses++;
	figures->seconds += took;
	if (took > figures->slowest)
		figures->slowest = took;
	if (best >= 1) {
		figures->exact++;
		figures->exact_found += found >= 1;
	} else if (best >= RUNS_NEAR) {
		figures->near++;
		figures->near_found += found >= best;
	}
	tokens_release(&tokens);
	runs_release(&runs);
	nearest_release(&nearest);
}

static void look_at_year(struct figures *figures, const struct wordings *wordings,
			 const struct index_language *row, uint32_t year, unsigned every)
{
	struct nearest_finder *finder = nearest_finder_new(row->segments, row->segment_count);
	unsigned number = 0;
	for (size_t s = 0; s < row->segment_count; s++)
		for (uint32_t work = 0; work < row->segments[s]->counts.works; work++) {
			struct resolution resolution;
			if (year_of(row->segments[s], work) != year ||
			    segment_resolution(row->segments[s], work, true, &resolution, NULL,
					       NULL) != STATUS_OK)
				continue;
			for (size_t c = 0; c < resolution.clause_count; c++)
				if (number++ % every == 0)
					look_at(figures, wordings, finder, year,
						resolution.clauses[c].text);
			resolution_release(&resolution);
		}
	nearest_finder_free(finder);
}

static double percent(unsigned part, unsigned whole)
{
	return whole > 0 ? 100.0 * part / whole : 100;
}

int main(int count, char **arguments)
{
	struct error error = ERROR_INIT;
	struct index *index;
	const struct language *language =
	    count > 2 ? language_find(arguments[2], strlen(arguments[2])) : NULL;
	int every = count > 3 ? atoi(arguments[3]) : 20;
	if (language == NULL || every < 1) {
		fprintf(stderr, "usage: ancestors INDEX LANG [EVERY]\n");
		return 2;
	}
	if (index_open(&index, arguments[1], &language, 1, &error) != STATUS_OK) {
		fprintf(stderr, "ancestors: %s\n", error.message);
		return 2;
	}
	const struct index_language *row = &index->languages[0];
	struct wordings wordings = { 0 };
	struct figures figures = { 0 };
	uint32_t year = 0;
	for (size_t s = 0; s < row->segment_count; s++)
		for (uint32_t work = 0; work < row->segments[s]->counts.works; work++)
			if (year_of(row->segments[s], work) > year)
				year = year_of(row->segments[s], work);
	read_wordings(&wordings, row, year);
	look_at_year(&figures, &wordings, row, year, (unsigned)every);
	printf("%s %u: %u clauses: exact repeats found %u of %u (%.2f %%), near ones %u of %u "
	       "(%.2f %%); %.2f ms a clause, the slowest %.1f ms\n",
	       language->code, year, figures.clauses, figures.exact_found, figures.exact,
	       percent(figures.exact_found, figures.exact), figures.near_found, figures.near,
	       percent(figures.near_found, figures.near),
	       1000 * figures.seconds / (figures.clauses > 0 ? figures.clauses : 1),
	       1000 * figures.slowest);
	for (size_t i = 0; i < wordings.count; i++)
		runs_release(&wordings.runs[i]);
	free(wordings.runs);
	free(wordings.earlier);
	index_free(index);
	return percent(figures.exact_found, figures.exact) < LEAST_EXACT ||
	       percent(figures.near_found, figures.near) < LEAST_NEAR;
}
