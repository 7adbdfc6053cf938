/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/facets.h"

#include "base/buffer.h"
#include "base/date.h"
#include "base/utf8.h"
#include "corpus/symbol.h"

#include <stdlib.h>
#include <string.h>

/* What counts in a segment. */
struct counted {
	const struct segment *segment;
	uint32_t *works; /* how much each work counts */
	/* work << 32 | clause of those that count; NULL: all of works that count, or works alone do
	 */
	struct map *clauses;
	uint64_t parts[4];
};

bool facets_can_count(int field)
{
	return field >= 0 && field < FIELD_COUNT && field != FIELD_TITLE;
}

static void add(struct facets *facets, const char *name, size_t length, uint64_t count)
{
	if (count == 0 || length == 0)
		return;
	uint32_t number = names_add(&facets->names, name, length);
	if (number == facets->count) {
		facets->at = memory_grow(facets->at, &facets->capacity, facets->count + 1,
					 sizeof *facets->at);
		facets->at[facets->count++] = (struct facet){ facets->names.at[number].bytes, 0 };
	}
	facets->at[number].count += count;
}

static void name_of_work(const struct segment *segment, uint32_t work, int field,
			 struct buffer *name)
{
	uint32_t date = segment_date(segment, work);
	const char *symbol = segment_symbol(segment, work);
	buffer_clear(name);
	if (field == FIELD_SYMBOL)
		buffer_add_text(name, symbol);
	else if (field == FIELD_SESSION)
		symbol_session(symbol, name);
	else if (date != 0 && field == FIELD_YEAR)
		buffer_add_format(name, "%u", date / 10000);
	else
		date_add(name, date);
}

static void count_value(struct facets *facets, const struct counted *counted,
			const struct value *value, enum value_kind kind)
{
	struct place_reader places;
	struct value_place place;
	uint64_t count = 0;
	places_start(value, kind, &places);
	while (places_next(&places, &place)) {
		if (place.work >= counted->segment->counts.works || counted->works[place.work] == 0)
			continue;
		if (!value_is_of_clause(kind))
			count += counted->works[place.work];
		else if (counted->clauses == NULL ||
			 map_get(counted->clauses, (uint64_t)place.work << 32 | place.clause) !=
			     UINT32_MAX)
			count++;
	}
	add(facets, value->name, value->name_length, count);
}

static void count_segment(struct facets *facets, const struct counted *counted, int field)
{
	enum value_kind kind = fields[field].kinds[0];
	struct buffer name = BUFFER_INIT;
	if (field == FIELD_PART)
		for (int part = PART_TITLE; part <= PART_ANNEX; part++)
			add(facets, part_names[part], strlen(part_names[part]),
			    counted->parts[part]);
	else if (kind == VALUE_KINDS)
		for (uint32_t work = 0; work < counted->segment->counts.works; work++) {
			if (counted->works[work] == 0)
				continue;
			name_of_work(counted->segment, work, field, &name);
			add(facets, name.bytes, name.length, counted->works[work]);
		}
	else {
		struct value_reader reader;
		struct value value;
		values_start(counted->segment, kind, &reader);
		while (values_next(&reader, &value))
			count_value(facets, counted, &value, kind);
	}
	buffer_release(&name);
}

static int by_count(const void *a, const void *b)
{
	const struct facet *x = a, *y = b;
	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return strcmp(x->name, y->name);
}

/* Symbols, sessions, years and agenda items as people count, names by their bytes. */
static int by_name(const void *a, const void *b)
{
	const struct facet *x = a, *y = b;
	return symbol_compare(x->name, y->name);
}

/* The places of one segment. */
static void take_places(struct counted *counted, const struct search *search, size_t language,
			size_t segment)
{
	for (size_t i = 0; i < search->hit_count; i++) {
		const struct hit *hit = &search->hits[i];
		if (hit->language != language)
			continue;
		for (uint32_t at = hit->first_place; at != NO_PLACE; at = search->places[at].next) {
			const struct place *place = &search->places[at];
			if (place->segment != segment)
				continue;
			counted->works[place->work]++;
			counted->parts[place->part]++;
			if (counted->clauses != NULL)
				*map_at(counted->clauses,
					(uint64_t)place->work << 32 | place->clause) = 1;
		}
	}
}

void facets_of_search(struct facets *facets, const struct search *search, int field)
{
	*facets = (struct facets){ 0 };
	bool by_clause = value_is_of_clause(fields[field].kinds[0]);
	for (size_t l = 0; l < search->index->language_count; l++) {
		const struct index_language *row = &search->index->languages[l];
		for (size_t s = 0; s < row->segment_count; s++) {
			struct map clauses = { 0 };
			struct counted counted = { .segment = row->segments[s],
						   .clauses = by_clause ? &clauses : NULL };
			counted.works =
			    memory_array(counted.segment->counts.works, sizeof *counted.works);
			take_places(&counted, search, l, s);
			count_segment(facets, &counted, field);
			free(counted.works);
			map_release(&clauses);
		}
	}
	memory_sort(facets->at, facets->count, sizeof *facets->at, by_count);
}

static void count_parts(struct counted *counted)
{
	for (uint32_t wording = 0; wording < counted->segment->counts.wordings; wording++) {
		struct stream stream;
		struct occurrence occurrence;
		segment_stream(counted->segment, wording, &stream);
		while (stream_occurrence(&stream, &occurrence))
			if (occurrence.work < counted->segment->counts.works)
				counted->parts[occurrence.part] += counted->works[occurrence.work];
	}
}

static void keep_prefix(struct facets *facets, const char *prefix)
{
	struct buffer wanted = BUFFER_INIT, name = BUFFER_INIT;
	size_t left = 0;
	utf8_fold(prefix, strlen(prefix), &wanted);
	for (size_t i = 0; i < facets->count; i++) {
		buffer_clear(&name);
		utf8_fold(facets->at[i].name, strlen(facets->at[i].name), &name);
		if (wanted.length <= name.length &&
		    (wanted.length == 0 || memcmp(name.bytes, wanted.bytes, wanted.length) == 0))
			facets->at[left++] = facets->at[i];
	}
	facets->count = left;
	buffer_release(&wanted);
	buffer_release(&name);
}

void facets_of_index(struct facets *facets, const struct index_language *language, int field,
		     const char *prefix)
{
	*facets = (struct facets){ 0 };
	for (size_t s = 0; s < language->segment_count; s++) {
		const struct segment *segment = language->segments[s];
		struct counted counted = { .segment = segment };
		counted.works = memory_array(segment->counts.works, sizeof *counted.works);
		for (uint32_t work = 0; work < segment->counts.works; work++)
			counted.works[work] = !segment->hidden[work];
		if (field == FIELD_PART)
			count_parts(&counted);
		count_segment(facets, &counted, field);
		free(counted.works);
	}
	keep_prefix(facets, prefix);
	memory_sort(facets->at, facets->count, sizeof *facets->at, by_name);
}

static int by_symbol(const void *a, const void *b)
{
	const struct facet *x = a, *y = b;
	return symbol_compare(x->name, y->name);
}

void facets_sort_by_name(struct facets *facets)
{
	memory_sort(facets->at, facets->count, sizeof *facets->at, by_symbol);
}

void facets_release(struct facets *facets)
{
	names_release(&facets->names);
	free(facets->at);
	*facets = (struct facets){ 0 };
}
