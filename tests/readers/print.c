/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/readers/print.h"

#include "base/error.h"
#include "corpus/align.h"
#include "corpus/citations.h"
#include "corpus/drafting.h"
#include "corpus/outline.h"
#include "corpus/states.h"
#include "corpus/symbol.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void print_field(struct buffer *out, const char *name, const char *value)
{
	if (value[0] != '\0')
		buffer_add_format(out, "%s: %s\n", name, value);
}

/* Names of States, with the State where that is to be looked up, which takes long. */
static void print_strings(struct buffer *out, const char *name, const struct strings *strings,
			  bool look_up)
{
	for (size_t i = 0; i < strings->count; i++) {
		const char *text = strings->at[i];
		const struct state *state = look_up ? state_find(text, strlen(text)) : NULL;
		buffer_add_format(out, "%s: %s%s%s\n", name, text, state == NULL ? "" : " = ",
				  state == NULL ? "" : state->code3);
	}
}

static void print_vote(struct buffer *out, const struct vote *vote, bool look_up)
{
	static const char *const kinds[] = { "unknown", "none", "recorded" };
	buffer_add_format(out, "vote: %s %u %u %u\n", kinds[vote->kind], vote->yes, vote->no,
			  vote->abstaining);
	print_strings(out, "yes", &vote->yes_states, look_up);
	print_strings(out, "no", &vote->no_states, look_up);
	print_strings(out, "abstaining", &vote->abstaining_states, look_up);
}

static void print_subjects(struct buffer *out, const struct subject *subjects, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buffer_add_format(out, "subject: %s %s\n", subjects[i].scheme, subjects[i].name);
}

void print_head(struct buffer *out, const struct resolution *resolution)
{
	const struct {
		const char *name, *value;
	} fields[] = {
		{ "language", resolution->language->code },
		{ "symbol", resolution->symbol },
		{ "session", resolution->session },
		{ "date", resolution->date },
		{ "issued", resolution->issued },
		{ "title", resolution->title },
		{ "session line", resolution->session_line },
		{ "agenda item", resolution->agenda_item },
		{ "agenda title", resolution->agenda_title },
		{ "adoption", resolution->adoption },
		{ "committee", resolution->committee },
		{ "committee code", resolution->committee_code },
		{ "report", resolution->report },
		{ "formula", resolution->formula },
		{ "meeting", resolution->meeting },
		{ "closing", resolution->closing },
	};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		print_field(out, fields[i].name, fields[i].value);
	print_vote(out, &resolution->vote, false);
	print_strings(out, "sponsor", &resolution->sponsors, false);
	print_subjects(out, resolution->subjects, resolution->subject_count);
	if (resolution->borrowed != 0)
		buffer_add_format(out, "borrowed: %" PRIu32 "\n", resolution->borrowed);
}

static void print_clause(struct buffer *out, const struct resolution *resolution,
			 const struct clause *clause)
{
	const char *key =
	    drafting_verb_key(resolution->language, clause->verb, strlen(clause->verb));
	buffer_add_format(out, "%s %s", part_names[clause->part], clause->label);
	if (clause->number[0] != '\0')
		buffer_add_format(out, " [%s]", clause->number);
	if (clause->verb[0] != '\0')
		buffer_add_format(out, " {%s = %s}", clause->verb, key);
	if (clause->heading[0] != '\0')
		buffer_add_format(out, " <%s>", clause->heading);
	buffer_add_format(out, " %s\n", clause->text);
	for (size_t i = 0; i < clause->footnote_count; i++)
		buffer_add_format(out, "    note %s: %s\n", clause->footnotes[i].mark,
				  clause->footnotes[i].text);
}

void print_citations(struct buffer *out, const struct clause *clause)
{
	for (size_t i = 0; i < clause->citation_count; i++) {
		const struct citation *citation = &clause->citations[i];
		buffer_add_format(out, "    cites %s", citation->symbol);
		if (citation->length > 0)
			buffer_add_format(out, " at %" PRIu32 ": %.*s", citation->start,
					  (int)citation->length, clause->text + citation->start);
		buffer_add_byte(out, '\n');
	}
}

/* Which clauses are the same in a version that lacks the last one but two. */
static void print_aligned(struct buffer *out, const struct resolution *resolution)
{
	size_t count = resolution->clause_count, counterparts[64];
	if (count < 4 || count > sizeof counterparts / sizeof *counterparts)
		return;
	struct resolution other = *resolution;
	other.clauses = memory_array(count, sizeof *other.clauses);
	memcpy(other.clauses, resolution->clauses, (count - 3) * sizeof *other.clauses);
	memcpy(other.clauses + count - 3, resolution->clauses + count - 2,
	       2 * sizeof *other.clauses);
	other.clause_count = count - 1;
	align_clauses(resolution, &other, counterparts);
	buffer_add_format(out, "without %s the same are", resolution->clauses[count - 3].label);
	for (size_t i = 0; i < count; i++)
		if (counterparts[i] != SIZE_MAX && (i < 3 || i + 4 > count))
			buffer_add_format(out, " %s", other.clauses[counterparts[i]].label);
	buffer_add_byte(out, '\n');
	free(other.clauses);
}

static int by_symbol(const void *a, const void *b)
{
	return symbol_compare(*(const char *const *)a, *(const char *const *)b);
}

/* All that is cited, in the order of symbols. */
static void print_sorted(struct buffer *out, const struct resolution *resolution)
{
	const char **symbols = NULL;
	size_t count = 0, capacity = 0;
	for (size_t i = 0; i < resolution->clause_count; i++)
		for (size_t j = 0; j < resolution->clauses[i].citation_count; j++) {
			symbols = memory_grow(symbols, &capacity, count + 1, sizeof *symbols);
			symbols[count++] = resolution->clauses[i].citations[j].symbol;
		}
	memory_sort(symbols, count, sizeof *symbols, by_symbol);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || symbol_compare(symbols[i - 1], symbols[i]) != 0)
			buffer_add_format(out, "%s%s", i == 0 ? "cited: " : ", ", symbols[i]);
	if (count > 0)
		buffer_add_byte(out, '\n');
	free(symbols);
}

void print_clauses(struct buffer *out, const struct resolution *resolution)
{
	for (size_t i = 0; i < resolution->clause_count; i++) {
		print_clause(out, resolution, &resolution->clauses[i]);
		print_citations(out, &resolution->clauses[i]);
	}
	print_sorted(out, resolution);
	print_aligned(out, resolution);
	buffer_add_format(out, "labels: %016" PRIx64 "\n", align_hash(resolution));
}

/* What it fills in, where there is nothing, and where that of others is. */
static void print_applied(struct buffer *out, const struct extracts *extracts)
{
	struct resolution resolution;
	resolution_init(&resolution);
	resolution.language = &languages[0];
	for (size_t i = 0; i < extracts->count; i++) {
		struct resolution empty;
		resolution_init(&empty);
		empty.language = &languages[0];
		extract_apply(&extracts->at[i], &empty);
		extract_apply(&extracts->at[i], &resolution);
		buffer_add_format(out, "fills in for %s\n", extracts->at[i].symbol);
		print_head(out, &empty);
		buffer_add_format(out, "borrowed after others: %" PRIu32 "\n", resolution.borrowed);
		resolution_release(&empty);
	}
	print_head(out, &resolution);
	resolution_release(&resolution);
}

void print_extracts(struct buffer *out, const struct extracts *extracts)
{
	for (size_t i = 0; i < extracts->count; i++) {
		const struct extract *extract = &extracts->at[i];
		print_field(out, "symbol", extract->symbol);
		print_field(out, "date", extract->date);
		print_field(out, "committee", extract->committee);
		print_field(out, "committee code", extract->committee_code);
		print_field(out, "agenda title", extract->agenda_title);
		print_field(out, "agenda item", extract->agenda_item);
		print_field(out, "report", extract->report);
		print_field(out, "meeting", extract->meeting);
		print_vote(out, &extract->vote, true);
		print_strings(out, "sponsor", &extract->sponsors, true);
		print_strings(out, "additional sponsor", &extract->additional_sponsors, true);
		print_subjects(out, extract->subjects, extract->subject_count);
		if (extracts_find(extracts, extract->symbol) != extract)
			buffer_add_text(out, "not found\n");
	}
	print_applied(out, extracts);
}

/* ---- Functions that read some words ---- */

static void print_line_kinds(struct buffer *out, const struct language *language, const char *text,
			     size_t length)
{
	static const char *const names[] = { "session", "agenda",  "adoption",
					     "report",  "meeting", "annex" };
	for (int kind = LINE_SESSION; kind <= LINE_ANNEX; kind++)
		if (drafting_is(language, (enum drafting_line)kind, text, length))
			buffer_add_format(out, "    %s line\n", names[kind]);
	if (drafting_is_formula(language, text, length))
		buffer_add_text(out, "    formula\n");
	if (drafting_is_date(language, text, length))
		buffer_add_text(out, "    nothing but a date\n");
	if (outline_is_section(language, text))
		buffer_add_text(out, "    section\n");
	const struct language *found = drafting_language(text, length);
	if (found != NULL)
		buffer_add_format(out, "    language %s\n", found->code);
}

static void print_numbers(struct buffer *out, const struct language *language, const char *text,
			  size_t length)
{
	static const uint32_t ordinals[] = { 1, 3, 9 };
	uint32_t before = 0;
	for (size_t i = 0; i < sizeof ordinals / sizeof *ordinals; i++) {
		enum number_kind kind = NUMBER_DECIMAL;
		uint32_t value = drafting_number(language, text, ordinals[i], &kind);
		if (value != before)
			buffer_add_format(out,
					  "    number %" PRIu32 " of kind %d, as %" PRIu32 "th\n",
					  value, (int)kind, ordinals[i]);
		before = value;
	}
	enum number_kind kind = NUMBER_DECIMAL;
	uint32_t section = outline_find_section(language, text, &kind);
	if (section != 0)
		buffer_add_format(out, "    section %" PRIu32 " of kind %d\n", section, (int)kind);
	size_t number = outline_number(language, text, length);
	if (number > 0)
		buffer_add_format(out, "    begins with a number of %zu bytes\n", number);
	if (outline_is_paragraph_number(language, text))
		buffer_add_text(out, "    number of a paragraph\n");
}

static void print_found(struct buffer *out, const char *name, struct buffer *found)
{
	if (found->length > 0)
		buffer_add_format(out, "    %s %s\n", name, found->bytes);
	buffer_clear(found);
}

static void print_symbols(struct buffer *out, const char *text, size_t length)
{
	struct buffer symbol = BUFFER_INIT, session = BUFFER_INIT;
	static const char *const others[] = { "A/RES/78/16",    "A/RES/ES-11/1", "A/RES/078/17",
					      "A/RES/1514(XV)", "A/78/404",      "A/RES/43/78 H" };
	if (symbol_normalise(text, length, &symbol)) {
		buffer_add_text(out, "    order");
		for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
			int order = symbol_compare(symbol.bytes, others[i]);
			int back = symbol_compare(others[i], symbol.bytes);
			buffer_add_format(out, " %d%d", (order > 0) - (order < 0),
					  (back > 0) - (back < 0));
		}
		buffer_add_byte(out, '\n');
		if (symbol_session(symbol.bytes, &session))
			buffer_add_format(out, "    session %s\n", session.bytes);
		print_found(out, "symbol", &symbol);
	}
	if (symbol_of_cited(text, length, &symbol))
		print_found(out, "cited symbol", &symbol);
	buffer_release(&symbol);
	buffer_release(&session);
}

static void print_cited(struct buffer *out, const struct language *language, const char *text,
			size_t length)
{
	struct arena arena = ARENA_INIT;
	struct cited_list list = citations_find(language, text, length, &arena);
	for (size_t i = 0; i < list.count; i++) {
		const struct cited *cited = &list.at[i];
		buffer_add_format(out, "    cites %s by %.*s in %.*s\n", cited->symbol,
				  (int)(cited->end - cited->start), text + cited->start,
				  (int)(cited->whole_end - cited->whole_start),
				  text + cited->whole_start);
	}
	arena_release(&arena);
}

static void print_openings(struct buffer *out, const struct language *language, const char *text,
			   size_t length)
{
	unsigned places = 0;
	size_t verb = drafting_opening(language, text, length, &places);
	if (verb > 0)
		buffer_add_format(out, "    opens with %.*s (%u, %zu) = %s\n", (int)verb, text,
				  places, drafting_verb(language, text, length),
				  drafting_verb_key(language, text, verb));
	const char *key = drafting_key(text, length);
	if (key[0] != '\0')
		buffer_add_format(out, "    key %s\n", key);
}

void print_words(struct buffer *out, const struct language *language, const char *text,
		 size_t length)
{
	struct buffer found = BUFFER_INIT;
	size_t start = 0, end = 0;
	/* Without a NUL, so that a sanitizer sees what is read behind the end. */
	char *exact = memory_get(length);
	memcpy(exact, text, length);
	print_line_kinds(out, language, text, length);
	print_openings(out, language, exact, length);
	if (drafting_date(language, exact, length, &found))
		print_found(out, "date", &found);
	drafting_agenda(language, exact, length, &found);
	print_found(out, "agenda items", &found);
	unsigned committee = drafting_committee(language, exact, length, &start, &end);
	if (committee != 0)
		buffer_add_format(out, "    committee %u: %.*s\n", committee, (int)(end - start),
				  text + start);
	print_numbers(out, language, text, length);
	print_symbols(out, exact, length);
	const struct state *state = state_find(exact, length);
	if (state != NULL)
		buffer_add_format(out, "    State %s\n", state->code3);
	print_cited(out, language, exact, length);
	buffer_release(&found);
	free(exact);
}

/* ---- As a text ---- */

static void print_raised(struct buffer *out, const char *mark)
{
	static const char *const digits[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
	if (strspn(mark, "0123456789") != strlen(mark))
		buffer_add_text(out, mark);
	else
		for (; *mark != '\0'; mark++)
			buffer_add_text(out, digits[*mark - '0']);
}

/* Words with line ends instead of some spaces where they are to be wrapped. */
static void print_wrapped(struct buffer *out, const char *text, bool wrap)
{
	for (size_t column = 0; *text != '\0'; text++) {
		bool end = wrap && *text == ' ' && column > 66;
		buffer_add_byte(out, end ? '\n' : *text);
		column = end ? 0 : column + 1;
	}
}

/* Every second verb is emphasised, every fourth resolution is wrapped, notes stand on "pages". */
void print_as_text(struct buffer *out, const struct resolution *resolution)
{
	bool wrap = strlen(resolution->title) % 4 == 0;
	const struct clause *last_noted = NULL;
	if (resolution->session_line[0] != '\0')
		buffer_add_format(out, "%s\n", resolution->session_line);
	if (resolution->agenda_title[0] != '\0')
		buffer_add_format(out, "**%s**\n\n", resolution->agenda_title);
	buffer_add_format(out, "%s\n\n", resolution->adoption);
	if (resolution->report[0] != '\0')
		buffer_add_format(out, "[%s (%s)]\n\n", resolution->committee, resolution->report);
	buffer_add_format(out, "%s. %s\n\n%s\n\n", resolution->symbol + strlen("A/RES/"),
			  resolution->title, resolution->formula);
	for (size_t i = 1; i < resolution->clause_count; i++) {
		const struct clause *clause = &resolution->clauses[i];
		size_t verb = i % 2 == 0 ? strlen(clause->verb) : 0;
		if (clause->number[0] != '\0')
			buffer_add_format(out, "%s ", clause->number);
		if (verb > 0 && strncmp(clause->text, clause->verb, verb) == 0)
			buffer_add_format(out, "*%s*", clause->verb);
		else
			verb = 0;
		print_wrapped(out, clause->text + verb, wrap);
		for (size_t j = 0; j < clause->footnote_count; j++)
			print_raised(out, clause->footnotes[j].mark);
		buffer_add_text(out, "\n\n");
		if (clause->footnote_count > 0 && last_noted == NULL)
			last_noted = clause;
		if (last_noted == NULL || (i % 3 != 0 && i + 1 < resolution->clause_count))
			continue;
		for (const struct clause *noted = last_noted; noted <= clause; noted++)
			for (size_t j = 0; j < noted->footnote_count; j++) {
				print_raised(out, noted->footnotes[j].mark);
				buffer_add_format(out, " %s\n\n", noted->footnotes[j].text);
			}
		last_noted = NULL;
	}
	buffer_add_format(out, "*%s*\n*%s*\n", resolution->meeting, resolution->closing);
}
