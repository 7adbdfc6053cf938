/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/spill.h"

#include "tests/unit/leak.h"
#include "tests/unit/scratch.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PIECES = 3000 };

/* A piece that tells its number, of another length each time. */
static size_t make_piece(size_t number, unsigned char bytes[256])
{
	size_t length = number * 7 % 256;
	memset(bytes, (int)(number % 251), length);
	return length;
}

static void check_pieces(size_t most, size_t ahead)
{
	char *scratch = scratch_new();
	unsigned char bytes[256];
	struct spill *spill = spill_new(scratch, "pieces", most);
	for (size_t i = 0; i < PIECES; i++)
		spill_add_piece(spill, bytes, make_piece(i, bytes));
	cr_assert_eq(spill_end(spill, NULL), STATUS_OK);
	struct spill_reader reader = { .spill = spill, .ahead = ahead },
			    jumper = { .spill = spill };
	for (size_t i = 0; i < PIECES; i++) {
		size_t length;
		uint64_t start = reader.at + sizeof(uint64_t);
		const void *piece = spill_next(&reader, &length);
		cr_assert_eq(length, make_piece(i, bytes), "piece %zu", i);
		cr_assert_eq(memcmp(piece, bytes, length), 0, "piece %zu", i);
		cr_assert(length == 0 || (uintptr_t)piece % sizeof(uint64_t) == 0);
		cr_assert_eq(memcmp(spill_read(&jumper, start, length), bytes, length), 0);
	}
	size_t length;
	cr_expect_null(spill_next(&reader, &length));
	cr_expect_eq(length, 0);
	spill_reader_release(&reader);
	spill_reader_release(&jumper);
	spill_free(spill);
	scratch_free(scratch);
}

Test(spill, what_is_read_is_what_was_added)
{
	static const size_t most[] = { 0, 1, 1000, 100000, 10000000 };
	for (size_t i = 0; i < sizeof most / sizeof *most; i++) {
		check_pieces(most[i], 0);
		check_pieces(most[i], 1000);
		check_pieces(most[i], SPILL_AHEAD);
	}
	LEAK_CHECK();
}

Test(spill, places_are_counted_in_bytes)
{
	char *scratch = scratch_new();
	struct spill *spill = spill_new(scratch, "bytes", 4);
	spill_add(spill, "abc", 3);
	spill_add(spill, "defg", 4);
	spill_add(spill, "h", 1);
	cr_expect_eq(spill_length(spill), 8);
	cr_assert_eq(spill_end(spill, NULL), STATUS_OK);
	struct spill_reader reader = { .spill = spill };
	cr_expect_eq(memcmp(spill_read(&reader, 5, 3), "fgh", 3), 0);
	cr_expect_eq(memcmp(spill_read(&reader, 0, 8), "abcdefgh", 8), 0);
	spill_reader_release(&reader);
	spill_free(spill);
	scratch_free(scratch);
	LEAK_CHECK();
}

/* The file is made only when memory does not hold all, and has no name. */
Test(spill, no_file_is_left)
{
	char *scratch = scratch_new(), *path = scratch_path(scratch, "bytes");
	struct spill *spill = spill_new(scratch, "bytes", 2);
	spill_add(spill, "abc", 3);
	cr_assert_eq(spill_end(spill, NULL), STATUS_OK);
	cr_expect_neq(access(path, F_OK), 0);
	spill_free(spill);
	free(path);
	scratch_free(scratch);
	LEAK_CHECK();
}

Test(spill, a_failure_stays)
{
	struct error error = ERROR_INIT;
	struct spill *spill = spill_new("/no/such/directory", "bytes", 2);
	spill_add(spill, "ab", 2);
	cr_expect_eq(spill_status(spill, NULL), STATUS_OK);
	spill_add(spill, "c", 1);
	spill_add(spill, "d", 1);
	cr_expect_eq(spill_end(spill, &error), STATUS_SYSTEM);
	cr_expect_str_eq(error.message,
			 "/no/such/directory/bytes: cannot create: No such file or directory");
	struct spill_reader reader = { .spill = spill };
	cr_expect_null(spill_read(&reader, 0, 1));
	spill_reader_release(&reader);
	spill_free(spill);
	LEAK_CHECK();
}

/* As when the disk fails that holds the file, or somebody cuts it. */
Test(spill, that_cannot_be_read_says_so, .timeout = 10)
{
	char *scratch = scratch_new();
	for (int cut = false; cut <= true; cut++) {
		struct error error = ERROR_INIT;
		struct spill *spill = spill_new(scratch, "bytes", 2);
		spill_add(spill, "abcdefgh", 8);
		cr_assert_eq(spill_end(spill, NULL), STATUS_OK);
		struct spill_reader reader = { .spill = spill };
		cr_assert_eq(memcmp(spill_read(&reader, 0, 4), "abcd", 4), 0);
		int file = scratch_open_file(scratch);
		int directory = open("/", O_RDONLY); /* which cannot be read as a file is */
		cr_assert_eq(cut ? ftruncate(file, 7) : dup2(directory, file), cut ? 0 : file);
		close(directory);
		errno = EINTR; /* from an earlier call */
		cr_expect_null(spill_read(&reader, 4, 4));
		cr_expect_eq(spill_status(spill, &error), STATUS_SYSTEM);
		cr_expect_eq(strncmp(error.message, "cannot read the temporary file", 30), 0, "%s",
			     error.message);
		spill_reader_release(&reader);
		spill_free(spill);
	}
	scratch_free(scratch);
	LEAK_CHECK();
}
