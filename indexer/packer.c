/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/packer.h"

#include "base/compress.h"
#include "base/error.h"
#include "base/file.h"
#include "base/memory.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	DICTIONARY_PART = 32, /* of all bytes at most one in so many is in the dictionary */
	UNWRITTEN_BYTES = 64 * 1024,
};

/* What was offered and may go into the dictionary: every `step`-th offer. */
struct sample {
	struct buffer bytes;
	size_t *ends;
	size_t count, capacity;
	size_t step, offers;
};

struct packer {
	int file;
	struct buffer unwritten; /* of the end of the file */
	uint32_t *lengths;       /* of the pieces */
	size_t count, capacity;
	uint64_t bytes; /* of all pieces */
	struct sample sample;
	struct error error; /* the first failure to write */
};

int packer_new(struct packer **out, const char *path, struct error *error)
{
	*out = NULL;
	int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (file < 0)
		return error_system(error, "%s: cannot create", path);
	unlink(path);
	struct packer *packer = memory_array(1, sizeof *packer);
	packer->file = file;
	packer->sample.step = 1;
	*out = packer;
	return STATUS_OK;
}

void packer_free(struct packer *packer)
{
	if (packer == NULL)
		return;
	close(packer->file);
	buffer_release(&packer->unwritten);
	buffer_release(&packer->sample.bytes);
	free(packer->sample.ends);
	free(packer->lengths);
	free(packer);
}

static void write_out(struct packer *packer)
{
	if (packer->error.status == STATUS_OK)
		file_write(packer->file, "the temporary file", packer->unwritten.bytes,
			   packer->unwritten.length, &packer->error);
	buffer_clear(&packer->unwritten);
}

void packer_add(struct packer *packer, const char *bytes, size_t length)
{
	packer->lengths = memory_grow(packer->lengths, &packer->capacity, packer->count + 1,
				      sizeof *packer->lengths);
	packer->lengths[packer->count++] = (uint32_t)length;
	packer->bytes += length;
	buffer_add(&packer->unwritten, bytes, length);
	if (packer->unwritten.length >= UNWRITTEN_BYTES)
		write_out(packer);
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
	write_out(packer);
	if (packer->error.status != STATUS_OK) {
		if (error != NULL)
			*error = packer->error;
		return (int)packer->error.status;
	}
	make_dictionary(packer, dictionary);
	struct compressor *compressor = compressor_new(dictionary->bytes, dictionary->length);
	struct buffer piece = BUFFER_INIT;
	off_t at = 0;
	int status = STATUS_OK;
	for (size_t i = 0; i < packer->count && status == STATUS_OK; i++) {
		size_t length = packer->lengths[i], start = packed->length;
		buffer_clear(&piece);
		buffer_reserve(&piece, length);
		if (pread(packer->file, piece.bytes, length, at) != (ssize_t)length)
			status = error_system(error, "cannot read the temporary file");
		at += (off_t)length;
		compressor_add(compressor, packed, piece.bytes, length);
		each(context, i, start, (uint32_t)(packed->length - start));
	}
	compressor_free(compressor);
	buffer_release(&piece);
	return status;
}
