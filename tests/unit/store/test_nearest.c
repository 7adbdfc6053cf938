/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/error.h"
#include "indexer/build.h"
#include "stemmers/analyser.h"
#include "store/index.h"
#include "store/nearest.h"
#include "tests/unit/leak.h"
#include "tests/unit/scratch.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double similarity(const char *a, const char *b)
{
	struct tokens tokens = TOKENS_INIT;
	struct runs first = { 0 }, second = { 0 };
	runs_of_text(&first, &tokens, a, strlen(a));
	runs_of_text(&second, &tokens, b, strlen(b));
	double result = runs_similarity(&first, &second);
	runs_release(&first);
	runs_release(&second);
	tokens_release(&tokens);
	return result;
}

/* Of any length; few forms give runs that repeat. */
Test(runs, rise_and_are_there_once)
{
	static const size_t counts[] = { 0, 1, 3, 4, 5, 30, 300, 4098, 4099, 4100, 9000 };
	uint64_t seed = 1;
	for (size_t c = 0; c < sizeof counts / sizeof *counts; c++)
		for (uint64_t forms = 1; forms < 100000; forms = forms * 7 + 1) {
			struct runs runs = { 0 }, again = { 0 };
			uint64_t *list = calloc(counts[c] + 1, sizeof *list);
			for (size_t i = 0; i < counts[c]; i++) {
				seed = seed * 6364136223846793005u + 1442695040888963407u;
				list[i] = (seed >> 33) % forms;
			}
			runs_make(&runs, list, counts[c]);
			for (size_t i = 1; i < runs.count; i++)
				cr_assert_lt(runs.at[i - 1], runs.at[i]);
			cr_assert_leq(runs.count, counts[c]);
			cr_assert_eq(runs.count == 0, counts[c] == 0);
			/* Each run by itself is one of them. */
			for (size_t i = 0; i + RUNS_WORDS <= counts[c] && counts[c] < 400; i++) {
				runs_make(&again, list + i, RUNS_WORDS);
				bool found = false;
				for (size_t r = 0; r < runs.count; r++)
					found = found || runs.at[r] == again.at[0];
				cr_assert(found);
			}
			free(list);
			runs_release(&runs);
			runs_release(&again);
		}
	LEAK_CHECK();
}

Test(runs, near_is_the_similarity_or_nothing)
{
	unsigned seed = 1;
	for (int round = 0; round < 20000; round++) {
		uint64_t numbers[2][40];
		struct runs sets[2] = { { numbers[0], 0, 0 }, { numbers[1], 0, 0 } };
		unsigned often = 1 + (seed >> 16) % 8;
		for (uint64_t run = 0; run < 40; run++)
			for (int set = 0; set < 2; set++) {
				seed = seed * 1103515245u + 12345u;
				if ((seed >> 16) % 8 < often)
					numbers[set][sets[set].count++] = run;
			}
		double all = runs_similarity(&sets[0], &sets[1]), least = (round % 11) / 10.0;
		cr_assert_eq(runs_near(&sets[0], &sets[1], least), all >= least ? all : 0);
		cr_assert_eq(runs_near(&sets[0], &sets[1], all), all);
	}
}

Test(runs, share_of_the_runs_of_four_words)
{
	cr_assert_float_eq(similarity("a b c d e", "A, b: c d e."), 1, 1e-9);
	/* abcd bcde cdef, and bcde cdef defg: two of four. */
	cr_assert_float_eq(similarity("a b c d e f", "b c d e f g"), 0.5, 1e-9);
	cr_assert_float_eq(similarity("a b c d", "d c b a"), 0, 1e-9);
	cr_assert_float_eq(similarity("a b", "a b"), 1, 1e-9);
	cr_assert_float_eq(similarity("a b", "a c"), 0, 1e-9);
	cr_assert_float_eq(similarity("", ""), 0, 1e-9, "no words are like no others");
	LEAK_CHECK();
}

enum { RESOLUTIONS = 60, CLAUSES = 8 };

/* Clauses of random words, some of which repeat earlier ones with a word or two changed. */
static void make_resolution(const char *directory, int number, struct buffer *clauses, int *count)
{
	struct buffer text = BUFFER_INIT;
	char name[32];
	buffer_add_format(&text, "90/%d. Title of number %d\n\nThe General Assembly,\n\n", number,
			  number);
	for (int i = 1; i <= CLAUSES; i++) {
		struct buffer *clause = &clauses[*count];
		*clause = (struct buffer)BUFFER_INIT;
		if (*count > 0 && rand() % 3 != 0) {
			const struct buffer *earlier = &clauses[rand() % *count];
			buffer_add(clause, earlier->bytes, earlier->length);
			for (int change = rand() % 3; change > 0; change--) {
				size_t at = (size_t)rand() % clause->length;
				if (clause->bytes[at] != ' ')
					clause->bytes[at] = (char)('a' + rand() % 26);
			}
		} else
			for (int word = 5 + rand() % 30; word > 0; word--)
				buffer_add_format(clause, "w%c%c ", 'a' + rand() % 26,
						  'a' + rand() % 26);
		buffer_trim(clause);
		buffer_add_format(&text, "%d. %.*s;\n\n", i, (int)clause->length, clause->bytes);
		++*count;
	}
	snprintf(name, sizeof name, "%d.txt", number);
	scratch_write(directory, name, text.bytes, text.length);
	buffer_release(&text);
}

static void build(const char *path, const char *directory)
{
	struct build_report report;
	struct error error = ERROR_INIT;
	struct build_options options = { .index_path = path, .paths = &directory, .path_count = 1 };
	cr_assert_eq(build_index(&options, &report, &error), STATUS_OK, "%s", error.message);
	build_report_release(&report);
}

struct found {
	int near, missed, wrong_group;
};

/* Every wording that is near must be found, and no other; a group's wordings are near its first. */
static void check_clause(struct nearest_finder *finder, const struct index_language *row,
			 const struct buffer *clauses, int count, int number, struct found *found)
{
	struct tokens tokens = TOKENS_INIT;
	struct runs runs = { 0 };
	struct nearest nearest = { 0 };
	runs_of_text(&runs, &tokens, clauses[number].bytes, clauses[number].length);
	nearest_find(finder, &runs, RUNS_NEAR, NULL, NULL, &nearest);
	for (size_t i = 0; i < nearest.count; i++) {
		struct buffer text = BUFFER_INIT;
		struct segment *segment = row->segments[nearest.at[i].segment];
		cr_assert_eq(segment_wording(segment, nearest.at[i].wording, &text, NULL),
			     STATUS_OK);
		cr_assert_float_eq(nearest.at[i].similarity,
				   similarity(text.bytes, clauses[number].bytes), 1e-9);
		cr_assert_geq(nearest.at[i].similarity, RUNS_NEAR);
		cr_assert(i == 0 || nearest.at[i].similarity <= nearest.at[i - 1].similarity);
		buffer_release(&text);
	}
	for (int i = 0; i < count; i++) {
		if (similarity(clauses[i].bytes, clauses[number].bytes) < RUNS_NEAR)
			continue;
		bool is_there = false;
		for (size_t n = 0; n < nearest.count && !is_there; n++) {
			struct buffer text = BUFFER_INIT;
			struct segment *segment = row->segments[nearest.at[n].segment];
			segment_wording(segment, nearest.at[n].wording, &text, NULL);
			is_there = strcmp(text.bytes, clauses[i].bytes) == 0;
			buffer_release(&text);
		}
		found->near++;
		found->missed += !is_there;
	}
	nearest_release(&nearest);
	runs_release(&runs);
	tokens_release(&tokens);
}

/* The first wording of a group may stand in another segment: its text is looked for in all. */
static void check_groups(const struct index_language *row, struct found *found)
{
	for (size_t s = 0; s < row->segment_count; s++)
		for (uint32_t w = 0; w < row->segments[s]->counts.wordings; w++) {
			struct buffer text = BUFFER_INIT, first = BUFFER_INIT;
			uint64_t group = segment_group(row->segments[s], w);
			segment_wording(row->segments[s], w, &text, NULL);
			for (size_t t = 0; t < row->segment_count && first.length == 0; t++) {
				uint32_t at = segment_find_wording(row->segments[t], group);
				if (at != UINT32_MAX)
					segment_wording(row->segments[t], at, &first, NULL);
			}
			cr_assert_neq(first.length, 0, "the group of \"%s\" has no beginning",
				      text.bytes);
			found->wrong_group += similarity(text.bytes, first.bytes) < RUNS_NEAR;
			buffer_release(&text);
			buffer_release(&first);
		}
}

Test(nearest, finds_what_comparing_with_all_finds, .timeout = 60)
{
	static struct buffer clauses[RESOLUTIONS * CLAUSES];
	int count = 0;
	char *scratch = scratch_new();
	char *first = scratch_directory(scratch, "first");
	char *second = scratch_directory(scratch, "second");
	char *path = scratch_path(scratch, "index");
	srand(7);
	for (int i = 1; i <= RESOLUTIONS; i++)
		make_resolution(i <= RESOLUTIONS * 3 / 4 ? first : second, i, clauses, &count);
	build(path, first);
	build(path, second);
	struct index *index;
	cr_assert_eq(index_open(&index, path, NULL, 0, NULL), STATUS_OK);
	const struct index_language *row = &index->languages[0];
	cr_assert_eq(row->segment_count, 2, "the second build must not merge the first");
	struct nearest_finder *finder = nearest_finder_new(row->segments, row->segment_count);
	struct found found = { 0 };
	for (int i = 0; i < count; i += 3)
		check_clause(finder, row, clauses, count, i, &found);
	check_groups(row, &found);
	cr_assert_gt(found.near, 200);
	cr_assert_eq(found.missed, 0, "%d of %d near repeats were not found", found.missed,
		     found.near);
	cr_assert_leq(found.wrong_group, count / 50);
	nearest_finder_free(finder);
	index_free(index);
	for (int i = 0; i < count; i++)
		buffer_release(&clauses[i]);
	free(first);
	free(second);
	free(path);
	scratch_free(scratch);
	LEAK_CHECK();
}
