/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/match.h"

#include <stdlib.h>
#include <string.h>

static bool has_bit(const uint64_t *set, size_t bit)
{
	return (set[bit / 64] >> (bit % 64) & 1) != 0;
}

static const uint64_t *set_of_form(const struct match *match, uint32_t form)
{
	return match->sets + match->sets_of_form[form] * match->set_words;
}

static void add_to_set(struct match *match, uint32_t form, size_t leaf)
{
	if (match->sets_of_form[form] == 0) {
		size_t words = match->set_words;
		match->sets = memory_grow(match->sets, &match->set_capacity,
					  (match->set_count + 1) * words, sizeof *match->sets);
		memset(match->sets + match->set_count * words, 0, words * sizeof *match->sets);
		match->sets_of_form[form] = (uint32_t)match->set_count++;
	}
	match->sets[match->sets_of_form[form] * match->set_words + leaf / 64] |= UINT64_C(1)
										 << (leaf % 64);
}

/* A pattern: the forms that it stands for, each as good as typed. */
static void fill_pattern(struct match *match, size_t number, const struct expansion *expansion)
{
	for (size_t i = 0; i < expansion->count; i++) {
		uint32_t form = segment_find_form(match->segment, expansion->forms[i]);
		if (form == UINT32_MAX)
			continue;
		add_to_set(match, form, number);
		add_to_set(match, form, match->conditions->leaf_count + number);
	}
}

/* A word: the forms with one of its terms. */
static void fill_word(struct match *match, size_t number, const struct leaf *leaf)
{
	struct form_list forms = { 0 };
	struct buffer typed = BUFFER_INIT, plain = BUFFER_INIT;
	for (size_t i = 0; i < leaf->term_count; i++)
		segment_term_forms(match->segment, leaf->terms[i], &forms);
	analyser_plain(leaf->form, strlen(leaf->form), &typed);
	for (size_t i = 0; i < forms.count; i++) {
		const char *form = segment_form(match->segment, forms.at[i], NULL);
		if (leaf->as_spelled && strcmp(form, leaf->form) != 0)
			continue;
		add_to_set(match, forms.at[i], number);
		buffer_clear(&plain);
		analyser_plain(form, strlen(form), &plain);
		if (typed.length == plain.length &&
		    memcmp(typed.bytes, plain.bytes, typed.length) == 0)
			add_to_set(match, forms.at[i], match->conditions->leaf_count + number);
	}
	buffer_release(&typed);
	buffer_release(&plain);
	free(forms.at);
}

static void fill_sets(struct match *match)
{
	const struct conditions *conditions = match->conditions;
	match->sets =
	    memory_grow(match->sets, &match->set_capacity, match->set_words, sizeof *match->sets);
	memset(match->sets, 0, match->set_words * sizeof *match->sets);
	match->set_count = 1; /* the empty set */
	for (size_t number = 0; number < conditions->leaf_count; number++) {
		const struct leaf *leaf = &conditions->leaves[number];
		if (leaf->expansion != NULL)
			fill_pattern(match, number, leaf->expansion);
		else
			fill_word(match, number, leaf);
	}
}

void match_release(struct match *match)
{
	for (size_t i = 0; match->tests != NULL && i < match->conditions->test_count; i++)
		field_match_release(&match->tests[i]);
	free(match->tests);
	for (size_t i = 0; match->titles != NULL && i < match->conditions->title_count; i++)
		free(match->titles[i]);
	free(match->titles);
	free(match->sets_of_form);
	free(match->sets);
	free(match->present);
	free(match->sequences);
	free(match->forms.at);
	*match = (struct match){ 0 };
}

bool match_leaf_at(const struct match *match, size_t place, size_t leaf)
{
	return has_bit(set_of_form(match, match->forms.at[place]), leaf);
}

bool match_typed_at(const struct match *match, size_t place, size_t leaf)
{
	return has_bit(set_of_form(match, match->forms.at[place]),
		       match->conditions->leaf_count + leaf);
}

size_t match_sequence_at(const struct match *match, const size_t *leaves, size_t count, size_t from)
{
	for (size_t place = from; place + count <= match->forms.count; place++) {
		size_t matched = 0;
		while (matched < count && match_leaf_at(match, place + matched, leaves[matched]))
			matched++;
		if (matched == count)
			return place;
	}
	return SIZE_MAX;
}

static void read_forms(struct match *match)
{
	if (match->forms_read)
		return;
	stream_forms(&match->stream, match->segment, &match->forms);
	match->forms_read = true;
	memset(match->present, 0, match->set_words * sizeof *match->present);
	for (size_t i = 0; i < match->forms.count; i++) {
		uint32_t number = match->sets_of_form[match->forms.at[i]];
		if (number == 0)
			continue;
		const uint64_t *set = match->sets + number * match->set_words;
		for (size_t word = 0; word < match->set_words; word++)
			match->present[word] |= set[word];
	}
	memset(match->sequences, -1, match->conditions->sequence_count);
}

/* ---- Nearness ---- */

void match_spans_release(struct match_spans *spans)
{
	free(spans->at);
	*spans = (struct match_spans){ 0 };
}

static void add_span(struct match_spans *spans, size_t start, size_t end)
{
	spans->at = memory_grow(spans->at, &spans->capacity, spans->count + 1, sizeof *spans->at);
	spans->at[spans->count++] = (struct match_span){ start, end };
}

static int by_start(const void *a, const void *b)
{
	const struct match_span *x = a, *y = b;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x->end < y->end ? -1 : x->end > y->end;
}

/* Sorts the spans and leaves each once. */
static void settle(struct match_spans *spans)
{
	size_t left = 0;
	memory_sort(spans->at, spans->count, sizeof *spans->at, by_start);
	for (size_t i = 0; i < spans->count; i++)
		if (i == 0 || by_start(&spans->at[i], &spans->at[left - 1]) != 0)
			spans->at[left++] = spans->at[i];
	spans->count = left;
}

/* Each span of `first` with each of `second` that begins at most `distance` words behind its last.
 */
static void pair_spans(const struct match_spans *first, const struct match_spans *second,
		       size_t distance, struct match_spans *out)
{
	size_t from = 0;
	for (size_t i = 0; i < first->count; i++) {
		const struct match_span *a = &first->at[i];
		while (from < second->count && second->at[from].start < a->start)
			from++;
		for (size_t j = from; j < second->count; j++) {
			const struct match_span *b = &second->at[j];
			if (b->start >= a->end + distance)
				break;
			if (b->start >= a->end)
				add_span(out, a->start, b->end);
		}
	}
}

void match_spans(const struct match *match, const struct condition *condition,
		 struct match_spans *spans)
{
	spans->count = 0;
	if (condition->kind == CONDITION_LEAF || condition->kind == CONDITION_SEQUENCE) {
		size_t place = 0, count = condition->leaf_count;
		while ((place = match_sequence_at(match, condition->leaves, count, place)) !=
		       SIZE_MAX) {
			add_span(spans, place, place + count);
			place++;
		}
		return;
	}
	struct match_spans part = { 0 }, other = { 0 };
	if (condition->kind == CONDITION_NEAR) {
		match_spans(match, condition->parts[0], &part);
		match_spans(match, condition->parts[1], &other);
		pair_spans(&part, &other, condition->distance, spans);
		if (!condition->in_order)
			pair_spans(&other, &part, condition->distance, spans);
	} else
		/* Words between spaces that are one word of the query, and the alternatives of an
		 * OR. */
		for (size_t i = 0; i < condition->part_count; i++) {
			match_spans(match, condition->parts[i], &part);
			for (size_t j = 0; j < part.count; j++)
				add_span(spans, part.at[j].start, part.at[j].end);
		}
	settle(spans);
	match_spans_release(&part);
	match_spans_release(&other);
}

static bool has_spans(const struct match *match, const struct condition *condition)
{
	struct match_spans spans = { 0 };
	match_spans(match, condition, &spans);
	bool yes = spans.count > 0;
	match_spans_release(&spans);
	return yes;
}

/* ---- Conditions ---- */

static bool is_met(struct match *match, const struct condition *condition,
		   const struct occurrence *occurrence);

/* Adds up the rarity of the parts that are met; fields and negations must be. */
static bool is_mostly_met(struct match *match, const struct condition *condition,
			  const struct occurrence *occurrence)
{
	double rarity = 0;
	for (size_t i = 0; i < condition->part_count; i++) {
		const struct condition *part = condition->parts[i];
		bool met = is_met(match, part, occurrence);
		bool must = condition_is_strict(part);
		if (must && !met)
			return false;
		if (met && !must)
			rarity += conditions_rarity(match->conditions, part);
	}
	if (rarity > match->most)
		match->most = rarity;
	return rarity > 0 && rarity >= match->conditions->least;
}

static bool is_met(struct match *match, const struct condition *condition,
		   const struct occurrence *occurrence)
{
	switch (condition->kind) {
	case CONDITION_LEAF:
		return has_bit(match->present, condition->leaves[0]);
	case CONDITION_SEQUENCE: {
		signed char *known = &match->sequences[condition->number];
		if (*known < 0)
			*known = match_sequence_at(match, condition->leaves, condition->leaf_count,
						   0) != SIZE_MAX;
		return *known == 1;
	}
	case CONDITION_NEAR: {
		signed char *known = &match->sequences[condition->number];
		if (*known < 0)
			*known = has_spans(match, condition);
		return *known == 1;
	}
	case CONDITION_FIELD:
		return field_match_occurrence(&match->tests[condition->number], occurrence);
	case CONDITION_TITLE:
		return match->titles[condition->number][occurrence->work];
	case CONDITION_AND:
		for (size_t i = 0; i < condition->part_count; i++)
			if (!is_met(match, condition->parts[i], occurrence))
				return false;
		return true;
	case CONDITION_OR:
		for (size_t i = 0; i < condition->part_count; i++)
			if (is_met(match, condition->parts[i], occurrence))
				return true;
		return false;
	case CONDITION_NOT:
		return !is_met(match, condition->parts[0], occurrence);
	case CONDITION_MOST:
		return is_mostly_met(match, condition, occurrence);
	}
	return false;
}

/* The occurrences stand before the forms in a wording's entry: they are read over, then again. */
static void start(struct match *match, uint32_t wording, struct stream *occurrences)
{
	struct occurrence occurrence;
	segment_stream(match->segment, wording, &match->stream);
	*occurrences = match->stream;
	match->forms_read = false;
	while (stream_occurrence(&match->stream, &occurrence))
		;
}

static bool next_met(struct match *match, struct stream *occurrences, struct occurrence *occurrence)
{
	while (stream_occurrence(occurrences, occurrence)) {
		if (occurrence->work >= match->segment->counts.works ||
		    match->segment->hidden[occurrence->work])
			continue;
		/* What libxapian decided needs no second look. */
		if (match->conditions->exact || is_met(match, match->conditions->root, occurrence))
			return true;
	}
	return false;
}

/* Fields alone need no forms. */
static bool needs_forms(const struct match *match)
{
	return !match->conditions->exact && match->conditions->leaf_count > 0;
}

bool match_wording(struct match *match, uint32_t wording)
{
	struct stream occurrences;
	struct occurrence occurrence;
	start(match, wording, &occurrences);
	if (needs_forms(match))
		read_forms(match);
	return next_met(match, &occurrences, &occurrence);
}

void match_occurrences(struct match *match, uint32_t wording, match_visitor *visit, void *context)
{
	struct stream occurrences;
	struct occurrence occurrence;
	start(match, wording, &occurrences);
	if (needs_forms(match))
		read_forms(match);
	while (next_met(match, &occurrences, &occurrence))
		visit(context, &occurrence);
}

void match_look(struct match *match, uint32_t wording, struct stream *occurrences)
{
	start(match, wording, occurrences);
	read_forms(match);
}

bool match_condition(struct match *match, const struct condition *condition)
{
	static const struct occurrence nowhere; /* these conditions do not ask where */
	return is_met(match, condition, &nowhere);
}

bool match_occurrence(struct match *match, const struct condition *condition,
		      const struct occurrence *occurrence)
{
	return is_met(match, condition, occurrence);
}

void match_forms(struct match *match, uint32_t wording)
{
	struct stream occurrences;
	start(match, wording, &occurrences);
	stream_forms(&match->stream, match->segment, &match->forms);
}

/* ---- Life ---- */

/* Looks at all titles: few wordings are, and a clause's own words say nothing of its title. */
static void fill_titles(struct match *match)
{
	const struct conditions *conditions = match->conditions;
	for (size_t i = 0; i < conditions->title_count; i++)
		match->titles[i] = memory_array(match->segment->counts.works, sizeof(bool));
	for (uint32_t wording = 0; wording < match->segment->counts.wordings; wording++) {
		struct stream occurrences;
		struct occurrence occurrence;
		segment_stream(match->segment, wording, &occurrences);
		bool looked = false;
		while (stream_occurrence(&occurrences, &occurrence)) {
			struct stream ignored;
			if (occurrence.part != PART_TITLE ||
			    occurrence.work >= match->segment->counts.works)
				continue;
			if (!looked) {
				start(match, wording, &ignored);
				read_forms(match);
				looked = true;
			}
			for (size_t i = 0; i < conditions->title_count; i++)
				if (is_met(match, conditions->titles[i]->parts[0], &occurrence))
					match->titles[i][occurrence.work] = true;
		}
	}
}

void match_init(struct match *match, const struct conditions *conditions, struct segment *segment)
{
	*match = (struct match){ .conditions = conditions, .segment = segment };
	match->set_words = 2 * conditions->leaf_count / 64 + 1;
	match->sets_of_form = memory_array(segment->counts.forms, sizeof *match->sets_of_form);
	match->present = memory_array(match->set_words, sizeof *match->present);
	match->sequences = memory_array(conditions->sequence_count, sizeof *match->sequences);
	match->tests = memory_array(conditions->test_count, sizeof *match->tests);
	match->titles = memory_array(conditions->title_count, sizeof *match->titles);
	fill_sets(match);
	for (size_t test = 0; test < conditions->test_count; test++)
		field_match_init(&match->tests[test], conditions->tests[test], segment);
	if (conditions->title_count > 0)
		fill_titles(match);
}
