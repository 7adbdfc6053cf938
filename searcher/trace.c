/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/trace.h"

#include "base/error.h"
#include "searcher/compare.h"

#include <stdlib.h>
#include <string.h>

enum direction { BACKWARDS, FORWARDS };

/* Two resolutions of a series, compared. */
struct pair {
	const struct resolution *older, *newer;
	struct comparison comparison;
};

struct tracer {
	struct sources *sources;
	struct pair *pairs;
	size_t pair_count, pair_capacity;
	struct source_list near; /* of the wording that was looked for last, */
	uint64_t near_hash;      /* and its hash */
};

struct tracer *tracer_new(struct sources *sources)
{
	struct tracer *tracer = memory_array(1, sizeof *tracer);
	tracer->sources = sources;
	return tracer;
}

void tracer_free(struct tracer *tracer)
{
	if (tracer == NULL)
		return;
	for (size_t i = 0; i < tracer->pair_count; i++)
		comparison_release(&tracer->pairs[i].comparison);
	source_list_release(&tracer->near);
	free(tracer->pairs);
	free(tracer);
}

static bool same_session(struct sources *sources, const struct source *a, const struct source *b)
{
	return strcmp(sources_session(sources, a), sources_session(sources, b)) == 0;
}

/* Whether the source lies behind the clause in this direction, in another session. */
static bool lies(struct sources *sources, const struct source *source, const struct source *clause,
		 enum direction direction)
{
	if (source->date == 0 || clause->date == 0 || same_session(sources, source, clause))
		return false;
	return direction == BACKWARDS ? source->date < clause->date : source->date > clause->date;
}

static bool is_nearer_in_time(const struct source *a, const struct source *b,
			      enum direction direction)
{
	return direction == BACKWARDS ? a->date > b->date : a->date < b->date;
}

/* Whether `a` is rather the next version of the clause than `b`. */
static bool is_better(struct sources *sources, const struct source *clause, const struct source *a,
		      const struct source *b, enum direction direction)
{
	if (a->similarity != b->similarity)
		return a->similarity > b->similarity;
	int x = sources_series(sources, clause, a), y = sources_series(sources, clause, b);
	if (x != y)
		return x > y;
	if (a->date != b->date)
		return is_nearer_in_time(a, b, direction);
	return (a->part == clause->part) > (b->part == clause->part);
}

/* The ancestor, or the descendant, among the near ones; NULL: none. */
static const struct source *find_next(struct sources *sources, const struct source *clause,
				      const struct source_list *near, enum direction direction)
{
	const struct source *best = NULL;
	for (size_t i = 0; i < near->count; i++) {
		const struct source *source = &near->at[i];
		if (lies(sources, source, clause, direction) &&
		    (best == NULL || is_better(sources, clause, source, best, direction)))
			best = source;
	}
	return best;
}

static void add(struct trace *trace, const struct source *source)
{
	trace->at = memory_grow(trace->at, &trace->capacity, trace->count + 1, sizeof *trace->at);
	trace->at[trace->count++] = (struct version){ .source = *source };
}

/* Versions between the clause and its next one, one a session: of the same series, else the same
 * words in another resolution. */
static void add_between(struct trace *trace, struct sources *sources, const struct source *clause,
			const struct source *next, const struct source_list *near,
			enum direction direction)
{
	size_t first = trace->count;
	for (size_t i = 0; i < 2 * near->count && trace->count < TRACE_MOST_VERSIONS; i++) {
		const struct source *source = &near->at[i % near->count];
		bool known = false, series = i < near->count;
		if (!series && source->hash != clause->hash && source->hash != next->hash)
			continue;
		for (size_t v = first; v < trace->count; v++)
			known = known || same_session(sources, source, &trace->at[v].source);
		/* The list has the nearest first: the first one of a session is its best. */
		if (!known && lies(sources, source, clause, direction) &&
		    lies(sources, next, source, direction) &&
		    (!series || sources_series(sources, clause, source) > 0))
			add(trace, source);
	}
}

/* ---- What stands in its place in the next resolution of the series ---- */

static struct clauses all_clauses(struct arena *arena, const struct resolution *resolution)
{
	struct clauses all = { arena_get(arena, resolution->clause_count * sizeof *all.at),
			       resolution->clause_count };
	for (size_t i = 0; i < resolution->clause_count; i++)
		all.at[i] = &resolution->clauses[i];
	return all;
}

static const struct comparison *compare_pair(struct tracer *tracer, const struct resolution *older,
					     const struct resolution *newer)
{
	for (size_t i = 0; i < tracer->pair_count; i++)
		if (tracer->pairs[i].older == older && tracer->pairs[i].newer == newer)
			return &tracer->pairs[i].comparison;
	tracer->pairs = memory_grow(tracer->pairs, &tracer->pair_capacity, tracer->pair_count + 1,
				    sizeof *tracer->pairs);
	struct pair *pair = &tracer->pairs[tracer->pair_count++];
	struct arena arena = ARENA_INIT;
	struct clauses old = all_clauses(&arena, older), new = all_clauses(&arena, newer);
	pair->older = older;
	pair->newer = newer;
	compare_clauses(&pair->comparison, older->language, &old, &new);
	arena_release(&arena);
	return &pair->comparison;
}

/* The first clause of the other side in the row that has this clause; NULL: none. */
static const struct clause *counterpart(const struct comparison *comparison,
					const struct clause *clause, enum direction direction)
{
	for (size_t i = 0; i < comparison->count; i++) {
		const struct compared *row = &comparison->at[i];
		const struct clauses *here = direction == BACKWARDS ? &row->new : &row->old;
		const struct clauses *there = direction == BACKWARDS ? &row->old : &row->new;
		for (size_t c = 0; c < here->count && there->count > 0; c++)
			if (here->at[c] == clause)
				return there->at[0];
	}
	return NULL;
}

static bool find_in_series(struct tracer *tracer, const struct source *clause,
			   enum direction direction, struct source *next)
{
	struct source title;
	const struct resolution *here, *there;
	struct sources *sources = tracer->sources;
	if (!sources_neighbour(sources, clause, direction == BACKWARDS, &title) ||
	    sources_resolution(sources, clause, &here, NULL) != STATUS_OK ||
	    sources_resolution(sources, &title, &there, NULL) != STATUS_OK)
		return false;
	const struct comparison *comparison = direction == BACKWARDS
						  ? compare_pair(tracer, there, here)
						  : compare_pair(tracer, here, there);
	const struct clause *found =
	    counterpart(comparison, &here->clauses[clause->clause], direction);
	if (found == NULL ||
	    !sources_clause(sources, there->symbol, (size_t)(found - there->clauses), next))
		return false;
	next->similarity =
	    sources_compare(sources, here->clauses[clause->clause].text, found->text);
	return true;
}

/* All that is near to the clause. Versions with the same words follow each other often. */
static int find_near(struct tracer *tracer, const struct source *clause, struct error *error)
{
	const struct resolution *resolution;
	if (clause->hash == tracer->near_hash && tracer->near.count > 0)
		return STATUS_OK;
	int status = sources_resolution(tracer->sources, clause, &resolution, error);
	if (status != STATUS_OK)
		return status;
	const char *text = resolution->clauses[clause->clause].text;
	sources_find(tracer->sources, text, strlen(text), RUNS_NEAR, &tracer->near);
	tracer->near_hash = clause->hash;
	return STATUS_OK;
}

static int follow(struct trace *trace, struct tracer *tracer, const struct source *start,
		  enum direction direction, struct error *error)
{
	struct sources *sources = tracer->sources;
	struct source clause = *start;
	int status = STATUS_OK;
	while (trace->count < TRACE_MOST_VERSIONS) {
		status = find_near(tracer, &clause, error);
		if (status != STATUS_OK)
			break;
		const struct source_list *near = &tracer->near;
		const struct source *next = find_next(sources, &clause, near, direction);
		struct source in_series;
		if (next == NULL && find_in_series(tracer, &clause, direction, &in_series))
			next = &in_series;
		if (next == NULL)
			break;
		add_between(trace, sources, &clause, next, near, direction);
		add(trace, next);
		if (direction == BACKWARDS && trace->ancestor.symbol == NULL)
			trace->ancestor = *next;
		clause = *next;
	}
	return status;
}

static int by_date(const void *a, const void *b)
{
	const struct version *x = a, *y = b;
	return x->source.date < y->source.date ? -1 : x->source.date > y->source.date;
}

static void find_parallels(struct version *version, struct sources *sources)
{
	struct source_list all = { 0 };
	sources_of_wording(sources, version->source.hash, &all);
	size_t left = 0;
	for (size_t i = 0; i < all.count; i++)
		if (strcmp(all.at[i].symbol, version->source.symbol) != 0 &&
		    same_session(sources, &all.at[i], &version->source))
			all.at[left++] = all.at[i];
	all.count = left;
	version->parallels = all;
}

const char *trace_text(struct sources *sources, const struct source *source,
		       const struct resolution **resolution)
{
	if (sources_resolution(sources, source, resolution, NULL) != STATUS_OK)
		return "";
	return (*resolution)->clauses[source->clause].text;
}

static bool is_same_clause(const struct source *a, const struct source *b)
{
	return a->segment == b->segment && a->work == b->work && a->clause == b->clause;
}

int trace_clause(struct trace *trace, struct tracer *tracer, const struct source *start,
		 struct error *error)
{
	struct sources *sources = tracer->sources;
	*trace = (struct trace){ 0 };
	add(trace, start);
	/* Forwards first: most are of the last session, and what is near to them is needed again.
	 */
	int status = follow(trace, tracer, start, FORWARDS, error);
	if (status == STATUS_OK)
		status = follow(trace, tracer, start, BACKWARDS, error);
	if (status != STATUS_OK) {
		trace_release(trace);
		return status;
	}
	memory_sort(trace->at, trace->count, sizeof *trace->at, by_date);
	for (size_t i = 0; i < trace->count; i++) {
		struct version *version = &trace->at[i];
		const struct resolution *before, *here;
		if (is_same_clause(&version->source, start))
			trace->start = i;
		version->source.similarity =
		    i == 0 ? 0
			   : sources_compare(sources,
					     trace_text(sources, &trace->at[i - 1].source, &before),
					     trace_text(sources, &version->source, &here));
		find_parallels(version, sources);
	}
	return STATUS_OK;
}

void trace_release(struct trace *trace)
{
	for (size_t i = 0; i < trace->count; i++)
		source_list_release(&trace->at[i].parallels);
	free(trace->at);
	*trace = (struct trace){ 0 };
}
