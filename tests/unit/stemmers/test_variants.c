/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/error.h"
#include "stemmers/analyser.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * Runs tests/variants/XX.variants, found from the top of the source tree, through the analysis.
 * Each line is "same<TAB>form form …" (each form must search what the others are found by) or
 * "apart<TAB>word word …" (none may find another).
 */

enum { FORMS_MAX = 32 };

/* What a form searches: one main term for each token that is no clitic, and one for each pair of
 * Chinese characters; and all terms that it is found by. */
struct spelling {
	char *text;
	struct buffer main_terms, all_terms;
};

static void add_term(struct spelling *spelling, const char *term, bool is_main)
{
	buffer_add_format(&spelling->all_terms, "%s ", term);
	if (is_main)
		buffer_add_format(&spelling->main_terms, "%s ", term);
}

static void add_pair(struct spelling *spelling, const struct tokens *tokens, size_t second)
{
	const struct token *b = &tokens->at[second], *a = b - 1;
	struct buffer pair = BUFFER_INIT;
	analyser_pair(tokens->forms + a->form, a->form_length, tokens->forms + b->form,
		      b->form_length, &pair);
	add_term(spelling, pair.bytes, true);
	buffer_release(&pair);
}

static void analyse(struct analyser *analyser, struct spelling *spelling)
{
	struct tokens tokens = TOKENS_INIT;
	struct buffer terms = BUFFER_INIT;
	buffer_clear(&spelling->main_terms);
	buffer_clear(&spelling->all_terms);
	buffer_add_byte(&spelling->all_terms, ' ');
	analyser_tokens(spelling->text, strlen(spelling->text), &tokens);
	for (size_t i = 0; i < tokens.count; i++) {
		const struct token *token = &tokens.at[i];
		if (token->clitic)
			continue;
		buffer_clear(&terms);
		size_t count = analyser_terms(analyser, tokens.forms + token->form,
					      token->form_length, token->kind, &terms);
		const char *term = terms.bytes;
		for (size_t t = 0; t < count; t++, term += strlen(term) + 1)
			add_term(spelling, term, t == 0);
		if (token->kind == TOKEN_HAN && token->joined && token[-1].kind == TOKEN_HAN)
			add_pair(spelling, &tokens, i);
	}
	buffer_release(&terms);
	tokens_release(&tokens);
}

/* A query for `a` finds a text of `b`: all main terms of `a` are among the terms of `b`. */
static bool finds(const struct spelling *a, const struct spelling *b)
{
	char *copy = strdup(a->main_terms.bytes), *rest = NULL;
	bool all = true;
	for (char *term = strtok_r(copy, " ", &rest); term; term = strtok_r(NULL, " ", &rest)) {
		struct buffer between = BUFFER_INIT;
		buffer_add_format(&between, " %s ", term);
		all = all && strstr(b->all_terms.bytes, between.bytes) != NULL;
		buffer_release(&between);
	}
	free(copy);
	return all;
}

/* Compares all ordered pairs of the words of one line; returns how many are wrong. */
static int check_line(struct analyser *analyser, char *words, bool same, const char *place)
{
	struct spelling spellings[FORMS_MAX];
	size_t count = 0;
	int wrong = 0;
	char *rest = NULL;
	memset(spellings, 0, sizeof spellings);
	for (char *word = strtok_r(words, " \n", &rest); word != NULL && count < FORMS_MAX;
	     word = strtok_r(NULL, " \n", &rest)) {
		spellings[count].text = word;
		analyse(analyser, &spellings[count++]);
	}
	for (size_t a = 0; a < count; a++)
		for (size_t b = 0; b < count; b++)
			if (a != b && finds(&spellings[a], &spellings[b]) != same) {
				fprintf(stderr, "%s: %s %s %s\n", place, spellings[a].text,
					same ? "does not find" : "finds", spellings[b].text);
				wrong++;
			}
	for (size_t i = 0; i < count; i++) {
		buffer_release(&spellings[i].main_terms);
		buffer_release(&spellings[i].all_terms);
	}
	return wrong;
}

static void check_file(const char *code, int lines_wanted)
{
	char path[64], place[96], line[4096];
	struct error error = ERROR_INIT;
	struct analyser *analyser = NULL;
	int wrong = 0, lines = 0, number = 0;
	snprintf(path, sizeof path, "tests/variants/%s.variants", code);
	FILE *file = fopen(path, "r");
	cr_assert_not_null(file, "%s is not there: run the tests from the source tree", path);
	cr_assert_eq(analyser_new(&analyser, language_find(code, strlen(code)), &error), STATUS_OK,
		     "%s", error.message);
	while (fgets(line, sizeof line, file) != NULL) {
		char *words = strchr(line, '\t');
		number++;
		if (line[0] == '#' || words == NULL)
			continue;
		snprintf(place, sizeof place, "%s:%d", path, number);
		wrong += check_line(analyser, words + 1, strncmp(line, "same", 4) == 0, place);
		lines++;
	}
	fclose(file);
	analyser_free(analyser);
	cr_assert_geq(lines, lines_wanted, "%s has %d lines", path, lines);
	cr_assert_eq(wrong, 0, "%d pairs of %s are wrong", wrong, path);
}

Test(variants, arabic)
{
	check_file("ar", 40);
	LEAK_CHECK();
}

Test(variants, chinese)
{
	check_file("zh", 40);
	LEAK_CHECK();
}

Test(variants, english)
{
	check_file("en", 40);
	LEAK_CHECK();
}

Test(variants, french)
{
	check_file("fr", 40);
	LEAK_CHECK();
}

Test(variants, russian)
{
	check_file("ru", 40);
	LEAK_CHECK();
}

Test(variants, spanish)
{
	check_file("es", 60);
	LEAK_CHECK();
}
