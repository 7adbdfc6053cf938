/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/file.h"

#include "base/buffer.h"
#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int file_read(int descriptor, const char *name, size_t most, struct buffer *out,
	      struct error *error)
{
	enum { PIECE = 65536 };
	size_t total = 0, piece = PIECE;
	struct stat about;
	/* A short file in one piece, with one byte more to see its end. */
	if (fstat(descriptor, &about) == 0 && about.st_size > 0 && about.st_size < PIECE)
		piece = (size_t)about.st_size + 1;
	for (;;) {
		buffer_reserve(out, piece);
		ssize_t got = read(descriptor, out->bytes + out->length, piece);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return error_system(error, "%s: cannot read", name);
		if (got == 0)
			return STATUS_OK;
		out->length += (size_t)got;
		out->bytes[out->length] = '\0';
		total += (size_t)got;
		if (total > most)
			return error_set(error, STATUS_LIMIT,
					 "%s: too long: over %zu bytes, the limit for one file",
					 name, most);
	}
}

int file_read_path(const char *path, size_t most, struct buffer *out, struct error *error)
{
	/* O_NONBLOCK: opening a FIFO must not wait for a writer. */
	int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (descriptor < 0)
		return error_system(error, "%s: cannot open", path);
	struct stat about;
	int status;
	if (fstat(descriptor, &about) != 0)
		status = error_system(error, "%s: cannot open", path);
	else if (!S_ISREG(about.st_mode))
		status = error_set(error, STATUS_INPUT, "%s: not a regular file", path);
	else if (about.st_size > 0 && (size_t)about.st_size > most)
		status = error_set(error, STATUS_LIMIT,
				   "%s: too long: %lld bytes, the limit for one file is %zu", path,
				   (long long)about.st_size, most);
	else {
		buffer_reserve(out, (size_t)about.st_size);
		status = file_read(descriptor, path, most, out, error);
	}
	close(descriptor);
	return status;
}

int file_write(int descriptor, const char *name, const void *bytes, size_t length,
	       struct error *error)
{
	const char *at = bytes;
	while (length > 0) {
		ssize_t done = write(descriptor, at, length);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return error_system(error, "%s: cannot write", name);
		at += done;
		length -= (size_t)done;
	}
	return STATUS_OK;
}

int file_publish(int directory, const char *name, const void *bytes, size_t length, bool *replaced,
		 struct error *error)
{
	bool renamed = false;
	char other[256];
	snprintf(other, sizeof other, "%s.new", name);
	int descriptor =
	    openat(directory, other, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (replaced != NULL)
		*replaced = false;
	if (descriptor < 0)
		return error_system(error, "%s: cannot create", other);
	int status = file_write(descriptor, other, bytes, length, error);
	if (status == STATUS_OK && fsync(descriptor) != 0)
		status = error_system(error, "%s: cannot write", other);
	if (close(descriptor) != 0 && status == STATUS_OK)
		status = error_system(error, "%s: cannot write", other);
	if (status == STATUS_OK && renameat(directory, other, directory, name) != 0)
		status = error_system(error, "%s: cannot rename", other);
	else
		renamed = status == STATUS_OK;
	if (status == STATUS_OK && fsync(directory) != 0)
		status = error_system(error, "%s: written, but cannot sync its directory", name);
	if (!renamed)
		unlinkat(directory, other, 0);
	if (replaced != NULL)
		*replaced = renamed;
	return status;
}

int mapping_open(struct mapping *mapping, int directory, const char *name, struct error *error)
{
	*mapping = (struct mapping)MAPPING_INIT;
	int descriptor = openat(directory, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (descriptor < 0 && errno == ENOENT)
		return error_set(error, STATUS_ABSENT, "%s: no such file", name);
	if (descriptor < 0)
		return error_system(error, "%s: cannot open", name);
	struct stat about;
	int status = STATUS_OK;
	if (fstat(descriptor, &about) != 0)
		status = error_system(error, "%s: cannot open", name);
	else if (!S_ISREG(about.st_mode) || about.st_size <= 0)
		status = error_set(error, STATUS_DAMAGED, "%s: not a regular file, or empty", name);
	if (status == STATUS_OK) {
		void *bytes =
		    mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_SHARED, descriptor, 0);
		if (bytes == MAP_FAILED)
			status = error_system(error, "%s: cannot map", name);
		else
			*mapping = (struct mapping){ bytes, (size_t)about.st_size, descriptor };
	}
	if (status != STATUS_OK)
		close(descriptor);
	return status;
}

void mapping_release(struct mapping *mapping)
{
	if (mapping->bytes != NULL) {
		munmap((void *)(uintptr_t)mapping->bytes, mapping->length);
		close(mapping->descriptor);
	}
	*mapping = (struct mapping)MAPPING_INIT;
}
