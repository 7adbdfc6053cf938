/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/field.h"

#include "base/buffer.h"
#include "base/error.h"
#include "corpus/symbol.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

const struct field fields[FIELD_COUNT] = {
	[FIELD_SYMBOL] = { "symbol", "a symbol (78/16, A/RES/78/16)" },
	[FIELD_SESSION] = { "session", "a session (78, ES-11) or a range (74..78)" },
	[FIELD_YEAR] = { "year", "a year (2023) or a range (2019..2023)" },
	[FIELD_PART] = { "part", "title, preamble, operative or annex" },
};

enum { NO_LIMIT = -1 };

/* One of the alternatives of a value. */
struct alternative {
	const char *text; /* SYMBOL: normalised; SESSION: in capitals when it is no number */
	long from, to;    /* YEAR, SESSION as numbers; NO_LIMIT: open */
	enum part part;
};

struct field_test {
	int field;
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

/* A whole number of at most six digits; *value is NO_LIMIT for an empty text. */
static bool read_number(const char *text, size_t length, long *value)
{
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

static bool read_range(const char *text, size_t length, struct alternative *out)
{
	const char *dots = memmem(text, length, "..", 2);
	if (dots == NULL)
		return length > 0 && read_number(text, length, &out->from) &&
		       read_number(text, length, &out->to);
	size_t before = (size_t)(dots - text), after = length - before - 2;
	return before + after > 0 && read_number(text, before, &out->from) &&
	       read_number(dots + 2, after, &out->to) &&
	       (out->from == NO_LIMIT || out->to == NO_LIMIT || out->from <= out->to);
}

static bool read_symbol(const char *text, size_t length, struct arena *arena,
			struct alternative *out)
{
	struct buffer symbol = BUFFER_INIT;
	bool good = symbol_normalise(text, length, &symbol);
	if (good)
		out->text = arena_text(arena, symbol.bytes, symbol.length);
	buffer_release(&symbol);
	return good;
}

/* "78", "74..78", "ES-11", "S-32", "es-10". */
static bool read_session(const char *text, size_t length, struct arena *arena,
			 struct alternative *out)
{
	if (read_range(text, length, out))
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

static bool read_alternative(int field, const char *text, size_t length, struct arena *arena,
			     struct alternative *out)
{
	*out = (struct alternative){ "", NO_LIMIT, NO_LIMIT, PART_TITLE };
	switch (field) {
	case FIELD_SYMBOL:
		return read_symbol(text, length, arena, out);
	case FIELD_SESSION:
		return read_session(text, length, arena, out);
	case FIELD_YEAR:
		return read_range(text, length, out);
	case FIELD_PART:
		return read_part(text, length, out);
	}
	return false;
}

int field_compile(struct field_test **out, const struct node *node, const struct query *query,
		  struct arena *arena, struct error *error)
{
	struct field_test *test = arena_get(arena, sizeof *test);
	size_t most = 1;
	for (size_t i = 0; i < node->length; i++)
		most += node->text[i] == ',';
	*test = (struct field_test){ node->field,
				     arena_get(arena, most * sizeof(struct alternative)), 0 };
	const char *at = node->text, *end = at + node->length;
	*out = NULL;
	while (at <= end) {
		const char *comma = memchr(at, ',', (size_t)(end - at));
		const char *stop = comma != NULL ? comma : end;
		if (!read_alternative(node->field, at, (size_t)(stop - at), arena,
				      &test->alternatives[test->count]))
			return query_error(query->text, query->length, (size_t)(at - query->text),
					   error, STATUS_INPUT,
					   "%s: does not take \"%.*s\": expected %s",
					   fields[node->field].name, (int)(stop - at), at,
					   fields[node->field].values);
		test->count++;
		at = stop + 1;
	}
	*out = test;
	return STATUS_OK;
}

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
			yes = read_number(session.bytes, session.length, &number) &&
			      in_range(alternative, number);
	}
	buffer_release(&session);
	return yes;
}

bool field_test_work(const struct field_test *test, const struct segment *segment, uint32_t work)
{
	for (size_t i = 0; i < test->count; i++) {
		const struct alternative *alternative = &test->alternatives[i];
		bool yes = true;
		switch (test->field) {
		case FIELD_SYMBOL:
			yes = strcmp(alternative->text, segment_symbol(segment, work)) == 0;
			break;
		case FIELD_SESSION:
			yes = test_session(alternative, segment_symbol(segment, work));
			break;
		case FIELD_YEAR: {
			uint32_t date = segment_work(segment, work).date;
			yes = date != 0 && in_range(alternative, date / 10000);
			break;
		}
		default:
			break;
		}
		if (yes)
			return true;
	}
	return false;
}

bool field_test_part(const struct field_test *test, enum part part)
{
	if (test->field != FIELD_PART)
		return true;
	for (size_t i = 0; i < test->count; i++)
		if (test->alternatives[i].part == part)
			return true;
	return false;
}
