/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stemmers/analyser.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "stemmers/characters.h"
#include "stemmers/rules.h"
#include "stemmers/symbols.h"
#include "stemmers/tokenise.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>

static const struct rules *const all_rules[] = { &arabic_rules, &chinese_rules, &english_rules,
						 &french_rules, &german_rules,  &russian_rules,
						 &spanish_rules };

struct analyser {
	struct stemming stemming;
};

static const struct rules *find_rules(const char *code)
{
	for (size_t i = 0; i < sizeof all_rules / sizeof *all_rules; i++)
		if (strcmp(all_rules[i]->code, code) == 0)
			return all_rules[i];
	return NULL;
}

int analyser_new(struct analyser **out, const struct language *language, struct error *error)
{
	*out = NULL;
	const struct rules *rules = find_rules(language->code);
	if (rules == NULL)
		return error_set(error, STATUS_INTERNAL, "no analysis for the language %s",
				 language->name);
	struct analyser *analyser = memory_array(1, sizeof *analyser);
	analyser->stemming.rules = rules;
	if (rules->snowball != NULL) {
		analyser->stemming.snowball = sb_stemmer_new(rules->snowball, "UTF_8");
		if (analyser->stemming.snowball == NULL) {
			analyser_free(analyser);
			return error_set(error, STATUS_INTERNAL,
					 "libstemmer knows no algorithm \"%s\"", rules->snowball);
		}
	}
	*out = analyser;
	return STATUS_OK;
}

void analyser_free(struct analyser *analyser)
{
	if (analyser == NULL)
		return;
	sb_stemmer_delete(analyser->stemming.snowball);
	free(analyser);
}

void analyser_tokens(const char *text, size_t length, struct tokens *tokens)
{
	tokenise(&fast_characters, text, length, SIZE_MAX, tokens);
}

void analyser_first_tokens(const char *text, size_t length, size_t most, struct tokens *tokens)
{
	tokenise(&fast_characters, text, length, most, tokens);
}

void stemming_snowball(const struct stemming *stemming, struct stem *word)
{
	if (stemming->snowball == NULL)
		return;
	const sb_symbol *stem =
	    sb_stemmer_stem(stemming->snowball, (const sb_symbol *)word->text, (int)word->length);
	if (stem != NULL)
		stem_set(word, (const char *)stem, (size_t)sb_stemmer_length(stemming->snowball));
}

static bool has_digit(const struct stem *word)
{
	return strpbrk(word->text, "0123456789") != NULL;
}

/* 67ª, 54th, 2e: found as 67, 54 and 2. The word is folded: ª is "a". */
static void drop_ordinal(struct stem *word)
{
	static const char *const endings[] = { "a",  "o", "e",  "er", "re", "eme",
					       "st", "d", "nd", "rd", "th" };
	size_t digits = strspn(word->text, "0123456789");
	for (size_t i = 0; digits > 0 && i < sizeof endings / sizeof *endings; i++)
		if (strcmp(word->text + digits, endings[i]) == 0)
			stem_drop(word, word->length - digits);
}

static void stem_word(const struct stemming *stemming, const char *form, size_t length,
		      struct stem *word)
{
	fold_marks(form, length, stemming->rules->kept, word);
	if (has_digit(word)) {
		drop_ordinal(word);
	} else if (stemming->rules->stem != NULL) {
		struct stem folded = *word;
		stemming->rules->stem(stemming, word);
		if (word->length == 0)
			*word = folded;
	}
	if (word->length == 0) /* accents alone */
		stem_set(word, form, length);
}

size_t analyser_terms(struct analyser *analyser, const char *form, size_t length,
		      enum token_kind kind, struct buffer *terms)
{
	struct stem word;
	if (kind == TOKEN_SYMBOL)
		return symbol_terms(form, length, terms);
	if (kind == TOKEN_WORD)
		stem_word(&analyser->stemming, form, length, &word);
	else
		stem_set(&word, form, length);
	buffer_add(terms, word.text, word.length);
	buffer_add_byte(terms, '\0');
	return 1;
}

void analyser_pair(const char *first, size_t first_length, const char *second, size_t second_length,
		   struct buffer *term)
{
	buffer_add(term, first, first_length);
	buffer_add(term, second, second_length);
}

bool analyser_is_stop_word(const struct analyser *analyser, const char *form, size_t length)
{
	struct stem word;
	fold_marks(form, length, analyser->stemming.rules->kept, &word);
	return word_table_has(analyser->stemming.rules->stop_words, word.text, word.length);
}

void analyser_form(const char *word, size_t length, struct buffer *form)
{
	char bytes[ANALYSER_MAX_FORM + 1];
	buffer_add(form, bytes, form_of(&fast_characters, word, length, bytes));
}
