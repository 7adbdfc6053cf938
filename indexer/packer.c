/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/packer.h"

#include "base/compress.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/spill.h"

#include <stdlib.h>
#include <string.h>

/* Of all bytes at most one in so many is in the dictionary. */
enum { DICTIONARY_PART = 32 };

/* What was offered and may go into the dictionary: every `step`-th offer. */
struct sample {
	struct buffer bytes;
	size_t *ends;
	size_t count, capacity;
	size_t step, offers;
};

struct packer {
	struct spill *pieces;
	size_t count;
	uint64_t bytes; /* of all pieces */
	struct sample sample;
};

struct packer *packer_new(const char *directory, const char *name, size_t most)
{
	struct packer *packer = memory_array(1, sizeof *packer);
	packer->pieces = spill_new(directory, name, most);
	packer->sample.step = 1;
	return packer;
}

void packer_free(struct packer *packer)
{
	if (packer == NULL)
		return;
	spill_free(packer->pieces);
	buffer_release(&packer->sample.bytes);
	free(packer->sample.ends);
	free(packer);
}

void packer_add(struct packer *packer, const char *bytes, size_t length)
{
	packer->count++;
	packer->bytes += length;
	spill_add_piece(packer->pieces, bytes, length);
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

void packer_offer(struct packer *packer, const char *bytes, size_t length)
{
	struct sample *sample = &packer->sample;
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

static void make_dictionary(struct packer *packer, struct buffer *dictionary)
{
	struct sample *sample = &packer->sample;
	size_t most = DICTIONARY_MAX_BYTES;
	if (packer->bytes / DICTIONARY_PART < most)
		most = (size_t)(packer->bytes / DICTIONARY_PART);
	while (sample->bytes.length > 2 * most && sample->count > 1)
		thin(sample);
	size_t length = sample->bytes.length < most ? sample->bytes.length : most;
	buffer_add(dictionary, sample->bytes.bytes, length);
}

int packer_finish(struct packer *packer, struct buffer *packed, struct buffer *dictionary,
		  void (*each)(void *context, size_t number, uint64_t start, uint32_t length),
		  void *context, struct error *error)
{
	int status = spill_end(packer->pieces, error);
	if (status != STATUS_OK)
		return status;
	make_dictionary(packer, dictionary);
	struct compressor *compressor = compressor_new(dictionary->bytes, dictionary->length);
	struct spill_reader reader = { .spill = packer->pieces, .ahead = SPILL_AHEAD };
	for (size_t i = 0; i < packer->count; i++) {
		size_t length, start = packed->length;
		const void *piece = spill_next(&reader, &length);
		if (piece == NULL)
			break;
		compressor_add(compressor, packed, piece, length);
		each(context, i, start, (uint32_t)(packed->length - start));
	}
	compressor_free(compressor);
	spill_reader_release(&reader);
	return spill_status(packer->pieces, error);
}
