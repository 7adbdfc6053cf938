/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_CANDIDATES_H
#define SEARCHER_CANDIDATES_H

#include "base/memory.h"
#include "searcher/condition.h"
#include "xapian-c/xapian-c.h"

/*
 * The wordings that can meet the conditions, by their terms alone: all that do, and some that do
 * not; and what they weigh. The lists of the segments are read (searcher/lists.h); libxapian finds
 * what they do not tell: pairs of Chinese characters.
 */

/* The conditions as a tree over terms. */
enum wanted_kind {
	WANTED_TERM,
	WANTED_PAIR,    /* likewise, of two Chinese characters: only libxapian has its list; of no
			   other language than one that has pairs */
	WANTED_ANY_OF,  /* terms that are weighed as one */
	WANTED_AND,     /* all parts; weights add up */
	WANTED_OR,      /* any of the parts, none when there are no parts; weights add up */
	WANTED_AND_NOT, /* the first part and none of the others */
	WANTED_ALL,     /* every wording, which weighs nothing */
};
struct wanted {
	enum wanted_kind kind;
	const char *term; /* TERM, PAIR: NUL-terminated */
	struct wanted **parts;
	size_t part_count;
	/* For searcher/lists.c: */
	size_t number; /* TERM: which of its terms; AND: the part that leads */
	uint32_t next; /* the wording that was found last, */
	bool found;    /* if one was, in this segment */
};

/* So many come first, and in order. */
enum { CANDIDATES_BEST = 256 };

/* Which wording of which segment a candidate is: its id is wording * segment_count + segment + 1,
 * as that of a document in index_database. */
struct candidate_place {
	uint32_t segment, wording;
};
static inline struct candidate_place candidates_place(const struct index_language *language,
						      const struct xap_hit *hit)
{
	uint32_t segments = (uint32_t)language->segment_count;
	if (segments == 1) /* nearly always, and a division takes time */
		return (struct candidate_place){ 0, hit->id - 1 };
	return (struct candidate_place){ (hit->id - 1) % segments, (hit->id - 1) / segments };
}

/*
 * Finds the candidates of one language. The best CANDIDATES_BEST come first, those of equal weight
 * by rising id; the others follow in any order. `any_word`: those that have any word of the
 * conditions, else those that can meet them. The caller releases *matches, which is all zero on
 * failure.
 */
int candidates_find(const struct conditions *conditions, bool any_word,
		    const struct xap_weighting *weighting, struct xap_matches *matches,
		    struct error *error);

/* The same of a tree, by libxapian: the candidates are the documents of the database that the tree
 * finds, all in order. *matches is as it was on failure. */
int candidates_by_libxapian(struct xap_database *database, const struct wanted *wanted,
			    const struct xap_weighting *weighting, struct xap_matches *matches,
			    struct error *error);

/* By lists, or where these do not tell, by libxapian. `weighting`: BM25+, or none (XAP_BOOLEAN).
 * The order is that of candidates_find; of a language with several segments all are in order. */
int candidates_of_tree(const struct index_language *language, struct wanted *wanted,
		       const struct xap_weighting *weighting, struct xap_matches *matches,
		       struct error *error);

/* The weight of the candidate with this number, from 1, by falling weight; 0 when there are fewer.
 */
double candidates_least(const struct xap_matches *candidates, size_t best);

#endif
