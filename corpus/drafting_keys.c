/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/drafting_keys.h"

#include "corpus/drafting.h"

#include <string.h>

enum { LONGEST_VERB = 200 }; /* bytes of a verb that are looked at */

/* Below 0, 0, above 0: where the words of a row stand to these. */
static int order_of(const char *row, const char *words, size_t length)
{
	int order = strncmp(row, words, length);
	return order != 0 ? order : row[length] != '\0';
}

static const char *find_key(const struct verb_keys *keys, const char *words, size_t length)
{
	size_t low = 0;
	size_t high = keys->count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = order_of(keys->rows[middle].words, words, length);
		if (order == 0)
			return keys->rows[middle].key;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Chinese has no spaces: there a word may end at every character. */
static bool has_spaces(const struct language *language)
{
	return strcmp(language->code, "zh") != 0;
}

/* The key of the longest known words from `start` on, or NULL. */
static const char *longest_key(const struct language *language, const struct buffer *text,
			       size_t start)
{
	const struct verb_keys *keys = &verb_keys[language - languages];
	bool spaced = has_spaces(language);
	for (size_t end = text->length; end > start; end--) {
		if (end < text->length && ((unsigned char)text->bytes[end] & 0xC0) == 0x80)
			continue;
		if (spaced && !drafting_ends_word(text, end))
			continue;
		const char *key = find_key(keys, text->bytes + start, end - start);
		if (key != NULL)
			return key;
	}
	return NULL;
}

/* Takes these words out wherever they stand, with one of the spaces around them. */
static void take_out(struct buffer *text, const char *word, size_t length)
{
	for (size_t at = 0; at + length <= text->length;) {
		size_t end = at + length;
		bool is = (at == 0 || text->bytes[at - 1] == ' ') &&
			  memcmp(text->bytes + at, word, length) == 0 &&
			  (end == text->length || text->bytes[end] == ' ');
		if (!is) {
			at++;
			continue;
		}
		if (end < text->length)
			end++;
		else if (at != 0)
			at--;
		memmove(text->bytes + at, text->bytes + end, text->length - end);
		text->length -= end - at;
	}
}

/* The length of the one of these alternatives that stands at this place, or 0. */
static size_t alternative_at(const char *alternatives, const struct buffer *text, size_t at)
{
	const char *word;
	size_t length;
	while ((length = drafting_alternative(&alternatives, &word)) != 0)
		if (length < text->length - at && memcmp(text->bytes + at, word, length) == 0)
			return length;
	return 0;
}

/* Takes the additions out; returns where what is left begins. */
static size_t drop_additions(const struct language *language, struct buffer *text)
{
	const char *additions = verb_keys[language - languages].additions;
	const char *word;
	size_t length;
	size_t start = 0;
	if (has_spaces(language))
		while ((length = drafting_alternative(&additions, &word)) != 0)
			take_out(text, word, length);
	else
		while ((length = alternative_at(additions, text, start)) != 0)
			start += length;
	return start;
}

const char *drafting_verb_key(const struct language *language, const char *verb, size_t length)
{
	struct folded folded = FOLDED_INIT;
	struct buffer *text = &folded.text;
	drafting_fold(&folded, verb, length < LONGEST_VERB ? length : LONGEST_VERB);
	size_t start = drop_additions(language, text);
	const char *key = longest_key(language, text, start);
	if (key == NULL) {
		start += alternative_at(verb_keys[language - languages].again, text, start);
		while (start < text->length && text->bytes[start] == ' ')
			start++;
		key = longest_key(language, text, start);
	}
	folded_release(&folded);
	return key == NULL ? "" : key;
}

const char *drafting_key(const char *typed, size_t length)
{
	const struct language *english = language_find("en", 2);
	const struct verb_keys *keys = &verb_keys[english - languages];
	struct folded folded = FOLDED_INIT;
	struct buffer *text = &folded.text;
	const char *key = NULL;
	drafting_fold(&folded, typed, length < LONGEST_VERB ? length : 0);
	if (text->length != 0)
		key = find_key(keys, text->bytes, text->length); /* "re-emphasize" */
	if (text->length != 0 && key == NULL) {
		for (size_t i = 0; i < text->length; i++)
			if (text->bytes[i] == '-')
				text->bytes[i] = ' ';
		drop_additions(english, text);
		key = find_key(keys, text->bytes, text->length);
	}
	folded_release(&folded);
	return key == NULL ? "" : key;
}
