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

/* Words that few others are like: some 600 of them, so that most numbers of forms take two bytes.
 */
static void add_word(struct buffer *out, unsigned number, bool plural)
{
	buffer_add_format(out, "%c%cq%s", 'b' + number / 25 % 25, 'b' + number % 25,
			  plural ? "s" : "");
}

/* Of one word it counts whether the wording has it as it was typed, not as its plural alone. */
Test(rank, knows_where_one_word_is_as_it_was_typed)
{
	enum { WORDS = 600, CLAUSES = 400, LENGTH = 30 };
	char *scratch = scratch_new(), *directory;
	static struct buffer texts[CLAUSES];
	const char *clauses[CLAUSES];
	struct index *index;
	struct buffer query = BUFFER_INIT;
	unsigned seed = 1, typed = 0, others = 0;
	for (int i = 0; i < CLAUSES; i++) {
		for (int word = 0; word < LENGTH; word++) {
			seed = seed * 1103515245u + 12345u;
			buffer_add_byte(&texts[i], ' ');
			add_word(&texts[i], (seed >> 8) % WORDS, (seed >> 24) % 3 == 0);
		}
		clauses[i] = texts[i].bytes;
	}
	make_index(scratch, clauses, CLAUSES, &directory);
	cr_assert_eq(index_open(&index, directory, NULL, 0, NULL), STATUS_OK);
	for (unsigned word = 0; word < WORDS; word++) {
		struct search search;
		buffer_clear(&query);
		add_word(&query, word, false);
		cr_assert_eq(search_run(&search, index, query.bytes, query.length, NULL, NULL),
			     STATUS_OK);
		for (size_t i = 0; i < search.hit_count; i++) {
			const struct hit *hit = &search.hits[i];
			struct buffer text = BUFFER_INIT;
			cr_assert_eq(segment_wording(index->languages[0].segments[0], hit->wording,
						     &text, NULL),
				     STATUS_OK);
			const char *at = strstr(text.bytes, query.bytes);
			while (at != NULL && at[query.length] == 's')
				at = strstr(at + 1, query.bytes);
			cr_expect_eq(hit->score > hit->weight, at != NULL, "%s: %s", query.bytes,
				     text.bytes);
			typed += at != NULL;
			others += at == NULL;
			buffer_release(&text);
		}
		search_release(&search);
	}
	cr_expect_gt(typed, CLAUSES);
	cr_expect_gt(others, CLAUSES);
	for (int i = 0; i < CLAUSES; i++)
		buffer_release(&texts[i]);
	buffer_release(&query);
	index_free(index);
	free(directory);
	scratch_free(scratch);
	LEAK_CHECK();
}
