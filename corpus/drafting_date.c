/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/drafting.h"

#include "base/utf8.h"
#include "corpus/drafting_rows.h"

#include <string.h>
#include <utf8proc.h>

enum { LONGEST_DATE = 200 }; /* bytes of its line, markup included */

struct date {
	uint32_t year, month, day;
};

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Reads a number of at least `fewest` and at most `most` digits, or one in Chinese numerals. */
static bool take_number(const struct buffer *text, size_t *at, size_t fewest, size_t most,
			uint32_t *value)
{
	size_t end = *at;
	uint32_t number = 0;
	while (end < text->length && end - *at <= most && is_digit(text->bytes[end]))
		number = number * 10 + (uint32_t)(text->bytes[end++] - '0');
	if (end == *at) {
		size_t used;
		number = drafting_chinese_number(text->bytes + *at, text->length - *at, &used);
		if (number == 0)
			return false;
		end += used;
	} else if (end - *at < fewest || end - *at > most) {
		return false;
	}
	*value = number;
	*at = end;
	return true;
}

static bool take_day(const struct drafting *row, const struct buffer *text, size_t *at,
		     uint32_t *day)
{
	if (!take_number(text, at, 1, 2, day))
		return false;
	const char *marks = row->day_marks;
	const char *mark;
	size_t length;
	while ((length = drafting_alternative(&marks, &mark)) != 0) {
		if (length <= text->length - *at && memcmp(text->bytes + *at, mark, length) == 0) {
			*at += length;
			break;
		}
	}
	return true;
}

static bool take_month(const struct drafting *row, const struct buffer *text, size_t *at,
		       uint32_t *month)
{
	for (uint32_t i = 0; i < DRAFTING_MONTHS; i++) {
		const char *names = row->months[i];
		const char *name;
		size_t length;
		while ((length = drafting_alternative(&names, &name)) != 0) {
			if (length > text->length - *at ||
			    memcmp(text->bytes + *at, name, length) != 0)
				continue;
			*month = i + 1;
			*at += length;
			return true;
		}
	}
	return false;
}

/* Tries a pattern of the table at one place; *end is behind the date. */
static bool pattern_reads(const struct drafting *row, const char *pattern, size_t length,
			  const struct buffer *text, size_t at, struct date *date, size_t *end)
{
	for (size_t i = 0; i < length; i++) {
		bool fits;
		switch (pattern[i]) {
		case 'D':
			fits = take_day(row, text, &at, &date->day);
			break;
		case 'M':
			fits = take_month(row, text, &at, &date->month);
			break;
		case 'N':
			fits = take_number(text, &at, 1, 2, &date->month);
			break;
		case 'Y':
			fits = take_number(text, &at, 4, 4, &date->year);
			break;
		case ' ':
			fits = true;
			at += at < text->length && text->bytes[at] == ' ';
			break;
		default:
			fits = at < text->length && text->bytes[at] == pattern[i];
			at++;
			break;
		}
		if (!fits)
			return false;
	}
	bool ends = at >= text->length || !is_digit(text->bytes[at]);
	*end = at;
	return ends && date->day >= 1 && date->day <= 31 && date->month >= 1 && date->month <= 12 &&
	       date->year >= 1900 && date->year <= 2199;
}

/* Whether a number or a word may start here: what stands before is no part of it. */
static bool starts_word(const struct buffer *text, size_t at)
{
	if (at == 0)
		return true;
	if (is_digit(text->bytes[at]))
		return !is_digit(text->bytes[at - 1]);
	unsigned char before = (unsigned char)text->bytes[at - 1];
	return !(before >= 'a' && before <= 'z') && ((unsigned char)text->bytes[at] & 0xC0) != 0x80;
}

/* Tries all patterns at one place. */
static bool date_reads(const struct drafting *row, const struct buffer *text, size_t at,
		       struct date *date, size_t *end)
{
	const char *patterns = row->dates;
	const char *pattern;
	size_t length;
	while ((length = drafting_alternative(&patterns, &pattern)) != 0)
		if (pattern_reads(row, pattern, length, text, at, date, end))
			return true;
	return pattern_reads(row, "Y-N-D", strlen("Y-N-D"), text, at, date, end);
}

bool drafting_date(const struct language *language, const char *text, size_t length,
		   struct buffer *iso)
{
	const struct drafting *row = drafting_row(language);
	struct folded folded = FOLDED_INIT;
	drafting_fold(&folded, text, length);
	bool found = false;
	for (size_t at = 0; at < folded.text.length && !found; at++) {
		struct date date = { 0, 0, 0 };
		size_t end;
		found =
		    starts_word(&folded.text, at) && date_reads(row, &folded.text, at, &date, &end);
		if (found)
			buffer_add_format(iso, "%04u-%02u-%02u", (unsigned)date.year,
					  (unsigned)date.month, (unsigned)date.day);
	}
	folded_release(&folded);
	return found;
}

bool drafting_date_at(const struct drafting *row, const struct buffer *text, size_t at,
		      uint32_t *year, size_t *end)
{
	struct date date = { 0, 0, 0 };
	if (!starts_word(text, at) || !date_reads(row, text, at, &date, end))
		return false;
	*year = date.year;
	return true;
}

bool drafting_is_date(const struct language *language, const char *line, size_t length)
{
	if (length > LONGEST_DATE)
		return false;
	const struct drafting *row = drafting_row(language);
	struct folded folded = FOLDED_INIT;
	struct date date = { 0, 0, 0 };
	size_t end = 0;
	drafting_fold(&folded, line, length);
	const struct buffer *text = &folded.text;
	bool is = text->length != 0 && date_reads(row, text, 0, &date, &end);
	const char *word;
	const char *words = row->year_words;
	size_t each;
	while (is && (each = drafting_alternative(&words, &word)) != 0)
		if (text->length - end == each && memcmp(text->bytes + end, word, each) == 0)
			end = text->length;
	is = is && (end == text->length || (end + 1 == text->length && text->bytes[end] == '.'));
	folded_release(&folded);
	return is;
}
