/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/documents.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "indexer/relay.h"

#include <stdlib.h>

/* So many documents are handed over at a time. Small flushes are faster than large ones in
 * libxapian (measured: bench/README.md). */
enum { BATCH_DOCUMENTS = 128, FLUSH_DOCUMENTS = 1000 };

struct batch {
	struct xap_term *terms; /* of all its documents */
	size_t term_count, term_capacity;
	size_t ends[BATCH_DOCUMENTS]; /* of each document's terms */
	size_t count;
};

struct documents {
	struct xap_writer *writer;
	char *finished_path;
	struct batch batches[RELAY_BATCHES];
	struct relay *relay;
};

static int write_batch(void *context, size_t number, struct error *error)
{
	struct documents *documents = context;
	struct batch *batch = &documents->batches[number];
	int status = STATUS_OK;
	for (size_t i = 0, start = 0; i < batch->count && status == STATUS_OK; i++) {
		size_t end = batch->ends[i];
		status = xap_writer_add(documents->writer, batch->terms + start, end - start, NULL,
					error);
		start = end;
	}
	batch->count = 0;
	batch->term_count = 0;
	return status;
}

static char *path_in(const char *directory, const char *name)
{
	struct buffer path = BUFFER_INIT;
	buffer_add_format(&path, "%s/%s", directory, name);
	return path.bytes;
}

int documents_new(struct documents **out, const char *work_directory, bool apart,
		  struct error *error)
{
	*out = NULL;
	struct documents *documents = memory_array(1, sizeof *documents);
	char *path = path_in(work_directory, "building");
	int status = xap_writer_new(&documents->writer, path, FLUSH_DOCUMENTS, error);
	free(path);
	if (status != STATUS_OK) {
		free(documents);
		return status;
	}
	documents->finished_path = path_in(work_directory, "finished");
	documents->relay = relay_new(write_batch, documents, apart);
	*out = documents;
	return STATUS_OK;
}

void documents_free(struct documents *documents)
{
	if (documents == NULL)
		return;
	relay_free(documents->relay);
	xap_writer_free(documents->writer);
	free(documents->finished_path);
	for (size_t i = 0; i < RELAY_BATCHES; i++)
		free(documents->batches[i].terms);
	free(documents);
}

static struct batch *filling(struct documents *documents)
{
	return &documents->batches[relay_batch(documents->relay)];
}

void documents_add_term(struct documents *documents, struct xap_term term)
{
	if (documents == NULL)
		return;
	struct batch *batch = filling(documents);
	batch->terms = memory_grow(batch->terms, &batch->term_capacity, batch->term_count + 1,
				   sizeof *batch->terms);
	batch->terms[batch->term_count++] = term;
}

int documents_end_document(struct documents *documents, struct error *error)
{
	if (documents == NULL)
		return STATUS_OK;
	struct batch *batch = filling(documents);
	batch->ends[batch->count++] = batch->term_count;
	return batch->count == BATCH_DOCUMENTS ? relay_hand_over(documents->relay, error)
					       : STATUS_OK;
}

int documents_end(struct documents *documents, struct error *error)
{
	if (documents == NULL)
		return STATUS_OK;
	int status = relay_hand_over(documents->relay, error);
	return status != STATUS_OK ? status : relay_end(documents->relay, error);
}

int documents_finish(struct documents *documents, const unsigned char identity[XAP_IDENTITY_BYTES],
		     struct error *error)
{
	return documents == NULL ? STATUS_OK
				 : xap_writer_finish(documents->writer, documents->finished_path,
						     identity, error);
}

const char *documents_database(const struct documents *documents)
{
	return documents != NULL ? documents->finished_path : NULL;
}
