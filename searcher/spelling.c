/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/spelling.h"

#include "base/buffer.h"
#include "base/map.h"
#include "base/utf8.h"
#include "stemmers/analyser.h"

#include <stdlib.h>
#include <string.h>

struct word {
	uint32_t characters[SPELLING_MAX_LENGTH];
	size_t length;
};

/* A form of the vocabulary that may be meant. */
struct candidate {
	const char *form;
	int distance; /* 0: equal but for accents */
	uint32_t count;
};

struct candidates {
	struct candidate at[SPELLING_MAX_FORMS];
	size_t count;
};

/* False when the text is too long to be compared. */
static bool read_word(struct word *word, const char *text, size_t length)
{
	word->length = 0;
	for (size_t at = 0; at < length;) {
		if (word->length == SPELLING_MAX_LENGTH)
			return false;
		word->characters[word->length++] = utf8_next(text, length, &at);
	}
	return true;
}

int spelling_distance(const uint32_t *a, size_t a_length, const uint32_t *b, size_t b_length,
		      int most)
{
	int rows[3][SPELLING_MAX_LENGTH + 1] = { { 0 } };
	int *before = rows[0], *above = rows[1], *row = rows[2];
	if (a_length > SPELLING_MAX_LENGTH || b_length > SPELLING_MAX_LENGTH)
		return most + 1;
	for (size_t j = 0; j <= b_length; j++)
		above[j] = (int)j;
	for (size_t i = 1; i <= a_length; i++) {
		int least = row[0] = (int)i;
		for (size_t j = 1; j <= b_length; j++) {
			int best = above[j - 1] + (a[i - 1] != b[j - 1]);
			if (above[j] + 1 < best)
				best = above[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			row[j] = best;
			if (best < least)
				least = best;
		}
		if (least > most)
			return most + 1;
		int *free_row = before;
		before = above;
		above = row;
		row = free_row;
	}
	return above[b_length] <= most ? above[b_length] : most + 1;
}

static bool is_better(const struct candidate *a, const struct candidate *b)
{
	if (a->distance != b->distance)
		return a->distance < b->distance;
	if (a->count != b->count)
		return a->count > b->count;
	return strcmp(a->form, b->form) < 0;
}

/* Keeps the best ones. */
static void keep(struct candidates *candidates, const struct candidate *candidate)
{
	size_t place = candidates->count;
	while (place > 0 && is_better(candidate, &candidates->at[place - 1]))
		place--;
	if (place == SPELLING_MAX_FORMS)
		return;
	if (candidates->count < SPELLING_MAX_FORMS)
		candidates->count++;
	for (size_t i = candidates->count - 1; i > place; i--)
		candidates->at[i] = candidates->at[i - 1];
	candidates->at[place] = *candidate;
}

static int most_distance(size_t length)
{
	return length < SPELLING_LEAST_LENGTH ? 0 : length <= 5 ? 1 : 2;
}

/* ---- The vocabulary, made ready once for all words of a query ---- */

struct known_word {
	const char *form;
	uint32_t plain_start; /* in `characters` */
	uint32_t length;
	uint32_t letters; /* a bit for each letter that is in it, in 32 classes */
	uint32_t count;
	bool is_word; /* and no number */
};

struct spelling_words {
	struct known_word *at;
	size_t count, capacity;
	uint32_t *characters; /* of all words without accents, one after the other */
	size_t character_count, character_capacity;
};

static uint32_t letter_bit(uint32_t character)
{
	return UINT32_C(1) << (character % 32);
}

/* Scripts of a text, roughly: by the bytes that its characters begin with. */
enum { SCRIPT_LATIN = 1, SCRIPT_DIGITS = 2, SCRIPT_OTHER = 4, SCRIPT_ALL = 7 };

static unsigned scripts_of(const char *text, size_t length)
{
	unsigned scripts = 0;
	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)text[i];
		if (byte >= '0' && byte <= '9')
			scripts |= SCRIPT_DIGITS;
		else if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z')
			scripts |= SCRIPT_LATIN;
		else if (byte >= 0xE1) /* it may be a letter of any in another shape */
			return SCRIPT_ALL;
		else if (byte >= 0xCE)
			scripts |= SCRIPT_OTHER;
		else if (byte >= 0xC2)
			scripts |= SCRIPT_LATIN;
	}
	return scripts;
}

/* `plain`: the form without accents. */
static void add_known(struct spelling_words *words, const char *form, bool is_word, uint32_t count,
		      const struct buffer *plain)
{
	words->characters =
	    memory_grow(words->characters, &words->character_capacity,
			words->character_count + plain->length, sizeof *words->characters);
	struct known_word word = { form, (uint32_t)words->character_count, 0, 0, count, is_word };
	for (size_t at = 0; at < plain->length;) {
		uint32_t character = utf8_next(plain->bytes, plain->length, &at);
		words->characters[words->character_count++] = character;
		word.letters |= letter_bit(character);
		word.length++;
	}
	words->at = memory_grow(words->at, &words->capacity, words->count + 1, sizeof *words->at);
	words->at[words->count++] = word;
}

struct spelling_words *spelling_words_new(const struct index_language *language, const char *query,
					  size_t length)
{
	unsigned wanted = scripts_of(query, length);
	struct spelling_words *words = memory_array(1, sizeof *words);
	struct buffer plain = BUFFER_INIT;
	struct names names = { 0 };
	for (size_t i = 0; i < language->segment_count; i++) {
		const struct segment *segment = language->segments[i];
		for (uint32_t number = 0; number < segment->counts.forms; number++) {
			int kind;
			const char *form = segment_form(segment, number, &kind);
			size_t bytes = strlen(form);
			if (kind == TOKEN_HAN || (scripts_of(form, bytes) & wanted) == 0)
				continue;
			uint32_t count = segment_form_count(segment, number);
			/* The segments of a language share many forms: each is one word. */
			uint32_t place = language->segment_count > 1
					     ? names_add(&names, form, bytes)
					     : (uint32_t)words->count;
			if (place < words->count)
				words->at[place].count += count;
			else {
				buffer_clear(&plain);
				segment_form_plain(form, &plain);
				add_known(words, form, kind == TOKEN_WORD, count, &plain);
			}
		}
	}
	names_release(&names);
	buffer_release(&plain);
	return words;
}

void spelling_words_free(struct spelling_words *words)
{
	if (words == NULL)
		return;
	free(words->at);
	free(words->characters);
	free(words);
}

static unsigned count_bits(uint32_t bits)
{
	unsigned count = 0;
	for (; bits != 0; bits &= bits - 1)
		count++;
	return count;
}

/* Each change of a letter makes at most two classes differ; what differs more needs no comparing.
 */
static bool may_be_near(const struct known_word *known, const struct word *wanted, uint32_t letters,
			int most)
{
	return known->length <= wanted->length + (size_t)most &&
	       known->length + (size_t)most >= wanted->length &&
	       count_bits(known->letters ^ letters) <= 2 * (unsigned)most;
}

static uint32_t letters_of(const struct word *word)
{
	uint32_t letters = 0;
	for (size_t i = 0; i < word->length; i++)
		letters |= letter_bit(word->characters[i]);
	return letters;
}

/* The distance without accents; more than `most` when it is larger than that. */
static int distance_to(const struct spelling_words *words, const struct known_word *known,
		       const struct word *wanted, uint32_t letters, int most)
{
	if (!may_be_near(known, wanted, letters, most))
		return most + 1;
	return spelling_distance(wanted->characters, wanted->length,
				 words->characters + known->plain_start, known->length, most);
}

static void scan(struct candidates *candidates, const struct spelling_words *words,
		 const struct word *wanted)
{
	int most = most_distance(wanted->length);
	uint32_t letters = letters_of(wanted);
	for (size_t i = 0; i < words->count; i++) {
		const struct known_word *known = &words->at[i];
		int distance = distance_to(words, known, wanted, letters, most);
		if (distance > most || !known->is_word)
			continue;
		/* Distance 0 is a difference in accents alone. */
		struct candidate candidate = { known->form, distance, known->count };
		keep(candidates, &candidate);
	}
}

void spelling_find(struct spelling *spelling, const struct spelling_words *words, const char *form,
		   struct arena *arena)
{
	struct buffer plain = BUFFER_INIT;
	struct word wanted;
	struct candidates candidates = { .count = 0 };
	*spelling = (struct spelling){ .count = 0 };
	analyser_plain(form, strlen(form), &plain);
	if (read_word(&wanted, plain.bytes, plain.length))
		scan(&candidates, words, &wanted);
	for (size_t i = 0; i < candidates.count; i++) {
		const struct candidate *candidate = &candidates.at[i];
		if (candidate->distance != candidates.at[0].distance)
			break;
		spelling->forms[spelling->count++] =
		    arena_text(arena, candidate->form, strlen(candidate->form));
	}
	buffer_release(&plain);
}

/* ---- Patterns ---- */

enum { STAR = '*' };

/* A piece with stars in it, each for any characters; no longer than a query is. */
struct pattern {
	uint32_t *characters;
	size_t length;
	bool stars; /* else: within `most` of `word` */
	struct word word;
	uint32_t letters;
	int most;
	bool as_spelled;
};

/* Whether the characters are what the pattern stands for. */
static bool fits(const struct pattern *pattern, const uint32_t *text, size_t length)
{
	const uint32_t *wanted = pattern->characters;
	size_t p = 0, at = 0, star = SIZE_MAX, retry = 0;
	while (at < length) {
		if (p < pattern->length && wanted[p] == STAR) {
			star = p++;
			retry = at;
		} else if (p < pattern->length && wanted[p] == text[at]) {
			p++;
			at++;
		} else if (star != SIZE_MAX) {
			p = star + 1;
			at = ++retry;
		} else
			return false;
	}
	while (p < pattern->length && wanted[p] == STAR)
		p++;
	return p == pattern->length;
}

/* The form itself, accents included, is compared. */
static bool is_spelled(const struct pattern *pattern, const char *form)
{
	uint32_t characters[ANALYSER_MAX_FORM];
	size_t length = strlen(form), count = 0;
	for (size_t at = 0; at < length && count < ANALYSER_MAX_FORM;)
		characters[count++] = utf8_next(form, length, &at);
	if (pattern->stars)
		return fits(pattern, characters, count);
	return spelling_distance(pattern->word.characters, pattern->word.length, characters, count,
				 pattern->most) <= pattern->most;
}

static bool stands_for(const struct pattern *pattern, const struct spelling_words *words,
		       const struct known_word *known)
{
	if (pattern->as_spelled)
		return is_spelled(pattern, known->form);
	if (pattern->stars)
		return fits(pattern, words->characters + known->plain_start, known->length);
	return distance_to(words, known, &pattern->word, pattern->letters, pattern->most) <=
	       pattern->most;
}

struct counted {
	const char *form;
	uint32_t count;
};

static int by_count(const void *a, const void *b)
{
	const struct counted *x = a, *y = b;
	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return strcmp(x->form, y->form);
}

static bool make_pattern(struct pattern *pattern, const char *text, size_t length, bool as_spelled)
{
	struct buffer folded = BUFFER_INIT;
	bool tilde = length > 0 && text[length - 1] == '~', good;
	if (as_spelled)
		buffer_add(&folded, text, length - tilde);
	else
		analyser_plain(text, length - tilde, &folded);
	*pattern = (struct pattern){ .as_spelled = as_spelled, .stars = !tilde };
	if (tilde) {
		good = read_word(&pattern->word, folded.bytes, folded.length) &&
		       pattern->word.length > 0;
		pattern->most = most_distance(pattern->word.length);
		pattern->letters = letters_of(&pattern->word);
	} else {
		good = folded.length > 0;
		pattern->characters = memory_array(folded.length, sizeof *pattern->characters);
		for (size_t at = 0; at < folded.length;)
			pattern->characters[pattern->length++] =
			    utf8_next(folded.bytes, folded.length, &at);
	}
	buffer_release(&folded);
	return good;
}

/* The forms found, each once. */
struct finds {
	struct counted *at;
	size_t count, capacity;
};

static void add_find(struct finds *finds, const char *form, uint32_t count)
{
	finds->at = memory_grow(finds->at, &finds->capacity, finds->count + 1, sizeof *finds->at);
	finds->at[finds->count++] = (struct counted){ form, count };
}

/* What stands before the first star, without accents: all forms that fit begin with it. */
static void beginning_of(const char *text, size_t length, struct buffer *beginning)
{
	size_t end = 0;
	while (end < length && text[end] != STAR)
		end++;
	analyser_plain(text, end, beginning);
}

bool spelling_looks_at_all(const char *pattern, size_t length)
{
	return length == 0 || pattern[0] == STAR || pattern[length - 1] == '~';
}

/* Those forms of the segment that begin so stand together. */
static void find_together(struct finds *finds, const struct segment *segment,
			  const struct pattern *pattern, const struct buffer *beginning)
{
	struct spelling_words one = { 0 };
	struct buffer plain = BUFFER_INIT;
	uint32_t place = segment_form_place(segment, beginning->bytes);
	for (; place < segment->counts.forms; place++) {
		int kind;
		uint32_t number = segment_form_in_order(segment, place);
		const char *form = segment_form(segment, number, &kind);
		buffer_clear(&plain);
		segment_form_plain(form, &plain);
		if (strncmp(plain.bytes, beginning->bytes, beginning->length) != 0)
			break;
		if (kind == TOKEN_HAN)
			continue;
		one.count = one.character_count = 0;
		add_known(&one, form, kind == TOKEN_WORD, 0, &plain);
		if (stands_for(pattern, &one, &one.at[0]))
			add_find(finds, form, segment_form_count(segment, number));
	}
	free(one.at);
	free(one.characters);
	buffer_release(&plain);
}

/* The segments of a language share many forms: each is found once. */
static void join_finds(struct finds *finds)
{
	struct names names = { 0 };
	size_t count = 0;
	for (size_t i = 0; i < finds->count; i++) {
		struct counted *find = &finds->at[i];
		uint32_t place = names_add(&names, find->form, strlen(find->form));
		if (place < count)
			finds->at[place].count += find->count;
		else
			finds->at[count++] = *find;
	}
	finds->count = count;
	names_release(&names);
}

void spelling_expand(struct expansion *expansion, const struct index_language *language,
		     const struct spelling_words *words, const char *pattern_text, size_t length,
		     bool as_spelled, struct arena *arena)
{
	struct pattern pattern;
	struct finds finds = { 0 };
	struct buffer beginning = BUFFER_INIT;
	bool good = make_pattern(&pattern, pattern_text, length, as_spelled);
	for (size_t i = 0; good && words != NULL && i < words->count; i++)
		if (stands_for(&pattern, words, &words->at[i]))
			add_find(&finds, words->at[i].form, words->at[i].count);
	if (words == NULL)
		beginning_of(pattern_text, length, &beginning);
	for (size_t i = 0; good && words == NULL && i < language->segment_count; i++)
		find_together(&finds, language->segments[i], &pattern, &beginning);
	if (words == NULL && language->segment_count > 1)
		join_finds(&finds);
	memory_sort(finds.at, finds.count, sizeof *finds.at, by_count);
	*expansion =
	    (struct expansion){ arena_get(arena, finds.count * sizeof(char *)), finds.count };
	for (size_t i = 0; i < finds.count; i++)
		expansion->forms[i] = arena_text(arena, finds.at[i].form, strlen(finds.at[i].form));
	free(finds.at);
	free(pattern.characters);
	buffer_release(&beginning);
}
