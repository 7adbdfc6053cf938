/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stemmers/symbols.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "stemmers/analyser.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

enum { LETTERS_MAX = 6, SYMBOL_MAX = 100 }; /* CONF, SPLOS and UNFCCC are the longest in use */

static bool is_letter(char byte)
{
	return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* The length of the letters and digits at the start; 0 when a run of letters is too long. */
static size_t run_length(const char *text, size_t length)
{
	size_t at = 0, letters = 0;
	for (; at < length && (is_letter(text[at]) || is_digit(text[at])); at++) {
		letters = is_letter(text[at]) ? letters + 1 : 0;
		if (letters > LETTERS_MAX)
			return 0;
	}
	return at;
}

/* "(2015)", "(XV)", "(S-VI)", "(65)": the length with the parentheses, or 0. */
static size_t parenthesis_length(const char *text, size_t length)
{
	if (length < 3 || text[0] != '(')
		return 0;
	size_t at = 1, digits = 0, numerals = 0;
	while (at < length && is_digit(text[at]))
		at++, digits++;
	if (digits == 0) {
		if (at + 1 < length && (text[at] == 'S' || text[at] == 's') && text[at + 1] == '-')
			at += 2;
		while (at < length && strchr("IVXLCivxlc", text[at]) != NULL && text[at] != '\0')
			at++, numerals++;
	}
	bool fits = (digits >= 1 && digits <= 4) || (numerals >= 1 && numerals <= 8);
	return fits && at < length && text[at] == ')' ? at + 1 : 0;
}

/* What stands between strokes: "RES", "L.12", "ES-11", "2250(2015)". */
static size_t part_length(const char *text, size_t length)
{
	size_t at = run_length(text, length);
	if (at == 0)
		return 0;
	bool ends_in_letter = is_letter(text[at - 1]);
	if (ends_in_letter && at + 1 < length && (text[at] == '.' || text[at] == '-') &&
	    is_digit(text[at + 1])) {
		size_t number = run_length(text + at + 1, length - at - 1);
		if (number == 0)
			return 0;
		at += 1 + number;
	}
	return at + parenthesis_length(text + at, length - at);
}

/* Whether a letter, mark or digit stands there: then what came before is a part of a word. A comma
 * or semicolon of Arabic is none, though its bytes begin as those of letters do. */
static bool is_word_character(const char *text, size_t length, size_t at)
{
	if (at >= length)
		return false;
	if ((unsigned char)text[at] < 0x80)
		return is_letter(text[at]) || is_digit(text[at]);
	/* Characters of two bytes: Latin, Greek, Cyrillic, Arabic. Chinese ones are words of their
	 * own. */
	if ((unsigned char)text[at] > 0xDF)
		return false;
	utf8proc_category_t category =
	    utf8proc_category((utf8proc_int32_t)utf8_next(text, length, &at));
	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ND;
}

/* 1514 (XV), 2250 (2015): as they stand in running text. Numbers in small letters are of lists. */
static size_t spaced_length(const char *text, size_t length)
{
	size_t at = 0, space = 0;
	while (at < length && is_digit(text[at]))
		at++;
	if (at == 0 || at > 5)
		return 0;
	if (at < length && text[at] == ' ')
		space = 1;
	else if (at + 1 < length && memcmp(text + at, "\xC2\xA0", 2) == 0)
		space = 2;
	size_t end = parenthesis_length(text + at + space, length - at - space);
	if (space == 0 || end == 0)
		return 0;
	const char *inside = text + at + space + 1;
	bool year = end == 6 && (memcmp(inside, "19", 2) == 0 || memcmp(inside, "20", 2) == 0);
	bool roman = inside[0] >= 'A' && inside[0] <= 'Z';
	return year || roman ? at + space + end : 0;
}

size_t symbol_length(const char *text, size_t length)
{
	const size_t most = length < SYMBOL_MAX ? length : SYMBOL_MAX;
	size_t last = 0, end = part_length(text, most);
	if (end == 0 || is_word_character(text, length, end))
		return 0;
	while (end < most && text[end] == '/') {
		size_t part = part_length(text + end + 1, most - end - 1);
		if (part == 0 || is_word_character(text, length, end + 1 + part))
			break;
		last = end + 1;
		end = last + part;
	}
	bool digit = false;
	for (size_t i = 0; i < end; i++)
		digit = digit || is_digit(text[i]);
	bool after_res = last >= 4 && strncasecmp(text + last - 4, "RES/", 4) == 0;
	size_t spaced = last == 0 || after_res ? spaced_length(text + last, most - last) : 0;
	if (spaced > 0)
		return last + spaced;
	bool numbered = is_digit(text[0]) && text[end - 1] == ')';
	return (last > 0 && digit) || numbered ? end : 0;
}

size_t symbol_form(const char *symbol, size_t length, char *form)
{
	size_t used = 0;
	for (size_t i = 0; i < length && used < ANALYSER_MAX_FORM; i++) {
		signed char byte = (signed char)symbol[i];
		if (byte >= 'A' && byte <= 'Z')
			byte = (signed char)(byte - 'A' + 'a');
		if (byte > ' ' && byte < 0x7F) /* neither a space nor a byte of a no-break space */
			form[used++] = (char)byte;
	}
	form[used] = '\0';
	return used;
}

static void add_term(const char *bytes, size_t length, struct buffer *terms)
{
	buffer_add(terms, bytes, length);
	buffer_add_byte(terms, '\0');
}

size_t symbol_terms(const char *form, size_t length, struct buffer *terms)
{
	/* A resolution of a principal organ is known by its number alone: 78/16, 2250(2015). */
	static const char *const organs[] = { "a/res/", "s/res/", "e/res/" };
	const char *main_term = form;
	for (size_t i = 0; i < sizeof organs / sizeof *organs; i++)
		if (strncmp(form, organs[i], 6) == 0 && length > 6)
			main_term = form + 6;
	add_term(main_term, length - (size_t)(main_term - form), terms);
	size_t count = 1;
	for (size_t at = 0; at < length && count < ANALYSER_MAX_TERMS;) {
		size_t run = run_length(form + at, length - at);
		if (run > 0) {
			add_term(form + at, run, terms);
			count++;
		}
		at += run > 0 ? run : 1;
	}
	return count;
}
