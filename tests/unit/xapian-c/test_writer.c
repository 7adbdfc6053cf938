/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/xapian-c/fixture.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>

static struct xap_writer *new_writer(struct scratch *scratch, uint32_t flush_documents)
{
	struct error error = ERROR_INIT;
	struct xap_writer *writer;
	OK(xap_writer_new(&writer, scratch_path(scratch, "building"), flush_documents, &error));
	return writer;
}

Test(writer, numbers_documents_from_one_and_writes_them)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error = ERROR_INIT;
	struct xap_writer *writer = new_writer(&scratch, 0);
	struct xap_term terms[] = { a_term("peace", 2), a_term("treaty", 1), a_term("peace", 3) };
	uint32_t id = 0;
	OK(xap_writer_add(writer, terms, 3, &id, &error));
	cr_assert_eq(id, 1);
	OK(xap_writer_add(writer, terms, 1, NULL, &error));
	OK(xap_writer_add(writer, NULL, 0, &id, &error)); /* a document without terms */
	cr_assert_eq(id, 3);
	const char *path = scratch_path(&scratch, "database");
	OK(xap_writer_finish(writer, path, identity, &error));
	xap_writer_free(writer);

	struct xap_database *database = open_file(path);
	cr_assert_eq(xap_database_documents(database), 3);
	uint32_t documents = 99;
	OK(xap_database_frequency(database, "peace", 5, &documents, &error));
	cr_assert_eq(documents, 2);
	xap_database_free(database);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

Test(writer, keeps_the_numbers_of_documents_beside_empty_ones)
{
	struct scratch scratch;
	scratch_make(&scratch);
	static const char *const some[] = { "", "", "peace", "", "war", "" };
	struct xap_database *database = database_of(&scratch, some, 6);
	cr_assert_eq(xap_database_documents(database), 6);
	struct error error = ERROR_INIT;
	struct xap_query *all;
	struct xap_matches matches;
	struct xap_weighting boolean = { .kind = XAP_BOOLEAN };
	OK(xap_query_all(&all, &error));
	OK(xap_match(&matches, database, all, &boolean, 10, 0, NULL, NULL, &error));
	cr_assert_eq(matches.count, 6);
	xap_matches_release(&matches);
	struct xap_query *war = term_query("war");
	OK(xap_match(&matches, database, war, &boolean, 10, 0, NULL, NULL, &error));
	cr_assert_eq(matches.count, 1);
	cr_assert_eq(matches.hits[0].id, 5);
	xap_matches_release(&matches);
	xap_query_free(all);
	xap_query_free(war);
	xap_database_free(database);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

Test(writer, refuses_a_directory_that_exists)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error;
	struct xap_writer *writer = (void *)&error;
	FAILS(STATUS_INPUT, "exists", xap_writer_new(&writer, scratch.folder, 0, &error));
	cr_assert_null(writer);
	FAILS(STATUS_SYSTEM, "No such file",
	      xap_writer_new(&writer, scratch_path(&scratch, "absent/building"), 0, &error));
	FAILS(STATUS_SYSTEM, "No such file", xap_writer_new(&writer, "", 0, &error));
	cr_assert_eq(xap_writer_new(&writer, "", 0, NULL), STATUS_SYSTEM);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

Test(writer, leaves_no_directory_when_it_cannot_begin)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error;
	struct xap_writer *writer;
	const char *path = scratch_path(&scratch, "building");
	struct rlimit before, none;
	signal(SIGXFSZ, SIG_IGN);
	cr_assert_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
	none = before;
	none.rlim_cur = 0;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &none), 0);
	int status = xap_writer_new(&writer, path, 0, &error);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
	cr_assert_eq(status, STATUS_SYSTEM, "%s", error.message);
	cr_assert_null(writer);
	cr_assert_eq(access(path, F_OK), -1);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

/* The message of a path is one line too. */
Test(writer, cleans_control_characters_out_of_messages)
{
	struct error error;
	struct xap_writer *writer;
	FAILS(STATUS_SYSTEM, "no/such??[1m\xC3\xB1?/place",
	      xap_writer_new(&writer, "no/such\n\x1b[1m\xC3\xB1\xFF/place", 0, &error));
	LEAK_CHECK();
}

static const struct {
	const char *what;
	size_t length; /* of bytes 'x', */
	size_t zeros;  /* of which so many are NUL */
	bool fits;
} lengths[] = {
	{ "empty", 0, 0, false },
	{ "shortest", 1, 0, true },
	{ "one NUL", 1, 1, true },
	{ "longest", XAP_MAX_TERM, 0, true },
	{ "one more", XAP_MAX_TERM + 1, 0, false },
	{ "longest with a NUL", XAP_MAX_TERM - 1, 1, true },
	{ "a NUL too many", XAP_MAX_TERM, 1, false },
	{ "NULs alone", XAP_MAX_TERM / 2, XAP_MAX_TERM / 2, true },
	{ "NULs alone, too many", XAP_MAX_TERM / 2 + 1, XAP_MAX_TERM / 2 + 1, false },
	{ "far too long", 5000, 0, false },
};

Test(writer, takes_terms_up_to_the_limit_and_refuses_longer_ones)
{
	static char bytes[5000];
	for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
		struct scratch scratch;
		scratch_make(&scratch);
		memset(bytes, 'x', sizeof bytes);
		memset(bytes, '\0', lengths[i].zeros);
		struct error error = ERROR_INIT;
		struct xap_writer *writer = new_writer(&scratch, 0);
		struct xap_term term = { bytes, lengths[i].length, 1 };
		int status = xap_writer_add(writer, &term, 1, NULL, &error);
		const char *path = scratch_path(&scratch, "database");
		cr_assert_eq(status, lengths[i].fits ? STATUS_OK : STATUS_LIMIT, "%s: %s",
			     lengths[i].what, error.message);
		if (lengths[i].fits) {
			OK(xap_writer_finish(writer, path, identity, &error));
			struct xap_database *database = open_file(path);
			uint32_t documents;
			OK(xap_database_frequency(database, bytes, term.length, &documents,
						  &error));
			cr_assert_eq(documents, 1, "%s", lengths[i].what);
			xap_database_free(database);
		}
		xap_writer_free(writer);
		scratch_remove(&scratch);
	}
	LEAK_CHECK();
}

Test(writer, refuses_everything_after_a_failure)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error;
	struct xap_writer *writer = new_writer(&scratch, 0);
	struct xap_term good = a_term("peace", 1), empty = { "", 0, 1 };
	const char *path = scratch_path(&scratch, "database");
	FAILS(STATUS_LIMIT, "empty", xap_writer_add(writer, &empty, 1, NULL, &error));
	FAILS(STATUS_LIMIT, "build it anew", xap_writer_add(writer, &good, 1, NULL, &error));
	FAILS(STATUS_LIMIT, "build it anew", xap_writer_finish(writer, path, identity, &error));
	cr_assert_eq(access(path, F_OK), -1);
	xap_writer_free(writer);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

Test(writer, refuses_a_document_longer_than_32_bits_hold)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error;
	struct xap_writer *writer = new_writer(&scratch, 0);
	struct xap_term terms[] = { a_term("peace", UINT32_MAX), a_term("war", 1) };
	FAILS(STATUS_LIMIT, "too long", xap_writer_add(writer, terms, 2, NULL, &error));
	xap_writer_free(writer);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

Test(writer, refuses_everything_after_the_end)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error = ERROR_INIT;
	struct xap_writer *writer = new_writer(&scratch, 0);
	struct xap_term term = a_term("peace", 1);
	const char *path = scratch_path(&scratch, "database");
	OK(xap_writer_finish(writer, path, identity, &error)); /* an empty database is legal */
	FAILS(STATUS_INPUT, "finished", xap_writer_add(writer, &term, 1, NULL, &error));
	FAILS(STATUS_INPUT, "finished", xap_writer_finish(writer, path, identity, &error));
	xap_writer_free(writer);
	struct xap_database *database = open_file(path);
	cr_assert_eq(xap_database_documents(database), 0);
	xap_database_free(database);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

Test(writer, replaces_a_file_and_leaves_nothing_beside_it)
{
	struct scratch scratch;
	scratch_make(&scratch);
	const char *path = scratch_path(&scratch, "database");
	const char *beside = scratch_path(&scratch, "database.new");
	write_file(path, "something else", 14);
	write_file(beside, "of a build that was cut off", 27);
	static const char *const texts[] = { "one two" };
	build_file(&scratch, path, texts, 1, 0);
	struct xap_database *database = open_file(path);
	cr_assert_eq(xap_database_documents(database), 1);
	xap_database_free(database);
	cr_assert_eq(access(beside, F_OK), -1);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

Test(writer, says_why_the_file_cannot_be_written)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error = ERROR_INIT;
	struct xap_writer *writer = new_writer(&scratch, 0);
	const char *absent = scratch_path(&scratch, "absent/database");
	FAILS(STATUS_SYSTEM, "No such file", xap_writer_finish(writer, absent, identity, &error));
	FAILS(STATUS_SYSTEM, "build it anew", xap_writer_finish(writer, absent, identity, &error));
	xap_writer_free(writer);
	scratch_remove(&scratch);

	scratch_make(&scratch);
	writer = new_writer(&scratch, 0);
	const char *folder = scratch_path(&scratch, "folder");
	cr_assert_eq(mkdir(folder, 0700), 0);
	FAILS(STATUS_SYSTEM, "cannot write", xap_writer_finish(writer, folder, identity, &error));
	cr_assert_eq(access(scratch_path(&scratch, "folder.new"), F_OK), -1);
	xap_writer_free(writer);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

/* A limit of the file size stands for a full disk; found while flushing and while finishing. */
Test(writer, says_that_the_disk_is_full)
{
	static const uint32_t flushes[] = { 1, 50, 0 };
	signal(SIGXFSZ, SIG_IGN);
	struct rlimit before, small;
	cr_assert_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = before;
	small.rlim_cur = 20000;
	for (size_t i = 0; i < sizeof flushes / sizeof flushes[0]; i++) {
		struct scratch scratch;
		scratch_make(&scratch);
		struct error error = ERROR_INIT;
		struct xap_writer *writer = new_writer(&scratch, flushes[i]);
		const char *path = scratch_path(&scratch, "database");
		int status = STATUS_OK;
		cr_assert_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
		for (int n = 0; n < 3000 && status == STATUS_OK; n++) {
			char text[32];
			snprintf(text, sizeof text, "word%d", n);
			struct xap_term terms[] = { a_term(text, 1), a_term("all", 1) };
			status = xap_writer_add(writer, terms, 2, NULL, &error);
		}
		if (status == STATUS_OK)
			status = xap_writer_finish(writer, path, identity, &error);
		cr_assert_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
		cr_assert_eq(status, STATUS_SYSTEM, "%s", error.message);
		cr_assert_not_null(strstr(error.message, "File too large"), "%s", error.message);
		FAILS(STATUS_SYSTEM, "build it anew",
		      xap_writer_finish(writer, path, identity, &error));
		xap_writer_free(writer);
		cr_assert_eq(access(path, F_OK), -1);
		scratch_remove(&scratch);
	}
	LEAK_CHECK();
}

/* Many terms, so that posting lists are parted into chunks and the B-tree has levels. */
static void build_large(struct scratch *scratch, const char *name, uint32_t flush_documents,
			const unsigned char *uuid)
{
	struct error error = ERROR_INIT;
	struct xap_writer *writer;
	char building[32];
	snprintf(building, sizeof building, "%s-building", name);
	OK(xap_writer_new(&writer, scratch_path(scratch, building), flush_documents, &error));
	uint64_t state = 1;
	for (int document = 0; document < 4000; document++) {
		char texts[12][24];
		struct xap_term terms[12];
		for (int i = 0; i < 12; i++) {
			uint32_t span = i < 4 ? 7 : 3000;
			snprintf(texts[i], sizeof texts[i], "word%u", next_number(&state) % span);
			terms[i] = a_term(texts[i], 1 + next_number(&state) % 3);
		}
		OK(xap_writer_add(writer, terms, 12, NULL, &error));
	}
	OK(xap_writer_finish(writer, scratch_path(scratch, name), uuid, &error));
	xap_writer_free(writer);
}

static bool count_posting(void *context, uint32_t id, uint32_t count)
{
	uint32_t *wanted = context;
	cr_expect_eq(count, 1);
	cr_expect_eq(id, *wanted);
	*wanted += 7;
	return true;
}

/* A large database is built in parts: its numbers go on behind each. */
Test(writer, numbers_documents_in_one_row_over_all_parts)
{
	enum { DOCUMENTS = 70000 };
	struct scratch scratch;
	struct error error = ERROR_INIT;
	struct xap_writer *writer;
	scratch_make(&scratch);
	const char *path = scratch_path(&scratch, "database");
	OK(xap_writer_new(&writer, scratch_path(&scratch, "building"), 0, &error));
	for (uint32_t document = 1; document <= DOCUMENTS; document++) {
		const struct xap_term terms[] = { a_term("all", 1), a_term("seventh", 1) };
		uint32_t id;
		OK(xap_writer_add(writer, terms, document % 7 == 0 ? 2 : 1, &id, &error));
		cr_assert_eq(id, document);
	}
	OK(xap_writer_finish(writer, path, identity, &error));
	xap_writer_free(writer);
	struct xap_database *database = open_file(path);
	cr_assert_eq(xap_database_documents(database), DOCUMENTS);
	uint32_t next = 7, documents;
	OK(xap_database_postings(database, "seventh", 7, count_posting, &next, &error));
	cr_assert_eq(next, DOCUMENTS + 7);
	OK(xap_database_frequency(database, "all", 3, &documents, &error));
	cr_assert_eq(documents, DOCUMENTS);
	xap_database_free(database);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

Test(writer, makes_the_same_file_each_time)
{
	struct scratch scratch;
	scratch_make(&scratch);
	static const uint32_t flushes[] = { 0, 0, 1000, 333, 50000 };
	unsigned char *first = NULL;
	size_t length = 0;
	for (unsigned i = 0; i < sizeof flushes / sizeof flushes[0]; i++) {
		char name[16];
		snprintf(name, sizeof name, "d%u", i);
		build_large(&scratch, name, flushes[i], identity);
		unsigned char *bytes;
		size_t got = read_file(scratch_path(&scratch, name), &bytes);
		if (i == 0) {
			first = bytes;
			length = got;
			continue;
		}
		cr_assert_eq(got, length, "build %u", i);
		cr_assert_eq(memcmp(bytes, first, length), 0, "build %u", i);
		free(bytes);
	}
	/* Only the identity differs when another one is given. */
	static const unsigned char other[XAP_IDENTITY_BYTES] = { 0xAA, 0xBB };
	build_large(&scratch, "other", 0, other);
	unsigned char *bytes;
	cr_assert_eq(read_file(scratch_path(&scratch, "other"), &bytes), length);
	cr_assert_neq(memcmp(bytes, first, length), 0);
	memcpy(bytes + 16, identity, sizeof identity);
	cr_assert_eq(memcmp(bytes, first, length), 0);
	free(bytes);
	free(first);
	struct xap_database *database = open_file(scratch_path(&scratch, "other"));
	cr_assert_eq(xap_database_documents(database), 4000);
	xap_database_free(database);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

Test(writer, can_be_freed_at_any_time)
{
	struct scratch scratch;
	scratch_make(&scratch);
	xap_writer_free(NULL);
	struct xap_writer *writer = new_writer(&scratch, 0);
	add_words(writer, "one two");
	int descriptors = open_descriptors();
	xap_writer_free(writer);
	cr_assert_lt(open_descriptors(), descriptors);
	scratch_remove(&scratch);
	LEAK_CHECK();
}
