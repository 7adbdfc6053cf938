/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "indexer/source.h"
#include "tests/unit/leak.h"
#include "tests/unit/scratch.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* All that a walk tells, a line each: "NAME LENGTH" of what was found, "! MESSAGE" of what was not.
 * Names without the directory of the test. */
struct told {
	const char *scratch;
	struct buffer lines;
};

static const char *shorten(const struct told *told, const char *name)
{
	size_t length = strlen(told->scratch);
	return strncmp(name, told->scratch, length) == 0 ? name + length + 1 : name;
}

static bool unchanged(void *context, const char *name, uint64_t size, int64_t modified)
{
	(void)context;
	(void)size;
	(void)modified;
	return strstr(name, "unchanged") != NULL;
}

static void found(void *context, const struct source *source)
{
	struct told *told = context;
	buffer_add_format(&told->lines, "%s %zu\n", shorten(told, source->name), source->length);
}

static void failed(void *context, const char *name, const char *message)
{
	struct told *told = context;
	cr_expect_eq(strncmp(message, name, strlen(name)), 0, "%s", message);
	buffer_add_format(&told->lines, "! %s\n", shorten(told, message));
}

static void progress(void *context, uint64_t done)
{
	(void)context;
	(void)done;
}

static void expect(const char *scratch, const char *name, const char *wanted)
{
	struct told told = { scratch, BUFFER_INIT };
	struct source_visitor visitor = { &told, unchanged, found, failed, progress };
	char *path = scratch_path(scratch, name);
	buffer_add_text(&told.lines, "");
	sources_walk(path, &visitor);
	cr_assert_str_eq(told.lines.bytes, wanted, "got:\n%swanted:\n%s", told.lines.bytes, wanted);
	buffer_release(&told.lines);
	free(path);
}

/* Adds a member's header to an archive, with bytes behind it that are as many or fewer. */
static void add_member(struct buffer *tar, const char *name, unsigned long size, const char *bytes,
		       size_t length)
{
	char header[512] = "";
	unsigned sum = 0;
	snprintf(header, 100, "%s", name);
	snprintf(header + 100, 8, "0000644");
	snprintf(header + 124, 12, "%011lo", size);
	snprintf(header + 136, 12, "%011o", 0u);
	memset(header + 148, ' ', 8);
	header[156] = '0';
	memcpy(header + 257, "ustar\00000", 8);
	for (size_t i = 0; i < sizeof header; i++)
		sum += (unsigned char)header[i];
	snprintf(header + 148, 8, "%06o", sum);
	buffer_add(tar, header, sizeof header);
	buffer_add(tar, bytes, length);
	while (tar->length % 512 != 0)
		buffer_add_byte(tar, '\0');
}

static void write_tar(const char *scratch, const char *name, struct buffer *tar, bool whole)
{
	static const char end[1024];
	if (whole)
		buffer_add(tar, end, sizeof end);
	scratch_write(scratch, name, tar->bytes, tar->length);
	buffer_clear(tar);
}

Test(source, finds_files_in_the_order_of_their_bytes)
{
	char *scratch = scratch_new();
	char *below = scratch_directory(scratch, "b");
	char *index = scratch_directory(scratch, "index");
	scratch_write(scratch, "c", "three", 5);
	scratch_write(scratch, "A", "", 0);
	scratch_write(scratch, ".hidden", "x", 1);
	scratch_write(scratch, "unchanged", "x", 1);
	scratch_write(below, "1", "one", 3);
	scratch_write(index, "manifest.json", "{}", 2);
	scratch_write(index, "sources-1.tsv", "x", 1);
	scratch_write(index, "other", "x", 1);
	expect(scratch, ".", "./A 0\n./b/1 3\n./c 5\n");
	expect(scratch, "c", "c 5\n");
	free(below);
	free(index);
	scratch_free(scratch);
}

Test(source, says_what_cannot_be_read)
{
	char *scratch = scratch_new();
	char *fifo = scratch_path(scratch, "fifo");
	char *loop = scratch_path(scratch, "loop");
	cr_assert_eq(mkfifo(fifo, 0600), 0);
	expect(scratch, "nothing", "! nothing: cannot open: No such file or directory\n");
	expect(scratch, "fifo", "! fifo: not a regular file\n");
	cr_assert_eq(symlink("loop", loop), 0);
	expect(scratch, "loop", "! loop: cannot open: Too many levels of symbolic links\n");
	char *below = scratch_directory(scratch, "d");
	char *up = scratch_path(below, "up");
	cr_assert_eq(symlink(".", up), 0);
	expect(scratch, "d", "! d/up: a link that leads back to a directory above it\n");
	free(up);
	free(below);
	free(fifo);
	free(loop);
	scratch_free(scratch);
}

Test(source, says_what_fails_when_it_is_opened_or_read)
{
	char *scratch = scratch_new();
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int file = socket(AF_UNIX, SOCK_STREAM, 0);
	snprintf(address.sun_path, sizeof address.sun_path, "%s/socket", scratch);
	cr_assert_eq(bind(file, (struct sockaddr *)&address, sizeof address), 0);
	expect(scratch, "socket", "! socket: cannot open: No such device or address\n");
	/* Its first bytes are of no page. */
	expect("/proc/self", "mem", "! mem: cannot read: Input/output error\n");
	/* As many files are open as may be. */
	struct rlimit limit;
	char *below = scratch_directory(scratch, "d");
	scratch_write(scratch, "file", "x", 1);
	cr_assert_eq(getrlimit(RLIMIT_NOFILE, &limit), 0);
	const struct rlimit none = { (rlim_t)file, limit.rlim_max };
	close(file); /* the lowest number that is free */
	cr_assert_eq(setrlimit(RLIMIT_NOFILE, &none), 0);
	expect(scratch, "file", "! file: cannot open: Too many open files\n");
	expect(scratch, "d", "! d: cannot read the directory: Too many open files\n");
	cr_assert_eq(setrlimit(RLIMIT_NOFILE, &limit), 0);
	expect(scratch, "file", "file 1\n");
	free(below);
	scratch_free(scratch);
	LEAK_CHECK();
}

Test(source, a_file_has_a_limit)
{
	static const long limit = 16 * 1024 * 1024;
	char *scratch = scratch_new();
	char *path = scratch_path(scratch, "long");
	scratch_write(scratch, "long", "x", 1);
	cr_assert_eq(truncate(path, limit), 0);
	expect(scratch, "long", "long 16777216\n");
	cr_assert_eq(truncate(path, limit + 1), 0);
	expect(scratch, "long", "! long: too long: over 16 MiB, the limit for one file\n");
	free(path);
	scratch_free(scratch);
}

Test(source, directories_have_a_depth)
{
	char *scratch = scratch_new();
	struct buffer path = BUFFER_INIT;
	buffer_add_text(&path, "d");
	for (int depth = 1; depth <= 65; depth++) {
		free(scratch_directory(scratch, path.bytes));
		if (depth == 64 || depth == 65) {
			char *here = scratch_path(scratch, path.bytes);
			scratch_write(here, depth == 64 ? "last" : "too-deep", "x", 1);
			free(here);
		}
		buffer_add_text(&path, "/d");
	}
	struct told told = { scratch, BUFFER_INIT };
	struct source_visitor visitor = { &told, unchanged, found, failed, progress };
	char *top = scratch_path(scratch, "d");
	sources_walk(top, &visitor);
	cr_expect_not_null(strstr(told.lines.bytes, "/last 1\n"), "%s", told.lines.bytes);
	cr_expect_null(strstr(told.lines.bytes, "too-deep"), "%s", told.lines.bytes);
	cr_expect_not_null(strstr(told.lines.bytes, "nested too deep: more than 64\n"), "%s",
			   told.lines.bytes);
	free(top);
	buffer_release(&told.lines);
	buffer_release(&path);
	scratch_free(scratch);
}

Test(source, reads_archives_as_far_as_they_are_whole)
{
	char *scratch = scratch_new();
	struct buffer tar = BUFFER_INIT;
	add_member(&tar, "d/a.txt", 3, "one", 3);
	add_member(&tar, "d/.b", 3, "two", 3);
	add_member(&tar, "c", 5, "three", 5);
	write_tar(scratch, "whole.tar", &tar, true);
	expect(scratch, "whole.tar", "whole.tar:d/a.txt 3\nwhole.tar:c 5\n");
	add_member(&tar, "a", 3, "one", 3);
	add_member(&tar, "b", 2000, "two", 3);
	write_tar(scratch, "cut.tar", &tar, false);
	struct told told = { scratch, BUFFER_INIT };
	struct source_visitor visitor = { &told, unchanged, found, failed, progress };
	char *path = scratch_path(scratch, "cut.tar");
	sources_walk(path, &visitor);
	cr_assert_eq(strncmp(told.lines.bytes, "cut.tar:a 3\n! cut.tar", 21), 0, "%s",
		     told.lines.bytes);
	cr_assert_null(strstr(told.lines.bytes, "cut.tar:b 2"), "%s", told.lines.bytes);
	scratch_write(scratch, "bad.gz", "\x1F\x8B nothing else", 15);
	expect(scratch, "bad.gz",
	       "! bad.gz: cannot be read as an archive: Unrecognized archive format\n");
	free(path);
	buffer_release(&told.lines);
	buffer_release(&tar);
	scratch_free(scratch);
}

Test(source, members_of_archives_have_limits)
{
	static const size_t limit = (size_t)16 * 1024 * 1024;
	char *scratch = scratch_new();
	char *zeros = calloc(limit + 1, 1);
	struct buffer tar = BUFFER_INIT;
	add_member(&tar, "longest", limit, zeros, limit);
	add_member(&tar, "longer", limit + 1, zeros, limit + 1);
	add_member(&tar, "next", 1, "x", 1);
	write_tar(scratch, "a.tar", &tar, true);
	expect(scratch, "a.tar",
	       "a.tar:longest 16777216\n"
	       "! a.tar:longer: too long: over 16 MiB, the limit for one file\n"
	       "a.tar:next 1\n");
	/* To pass this one over, all of it would have to be unpacked. */
	add_member(&tar, "huge", limit * 16 + 1, "x", 1);
	add_member(&tar, "next", 1, "x", 1);
	write_tar(scratch, "b.tar", &tar, true);
	expect(scratch, "b.tar",
	       "! b.tar:huge: longer than 256 MiB: the rest of the archive is not read\n");
	free(zeros);
	buffer_release(&tar);
	scratch_free(scratch);
}

/* A block of a Zstandard frame: its bytes (raw), or one byte so many times. */
static void add_block(struct buffer *frame, unsigned type, unsigned size, const char *bytes,
		      size_t length)
{
	unsigned header = size << 3 | type << 1;
	for (int i = 0; i < 3; i++)
		buffer_add_byte(frame, (char)(header >> 8 * i & 0xFF));
	buffer_add(frame, bytes, length);
}

/* Six members of 200 MiB of zeros in 40 KB. */
Test(source, an_archive_may_not_unpack_without_end, .timeout = 60)
{
	enum { RAW, REPEATED, PIECE = 128 * 1024, PIECES = 1600 };
	char *scratch = scratch_new();
	struct buffer header = BUFFER_INIT, frame = BUFFER_INIT;
	add_member(&header, "zeros", (unsigned long)PIECE * PIECES, "", 0);
	buffer_add(&frame, "\x28\xB5\x2F\xFD\0\x60", 6);
	for (int member = 0; member < 6; member++) {
		add_block(&frame, RAW, (unsigned)header.length, header.bytes, header.length);
		for (int i = 0; i < PIECES; i++)
			add_block(&frame, REPEATED, PIECE, "", 1);
	}
	scratch_write(scratch, "bomb", frame.bytes, frame.length);
#define LONG "! bomb:zeros: too long: over 16 MiB, the limit for one file\n"
	expect(scratch, "bomb",
	       LONG LONG LONG LONG LONG
	       "! bomb: it unpacks to more than 100 times its size: the rest is not read\n");
	buffer_release(&header);
	buffer_release(&frame);
	scratch_free(scratch);
}
