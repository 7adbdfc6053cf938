/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/scratch.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "indexer/build.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *scratch_new(void)
{
	const char *base = getenv("TMPDIR");
	struct buffer path = BUFFER_INIT;
	buffer_add_format(&path, "%s/clausula-test-XXXXXX", base != NULL ? base : "/tmp");
	cr_assert_not_null(mkdtemp(path.bytes), "no directory for the test");
	return path.bytes;
}

char *scratch_path(const char *scratch, const char *name)
{
	struct buffer path = BUFFER_INIT;
	buffer_add_format(&path, "%s/%s", scratch, name);
	return path.bytes;
}

char *scratch_directory(const char *scratch, const char *name)
{
	char *path = scratch_path(scratch, name);
	cr_assert_eq(mkdir(path, 0700), 0);
	return path;
}

void scratch_write(const char *directory, const char *name, const void *bytes, size_t length)
{
	char *path = scratch_path(directory, name);
	FILE *file = fopen(path, "wb");
	cr_assert_not_null(file);
	cr_assert_eq(fwrite(bytes, 1, length, file), length);
	cr_assert_eq(fclose(file), 0);
	free(path);
}

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *where)
{
	(void)about;
	(void)kind;
	(void)where;
	return remove(path);
}

void scratch_free(char *scratch)
{
	nftw(scratch, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
	free(scratch);
}

int scratch_open_file(const char *scratch)
{
	DIR *files = opendir("/proc/self/fd");
	int found = -1;
	cr_assert_not_null(files);
	for (struct dirent *entry; (entry = readdir(files)) != NULL;) {
		char path[4096] = "";
		if (readlinkat(dirfd(files), entry->d_name, path, sizeof path - 1) > 0 &&
		    strncmp(path, scratch, strlen(scratch)) == 0)
			found = atoi(entry->d_name);
	}
	closedir(files);
	cr_assert_geq(found, 0, "no file is open");
	return found;
}

void scratch_index(const char *index, const char *directory)
{
	const struct build_options options = {
		.index_path = index, .paths = &directory, .path_count = 1, .threads = 1
	};
	struct build_report report;
	cr_assert_eq(build_index(&options, &report, NULL), STATUS_OK);
	build_report_release(&report);
}
