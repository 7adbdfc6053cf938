/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/common.h"

#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "base/memory.h"
#include "cli/terminal.h"
#include "stemmers/analyser.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TEXT_MAX_BYTES = 16 * 1024 * 1024, DEFAULT_LIMIT = 20 };

struct values {
	const char *index, *language;
	bool classes;
	size_t limit;
};

static const struct option options[] = {
	{ "lang", OPTION_TEXT, offsetof(struct values, language), "LANG", NULL,
	  "the language of the text (default: es)" },
	{ "classes", OPTION_FLAG, offsetof(struct values, classes), NULL, NULL,
	  "list the terms of the index that most forms share" },
	{ "limit", OPTION_NUMBER, offsetof(struct values, limit), "N", NULL,
	  "with --classes: list N terms (default: 20)" },
	{ "index", OPTION_TEXT, offsetof(struct values, index), "DIR", NULL,
	  "with --classes: the index to read" },
	{ .name = NULL },
};

static int run(int count, char **arguments);

const struct command command_analyze = { "analyze", "Show what words become in the index",
					 "[TEXT]...", options, run };

/* ---- A text ---- */

static void print_token(struct analyser *analyser, const struct tokens *tokens,
			const struct token *token, struct buffer *out)
{
	static const char *const kinds[] = { "word", "number", "symbol", "character" };
	const char *form = tokens->forms + token->form;
	struct buffer terms = BUFFER_INIT;
	size_t count = analyser_terms(analyser, form, token->form_length, token->kind, &terms);
	terminal_add(out, form, token->form_length, false);
	buffer_add_format(out, "\t%s%s%s\t", kinds[token->kind], token->joined ? ", joined" : "",
			  token->clitic ? ", clitic" : "");
	const char *term = terms.bytes;
	for (size_t i = 0; i < count; i++, term += strlen(term) + 1) {
		buffer_add_text(out, i > 0 ? " " : "");
		terminal_add(out, term, strlen(term), false);
	}
	if (analyser_is_stop_word(analyser, form, token->form_length))
		buffer_add_text(out, "\tstop word");
	buffer_add_byte(out, '\n');
	buffer_release(&terms);
}

static int print_text(const struct language *language, const char *text, size_t length,
		      struct buffer *out, struct error *error)
{
	struct analyser *analyser;
	struct tokens tokens = TOKENS_INIT;
	int status = analyser_new(&analyser, language, error);
	if (status != STATUS_OK)
		return status;
	analyser_tokens(text, length, &tokens);
	for (size_t i = 0; i < tokens.count; i++)
		print_token(analyser, &tokens, &tokens.at[i], out);
	tokens_release(&tokens);
	analyser_free(analyser);
	return STATUS_OK;
}

/* ---- The classes of an index ---- */

struct class
{
	const char *term;
	size_t forms;
};

static int by_forms(const void *a, const void *b)
{
	const struct class *x = a, *y = b;
	if (x->forms != y->forms)
		return x->forms > y->forms ? -1 : 1;
	return strcmp(x->term, y->term);
}

static struct segment *largest(const struct index_language *language)
{
	struct segment *segment = language->segments[0];
	for (size_t i = 1; i < language->segment_count; i++)
		if (language->segments[i]->counts.terms > segment->counts.terms)
			segment = language->segments[i];
	return segment;
}

/* A line a term: how many forms share it, the term, the forms with their frequencies. The largest
 * segment stands for the language. */
static void print_classes(const struct index_language *language, size_t limit, struct buffer *out)
{
	struct segment *segment = largest(language);
	size_t count = segment->counts.terms;
	struct class *classes = memory_array(count, sizeof *classes);
	struct form_list forms = { 0 };
	for (uint32_t i = 0; i < count; i++) {
		classes[i] = (struct class){ segment_term(segment, i), 0 };
		forms.count = 0;
		segment_term_forms(segment, classes[i].term, &forms);
		/* Numbers and symbols have their parts as terms: they are no words of one stem. */
		for (size_t f = 0; f < forms.count; f++) {
			int kind;
			segment_form(segment, forms.at[f], &kind);
			classes[i].forms += kind == TOKEN_WORD;
		}
	}
	memory_sort(classes, count, sizeof *classes, by_forms);
	for (size_t i = 0; i < count && i < limit; i++) {
		buffer_add_format(out, "%zu\t%s\t", classes[i].forms, classes[i].term);
		forms.count = 0;
		segment_term_forms(segment, classes[i].term, &forms);
		for (size_t f = 0; f < forms.count; f++)
			buffer_add_format(out, "%s%s %u", f > 0 ? ", " : "",
					  segment_form(segment, forms.at[f], NULL),
					  segment_form_count(segment, forms.at[f]));
		buffer_add_byte(out, '\n');
	}
	free(forms.at);
	free(classes);
}

static int list_classes(const struct values *values, const char *language, struct buffer *out,
			struct error *error)
{
	struct index *index;
	int status = common_open(&index, values->index, "--lang", language, error);
	if (status == STATUS_OK && index->language_count > 0)
		print_classes(&index->languages[0], values->limit, out);
	if (status == STATUS_OK)
		status = index_check(index, error);
	index_free(index);
	return status;
}

static int run(int count, char **arguments)
{
	struct values values = { .language = "es", .limit = DEFAULT_LIMIT };
	struct error error = ERROR_INIT;
	struct buffer text = BUFFER_INIT, out = BUFFER_INIT;
	const struct language *languages_wanted[LANGUAGE_COUNT];
	size_t language_count;
	int code;
	if (!common_start(&command_analyze, &values, &count, arguments, &code))
		return code;
	int status =
	    common_languages("--lang", values.language, languages_wanted, &language_count, &error);
	if (status == STATUS_OK && language_count != 1)
		status = error_set(&error, STATUS_INPUT, "--lang: wanted one language, got \"%s\"",
				   values.language);
	if (status == STATUS_OK && values.classes)
		status = list_classes(&values, values.language, &out, &error);
	else if (status == STATUS_OK) {
		if (count == 0)
			status = file_read(STDIN_FILENO, "standard input", TEXT_MAX_BYTES, &text,
					   &error);
		for (int i = 0; i < count; i++)
			buffer_add_format(&text, "%s%s", i > 0 ? " " : "", arguments[i]);
		if (status == STATUS_OK)
			status =
			    print_text(languages_wanted[0], text.bytes, text.length, &out, &error);
	}
	code = status == STATUS_OK
		   ? common_print(out.bytes, out.length, out.length > 0 ? EXIT_FOUND : EXIT_NOTHING)
		   : common_fail(&error);
	buffer_release(&text);
	buffer_release(&out);
	return code;
}
