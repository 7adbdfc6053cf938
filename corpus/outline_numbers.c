/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/outline.h"

#include "base/utf8.h"
#include "corpus/drafting.h"

#include <stdio.h>
#include <string.h>

enum {
	LONGEST_NUMBER = 32,  /* bytes */
	LONGEST_HEADING = 48, /* bytes of a heading that ends with its number */
};

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

bool outline_has_bracket(const char *printed)
{
	return strchr(printed, ')') != NULL || strstr(printed, "）") != NULL;
}

/* Reads a heading's number; 0 unless it is one that sections are counted with. */
uint32_t outline_section_number(const struct language *language, const char *text, size_t length,
				enum number_kind *kind)
{
	char printed[LONGEST_NUMBER + 1];
	if (length == 0 || length > LONGEST_NUMBER)
		return 0;
	memcpy(printed, text, length);
	printed[length] = '\0';
	uint32_t value = drafting_number(language, printed, 0, kind);
	if (*kind == NUMBER_LETTER || *kind == NUMBER_ROMAN || value > OUTLINE_MAX_SECTION)
		return 0;
	return value;
}

/* "第十二条", "原则3": a short Chinese heading with one number in it. */
static uint32_t chinese_section(const struct language *language, const char *text, size_t length,
				enum number_kind *kind)
{
	static const char *const counted[] = { "条", "部分", "节", "章", "编", "款" };
	static const char ordinal[] = "第";
	if (length > sizeof ordinal && memcmp(text, ordinal, sizeof ordinal - 1) == 0) {
		text += sizeof ordinal - 1;
		length -= sizeof ordinal - 1;
		for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
			size_t each = strlen(counted[i]);
			if (length <= each || memcmp(text + length - each, counted[i], each) != 0)
				continue;
			uint32_t value =
			    outline_section_number(language, text, length - each, kind);
			*kind = NUMBER_DECIMAL; /* as the articles of the other languages */
			return value;
		}
	}
	size_t start = length;
	while (start > 0 && is_digit(text[start - 1]))
		start--;
	return outline_section_number(language, text + start, length - start, kind);
}

/* Bytes of a number that a heading begins with, as "II. Scope", "أولا - …", "一、…"; 0 for none. */
static size_t heading_prefix(const char *text, size_t length)
{
	static const char *const ends[] = { ".", "、", "．", " -", " –" };
	size_t nearest = 0;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		const char *end = memmem(text, length, ends[i], strlen(ends[i]));
		if (end != NULL && (nearest == 0 || (size_t)(end - text) < nearest))
			nearest = (size_t)(end - text);
	}
	return memchr(text, ' ', nearest) == NULL ? nearest : 0;
}

/* The number that a short heading ends with: "Article 4", "Annex II", "المادة 2". */
static uint32_t heading_suffix(const struct language *language, const char *text, size_t length,
			       enum number_kind *kind)
{
	size_t words = 1;
	size_t last = 0;
	for (size_t i = 0; i < length; i++) {
		if (text[i] == ' ') {
			words++;
			last = i + 1;
		}
	}
	static const char first_one[] = "premier"; /* "Article premier" */
	if (words == 2 && length - last == strlen(first_one) &&
	    memcmp(text + last, first_one, length - last) == 0)
		return 1;
	size_t digits = strspn(text + last, "IVX0123456789");
	if (words < 2 || words > 3 || (digits < length - last && (unsigned char)text[last] < 0x80))
		return 0;
	return outline_section_number(language, text + last, length - last, kind);
}

/*
 * "Directive 4 Puits", "B Sources": the number that a heading's first line had, when
 * the second one was drawn up to it. Where "A" is a word it is not taken for a number.
 */
static uint32_t heading_inside(const struct language *language, const char *text, size_t length,
			       enum number_kind *kind)
{
	const char *space = memchr(text, ' ', length);
	size_t first = space == NULL ? length : (size_t)(space - text);
	if (space == NULL)
		return 0;
	/* "A" and "I" are words in some languages. */
	bool letter = first == 1 && text[0] >= 'A' && text[0] <= 'Z' &&
		      strcmp(language->code, "en") != 0 && strcmp(language->code, "es") != 0;
	bool roman =
	    strspn(text, "IVX") == first && (first > 1 || strcmp(language->code, "en") != 0);
	if (letter || roman || strcmp(language->code, "zh") == 0)
		return outline_section_number(language, text, first, kind);
	size_t digits = strspn(space + 1, "0123456789");
	if (strncmp(space, " premier ", strlen(" premier ")) == 0)
		return 1;
	return digits != 0 && space[digits + 1] == ' '
		   ? outline_section_number(language, space + 1, digits, kind)
		   : 0;
}

/* The number of a heading that the file does not mark. */
uint32_t outline_find_section(const struct language *language, const char *text,
			      enum number_kind *kind)
{
	size_t length = strcspn(text, "\n");
	uint32_t value = 0;
	/* Arabic counts in words, "حادي عشر". */
	if (memchr(text, ' ', length) == NULL || strcmp(language->code, "ar") == 0)
		value = outline_section_number(language, text, length, kind);
	if (value == 0)
		value = outline_section_number(language, text, heading_prefix(text, length), kind);
	if (value == 0)
		value = heading_inside(language, text, length, kind);
	if (value != 0 || length > LONGEST_HEADING)
		return value;
	if (strcmp(language->code, "zh") == 0)
		return chinese_section(language, text, length, kind);
	return heading_suffix(language, text, length, kind);
}

bool outline_is_section(const struct language *language, const char *text)
{
	enum number_kind kind;
	return outline_find_section(language, text, &kind) != 0;
}

/* How many bytes of "1.2" and "1-2-" are a number that carries the number of what it stands in;
 * 0: it is none. */
static size_t dotted_length(const char *printed)
{
	size_t length = strspn(printed, "0123456789.-");
	while (length > 0 && !is_digit(printed[length - 1]))
		length--;
	return strspn(printed, "0123456789") < length ? length : 0;
}

bool outline_is_dotted(const char *printed)
{
	return dotted_length(printed) != 0;
}

bool outline_add_dotted(struct buffer *label, const char *printed)
{
	size_t length = dotted_length(printed);
	if (length == 0)
		return false;
	for (size_t i = 0; i < length; i++)
		buffer_add_byte(label, is_digit(printed[i]) ? printed[i] : '.');
	return true;
}

/* "1-1-" is written "1.1" elsewhere. */
uint32_t outline_paragraph_number(const struct language *language, const char *printed,
				  uint32_t expected)
{
	enum number_kind kind;
	struct buffer dotted = BUFFER_INIT;
	const char *number = outline_add_dotted(&dotted, printed) ? dotted.bytes : printed;
	uint32_t value = drafting_number(language, number, expected, &kind);
	buffer_release(&dotted);
	return value != 0 && kind == NUMBER_LETTER ? 1 /* "l." typed for "1." */ : value;
}

bool outline_is_paragraph_number(const struct language *language, const char *printed)
{
	enum number_kind kind;
	uint32_t value = drafting_number(language, printed, 1, &kind);
	if (is_digit(printed[0]) && !outline_has_bracket(printed))
		return outline_paragraph_number(language, printed, 1) != 0;
	if (value == 0 || outline_has_bracket(printed))
		return false;
	if (kind == NUMBER_DECIMAL || kind == NUMBER_UPPER_ROMAN)
		return true;
	return strcmp(printed, "l.") == 0;
}

/* The quotation marks are Arabic: ’1‘. */
static const char *const opening[] = { "(", "（", "[", "’", "‘", NULL };
static const char *const closing[] = { ")", "）", "]", "’", "‘", NULL };
static const char *const points[] = { ".", "-", "–", "—", "、", "．", NULL };
static const char *const bullets[] = { "•", "●", "▪", "–", "—", "-", "·", "*", NULL };

/* Bytes of a space or no space. */
static size_t space_at(const char *text, size_t length, size_t at)
{
	return at < length && text[at] == ' ';
}

static bool starts_with(const char *text, size_t length, const char *word)
{
	size_t each = strlen(word);
	return each <= length && memcmp(text, word, each) == 0;
}

/* Bytes of the first of these words that text starts with; 0 for none. */
static size_t any_of(const char *text, size_t length, const char *const *words)
{
	for (; *words != NULL; words++)
		if (starts_with(text, length, *words))
			return strlen(*words);
	return 0;
}

/* "(a) ", "b) ", "’2‘ ", "（一）": up to and with the closing mark. */
static size_t bracketed_number(const char *text, size_t length)
{
	size_t start = any_of(text, length, opening);
	/* Only digits are numbered with quotation marks; letters in them are quoted. */
	if (start == strlen("’") && (start == length || !is_digit(text[start])))
		return 0;
	for (size_t at = start; at < length && at - start <= LONGEST_NUMBER / 2; at++) {
		size_t close = any_of(text + at, length - at, closing);
		if (close != 0)
			return at == start || (start == 0 && text[at] != ')') ? 0 : at + close;
		if (start == 0 && text[at] == ' ')
			return 0;
	}
	return 0;
}

/*
 * What may stand right behind a number's point: a space, but also a letter of Arabic or Chinese
 * (by its first byte in UTF-8) or a capital, where the space was forgotten.
 */
static bool begins_word(char byte)
{
	unsigned char first = (unsigned char)byte;
	return byte == ' ' || (byte >= 'A' && byte <= 'Z') || (first >= 0xD8 && first <= 0xDB) ||
	       first >= 0xE0;
}

/* "3.", "12 -", "2.1", "1-1-": up to and with the point. */
static size_t pointed_number(const char *text, size_t length)
{
	size_t at = 0;
	while (at < length) {
		size_t digits = at;
		size_t next = at;
		for (; at < length; at = next) {
			next = at;
			uint32_t character = utf8_next(text, length, &next);
			if (!(character >= '0' && character <= '9') &&
			    !(character >= 0x660 && character <= 0x669))
				break;
		}
		if (at == digits || at - digits > 8)
			return 0;
		size_t space = space_at(text, length, at);
		size_t point = any_of(text + at + space, length - at - space, points);
		if (point == 0)
			return 0;
		at += space + point;
		if (at == length || !is_digit(text[at]))
			break;
	}
	return at == length || begins_word(text[at]) ? at : 0;
}

/* "四、", "㈠": Chinese numerals. */
static size_t chinese_number(const struct language *language, const char *text, size_t length)
{
	char first[4] = "";
	enum number_kind kind;
	if (length < 3)
		return 0;
	memcpy(first, text, 3);
	if (memcmp(first, "㈠", 2) == 0 && drafting_number(language, first, 0, &kind) != 0)
		return 3;
	for (size_t at = 3; at <= 9 && at < length; at += 3) {
		size_t point = any_of(text + at, length - at, points);
		if (point != 0)
			return at + point;
	}
	return 0;
}

size_t outline_next_number(const struct outline *outline, const char *text, size_t length)
{
	char next[16];
	int each = snprintf(next, sizeof next, "%u ", (unsigned)outline->number + 1);
	return starts_with(text, length, next) ? (size_t)each : 0;
}

size_t outline_number(const struct language *language, const char *text, size_t length)
{
	size_t end = any_of(text, length, bullets);
	if (end != 0 && space_at(text, length, end))
		return end + 1;
	end = bracketed_number(text, length);
	if (end == 0)
		end = pointed_number(text, length);
	if (end == 0 && strcmp(language->code, "zh") == 0)
		end = chinese_number(language, text, length);
	if (end == 0 || end > LONGEST_NUMBER)
		return 0;
	char printed[LONGEST_NUMBER + 1];
	enum number_kind kind;
	memcpy(printed, text, end);
	printed[end] = '\0';
	if (!is_digit(printed[0]) && drafting_number(language, printed, 0, &kind) == 0)
		return 0;
	return end + space_at(text, length, end);
}
