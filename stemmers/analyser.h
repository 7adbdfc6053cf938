/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMERS_ANALYSER_H
#define STEMMERS_ANALYSER_H

#include "base/language.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buffer;
struct error;

/*
 * Analysis of one language: what a text becomes in the index and what a query asks for. There is
 * one entry point for both sides, so they cannot disagree:
 *
 *     text --analyser_tokens--> tokens, each with its form --analyser_terms--> terms
 *
 * A **form** is a word as spelled: NFC, case folded, accents kept, soft hyphens and other
 * ignorable characters out, decimal digits of any script as ASCII digits. It is what `=word` finds.
 * A **term** is what is searched otherwise: the stem of the form, folded. A form alone decides its
 * terms, so they can be computed once for each distinct form.
 *
 * ANALYSIS_VERSION changes whenever any text may become other tokens or terms than before.
 */
enum { ANALYSIS_VERSION = 1 };

enum token_kind {
	TOKEN_WORD,   /* letters, or letters and digits: "desarme", "COVID" */
	TOKEN_NUMBER, /* digits alone: "2023" */
	TOKEN_SYMBOL, /* a document's symbol or a number with strokes: "A/RES/78/16", "77/37"; also
			 "1514 (XV)" and "2250 (2015)", with the form "1514(xv)" and "2250(2015)" */
	TOKEN_HAN,    /* one Chinese character */
};

struct token {
	uint32_t start, end; /* bytes in the text */
	uint32_t form;       /* where its form starts in tokens.forms, NUL-terminated */
	uint32_t form_length;
	enum token_kind kind;
	bool joined; /* nothing stands between it and the token before: Chinese characters that
			follow each other, the parts of "l'État" and "socio-económico" */
	bool clitic; /* joined to its neighbour by an apostrophe and of no meaning of its own: the
			"l" of "l'État", the "s" of "women's". A query leaves it out of a word that
			stands outside quotation marks */
};

/* The tokens of a text; reused from call to call. */
struct tokens {
	struct token *at;
	size_t count, capacity;
	char *forms;
	size_t forms_length, forms_capacity;
};
#define TOKENS_INIT                                                                                \
	{                                                                                          \
		NULL, 0, 0, NULL, 0, 0                                                             \
	}
void tokens_release(struct tokens *tokens);

enum {
	ANALYSER_MAX_FORM = 180, /* bytes; a longer form is cut at a character, so that no term can
				    pass the 245 bytes that the index takes */
	ANALYSER_MAX_TERMS = 16, /* terms of one form */
};

/* One analyser for each thread and language. */
struct analyser;
int analyser_new(struct analyser **out, const struct language *language, struct error *error);
void analyser_free(struct analyser *analyser);

/* Replaces *tokens by the tokens of text (UTF-8 in NFC; other bytes separate words). Words are told
 * apart in the same way in all languages. */
void analyser_tokens(const char *text, size_t length, struct tokens *tokens);

/* The same of the first tokens alone, `most` or a few more: where each starts and ends. Whether the
 * last is joined or a clitic is not known. */
void analyser_first_tokens(const char *text, size_t length, size_t most, struct tokens *tokens);

/*
 * Appends the terms of a form to *terms, each followed by a NUL, and returns how many. The first
 * is the main term: what a query for this form searches (it is never absent). The others are
 * under which the form is found besides: the parts of a symbol ("a/res/78/16" has the main term
 * "78/16", and "a", "res", "78", "16").
 */
size_t analyser_terms(struct analyser *analyser, const char *form, size_t length,
		      enum token_kind kind, struct buffer *terms);

/*
 * The term of two Chinese characters that follow each other, appended to *term without a NUL. In a
 * language that has pairs (base/language.h) it stands in the index for every two TOKEN_HAN side by
 * side.
 */
void analyser_pair(const char *first, size_t first_length, const char *second, size_t second_length,
		   struct buffer *term);

/* Appends the form of a word, or of a piece of one, as the tokens have it. */
void analyser_form(const char *word, size_t length, struct buffer *form);

/* Appends a form as it is typed without accents: ñ as n, é as e, أ as ا, ё as е, œ as oe. Two forms
 * that are equal in this are one to a reader who leaves accents out. */
void analyser_plain(const char *form, size_t length, struct buffer *plain);

/* True for words too common to tell clauses apart (de, la, the …); a form in, from a data table. */
bool analyser_is_stop_word(const struct analyser *analyser, const char *form, size_t length);

#endif
