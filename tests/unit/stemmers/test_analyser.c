/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/error.h"
#include "stemmers/analyser.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <string.h>

static struct analyser *open_analyser(const char *code)
{
	struct analyser *analyser = NULL;
	struct error error = ERROR_INIT;
	cr_assert_eq(analyser_new(&analyser, language_find(code, strlen(code)), &error), STATUS_OK,
		     "%s", error.message);
	return analyser;
}

/* The terms of the text's first token, separated by blanks. */
static void write_terms(struct analyser *analyser, const char *text, struct buffer *out)
{
	struct tokens tokens = TOKENS_INIT;
	buffer_clear(out);
	analyser_tokens(text, strlen(text), &tokens);
	cr_assert_geq(tokens.count, 1, "%s", text);
	analyser_terms(analyser, tokens.forms + tokens.at[0].form, tokens.at[0].form_length,
		       tokens.at[0].kind, out);
	out->bytes[--out->length] = '\0';
	for (size_t i = 0; i < out->length; i++)
		if (out->bytes[i] == '\0')
			out->bytes[i] = ' ';
	tokens_release(&tokens);
}

static const struct {
	const char *language, *text, *terms;
} rows[] = {
	/* symbols: resolutions of a principal organ under their number */
	{ "es", "A/RES/78/16", "78/16 a res 78 16" },
	{ "es", "78/16", "78/16 78 16" },
	{ "es", "A/78/404", "a/78/404 a 78 404" },
	{ "es", "S/RES/2250(2015)", "2250(2015) s res 2250 2015" },
	{ "es", "2250 (2015)", "2250(2015) 2250 2015" },
	{ "es", "A/RES/ES-11/1", "es-11/1 a res es 11 1" },
	{ "es", "A/HRC/RES/49/15", "a/hrc/res/49/15 a hrc res 49 15" },
	{ "es", "A/C.3/78/L.12/Rev.1", "a/c.3/78/l.12/rev.1 a c 3 78 l 12 rev 1" },
	/* numbers and ordinals */
	{ "es", "2023", "2023" },
	{ "es", "67ª", "67" },
	{ "en", "54th", "54" },
	{ "fr", "78e", "78" },
	{ "es", "G77", "g77" },
	/* characters */
	{ "zh", "大会", "大" },
	/* one row a language that shows the way of its rules */
	{ "es", "alienta", "alent" },
	{ "es", "jóvenes", "jov" },
	{ "es", "año", "añ" },
	{ "es", "Lingüísticas", "linguistic" },
	{ "es", "desarme", "desarm" },
	{ "fr", "Œuvres", "oeuvr" },
	{ "fr", "nationaux", "national" },
	{ "en", "organisations", "organization" },
	{ "ru", "развивающихся", "развив" },
	{ "ru", "ёлка", "елк" },
	{ "ru", "май", "май" },
	{ "ar", "وللمنظمات", "منظم" },
	{ "de", "Straßen", "strass" },
	{ "de", "Häuser", "haus" },
	/* words of other alphabets stay whole */
	{ "ru", "covid", "covid" },
	{ "ar", "Covid", "covid" },
	{ "zh", "COVID", "covid" },
	{ "es", "Σίσυφος", "σισυφοσ" },
	/* accents alone are a word too, and not lost */
	{ "es", "\u0301", "\u0301" },
};

Test(analyser, terms_are_those_of_the_table)
{
	struct buffer found = BUFFER_INIT;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct analyser *analyser = open_analyser(rows[i].language);
		write_terms(analyser, rows[i].text, &found);
		cr_expect_str_eq(found.bytes, rows[i].terms, "%s: got \"%s\", wanted \"%s\"",
				 rows[i].text, found.bytes, rows[i].terms);
		analyser_free(analyser);
	}
	buffer_release(&found);
	LEAK_CHECK();
}

Test(analyser, there_is_one_for_every_language)
{
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		analyser_free(open_analyser(languages[i].code));
	analyser_free(NULL);
	LEAK_CHECK();
}

/* Marks that are left out of terms, when there is nothing else. */
Test(analyser, a_form_of_marks_alone_is_its_own_term)
{
	static const char marks[] = "\u0301\u0651";
	struct buffer term = BUFFER_INIT;
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		struct analyser *analyser = open_analyser(languages[i].code);
		buffer_clear(&term);
		cr_expect_eq(analyser_terms(analyser, marks, strlen(marks), TOKEN_WORD, &term), 1);
		cr_expect_str_eq(term.bytes, marks, "%s: %s", languages[i].code, term.bytes);
		analyser_free(analyser);
	}
	buffer_release(&term);
	LEAK_CHECK();
}

Test(analyser, a_language_without_rules_is_an_error)
{
	static const struct language klingon = { "tlh", "tlh", "Klingon", 'K', false };
	struct analyser *analyser = NULL;
	struct error error = ERROR_INIT;
	cr_assert_eq(analyser_new(&analyser, &klingon, &error), STATUS_INTERNAL);
	cr_assert_null(analyser);
	cr_assert_str_eq(error.message, "no analysis for the language Klingon");
	LEAK_CHECK();
}

Test(analyser, two_characters_make_one_term)
{
	struct buffer term = BUFFER_INIT;
	analyser_pair("大", 3, "会", 3, &term);
	cr_assert_str_eq(term.bytes, "大会");
	buffer_release(&term);
	LEAK_CHECK();
}

Test(analyser, stop_words_are_found_with_and_without_accents)
{
	static const struct {
		const char *language, *word;
		bool stop;
	} words[] = {
		{ "es", "de", true },     { "es", "también", true }, { "es", "tambien", true },
		{ "es", "según", true },  { "es", "paz", false },    { "en", "the", true },
		{ "en", "peace", false }, { "fr", "à", true },       { "fr", "où", true },
		{ "fr", "état", false },  { "ru", "её", true },      { "ru", "мир", false },
		{ "ar", "إلى", true },    { "ar", "السلام", false }, { "zh", "的", true },
		{ "zh", "国", false },    { "de", "für", true },     { "de", "frieden", false },
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct analyser *analyser = open_analyser(words[i].language);
		cr_expect_eq(analyser_is_stop_word(analyser, words[i].word, strlen(words[i].word)),
			     words[i].stop, "%s", words[i].word);
		analyser_free(analyser);
	}
	LEAK_CHECK();
}

Test(analyser, plain_forms_are_what_is_typed_without_accents)
{
	static const char *const pairs[][2] = { { "informe", "informe" }, { "año", "ano" },
						{ "œuvre", "oeuvre" },    { "ёлка", "елка" },
						{ "أُمّ", "ام" },           { "søren", "soren" } };
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct buffer plain = BUFFER_INIT;
		analyser_plain(pairs[i][0], strlen(pairs[i][0]), &plain);
		cr_expect_str_eq(plain.bytes, pairs[i][1]);
		buffer_release(&plain);
	}
	LEAK_CHECK();
}
