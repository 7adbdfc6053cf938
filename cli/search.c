/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/common.h"

#include "base/buffer.h"
#include "cli/print_json.h"
#include "cli/print_text.h"
#include "searcher/search.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { DEFAULT_LIMIT = 10 };

struct values {
	const char *index, *languages, *format;
	size_t limit, offset;
	bool exact;
};

static const char *const formats[] = { "text", "jsonl", NULL };

static const struct option options[] = {
	{ "index", OPTION_TEXT, offsetof(struct values, index), "DIR", NULL,
	  "the index to search" },
	{ "lang", OPTION_TEXT, offsetof(struct values, languages), "LANG", NULL,
	  "only in these languages: es, or en,fr" },
	{ "exact", OPTION_FLAG, offsetof(struct values, exact), NULL, NULL,
	  "no other spelling, and only clauses with all the words" },
	{ "limit", OPTION_NUMBER, offsetof(struct values, limit), "N", NULL,
	  "show at most N results (default: 10)" },
	{ "offset", OPTION_NUMBER, offsetof(struct values, offset), "N", NULL,
	  "leave out the first N results" },
	{ "format", OPTION_CHOICE, offsetof(struct values, format), "FORMAT", formats,
	  "text, or jsonl: one JSON object a line" },
	{ .name = NULL },
};

static int run(int count, char **arguments);

const struct command command_search = { "search", "Find clauses by their words", "QUERY...",
					options, run };

/* Prints the hits that were asked for into *out. */
static int print_hits(const struct values *values, struct search *search, struct buffer *out,
		      double seconds, struct error *error)
{
	bool json = strcmp(values->format, "jsonl") == 0;
	struct terminal terminal = terminal_of(stdout);
	size_t first = values->offset < search->hit_count ? values->offset : search->hit_count;
	size_t left = search->hit_count - first,
	       count = values->limit < left ? values->limit : left;
	int status = STATUS_OK;
	if (!json && search->hit_count > 0)
		print_text_totals(out, &terminal, search, seconds);
	for (size_t i = first; i < first + count && status == STATUS_OK; i++) {
		struct found found;
		status = search_found(search, &search->hits[i], &found, error);
		if (status != STATUS_OK)
			break;
		if (json)
			print_json_hit(out, i + 1, search, &search->hits[i], &found);
		else
			print_text_hit(out, &terminal, i + 1, &search->hits[i], &found,
				       search->index->language_count > 1);
		found_release(&found);
	}
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

static int search_index(const struct values *values, const char *query, size_t length,
			struct error *error)
{
	struct timespec start, end;
	struct index *index;
	struct search search;
	struct buffer out = BUFFER_INIT;
	clock_gettime(CLOCK_MONOTONIC, &start);
	int status = common_open(&index, values->index, values->languages, error);
	if (status != STATUS_OK)
		return common_fail(error);
	const struct search_options search_options = { .exact = values->exact };
	status = search_run(&search, index, query, length, &search_options, error);
	clock_gettime(CLOCK_MONOTONIC, &end);
	int code;
	if (status != STATUS_OK)
		code = common_fail(error);
	else {
		double seconds = (double)(end.tv_sec - start.tv_sec) +
				 (double)(end.tv_nsec - start.tv_nsec) / 1e9;
		print_notices(&search);
		status = print_hits(values, &search, &out, seconds, error);
		code = search.hit_count > 0 ? EXIT_FOUND : EXIT_NOTHING;
		code = common_print(out.bytes, out.length, code);
		if (status != STATUS_OK)
			code = common_fail(error);
		search_release(&search);
	}
	buffer_release(&out);
	index_free(index);
	return code;
}

static int run(int count, char **arguments)
{
	struct values values = { .limit = DEFAULT_LIMIT, .format = "text" };
	struct error error = ERROR_INIT;
	int code;
	if (!common_start(&command_search, &values, &count, arguments, &code))
		return code;
	if (count == 0)
		return common_wrong_use(&command_search, "no query: wanted words to search for");
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
