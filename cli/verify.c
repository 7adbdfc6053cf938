/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/common.h"

#include "base/buffer.h"
#include "cli/json_values.h"
#include "cli/terminal.h"
#include "store/verify.h"

#include <jansson.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct values {
	const char *index, *format;
	bool full;
};

static const char *const formats[] = { "text", "jsonl", NULL };

static const struct option options[] = {
	{ "index", OPTION_TEXT, offsetof(struct values, index), "DIR", NULL, "the index to check" },
	{ "full", OPTION_FLAG, offsetof(struct values, full), NULL, NULL,
	  "check every byte and every text" },
	{ "format", OPTION_CHOICE, offsetof(struct values, format), "FORMAT", formats,
	  "text or jsonl (an object a line)" },
	{ .name = NULL },
};

static int run(int count, char **arguments);

const struct command command_verify = { "verify", "Check that an index is as it was written", "",
					options, run };

struct output {
	struct buffer bytes;
	bool lines;
};

static json_t *text_or_null(const char *text)
{
	return text[0] != '\0' ? json_shown(text) : json_null();
}

static void add_part(struct buffer *out, const char *before, const char *text)
{
	if (text[0] == '\0')
		return;
	buffer_add_text(out, before);
	terminal_add(out, text, strlen(text), true);
}

static void print_finding(void *context, const struct finding *finding)
{
	struct output *output = context;
	struct buffer *out = &output->bytes;
	if (output->lines) {
		json_add_line(out,
			      json_pack("{so so so so so}", "file", text_or_null(finding->file),
					"section", text_or_null(finding->section), "symbol",
					text_or_null(finding->symbol), "clause",
					text_or_null(finding->label), "problem",
					text_or_null(finding->problem)));
		return;
	}
	add_part(out, "", finding->file);
	add_part(out, ": ", finding->section);
	add_part(out, ": ", finding->symbol);
	add_part(out, "#", finding->label);
	add_part(out, ": ", finding->problem);
	buffer_add_byte(out, '\n');
}

static void print_summary(struct output *output, const struct verify_report *report, bool full)
{
	const struct manifest *manifest = &report->manifest;
	if (output->lines)
		json_add_line(
		    &output->bytes,
		    json_pack("{sb sb sI sI sI sI sI so}", "whole", report->findings == 0, "full",
			      full, "generation", (json_int_t)manifest->generation, "segments",
			      (json_int_t)report->segments, "resolutions",
			      (json_int_t)report->works, "clauses", (json_int_t)report->clauses,
			      "bytes", (json_int_t)report->bytes, "libraries",
			      text_or_null(manifest->libraries)));
	else if (report->findings == 0)
		buffer_add_format(&output->bytes,
				  "%s: generation %llu, %zu segment%s, %llu resolutions, %llu "
				  "clauses, %.1f MB, in %.1f s\n",
				  full ? "whole" : "sizes and headers are in order",
				  (unsigned long long)manifest->generation, report->segments,
				  report->segments == 1 ? "" : "s",
				  (unsigned long long)report->works,
				  (unsigned long long)report->clauses, (double)report->bytes / 1e6,
				  report->seconds);
}

static int run(int count, char **arguments)
{
	struct values values = { .format = "text" };
	struct error error = ERROR_INIT;
	struct verify_report report;
	char *path;
	int code;
	if (!common_start(&command_verify, &values, &count, arguments, &code))
		return code;
	if (count > 0)
		return common_wrong_use(&command_verify, "verify takes no operands");
	if (common_index_path(values.index, &path, &error) != STATUS_OK)
		return common_fail(&error);
	struct output output = { BUFFER_INIT, strcmp(values.format, "jsonl") == 0 };
	int status = verify_index(path, values.full, print_finding, &output, &report, &error);
	if (status == STATUS_OK)
		print_summary(&output, &report, values.full);
	code = common_print(output.bytes.bytes, output.bytes.length, EXIT_FOUND);
	if (status == STATUS_OK && report.findings > 0)
		status = error_set(&error, STATUS_DAMAGED,
				   "%s: damaged in %zu place%s; build the index again with: "
				   "clausula index --rebuild",
				   path, report.findings, report.findings == 1 ? "" : "s");
	if (status != STATUS_OK)
		code = common_fail(&error);
	verify_report_release(&report);
	buffer_release(&output.bytes);
	free(path);
	return code;
}
