/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/print_json.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "cli/json_values.h"
#include "cli/parallel.h"
#include "cli/repeats.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_text(json_t *object, const char *key, const char *text)
{
	json_object_set_new(object, key, json_string(text));
}

static json_t *footnote_array(const struct clause *clause)
{
	json_t *array = json_array();
	for (size_t i = 0; i < clause->footnote_count; i++)
		json_array_append_new(array, json_pack("{ss ss}", "mark", clause->footnotes[i].mark,
						       "text", clause->footnotes[i].text));
	return array;
}

static json_t *citation_array(const struct clause *clause)
{
	json_t *array = json_array();
	for (size_t i = 0; i < clause->citation_count; i++)
		json_array_append_new(array, json_string(clause->citations[i].symbol));
	return array;
}

/* The fields that a hit and a clause have in common, in the order of the schema. */
static void add_clause(json_t *object, const struct resolution *resolution,
		       const struct clause *clause)
{
	add_text(object, "symbol", resolution->symbol);
	add_text(object, "lang", resolution->language->code);
	add_text(object, "clause", clause->label);
	add_text(object, "part", part_names[clause->part]);
	add_text(object, "number", clause->number);
	add_text(object, "verb", clause->verb);
	json_object_set_new(object, "date",
			    resolution->date[0] != '\0' ? json_string(resolution->date)
							: json_null());
	add_text(object, "session", resolution->session);
	add_text(object, "title", resolution->title);
	add_text(object, "committee", resolution->committee);
	add_text(object, "agenda_item", resolution->agenda_item);
	json_object_set_new(object, "vote", json_vote(&resolution->vote));
	add_text(object, "text", clause->text);
	json_object_set_new(object, "footnotes", footnote_array(clause));
	json_object_set_new(object, "cites", citation_array(clause));
}

/* Byte ranges as ranges of code points. */
static json_t *highlight_array(const struct found *found)
{
	json_t *array = json_array();
	size_t at = 0, characters = 0;
	for (size_t i = 0; i < found->highlight_count; i++) {
		const struct range *range = &found->highlights[i];
		characters += utf8_count(found->clause.text + at, range->start - at);
		size_t start = characters;
		characters +=
		    utf8_count(found->clause.text + range->start, range->end - range->start);
		at = range->end;
		json_array_append_new(array,
				      json_pack("[II]", (json_int_t)start, (json_int_t)characters));
	}
	return array;
}

/* What was done to the query, where anything was. */
static void add_interpretation(json_t *object, const struct search *search, const struct hit *hit)
{
	const struct conditions *conditions = &search->conditions[hit->language];
	if (conditions->reading_count > 0) {
		json_t *readings = json_array();
		for (size_t i = 0; i < conditions->reading_count; i++) {
			const struct reading *reading = &conditions->readings[i];
			json_t *forms = json_array();
			for (size_t j = 0; j < reading->count; j++)
				json_array_append_new(forms, json_string(reading->as[j]));
			json_array_append_new(
			    readings, json_pack("{ss so}", "typed", reading->typed, "as", forms));
		}
		json_object_set_new(object, "interpreted", readings);
	}
	if (search->relaxed)
		json_object_set_new(object, "relaxed", json_true());
}

/* The clauses that a hit stands for, the latest first. */
static json_t *clause_array(const struct search *search, const struct hit *hit)
{
	json_t *array = json_array();
	struct repeat *repeats;
	size_t count = repeats_of(&repeats, search, hit);
	for (size_t i = 0; i < count; i++) {
		json_t *object = json_object();
		add_text(object, "symbol", repeats[i].symbol);
		add_text(object, "clause", repeats[i].label);
		json_object_set_new(object, "date", json_date(repeats[i].date));
		json_array_append_new(array, object);
	}
	repeats_free(repeats, count);
	return array;
}

void print_json_hit(struct buffer *out, size_t rank, const struct search *search,
		    const struct hit *hit, const struct found *found, bool repeats_wanted,
		    struct parallel *parallel)
{
	json_t *object = json_object(), *repeats = json_object();
	json_object_set_new(object, "rank", json_integer((json_int_t)rank));
	add_clause(object, found->resolution, &found->clause);
	json_object_set_new(object, "highlights", highlight_array(found));
	json_object_set_new(object, "score", json_real(round(hit->score * 1000) / 1000));
	json_object_set_new(repeats, "count", json_integer(hit->count));
	json_object_set_new(repeats, "first", json_date(hit->first_date));
	json_object_set_new(repeats, "last", json_date(hit->last_date));
	if (repeats_wanted)
		json_object_set_new(repeats, "clauses", clause_array(search, hit));
	if (hit->folded > 0)
		json_object_set_new(repeats, "similar_wordings", json_integer(hit->folded));
	json_object_set_new(object, "repeats", repeats);
	if (parallel != NULL)
		json_object_set_new(object, "parallel",
				    parallel_object(parallel, found->resolution, &found->clause));
	add_interpretation(object, search, hit);
	json_add_line(out, object);
}

void print_json_clause(struct buffer *out, const struct resolution *resolution,
		       const struct clause *clause)
{
	json_t *object = json_object();
	add_clause(object, resolution, clause);
	json_add_line(out, object);
}
