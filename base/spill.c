/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/spill.h"

#include "base/file.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { PIECE_BYTES = 64 * 1024 }; /* what waits for the file, when there is one */

struct spill {
	char *path;
	size_t most;
	int file; /* -1: all is in memory */
	uint64_t file_length;
	struct buffer rest; /* behind what is in the file */
	struct error error; /* the first failure */
};

struct spill *spill_new(const char *directory, const char *name, size_t most)
{
	struct spill *spill = memory_array(1, sizeof *spill);
	struct buffer path = BUFFER_INIT;
	buffer_add_format(&path, "%s/%s", directory, name);
	spill->path = path.bytes;
	spill->most = most;
	spill->file = -1;
	return spill;
}

void spill_free(struct spill *spill)
{
	if (spill == NULL)
		return;
	if (spill->file >= 0)
		close(spill->file);
	buffer_release(&spill->rest);
	free(spill->path);
	free(spill);
}

static void start_file(struct spill *spill)
{
	spill->file = open(spill->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (spill->file < 0)
		error_system(&spill->error, "%s: cannot create", spill->path);
	else
		unlink(spill->path);
	if (spill->most > PIECE_BYTES)
		spill->most = PIECE_BYTES;
}

static void write_out(struct spill *spill)
{
	if (spill->file < 0)
		start_file(spill);
	if (spill->error.status == STATUS_OK)
		file_write(spill->file, "the temporary file", spill->rest.bytes, spill->rest.length,
			   &spill->error);
	spill->file_length += spill->rest.length;
	if (spill->rest.capacity > 2 * PIECE_BYTES)
		buffer_release(&spill->rest);
	else
		buffer_clear(&spill->rest);
}

void spill_add(struct spill *spill, const void *bytes, size_t length)
{
	if (spill->error.status != STATUS_OK)
		return;
	buffer_add(&spill->rest, bytes, length);
	if (spill->rest.length > spill->most)
		write_out(spill);
}

/* A piece: its length, its bytes, zeros up to a multiple of PIECE_ALIGN. */
enum { PIECE_ALIGN = sizeof(uint64_t) };

static size_t padding(size_t length)
{
	return (PIECE_ALIGN - length % PIECE_ALIGN) % PIECE_ALIGN;
}

void spill_add_piece(struct spill *spill, const void *bytes, size_t length)
{
	static const char zeros[PIECE_ALIGN];
	uint64_t number = length;
	spill_add(spill, &number, sizeof number);
	spill_add(spill, bytes, length);
	spill_add(spill, zeros, padding(length));
}

uint64_t spill_length(const struct spill *spill)
{
	return spill->file_length + spill->rest.length;
}

int spill_status(const struct spill *spill, struct error *error)
{
	if (spill->error.status != STATUS_OK && error != NULL)
		*error = spill->error;
	return (int)spill->error.status;
}

int spill_end(struct spill *spill, struct error *error)
{
	if (spill->file >= 0)
		write_out(spill);
	return spill_status(spill, error);
}

/* Reads the window from `at` on: at least `length` bytes. */
static void move_window(struct spill_reader *reader, uint64_t at, size_t length)
{
	struct spill *spill = reader->spill;
	size_t wanted = length > reader->ahead ? length : reader->ahead;
	if (wanted > spill->file_length - at)
		wanted = (size_t)(spill->file_length - at);
	buffer_clear(&reader->window);
	buffer_reserve(&reader->window, wanted);
	reader->start = at;
	while (reader->window.length < length) {
		size_t have = reader->window.length;
		ssize_t got = pread(spill->file, reader->window.bytes + have, wanted - have,
				    (off_t)(at + have));
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			error_system(&spill->error, "cannot read the temporary file");
			return;
		}
		reader->window.length += (size_t)got;
	}
}

const void *spill_read(struct spill_reader *reader, uint64_t at, size_t length)
{
	struct spill *spill = reader->spill;
	if (spill->error.status != STATUS_OK)
		return NULL;
	if (spill->file < 0)
		return length > 0 ? spill->rest.bytes + at : "";
	if (at < reader->start || at + length > reader->start + reader->window.length)
		move_window(reader, at, length);
	return spill->error.status == STATUS_OK ? reader->window.bytes + (at - reader->start)
						: NULL;
}

const void *spill_next(struct spill_reader *reader, size_t *length)
{
	const uint64_t *number = reader->at < spill_length(reader->spill)
				     ? spill_read(reader, reader->at, sizeof *number)
				     : NULL;
	*length = number != NULL ? (size_t)*number : 0;
	if (number == NULL)
		return NULL;
	uint64_t start = reader->at + sizeof *number;
	reader->at = start + *length + padding(*length);
	return spill_read(reader, start, *length);
}

void spill_reader_release(struct spill_reader *reader)
{
	buffer_release(&reader->window);
}
