/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_SOURCES_H
#define SEARCHER_SOURCES_H

#include "corpus/resolution.h"
#include "store/index.h"
#include "store/nearest.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;

/*
 * Where a text, or one that is near to it, was adopted before: the clauses of one language whose
 * wordings share most of their runs of words with it (store/nearest.h).
 */
struct sources;

/* The index must live longer. One for each thread. */
struct sources *sources_new(const struct index_language *language);
void sources_free(struct sources *sources);

/* A clause of the index. */
struct source {
	size_t segment;
	uint32_t work, clause; /* clause: its number in the resolution */
	enum part part;
	uint32_t date;      /* of adoption, as in struct work_entry; 0: not known */
	const char *symbol; /* lives as long as the index */
	uint64_t hash;      /* of its wording */
	double similarity;  /* to the text, 0 to 1 */
};

struct source_list {
	struct source *at;
	size_t count, capacity;
};
void source_list_release(struct source_list *list);

/*
 * Replaces *list by all clauses whose similarity to the text is at least `least`: the nearest
 * first, those of one wording together, of these the latest first.
 */
void sources_find(struct sources *sources, const char *text, size_t length, double least,
		  struct source_list *list);

/* The clauses of one wording, the latest first; their similarity is 1. Appended. */
void sources_of_wording(const struct sources *sources, uint64_t hash, struct source_list *list);

/* The clause number `clause` of a resolution of the index, as a source with similarity 1. False
 * when the index does not have it. */
bool sources_clause(struct sources *sources, const char *symbol, size_t clause,
		    struct source *source);

/* The similarity of two texts. */
double sources_compare(struct sources *sources, const char *a, const char *b);

/*
 * The resolution that a source stands in, with texts; it lives as long as the sources.
 * STATUS_DAMAGED as segment_resolution.
 */
int sources_resolution(struct sources *sources, const struct source *source,
		       const struct resolution **resolution, struct error *error);

/*
 * Whether two resolutions are of one series, that is, on the same matter in several sessions: 2
 * when their titles are the same, 1 when they are near repeats of each other, else 0.
 */
int sources_series(struct sources *sources, const struct source *a, const struct source *b);

/*
 * The title of the next resolution of the same series in an earlier session (or in a later one):
 * the nearest in time, with the same title before a near one. False: there is none.
 */
bool sources_neighbour(struct sources *sources, const struct source *source, bool earlier,
		       struct source *title);

/* Whether the index has any resolution of this regular session in the language: sessions that it
 * lacks cannot be told from those without a clause. Session 0 and those above SOURCES_LAST_SESSION:
 * false.
 */
enum { SOURCES_LAST_SESSION = 999 };
bool sources_hold_session(struct sources *sources, int session);

/* The session of a source's resolution: "78", "ES-11". Lives as long as the sources. */
const char *sources_session(struct sources *sources, const struct source *source);

#endif
