/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An oracle for the search: random queries on an index, answered twice, by the searcher and by a
 * naive reading of all texts that uses nothing of the index but them. Both must find the same
 * clauses, and with the unit "resolution" the same resolutions.
 *
 * Usage: oracle INDEX [LANG|all [QUERIES [SEED]]]
 * Prints a line a language; the first differences in full. Exit code 1 when there is any.
 */
#include "base/error.h"
#include "base/map.h"
#include "base/utf8.h"
#include "searcher/search.h"
#include "stemmers/analyser.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- The naive side: every clause as a row of forms ---- */

struct form {
	const char *text, *plain;
	uint32_t *terms;
	size_t term_count;
	bool chinese;
};

struct clause_row {
	uint32_t segment, work, clause;
	long session, year;
	enum part part;
	uint32_t *forms;
	size_t count;
};

struct texts {
	struct analyser *analyser;
	struct arena arena;
	struct names form_names, term_names;
	struct form *forms;
	size_t form_capacity;
	struct clause_row *rows;
	size_t count, capacity;
	unsigned seed;
};

static unsigned draw(struct texts *texts, unsigned below)
{
	texts->seed = texts->seed * 1103515245u + 12345u;
	return (texts->seed >> 8) % below;
}

static uint32_t add_form(struct texts *texts, const struct tokens *tokens,
			 const struct token *token)
{
	const char *text = tokens->forms + token->form;
	size_t known = texts->form_names.count;
	uint32_t number = names_add(&texts->form_names, text, token->form_length);
	if (number < known)
		return number;
	texts->forms =
	    memory_grow(texts->forms, &texts->form_capacity, number + 1u, sizeof *texts->forms);
	struct form *form = &texts->forms[number];
	struct buffer terms = BUFFER_INIT, plain = BUFFER_INIT;
	analyser_plain(text, token->form_length, &plain);
	size_t count =
	    analyser_terms(texts->analyser, text, token->form_length, token->kind, &terms);
	*form = (struct form){ .text = texts->form_names.at[number].bytes,
			       .plain = arena_text(&texts->arena, plain.bytes, plain.length),
			       .terms = arena_get(&texts->arena, count * sizeof(uint32_t)),
			       .term_count = count,
			       .chinese = token->kind == TOKEN_HAN };
	const char *term = terms.bytes;
	for (size_t i = 0; i < count; i++, term += strlen(term) + 1)
		form->terms[i] = names_add(&texts->term_names, term, strlen(term));
	buffer_release(&terms);
	buffer_release(&plain);
	return number;
}

/* Sessions that are no number (ES-11) are in no range. */
static long session_number(const char *session)
{
	return session[0] >= '0' && session[0] <= '9' ? atol(session) : LONG_MIN;
}

static void add_row(struct texts *texts, const struct resolution *resolution, uint32_t segment,
		    uint32_t work, uint32_t clause)
{
	struct tokens tokens = TOKENS_INIT;
	const char *text = resolution->clauses[clause].text;
	texts->rows =
	    memory_grow(texts->rows, &texts->capacity, texts->count + 1, sizeof *texts->rows);
	struct clause_row *row = &texts->rows[texts->count++];
	analyser_tokens(text, strlen(text), &tokens);
	*row = (struct clause_row){ segment,
				    work,
				    clause,
				    session_number(resolution->session),
				    atol(resolution->date),
				    resolution->clauses[clause].part,
				    arena_get(&texts->arena, tokens.count * sizeof(uint32_t)),
				    tokens.count };
	for (size_t i = 0; i < tokens.count; i++)
		row->forms[i] = add_form(texts, &tokens, &tokens.at[i]);
	tokens_release(&tokens);
}

static int read_texts(struct texts *texts, const struct index_language *language,
		      struct error *error)
{
	for (uint32_t s = 0; s < language->segment_count; s++) {
		struct segment *segment = language->segments[s];
		for (uint32_t work = 0; work < segment->counts.works; work++) {
			struct resolution resolution;
			if (segment->hidden[work])
				continue;
			int status =
			    segment_resolution(segment, work, true, &resolution, NULL, error);
			if (status != STATUS_OK)
				return status;
			for (uint32_t c = 0; c < resolution.clause_count; c++)
				add_row(texts, &resolution, s, work, c);
			resolution_release(&resolution);
		}
	}
	return STATUS_OK;
}

/* ---- Queries ---- */

enum kind {
	WORD,
	SPELLED,
	PATTERN, /* the first letters */
	ENDING,  /* the last ones */
	NEARLY,  /* with a tilde */
	PHRASE,
	NEAR,
	ADJ,
	SESSION,
	YEAR,
	PART,
	AND,
	OR,
	NOT,
	KINDS
};

struct meaning {
	enum kind kind;
	uint32_t forms[4];
	size_t count;
	long from, to;
	char prefix[64]; /* of a pattern, or its end; the whole word of NEARLY */
	bool as_spelled;
	struct meaning *left, *right;
};

enum { MOST_MEANINGS = 64 };
struct drawing {
	struct texts *texts;
	struct meaning meanings[MOST_MEANINGS];
	size_t used;
	int patterns;
	struct buffer query;
};

static const struct clause_row *draw_row(struct drawing *drawing)
{
	for (;;) {
		const struct clause_row *row =
		    &drawing->texts->rows[draw(drawing->texts, (unsigned)drawing->texts->count)];
		if (row->count >= 4)
			return row;
	}
}

static void add_words(struct drawing *drawing, const struct meaning *meaning)
{
	const struct texts *texts = drawing->texts;
	for (size_t i = 0; i < meaning->count; i++) {
		const struct form *form = &texts->forms[meaning->forms[i]];
		bool tight = i > 0 && form->chinese && texts->forms[meaning->forms[i - 1]].chinese;
		if (i > 0 && !tight)
			buffer_add_byte(&drawing->query, ' ');
		buffer_add_text(&drawing->query, form->text);
	}
}

static void take_run(struct drawing *drawing, struct meaning *meaning, size_t count)
{
	const struct clause_row *row = draw_row(drawing);
	size_t first = draw(drawing->texts, (unsigned)(row->count - count + 1));
	meaning->count = count;
	memcpy(meaning->forms, row->forms + first, count * sizeof *meaning->forms);
}

/* A word becomes another: a letter is left out, doubled, or changes place with its neighbour. */
static void misspell(struct texts *texts, char *word)
{
	size_t length = strlen(word), at = draw(texts, (unsigned)length - 1);
	unsigned how = draw(texts, 4);
	if (!utf8_is_ascii(word, length) || length + 1 >= sizeof((struct meaning *)0)->prefix)
		return;
	char letter = word[at];
	if (how == 0)
		memmove(word + at, word + at + 1, length - at);
	else if (how == 1)
		memmove(word + at + 1, word + at, length - at + 1);
	else if (how == 2) {
		word[at] = word[at + 1];
		word[at + 1] = letter;
	}
}

static void draw_pattern(struct drawing *drawing, struct meaning *meaning)
{
	take_run(drawing, meaning, 1);
	const struct form *form = &drawing->texts->forms[meaning->forms[0]];
	meaning->as_spelled = draw(drawing->texts, 3) == 0;
	const char *plain = meaning->as_spelled ? form->text : form->plain;
	size_t length = strlen(plain), at = 0, characters = 0, all = utf8_count(plain, length);
	size_t wanted = meaning->kind == ENDING ? all - 4 : meaning->kind == NEARLY ? all : 4;
	while (at < length && characters < wanted) {
		utf8_next(plain, length, &at);
		characters++;
	}
	/* Short ones, numbers, symbols and Chinese characters are no patterns to try. */
	bool letters = all >= 4 && strpbrk(plain, "0123456789/(.") == NULL && !form->chinese;
	if (!letters || length >= sizeof meaning->prefix || drawing->patterns == 4) {
		meaning->kind = WORD;
		add_words(drawing, meaning);
		return;
	}
	drawing->patterns++;
	const char *start = meaning->kind == ENDING ? plain + at : plain;
	size_t count = meaning->kind == ENDING ? length - at : at;
	memcpy(meaning->prefix, start, count);
	meaning->prefix[count] = '\0';
	if (meaning->kind == NEARLY)
		misspell(drawing->texts, meaning->prefix);
	buffer_add_format(&drawing->query, "%s%s%s%s", meaning->as_spelled ? "=" : "",
			  meaning->kind == ENDING ? "*" : "", meaning->prefix,
			  meaning->kind == PATTERN  ? "*"
			  : meaning->kind == NEARLY ? "~"
						    : "");
}

static struct meaning *draw_meaning(struct drawing *drawing, int depth);

static struct meaning *draw_leaf(struct drawing *drawing, enum kind kind, size_t count)
{
	struct meaning *meaning = &drawing->meanings[drawing->used++];
	*meaning = (struct meaning){ .kind = kind };
	take_run(drawing, meaning, count);
	if (kind == PHRASE)
		buffer_add_byte(&drawing->query, '"');
	if (kind == SPELLED)
		buffer_add_byte(&drawing->query, '=');
	add_words(drawing, meaning);
	if (kind == PHRASE)
		buffer_add_byte(&drawing->query, '"');
	return meaning;
}

static void draw_range(struct drawing *drawing, struct meaning *meaning)
{
	const struct clause_row *row = draw_row(drawing);
	bool session = meaning->kind == SESSION;
	while (session && row->session < 0)
		row = draw_row(drawing);
	meaning->from = session ? row->session : row->year;
	meaning->to = meaning->from + (long)draw(drawing->texts, 3);
	buffer_add_format(&drawing->query, "%s:%ld..%ld", session ? "session" : "year",
			  meaning->from, meaning->to);
}

static struct meaning *draw_meaning(struct drawing *drawing, int depth)
{
	struct texts *texts = drawing->texts;
	enum kind kind = (enum kind)draw(texts, depth > 0 ? KINDS : AND);
	if (drawing->used + 3 > MOST_MEANINGS)
		kind = WORD;
	if (kind <= SPELLED)
		return draw_leaf(drawing, kind, 1);
	if (kind == PHRASE)
		return draw_leaf(drawing, kind, 2 + draw(texts, 3));
	struct meaning *meaning = &drawing->meanings[drawing->used++];
	*meaning = (struct meaning){ .kind = kind };
	switch (kind) {
	case PATTERN:
	case ENDING:
	case NEARLY:
		draw_pattern(drawing, meaning);
		break;
	case NEAR:
	case ADJ:
		meaning->from = 1 + (long)draw(texts, 12);
		meaning->left = draw_leaf(drawing, draw(texts, 3) == 0 ? PHRASE : WORD, 1);
		buffer_add_format(&drawing->query, kind == NEAR ? " NEAR/%ld " : " ADJ/%ld ",
				  meaning->from);
		meaning->right = draw_leaf(drawing, WORD, 1);
		break;
	case SESSION:
	case YEAR:
		draw_range(drawing, meaning);
		break;
	case PART:
		meaning->from = (long)draw(texts, 4);
		buffer_add_format(&drawing->query, "part:%s", part_names[meaning->from]);
		break;
	case NOT:
		buffer_add_byte(&drawing->query, '-');
		meaning->left = draw_meaning(drawing, 0);
		break;
	default:
		buffer_add_byte(&drawing->query, '(');
		meaning->left = draw_meaning(drawing, depth - 1);
		buffer_add_text(&drawing->query, kind == AND ? " " : " OR ");
		meaning->right = draw_meaning(drawing, depth - 1);
		buffer_add_byte(&drawing->query, ')');
		break;
	}
	return meaning;
}

/* ---- The naive answer ---- */

/* Whether the form in the text is found by the form that was typed. */
static bool same_word(const struct texts *texts, uint32_t in_text, uint32_t typed)
{
	const struct form *form = &texts->forms[in_text];
	uint32_t wanted = texts->forms[typed].terms[0];
	for (size_t i = 0; i < form->term_count; i++)
		if (form->terms[i] == wanted)
			return true;
	return false;
}

static bool stands_at(const struct texts *texts, const struct meaning *meaning,
		      const struct clause_row *row, size_t place)
{
	if (place + meaning->count > row->count)
		return false;
	for (size_t i = 0; i < meaning->count; i++)
		if (!same_word(texts, row->forms[place + i], meaning->forms[i]))
			return false;
	return true;
}

static bool is_near(const struct texts *texts, const struct meaning *first,
		    const struct meaning *second, long distance, const struct clause_row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		if (!stands_at(texts, first, row, i))
			continue;
		size_t end = i + first->count;
		for (size_t j = end; j < row->count && j < end + (size_t)distance; j++)
			if (stands_at(texts, second, row, j))
				return true;
	}
	return false;
}

/* Letters changed, left out, put in, or exchanged with their neighbour: the fewest of them that
 * make one word the other, no letter twice. */
static int distance(const char *a, const char *b)
{
	uint32_t left[256], right[256];
	size_t m = 0, n = 0;
	static int rows[257][257];
	for (size_t at = 0, length = strlen(a); at < length && m < 256;)
		left[m++] = utf8_next(a, length, &at);
	for (size_t at = 0, length = strlen(b); at < length && n < 256;)
		right[n++] = utf8_next(b, length, &at);
	for (size_t i = 0; i <= m; i++)
		for (size_t j = 0; j <= n; j++) {
			int least = i == 0 ? (int)j : j == 0 ? (int)i : INT_MAX;
			if (i > 0 && j > 0) {
				least = rows[i - 1][j - 1] + (left[i - 1] != right[j - 1]);
				if (rows[i - 1][j] + 1 < least)
					least = rows[i - 1][j] + 1;
				if (rows[i][j - 1] + 1 < least)
					least = rows[i][j - 1] + 1;
			}
			if (i > 1 && j > 1 && left[i - 1] == right[j - 2] &&
			    left[i - 2] == right[j - 1] && rows[i - 2][j - 2] + 1 < least)
				least = rows[i - 2][j - 2] + 1;
			rows[i][j] = least;
		}
	return rows[m][n];
}

static bool fits(const struct form *form, const struct meaning *meaning)
{
	const char *text = meaning->as_spelled ? form->text : form->plain;
	size_t length = strlen(text), wanted = strlen(meaning->prefix);
	if (meaning->kind == NEARLY) {
		size_t letters = utf8_count(meaning->prefix, wanted);
		return distance(text, meaning->prefix) <= (letters < 4 ? 0 : letters < 6 ? 1 : 2);
	}
	if (length < wanted)
		return false;
	return memcmp(meaning->kind == ENDING ? text + length - wanted : text, meaning->prefix,
		      wanted) == 0;
}

static bool means(const struct texts *texts, const struct meaning *meaning,
		  const struct clause_row *row)
{
	switch (meaning->kind) {
	case WORD:
	case PHRASE:
		for (size_t i = 0; i < row->count; i++)
			if (stands_at(texts, meaning, row, i))
				return true;
		return false;
	case SPELLED:
		for (size_t i = 0; i < row->count; i++)
			if (row->forms[i] == meaning->forms[0])
				return true;
		return false;
	case PATTERN:
	case ENDING:
	case NEARLY:
		for (size_t i = 0; i < row->count; i++)
			if (fits(&texts->forms[row->forms[i]], meaning))
				return true;
		return false;
	case NEAR:
		return is_near(texts, meaning->left, meaning->right, meaning->from, row) ||
		       is_near(texts, meaning->right, meaning->left, meaning->from, row);
	case ADJ:
		return is_near(texts, meaning->left, meaning->right, meaning->from, row);
	case SESSION:
		return row->session >= meaning->from && row->session <= meaning->to;
	case YEAR:
		return row->year >= meaning->from && row->year <= meaning->to;
	case PART:
		return (long)row->part == meaning->from;
	case AND:
		return means(texts, meaning->left, row) && means(texts, meaning->right, row);
	case OR:
		return means(texts, meaning->left, row) || means(texts, meaning->right, row);
	default:
		return !means(texts, meaning->left, row);
	}
}

/* Of the rows of one work, together. */
static bool means_together(const struct texts *texts, const struct meaning *meaning,
			   const struct clause_row *rows, size_t count)
{
	if (meaning->kind == AND)
		return means_together(texts, meaning->left, rows, count) &&
		       means_together(texts, meaning->right, rows, count);
	if (meaning->kind == OR)
		return means_together(texts, meaning->left, rows, count) ||
		       means_together(texts, meaning->right, rows, count);
	if (meaning->kind == NOT)
		return !means_together(texts, meaning->left, rows, count);
	for (size_t i = 0; i < count; i++)
		if (means(texts, meaning, &rows[i]))
			return true;
	return false;
}

static bool has_part(const struct meaning *meaning)
{
	return meaning->kind == PART || (meaning->left != NULL && has_part(meaning->left)) ||
	       (meaning->right != NULL && has_part(meaning->right));
}

/* ---- Comparing ---- */

static uint64_t key_of(uint32_t segment, uint32_t work, uint32_t clause)
{
	return (uint64_t)segment << 58 | (uint64_t)work << 28 | clause;
}

/* The keys that the search found, in a map. */
static void take_found(const struct search *search, bool together, struct map *found)
{
	for (size_t i = 0; i < search->hit_count; i++) {
		const struct hit *hit = &search->hits[i];
		if (together)
			*map_at(found, key_of((uint32_t)hit->segment, hit->work, 0)) = 1;
		for (uint32_t at = hit->first_place; !together && at != NO_PLACE;
		     at = search->places[at].next)
			*map_at(found, key_of((uint32_t)search->places[at].segment,
					      search->places[at].work, search->places[at].clause)) =
			    1;
	}
}

/* The number of differences: found by one side alone. */
static size_t compare(const struct texts *texts, const struct index_language *language,
		      const struct meaning *meaning, bool together, const struct map *found)
{
	size_t different = 0, common = 0;
	for (size_t first = 0, end; first < texts->count; first = end) {
		const struct clause_row *row = &texts->rows[first];
		end = first + 1;
		while (together && end < texts->count && texts->rows[end].work == row->work &&
		       texts->rows[end].segment == row->segment)
			end++;
		bool naive = together ? means_together(texts, meaning, row, end - first)
				      : means(texts, meaning, row);
		bool got = map_get(found, key_of(row->segment, row->work,
						 together ? 0 : row->clause)) != UINT32_MAX;
		if (naive != got && different++ == 0)
			printf("first in %s clause %u: %s alone has it\n",
			       segment_symbol(language->segments[row->segment], row->work),
			       row->clause, naive ? "the naive reading" : "the search");
		common += naive && got;
	}
	/* What was found and is no clause of the texts at all. */
	return different > 0 ? different : found->used - common;
}

static bool ask(struct drawing *drawing, struct index *index, const struct meaning *meaning,
		bool together)
{
	struct search search;
	struct error error = ERROR_INIT;
	struct map found = { 0 };
	const struct search_options options = { .exact = true,
						.unit = together ? UNIT_RESOLUTION : UNIT_CLAUSE };
	int status = search_run(&search, index, drawing->query.bytes, drawing->query.length,
				&options, &error);
	if (status != STATUS_OK) {
		printf("%s: refused: %s\n", drawing->query.bytes, error.message);
		return status == STATUS_LIMIT;
	}
	take_found(&search, together, &found);
	size_t different = compare(drawing->texts, &index->languages[0], meaning, together, &found);
	if (different > 0)
		printf("%s: %zu differences%s\n", drawing->query.bytes, different,
		       together ? " (resolutions)" : "");
	map_release(&found);
	search_release(&search);
	return different == 0;
}

static size_t ask_language(const char *path, const struct language *language, unsigned queries,
			   unsigned seed)
{
	struct index *index;
	struct error error = ERROR_INIT;
	size_t wrong = 0, resolutions = 0;
	if (index_open(&index, path, &language, 1, &error) != STATUS_OK)
		return 0;
	struct texts texts = { .seed = seed };
	if (analyser_new(&texts.analyser, language, &error) != STATUS_OK ||
	    read_texts(&texts, &index->languages[0], &error) != STATUS_OK) {
		printf("%s: %s\n", language->code, error.message);
		wrong++;
	}
	for (unsigned i = 0; i < queries && wrong < 10; i++) {
		struct drawing *drawing = memory_array(1, sizeof *drawing);
		drawing->texts = &texts;
		const struct meaning *meaning = draw_meaning(drawing, 3);
		wrong += !ask(drawing, index, meaning, false);
		/* A part: limits the clauses there: it is left to the tests of the searcher. */
		if (i % 4 == 0 && !has_part(meaning)) {
			wrong += !ask(drawing, index, meaning, true);
			resolutions++;
		}
		buffer_release(&drawing->query);
		free(drawing);
	}
	printf("%s: %zu clauses, %u queries (%zu for resolutions too), %zu differences\n",
	       language->code, texts.count, queries, resolutions, wrong);
	analyser_free(texts.analyser);
	names_release(&texts.form_names);
	names_release(&texts.term_names);
	arena_release(&texts.arena);
	free(texts.forms);
	free(texts.rows);
	index_free(index);
	return wrong;
}

int main(int count, char **arguments)
{
	if (count < 2) {
		fprintf(stderr, "usage: oracle INDEX [LANG|all [QUERIES [SEED]]]\n");
		return 2;
	}
	const char *wanted = count > 2 ? arguments[2] : "all";
	unsigned queries = count > 3 ? (unsigned)atoi(arguments[3]) : 200;
	unsigned seed = count > 4 ? (unsigned)atoi(arguments[4]) : 1;
	size_t wrong = 0;
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		if (strcmp(wanted, "all") == 0 || strcmp(wanted, languages[i].code) == 0)
			wrong += ask_language(arguments[1], &languages[i], queries, seed);
	return wrong > 0;
}
