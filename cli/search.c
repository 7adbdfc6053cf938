/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/common.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "cli/explain.h"
#include "cli/pager.h"
#include "cli/parallel.h"
#include "cli/print_chart.h"
#include "cli/print_json.h"
#include "cli/print_kwic.h"
#include "cli/print_markdown.h"
#include "cli/print_rows.h"
#include "cli/print_table.h"
#include "cli/print_text.h"
#include "searcher/facets.h"
#include "searcher/search.h"
#include "searcher/similar.h"

#include <jansson.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DEFAULT_LIMIT = 10 };

struct values {
	const char *index, *languages, *format, *unit, *sort, *facets, *by, *kwic_sort, *parallel;
	size_t limit, offset;
	bool exact, count, kwic, repeats, similar, explain, cite;
	int facet_fields[FIELD_COUNT]; /* what `facets` names */
	size_t facet_count;
};

static const char *const formats[] = { "text", "jsonl", "json", "csv", "tsv", "markdown", NULL };
static const char *const units[] = { "clause", "resolution", NULL };
static const char *const sorts[] = { "rank", "date", "symbol", NULL };
static const char *const by_names[] = { "year", "session", NULL };

static const struct option options[] = {
	{ "index", OPTION_TEXT, offsetof(struct values, index), "DIR", NULL,
	  "the index to search" },
	{ "lang", OPTION_TEXT, offsetof(struct values, languages), "LANG", NULL,
	  "only in these languages: es, or en,fr" },
	{ "exact", OPTION_FLAG, offsetof(struct values, exact), NULL, NULL,
	  "no other spelling, and only clauses with all the words" },
	{ "unit", OPTION_CHOICE, offsetof(struct values, unit), "UNIT", units,
	  "clause: one has all the words; resolution: its clauses together" },
	{ "sort", OPTION_CHOICE, offsetof(struct values, sort), "ORDER", sorts,
	  "rank (default), date (latest first) or symbol" },
	{ "limit", OPTION_NUMBER, offsetof(struct values, limit), "N", NULL,
	  "show at most N results (default: 10)" },
	{ "offset", OPTION_NUMBER, offsetof(struct values, offset), "N", NULL,
	  "leave out the first N results" },
	{ "format", OPTION_CHOICE, offsetof(struct values, format), "FORMAT", formats,
	  "text, jsonl (an object a line), json (an array), csv, tsv, markdown" },
	{ "cite", OPTION_FLAG, offsetof(struct values, cite), NULL, NULL,
	  "give the full reference of each clause, in its language" },
	{ "repeats", OPTION_FLAG, offsetof(struct values, repeats), NULL, NULL,
	  "name all clauses that a result stands for" },
	{ "similar", OPTION_FLAG, offsetof(struct values, similar), NULL, NULL,
	  "show near repeats as one result" },
	{ "parallel", OPTION_TEXT, offsetof(struct values, parallel), "LANG", NULL,
	  "show the same clause in these languages too" },
	{ "kwic", OPTION_FLAG, offsetof(struct values, kwic), NULL, NULL,
	  "show the matches in their context, below each other" },
	{ "kwic-sort", OPTION_CHOICE, offsetof(struct values, kwic_sort), "ORDER", kwic_sort_names,
	  "with --kwic: by rank, or by the words left or right of it" },
	{ "count", OPTION_FLAG, offsetof(struct values, count), NULL, NULL,
	  "print only how many clauses there are" },
	{ "facets", OPTION_TEXT, offsetof(struct values, facets), "FIELD", NULL,
	  "count the clauses by these fields: session,verb" },
	{ "by", OPTION_CHOICE, offsetof(struct values, by), "FIELD", by_names,
	  "count the clauses by year or session, as a chart" },
	{ "explain", OPTION_FLAG, offsetof(struct values, explain), NULL, NULL,
	  "tell how the query was read and why results rank where they do" },
	{ .name = NULL },
};

static int run(int count, char **arguments);

const struct command command_search = { "search", "Find clauses by their words", "QUERY...",
					options, run };

/* What the parts of this command share. */
struct session {
	const struct values *values;
	struct terminal terminal;
	struct index *index;
	struct parallel *parallel; /* NULL without --parallel */
	struct search search;
	size_t first, count; /* the results to show */
	double seconds;
	struct buffer out;
};

/* ---- Counts ---- */

static int read_facets(struct values *values, struct error *error)
{
	for (const char *list = values->facets; *list != '\0';) {
		size_t length = strcspn(list, ",");
		int field = field_find(list, length);
		bool twice = false;
		for (size_t i = 0; i < values->facet_count; i++)
			twice = twice || values->facet_fields[i] == field;
		if (!facets_can_count(field) || twice)
			return error_set(error, STATUS_INPUT,
					 "--facets: wanted fields to count by, each once, such as "
					 "session,verb; got \"%.*s\"",
					 (int)length, list);
		values->facet_fields[values->facet_count++] = field;
		list += length + (list[length] == ',');
	}
	return STATUS_OK;
}

static bool is_text(const struct values *values)
{
	return strcmp(values->format, "text") == 0;
}

/* What the rows of counts are for programs. */
static const struct rows_column count_columns[] = { { "field", false },
						    { "value", false },
						    { "count", true } };

static void add_counts(struct rows *rows, int field, const struct chart_row *counts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char number[24];
		snprintf(number, sizeof number, "%llu", (unsigned long long)counts[i].count);
		rows_add(rows, (const char *const[]){ fields[field].name, counts[i].name, number });
	}
}

/* The counts of one field, on a terminal as bars. A chart has all values in their order, a list of
 * values the most frequent ones. `rows` is NULL for text. */
static void print_counts(struct session *session, int field, bool chart, struct rows *rows)
{
	struct facets facets;
	struct chart years = { .rows = NULL };
	facets_of_search(&facets, &session->search, field);
	size_t most = session->values->limit, count = facets.count;
	if (chart)
		facets_sort_by_name(&facets);
	else
		count = count < most ? count : most;
	struct chart_row *counts = memory_array(facets.count, sizeof *counts), *shown = counts;
	for (size_t i = 0; i < facets.count; i++)
		counts[i] = (struct chart_row){ facets.at[i].name, facets.at[i].count };
	if (chart && field == FIELD_YEAR) {
		chart_of_years(&years, counts, count);
		shown = years.rows;
		count = years.count;
	}
	if (rows != NULL)
		add_counts(rows, field, shown, count);
	else
		print_chart_values(&session->out, &session->terminal, shown, count);
	chart_release(&years);
	free(counts);
	facets_release(&facets);
}

static void print_facets(struct session *session)
{
	const struct values *values = session->values;
	for (size_t i = 0; i < values->facet_count; i++) {
		int field = values->facet_fields[i];
		if (values->facet_count > 1)
			buffer_add_format(&session->out, "%s%s:\n", i > 0 ? "\n" : "",
					  fields[field].name);
		print_counts(session, field, false, NULL);
	}
}

/* --count, --facets and --by in a format for programs. */
static void print_count_rows(struct session *session)
{
	static const struct rows_column only[] = { { "count", true } };
	const struct values *values = session->values;
	struct rows rows;
	if (values->count) {
		char number[24];
		snprintf(number, sizeof number, "%llu",
			 (unsigned long long)session->search.clause_count);
		rows_start(&rows, &session->out, values->format, only, 1);
		rows_add(&rows, (const char *const[]){ number });
	} else
		rows_start(&rows, &session->out, values->format, count_columns, 3);
	for (size_t i = 0; i < values->facet_count; i++)
		print_counts(session, values->facet_fields[i], false, &rows);
	if (values->by != NULL)
		print_counts(session, field_find(values->by, strlen(values->by)), true, &rows);
	rows_end(&rows);
}

static void print_count_text(struct session *session)
{
	const struct values *values = session->values;
	if (values->count)
		buffer_add_format(&session->out, "%llu\n",
				  (unsigned long long)session->search.clause_count);
	else if (values->by != NULL)
		print_counts(session, field_find(values->by, strlen(values->by)), true, NULL);
	else
		print_facets(session);
}

/* ---- Results ---- */

static void print_object(struct session *session, size_t number, const struct hit *hit,
			 const struct found *found)
{
	struct buffer *out = &session->out;
	bool array = strcmp(session->values->format, "json") == 0;
	if (array)
		buffer_add_text(out, number > session->first ? ",\n" : "[\n");
	print_json_hit(out, number + 1, &session->search, hit, found, session->values->repeats,
		       session->parallel);
	if (array)
		out->length--; /* the new line: a comma or a bracket comes before it */
}

/* '\0' unless the format is a table. */
static char separator_of(const struct values *values)
{
	if (strcmp(values->format, "csv") == 0)
		return ',';
	return strcmp(values->format, "tsv") == 0 ? '\t' : '\0';
}

static void print_result(struct session *session, size_t number, const struct hit *hit,
			 const struct found *found)
{
	const struct values *values = session->values;
	struct buffer *out = &session->out;
	if (separator_of(values) != '\0') {
		print_table_hit(out, separator_of(values), number + 1, &session->search, hit,
				found);
		return;
	}
	if (strcmp(values->format, "markdown") == 0) {
		print_markdown_hit(out, number + 1, &session->search, hit, found);
		return;
	}
	if (!is_text(values)) {
		print_object(session, number, hit, found);
		return;
	}
	print_text_hit(out, &session->terminal, number + 1, &session->search, hit, found);
	if (values->cite)
		print_text_reference(out, &session->terminal, found->resolution, &found->clause);
	if (values->explain)
		explain_hit(out, hit);
	if (values->repeats)
		print_text_repeats(out, &session->search, hit);
	if (session->parallel != NULL)
		parallel_print_text(session->parallel, out, &session->terminal, found->resolution,
				    &found->clause);
}

static void print_lines(struct session *session, const struct kwic *kwic)
{
	const struct values *values = session->values;
	size_t sort = 0;
	while (strcmp(kwic_sort_names[sort], values->kwic_sort) != 0)
		sort++;
	if (is_text(values))
		print_kwic(&session->out, &session->terminal, kwic->lines, kwic->count,
			   (enum kwic_sort)sort);
	else
		print_kwic_rows(&session->out, values->format, kwic->lines, kwic->count,
				(enum kwic_sort)sort);
}

/* Whether more of the resolutions is shown than where the words stand, when, and how it was
 * adopted. */
static bool shows_more(const struct session *session)
{
	const struct values *values = session->values;
	return !values->kwic && (!is_text(values) || values->cite || session->parallel != NULL);
}

static int print_results(struct session *session, struct error *error)
{
	struct kwic kwic = KWIC_INIT;
	const struct values *values = session->values;
	int status = STATUS_OK;
	if (separator_of(values) != '\0' && !values->kwic)
		print_table_header(&session->out, separator_of(values));
	for (size_t i = session->first; i < session->first + session->count && status == STATUS_OK;
	     i++) {
		const struct hit *hit = &session->search.hits[i];
		struct found found;
		status = search_found(&session->search, hit, shows_more(session), &found, error);
		if (status != STATUS_OK)
			break;
		if (values->kwic)
			kwic_add(&kwic, i + 1, &found, session->index->language_count > 1);
		else
			print_result(session, i, hit, &found);
		found_release(&found);
	}
	if (values->kwic)
		print_lines(session, &kwic);
	kwic_release(&kwic);
	if (strcmp(values->format, "json") == 0 && !values->kwic)
		buffer_add_text(&session->out, session->count > 0 ? "\n]\n" : "[]\n");
	return status;
}

/* Says on standard error what was done to the query. */
static void print_notices(const struct search *search)
{
	struct buffer out = BUFFER_INIT;
	for (size_t l = 0; l < search->index->language_count; l++) {
		const struct conditions *conditions = &search->conditions[l];
		for (size_t i = 0; i < conditions->reading_count; i++) {
			const struct reading *reading = &conditions->readings[i];
			buffer_add_text(&out, "clausula: \"");
			terminal_add(&out, reading->typed, strlen(reading->typed), false);
			buffer_add_text(&out, "\" is not in the index, read as ");
			for (size_t j = 0; j < reading->count; j++) {
				buffer_add_text(&out, j > 0 ? ", " : "");
				terminal_add(&out, reading->as[j], strlen(reading->as[j]), false);
			}
			buffer_add_format(&out, " (%s)\n", conditions->language->language->code);
		}
	}
	if (search->relaxed)
		buffer_add_text(&out,
				"clausula: no clause has all the words; these have most of the "
				"rarest\n");
	if (out.length > 0)
		fwrite(out.bytes, 1, out.length, stderr);
	buffer_release(&out);
}

/* Whether only numbers of hits are wanted. */
static bool are_counted(const struct values *values)
{
	return values->count || values->facets != NULL || values->by != NULL;
}

static int print_all(struct session *session, struct error *error)
{
	const struct values *values = session->values;
	struct search *search = &session->search;
	bool text = is_text(values);
	session->first = values->offset < search->hit_count ? values->offset : search->hit_count;
	size_t left = search->hit_count - session->first;
	session->count = values->limit < left ? values->limit : left;
	if (values->explain)
		explain_query(&session->out, search);
	if (are_counted(values)) {
		if (text)
			print_count_text(session);
		else
			print_count_rows(session);
		return STATUS_OK;
	}
	if (text && search->hit_count > 0 && !values->kwic)
		print_text_totals(&session->out, &session->terminal, search, session->seconds);
	return print_results(session, error);
}

static enum search_unit unit_of(const struct values *values)
{
	return strcmp(values->unit, "resolution") == 0 ? UNIT_RESOLUTION : UNIT_CLAUSE;
}

static enum search_sort sort_of(const struct values *values)
{
	if (strcmp(values->sort, "date") == 0)
		return SORT_DATE;
	return strcmp(values->sort, "symbol") == 0 ? SORT_SYMBOL : SORT_RANK;
}

static int search_index(const struct values *values, const char *query, size_t length,
			struct error *error)
{
	struct timespec start, end;
	struct session session = { .values = values,
				   .terminal = terminal_of(stdout),
				   .out = BUFFER_INIT };
	/* Which of near repeats is shown depends on all that are better. */
	size_t shown = values->similar || values->limit > SIZE_MAX - values->offset
			   ? 0
			   : values->offset + values->limit;
	const struct search_options search_options = { .exact = values->exact,
						       .unit = unit_of(values),
						       .sort = sort_of(values),
						       .first = shown,
						       .places_only = !values->similar &&
								      are_counted(values) };
	int code = EXIT_WRONG;
	clock_gettime(CLOCK_MONOTONIC, &start);
	int status = common_open(&session.index, values->index, "--lang", values->languages, error);
	if (status == STATUS_OK && values->parallel != NULL)
		status = parallel_open(&session.parallel, values->index, values->parallel, error);
	if (status == STATUS_OK)
		status = search_run(&session.search, session.index, query, length, &search_options,
				    error);
	clock_gettime(CLOCK_MONOTONIC, &end);
	session.seconds =
	    (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
	if (status == STATUS_OK) {
		print_notices(&session.search);
		if (values->similar && search_options.unit == UNIT_CLAUSE)
			similar_fold(&session.search);
		status = print_all(&session, error);
		if (status == STATUS_OK)
			status = index_check(session.index, error);
		if (status == STATUS_OK)
			status = parallel_check(session.parallel, error);
		if (status != STATUS_OK)
			buffer_clear(&session.out); /* some of it may be wrong */
		code = session.search.hit_count > 0 ? EXIT_FOUND : EXIT_NOTHING;
		code = is_text(values) ? pager_print(session.out.bytes, session.out.length, code)
				       : common_print(session.out.bytes, session.out.length, code);
		search_release(&session.search);
	}
	if (status != STATUS_OK)
		code = common_fail(error);
	buffer_release(&session.out);
	parallel_close(session.parallel);
	common_leave(session.index);
	return code;
}

static int run(int count, char **arguments)
{
	struct values values = { .limit = DEFAULT_LIMIT,
				 .format = "text",
				 .unit = "clause",
				 .sort = "rank",
				 .kwic_sort = "rank" };
	struct error error = ERROR_INIT;
	int code;
	if (!common_start(&command_search, &values, &count, arguments, &code))
		return code;
	memory_limit(SEARCH_MAX_MEMORY);
	if (count == 0)
		return common_wrong_use(&command_search, "no query: wanted words to search for");
	if (values.count + (values.facets != NULL) + (values.by != NULL) + values.kwic > 1)
		return common_wrong_use(&command_search,
					"wanted one of --count, --facets, --by and --kwic");
	if (values.facets != NULL && read_facets(&values, &error) != STATUS_OK)
		return common_fail(&error);
	if (!is_text(&values) && values.explain)
		return common_wrong_use(&command_search, "--explain is text: it takes no --format");
	/* Several operands are one query, as if they stood in one argument. */
	struct buffer query = BUFFER_INIT;
	for (int i = 0; i < count; i++) {
		if (i > 0)
			buffer_add_byte(&query, ' ');
		buffer_add_text(&query, arguments[i]);
	}
	code = search_index(&values, query.bytes, query.length, &error);
	buffer_release(&query);
	return code;
}
