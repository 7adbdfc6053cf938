/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/packer.h"

#include "base/compress.h"
#include "base/error.h"
#include "base/memory.h"
#include "indexer/relay.h"

#include <stdlib.h>
#include <string.h>

/* Of all bytes at most one in so many is in the dictionary; so many are handed over at a time. */
enum { DICTIONARY_PART = 32, BATCH_BYTES = 128 * 1024 };

/* What was offered and may go into the dictionary: every `step`-th offer. */
struct sample {
	struct buffer bytes;
	size_t *ends;
	size_t count, capacity;
	size_t step, offers;
	uint64_t all; /* bytes that all pieces have, as far as the offers tell */
};

struct batch {
	struct buffer bytes;
	size_t *ends; /* of each piece */
	size_t count, capacity;
};

struct packer {
	struct spill *out;
	struct sample sample;
	struct compressor *compressor; /* NULL until the first piece comes */
	struct batch batches[RELAY_BATCHES];
	struct relay *relay;
	uint32_t *lengths; /* of the packed pieces */
	size_t count, capacity;
	struct buffer packed;
};

static void keep_end(struct batch *batch)
{
	batch->ends =
	    memory_grow(batch->ends, &batch->capacity, batch->count + 1, sizeof *batch->ends);
	batch->ends[batch->count++] = batch->bytes.length;
}

static int pack_batch(void *context, size_t number, struct error *error)
{
	struct packer *packer = context;
	struct batch *batch = &packer->batches[number];
	packer->lengths = memory_grow(packer->lengths, &packer->capacity,
				      packer->count + batch->count, sizeof *packer->lengths);
	for (size_t i = 0, start = 0; i < batch->count; start = batch->ends[i++]) {
		buffer_clear(&packer->packed);
		compressor_add(packer->compressor, &packer->packed, batch->bytes.bytes + start,
			       batch->ends[i] - start);
		spill_add(packer->out, packer->packed.bytes, packer->packed.length);
		packer->lengths[packer->count++] = (uint32_t)packer->packed.length;
	}
	batch->count = 0;
	buffer_clear(&batch->bytes);
	return spill_status(packer->out, error);
}

struct packer *packer_new(struct spill *out, bool apart)
{
	struct packer *packer = memory_array(1, sizeof *packer);
	packer->out = out;
	packer->sample.step = 1;
	packer->relay = relay_new(pack_batch, packer, apart);
	return packer;
}

void packer_free(struct packer *packer)
{
	if (packer == NULL)
		return;
	relay_free(packer->relay);
	compressor_free(packer->compressor);
	buffer_release(&packer->sample.bytes);
	free(packer->sample.ends);
	for (size_t i = 0; i < RELAY_BATCHES; i++) {
		buffer_release(&packer->batches[i].bytes);
		free(packer->batches[i].ends);
	}
	free(packer->lengths);
	buffer_release(&packer->packed);
	free(packer);
}

/* Leaves out every other of the sample. */
static void thin(struct sample *sample)
{
	size_t kept = 0, length = 0;
	for (size_t i = 0; i < sample->count; i += 2) {
		size_t start = i > 0 ? sample->ends[i - 1] : 0, bytes = sample->ends[i] - start;
		memmove(sample->bytes.bytes + length, sample->bytes.bytes + start, bytes);
		length += bytes;
		sample->ends[kept++] = length;
	}
	sample->count = kept;
	sample->bytes.length = length;
	sample->step *= 2;
}

void packer_sample(struct packer *packer, const void *bytes, size_t length, size_t step)
{
	struct sample *sample = &packer->sample;
	sample->all += length * step;
	if (sample->offers++ % sample->step != 0)
		return;
	buffer_add(&sample->bytes, bytes, length);
	sample->ends =
	    memory_grow(sample->ends, &sample->capacity, sample->count + 1, sizeof *sample->ends);
	sample->ends[sample->count++] = sample->bytes.length;
	/* Twice of what is wanted: thinning once more leaves a dictionary that is nearly full. */
	while (sample->bytes.length > 2 * (size_t)DICTIONARY_MAX_BYTES && sample->count > 1)
		thin(sample);
}

/* The bytes that were taken are the dictionary. */
static void make_dictionary(struct packer *packer)
{
	struct sample *sample = &packer->sample;
	size_t most = DICTIONARY_MAX_BYTES;
	if (sample->all / DICTIONARY_PART < most)
		most = (size_t)(sample->all / DICTIONARY_PART);
	while (sample->bytes.length > 2 * most && sample->count > 1)
		thin(sample);
	if (sample->bytes.length > most)
		sample->bytes.length = most;
	packer->compressor = compressor_new(sample->bytes.bytes, sample->bytes.length);
}

int packer_add(struct packer *packer, const void *bytes, size_t length, struct error *error)
{
	struct batch *batch = &packer->batches[relay_batch(packer->relay)];
	if (packer->compressor == NULL)
		make_dictionary(packer);
	buffer_add(&batch->bytes, bytes, length);
	keep_end(batch);
	return batch->bytes.length >= BATCH_BYTES ? relay_hand_over(packer->relay, error)
						  : STATUS_OK;
}

int packer_end(struct packer *packer, struct buffer *dictionary, const uint32_t **lengths,
	       struct error *error)
{
	int status = relay_hand_over(packer->relay, error);
	if (status == STATUS_OK)
		status = relay_end(packer->relay, error);
	if (packer->compressor != NULL)
		buffer_add(dictionary, packer->sample.bytes.bytes, packer->sample.bytes.length);
	*lengths = packer->lengths;
	return status;
}
