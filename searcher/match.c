/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/match.h"

#include "searcher/near.h"

#include <stdlib.h>
#include <string.h>

static bool has_bit(const uint64_t *set, size_t bit)
{
	return (set[bit / 64] >> (bit % 64) & 1) != 0;
}

static size_t form_tables(const struct segment *segment)
{
	return segment->counts.forms / MATCH_FORMS + 1;
}

/* The table of forms of which none has a set. */
static uint32_t no_sets[MATCH_FORMS];

static void add_to_set(struct match *match, uint32_t form, size_t leaf)
{
	uint32_t **table = &match->sets_of_forms[form / MATCH_FORMS];
	if (*table == no_sets)
		*table = memory_array(MATCH_FORMS, sizeof **table);
	uint32_t *number = &(*table)[form % MATCH_FORMS];
	size_t words = match->set_words;
	if (*number == 0) {
		match->sets = memory_grow(match->sets, &match->set_capacity,
					  (match->set_count + 1) * words, sizeof *match->sets);
		memset(match->sets + match->set_count * words, 0, words * sizeof *match->sets);
		*number = (uint32_t)match->set_count++;
	}
	match->sets[*number * words + leaf / 64] |= UINT64_C(1) << (leaf % 64);
}

static void add_form(struct match_forms *forms, const struct segment *segment, uint32_t form)
{
	forms->times += segment_form_count(segment, form);
	if (forms->count++ >= MATCH_FEW_FORMS)
		return;
	struct buffer bytes = BUFFER_INIT;
	struct match_form *out = &forms->at[forms->count - 1];
	record_add_number(&bytes, form);
	out->length = (unsigned char)bytes.length;
	memcpy(out->bytes, bytes.bytes, bytes.length);
	buffer_release(&bytes);
}

/* The form is as the leaf was typed. */
static void add_typed(struct match *match, uint32_t form, size_t leaf)
{
	const struct conditions *conditions = match->conditions;
	add_to_set(match, form, conditions->leaf_count + leaf);
	if (conditions->wanted_count == 1 && conditions->wanted[0] == leaf)
		add_form(match->typed, match->segment, form);
}

/* A pattern: the forms that it stands for, each as good as typed. */
static void fill_pattern(struct match *match, size_t number, const struct expansion *expansion)
{
	for (size_t i = 0; i < expansion->count; i++) {
		uint32_t form = segment_find_form(match->segment, expansion->forms[i]);
		if (form == UINT32_MAX)
			continue;
		add_to_set(match, form, number);
		add_typed(match, form, number);
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
			add_typed(match, forms.at[i], number);
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

static void fill_held(struct match *match)
{
	match->held = memory_array(match->set_words, sizeof *match->held);
	for (size_t i = 0; i < match->set_count * match->set_words; i++)
		match->held[i % match->set_words] |= match->sets[i];
}

static void fill_wanted(struct match *match)
{
	const struct conditions *conditions = match->conditions;
	match->wanted = memory_array(match->set_count, sizeof *match->wanted);
	for (size_t number = 1; number < match->set_count; number++) {
		const uint64_t *set = match->sets + number * match->set_words;
		struct match_wanted *wanted = &match->wanted[number];
		for (size_t i = 0; i < conditions->wanted_count && i < MATCH_WANTED; i++) {
			size_t leaf = conditions->wanted[i];
			wanted->has |= (uint32_t)has_bit(set, leaf) << i;
			wanted->typed |= (uint32_t)has_bit(set, conditions->leaf_count + leaf) << i;
		}
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
	for (size_t i = 0; match->sets_of_forms != NULL && i < form_tables(match->segment); i++)
		if (match->sets_of_forms[i] != no_sets)
			free(match->sets_of_forms[i]);
	free(match->sets_of_forms);
	free(match->sets);
	free(match->held);
	free(match->typed);
	free(match->wanted);
	free(match->present);
	for (size_t i = 0; match->looked_for != NULL && i < match->conditions->sequence_count; i++)
		free(match->looked_for[i].bits);
	free(match->looked_for);
	free(match->sequences);
	free(match->occurrences);
	free(match->places);
	near_pool_free(match->spans);
	*match = (struct match){ 0 };
}

bool match_set_has(const struct match *match, uint32_t set, size_t leaf)
{
	return has_bit(match->sets + set * match->set_words, leaf);
}

bool match_has_all(const struct match *match, const size_t *leaves, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!has_bit(match->present, leaves[i]))
			return false;
	return true;
}

size_t match_sequence(const struct match *match, const size_t *leaves, size_t count, size_t from)
{
	const struct match_place *places = match->places;
	for (size_t i = from; i + count <= match->place_count; i++) {
		size_t matched = 0;
		while (matched < count && places[i + matched].place == places[i].place + matched &&
		       match_set_has(match, places[i + matched].set, leaves[matched]))
			matched++;
		if (matched == count)
			return i;
	}
	return SIZE_MAX;
}

/* The set of the form that stands at *at, which must not be the end. */
static uint32_t next_set(const struct match *match, const unsigned char **at)
{
	uint32_t form = stream_form(at, match->end);
	return form < match->segment->counts.forms
		   ? match->sets_of_forms[form / MATCH_FORMS][form % MATCH_FORMS]
		   : 0;
}

/* Reads forms until there are so many places, or no more forms. */
static void read_places(struct match *match, size_t wanted)
{
	const unsigned char *at = match->at;
	uint32_t place = match->form_count;
	while (at < match->end && match->place_count < wanted) {
		uint32_t number = next_set(match, &at);
		place++;
		if (number == 0)
			continue;
		match->places[match->place_count++] = (struct match_place){ place - 1, number };
		const uint64_t *set = match->sets + number * match->set_words;
		for (size_t word = 0; word < match->set_words; word++)
			match->present[word] |= set[word];
	}
	match->at = at;
	match->form_count = place;
}

void match_read(struct match *match)
{
	read_places(match, SIZE_MAX);
}

const struct match_place *match_place(struct match *match, size_t number)
{
	if (number >= match->place_count)
		read_places(match, number + 1);
	return number < match->place_count ? &match->places[number] : NULL;
}

/* Whether the wording has the leaf; it is read only as far as that takes. */
static bool has_leaf(struct match *match, size_t leaf)
{
	while (!has_bit(match->present, leaf))
		if (match_place(match, match->place_count) == NULL)
			return false;
	return true;
}

/* Where the forms of the wording start. */
static const unsigned char *start_of_forms(const struct match *match)
{
	return match->stream.record.bytes + match->stream.record.at;
}

/* Where the form stands first, from `at` on; NULL: nowhere. A form of several bytes is found by its
 * first one, which has the highest bit, as no byte of a frequent form has; only behind a byte
 * without it a form begins. */
static const unsigned char *find_form(const unsigned char *start, const unsigned char *at,
				      const unsigned char *end, const struct match_form *form)
{
	for (; (at = memchr(at, form->bytes[0], (size_t)(end - at))) != NULL; at++)
		if ((size_t)(end - at) >= form->length &&
		    memcmp(at, form->bytes, form->length) == 0 && (at == start || at[-1] < 0x80))
			return at;
	return NULL;
}

/* ---- Sequences ---- */

/* The forms of each leaf of the sequence are counted; those of the rarest with few are kept. */
static void choose_rarest(const struct match *match, const struct condition *condition,
			  struct match_sequence *sequence)
{
	struct match_forms *leaves = memory_array(condition->leaf_count, sizeof *leaves);
	const struct match_forms *rarest = NULL;
	for (size_t table = 0; table < form_tables(match->segment); table++) {
		const uint32_t *sets = match->sets_of_forms[table];
		for (uint32_t i = 0; i < MATCH_FORMS && sets != no_sets; i++)
			for (size_t l = 0; l < condition->leaf_count && sets[i] != 0; l++)
				if (match_set_has(match, sets[i], condition->leaves[l]))
					add_form(&leaves[l], match->segment,
						 (uint32_t)table * MATCH_FORMS + i);
	}
	for (size_t l = 0; l < condition->leaf_count; l++)
		if (leaves[l].count <= MATCH_FEW_FORMS &&
		    (rarest == NULL || leaves[l].times < rarest->times))
			rarest = &leaves[l];
	if (rarest != NULL) {
		sequence->leaf = (size_t)(rarest - leaves);
		sequence->rarest = *rarest;
	}
	free(leaves);
}

static void fill_bits(const struct match *match, const struct condition *condition,
		      struct match_sequence *sequence)
{
	sequence->bits = memory_array(match->set_count, sizeof *sequence->bits);
	for (uint32_t set = 0; set < match->set_count; set++)
		for (size_t i = 0; i < condition->leaf_count && i < 64; i++)
			if (match_set_has(match, set, condition->leaves[i]))
				sequence->bits[set] |= UINT64_C(1) << i;
}

static const struct match_sequence *sequence_of(struct match *match,
						const struct condition *condition)
{
	struct match_sequence *sequence = &match->looked_for[condition->number];
	if (sequence->made)
		return sequence;
	sequence->made = true;
	choose_rarest(match, condition, sequence);
	if (sequence->rarest.count == 0)
		fill_bits(match, condition, sequence);
	return sequence;
}

/* Whether the other leaves stand around the rarest one, whose form's bytes these are. */
static bool stands_among(const struct match *match, const struct condition *condition, size_t leaf,
			 const unsigned char *first, size_t length)
{
	const unsigned char *start = start_of_forms(match), *at = first + length;
	for (size_t i = leaf + 1; i < condition->leaf_count; i++)
		if (at >= match->end ||
		    !match_set_has(match, next_set(match, &at), condition->leaves[i]))
			return false;
	for (size_t i = leaf; i > 0; i--) {
		if (first == start)
			return false;
		first--;
		while (first > start && first[-1] >= 0x80)
			first--;
		at = first;
		if (!match_set_has(match, next_set(match, &at), condition->leaves[i - 1]))
			return false;
	}
	return true;
}

static bool has_rarest_among(const struct match *match, const struct condition *condition,
			     const struct match_sequence *sequence)
{
	const unsigned char *start = start_of_forms(match);
	for (size_t i = 0; i < sequence->rarest.count; i++) {
		const struct match_form *form = &sequence->rarest.at[i];
		const unsigned char *at = start;
		while ((at = find_form(start, at, match->end, form)) != NULL) {
			if (stands_among(match, condition, sequence->leaf, at, form->length))
				return true;
			at += form->length;
		}
	}
	return false;
}

/* Whether the leaves stand side by side somewhere. Most texts that have the words do not have the
 * sequence, and no places of theirs are needed. */
static bool has_sequence(struct match *match, const struct condition *condition)
{
	const struct match_sequence *sequence = sequence_of(match, condition);
	size_t count = condition->leaf_count;
	if (sequence->rarest.count > 0)
		return has_rarest_among(match, condition, sequence);
	if (count > 64) {
		match_read(match);
		return match_sequence(match, condition->leaves, count, 0) != SIZE_MAX;
	}
	/* Bit i: the last forms are the leaves up to number i. */
	uint64_t met = 0, last = UINT64_C(1) << (count - 1) % 64;
	for (const unsigned char *at = start_of_forms(match); at < match->end && (met & last) == 0;)
		met = (met << 1 | 1) & sequence->bits[next_set(match, &at)];
	return (met & last) != 0;
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

/* A word, phrase or NEAR that cannot be in any text of the segment, since a word of it is not. */
static bool is_absent(const struct match *match, const struct condition *condition)
{
	for (size_t i = 0; i < condition->leaf_count; i++)
		if (!has_bit(match->held, condition->leaves[i]))
			return true;
	return false;
}

/* Whether it is decided without the forms of the text. */
static bool is_cheap(const struct match *match, const struct condition *condition)
{
	if (condition->kind == CONDITION_NOT)
		condition = condition->parts[0];
	return condition->kind == CONDITION_FIELD || condition->kind == CONDITION_TITLE ||
	       is_absent(match, condition);
}

/* Whether one of the parts is met, or else is not. Cheap ones come first: while they decide it, the
 * forms need not be read. */
static bool has_part(struct match *match, const struct condition *condition, bool met,
		     const struct occurrence *occurrence)
{
	for (int cheap = 1; cheap >= 0; cheap--)
		for (size_t i = 0; i < condition->part_count; i++) {
			const struct condition *part = condition->parts[i];
			if (is_cheap(match, part) == (cheap == 1) &&
			    is_met(match, part, occurrence) == met)
				return true;
		}
	return false;
}

static bool is_met(struct match *match, const struct condition *condition,
		   const struct occurrence *occurrence)
{
	if (condition->kind <= CONDITION_NEAR && is_absent(match, condition))
		return false;
	switch (condition->kind) {
	case CONDITION_LEAF:
		return has_leaf(match, condition->leaves[0]);
	case CONDITION_SEQUENCE: {
		signed char *known = &match->sequences[condition->number];
		if (*known < 0)
			*known = has_sequence(match, condition);
		return *known == 1;
	}
	case CONDITION_NEAR: {
		signed char *known = &match->sequences[condition->number];
		if (*known < 0) {
			match_read(match);
			*known = near_is_met(match, condition);
		}
		return *known == 1;
	}
	case CONDITION_FIELD:
		return field_match_occurrence(&match->tests[condition->number], occurrence);
	case CONDITION_TITLE:
		return match->titles[condition->number][occurrence->work];
	case CONDITION_AND:
		return !has_part(match, condition, false, occurrence);
	case CONDITION_OR:
		return has_part(match, condition, true, occurrence);
	case CONDITION_NOT:
		return !is_met(match, condition->parts[0], occurrence);
	case CONDITION_MOST:
		return is_mostly_met(match, condition, occurrence);
	}
	return false;
}

/* The occurrences stand before the forms in a wording's entry. */
static void start(struct match *match, uint32_t wording)
{
	struct occurrence occurrence;
	segment_stream(match->segment, wording, &match->stream);
	match->wording = wording;
	match->occurrence_count = 0;
	match->occurrences =
	    memory_grow(match->occurrences, &match->occurrence_capacity,
			match->stream.occurrences_left, sizeof *match->occurrences);
	while (stream_occurrence(&match->stream, &occurrence))
		match->occurrences[match->occurrence_count++] = occurrence;
	const struct record *record = &match->stream.record;
	match->at = record->bytes + record->at;
	match->end = record->bytes + record->length;
	match->form_count = 0;
	match->place_count = 0;
	match->places = memory_grow(match->places, &match->place_capacity,
				    (size_t)(match->end - match->at), sizeof *match->places);
	for (size_t i = 0; i < match->set_words; i++)
		match->present[i] = 0;
	if (match->conditions->sequence_count > 0)
		memset(match->sequences, -1, match->conditions->sequence_count);
}

static bool is_counted(struct match *match, const struct occurrence *occurrence)
{
	if (occurrence->work >= match->segment->counts.works ||
	    match->segment->hidden[occurrence->work])
		return false;
	const struct condition *undecided = match->conditions->undecided;
	return undecided == NULL || is_met(match, undecided, occurrence);
}

void match_occurrences(struct match *match, uint32_t wording, match_visitor *visit, void *context)
{
	start(match, wording);
	for (size_t i = 0; i < match->occurrence_count; i++)
		if (is_counted(match, &match->occurrences[i]))
			visit(context, &match->occurrences[i]);
}

double match_most(struct match *match, uint32_t wording)
{
	start(match, wording);
	match->most = 0;
	for (size_t i = 0; i < match->occurrence_count; i++)
		is_counted(match, &match->occurrences[i]);
	return match->most;
}

void match_look(struct match *match, uint32_t wording)
{
	start(match, wording);
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

void match_turn_to(struct match *match, uint32_t wording)
{
	if (match->wording != wording)
		start(match, wording);
}

bool match_is_typed(struct match *match, uint32_t wording)
{
	const struct match_forms *typed = match->typed;
	const struct match_place *place;
	match_turn_to(match, wording);
	const unsigned char *start = start_of_forms(match);
	if (typed->count > MATCH_FEW_FORMS) {
		for (size_t i = 0; (place = match_place(match, i)) != NULL; i++)
			if (match->wanted[place->set].typed != 0)
				return true;
		return false;
	}
	for (size_t i = 0; i < typed->count; i++)
		if (find_form(start, start, match->end, &typed->at[i]) != NULL)
			return true;
	return false;
}

/* ---- Life ---- */

/* Looks at all titles: few wordings are, and a clause's own words say nothing of its title. */
static void fill_titles(struct match *match)
{
	const struct conditions *conditions = match->conditions;
	for (size_t i = 0; i < conditions->title_count; i++)
		match->titles[i] = memory_array(match->segment->counts.works, sizeof(bool));
	for (uint32_t wording = 0; wording < match->segment->counts.wordings; wording++) {
		start(match, wording);
		for (size_t o = 0; o < match->occurrence_count; o++) {
			const struct occurrence *occurrence = &match->occurrences[o];
			if (occurrence->part != PART_TITLE ||
			    occurrence->work >= match->segment->counts.works)
				continue;
			for (size_t i = 0; i < conditions->title_count; i++)
				if (is_met(match, conditions->titles[i]->parts[0], occurrence))
					match->titles[i][occurrence->work] = true;
		}
	}
}

void match_init(struct match *match, const struct conditions *conditions, struct segment *segment)
{
	*match =
	    (struct match){ .conditions = conditions, .segment = segment, .wording = UINT32_MAX };
	match->set_words = 2 * conditions->leaf_count / 64 + 1;
	match->sets_of_forms = memory_array(form_tables(segment), sizeof *match->sets_of_forms);
	for (size_t i = 0; i < form_tables(segment); i++)
		match->sets_of_forms[i] = no_sets;
	match->present = memory_array(match->set_words, sizeof *match->present);
	match->sequences = memory_array(conditions->sequence_count, sizeof *match->sequences);
	match->looked_for = memory_array(conditions->sequence_count, sizeof *match->looked_for);
	match->tests = memory_array(conditions->test_count, sizeof *match->tests);
	match->titles = memory_array(conditions->title_count, sizeof *match->titles);
	match->typed = memory_array(1, sizeof *match->typed);
	fill_sets(match);
	fill_held(match);
	fill_wanted(match);
	for (size_t test = 0; test < conditions->test_count; test++)
		field_match_init(&match->tests[test], conditions->tests[test], segment);
	if (conditions->title_count > 0)
		fill_titles(match);
}
