/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/error.h"
#include "base/hash.h"
#include "base/memory.h"
#include "indexer/groups.h"
#include "store/runs.h"
#include "tests/unit/leak.h"
#include "tests/unit/scratch.h"

#include <criterion/criterion.h>
#include <endian.h>
#include <stdlib.h>
#include <string.h>

enum { FORMS = 500, MOST_WORDS = 60 };

/* Wordings of numbered forms. */
struct texts {
	uint64_t forms[FORMS];
	uint32_t (*words)[MOST_WORDS];
	size_t *lengths;
	uint32_t count;
};

static uint64_t state = 1;

static unsigned draw(unsigned most)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned)(state >> 33) % most;
}

static struct texts texts_new(uint32_t count)
{
	struct texts texts = { .words = memory_array(count, sizeof *texts.words),
			       .lengths = memory_array(count, sizeof *texts.lengths),
			       .count = count };
	for (uint32_t i = 0; i < FORMS; i++)
		texts.forms[i] = hash_bytes((const char *)&i, sizeof i);
	return texts;
}

static void texts_release(struct texts *texts)
{
	free(texts->words);
	free(texts->lengths);
}

/* Some are new, the others are an earlier one in which some words are other ones. */
static void draw_texts(struct texts *texts)
{
	for (uint32_t i = 0; i < texts->count; i++) {
		uint32_t from = draw(i + 1);
		texts->lengths[i] = draw(MOST_WORDS + 1);
		if (from == i || draw(3) == 0) {
			for (size_t w = 0; w < texts->lengths[i]; w++)
				texts->words[i][w] = draw(FORMS);
			continue;
		}
		texts->lengths[i] = texts->lengths[from];
		memcpy(texts->words[i], texts->words[from], sizeof *texts->words);
		for (unsigned changes = draw(4); changes > 0 && texts->lengths[i] > 0; changes--)
			texts->words[i][draw((unsigned)texts->lengths[i])] = draw(FORMS);
	}
}

static int write_groups(const char *scratch, const struct texts *texts, size_t memory,
			struct buffer *groups, struct buffer *samples)
{
	struct error error = ERROR_INIT;
	struct spill *sequence = spill_new(scratch, "sequence", 1 << 20);
	for (uint32_t i = 0; i < texts->count; i++)
		spill_add_piece(sequence, texts->words[i],
				texts->lengths[i] * sizeof texts->words[i][0]);
	cr_assert_eq(spill_end(sequence, &error), STATUS_OK);
	const struct group_wordings wordings = { texts->forms, sequence, texts->count,
						 NULL,         scratch,  memory };
	struct spill *rows = spill_new(scratch, "rows", memory);
	int status = groups_write(&wordings, groups, samples, rows, &error);
	struct spill_reader reader = { .spill = rows };
	size_t length = status == STATUS_OK ? (size_t)spill_length(rows) : 0;
	if (length > 0)
		buffer_add(samples, spill_read(&reader, 0, length), length);
	spill_reader_release(&reader);
	spill_free(rows);
	spill_free(sequence);
	return status;
}

static uint32_t group_of(const struct buffer *groups, uint32_t wording)
{
	uint32_t group;
	memcpy(&group, groups->bytes + wording * sizeof group, sizeof group);
	return le32toh(group);
}

static void make_runs(const struct texts *texts, uint32_t wording, struct runs *runs)
{
	uint64_t forms[MOST_WORDS];
	for (size_t i = 0; i < texts->lengths[wording]; i++)
		forms[i] = texts->forms[texts->words[wording][i]];
	runs_make(runs, forms, texts->lengths[wording]);
}

static bool share_sample(const struct runs *a, const struct runs *b)
{
	for (size_t i = 0; i < runs_sample(a); i++)
		for (size_t j = 0; j < runs_sample(b); j++)
			if (a->at[i] == b->at[j])
				return true;
	return false;
}

/* Each with each, as it is defined. */
static uint32_t expected_group(const struct runs *runs, const struct buffer *groups,
			       uint32_t wording)
{
	uint32_t best = wording;
	double most = 0;
	for (uint32_t i = 0; i < wording; i++) {
		double similarity = runs_similarity(&runs[wording], &runs[i]);
		if (group_of(groups, i) != i || similarity < RUNS_NEAR || similarity <= most ||
		    !share_sample(&runs[wording], &runs[i]))
			continue;
		best = i;
		most = similarity;
	}
	return best;
}

Test(groups, go_to_the_first_that_is_most_like_whatever_memory_there_is)
{
	char *scratch = scratch_new();
	enum { TEXTS = 3000 };
	struct texts texts = texts_new(TEXTS);
	struct buffer groups = BUFFER_INIT, samples = BUFFER_INIT, others = BUFFER_INIT;
	struct runs *runs = memory_array(TEXTS, sizeof *runs);
	size_t repeats = 0;
	draw_texts(&texts);
	cr_assert_eq(write_groups(scratch, &texts, 64 << 20, &groups, &samples), STATUS_OK);
	for (uint32_t i = 0; i < TEXTS; i++)
		make_runs(&texts, i, &runs[i]);
	for (uint32_t i = 0; i < TEXTS; i++) {
		cr_assert_eq(group_of(&groups, i), expected_group(runs, &groups, i), "%u", i);
		repeats += group_of(&groups, i) != i;
	}
	cr_expect_gt(repeats, TEXTS / 10);
	cr_expect_lt(repeats, TEXTS / 2);
	size_t length = samples.length;
	cr_assert_eq(write_groups(scratch, &texts, 0, &others, &samples), STATUS_OK);
	cr_expect_eq(others.length, groups.length);
	cr_expect_eq(memcmp(others.bytes, groups.bytes, groups.length), 0);
	cr_expect_eq(samples.length, 2 * length);
	cr_expect_eq(memcmp(samples.bytes, samples.bytes + length, length), 0);
	for (uint32_t i = 0; i < TEXTS; i++)
		runs_release(&runs[i]);
	free(runs);
	buffer_release(&groups);
	buffer_release(&others);
	buffer_release(&samples);
	texts_release(&texts);
	scratch_free(scratch);
	LEAK_CHECK();
}

/* Far more of one pattern than are compared with each other. */
Test(groups, hold_together_however_many_there_are)
{
	char *scratch = scratch_new();
	enum { TEXTS = 6000 };
	struct texts texts = texts_new(TEXTS);
	struct buffer groups = BUFFER_INIT, samples = BUFFER_INIT;
	for (uint32_t i = 0; i < TEXTS; i++) {
		texts.lengths[i] = MOST_WORDS;
		for (uint32_t w = 0; w < MOST_WORDS; w++)
			texts.words[i][w] = w;
		texts.words[i][MOST_WORDS - 1] = i % FORMS;
		texts.words[i][MOST_WORDS - 2] = i / FORMS;
	}
	cr_assert_eq(write_groups(scratch, &texts, 64 << 20, &groups, &samples), STATUS_OK);
	for (uint32_t i = 0; i < TEXTS; i++)
		cr_assert_eq(group_of(&groups, i), 0);
	buffer_release(&groups);
	buffer_release(&samples);
	texts_release(&texts);
	scratch_free(scratch);
	LEAK_CHECK();
}

Test(groups, there_are_none_without_wordings)
{
	char *scratch = scratch_new();
	struct texts texts = texts_new(0);
	struct buffer groups = BUFFER_INIT, samples = BUFFER_INIT;
	cr_assert_eq(write_groups(scratch, &texts, 64 << 20, &groups, &samples), STATUS_OK);
	cr_expect_eq(groups.length, 0);
	/* no bits, and one bucket, which starts and ends at 0 */
	cr_expect_eq(samples.length, 3 * sizeof(uint32_t));
	buffer_release(&groups);
	buffer_release(&samples);
	texts_release(&texts);
	scratch_free(scratch);
	LEAK_CHECK();
}

Test(groups, tell_that_there_is_no_file)
{
	struct texts texts = texts_new(2000);
	struct buffer groups = BUFFER_INIT, samples = BUFFER_INIT;
	draw_texts(&texts);
	cr_expect_eq(write_groups("/no/such/directory", &texts, 0, &groups, &samples),
		     STATUS_SYSTEM);
	buffer_release(&groups);
	buffer_release(&samples);
	texts_release(&texts);
	LEAK_CHECK();
}
