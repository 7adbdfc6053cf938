/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/build_steps.h"

#include "base/buffer.h"
#include "base/error.h"
#include "indexer/segment_builder.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* So many resolutions at most are looked at twice, to know how to pack all. */
enum { SAMPLED = 256 };

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

/* Some resolutions, evenly spread, are read before all others. */
static int add_samples(struct writing *writing, const struct language_plan *row,
		       struct segment_builder *builder, struct error *error)
{
	size_t step = (row->count + SAMPLED - 1) / SAMPLED;
	for (size_t i = step / 2; i < row->count; i += step) {
		struct resolution resolution;
		if (row->inputs[i].removed)
			continue;
		int status = plan_resolution(writing->facts, &row->inputs[i], &resolution, error);
		if (status != STATUS_OK)
			return status;
		segment_builder_sample(builder, &resolution, step);
		resolution_release(&resolution);
	}
	return STATUS_OK;
}

static int add_inputs(struct writing *writing, const struct language_plan *row,
		      struct segment_builder *builder, struct error *error)
{
	int status = STATUS_OK;
	for (size_t i = 0; i < row->count && status == STATUS_OK; i++) {
		const struct input *input = &row->inputs[i];
		if (input->removed) {
			status = segment_builder_remove(builder, input->symbol, error);
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
		status = segment_builder_new(
		    &builder, row->language, row->old != NULL ? row->old->segments : NULL,
		    row->old != NULL ? row->kept : 0, work, writing->memory, writing->spare, error);
	if (status == STATUS_OK)
		status = add_samples(writing, row, builder, error);
	if (status == STATUS_OK)
		status = add_inputs(writing, row, builder, error);
	if (status == STATUS_OK)
		status = segment_builder_finish(builder, build->directory.descriptor, segment->file,
						error);
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

int build_write(struct writing *writing, struct error *error)
{
	pthread_t threads[LANGUAGE_COUNT];
	uint64_t total = 0;
	for (size_t l = 0; l < LANGUAGE_COUNT; l++)
		if (writing->plan->languages[l].count > 0) {
			writing->order[writing->count++] = &writing->plan->languages[l];
			total += writing->plan->languages[l].clauses;
		}
	memory_sort(writing->order, writing->count, sizeof(struct language_plan *), by_clauses);
	const struct build_options *options = writing->build->options;
	size_t started = 0, wanted = build_writers(options, writing->count);
	writing->running = wanted;
	writing->memory = options->memory / wanted;
	writing->spare = build_threads(options) > wanted;
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
