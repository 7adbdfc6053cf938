/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/error.h"
#include "searcher/search.h"
#include "tests/unit/leak.h"
#include "tests/unit/scratch.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* One resolution whose clauses these are; *directory is the caller's to free. */
static void make_index(const char *scratch, const char *const *clauses, size_t count,
		       char **directory)
{
	char *texts = scratch_directory(scratch, "texts");
	struct buffer text = BUFFER_INIT;
	*directory = scratch_path(scratch, "index");
	buffer_add_text(&text, "91/7. Coasts\n\nThe General Assembly,\n\n");
	for (size_t i = 0; i < count; i++)
		buffer_add_format(&text, "%zu. *Requests* %s;\n\n", i + 1, clauses[i]);
	scratch_write(texts, "1.txt", text.bytes, text.length);
	scratch_index(*directory, texts);
	buffer_release(&text);
	free(texts);
}

/* The clauses have the same words and the same length: how the words stand makes the order. What is
 * equally good comes in the order of the text, so the best ones stand last in it. */
Test(rank, goes_by_how_the_words_stand)
{
	static const char *const clauses[] = {
		"lamps, coasts, towers, bridges, winds, waves, sands, harbours",
		"lamp, coasts, towers, bridges, winds, waves, sands, harbour",
		"coasts, lamp, towers, bridges, winds, waves, harbour, sands",
		"coasts, towers, bridges, lamp, winds, waves, harbour, sands",
		"coasts, towers, bridges, winds, lamp, waves, harbour, sands",
		"coasts, towers, bridges, winds, waves, lamp, harbour, sands",
		"coasts, towers, bridges, winds, waves, harbour lamps, sands",
		"coasts, towers, bridges, winds, waves, harbour lamp, sands",
	};
	enum { COUNT = sizeof clauses / sizeof *clauses };
	static const char query[] = "harbour lamp";
	char *scratch = scratch_new(), *directory;
	struct index *index;
	struct search search;
	make_index(scratch, clauses, COUNT, &directory);
	cr_assert_eq(index_open(&index, directory, NULL, 0, NULL), STATUS_OK);
	cr_assert_eq(search_run(&search, index, query, strlen(query), NULL, NULL), STATUS_OK);
	cr_assert_eq(search.hit_count, COUNT);
	for (size_t i = 0; i < COUNT; i++) {
		cr_expect_eq(search.hits[i].weight, search.hits[0].weight);
		cr_expect_eq(search.hits[i].clause, COUNT - i, "number %zu is clause %u", i + 1,
			     search.hits[i].clause);
	}
	search_release(&search);
	index_free(index);
	free(directory);
	scratch_free(scratch);
	LEAK_CHECK();
}
