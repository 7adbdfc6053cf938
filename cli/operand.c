/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/operand.h"

#include "base/error.h"
#include "base/file.h"
#include "cli/absent.h"
#include "cli/terminal.h"
#include "corpus/reader.h"
#include "corpus/symbol.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file without a title has one that says nothing. */
static bool is_clause(const struct clause *clause)
{
	return clause->text[0] != '\0' || clause->part != PART_TITLE;
}

int operand_no_clause(const struct resolution *resolution, const char *name, const char *label,
		      struct error *error)
{
	const struct clause *first = resolution->clauses,
			    *last = first + resolution->clause_count - 1;
	if (first < last && !is_clause(first))
		first++;
	return error_set(error, STATUS_ABSENT,
			 "%s has no clause %s in %s; its labels go from %s to %s", name, label,
			 resolution->language->name, first->label, last->label);
}

static bool is_there(const char *path, size_t length)
{
	struct stat status;
	char *name = memory_text(path, length);
	bool there = stat(name, &status) == 0;
	free(name);
	return there;
}

/* What was typed, taken apart. */
static int parse(struct operand *operand, struct error *error)
{
	const char *typed = operand->typed, *hash = strchr(typed, '#');
	size_t length = hash != NULL ? (size_t)(hash - typed) : strlen(typed);
	if (symbol_normalise(typed, length, &operand->symbol)) {
		operand->label = hash != NULL && hash[1] != '\0' ? hash + 1 : NULL;
		return STATUS_OK;
	}
	operand->is_file = true;
	/* A name may have the sign in it, as a label may. */
	for (const char *next = hash; next != NULL; next = strchr(next + 1, '#'))
		if (is_there(typed, (size_t)(next - typed))) {
			hash = next;
			length = (size_t)(hash - typed);
			break;
		}
	if (strcmp(typed, "-") == 0 || hash == NULL || is_there(typed, strlen(typed)))
		length = strlen(typed);
	else if (hash[1] != '\0')
		operand->label = hash + 1;
	buffer_add(&operand->symbol, typed, length);
	if (length == 0 ||
	    (strcmp(operand->symbol.bytes, "-") != 0 && !is_there(operand->symbol.bytes, length)))
		return error_set(error, STATUS_INPUT,
				 "neither a symbol nor a file: got \"%s\", wanted one such as "
				 "A/RES/78/16, 78/16#OP3, draft.txt or - for standard input",
				 typed);
	return STATUS_OK;
}

static int read_file(struct operand *operand, struct error *error)
{
	struct buffer bytes = BUFFER_INIT;
	bool standard = strcmp(operand->symbol.bytes, "-") == 0;
	const char *name = standard ? "standard input" : operand->symbol.bytes;
	int status = standard ? file_read(STDIN_FILENO, name, READER_MAX_BYTES, &bytes, error)
			      : file_read_path(name, READER_MAX_BYTES, &bytes, error);
	if (status == STATUS_OK)
		status =
		    reader_read_draft(&operand->resolution, name,
				      bytes.bytes != NULL ? bytes.bytes : "", bytes.length, error);
	operand->is_part = operand->resolution.formula[0] == '\0' &&
			   operand->resolution.symbol[0] == '\0' &&
			   operand->resolution.title[0] == '\0';
	terminal_add(&operand->shown, name, strlen(name), false);
	buffer_release(&bytes);
	return status;
}

int operand_read(struct operand *operand, const char *typed, struct error *error)
{
	*operand = (struct operand){ .typed = typed };
	resolution_init(&operand->resolution);
	int status = parse(operand, error);
	if (status == STATUS_OK && operand->is_file)
		status = read_file(operand, error);
	else if (status == STATUS_OK)
		buffer_add_text(&operand->shown, operand->symbol.bytes);
	if (status == STATUS_OK && operand->label != NULL) {
		buffer_add_byte(&operand->shown, '#');
		terminal_add(&operand->shown, operand->label, strlen(operand->label), false);
		operand->is_part = true;
	}
	if (status != STATUS_OK)
		operand_release(operand);
	return status;
}

static int find_resolution(struct operand *operand, const struct index *index,
			   const struct language *language, struct error *error)
{
	const struct index_language *row = index_row(index, language);
	struct segment *segment;
	uint32_t work;
	if (row != NULL && index_find(row, operand->symbol.bytes, &segment, &work))
		return segment_resolution(segment, work, true, &operand->resolution, NULL, error);
	return absent_resolution(index, operand->symbol.bytes, language->name, error);
}

static bool is_meant(const struct operand *operand, const struct clause *clause)
{
	const char *rest;
	if (!is_clause(clause))
		return false;
	if (operand->label == NULL)
		return true;
	return label_begins(clause->label, operand->label, &rest) &&
	       (*rest == '\0' || *rest == '(');
}

int operand_find(struct operand *operand, const struct index *index,
		 const struct language *language, struct error *error)
{
	struct resolution *resolution = &operand->resolution;
	int status =
	    operand->is_file ? STATUS_OK : find_resolution(operand, index, language, error);
	if (status != STATUS_OK)
		return status;
	operand->clauses.at = arena_get(&resolution->arena, (resolution->clause_count + 1) *
								sizeof *operand->clauses.at);
	for (size_t i = 0; i < resolution->clause_count; i++)
		if (is_meant(operand, &resolution->clauses[i]))
			operand->clauses.at[operand->clauses.count++] = &resolution->clauses[i];
	if (operand->clauses.count == 0)
		return operand_no_clause(
		    resolution, operand->is_file ? operand->symbol.bytes : resolution->symbol,
		    operand->label != NULL ? operand->label : "", error);
	return STATUS_OK;
}

void operand_release(struct operand *operand)
{
	buffer_release(&operand->symbol);
	buffer_release(&operand->shown);
	resolution_release(&operand->resolution);
}
