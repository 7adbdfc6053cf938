/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "stemmers/analyser.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/*
 * What the analysis does to all words of real resolutions: those under $CLAUSULA_CORPUS (folders
 * like 78session/Spanish with AKN4UN files); skipped without. Prints the largest classes of forms
 * with one main term, which is where a rule that takes too much shows first.
 */

enum { OFTEN = 20, CLASSES_SHOWN = 20, FORMS_SHOWN = 12 };

struct word {
	char *form, *term; /* of the arena */
	unsigned count;
};

struct vocabulary {
	struct arena arena;
	struct word *words; /* sorted by form */
	size_t count, capacity;
	size_t merged; /* the count after the last merge */
};

static int by_form(const void *a, const void *b)
{
	return strcmp(((const struct word *)a)->form, ((const struct word *)b)->form);
}

static int by_term(const void *a, const void *b)
{
	return strcmp(((const struct word *)a)->term, ((const struct word *)b)->term);
}

/* Puts a blank for each tag. */
static void drop_tags(struct buffer *text)
{
	bool inside = false;
	for (size_t i = 0; i < text->length; i++) {
		char byte = text->bytes[i];
		inside = byte == '<' || (inside && byte != '>');
		if (inside || byte == '>')
			text->bytes[i] = ' ';
	}
}

static void read_file(const char *path, struct buffer *text)
{
	char bytes[65536];
	size_t got;
	FILE *file = fopen(path, "r");
	cr_assert_not_null(file, "%s", path);
	buffer_clear(text);
	while ((got = fread(bytes, 1, sizeof bytes, file)) > 0)
		buffer_add(text, bytes, got);
	fclose(file);
	drop_tags(text);
}

/* Makes one word of equal ones and sums their counts. */
static void merge(struct vocabulary *vocabulary)
{
	size_t kept = 0;
	qsort(vocabulary->words, vocabulary->count, sizeof *vocabulary->words, by_form);
	for (size_t i = 0; i < vocabulary->count; i++)
		if (kept > 0 && by_form(&vocabulary->words[kept - 1], &vocabulary->words[i]) == 0)
			vocabulary->words[kept - 1].count += vocabulary->words[i].count;
		else
			vocabulary->words[kept++] = vocabulary->words[i];
	vocabulary->count = vocabulary->merged = kept;
}

static void add_words(struct vocabulary *vocabulary, const struct tokens *tokens)
{
	for (size_t i = 0; i < tokens->count; i++) {
		const struct token *token = &tokens->at[i];
		if (token->kind != TOKEN_WORD)
			continue;
		vocabulary->words = memory_grow(vocabulary->words, &vocabulary->capacity,
						vocabulary->count + 1, sizeof *vocabulary->words);
		vocabulary->words[vocabulary->count++] =
		    (struct word){ arena_text(&vocabulary->arena, tokens->forms + token->form,
					      token->form_length),
				   NULL, 1 };
	}
	if (vocabulary->count > 2 * vocabulary->merged + 100000)
		merge(vocabulary);
}

static char *main_term(struct analyser *analyser, const char *form, struct buffer *terms)
{
	buffer_clear(terms);
	analyser_terms(analyser, form, strlen(form), TOKEN_WORD, terms);
	return terms->bytes;
}

/* The words of all files of a language; false when there are none. */
static bool read_vocabulary(struct analyser *analyser, const char *language,
			    struct vocabulary *vocabulary)
{
	const char *corpus = getenv("CLAUSULA_CORPUS");
	char pattern[4096];
	glob_t files;
	if (corpus == NULL)
		return false;
	snprintf(pattern, sizeof pattern, "%s/*/%s/*.xml", corpus, language);
	if (glob(pattern, 0, NULL, &files) != 0)
		return false;
	struct buffer text = BUFFER_INIT, terms = BUFFER_INIT;
	struct tokens tokens = TOKENS_INIT;
	for (size_t i = 0; i < files.gl_pathc; i++) {
		read_file(files.gl_pathv[i], &text);
		analyser_tokens(text.bytes, text.length, &tokens);
		add_words(vocabulary, &tokens);
	}
	merge(vocabulary);
	for (size_t i = 0; i < vocabulary->count; i++) {
		const char *term = main_term(analyser, vocabulary->words[i].form, &terms);
		vocabulary->words[i].term = arena_text(&vocabulary->arena, term, strlen(term));
	}
	tokens_release(&tokens);
	buffer_release(&terms);
	buffer_release(&text);
	globfree(&files);
	return true;
}

static const struct word *find(const struct vocabulary *vocabulary, const char *form)
{
	struct word key = { (char *)form, NULL, 0 };
	return bsearch(&key, vocabulary->words, vocabulary->count, sizeof key, by_form);
}

/* The form as typed without accents; ñ stays. */
static void write_bare(const char *form, struct buffer *bare)
{
	buffer_clear(bare);
	for (const char *at = form; *at != '\0';) {
		size_t until_enye =
		    strstr(at, "ñ") != NULL ? (size_t)(strstr(at, "ñ") - at) : strlen(at);
		char *part = memory_text(at, until_enye);
		utf8proc_uint8_t *plain = NULL;
		utf8proc_map((utf8proc_uint8_t *)part, 0, &plain,
			     UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_STRIPMARK |
				 UTF8PROC_DECOMPOSE);
		buffer_add_text(bare, (char *)plain);
		free(plain);
		free(part);
		at += until_enye;
		if (*at != '\0') {
			buffer_add_text(bare, "ñ");
			at += strlen("ñ");
		}
	}
}

/* The words with one term, which stand together once the vocabulary is sorted by term. */
struct class
{
	size_t first, size;
};

static int by_size(const void *a, const void *b)
{
	const struct class *one = a, *other = b;
	return (one->size < other->size) - (one->size > other->size);
}

static void show_classes(struct vocabulary *vocabulary, const char *language)
{
	struct class *classes = memory_array(vocabulary->count, sizeof *classes);
	size_t count = 0;
	qsort(vocabulary->words, vocabulary->count, sizeof *vocabulary->words, by_term);
	for (size_t i = 0; i < vocabulary->count; i++) {
		const struct word *word = &vocabulary->words[i];
		if (i == 0 || by_term(word - 1, word) != 0)
			classes[count++].first = i;
		classes[count - 1].size++;
	}
	qsort(classes, count, sizeof *classes, by_size);
	printf("The largest of %zu classes in %s (%zu forms):\n", count, language,
	       vocabulary->count);
	for (size_t c = 0; c < count && c < CLASSES_SHOWN; c++) {
		const struct word *words = &vocabulary->words[classes[c].first];
		printf("%5zu %s:", classes[c].size, words->term);
		for (size_t i = 0; i < classes[c].size && i < FORMS_SHOWN; i++)
			printf(" %s", words[i].form);
		printf("%s\n", classes[c].size > FORMS_SHOWN ? " …" : "");
	}
	qsort(vocabulary->words, vocabulary->count, sizeof *vocabulary->words, by_form);
	free(classes);
}

static void check_accents(struct analyser *analyser, const struct vocabulary *vocabulary)
{
	struct buffer bare = BUFFER_INIT, terms = BUFFER_INIT;
	for (size_t i = 0; i < vocabulary->count; i++) {
		const struct word *word = &vocabulary->words[i];
		write_bare(word->form, &bare);
		cr_expect_str_eq(main_term(analyser, bare.bytes, &terms), word->term, "%s",
				 word->form);
	}
	buffer_release(&bare);
	buffer_release(&terms);
}

/* Words of at least three letters and their plurals, both often used. */
static void check_plurals(const struct vocabulary *vocabulary)
{
	struct buffer plural = BUFFER_INIT;
	int pairs = 0, meet = 0;
	for (size_t i = 0; i < vocabulary->count; i++) {
		const struct word *word = &vocabulary->words[i];
		size_t length = strlen(word->form);
		for (int es = 0; es < 2 && length > 2 && word->count >= OFTEN; es++) {
			if (es == 0) {
				buffer_clear(&plural);
				buffer_add_text(&plural, word->form);
			} else {
				write_bare(word->form, &plural);
			}
			buffer_add_text(&plural, es ? "es" : "s");
			const struct word *other = find(vocabulary, plural.bytes);
			if (other == NULL || other->count < OFTEN)
				continue;
			pairs++;
			if (strcmp(word->term, other->term) == 0)
				meet++;
			else
				printf("apart: %s and %s\n", word->form, other->form);
		}
	}
	printf("%d of %d plurals meet\n", meet, pairs);
	cr_expect_gt(pairs, 300);
	cr_expect_geq(meet * 1000, pairs * 995);
	buffer_release(&plural);
}

static void check_language(const char *code, const char *folder)
{
	struct analyser *analyser = NULL;
	struct error error = ERROR_INIT;
	struct vocabulary vocabulary = { ARENA_INIT, NULL, 0, 0, 0 };
	cr_assert_eq(analyser_new(&analyser, language_find(code, strlen(code)), &error), STATUS_OK);
	if (read_vocabulary(analyser, folder, &vocabulary)) {
		show_classes(&vocabulary, folder);
		if (strcmp(code, "es") == 0) {
			check_accents(analyser, &vocabulary);
			check_plurals(&vocabulary);
		}
	} else {
		fprintf(stderr, "SKIPPED: %s vocabulary: $CLAUSULA_CORPUS names no resolutions\n",
			folder);
	}
	free(vocabulary.words);
	arena_release(&vocabulary.arena);
	analyser_free(analyser);
}

Test(vocabulary, spanish_plurals_and_bare_words_are_found)
{
	check_language("es", "Spanish");
	LEAK_CHECK();
}

Test(vocabulary, classes_of_the_other_languages_are_shown)
{
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		if (strcmp(languages[i].code, "es") != 0 && strcmp(languages[i].code, "zh") != 0)
			check_language(languages[i].code, languages[i].name);
	LEAK_CHECK();
}
