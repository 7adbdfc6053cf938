/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/absent.h"
#include "cli/common.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "cli/json_values.h"
#include "cli/operand.h"
#include "cli/pager.h"
#include "cli/print_chart.h"
#include "cli/print_text.h"
#include "cli/print_trace.h"
#include "corpus/symbol.h"
#include "searcher/facets.h"
#include "searcher/search.h"

#include <jansson.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct values {
	const char *index, *languages, *format;
	bool graph;
};

static const char *const formats[] = { "text", "jsonl", "dot", NULL };

static const struct option options[] = {
	{ "index", OPTION_TEXT, offsetof(struct values, index), "DIR", NULL, "the index to read" },
	{ "lang", OPTION_TEXT, offsetof(struct values, languages), "LANG", NULL,
	  "in these languages: es, or en,fr" },
	{ "graph", OPTION_FLAG, offsetof(struct values, graph), NULL, NULL,
	  "show the sessions of each clause as a line" },
	{ "format", OPTION_CHOICE, offsetof(struct values, format), "FORMAT", formats,
	  "text, jsonl (an object a line), dot (for Graphviz)" },
	{ .name = NULL },
};

static int run(int count, char **arguments);

const struct command command_trace = { "trace", "Follow a clause or a phrase through the sessions",
				       "SYMBOL[#LABEL]|PHRASE", options, run };

static bool is(const struct values *values, const char *format)
{
	return strcmp(values->format, format) == 0;
}

/* ---- A clause, or all clauses of a resolution ---- */

static void print(const struct values *values, const struct trace_view *view, bool whole,
		  struct buffer *out)
{
	if (is(values, "dot"))
		print_trace_dot(out, view);
	else if (is(values, "jsonl") && whole)
		print_trace_summary_json(out, view);
	else if (is(values, "jsonl"))
		print_trace_json(out, view);
	else if (whole && !values->graph)
		print_trace_line(out, view);
	else {
		if (values->graph && whole) {
			print_trace_line(out, view);
			buffer_add_text(out, "              ");
		}
		if (values->graph)
			print_trace_graph(out, view);
		if (!whole)
			print_trace_text(out, view);
	}
}

/* The points below a clause belong to the operand; its own history is that of the clause alone. */
static int trace_operand(const struct values *values, const struct index_language *row,
			 const struct operand *operand, struct buffer *out, struct error *error)
{
	struct sources *sources = sources_new(row);
	struct terminal terminal = terminal_of(stdout);
	bool whole = operand->label == NULL;
	int status = STATUS_OK;
	struct tracer *tracer = tracer_new(sources);
	size_t count = whole ? operand->clauses.count : 1;
	for (size_t i = 0; i < count && status == STATUS_OK; i++) {
		struct trace trace;
		struct source start;
		size_t number = (size_t)(operand->clauses.at[i] - operand->resolution.clauses);
		if (!sources_clause(sources, operand->resolution.symbol, number, &start))
			continue;
		status = trace_clause(&trace, tracer, &start, error);
		if (status != STATUS_OK)
			break;
		const struct trace_view view = { &terminal, sources, &trace };
		print(values, &view, whole, out);
		trace_release(&trace);
	}
	tracer_free(tracer);
	sources_free(sources);
	return status;
}

static int trace_symbol(const struct values *values, const struct index *index, const char *typed,
			struct buffer *out, struct error *error)
{
	struct operand operand;
	int status = operand_read(&operand, typed, error);
	if (status != STATUS_OK)
		return status;
	const struct language *only =
	    values->languages == NULL ? common_preferred(index, operand.symbol.bytes) : NULL;
	bool held = false, found = false, absent = false;
	for (size_t i = 0; i < index->language_count && status == STATUS_OK; i++) {
		const struct index_language *row = &index->languages[i];
		struct operand one;
		struct segment *segment;
		uint32_t work;
		if ((only != NULL && row->language != only) ||
		    !index_find(row, operand.symbol.bytes, &segment, &work))
			continue;
		held = true;
		status = operand_read(&one, typed, error);
		if (status == STATUS_OK)
			status = operand_find(&one, index, row->language, error);
		if (status == STATUS_OK) {
			status = trace_operand(values, row, &one, out, error);
			found = true;
		}
		operand_release(&one);
		/* A language that does not have the clause is passed over as long as another does.
		 */
		absent = absent || status == STATUS_ABSENT;
		status = status == STATUS_ABSENT ? STATUS_OK : status;
	}
	if (status == STATUS_OK && !held)
		status = absent_resolution(index, operand.symbol.bytes, values->languages, error);
	else if (status == STATUS_OK && !found && absent)
		status = STATUS_ABSENT;
	operand_release(&operand);
	return status;
}

/* ---- A phrase ---- */

/* The first and the last hit by date. */
static const struct hit *extreme(const struct search *search, bool last)
{
	const struct hit *best = NULL;
	for (size_t i = 0; i < search->hit_count; i++) {
		const struct hit *hit = &search->hits[i];
		if (best == NULL ||
		    (last ? hit->last_date > best->last_date : hit->first_date < best->first_date))
			best = hit;
	}
	return best;
}

/* The place of the hit with this date: its resolution without texts, and the clause. */
static int find_place(const struct search *search, const struct hit *hit, uint32_t date,
		      struct resolution *resolution, size_t *clause, struct error *error)
{
	const struct index_language *row = &search->index->languages[hit->language];
	const struct place *best = NULL;
	for (uint32_t at = hit->first_place; at != NO_PLACE; at = search->places[at].next) {
		const struct place *place = &search->places[at];
		struct segment *segment = row->segments[place->segment];
		if (segment_date(segment, place->work) == date &&
		    (best == NULL ||
		     symbol_compare(segment_symbol(segment, place->work),
				    segment_symbol(row->segments[best->segment], best->work)) < 0))
			best = place;
	}
	if (best == NULL)
		return error_set(error, STATUS_INTERNAL, "a clause has no date");
	*clause = best->clause;
	return segment_resolution(row->segments[best->segment], best->work, false, resolution, NULL,
				  error);
}

struct phrase_end {
	struct resolution resolution;
	size_t clause;
};

static json_t *end_object(const struct phrase_end *end)
{
	return json_pack("{ss ss ss}", "symbol", end->resolution.symbol, "clause",
			 end->resolution.clauses[end->clause].label, "date", end->resolution.date);
}

static void print_end(struct buffer *out, const struct terminal *terminal, const char *name,
		      const struct phrase_end *end)
{
	buffer_add_format(out, "%s  ", name);
	print_text_place(out, terminal, &end->resolution, &end->resolution.clauses[end->clause],
			 false);
	buffer_add_byte(out, '\n');
}

static void print_phrase_text(struct buffer *out, const struct search *search,
			      const struct facets *years, const struct phrase_end ends[2])
{
	struct terminal terminal = terminal_of(stdout);
	struct chart_row *rows = memory_array(years->count, sizeof *rows);
	for (size_t i = 0; i < years->count; i++)
		rows[i] = (struct chart_row){ years->at[i].name, years->at[i].count };
	buffer_add_format(out, "%s%s: %llu clause%s\n", out->length > 0 ? "\n" : "",
			  search->index->languages[0].language->code,
			  (unsigned long long)search->clause_count,
			  search->clause_count == 1 ? "" : "s");
	print_end(out, &terminal, "first use", &ends[0]);
	print_end(out, &terminal, "last use ", &ends[1]);
	struct chart chart = { .rows = NULL };
	chart_of_years(&chart, rows, years->count);
	print_chart_values(out, &terminal, chart.rows, chart.count);
	chart_release(&chart);
	free(rows);
}

static void print_phrase_json(struct buffer *out, const struct search *search, const char *phrase,
			      struct facets *years, const struct phrase_end ends[2])
{
	json_t *counts = json_array();
	facets_sort_by_name(years);
	for (size_t i = 0; i < years->count; i++)
		json_array_append_new(counts, json_pack("{ss sI}", "year", years->at[i].name,
							"count", (json_int_t)years->at[i].count));
	json_t *object = json_pack("{so ss sI so so so}", "phrase", json_shown(phrase), "lang",
				   search->index->languages[0].language->code, "clauses",
				   (json_int_t)search->clause_count, "first", end_object(&ends[0]),
				   "last", end_object(&ends[1]), "years", counts);
	json_add_line(out, object);
}

/* Prints nothing where nothing was found. */
static int print_phrase(const struct values *values, const struct search *search,
			const char *phrase, struct buffer *out, struct error *error)
{
	struct phrase_end ends[2];
	struct facets years;
	const struct hit *first = extreme(search, false), *last = extreme(search, true);
	if (first == NULL || last == NULL)
		return STATUS_OK;
	int status = find_place(search, first, first->first_date, &ends[0].resolution,
				&ends[0].clause, error);
	if (status != STATUS_OK)
		return status;
	status =
	    find_place(search, last, last->last_date, &ends[1].resolution, &ends[1].clause, error);
	if (status == STATUS_OK) {
		facets_of_search(&years, search, FIELD_YEAR);
		if (is(values, "jsonl"))
			print_phrase_json(out, search, phrase, &years, ends);
		else
			print_phrase_text(out, search, &years, ends);
		facets_release(&years);
		resolution_release(&ends[1].resolution);
	}
	resolution_release(&ends[0].resolution);
	return status;
}

/* In each language by itself: a phrase is of one of them. */
static int trace_phrase(const struct values *values, const struct index *index, const char *phrase,
			struct buffer *out, struct error *error)
{
	const struct search_options search_options = { .exact = true };
	struct buffer query = BUFFER_INIT;
	int status = STATUS_OK;
	buffer_add_byte(&query, '"');
	for (const char *at = phrase; *at != '\0'; at++)
		buffer_add_byte(&query, *at == '"' ? ' ' : *at);
	buffer_add_byte(&query, '"');
	for (size_t i = 0; i < index->language_count && status == STATUS_OK; i++) {
		struct index *one;
		struct search search;
		status = index_open(&one, index->path, &index->languages[i].language, 1, error);
		if (status != STATUS_OK)
			break;
		status =
		    search_run(&search, one, query.bytes, query.length, &search_options, error);
		if (status == STATUS_OK) {
			status = print_phrase(values, &search, phrase, out, error);
			search_release(&search);
		}
		index_free(one);
	}
	buffer_release(&query);
	if (status == STATUS_OK && out->length == 0)
		status = error_set(error, STATUS_ABSENT, "no clause has the phrase \"%s\"", phrase);
	return status;
}

static bool is_symbol(const char *typed)
{
	struct buffer symbol = BUFFER_INIT;
	bool result = symbol_normalise(typed, strcspn(typed, "#"), &symbol);
	buffer_release(&symbol);
	return result;
}

static int run(int count, char **arguments)
{
	struct values values = { .format = "text" };
	struct error error = ERROR_INIT;
	struct index *index;
	struct buffer out = BUFFER_INIT;
	int code;
	if (!common_start(&command_trace, &values, &count, arguments, &code))
		return code;
	if (count != 1)
		return common_wrong_use(
		    &command_trace, "wanted one clause such as A/RES/78/16#OP4, one resolution, "
				    "or one phrase in quotation marks");
	bool symbol = is_symbol(arguments[0]);
	if (!symbol && is(&values, "dot"))
		return common_wrong_use(&command_trace, "--format=dot: wanted a clause");
	if (values.graph && (!symbol || !is(&values, "text")))
		return common_wrong_use(&command_trace,
					"--graph is for --format text, and not for a phrase");
	if (common_open(&index, values.index, "--lang", values.languages, &error) != STATUS_OK)
		return common_fail(&error);
	if (is(&values, "dot"))
		buffer_add_text(&out, "digraph trace {\n  rankdir=LR;\n  node [shape=box];\n");
	size_t before = out.length;
	int status = symbol ? trace_symbol(&values, index, arguments[0], &out, &error)
			    : trace_phrase(&values, index, arguments[0], &out, &error);
	/* Where something is damaged, versions may be missing. */
	if (status == STATUS_OK || status == STATUS_ABSENT)
		status = index_check(index, &error) != STATUS_OK ? (int)error.status : status;
	code = out.length > before ? EXIT_FOUND : EXIT_NOTHING;
	if (is(&values, "dot"))
		buffer_add_text(&out, "}\n");
	if (status != STATUS_OK)
		code = status == STATUS_ABSENT ? (common_fail(&error), EXIT_NOTHING)
					       : common_fail(&error);
	else
		code = is(&values, "text") ? pager_print(out.bytes, out.length, code)
					   : common_print(out.bytes, out.length, code);
	buffer_release(&out);
	index_free(index);
	return code;
}
