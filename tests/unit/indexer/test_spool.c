/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/error.h"
#include "indexer/spool.h"
#include "tests/unit/leak.h"
#include "tests/unit/scratch.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void add(struct spool *spool, const char *name, const char *text, const char *known)
{
	spool_add(spool, name, text, strlen(text), known);
}

static struct spool *new_spool(const char *scratch)
{
	struct spool *spool;
	struct error error = ERROR_INIT;
	char *path = scratch_path(scratch, "spool");
	cr_assert_eq(spool_new(&spool, path, 2, 1000, &error), STATUS_OK, "%s", error.message);
	cr_expect_neq(access(path, F_OK), 0, "the temporary file has a name");
	free(path);
	return spool;
}

static const char lamps[] = "91/7. Lamps\n\nThe General Assembly,\n\n1. *Decides* to look.\n";
static const char seas[] = "91/8. Seas\n\nThe General Assembly,\n\n1. *Decides* to listen.\n";

Test(spool, keeps_what_each_file_gave)
{
	char *scratch = scratch_new();
	struct spool *spool = new_spool(scratch);
	add(spool, "a.txt", lamps, NULL);
	add(spool, "b.txt", "nothing that is known", "");
	add(spool, "c.txt", seas, "of something else");
	cr_assert_eq(spool_wait(spool, NULL), STATUS_OK);
	char known[65];
	snprintf(known, sizeof known, "%s", spool_entry(spool, 0)->sha256);
	add(spool, "d.txt", lamps, known);
	cr_assert_eq(spool_wait(spool, NULL), STATUS_OK);
	cr_assert_eq(spool_count(spool), 4);
	static const struct {
		const char *symbol, *title, *text;
	} wanted[] = { { "A/RES/91/7", "Lamps", "Decides to look." },
		       { "", NULL, NULL },
		       { "A/RES/91/8", "Seas", "Decides to listen." },
		       { "", NULL, NULL } };
	for (size_t i = 0; i < 4; i++) {
		const struct spool_entry *entry = spool_entry(spool, i);
		cr_expect_str_eq(entry->symbol, wanted[i].symbol);
		cr_expect_eq(strlen(entry->sha256), 64);
		cr_expect_eq(entry->problem[0] == '\0', i != 1, "%s", entry->problem);
		cr_expect_eq(entry->language != NULL, wanted[i].title != NULL);
		if (wanted[i].title == NULL)
			continue;
		struct resolution resolution;
		cr_assert_eq(spool_resolution(spool, i, &resolution, NULL), STATUS_OK);
		cr_expect_str_eq(resolution.title, wanted[i].title);
		cr_expect_str_eq(resolution.clauses[resolution.clause_count - 1].text,
				 wanted[i].text);
		resolution_release(&resolution);
	}
	cr_expect_eq(strncmp(spool_entry(spool, 1)->problem, "b.txt", 5), 0);
	spool_free(spool);
	scratch_free(scratch);
	LEAK_CHECK();
}

/* As when the disk that holds it fails. */
Test(spool, whose_file_cannot_be_read_says_so)
{
	char *scratch = scratch_new();
	struct spool *spool = new_spool(scratch);
	add(spool, "a.txt", lamps, NULL);
	cr_assert_eq(spool_wait(spool, NULL), STATUS_OK);
	add(spool, "b.txt", seas, NULL);
	cr_assert_eq(spool_wait(spool, NULL), STATUS_OK);
	const struct spool_entry *last = spool_entry(spool, 1);
	cr_assert_eq(
	    ftruncate(scratch_open_file(scratch), (off_t)(last->offset + last->length - 1)), 0);
	struct resolution resolution;
	struct error error = ERROR_INIT;
	cr_assert_eq(spool_resolution(spool, 0, &resolution, &error), STATUS_OK);
	resolution_release(&resolution);
	cr_expect_eq(spool_resolution(spool, 1, &resolution, &error), STATUS_SYSTEM);
	cr_expect_not_null(strstr(error.message, "cannot read the temporary file"), "%s",
			   error.message);
	resolution_release(&resolution);
	spool_free(spool);
	scratch_free(scratch);
	LEAK_CHECK();
}
