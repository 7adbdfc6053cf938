/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/resolution.h"

#include "base/error.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

const char *const part_names[4] = { "title", "preamble", "operative", "annex" };

void resolution_init(struct resolution *resolution)
{
	*resolution = (struct resolution){
		.arena = ARENA_INIT,
		.symbol = "",
		.session = "",
		.date = "",
		.issued = "",
		.title = "",
		.session_line = "",
		.agenda_item = "",
		.agenda_title = "",
		.adoption = "",
		.committee = "",
		.committee_code = "",
		.report = "",
		.formula = "",
		.meeting = "",
		.closing = "",
	};
}

void resolution_release(struct resolution *resolution)
{
	arena_release(&resolution->arena);
	resolution_init(resolution);
}

/* A string as resolution.h promises it. */
static bool is_clean(const char *text, bool lines)
{
	size_t length = strlen(text);
	char before = ' ';
	if (utf8_valid_length(text, length) != length)
		return false;
	for (size_t i = 0; i < length; before = text[i++]) {
		unsigned char byte = (unsigned char)text[i];
		bool space = byte == ' ' || (lines && byte == '\n');
		if ((byte < 0x20 && !(lines && byte == '\n')) || byte == 0x7F)
			return false;
		if (space && (before == ' ' || before == '\n'))
			return false;
	}
	return length == 0 || (before != ' ' && before != '\n');
}

static int check_clause(const struct clause *clause, struct error *error)
{
	const struct {
		const char *what, *text;
		bool lines;
	} strings[] = {
		{ "label", clause->label, false }, { "number", clause->number, false },
		{ "verb", clause->verb, false },   { "heading", clause->heading, true },
		{ "text", clause->text, true },
	};
	for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
		if (!is_clean(strings[i].text, strings[i].lines))
			return error_set(error, STATUS_INPUT, "%s of clause %s is not clean",
					 strings[i].what, clause->label);
	if (clause->label[0] == '\0')
		return error_set(error, STATUS_INPUT, "a clause has no label");
	for (size_t i = 0; i < clause->footnote_count; i++)
		if (!is_clean(clause->footnotes[i].mark, false) ||
		    !is_clean(clause->footnotes[i].text, true))
			return error_set(error, STATUS_INPUT,
					 "footnote %zu of clause %s is not clean", i + 1,
					 clause->label);
	for (size_t i = 0; i < clause->citation_count; i++) {
		const struct citation *citation = &clause->citations[i];
		size_t length = strlen(clause->text);
		if (citation->start > length || citation->length > length - citation->start)
			return error_set(error, STATUS_INPUT,
					 "citation %zu of clause %s is outside", i + 1,
					 clause->label);
	}
	return STATUS_OK;
}

static int compare_labels(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int check_labels(const struct resolution *resolution, struct error *error)
{
	int status = STATUS_OK;
	size_t count = resolution->clause_count;
	const char **labels = memory_array(count, sizeof *labels);
	for (size_t i = 0; i < count; i++)
		labels[i] = resolution->clauses[i].label;
	memory_sort(labels, count, sizeof *labels, compare_labels);
	for (size_t i = 1; i < count && status == STATUS_OK; i++)
		if (strcmp(labels[i - 1], labels[i]) == 0)
			status = error_set(error, STATUS_INPUT, "two clauses with the label %s",
					   labels[i]);
	free(labels);
	return status;
}

int resolution_check(const struct resolution *resolution, struct error *error)
{
	if (resolution->language == NULL)
		return error_set(error, STATUS_INPUT, "the resolution has no language");
	if (resolution->symbol[0] == '\0')
		return error_set(error, STATUS_INPUT, "the resolution has no symbol");
	if (resolution->clause_count < 2)
		return error_set(error, STATUS_INPUT, "the resolution has no clauses");
	if (resolution->clauses[0].part != PART_TITLE ||
	    strcmp(resolution->clauses[0].text, resolution->title) != 0)
		return error_set(error, STATUS_INPUT, "the first clause is not the title");
	const char *const strings[] = {
		resolution->symbol,      resolution->session,      resolution->date,
		resolution->issued,      resolution->title,        resolution->session_line,
		resolution->agenda_item, resolution->agenda_title, resolution->adoption,
		resolution->committee,   resolution->report,       resolution->formula,
		resolution->meeting,     resolution->closing,
	};
	for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
		if (!is_clean(strings[i], false))
			return error_set(error, STATUS_INPUT, "not clean: \"%.200s\"", strings[i]);
	for (size_t i = 0; i < resolution->clause_count; i++) {
		int status = check_clause(&resolution->clauses[i], error);
		if (status != STATUS_OK)
			return status;
	}
	return check_labels(resolution, error);
}

bool label_begins(const char *label, const char *wanted, const char **rest)
{
	for (; *wanted != '\0'; wanted++) {
		if (*wanted == ' ')
			continue;
		if (strncasecmp(label, wanted, 1) != 0)
			return false;
		label++;
	}
	*rest = label;
	return true;
}

bool label_is(const char *label, const char *wanted)
{
	const char *rest;
	return label_begins(label, wanted, &rest) && *rest == '\0';
}
