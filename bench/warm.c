/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Warm latency: opens an index once and asks queries of it, one a line of standard input: kind,
 * what is wanted, query, with tabs between. What is wanted: "hits" (the first ten with their texts
 * and highlights), "kwic" (the first fifty), "facets" (counts by session). Each is asked once
 * unmeasured, then once more; prints: kind, microseconds, clauses found, query.
 *
 * Usage: warm INDEX [LANG] < QUERIES
 */
#include "base/error.h"
#include "searcher/facets.h"
#include "searcher/search.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct question {
	char *kind, *wanted, *query;
};

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static size_t shown(const struct question *question)
{
	return strcmp(question->wanted, "kwic") == 0 ? 50 : 10;
}

static void show(struct search *search, size_t most)
{
	for (size_t i = 0; i < search->hit_count && i < most; i++) {
		struct found found;
		if (search_found(search, &search->hits[i], false, &found, NULL) == STATUS_OK)
			found_release(&found);
	}
}

static uint64_t answer(struct index *index, const struct question *question)
{
	struct search search;
	struct error error = ERROR_INIT;
	bool counted = strcmp(question->wanted, "facets") == 0;
	const struct search_options options = { .first = shown(question), .places_only = counted };
	if (search_run(&search, index, question->query, strlen(question->query), &options,
		       &error) != STATUS_OK) {
		fprintf(stderr, "warm: %s: %s\n", question->query, error.message);
		exit(2);
	}
	uint64_t clauses = search.clause_count;
	if (counted) {
		struct facets facets;
		facets_of_search(&facets, &search, FIELD_SESSION);
		facets_release(&facets);
	} else
		show(&search, shown(question));
	search_release(&search);
	return clauses;
}

static bool read_question(char **line, size_t *capacity, struct question *question)
{
	ssize_t length = getline(line, capacity, stdin);
	if (length <= 0)
		return false;
	(*line)[strcspn(*line, "\n")] = '\0';
	char *at = *line;
	question->kind = strsep(&at, "\t");
	question->wanted = strsep(&at, "\t");
	question->query = at;
	return at != NULL;
}

int main(int count, char **arguments)
{
	struct index *index;
	struct error error = ERROR_INIT;
	if (count < 2) {
		fprintf(stderr, "usage: warm INDEX [LANG] < QUERIES\n");
		return 2;
	}
	const struct language *language =
	    count > 2 ? language_find(arguments[2], strlen(arguments[2])) : NULL;
	if (index_open(&index, arguments[1], &language, language != NULL, &error) != STATUS_OK) {
		fprintf(stderr, "warm: %s\n", error.message);
		return 2;
	}
	char *line = NULL;
	size_t capacity = 0;
	for (struct question question; read_question(&line, &capacity, &question);) {
		answer(index, &question);
		double start = now();
		uint64_t clauses = answer(index, &question);
		printf("%s\t%.0f\t%llu\t%s\n", question.kind, now() - start,
		       (unsigned long long)clauses, question.query);
	}
	free(line);
	index_free(index);
	return 0;
}
