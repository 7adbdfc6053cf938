/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/resolution_record.h"

#include "base/error.h"
#include "base/record.h"
#include "store/schema.h"

#include <string.h>

/* The strings of a resolution in the order of the record; language and symbol come before. */
#define RESOLUTION_STRINGS(apply)                                                                  \
	apply(session) apply(date) apply(issued) apply(title) apply(session_line)                  \
	    apply(agenda_item) apply(agenda_title) apply(adoption) apply(committee)                \
		apply(committee_code) apply(report) apply(formula) apply(meeting) apply(closing)

static void encode_strings(const struct strings *strings, struct buffer *out)
{
	record_add_number(out, strings->count);
	for (size_t i = 0; i < strings->count; i++)
		record_add_text(out, strings->at[i]);
}

static void encode_clause(const struct clause *clause, const uint32_t *wording, struct buffer *out)
{
	record_add_number(out, clause->part);
	record_add_text(out, clause->label);
	record_add_text(out, clause->number);
	record_add_text(out, clause->verb);
	size_t start = 0, length = strlen(clause->text);
	if (wording != NULL) {
		record_add_number(out, *wording);
		start = schema_wording_length(clause->text, length);
	}
	record_add_string(out, clause->text + start, length - start);
	record_add_number(out, clause->footnote_count);
	for (size_t i = 0; i < clause->footnote_count; i++) {
		record_add_text(out, clause->footnotes[i].mark);
		record_add_text(out, clause->footnotes[i].text);
	}
	record_add_number(out, clause->citation_count);
	for (size_t i = 0; i < clause->citation_count; i++) {
		record_add_text(out, clause->citations[i].symbol);
		record_add_number(out, clause->citations[i].start);
		record_add_number(out, clause->citations[i].length);
	}
}

void resolution_encode(const struct resolution *resolution, const uint32_t *wordings,
		       struct buffer *out)
{
	record_add_text(out, resolution->language->code);
	record_add_text(out, resolution->symbol);
#define apply(name) record_add_text(out, resolution->name);
	RESOLUTION_STRINGS(apply)
#undef apply
	const struct vote *vote = &resolution->vote;
	record_add_number(out, vote->kind);
	record_add_number(out, vote->yes);
	record_add_number(out, vote->no);
	record_add_number(out, vote->abstaining);
	encode_strings(&vote->yes_states, out);
	encode_strings(&vote->no_states, out);
	encode_strings(&vote->abstaining_states, out);
	encode_strings(&resolution->sponsors, out);
	record_add_number(out, resolution->subject_count);
	for (size_t i = 0; i < resolution->subject_count; i++) {
		record_add_text(out, resolution->subjects[i].scheme);
		record_add_text(out, resolution->subjects[i].name);
	}
	record_add_number(out, resolution->borrowed);
	record_add_number(out, wordings != NULL);
	record_add_number(out, resolution->clause_count);
	for (size_t i = 0; i < resolution->clause_count; i++)
		encode_clause(&resolution->clauses[i], wordings ? &wordings[i] : NULL, out);
}

static void decode_strings(struct strings *strings, struct arena *arena, struct record *record)
{
	strings->count = record_count(record);
	strings->at = arena_get(arena, strings->count * sizeof *strings->at);
	for (size_t i = 0; i < strings->count; i++)
		strings->at[i] = record_text(record, NULL);
}

static void decode_clause(struct clause *clause, uint32_t *wording, struct arena *arena,
			  struct record *record)
{
	clause->part = (enum part)record_number_to(record, PART_ANNEX);
	clause->label = record_text(record, NULL);
	clause->number = record_text(record, NULL);
	clause->verb = record_text(record, NULL);
	clause->heading = "";
	if (wording != NULL)
		*wording = (uint32_t)record_number_to(record, UINT32_MAX);
	clause->text = record_text(record, NULL);
	clause->footnote_count = record_count(record);
	clause->footnotes = arena_get(arena, clause->footnote_count * sizeof *clause->footnotes);
	for (size_t i = 0; i < clause->footnote_count; i++) {
		clause->footnotes[i].mark = record_text(record, NULL);
		clause->footnotes[i].text = record_text(record, NULL);
	}
	clause->citation_count = record_count(record);
	clause->citations = arena_get(arena, clause->citation_count * sizeof *clause->citations);
	for (size_t i = 0; i < clause->citation_count; i++) {
		clause->citations[i].symbol = record_text(record, NULL);
		clause->citations[i].start = (uint32_t)record_number_to(record, UINT32_MAX);
		clause->citations[i].length = (uint32_t)record_number_to(record, UINT32_MAX);
	}
}

static void decode_head(struct resolution *resolution, struct record *record)
{
	size_t length;
	const char *code = record_text(record, &length);
	resolution->language = language_find(code, length);
	resolution->symbol = record_text(record, NULL);
#define apply(name) resolution->name = record_text(record, NULL);
	RESOLUTION_STRINGS(apply)
#undef apply
	struct vote *vote = &resolution->vote;
	vote->kind = (enum vote_kind)record_number_to(record, VOTE_RECORDED);
	vote->yes = (uint32_t)record_number_to(record, UINT32_MAX);
	vote->no = (uint32_t)record_number_to(record, UINT32_MAX);
	vote->abstaining = (uint32_t)record_number_to(record, UINT32_MAX);
	decode_strings(&vote->yes_states, &resolution->arena, record);
	decode_strings(&vote->no_states, &resolution->arena, record);
	decode_strings(&vote->abstaining_states, &resolution->arena, record);
	decode_strings(&resolution->sponsors, &resolution->arena, record);
	resolution->subject_count = record_count(record);
	resolution->subjects =
	    arena_get(&resolution->arena, resolution->subject_count * sizeof *resolution->subjects);
	for (size_t i = 0; i < resolution->subject_count; i++) {
		resolution->subjects[i].scheme = record_text(record, NULL);
		resolution->subjects[i].name = record_text(record, NULL);
	}
}

int resolution_decode(struct resolution *resolution, uint32_t **wordings, const char *bytes,
		      size_t length, struct error *error)
{
	resolution_init(resolution);
	/* The strings of the resolution point into this copy. */
	struct record record = { 0 };
	record.bytes = (const unsigned char *)arena_text(&resolution->arena, bytes, length);
	record.length = length;
	decode_head(resolution, &record);
	resolution->borrowed = (uint32_t)record_number_to(&record, UINT32_MAX);
	bool has_wordings = record_number_to(&record, 1) == 1;
	size_t count = record_count(&record);
	struct clause *clauses = arena_get(&resolution->arena, count * sizeof *clauses);
	uint32_t *numbers = NULL;
	if (has_wordings)
		numbers = arena_get(&resolution->arena, count * sizeof *numbers);
	for (size_t i = 0; i < count && !record.bad; i++)
		decode_clause(&clauses[i], numbers ? &numbers[i] : NULL, &resolution->arena,
			      &record);
	resolution->clauses = clauses;
	resolution->clause_count = count;
	if (record.bad || record.at != record.length || resolution->language == NULL ||
	    has_wordings != (wordings != NULL)) {
		resolution_release(resolution);
		return error_set(error, STATUS_DAMAGED, "a resolution's record is damaged");
	}
	if (wordings != NULL)
		*wordings = numbers;
	return STATUS_OK;
}
