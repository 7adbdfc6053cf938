/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Hostile queries: random pieces of the query language, of the index's own words and of bytes that
 * belong to neither, for clauses and for whole resolutions, in every order. Each must be answered
 * (with the ten hits of a page) or refused; prints each that took longer than the limit and each
 * that was the slowest up to then, and at the end how many those were and the memory of the
 * process.
 *
 * Usage: hostile INDEX [QUERIES [SEED]]
 */
#include "base/error.h"
#include "searcher/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

/* What a query may take, in seconds of the processor. */
static const double limit = 0.2;
enum { SHOWN = 10 }; /* hits of a page */

static unsigned seed;

static unsigned draw(unsigned below)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 8) % below;
}

static void add_piece(struct buffer *query, const struct index *index)
{
	static const char *const pieces[] = {
		" ",
		" OR ",
		" NOT ",
		" NEAR/9 ",
		" ADJ ",
		"(",
		")",
		"\"",
		"-",
		"=",
		"*",
		"~",
		"session:",
		"part:title",
		"vote:recorded",
		"against:US",
		"cites:",
		"title:",
		"en:",
		"year:2020..",
		"a*",
		"de la ",
		"the of ",
		"\xFF",
		"\xC2\x9B",
		"“",
		"«",
		"....",
		"78/16",
		"1514 (XV)",
		"A/RES/",
		"和平",
		"،",
		"\xE2\x80\xAE",
	};
	enum { PIECES = sizeof pieces / sizeof *pieces };
	unsigned choice = draw(3 * PIECES);
	if (choice < PIECES) {
		buffer_add_text(query, pieces[choice]);
		return;
	}
	const struct index_language *language =
	    &index->languages[draw((unsigned)index->language_count)];
	const struct segment *segment = language->segments[0];
	/* Frequent words are the costly ones. */
	unsigned most = segment->counts.forms < 400 ? (unsigned)segment->counts.forms : 400;
	bool frequent = draw(2) == 0;
	uint32_t form = draw(frequent ? most : (unsigned)segment->counts.forms);
	buffer_add_text(query, segment_form(segment, form, NULL));
	if (draw(6) == 0)
		buffer_add_text(query, "qz"); /* a word that no index has */
	buffer_add_byte(query, ' ');
}

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Searches, and makes ready what a page shows. */
static int answer(struct index *index, const struct buffer *query,
		  const struct search_options *options, struct error *error)
{
	struct search search;
	int status = search_run(&search, index, query->bytes, query->length, options, error);
	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < search.hit_count && i < SHOWN && status == STATUS_OK; i++) {
		struct found found;
		status = search_found(&search, &search.hits[i], true, &found, error);
		if (status == STATUS_OK)
			found_release(&found);
	}
	search_release(&search);
	return status;
}

static struct search_options draw_options(void)
{
	return (struct search_options){ .unit = draw(4) == 0 ? UNIT_RESOLUTION : UNIT_CLAUSE,
					.sort = (enum search_sort)draw(SORT_SYMBOL + 1),
					.exact = draw(8) == 0 };
}

static void draw_query(struct buffer *query, const struct index *index)
{
	buffer_clear(query);
	for (unsigned pieces = 1 + draw(draw(10) == 0 ? 200 : 12); pieces > 0; pieces--)
		add_piece(query, index);
}

int main(int count, char **arguments)
{
	struct index *index;
	struct buffer query = BUFFER_INIT;
	struct error error = ERROR_INIT;
	if (count < 2) {
		fprintf(stderr, "usage: hostile INDEX [QUERIES [SEED]]\n");
		return 2;
	}
	unsigned queries = count > 2 ? (unsigned)atoi(arguments[2]) : 1000, slow = 0, refused = 0;
	seed = count > 3 ? (unsigned)atoi(arguments[3]) : 1;
	if (index_open(&index, arguments[1], NULL, 0, &error) != STATUS_OK) {
		fprintf(stderr, "%s\n", error.message);
		return 2;
	}
	double slowest = 0;
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (unsigned i = 0; i < queries; i++) {
		struct search_options options = draw_options();
		draw_query(&query, index);
		double start = now();
		int status = answer(index, &query, &options, &error);
		double took = now() - start;
		refused += status != STATUS_OK;
		slow += took > limit;
		if (took > slowest || took > limit)
			printf("%.3f s, %s, %zu bytes: %.200s\n", took,
			       options.unit == UNIT_CLAUSE ? "clauses" : "resolutions",
			       query.length, query.bytes);
		if (took > slowest)
			slowest = took;
	}
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	printf("%u queries, %u refused, %u over %.1f s, the slowest %.3f s, %ld MB\n", queries,
	       refused, slow, limit, slowest, usage.ru_maxrss / 1024);
	buffer_release(&query);
	index_free(index);
	return slow > 0;
}
