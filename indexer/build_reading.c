/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/build_steps.h"

#include "base/buffer.h"
#include "base/error.h"
#include "corpus/reader.h"
#include "indexer/source.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { QUEUE_PART = 16 }; /* of the memory: files that wait to be read */

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
	struct names paths; /* the files on disk that they are in */
};

static void add_to_look(struct second_look *look, const struct source_row *row)
{
	names_add(&look->files, row->name, strlen(row->name));
	names_add(&look->paths, row->name, container_length(look->build, row->name));
}

/* Shows the files once more, and others of the same archives. */
static void take_look(struct second_look *look, void (*found)(void *, const struct source *),
		      void (*failed)(void *, const char *, const char *))
{
	const struct source_visitor visitor = { .context = look, .found = found, .failed = failed };
	for (size_t i = 0; i < look->paths.count; i++)
		sources_walk(look->paths.at[i].bytes, &visitor);
	names_release(&look->files);
	names_release(&look->paths);
}

static void look_again(void *context, const struct source *source)
{
	struct second_look *look = context;
	struct build *build = look->build;
	if (names_find(&look->files, source->name, strlen(source->name)) == UINT32_MAX)
		return;
	struct source_row *row = renew_row(build, source->name);
	hand_in(build, source, row, NULL);
}

static void fail_again(void *context, const char *name, const char *message)
{
	struct second_look *look = context;
	look->build->report->files--; /* it was counted as one that did not change */
	on_failed(look->build, name, message);
}

/* Of several files with a resolution the index keeps one. When that one was read anew it may be
 * another, or give the resolution no more: then the others are read again, to choose among them. */
static void read_left_out(struct build *build)
{
	struct second_look look = { .build = build };
	struct names given = { 0 };
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
		add_to_look(&look, row);
	}
	take_look(&look, look_again, fail_again);
	buffer_release(&key);
	names_release(&given);
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
	struct names wanted = { 0 };
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
		add_to_look(&look, row);
	}
	/* What is gone says nothing any more; the next run that meets it names it. */
	take_look(&look, read_again, NULL);
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
}

int build_read(struct build *build, struct error *error)
{
	struct buffer path = BUFFER_INIT;
	buffer_add_format(&path, "%s/spool", build->directory.work);
	int status = spool_new(&build->spool, path.bytes, build_threads(build->options),
			       build->options->memory / QUEUE_PART, error);
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
