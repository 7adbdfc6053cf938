/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_CITED_H
#define SEARCHER_CITED_H

#include "base/map.h"
#include "base/memory.h"
#include "store/index.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;

/*
 * `clausula cites`: which documents a resolution cites, and which clauses cite a document, over as
 * many steps as are wanted.
 *
 * A document in several languages is one document here, and its clauses are those of one language:
 * of those where it cites the document in question the one that is preferred most.
 */
enum {
	CITED_MAX_DEPTH = 20,
	CITED_MAX_DOCUMENTS = 20000, /* then the chains are cut, and `cut` is set */
};

struct cited_document {
	const char *symbol; /* normalised; in the graph's arena */
	bool held;          /* the index has it: */
	const struct index_language *language;
	struct segment *segment;
	uint32_t work;
	uint32_t date;  /* as in struct work_entry; 0: not known */
	unsigned depth; /* steps from the document that was asked for, which has 0 */
};

/* A clause of document `from` cites document `to`; both are numbers in `documents`. */
struct cited_link {
	size_t from, to;
	uint32_t clause; /* its number in the resolution, in the language of `from` */
};

struct cited_graph {
	struct arena arena;
	struct cited_document *documents; /* the first is the one that was asked for */
	size_t document_count, document_capacity;
	/* By step; in a step by the order of the documents, then by clause. No clause cites the
	 * same document twice. */
	struct cited_link *links;
	size_t link_count, link_capacity;
	struct names symbols; /* a document's symbol to its number */
	bool cut;             /* there are more than CITED_MAX_DOCUMENTS */
};

struct cited_options {
	bool by; /* who cites it, instead of what it cites */
	unsigned depth;
	const char *label;                /* only this clause of it (not with `by`); NULL: all */
	const struct language *preferred; /* then English, then the index's first */
	const char *in; /* the names of the languages that are open, for messages; NULL: all */
};

/*
 * Follows the citations of a document with this normalised symbol. Documents come in the order of
 * symbols (what it cites), or the latest first (who cites it). The graph is valid until the index
 * is closed; the caller calls cited_release, also after an error. STATUS_ABSENT: the index does not
 * hold the resolution, it has no such clause, or there is nothing: the message says what there is
 * instead.
 */
int cited_run(struct cited_graph *graph, struct index *index, const char *symbol,
	      const struct cited_options *options, struct error *error);
void cited_release(struct cited_graph *graph);

/* Symbols that are cited and are the same with letters, "A/RES/57/283 B" for "A/RES/57/283": names
 * of their own, rising, in the graph's arena. */
struct strings cited_parts(struct cited_graph *graph, const struct index *index,
			   const char *symbol);

/* The resolution of a document that is held, with its texts; the caller releases it. */
int cited_resolution(const struct cited_document *document, struct resolution *resolution,
		     struct error *error);

#endif
