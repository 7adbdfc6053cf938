/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_RANK_H
#define SEARCHER_RANK_H

#include "searcher/match.h"
#include "xapian-c/xapian-c.h"

/*
 * The order of results. BM25+ says how rare and how frequent the words are; this adds how
 * they stand in the clause: the words together and in the order typed first, then near each other,
 * then in the spelling typed. The figures were chosen by measurement (ARCHITECTURE.md, bench/).
 */
struct ranking {
	struct xap_weighting weighting;
	/* What each way of standing together is worth when it is complete, in units of the best
	 * hit's weight: */
	double quotation; /* all words in one run in the spelling typed */
	double whole;     /* all words in one run */
	double run;       /* the longest run of the query's words, in order */
	double typed_run; /* the same, in the spelling typed */
	double pairs;     /* neighbours in the query that are neighbours here */
	double window;    /* all words within few */
	double typed;     /* words in the spelling typed */
};
extern const struct ranking rank_default;

enum {
	/* The best by weight are looked at more closely: so many, and those that weigh the same. */
	RANK_MAX_HITS = 10000,
	/* Words of the query beyond these do not count for nearness. */
	RANK_MAX_WORDS = MATCH_WANTED,
};

/* The most that the places of any wording can be worth. */
double rank_most(const struct ranking *ranking, const struct conditions *conditions);

/* What the wording's words are worth by their places. match->conditions tells the words. */
double rank_places(const struct ranking *ranking, struct match *match, uint32_t wording);

#endif
