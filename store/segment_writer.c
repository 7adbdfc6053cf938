/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/segment_writer.h"

#include "base/error.h"
#include "base/file.h"

#include <endian.h>
#include <fcntl.h>
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
}

void section_add_block(struct buffer *section, const struct block_entry *entry)
{
	section_add_u64(section, entry->start);
	section_add_u32(section, entry->length);
	section_add_u32(section, entry->raw_length);
	section_add_u32(section, entry->first_wording);
	section_add_u32(section, 0);
}

static int copy_database(int to, const char *name, const char *path, struct error *error)
{
	int from = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (from < 0)
		return error_system(error, "%s: cannot open", path);
	char piece[65536];
	int status = STATUS_OK;
	for (ssize_t got; status == STATUS_OK && (got = read(from, piece, sizeof piece)) != 0;) {
		if (got < 0)
			status = error_system(error, "%s: cannot read", path);
		else
			status = file_write(to, name, piece, (size_t)got, error);
	}
	close(from);
	return status;
}

/* The header of a segment whose database has `database_length` bytes. */
static void make_header(struct buffer *header, const struct buffer sections[SECTION_COUNT],
			uint64_t database_length)
{
	buffer_add(header, SEGMENT_MAGIC, 16);
	section_add_u32(header, FORMAT_VERSION);
	section_add_u32(header, SECTION_COUNT);
	uint64_t offset = header->length + SECTION_COUNT * sizeof(struct section_entry);
	for (int i = 0; i < SECTION_COUNT; i++) {
		uint64_t length = i == SECTION_XAPIAN ? database_length : sections[i].length;
		section_add_u64(header, offset);
		section_add_u64(header, length);
		offset += length;
	}
}

static int write_sections(int file, const char *name, const struct buffer sections[SECTION_COUNT],
			  const char *database_path, struct error *error)
{
	struct stat about;
	if (stat(database_path, &about) != 0)
		return error_system(error, "%s: cannot open", database_path);
	struct buffer header = BUFFER_INIT;
	make_header(&header, sections, (uint64_t)about.st_size);
	int status = file_write(file, name, header.bytes, header.length, error);
	buffer_release(&header);
	for (int i = 0; i < SECTION_XAPIAN && status == STATUS_OK; i++)
		status = file_write(file, name, sections[i].bytes, sections[i].length, error);
	if (status == STATUS_OK)
		status = copy_database(file, name, database_path, error);
	if (status == STATUS_OK && fsync(file) != 0)
		status = error_system(error, "%s: cannot write", name);
	return status;
}

int segment_write(int directory, const char *name, const struct buffer sections[SECTION_COUNT],
		  const char *database_path, struct error *error)
{
	int file =
	    openat(directory, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (file < 0)
		return error_system(error, "%s: cannot create", name);
	int status = write_sections(file, name, sections, database_path, error);
	if (close(file) != 0 && status == STATUS_OK)
		status = error_system(error, "%s: cannot write", name);
	if (status != STATUS_OK)
		unlinkat(directory, name, 0);
	return status;
}
