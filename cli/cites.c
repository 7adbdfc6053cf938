/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/common.h"

#include "base/buffer.h"
#include "base/language.h"
#include "base/memory.h"
#include "cli/absent.h"
#include "cli/pager.h"
#include "cli/print_cites.h"
#include "corpus/citations.h"
#include "corpus/symbol.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

enum { DEFAULT_LIMIT = 50, MOST_NAME = 200 /* bytes of a document's name */ };

struct values {
	const char *index, *languages, *format;
	size_t depth, limit;
	bool by;
};

static const char *const formats[] = { "text", "jsonl",    "json", "csv",
				       "tsv",  "markdown", "dot",  NULL };

static const struct option options[] = {
	{ "index", OPTION_TEXT, offsetof(struct values, index), "DIR", NULL, "the index to read" },
	{ "lang", OPTION_TEXT, offsetof(struct values, languages), "LANG", NULL,
	  "look in these languages only: es, or es,en (the first is preferred)" },
	{ "by", OPTION_FLAG, offsetof(struct values, by), NULL, NULL,
	  "which clauses cite the document, instead of what it cites" },
	{ "depth", OPTION_NUMBER, offsetof(struct values, depth), "N", NULL,
	  "follow the citations over N steps (default 1)" },
	{ "limit", OPTION_NUMBER, offsetof(struct values, limit), "N", NULL,
	  "print at most N documents (default 50; 0: all)" },
	{ "format", OPTION_CHOICE, offsetof(struct values, format), "FORMAT", formats,
	  "text, jsonl (an object a line), json (an array), csv, tsv, markdown, dot (a graph)" },
	{ .name = NULL },
};

static int run(int count, char **arguments);

const struct command command_cites = { "cites", "Tell what a document cites, and who cites it",
				       "SYMBOL[#LABEL]", options, run };

static bool is(const struct values *values, const char *format)
{
	return strcmp(values->format, format) == 0;
}

static int print(const struct values *values, const struct cites_view *view, struct buffer *out,
		 struct error *error)
{
	struct terminal terminal = terminal_of(stdout);
	if (is(values, "jsonl") || is(values, "json"))
		return print_cites_json(out, view, is(values, "json"), error);
	if (is(values, "csv") || is(values, "tsv"))
		return print_cites_table(out, is(values, "csv") ? ',' : '\t', view, error);
	if (is(values, "markdown"))
		return print_cites_markdown(out, view, error);
	if (is(values, "dot"))
		return print_cites_dot(out, view, error);
	return print_cites_text(out, &terminal, view, error);
}

/* Says on standard error what was left out. */
static void note_limits(const struct values *values, const struct cited_graph *graph)
{
	size_t pairs = 0;
	for (size_t i = 0; i < graph->link_count; i++)
		pairs += i == 0 || graph->links[i].from != graph->links[i - 1].from ||
			 graph->links[i].to != graph->links[i - 1].to;
	if (values->limit != 0 && pairs > values->limit)
		fprintf(stderr, "clausula: printed the first %zu of %zu; --limit 0 prints all\n",
			values->limit, pairs);
	if (graph->cut)
		fprintf(stderr, "clausula: more than %d documents; try a smaller --depth\n",
			CITED_MAX_DOCUMENTS);
}

/* The lettered parts of a resolution are documents of their own, and easily forgotten. */
static void note_parts(struct cited_graph *graph, const struct index *index, const char *symbol)
{
	struct strings parts = cited_parts(graph, index, symbol);
	struct buffer line = BUFFER_INIT;
	for (size_t i = 0; i < parts.count; i++) {
		buffer_add_text(&line, i == 0 ? "" : ", ");
		terminal_add(&line, parts.at[i], strlen(parts.at[i]), false);
	}
	if (parts.count > 0)
		fprintf(stderr, "clausula: also cited: %s\n", line.bytes);
	buffer_release(&line);
}

static int cites(const struct values *values, struct index *index, const char *symbol,
		 const char *label, struct buffer *out, struct error *error)
{
	const struct language *wanted[LANGUAGE_COUNT];
	size_t wanted_count = 0;
	struct cited_graph graph;
	struct cited_options how = { .by = values->by,
				     .depth = (unsigned)(values->depth > CITED_MAX_DEPTH + 1
							     ? CITED_MAX_DEPTH + 1
							     : values->depth),
				     .label = label };
	int status = common_languages("--lang", values->languages, wanted, &wanted_count, error);
	if (status != STATUS_OK)
		return status;
	const char *own = common_own_language();
	how.preferred = wanted_count > 0 ? wanted[0] : language_find(own, strnlen(own, 2));
	struct buffer names = BUFFER_INIT;
	if (wanted_count > 0)
		absent_add_names(&names, values->languages);
	how.in = names.bytes;
	status = cited_run(&graph, index, symbol, &how, error);
	if (status == STATUS_OK) {
		struct cites_view view = { &graph, label, values->by,
					   values->limit != 0 ? values->limit : SIZE_MAX };
		status = print(values, &view, out, error);
		if (status == STATUS_OK)
			note_limits(values, &graph);
	}
	if (values->by && status == STATUS_OK)
		note_parts(&graph, index, symbol);
	/* Nobody cites it either. */
	if (status == STATUS_ABSENT && !values->by && !graph.documents[0].held &&
	    graph.link_count == 0)
		status = absent_resolution(index, symbol, values->languages, error);
	cited_release(&graph);
	buffer_release(&names);
	return status;
}

/* Finds and prints in an open index. */
static int run_open(const struct values *values, struct index *index, const char *symbol,
		    const char *label)
{
	struct error error = ERROR_INIT;
	struct buffer out = BUFFER_INIT;
	int code = EXIT_FOUND;
	int status = cites(values, index, symbol, label, &out, &error);
	/* Where something is damaged, what was not found may be there. */
	struct error damage = ERROR_INIT;
	if (index_check(index, &damage) != STATUS_OK) {
		error = damage;
		status = (int)damage.status;
	}
	if (status != STATUS_OK) {
		buffer_clear(&out);
		code = common_fail(&error);
	}
	if (status == STATUS_ABSENT) {
		code = EXIT_NOTHING;
		buffer_add_text(&out, is(values, "json") ? "[]\n" : "");
	}
	if (is(values, "text") && out.length != 0)
		code = pager_print(out.bytes, out.length, code);
	else if (out.length != 0)
		code = common_print(out.bytes, out.length, code);
	buffer_release(&out);
	return code;
}

/* The symbol of the document: as symbols are written, or as a text names it, in any language:
 * "resolución 1514 (XV)", "Security Council resolution 2250 (2015)". */
static bool read_symbol(const char *text, size_t length, struct buffer *out)
{
	if (symbol_of_cited(text, length, out))
		return true;
	if (length > MOST_NAME)
		return false;
	struct arena arena = ARENA_INIT;
	const struct cited *best = NULL;
	/* Chinese has a word in front of the number that belongs to none of the two. */
	static const char ordinal[] = "第";
	size_t start = length >= strlen(ordinal) && memcmp(text, ordinal, strlen(ordinal)) == 0
			   ? strlen(ordinal)
			   : 0;
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		struct cited_list list = citations_find(&languages[i], text, length, &arena);
		/* In a wrong language less of it is read. */
		if (list.count == 1 && list.at[0].whole_start == start &&
		    (best == NULL || list.at[0].whole_end > best->whole_end))
			best = &list.at[0];
	}
	if (best != NULL)
		buffer_add_text(out, best->symbol);
	arena_release(&arena);
	return out->length != 0;
}

static int run(int count, char **arguments)
{
	struct values values = { .format = "text", .depth = 1, .limit = DEFAULT_LIMIT };
	struct error error = ERROR_INIT;
	struct buffer symbol = BUFFER_INIT;
	struct index *index;
	int code;
	if (!common_start(&command_cites, &values, &count, arguments, &code))
		return code;
	if (count != 1)
		return common_wrong_use(&command_cites, "wanted one symbol, such as A/RES/78/16");
	if (values.depth == 0)
		return common_wrong_use(&command_cites, "--depth: wanted 1 or more");
	const char *hash = strchr(arguments[0], '#');
	const char *label = hash != NULL && hash[1] != '\0' ? hash + 1 : NULL;
	size_t length = hash != NULL ? (size_t)(hash - arguments[0]) : strlen(arguments[0]);
	if (values.by && label != NULL)
		return common_wrong_use(&command_cites,
					"--by: wanted a document, not a clause of it");
	if (!read_symbol(arguments[0], length, &symbol)) {
		error_set(&error, STATUS_INPUT,
			  "not a symbol: got \"%.*s\", wanted one such as A/RES/78/16 or 78/16",
			  (int)length, arguments[0]);
		return common_fail(&error);
	}
	if (common_open(&index, values.index, "--lang", values.languages, &error) == STATUS_OK) {
		code = run_open(&values, index, symbol.bytes, label);
		index_free(index);
	} else {
		code = common_fail(&error);
	}
	buffer_release(&symbol);
	return code;
}
