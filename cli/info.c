/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/common.h"

#include "base/buffer.h"
#include "base/date.h"
#include "cli/json_values.h"
#include "cli/terminal.h"
#include "stemmers/analyser.h"

#include <jansson.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct values {
	const char *index, *format;
};

static const char *const formats[] = { "text", "json", NULL };

static const struct option options[] = {
	{ "index", OPTION_TEXT, offsetof(struct values, index), "DIR", NULL,
	  "the index to describe" },
	{ "format", OPTION_CHOICE, offsetof(struct values, format), "FORMAT", formats,
	  "text or json" },
	{ .name = NULL },
};

static int run(int count, char **arguments);

const struct command command_info = { "info", "Tell what an index holds", "", options, run };

/* What is told of one language. */
struct row {
	const struct language *language;
	struct segment_counts counts;
	uint64_t bytes;
	size_t segments;
	uint32_t first_date, last_date;
};

static struct row describe(const struct index_language *language)
{
	struct row row = { .language = language->language,
			   .counts = index_counts(language),
			   .segments = language->segment_count };
	for (size_t i = 0; i < language->segment_count; i++) {
		const struct segment *segment = language->segments[i];
		row.bytes += segment->mapping.length;
		for (uint32_t work = 0; work < segment->counts.works; work++) {
			uint32_t date = segment_date(segment, work);
			if (date == 0 || segment->hidden[work])
				continue;
			if (row.first_date == 0 || date < row.first_date)
				row.first_date = date;
			if (date > row.last_date)
				row.last_date = date;
		}
	}
	return row;
}

static const char *shown(uint32_t date, char text[DATE_ISO_SIZE])
{
	return date != 0 ? date_iso(date, text) : "-";
}

static void print_text(const struct index *index, struct buffer *out)
{
	terminal_add(out, index->path, strlen(index->path), false);
	buffer_add_format(out, ": generation %llu, format %d, analysis %d\n",
			  (unsigned long long)index->manifest.generation, FORMAT_VERSION,
			  ANALYSIS_VERSION);
	buffer_add_format(out, "%-12s %6s %8s %8s %-10s %-10s %7s %8s\n", "language", "works",
			  "clauses", "wordings", "first", "last", "text MB", "index MB");
	for (size_t i = 0; i < index->language_count; i++) {
		struct row row = describe(&index->languages[i]);
		char first[DATE_ISO_SIZE], last[DATE_ISO_SIZE];
		buffer_add_format(
		    out, "%-2s %-9s %6llu %8llu %8llu %-10s %-10s %7.1f %8.1f\n",
		    row.language->code, row.language->name, (unsigned long long)row.counts.works,
		    (unsigned long long)row.counts.clauses, (unsigned long long)row.counts.wordings,
		    shown(row.first_date, first), shown(row.last_date, last),
		    (double)row.counts.text_bytes / 1e6, (double)row.bytes / 1e6);
	}
}

static void print_json(const struct index *index, struct buffer *out)
{
	json_t *languages_array = json_array();
	for (size_t i = 0; i < index->language_count; i++) {
		struct row row = describe(&index->languages[i]);
		json_array_append_new(
		    languages_array,
		    json_pack("{ss ss sI sI sI sI sI sI sI so so si}", "lang", row.language->code,
			      "name", row.language->name, "resolutions",
			      (json_int_t)row.counts.works, "clauses",
			      (json_int_t)row.counts.clauses, "wordings",
			      (json_int_t)row.counts.wordings, "forms",
			      (json_int_t)row.counts.forms, "terms", (json_int_t)row.counts.terms,
			      "text_bytes", (json_int_t)row.counts.text_bytes, "index_bytes",
			      (json_int_t)row.bytes, "first", json_date(row.first_date), "last",
			      json_date(row.last_date), "segments", (int)row.segments));
	}
	json_t *path = json_shown(index->path);
	json_t *root =
	    json_pack("{so sI si si so}", "index", path != NULL ? path : json_null(), "generation",
		      (json_int_t)index->manifest.generation, "format", FORMAT_VERSION, "analysis",
		      ANALYSIS_VERSION, "languages", languages_array);
	char *text = json_dumps(root, JSON_INDENT(1));
	if (text != NULL)
		buffer_add_format(out, "%s\n", text);
	free(text);
	json_decref(root);
}

static int run(int count, char **arguments)
{
	struct values values = { .format = "text" };
	struct error error = ERROR_INIT;
	struct index *index;
	int code;
	if (!common_start(&command_info, &values, &count, arguments, &code))
		return code;
	if (count > 0)
		return common_wrong_use(&command_info, "info takes no operands");
	if (common_open(&index, values.index, "--lang", NULL, &error) != STATUS_OK)
		return common_fail(&error);
	struct buffer out = BUFFER_INIT;
	if (strcmp(values.format, "json") == 0)
		print_json(index, &out);
	else
		print_text(index, &out);
	code = index_check(index, &error) == STATUS_OK
		   ? common_print(out.bytes, out.length, EXIT_FOUND)
		   : common_fail(&error);
	buffer_release(&out);
	index_free(index);
	return code;
}
