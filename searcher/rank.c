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

/* What is seen of a wording while its forms are read once from start to end. */
struct places {
	const size_t *wanted;
	size_t count;             /* of words of the query that count */
	int runs[RANK_MAX_WORDS]; /* length of the run that ends here with word i */
	int typed_runs[RANK_MAX_WORDS];
	bool pairs[RANK_MAX_WORDS]; /* word i was seen right behind word i - 1 */
	bool typed[RANK_MAX_WORDS];
	size_t last[RANK_MAX_WORDS]; /* place + 1 where word i was last seen; 0: nowhere */
	int longest, typed_longest;
	size_t window; /* the fewest places that hold all words; 0: none */
};

static void see_place(struct places *seen, const struct match *match, const struct match_place *at)
{
	int runs[RANK_MAX_WORDS] = { 0 }, typed_runs[RANK_MAX_WORDS] = { 0 };
	size_t oldest = SIZE_MAX;
	for (size_t i = 0; i < seen->count; i++) {
		if (match_set_has(match, at->set, seen->wanted[i])) {
			bool typed = match_set_typed(match, at->set, seen->wanted[i]);
			runs[i] = 1 + (i > 0 ? seen->runs[i - 1] : 0);
			typed_runs[i] = typed ? 1 + (i > 0 ? seen->typed_runs[i - 1] : 0) : 0;
			seen->pairs[i] = seen->pairs[i] || runs[i] > 1;
			seen->typed[i] = seen->typed[i] || typed;
			seen->last[i] = at->place + 1;
			if (runs[i] > seen->longest)
				seen->longest = runs[i];
			if (typed_runs[i] > seen->typed_longest)
				seen->typed_longest = typed_runs[i];
		}
		if (seen->last[i] < oldest)
			oldest = seen->last[i];
	}
	memcpy(seen->runs, runs, seen->count * sizeof *runs);
	memcpy(seen->typed_runs, typed_runs, seen->count * sizeof *typed_runs);
	if (oldest != 0 && (seen->window == 0 || at->place + 2 - oldest < seen->window))
		seen->window = at->place + 2 - oldest;
}

double rank_places(const struct ranking *ranking, struct match *match, uint32_t wording)
{
	const struct conditions *conditions = match->conditions;
	struct places seen = { .wanted = conditions->wanted, .count = conditions->wanted_count };
	if (seen.count > RANK_MAX_WORDS)
		seen.count = RANK_MAX_WORDS;
	if (seen.count == 0)
		return 0;
	match_forms(match, wording);
	size_t last = SIZE_MAX; /* the last place that had a word of the query */
	for (size_t i = 0; i < match->place_count; i++) {
		const struct match_place *at = &match->places[i];
		if (last != SIZE_MAX && last + 1 != at->place) {
			memset(seen.runs, 0, seen.count * sizeof *seen.runs);
			memset(seen.typed_runs, 0, seen.count * sizeof *seen.typed_runs);
		}
		see_place(&seen, match, at);
		last = at->place;
	}
	double count = (double)seen.count, pairs = 0, typed = 0;
	for (size_t i = 0; i < seen.count; i++) {
		pairs += seen.pairs[i];
		typed += seen.typed[i];
	}
	double worth = ranking->typed * typed / count;
	if (seen.count == 1)
		return worth;
	worth += ranking->run * seen.longest / count +
		 ranking->typed_run * seen.typed_longest / count +
		 ranking->pairs * pairs / (count - 1);
	if ((size_t)seen.longest == seen.count)
		worth += ranking->whole;
	if ((size_t)seen.typed_longest == seen.count)
		worth += ranking->quotation;
	if (seen.window != 0)
		worth += ranking->window * count /
			 (double)(seen.window > seen.count ? seen.window : seen.count);
	return worth;
}
