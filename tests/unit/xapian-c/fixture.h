/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TESTS_UNIT_XAPIAN_C_FIXTURE_H
#define TESTS_UNIT_XAPIAN_C_FIXTURE_H

/* What the tests of the binding share: a folder for the time of a test, and small databases. */

#include "xapian-c/xapian-c.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const unsigned char identity[XAP_IDENTITY_BYTES] = "not random, no";

/* Success, or the message why not. */
#define OK(call) cr_assert_eq((call), STATUS_OK, "%s: %s", #call, error.message)

/* Failure with this status, and a message that holds this text. */
#define FAILS(wanted, text, call)                                                                  \
	do {                                                                                       \
		error = (struct error)ERROR_INIT;                                                  \
		int got_status = (call);                                                           \
		cr_assert_eq(got_status, (wanted), "%s: got status %d, \"%s\"", #call, got_status, \
			     error.message);                                                       \
		cr_assert_eq(error.status, (wanted));                                              \
		cr_assert_not_null(strstr(error.message, (text)), "%s: got \"%s\"", #call,         \
				   error.message);                                                 \
	} while (0)

struct scratch {
	char folder[512];
	char paths[8][640];
	unsigned used;
};

static inline void scratch_make(struct scratch *scratch)
{
	const char *base = getenv("TMPDIR");
	snprintf(scratch->folder, sizeof scratch->folder, "%s/xapian-c-test-XXXXXX",
		 base != NULL ? base : P_tmpdir);
	scratch->used = 0;
	cr_assert_not_null(mkdtemp(scratch->folder));
}

/* A path in the folder; one of the last eight that were asked for. */
static inline const char *scratch_path(struct scratch *scratch, const char *name)
{
	char *path = scratch->paths[scratch->used++ % 8];
	size_t length = strlen(scratch->folder);
	memcpy(path, scratch->folder, length);
	snprintf(path + length, sizeof scratch->paths[0] - length, "/%s", name);
	return path;
}

static inline int scratch_unlink(const char *path, const struct stat *facts, int kind,
				 struct FTW *walk)
{
	(void)facts, (void)kind, (void)walk;
	return remove(path);
}

static inline void scratch_remove(struct scratch *scratch)
{
	cr_assert_eq(nftw(scratch->folder, scratch_unlink, 16, FTW_DEPTH | FTW_PHYS), 0);
}

static inline struct xap_term a_term(const char *text, uint32_t count)
{
	return (struct xap_term){ text, strlen(text), count };
}

/* Adds a document whose terms are the words of the text, parted by one space. */
static inline void add_words(struct xap_writer *writer, const char *text)
{
	struct error error = ERROR_INIT;
	struct xap_term terms[64];
	size_t count = 0;
	while (*text != '\0') {
		size_t length = strcspn(text, " ");
		cr_assert_lt(count, 64);
		terms[count++] = (struct xap_term){ text, length, 1 };
		text += length + (text[length] == ' ');
	}
	OK(xap_writer_add(writer, terms, count, NULL, &error));
}

/* The single-file database of these documents, at `path`. */
static inline void build_file(struct scratch *scratch, const char *path, const char *const *texts,
			      size_t count, uint32_t flush_documents)
{
	struct error error = ERROR_INIT;
	struct xap_writer *writer;
	static unsigned number;
	char name[32];
	snprintf(name, sizeof name, "building%u", number++);
	OK(xap_writer_new(&writer, scratch_path(scratch, name), flush_documents, &error));
	for (size_t i = 0; i < count; i++)
		add_words(writer, texts[i]);
	OK(xap_writer_finish(writer, path, identity, &error));
	xap_writer_free(writer);
}

static inline struct xap_database *open_file(const char *path)
{
	struct error error = ERROR_INIT;
	struct xap_database *database;
	int descriptor = open(path, O_RDONLY | O_CLOEXEC);
	cr_assert_geq(descriptor, 0);
	OK(xap_database_open(&database, descriptor, 0, &error));
	close(descriptor);
	return database;
}

/* Builds and opens in one go. */
static inline struct xap_database *database_of(struct scratch *scratch, const char *const *texts,
					       size_t count)
{
	const char *path = scratch_path(scratch, "database");
	build_file(scratch, path, texts, count, 0);
	return open_file(path);
}

static inline struct xap_query *term_query(const char *text)
{
	struct error error = ERROR_INIT;
	struct xap_query *query;
	OK(xap_query_term(&query, text, strlen(text), &error));
	return query;
}

static inline size_t read_file(const char *path, unsigned char **bytes)
{
	FILE *file = fopen(path, "rb");
	cr_assert_not_null(file, "%s", path);
	fseek(file, 0, SEEK_END);
	size_t length = (size_t)ftell(file);
	rewind(file);
	*bytes = malloc(length + 1);
	cr_assert_eq(fread(*bytes, 1, length, file), length);
	fclose(file);
	return length;
}

static inline void write_file(const char *path, const void *bytes, size_t length)
{
	FILE *file = fopen(path, "wb");
	cr_assert_not_null(file, "%s", path);
	cr_assert_eq(fwrite(bytes, 1, length, file), length);
	cr_assert_eq(fclose(file), 0);
}

static inline int open_descriptors(void)
{
	int count = 0;
	for (int i = 0; i < 1024; i++)
		count += fcntl(i, F_GETFD) >= 0;
	return count;
}

/* Numbers that look random and are the same each time. */
static inline uint32_t next_number(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*state >> 33);
}

#endif
