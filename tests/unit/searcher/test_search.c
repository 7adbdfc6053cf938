/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/error.h"
#include "corpus/resolution.h"
#include "indexer/build.h"
#include "searcher/search.h"
#include "store/index.h"
#include "tests/unit/leak.h"
#include "tests/unit/scratch.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * An oracle: resolutions of random words, random queries, and a naive reading of both that knows
 * nothing of the index. Both must find the same clauses.
 */

enum { RESOLUTIONS = 40, QUERIES = 1500, MAX_CLAUSES = 1000, MAX_WORDS = 40 };

/* Words that have stems of their own, so that the naive side needs none. */
static const char *const vocabulary[] = { "peace", "water", "school", "ocean",  "forest", "treaty",
					  "debt",  "road",  "youth",  "museum", "the",    "of" };
enum { VOCABULARY = sizeof vocabulary / sizeof *vocabulary };

struct plain_clause {
	int session, number;
	enum part part;
	char label[16];
	int words[MAX_WORDS];
	int count;
};

static struct plain_clause clauses[MAX_CLAUSES];
static int clause_count;

static int pick(int count)
{
	return rand() % count;
}

static void add_words(struct buffer *out, struct plain_clause *clause)
{
	clause->count = 3 + pick(12);
	for (int i = 0; i < clause->count; i++) {
		/* Frequent and rare words: the square makes the first ones frequent. */
		int word = pick(VOCABULARY) * pick(VOCABULARY) / VOCABULARY;
		clause->words[i] = word;
		buffer_add_format(out, " %s", vocabulary[word]);
	}
}

static struct plain_clause *new_clause(int session, int number, enum part part, const char *label)
{
	struct plain_clause *clause = &clauses[clause_count++];
	clause->session = session;
	clause->number = number;
	clause->part = part;
	snprintf(clause->label, sizeof clause->label, "%s", label);
	return clause;
}

static void make_resolution(const char *directory, int session, int number)
{
	struct buffer text = BUFFER_INIT;
	char label[16], name[64];
	buffer_add_format(&text, "%d/%d.", session, number);
	add_words(&text, new_clause(session, number, PART_TITLE, "T"));
	buffer_add_text(&text, "\n\nThe General Assembly,\n\n");
	for (int i = 1; i <= 1 + pick(4); i++) {
		snprintf(label, sizeof label, "PP%d", i);
		buffer_add_text(&text, "Recalling");
		add_words(&text, new_clause(session, number, PART_PREAMBLE, label));
		buffer_add_text(&text, ",\n\n");
	}
	for (int i = 1; i <= 2 + pick(5); i++) {
		snprintf(label, sizeof label, "OP%d", i);
		buffer_add_format(&text, "%d. *Decides*", i);
		add_words(&text, new_clause(session, number, PART_OPERATIVE, label));
		buffer_add_text(&text, ";\n\n");
	}
	snprintf(name, sizeof name, "%d-%d.txt", session, number);
	scratch_write(directory, name, text.bytes, text.length);
	buffer_release(&text);
}

/* ---- Queries, as text and as what they mean ---- */

enum kind { WORD, PHRASE, PATTERN, NEAR, ADJ, SESSION, PART, AND, OR, NOT };

struct meaning {
	enum kind kind;
	int words[3], count;
	struct meaning *left, *right;
};

static struct meaning meanings[256];
static int meaning_count;

/* A word, a phrase, or an OR of two. */
static struct meaning *make_near_side(struct buffer *out)
{
	struct meaning *meaning = &meanings[meaning_count++];
	*meaning = (struct meaning){ .kind = pick(3) == 0 ? PHRASE : WORD, .count = 2 };
	for (int i = 0; i < 2; i++)
		meaning->words[i] = pick(VOCABULARY) * pick(VOCABULARY) / VOCABULARY;
	if (meaning->kind == PHRASE) {
		buffer_add_format(out, "\"%s %s\"", vocabulary[meaning->words[0]],
				  vocabulary[meaning->words[1]]);
	} else if (pick(3) == 0) {
		meaning->kind = OR;
		meaning->left = &meanings[meaning_count++];
		meaning->right = &meanings[meaning_count++];
		*meaning->left = (struct meaning){ .kind = WORD, .words = { meaning->words[0] } };
		*meaning->right = (struct meaning){ .kind = WORD, .words = { meaning->words[1] } };
		buffer_add_format(out, "(%s OR %s)", vocabulary[meaning->words[0]],
				  vocabulary[meaning->words[1]]);
	} else
		buffer_add_text(out, vocabulary[meaning->words[0]]);
	return meaning;
}

static struct meaning *make_query(struct buffer *out, int depth)
{
	struct meaning *meaning = &meanings[meaning_count++];
	*meaning =
	    (struct meaning){ .kind = depth == 0 ? (enum kind)pick(7) : (enum kind)pick(10) };
	switch (meaning->kind) {
	case WORD:
		meaning->words[0] = pick(VOCABULARY);
		buffer_add_text(out, vocabulary[meaning->words[0]]);
		break;
	case PHRASE:
		meaning->count = 2 + pick(2);
		for (int i = 0; i < meaning->count; i++) {
			meaning->words[i] = pick(VOCABULARY) * pick(VOCABULARY) / VOCABULARY;
			buffer_add_format(out, "%s%s", i == 0 ? "\"" : " ",
					  vocabulary[meaning->words[i]]);
		}
		buffer_add_byte(out, '"');
		break;
	case PATTERN:
		/* The first letters of a word. */
		meaning->words[0] = pick(VOCABULARY);
		buffer_add_format(out, "%.3s*", vocabulary[meaning->words[0]]);
		break;
	case NEAR:
	case ADJ:
		meaning->count = 1 + pick(5);
		meaning->left = make_near_side(out);
		buffer_add_format(out, meaning->kind == NEAR ? " NEAR/%d " : " ADJ/%d ",
				  meaning->count);
		meaning->right = make_near_side(out);
		break;
	case SESSION:
		meaning->words[0] = 80 + pick(4);
		meaning->words[1] = meaning->words[0] + pick(3);
		buffer_add_format(out, "session:%d..%d", meaning->words[0], meaning->words[1]);
		break;
	case PART:
		meaning->words[0] = pick(3);
		buffer_add_format(out, "part:%s", part_names[meaning->words[0]]);
		break;
	case AND:
	case OR:
		buffer_add_byte(out, '(');
		meaning->left = make_query(out, depth - 1);
		buffer_add_text(out, meaning->kind == AND ? " " : " OR ");
		meaning->right = make_query(out, depth - 1);
		buffer_add_byte(out, ')');
		break;
	case NOT:
		buffer_add_byte(out, '-');
		meaning->left = make_query(out, depth - 1);
		break;
	}
	return meaning;
}

/* Whether the side of a NEAR stands at the place; *length gets how many words it takes. */
static bool stands_at(const struct meaning *side, const struct plain_clause *clause, int place,
		      int *length)
{
	if (side->kind == OR)
		return stands_at(side->left, clause, place, length) ||
		       stands_at(side->right, clause, place, length);
	*length = side->kind == PHRASE ? 2 : 1;
	if (place + *length > clause->count)
		return false;
	for (int i = 0; i < *length; i++)
		if (clause->words[place + i] != side->words[i])
			return false;
	return true;
}

static bool is_near(const struct meaning *first, const struct meaning *second, int distance,
		    const struct plain_clause *clause)
{
	for (int i = 0; i < clause->count; i++)
		for (int j = 0; j < clause->count; j++) {
			int a, b;
			if (stands_at(first, clause, i, &a) && stands_at(second, clause, j, &b) &&
			    j >= i + a && j - (i + a - 1) <= distance)
				return true;
		}
	return false;
}

static bool means(const struct meaning *meaning, const struct plain_clause *clause)
{
	switch (meaning->kind) {
	case PATTERN:
		for (int i = 0; i < clause->count; i++)
			if (strncmp(vocabulary[clause->words[i]], vocabulary[meaning->words[0]],
				    3) == 0)
				return true;
		return false;
	case NEAR:
		return is_near(meaning->left, meaning->right, meaning->count, clause) ||
		       is_near(meaning->right, meaning->left, meaning->count, clause);
	case ADJ:
		return is_near(meaning->left, meaning->right, meaning->count, clause);
	case WORD:
	case PHRASE: {
		int count = meaning->kind == WORD ? 1 : meaning->count;
		for (int i = 0; i + count <= clause->count; i++)
			if (memcmp(clause->words + i, meaning->words,
				   (size_t)count * sizeof *clause->words) == 0)
				return true;
		return false;
	}
	case SESSION:
		return clause->session >= meaning->words[0] && clause->session <= meaning->words[1];
	case PART:
		return (int)clause->part == meaning->words[0];
	case AND:
		return means(meaning->left, clause) && means(meaning->right, clause);
	case OR:
		return means(meaning->left, clause) || means(meaning->right, clause);
	case NOT:
		return !means(meaning->left, clause);
	}
	return false;
}

/* ---- Both sides as sorted lists of "SYMBOL#LABEL" ---- */

static char found[MAX_CLAUSES * 2][48], expected[MAX_CLAUSES][48];
static size_t found_count;

struct where {
	const struct segment *segment;
};

static void note(void *context, const struct occurrence *occurrence)
{
	struct where *where = context;
	struct resolution resolution;
	cr_assert_eq(segment_resolution((struct segment *)(uintptr_t)where->segment,
					occurrence->work, false, &resolution, NULL, NULL),
		     STATUS_OK);
	snprintf(found[found_count++], sizeof *found, "%s#%s", resolution.symbol,
		 resolution.clauses[occurrence->clause].label);
	resolution_release(&resolution);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* The same hits come first when only so many need be in order, and no other is lost. */
static void compare_first(struct index *index, const char *text, size_t length,
			  const struct search *all)
{
	struct search some;
	const struct search_options options = { .exact = true, .first = 1 + (size_t)pick(9) };
	cr_assert_eq(search_run(&some, index, text, length, &options, NULL), STATUS_OK);
	cr_assert_eq(some.hit_count, all->hit_count);
	cr_assert_eq(some.clause_count, all->clause_count);
	uint64_t sums[2] = { 0, 0 };
	for (size_t i = 0; i < some.hit_count; i++) {
		const struct hit *one = &some.hits[i], *other = &all->hits[i];
		cr_assert(i >= options.first ||
			      (one->segment == other->segment && one->wording == other->wording),
			  "%s: hit %zu", text, i);
		sums[0] += (uint64_t)one->wording << one->segment;
		sums[1] += (uint64_t)other->wording << other->segment;
	}
	cr_assert_eq(sums[0], sums[1]);
	search_release(&some);
}

static void compare(struct index *index, const char *text, size_t length,
		    const struct meaning *meaning)
{
	struct search search;
	struct error error = ERROR_INIT;
	const struct search_options options = { .exact = true };
	size_t wanted = 0;
	int status = search_run(&search, index, text, length, &options, &error);
	if (status == STATUS_LIMIT) /* too many patterns */
		return;
	cr_assert_eq(status, STATUS_OK, "%s: %s", text, error.message);
	found_count = 0;
	for (size_t i = 0; i < search.hit_count; i++) {
		const struct hit *hit = &search.hits[i];
		const struct segment *shown = search.matches[0][hit->segment].segment;
		uint64_t hash = segment_hash(shown, hit->wording);
		/* A wording that stands in two segments is one hit: all segments are asked. */
		for (size_t s = 0; s < index->languages[0].segment_count; s++) {
			struct match *match = &search.matches[0][s];
			struct where where = { match->segment };
			for (uint32_t w = 0; w < match->segment->counts.wordings; w++)
				if (segment_hash(match->segment, w) == hash)
					match_occurrences(match, w, note, &where);
		}
	}
	for (int i = 0; i < clause_count; i++)
		if (means(meaning, &clauses[i]))
			snprintf(expected[wanted++], sizeof *expected, "A/RES/%d/%d#%s",
				 clauses[i].session, clauses[i].number, clauses[i].label);
	cr_assert_eq(search.clause_count, wanted, "%s: counted %llu, wanted %zu", text,
		     (unsigned long long)search.clause_count, wanted);
	qsort(found, found_count, sizeof *found, by_text);
	qsort(expected, wanted, sizeof *expected, by_text);
	cr_assert_eq(found_count, wanted, "%s: found %zu, wanted %zu", text, found_count, wanted);
	for (size_t i = 0; i < wanted; i++)
		cr_assert_str_eq(found[i], expected[i], "%s", text);
	compare_first(index, text, length, &search);
	search_release(&search);
}

/* ---- The same for whole resolutions ---- */

static bool has_part(const struct meaning *meaning)
{
	if (meaning->kind == AND || meaning->kind == OR)
		return has_part(meaning->left) || has_part(meaning->right);
	return meaning->kind == PART || (meaning->kind == NOT && has_part(meaning->left));
}

static bool means_together(const struct meaning *meaning, int session, int number)
{
	switch (meaning->kind) {
	case AND:
		return means_together(meaning->left, session, number) &&
		       means_together(meaning->right, session, number);
	case OR:
		return means_together(meaning->left, session, number) ||
		       means_together(meaning->right, session, number);
	case NOT:
		return !means_together(meaning->left, session, number);
	default:
		for (int i = 0; i < clause_count; i++)
			if (clauses[i].session == session && clauses[i].number == number &&
			    means(meaning, &clauses[i]))
				return true;
		return false;
	}
}

static void compare_together(struct index *index, const char *text, size_t length,
			     const struct meaning *meaning)
{
	struct search search;
	const struct search_options options = { .exact = true, .unit = UNIT_RESOLUTION };
	size_t wanted = 0, got = 0;
	if (has_part(meaning) ||
	    search_run(&search, index, text, length, &options, NULL) != STATUS_OK)
		return;
	for (int session = 80; session < 84; session++)
		for (int number = 1; number <= RESOLUTIONS / 4; number++)
			if (means_together(meaning, session, number))
				snprintf(expected[wanted++], sizeof *expected, "A/RES/%d/%d",
					 session, number);
	for (size_t i = 0; i < search.hit_count; i++) {
		const struct hit *hit = &search.hits[i];
		snprintf(found[got++], sizeof *found, "%s",
			 segment_symbol(index->languages[0].segments[hit->segment], hit->work));
	}
	qsort(found, got, sizeof *found, by_text);
	qsort(expected, wanted, sizeof *expected, by_text);
	cr_assert_eq(got, wanted, "%s: found %zu resolutions, wanted %zu", text, got, wanted);
	for (size_t i = 0; i < wanted; i++)
		cr_assert_str_eq(found[i], expected[i], "%s", text);
	search_release(&search);
}

static void build(const char *index, const char *directory)
{
	struct build_report report;
	struct error error = ERROR_INIT;
	const struct build_options options = {
		.index_path = index, .paths = &directory, .path_count = 1, .threads = 2
	};
	cr_assert_eq(build_index(&options, &report, &error), STATUS_OK, "%s", error.message);
	cr_assert_eq(report.problem_count, 0, "%s", report.problems[0].line);
	build_report_release(&report);
}

static void ask_many(const char *path)
{
	struct index *index;
	cr_assert_eq(index_open(&index, path, NULL, 0, NULL), STATUS_OK);
	for (int i = 0; i < QUERIES; i++) {
		struct buffer text = BUFFER_INIT;
		meaning_count = 0;
		const struct meaning *meaning = make_query(&text, 3);
		compare(index, text.bytes, text.length, meaning);
		compare_together(index, text.bytes, text.length, meaning);
		buffer_release(&text);
	}
	index_free(index);
}

Test(search, ends_when_its_time_is_over)
{
	char *scratch = scratch_new(), *texts = scratch_directory(scratch, "texts");
	char *path = scratch_path(scratch, "index");
	struct index *index;
	struct search search;
	struct error error = ERROR_INIT;
	const struct search_options options = { .max_milliseconds = 1 };
	clause_count = 0;
	make_resolution(texts, 80, 1);
	build(path, texts);
	cr_assert_eq(index_open(&index, path, NULL, 0, NULL), STATUS_OK);
	/* As if the search had begun long ago. */
	struct search late = { .deadline = 0, .options = options };
	cr_expect_eq(search_check_time(&late, &error), STATUS_LIMIT);
	cr_expect_not_null(strstr(error.message, "longer than 0.001 s, the limit"));
	cr_expect_eq(search_run(&search, index, "peace", 5, NULL, &error), STATUS_OK);
	search_release(&search);
	index_free(index);
	scratch_free(scratch);
	free(texts);
	free(path);
	LEAK_CHECK();
}

Test(search, finds_what_a_naive_reading_finds, .timeout = 120)
{
	char *scratch = scratch_new(), *texts = scratch_directory(scratch, "texts");
	char *index = scratch_path(scratch, "index");
	srand(7);
	clause_count = 0;
	for (int i = 0; i < RESOLUTIONS; i++)
		make_resolution(texts, 80 + i % 4, 1 + i / 4);
	build(index, texts);
	ask_many(index);
	/* Some are written anew, with other words: what they said before is no longer found. A
	 * small update is a segment of its own. */
	for (int round = 0; round < 3; round++) {
		int session = 80 + round, number = 1 + pick(RESOLUTIONS / 4), left = 0;
		for (int i = 0; i < clause_count; i++)
			if (clauses[i].session != session || clauses[i].number != number)
				clauses[left++] = clauses[i];
		clause_count = left;
		make_resolution(texts, session, number);
		build(index, texts);
		ask_many(index);
	}
	scratch_free(scratch);
	free(texts);
	free(index);
	LEAK_CHECK();
}
