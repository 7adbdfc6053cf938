/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/spool.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/memory.h"
#include "corpus/reader.h"
#include "store/resolution_record.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct job {
	struct job *next;
	size_t number; /* of its entry */
	char *name, *bytes;
	size_t length;
	char known_sha256[HASH_HEX_SIZE];
};

struct spool {
	pthread_mutex_t mutex; /* guards all below but `threads` */
	pthread_cond_t changed;
	struct job *first, **last;
	size_t queued_bytes, most_queued, running;
	bool ended;
	struct spool_entry *entries;
	size_t count, capacity;
	struct arena arena;
	int file;
	uint64_t file_length;
	struct error error; /* the first failure to write */

	pthread_t *threads;
	unsigned thread_count;
};

static void keep_result(struct spool *spool, const struct job *job, const char *sha256,
			const struct resolution *resolution, const struct buffer *record,
			const struct error *problem)
{
	pthread_mutex_lock(&spool->mutex);
	struct spool_entry *entry = &spool->entries[job->number];
	memcpy(entry->sha256, sha256, HASH_HEX_SIZE);
	if (problem->status != STATUS_OK)
		entry->problem =
		    arena_text(&spool->arena, problem->message, strlen(problem->message));
	if (resolution->language != NULL) {
		entry->language = resolution->language;
		entry->symbol =
		    arena_text(&spool->arena, resolution->symbol, strlen(resolution->symbol));
		entry->issued =
		    arena_text(&spool->arena, resolution->issued, strlen(resolution->issued));
		entry->date = arena_text(&spool->arena, resolution->date, strlen(resolution->date));
		entry->clauses = (uint32_t)resolution->clause_count;
		entry->has_vote = resolution->vote.kind != VOTE_UNKNOWN;
		entry->offset = spool->file_length;
		entry->length = (uint32_t)record->length;
		spool->file_length += record->length;
		if (spool->error.status == STATUS_OK)
			file_write(spool->file, "the temporary file", record->bytes, record->length,
				   &spool->error);
	}
	pthread_mutex_unlock(&spool->mutex);
}

/* Reads a file. One without a symbol is a draft: readers take it, but an index cannot name it. */
static int read_named(struct resolution *resolution, const struct job *job, struct error *error)
{
	int status = reader_read(resolution, job->name, job->bytes, job->length, error);
	if (status != STATUS_OK || resolution->symbol[0] != '\0')
		return status;
	resolution_release(resolution);
	return error_set(error, STATUS_INPUT,
			 "%s: a resolution without a symbol: wanted a line such as "
			 "\"78/16. Title\" or \"A/RES/78/16\"",
			 job->name);
}

static void read_job(struct spool *spool, const struct job *job)
{
	char sha256[HASH_HEX_SIZE];
	struct resolution resolution;
	struct buffer record = BUFFER_INIT;
	struct error problem = ERROR_INIT, inner = ERROR_INIT;
	resolution_init(&resolution);
	hash_sha256(job->bytes, job->length, sha256);
	bool read = strcmp(sha256, job->known_sha256) != 0 &&
		    read_named(&resolution, job, &problem) == STATUS_OK;
	if (read && resolution_check(&resolution, &inner) != STATUS_OK) {
		error_set(&problem, STATUS_INPUT, "%s: %s", job->name, inner.message);
		resolution_release(&resolution);
	} else if (read)
		resolution_encode(&resolution, NULL, &record);
	keep_result(spool, job, sha256, &resolution, &record, &problem);
	resolution_release(&resolution);
	buffer_release(&record);
}

static void free_job(struct job *job)
{
	free(job->name);
	free(job->bytes);
	free(job);
}

static void *read_jobs(void *argument)
{
	struct spool *spool = argument;
	pthread_mutex_lock(&spool->mutex);
	for (;;) {
		while (spool->first == NULL && !spool->ended)
			pthread_cond_wait(&spool->changed, &spool->mutex);
		struct job *job = spool->first;
		if (job == NULL)
			break;
		spool->first = job->next;
		if (spool->first == NULL)
			spool->last = &spool->first;
		spool->running++;
		pthread_mutex_unlock(&spool->mutex);
		read_job(spool, job);
		pthread_mutex_lock(&spool->mutex);
		spool->running--;
		spool->queued_bytes -= job->length;
		free_job(job);
		pthread_cond_broadcast(&spool->changed);
	}
	pthread_mutex_unlock(&spool->mutex);
	return NULL;
}

int spool_new(struct spool **out, const char *path, unsigned threads, size_t most_queued,
	      struct error *error)
{
	*out = NULL;
	int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (file < 0)
		return error_system(error, "%s: cannot create", path);
	unlink(path);
	struct spool *spool = memory_array(1, sizeof *spool);
	spool->file = file;
	spool->most_queued = most_queued;
	spool->last = &spool->first;
	pthread_mutex_init(&spool->mutex, NULL);
	pthread_cond_init(&spool->changed, NULL);
	spool->threads = memory_array(threads, sizeof *spool->threads);
	for (; spool->thread_count < threads; spool->thread_count++)
		if (pthread_create(&spool->threads[spool->thread_count], NULL, read_jobs, spool) !=
		    0)
			break;
	if (spool->thread_count == 0) {
		spool_free(spool);
		return error_set(error, STATUS_SYSTEM, "cannot start a thread");
	}
	*out = spool;
	return STATUS_OK;
}

void spool_add(struct spool *spool, const char *name, const char *bytes, size_t length,
	       const char *known_sha256)
{
	struct job *job = memory_array(1, sizeof *job);
	job->name = memory_text(name, strlen(name));
	job->bytes = memory_text(bytes, length);
	job->length = length;
	if (known_sha256 != NULL && strlen(known_sha256) < sizeof job->known_sha256)
		memcpy(job->known_sha256, known_sha256, strlen(known_sha256) + 1);
	pthread_mutex_lock(&spool->mutex);
	while (spool->queued_bytes > 0 && spool->queued_bytes + length > spool->most_queued)
		pthread_cond_wait(&spool->changed, &spool->mutex);
	spool->entries =
	    memory_grow(spool->entries, &spool->capacity, spool->count + 1, sizeof *spool->entries);
	spool->entries[spool->count] =
	    (struct spool_entry){ .symbol = "", .issued = "", .date = "", .problem = "" };
	job->number = spool->count++;
	spool->queued_bytes += length;
	*spool->last = job;
	spool->last = &job->next;
	pthread_cond_broadcast(&spool->changed);
	pthread_mutex_unlock(&spool->mutex);
}

int spool_wait(struct spool *spool, struct error *error)
{
	pthread_mutex_lock(&spool->mutex);
	while (spool->first != NULL || spool->running > 0)
		pthread_cond_wait(&spool->changed, &spool->mutex);
	if (spool->error.status != STATUS_OK && error != NULL)
		*error = spool->error;
	int status = (int)spool->error.status;
	pthread_mutex_unlock(&spool->mutex);
	return status;
}

size_t spool_count(const struct spool *spool)
{
	return spool->count;
}

const struct spool_entry *spool_entry(const struct spool *spool, size_t number)
{
	return &spool->entries[number];
}

int spool_resolution(const struct spool *spool, size_t number, struct resolution *resolution,
		     struct error *error)
{
	const struct spool_entry *entry = &spool->entries[number];
	char *bytes = memory_get(entry->length);
	size_t got = 0;
	while (got < entry->length) {
		ssize_t now = pread(spool->file, bytes + got, entry->length - got,
				    (off_t)(entry->offset + got));
		if (now <= 0)
			break;
		got += (size_t)now;
	}
	int status;
	if (got < entry->length) {
		resolution_init(resolution);
		status = error_system(error, "cannot read the temporary file");
	} else
		status = resolution_decode(resolution, NULL, bytes, entry->length, error);
	free(bytes);
	return status;
}

void spool_free(struct spool *spool)
{
	if (spool == NULL)
		return;
	pthread_mutex_lock(&spool->mutex);
	spool->ended = true;
	pthread_cond_broadcast(&spool->changed);
	pthread_mutex_unlock(&spool->mutex);
	for (unsigned i = 0; i < spool->thread_count; i++)
		pthread_join(spool->threads[i], NULL);
	while (spool->first != NULL) {
		struct job *next = spool->first->next;
		free_job(spool->first);
		spool->first = next;
	}
	pthread_mutex_destroy(&spool->mutex);
	pthread_cond_destroy(&spool->changed);
	close(spool->file);
	free(spool->threads);
	free(spool->entries);
	arena_release(&spool->arena);
	free(spool);
}
