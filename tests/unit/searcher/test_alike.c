/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/error.h"
#include "searcher/alike.h"
#include "tests/unit/leak.h"
#include "tests/unit/scratch.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* Words of clauses. Turned round they share no run of words with their clause, only the words. */
static const struct {
	const char *words, *turned;
} clauses[] = {
	{ "lamps, towers, coasts, keepers, oil", "oil, keepers, coasts, towers, lamps" },
	{ "bridges, rivers, ferries, tolls, mud", "mud, tolls, ferries, rivers, bridges" },
	{ "schools, pupils, teachers, chalk, maps", "maps, chalk, teachers, pupils, schools" },
	{ "wells, springs, buckets, ropes, thirst", "thirst, ropes, buckets, springs, wells" },
	{ "forests, axes, saws, timber, bark", "bark, timber, saws, axes, forests" },
	{ "museums, statues, paintings, frames", "frames, paintings, statues, museums" },
	{ "ships, masts, sails, anchors, tar", "tar, anchors, sails, masts, ships" }, /* removed */
	{ "trains, tracks, signals, whistles", "whistles, signals, tracks, trains" }, /* new */
};
enum { CLAUSES = sizeof clauses / sizeof *clauses, REMOVED = CLAUSES - 2, NEW };

/* A resolution with the clauses from `first` to before `end`. */
static void write_text(const char *texts, const char *name, int number, size_t first, size_t end)
{
	struct buffer text = BUFFER_INIT;
	buffer_add_format(&text, "91/%d. Things\n\nThe General Assembly,\n\n", number);
	for (size_t i = first; i < end; i++)
		buffer_add_format(&text, "%zu. *Requests* %s;\n\n", i - first + 1,
				  clauses[i].words);
	scratch_write(texts, name, text.bytes, text.length);
	buffer_release(&text);
}

/* Whether the clause is among those that are like the text. */
static bool is_found(const struct index_language *language, const char *text, const char *words)
{
	struct alike_list list;
	struct buffer wording = BUFFER_INIT;
	bool found = false;
	cr_assert_eq(alike_find(&list, language, text, strlen(text), NULL), STATUS_OK);
	for (size_t i = 0; i < list.count; i++) {
		buffer_clear(&wording);
		cr_assert_eq(segment_wording(language->segments[list.at[i].segment],
					     list.at[i].wording, &wording, NULL),
			     STATUS_OK);
		found = found || strstr(wording.bytes, words) != NULL;
	}
	buffer_release(&wording);
	alike_release(&list);
	return found;
}

Test(alike, finds_by_words_what_is_in_the_index_and_no_more)
{
	char *scratch = scratch_new(), *texts = scratch_directory(scratch, "texts");
	char *directory = scratch_path(scratch, "index");
	struct index *index;
	write_text(texts, "1.txt", 1, 0, REMOVED);
	write_text(texts, "2.txt", 2, REMOVED, NEW);
	scratch_index(directory, texts);
	write_text(texts, "2.txt", 2, NEW, CLAUSES);
	scratch_index(directory, texts);
	cr_assert_eq(index_open(&index, directory, NULL, 0, NULL), STATUS_OK);
	const struct index_language *language = &index->languages[0];
	cr_assert_eq(language->segment_count, 2);
	for (size_t i = 0; i < CLAUSES; i++)
		cr_expect_eq(is_found(language, clauses[i].turned, clauses[i].words), i != REMOVED,
			     "%s", clauses[i].words);
	struct alike_list none;
	static const char unknown[] = "zebras, xylophones";
	cr_expect_eq(alike_find(&none, language, unknown, strlen(unknown), NULL), STATUS_OK);
	cr_expect_eq(none.count, 0);
	alike_release(&none);
	index_free(index);
	free(directory);
	free(texts);
	scratch_free(scratch);
	LEAK_CHECK();
}

/* Chinese words of two characters. In another order they share no run of three characters with
 * their clause, so only the pairs of characters find it. */
static const struct {
	const char *words, *turned;
} chinese[] = {
	{ "灯塔、海岸、石油", "海岸、石油、灯塔" },
	{ "桥梁、河流、渡船", "河流、渡船、桥梁" },
	{ "学校、粉笔、地图", "粉笔、地图、学校" },
};
enum { CHINESE = sizeof chinese / sizeof *chinese };

/* The first of those that are like a text. */
static struct alike first_alike(const struct index_language *language, const char *text,
				struct buffer *wording)
{
	struct alike_list list;
	struct alike first = { .words = -1 };
	buffer_clear(wording);
	cr_assert_eq(alike_find(&list, language, text, strlen(text), NULL), STATUS_OK);
	if (list.count > 0) {
		first = list.at[0];
		cr_assert_eq(segment_wording(language->segments[first.segment], first.wording,
					     wording, NULL),
			     STATUS_OK);
	}
	alike_release(&list);
	return first;
}

Test(alike, finds_chinese_by_pairs_and_compares_it_by_characters)
{
	char *scratch = scratch_new(), *texts = scratch_directory(scratch, "texts");
	char *directory = scratch_path(scratch, "index");
	struct buffer text = BUFFER_INIT, wording = BUFFER_INIT;
	struct index *index;
	buffer_add_text(&text, "91/1. 事物\n\n大会，\n\n");
	for (size_t i = 0; i < CHINESE; i++)
		buffer_add_format(&text, "%zu. *请求*%s；\n\n", i + 1, chinese[i].words);
	scratch_write(texts, "1.txt", text.bytes, text.length);
	scratch_index(directory, texts);
	cr_assert_eq(index_open(&index, directory, NULL, 0, NULL), STATUS_OK);
	const struct index_language *language = &index->languages[0];
	for (size_t i = 0; i < CHINESE; i++) {
		/* All words of the clause; a pair alone; one behind a word that no clause has. */
		buffer_clear(&text);
		buffer_add_format(&text, "%s、请求", chinese[i].turned);
		struct alike found = first_alike(language, text.bytes, &wording);
		cr_expect(wording.length > 0 && strstr(wording.bytes, chinese[i].words) != NULL,
			  "%s", text.bytes);
		cr_expect_lt(found.runs, 1);
		cr_expect_float_eq(found.words, 1, 1e-9, "%s: %g", text.bytes, found.words);
		buffer_clear(&text);
		buffer_add(&text, chinese[i].words, strlen("灯塔"));
		for (int latin = 0; latin < 2; latin++) {
			first_alike(language, text.bytes, &wording);
			cr_expect(wording.length > 0 &&
				      strstr(wording.bytes, chinese[i].words) != NULL,
				  "%s", text.bytes);
			buffer_clear(&text);
			buffer_add_format(&text, "zebra %.*s", (int)strlen("灯塔"),
					  chinese[i].words);
		}
	}
	/* A single character has no pair. */
	first_alike(language, "灯", &wording);
	cr_expect_eq(wording.length, 0);
	buffer_release(&text);
	buffer_release(&wording);
	index_free(index);
	free(directory);
	free(texts);
	scratch_free(scratch);
	LEAK_CHECK();
}
