/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/record.h"

#include <string.h>

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
