/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/lists.h"
#include "base/buffer.h"
#include "base/error.h"
#include "searcher/rank.h"
#include "store/index.h"
#include "tests/unit/leak.h"
#include "tests/unit/scratch.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* Random trees over texts of these words, which are the rarer the later they stand here; most
 * wordings have the first ones, none has the last. */
static const char *const words[] = { "water", "land",   "peace", "report", "council", "treaty",
				     "women", "oceans", "trade", "energy", "islands", "archives",
				     "whale", "zebra",  "quark", "nowhere" };
enum { WORDS = sizeof words / sizeof *words, CLAUSES = 6000, ROUNDS = 2000, DEPTH = 3 };

static unsigned seed = 1;

static unsigned draw(unsigned below)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 8) % below;
}

static void write_resolution(const char *texts, int number, int clauses)
{
	struct buffer text = BUFFER_INIT, name = BUFFER_INIT;
	buffer_add_format(&text, "91/%d. Coasts\n\nThe General Assembly,\n\n", number);
	for (int i = 0; i < clauses; i++) {
		buffer_add_format(&text, "%d. *Requests* number %d %d", i + 1, number, i);
		for (unsigned left = 2 + draw(30); left > 0; left--) {
			/* Each word half as often as the one before it, or nearly so. */
			unsigned word = 0;
			while (word < WORDS - 2 && draw(100) < 55)
				word++;
			buffer_add_format(&text, " %s", words[word]);
		}
		buffer_add_text(&text, ";\n\n");
	}
	buffer_add_format(&name, "%d.txt", number);
	scratch_write(texts, name.bytes, text.bytes, text.length);
	buffer_release(&text);
	buffer_release(&name);
}

static struct wanted *draw_tree(struct arena *arena, int depth)
{
	static const enum wanted_kind kinds[] = { WANTED_AND, WANTED_OR, WANTED_AND_NOT };
	struct wanted *wanted = arena_get(arena, sizeof *wanted);
	*wanted = (struct wanted){ .kind = WANTED_TERM };
	if (depth == 0 || draw(3) == 0) {
		unsigned word = draw(WORDS + 1);
		wanted->term = word < WORDS ? words[word] : NULL;
		if (word == WORDS)
			wanted->kind = WANTED_ALL;
		return wanted;
	}
	wanted->kind = kinds[draw(3)];
	wanted->part_count = 2 + draw(2);
	wanted->parts = arena_get(arena, wanted->part_count * sizeof(struct wanted *));
	for (size_t i = 0; i < wanted->part_count; i++)
		wanted->parts[i] = draw_tree(arena, depth - 1);
	return wanted;
}

/* The hits by rising id: the order of equal weights hangs on the last digit of a sum. */
static int by_id(const void *a, const void *b)
{
	const struct xap_hit *x = a, *y = b;
	return x->id < y->id ? -1 : x->id > y->id;
}

static void expect_equal(struct xap_matches *found, struct xap_matches *expected)
{
	cr_assert_eq(found->count, expected->count);
	cr_expect(found->exact);
	/* The best come first; those behind them need only weigh no more. */
	for (size_t i = 1; i < found->count; i++) {
		const struct xap_hit *hit = &found->hits[i], *before = hit - 1;
		if (i >= XAP_BEST)
			before = &found->hits[XAP_BEST - 1];
		cr_assert(before->weight > hit->weight ||
			  (before->weight == hit->weight && before->id < hit->id));
	}
	if (found->count == 0)
		return;
	qsort(found->hits, found->count, sizeof *found->hits, by_id);
	qsort(expected->hits, expected->count, sizeof *expected->hits, by_id);
	for (size_t i = 0; i < found->count; i++) {
		cr_assert_eq(found->hits[i].id, expected->hits[i].id);
		cr_assert_float_eq(found->hits[i].weight, expected->hits[i].weight, 1e-9);
	}
}

/* Returns how many of the trees the lists answered. */
static int ask_many(const char *directory)
{
	static const struct xap_weighting unweighted = { .kind = XAP_BOOLEAN };
	struct index *index;
	int answered = 0;
	cr_assert_eq(index_open(&index, directory, NULL, 0, NULL), STATUS_OK);
	for (int round = 0; round < ROUNDS; round++) {
		struct arena arena = ARENA_INIT;
		struct xap_matches found = { 0 }, expected = { 0 };
		struct wanted *wanted = draw_tree(&arena, (int)draw(DEPTH + 1));
		const struct xap_weighting *weighting =
		    draw(4) == 0 ? &unweighted : &rank_default.weighting;
		if (lists_find(&index->languages[0], wanted, weighting, &found)) {
			answered++;
			cr_assert_eq(candidates_by_libxapian(&index->languages[0], wanted,
							     weighting, &expected, NULL),
				     STATUS_OK);
			expect_equal(&found, &expected);
		}
		xap_matches_release(&found);
		xap_matches_release(&expected);
		arena_release(&arena);
	}
	index_free(index);
	return answered;
}

Test(lists, find_and_weigh_as_libxapian_does, .timeout = 120)
{
	char *scratch = scratch_new(), *texts = scratch_directory(scratch, "texts");
	char *directory = scratch_path(scratch, "index");
	for (int i = 0; i < 3; i++)
		write_resolution(texts, 1 + i, CLAUSES / 3);
	scratch_index(directory, texts);
	int answered = ask_many(directory);
	cr_expect_gt(answered, ROUNDS / 3);
	cr_expect_lt(answered, ROUNDS);
	/* A small update is a segment of its own. */
	write_resolution(texts, 4, 10);
	scratch_index(directory, texts);
	answered = ask_many(directory);
	cr_expect_gt(answered, ROUNDS / 3);
	cr_expect_lt(answered, ROUNDS);
	scratch_free(scratch);
	free(texts);
	free(directory);
	LEAK_CHECK();
}

/* Where several terms weigh as one, by a pair of characters, or by another weighting, libxapian is
 * asked. */
Test(lists, say_what_they_cannot_tell)
{
	char *scratch = scratch_new(), *texts = scratch_directory(scratch, "texts");
	char *directory = scratch_path(scratch, "index");
	struct index *index;
	struct xap_matches found = { 0 };
	struct wanted zebra = { .kind = WANTED_TERM, .term = "zebra" }, quark = zebra;
	quark.term = "quark";
	struct wanted *both[] = { &zebra, &quark };
	struct wanted any = { .kind = WANTED_ANY_OF, .parts = both, .part_count = 2 };
	struct wanted none = { .kind = WANTED_ANY_OF };
	struct wanted pair = { .kind = WANTED_PAIR, .term = "zebra" };
	const struct xap_weighting other = { .kind = XAP_BM25, .k1 = 1 };
	const struct xap_weighting *weighting = &rank_default.weighting;
	write_resolution(texts, 1, 50);
	scratch_index(directory, texts);
	cr_assert_eq(index_open(&index, directory, NULL, 0, NULL), STATUS_OK);
	const struct index_language *language = &index->languages[0];
	cr_expect(lists_find(language, &zebra, weighting, &found));
	xap_matches_release(&found);
	cr_expect(lists_find(language, &none, weighting, &found));
	cr_expect_eq(found.count, 0);
	cr_expect_not(lists_find(language, &any, weighting, &found));
	cr_expect_not(lists_find(language, &pair, weighting, &found));
	cr_expect_not(lists_find(language, &zebra, &other, &found));
	index_free(index);
	scratch_free(scratch);
	free(texts);
	free(directory);
	LEAK_CHECK();
}
