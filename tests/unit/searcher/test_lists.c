/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/lists.h"
#include "base/buffer.h"
#include "base/error.h"
#include "searcher/rank.h"
#include "stemmers/analyser.h"
#include "store/index.h"
#include "tests/unit/leak.h"
#include "tests/unit/scratch.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* Any of two words; of more, libxapian rounds its estimate of their wordings more than once. */
static struct wanted *draw_any_of(struct arena *arena)
{
	struct wanted *any = arena_get(arena, sizeof *any);
	struct wanted *parts = arena_get(arena, 2 * sizeof *parts);
	unsigned word = draw(WORDS - 1);
	*any = (struct wanted){ .kind = WANTED_ANY_OF, .part_count = 2 };
	any->parts = arena_get(arena, 2 * sizeof(struct wanted *));
	parts[0] = (struct wanted){ .kind = WANTED_TERM, .term = words[word] };
	word += 1 + draw(WORDS - 1 - word);
	parts[1] = (struct wanted){ .kind = WANTED_TERM, .term = words[word] };
	for (unsigned i = 0; i < 2; i++)
		any->parts[i] = &parts[i];
	return any;
}

static struct wanted *draw_tree(struct arena *arena, int depth)
{
	static const enum wanted_kind kinds[] = { WANTED_AND, WANTED_OR, WANTED_AND_NOT };
	struct wanted *wanted = arena_get(arena, sizeof *wanted);
	*wanted = (struct wanted){ .kind = WANTED_TERM };
	if (draw(6) == 0)
		return draw_any_of(arena);
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
		if (i >= CANDIDATES_BEST)
			before = &found->hits[CANDIDATES_BEST - 1];
		cr_assert(before->weight > hit->weight ||
			  (before->weight == hit->weight && before->id < hit->id));
	}
	cr_expect_eq(candidates_least(found, 0), 0);
	cr_expect_eq(candidates_least(found, found->count + 1), 0);
	if (found->count == 0)
		return;
	/* libxapian brings all of them in order. */
	for (size_t step = 0; step < 5; step++) {
		size_t place = draw((unsigned)found->count);
		cr_expect_float_eq(candidates_least(found, place + 1), expected->hits[place].weight,
				   1e-9);
	}
	qsort(found->hits, found->count, sizeof *found->hits, by_id);
	qsort(expected->hits, expected->count, sizeof *expected->hits, by_id);
	for (size_t i = 0; i < found->count; i++) {
		cr_assert_eq(found->hits[i].id, expected->hits[i].id);
		cr_assert_float_eq(found->hits[i].weight, expected->hits[i].weight, 1e-9);
	}
}

/* A database of a segment's wordings, each with the terms of its words; none of them has more than
 * one. The lists have no part in it. */
static struct xap_database *make_database(const struct segment *segment, const char *path)
{
	struct xap_writer *writer;
	struct xap_database *database;
	struct analyser *analyser;
	struct form_list forms = { 0 };
	cr_assert_eq(analyser_new(&analyser, segment->language, NULL), STATUS_OK);
	cr_assert_eq(xap_writer_new(&writer, path, 0, NULL), STATUS_OK);
	for (uint32_t wording = 0; wording < segment->counts.wordings; wording++) {
		struct xap_term terms[64];
		struct buffer bytes = BUFFER_INIT;
		size_t starts[64];
		segment_wording_forms(segment, wording, &forms);
		cr_assert_leq(forms.count, 64);
		for (size_t i = 0; i < forms.count; i++) {
			int kind;
			const char *form = segment_form(segment, forms.at[i], &kind);
			starts[i] = bytes.length;
			cr_assert_eq(analyser_terms(analyser, form, strlen(form),
						    (enum token_kind)kind, &bytes),
				     1);
		}
		for (size_t i = 0; i < forms.count; i++) {
			const char *term = bytes.bytes + starts[i];
			terms[i] = (struct xap_term){ term, strlen(term), 1 };
		}
		cr_assert_eq(xap_writer_add(writer, terms, forms.count, NULL, NULL), STATUS_OK);
		buffer_release(&bytes);
	}
	struct buffer file = BUFFER_INIT;
	buffer_add_format(&file, "%s.xapian", path);
	cr_assert_eq(
	    xap_writer_finish(writer, file.bytes, (const unsigned char *)"sixteen bytes 01", NULL),
	    STATUS_OK);
	int descriptor = open(file.bytes, O_RDONLY);
	cr_assert_eq(xap_database_open(&database, descriptor, 0, NULL), STATUS_OK);
	close(descriptor);
	xap_writer_free(writer);
	analyser_free(analyser);
	buffer_release(&file);
	free(forms.at);
	return database;
}

static void ask_many(const char *directory)
{
	static const struct xap_weighting unweighted = { .kind = XAP_BOOLEAN };
	struct index *index;
	struct xap_database *databases[2], *database;
	char *scratch = scratch_new();
	cr_assert_eq(index_open(&index, directory, NULL, 0, NULL), STATUS_OK);
	const struct index_language *language = &index->languages[0];
	cr_assert_leq(language->segment_count, 2);
	for (size_t i = 0; i < language->segment_count; i++) {
		char *path = scratch_path(scratch, i == 0 ? "first" : "second");
		databases[i] = make_database(language->segments[i], path);
		free(path);
	}
	cr_assert_eq(xap_database_join(&database, databases, language->segment_count, NULL),
		     STATUS_OK);
	for (int round = 0; round < ROUNDS; round++) {
		struct arena arena = ARENA_INIT;
		struct xap_matches found = { 0 }, expected = { 0 };
		struct wanted *wanted = draw_tree(&arena, (int)draw(DEPTH + 1));
		const struct xap_weighting *weighting =
		    draw(4) == 0 ? &unweighted : &rank_default.weighting;
		cr_assert(lists_find(language, wanted, weighting, &found));
		cr_assert_eq(candidates_by_libxapian(database, wanted, weighting, &expected, NULL),
			     STATUS_OK);
		expect_equal(&found, &expected);
		xap_matches_release(&found);
		xap_matches_release(&expected);
		arena_release(&arena);
	}
	xap_database_free(database);
	for (size_t i = 0; i < language->segment_count; i++)
		xap_database_free(databases[i]);
	index_free(index);
	scratch_free(scratch);
}

Test(lists, find_and_weigh_as_libxapian_does, .timeout = 120)
{
	char *scratch = scratch_new(), *texts = scratch_directory(scratch, "texts");
	char *directory = scratch_path(scratch, "index");
	for (int i = 0; i < 3; i++)
		write_resolution(texts, 1 + i, CLAUSES / 3);
	scratch_index(directory, texts);
	ask_many(directory);
	/* A small update is a segment of its own. */
	write_resolution(texts, 4, 10);
	scratch_index(directory, texts);
	ask_many(directory);
	scratch_free(scratch);
	free(texts);
	free(directory);
	LEAK_CHECK();
}

/* Blocks that end too early are left out, and nothing of the others is lost. */
Test(lists, go_on_to_any_wording)
{
	char *scratch = scratch_new(), *texts = scratch_directory(scratch, "texts");
	char *directory = scratch_path(scratch, "index");
	struct index *index;
	static struct posting all[CLAUSES];
	struct posting_list list;
	const struct posting *posting;
	write_resolution(texts, 1, CLAUSES / 3);
	scratch_index(directory, texts);
	cr_assert_eq(index_open(&index, directory, NULL, 0, NULL), STATUS_OK);
	const struct segment *segment = index->languages[0].segments[0];
	for (size_t word = 0; word < WORDS; word++) {
		size_t count = 0, at = 0;
		uint32_t wanted = segment_term_wordings(segment, words[word]);
		posting_list_start(&list, segment, segment_postings_place(segment, words[word]));
		for (uint32_t next = 0; (posting = posting_list_next(&list, next)) != NULL;
		     next = posting->wording + 1)
			all[count++] = *posting;
		cr_assert_eq(count, wanted);
		cr_assert(word > 0 || count > 4 * POSTING_BLOCK);
		posting_list_start(&list, segment, segment_postings_place(segment, words[word]));
		for (uint32_t wording = 0; wording < segment->counts.wordings + 9;
		     wording += draw(2) == 0 ? draw(4) : draw(3 * POSTING_BLOCK)) {
			while (at < count && all[at].wording < wording)
				at++;
			posting = posting_list_next(&list, wording);
			cr_assert_eq(posting != NULL, at < count);
			if (posting != NULL) {
				cr_expect_eq(posting->wording, all[at].wording);
				cr_expect_eq(posting->count, all[at].count);
			}
		}
	}
	posting_list_start(&list, segment, segment_postings_place(segment, "nowhere"));
	cr_expect_null(posting_list_next(&list, 0));
	index_free(index);
	scratch_free(scratch);
	free(texts);
	free(directory);
	LEAK_CHECK();
}

/* Of a pair of characters libxapian is asked. */
Test(lists, say_what_they_cannot_tell)
{
	char *scratch = scratch_new(), *texts = scratch_directory(scratch, "texts");
	char *directory = scratch_path(scratch, "index");
	struct index *index;
	struct xap_matches found = { 0 };
	struct wanted zebra = { .kind = WANTED_TERM, .term = "zebra" };
	struct wanted pair = { .kind = WANTED_PAIR, .term = "zebra" };
	struct wanted *both[] = { &zebra, &pair };
	struct wanted any = { .kind = WANTED_ANY_OF, .parts = both, .part_count = 2 };
	struct wanted none = { .kind = WANTED_ANY_OF };
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
	index_free(index);
	scratch_free(scratch);
	free(texts);
	free(directory);
	LEAK_CHECK();
}
