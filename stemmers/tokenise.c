/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stemmers/tokenise.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "stemmers/symbols.h"

#include <stdlib.h>
#include <string.h>

/*
 * One pass over the text. A word is read by scan_word, which writes its form on the way as long as
 * its characters are in the fast tables and starts anew with form_of when one is not. What stands
 * between two tokens is counted, since it decides whether the second is joined to the first.
 */

struct scanner {
	const struct characters *characters;
	const char *text;
	size_t length, at;
	struct tokens *tokens;
	/* Since the last token: how many characters that are not ignored, and the last of them. */
	size_t gap;
	uint32_t gap_character;
};

void tokens_release(struct tokens *tokens)
{
	free(tokens->at);
	free(tokens->forms);
	*tokens = (struct tokens)TOKENS_INIT;
}

static uint32_t peek(const struct scanner *scanner, size_t *next)
{
	*next = scanner->at;
	return utf8_next(scanner->text, scanner->length, next);
}

/* The place for the next form; the memory has room for the longest one and a NUL. */
static char *next_form(struct tokens *tokens)
{
	tokens->forms = memory_grow(tokens->forms, &tokens->forms_capacity,
				    tokens->forms_length + ANALYSER_MAX_FORM + 1, 1);
	return tokens->forms + tokens->forms_length;
}

static const char *form_of_token(const struct tokens *tokens, const struct token *token)
{
	return tokens->forms + token->form;
}

/*
 * Words that an apostrophe makes meaningless: what is elided before a vowel (l'État, dell'arte)
 * and what English has after it (women's, they've). The same in all languages: names travel.
 */
static bool is_elided(const char *form)
{
	static const char *const words[] = { "l",      "d",    "c",    "j",     "m",      "n",
					     "s",      "t",    "qu",   "jusqu", "lorsqu", "puisqu",
					     "quoiqu", "dell", "nell", "sull",  "dall" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i], form) == 0)
			return true;
	return false;
}

static bool is_after_apostrophe(const char *form)
{
	static const char *const words[] = { "s", "t", "d", "m", "ll", "re", "ve" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i], form) == 0)
			return true;
	return false;
}

/* Sets joined of the new token, and clitic of it or the one before. */
static void join(struct scanner *scanner, struct token *token)
{
	const struct tokens *tokens = scanner->tokens;
	if (token == tokens->at)
		return;
	struct token *before = token - 1;
	bool han = token->kind == TOKEN_HAN && before->kind == TOKEN_HAN;
	bool numbers = token->kind == TOKEN_NUMBER && before->kind == TOKEN_NUMBER;
	token->joined = scanner->gap == 0;
	if (scanner->gap != 1)
		return;
	switch (character_kind(scanner->characters, scanner->gap_character)) {
	case CHARACTER_APOSTROPHE:
		token->joined = true;
		if (is_elided(form_of_token(tokens, before)))
			before->clitic = true;
		else if (is_after_apostrophe(form_of_token(tokens, token)))
			token->clitic = true;
		break;
	case CHARACTER_JOINER:
		token->joined = true;
		break;
	case CHARACTER_MIDDLE_DOT:
		token->joined = han;
		break;
	default: /* 1.5 and 1,5 */
		token->joined =
		    numbers && (scanner->gap_character == '.' || scanner->gap_character == ',');
	}
}

/* Appends the token whose form was written to next_form. */
static void add_token(struct scanner *scanner, size_t start, size_t end, size_t form_length,
		      enum token_kind kind)
{
	struct tokens *tokens = scanner->tokens;
	tokens->at =
	    memory_grow(tokens->at, &tokens->capacity, tokens->count + 1, sizeof *tokens->at);
	struct token *token = &tokens->at[tokens->count++];
	*token = (struct token){ .start = (uint32_t)start,
				 .end = (uint32_t)end,
				 .form = (uint32_t)tokens->forms_length,
				 .form_length = (uint32_t)form_length,
				 .kind = kind };
	tokens->forms[tokens->forms_length + form_length] = '\0';
	tokens->forms_length += form_length + 1;
	join(scanner, token);
	scanner->gap = 0;
}

static void scan_han(struct scanner *scanner)
{
	size_t start = scanner->at, next;
	uint32_t character = peek(scanner, &next);
	size_t length = next - start;
	scanner->at = next;
	char *form = next_form(scanner->tokens);
	if (character >= 0x4E00 && character <= 0x9FFF) /* each is its own form */
		memcpy(form, scanner->text + start, length);
	else
		length = form_of(scanner->characters, scanner->text + start, length, form);
	add_token(scanner, start, next, length, TOKEN_HAN);
}

/* A word as far as it was read. */
struct reading {
	size_t end; /* behind its last letter or digit */
	size_t form_length;
	bool plain; /* the form is as it should be; otherwise form_of has to make it */
	bool full;  /* no more goes into the form */
	bool ascii;
	bool digits_only;
};

/* A character of one byte or two. */
static void add_to_form(struct reading *reading, char *form, uint32_t character)
{
	size_t length = character < 0x80 ? 1 : 2;
	char *to = form + reading->form_length;
	if (reading->form_length + length > ANALYSER_MAX_FORM)
		reading->full = true;
	if (reading->full)
		return;
	if (length == 1) {
		to[0] = (char)character;
	} else {
		to[0] = (char)(0xC0 | character >> 6);
		to[1] = (char)(0x80 | (character & 0x3F));
	}
	reading->form_length += length;
}

/* Reads one character outside ASCII; false when the word ends before it. */
static bool read_other(struct scanner *scanner, struct reading *reading, char *form)
{
	size_t next;
	uint32_t character = peek(scanner, &next);
	enum character_kind kind = character_kind(scanner->characters, character);
	if (kind != CHARACTER_LETTER && kind != CHARACTER_DIGIT && kind != CHARACTER_IGNORED)
		return false;
	scanner->at = next;
	reading->ascii = false;
	if (kind == CHARACTER_IGNORED)
		return true;
	reading->end = next;
	if (kind == CHARACTER_LETTER)
		reading->digits_only = false;
	uint32_t folded = character < CHARACTERS_FAST ? scanner->characters->folded[character] : 0;
	if (folded == 0)
		reading->plain = false;
	else
		add_to_form(reading, form, folded);
	return true;
}

static void read_word(struct scanner *scanner, struct reading *reading, char *form)
{
	const uint16_t *folded = scanner->characters->folded;
	while (scanner->at < scanner->length) {
		unsigned char byte = (unsigned char)scanner->text[scanner->at];
		if (byte >= 0x80) {
			if (!read_other(scanner, reading, form))
				return;
			continue;
		}
		char letter = (char)folded[byte];
		if (letter == '\0')
			return;
		if (byte > '9')
			reading->digits_only = false;
		if (reading->form_length < ANALYSER_MAX_FORM && !reading->full)
			form[reading->form_length++] = letter;
		reading->end = ++scanner->at;
	}
}

/*
 * French words that are written with an apostrophe and typed without: aujourdhui becomes the same
 * two tokens as aujourd'hui. NULL for other words.
 */
struct left_out {
	const char *first, *second;
};
static const struct left_out *find_left_out(const char *form, size_t length)
{
	static const struct left_out words[] = {
		{ "aujourd", "hui" }, { "quelqu", "un" }, { "quelqu", "une" }, { "presqu", "ile" }
	};
	if (length < 8 || length > 10)
		return NULL;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t first = strlen(words[i].first), second = strlen(words[i].second);
		if (first + second == length && memcmp(form, words[i].first, first) == 0 &&
		    memcmp(form + first, words[i].second, second) == 0)
			return &words[i];
	}
	return NULL;
}

/* Whether what stands behind an ASCII word may make it the beginning of a symbol. */
static bool may_go_on_as_symbol(const struct scanner *scanner, const struct reading *reading)
{
	const char *rest = scanner->text + reading->end;
	size_t left = scanner->length - reading->end;
	if (!reading->ascii || left < 2)
		return false;
	if (rest[0] == '/' || rest[0] == '(' || rest[0] == '-' || rest[0] == '.')
		return true;
	return reading->digits_only && left > 2 && (rest[1] == '(' || rest[2] == '(');
}

static void scan_word(struct scanner *scanner)
{
	size_t start = scanner->at;
	char *form = next_form(scanner->tokens);
	struct reading reading = { .plain = true, .ascii = true, .digits_only = true };
	read_word(scanner, &reading, form);
	if (may_go_on_as_symbol(scanner, &reading)) {
		size_t length = symbol_length(scanner->text + start, scanner->length - start);
		if (length > 0) {
			scanner->at = start + length;
			size_t form_length = symbol_form(scanner->text + start, length, form);
			add_token(scanner, start, scanner->at, form_length, TOKEN_SYMBOL);
			return;
		}
	}
	if (!reading.plain)
		reading.form_length =
		    form_of(scanner->characters, scanner->text + start, reading.end - start, form);
	if (reading.form_length == 0)
		return;
	const struct left_out *two =
	    reading.ascii ? find_left_out(form, reading.form_length) : NULL;
	if (two != NULL) {
		size_t first = strlen(two->first);
		add_token(scanner, start, start + first, first, TOKEN_WORD);
		start += first;
		reading.form_length -= first;
		memcpy(next_form(scanner->tokens), two->second, reading.form_length);
	}
	add_token(scanner, start, reading.end, reading.form_length,
		  reading.digits_only ? TOKEN_NUMBER : TOKEN_WORD);
}

void tokenise(const struct characters *characters, const char *text, size_t length, size_t most,
	      struct tokens *tokens)
{
	struct scanner scanner = { .characters = characters, .text = text, .tokens = tokens };
	/* Offsets of tokens and forms have 32 bits; forms can be a little longer than their text.
	 */
	scanner.length = length < UINT32_MAX / 4 ? length : UINT32_MAX / 4;
	tokens->count = 0;
	tokens->forms_length = 0;
	while (scanner.at < scanner.length && tokens->count < most) {
		size_t next;
		uint32_t character = peek(&scanner, &next);
		switch (character_kind(characters, character)) {
		case CHARACTER_LETTER:
		case CHARACTER_DIGIT:
			scan_word(&scanner);
			break;
		case CHARACTER_HAN:
			scan_han(&scanner);
			break;
		case CHARACTER_IGNORED:
			scanner.at = next;
			break;
		default:
			scanner.at = next;
			scanner.gap++;
			scanner.gap_character = character;
		}
	}
}
