/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/record.h"

#include "base/error.h"
#include "base/memory.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

void record_add_number(struct buffer *record, uint64_t number)
{
	unsigned char bytes[10];
	size_t count = 0;
	while (number >= 0x80) {
		bytes[count++] = (unsigned char)(number | 0x80);
		number >>= 7;
	}
	bytes[count++] = (unsigned char)number;
	buffer_add(record, bytes, count);
}

void record_add_string(struct buffer *record, const char *bytes, size_t length)
{
	record_add_number(record, length);
	buffer_add(record, bytes, length);
	buffer_add_byte(record, '\0');
}

void record_add_text(struct buffer *record, const char *text)
{
	record_add_string(record, text, strlen(text));
}

uint64_t record_number(struct record *record)
{
	uint64_t number = 0;
	unsigned shift = 0;
	while (!record->bad && record->at < record->length && shift < 64) {
		unsigned char byte = record->bytes[record->at++];
		number |= (uint64_t)(byte & 0x7F) << shift;
		if (byte < 0x80)
			return number;
		shift += 7;
	}
	record->bad = true;
	return 0;
}

uint64_t record_number_to(struct record *record, uint64_t most)
{
	uint64_t number = record_number(record);
	if (number > most) {
		record->bad = true;
		return 0;
	}
	return number;
}

const char *record_text(struct record *record, size_t *length)
{
	uint64_t bytes = record_number(record);
	const char *text = "";
	if (!record->bad && bytes < record->length - record->at &&
	    record->bytes[record->at + bytes] == '\0') {
		text = (const char *)record->bytes + record->at;
		record->at += (size_t)bytes + 1;
	} else {
		record->bad = true;
		bytes = 0;
	}
	if (length != NULL)
		*length = (size_t)bytes;
	return text;
}

size_t record_count(struct record *record)
{
	uint64_t count = record_number(record);
	if (count > record->length - record->at) {
		record->bad = true;
		return 0;
	}
	return (size_t)count;
}

/* Every piece starts from a copy of a stream that has read the dictionary: reading it anew for each
 * would take as long as packing. */
struct deflater {
	z_stream primed;
};

struct deflater *deflater_new(const char *dictionary, size_t length)
{
	struct deflater *deflater = memory_array(1, sizeof *deflater);
	static const int level = 6, raw_window = -15, memory = 8;
	if (deflateInit2(&deflater->primed, level, Z_DEFLATED, raw_window, memory,
			 Z_DEFAULT_STRATEGY) != Z_OK)
		memory_none(); /* nothing else can be wrong */
	if (length > 0)
		deflateSetDictionary(&deflater->primed, (const unsigned char *)dictionary,
				     (uInt)length);
	return deflater;
}

void deflater_free(struct deflater *deflater)
{
	if (deflater == NULL)
		return;
	deflateEnd(&deflater->primed);
	free(deflater);
}

void deflater_add(struct deflater *deflater, struct buffer *out, const void *bytes, size_t length)
{
	z_stream stream = { 0 };
	if (deflateCopy(&stream, &deflater->primed) != Z_OK)
		memory_none(); /* nothing else can be wrong */
	size_t bound = deflateBound(&stream, length);
	buffer_reserve(out, bound);
	stream.next_in = (unsigned char *)(uintptr_t)bytes;
	stream.avail_in = (uInt)length;
	stream.next_out = (unsigned char *)out->bytes + out->length;
	stream.avail_out = (uInt)bound;
	uLong before = stream.total_out;
	deflate(&stream, Z_FINISH);
	out->length += stream.total_out - before;
	out->bytes[out->length] = '\0';
	deflateEnd(&stream);
}

int record_inflate(struct buffer *out, const void *bytes, size_t length, size_t raw_length,
		   const void *dictionary, size_t dictionary_length, struct error *error)
{
	z_stream stream = { 0 };
	if (length > UINT_MAX || raw_length > UINT_MAX || dictionary_length > UINT_MAX)
		return error_set(error, STATUS_DAMAGED, "packed data of impossible size");
	if (inflateInit2(&stream, -15) != Z_OK)
		memory_none();
	if (dictionary_length > 0)
		inflateSetDictionary(&stream, dictionary, (uInt)dictionary_length);
	buffer_reserve(out, raw_length);
	stream.next_in = (unsigned char *)(uintptr_t)bytes;
	stream.avail_in = (uInt)length;
	stream.next_out = (unsigned char *)out->bytes + out->length;
	stream.avail_out = (uInt)raw_length;
	int result = inflate(&stream, Z_FINISH);
	if (result == Z_MEM_ERROR)
		memory_none();
	bool whole = result == Z_STREAM_END && stream.total_out == raw_length;
	inflateEnd(&stream);
	if (!whole) {
		out->bytes[out->length] = '\0';
		return error_set(error, STATUS_DAMAGED, "packed data does not unpack");
	}
	out->length += raw_length;
	out->bytes[out->length] = '\0';
	return STATUS_OK;
}
