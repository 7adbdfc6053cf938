/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/search.h"

#include "base/date.h"
#include "base/error.h"
#include "base/map.h"
#include "corpus/symbol.h"
#include "searcher/candidates.h"
#include "searcher/near.h"
#include "searcher/order.h"
#include "searcher/other.h"
#include "searcher/resolutions.h"
#include "store/resolution_cache.h"

#include <stdlib.h>
#include <string.h>

static struct segment *segment_of(const struct search *search, const struct hit *hit)
{
	return search->index->languages[hit->language].segments[hit->segment];
}

/* ---- Candidates ---- */

int search_candidates(const struct search *search, size_t language, bool any_word,
		      struct xap_matches *candidates, struct error *error)
{
	static const struct xap_weighting unweighted = { .kind = XAP_BOOLEAN };
	return candidates_find(&search->conditions[language], any_word,
			       search->options.places_only ? &unweighted
							   : &search->options.ranking->weighting,
			       candidates, error);
}

/* ---- Hits ---- */

struct counting {
	struct search *search;
	struct hit *hit;
	const struct segment *segment;
};

void search_add_place(struct search *search, struct hit *hit, const struct occurrence *occurrence)
{
	search->places = memory_grow(search->places, &search->place_capacity,
				     search->place_count + 1, sizeof *search->places);
	search->places[search->place_count] =
	    (struct place){ occurrence->work, occurrence->clause, hit->first_place,
			    (uint16_t)hit->segment, (uint8_t)occurrence->part };
	hit->first_place = (uint32_t)search->place_count++;
}

static void count_occurrence(void *context, const struct occurrence *occurrence)
{
	struct counting *counting = context;
	struct hit *hit = counting->hit;
	uint32_t date = segment_date(counting->segment, occurrence->work);
	search_add_place(counting->search, hit, occurrence);
	hit->count++;
	if (date != 0 && (hit->first_date == 0 || date < hit->first_date))
		hit->first_date = date;
	/* The latest one is shown; of several on one day the first in the order of symbols. */
	if (hit->count == 1 || date > hit->last_date) {
		hit->work = occurrence->work;
		hit->clause = occurrence->clause;
		hit->last_date = date;
	}
}

/* The same wording found in another segment, or one that is nearly the same: the hit that is merged
 * into stays what is shown, unless the other is the same and newer. */
void search_merge_hit(struct search *search, struct hit *into, const struct hit *hit)
{
	uint32_t last = hit->first_place;
	while (search->places[last].next != NO_PLACE)
		last = search->places[last].next;
	search->places[last].next = into->first_place;
	into->first_place = hit->first_place;
	into->count += hit->count;
	if (hit->first_date != 0 && (into->first_date == 0 || hit->first_date < into->first_date))
		into->first_date = hit->first_date;
	bool same = hit->hash == into->hash, newer = hit->last_date > into->last_date;
	if (same && hit->last_date == into->last_date)
		newer = symbol_compare(segment_symbol(segment_of(search, hit), hit->work),
				       segment_symbol(segment_of(search, into), into->work)) < 0;
	if (newer)
		into->last_date = hit->last_date;
	if (newer && same) {
		into->segment = hit->segment;
		into->wording = hit->wording;
		into->work = hit->work;
		into->clause = hit->clause;
	}
	if (hit->score > into->score)
		into->score = hit->score;
}

/* Makes a candidate a hit. False when no occurrence of it meets the conditions. */
static bool make_hit(struct search *search, size_t language, struct match *matches,
		     const struct xap_hit *candidate, struct hit *hit)
{
	const struct index_language *row = &search->index->languages[language];
	struct candidate_place place = candidates_place(row, candidate);
	*hit = (struct hit){ .language = (uint32_t)language,
			     .segment = place.segment,
			     .wording = place.wording,
			     .first_place = NO_PLACE,
			     .score = candidate->weight,
			     .weight = candidate->weight };
	struct match *match = &matches[hit->segment];
	struct counting counting = { search, hit, match->segment };
	match_occurrences(match, hit->wording, count_occurrence, &counting);
	if (row->segment_count > 1)
		hit->hash = segment_hash(match->segment, hit->wording);
	return hit->count > 0;
}

int search_check_time(const struct search *search, struct error *error)
{
	if (clock() < search->deadline)
		return STATUS_OK;
	unsigned allowed = search->options.max_milliseconds;
	return error_set(
	    error, STATUS_LIMIT,
	    "the search took longer than %g s, the limit; write rarer words, or add a field",
	    allowed != 0 ? allowed / 1000.0 : SEARCH_MAX_SECONDS);
}

/* The wordings of candidates that come soon are brought nearer. */
static void prefetch(const struct index_language *row, const struct xap_matches *candidates,
		     size_t number)
{
	enum { NEXT = 4, SOON = 8 };
	if (number + SOON >= candidates->count)
		return;
	const struct xap_hit *hits = candidates->hits + number;
	struct candidate_place soon = candidates_place(row, &hits[SOON]),
			       next = candidates_place(row, &hits[NEXT]);
	segment_prefetch_place(row->segments[soon.segment], soon.wording);
	segment_prefetch_stream(row->segments[next.segment], next.wording);
}

/* `best`: the highest weight of a candidate, the unit of what the words' places are worth. */
static int take_candidates(struct search *search, size_t language,
			   const struct xap_matches *candidates, double best, struct error *error)
{
	int status = STATUS_OK;
	if (candidates->count == 0)
		return STATUS_OK;
	const struct index_language *row = &search->index->languages[language];
	struct map by_hash = { 0 };
	/* Of a wording in several segments all are one hit, which has the best of their scores. */
	struct best_scores scores = { .first =
					  row->segment_count == 1 ? search->options.first : 0 };
	double most = best * rank_most(search->options.ranking, &search->conditions[language]);
	double least = candidates_least(candidates, RANK_MAX_HITS);
	struct match *matches = search_matches(search, language);
	search->hits = memory_grow(search->hits, &search->hit_capacity,
				   search->hit_count + candidates->count, sizeof *search->hits);
	for (size_t i = 0; i < candidates->count && status == STATUS_OK; i++) {
		struct hit hit;
		if (i % SEARCH_LOOK_AT_CLOCK == 0)
			status = search_check_time(search, error);
		prefetch(row, candidates, i);
		if (!make_hit(search, language, matches, &candidates->hits[i], &hit))
			continue;
		/* The best candidates come first, so that few of the others exceed their scores. */
		if (hit.weight >= least && best > 0 &&
		    !best_scores_exceed(&scores, hit.weight + most))
			hit.score += best * rank_places(search->options.ranking,
							&matches[hit.segment], hit.wording);
		best_scores_add(&scores, hit.score);
		uint32_t *known = row->segment_count > 1 ? map_at(&by_hash, hit.hash) : NULL;
		if (known != NULL && *known != UINT32_MAX) {
			search_merge_hit(search, &search->hits[*known], &hit);
			continue;
		}
		if (known != NULL)
			*known = (uint32_t)search->hit_count;
		search->hits[search->hit_count++] = hit;
	}
	best_scores_release(&scores);
	map_release(&by_hash);
	return status;
}

/* Makes the conditions of all languages. */
static int make_conditions(struct search *search, bool correct, struct error *error)
{
	int status = STATUS_OK;
	for (size_t i = 0; i < search->index->language_count && status == STATUS_OK; i++) {
		conditions_release(&search->conditions[i]);
		status = search_check_time(search, error);
		if (status == STATUS_OK)
			status = conditions_make(&search->conditions[i], &search->query,
						 &search->index->languages[i], correct, error);
		search->corrected = search->corrected || search->conditions[i].reading_count > 0;
	}
	return status;
}

/* Whether a language has the word that another one does not have. */
static bool is_held(const struct search *search, const char *form)
{
	for (size_t i = 0; i < search->index->language_count; i++) {
		const struct conditions *conditions = &search->conditions[i];
		for (size_t leaf = 0; leaf < conditions->leaf_count; leaf++)
			if (conditions->leaves[leaf].known &&
			    strcmp(conditions->leaves[leaf].form, form) == 0)
				return true;
	}
	return false;
}

/* Whether the query is answered as it is: a language has all its words; or some language meets it,
 * as far as its words go, and each word is in some language (water OR agua). */
static bool needs_no_correction(const struct search *search)
{
	bool can_be_met = false;
	for (size_t i = 0; i < search->index->language_count; i++)
		if (search->conditions[i].all_known)
			return true;
	for (size_t i = 0; i < search->index->language_count; i++) {
		const struct conditions *conditions = &search->conditions[i];
		can_be_met = can_be_met || conditions_can_be_met(conditions);
		for (size_t w = 0; w < conditions->wanted_count; w++) {
			const struct leaf *leaf = &conditions->leaves[conditions->wanted[w]];
			if (!leaf->known && !is_held(search, leaf->form))
				return false;
		}
	}
	return can_be_met;
}

struct match *search_matches(struct search *search, size_t language)
{
	struct match **matches = &search->matches[language];
	const struct index_language *row = &search->index->languages[language];
	if (*matches != NULL)
		return *matches;
	*matches = memory_array(row->segment_count, sizeof **matches);
	for (size_t i = 0; i < row->segment_count; i++)
		match_init(&(*matches)[i], &search->conditions[language], row->segments[i]);
	return *matches;
}

static double best_weight(const struct xap_matches *candidates)
{
	return candidates->count > 0 ? candidates->hits[0].weight : 0;
}

static int search_language(struct search *search, size_t language, struct error *error)
{
	struct xap_matches candidates = { 0 };
	if (!conditions_can_be_met(&search->conditions[language]))
		return STATUS_OK;
	int status = search_candidates(search, language, false, &candidates, error);
	if (status == STATUS_OK)
		status =
		    take_candidates(search, language, &candidates, best_weight(&candidates), error);
	xap_matches_release(&candidates);
	return status;
}

/* ---- When nothing has all the words ---- */

/* The candidates of one language, and the rarity of what each of them has. */
struct relaxed {
	struct xap_matches candidates;
	double *rarities;
	double all, most; /* the rarity of all words, and the most that a candidate has */
};

static int weigh_candidates(struct search *search, size_t language, struct relaxed *relaxed,
			    struct error *error)
{
	const struct conditions *conditions = &search->conditions[language];
	struct xap_matches *candidates = &relaxed->candidates;
	int status = search_candidates(search, language, false, candidates, error);
	for (size_t i = 0; i < conditions->wanted_count; i++)
		relaxed->all += conditions->leaves[conditions->wanted[i]].rarity;
	if (candidates->count == 0)
		return status;
	struct match *matches = search_matches(search, language);
	relaxed->rarities = memory_array(candidates->count, sizeof *relaxed->rarities);
	for (size_t i = 0; i < candidates->count && status == STATUS_OK; i++) {
		struct candidate_place place =
		    candidates_place(&search->index->languages[language], &candidates->hits[i]);
		if (i % SEARCH_LOOK_AT_CLOCK == 0)
			status = search_check_time(search, error);
		relaxed->rarities[i] = match_most(&matches[place.segment], place.wording);
		if (relaxed->rarities[i] > relaxed->most)
			relaxed->most = relaxed->rarities[i];
	}
	return status;
}

/* Makes those candidates hits that have at least so much. */
static int take_relaxed(struct search *search, size_t language, struct relaxed *relaxed,
			double least, struct error *error)
{
	struct xap_matches *candidates = &relaxed->candidates;
	double best = best_weight(candidates);
	size_t left = 0;
	for (size_t i = 0; i < candidates->count; i++)
		if (relaxed->rarities[i] > 0 && relaxed->rarities[i] >= least)
			candidates->hits[left++] = candidates->hits[i];
	candidates->count = left;
	search->conditions[language].least = least;
	return take_candidates(search, language, candidates, best, error);
}

static int search_most(struct search *search, struct error *error)
{
	/* What the hits must have of the best hit's rarity. */
	static const double enough = 0.8;
	struct relaxed relaxed[LANGUAGE_COUNT] = { 0 };
	size_t count = search->index->language_count;
	double best = 0; /* the largest share of its words' rarity that a clause has */
	int status = STATUS_OK;
	for (size_t i = 0; i < count && status == STATUS_OK; i++) {
		if (!conditions_relax(&search->conditions[i]))
			continue;
		status = weigh_candidates(search, i, &relaxed[i], error);
		if (relaxed[i].most > best * relaxed[i].all)
			best = relaxed[i].most / relaxed[i].all;
	}
	for (size_t i = 0; i < count && status == STATUS_OK; i++)
		if (relaxed[i].candidates.count > 0)
			status = take_relaxed(search, i, &relaxed[i],
					      enough * best * relaxed[i].all, error);
	for (size_t i = 0; i < count; i++) {
		xap_matches_release(&relaxed[i].candidates);
		free(relaxed[i].rarities);
	}
	search->relaxed = search->hit_count > 0;
	return status;
}

/* The clauses and the dates of all hits. */
static void add_up(struct search *search)
{
	for (size_t i = 0; i < search->hit_count; i++) {
		const struct hit *hit = &search->hits[i];
		search->clause_count += hit->count;
		if (hit->first_date != 0 &&
		    (search->first_date == 0 || hit->first_date < search->first_date))
			search->first_date = hit->first_date;
		if (hit->last_date > search->last_date)
			search->last_date = hit->last_date;
	}
}

int search_run(struct search *search, struct index *index, const char *text, size_t length,
	       const struct search_options *options, struct error *error)
{
	struct query query;
	int status = query_parse(&query, text, length, error);
	return status == STATUS_OK ? search_run_query(search, index, &query, options, error)
				   : status;
}

int search_run_query(struct search *search, struct index *index, const struct query *query,
		     const struct search_options *options, struct error *error)
{
	*search = (struct search){ .index = index, .query = *query };
	if (options != NULL)
		search->options = *options;
	if (search->options.ranking == NULL)
		search->options.ranking = &rank_default;
	unsigned allowed = search->options.max_milliseconds;
	search->deadline = clock() + (allowed != 0 ? (clock_t)allowed * CLOCKS_PER_SEC / 1000
						   : (clock_t)SEARCH_MAX_SECONDS * CLOCKS_PER_SEC);
	bool exact = search->options.exact;
	search->conditions = memory_array(index->language_count, sizeof *search->conditions);
	search->matches = memory_array(index->language_count, sizeof *search->matches);
	int status = make_conditions(search, false, error);
	if (status == STATUS_OK && !exact && !needs_no_correction(search))
		status = make_conditions(search, true, error);
	if (status == STATUS_OK)
		status = other_fill(search, error);
	bool together = search->options.unit == UNIT_RESOLUTION;
	for (size_t i = 0; i < index->language_count && status == STATUS_OK; i++)
		status = together ? resolutions_search(search, i, error)
				  : search_language(search, i, error);
	if (status == STATUS_OK && search->hit_count == 0 && !exact && !together)
		status = search_most(search, error);
	/* Where something is damaged, hits may be missing; and that is why libxapian could not
	 * read. */
	int damage = index_check(index, error);
	if (damage != STATUS_OK)
		status = damage;
	if (status != STATUS_OK) {
		search_release(search);
		return status;
	}
	add_up(search);
	if (!search->options.places_only)
		order_hits(search);
	return STATUS_OK;
}

void search_release(struct search *search)
{
	for (size_t i = 0; search->matches != NULL && i < search->index->language_count; i++) {
		const struct index_language *row = &search->index->languages[i];
		for (size_t j = 0; search->matches[i] != NULL && j < row->segment_count; j++)
			match_release(&search->matches[i][j]);
		free(search->matches[i]);
		conditions_release(&search->conditions[i]);
	}
	free(search->matches);
	free(search->conditions);
	free(search->hits);
	free(search->places);
	tokens_release(&search->tokens);
	query_release(&search->query);
	*search = (struct search){ 0 };
}

/* ---- A hit as it is shown ---- */

struct marking {
	struct match *match;
	bool *starts, *inside; /* for each place: a highlight starts here; goes on here */
};

static void mark(struct marking *marking, const struct condition *condition);

/* The words of a NEAR are marked where they stand near each other, not elsewhere. */
static void mark_near(struct marking *marking, const struct condition *condition)
{
	size_t count = marking->match->form_count;
	struct near_spans spans = { 0 };
	struct marking all = { marking->match, memory_array(count + 1, sizeof(bool)),
			       memory_array(count + 1, sizeof(bool)) };
	near_spans(marking->match, condition, &spans);
	for (size_t i = 0; i < condition->part_count; i++)
		mark(&all, condition->parts[i]);
	for (size_t i = 0; i < spans.count; i++)
		for (size_t place = spans.at[i].start; place < spans.at[i].end; place++) {
			marking->starts[place] = marking->starts[place] || all.starts[place];
			marking->inside[place] = marking->inside[place] || all.inside[place];
		}
	near_spans_release(&spans);
	free(all.starts);
	free(all.inside);
}

static void mark(struct marking *marking, const struct condition *condition)
{
	struct match *match = marking->match;
	switch (condition->kind) {
	case CONDITION_LEAF:
	case CONDITION_SEQUENCE:
		for (size_t at = 0; (at = match_sequence(match, condition->leaves,
							 condition->leaf_count, at)) != SIZE_MAX;
		     at++) {
			size_t place = match->places[at].place;
			marking->starts[place] = true;
			for (size_t i = 1; i < condition->leaf_count; i++)
				marking->inside[place + i] = true;
		}
		return;
	case CONDITION_NEAR:
		mark_near(marking, condition);
		return;
	case CONDITION_AND:
	case CONDITION_OR:
	case CONDITION_MOST:
		for (size_t i = 0; i < condition->part_count; i++)
			mark(marking, condition->parts[i]);
		return;
	case CONDITION_FIELD:
	case CONDITION_TITLE:
	case CONDITION_NOT:
		return;
	}
}

static void find_highlights(struct match *match, uint32_t wording, const char *text,
			    struct tokens *tokens, struct found *found)
{
	match_turn_to(match, wording);
	match_read(match);
	struct marking marking = { match, memory_array(match->form_count + 1, sizeof(bool)),
				   memory_array(match->form_count + 1, sizeof(bool)) };
	mark(&marking, match->conditions->root);
	size_t count = match->form_count;
	while (count > 0 && !marking.starts[count - 1] && !marking.inside[count - 1])
		count--;
	/* The places of the forms are those of the tokens: one analysis made both. */
	analyser_first_tokens(text, strlen(text), count, tokens);
	count = count < tokens->count ? count : tokens->count;
	for (size_t place = 0; place < count; place++) {
		const struct token *token = &tokens->at[place];
		bool inside = marking.inside[place] && found->highlight_count > 0;
		if (!inside && !marking.starts[place])
			continue;
		if (!inside) {
			found->highlights =
			    memory_grow(found->highlights, &found->highlight_capacity,
					found->highlight_count + 1, sizeof *found->highlights);
			found->highlights[found->highlight_count++].start = token->start;
		}
		found->highlights[found->highlight_count - 1].end = token->end;
	}
	free(marking.starts);
	free(marking.inside);
}

/* The resolution and the clause, whose text is only what stands behind its wording. */
static int find_whole(struct segment *segment, const struct hit *hit, struct found *found,
		      struct error *error)
{
	int status = segment_shared_resolution(segment, hit->work, &found->resolution, error);
	if (status != STATUS_OK)
		return status;
	if (hit->clause >= found->resolution->clause_count)
		return error_set(error, STATUS_DAMAGED, "%s: damaged: a clause is missing",
				 segment->name);
	found->clause = found->resolution->clauses[hit->clause];
	return STATUS_OK;
}

/* The same with what HEADS has. */
static int find_head(struct segment *segment, const struct hit *hit, struct found *found,
		     struct error *error)
{
	struct head head = { 0 };
	if (segment_head(segment, hit->work, hit->clause, &head)) {
		struct resolution *resolution = memory_get(sizeof *resolution);
		char date[DATE_ISO_SIZE];
		resolution_init(resolution);
		date_iso(segment_date(segment, hit->work), date);
		resolution->symbol = segment_symbol(segment, hit->work);
		resolution->language = segment->language;
		resolution->date = arena_text(&resolution->arena, date, strlen(date));
		resolution->vote = head.vote;
		found->resolution = found->head = resolution;
		found->clause = (struct clause){
			.part = head.part,
			.label =
			    arena_text(&resolution->arena, head.label.bytes, head.label.length),
			.number = "",
			.verb = "",
			.heading = "",
			.text =
			    arena_text(&resolution->arena, head.ending.bytes, head.ending.length),
		};
	}
	buffer_release(&head.label);
	buffer_release(&head.ending);
	if (found->head != NULL)
		return STATUS_OK;
	if (segment_check(segment, error) != STATUS_OK)
		return STATUS_DAMAGED;
	return error_set(error, STATUS_DAMAGED, "%s: damaged: a clause is missing", segment->name);
}

int search_found(struct search *search, const struct hit *hit, bool whole, struct found *found,
		 struct error *error)
{
	struct segment *segment = segment_of(search, hit);
	struct buffer text = BUFFER_INIT;
	*found = (struct found){ 0 };
	int status =
	    whole ? find_whole(segment, hit, found, error) : find_head(segment, hit, found, error);
	if (status == STATUS_OK)
		status = segment_wording(segment, hit->wording, &text, error);
	if (status == STATUS_OK) {
		buffer_add_text(&text, found->clause.text);
		found->clause.text = found->text = text.bytes;
		text = (struct buffer)BUFFER_INIT;
		find_highlights(&search_matches(search, hit->language)[hit->segment], hit->wording,
				found->text, &search->tokens, found);
	}
	buffer_release(&text);
	if (status != STATUS_OK)
		found_release(found);
	return status;
}

void found_release(struct found *found)
{
	free(found->text);
	free(found->highlights);
	if (found->head != NULL)
		resolution_release(found->head);
	free(found->head);
	*found = (struct found){ 0 };
}
