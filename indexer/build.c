/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/build_steps.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { SOURCES_MAX_BYTES = 1024 * 1024 * 1024, WRITER_LEAST_MEMORY = 32 * 1024 * 1024 };

unsigned build_threads(const struct build_options *options)
{
	long cores = options->threads != 0 ? (long)options->threads : sysconf(_SC_NPROCESSORS_ONLN);
	return cores < 1 ? 1 : cores > 64 ? 64 : (unsigned)cores;
}

size_t build_writers(const struct build_options *options, size_t count)
{
	size_t wanted = build_threads(options), most = options->memory / WRITER_LEAST_MEMORY;
	if (wanted > count)
		wanted = count;
	return wanted < most ? wanted : most > 0 ? most : 1;
}

/* ---- Paths ---- */

static void add_path(struct build *build, const char *path)
{
	build->paths = memory_grow(build->paths, &build->path_capacity, build->path_count + 1,
				   sizeof *build->paths);
	build->paths[build->path_count++] = memory_text(path, strlen(path));
}

/* A file has one name, from wherever it is named: the absolute one. */
static void add_given_paths(struct build *build)
{
	for (size_t i = 0; i < build->options->path_count; i++) {
		const char *path = build->options->paths[i];
		char *absolute = realpath(path, NULL), *here = NULL;
		struct buffer full = BUFFER_INIT;
		if (absolute == NULL && path[0] != '/' && path[0] != '\0')
			here = getcwd(NULL, 0);
		if (here != NULL)
			buffer_add_format(&full, "%s/%s", here, path);
		add_path(build, absolute != NULL ? absolute : here != NULL ? full.bytes : path);
		buffer_release(&full);
		free(here);
		free(absolute);
	}
}

/* ---- What was there before ---- */

/* Without the list of sources nobody knows what the index was made of: that is no empty list. */
static int read_table(struct build *build, struct error *error)
{
	static const char advice[] = "build the index again with: clausula index --rebuild PATH…";
	const char *name = build->old_manifest.sources_file;
	struct buffer bytes = BUFFER_INIT;
	char sha256[HASH_HEX_SIZE];
	int file = openat(build->directory.descriptor, name,
			  O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (file < 0)
		return error_set(error, STATUS_DAMAGED, "%s/%s: cannot be opened (%s); %s",
				 build->directory.path, name, strerror(errno), advice);
	int status = file_read(file, name, SOURCES_MAX_BYTES, &bytes, error);
	close(file);
	if (status == STATUS_OK) {
		hash_sha256(bytes.bytes, bytes.length, sha256);
		if (build->old_manifest.sources_sha256[0] != '\0' &&
		    strcmp(sha256, build->old_manifest.sources_sha256) != 0)
			status = error_set(
			    error, STATUS_DAMAGED,
			    "%s/%s: damaged: its bytes are not those that were written; %s",
			    build->directory.path, name, advice);
	}
	struct error inner = ERROR_INIT;
	if (status == STATUS_OK &&
	    source_table_read(&build->table, bytes.bytes, bytes.length, &inner) != STATUS_OK)
		status = error_set(error, STATUS_DAMAGED, "%s/%s: %s; %s", build->directory.path,
				   name, inner.message, advice);
	buffer_release(&bytes);
	return status;
}

/* Where the manifest is damaged or of another format, a rebuild still finds the list of sources by
 * its name. */
static bool read_last_table(struct build *build)
{
	struct manifest *manifest = &build->old_manifest;
	snprintf(manifest->sources_file, sizeof manifest->sources_file, "sources-%llu.tsv",
		 (unsigned long long)directory_last_generation(&build->directory, "sources"));
	if (read_table(build, NULL) == STATUS_OK)
		return true;
	source_table_release(&build->table);
	return false;
}

static int open_old(struct build *build, struct error *error)
{
	const struct build_options *options = build->options;
	struct error inner = ERROR_INIT;
	int status = manifest_read(&build->old_manifest, build->directory.descriptor,
				   options->index_path, &inner);
	if (status == STATUS_ABSENT)
		directory_clean(&build->directory, &build->old_manifest);
	if (status == STATUS_ABSENT || (options->rebuild && options->path_count > 0))
		return STATUS_OK;
	if (status != STATUS_OK) {
		if (options->rebuild && status != STATUS_SYSTEM && read_last_table(build))
			return STATUS_OK;
		if (error != NULL)
			*error = inner;
		return status;
	}
	directory_clean(&build->directory, &build->old_manifest);
	status = read_table(build, error);
	if (status == STATUS_OK && !options->rebuild)
		status = index_open(&build->old, options->index_path, NULL, 0, error);
	return status;
}

/* Whether the file or archive lies in one of the directories or archives that were added. */
static bool lies_in(char *const *containers, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(containers[i]);
		if (strncmp(name, containers[i], length) == 0 &&
		    (name[length] == '/' || name[length] == ':'))
			return true;
	}
	return false;
}

/* The paths of last time, for `index --rebuild` without any: directories, then those archives and
 * those files that lie in none of them. */
static void add_recorded_paths(struct build *build)
{
	static const enum source_kind order[] = { SOURCE_ROOT, SOURCE_ARCHIVE, SOURCE_FILE };
	size_t containers = 0;
	for (size_t pass = 0; pass < sizeof order / sizeof *order; pass++) {
		for (size_t i = 0; i < build->table.count; i++) {
			const struct source_row *row = &build->table.rows[i];
			if (row->kind == order[pass] &&
			    !lies_in(build->paths, containers, row->name))
				add_path(build, row->name);
		}
		if (order[pass] != SOURCE_FILE)
			containers = build->path_count;
	}
}

/* ---- Publishing ---- */

static void make_manifest(const struct writing *writing, struct manifest *manifest)
{
	const struct build *build = writing->build;
	for (size_t l = 0; l < LANGUAGE_COUNT; l++) {
		const struct language_plan *row = &writing->plan->languages[l];
		size_t kept = row->kept;
		for (size_t i = 0; i < build->old_manifest.segment_count && build->old != NULL;
		     i++) {
			const struct manifest_segment *old = &build->old_manifest.segments[i];
			if (strcmp(old->language, row->language->code) != 0 || kept == 0)
				continue;
			*manifest_add(manifest) = *old;
			kept--;
		}
		if (row->count > 0)
			*manifest_add(manifest) = writing->segments[l];
	}
}

static int publish(struct writing *writing, struct error *error)
{
	struct build *build = writing->build;
	struct manifest manifest = { 0 };
	struct buffer sources = BUFFER_INIT;
	manifest.generation = writing->generation;
	make_manifest(writing, &manifest);
	snprintf(manifest.sources_file, sizeof manifest.sources_file, "sources-%llu.tsv",
		 (unsigned long long)writing->generation);
	source_table_write(&build->table, &sources);
	hash_sha256(sources.bytes, sources.length, manifest.sources_sha256);
	int status = file_publish(build->directory.descriptor, manifest.sources_file, sources.bytes,
				  sources.length, NULL, error);
	if (status == STATUS_OK)
		status = manifest_publish(&manifest, build->directory.descriptor,
					  &writing->published, error);
	if (status == STATUS_OK) {
		build->report->changed = true;
		directory_clean(&build->directory, &manifest);
		manifest_release(&build->old_manifest);
		build->old_manifest = manifest;
	} else {
		if (!writing->published)
			unlinkat(build->directory.descriptor, manifest.sources_file, 0);
		manifest_release(&manifest);
	}
	buffer_release(&sources);
	return status;
}

/* What the index holds now, from its manifest. Works that a newer segment hides count once. */
static void report_holdings(struct build *build)
{
	struct index *index;
	if (index_open(&index, build->options->index_path, NULL, 0, NULL) != STATUS_OK)
		return;
	for (size_t i = 0; i < index->language_count; i++) {
		const struct index_language *row = &index->languages[i];
		struct build_language *out = &build->report->languages[row->language - languages];
		for (size_t s = 0; s < row->segment_count; s++)
			out->bytes += row->segments[s]->mapping.length;
		out->counts = index_counts(row);
	}
	index_free(index);
}

static bool has_inputs(const struct plan *plan)
{
	for (size_t l = 0; l < LANGUAGE_COUNT; l++)
		if (plan->languages[l].count > 0)
			return true;
	return false;
}

/* A number that no file of the index has: a reader may have files open that an unreadable manifest
 * does not tell of. */
static uint64_t next_generation(const struct build *build)
{
	uint64_t last = directory_last_generation(&build->directory, "");
	if (build->old_manifest.generation > last)
		last = build->old_manifest.generation;
	return last + 1;
}

static int write_generation(struct build *build, struct error *error)
{
	struct plan plan;
	const struct plan_facts facts = { build->spool,    build->entry_rows,    &build->table,
					  build->old_rows, build->old_row_count, &build->extracts,
					  build->old };
	struct writing *writing = memory_array(1, sizeof *writing);
	*writing = (struct writing){
		.build = build, .facts = &facts, .plan = &plan, .generation = next_generation(build)
	};
	pthread_mutex_init(&writing->mutex, NULL);
	pthread_cond_init(&writing->ended, NULL);
	int status = plan_make(&plan, &facts, build->report, error);
	bool something = status == STATUS_OK && has_inputs(&plan);
	if (status == STATUS_OK && !something && build->old == NULL)
		status = error_set(
		    error, STATUS_INPUT, "nothing to index: no resolution in %llu file%s",
		    (unsigned long long)build->report->files, build->report->files == 1 ? "" : "s");
	if (something)
		status = build_write(writing, error);
	/* What was taken over from the old segments must have been whole. */
	if (status == STATUS_OK && build->old != NULL)
		status = index_check(build->old, error);
	if (status == STATUS_OK && (something || build->table_changed))
		status = publish(writing, error);
	/* A manifest that has its name but may not be on the disk yet: both generations stay. */
	if (status != STATUS_OK && !writing->published)
		for (size_t l = 0; l < LANGUAGE_COUNT; l++)
			if (writing->segments[l].file[0] != '\0')
				unlinkat(build->directory.descriptor, writing->segments[l].file, 0);
	plan_release(&plan);
	pthread_mutex_destroy(&writing->mutex);
	pthread_cond_destroy(&writing->ended);
	free(writing);
	return status;
}

static int by_line(const void *a, const void *b)
{
	const struct build_notice *x = a, *y = b;
	return strcmp(x->line, y->line);
}

int build_index(const struct build_options *options, struct build_report *report,
		struct error *error)
{
	struct timespec start, end;
	struct build build = { .options = options, .report = report, .directory = DIRECTORY_INIT };
	clock_gettime(CLOCK_MONOTONIC, &start);
	*report = (struct build_report){ 0 };
	for (size_t l = 0; l < LANGUAGE_COUNT; l++)
		report->languages[l].language = &languages[l];
	int status = directory_open(&build.directory, options->index_path, error);
	if (status == STATUS_OK)
		status = open_old(&build, error);
	add_given_paths(&build);
	if (status == STATUS_OK && options->rebuild) {
		if (build.path_count == 0)
			add_recorded_paths(&build);
		source_table_release(&build.table);
	}
	if (status == STATUS_OK && build.path_count == 0)
		status = error_set(
		    error, STATUS_INPUT,
		    "%s: no index there that could be built again; name the files to read",
		    options->index_path);
	if (status == STATUS_OK)
		status = build_read(&build, error);
	if (status == STATUS_OK)
		status = write_generation(&build, error);
	memory_sort(report->problems, report->problem_count, sizeof *report->problems, by_line);
	memory_sort(report->duplicates, report->duplicate_count, sizeof *report->duplicates,
		    by_line);
	index_free(build.old);
	if (status == STATUS_OK)
		report_holdings(&build);
	spool_free(build.spool);
	extracts_release(&build.extracts);
	extracts_release(&build.known_extracts);
	source_table_release(&build.table);
	manifest_release(&build.old_manifest);
	if (status == STATUS_OK)
		directory_close(&build.directory);
	else
		directory_discard(&build.directory);
	for (size_t i = 0; i < build.path_count; i++)
		free(build.paths[i]);
	free(build.paths);
	free(build.old_rows);
	free(build.entry_rows);
	clock_gettime(CLOCK_MONOTONIC, &end);
	report->seconds =
	    (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
	return status;
}

void build_report_release(struct build_report *report)
{
	free(report->problems);
	free(report->duplicates);
	arena_release(&report->arena);
	*report = (struct build_report){ 0 };
}
