/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How well the search finds what a reader half remembers: topics are drawn at random from the index
 * itself, so that no rule can be made for them. A hit is right when its text holds the words that
 * the query was made from, accents apart: in a row for verbatim, noaccent and phrase, anywhere
 * otherwise.
 *
 *     verbatim  seven words in a row, unquoted     noaccent  the same, typed without accents
 *     phrase    five words in a row, quoted        bag       five rarer words, shuffled
 *     inflect   those five in another form         typo      those five, one of them misspelt
 *
 * Prints the mean reciprocal rank within the first ten for each kind, for each ranking in the table
 * below. Usage: quality INDEX [LANG [TOPICS [SEED]]]
 */
#include "base/error.h"
#include "base/utf8.h"
#include "searcher/search.h"
#include "stemmers/analyser.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { VERBATIM, NOACCENT, PHRASE, BAG, INFLECT, TYPO, KINDS };
static const char *const kind_names[KINDS] = { "verbatim", "noaccent", "phrase",
					       "bag",      "inflect",  "typo" };
enum { RUN_WORDS = 7, PHRASE_WORDS = 5, BAG_WORDS = 5, FIRST = 10, LEAST_WORDS = 12 };

static const struct {
	const char *name;
	struct ranking ranking;
} rankings[] = {
#define PLACES                                                                                     \
	.quotation = 1, .whole = .5, .run = .3, .typed_run = .3, .pairs = .3, .window = .2,        \
	.typed = .6
#define WEIGHTING(k, length, least)                                                                \
	.weighting = { .kind = XAP_BM25_PLUS, .k1 = (k), .b = (length), .delta = (least) }
#define BEST WEIGHTING(1.2, .5, 1)
	{ "as shipped", { BEST, PLACES } },
	{ "b 0.75", { WEIGHTING(1.2, .75, 1), PLACES } },
	{ "delta 0", { WEIGHTING(1.2, .5, 0), PLACES } },
	{ "delta 0, b 0.75", { WEIGHTING(1.2, .75, 0), PLACES } },
	{ "delta 0, k1 0.6, b 0.3", { WEIGHTING(.6, .3, 0), PLACES } },
	{ "typed 0.1",
	  { BEST, .quotation = 1, .whole = .5, .run = .3, .typed_run = .3, .pairs = .3,
	    .window = .2, .typed = .1 } },
	{ "no whole runs",
	  { BEST, .run = .3, .typed_run = .3, .pairs = .3, .window = .2, .typed = .6 } },
	{ "window alone", { BEST, .window = .5 } },
	{ "no places", { BEST } },
#undef BEST
#undef WEIGHTING
#undef PLACES
};
enum { RANKINGS = sizeof rankings / sizeof *rankings };

/* A topic: the query and the forms that a right text holds. */
struct topic {
	struct buffer query;
	const char *needed[RUN_WORDS];
	size_t count;
	bool in_a_row;
};

struct drawer {
	struct index *index;
	struct segment *segment;
	struct analyser *analyser;
	struct form_list forms;
	struct tokens tokens;
	unsigned seed;
};

static unsigned draw(struct drawer *drawer, unsigned below)
{
	drawer->seed = drawer->seed * 1103515245u + 12345u;
	return (drawer->seed >> 8) % below;
}

static const char *form_at(const struct drawer *drawer, size_t place)
{
	return segment_form(drawer->segment, drawer->forms.at[place], NULL);
}

static int kind_at(const struct drawer *drawer, size_t place)
{
	int kind;
	segment_form(drawer->segment, drawer->forms.at[place], &kind);
	return kind;
}

/* Draws a wording that is long enough and whose `words` forms from *first on are words. */
static bool draw_wording(struct drawer *drawer, size_t words, size_t *first)
{
	for (int attempt = 0; attempt < 1000; attempt++) {
		struct stream stream;
		struct occurrence occurrence;
		segment_stream(drawer->segment,
			       draw(drawer, (unsigned)drawer->segment->counts.wordings), &stream);
		while (stream_occurrence(&stream, &occurrence))
			;
		stream_forms(&stream, drawer->segment, &drawer->forms);
		if (drawer->forms.count < LEAST_WORDS)
			continue;
		*first = draw(drawer, (unsigned)(drawer->forms.count - words + 1));
		size_t good = 0;
		while (good < words && (kind_at(drawer, *first + good) == TOKEN_WORD ||
					kind_at(drawer, *first + good) == TOKEN_HAN))
			good++;
		if (good == words)
			return true;
	}
	return false;
}

static void add_word(struct topic *topic, const char *word, bool chinese)
{
	if (topic->query.length > 0 && !chinese)
		buffer_add_byte(&topic->query, ' ');
	buffer_add_text(&topic->query, word);
}

static bool draw_run(struct drawer *drawer, struct topic *topic, enum kind kind, bool chinese)
{
	size_t first, count = kind == PHRASE ? PHRASE_WORDS : RUN_WORDS;
	if (!draw_wording(drawer, count, &first))
		return false;
	topic->in_a_row = true;
	for (size_t i = 0; i < count; i++) {
		const char *form = topic->needed[topic->count++] = form_at(drawer, first + i);
		struct buffer plain = BUFFER_INIT;
		if (kind == NOACCENT) {
			analyser_plain(form, strlen(form), &plain);
			form = plain.bytes;
		}
		add_word(topic, form, chinese);
		buffer_release(&plain);
	}
	if (kind == PHRASE) {
		struct buffer quoted = BUFFER_INIT;
		buffer_add_format(&quoted, "\"%s\"", topic->query.bytes);
		buffer_release(&topic->query);
		topic->query = quoted;
	}
	return true;
}

/* Another form with the same main term, or the form itself when it has none. */
static const char *inflect(struct drawer *drawer, const char *form)
{
	struct buffer terms = BUFFER_INIT;
	struct form_list forms = { 0 };
	analyser_terms(drawer->analyser, form, strlen(form), TOKEN_WORD, &terms);
	segment_term_forms(drawer->segment, terms.bytes, &forms);
	const char *other = form;
	if (forms.count > 0)
		other = segment_form(drawer->segment, forms.at[draw(drawer, (unsigned)forms.count)],
				     NULL);
	free(forms.at);
	buffer_release(&terms);
	return other;
}

/* One letter left out, doubled, swapped with the next or put in the place of another. */
static void misspell(struct drawer *drawer, const char *form, struct buffer *out)
{
	uint32_t characters[64];
	size_t count = 0, length = strlen(form);
	for (size_t at = 0; at < length && count < 64;)
		characters[count++] = utf8_next(form, length, &at);
	size_t place = 1 + draw(drawer, (unsigned)(count - 2));
	unsigned how = draw(drawer, 4);
	for (size_t i = 0; i < count; i++) {
		if (how == 0 && i == place)
			continue;
		if (how == 1 && i == place)
			utf8_add(out, characters[i]);
		if (how == 2 && i == place && i + 1 < count) {
			utf8_add(out, characters[i + 1]);
			utf8_add(out, characters[i]);
			i++;
			continue;
		}
		utf8_add(out, how == 3 && i == place ? characters[place - 1] : characters[i]);
	}
}

static bool draw_bag(struct drawer *drawer, struct topic *topic, enum kind kind, bool chinese)
{
	size_t first, count = 0, places[BAG_WORDS];
	for (int attempt = 0; attempt < 200 && count < BAG_WORDS; attempt++) {
		if (!draw_wording(drawer, 1, &first))
			return false;
		count = 0;
		/* Rarer words: beyond the 300 most frequent forms; long enough to be misspelt. */
		for (size_t i = 0; i < drawer->forms.count && count < BAG_WORDS; i++) {
			uint32_t form = drawer->forms.at[i];
			bool seen = false;
			for (size_t j = 0; j < count; j++)
				seen = seen || drawer->forms.at[places[j]] == form;
			if (seen || form < 300 || kind_at(drawer, i) != TOKEN_WORD ||
			    utf8_count(form_at(drawer, i), strlen(form_at(drawer, i))) < 5 ||
			    draw(drawer, 2) == 0)
				continue;
			places[count++] = i;
		}
	}
	if (count < BAG_WORDS)
		return false;
	for (size_t i = count - 1; i > 0; i--) {
		size_t j = draw(drawer, (unsigned)i + 1), place = places[i];
		places[i] = places[j];
		places[j] = place;
	}
	for (size_t i = 0; i < count; i++) {
		const char *form = topic->needed[topic->count++] = form_at(drawer, places[i]);
		struct buffer word = BUFFER_INIT;
		if (kind == TYPO && i == 0)
			misspell(drawer, form, &word);
		else
			buffer_add_text(&word, kind == INFLECT ? inflect(drawer, form) : form);
		add_word(topic, word.bytes, chinese);
		buffer_release(&word);
	}
	return true;
}

/* ---- Judging ---- */

/* The plain forms of a text, each between spaces. */
static void plain_text(struct drawer *drawer, const char *text, struct buffer *out)
{
	analyser_tokens(text, strlen(text), &drawer->tokens);
	buffer_add_byte(out, ' ');
	for (size_t i = 0; i < drawer->tokens.count; i++) {
		const struct token *token = &drawer->tokens.at[i];
		analyser_plain(drawer->tokens.forms + token->form, token->form_length, out);
		buffer_add_byte(out, ' ');
	}
}

static bool is_right(struct drawer *drawer, const struct topic *topic, const char *text)
{
	struct buffer all = BUFFER_INIT, piece = BUFFER_INIT;
	bool right = true;
	plain_text(drawer, text, &all);
	for (size_t i = 0; i < topic->count; i++) {
		buffer_add_byte(&piece, ' ');
		analyser_plain(topic->needed[i], strlen(topic->needed[i]), &piece);
		if (topic->in_a_row && i + 1 < topic->count)
			continue;
		buffer_add_byte(&piece, ' ');
		right = right && strstr(all.bytes, piece.bytes) != NULL;
		buffer_clear(&piece);
	}
	buffer_release(&all);
	buffer_release(&piece);
	return right;
}

static double reciprocal_rank(struct drawer *drawer, const struct topic *topic,
			      const struct ranking *ranking)
{
	struct search search;
	const struct search_options options = { .ranking = ranking };
	double value = 0;
	if (search_run(&search, drawer->index, topic->query.bytes, topic->query.length, &options,
		       NULL) != STATUS_OK)
		return 0;
	for (size_t i = 0; i < search.hit_count && i < FIRST && value == 0; i++) {
		struct found found;
		if (search_found(&search, &search.hits[i], false, &found, NULL) != STATUS_OK)
			continue;
		if (is_right(drawer, topic, found.clause.text))
			value = 1.0 / (double)(i + 1);
		found_release(&found);
	}
	search_release(&search);
	return value;
}

static void measure(const char *path, const struct language *language, unsigned topics,
		    unsigned seed)
{
	struct drawer drawer = { .seed = seed };
	double sums[RANKINGS][KINDS] = { 0 };
	unsigned counts[KINDS] = { 0 };
	bool chinese = strcmp(language->code, "zh") == 0;
	struct error error = ERROR_INIT;
	if (index_open(&drawer.index, path, &language, 1, &error) != STATUS_OK) {
		fprintf(stderr, "%s\n", error.message);
		return;
	}
	drawer.segment = drawer.index->languages[0].segments[0];
	if (analyser_new(&drawer.analyser, language, NULL) == STATUS_OK)
		for (unsigned i = 0; i < topics * KINDS; i++) {
			struct topic topic = { .query = BUFFER_INIT };
			enum kind kind = (enum kind)(i % KINDS);
			bool drawn = kind <= PHRASE
					 ? draw_run(&drawer, &topic, kind, chinese)
					 : !chinese && draw_bag(&drawer, &topic, kind, chinese);
			for (size_t r = 0; r < RANKINGS && drawn; r++)
				sums[r][kind] +=
				    reciprocal_rank(&drawer, &topic, &rankings[r].ranking);
			counts[kind] += drawn;
			buffer_release(&topic.query);
		}
	for (size_t r = 0; r < RANKINGS; r++) {
		printf("%-4s %-23s", language->code, rankings[r].name);
		for (int kind = 0; kind < KINDS; kind++)
			if (counts[kind] > 0)
				printf("  %s %.3f", kind_names[kind], sums[r][kind] / counts[kind]);
		printf("\n");
	}
	analyser_free(drawer.analyser);
	tokens_release(&drawer.tokens);
	free(drawer.forms.at);
	index_free(drawer.index);
}

int main(int count, char **arguments)
{
	if (count < 2) {
		fprintf(stderr, "usage: quality INDEX [LANG [TOPICS [SEED]]]\n");
		return 2;
	}
	unsigned topics = count > 3 ? (unsigned)atoi(arguments[3]) : 100;
	unsigned seed = count > 4 ? (unsigned)atoi(arguments[4]) : 1;
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		if (count < 3 || strcmp(arguments[2], languages[i].code) == 0 ||
		    strcmp(arguments[2], "all") == 0)
			measure(arguments[1], &languages[i], topics, seed);
	return 0;
}
