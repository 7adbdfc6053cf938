/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/extract.h"

#include "base/error.h"
#include "corpus/builder.h"
#include "corpus/drafting.h"
#include "corpus/symbol.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const struct language *english(void)
{
	return language_find("en", 2);
}

/* A member's text, clean; "" where it is not there or says that there is none. */
static const char *take_text(struct arena *arena, const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	if (text == NULL || strcmp(text, "N.A.") == 0)
		return "";
	return builder_clean(arena, text, strlen(text), false);
}

static struct strings take_list(struct arena *arena, const json_t *object, const char *key)
{
	const json_t *array = json_object_get(object, key);
	struct strings list = { NULL, 0 };
	size_t count = json_array_size(array); /* 0 for what is no array */
	if (count == 0)
		return list;
	list.at = arena_get(arena, count * sizeof *list.at);
	for (size_t i = 0; i < count; i++) {
		const char *text = json_string_value(json_array_get(array, i));
		const char *clean =
		    text == NULL ? "" : builder_clean(arena, text, strlen(text), false);
		if (clean[0] != '\0')
			list.at[list.count++] = clean;
	}
	return list;
}

/* Counts are numbers in quotation marks. */
static uint32_t take_count(const json_t *object, const char *key)
{
	const json_t *member = json_object_get(object, key);
	json_int_t value = json_integer_value(member);
	if (json_is_string(member))
		value = atoi(json_string_value(member));
	return value > 0 && value < 100000 ? (uint32_t)value : 0;
}

static struct vote take_vote(struct arena *arena, const json_t *object)
{
	struct vote vote = { .kind = VOTE_UNKNOWN };
	const char *type = json_string_value(json_object_get(object, "adoption_type"));
	if (type == NULL)
		return vote;
	if (strcmp(type, "Without a vote") == 0)
		vote.kind = VOTE_NONE;
	if (strcmp(type, "By a recorded vote") != 0)
		return vote;
	vote.kind = VOTE_RECORDED;
	vote.yes = take_count(object, "MS_in_favour_count");
	vote.no = take_count(object, "MS_against_count");
	vote.abstaining = take_count(object, "MS_abstaining_count");
	vote.yes_states = take_list(arena, object, "MS_in_favour");
	vote.no_states = take_list(arena, object, "MS_against");
	vote.abstaining_states = take_list(arena, object, "MS_abstaining");
	return vote;
}

/* "SDGs": ["17", …] and "subjects": [["DATA PROTECTION", "UNBIS Thesaurus"], …] */
static void take_subjects(struct arena *arena, const json_t *object, struct extract *extract)
{
	const json_t *goals = json_object_get(object, "SDGs");
	const json_t *subjects = json_object_get(object, "subjects");
	size_t goal_count = json_array_size(goals);
	size_t count = goal_count + json_array_size(subjects);
	if (count == 0)
		return;
	extract->subjects = arena_get(arena, count * sizeof *extract->subjects);
	for (size_t i = 0; i < count; i++) {
		const json_t *pair = json_array_get(subjects, i - goal_count);
		const char *keyword = json_string_value(i < goal_count ? json_array_get(goals, i)
								       : json_array_get(pair, 0));
		const char *dictionary =
		    i < goal_count ? "SDG" : json_string_value(json_array_get(pair, 1));
		if (keyword != NULL && dictionary != NULL &&
		    builder_subject(arena, dictionary, keyword,
				    &extract->subjects[extract->subject_count]))
			extract->subject_count++;
	}
	extract->subject_count = builder_distinct(extract->subjects, extract->subject_count);
}

/* "First Committee", "#firstCommittee", "Without reference to a Main Committee" */
static const char *committee_code(const char *committee)
{
	static const char *const names[] = {
		"first", "second", "third", "fourth", "fifth", "sixth"
	};
	static const char *const codes[] = { "1", "2", "3", "4", "5", "6" };
	const char *name = committee + (committee[0] == '#');
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strncasecmp(name, names[i], strlen(names[i])) == 0)
			return codes[i];
	return strncasecmp(name, "without", 7) == 0 || strncasecmp(name, "noMain", 6) == 0
		   ? "plenary"
		   : "";
}

/* What drafting_date or drafting_agenda read in a member's text. */
static const char *keep(struct arena *arena, struct buffer *read)
{
	const char *text = read->length == 0 ? "" : arena_text(arena, read->bytes, read->length);
	buffer_release(read);
	return text;
}

/* False, with *wrong told, when the line is no object with a symbol. */
static bool take_line(struct arena *arena, const char *line, size_t length, struct extract *extract,
		      struct buffer *wrong)
{
	json_error_t error;
	json_t *object = json_loadb(line, length, 0, &error);
	struct buffer symbol = BUFFER_INIT, date = BUFFER_INIT, items = BUFFER_INIT;
	const char *printed = json_string_value(json_object_get(object, "symbol"));
	bool good = printed != NULL && symbol_normalise(printed, strlen(printed), &symbol);
	if (object == NULL)
		buffer_add_format(wrong, "not JSON: %s", error.text);
	else if (!good && printed != NULL)
		buffer_add_format(wrong, "not a symbol: got \"%.80s\"", printed);
	else if (!good)
		buffer_add_text(wrong, "not an object with a \"symbol\"");
	if (!good)
		goto done;
	*extract = (struct extract){ .symbol = arena_text(arena, symbol.bytes, symbol.length) };
	const char *adopted = take_text(arena, object, "adoption_date");
	const char *agenda = take_text(arena, object, "agenda_item");
	drafting_date(english(), adopted, strlen(adopted), &date);
	drafting_agenda(english(), agenda, strlen(agenda), &items);
	extract->date = keep(arena, &date);
	extract->agenda_item = keep(arena, &items);
	extract->agenda_title = take_text(arena, object, "agenda_item_name");
	extract->committee = take_text(arena, object, "committee");
	extract->committee_code = committee_code(extract->committee);
	extract->report = take_text(arena, object, "originating_document");
	extract->meeting = take_text(arena, object, "adoption_meeting");
	extract->vote = take_vote(arena, object);
	extract->sponsors = take_list(arena, object, "sponsors");
	extract->additional_sponsors = take_list(arena, object, "additional_sponsors");
	take_subjects(arena, object, extract);
done:
	buffer_release(&symbol);
	json_decref(object);
	return good;
}

static bool is_blank(const char *line, size_t length)
{
	return strspn(line, " \t\r") >= length;
}

int extracts_read(struct extracts *extracts, const char *name, const char *bytes, size_t length,
		  size_t *bad, struct error *error)
{
	size_t number = 0;
	*bad = 0;
	for (size_t start = 0, end; start < length; start = end + 1) {
		const char *newline = memchr(bytes + start, '\n', length - start);
		struct extract extract;
		struct buffer wrong = BUFFER_INIT;
		end = newline == NULL ? length : (size_t)(newline - bytes);
		number++;
		char *line = memory_text(bytes + start, end - start);
		if (is_blank(line, end - start)) {
			/* the end of the file, mostly */
		} else if (take_line(&extracts->arena, line, end - start, &extract, &wrong)) {
			extract.order = extracts->count;
			extracts->at = memory_grow(extracts->at, &extracts->capacity,
						   extracts->count + 1, sizeof *extracts->at);
			extracts->at[extracts->count++] = extract;
		} else if ((*bad)++ == 0) {
			error_set(error, STATUS_INPUT, "%s:%zu: %s", name, number, wrong.bytes);
		}
		buffer_release(&wrong);
		free(line);
	}
	return *bad == 0 ? STATUS_OK : STATUS_INPUT;
}

static int compare_extracts(const void *a, const void *b)
{
	const struct extract *left = a;
	const struct extract *right = b;
	int order = symbol_compare(left->symbol, right->symbol);
	return order != 0 ? order : left->order < right->order ? -1 : left->order > right->order;
}

void extracts_sort(struct extracts *extracts)
{
	size_t kept = 0;
	if (extracts->count < 2)
		return;
	memory_sort(extracts->at, extracts->count, sizeof *extracts->at, compare_extracts);
	for (size_t i = 0; i < extracts->count; i++) {
		if (kept > 0 && strcmp(extracts->at[kept - 1].symbol, extracts->at[i].symbol) == 0)
			kept--;
		extracts->at[kept++] = extracts->at[i];
	}
	extracts->count = kept;
}

void extracts_release(struct extracts *extracts)
{
	arena_release(&extracts->arena);
	free(extracts->at);
	*extracts = (struct extracts)EXTRACTS_INIT;
}

static int compare_to_symbol(const void *symbol, const void *extract)
{
	return symbol_compare(symbol, ((const struct extract *)extract)->symbol);
}

const struct extract *extracts_find(const struct extracts *extracts, const char *symbol)
{
	return extracts->count == 0 ? NULL
				    : bsearch(symbol, extracts->at, extracts->count,
					      sizeof *extracts->at, compare_to_symbol);
}

static const char *copy_text(struct arena *arena, const char *text)
{
	return text[0] == '\0' ? "" : arena_text(arena, text, strlen(text));
}

/* One list behind the other, with their strings. */
static struct strings copy_lists(struct arena *arena, const struct strings *first,
				 const struct strings *second)
{
	struct strings list = { NULL, first->count + second->count };
	if (list.count == 0)
		return list;
	list.at = arena_get(arena, list.count * sizeof *list.at);
	for (size_t i = 0; i < list.count; i++)
		list.at[i] = copy_text(arena, i < first->count ? first->at[i]
							       : second->at[i - first->count]);
	return list;
}

/* What an earlier extract gave is given anew. */
static void forget_borrowed(struct resolution *resolution)
{
	static const struct strings none = { NULL, 0 };
	struct vote *vote = &resolution->vote;
	uint32_t borrowed = resolution->borrowed;
	if ((borrowed & BORROWED_VOTE) != 0)
		*vote = (struct vote){ VOTE_UNKNOWN, 0, 0, 0, none, none, none };
	if ((borrowed & BORROWED_STATES) != 0)
		vote->yes_states = vote->no_states = vote->abstaining_states = none;
	if ((borrowed & BORROWED_SPONSORS) != 0)
		resolution->sponsors = none;
	if ((borrowed & BORROWED_SUBJECTS) != 0)
		resolution->subject_count = 0;
	if ((borrowed & BORROWED_DATE) != 0)
		resolution->date = "";
	if ((borrowed & BORROWED_AGENDA) != 0)
		resolution->agenda_item = "";
	if ((borrowed & BORROWED_COMMITTEE) != 0)
		resolution->committee_code = "";
	resolution->borrowed = 0;
}

static void apply_vote(const struct vote *from, struct resolution *resolution)
{
	static const struct strings none = { NULL, 0 };
	struct arena *arena = &resolution->arena;
	struct vote *vote = &resolution->vote;
	if (vote->kind == VOTE_UNKNOWN && from->kind != VOTE_UNKNOWN) {
		*vote = (struct vote){ from->kind, from->yes, from->no, from->abstaining,
				       none,       none,      none };
		resolution->borrowed |= BORROWED_VOTE;
	}
	if (vote->kind != VOTE_RECORDED || from->kind != VOTE_RECORDED ||
	    vote->yes_states.count + vote->no_states.count + vote->abstaining_states.count > 0)
		return;
	vote->yes_states = copy_lists(arena, &from->yes_states, &none);
	vote->no_states = copy_lists(arena, &from->no_states, &none);
	vote->abstaining_states = copy_lists(arena, &from->abstaining_states, &none);
	resolution->borrowed |= BORROWED_STATES;
}

static void apply_subjects(const struct extract *extract, struct resolution *resolution)
{
	struct arena *arena = &resolution->arena;
	resolution->subject_count = extract->subject_count;
	resolution->subjects = builder_subjects(arena, extract->subjects, extract->subject_count);
	for (size_t i = 0; i < extract->subject_count; i++) {
		struct subject *subject = &resolution->subjects[i];
		subject->scheme = copy_text(arena, subject->scheme);
		subject->name = copy_text(arena, subject->name);
	}
	resolution->borrowed |= BORROWED_SUBJECTS;
}

static void apply_text(const char *from, const char **to, uint32_t bit,
		       struct resolution *resolution)
{
	if ((*to)[0] != '\0' || from[0] == '\0')
		return;
	*to = copy_text(&resolution->arena, from);
	resolution->borrowed |= bit;
}

void extract_apply(const struct extract *extract, struct resolution *resolution)
{
	forget_borrowed(resolution);
	apply_vote(&extract->vote, resolution);
	if (resolution->sponsors.count == 0 &&
	    extract->sponsors.count + extract->additional_sponsors.count > 0) {
		resolution->sponsors = copy_lists(&resolution->arena, &extract->sponsors,
						  &extract->additional_sponsors);
		resolution->borrowed |= BORROWED_SPONSORS;
	}
	if (resolution->subject_count == 0 && extract->subject_count != 0)
		apply_subjects(extract, resolution);
	apply_text(extract->date, &resolution->date, BORROWED_DATE, resolution);
	apply_text(extract->agenda_item, &resolution->agenda_item, BORROWED_AGENDA, resolution);
	apply_text(extract->committee_code, &resolution->committee_code, BORROWED_COMMITTEE,
		   resolution);
}
