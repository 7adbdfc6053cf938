/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/alike.h"

#include "base/error.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/memory.h"
#include "searcher/candidates.h"
#include "searcher/rank.h"
#include "stemmers/analyser.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A term of the text. */
struct text_term {
	uint32_t start;        /* in finder.terms; ends with a NUL */
	uint32_t frequency;    /* wordings that have it */
	enum wanted_kind kind; /* TERM or PAIR */
	bool searched;         /* candidates are those that have it */
	bool counts;           /* it is no stop word's, and forms have it */
	bool seen;             /* in the wording that is looked at */
};

struct finder {
	const struct index_language *language;
	struct analyser *analyser;
	struct xap_database *database; /* NULL: the language has no pairs */
	double wordings;               /* of all segments */
	struct tokens tokens;
	struct runs runs;
	struct buffer terms;
	struct text_term *term_at;
	size_t term_count, term_capacity;
	struct map by_hash;        /* of a term to its number */
	uint32_t **terms_of_forms; /* of each segment: which term a form has, + 1 */
	struct form_list forms;
};

/* ---- The text ---- */

static int count_wordings(const struct finder *finder, enum wanted_kind kind, const char *term,
			  uint32_t *wordings, struct error *error)
{
	*wordings = 0;
	if (kind == WANTED_PAIR)
		return xap_database_frequency(finder->database, term, strlen(term), wordings,
					      error);
	for (size_t i = 0; i < finder->language->segment_count; i++)
		*wordings += segment_term_wordings(finder->language->segments[i], term);
	return STATUS_OK;
}

/* The term that stands in finder->terms from `start` on. */
static int add_term(struct finder *finder, size_t start, enum wanted_kind kind, bool searched,
		    bool counts, struct error *error)
{
	const char *term = finder->terms.bytes + start;
	size_t length = finder->terms.length - start;
	uint32_t *known = map_at(&finder->by_hash, hash_bytes(term, length)), frequency;
	if (*known != UINT32_MAX) {
		finder->terms.length = start;
		return STATUS_OK;
	}
	*known = (uint32_t)finder->term_count;
	buffer_add_byte(&finder->terms, '\0');
	int status = count_wordings(finder, kind, finder->terms.bytes + start, &frequency, error);
	if (status != STATUS_OK)
		return status;
	finder->term_at = memory_grow(finder->term_at, &finder->term_capacity,
				      finder->term_count + 1, sizeof *finder->term_at);
	finder->term_at[finder->term_count++] =
	    (struct text_term){ (uint32_t)start, frequency, kind, searched, counts, false };
	return STATUS_OK;
}

/* The main term of each form. Chinese is searched by pairs of characters and compared by single
 * ones, since no form has a pair. */
static int read_terms(struct finder *finder, struct error *error)
{
	const struct tokens *tokens = &finder->tokens;
	int status = STATUS_OK;
	for (size_t i = 0; i < tokens->count && status == STATUS_OK; i++) {
		const struct token *token = &tokens->at[i];
		const char *form = tokens->forms + token->form;
		size_t start = finder->terms.length;
		bool han = token->kind == TOKEN_HAN && finder->language->language->pairs;
		bool stop = analyser_is_stop_word(finder->analyser, form, token->form_length);
		analyser_terms(finder->analyser, form, token->form_length, token->kind,
			       &finder->terms);
		finder->terms.length = start + strlen(finder->terms.bytes + start);
		status = add_term(finder, start, WANTED_TERM, !han, !stop, error);
		if (!han || i == 0 || tokens->at[i - 1].kind != TOKEN_HAN || status != STATUS_OK)
			continue;
		const struct token *before = &tokens->at[i - 1];
		start = finder->terms.length;
		analyser_pair(tokens->forms + before->form, before->form_length, form,
			      token->form_length, &finder->terms);
		status = add_term(finder, start, WANTED_PAIR, true, false, error);
	}
	return status;
}

/* Which forms of each segment have one of the text's terms. */
static void mark_forms(struct finder *finder)
{
	for (size_t s = 0; s < finder->language->segment_count; s++) {
		const struct segment *segment = finder->language->segments[s];
		uint32_t *terms = memory_array(segment->counts.forms, sizeof *terms);
		for (size_t t = 0; t < finder->term_count; t++) {
			struct form_list marked = { 0 };
			if (finder->term_at[t].counts)
				segment_term_forms(segment,
						   finder->terms.bytes + finder->term_at[t].start,
						   &marked);
			for (size_t i = 0; i < marked.count; i++)
				terms[marked.at[i]] = (uint32_t)t + 1;
			free(marked.at);
		}
		finder->terms_of_forms[s] = terms;
	}
}

/* ---- A wording beside it ---- */

static double rarity(const struct finder *finder, uint32_t frequency)
{
	double all = finder->wordings + 1;
	return log(all / ((double)(frequency < all ? frequency : all - 1) + 1));
}

static double compare_words(struct finder *finder, size_t number)
{
	const struct segment *segment = finder->language->segments[number];
	double shared = 0, all = 0;
	for (size_t i = 0; i < finder->term_count; i++) {
		finder->term_at[i].seen = false;
		if (finder->term_at[i].counts)
			all += rarity(finder, finder->term_at[i].frequency);
	}
	for (size_t i = 0; i < finder->forms.count; i++) {
		uint32_t form = finder->forms.at[i], term = finder->terms_of_forms[number][form];
		if (term != 0 && !finder->term_at[term - 1].seen) {
			finder->term_at[term - 1].seen = true;
			shared += rarity(finder, finder->term_at[term - 1].frequency);
		} else if (term == 0) {
			const char *bytes = segment_form(segment, form, NULL);
			if (!analyser_is_stop_word(finder->analyser, bytes, strlen(bytes)))
				all += rarity(finder, segment_form_count(segment, form));
		}
	}
	return all > 0 ? shared / all : 0;
}

static void compare(struct finder *finder, struct alike *alike, struct nearest_finder *nearest)
{
	const struct segment *segment = finder->language->segments[alike->segment];
	segment_wording_forms(segment, alike->wording, &finder->forms);
	alike->runs = nearest_compare(nearest, &finder->runs, alike->segment, alike->wording);
	alike->words = alike->runs >= 1 ? 1 : compare_words(finder, alike->segment);
	alike->hash = segment_hash(segment, alike->wording);
}

/* ---- Candidates ---- */

static int by_rarity(const void *a, const void *b)
{
	const struct text_term *x = a, *y = b;
	if (x->frequency != y->frequency)
		return x->frequency < y->frequency ? -1 : 1;
	return x->start < y->start ? -1 : x->start > y->start;
}

/* The OR of the rarest terms that any wording has; of none it finds nothing. */
static struct wanted *make_tree(struct finder *finder, struct arena *arena)
{
	struct wanted *tree = arena_get(arena, sizeof *tree);
	uint64_t postings = 0;
	*tree = (struct wanted){ .kind = WANTED_OR };
	tree->parts = arena_get(arena, ALIKE_MOST_TERMS * sizeof(struct wanted *));
	memory_sort(finder->term_at, finder->term_count, sizeof *finder->term_at, by_rarity);
	for (size_t i = 0; i < finder->term_count && tree->part_count < ALIKE_MOST_TERMS; i++) {
		const struct text_term *term = &finder->term_at[i];
		if (term->frequency == 0 || !term->searched)
			continue;
		if (tree->part_count >= ALIKE_LEAST_TERMS && postings > ALIKE_POSTINGS)
			break;
		struct wanted *part = arena_get(arena, sizeof *part);
		*part = (struct wanted){ .kind = term->kind,
					 .term = finder->terms.bytes + term->start };
		tree->parts[tree->part_count++] = part;
		postings += term->frequency;
	}
	return tree;
}

static void add(struct alike_list *list, size_t segment, uint32_t wording)
{
	list->at = memory_grow(list->at, &list->capacity, list->count + 1, sizeof *list->at);
	list->at[list->count++] = (struct alike){ .segment = segment, .wording = wording };
}

static int add_candidates(struct finder *finder, struct alike_list *list, struct error *error)
{
	const struct index_language *language = finder->language;
	struct arena arena = ARENA_INIT;
	struct xap_matches matches;
	int status = candidates_of_tree(language, make_tree(finder, &arena),
					&rank_default.weighting, &matches, error);
	for (size_t i = 0; i < matches.count && list->count < ALIKE_CANDIDATES; i++) {
		struct candidate_place place = candidates_place(language, &matches.hits[i]);
		if (segment_is_visible(language->segments[place.segment], place.wording))
			add(list, place.segment, place.wording);
	}
	xap_matches_release(&matches);
	arena_release(&arena);
	return status;
}

static double worth(const struct alike *alike)
{
	if (alike->runs >= RUNS_NEAR)
		return 1 + alike->runs;
	double more = alike->runs > alike->words ? alike->runs : alike->words;
	return (10 * more + alike->runs + alike->words) / 12;
}

static int by_worth(const void *a, const void *b)
{
	const struct alike *x = a, *y = b;
	if (worth(x) != worth(y))
		return worth(x) > worth(y) ? -1 : 1;
	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->segment > y->segment ? -1 : x->segment < y->segment;
}

/* Compares all candidates, sorts them, and leaves each wording once. */
static void choose(struct finder *finder, struct nearest_finder *nearest, struct alike_list *list)
{
	size_t left = 0;
	mark_forms(finder);
	for (size_t i = 0; i < list->count; i++)
		compare(finder, &list->at[i], nearest);
	memory_sort(list->at, list->count, sizeof *list->at, by_worth);
	for (size_t i = 0; i < list->count; i++)
		if (left == 0 || list->at[left - 1].hash != list->at[i].hash)
			list->at[left++] = list->at[i];
	while (left > 1 && list->at[left - 1].runs < ALIKE_LEAST &&
	       list->at[left - 1].words < ALIKE_LEAST)
		left--;
	if (left == 1 && list->at[0].runs <= 0 && list->at[0].words <= 0)
		left = 0;
	list->count = left;
}

static void release(struct finder *finder)
{
	for (size_t i = 0; i < finder->language->segment_count; i++)
		free(finder->terms_of_forms[i]);
	free(finder->terms_of_forms);
	xap_database_free(finder->database);
	analyser_free(finder->analyser);
	tokens_release(&finder->tokens);
	runs_release(&finder->runs);
	buffer_release(&finder->terms);
	free(finder->term_at);
	map_release(&finder->by_hash);
	free(finder->forms.at);
}

int alike_find(struct alike_list *list, const struct index_language *language, const char *text,
	       size_t length, struct error *error)
{
	struct finder finder = { .language = language };
	struct nearest nearest = { 0 };
	struct nearest_finder *near =
	    nearest_finder_new(language->segments, language->segment_count);
	*list = (struct alike_list){ 0 };
	finder.terms_of_forms = memory_array(language->segment_count, sizeof(uint32_t *));
	int status = analyser_new(&finder.analyser, language->language, error);
	if (status == STATUS_OK && language->language->pairs)
		status = index_database(language, &finder.database, error);
	finder.wordings = index_wordings(language);
	if (status == STATUS_OK) {
		runs_of_text(&finder.runs, &finder.tokens, text, length);
		status = read_terms(&finder, error);
	}
	if (status == STATUS_OK)
		status = add_candidates(&finder, list, error);
	if (status == STATUS_OK) {
		nearest_find(near, &finder.runs, 0, NULL, NULL, &nearest);
		for (size_t i = 0; i < nearest.count; i++)
			add(list, nearest.at[i].segment, nearest.at[i].wording);
		choose(&finder, near, list);
	} else
		alike_release(list);
	/* libxapian says only that it cannot read what is damaged. */
	for (size_t i = 0; i < language->segment_count && status != STATUS_OK; i++)
		if (segment_check(language->segments[i], error) != STATUS_OK)
			status = STATUS_DAMAGED;
	nearest_release(&nearest);
	nearest_finder_free(near);
	release(&finder);
	return status;
}

static size_t count_known(const struct index_language *language, const char *text, size_t length)
{
	struct tokens tokens = TOKENS_INIT;
	size_t known = 0;
	analyser_tokens(text, length, &tokens);
	for (size_t i = 0; i < tokens.count; i++) {
		bool found = false;
		for (size_t s = 0; s < language->segment_count && !found; s++)
			found = segment_find_form(language->segments[s],
						  tokens.forms + tokens.at[i].form) != UINT32_MAX;
		known += found;
	}
	tokens_release(&tokens);
	return known;
}

const struct index_language *alike_language(const struct index *index, const char *text,
					    size_t length)
{
	const struct index_language *best = NULL;
	size_t most = 0;
	for (size_t i = 0; i < index->language_count; i++) {
		size_t known = count_known(&index->languages[i], text, length);
		if (known > most) {
			most = known;
			best = &index->languages[i];
		}
	}
	return best;
}

void alike_release(struct alike_list *list)
{
	free(list->at);
	*list = (struct alike_list){ 0 };
}
