/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/error.h"
#include "base/utf8.h"
#include "stemmers/analyser.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct analyser *open_analyser(const char *code)
{
	struct analyser *analyser = NULL;
	struct error error = ERROR_INIT;
	cr_assert_eq(analyser_new(&analyser, language_find(code, strlen(code)), &error), STATUS_OK,
		     "%s", error.message);
	return analyser;
}

/*
 * Writes tokens as "form", separated by blanks, with a mark in front: "+" joined to the one
 * before, "'" clitic; and of the kind where it is no word: "#" number, "/" symbol, "=" Han.
 */
static void write_tokens(const struct tokens *tokens, struct buffer *out)
{
	static const char *const kinds[] = {
		[TOKEN_WORD] = "", [TOKEN_NUMBER] = "#", [TOKEN_SYMBOL] = "/", [TOKEN_HAN] = "="
	};
	buffer_clear(out);
	buffer_add(out, "", 0);
	for (size_t i = 0; i < tokens->count; i++) {
		const struct token *token = &tokens->at[i];
		buffer_add_format(out, "%s%s%s%s%s", i > 0 ? " " : "", token->joined ? "+" : "",
				  token->clitic ? "'" : "", kinds[token->kind],
				  tokens->forms + token->form);
	}
}

static const struct {
	const char *text, *tokens;
} texts[] = {
	/* words and case */
	{ "La Asamblea General,", "la asamblea general" },
	{ "ÉTAT Ñandú Σίσυφος Straße", "état ñandú σίσυφοσ strasse" },
	{ "", "" },
	{ " § % — … ", "" },
	{ "COVID-19, G77", "covid +#19 g77" },
	/* what is no part of a word: superscripts end it */
	{ "sostenible¹⁸ y duradero³", "sostenible y duradero" },
	{ "H₂O", "h o" },
	/* what is not seen inside one: soft hyphen, joiners, marks of direction, tatweel */
	{ "des\u00ADarme re\u200Dso\u200Clu\u2060ción a\u200Eb", "desarme resolución ab" },
	{ "القـــرار", "القرار" },
	{ "fin\u200Bal", "fin al" },
	/* hyphens and dashes */
	{ "socio-económico", "socio +económico" },
	{ "2021-2025 y 2021–2025", "#2021 +#2025 y #2021 +#2025" },
	{ "uno — dos - tres", "uno dos tres" },
	{ "uno—dos", "uno dos" },
	/* apostrophes of any shape, elision and what English puts behind */
	{ "l'État d’abord qu`il", "'l +état 'd +abord 'qu +il" },
	{ "women's they\u2019ve", "women +'s they +'ve" },
	{ "the States' rights", "the states rights" },
	{ "dell'arte Da'esh", "'dell +arte da +esh" },
	{ "aujourd'hui Aujourdhui", "aujourd +hui aujourd +hui" },
	/* numbers */
	{ "1.5 1,5 1 000 000", "#1 +#5 #1 +#5 #1 #000 #000" },
	{ "a.b 1. 2", "a b #1 #2" },
	{ "٢٠٢٣ ۲۰ ２０", "#2023 #20 #20" },
	{ "67ª 54th", "67ª 54th" },
	/* symbols */
	{ "A/RES/78/16.", "/a/res/78/16" },
	{ "(A/78/404, párr. 14)", "/a/78/404 párr #14" },
	{ "77/37 y ES-11/1", "/77/37 y /es-11/1" },
	{ "A/C.3/78/L.12/Rev.1", "/a/c.3/78/l.12/rev.1" },
	{ "S/RES/2250(2015) y 2250 (2015)", "/s/res/2250(2015) y /2250(2015)" },
	{ "1514 (XV) 1514(XV) A/RES/1514 (XV)", "/1514(xv) /1514(xv) /a/res/1514(xv)" },
	{ "párrafo 5 (v) y 3 (12)", "párrafo #5 v y #3 #12" },
	{ "2001 () 2001 (S-) 2001 (XXXVIIIII) 2001 (XXXVIIII)",
	  "#2001 #2001 s #2001 xxxviiiii /2001(xxxviiii)" },
	{ "GC(65)/RES/9 A/76/299-S/2021/749", "/gc(65)/res/9 /a/76/299 +/s/2021/749" },
	{ "y/o and/or и/или", "y +o and +or и +или" },
	{ "12/3، 78/16؛ 77/37", "/12/3 /78/16 /77/37" }, /* commas and semicolons of Arabic */
	{ "trabajadores/2020", "trabajadores +#2020" },
	{ "77/37bis", "/77/37bis" },
	{ "77/año", "#77 +año" },
	/* Chinese */
	{ "大会决议。大会", "=大 +=会 +=决 +=议 =大 +=会" },
	{ "第78届ＣＯＶＩＤ病", "=第 +#78 +=届 +covid +=病" },
	{ "尼尔·玻尔", "=尼 +=尔 +=玻 +=尔" },
	{ "大 会", "=大 =会" },
	/* presentation forms and ligatures */
	{ "ﬁnal ﻻ", "final لا" },
	/* no text at all */
	{ "\xFF\xFE\xC3", "" },
	{ "a\xFF"
	  "b",
	  "a b" },
};

Test(tokenise, texts_become_the_tokens_of_the_table)
{
	struct tokens tokens = TOKENS_INIT;
	struct buffer found = BUFFER_INIT;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		analyser_tokens(texts[i].text, strlen(texts[i].text), &tokens);
		write_tokens(&tokens, &found);
		cr_expect_str_eq(found.bytes, texts[i].tokens, "%s: got \"%s\", wanted \"%s\"",
				 texts[i].text, found.bytes, texts[i].tokens);
	}
	buffer_release(&found);
	tokens_release(&tokens);
	LEAK_CHECK();
}

Test(tokenise, ranges_are_those_of_the_word_in_the_text)
{
	static const char text[] = "\u00ADÁrbol\u00AD, sostenible¹⁸; 1514 (XV) 大会";
	static const char *const words[] = { "Árbol", "sostenible", "1514 (XV)", "大", "会" };
	struct tokens tokens = TOKENS_INIT;
	analyser_tokens(text, strlen(text), &tokens);
	cr_assert_eq(tokens.count, sizeof words / sizeof *words);
	for (size_t i = 0; i < tokens.count; i++) {
		const struct token *token = &tokens.at[i];
		cr_expect_eq(token->end - token->start, strlen(words[i]));
		cr_expect_arr_eq(text + token->start, words[i], strlen(words[i]));
	}
	tokens_release(&tokens);
	LEAK_CHECK();
}

/* What must hold of any bytes: ranges rise and lie in the text, a form is its own form, the first
 * tokens are the first of all. */
static void check_properties(struct analyser *analyser, const char *text, size_t length)
{
	struct tokens tokens = TOKENS_INIT, again = TOKENS_INIT;
	struct buffer terms = BUFFER_INIT;
	uint32_t last = 0;
	analyser_tokens(text, length, &tokens);
	for (size_t i = 0; i < tokens.count; i++) {
		const struct token *token = &tokens.at[i];
		const char *form = tokens.forms + token->form;
		cr_assert(token->start >= last && token->start < token->end);
		cr_assert_leq(token->end, length);
		last = token->end;
		cr_assert_eq(strlen(form), token->form_length);
		cr_assert(token->form_length > 0 && token->form_length <= ANALYSER_MAX_FORM);
		cr_assert_eq(utf8_valid_length(form, token->form_length), token->form_length);
		analyser_tokens(form, token->form_length, &again);
		cr_assert_eq(again.count, 1, "\"%s\" is %zu tokens", form, again.count);
		cr_assert_str_eq(again.forms + again.at[0].form, form);
		buffer_clear(&terms);
		size_t count =
		    analyser_terms(analyser, form, token->form_length, token->kind, &terms);
		cr_assert(count >= 1 && count <= ANALYSER_MAX_TERMS);
		const char *term = terms.bytes;
		for (size_t t = 0; t < count; t++, term += strlen(term) + 1)
			cr_assert(strlen(term) >= 1 && strlen(term) <= 245, "term of \"%s\"", form);
		cr_assert_eq((size_t)(term - terms.bytes), terms.length);
	}
	for (size_t most = 0; most <= tokens.count; most += 1 + most / 2) {
		analyser_first_tokens(text, length, most, &again);
		cr_assert(again.count == most || again.count == most + 1);
		for (size_t i = 0; i < again.count; i++) {
			cr_assert_eq(again.at[i].start, tokens.at[i].start);
			cr_assert_eq(again.at[i].end, tokens.at[i].end);
		}
	}
	buffer_release(&terms);
	tokens_release(&again);
	tokens_release(&tokens);
}

/* A generator whose numbers are the same everywhere. */
static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

Test(tokenise, any_bytes_give_sound_tokens)
{
	uint32_t state = 1;
	struct analyser *analyser = open_analyser("es");
	for (int round = 0; round < 2000; round++) {
		char bytes[120];
		size_t length = next_random(&state) % sizeof bytes;
		for (size_t i = 0; i < length; i++)
			bytes[i] = (char)next_random(&state);
		check_properties(analyser, bytes, length);
	}
	analyser_free(analyser);
	LEAK_CHECK();
}

Test(tokenise, any_characters_give_sound_tokens_in_every_language)
{
	static const uint32_t limits[] = { 0x80, 0x250, 0x800, 0x3000, 0x10000, 0x30000 };
	uint32_t state = 2;
	for (size_t l = 0; l < LANGUAGE_COUNT; l++) {
		struct analyser *analyser = open_analyser(languages[l].code);
		struct buffer text = BUFFER_INIT;
		for (int round = 0; round < 1500; round++) {
			uint32_t limit = limits[round % 6];
			buffer_clear(&text);
			for (uint32_t i = next_random(&state) % 60; i > 0; i--) {
				uint32_t character = next_random(&state) % limit;
				if (character >= 0xD800 && character < 0xE000)
					character = 'x';
				utf8_add(&text, character);
			}
			check_properties(analyser, text.bytes != NULL ? text.bytes : "",
					 text.length);
		}
		buffer_release(&text);
		analyser_free(analyser);
	}
	LEAK_CHECK();
}

Test(tokenise, every_character_alone_gives_sound_tokens)
{
	struct analyser *analyser = open_analyser("es");
	struct buffer text = BUFFER_INIT;
	for (uint32_t c = 1; c < 0x20000; c++) {
		if (c >= 0xD800 && c < 0xE000)
			continue;
		buffer_clear(&text);
		buffer_add_byte(&text, 'e');
		utf8_add(&text, c);
		check_properties(analyser, text.bytes, text.length);
		check_properties(analyser, text.bytes + 1, text.length - 1);
	}
	buffer_release(&text);
	analyser_free(analyser);
	LEAK_CHECK();
}

Test(tokenise, a_long_word_is_cut_at_a_character)
{
	struct analyser *analyser = open_analyser("es");
	struct tokens tokens = TOKENS_INIT;
	struct buffer text = BUFFER_INIT;
	static const char *const letters[] = { "x", "ñ", "e\u0301", "ﷺ", "ゞ" };
	for (size_t l = 0; l < sizeof letters / sizeof *letters; l++) {
		buffer_clear(&text);
		buffer_add_byte(&text, 'x');
		for (int i = 0; i < 5000; i++)
			buffer_add_text(&text, letters[l]);
		check_properties(analyser, text.bytes, text.length);
		analyser_tokens(text.bytes, text.length, &tokens);
		cr_expect_eq(tokens.count, 1);
		cr_expect_eq(tokens.at[0].end, text.length);
		cr_expect_gt(tokens.at[0].form_length, ANALYSER_MAX_FORM - 4);
	}
	buffer_clear(&text);
	for (int i = 0; i < 300; i++)
		buffer_add_text(&text, "A/");
	buffer_add_text(&text, "1");
	check_properties(analyser, text.bytes, text.length);
	buffer_release(&text);
	tokens_release(&tokens);
	analyser_free(analyser);
	LEAK_CHECK();
}
