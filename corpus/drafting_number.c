/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/drafting.h"

#include "base/utf8.h"
#include "corpus/drafting_rows.h"

#include <string.h>
#include <utf8proc.h>

/* Doubled letters follow the 26th one in every language: "(أ أ)" is "(aa)". */
enum { LATIN_LETTERS = 26, MOST_REPEATS = 4, MOST_NUMBER = 99999, LONGEST_ROMAN = 16 };

/* One way to read a printed number. */
struct reading {
	uint32_t value;
	enum number_kind kind;
};

static const char *const chinese_digits[] = { "〇", "一", "二", "三", "四",
					      "五", "六", "七", "八", "九" };
static const char earthly_branches[] = "子|丑|寅|卯|辰|巳|午|未|申|酉|戌|亥";

static bool starts_with(const char *text, size_t length, const char *word)
{
	size_t word_length = strlen(word);
	return word_length <= length && memcmp(text, word, word_length) == 0;
}

uint32_t drafting_chinese_number(const char *text, size_t length, size_t *used)
{
	uint32_t value = 0; /* tens and hundreds so far */
	uint32_t digits = 0;
	size_t at = 0;
	while (at < length && (unsigned char)text[at] >= 0x80 && value <= MOST_NUMBER &&
	       digits <= MOST_NUMBER) {
		uint32_t unit = starts_with(text + at, length - at, "十")   ? 10
				: starts_with(text + at, length - at, "百") ? 100
									    : 0;
		if (unit != 0) {
			value += (digits == 0 ? 1 : digits) * unit;
			digits = 0;
			at += strlen("十");
			continue;
		}
		uint32_t digit = 0;
		while (digit < 10 && !starts_with(text + at, length - at, chinese_digits[digit]))
			digit++;
		if (digit == 10)
			break;
		digits = digits * 10 + digit;
		at += strlen(chinese_digits[digit]);
	}
	*used = at;
	return value + digits;
}

/* The place of the word in a list of alternatives, from 1; 0 when it is not among them. */
static uint32_t place_in(const char *list, const char *word, size_t length)
{
	const char *start;
	size_t each;
	for (uint32_t place = 1; (each = drafting_alternative(&list, &start)) != 0; place++)
		if (each == length && memcmp(start, word, length) == 0)
			return place;
	return 0;
}

/* The letter that text repeats, "aa" "ب ب"; *times and *letter_length say how. */
static bool is_repeated(const char *text, size_t length, size_t *letter_length, uint32_t *times)
{
	size_t first = 0;
	if (length == 0)
		return false;
	utf8_next(text, length, &first);
	*letter_length = first;
	*times = 1;
	for (size_t at = first; at < length;) {
		at += text[at] == ' ';
		if (length - at < first || memcmp(text, text + at, first) != 0)
			return false;
		at += first;
		++*times;
	}
	return *times <= MOST_REPEATS;
}

/* Cyrillic letters that look like Latin ones and are often typed for them. */
static char latin_of(const char *letter, size_t length)
{
	static const char *const cyrillic[] = { "а", "е", "і", "о", "р", "с", "у", "х" };
	static const char latin[] = "aeiopcyx";
	for (size_t i = 0; i < sizeof cyrillic / sizeof *cyrillic; i++)
		if (length == 2 && memcmp(letter, cyrillic[i], 2) == 0)
			return latin[i];
	return length == 1 && letter[0] >= 'a' && letter[0] <= 'z' ? letter[0] : '\0';
}

static uint32_t latin_value(const char *text, size_t length)
{
	size_t each;
	uint32_t times;
	if (!is_repeated(text, length, &each, &times))
		return 0;
	char letter = latin_of(text, each);
	return letter == '\0' ? 0 : (uint32_t)(letter - 'a') + 1 + LATIN_LETTERS * (times - 1);
}

static uint32_t native_value(const struct drafting *row, const char *text, size_t length)
{
	size_t each;
	uint32_t times;
	/* the form of "ه" that is drawn out to the left, for want of a tatweel */
	if (starts_with(text, length, "ﻫ"))
		return place_in(row->letters, "ه", strlen("ه"));
	if (!is_repeated(text, length, &each, &times))
		return 0;
	uint32_t place = place_in(row->letters, text, each);
	return place == 0 ? 0 : place + LATIN_LETTERS * (times - 1);
}

uint32_t drafting_letter(const struct language *language, const char *letter, size_t length)
{
	uint32_t value = latin_value(letter, length);
	return value != 0 ? value : native_value(drafting_row(language), letter, length);
}

/* The numeral as it is written, "xlix" and no other way; paragraphs never need "d" and "m". */
static uint32_t roman_value(const char *text, size_t length)
{
	static const struct {
		uint32_t value;
		const char *letters;
	} parts[] = { { 100, "c" }, { 90, "xc" }, { 50, "l" }, { 40, "xl" }, { 10, "x" },
		      { 9, "ix" },  { 5, "v" },   { 4, "iv" }, { 1, "i" } };
	char latin[LONGEST_ROMAN];
	size_t count = 0;
	for (size_t at = 0; at < length && count < sizeof latin; count++) {
		size_t start = at;
		utf8_next(text, length, &at);
		latin[count] = latin_of(text + start, at - start);
	}
	uint32_t value = 0;
	size_t at = 0;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		unsigned most =
		    parts[i].letters[1] == '\0' && parts[i].value != 5 && parts[i].value != 50 ? 3
											       : 1;
		size_t each = strlen(parts[i].letters);
		for (unsigned times = 0; times < most && count - at >= each &&
					 memcmp(latin + at, parts[i].letters, each) == 0;
		     times++) {
			value += parts[i].value;
			at += each;
		}
	}
	return at == count && count < sizeof latin ? value : 0;
}

/* "12", "2.1", "12 bis". 0 when it is something else. */
static uint32_t decimal_value(const char *text, size_t length)
{
	uint32_t value = 0;
	size_t at = 0;
	for (; at < length; at++) {
		if (text[at] >= '0' && text[at] <= '9')
			value =
			    value > MOST_NUMBER ? value : value * 10 + (uint32_t)(text[at] - '0');
		else if (text[at] == '.' && at != 0 && text[at - 1] != '.')
			value = 0;
		else
			break;
	}
	if (at == 0 || value > MOST_NUMBER)
		return 0;
	at += at < length && text[at] == ' ';
	return at == length || place_in("bis|ter|quater", text + at, length - at) != 0 ? value : 0;
}

/* Cuts what stands around a number; tells whether brackets or quotation marks were among it. */
static void trim_number(const struct buffer *text, size_t *start, size_t *end, bool *brackets,
			bool *quotes)
{
	static const char around[] = " ().,:;-'[]";
	*start = 0;
	*end = text->length;
	*brackets = memchr(text->bytes, ')', text->length) != NULL;
	*quotes = memchr(text->bytes, '\'', text->length) != NULL;
	while (*end > *start && strchr(around, text->bytes[*end - 1]) != NULL)
		--*end;
	while (*start < *end && strchr(around, text->bytes[*start]) != NULL)
		++*start;
	size_t comma = strlen("、");
	if (*end - *start > comma && memcmp(text->bytes + *end - comma, "、", comma) == 0)
		*end -= comma;
}

/* Numbers that can be read in one way only. */
static bool read_plain(const struct drafting *row, const char *text, size_t length, bool brackets,
		       bool quotes, struct reading *reading)
{
	size_t used = 0;
	size_t position = 0;
	uint32_t first = utf8_next(text, length, &position);
	struct reading readings[] = {
		{ decimal_value(text, length), quotes ? NUMBER_ROMAN : NUMBER_DECIMAL },
		{ position == length && first >= 0x3220 && first <= 0x3229 ? first - 0x321F : 0,
		  NUMBER_ROMAN }, /* ㈠ to ㈩ */
		{ drafting_chinese_number(text, length, &used),
		  brackets ? NUMBER_ROMAN : NUMBER_UPPER_ROMAN },
		{ place_in(row->ordinals, text, length), NUMBER_UPPER_ROMAN },
		{ place_in(row->letter_names, text, length),
		  brackets ? NUMBER_LETTER : NUMBER_UPPER_LETTER },
		{ place_in(earthly_branches, text, length), NUMBER_LETTER },
	};
	if (used != length)
		readings[2].value = 0;
	for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
		if (readings[i].value != 0) {
			*reading = readings[i];
			return true;
		}
	}
	return false;
}

/* Letters and Roman numerals: the reading that fits the place, or else the likelier one. */
static struct reading read_letters(const struct drafting *row, const char *text, size_t length,
				   bool upper, uint32_t ordinal)
{
	uint32_t roman = roman_value(text, length);
	struct reading readings[] = {
		{ latin_value(text, length), upper ? NUMBER_UPPER_LETTER : NUMBER_LETTER },
		{ native_value(row, text, length), upper ? NUMBER_UPPER_LETTER : NUMBER_LETTER },
		{ roman, upper ? NUMBER_UPPER_ROMAN : NUMBER_ROMAN },
	};
	for (size_t i = 0; i < 3; i++)
		if (readings[i].value != 0 && readings[i].value == ordinal)
			return readings[i];
	/* "cc" is rather a doubled letter, "li" a numeral */
	bool rather_roman =
	    roman != 0 && (strchr("ivx", text[0]) != NULL || (length > 1 && text[0] != text[1]));
	if (rather_roman || (readings[0].value == 0 && readings[1].value == 0))
		return readings[2];
	return readings[0].value != 0 ? readings[0] : readings[1];
}

uint32_t drafting_number(const struct language *language, const char *printed, uint32_t ordinal,
			 enum number_kind *kind)
{
	const struct drafting *row = drafting_row(language);
	struct folded folded = FOLDED_INIT;
	struct reading reading = { 0, NUMBER_DECIMAL };
	size_t start, end;
	bool brackets, quotes;
	drafting_fold(&folded, printed, strlen(printed));
	if (folded.text.length == 0)
		goto done;
	trim_number(&folded.text, &start, &end, &brackets, &quotes);
	if (start == end)
		goto done;
	const char *text = folded.text.bytes + start;
	size_t position = folded.at[start];
	uint32_t first = utf8_next(printed, strlen(printed), &position);
	bool upper = utf8proc_category((utf8proc_int32_t)first) == UTF8PROC_CATEGORY_LU;
	if (!read_plain(row, text, end - start, brackets, quotes, &reading))
		reading = read_letters(row, text, end - start, upper, ordinal);
done:
	folded_release(&folded);
	*kind = reading.kind;
	return reading.value;
}
