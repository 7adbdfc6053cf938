/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef XAPIAN_C_H
#define XAPIAN_C_H

/*
 * A C binding of libxapian (1.4): databases of weighted terms without positions, Boolean and ranked
 * matching. It knows nothing of resolutions or stemmers and could be used elsewhere: it needs
 * base/error, base/utf8 and libxapian, and a program that is linked by the C++ compiler.
 *
 * Rules for every function here:
 * - No C++ exception leaves it. What libxapian throws becomes a status and a message
 *   "libxapian: TYPE: text": one line of UTF-8 without control characters. No memory is
 *   STATUS_SYSTEM "out of memory"; a database whose bytes are not as they were written is
 *   STATUS_DAMAGED, as far as libxapian notices it (see xap_database_open).
 * - The result comes out first, the error is the last argument and may be NULL. On failure *out is
 *   NULL and all other arguments are as they were. Nothing is consumed: the caller still owns and
 *   frees everything it passed. No other pointer may be NULL unless it is said.
 * - x_free(NULL) is legal.
 * - Objects are not shared between threads; different objects may be used by different threads at
 *   once. A query and the queries that it was made of share their insides and count as one object.
 * - Terms are bytes, at most XAP_MAX_TERM of them counted as libxapian does (a NUL byte counts
 *   twice); longer or empty ones are refused with STATUS_LIMIT before libxapian sees them.
 * - A database is only ever opened as glass: a path that is a stub file, which could name another
 *   place or a program to run, is refused.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

#include "base/error.h"

enum {
	XAP_MAX_TERM = 245,
	XAP_MAX_DEPTH = 256, /* levels of a query; libxapian recurses over them */
	XAP_IDENTITY_BYTES = 16,
	XAP_FLUSH_DEFAULT = 10000 /* documents in memory; libxapian itself holds no more */
};

struct xap_term {
	const char *bytes;
	size_t length;
	/* Occurrences in the document (wdf), part of its length. 0 is legal, for filters: the term
	 * is found but weighs nothing. */
	uint32_t count;
};

/* ---- Writing ---- */

struct xap_writer;

/*
 * Makes a new, empty database in the directory `path`, which must not exist (STATUS_INPUT when it
 * does; the folder above it must exist) and does not exist after a failure. It has no term lists
 * (documents cannot be changed later) and it is not crash-safe while it is written: build it in a
 * place of its own, then publish it with xap_writer_finish.
 *
 * `flush_documents`: how many documents are gathered in memory before they are written; 0 is
 * XAP_FLUSH_DEFAULT, and more than that has no effect. (Where the environment sets
 * XAPIAN_FLUSH_THRESHOLD to a lower number, libxapian obeys that; the finished file is the same
 * whatever the number.)
 */
int xap_writer_new(struct xap_writer **out, const char *path, uint32_t flush_documents,
		   struct error *error);

/*
 * Adds a document of `count` terms in any order; a term that comes twice counts for the sum. `id`
 * may be NULL; *id gets the document's number (1, 2, 3 … in order of adding). STATUS_LIMIT when the
 * counts add up to more than 32 bits hold. After any failure the writer refuses all further calls
 * with the status of that failure, since libxapian may have dropped earlier documents.
 */
int xap_writer_add(struct xap_writer *writer, const struct xap_term *terms, size_t count,
		   uint32_t *id, struct error *error);

/*
 * Writes everything, compacted, into the single file `path` (new or replaced; the file is complete
 * and on the disk before it gets that name, through "PATH.new" beside it). The writer can only be
 * freed afterwards, also when this failed.
 *
 * `identity` becomes the database's UUID, which libxapian would draw at random: with the same
 * documents in the same order, the same identity and the same libxapian the file is the same, byte
 * for byte. A hash of what was put in is a good identity.
 */
int xap_writer_finish(struct xap_writer *writer, const char *path,
		      const unsigned char identity[XAP_IDENTITY_BYTES], struct error *error);

/* Frees the writer; its directory stays and is the caller's to remove. */
void xap_writer_free(struct xap_writer *writer);

/* ---- Reading ---- */

struct xap_database;

/*
 * Opens the single-file database that starts at byte `offset` of the open file `descriptor`, which
 * may hold other things before and after it. The descriptor must be readable and seekable; it is
 * duplicated, the caller keeps its own and may close it at once. Its file position is used during
 * the call and then put back: no other thread may use that position meanwhile, except by this same
 * function. Later reads do not depend on it.
 *
 * Short, empty or foreign bytes are STATUS_DAMAGED, a database of another format STATUS_VERSION.
 * libxapian keeps no checksums: bytes that changed behind the header may be found late, give wrong
 * results, never come back or end the process, so check a file by a hash before it is trusted, or
 * open it with xap_database_open_checked.
 */
int xap_database_open(struct xap_database **out, int descriptor, uint64_t offset,
		      struct error *error);

/* Whether the bytes at `offset` of the file are as they were written. */
typedef bool xap_sound(void *context, uint64_t offset, size_t length);

/*
 * The same, but `sound` is asked before libxapian gets any block of its tables; a block that is not
 * sound fails what is being done, as if the disk could not read it. It is called by the thread that
 * searches, also by two at a time. The first 256 bytes, the header, are not asked about: look at
 * them before. `context` must live until the database is freed; a database that it was joined to
 * must be freed before, or its reads are no longer asked about. How: the program has a pread of its
 * own, which libxapian calls; a libxapian that does not is refused with STATUS_INTERNAL.
 */
int xap_database_open_checked(struct xap_database **out, int descriptor, uint64_t offset,
			      xap_sound *sound, void *context, struct error *error);

/* Opens a database directory for reading. STATUS_ABSENT when there is none; STATUS_INPUT when the
 * path is not a directory. Nothing may write to it meanwhile. */
int xap_database_open_path(struct xap_database **out, const char *path, struct error *error);
void xap_database_free(struct xap_database *database);

/*
 * Several databases as one: frequencies are added up, and document d of part p (both counted from
 * 0) has the id d * count + p + 1. The parts stay the caller's and may be freed before or after;
 * they share their insides with the result, which counts as one object with them. A part that was
 * joined itself counts as all of its parts. No parts: an empty database. A part that is NULL is
 * STATUS_INPUT; ids that do not fit into 32 bits are STATUS_LIMIT.
 */
int xap_database_join(struct xap_database **out, struct xap_database *const *parts, size_t count,
		      struct error *error);

uint32_t xap_database_documents(const struct xap_database *database);

/*
 * libxapian's own check of the single-file database that starts at byte `offset` of the open file:
 * blocks, trees and their numbers. STATUS_DAMAGED with how many errors it found; it keeps no
 * checksums, so this does not find everything. On damage libxapian may also end the process, or go
 * on for ever: run it in a child. The descriptor and its position are used as by xap_database_open.
 */
int xap_database_check(int descriptor, uint64_t offset, struct error *error);

/* The version of libxapian at run time: "1.4.22". */
const char *xap_version(void);

/* In how many documents the term is; 0 when in none. */
int xap_database_frequency(struct xap_database *database, const char *term, size_t length,
			   uint32_t *documents, struct error *error);

/*
 * Calls visit for each term that starts with prefix (length 0: for every term), in byte order,
 * until it returns false. `term` is valid during the call and not NUL-terminated. A prefix longer
 * than a term can be is refused with STATUS_LIMIT. visit must not use this database.
 */
typedef bool xap_term_visitor(void *context, const char *term, size_t length, uint32_t documents);
int xap_database_terms(struct xap_database *database, const char *prefix, size_t length,
		       xap_term_visitor *visit, void *context, struct error *error);

/*
 * Calls visit for each document with the term, by rising id, until it returns false; never for a
 * term that is nowhere, which is no failure. `count` is the term's count there. visit must not use
 * this database.
 */
typedef bool xap_posting_visitor(void *context, uint32_t id, uint32_t count);
int xap_database_postings(struct xap_database *database, const char *term, size_t length,
			  xap_posting_visitor *visit, void *context, struct error *error);

/* ---- Queries: trees that are made from the leaves up; each is freed by who made it, at any time,
 *      in any order (a tree shares what it is made of). They belong to no database. ---- */

struct xap_query;
int xap_query_term(struct xap_query **out, const char *term, size_t length, struct error *error);
int xap_query_all(struct xap_query **out, struct error *error);  /* every document, weight 0 */
int xap_query_none(struct xap_query **out, struct error *error); /* no document */

enum xap_operator {
	XAP_AND,       /* all of the parts; weights add up */
	XAP_OR,        /* any of the parts; weights add up */
	XAP_SYNONYM,   /* any of the parts, weighed as one term */
	XAP_AND_NOT,   /* the first and none of the others */
	XAP_AND_MAYBE, /* the first; the others only add weight */
	XAP_FILTER,    /* the first and all others; only the first gives weight */
};

/*
 * No parts give a query that finds nothing, one part gives that part. A list of any length is one
 * level (but thousands of terms that are not in the database take libxapian time that grows with
 * their square: 1,000 of them 18 ms, 16,000 of them 4 s); a query of more than XAP_MAX_DEPTH levels
 * is refused with STATUS_LIMIT. A part may be used more than once. `parts` may be NULL when count
 * is 0; a part that is NULL is STATUS_INPUT.
 */
int xap_query_combine(struct xap_query **out, enum xap_operator operation,
		      struct xap_query *const *parts, size_t count, struct error *error);

/* The same documents with weights times factor (finite, >= 0, else STATUS_INPUT; 0 makes it purely
 * Boolean). Counts as a level. */
int xap_query_scale(struct xap_query **out, struct xap_query *query, double factor,
		    struct error *error);
void xap_query_free(struct xap_query *query);

/* ---- Matching ---- */

enum xap_scheme {
	XAP_BM25,
	XAP_BM25_PLUS,
	XAP_PL2,
	XAP_LM_DIRICHLET, /* language model, Dirichlet smoothing */
	XAP_BOOLEAN       /* all weights 0: hits by rising id; the quickest */
};

/*
 * Parameters that the scheme does not use are not looked at; one out of its range is STATUS_INPUT.
 * (PL2+ is not here: libxapian 1.4 gives no weight by it to a term with less than one occurrence a
 * document.) BM25 and BM25+ take documents shorter than half the average as half the average
 * (libxapian's min_normlen), do not weigh the length of the query (k2 = 0), and weigh a term that
 * is in the query several times with k3 = 1.
 */
struct xap_weighting {
	enum xap_scheme kind;
	double k1;    /* BM25, BM25+: 0 … 1e9 */
	double b;     /* BM25, BM25+: 0 … 1 */
	double delta; /* BM25+: 0 … 1e9 */
	double c;     /* PL2: above 0 */
	double mu;    /* LM: above 0; about the length of a document or some times that */
};

/*
 * Asked once for each candidate before it is counted, by rising id; false drops it. It must not use
 * the database. With a small limit not every match is asked about, except in a joined database,
 * where all of them are.
 */
typedef bool xap_decider(void *context, uint32_t id);

struct xap_hit {
	uint32_t id;
	double weight;
};

struct xap_matches {
	struct xap_hit *hits; /* in the order that xap_match tells; NULL when there are none; from
				 malloc */
	size_t count;
	uint32_t total; /* documents that match; an estimate unless exact */
	bool exact;
};

/*
 * Finds the best `limit` documents. `decide` may be NULL.
 *
 * The best come first, those of equal weight by rising id.
 *
 * Matching stops as soon as the best `limit` are certain, but not before `check_at_least` matches
 * were counted (or all of them). So `total` is exact when fewer documents match than the larger of
 * the two numbers, or when it follows from the frequencies of the terms; with either number at
 * least the number of documents it is always exact: (0, UINT32_MAX) counts without bringing hits,
 * (UINT32_MAX, 0) brings all matches.
 *
 * Where it stops early, libxapian 1.4.22 is not always right: with random ORs of 2 to 5 terms, up
 * to 2 queries in 100 had a hit left out or weighed too low among the best. Who needs the ranking
 * to be certain passes UINT32_MAX for check_at_least, which costs some milliseconds for common
 * terms.
 *
 * On success the caller gives the hits back with xap_matches_release; on failure *matches is all
 * zero (releasing that is legal too).
 */
int xap_match(struct xap_matches *matches, struct xap_database *database, struct xap_query *query,
	      const struct xap_weighting *weighting, uint32_t limit, uint32_t check_at_least,
	      xap_decider *decide, void *context, struct error *error);
static inline void xap_matches_release(struct xap_matches *matches)
{
	free(matches->hits);
	memset(matches, 0, sizeof *matches);
}

#ifdef __cplusplus
}
#endif
#endif
