/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/common.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "cli/terminal.h"
#include "indexer/build.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LIST_MAX_BYTES = 64 * 1024 * 1024 };

struct values {
	const char *index;
	bool rebuild, quiet;
	size_t jobs, memory;
};

static const struct option options[] = {
	{ "index", OPTION_TEXT, offsetof(struct values, index), "DIR", NULL,
	  "the index to make or to update" },
	{ "rebuild", OPTION_FLAG, offsetof(struct values, rebuild), NULL, NULL,
	  "forget what is there and read everything anew" },
	{ "jobs", OPTION_NUMBER, offsetof(struct values, jobs), "N", NULL,
	  "use N threads (default: one for each core)" },
	{ "memory", OPTION_SIZE, offsetof(struct values, memory), "SIZE", NULL,
	  "use SIZE of memory, such as 64M or 1G (default: 256M)" },
	{ "quiet", OPTION_FLAG, offsetof(struct values, quiet), NULL, NULL,
	  "no progress and no summary; only what could not be read" },
	{ .name = NULL },
};

static int run(int count, char **arguments);

const struct command command_index = { "index", "Read resolutions and make them searchable",
				       "[PATH]...", options, run };

/* ---- Progress, on a terminal alone ---- */

struct progress {
	struct terminal terminal;
	double started, last;
	enum build_phase phase;
};

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void show_progress(void *context, enum build_phase phase, uint64_t done, uint64_t total)
{
	struct progress *progress = context;
	double time = now();
	if (phase != progress->phase) {
		progress->phase = phase;
		progress->started = time;
	} else if (time - progress->last < 0.1)
		return;
	progress->last = time;
	double part = total > 0 ? (double)done / (double)total : 1,
	       seconds = time - progress->started;
	if (part > 1)
		part = 1;
	double rate = seconds > 0 ? (double)done / seconds : 0;
	char text[160];
	if (phase == BUILD_READING)
		snprintf(text, sizeof text, "%5.1f MB/s", rate / 1e6);
	else
		snprintf(text, sizeof text, "%6.0f clauses/s", rate);
	enum { BAR = 24 };
	int filled = (int)(part * BAR);
	double left = part > 0.01 ? seconds * (1 - part) / part : 0;
	fprintf(stderr, "\r%-7s [%.*s%*s] %3.0f %%  %s  %2.0f s left\033[K",
		phase == BUILD_READING ? "reading" : "writing", filled, "########################",
		BAR - filled, "", part * 100, text, left);
	fflush(stderr);
}

/* ---- The summary ---- */

/* Lines with absolute names of files; those below the working directory are shown as seen from it.
 */
static void add_lines(struct buffer *out, const struct build_notice *notices, size_t count)
{
	char *here = getcwd(NULL, 0);
	size_t length = here != NULL ? strlen(here) : 0;
	for (size_t i = 0; i < count; i++) {
		const char *line = notices[i].line;
		buffer_add_text(out, "clausula: ");
		for (const char *next; length > 1 && (next = strstr(line, here)) != NULL;) {
			bool name =
			    next[length] == '/' && (next == notices[i].line || next[-1] == ' ');
			size_t keep = (size_t)(next - line) + (name ? 0 : length);
			terminal_add(out, line, keep, false);
			line = next + length + name;
		}
		terminal_add(out, line, strlen(line), false);
		buffer_add_byte(out, '\n');
	}
	free(here);
}

static void add_languages(struct buffer *out, const struct build_report *report)
{
	uint64_t text = 0, bytes = 0;
	buffer_add_format(out, "%-10s %8s %12s %9s %9s %10s %10s\n", "language", "read",
			  "resolutions", "clauses", "wordings", "text MB", "index MB");
	for (size_t l = 0; l < LANGUAGE_COUNT; l++) {
		const struct build_language *row = &report->languages[l];
		if (row->counts.works == 0 && row->read == 0)
			continue;
		buffer_add_format(out, "%-10s %8llu %12llu %9llu %9llu %10.1f %10.1f\n",
				  row->language->name, (unsigned long long)row->read,
				  (unsigned long long)row->counts.works,
				  (unsigned long long)row->counts.clauses,
				  (unsigned long long)row->counts.wordings,
				  (double)row->counts.text_bytes / 1e6, (double)row->bytes / 1e6);
		text += row->counts.text_bytes;
		bytes += row->bytes;
	}
	if (text > 0)
		buffer_add_format(out, "index: %.1f MB, %.2f times its text\n", (double)bytes / 1e6,
				  (double)bytes / (double)text);
}

static void add_summary(struct buffer *out, const struct build_report *report)
{
	buffer_add_format(
	    out, "files in %.1f s: %llu, unchanged: %llu, unreadable: %zu, duplicates: %zu",
	    report->seconds, (unsigned long long)report->files,
	    (unsigned long long)report->unchanged, report->problem_count, report->duplicate_count);
	if (report->extracts > 0)
		buffer_add_format(out, "\nfiles with votes and subjects: %llu",
				  (unsigned long long)report->extracts);
	if (report->removed > 0)
		buffer_add_format(out, "\nresolutions removed: %llu",
				  (unsigned long long)report->removed);
	buffer_add_text(out, report->changed ? "\n" : "; nothing to do\n");
	add_languages(out, report);
}

/* ---- The command ---- */

/* Paths of which "-" stands for a list on standard input, separated by new lines or NUL bytes. */
struct paths {
	const char **at;
	size_t count, capacity;
	struct buffer list;
};

static void add_path(struct paths *paths, const char *path)
{
	paths->at = memory_grow(paths->at, &paths->capacity, paths->count + 1, sizeof *paths->at);
	paths->at[paths->count++] = path;
}

static int read_list(struct paths *paths, struct error *error)
{
	int status = file_read(STDIN_FILENO, "standard input", LIST_MAX_BYTES, &paths->list, error);
	if (status != STATUS_OK || paths->list.length == 0)
		return status;
	char *at = paths->list.bytes, *end = at + paths->list.length;
	char separator = memchr(at, '\0', paths->list.length) != NULL ? '\0' : '\n';
	while (at < end) {
		char *stop = memchr(at, separator, (size_t)(end - at));
		if (stop == NULL)
			stop = end;
		*stop = '\0';
		if (*at != '\0')
			add_path(paths, at);
		at = stop + 1;
	}
	return STATUS_OK;
}

static int gather_paths(struct paths *paths, int count, char **arguments, struct error *error)
{
	bool list = false;
	for (int i = 0; i < count; i++) {
		if (strcmp(arguments[i], "-") != 0)
			add_path(paths, arguments[i]);
		else if (!list) {
			list = true;
			int status = read_list(paths, error);
			if (status != STATUS_OK)
				return status;
		}
	}
	return STATUS_OK;
}

static int build(const struct values *values, const struct paths *paths, struct error *error)
{
	struct progress progress = { .terminal = terminal_of(stderr), .started = now() };
	char *path;
	struct build_report report;
	if (common_index_path(values->index, &path, error) != STATUS_OK)
		return common_fail(error);
	struct build_options build_options = { .index_path = path,
					       .paths = paths->at,
					       .path_count = paths->count,
					       .rebuild = values->rebuild,
					       .threads = (unsigned)values->jobs,
					       .memory = values->memory,
					       .context = &progress };
	bool show = progress.terminal.is_terminal && !values->quiet;
	if (show)
		build_options.progress = show_progress;
	int status = build_index(&build_options, &report, error);
	if (show)
		fputs("\r\033[K", stderr);
	struct buffer notices = BUFFER_INIT, summary = BUFFER_INIT;
	add_lines(&notices, report.problems, report.problem_count);
	if (!values->quiet)
		add_lines(&notices, report.duplicates, report.duplicate_count);
	if (notices.length > 0)
		fwrite(notices.bytes, 1, notices.length, stderr);
	int code = report.problem_count > 0 ? EXIT_NOTHING : EXIT_FOUND;
	if (status != STATUS_OK)
		code = common_fail(error);
	else if (!values->quiet) {
		add_summary(&summary, &report);
		code = common_print_after(summary.bytes, summary.length, code,
					  report.changed ? "; the new index was published"
							 : "; the index is as it was");
	}
	buffer_release(&notices);
	buffer_release(&summary);
	build_report_release(&report);
	free(path);
	return code;
}

static int run(int count, char **arguments)
{
	struct values values = { .memory = BUILD_MEMORY };
	struct error error = ERROR_INIT;
	int code;
	if (!common_start(&command_index, &values, &count, arguments, &code))
		return code;
	if (count == 0 && !values.rebuild)
		return common_wrong_use(
		    &command_index,
		    "no files: wanted files, directories or archives of resolutions");
	if (values.memory < BUILD_LEAST_MEMORY)
		return common_wrong_use(&command_index, "--memory: wanted 16M or more");
	memory_give_back();
	struct paths paths = { 0 };
	if (gather_paths(&paths, count, arguments, &error) != STATUS_OK)
		code = common_fail(&error);
	else if (paths.count == 0 && count > 0)
		code = common_wrong_use(&command_index, "standard input names no files");
	else
		code = build(&values, &paths, &error);
	buffer_release(&paths.list);
	free(paths.at);
	return code;
}
