/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/error.h"
#include "base/file.h"
#include "base/memory.h"
#include "tests/unit/scratch.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int read_name(const char *scratch, const char *name, size_t most, struct buffer *out,
		     struct error *error)
{
	char *path = scratch_path(scratch, name);
	int status = file_read_path(path, most, out, error);
	free(path);
	return status;
}

Test(file, a_path_is_read_up_to_a_limit_and_only_when_it_is_a_file)
{
	char *scratch = scratch_new();
	struct buffer out = BUFFER_INIT;
	struct error error = ERROR_INIT;
	scratch_write(scratch, "a", "12345", 5);
	free(scratch_directory(scratch, "d"));
	cr_expect_eq(read_name(scratch, "a", 5, &out, &error), STATUS_OK);
	cr_expect_str_eq(out.bytes, "12345");
	cr_expect_eq(read_name(scratch, "a", 4, &out, &error), STATUS_LIMIT);
	cr_expect(strstr(error.message, "5") != NULL && strstr(error.message, "4") != NULL);
	cr_expect_eq(read_name(scratch, "d", 5, &out, &error), STATUS_INPUT);
	cr_expect(strstr(error.message, "not a regular file") != NULL);
	cr_expect_eq(read_name(scratch, "none", 5, &out, &error), STATUS_SYSTEM);
	cr_expect(strstr(error.message, "cannot open") != NULL);
	buffer_release(&out);
	scratch_free(scratch);
}

/* What has no size beforehand, such as a pipe, meets the limit while it is read. */
Test(file, a_stream_is_read_up_to_a_limit)
{
	int ends[2];
	struct buffer out = BUFFER_INIT;
	struct error error = ERROR_INIT;
	for (size_t most = 5; most >= 4; most--) {
		cr_assert_eq(pipe(ends), 0);
		cr_assert_eq(file_write(ends[1], "a pipe", "12345", 5, &error), STATUS_OK);
		close(ends[1]);
		buffer_clear(&out);
		cr_expect_eq(file_read(ends[0], "a pipe", most, &out, &error),
			     most == 5 ? STATUS_OK : STATUS_LIMIT);
		close(ends[0]);
	}
	cr_expect_eq(file_read(ends[0], "a pipe", 5, &out, &error), STATUS_SYSTEM);
	cr_expect_eq(file_write(ends[1], "a pipe", "1", 1, &error), STATUS_SYSTEM);
	buffer_release(&out);
}

Test(file, what_cannot_be_published_leaves_nothing)
{
	char *scratch = scratch_new();
	struct error error = ERROR_INIT;
	bool replaced = true;
	int directory = open(scratch, O_RDONLY | O_DIRECTORY);
	free(scratch_directory(scratch, "d"));
	cr_expect_eq(file_publish(directory, "d", "new", 3, &replaced, &error), STATUS_SYSTEM);
	cr_expect(strstr(error.message, "cannot rename") != NULL);
	cr_expect_not(replaced);
	cr_expect_neq(faccessat(directory, "d.new", F_OK, 0), 0);
	close(directory);
	scratch_free(scratch);
}

Test(file, only_a_file_with_something_in_it_is_mapped)
{
	char *scratch = scratch_new();
	struct error error = ERROR_INIT;
	struct mapping mapping = MAPPING_INIT;
	int directory = open(scratch, O_RDONLY | O_DIRECTORY);
	scratch_write(scratch, "a", "12345", 5);
	scratch_write(scratch, "empty", "", 0);
	free(scratch_directory(scratch, "d"));
	cr_expect_eq(mapping_open(&mapping, directory, "a", &error), STATUS_OK);
	cr_expect_eq(mapping.length, 5);
	cr_expect_arr_eq(mapping.bytes, "12345", 5);
	mapping_release(&mapping);
	cr_expect_eq(mapping_open(&mapping, directory, "none", &error), STATUS_ABSENT);
	cr_expect_eq(mapping_open(&mapping, directory, "empty", &error), STATUS_DAMAGED);
	cr_expect_eq(mapping_open(&mapping, directory, "d", &error), STATUS_DAMAGED);
	cr_expect_eq(mapping_open(&mapping, directory, "a/b", &error), STATUS_SYSTEM);
	close(directory);
	scratch_free(scratch);
}
