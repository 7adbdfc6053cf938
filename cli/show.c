/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/common.h"

#include "base/buffer.h"
#include "cli/absent.h"
#include "cli/operand.h"
#include "cli/pager.h"
#include "cli/print_json.h"
#include "cli/print_markdown.h"
#include "cli/print_table.h"
#include "cli/print_text.h"
#include "corpus/symbol.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct values {
	const char *index, *languages, *format;
	bool cite;
};

static const char *const formats[] = { "text", "jsonl", "json", "csv", "tsv", "markdown", NULL };

static const struct option options[] = {
	{ "index", OPTION_TEXT, offsetof(struct values, index), "DIR", NULL, "the index to read" },
	{ "lang", OPTION_TEXT, offsetof(struct values, languages), "LANG", NULL,
	  "in these languages: es, or en,fr" },
	{ "format", OPTION_CHOICE, offsetof(struct values, format), "FORMAT", formats,
	  "text, jsonl (an object a line), json (an array), csv, tsv, markdown" },
	{ "cite", OPTION_FLAG, offsetof(struct values, cite), NULL, NULL,
	  "give the full reference of each clause, in its language" },
	{ .name = NULL },
};

static int run(int count, char **arguments);

const struct command command_show = { "show", "Print a resolution or a clause", "SYMBOL[#LABEL]...",
				      options, run };

static bool is(const struct values *values, const char *format)
{
	return strcmp(values->format, format) == 0;
}

static void print_one(const struct values *values, const struct resolution *resolution,
		      const struct clause *clause, struct buffer *out)
{
	struct terminal terminal = terminal_of(stdout);
	if (is(values, "jsonl"))
		print_json_clause(out, resolution, clause);
	else if (is(values, "json")) {
		buffer_add_text(out, out->length > 0 ? ",\n" : "[\n");
		print_json_clause(out, resolution, clause);
		out->length--; /* the new line: a comma or a bracket comes before it */
	} else if (is(values, "csv") || is(values, "tsv")) {
		char separator = is(values, "csv") ? ',' : '\t';
		if (out->length == 0)
			print_table_clause_header(out, separator);
		print_table_clause(out, separator, resolution, clause);
	} else if (is(values, "markdown"))
		print_markdown_clause(out, resolution, clause);
	else {
		print_text_clause(out, &terminal, resolution, clause);
		if (values->cite)
			print_text_reference(out, &terminal, resolution, clause);
	}
}

static int print(const struct values *values, const struct resolution *resolution,
		 const char *label, struct buffer *out, struct error *error)
{
	bool found = false;
	struct terminal terminal = terminal_of(stdout);
	if (label == NULL && is(values, "text") && !values->cite) {
		print_text_resolution(out, &terminal, resolution);
		return STATUS_OK;
	}
	for (size_t i = 0; i < resolution->clause_count; i++) {
		const struct clause *clause = &resolution->clauses[i];
		if (label != NULL && !label_is(clause->label, label))
			continue;
		found = true;
		print_one(values, resolution, clause, out);
	}
	return found ? STATUS_OK : operand_no_clause(resolution, resolution->symbol, label, error);
}

/* Prints one operand in all the languages that are wanted. */
static int show(const struct values *values, const struct index *index, const char *operand,
		struct buffer *out, struct error *error)
{
	struct buffer symbol = BUFFER_INIT;
	const char *hash = strchr(operand, '#');
	size_t length = hash != NULL ? (size_t)(hash - operand) : strlen(operand);
	const struct language *only = NULL;
	const char *label = hash != NULL && hash[1] != '\0' ? hash + 1 : NULL;
	bool found = false;
	int status = STATUS_OK;
	if (!symbol_normalise(operand, length, &symbol))
		status =
		    error_set(error, STATUS_INPUT,
			      "not a symbol: got \"%.*s\", wanted one such as A/RES/78/16 or 78/16",
			      (int)length, operand);
	else if (values->languages == NULL)
		only = common_preferred(index, symbol.bytes);
	for (size_t i = 0; i < index->language_count && status == STATUS_OK; i++) {
		const struct index_language *row = &index->languages[i];
		struct segment *segment;
		uint32_t work;
		struct resolution resolution;
		if ((only != NULL && row->language != only) ||
		    !index_find(row, symbol.bytes, &segment, &work))
			continue;
		found = true;
		status = segment_resolution(segment, work, true, &resolution, NULL, error);
		if (status == STATUS_OK) {
			status = print(values, &resolution, label, out, error);
			resolution_release(&resolution);
		}
	}
	if (status == STATUS_OK && !found)
		status = absent_resolution(index, symbol.bytes, values->languages, error);
	buffer_release(&symbol);
	return status;
}

static int run(int count, char **arguments)
{
	struct values values = { .format = "text" };
	struct error error = ERROR_INIT;
	struct index *index;
	int code;
	if (!common_start(&command_show, &values, &count, arguments, &code))
		return code;
	if (count == 0)
		return common_wrong_use(&command_show,
					"no symbol: wanted one such as A/RES/78/16#OP4");
	if (common_open(&index, values.index, "--lang", values.languages, &error) != STATUS_OK)
		return common_fail(&error);
	struct buffer out = BUFFER_INIT;
	code = EXIT_FOUND;
	for (int i = 0; i < count; i++) {
		int status = show(&values, index, arguments[i], &out, &error);
		if (status == STATUS_OK)
			continue;
		common_fail(&error);
		if (status != STATUS_ABSENT)
			code = EXIT_WRONG;
		else if (code == EXIT_FOUND)
			code = EXIT_NOTHING;
	}
	if (index_check(index, &error) != STATUS_OK) {
		buffer_clear(&out);
		code = common_fail(&error);
	}
	if (is(&values, "json"))
		buffer_add_text(&out, out.length > 0 ? "\n]\n" : "[]\n");
	code = is(&values, "text") ? pager_print(out.bytes, out.length, code)
				   : common_print(out.bytes, out.length, code);
	buffer_release(&out);
	index_free(index);
	return code;
}
