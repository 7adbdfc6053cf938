/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_SEARCH_H
#define SEARCHER_SEARCH_H

#include "base/buffer.h"
#include "corpus/resolution.h"
#include "searcher/match.h"
#include "searcher/rank.h"
#include "store/index.h"

#include <stdint.h>
#include <time.h>

struct error;

/*
 * `clausula search`: a query in, ranked hits out. A hit is one wording in one language, with the
 * occurrences of it that meet the query.
 */
struct hit {
	uint32_t language; /* its number in index->languages */
	uint32_t segment;  /* of the occurrence that is shown: the latest one */
	uint32_t wording, work, clause;
	uint32_t count;                 /* occurrences that meet the query */
	uint32_t folded;                /* near repeats that it stands for (searcher/similar.h) */
	uint32_t first_place;           /* of them, in search.places; or NO_PLACE */
	uint32_t first_date, last_date; /* of them, as in struct work_entry; 0: not known */
	uint64_t hash;                  /* of the wording; 0 where the language has one segment */
	double score, weight;           /* weight: the part of the score that terms give */
};

/* An occurrence that meets the query. Of both there may be hundreds of thousands. */
struct place {
	uint32_t work, clause;
	uint32_t next; /* another place of the hit, or NO_PLACE */
	uint16_t segment;
	uint8_t part; /* enum part */
};
#define NO_PLACE UINT32_MAX

enum search_unit {
	UNIT_CLAUSE,     /* one clause meets the whole query */
	UNIT_RESOLUTION, /* the clauses of one resolution meet it together; a hit is a resolution,
			    and the clause shown the one with most of the words */
};
/* What one search may take of the processor; the limit is looked at between candidates, so a search
 * ends soon after it. */
enum { SEARCH_MAX_SECONDS = 2 };

/* … and of memory. The command sets it for its process (memory_limit), not search_run. */
enum { SEARCH_MAX_MEMORY = 1 << 30 };

enum search_sort { SORT_RANK, SORT_DATE, SORT_SYMBOL };

struct search_options {
	bool exact;
	enum search_unit unit;
	enum search_sort sort;
	const struct ranking *ranking; /* NULL: rank_default */
	unsigned max_milliseconds;     /* 0: SEARCH_MAX_SECONDS */
	bool places_only; /* hits are only counted: they have no score, and are in any order */
	size_t first; /* only so many of the hits need be in order and have their score; 0: all */
};

struct search {
	struct index *index; /* not owned */
	struct search_options options;
	clock_t deadline; /* of the processor's time */
	struct query query;
	struct conditions *conditions; /* for each language of the index */
	struct match *
	    *matches;     /* for each language, once search_matches was asked, one a segment */
	struct hit *hits; /* all of them, best first (see search_options.first) */
	size_t hit_count, hit_capacity;
	struct place *places;
	size_t place_count, place_capacity;
	struct tokens tokens;  /* of the text that search_found read last */
	bool corrected;        /* words were read as others: see the conditions' readings */
	bool relaxed;          /* nothing has all the words: the hits have most of the rarest */
	uint64_t clause_count; /* over all hits */
	uint32_t first_date, last_date;
};

/*
 * Searches. Words that no language of the index holds are read as the nearest that it holds; when
 * no clause has all words, those with most of the rarest are found. options->exact switches both
 * off; options may be NULL. STATUS_INPUT or STATUS_LIMIT: the query is wrong (searcher/query.h). No
 * hit is no error. On success the caller calls search_release, before it closes the index.
 */
int search_run(struct search *search, struct index *index, const char *text, size_t length,
	       const struct search_options *options, struct error *error);
/* The same with a query that is parsed already; the search owns it from here on. */
int search_run_query(struct search *search, struct index *index, const struct query *query,
		     const struct search_options *options, struct error *error);
void search_release(struct search *search);

/*
 * A hit as it is shown. `whole`: with all that is known of the resolution and of the clause; else
 * of the resolution only symbol, language, date and vote (without the names of States), of the
 * clause part, label and text, all other strings "": that takes less than half the time.
 */
struct range {
	uint32_t start, end; /* bytes of the clause's text */
};
struct found {
	const struct resolution *resolution; /* without texts; until the next search_found */
	struct clause clause;                /* with its text */
	char *text;
	struct resolution *head;  /* not whole: what `resolution` is */
	struct range *highlights; /* rising, apart from each other */
	size_t highlight_count, highlight_capacity;
};
int search_found(struct search *search, const struct hit *hit, bool whole, struct found *found,
		 struct error *error);
void found_release(struct found *found);

/* STATUS_LIMIT when the search has taken its time. */
enum { SEARCH_LOOK_AT_CLOCK = 256 }; /* candidates between two looks */
int search_check_time(const struct search *search, struct error *error);

/* For the other files of the searcher: what the segments of a language are matched with, made when
 * it is first needed; candidates_find, weighed as the options say; a place of a hit. */
struct match *search_matches(struct search *search, size_t language);
int search_candidates(const struct search *search, size_t language, bool any_word,
		      struct xap_matches *candidates, struct error *error);
void search_add_place(struct search *search, struct hit *hit, const struct occurrence *occurrence);
void search_merge_hit(struct search *search, struct hit *into, const struct hit *hit);

#endif
