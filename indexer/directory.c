/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/directory.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/language.h"
#include "base/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define LOCK_NAME "lock"
#define WORK_NAME "building"

/* START-NUMBER.ENDING, where the start is "sources" or a language's code. */
static bool is_numbered(const char *name)
{
	const char *stroke = strchr(name, '-');
	if (stroke == NULL || stroke[1] < '0' || stroke[1] > '9')
		return false;
	const char *ending = stroke + 1 + strspn(stroke + 1, "0123456789");
	size_t length = (size_t)(stroke - name);
	if (length == strlen("sources") && memcmp(name, "sources", length) == 0)
		return strcmp(ending, ".tsv") == 0 || strcmp(ending, ".tsv.new") == 0;
	return length == 2 && language_find(name, length) != NULL &&
	       strcmp(ending, ".segment") == 0;
}

/* True for the names that this program gives to files of an index. */
static bool is_ours(const char *name)
{
	return strcmp(name, LOCK_NAME) == 0 || strcmp(name, WORK_NAME) == 0 ||
	       strcmp(name, MANIFEST_NAME) == 0 || strcmp(name, MANIFEST_NAME ".new") == 0 ||
	       is_numbered(name);
}

/* *made: bytes of the path up to the first directory that had to be made. */
static int make_directories(const char *path, size_t *made, struct error *error)
{
	char *copy = memory_text(path, strlen(path));
	int status = STATUS_OK;
	for (char *at = copy + 1; status == STATUS_OK; at++) {
		char end = *at;
		if (end != '/' && end != '\0')
			continue;
		*at = '\0';
		if (mkdir(copy, 0777) == 0)
			*made = *made != 0 ? *made : strlen(copy);
		else if (errno != EEXIST)
			status = error_system(error, "%s: cannot make the directory", copy);
		*at = end;
		if (end == '\0')
			break;
	}
	free(copy);
	return status;
}

/* Opens the directory once more, to read its entries; NULL when that fails. */
static DIR *list(int descriptor)
{
	int again = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return again >= 0 ? fdopendir(again) : NULL;
}

static int refuse_foreign(int descriptor, const char *path, struct error *error)
{
	DIR *stream = list(descriptor);
	if (stream == NULL)
		return error_system(error, "%s: cannot read the directory", path);
	bool ours = false, foreign = false;
	for (struct dirent *entry; (entry = readdir(stream)) != NULL;) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		ours = ours || strcmp(entry->d_name, MANIFEST_NAME) == 0;
		foreign = foreign || !is_ours(entry->d_name);
	}
	closedir(stream);
	if (foreign && !ours)
		return error_set(
		    error, STATUS_INPUT,
		    "%s: holds other files and no index; name an empty or new directory "
		    "with --index",
		    path);
	return STATUS_OK;
}

static int take_lock(struct directory *directory, struct error *error)
{
	int lock = openat(directory->descriptor, LOCK_NAME,
			  O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
	if (lock < 0)
		return error_system(error, "%s/%s: cannot create", directory->path, LOCK_NAME);
	char text[32] = "";
	if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
		ssize_t got = pread(lock, text, sizeof text - 1, 0);
		close(lock);
		long holder = got > 0 ? strtol(text, NULL, 10) : 0;
		return error_set(
		    error, STATUS_LOCKED,
		    "%s: process %ld is writing to this index; try again when it is done",
		    directory->path, holder);
	}
	int length = snprintf(text, sizeof text, "%ld\n", (long)getpid());
	if (ftruncate(lock, 0) != 0 || pwrite(lock, text, (size_t)length, 0) != length) {
		close(lock);
		return error_system(error, "%s/%s: cannot write", directory->path, LOCK_NAME);
	}
	directory->lock = lock;
	return STATUS_OK;
}

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *where)
{
	(void)about;
	(void)kind;
	(void)where;
	return remove(path);
}

static void remove_tree(const char *path)
{
	enum { OPEN_DIRECTORIES = 8 };
	nftw(path, remove_entry, OPEN_DIRECTORIES, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}

int directory_open(struct directory *directory, const char *path, struct error *error)
{
	*directory = (struct directory)DIRECTORY_INIT;
	if (path[0] == '\0')
		return error_set(error, STATUS_INPUT, "the index has an empty name");
	directory->path = memory_text(path, strlen(path));
	int status = make_directories(path, &directory->made, error);
	if (status == STATUS_OK)
		directory->descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (status == STATUS_OK && directory->descriptor < 0)
		status = error_system(error, "%s: cannot open the directory", path);
	if (status == STATUS_OK)
		status = refuse_foreign(directory->descriptor, path, error);
	if (status == STATUS_OK)
		status = take_lock(directory, error);
	if (status == STATUS_OK) {
		struct buffer work = BUFFER_INIT;
		buffer_add_format(&work, "%s/%s", path, WORK_NAME);
		directory->work = work.bytes;
		remove_tree(directory->work);
		if (mkdir(directory->work, 0700) != 0)
			status =
			    error_system(error, "%s: cannot make the directory", directory->work);
	}
	if (status != STATUS_OK)
		directory_discard(directory);
	return status;
}

int directory_work(const struct directory *directory, const char *name, char **path,
		   struct error *error)
{
	struct buffer full = BUFFER_INIT;
	buffer_add_format(&full, "%s/%s", directory->work, name);
	*path = full.bytes;
	if (mkdir(full.bytes, 0700) == 0)
		return STATUS_OK;
	*path = NULL;
	int status = error_system(error, "%s: cannot make the directory", full.bytes);
	buffer_release(&full);
	return status;
}

uint64_t directory_last_generation(const struct directory *directory, const char *beginning)
{
	DIR *stream = list(directory->descriptor);
	uint64_t last = 0;
	for (struct dirent *entry; stream != NULL && (entry = readdir(stream)) != NULL;) {
		bool meant = is_ours(entry->d_name) &&
			     strncmp(entry->d_name, beginning, strlen(beginning)) == 0;
		const char *stroke = meant ? strchr(entry->d_name, '-') : NULL;
		uint64_t number = stroke != NULL ? strtoull(stroke + 1, NULL, 10) : 0;
		if (number > last)
			last = number;
	}
	if (stream != NULL)
		closedir(stream);
	return last;
}

static bool is_named(const struct manifest *manifest, const char *name)
{
	bool named = strcmp(manifest->sources_file, name) == 0;
	for (size_t i = 0; i < manifest->segment_count && !named; i++)
		named = strcmp(manifest->segments[i].file, name) == 0;
	return named;
}

void directory_clean(const struct directory *directory, const struct manifest *manifest)
{
	DIR *stream = list(directory->descriptor);
	if (stream == NULL)
		return;
	for (struct dirent *entry; (entry = readdir(stream)) != NULL;) {
		const char *name = entry->d_name;
		bool keep = !is_ours(name) || strcmp(name, LOCK_NAME) == 0 ||
			    strcmp(name, WORK_NAME) == 0 || strcmp(name, MANIFEST_NAME) == 0;
		if (!keep && !is_named(manifest, name))
			unlinkat(directory->descriptor, name, 0);
	}
	closedir(stream);
}

void directory_close(struct directory *directory)
{
	if (directory->work != NULL)
		remove_tree(directory->work);
	if (directory->lock >= 0)
		close(directory->lock);
	if (directory->descriptor >= 0)
		close(directory->descriptor);
	free(directory->work);
	free(directory->path);
	*directory = (struct directory)DIRECTORY_INIT;
}

/* Whether there is nothing but the lock in it. */
static bool is_bare(int descriptor)
{
	DIR *stream = list(descriptor);
	bool bare = stream != NULL;
	for (struct dirent *entry; bare && (entry = readdir(stream)) != NULL;)
		bare = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0 ||
		       strcmp(entry->d_name, LOCK_NAME) == 0;
	if (stream != NULL)
		closedir(stream);
	return bare;
}

void directory_discard(struct directory *directory)
{
	if (directory->work != NULL)
		remove_tree(directory->work);
	if (directory->made != 0 && directory->lock >= 0 && is_bare(directory->descriptor))
		unlinkat(directory->descriptor, LOCK_NAME, 0);
	/* From the last to the first that was made, as long as they are empty. */
	for (size_t length = directory->path != NULL ? strlen(directory->path) : 0;
	     directory->made != 0 && length >= directory->made; length--)
		if (directory->path[length] == '/' || directory->path[length] == '\0') {
			directory->path[length] = '\0';
			if (rmdir(directory->path) != 0 && errno != ENOENT)
				break;
		}
	directory_close(directory);
}
