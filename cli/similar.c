/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/common.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "cli/absent.h"
#include "cli/operand.h"
#include "cli/pager.h"
#include "cli/print_alike.h"
#include "corpus/symbol.h"
#include "searcher/alike.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { DEFAULT_LIMIT = 10 };

struct values {
	const char *index, *languages, *format;
	size_t limit;
	bool diff;
};

static const char *const formats[] = { "text", "jsonl", NULL };

static const struct option options[] = {
	{ "index", OPTION_TEXT, offsetof(struct values, index), "DIR", NULL, "the index to read" },
	{ "lang", OPTION_TEXT, offsetof(struct values, languages), "LANG", NULL,
	  "the language of the text: es" },
	{ "limit", OPTION_NUMBER, offsetof(struct values, limit), "N", NULL,
	  "show at most N wordings (default: 10)" },
	{ "diff", OPTION_FLAG, offsetof(struct values, diff), NULL, NULL,
	  "show what is different, word by word" },
	{ "format", OPTION_CHOICE, offsetof(struct values, format), "FORMAT", formats,
	  "text, jsonl (an object a line)" },
	{ .name = NULL },
};

static int run(int count, char **arguments);

const struct command command_similar = { "similar", "Find the clauses that are most like a text",
					 "SYMBOL#LABEL|FILE[#LABEL]|TEXT", options, run };

/* The text to compare with, and its language; both live as long as the question. */
struct question {
	struct operand operand;
	bool is_operand;
	const char *text;
	const struct language *language;
};

/* A clause of the index or of a file; a file without a label that has several is asked which. */
static int read_operand(struct question *question, const struct index *index,
			const struct language *wanted, struct error *error)
{
	struct operand *operand = &question->operand;
	question->language = operand->is_file ? operand->resolution.language
			     : wanted != NULL ? wanted
					      : common_preferred(index, operand->symbol.bytes);
	if (question->language == NULL)
		return absent_resolution(index, operand->symbol.bytes, NULL, error);
	int status = operand_find(operand, index, question->language, error);
	if (status != STATUS_OK)
		return status;
	if (operand->label == NULL && operand->clauses.count > 1)
		return error_set(
		    error, STATUS_INPUT,
		    "%s has %zu clauses: wanted one, such as %s#%s; for all of them: "
		    "clausula check %s",
		    operand->shown.bytes, operand->clauses.count, operand->symbol.bytes,
		    operand->clauses.at[operand->clauses.count - 1]->label, operand->symbol.bytes);
	question->text = operand->clauses.at[0]->text;
	return STATUS_OK;
}

/* Words that are no symbol and no file; their language is the one that knows most of them. */
static int read_text(struct question *question, const struct index *index, const char *text,
		     const struct language *wanted, struct error *error)
{
	const struct index_language *row = alike_language(index, text, strlen(text));
	question->text = text;
	question->language = wanted != NULL ? wanted : row != NULL ? row->language : NULL;
	if (question->language == NULL)
		return error_set(error, STATUS_ABSENT,
				 "no word of the text is in the index: got \"%.60s\"", text);
	return STATUS_OK;
}

static int answer(const struct values *values, const struct index *index,
		  const struct question *question, struct buffer *out, struct error *error)
{
	const struct index_language *row = index_row(index, question->language);
	struct alike_list list;
	if (row == NULL)
		return error_set(error, STATUS_INPUT, "%s: the index holds nothing in %s (%s)",
				 index->path, question->language->name, question->language->code);
	int status = alike_find(&list, row, question->text, strlen(question->text), error);
	if (status != STATUS_OK)
		return status;
	size_t count = list.count < values->limit ? list.count : values->limit;
	struct terminal terminal = terminal_of(stdout);
	struct sources *sources = sources_new(row);
	struct alike_view view = { &terminal, sources, row->language, question->text,
				   values->diff };
	for (size_t i = 0; i < count && status == STATUS_OK; i++)
		status = strcmp(values->format, "text") == 0
			     ? print_alike_text(out, &view, i + 1, &list.at[i], error)
			     : print_alike_json(out, &view, i + 1, &list.at[i], error);
	sources_free(sources);
	alike_release(&list);
	return status;
}

/* Whether it is the symbol of a resolution, or a file that is there. */
static bool is_operand(const char *typed)
{
	struct buffer symbol = BUFFER_INIT;
	struct stat about;
	size_t length = strcspn(typed, "#");
	char *path = memory_text(typed, length);
	bool result = strcmp(typed, "-") == 0 || stat(typed, &about) == 0 ||
		      stat(path, &about) == 0 || symbol_normalise(typed, length, &symbol);
	buffer_release(&symbol);
	free(path);
	return result;
}

static int ask(const struct values *values, const struct index *index, const char *typed,
	       struct buffer *out, struct error *error)
{
	const struct language *only;
	struct question question = { .text = NULL };
	int status = common_one_language(values->languages, &only, error);
	if (status != STATUS_OK)
		return status;
	question.is_operand = is_operand(typed);
	if (question.is_operand)
		status = operand_read(&question.operand, typed, error);
	if (status == STATUS_OK)
		status = question.is_operand ? read_operand(&question, index, only, error)
					     : read_text(&question, index, typed, only, error);
	if (status == STATUS_OK)
		status = answer(values, index, &question, out, error);
	if (question.is_operand)
		operand_release(&question.operand);
	return status;
}

static int run(int count, char **arguments)
{
	struct values values = { .format = "text", .limit = DEFAULT_LIMIT };
	struct error error = ERROR_INIT;
	struct index *index;
	struct buffer text = BUFFER_INIT, out = BUFFER_INIT;
	int code;
	if (!common_start(&command_similar, &values, &count, arguments, &code))
		return code;
	if (count == 0)
		return common_wrong_use(&command_similar,
					"wanted a clause such as A/RES/78/16#OP4, or a text");
	if (values.limit == 0)
		return common_wrong_use(&command_similar, "--limit: wanted 1 or more");
	/* Several operands are one text, as if they stood in one argument. */
	for (int i = 0; i < count; i++)
		buffer_add_format(&text, "%s%s", i > 0 ? " " : "", arguments[i]);
	if (text.bytes == NULL || text.length == 0) {
		buffer_release(&text);
		return common_wrong_use(&command_similar,
					"the text is empty: wanted a clause such as "
					"A/RES/78/16#OP4, or a text");
	}
	if (common_open(&index, values.index, NULL, NULL, &error) != STATUS_OK) {
		buffer_release(&text);
		return common_fail(&error);
	}
	int status = ask(&values, index, text.bytes, &out, &error);
	if (status == STATUS_OK)
		status = index_check(index, &error);
	if (status != STATUS_OK) {
		code = common_fail(&error);
		code = status == STATUS_ABSENT ? EXIT_NOTHING : code;
	} else {
		code = out.length > 0 ? EXIT_FOUND : EXIT_NOTHING;
		code = strcmp(values.format, "text") == 0
			   ? pager_print(out.bytes, out.length, code)
			   : common_print(out.bytes, out.length, code);
	}
	buffer_release(&text);
	buffer_release(&out);
	index_free(index);
	return code;
}
