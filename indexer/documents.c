/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/documents.h"

#include "base/error.h"
#include "base/memory.h"
#include "indexer/relay.h"

#include <stdlib.h>

/* So many documents are handed over at a time. */
enum { BATCH_DOCUMENTS = 128 };

struct batch {
	struct xap_term *terms; /* of all its documents */
	size_t term_count, term_capacity;
	size_t ends[BATCH_DOCUMENTS]; /* of each document's terms */
	size_t count;
};

struct documents {
	struct xap_writer *writer;
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

struct documents *documents_new(struct xap_writer *writer, bool apart)
{
	struct documents *documents = memory_array(1, sizeof *documents);
	documents->writer = writer;
	documents->relay = relay_new(write_batch, documents, apart);
	return documents;
}

void documents_free(struct documents *documents)
{
	if (documents == NULL)
		return;
	relay_free(documents->relay);
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
	struct batch *batch = filling(documents);
	batch->terms = memory_grow(batch->terms, &batch->term_capacity, batch->term_count + 1,
				   sizeof *batch->terms);
	batch->terms[batch->term_count++] = term;
}

int documents_end_document(struct documents *documents, struct error *error)
{
	struct batch *batch = filling(documents);
	batch->ends[batch->count++] = batch->term_count;
	return batch->count == BATCH_DOCUMENTS ? relay_hand_over(documents->relay, error)
					       : STATUS_OK;
}

int documents_end(struct documents *documents, struct error *error)
{
	int status = relay_hand_over(documents->relay, error);
	return status != STATUS_OK ? status : relay_end(documents->relay, error);
}
