/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/near.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* Random conditions on random texts of four words, against spans that are enumerated. */
enum { MOST = 150, WORDS = 4, DEPTH = 4, ROUNDS = 3000 };

static unsigned seed = 1;

static unsigned draw(unsigned below)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 8) % below;
}

/* ---- The naive side ---- */

struct text {
	int words[MOST]; /* WORDS: one that no condition asks for */
	size_t length;
};

/* at[start][end] */
struct spans {
	bool at[MOST][MOST + 1];
};

static void pair(const struct spans *a, const struct spans *b, size_t distance, struct spans *out)
{
	for (size_t s = 0; s < MOST; s++)
		for (size_t e = s + 1; e <= MOST; e++)
			for (size_t p = e; a->at[s][e] && p < e + distance && p < MOST; p++)
				for (size_t end = p + 1; end <= MOST; end++)
					out->at[s][end] = out->at[s][end] || b->at[p][end];
}

static void enumerate(const struct text *text, const struct condition *condition, struct spans *out)
{
	memset(out, 0, sizeof *out);
	if (condition->kind <= CONDITION_SEQUENCE) {
		size_t count = condition->leaf_count;
		for (size_t s = 0; s + count <= text->length; s++) {
			bool all = true;
			for (size_t i = 0; i < count; i++)
				all = all && text->words[s + i] == (int)condition->leaves[i];
			out->at[s][s + count] = all;
		}
		return;
	}
	struct spans *parts = calloc(2, sizeof *parts);
	for (size_t i = 0; i < 2; i++)
		enumerate(text, condition->parts[i], &parts[i]);
	if (condition->kind == CONDITION_NEAR) {
		pair(&parts[0], &parts[1], condition->distance, out);
		if (!condition->in_order)
			pair(&parts[1], &parts[0], condition->distance, out);
	} else
		for (size_t s = 0; s < MOST; s++)
			for (size_t e = 0; e <= MOST; e++)
				out->at[s][e] = parts[0].at[s][e] || parts[1].at[s][e];
	free(parts);
}

/* ---- Both ---- */

static struct condition *random_condition(struct arena *arena, int depth, bool near)
{
	struct condition *condition = arena_get(arena, sizeof *condition);
	memset(condition, 0, sizeof *condition);
	unsigned choice = near ? 0 : draw(depth == 0 ? 2 : 4);
	if (!near && choice < 2) {
		condition->kind = choice == 0 ? CONDITION_LEAF : CONDITION_SEQUENCE;
		condition->leaf_count = choice == 0 ? 1 : 2;
		condition->leaves = arena_get(arena, 2 * sizeof(size_t));
		for (size_t i = 0; i < 2; i++)
			condition->leaves[i] = draw(WORDS);
		return condition;
	}
	condition->kind = near || choice == 2 ? CONDITION_NEAR : CONDITION_OR;
	static const size_t distances[] = { 1, 2, 5, 64, 100 };
	condition->distance = distances[draw(5)];
	condition->in_order = draw(3) == 0;
	condition->parts = arena_get(arena, 2 * sizeof *condition->parts);
	condition->part_count = 2;
	for (size_t i = 0; i < 2; i++)
		condition->parts[i] = random_condition(arena, depth - 1, false);
	return condition;
}

/* A match that looks at this text: word n is form n, and has the set n + 1 with the leaf n. */
static void look_at(struct match *match, const struct text *text)
{
	match->place_count = 0;
	match->form_count = (uint32_t)text->length;
	*match->present = 0;
	for (size_t i = 0; i < text->length; i++)
		if (text->words[i] < WORDS) {
			match->places[match->place_count++] =
			    (struct match_place){ (uint32_t)i, (uint32_t)text->words[i] + 1 };
			*match->present |= UINT64_C(1) << text->words[i];
		}
}

static void random_text(struct text *text)
{
	unsigned others = 1 + draw(8);
	text->length = draw(MOST);
	for (size_t i = 0; i < text->length; i++) {
		unsigned word = draw(WORDS + others);
		text->words[i] = word < WORDS ? (int)word : WORDS;
	}
}

Test(near, finds_the_spans_that_a_naive_look_finds, .timeout = 120)
{
	uint64_t sets[WORDS + 1] = { 0 }, present;
	struct match_place places[MOST];
	struct match match = {
		.sets = sets, .set_words = 1, .places = places, .present = &present
	};
	struct spans *wanted = calloc(1, sizeof *wanted);
	size_t met = 0;
	for (size_t i = 0; i < WORDS; i++)
		sets[i + 1] = UINT64_C(1) << i;
	for (int round = 0; round < ROUNDS; round++) {
		struct arena arena = ARENA_INIT;
		struct text text;
		struct near_spans got = { 0 };
		size_t number = 0;
		random_text(&text);
		const struct condition *condition =
		    random_condition(&arena, 1 + (int)draw(DEPTH), true);
		look_at(&match, &text);
		enumerate(&text, condition, wanted);
		near_spans(&match, condition, &got);
		for (size_t s = 0; s < MOST; s++)
			for (size_t e = 0; e <= MOST; e++) {
				if (!wanted->at[s][e])
					continue;
				cr_assert_lt(number, got.count, "round %d: a span is missing",
					     round);
				cr_assert(got.at[number].start == s && got.at[number].end == e,
					  "round %d: got %zu-%zu, wanted %zu-%zu", round,
					  got.at[number].start, got.at[number].end, s, e);
				number++;
			}
		cr_assert_eq(number, got.count, "round %d: a span too many", round);
		cr_assert_eq(near_is_met(&match, condition), number > 0, "round %d", round);
		met += number > 0;
		near_spans_release(&got);
		arena_release(&arena);
	}
	cr_expect_gt(met, ROUNDS / 4, "only %zu are met", met);
	cr_expect_lt(met, ROUNDS);
	near_pool_free(match.spans);
	free(wanted);
	LEAK_CHECK();
}

/* One word some times near the start, the other up to MOST_APART places behind it: behind all that
 * is noted of the spans of the first. */
Test(near, looks_no_further_than_the_words_it_has_noted)
{
	enum { FIRSTS = 40, MOST_APART = 230 };
	uint64_t sets[] = { 0, 1, 2 }, present = 3;
	size_t first = 0, second = 1;
	struct condition words[] = {
		{ .kind = CONDITION_LEAF, .leaves = &first, .leaf_count = 1 },
		{ .kind = CONDITION_LEAF, .leaves = &second, .leaf_count = 1 },
	};
	struct condition *parts[] = { &words[0], &words[1] };
	const struct condition near = { .kind = CONDITION_NEAR,
					.distance = QUERY_MAX_DISTANCE,
					.in_order = true,
					.parts = parts,
					.part_count = 2 };
	for (uint32_t firsts = 1; firsts <= FIRSTS; firsts++)
		for (uint32_t place = FIRSTS + 64; place < MOST_APART; place++) {
			struct match_place places[FIRSTS + 1];
			struct match match = {
				.sets = sets, .set_words = 1, .places = places, .present = &present
			};
			struct near_spans spans = { 0 };
			/* The last of the first words stands where the first 64 places end. */
			uint32_t start = 64 - firsts, wanted = 0;
			for (uint32_t i = 0; i < firsts; i++) {
				places[i] = (struct match_place){ start + i, 1 };
				wanted += place - (start + i + 1) < near.distance;
			}
			places[firsts] = (struct match_place){ place, 2 };
			match.place_count = firsts + 1;
			match.form_count = MOST_APART;
			near_spans(&match, &near, &spans);
			cr_assert_eq(spans.count, wanted, "%u at %u: %zu, not %u", firsts, place,
				     spans.count, wanted);
			for (size_t i = 0; i < spans.count; i++)
				cr_assert_eq(spans.at[i].end, place + 1);
			cr_assert_eq(near_is_met(&match, &near), wanted > 0);
			near_spans_release(&spans);
			near_pool_free(match.spans);
		}
	LEAK_CHECK();
}
