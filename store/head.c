/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/head.h"

#include "store/schema.h"

#include <string.h>

enum { PARTS = 4 }; /* enum part, so many values */

static size_t shared_start(const char *a, const char *b)
{
	size_t length = 0;
	while (a[length] != '\0' && a[length] == b[length])
		length++;
	return length;
}

void head_encode(const struct resolution *resolution, struct buffer *out)
{
	const struct vote *vote = &resolution->vote;
	const char *before = "";
	record_add_number(out, vote->kind);
	if (vote->kind == VOTE_RECORDED) {
		record_add_number(out, vote->yes);
		record_add_number(out, vote->no);
		record_add_number(out, vote->abstaining);
	}
	for (size_t i = 0; i < resolution->clause_count; i++) {
		const struct clause *clause = &resolution->clauses[i];
		size_t shared = shared_start(before, clause->label);
		size_t rest = strlen(clause->label + shared), length = strlen(clause->text);
		size_t wording = schema_wording_length(clause->text, length);
		record_add_number(out, shared);
		record_add_number(out, rest * PARTS + clause->part);
		buffer_add(out, clause->label + shared, rest);
		record_add_number(out, length - wording);
		buffer_add(out, clause->text + wording, length - wording);
		before = clause->label;
	}
}

/* So many bytes of the record into the buffer, from its place `at` on. */
static void take(struct record *record, size_t count, struct buffer *out, size_t at)
{
	if (count > record->length - record->at || at > out->length) {
		record->bad = true;
		return;
	}
	out->length = at;
	buffer_add(out, record->bytes + record->at, count);
	record->at += count;
}

void head_decode(struct record *record, uint32_t clause, struct head *head)
{
	head->vote =
	    (struct vote){ .kind = (enum vote_kind)record_number_to(record, VOTE_RECORDED) };
	if (head->vote.kind == VOTE_RECORDED) {
		head->vote.yes = (uint32_t)record_number_to(record, UINT32_MAX);
		head->vote.no = (uint32_t)record_number_to(record, UINT32_MAX);
		head->vote.abstaining = (uint32_t)record_number_to(record, UINT32_MAX);
	}
	buffer_clear(&head->label);
	for (uint32_t i = 0; i <= clause && !record->bad; i++) {
		size_t shared = (size_t)record_number(record);
		uint64_t rest = record_number(record);
		head->part = (enum part)(rest % PARTS);
		take(record, (size_t)(rest / PARTS), &head->label, shared);
		take(record, record_count(record), &head->ending, 0);
	}
}
