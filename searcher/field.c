/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/field.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/utf8.h"
#include "corpus/drafting.h"
#include "corpus/states.h"
#include "corpus/symbol.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define NO_VALUES                                                                                  \
	{                                                                                          \
		VALUE_KINDS, VALUE_KINDS                                                           \
	}
#define STATE "a State (US, USA, United States)"

const struct field fields[FIELD_COUNT] = {
	[FIELD_SYMBOL] = { "symbol", "a symbol (78/16, A/RES/78/16)", NO_VALUES },
	[FIELD_SESSION] = { "session", "a session (78, ES-11) or a range (74..78)", NO_VALUES },
	[FIELD_YEAR] = { "year", "a year (2023) or a range (2019..2023)", NO_VALUES },
	[FIELD_DATE] = { "date", "a date (2023-12-04, 2023-12) or a range (2019-01..2021-06)",
			 NO_VALUES },
	[FIELD_PART] = { "part", "title, preamble, operative or annex", NO_VALUES },
	[FIELD_TITLE] = { "title", "words of the title", NO_VALUES },
	[FIELD_VERB] = { "verb",
			 "an opening verb (decide, \"Acoge con beneplácito\")",
			 { VALUE_VERB_KEY, VALUE_VERB } },
	[FIELD_CITES] = { "cites", "a symbol (77/37, A/78/404)", { VALUE_CITES, VALUE_KINDS } },
	[FIELD_COMMITTEE] = { "committee",
			      "1 to 6, first to sixth, or plenary",
			      { VALUE_COMMITTEE, VALUE_KINDS } },
	[FIELD_AGENDA] = { "agenda", "an agenda item (94, 69a)", { VALUE_AGENDA, VALUE_KINDS } },
	[FIELD_SUBJECT] = { "subject",
			    "words of a subject (disarmament, \"SDG 5\")",
			    { VALUE_SUBJECT, VALUE_KINDS } },
	[FIELD_SPONSOR] = { "sponsor", STATE, { VALUE_SPONSOR, VALUE_KINDS } },
	[FIELD_VOTE] = { "vote", "none, recorded or unknown", { VALUE_VOTE, VALUE_KINDS } },
	[FIELD_FOR] = { "for", STATE, { VALUE_FOR, VALUE_KINDS } },
	[FIELD_AGAINST] = { "against", STATE, { VALUE_AGAINST, VALUE_KINDS } },
	[FIELD_ABSTAINING] = { "abstaining", STATE, { VALUE_ABSTAINING, VALUE_KINDS } },
};

enum { NO_LIMIT = -1, SHOWN_BYTES = 60 /* of a value, in a message */ };

/* One of the alternatives of a value. */
struct alternative {
	const char
	    *text; /* symbols normalised, names folded, sessions that are no number in capitals */
	const struct state *state;
	const char *key; /* of a verb: "decide" for "Decides also"; "" when it has none */
	long from, to;   /* years, dates, sessions as numbers; NO_LIMIT: open */
	enum part part;
};

struct field_test {
	enum field_number field;
	const struct node *node; /* FIELD_OTHER */
	struct alternative *alternatives;
	size_t count;
};

int field_find(const char *name, size_t length)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		if (strlen(fields[i].name) == length &&
		    strncasecmp(fields[i].name, name, length) == 0)
			return i;
	return -1;
}

void field_names(struct buffer *out)
{
	for (int i = 0; i < FIELD_COUNT; i++)
		buffer_add_format(out, "%s%s:", i > 0 ? ", " : "", fields[i].name);
}

/* ---- Reading values ---- */

/* A whole number of at most six digits; *value is NO_LIMIT for an empty text. */
static bool read_number(const char *text, size_t length, bool upper, long *value)
{
	(void)upper; /* a number is its own first and last */
	*value = NO_LIMIT;
	if (length == 0)
		return true;
	long number = 0;
	if (length > 6)
		return false;
	for (size_t i = 0; i < length; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		number = number * 10 + (text[i] - '0');
	}
	*value = number;
	return true;
}

/* "2023", "2023-12" or "2023-12-04" as year * 10000 + month * 100 + day: the first day that is
 * meant, or with `upper` the last. */
static bool read_date(const char *text, size_t length, bool upper, long *value)
{
	long parts[3] = { 0, upper ? 99 : 0, upper ? 99 : 0 };
	*value = NO_LIMIT;
	for (int i = 0; i < 3 && length > 0; i++) {
		size_t digits = i == 0 ? 4 : 2;
		if (length < digits || !read_number(text, digits, false, &parts[i]))
			return false;
		text += digits;
		length -= digits;
		if (length > 0 && (i == 2 || *text != '-'))
			return false;
		text += length > 0;
		length -= length > 0;
		if ((i == 1 && (parts[1] < 1 || parts[1] > 12)) ||
		    (i == 2 && (parts[2] < 1 || parts[2] > 31)))
			return false;
		*value = 0;
	}
	if (*value == 0)
		*value = parts[0] * 10000 + parts[1] * 100 + parts[2];
	return true;
}

typedef bool end_reader(const char *text, size_t length, bool upper, long *value);

static bool read_range(const char *text, size_t length, end_reader *read, struct alternative *out)
{
	const char *dots = memmem(text, length, "..", 2);
	if (dots == NULL)
		return length > 0 && read(text, length, false, &out->from) &&
		       read(text, length, true, &out->to);
	size_t before = (size_t)(dots - text), after = length - before - 2;
	return before + after > 0 && read(text, before, false, &out->from) &&
	       read(dots + 2, after, true, &out->to) &&
	       (out->from == NO_LIMIT || out->to == NO_LIMIT || out->from <= out->to);
}

static bool read_symbol(const char *text, size_t length, bool cited, struct arena *arena,
			struct alternative *out)
{
	struct buffer symbol = BUFFER_INIT;
	bool good = cited ? symbol_of_cited(text, length, &symbol)
			  : symbol_normalise(text, length, &symbol);
	if (good)
		out->text = arena_text(arena, symbol.bytes, symbol.length);
	buffer_release(&symbol);
	return good;
}

/* "78", "74..78", "ES-11", "S-32", "es-10". */
static bool read_session(const char *text, size_t length, struct arena *arena,
			 struct alternative *out)
{
	if (read_range(text, length, read_number, out))
		return true;
	bool special = length > 2 && length < 8 && memchr(text, '-', length) != NULL &&
		       (text[0] == 'E' || text[0] == 'e' || text[0] == 'S' || text[0] == 's');
	if (!special)
		return false;
	char *capitals = arena_text(arena, text, length);
	for (char *at = capitals; *at != '\0'; at++)
		if (*at >= 'a' && *at <= 'z')
			*at = (char)(*at - 'a' + 'A');
	out->text = capitals;
	return true;
}

static bool read_part(const char *text, size_t length, struct alternative *out)
{
	for (int i = PART_TITLE; i <= PART_ANNEX; i++)
		if (strlen(part_names[i]) == length &&
		    strncasecmp(part_names[i], text, length) == 0) {
			out->part = (enum part)i;
			return true;
		}
	return false;
}

static bool is_one_of(const char *text, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(text, names[i]) == 0)
			return true;
	return false;
}

/* "first" or "1" as "1"; the others are what the values are called. */
static bool read_committee(struct arena *arena, struct alternative *out)
{
	static const char *const words[] = {
		"first", "second", "third", "fourth", "fifth", "sixth"
	};
	static const char *const codes[] = { "1", "2", "3", "4", "5", "6", "plenary" };
	for (size_t i = 0; i < 6; i++)
		if (strcmp(out->text, words[i]) == 0)
			out->text = arena_text(arena, codes[i], 1);
	return is_one_of(out->text, codes, 7);
}

/* "69 (a)", "69(a)" and "69a" are one item. */
static void squeeze_agenda(char *text)
{
	char *to = text;
	for (; *text != '\0'; text++)
		if (*text != ' ' && *text != '(' && *text != ')')
			*to++ = *text;
	*to = '\0';
}

/* A number, and the letters of a sub-item. */
static bool is_agenda(const char *text)
{
	size_t digits = strspn(text, "0123456789");
	return digits > 0 &&
	       strspn(text + digits, "abcdefghijklmnopqrstuvwxyz") == strlen(text + digits);
}

static bool read_name(enum field_number field, const char *text, size_t length, struct arena *arena,
		      struct alternative *out)
{
	static const char *const votes[] = { "none", "recorded", "unknown" };
	struct buffer folded = BUFFER_INIT;
	utf8_fold(text, length, &folded);
	char *copy = arena_text(arena, folded.bytes, folded.length);
	buffer_release(&folded);
	out->text = copy;
	if (copy[0] == '\0')
		return false;
	switch (field) {
	case FIELD_COMMITTEE:
		return read_committee(arena, out);
	case FIELD_AGENDA:
		squeeze_agenda(copy);
		return is_agenda(copy);
	case FIELD_VOTE:
		return is_one_of(copy, votes, 3);
	case FIELD_VERB:
		out->key = drafting_key(text, length);
		return true;
	case FIELD_SPONSOR:
	case FIELD_FOR:
	case FIELD_AGAINST:
	case FIELD_ABSTAINING:
		out->state = state_find(text, length);
		return out->state != NULL;
	default:
		return true;
	}
}

static bool read_alternative(enum field_number field, const char *text, size_t length,
			     struct arena *arena, struct alternative *out)
{
	*out = (struct alternative){ "", NULL, "", NO_LIMIT, NO_LIMIT, PART_TITLE };
	switch (field) {
	case FIELD_SYMBOL:
	case FIELD_CITES:
		return read_symbol(text, length, field == FIELD_CITES, arena, out);
	case FIELD_SESSION:
		return read_session(text, length, arena, out);
	case FIELD_YEAR:
		return read_range(text, length, read_number, out);
	case FIELD_DATE:
		return read_range(text, length, read_date, out);
	case FIELD_PART:
		return read_part(text, length, out);
	default:
		return read_name(field, text, length, arena, out);
	}
}

int field_compile(struct field_test **out, const struct node *node, const struct query *query,
		  struct arena *arena, struct error *error)
{
	struct field_test *test = arena_get(arena, sizeof *test);
	size_t most = 1;
	for (size_t i = 0; i < node->length; i++)
		most += node->text[i] == ',';
	*test = (struct field_test){ (enum field_number)node->field, NULL,
				     arena_get(arena, most * sizeof(struct alternative)), 0 };
	const char *at = node->text, *end = at + node->length;
	*out = NULL;
	while (at <= end) {
		const char *comma = memchr(at, ',', (size_t)(end - at));
		const char *stop = comma != NULL ? comma : end;
		size_t size = (size_t)(stop - at);
		size_t shown = size <= SHOWN_BYTES ? size : utf8_valid_length(at, SHOWN_BYTES);
		if (!read_alternative(test->field, at, size, arena,
				      &test->alternatives[test->count]))
			return query_error(query->text, query->length, (size_t)(at - query->text),
					   error, STATUS_INPUT,
					   "%s: does not take \"%.*s%s\": expected %s",
					   fields[node->field].name, (int)shown, at,
					   shown < size ? "…" : "", fields[node->field].values);
		test->count++;
		at = stop + 1;
	}
	*out = test;
	return STATUS_OK;
}

struct field_test *field_other(const struct node *node, struct arena *arena)
{
	struct field_test *test = arena_get(arena, sizeof *test);
	*test = (struct field_test){ FIELD_OTHER, node, NULL, 0 };
	return test;
}

const struct node *field_test_node(const struct field_test *test)
{
	return test->node;
}

enum field_number field_test_field(const struct field_test *test)
{
	return test->field;
}

/* ---- Testing works ---- */

static bool in_range(const struct alternative *alternative, long value)
{
	return (alternative->from == NO_LIMIT || value >= alternative->from) &&
	       (alternative->to == NO_LIMIT || value <= alternative->to);
}

static bool test_session(const struct alternative *alternative, const char *symbol)
{
	struct buffer session = BUFFER_INIT;
	bool yes = false;
	if (symbol_session(symbol, &session)) {
		long number;
		if (alternative->text[0] != '\0')
			yes = strcmp(alternative->text, session.bytes) == 0;
		else
			yes = read_number(session.bytes, session.length, false, &number) &&
			      in_range(alternative, number);
	}
	buffer_release(&session);
	return yes;
}

static bool test_work(const struct field_test *test, const struct segment *segment, uint32_t work)
{
	uint32_t date = segment_date(segment, work);
	for (size_t i = 0; i < test->count; i++) {
		const struct alternative *alternative = &test->alternatives[i];
		bool yes = true;
		if (test->field == FIELD_SYMBOL)
			yes = strcmp(alternative->text, segment_symbol(segment, work)) == 0;
		else if (test->field == FIELD_SESSION)
			yes = test_session(alternative, segment_symbol(segment, work));
		else if (test->field == FIELD_YEAR)
			yes = date != 0 && in_range(alternative, date / 10000);
		else if (test->field == FIELD_DATE)
			yes = date != 0 && in_range(alternative, date);
		if (yes)
			return true;
	}
	return false;
}

/* ---- Testing values ---- */

static bool ends_here(char next)
{
	unsigned char byte = (unsigned char)next;
	return !(byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9'));
}

/* Whether the words stand in the name, from the start of a word to the end of one. */
static bool has_words(const char *name, const char *words, bool at_start)
{
	for (const char *at = name; (at = strstr(at, words)) != NULL; at++) {
		bool starts = at == name || (!at_start && ends_here(at[-1]));
		if (starts && ends_here(at[strlen(words)]))
			return true;
	}
	return false;
}

static bool test_name(const struct field_test *test, enum value_kind kind, const char *name,
		      const char *folded)
{
	for (size_t i = 0; i < test->count; i++) {
		const struct alternative *alternative = &test->alternatives[i];
		bool yes;
		if (alternative->state != NULL)
			yes = state_find(name, strlen(name)) == alternative->state;
		else if (kind == VALUE_CITES)
			yes = strcmp(name, alternative->text) == 0;
		else if (kind == VALUE_SUBJECT)
			yes = has_words(folded, alternative->text, false);
		else if (kind == VALUE_VERB_KEY)
			yes = strcmp(name, alternative->key) == 0;
		else if (kind == VALUE_VERB)
			yes = has_words(folded, alternative->text, true);
		else
			yes = strcmp(folded, alternative->text) == 0;
		if (yes)
			return true;
	}
	return false;
}

static void make_clauses(struct field_match *match)
{
	size_t works = match->segment->counts.works;
	uint32_t bits = 0;
	match->starts = memory_array(works + 1, sizeof *match->starts);
	for (uint32_t work = 0; work < works; work++) {
		match->starts[work] = bits;
		bits += segment_work(match->segment, work).clause_count;
	}
	match->starts[works] = bits;
	match->clauses = memory_array(bits / 64 + 1, sizeof *match->clauses);
}

/* The bit of a clause; false: the work has no such clause. */
static bool find_clause(const struct field_match *match, uint32_t work, uint32_t clause,
			uint32_t *bit)
{
	*bit = match->starts[work] + clause;
	return clause < match->starts[work + 1] - match->starts[work];
}

void field_match_add(struct field_match *match, uint32_t work, uint32_t clause)
{
	uint32_t bit;
	if (match->clauses == NULL)
		make_clauses(match);
	match->works[work] = true;
	if (find_clause(match, work, clause, &bit))
		match->clauses[bit / 64] |= UINT64_C(1) << (bit % 64);
}

static void take_places(struct field_match *match, const struct value *value, enum value_kind kind,
			uint64_t works)
{
	struct place_reader places;
	struct value_place place;
	places_start(value, kind, &places);
	while (places_next(&places, &place)) {
		if (place.work >= works)
			break;
		if (value_is_of_clause(kind))
			field_match_add(match, place.work, place.clause);
		else
			match->works[place.work] = true;
	}
}

static void take_values(struct field_match *match, const struct segment *segment,
			enum value_kind kind)
{
	struct value_reader reader;
	struct value value;
	struct buffer folded = BUFFER_INIT;
	values_start(segment, kind, &reader);
	while (values_next(&reader, &value)) {
		buffer_clear(&folded);
		utf8_fold(value.name, value.name_length, &folded);
		if (kind == VALUE_AGENDA && folded.bytes != NULL)
			squeeze_agenda(folded.bytes);
		if (test_name(match->test, kind, value.name,
			      folded.bytes != NULL ? folded.bytes : ""))
			take_places(match, &value, kind, segment->counts.works);
	}
	buffer_release(&folded);
}

/* vote:unknown is for resolutions that have no value of this kind. */
static void take_unknown(struct field_match *match, const struct segment *segment)
{
	struct value_reader reader;
	struct value value;
	bool unknown = false;
	for (size_t i = 0; i < match->test->count; i++)
		unknown = unknown || strcmp(match->test->alternatives[i].text, "unknown") == 0;
	if (!unknown)
		return;
	bool *known = memory_array(segment->counts.works, sizeof *known);
	values_start(segment, VALUE_VOTE, &reader);
	while (values_next(&reader, &value)) {
		struct place_reader places;
		struct value_place place;
		places_start(&value, VALUE_VOTE, &places);
		while (places_next(&places, &place))
			if (place.work < segment->counts.works)
				known[place.work] = true;
	}
	for (uint32_t work = 0; work < segment->counts.works; work++)
		match->works[work] = match->works[work] || !known[work];
	free(known);
}

void field_match_init(struct field_match *match, const struct field_test *test,
		      const struct segment *segment)
{
	*match = (struct field_match){ .test = test, .segment = segment };
	match->works = memory_array(segment->counts.works, sizeof *match->works);
	if (test->field == FIELD_OTHER)
		return;
	const struct field *field = &fields[test->field];
	if (field->kinds[0] == VALUE_KINDS) {
		for (uint32_t work = 0; work < segment->counts.works; work++)
			match->works[work] = test_work(test, segment, work);
		return;
	}
	for (size_t i = 0; i < 2; i++)
		if (field->kinds[i] != VALUE_KINDS)
			take_values(match, segment, field->kinds[i]);
	if (test->field == FIELD_VOTE)
		take_unknown(match, segment);
}

void field_match_release(struct field_match *match)
{
	free(match->works);
	free(match->clauses);
	free(match->starts);
	*match = (struct field_match){ 0 };
}

bool field_match_occurrence(const struct field_match *match, const struct occurrence *occurrence)
{
	if (!match->works[occurrence->work])
		return false;
	if (match->test->field == FIELD_PART) {
		for (size_t i = 0; i < match->test->count; i++)
			if (match->test->alternatives[i].part == occurrence->part)
				return true;
		return false;
	}
	if (match->clauses == NULL)
		return true;
	uint32_t bit;
	return find_clause(match, occurrence->work, occurrence->clause, &bit) &&
	       (match->clauses[bit / 64] >> (bit % 64) & 1) != 0;
}
