/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/rank.h"

#include <string.h>

const struct ranking rank_default = {
	.weighting = { .kind = XAP_BM25_PLUS, .k1 = 1.2, .b = 0.5, .delta = 1 },
	.quotation = 1.00,
	.whole = 0.50,
	.run = 0.30,
	.typed_run = 0.30,
	.pairs = 0.30,
	.window = 0.20,
	.typed = 0.60,
};

/* What is seen of a wording while its words are read once from start to end. Words of the query
 * are bits, as in struct match_wanted. */
struct places {
	uint32_t all;                   /* words of the query that count */
	uint32_t before, typed_before;  /* those that the place before this one has */
	uint32_t pairs;                 /* word i was seen right behind word i - 1 */
	uint32_t seen, typed;           /* words that were seen; in the spelling typed */
	int runs[RANK_MAX_WORDS];       /* of the words in `before`: the run that ends there */
	int typed_runs[RANK_MAX_WORDS]; /* of those in `typed_before` */
	uint32_t last[RANK_MAX_WORDS];  /* of those in `seen`: where it was seen last */
	int longest, typed_longest;
	uint32_t window; /* the fewest places that hold all words; 0: none */
};

/* The runs that end with each of the words, from those that ended one place before. A word's run
 * is that of the word before it in the query, so the last ones come first. */
static void add_runs(int *runs, uint32_t before, uint32_t words, int *longest)
{
	while (words != 0) {
		int i = 31 - __builtin_clz(words);
		words &= ~(UINT32_C(1) << i);
		runs[i] = 1 + (i > 0 && (before >> (i - 1) & 1) != 0 ? runs[i - 1] : 0);
		if (runs[i] > *longest)
			*longest = runs[i];
	}
}

static void see_place(struct places *places, uint32_t place, const struct match_wanted *words)
{
	uint32_t oldest = place;
	places->pairs |= words->has & places->before << 1;
	add_runs(places->runs, places->before, words->has, &places->longest);
	add_runs(places->typed_runs, places->typed_before, words->typed, &places->typed_longest);
	places->before = words->has;
	places->typed_before = words->typed;
	places->typed |= words->typed;
	places->seen |= words->has;
	for (uint32_t left = words->has; left != 0; left &= left - 1)
		places->last[__builtin_ctz(left)] = place;
	if (words->has == 0 || places->seen != places->all)
		return;
	for (uint32_t left = places->all; left != 0; left &= left - 1) {
		int i = __builtin_ctz(left);
		if (places->last[i] < oldest)
			oldest = places->last[i];
	}
	if (places->window == 0 || place + 1 - oldest < places->window)
		places->window = place + 1 - oldest;
}

/* All words stand side by side as they were typed: nothing that follows is worth more. */
static bool is_best(const struct places *places, size_t words)
{
	return (size_t)places->typed_longest == words && places->window == words;
}

double rank_most(const struct ranking *ranking, const struct conditions *conditions)
{
	if (conditions->wanted_count <= 1)
		return ranking->typed;
	return ranking->typed + ranking->run + ranking->typed_run + ranking->pairs +
	       ranking->whole + ranking->quotation + ranking->window;
}

double rank_places(const struct ranking *ranking, struct match *match, uint32_t wording)
{
	size_t words = match->conditions->wanted_count;
	if (words > RANK_MAX_WORDS)
		words = RANK_MAX_WORDS;
	if (words == 0)
		return 0;
	if (words == 1)
		return match_is_typed(match, wording) ? ranking->typed : 0;
	match_turn_to(match, wording);
	struct places seen = { .all = UINT32_MAX >> (RANK_MAX_WORDS - words) };
	uint32_t next = UINT32_MAX; /* the place behind the last that had a word of the query */
	const struct match_place *at;
	for (size_t i = 0; !is_best(&seen, words) && (at = match_place(match, i)) != NULL; i++) {
		if (at->place != next)
			seen.before = seen.typed_before = 0;
		see_place(&seen, at->place, &match->wanted[at->set]);
		next = at->place + 1;
	}
	double count = (double)words, pairs = __builtin_popcount(seen.pairs),
	       typed = __builtin_popcount(seen.typed);
	double worth = ranking->typed * typed / count + ranking->run * seen.longest / count +
		       ranking->typed_run * seen.typed_longest / count +
		       ranking->pairs * pairs / (count - 1);
	if ((size_t)seen.longest == words)
		worth += ranking->whole;
	if ((size_t)seen.typed_longest == words)
		worth += ranking->quotation;
	if (seen.window != 0)
		worth +=
		    ranking->window * count / (double)(seen.window > words ? seen.window : words);
	return worth;
}
