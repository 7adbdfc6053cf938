/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/common.h"

#include "base/buffer.h"
#include "cli/absent.h"
#include "cli/operand.h"
#include "cli/pager.h"
#include "cli/print_compare.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

struct values {
	const char *index, *language, *format;
	bool summary, side_by_side, all;
};

static const char *const formats[] = { "text", "jsonl", "json", "html", "markdown", NULL };

static const struct option options[] = {
	{ "index", OPTION_TEXT, offsetof(struct values, index), "DIR", NULL, "the index to read" },
	{ "lang", OPTION_TEXT, offsetof(struct values, language), "LANG", NULL,
	  "in this language: es" },
	{ "format", OPTION_CHOICE, offsetof(struct values, format), "FORMAT", formats,
	  "text, jsonl (an object a line), json (an array), html, markdown" },
	{ "summary", OPTION_FLAG, offsetof(struct values, summary), NULL, NULL,
	  "count what changed, and print no clauses" },
	{ "side-by-side", OPTION_FLAG, offsetof(struct values, side_by_side), NULL, NULL,
	  "print the old text on the left, the new one on the right" },
	{ "all", OPTION_FLAG, offsetof(struct values, all), NULL, NULL,
	  "print the text of clauses that are the same, too" },
	{ .name = NULL },
};

static int run(int count, char **arguments);

const struct command command_compare = { "compare", "Compare two resolutions, clause by clause",
					 "OLD NEW", options, run };

/* ---- The language ---- */

/* Without an index, both operands are files. */
static bool has(const struct index *index, const struct operand *operand,
		const struct language *language)
{
	struct segment *segment;
	uint32_t work;
	if (operand->is_file || index == NULL)
		return operand->resolution.language == language;
	const struct index_language *row = index_row(index, language);
	return row != NULL && index_find(row, operand->symbol.bytes, &segment, &work);
}

static bool has_any(const struct index *index, const struct operand *operand)
{
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		if (has(index, operand, &languages[i]))
			return true;
	return false;
}

/* The language that --lang names, or that a file is in; NULL: any. */
static int find_wanted(const struct values *values, const struct operand *operands,
		       const struct language **wanted, struct error *error)
{
	int status = common_one_language(values->language, wanted, error);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < 2; i++) {
		const struct language *language = operands[i].resolution.language;
		if (!operands[i].is_file || language == *wanted)
			continue;
		if (*wanted != NULL)
			return error_set(
			    error, STATUS_INPUT,
			    "%s is in %s, and %s in %s: wanted two texts in one language",
			    operands[i].shown.bytes, language->name,
			    i == 0 ? "--lang wants it" : operands[0].shown.bytes, (*wanted)->name);
		*wanted = language;
	}
	return STATUS_OK;
}

/* The user's own language, else English, else the first that both are in. */
static int choose_language(const struct index *index, const struct operand *operands,
			   const struct language **language, struct error *error)
{
	const char *own = common_own_language();
	int best = 0;
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		const char *code = languages[i].code;
		int rank = strcmp(code, own) == 0 ? 3 : strcmp(code, "en") == 0 ? 2 : 1;
		if (rank <= best || !has(index, &operands[0], &languages[i]) ||
		    !has(index, &operands[1], &languages[i]))
			continue;
		best = rank;
		*language = &languages[i];
	}
	if (best > 0)
		return STATUS_OK;
	for (size_t i = 0; i < 2; i++)
		if (!has_any(index, &operands[i]))
			return absent_resolution(index, operands[i].symbol.bytes, NULL, error);
	return error_set(error, STATUS_ABSENT,
			 "%s and %s are in the index, but in no language both",
			 operands[0].symbol.bytes, operands[1].symbol.bytes);
}

/* ---- The comparison ---- */

static int print(const struct values *values, const struct compare_view *view)
{
	struct terminal terminal = terminal_of(stdout);
	struct buffer out = BUFFER_INIT;
	int code = EXIT_FOUND;
	if (strcmp(values->format, "jsonl") == 0)
		print_compare_jsonl(&out, view);
	else if (strcmp(values->format, "json") == 0)
		print_compare_json(&out, view);
	else if (strcmp(values->format, "html") == 0)
		print_compare_html(&out, view);
	else if (strcmp(values->format, "markdown") == 0)
		print_compare_markdown(&out, view);
	else {
		print_compare_text(&out, &terminal, view);
		code = pager_print(out.bytes, out.length, code);
		buffer_release(&out);
		return code;
	}
	code = common_print(out.bytes, out.length, code);
	buffer_release(&out);
	return code;
}

static int compare(const struct values *values, const struct index *index, struct operand *operands,
		   int *code, struct error *error)
{
	const struct language *language;
	int status = find_wanted(values, operands, &language, error);
	if (status == STATUS_OK && language == NULL)
		status = choose_language(index, operands, &language, error);
	for (size_t i = 0; i < 2 && status == STATUS_OK; i++)
		status = operand_find(&operands[i], index, language, error);
	if (status != STATUS_OK)
		return status;
	if (index != NULL && (status = index_check(index, error)) != STATUS_OK)
		return status;
	struct comparison comparison;
	compare_clauses(&comparison, language, &operands[0].clauses, &operands[1].clauses);
	if (operands[0].is_part != operands[1].is_part)
		comparison_keep(&comparison, operands[0].is_part);
	const struct compare_view view = { .comparison = &comparison,
					   .language = language,
					   .from = operands[0].shown.bytes,
					   .to = operands[1].shown.bytes,
					   .all = values->all,
					   .summary = values->summary,
					   .side_by_side = values->side_by_side };
	*code = print(values, &view);
	comparison_release(&comparison);
	return STATUS_OK;
}

static int fail(const struct error *error)
{
	common_fail(error);
	return error->status == STATUS_ABSENT ? EXIT_NOTHING : EXIT_WRONG;
}

/* The index is opened only when it is asked for: two files need none. */
static int open_and_compare(const struct values *values, struct operand *operands)
{
	struct error error = ERROR_INIT;
	struct index *index = NULL;
	int code = EXIT_WRONG, status = STATUS_OK;
	if (!operands[0].is_file || !operands[1].is_file) {
		if (common_open(&index, values->index, "--lang", NULL, &error) != STATUS_OK)
			return common_fail(&error);
	}
	status = compare(values, index, operands, &code, &error);
	if (status != STATUS_OK)
		code = fail(&error);
	index_free(index);
	return code;
}

static int run(int count, char **arguments)
{
	struct values values = { .format = "text" };
	struct error error = ERROR_INIT;
	struct operand operands[2];
	int code;
	if (!common_start(&command_compare, &values, &count, arguments, &code))
		return code;
	if (count != 2)
		return common_wrong_use(&command_compare,
					"wanted two texts, such as 77/37 and 78/16, or 78/16 and "
					"draft.txt");
	if (strcmp(arguments[0], "-") == 0 && strcmp(arguments[1], "-") == 0)
		return common_wrong_use(&command_compare, "standard input can be read only once");
	if (values.side_by_side && strcmp(values.format, "text") != 0 &&
	    strcmp(values.format, "html") != 0)
		return common_wrong_use(&command_compare,
					"--side-by-side is for --format text and html");
	if (operand_read(&operands[0], arguments[0], &error) != STATUS_OK)
		return common_fail(&error);
	if (operand_read(&operands[1], arguments[1], &error) == STATUS_OK) {
		code = open_and_compare(&values, operands);
		operand_release(&operands[1]);
	} else
		code = common_fail(&error);
	operand_release(&operands[0]);
	return code;
}
