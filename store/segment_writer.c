/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/segment_writer.h"

#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/memory.h"
#include "store/pages.h"

#include <endian.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

void section_add_u32(struct buffer *section, uint32_t number)
{
	number = htole32(number);
	buffer_add(section, &number, sizeof number);
}

void section_add_u64(struct buffer *section, uint64_t number)
{
	number = htole64(number);
	buffer_add(section, &number, sizeof number);
}

void section_add_work(struct buffer *section, const struct work_entry *entry)
{
	section_add_u64(section, entry->record_start);
	section_add_u32(section, entry->record_length);
	section_add_u32(section, entry->record_raw_length);
	section_add_u32(section, entry->symbol_start);
	section_add_u32(section, entry->date);
	section_add_u32(section, entry->clause_count);
	section_add_u32(section, entry->removed);
	section_add_u64(section, entry->labels);
	section_add_u32(section, entry->head_start);
	section_add_u32(section, entry->reserved);
}

void section_add_block(struct buffer *section, const struct block_entry *entry)
{
	section_add_u64(section, entry->start);
	section_add_u32(section, entry->length);
	section_add_u32(section, entry->raw_length);
	section_add_u32(section, entry->first_wording);
	section_add_u32(section, 0);
}

/* A segment that is being written. */
struct output {
	int file;
	const char *name;
	struct page_hasher hasher;
};

static int put(struct output *output, const void *bytes, size_t length, struct error *error)
{
	page_hasher_add(&output->hasher, bytes, length);
	return file_write(output->file, output->name, bytes, length, error);
}

/* Copies exactly `length` bytes: the header tells of them already. */
static int put_database(struct output *output, const char *path, uint64_t length,
			struct error *error)
{
	int from = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (from < 0)
		return error_system(error, "%s: cannot open", path);
	char piece[65536];
	int status = STATUS_OK;
	while (status == STATUS_OK && length > 0) {
		ssize_t got = read(from, piece, length < sizeof piece ? length : sizeof piece);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			status = error_system(error, "%s: cannot read", path);
		else if (got == 0)
			status = error_set(error, STATUS_SYSTEM, "%s: ended too early", path);
		else
			status = put(output, piece, (size_t)got, error);
		length -= status == STATUS_OK ? (uint64_t)got : 0;
	}
	close(from);
	return status;
}

enum {
	HEADER_BYTES = 16 + 2 * sizeof(uint32_t) + SECTION_COUNT * sizeof(struct section_entry) +
		       2 * sizeof(uint64_t)
};

static uint64_t section_length(const struct sections *sections, int section)
{
	const struct spill *spill = sections->spills[section];
	return sections->bytes[section].length + (spill != NULL ? spill_length(spill) : 0);
}

static int put_section(struct output *output, const struct sections *sections, int section,
		       struct error *error)
{
	struct spill_reader reader = { .spill = sections->spills[section] };
	const struct buffer *bytes = &sections->bytes[section];
	int status = put(output, bytes->bytes, bytes->length, error);
	if (reader.spill == NULL)
		return status;
	for (uint64_t at = 0, left = spill_length(reader.spill); left > 0 && status == STATUS_OK;) {
		size_t piece = left < SPILL_AHEAD ? (size_t)left : SPILL_AHEAD;
		const void *next = spill_read(&reader, at, piece);
		status = next != NULL ? put(output, next, piece, error)
				      : spill_status(reader.spill, error);
		at += piece;
		left -= piece;
	}
	spill_reader_release(&reader);
	return status;
}

/* The places of the sections of a segment whose database has `database_length` bytes. */
static void make_places(struct section_entry places[SECTION_COUNT], const struct sections *sections,
			uint64_t database_length)
{
	uint64_t data = database_length;
	for (int i = SECTION_CHECKS + 1; i < SECTION_XAPIAN; i++)
		data += section_length(sections, i);
	uint64_t checks = HEADER_BYTES + pages_of(data) * sizeof(uint64_t);
	uint64_t offset = pages_of(checks) * PAGE_BYTES;
	places[SECTION_CHECKS] = (struct section_entry){ HEADER_BYTES, offset - HEADER_BYTES };
	for (int i = SECTION_CHECKS + 1; i < SECTION_COUNT; i++) {
		uint64_t length =
		    i == SECTION_XAPIAN ? database_length : section_length(sections, i);
		places[i] = (struct section_entry){ offset, length };
		offset += length;
	}
}

/* What stands before the sections: the header and SECTION_CHECKS. */
static void make_head(struct buffer *head, const struct section_entry places[SECTION_COUNT],
		      const struct buffer *hashes)
{
	struct buffer checks = BUFFER_INIT;
	buffer_add(&checks, hashes->bytes, hashes->length);
	while (checks.length < places[SECTION_CHECKS].length)
		buffer_add_byte(&checks, 0);
	buffer_add(head, SEGMENT_MAGIC, 16);
	section_add_u32(head, FORMAT_VERSION);
	section_add_u32(head, SECTION_COUNT);
	for (int i = 0; i < SECTION_COUNT; i++) {
		section_add_u64(head, places[i].offset);
		section_add_u64(head, places[i].length);
	}
	section_add_u64(head, hash_bytes(checks.bytes, checks.length));
	section_add_u64(head, hash_bytes(head->bytes, head->length));
	buffer_add(head, checks.bytes, checks.length);
	buffer_release(&checks);
}

/* The sections come first, for their hashes stand before them. */
static int write_sections(struct output *output, const struct sections *sections,
			  const char *database_path, struct error *error)
{
	struct stat about = { .st_size = 0 };
	struct section_entry places[SECTION_COUNT];
	if (database_path != NULL && stat(database_path, &about) != 0)
		return error_system(error, "%s: cannot open", database_path);
	make_places(places, sections, (uint64_t)about.st_size);
	if (lseek(output->file, (off_t)places[SECTION_CHECKS + 1].offset, SEEK_SET) < 0)
		return error_system(error, "%s: cannot write", output->name);
	int status = STATUS_OK;
	for (int i = SECTION_CHECKS + 1; i < SECTION_XAPIAN && status == STATUS_OK; i++)
		status = put_section(output, sections, i, error);
	if (status == STATUS_OK && database_path != NULL)
		status = put_database(output, database_path, (uint64_t)about.st_size, error);
	if (status != STATUS_OK)
		return status;
	page_hasher_finish(&output->hasher);
	struct buffer head = BUFFER_INIT;
	make_head(&head, places, &output->hasher.hashes);
	if (lseek(output->file, 0, SEEK_SET) < 0)
		status = error_system(error, "%s: cannot write", output->name);
	else
		status = file_write(output->file, output->name, head.bytes, head.length, error);
	buffer_release(&head);
	if (status == STATUS_OK && fsync(output->file) != 0)
		status = error_system(error, "%s: cannot write", output->name);
	return status;
}

int segment_write(int directory, const char *name, const struct sections *sections,
		  const char *database_path, struct error *error)
{
	int file =
	    openat(directory, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (file < 0)
		return error_system(error, "%s: cannot create", name);
	struct output *output = memory_array(1, sizeof *output);
	output->file = file;
	output->name = name;
	int status = write_sections(output, sections, database_path, error);
	buffer_release(&output->hasher.hashes);
	free(output);
	if (close(file) != 0 && status == STATUS_OK)
		status = error_system(error, "%s: cannot write", name);
	if (status != STATUS_OK)
		unlinkat(directory, name, 0);
	return status;
}
