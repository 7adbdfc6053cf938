/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/xapian-c/fixture.h"

#include <pthread.h>

static const char *const texts[] = { "peace treaty", "peace pact", "pact", "" };
enum { TEXTS = sizeof texts / sizeof texts[0] };

Test(database, opens_where_it_is_embedded_and_leaves_the_descriptor_alone)
{
	static const uint64_t offsets[] = { 0, 1, 4096, 8191, 100003 };
	struct scratch scratch;
	scratch_make(&scratch);
	const char *path = scratch_path(&scratch, "database");
	build_file(&scratch, path, texts, TEXTS, 0);
	unsigned char *bytes;
	size_t length = read_file(path, &bytes);
	for (size_t i = 0; i < sizeof offsets / sizeof offsets[0]; i++) {
		struct error error = ERROR_INIT;
		unsigned char *whole = calloc(1, offsets[i] + length + 1000);
		memset(whole + offsets[i] + length, 0xFF, 1000);
		memcpy(whole + offsets[i], bytes, length);
		const char *embedded = scratch_path(&scratch, "embedded");
		write_file(embedded, whole, offsets[i] + length + 1000);
		free(whole);
		int before = open_descriptors();
		int descriptor = open(embedded, O_RDONLY);
		cr_assert_eq(lseek(descriptor, 7, SEEK_SET), 7);
		struct xap_database *database;
		OK(xap_database_open(&database, descriptor, offsets[i], &error));
		cr_assert_eq(lseek(descriptor, 0, SEEK_CUR), 7);
		lseek(descriptor, 5, SEEK_SET); /* reading does not depend on the position */
		uint32_t documents;
		OK(xap_database_frequency(database, "peace", 5, &documents, &error));
		cr_assert_eq(documents, 2);
		close(descriptor); /* nor on the descriptor */
		OK(xap_database_frequency(database, "pact", 4, &documents, &error));
		cr_assert_eq(documents, 2);
		cr_assert_eq(xap_database_documents(database), TEXTS);
		xap_database_free(database);
		cr_assert_eq(open_descriptors(), before);
	}
	free(bytes);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

/* What is read, and what of it is refused. */
struct asked {
	uint64_t start, least; /* where the database starts; the first byte that was asked about */
	uint64_t refused;      /* reads that end behind this place */
	size_t count;
};

static bool judge(void *context, uint64_t offset, size_t length)
{
	struct asked *asked = context;
	cr_expect_geq(offset, asked->start + 256);
	asked->count++;
	if (offset < asked->least)
		asked->least = offset;
	return offset + length <= asked->refused;
}

Test(database, asks_before_libxapian_reads_and_fails_where_it_may_not)
{
	struct scratch scratch;
	struct error error = ERROR_INIT;
	scratch_make(&scratch);
	const char *path = scratch_path(&scratch, "database");
	build_file(&scratch, path, texts, TEXTS, 0);
	unsigned char *bytes;
	size_t length = read_file(path, &bytes);
	unsigned char *whole = calloc(1, 4096 + length);
	memcpy(whole + 4096, bytes, length);
	const char *embedded = scratch_path(&scratch, "embedded");
	write_file(embedded, whole, 4096 + length);
	int before = open_descriptors();
	int descriptor = open(embedded, O_RDONLY);
	struct asked asked = { 4096, UINT64_MAX, UINT64_MAX, 0 };
	struct xap_database *database;
	OK(xap_database_open_checked(&database, descriptor, 4096, judge, &asked, &error));
	size_t opened = asked.count;
	cr_assert_gt(opened, 0);
	uint32_t documents;
	OK(xap_database_frequency(database, "peace", 5, &documents, &error));
	cr_assert_eq(documents, 2);
	cr_assert_geq(asked.count, opened);
	cr_assert_lt(asked.least, 4096 + length);
	xap_database_free(database);

	/* One that may not be read. */
	asked.refused = 0;
	FAILS(STATUS_SYSTEM, "Error reading block",
	      xap_database_open_checked(&database, descriptor, 4096, judge, &asked, &error));
	cr_assert_null(database);
	/* Nobody is asked about other files, nor about this one when its database is gone. */
	size_t count = asked.count;
	cr_assert_eq(pread(descriptor, bytes, 16, 0), 16);
	cr_assert_eq(asked.count, count);
	close(descriptor);
	cr_assert_eq(open_descriptors(), before);
	free(bytes);
	free(whole);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

/* Which bytes are where the database should be, and what is said. */
static const struct {
	const char *what;
	size_t kept;       /* bytes of the true database that are there, */
	size_t changed_at; /* with another byte at this place, when it is not 0 */
	unsigned char byte;
	int status;
	const char *text;
} damages[] = {
	{ "empty", 0, 0, 0, STATUS_DAMAGED, "no database starts at byte 0" },
	{ "one byte", 1, 0, 0, STATUS_DAMAGED, "no database starts" },
	{ "magic alone", 16, 0, 0, STATUS_DAMAGED, "no database starts" },
	{ "half a header", 40, 0, 0, STATUS_DAMAGED, "header" },
	{ "header alone", 256, 0, 0, STATUS_DAMAGED, "libxapian" },
	{ "first block alone", 8192, 0, 0, STATUS_DAMAGED, "libxapian" },
	{ "magic", 16384, 2, 'x', STATUS_DAMAGED, "no database starts" },
	{ "format version", 16384, 15, 0x6F, STATUS_VERSION, "format version 20160315" },
	/* 32 revision; 33 root, 34 level and flags, 35 entries, 36 block size, 37, 38 string */
	{ "ten levels", 16384, 34, 10 << 2, STATUS_DAMAGED, "table 1" },
	{ "31 levels", 16384, 34, 31 << 2, STATUS_DAMAGED, "table 1" },
	{ "no root and levels", 16384, 34, (1 << 2) | 1, STATUS_DAMAGED, "table 1" },
	{ "block size 0", 16384, 36, 0, STATUS_DAMAGED, "table 1" },
	{ "block size 3", 16384, 36, 3, STATUS_DAMAGED, "table 1" },
	{ "block size 128 KiB", 16384, 36, 64, STATUS_DAMAGED, "table 1" },
	{ "a string without end", 16384, 38, 0x7F, STATUS_DAMAGED, "table" },
};

Test(database, says_when_it_is_damaged)
{
	struct scratch scratch;
	scratch_make(&scratch);
	const char *path = scratch_path(&scratch, "database");
	build_file(&scratch, path, texts, TEXTS, 0);
	unsigned char *bytes;
	size_t length = read_file(path, &bytes);
	cr_assert_eq(length, 16384); /* header and one block */
	for (size_t i = 0; i < sizeof damages / sizeof damages[0]; i++) {
		unsigned char *damaged = malloc(length);
		memcpy(damaged, bytes, length);
		if (damages[i].changed_at != 0)
			damaged[damages[i].changed_at] = damages[i].byte;
		write_file(path, damaged, damages[i].kept);
		free(damaged);
		struct error error = ERROR_INIT;
		int descriptor = open(path, O_RDONLY);
		int before = open_descriptors();
		struct xap_database *database = (void *)bytes;
		int status = xap_database_open(&database, descriptor, 0, &error);
		cr_assert_eq(status, damages[i].status, "%s: got %d, %s", damages[i].what, status,
			     error.message);
		cr_assert_not_null(strstr(error.message, damages[i].text), "%s: %s",
				   damages[i].what, error.message);
		cr_assert_null(database);
		cr_assert_eq(open_descriptors(), before, "%s", damages[i].what);
		cr_assert_eq(xap_database_open(&database, descriptor, 0, NULL), damages[i].status);
		close(descriptor);
	}
	free(bytes);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

/* No byte of the header makes opening end the process, whatever it is changed to. */
Test(database, survives_any_change_of_a_byte_of_its_header, .timeout = 300)
{
	struct scratch scratch;
	scratch_make(&scratch);
	const char *path = scratch_path(&scratch, "database");
	build_file(&scratch, path, texts, TEXTS, 0);
	int descriptor = open(path, O_RDWR);
	unsigned char header[256];
	cr_assert_eq(pread(descriptor, header, sizeof header, 0), (ssize_t)sizeof header);
	int before = open_descriptors();
	for (off_t at = 0; at < 100; at++) {
		for (unsigned value = 0; value < 256; value++) {
			unsigned char byte = (unsigned char)value;
			cr_assert_eq(pwrite(descriptor, &byte, 1, at), 1);
			struct xap_database *database;
			int status = xap_database_open(&database, descriptor, 0, NULL);
			cr_assert(status == STATUS_OK || status == STATUS_DAMAGED ||
				      status == STATUS_VERSION,
				  "byte %d as %u: got %d", (int)at, value, status);
			xap_database_free(database);
		}
		cr_assert_eq(pwrite(descriptor, header + at, 1, at), 1);
	}
	cr_assert_eq(open_descriptors(), before);
	close(descriptor);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

Test(database, says_when_a_descriptor_is_of_no_use)
{
	struct error error;
	struct xap_database *database;
	int ends[2];
	cr_assert_eq(pipe(ends), 0);
	FAILS(STATUS_SYSTEM, "seek", xap_database_open(&database, ends[0], 0, &error));
	close(ends[0]);
	close(ends[1]);
	FAILS(STATUS_SYSTEM, "Bad file descriptor", xap_database_open(&database, -1, 0, &error));
	int folder = open(".", O_RDONLY);
	FAILS(STATUS_SYSTEM, "directory", xap_database_open(&database, folder, 0, &error));
	FAILS(STATUS_INPUT, "18446744073709551615",
	      xap_database_open(&database, folder, UINT64_MAX, &error));
	cr_assert_null(database);
	close(folder);
	LEAK_CHECK();
}

struct opener {
	int descriptor;
	uint64_t offset;
	const char *term;
	bool wrong;
};

static void *open_often(void *argument)
{
	struct opener *opener = argument;
	for (int i = 0; i < 10000 && !opener->wrong; i++) {
		struct xap_database *database;
		uint32_t documents = 0;
		if (xap_database_open(&database, opener->descriptor, opener->offset, NULL) != 0 ||
		    xap_database_frequency(database, opener->term, 1, &documents, NULL) != 0 ||
		    documents != 1)
			opener->wrong = true;
		xap_database_free(database);
	}
	return NULL;
}

/* The duplicates of one descriptor share their position. */
Test(database, two_in_one_file_are_opened_by_two_threads)
{
	struct scratch scratch;
	scratch_make(&scratch);
	static const char *const first[] = { "a" }, *const second[] = { "b" };
	const char *paths[] = { scratch_path(&scratch, "first"), scratch_path(&scratch, "second") };
	build_file(&scratch, paths[0], first, 1, 0);
	build_file(&scratch, paths[1], second, 1, 0);
	unsigned char *bytes[2];
	size_t lengths[] = { read_file(paths[0], &bytes[0]), read_file(paths[1], &bytes[1]) };
	const char *both = scratch_path(&scratch, "both");
	write_file(both, bytes[0], lengths[0]);
	FILE *file = fopen(both, "ab");
	cr_assert_eq(fwrite(bytes[1], 1, lengths[1], file), lengths[1]);
	fclose(file);
	free(bytes[0]);
	free(bytes[1]);

	int descriptor = open(both, O_RDONLY);
	struct opener openers[] = { { descriptor, 0, "a", false },
				    { descriptor, lengths[0], "b", false } };
	pthread_t threads[2];
	for (int i = 0; i < 2; i++)
		cr_assert_eq(pthread_create(&threads[i], NULL, open_often, &openers[i]), 0);
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	cr_assert_not(openers[0].wrong);
	cr_assert_not(openers[1].wrong);
	close(descriptor);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

Test(database, opens_a_directory)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error = ERROR_INIT;
	static const char *const one[] = { "peace" };
	build_file(&scratch, scratch_path(&scratch, "database"), one, 1, 0);
	struct xap_writer *writer;
	const char *path = scratch_path(&scratch, "directory");
	OK(xap_writer_new(&writer, path, 1, &error));
	add_words(writer, "peace treaty");
	xap_writer_free(writer);
	struct xap_database *database;
	OK(xap_database_open_path(&database, path, &error));
	cr_assert_eq(xap_database_documents(database), 1);
	xap_database_free(database);
	xap_database_free(NULL);

	/* its header is looked at as well */
	int file = open(scratch_path(&scratch, "directory/iamglass"), O_WRONLY);
	cr_assert_eq(pwrite(file, "\xFF", 1, 34), 1);
	close(file);
	FAILS(STATUS_DAMAGED, "table 1", xap_database_open_path(&database, path, &error));
	cr_assert_null(database);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

/* A stub file names the place or the program to use: nothing in it may be followed. */
Test(database, follows_no_stub)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error = ERROR_INIT;
	struct xap_writer *writer;
	OK(xap_writer_new(&writer, scratch_path(&scratch, "directory"), 1, &error));
	add_words(writer, "peace");
	xap_writer_free(writer);
	const char *stub = scratch_path(&scratch, "stub"),
		   *folder = scratch_path(&scratch, "folder");
	write_file(stub, "auto directory\n", 15);
	cr_assert_eq(mkdir(folder, 0700), 0);
	write_file(scratch_path(&scratch, "folder/XAPIANDB"), "auto ../directory\n", 18);

	struct xap_database *database;
	FAILS(STATUS_INPUT, "wanted a directory", xap_database_open_path(&database, stub, &error));
	cr_assert_null(database);
	FAILS(STATUS_ABSENT, "libxapian", xap_database_open_path(&database, folder, &error));
	FAILS(STATUS_ABSENT, "no database",
	      xap_database_open_path(&database, scratch_path(&scratch, "absent"), &error));
	FAILS(STATUS_ABSENT, "no database", xap_database_open_path(&database, "", &error));
	int descriptor = open(stub, O_RDONLY);
	FAILS(STATUS_DAMAGED, "no database", xap_database_open(&database, descriptor, 0, &error));
	close(descriptor);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

Test(database, refuses_terms_that_cannot_be)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct xap_database *database = database_of(&scratch, texts, TEXTS);
	struct error error = ERROR_INIT;
	char bytes[XAP_MAX_TERM + 1];
	memset(bytes, 'x', sizeof bytes);
	uint32_t documents = 99;
	FAILS(STATUS_LIMIT, "empty", xap_database_frequency(database, "", 0, &documents, &error));
	cr_assert_eq(documents, 0);
	FAILS(STATUS_LIMIT, "too long",
	      xap_database_frequency(database, bytes, sizeof bytes, &documents, &error));
	FAILS(STATUS_LIMIT, "too long",
	      xap_database_terms(database, bytes, sizeof bytes, NULL, NULL, &error));
	FAILS(STATUS_LIMIT, "empty", xap_database_postings(database, "", 0, NULL, NULL, &error));
	FAILS(STATUS_LIMIT, "too long",
	      xap_database_postings(database, bytes, sizeof bytes, NULL, NULL, &error));
	OK(xap_database_frequency(database, bytes, XAP_MAX_TERM, &documents, &error));
	cr_assert_eq(documents, 0);
	xap_database_free(database);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

struct list {
	char text[256];
	int left; /* visits until it says stop; 0: never */
};

static bool list_term(void *context, const char *term, size_t length, uint32_t documents)
{
	struct list *list = context;
	size_t used = strlen(list->text);
	snprintf(list->text + used, sizeof list->text - used, "%.*s=%u ", (int)length, term,
		 documents);
	return list->left == 0 || --list->left > 0;
}

static bool list_posting(void *context, uint32_t id, uint32_t count)
{
	struct list *list = context;
	size_t used = strlen(list->text);
	snprintf(list->text + used, sizeof list->text - used, "%u:%u ", id, count);
	return list->left == 0 || --list->left > 0;
}

Test(database, lists_terms_in_byte_order_until_told_to_stop)
{
	static const struct {
		const char *prefix;
		int stop_after;
		const char *wanted;
	} cases[] = {
		{ "", 0, "pact=2 peace=2 treaty=1 " },
		{ "p", 0, "pact=2 peace=2 " },
		{ "pe", 0, "peace=2 " },
		{ "peace", 0, "peace=2 " },
		{ "peaces", 0, "" },
		{ "z", 0, "" },
		{ "", 1, "pact=2 " },
		{ "", 2, "pact=2 peace=2 " },
	};
	struct scratch scratch;
	scratch_make(&scratch);
	struct xap_database *database = database_of(&scratch, texts, TEXTS);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct error error = ERROR_INIT;
		struct list list = { "", cases[i].stop_after };
		OK(xap_database_terms(database, cases[i].prefix, strlen(cases[i].prefix), list_term,
				      &list, &error));
		cr_assert_str_eq(list.text, cases[i].wanted);
	}
	xap_database_free(database);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

Test(database, lists_the_documents_of_a_term_by_id)
{
	static const char *const repeated[] = { "a b a", "c", "a", "b a a a" };
	static const struct {
		const char *term;
		int stop_after;
		const char *wanted;
	} cases[] = {
		{ "a", 0, "1:2 3:1 4:3 " },
		{ "a", 2, "1:2 3:1 " },
		{ "c", 0, "2:1 " },
		{ "nowhere", 0, "" },
	};
	struct scratch scratch;
	scratch_make(&scratch);
	struct xap_database *database = database_of(&scratch, repeated, 4);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct error error = ERROR_INIT;
		struct list list = { "", cases[i].stop_after };
		OK(xap_database_postings(database, cases[i].term, strlen(cases[i].term),
					 list_posting, &list, &error));
		cr_assert_str_eq(list.text, cases[i].wanted);
	}
	xap_database_free(database);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

struct expected {
	const char *bytes;
	size_t length;
	int found, others;
};

static bool compare_term(void *context, const char *term, size_t length, uint32_t documents)
{
	struct expected *expected = context;
	bool same = length == expected->length && memcmp(term, expected->bytes, length) == 0;
	expected->found += same && documents == 1;
	expected->others += !same;
	return true;
}

Test(database, gives_back_terms_of_any_bytes)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error = ERROR_INIT;
	struct xap_writer *writer;
	OK(xap_writer_new(&writer, scratch_path(&scratch, "building"), 0, &error));
	char bytes[256][2];
	struct xap_term terms[256];
	for (int i = 0; i < 256; i++) {
		bytes[i][0] = (char)i;
		bytes[i][1] = '\0';
		terms[i] = (struct xap_term){ bytes[i], 2, 0 };
	}
	OK(xap_writer_add(writer, terms, 256, NULL, &error));
	const char *path = scratch_path(&scratch, "database");
	OK(xap_writer_finish(writer, path, identity, &error));
	xap_writer_free(writer);
	struct xap_database *database = open_file(path);
	for (int i = 0; i < 256; i++) {
		struct list list = { "", 0 };
		OK(xap_database_postings(database, bytes[i], 2, list_posting, &list, &error));
		cr_assert_str_eq(list.text, "1:0 ", "byte %d", i);
		for (size_t prefix = 1; prefix <= 2; prefix++) {
			struct expected expected = { bytes[i], 2, 0, 0 };
			OK(xap_database_terms(database, bytes[i], prefix, compare_term, &expected,
					      &error));
			cr_assert_eq(expected.found, 1, "byte %d", i);
			cr_assert_eq(expected.others, 0, "byte %d", i);
		}
	}
	xap_database_free(database);
	scratch_remove(&scratch);
	LEAK_CHECK();
}
