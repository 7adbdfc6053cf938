/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/common.h"

#include "base/buffer.h"
#include "cli/absent.h"
#include "cli/operand.h"
#include "cli/pager.h"
#include "cli/print_check.h"

#include <stddef.h>
#include <string.h>

struct values {
	const char *index, *languages, *format;
	size_t threshold;
	bool summary;
};

static const char *const formats[] = { "text", "jsonl", "json", "html", NULL };

static const struct option options[] = {
	{ "index", OPTION_TEXT, offsetof(struct values, index), "DIR", NULL, "the index to read" },
	{ "lang", OPTION_TEXT, offsetof(struct values, languages), "LANG", NULL,
	  "the language version of a resolution of the index: es" },
	{ "threshold", OPTION_NUMBER, offsetof(struct values, threshold), "PERCENT", NULL,
	  "what a source must share of a clause's wording (default: 60)" },
	{ "summary", OPTION_FLAG, offsetof(struct values, summary), NULL, NULL,
	  "the counts alone" },
	{ "format", OPTION_CHOICE, offsetof(struct values, format), "FORMAT", formats,
	  "text, jsonl (an object a line), json (an array), html" },
	{ .name = NULL },
};

static int run(int count, char **arguments);

const struct command command_check = { "check", "Check a draft against agreed language",
				       "FILE[#LABEL]|SYMBOL[#LABEL]", options, run };

static void print(const struct values *values, const struct check_view *view, struct buffer *out)
{
	struct terminal terminal = terminal_of(stdout);
	if (strcmp(values->format, "jsonl") == 0)
		print_check_jsonl(out, view);
	else if (strcmp(values->format, "json") == 0)
		print_check_json(out, view);
	else if (strcmp(values->format, "html") == 0)
		print_check_html(out, view);
	else
		print_check_text(out, &terminal, view);
}

/* *code is EXIT_FOUND where every clause has a source. */
static int check(const struct values *values, const struct index *index,
		 const struct operand *operand, const struct language *language, struct buffer *out,
		 int *code, struct error *error)
{
	const struct index_language *row = index_row(index, language);
	if (row == NULL)
		return error_set(error, STATUS_ABSENT,
				 "%s is in %s, and %s holds nothing in that language",
				 operand->shown.bytes, language->name, index->path);
	struct check result;
	struct sources *sources = sources_new(row);
	int status = check_clauses(&result, sources, language, operand->clauses.at,
				   operand->clauses.count, (double)values->threshold / 100,
				   operand->is_file ? NULL : operand->resolution.symbol, error);
	if (status == STATUS_OK) {
		const struct check_view view = { &result,
						 sources,
						 language,
						 operand->shown.bytes,
						 (unsigned)values->threshold,
						 values->summary };
		print(values, &view, out);
		*code = result.verdicts[VERDICT_NEW] == 0 ? EXIT_FOUND : EXIT_NOTHING;
		check_release(&result);
	}
	sources_free(sources);
	return status;
}

/* The language of a file is its own; of a resolution the one that --lang names, or the preferred
 * one. NULL: none, and why. */
static const struct language *choose_language(const struct values *values,
					      const struct index *index,
					      const struct operand *operand, struct error *error)
{
	const struct language *wanted, *language;
	if (common_one_language(values->languages, &wanted, error) != STATUS_OK)
		return NULL;
	if (operand->is_file)
		language = operand->resolution.language;
	else
		language = wanted != NULL ? wanted : common_preferred(index, operand->symbol.bytes);
	if (language == NULL) {
		absent_resolution(index, operand->symbol.bytes, NULL, error);
	} else if (operand->is_file && wanted != NULL && wanted != language) {
		error_set(error, STATUS_INPUT, "%s is in %s, not in %s", operand->shown.bytes,
			  language->name, wanted->name);
		return NULL;
	}
	return language;
}

static int run(int count, char **arguments)
{
	struct values values = { .format = "text", .threshold = 60 };
	struct error error = ERROR_INIT;
	struct index *index = NULL;
	struct operand operand;
	struct buffer out = BUFFER_INIT;
	const struct language *language = NULL;
	int code;
	if (!common_start(&command_check, &values, &count, arguments, &code))
		return code;
	if (count != 1)
		return common_wrong_use(&command_check,
					"wanted one draft: a file, - for standard input, or a "
					"symbol such as A/RES/78/16");
	if (values.threshold < 1 || values.threshold > 100)
		return common_wrong_use(&command_check, "--threshold: wanted 1 to 100");
	if (operand_read(&operand, arguments[0], &error) != STATUS_OK)
		return common_fail(&error);
	int status = common_open(&index, values.index, NULL, NULL, &error);
	if (status == STATUS_OK) {
		language = choose_language(&values, index, &operand, &error);
		status = language == NULL ? STATUS_ABSENT
					  : operand_find(&operand, index, language, &error);
	}
	if (status == STATUS_OK)
		status = check(&values, index, &operand, language, &out, &code, &error);
	if (status == STATUS_OK)
		status = index_check(index, &error);
	if (status != STATUS_OK)
		code = common_fail(&error);
	else
		code = strcmp(values.format, "text") == 0
			   ? pager_print(out.bytes, out.length, code)
			   : common_print(out.bytes, out.length, code);
	buffer_release(&out);
	operand_release(&operand);
	index_free(index);
	return code;
}
