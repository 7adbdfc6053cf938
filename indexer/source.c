/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/source.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/file.h"
#include "base/memory.h"
#include "corpus/reader.h"
#include "indexer/archive_library.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_DIRECTORY_DEPTH = 64, MEMBER_MAX_BYTES = 256 * 1024 * 1024 };

/* An archive may unpack to so many times its size, and to so much in any case: the resolutions of a
 * session unpack to 20 times theirs. */
enum { ARCHIVE_MAX_RATIO = 100, ARCHIVE_FREE_BYTES = 1024 * 1024 * 1024 };

/* The directories from the first one down to the one that is being read: a link that leads back
 * into one of them is a loop. */
struct directory {
	const struct directory *above;
	dev_t device;
	ino_t inode;
	int depth;
};

struct walk {
	const struct source_visitor *visitor;
	uint64_t done;  /* bytes on disk of the files that were read */
	uint64_t *size; /* not NULL: add up sizes and read nothing */
};

static void tell_failure(struct walk *walk, const char *name, const char *line)
{
	if (walk->visitor->failed != NULL)
		walk->visitor->failed(walk->visitor->context, name, line);
}

static void tell_progress(struct walk *walk, uint64_t done)
{
	if (walk->visitor->progress != NULL)
		walk->visitor->progress(walk->visitor->context, done);
}

static void fail(struct walk *walk, const char *name, const char *what, const char *why)
{
	if (walk->size != NULL)
		return;
	struct buffer line = BUFFER_INIT;
	buffer_add_format(&line, "%s: %s", name, what);
	if (why != NULL && why[0] != '\0')
		buffer_add_format(&line, ": %.*s", (int)strcspn(why, "\n"), why);
	tell_failure(walk, name, line.bytes);
	buffer_release(&line);
}

static void found(struct walk *walk, const struct source *source)
{
	walk->visitor->found(walk->visitor->context, source);
}

static bool starts(const char *bytes, size_t length, const char *magic, size_t size)
{
	return length >= size && memcmp(bytes, magic, size) == 0;
}

static bool is_archive(const char *bytes, size_t length)
{
	return starts(bytes, length,
		      "\xFD"
		      "7zXZ\0",
		      6) ||
	       starts(bytes, length, "\x1F\x8B", 2) || starts(bytes, length, "BZh", 3) ||
	       starts(bytes, length, "\x28\xB5\x2F\xFD", 4) ||
	       starts(bytes, length, "PK\x03\x04", 4) || starts(bytes, length, "PK\x05\x06", 4) ||
	       (length >= 262 && memcmp(bytes + 257, "ustar", 5) == 0);
}

static int64_t modified_of(const struct stat *about)
{
	return (int64_t)about->st_mtim.tv_sec * 1000000000 + about->st_mtim.tv_nsec;
}

static const char *last_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash != NULL ? slash + 1 : path;
}

enum member { MEMBER_READ, MEMBER_TOO_LONG, MEMBER_BROKEN, MEMBER_TOO_MUCH };

/* Reads a member into *bytes. What is longer than any file may be is read to its end all the same:
 * it must be unpacked to come to the next one. MEMBER_TOO_MUCH: *left, what the archive may still
 * unpack to, is used up. */
static enum member read_member(const struct archive_library *library, struct archive *archive,
			       struct buffer *bytes, uint64_t *left)
{
	enum { PIECE = 65536 };
	bool too_long = false;
	buffer_clear(bytes);
	for (;;) {
		buffer_reserve(bytes, PIECE);
		la_ssize_t got = library->read_data(archive, bytes->bytes + bytes->length, PIECE);
		if (got == 0)
			return too_long ? MEMBER_TOO_LONG : MEMBER_READ;
		if (got < 0)
			return MEMBER_BROKEN;
		if ((uint64_t)got > *left)
			return MEMBER_TOO_MUCH;
		*left -= (uint64_t)got;
		too_long = too_long || bytes->length + (size_t)got > READER_MAX_BYTES;
		if (too_long)
			continue;
		bytes->length += (size_t)got;
		bytes->bytes[bytes->length] = '\0';
	}
}

static void read_members(struct walk *walk, const struct archive_library *library,
			 struct archive *archive, const char *path, const struct stat *about)
{
	struct buffer name = BUFFER_INIT, bytes = BUFFER_INIT;
	struct archive_entry *entry;
	uint64_t most = (uint64_t)about->st_size * ARCHIVE_MAX_RATIO;
	uint64_t left = most > ARCHIVE_FREE_BYTES ? most : ARCHIVE_FREE_BYTES;
	int result;
	while ((result = library->read_next_header(archive, &entry)) == ARCHIVE_OK ||
	       result == ARCHIVE_WARN) {
		const char *member = library->entry_pathname(entry);
		if (member == NULL || library->entry_filetype(entry) != AE_IFREG ||
		    last_name(member)[0] == '.')
			continue;
		buffer_clear(&name);
		buffer_add_format(&name, "%s:%s", path, member);
		if (library->entry_size(entry) > MEMBER_MAX_BYTES) {
			/* To pass it over, all of it would have to be unpacked. */
			fail(walk, name.bytes,
			     "longer than 256 MiB: the rest of the archive is not read", "");
			result = ARCHIVE_EOF;
			break;
		}
		enum member member_is = read_member(library, archive, &bytes, &left);
		if (member_is == MEMBER_TOO_MUCH) {
			fail(walk, path,
			     "it unpacks to more than 100 times its size: the rest is not read",
			     "");
			result = ARCHIVE_EOF;
			break;
		}
		if (member_is == MEMBER_TOO_LONG) {
			fail(walk, name.bytes, "too long: over 16 MiB, the limit for one file", "");
			continue;
		}
		if (member_is == MEMBER_BROKEN) {
			fail(walk, name.bytes, "cannot be unpacked",
			     library->error_string(archive));
			continue;
		}
		struct source source = { name.bytes,         (uint64_t)about->st_size,
					 modified_of(about), path,
					 bytes.bytes,        bytes.length };
		found(walk, &source);
		tell_progress(walk, walk->done + (uint64_t)library->filter_bytes(archive, -1));
	}
	if (result != ARCHIVE_EOF) {
		fail(walk, path, "the archive is damaged or cut", library->error_string(archive));
	}
	buffer_release(&name);
	buffer_release(&bytes);
}

static void read_archive(struct walk *walk, const char *path, int descriptor,
			 const struct stat *about)
{
	struct error error = ERROR_INIT;
	const struct archive_library *library = archive_library(&error);
	if (library == NULL) {
		fail(walk, path, error.message, NULL);
		return;
	}
	struct archive *archive = library->read_new();
	if (archive == NULL)
		memory_none();
	library->read_support_format_tar(archive);
	library->read_support_format_zip(archive);
	library->read_support_filter_xz(archive);
	library->read_support_filter_gzip(archive);
	library->read_support_filter_bzip2(archive);
	library->read_support_filter_zstd(archive);
	if (library->read_open_fd(archive, descriptor, 65536) != ARCHIVE_OK) {
		fail(walk, path, "cannot be read as an archive", library->error_string(archive));
	} else
		read_members(walk, library, archive, path, about);
	library->read_free(archive);
}

static void read_file(struct walk *walk, const char *path, int descriptor, const struct stat *about)
{
	struct buffer bytes = BUFFER_INIT;
	struct error error = ERROR_INIT;
	if (about->st_size > READER_MAX_BYTES)
		fail(walk, path, "too long: over 16 MiB, the limit for one file", "");
	else if (file_read(descriptor, path, READER_MAX_BYTES, &bytes, &error) != STATUS_OK)
		tell_failure(walk, path, error.message);
	else {
		struct source source = { path,
					 (uint64_t)about->st_size,
					 modified_of(about),
					 NULL,
					 bytes.bytes != NULL ? bytes.bytes : "",
					 bytes.length };
		found(walk, &source);
	}
	buffer_release(&bytes);
}

static void walk_file(struct walk *walk, const char *path)
{
	int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat about;
	char head[512];
	if (descriptor < 0 || fstat(descriptor, &about) != 0) {
		fail(walk, path, "cannot open", strerror(errno));
		if (descriptor >= 0)
			close(descriptor);
		return;
	}
	ssize_t got = S_ISREG(about.st_mode) ? pread(descriptor, head, sizeof head, 0) : 0;
	if (!S_ISREG(about.st_mode))
		fail(walk, path, "not a regular file", "");
	else if (got < 0)
		fail(walk, path, "cannot read", strerror(errno));
	else if (walk->size != NULL)
		*walk->size += (uint64_t)about.st_size;
	else if (walk->visitor->unchanged == NULL ||
		 !walk->visitor->unchanged(walk->visitor->context, path, (uint64_t)about.st_size,
					   modified_of(&about))) {
		if (is_archive(head, (size_t)got))
			read_archive(walk, path, descriptor, &about);
		else
			read_file(walk, path, descriptor, &about);
	}
	close(descriptor);
	if (walk->size == NULL && S_ISREG(about.st_mode)) {
		walk->done += (uint64_t)about.st_size;
		tell_progress(walk, walk->done);
	}
}

static void walk_path(struct walk *walk, const char *path, const struct directory *above);

static int visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name); /* alphasort would follow the locale */
}

/* An index that lies among its sources is none of them. */
static bool is_index(struct dirent *const *entries, int count)
{
	bool manifest = false, sources = false;
	for (int i = 0; i < count; i++) {
		manifest = manifest || strcmp(entries[i]->d_name, "manifest.json") == 0;
		sources = sources || strncmp(entries[i]->d_name, "sources-", 8) == 0;
	}
	return manifest && sources;
}

static void walk_directory(struct walk *walk, const char *path, const struct stat *about,
			   const struct directory *above)
{
	struct directory here = { above, about->st_dev, about->st_ino,
				  above != NULL ? above->depth + 1 : 1 };
	for (const struct directory *at = above; at != NULL; at = at->above)
		if (at->device == here.device && at->inode == here.inode) {
			fail(walk, path, "a link that leads back to a directory above it", "");
			return;
		}
	if (here.depth > MAX_DIRECTORY_DEPTH) {
		fail(walk, path, "directories are nested too deep: more than 64", "");
		return;
	}
	struct dirent **entries;
	int count = scandir(path, &entries, visible, by_name);
	if (count < 0) {
		fail(walk, path, "cannot read the directory", strerror(errno));
		return;
	}
	struct buffer name = BUFFER_INIT;
	bool index = is_index(entries, count);
	for (int i = 0; i < count; i++) {
		if (index) {
			free(entries[i]);
			continue;
		}
		size_t length = strlen(path);
		buffer_clear(&name);
		buffer_add_format(&name, "%s%s%s", path,
				  length > 0 && path[length - 1] == '/' ? "" : "/",
				  entries[i]->d_name);
		walk_path(walk, name.bytes, &here);
		free(entries[i]);
	}
	free(entries);
	buffer_release(&name);
}

static void walk_path(struct walk *walk, const char *path, const struct directory *above)
{
	struct stat about;
	if (stat(path, &about) != 0)
		fail(walk, path, "cannot open", strerror(errno));
	else if (S_ISDIR(about.st_mode))
		walk_directory(walk, path, &about, above);
	else
		walk_file(walk, path);
}

void sources_walk(const char *path, const struct source_visitor *visitor)
{
	struct walk walk = { visitor, 0, NULL };
	walk_path(&walk, path, NULL);
}

uint64_t sources_size(const char *path)
{
	uint64_t size = 0;
	struct walk walk = { NULL, 0, &size };
	walk_path(&walk, path, NULL);
	return size;
}
