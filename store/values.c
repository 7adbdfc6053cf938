/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/values.h"

#include "base/map.h"
#include "base/memory.h"
#include "corpus/drafting.h"
#include "store/segment.h"

#include <stdlib.h>
#include <string.h>

struct places {
	struct value_place *at;
	size_t count, capacity;
};

struct one_kind {
	struct names keys;  /* names in lower case */
	const char **shown; /* the name as it first came, for each key */
	struct places *places;
	size_t shown_capacity, places_capacity;
};

struct value_table {
	struct arena arena;
	struct one_kind kinds[VALUE_KINDS];
};

struct value_table *value_table_new(void)
{
	return memory_array(1, sizeof(struct value_table));
}

void value_table_free(struct value_table *table)
{
	if (table == NULL)
		return;
	for (int kind = 0; kind < VALUE_KINDS; kind++) {
		struct one_kind *one = &table->kinds[kind];
		for (size_t i = 0; i < one->keys.count; i++)
			free(one->places[i].at);
		names_release(&one->keys);
		free(one->shown);
		free(one->places);
	}
	arena_release(&table->arena);
	free(table);
}

/* Lower case of ASCII alone: the names that differ only so are the thesauri's capitals. */
static void add_key(struct buffer *key, const char *name)
{
	for (; *name != '\0'; name++)
		buffer_add_byte(key,
				*name >= 'A' && *name <= 'Z' ? (char)(*name - 'A' + 'a') : *name);
}

static void add_value(struct value_table *table, enum value_kind kind, const char *name,
		      struct value_place place)
{
	struct one_kind *one = &table->kinds[kind];
	struct buffer key = BUFFER_INIT;
	if (name[0] == '\0')
		return;
	add_key(&key, name);
	uint32_t number = names_add(&one->keys, key.bytes, key.length);
	buffer_release(&key);
	size_t old = one->places_capacity;
	one->places =
	    memory_grow(one->places, &one->places_capacity, number + 1u, sizeof *one->places);
	if (one->places_capacity != old)
		memset(one->places + old, 0, (one->places_capacity - old) * sizeof *one->places);
	one->shown = memory_grow(one->shown, &one->shown_capacity, number + 1u, sizeof *one->shown);
	struct places *places = &one->places[number];
	if (places->count == 0)
		one->shown[number] = arena_text(&table->arena, name, strlen(name));
	else {
		const struct value_place *last = &places->at[places->count - 1];
		if (last->work == place.work && last->clause == place.clause)
			return;
	}
	places->at =
	    memory_grow(places->at, &places->capacity, places->count + 1, sizeof *places->at);
	places->at[places->count++] = place;
}

static void add_states(struct value_table *table, enum value_kind kind,
		       const struct strings *states, struct value_place place)
{
	for (size_t i = 0; i < states->count; i++)
		add_value(table, kind, states->at[i], place);
}

/* "13, 117 (a)" is two values. */
static void add_agenda(struct value_table *table, const char *items, struct value_place place)
{
	while (*items != '\0') {
		size_t length = strcspn(items, ",");
		char *item = memory_text(items, length);
		add_value(table, VALUE_AGENDA, item + strspn(item, " "), place);
		free(item);
		items += length + (items[length] == ',');
	}
}

static void add_subject(struct value_table *table, const struct subject *subject,
			struct value_place place)
{
	struct buffer name = BUFFER_INIT;
	if (strcmp(subject->scheme, "SDG") == 0)
		buffer_add_text(&name, "SDG ");
	buffer_add_text(&name, subject->name);
	/* Some thesauri write spaces as strokes. */
	for (size_t i = 0; i < name.length; i++)
		if (name.bytes[i] == '_')
			name.bytes[i] = ' ';
	add_value(table, VALUE_SUBJECT, name.bytes, place);
	buffer_release(&name);
}

void value_table_add(struct value_table *table, uint32_t work, const struct resolution *resolution)
{
	static const char *const votes[] = { "", "none", "recorded" };
	struct value_place place = { work, 0 };
	const struct vote *vote = &resolution->vote;
	add_value(table, VALUE_COMMITTEE, resolution->committee_code, place);
	add_agenda(table, resolution->agenda_item, place);
	for (size_t i = 0; i < resolution->subject_count; i++)
		add_subject(table, &resolution->subjects[i], place);
	add_states(table, VALUE_SPONSOR, &resolution->sponsors, place);
	add_value(table, VALUE_VOTE, votes[vote->kind], place);
	add_states(table, VALUE_FOR, &vote->yes_states, place);
	add_states(table, VALUE_AGAINST, &vote->no_states, place);
	add_states(table, VALUE_ABSTAINING, &vote->abstaining_states, place);
	for (size_t i = 0; i < resolution->clause_count; i++) {
		const struct clause *clause = &resolution->clauses[i];
		place.clause = (uint32_t)i;
		add_value(table, VALUE_VERB, clause->verb, place);
		add_value(
		    table, VALUE_VERB_KEY,
		    drafting_verb_key(resolution->language, clause->verb, strlen(clause->verb)),
		    place);
		for (size_t c = 0; c < clause->citation_count; c++)
			add_value(table, VALUE_CITES, clause->citations[c].symbol, place);
	}
}

static int by_key(const void *a, const void *b)
{
	const struct name *const *x = a, *const *y = b;
	return strcmp((*x)->bytes, (*y)->bytes);
}

static int by_place(const void *a, const void *b)
{
	const struct value_place *x = a, *y = b;
	if (x->work != y->work)
		return x->work < y->work ? -1 : 1;
	return x->clause < y->clause ? -1 : x->clause > y->clause;
}

/* Two links of a clause to one document are one place; they need not have come in a row. */
static void write_places(const struct places *places, bool of_clause, struct buffer *out)
{
	struct buffer record = BUFFER_INIT;
	struct value_place last = { 0, 0 };
	uint32_t count = 0;
	memory_sort(places->at, places->count, sizeof *places->at, by_place);
	for (size_t i = 0; i < places->count; i++) {
		const struct value_place *place = &places->at[i];
		if (i > 0 && by_place(place, &places->at[i - 1]) == 0)
			continue;
		record_add_number(&record, place->work - last.work);
		if (of_clause)
			record_add_number(&record, place->clause);
		last = *place;
		count++;
	}
	record_add_number(out, count);
	record_add_string(out, record.bytes, record.length);
	buffer_release(&record);
}

static void write_kind(const struct one_kind *one, bool of_clause, struct buffer *out)
{
	size_t count = one->keys.count;
	const struct name **order = memory_array(count, sizeof *order);
	for (size_t i = 0; i < count; i++)
		order[i] = &one->keys.at[i];
	memory_sort(order, count, sizeof *order, by_key);
	record_add_number(out, count);
	for (size_t i = 0; i < count; i++) {
		size_t number = (size_t)(order[i] - one->keys.at);
		record_add_text(out, one->shown[number]);
		write_places(&one->places[number], of_clause, out);
	}
	free(order);
}

void value_table_write(const struct value_table *table, struct buffer *section)
{
	for (int kind = 0; kind < VALUE_KINDS; kind++) {
		struct buffer values = BUFFER_INIT;
		write_kind(&table->kinds[kind], value_is_of_clause((enum value_kind)kind), &values);
		record_add_string(section, values.bytes, values.length);
		buffer_release(&values);
	}
}

void values_start(const struct segment *segment, enum value_kind kind, struct value_reader *reader)
{
	struct record record = segment_values(segment);
	const char *bytes = "";
	size_t length = 0;
	for (int i = 0; i <= (int)kind; i++)
		bytes = record_text(&record, &length);
	*reader =
	    (struct value_reader){ { (const unsigned char *)bytes, length, 0, false }, kind, 0 };
	reader->left = record_count(&reader->record);
}

bool values_next(struct value_reader *reader, struct value *value)
{
	if (reader->left == 0 || reader->record.bad)
		return false;
	reader->left--;
	value->name = record_text(&reader->record, &value->name_length);
	value->count = (uint32_t)record_number_to(&reader->record, UINT32_MAX);
	size_t length;
	const char *bytes = record_text(&reader->record, &length);
	value->places = (struct record){ (const unsigned char *)bytes, length, 0, false };
	return !reader->record.bad;
}

void places_start(const struct value *value, enum value_kind kind, struct place_reader *reader)
{
	*reader = (struct place_reader){
		value->places, value_is_of_clause(kind), value->count, { 0, 0 }
	};
}

bool places_next(struct place_reader *reader, struct value_place *place)
{
	if (reader->left == 0 || reader->record.bad)
		return false;
	reader->left--;
	reader->last.work += (uint32_t)record_number(&reader->record);
	reader->last.clause = reader->of_clause ? (uint32_t)record_number(&reader->record) : 0;
	*place = reader->last;
	return !reader->record.bad;
}
