/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/build.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/file.h"
#include "corpus/reader.h"
#include "indexer/directory.h"
#include "indexer/plan.h"
#include "indexer/segment_builder.h"
#include "indexer/source.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { SOURCES_MAX_BYTES = 1024 * 1024 * 1024 };

struct build {
	const struct build_options *options;
	struct build_report *report;
	struct directory directory;
	struct manifest old_manifest; /* generation 0 when there is none */
	struct index *old;            /* NULL when there is none, or nothing of it counts */
	struct source_table table;
	struct source_row *old_rows; /* rows that were read anew, as they were before */
	size_t old_row_count, old_row_capacity;
	struct spool *spool;
	size_t *entry_rows;
	size_t entry_row_capacity;
	struct extracts extracts;
	struct extracts known_extracts; /* of files that did not change; for what is new */
	bool table_changed;
	char **paths;
	size_t path_count, path_capacity;
	uint64_t bytes_before, bytes_total; /* of the paths that are done; of all */
};

static unsigned thread_count(const struct build_options *options)
{
	long cores = options->threads != 0 ? (long)options->threads : sysconf(_SC_NPROCESSORS_ONLN);
	return cores < 1 ? 1 : cores > 64 ? 64 : (unsigned)cores;
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

/* ---- Reading ---- */

static void add_problem(struct build *build, const char *line)
{
	struct build_report *report = build->report;
	build_notice_add(report, &report->problems, &report->problem_count,
			 &report->problem_capacity, line);
}

static void keep_row(struct build *build, const struct source_row *row)
{
	build->report->files++;
	build->report->unchanged++;
	if (row->problem[0] != '\0')
		add_problem(build, row->problem);
}

/* True when the rows of this file, or of all that its archive holds, can stay as they are. */
static bool on_unchanged(void *context, const char *name, uint64_t size, int64_t modified)
{
	struct build *build = context;
	const struct source_row *row = source_table_find(&build->table, name);
	if (row == NULL || row->size != size || row->modified != modified)
		return false;
	if (row->kind == SOURCE_FILE) {
		keep_row(build, row);
		return true;
	}
	size_t length = strlen(name);
	for (size_t i = 0; i < build->table.count; i++) {
		const struct source_row *member = &build->table.rows[i];
		if (strncmp(member->name, name, length) == 0 && member->name[length] == ':')
			keep_row(build, member);
	}
	return true;
}

/* The row of a file that is being read; remembers how it was before. */
static struct source_row *renew_row(struct build *build, const char *name)
{
	struct source_row *row = source_table_row(&build->table, name);
	if (row->language != NULL && !row->fresh) {
		build->old_rows = memory_grow(build->old_rows, &build->old_row_capacity,
					      build->old_row_count + 1, sizeof *build->old_rows);
		build->old_rows[build->old_row_count++] = *row;
	}
	row->fresh = true;
	/* What was wrong is read again, even if it is the same, and named again. */
	if (row->problem[0] != '\0')
		row->sha256[0] = '\0';
	row->problem = "";
	build->table_changed = true;
	return row;
}

static void read_extract(struct build *build, const struct source *source, struct source_row *row)
{
	struct error error = ERROR_INIT;
	size_t bad = 0;
	hash_sha256(source->bytes, source->length, row->sha256);
	if (extracts_read(&build->extracts, source->name, source->bytes, source->length, &bad,
			  &error) == STATUS_OK) {
		build->report->extracts++;
		row->language = NULL; /* it may have been a resolution before */
		row->symbol = "";
		row->kept = false;
		return;
	}
	if (bad > 1) {
		size_t used = strlen(error.message);
		snprintf(error.message + used, sizeof error.message - used, " (and %zu more lines)",
			 bad - 1);
	}
	row->problem = arena_text(&build->table.arena, error.message, strlen(error.message));
}

static void hand_in(struct build *build, const struct source *source, const struct source_row *row,
		    const char *known_sha256)
{
	size_t number = spool_count(build->spool);
	build->entry_rows = memory_grow(build->entry_rows, &build->entry_row_capacity, number + 1,
					sizeof *build->entry_rows);
	build->entry_rows[number] = (size_t)(row - build->table.rows);
	spool_add(build->spool, source->name, source->bytes, source->length, known_sha256);
}

/* A name's first part that is a file on disk: an archive's name, or the whole. */
static size_t container_length(struct build *build, const char *name)
{
	for (const char *colon = strchr(name, ':'); colon != NULL; colon = strchr(colon + 1, ':')) {
		size_t length = (size_t)(colon - name);
		uint32_t number = names_find(&build->table.names, name, length);
		if (number != UINT32_MAX && build->table.rows[number].kind == SOURCE_ARCHIVE)
			return length;
	}
	return strlen(name);
}

static void on_found(void *context, const struct source *source)
{
	struct build *build = context;
	build->report->files++;
	if (source->archive != NULL) {
		struct source_row *archive = source_table_row(&build->table, source->archive);
		archive->kind = SOURCE_ARCHIVE;
		archive->size = source->size;
		archive->modified = source->modified;
	}
	struct source_row *row = renew_row(build, source->name);
	row->size = source->size;
	row->modified = source->modified;
	if (reader_kind(source->bytes, source->length) == FILE_EXTRACT) {
		read_extract(build, source, row);
		return;
	}
	hand_in(build, source, row,
		build->old != NULL && row->language != NULL ? row->sha256 : NULL);
}

/* A path of the user's that is not there, and never was: nothing to remember. */
static bool is_misspelt(struct build *build, const char *name)
{
	struct stat about;
	if (source_table_find(&build->table, name) != NULL || stat(name, &about) == 0)
		return false;
	for (size_t i = 0; i < build->path_count; i++)
		if (strcmp(build->paths[i], name) == 0)
			return true;
	return false;
}

static void on_failed(void *context, const char *name, const char *message)
{
	struct build *build = context;
	build->report->files++;
	if (is_misspelt(build, name)) {
		add_problem(build, message);
		return;
	}
	struct source_row *row = renew_row(build, name);
	/* It has no hash: it is tried again next time. */
	row->sha256[0] = '\0';
	row->modified = -1;
	row->problem = arena_text(&build->table.arena, message, strlen(message));
}

static void on_progress(void *context, uint64_t done)
{
	struct build *build = context;
	if (build->options->progress != NULL)
		build->options->progress(build->options->context, BUILD_READING,
					 build->bytes_before + done, build->bytes_total);
}

/* Puts what the threads found into the table. */
static void take_results(struct build *build)
{
	for (size_t i = 0; i < spool_count(build->spool); i++) {
		const struct spool_entry *entry = spool_entry(build->spool, i);
		struct source_row *row = &build->table.rows[build->entry_rows[i]];
		if (entry->problem[0] != '\0')
			row->problem =
			    arena_text(&build->table.arena, entry->problem, strlen(entry->problem));
		else if (entry->language == NULL)
			build->report->unchanged++;
		else {
			row->gives = true;
			row->kept = false; /* the plan decides */
			row->language = entry->language;
			row->symbol =
			    arena_text(&build->table.arena, entry->symbol, strlen(entry->symbol));
			build->report->languages[entry->language - languages].read++;
		}
		memcpy(row->sha256, entry->sha256, sizeof row->sha256);
	}
	for (size_t i = 0; i < build->table.count; i++)
		if (build->table.rows[i].fresh && build->table.rows[i].problem[0] != '\0')
			add_problem(build, build->table.rows[i].problem);
}

/* Remembers the directories that were given: a rebuild reads all that is in them by then. */
static void keep_root(struct build *build, const char *path)
{
	struct stat about;
	if (stat(path, &about) != 0 || !S_ISDIR(about.st_mode) ||
	    source_table_find(&build->table, path) != NULL)
		return;
	source_table_row(&build->table, path)->kind = SOURCE_ROOT;
	build->table_changed = true;
}

/* ---- The files that were left out for one that is now another ---- */

struct second_look {
	struct build *build;
	struct names files; /* to be read once more */
};

static void look_again(void *context, const struct source *source)
{
	struct second_look *look = context;
	struct build *build = look->build;
	if (names_find(&look->files, source->name, strlen(source->name)) == UINT32_MAX)
		return;
	struct source_row *row = renew_row(build, source->name);
	hand_in(build, source, row, NULL);
}

static bool never_unchanged(void *context, const char *name, uint64_t size, int64_t modified)
{
	(void)context;
	(void)name;
	(void)size;
	(void)modified;
	return false;
}

static void fail_again(void *context, const char *name, const char *message)
{
	struct second_look *look = context;
	look->build->report->files--; /* it was counted as one that did not change */
	on_failed(look->build, name, message);
}

static void no_progress(void *context, uint64_t done)
{
	(void)context;
	(void)done;
}

/* Of several files with a resolution the index keeps one. When that one was read anew it may be
 * another, or give the resolution no more: then the others are read again, to choose among them. */
static void read_left_out(struct build *build)
{
	struct second_look look = { .build = build };
	struct names given = { 0 }, paths = { 0 };
	struct buffer key = BUFFER_INIT;
	for (size_t i = 0; i < build->old_row_count; i++) {
		const struct source_row *row = &build->old_rows[i];
		source_key(&key, row->language, row->symbol);
		if (row->kept)
			names_add(&given, key.bytes, key.length);
	}
	for (size_t i = 0; given.count > 0 && i < build->table.count; i++) {
		const struct source_row *row = &build->table.rows[i];
		if (row->fresh || row->kept || row->language == NULL)
			continue;
		source_key(&key, row->language, row->symbol);
		if (names_find(&given, key.bytes, key.length) == UINT32_MAX)
			continue;
		names_add(&look.files, row->name, strlen(row->name));
		names_add(&paths, row->name, container_length(build, row->name));
	}
	const struct source_visitor visitor = { &look, never_unchanged, look_again, fail_again,
						no_progress };
	for (size_t i = 0; i < paths.count; i++)
		sources_walk(paths.at[i].bytes, &visitor);
	buffer_release(&key);
	names_release(&given);
	names_release(&paths);
	names_release(&look.files);
}

/* ---- Extracts that were read before, for resolutions that are new ---- */

static void read_again(void *context, const struct source *source)
{
	struct second_look *look = context;
	size_t bad;
	if (names_find(&look->files, source->name, strlen(source->name)) != UINT32_MAX &&
	    reader_kind(source->bytes, source->length) == FILE_EXTRACT)
		extracts_read(&look->build->known_extracts, source->name, source->bytes,
			      source->length, &bad, NULL);
}

/* What is gone says nothing any more; the next run that meets it names it. */
static void pass_over(void *context, const char *name, const char *message)
{
	(void)context;
	(void)name;
	(void)message;
}

static bool is_new(const struct build *build, const struct spool_entry *entry)
{
	struct segment *segment;
	uint32_t work;
	if (entry->language == NULL || entry->problem[0] != '\0')
		return false;
	for (size_t i = 0; i < build->old->language_count; i++)
		if (index_find(&build->old->languages[i], entry->symbol, &segment, &work))
			return false;
	return true;
}

/*
 * A resolution may come after the extract that tells how it was adopted. An extract of this run
 * comes first. For what the index has already, its own older version knows what the extract said.
 */
static void read_known_extracts(struct build *build)
{
	struct second_look look = { .build = build };
	struct names wanted = { 0 }, paths = { 0 };
	for (size_t i = 0; build->old != NULL && i < spool_count(build->spool); i++) {
		const struct spool_entry *entry = spool_entry(build->spool, i);
		if (is_new(build, entry))
			names_add(&wanted, entry->symbol, strlen(entry->symbol));
	}
	for (size_t i = 0; wanted.count > 0 && i < build->table.count; i++) {
		const struct source_row *row = &build->table.rows[i];
		if (row->fresh || row->kind != SOURCE_FILE || row->language != NULL ||
		    row->problem[0] != '\0')
			continue;
		names_add(&look.files, row->name, strlen(row->name));
		names_add(&paths, row->name, container_length(build, row->name));
	}
	const struct source_visitor visitor = { &look, never_unchanged, read_again, pass_over,
						no_progress };
	for (size_t i = 0; i < paths.count; i++)
		sources_walk(paths.at[i].bytes, &visitor);
	extracts_sort(&build->known_extracts);
	const struct extracts now = build->extracts;
	struct extracts *all = &build->extracts;
	for (size_t i = 0; i < wanted.count; i++) {
		const struct extract *known =
		    extracts_find(&build->known_extracts, wanted.at[i].bytes);
		const struct extracts sorted = { now.arena, all->at, now.count, now.count };
		if (known == NULL || extracts_find(&sorted, known->symbol) != NULL)
			continue;
		all->at = memory_grow(all->at, &all->capacity, all->count + 1, sizeof *all->at);
		all->at[all->count++] = *known;
	}
	extracts_sort(all);
	names_release(&wanted);
	names_release(&paths);
	names_release(&look.files);
}

static int read_sources(struct build *build, struct error *error)
{
	struct buffer path = BUFFER_INIT;
	buffer_add_format(&path, "%s/spool", build->directory.work);
	int status = spool_new(&build->spool, path.bytes, thread_count(build->options), error);
	buffer_release(&path);
	if (status != STATUS_OK)
		return status;
	const struct source_visitor visitor = { build, on_unchanged, on_found, on_failed,
						on_progress };
	uint64_t *sizes = memory_array(build->path_count, sizeof *sizes);
	for (size_t i = 0; i < build->path_count; i++) {
		sizes[i] = sources_size(build->paths[i]);
		build->bytes_total += sizes[i];
	}
	for (size_t i = 0; i < build->path_count; i++) {
		keep_root(build, build->paths[i]);
		sources_walk(build->paths[i], &visitor);
		build->bytes_before += sizes[i];
	}
	free(sizes);
	read_left_out(build);
	status = spool_wait(build->spool, error);
	extracts_sort(&build->extracts);
	if (status == STATUS_OK) {
		read_known_extracts(build);
		take_results(build);
	}
	return status;
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

/* ---- Writing ---- */

struct writing {
	struct build *build;
	const struct plan_facts *facts;
	struct plan *plan;
	uint64_t generation;
	const struct language_plan *order[LANGUAGE_COUNT]; /* the largest first */
	size_t count;
	atomic_size_t next;
	atomic_uint_fast64_t clauses_done;
	pthread_mutex_t mutex;
	pthread_cond_t ended;
	size_t running;
	struct error error; /* the first failure */
	struct manifest_segment segments[LANGUAGE_COUNT];
	bool published; /* the manifest has its name */
};

static int describe_segment(struct build *build, const struct language_plan *row,
			    struct manifest_segment *segment, struct error *error)
{
	snprintf(segment->language, sizeof segment->language, "%s", row->language->code);
	int file = openat(build->directory.descriptor, segment->file, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return error_system(error, "%s: cannot open", segment->file);
	segment->bytes = (uint64_t)lseek(file, 0, SEEK_END);
	int status = hash_file(file, segment->sha256, error);
	if (status == STATUS_OK)
		status = segment_header_hash(file, &segment->header_hash, error);
	close(file);
	return status;
}

static int add_inputs(struct writing *writing, const struct language_plan *row,
		      struct segment_builder *builder, struct error *error)
{
	int status = STATUS_OK;
	for (size_t i = 0; i < row->count && status == STATUS_OK; i++) {
		const struct input *input = &row->inputs[i];
		if (input->removed) {
			segment_builder_remove(builder, input->symbol);
			continue;
		}
		struct resolution resolution;
		status = plan_resolution(writing->facts, input, &resolution, error);
		if (status != STATUS_OK)
			break;
		status = segment_builder_add(builder, &resolution, error);
		atomic_fetch_add(&writing->clauses_done, resolution.clause_count);
		resolution_release(&resolution);
	}
	return status;
}

static int write_language(struct writing *writing, const struct language_plan *row,
			  struct error *error)
{
	struct build *build = writing->build;
	struct segment_builder *builder = NULL;
	struct manifest_segment *segment = &writing->segments[row->language - languages];
	char *work = NULL;
	snprintf(segment->file, sizeof segment->file, "%s-%llu.segment", row->language->code,
		 (unsigned long long)writing->generation);
	int status = directory_work(&build->directory, row->language->code, &work, error);
	if (status == STATUS_OK)
		status = segment_builder_new(&builder, row->language,
					     row->old != NULL ? row->old->segments : NULL,
					     row->old != NULL ? row->kept : 0, work, error);
	if (status == STATUS_OK)
		status = add_inputs(writing, row, builder, error);
	if (status == STATUS_OK)
		status = segment_builder_finish(builder, build->directory.descriptor, segment->file,
						&segment->counts, error);
	if (status == STATUS_OK)
		status = describe_segment(build, row, segment, error);
	segment_builder_free(builder);
	free(work);
	return status;
}

static void *write_languages(void *argument)
{
	struct writing *writing = argument;
	struct error error = ERROR_INIT;
	int status = STATUS_OK;
	for (size_t i;
	     status == STATUS_OK && (i = atomic_fetch_add(&writing->next, 1)) < writing->count;)
		status = write_language(writing, writing->order[i], &error);
	pthread_mutex_lock(&writing->mutex);
	if (status != STATUS_OK && writing->error.status == STATUS_OK)
		writing->error = error;
	writing->running--;
	pthread_cond_signal(&writing->ended);
	pthread_mutex_unlock(&writing->mutex);
	return NULL;
}

static int by_clauses(const void *a, const void *b)
{
	const struct language_plan *const *x = a, *const *y = b;
	return (*x)->clauses > (*y)->clauses ? -1 : (*x)->clauses < (*y)->clauses;
}

static void wait_for_writers(struct writing *writing, uint64_t total)
{
	const struct build_options *options = writing->build->options;
	pthread_mutex_lock(&writing->mutex);
	while (writing->running > 0) {
		struct timespec until;
		clock_gettime(CLOCK_REALTIME, &until);
		until.tv_nsec += 100000000;
		if (until.tv_nsec >= 1000000000) {
			until.tv_sec++;
			until.tv_nsec -= 1000000000;
		}
		pthread_cond_timedwait(&writing->ended, &writing->mutex, &until);
		if (options->progress != NULL)
			options->progress(options->context, BUILD_WRITING,
					  atomic_load(&writing->clauses_done), total);
	}
	pthread_mutex_unlock(&writing->mutex);
}

static int write_segments(struct writing *writing, struct error *error)
{
	pthread_t threads[LANGUAGE_COUNT];
	uint64_t total = 0;
	for (size_t l = 0; l < LANGUAGE_COUNT; l++)
		if (writing->plan->languages[l].count > 0) {
			writing->order[writing->count++] = &writing->plan->languages[l];
			total += writing->plan->languages[l].clauses;
		}
	memory_sort(writing->order, writing->count, sizeof(struct language_plan *), by_clauses);
	size_t started = 0, wanted = thread_count(writing->build->options);
	if (wanted > writing->count)
		wanted = writing->count;
	writing->running = wanted;
	for (; started < wanted; started++)
		if (pthread_create(&threads[started], NULL, write_languages, writing) != 0)
			break;
	if (started < wanted) {
		pthread_mutex_lock(&writing->mutex);
		writing->running -= wanted - started;
		if (started == 0)
			error_set(&writing->error, STATUS_SYSTEM, "cannot start a thread");
		pthread_mutex_unlock(&writing->mutex);
	}
	wait_for_writers(writing, total);
	for (size_t i = 0; i < started; i++)
		pthread_join(threads[i], NULL);
	if (writing->error.status != STATUS_OK && error != NULL)
		*error = writing->error;
	return (int)writing->error.status;
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
		status = write_segments(writing, error);
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
		status = read_sources(&build, error);
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
