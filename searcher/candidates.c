/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/candidates.h"

#include "base/buffer.h"
#include "base/error.h"
#include "searcher/lists.h"
#include "store/index.h"

#include <stdlib.h>
#include <string.h>

struct maker {
	struct arena *arena;
	const struct conditions *conditions;
};

/* ---- The tree. NULL stands for "every wording". ---- */

static struct wanted *new_wanted(struct maker *maker, enum wanted_kind kind, size_t capacity)
{
	struct wanted *wanted = arena_get(maker->arena, sizeof *wanted);
	*wanted = (struct wanted){ .kind = kind };
	if (capacity > 0)
		wanted->parts = arena_get(maker->arena, capacity * sizeof(struct wanted *));
	return wanted;
}

static void add_part(struct wanted *wanted, struct wanted *part)
{
	if (part != NULL)
		wanted->parts[wanted->part_count++] = part;
}

/* One part stands for itself; an AND of no parts is asked for by nobody. */
static struct wanted *simple(struct wanted *wanted)
{
	return wanted->part_count == 1 ? wanted->parts[0] : wanted;
}

static struct wanted *make_term(struct maker *maker, enum wanted_kind kind, const char *term)
{
	struct wanted *wanted = new_wanted(maker, kind, 0);
	wanted->term = term;
	return wanted;
}

/* The leaf's term, or any of its terms, which then weigh as one. */
static struct wanted *make_leaf(struct maker *maker, const struct leaf *leaf)
{
	struct wanted *wanted = new_wanted(maker, WANTED_ANY_OF, leaf->term_count);
	for (size_t i = 0; i < leaf->term_count; i++)
		add_part(wanted, make_term(maker, WANTED_TERM, leaf->terms[i]));
	return simple(wanted);
}

/* All terms of a sequence; two Chinese characters side by side as the term of their pair, where the
 * language has pairs. */
static struct wanted *make_sequence(struct maker *maker, const struct condition *condition)
{
	const struct leaf *leaves = maker->conditions->leaves;
	bool pairs = maker->conditions->language->language->pairs;
	struct wanted *wanted = new_wanted(maker, WANTED_AND, condition->leaf_count);
	struct buffer pair = BUFFER_INIT;
	for (size_t i = 0; i < condition->leaf_count; i++) {
		const struct leaf *leaf = &leaves[condition->leaves[i]];
		const struct leaf *next =
		    i + 1 < condition->leaf_count ? &leaves[condition->leaves[i + 1]] : NULL;
		bool seen = false;
		for (size_t j = 0; j < i; j++)
			seen = seen || condition->leaves[j] == condition->leaves[i];
		bool in_pair = pairs && i > 0 && leaf->kind == TOKEN_HAN &&
			       leaves[condition->leaves[i - 1]].kind == TOKEN_HAN;
		if (pairs && leaf->kind == TOKEN_HAN && next != NULL && next->kind == TOKEN_HAN) {
			buffer_clear(&pair);
			analyser_pair(leaf->form, strlen(leaf->form), next->form,
				      strlen(next->form), &pair);
			add_part(wanted,
				 make_term(maker, WANTED_PAIR,
					   arena_text(maker->arena, pair.bytes, pair.length)));
		} else if (!in_pair && !seen)
			add_part(wanted, make_leaf(maker, leaf));
	}
	buffer_release(&pair);
	return simple(wanted);
}

static struct wanted *make(struct maker *maker, const struct condition *condition);

static struct wanted *make_or(struct maker *maker, const struct condition *condition)
{
	struct wanted *wanted = new_wanted(maker, WANTED_OR, condition->part_count);
	for (size_t i = 0; i < condition->part_count; i++) {
		struct wanted *part = make(maker, condition->parts[i]);
		if (part == NULL)
			return NULL;
		add_part(wanted, part);
	}
	return simple(wanted);
}

/* Whether a part counts for CONDITION_MOST, and the index holds its words. */
static bool can_be_met(const struct conditions *conditions, const struct condition *part)
{
	if (condition_is_strict(part))
		return false;
	for (size_t i = 0; i < part->leaf_count; i++)
		if (!conditions->leaves[part->leaves[i]].known)
			return false;
	if (part->kind != CONDITION_OR)
		for (size_t i = 0; i < part->part_count; i++)
			if (!can_be_met(conditions, part->parts[i]))
				return false;
	return true;
}

/* Any of the words that are not among the most common ones of the query: no clause with most of the
 * rarity is without one of them. */
static struct wanted *make_most(struct maker *maker, const struct condition *condition)
{
	struct wanted *wanted = new_wanted(maker, WANTED_OR, condition->part_count);
	double rarest = 0;
	for (size_t i = 0; i < condition->part_count; i++) {
		const struct condition *part = condition->parts[i];
		double rarity = conditions_rarity(maker->conditions, part);
		if (can_be_met(maker->conditions, part) && rarity > rarest)
			rarest = rarity;
	}
	for (size_t i = 0; i < condition->part_count; i++) {
		const struct condition *part = condition->parts[i];
		if (can_be_met(maker->conditions, part) &&
		    conditions_rarity(maker->conditions, part) >= rarest / 4)
			add_part(wanted, make(maker, part));
	}
	return simple(wanted);
}

/* The parts that are asked for together, less those negated parts that terms can decide. */
static struct wanted *make_and(struct maker *maker, struct condition *const *parts, size_t count)
{
	struct wanted *wanted = new_wanted(maker, WANTED_AND, count);
	struct wanted *rest = new_wanted(maker, WANTED_AND_NOT, count + 1);
	rest->part_count = 1;
	for (size_t i = 0; i < count; i++) {
		if (parts[i]->kind != CONDITION_NOT)
			add_part(wanted, make(maker, parts[i]));
		else if (condition_is_plain(maker->conditions, parts[i]))
			add_part(rest, make(maker, parts[i]->parts[0]));
	}
	struct wanted *base = wanted->part_count > 0 ? simple(wanted) : NULL;
	if (rest->part_count == 1)
		return base;
	rest->parts[0] = base != NULL ? base : new_wanted(maker, WANTED_ALL, 0);
	return rest;
}

static struct wanted *make(struct maker *maker, const struct condition *condition)
{
	switch (condition->kind) {
	case CONDITION_LEAF:
		return make_leaf(maker, &maker->conditions->leaves[condition->leaves[0]]);
	case CONDITION_SEQUENCE:
		return make_sequence(maker, condition);
	case CONDITION_FIELD:
	case CONDITION_TITLE:
		return NULL;
	case CONDITION_NEAR:
	case CONDITION_AND:
		return make_and(maker, condition->parts, condition->part_count);
	case CONDITION_OR:
		return make_or(maker, condition);
	case CONDITION_MOST:
		return make_most(maker, condition);
	case CONDITION_NOT: {
		struct condition *self = (struct condition *)(uintptr_t)condition;
		return make_and(maker, &self, 1);
	}
	}
	return NULL;
}

static struct wanted *make_words(struct maker *maker)
{
	const struct conditions *conditions = maker->conditions;
	struct wanted *wanted = new_wanted(maker, WANTED_OR, conditions->leaf_count);
	for (size_t i = 0; i < conditions->leaf_count; i++)
		add_part(wanted, make_leaf(maker, &conditions->leaves[i]));
	return simple(wanted);
}

/* ---- By libxapian ---- */

static int make_query(const struct wanted *wanted, struct xap_query **out, struct error *error)
{
	static const enum xap_operator operators[] = { [WANTED_ANY_OF] = XAP_SYNONYM,
						       [WANTED_AND] = XAP_AND,
						       [WANTED_OR] = XAP_OR,
						       [WANTED_AND_NOT] = XAP_AND_NOT };
	*out = NULL;
	if (wanted->kind == WANTED_ALL)
		return xap_query_all(out, error);
	if (wanted->kind == WANTED_TERM || wanted->kind == WANTED_PAIR)
		return xap_query_term(out, wanted->term, strlen(wanted->term), error);
	struct xap_query **parts = memory_array(wanted->part_count, sizeof(struct xap_query *));
	int status = STATUS_OK;
	for (size_t i = 0; i < wanted->part_count && status == STATUS_OK; i++)
		status = make_query(wanted->parts[i], &parts[i], error);
	if (status == STATUS_OK)
		status = xap_query_combine(out, operators[wanted->kind], parts, wanted->part_count,
					   error);
	for (size_t i = 0; i < wanted->part_count; i++)
		xap_query_free(parts[i]);
	free(parts);
	return status;
}

int candidates_by_libxapian(struct xap_database *database, const struct wanted *wanted,
			    const struct xap_weighting *weighting, struct xap_matches *matches,
			    struct error *error)
{
	struct xap_query *query = NULL;
	int status = make_query(wanted, &query, error);
	if (status == STATUS_OK)
		status = xap_match(matches, database, query, weighting, UINT32_MAX, 0, NULL, NULL,
				   error);
	xap_query_free(query);
	return status;
}

int candidates_of_tree(const struct index_language *language, struct wanted *wanted,
		       const struct xap_weighting *weighting, struct xap_matches *matches,
		       struct error *error)
{
	struct xap_database *database = NULL;
	*matches = (struct xap_matches){ 0 };
	if (lists_find(language, wanted, weighting, matches))
		return STATUS_OK;
	int status = index_database(language, &database, error);
	if (status == STATUS_OK)
		status = candidates_by_libxapian(database, wanted, weighting, matches, error);
	xap_database_free(database);
	return status;
}

int candidates_find(const struct conditions *conditions, bool any_word,
		    const struct xap_weighting *weighting, struct xap_matches *matches,
		    struct error *error)
{
	struct arena arena = ARENA_INIT;
	struct maker maker = { &arena, conditions };
	struct wanted *wanted = any_word ? make_words(&maker) : make(&maker, conditions->root);
	if (wanted == NULL)
		wanted = new_wanted(&maker, WANTED_ALL, 0);
	int status = candidates_of_tree(conditions->language, wanted, weighting, matches, error);
	arena_release(&arena);
	return status;
}

/* The value that would have this place, from 0, if they fell; puts them in another order. Hoare's
 * selection. */
static double select_greatest(double *values, size_t count, size_t place)
{
	ptrdiff_t wanted = (ptrdiff_t)place, low = 0, high = (ptrdiff_t)count - 1;
	while (low < high) {
		double middle = values[wanted];
		ptrdiff_t left = low, right = high;
		while (left <= right) {
			while (values[left] > middle)
				left++;
			while (values[right] < middle)
				right--;
			if (left <= right) {
				double other = values[left];
				values[left++] = values[right];
				values[right--] = other;
			}
		}
		if (right < wanted)
			low = left;
		if (left > wanted)
			high = right;
	}
	return values[wanted];
}

double candidates_least(const struct xap_matches *candidates, size_t best)
{
	size_t count = candidates->count;
	if (best == 0 || best > count)
		return 0;
	double *weights = memory_array(count, sizeof *weights);
	for (size_t i = 0; i < count; i++)
		weights[i] = candidates->hits[i].weight;
	double least = select_greatest(weights, count, best - 1);
	free(weights);
	return least;
}
