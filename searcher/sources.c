/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/sources.h"

#include "base/error.h"
#include "base/memory.h"
#include "corpus/symbol.h"
#include "stemmers/analyser.h"

#include <stdlib.h>
#include <string.h>

/* What is known of one work; computed when it is asked for. */
struct known_work {
	struct resolution *resolution;
	uint32_t *wordings; /* of its clauses; in its arena */
	const char *session;
	uint32_t title; /* its title's wording + 1; 0: none */
};

struct sources {
	const struct index_language *language;
	struct nearest_finder *finder;
	struct tokens tokens;
	struct runs runs, other;
	struct nearest nearest;
	struct known_work **works; /* of each segment */
	bool titles_known, sessions_known;
	bool sessions[SOURCES_LAST_SESSION + 1];
	struct arena arena;
};

struct sources *sources_new(const struct index_language *language)
{
	struct sources *sources = memory_array(1, sizeof *sources);
	sources->language = language;
	sources->works = memory_array(language->segment_count, sizeof *sources->works);
	for (size_t i = 0; i < language->segment_count; i++)
		sources->works[i] =
		    memory_array(language->segments[i]->counts.works, sizeof **sources->works);
	sources->finder = nearest_finder_new(language->segments, language->segment_count);
	return sources;
}

void sources_free(struct sources *sources)
{
	if (sources == NULL)
		return;
	for (size_t i = 0; i < sources->language->segment_count; i++) {
		for (uint32_t w = 0; w < sources->language->segments[i]->counts.works; w++) {
			struct resolution *resolution = sources->works[i][w].resolution;
			if (resolution != NULL)
				resolution_release(resolution);
			free(resolution);
		}
		free(sources->works[i]);
	}
	free(sources->works);
	nearest_finder_free(sources->finder);
	nearest_release(&sources->nearest);
	tokens_release(&sources->tokens);
	runs_release(&sources->runs);
	runs_release(&sources->other);
	arena_release(&sources->arena);
	free(sources);
}

void source_list_release(struct source_list *list)
{
	free(list->at);
	*list = (struct source_list){ 0 };
}

/* ---- Where wordings stand ---- */

static struct source make_source(const struct segment *segment, size_t number,
				 const struct occurrence *occurrence, uint64_t hash,
				 double similarity)
{
	return (struct source){ .segment = number,
				.work = occurrence->work,
				.clause = occurrence->clause,
				.part = occurrence->part,
				.date = segment_date(segment, occurrence->work),
				.symbol = segment_symbol(segment, occurrence->work),
				.hash = hash,
				.similarity = similarity };
}

static void add_occurrences(const struct sources *sources, size_t number, uint32_t wording,
			    double similarity, struct source_list *list)
{
	const struct segment *segment = sources->language->segments[number];
	uint64_t hash = segment_hash(segment, wording);
	struct stream stream;
	struct occurrence occurrence;
	segment_stream(segment, wording, &stream);
	while (stream_occurrence(&stream, &occurrence)) {
		if (occurrence.work >= segment->counts.works || segment->hidden[occurrence.work])
			continue;
		list->at =
		    memory_grow(list->at, &list->capacity, list->count + 1, sizeof *list->at);
		list->at[list->count++] =
		    make_source(segment, number, &occurrence, hash, similarity);
	}
}

static int by_nearness(const void *a, const void *b)
{
	const struct source *x = a, *y = b;
	if (x->similarity != y->similarity)
		return x->similarity > y->similarity ? -1 : 1;
	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	if (x->date != y->date)
		return x->date > y->date ? -1 : 1;
	int order = symbol_compare(x->symbol, y->symbol);
	if (order != 0)
		return order;
	return x->clause < y->clause ? -1 : x->clause > y->clause;
}

void sources_find(struct sources *sources, const char *text, size_t length, double least,
		  struct source_list *list)
{
	list->count = 0;
	runs_of_text(&sources->runs, &sources->tokens, text, length);
	nearest_find(sources->finder, &sources->runs, least, NULL, NULL, &sources->nearest);
	for (size_t i = 0; i < sources->nearest.count; i++) {
		const struct near_wording *near = &sources->nearest.at[i];
		add_occurrences(sources, near->segment, near->wording, near->similarity, list);
	}
	memory_sort(list->at, list->count, sizeof *list->at, by_nearness);
}

void sources_of_wording(const struct sources *sources, uint64_t hash, struct source_list *list)
{
	size_t first = list->count;
	for (size_t i = 0; i < sources->language->segment_count; i++) {
		uint32_t wording = segment_find_wording(sources->language->segments[i], hash);
		if (wording != UINT32_MAX)
			add_occurrences(sources, i, wording, 1, list);
	}
	if (list->count > first)
		memory_sort(list->at + first, list->count - first, sizeof *list->at, by_nearness);
}

double sources_compare(struct sources *sources, const char *a, const char *b)
{
	runs_of_text(&sources->runs, &sources->tokens, a, strlen(a));
	runs_of_text(&sources->other, &sources->tokens, b, strlen(b));
	return runs_similarity(&sources->runs, &sources->other);
}

/* ---- Resolutions ---- */

/* Reads the resolution once. */
static int know_resolution(struct sources *sources, size_t segment, uint32_t number,
			   struct known_work **out, struct error *error)
{
	struct known_work *work = *out = &sources->works[segment][number];
	if (work->resolution != NULL)
		return STATUS_OK;
	struct resolution *read = memory_get(sizeof *read);
	int status = segment_resolution(sources->language->segments[segment], number, true, read,
					&work->wordings, error);
	if (status == STATUS_OK)
		work->resolution = read;
	else
		free(read);
	return status;
}

int sources_resolution(struct sources *sources, const struct source *source,
		       const struct resolution **resolution, struct error *error)
{
	struct known_work *work;
	*resolution = NULL;
	int status = know_resolution(sources, source->segment, source->work, &work, error);
	if (status != STATUS_OK)
		return status;
	if (source->clause >= work->resolution->clause_count)
		return error_set(error, STATUS_DAMAGED, "%s: a wording stands in no clause",
				 source->symbol);
	*resolution = work->resolution;
	return STATUS_OK;
}

bool sources_clause(struct sources *sources, const char *symbol, size_t clause,
		    struct source *source)
{
	struct segment *segment;
	struct known_work *known;
	uint32_t work;
	size_t number = 0;
	if (!index_find(sources->language, symbol, &segment, &work))
		return false;
	while (sources->language->segments[number] != segment)
		number++;
	if (know_resolution(sources, number, work, &known, NULL) != STATUS_OK ||
	    clause >= known->resolution->clause_count)
		return false;
	const struct occurrence occurrence = { work, (uint32_t)clause,
					       known->resolution->clauses[clause].part };
	*source = make_source(segment, number, &occurrence,
			      segment_hash(segment, known->wordings[clause]), 1);
	return true;
}

/* Looks for the titles of all works among the wordings: quicker than to read the resolutions. */
static void find_titles(struct sources *sources)
{
	for (size_t i = 0; i < sources->language->segment_count; i++) {
		const struct segment *segment = sources->language->segments[i];
		for (uint32_t w = 0; w < segment->counts.wordings; w++) {
			struct stream stream;
			struct occurrence occurrence;
			segment_stream(segment, w, &stream);
			while (stream_occurrence(&stream, &occurrence))
				if (occurrence.part == PART_TITLE && occurrence.clause == 0 &&
				    occurrence.work < segment->counts.works)
					sources->works[i][occurrence.work].title = w + 1;
		}
	}
	sources->titles_known = true;
}

int sources_series(struct sources *sources, const struct source *a, const struct source *b)
{
	if (!sources->titles_known)
		find_titles(sources);
	uint32_t first = sources->works[a->segment][a->work].title;
	uint32_t second = sources->works[b->segment][b->work].title;
	const struct segment *x = sources->language->segments[a->segment];
	const struct segment *y = sources->language->segments[b->segment];
	if (first == 0 || second == 0)
		return 0;
	if (segment_hash(x, first - 1) == segment_hash(y, second - 1))
		return 2;
	return segment_group(x, first - 1) == segment_group(y, second - 1);
}

const char *sources_session(struct sources *sources, const struct source *source)
{
	struct known_work *work = &sources->works[source->segment][source->work];
	if (work->session == NULL) {
		struct buffer session = BUFFER_INIT;
		symbol_session(source->symbol, &session);
		work->session = arena_text(
		    &sources->arena, session.bytes != NULL ? session.bytes : "", session.length);
		buffer_release(&session);
	}
	return work->session;
}

static bool is_nearer(const struct source *a, int a_series, const struct source *b, int b_series,
		      bool earlier)
{
	if (b->symbol == NULL || a_series != b_series)
		return b->symbol == NULL || a_series > b_series;
	return earlier ? a->date > b->date : a->date < b->date;
}

bool sources_neighbour(struct sources *sources, const struct source *source, bool earlier,
		       struct source *title)
{
	int best = 0;
	*title = (struct source){ 0 };
	if (source->date == 0)
		return false;
	for (size_t i = 0; i < sources->language->segment_count; i++) {
		const struct segment *segment = sources->language->segments[i];
		for (uint32_t work = 0; work < segment->counts.works; work++) {
			const struct occurrence occurrence = { work, 0, PART_TITLE };
			uint32_t date = segment_date(segment, work);
			if (segment->hidden[work] || date == 0 ||
			    (earlier ? date >= source->date : date <= source->date))
				continue;
			struct source other = make_source(segment, i, &occurrence, 0, 1);
			int series = sources_series(sources, source, &other);
			if (series == 0 || !is_nearer(&other, series, title, best, earlier) ||
			    strcmp(sources_session(sources, &other),
				   sources_session(sources, source)) == 0)
				continue;
			*title = other;
			best = series;
		}
	}
	return best > 0;
}

static void find_sessions(struct sources *sources)
{
	for (size_t i = 0; i < sources->language->segment_count; i++) {
		const struct segment *segment = sources->language->segments[i];
		for (uint32_t work = 0; work < segment->counts.works; work++) {
			const struct occurrence occurrence = { work, 0, PART_TITLE };
			const struct source source = make_source(segment, i, &occurrence, 0, 1);
			if (segment->hidden[work])
				continue;
			/* "ES-11" is none. */
			int session = atoi(sources_session(sources, &source));
			if (session > 0 && session <= SOURCES_LAST_SESSION)
				sources->sessions[session] = true;
		}
	}
	sources->sessions_known = true;
}

bool sources_hold_session(struct sources *sources, int session)
{
	if (!sources->sessions_known)
		find_sessions(sources);
	return session > 0 && session <= SOURCES_LAST_SESSION && sources->sessions[session];
}
