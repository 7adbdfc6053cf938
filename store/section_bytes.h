/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STORE_SECTION_BYTES_H
#define STORE_SECTION_BYTES_H

#include "store/segment.h"

#include <endian.h>
#include <string.h>

/*
 * The bytes of a segment's sections, each page looked at before it is believed. Internal to the
 * files of struct segment: others ask for what the bytes mean.
 */

static inline const unsigned char *section_bytes(const struct segment *segment,
						 enum section section)
{
	return segment->mapping.bytes + segment->sections[section].offset;
}

static inline uint64_t section_length(const struct segment *segment, enum section section)
{
	return segment->sections[section].length;
}

/* Copies bytes of a section out; false when they are damaged. They must lie inside. */
static inline bool copy_out(const struct segment *segment, enum section section, uint64_t start,
			    void *to, size_t length)
{
	const unsigned char *from = section_bytes(segment, section) + start;
	if (!pages_sound(segment->pages, from, length))
		return false;
	memcpy(to, from, length);
	return true;
}

/* Array elements are copied out: sections need not be aligned. */
static inline uint32_t number_at(const struct segment *segment, enum section section,
				 uint64_t place)
{
	uint32_t number;
	if (place >= section_length(segment, section) / sizeof number ||
	    !copy_out(segment, section, place * sizeof number, &number, sizeof number))
		return UINT32_MAX;
	return le32toh(number);
}

/* The text that starts at `start` of a section of NUL-terminated strings; "" when there is none. */
static inline const char *text_at(const struct segment *segment, enum section section,
				  uint64_t start)
{
	uint64_t length = section_length(segment, section);
	const unsigned char *bytes = section_bytes(segment, section);
	if (start >= length)
		return "";
	const unsigned char *end = memchr(bytes + start, '\0', length - start);
	if (end == NULL ||
	    !pages_sound(segment->pages, bytes + start, (size_t)(end - (bytes + start)) + 1))
		return "";
	return (const char *)bytes + start;
}

/* A part of a section as a record; an empty one when it is damaged or lies outside. */
static inline struct record record_at(const struct segment *segment, enum section section,
				      uint64_t start, uint64_t length)
{
	uint64_t all = section_length(segment, section);
	const unsigned char *bytes = section_bytes(segment, section);
	if (start > all || length > all - start ||
	    !pages_sound(segment->pages, bytes + start, length))
		start = length = 0;
	return (struct record){ bytes + start, length, 0, false };
}

/* Which of the texts from `low` to before `high`, rising by `compare`, is the wanted one;
 * UINT32_MAX: none. */
static inline uint32_t find_text(const struct segment *segment, uint32_t low, uint32_t high,
				 const char *(*text)(const struct segment *, uint32_t),
				 int (*compare)(const char *, const char *), const char *wanted)
{
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = compare(wanted, text(segment, middle));
		if (order == 0)
			return middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return UINT32_MAX;
}

/* For numbers most of which take one byte or two, where millions of them are read. */
static inline uint64_t short_number(struct record *record)
{
	const unsigned char *at = record->bytes + record->at;
	size_t left = record->length - record->at;
	if (left >= 2 && at[0] < 0x80) {
		record->at++;
		return at[0];
	}
	if (left >= 2 && at[1] < 0x80) {
		record->at += 2;
		return (uint64_t)(at[0] & 0x7F) | (uint64_t)at[1] << 7;
	}
	return record_number(record);
}

/* The same for record_count. */
static inline size_t short_count(struct record *record)
{
	uint64_t count = short_number(record);
	if (count <= record->length - record->at)
		return (size_t)count;
	record->bad = true;
	return 0;
}

#endif
