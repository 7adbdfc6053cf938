/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/segment.h"

#include "base/compress.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/memory.h"
#include "corpus/symbol.h"
#include "stemmers/analyser.h"
#include "store/resolution_cache.h"
#include "store/resolution_record.h"
#include "store/section_bytes.h"

#include <endian.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	MAGIC_BYTES = 16,
	HEADER_BYTES = MAGIC_BYTES + 8,
	XAPIAN_HEADER = 256, /* what xap_database_open_checked leaves to its caller */
	HASHES_START = HEADER_BYTES + SECTION_COUNT * sizeof(struct section_entry),
};

static int damaged(const struct segment *segment, const char *what, struct error *error)
{
	return error_set(error, STATUS_DAMAGED,
			 "%s: damaged: %s; build the index again with: clausula "
			 "index --rebuild",
			 segment->name, what);
}

/* The sections lie one behind the other to the end of the file; the first has the pages' hashes. */
static int read_places(struct segment *segment, uint64_t hash, struct error *error)
{
	uint64_t length = segment->mapping.length, end = HASHES_START + 2 * sizeof(uint64_t);
	for (size_t i = 0; i < SECTION_COUNT; i++) {
		const struct section_entry *entry = &segment->sections[i];
		if (entry->offset != end || entry->length > length - end)
			return damaged(segment, "a section lies outside the file", error);
		end += entry->length;
	}
	const struct section_entry *checks = &segment->sections[SECTION_CHECKS];
	uint64_t start = checks->offset + checks->length;
	if (end != length)
		return damaged(segment, "something stands behind its sections", error);
	if (checks->length / sizeof(uint64_t) < pages_of(length - start) ||
	    hash_bytes(segment->mapping.bytes + checks->offset, checks->length) != hash)
		return damaged(segment, "its CHECKS are not as they were written", error);
	segment->pages = memory_array(1, sizeof *segment->pages);
	pages_init(segment->pages, segment->mapping.bytes + start, length - start,
		   segment->mapping.bytes + checks->offset);
	return STATUS_OK;
}

static int read_header(struct segment *segment, struct error *error)
{
	const unsigned char *bytes = segment->mapping.bytes;
	size_t length = segment->mapping.length;
	uint32_t numbers[2];
	if (length < HEADER_BYTES || memcmp(bytes, SEGMENT_MAGIC, MAGIC_BYTES) != 0)
		return damaged(segment, "it does not begin as a segment does", error);
	memcpy(numbers, bytes + MAGIC_BYTES, sizeof numbers);
	if (le32toh(numbers[0]) != FORMAT_VERSION)
		return error_set(
		    error, STATUS_VERSION,
		    "%s: has index format %u, this program reads %d; build the index again "
		    "with: clausula index --rebuild",
		    segment->name, le32toh(numbers[0]), FORMAT_VERSION);
	if (le32toh(numbers[1]) != SECTION_COUNT || length < HASHES_START + 2 * sizeof(uint64_t))
		return damaged(segment, "its header is cut", error);
	memcpy(segment->sections, bytes + HEADER_BYTES, sizeof segment->sections);
	for (size_t i = 0; i < SECTION_COUNT; i++) {
		segment->sections[i].offset = le64toh(segment->sections[i].offset);
		segment->sections[i].length = le64toh(segment->sections[i].length);
	}
	uint64_t hashes[2];
	memcpy(hashes, bytes + HASHES_START, sizeof hashes);
	segment->header_hash = le64toh(hashes[1]);
	if (segment->header_hash != hash_bytes(bytes, HASHES_START + sizeof(uint64_t)))
		return damaged(segment, "its header is not as it was written", error);
	return read_places(segment, le64toh(hashes[0]), error);
}

static int read_meta(struct segment *segment, struct error *error)
{
	struct record record =
	    record_at(segment, SECTION_META, 0, section_length(segment, SECTION_META));
	size_t length;
	const char *code = record_text(&record, &length);
	segment->language = language_find(code, length);
	segment->analysis_version = (uint32_t)record_number_to(&record, UINT32_MAX);
	struct segment_counts *counts = &segment->counts;
	uint64_t *const numbers[] = { &counts->works,      &counts->clauses,
				      &counts->wordings,   &counts->forms,
				      &counts->terms,      &counts->tokens,
				      &counts->text_bytes, &counts->wording_bytes,
				      &counts->removed,    &counts->length };
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		*numbers[i] = record_number(&record);
	size_t sampled = record_count(&record);
	segment->sampled_terms = record;
	for (size_t i = 0; i < sampled; i++)
		record_text(&record, NULL);
	if (!segment_section_sound(segment, SECTION_META))
		return segment_check(segment, error);
	if (record.bad || segment->language == NULL ||
	    sampled != schema_sampled_terms(counts->terms))
		return damaged(segment, "its description cannot be read", error);
	if (counts->works >= UINT32_MAX || counts->wordings >= UINT32_MAX ||
	    counts->forms >= UINT32_MAX || counts->terms >= UINT32_MAX)
		return damaged(segment, "its counts are impossible", error);
	const struct {
		enum section section;
		uint64_t length;
	} arrays[] = {
		{ SECTION_WORKS, counts->works * sizeof(struct work_entry) },
		{ SECTION_FORM_STARTS, (counts->forms + 1) * sizeof(uint32_t) },
		{ SECTION_FORM_ORDER, counts->forms * sizeof(uint32_t) },
		{ SECTION_FORM_COUNTS, counts->forms * sizeof(uint32_t) },
		{ SECTION_TERM_STARTS, (counts->terms + 1) * sizeof(uint32_t) },
		{ SECTION_STREAM_ENDS, (counts->wordings + 1) * sizeof(uint32_t) },
		{ SECTION_HASHES, counts->wordings * sizeof(uint64_t) },
	};
	for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
		if (section_length(segment, arrays[i].section) != arrays[i].length)
			return damaged(segment, "an array has another length than its count",
				       error);
	if (section_length(segment, SECTION_GROUPS) < counts->wordings * sizeof(uint32_t))
		return damaged(segment, "an array has another length than its count", error);
	return STATUS_OK;
}

/* The bytes that libxapian is about to read. */
static bool database_sound(void *context, uint64_t offset, size_t length)
{
	const struct segment *segment = context;
	const struct section_entry *section = &segment->sections[SECTION_XAPIAN];
	return offset >= section->offset && offset - section->offset <= section->length &&
	       length <= section->length - (offset - section->offset) &&
	       pages_sound(segment->pages, segment->mapping.bytes + offset, length);
}

int segment_database(struct segment *segment, struct xap_database **out, struct error *error)
{
	*out = segment->opened_database;
	if (segment->opened_database != NULL)
		return STATUS_OK;
	const struct section_entry *section = &segment->sections[SECTION_XAPIAN];
	struct error inner = ERROR_INIT;
	size_t header = section->length < XAPIAN_HEADER ? section->length : XAPIAN_HEADER;
	if (!pages_sound(segment->pages, section_bytes(segment, SECTION_XAPIAN), header))
		return segment_check(segment, error);
	int status =
	    xap_database_open_checked(&segment->opened_database, segment->mapping.descriptor,
				      section->offset, database_sound, segment, &inner);
	if (status != STATUS_OK && segment_check(segment, error) != STATUS_OK)
		return STATUS_DAMAGED;
	/* A lack of memory or of descriptors says nothing of the file. */
	if (status == STATUS_SYSTEM)
		return error_set(error, STATUS_SYSTEM, "%s", inner.message);
	if (status != STATUS_OK)
		return error_set(error, STATUS_DAMAGED, "%s: damaged: %s", segment->name,
				 inner.message);
	if (xap_database_documents(segment->opened_database) != segment->counts.wordings) {
		xap_database_free(segment->opened_database);
		segment->opened_database = NULL;
		return damaged(segment, "its database has another number of wordings", error);
	}
	*out = segment->opened_database;
	return STATUS_OK;
}

int segment_header_hash(int file, uint64_t *hash, struct error *error)
{
	uint64_t bytes;
	ssize_t got = pread(file, &bytes, sizeof bytes, HASHES_START + sizeof(uint64_t));
	if (got != (ssize_t)sizeof bytes)
		return error_set(error, STATUS_SYSTEM, "a new segment cannot be read back");
	*hash = le64toh(bytes);
	return STATUS_OK;
}

uint32_t segment_starts_end(const struct segment *segment, enum section section)
{
	return number_at(segment, section, section_length(segment, section) / sizeof(uint32_t) - 1);
}

bool segment_section_sound(const struct segment *segment, enum section section)
{
	return section == SECTION_CHECKS || /* looked at when the segment was opened */
	       pages_sound(segment->pages, section_bytes(segment, section),
			   section_length(segment, section));
}

int segment_check(const struct segment *segment, struct error *error)
{
	size_t bad = atomic_load(&segment->pages->bad);
	if (bad == 0)
		return STATUS_OK;
	size_t page = bad - 1, section = SECTION_META;
	uint64_t end = segment->sections[SECTION_META].offset + (page + 1) * PAGE_BYTES;
	while (section + 1 < SECTION_COUNT && segment->sections[section + 1].offset < end)
		section++;
	return error_set(error, STATUS_DAMAGED,
			 "%s: damaged in or before its section %s; see: clausula verify --full; "
			 "build the index again with: clausula index --rebuild",
			 segment->name, section_names[section]);
}

int segment_open(struct segment **out, int directory, const char *path, const char *name,
		 struct error *error)
{
	*out = NULL;
	struct segment *segment = memory_array(1, sizeof *segment);
	segment->mapping = (struct mapping)MAPPING_INIT;
	pthread_mutex_init(&segment->unpacking, NULL);
	snprintf(segment->file, sizeof segment->file, "%s", name);
	snprintf(segment->name, sizeof segment->name, "%s/%s", path, name);
	int status = mapping_open(&segment->mapping, directory, name, error);
	if (status == STATUS_OK)
		status = read_header(segment, error);
	if (status == STATUS_OK)
		status = read_meta(segment, error);
	if (status == STATUS_OK && segment->analysis_version != ANALYSIS_VERSION)
		status =
		    error_set(error, STATUS_VERSION,
			      "%s: was made with analysis version %u, this program has %d; build "
			      "the index again with: clausula index --rebuild",
			      name, segment->analysis_version, ANALYSIS_VERSION);
	/* Without all works nobody knows what is removed. */
	if (status == STATUS_OK && segment->counts.removed > 0 &&
	    !segment_section_sound(segment, SECTION_WORKS))
		status = segment_check(segment, error);
	if (status != STATUS_OK) {
		segment_free(segment);
		return status;
	}
	segment->hidden = memory_array(segment->counts.works, sizeof *segment->hidden);
	for (uint32_t i = 0; segment->counts.removed > 0 && i < segment->counts.works; i++)
		if (segment_work(segment, i).removed != 0) {
			segment->hidden[i] = true;
			segment->hidden_count++;
		}
	*out = segment;
	return STATUS_OK;
}

void segment_free(struct segment *segment)
{
	if (segment == NULL)
		return;
	xap_database_free(segment->opened_database);
	if (segment->pages != NULL)
		pages_release(segment->pages);
	free(segment->pages);
	mapping_release(&segment->mapping);
	for (size_t i = 0; segment->blocks != NULL && i < SEGMENT_BLOCKS; i++)
		buffer_release(&segment->blocks[i].bytes);
	free(segment->blocks);
	resolution_cache_free(segment->resolutions);
	decompressor_free(segment->decompressor);
	pthread_mutex_destroy(&segment->unpacking);
	free(segment->hidden);
	free(segment);
}

struct work_entry segment_work(const struct segment *segment, uint32_t work)
{
	struct work_entry entry = { 0 };
	if (work >= segment->counts.works ||
	    !copy_out(segment, SECTION_WORKS, (uint64_t)work * sizeof entry, &entry, sizeof entry))
		return entry;
	entry.record_start = le64toh(entry.record_start);
	entry.record_length = le32toh(entry.record_length);
	entry.record_raw_length = le32toh(entry.record_raw_length);
	entry.symbol_start = le32toh(entry.symbol_start);
	entry.date = le32toh(entry.date);
	entry.clause_count = le32toh(entry.clause_count);
	entry.removed = le32toh(entry.removed);
	entry.labels = le64toh(entry.labels);
	entry.head_start = le32toh(entry.head_start);
	return entry;
}

uint32_t segment_date(const struct segment *segment, uint32_t work)
{
	uint32_t date;
	uint64_t start = (uint64_t)work * sizeof(struct work_entry);
	if (work >= segment->counts.works ||
	    !copy_out(segment, SECTION_WORKS, start + offsetof(struct work_entry, date), &date,
		      sizeof date))
		return 0;
	return le32toh(date);
}

bool segment_head(const struct segment *segment, uint32_t work, uint32_t clause, struct head *head)
{
	struct work_entry entry = segment_work(segment, work);
	uint64_t end = section_length(segment, SECTION_HEADS);
	if (work + 1 < segment->counts.works)
		end = segment_work(segment, work + 1).head_start;
	if (clause >= entry.clause_count || end < entry.head_start)
		return false;
	struct record record =
	    record_at(segment, SECTION_HEADS, entry.head_start, end - entry.head_start);
	head_decode(&record, clause, head);
	return !record.bad;
}

const char *segment_symbol(const struct segment *segment, uint32_t work)
{
	return text_at(segment, SECTION_SYMBOLS, segment_work(segment, work).symbol_start);
}

uint32_t segment_find(const struct segment *segment, const char *symbol)
{
	return find_text(segment, 0, (uint32_t)segment->counts.works, segment_symbol,
			 symbol_compare, symbol);
}

static int complete_texts(struct segment *segment, struct resolution *resolution,
			  const uint32_t *wordings, struct error *error)
{
	struct buffer text = BUFFER_INIT;
	int status = STATUS_OK;
	for (size_t i = 0; i < resolution->clause_count && status == STATUS_OK; i++) {
		buffer_clear(&text);
		status = segment_wording(segment, wordings[i], &text, error);
		buffer_add_text(&text, resolution->clauses[i].text);
		resolution->clauses[i].text =
		    arena_text(&resolution->arena, text.bytes, text.length);
	}
	buffer_release(&text);
	return status;
}

/* Unpacks what was packed with the dictionary in this section (length 0: with none). A checksum
 * tells whether the dictionary is sound: then its pages, which are many, need not be looked at. */
static int unpack(struct segment *segment, struct record packed, size_t raw_length,
		  enum section section, struct buffer *out)
{
	if (packed.length == 0 || (!packed_has_checksum(packed.bytes, packed.length) &&
				   !segment_section_sound(segment, section)))
		return STATUS_DAMAGED;
	pthread_mutex_lock(&segment->unpacking);
	if (segment->decompressor == NULL)
		segment->decompressor = decompressor_new();
	int status = decompressor_add(segment->decompressor, out, packed.bytes, packed.length,
				      raw_length, section_bytes(segment, section),
				      section_length(segment, section), NULL);
	pthread_mutex_unlock(&segment->unpacking);
	if (status != STATUS_OK)
		segment_section_sound(segment, section); /* index_check is to know of it */
	return status;
}

int segment_resolution(struct segment *segment, uint32_t work, bool texts,
		       struct resolution *resolution, uint32_t **wordings, struct error *error)
{
	resolution_init(resolution);
	struct work_entry entry = segment_work(segment, work);
	struct record packed =
	    record_at(segment, SECTION_RECORDS, entry.record_start, entry.record_length);
	if (work >= segment->counts.works || packed.length == 0)
		return damaged(segment, "a resolution's record is damaged or not there", error);
	struct buffer raw = BUFFER_INIT;
	uint32_t *numbers = NULL;
	int status =
	    unpack(segment, packed, entry.record_raw_length, SECTION_RECORD_DICTIONARY, &raw);
	if (status == STATUS_OK)
		status = resolution_decode(resolution, &numbers, raw.bytes, raw.length, NULL);
	buffer_release(&raw);
	if (status != STATUS_OK)
		return damaged(segment, "a resolution's record cannot be read", error);
	if (texts)
		status = complete_texts(segment, resolution, numbers, error);
	if (status != STATUS_OK)
		resolution_release(resolution);
	else if (wordings != NULL)
		*wordings = numbers;
	return status;
}

static struct block_entry block_at(const struct segment *segment, uint32_t number)
{
	struct block_entry entry = { 0 };
	if (!copy_out(segment, SECTION_BLOCKS, (uint64_t)number * sizeof entry, &entry,
		      sizeof entry))
		return entry;
	entry.start = le64toh(entry.start);
	entry.length = le32toh(entry.length);
	entry.raw_length = le32toh(entry.raw_length);
	entry.first_wording = le32toh(entry.first_wording);
	return entry;
}

/* The last block that starts at or before the wording. */
static uint32_t find_block(const struct segment *segment, uint32_t wording)
{
	uint32_t count =
	    (uint32_t)(section_length(segment, SECTION_BLOCKS) / sizeof(struct block_entry));
	uint32_t low = 0, high = count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (block_at(segment, middle).first_wording <= wording)
			low = middle + 1;
		else
			high = middle;
	}
	return low == 0 ? UINT32_MAX : low - 1;
}

static int unpack_block(struct segment *segment, uint32_t number, const struct buffer **out,
			struct error *error)
{
	if (segment->blocks == NULL)
		segment->blocks = memory_array(SEGMENT_BLOCKS, sizeof *segment->blocks);
	struct text_block *block = &segment->blocks[number % SEGMENT_BLOCKS];
	*out = &block->bytes;
	if (block->number == number + 1)
		return STATUS_OK;
	struct block_entry entry = block_at(segment, number);
	struct record packed = record_at(segment, SECTION_TEXTS, entry.start, entry.length);
	block->number = 0;
	buffer_clear(&block->bytes);
	if (unpack(segment, packed, entry.raw_length, SECTION_TEXT_DICTIONARY, &block->bytes) !=
	    STATUS_OK)
		return damaged(segment, "a block of texts cannot be unpacked", error);
	block->number = number + 1;
	return STATUS_OK;
}

int segment_wording(struct segment *segment, uint32_t wording, struct buffer *text,
		    struct error *error)
{
	uint32_t number =
	    wording < segment->counts.wordings ? find_block(segment, wording) : UINT32_MAX;
	if (number == UINT32_MAX)
		return damaged(segment, "a wording has no text", error);
	const struct buffer *block;
	int status = unpack_block(segment, number, &block, error);
	if (status != STATUS_OK)
		return status;
	struct record record = { (const unsigned char *)block->bytes, block->length, 0, false };
	const char *bytes = "";
	size_t length = 0;
	for (uint32_t at = block_at(segment, number).first_wording; at <= wording && !record.bad;
	     at++)
		bytes = record_text(&record, &length);
	if (record.bad || hash_bytes(bytes, length) != segment_hash(segment, wording))
		return damaged(segment, "a text is not as it was written", error);
	buffer_add(text, bytes, length);
	return STATUS_OK;
}

uint64_t segment_hash(const struct segment *segment, uint32_t wording)
{
	uint64_t hash;
	if (wording >= segment->counts.wordings ||
	    !copy_out(segment, SECTION_HASHES, (uint64_t)wording * sizeof hash, &hash, sizeof hash))
		return 0;
	return le64toh(hash);
}

uint64_t segment_group(const struct segment *segment, uint32_t wording)
{
	uint64_t wordings = segment->counts.wordings, hash;
	uint64_t start = wordings * sizeof(uint32_t);
	if (wording >= wordings)
		return 0;
	uint64_t leader = number_at(segment, SECTION_GROUPS, wording);
	if (leader < wordings)
		return segment_hash(segment, (uint32_t)leader);
	uint64_t place = start + (leader - wordings) * sizeof hash;
	if (section_length(segment, SECTION_GROUPS) < place + sizeof hash ||
	    !copy_out(segment, SECTION_GROUPS, place, &hash, sizeof hash))
		return 0;
	return le64toh(hash);
}

uint32_t segment_find_wording(const struct segment *segment, uint64_t hash)
{
	uint64_t wanted = htole64(hash), found;
	const unsigned char *at = section_bytes(segment, SECTION_HASHES);
	if (!segment_section_sound(segment, SECTION_HASHES))
		return UINT32_MAX;
	for (uint32_t i = 0; i < segment->counts.wordings; i++, at += sizeof found) {
		memcpy(&found, at, sizeof found);
		if (found == wanted)
			return i;
	}
	return UINT32_MAX;
}

void segment_sample(const struct segment *segment, uint64_t run, struct sample_reader *reader)
{
	uint64_t length = section_length(segment, SECTION_SAMPLES), start = 0, end = 0;
	uint32_t bits = number_at(segment, SECTION_SAMPLES, 0);
	*reader = (struct sample_reader){ .wordings = segment->counts.wordings };
	if (bits > SAMPLE_MOST_BITS)
		return;
	uint64_t bytes = ((UINT64_C(1) << bits) + 2) * sizeof(uint32_t);
	uint64_t bucket = sample_bucket(run, bits);
	if (bytes <= length) {
		start = bytes + number_at(segment, SECTION_SAMPLES, 1 + bucket);
		end = bytes + number_at(segment, SECTION_SAMPLES, 2 + bucket);
	}
	if (start > end)
		return;
	reader->record = record_at(segment, SECTION_SAMPLES, start, end - start);
	reader->tag = sample_tag(run, bits);
}

bool sample_next(struct sample_reader *reader, uint32_t *wording)
{
	struct record *record = &reader->record;
	while (reader->left == 0) {
		if (record->at >= record->length || record->bad)
			return false;
		bool same = record_number(record) == reader->tag;
		uint32_t count = (uint32_t)record_count(record);
		reader->wording = 0;
		reader->left = same ? count : 0;
		for (uint32_t i = 0; !same && i < count; i++)
			record_number(record);
	}
	reader->left--;
	uint64_t next = reader->wording + record_number_to(record, UINT32_MAX);
	if (record->bad || next >= reader->wordings)
		return false;
	*wording = reader->wording = (uint32_t)next;
	return true;
}

/* The first `most` bytes of the wording's entry; none when its place is damaged. */
static struct record stream_record(const struct segment *segment, uint32_t wording, uint32_t most)
{
	uint32_t ends[2]; /* where it starts, and where the next one does */
	if (wording >= segment->counts.wordings ||
	    !copy_out(segment, SECTION_STREAM_ENDS, (uint64_t)wording * sizeof *ends, ends,
		      sizeof ends))
		return record_at(segment, SECTION_STREAM, 0, 0);
	uint32_t start = le32toh(ends[0]), end = le32toh(ends[1]);
	uint32_t length = start < end ? end - start : 0;
	return record_at(segment, SECTION_STREAM, start, length < most ? length : most);
}

void segment_stream(const struct segment *segment, uint32_t wording, struct stream *stream)
{
	*stream = (struct stream){ stream_record(segment, wording, UINT32_MAX), 0, 0, 0, 0 };
	stream->length = (uint32_t)short_number(&stream->record);
	stream->occurrences_left = (uint32_t)short_count(&stream->record);
}

uint32_t segment_stream_length(const struct segment *segment, uint32_t wording)
{
	struct record record = stream_record(segment, wording, 5);
	return (uint32_t)short_number(&record);
}

void segment_prefetch_place(const struct segment *segment, uint32_t wording)
{
	if (wording < segment->counts.wordings)
		__builtin_prefetch(section_bytes(segment, SECTION_STREAM_ENDS) +
				   (uint64_t)wording * sizeof(uint32_t));
}

void segment_prefetch_stream(const struct segment *segment, uint32_t wording)
{
	uint32_t start;
	if (wording >= segment->counts.wordings)
		return;
	memcpy(&start,
	       section_bytes(segment, SECTION_STREAM_ENDS) + (uint64_t)wording * sizeof start,
	       sizeof start);
	if (le32toh(start) < section_length(segment, SECTION_STREAM)) {
		const unsigned char *bytes =
		    section_bytes(segment, SECTION_STREAM) + le32toh(start);
		__builtin_prefetch(bytes);
		__builtin_prefetch(bytes + 64);
	}
}

bool stream_occurrence(struct stream *stream, struct occurrence *occurrence)
{
	if (stream->occurrences_left == 0 || stream->record.bad)
		return false;
	stream->occurrences_left--;
	stream->work += (uint32_t)short_number(&stream->record);
	uint64_t clause = short_number(&stream->record);
	*occurrence =
	    (struct occurrence){ stream->work, (uint32_t)(clause >> 2), (enum part)(clause & 3) };
	return !stream->record.bad;
}

void stream_forms(struct stream *stream, const struct segment *segment, struct form_list *forms)
{
	struct record *record = &stream->record;
	forms->count = 0;
	size_t left = record->length - record->at;
	forms->at = memory_grow(forms->at, &forms->capacity, left, sizeof *forms->at);
	const unsigned char *at = record->bytes + record->at, *end = record->bytes + record->length;
	uint32_t *out = forms->at;
	uint32_t last = (uint32_t)segment->counts.forms - 1;
	while (at < end && segment->counts.forms > 0) {
		uint32_t form = stream_form(&at, end);
		*out++ = form <= last ? form : last;
	}
	record->at = record->length;
	forms->count = (size_t)(out - forms->at);
}

void segment_wording_forms(const struct segment *segment, uint32_t wording, struct form_list *forms)
{
	struct stream stream;
	struct occurrence occurrence;
	segment_stream(segment, wording, &stream);
	while (stream_occurrence(&stream, &occurrence))
		;
	stream_forms(&stream, segment, forms);
}

bool segment_is_visible(const struct segment *segment, uint32_t wording)
{
	struct stream stream;
	struct occurrence occurrence;
	segment_stream(segment, wording, &stream);
	while (stream_occurrence(&stream, &occurrence))
		if (occurrence.work < segment->counts.works && !segment->hidden[occurrence.work])
			return true;
	return false;
}

struct record segment_values(const struct segment *segment)
{
	return record_at(segment, SECTION_VALUES, 0, section_length(segment, SECTION_VALUES));
}
