/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/error.h"
#include "base/file.h"
#include "searcher/sources.h"
#include "tests/unit/leak.h"
#include "tests/unit/scratch.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Changes the byte of a file at this place. */
static void damage(const char *index, const char *name, uint64_t place)
{
	char *path = scratch_path(index, name);
	struct buffer bytes = BUFFER_INIT;
	cr_assert_eq(file_read_path(path, 1 << 24, &bytes, NULL), STATUS_OK);
	bytes.bytes[place] ^= 0x55;
	unlink(path);
	scratch_write(index, name, bytes.bytes, bytes.length);
	buffer_release(&bytes);
	free(path);
}

/* An index of so many resolutions; *directory is the caller's to free. */
static void make_index(const char *scratch, int count, char **directory)
{
	char *texts = scratch_directory(scratch, "texts");
	struct buffer text = BUFFER_INIT;
	*directory = scratch_path(scratch, "index");
	for (int i = 1; i <= count; i++) {
		char name[16];
		snprintf(name, sizeof name, "%d.txt", i);
		buffer_clear(&text);
		buffer_add_format(
		    &text,
		    "91/%d. Lamps\n\nThe General Assembly,\n\n1. *Decides* to look at "
		    "the lamps of all the remote coasts of the %d seas.\n",
		    i, i);
		scratch_write(texts, name, text.bytes, text.length);
	}
	scratch_index(*directory, texts);
	buffer_release(&text);
	free(texts);
}

/* Finds a clause of A/RES/91/150 and asks for its resolution, twice. */
static void expect(const char *directory, int wanted)
{
	static const char words[] =
	    "Decides to look at the lamps of all the remote coasts of the 150 seas";
	struct index *index;
	struct source_list list = { 0 };
	cr_assert_eq(index_open(&index, directory, NULL, 0, NULL), STATUS_OK);
	struct sources *sources = sources_new(&index->languages[0]);
	sources_find(sources, words, strlen(words), 1, &list);
	cr_assert_eq(list.count, 1);
	cr_expect_str_eq(list.at[0].symbol, "A/RES/91/150");
	for (int i = 0; i < 2; i++) {
		const struct resolution *resolution;
		struct error error = ERROR_INIT;
		struct source same;
		cr_expect_eq(sources_resolution(sources, &list.at[0], &resolution, &error), wanted);
		cr_expect_eq(resolution != NULL, wanted == STATUS_OK);
		if (wanted != STATUS_OK)
			cr_expect_not_null(strstr(error.message, "en-1.segment: damaged"), "%s",
					   error.message);
		cr_expect_eq(sources_clause(sources, "A/RES/91/150", list.at[0].clause, &same),
			     wanted == STATUS_OK);
		if (wanted == STATUS_OK)
			cr_expect_str_eq(resolution->clauses[list.at[0].clause].label, "OP1");
	}
	source_list_release(&list);
	sources_free(sources);
	index_free(index);
}

Test(sources, of_a_damaged_record_are_refused_each_time)
{
	char *scratch = scratch_new(), *directory;
	struct index *index;
	make_index(scratch, 300, &directory);
	expect(directory, STATUS_OK);
	cr_assert_eq(index_open(&index, directory, NULL, 0, NULL), STATUS_OK);
	/* One in the middle: its pages hold nothing but records. */
	const struct segment *segment = index->languages[0].segments[0];
	struct work_entry work = segment_work(segment, segment_find(segment, "A/RES/91/150"));
	uint64_t record = segment->sections[SECTION_RECORDS].offset + work.record_start;
	index_free(index);
	damage(directory, "en-1.segment", record);
	expect(directory, STATUS_DAMAGED);
	free(directory);
	scratch_free(scratch);
	LEAK_CHECK();
}
