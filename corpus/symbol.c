/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/symbol.h"

#include "base/buffer.h"
#include "base/utf8.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

enum { MAX_SYMBOL = 128 }; /* bytes of the text that is looked at; no symbol is longer */

/*
 * Characters that stand for others in symbols: dashes of all kinds, full-width forms, and Cyrillic
 * letters that look like the Latin ones, which Russian texts put behind a number ("43/78 Н").
 */
static const struct {
	uint32_t character;
	char ascii;
} stand_ins[] = {
	{ 0x00A0, ' ' }, { 0x0405, 'S' }, { 0x0406, 'I' }, { 0x0408, 'J' }, { 0x0410, 'A' },
	{ 0x0412, 'B' }, { 0x0415, 'E' }, { 0x041A, 'K' }, { 0x041C, 'M' }, { 0x041D, 'H' },
	{ 0x041E, 'O' }, { 0x0420, 'P' }, { 0x0421, 'C' }, { 0x0422, 'T' }, { 0x0423, 'Y' },
	{ 0x0425, 'X' }, { 0x2007, ' ' }, { 0x2009, ' ' }, { 0x2010, '-' }, { 0x2011, '-' },
	{ 0x2012, '-' }, { 0x2013, '-' }, { 0x2014, '-' }, { 0x202F, ' ' }, { 0x2044, '/' },
	{ 0x2212, '-' }, { 0x2215, '/' }, { 0x3000, ' ' }, { 0xFF08, '(' }, { 0xFF09, ')' },
	{ 0xFF0D, '-' }, { 0xFF0E, '.' }, { 0xFF0F, '/' },
};

/* The letters of resolutions in Arabic: "52/38 نون" is 52/38 N. */
static const char *const arabic_letters[] = {
	"ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء", "كاف", "لام", "ميم",
	"نون", "سين", "عين", "فاء", "صاد", "قاف", "راء", "شين", "تاء", "ثاء", "خاء", "ذال", "ضاد",
};

/* What Arabic writes in front of the number of a session: "1514 (د-15)", "دإط-10/15". */
static const struct {
	const char *arabic;
	const char *ascii;
} arabic_sessions[] = { { "دإط", "ES-" }, { "دإ", "S-" }, { "د", "#" } };

/* What stands between the letters of resolutions that are named together. */
static const char *const connectors[] = {
	"-",  ",", "&",  "and", "to",  "et", "à",  "y", "e",   "a",
	"al", "и", "по", "und", "bis", "和", "至", "و", "إلى",
};

/* The parts of a document's symbol that are not written in capitals. */
static const char *const small_words[] = { "Rev.", "Add.", "Corr.", "Amend.", "Summary" };

static uint32_t stand_in(uint32_t character)
{
	for (size_t i = 0; i < sizeof stand_ins / sizeof *stand_ins; i++)
		if (stand_ins[i].character == character)
			return (unsigned char)stand_ins[i].ascii;
	return character;
}

static bool starts_with(const char *text, size_t length, const char *word)
{
	size_t each = strlen(word);
	return length >= each && memcmp(text, word, each) == 0;
}

/* Adds what the Arabic at the start of text stands for. Returns the bytes that it takes, or 0. */
static size_t fold_arabic(const char *text, size_t length, struct buffer *out)
{
	for (size_t i = 0; i < sizeof arabic_sessions / sizeof *arabic_sessions; i++) {
		size_t at = strlen(arabic_sessions[i].arabic);
		if (!starts_with(text, length, arabic_sessions[i].arabic) || at == length)
			continue;
		if (stand_in(utf8_next(text, length, &at)) != '-')
			continue;
		buffer_add_text(out, arabic_sessions[i].ascii);
		return at;
	}
	for (size_t i = 0; i < sizeof arabic_letters / sizeof *arabic_letters; i++) {
		size_t each = strlen(arabic_letters[i]);
		bool fits = starts_with(text, length, arabic_letters[i]) &&
			    (each == length || (unsigned char)text[each] < 0x80);
		if (!fits)
			continue;
		buffer_add_byte(out, (char)('A' + i));
		return each;
	}
	return 0;
}

/* Text in the letters that symbols are made of; other characters stay as they are. */
static void fold(const char *text, size_t length, struct buffer *out)
{
	for (size_t at = 0; at < length;) {
		size_t arabic = (unsigned char)text[at] >= 0xD8 && (unsigned char)text[at] <= 0xDB
				    ? fold_arabic(text + at, length - at, out)
				    : 0;
		if (arabic != 0) {
			at += arabic;
			continue;
		}
		uint32_t character = stand_in(utf8_next(text, length, &at));
		if (character >= 0xFF10 && character <= 0xFF5A)
			character -= 0xFF00 - 0x20; /* full-width digits and letters */
		if (character == '\t' || character == '\n' || character == '\r')
			character = ' ';
		if (character == '[')
			character = '(';
		if (character == ']')
			character = ')';
		utf8_add(out, character);
	}
	buffer_trim(out);
	while (out->length > 0 && strchr(".,;:", out->bytes[out->length - 1]) != NULL)
		out->bytes[--out->length] = '\0';
}

static const char *skip_space(const char *text)
{
	while (*text == ' ')
		text++;
	return text;
}

/* Behind the word where text starts with it, case aside; NULL where it does not. */
static const char *skip_word(const char *text, const char *word)
{
	for (; *word != '\0'; text++, word++)
		if (toupper((unsigned char)*text) != toupper((unsigned char)*word))
			return NULL;
	return text;
}

/* Reads 1 to `most` digits without their leading zeros. NULL where there are none, or more. */
static const char *read_digits(const char *text, size_t most, struct buffer *out)
{
	size_t count = 0;
	while (isdigit((unsigned char)text[count]))
		count++;
	if (count == 0 || count > most)
		return NULL;
	size_t zeros = 0;
	while (zeros + 1 < count && text[zeros] == '0')
		zeros++;
	buffer_add(out, text + zeros, count - zeros);
	return text + count;
}

/* 1 to 99 as a Roman number. */
static void add_roman(uint32_t number, struct buffer *out)
{
	static const char *const tens[] = { "",  "X",  "XX",  "XXX",  "XL",
					    "L", "LX", "LXX", "LXXX", "XC" };
	static const char *const ones[] = { "",  "I",  "II",  "III",  "IV",
					    "V", "VI", "VII", "VIII", "IX" };
	buffer_add_text(out, tens[number / 10 % 10]);
	buffer_add_text(out, ones[number % 10]);
}

/* The number of a session; Arabic writes it in digits: "(د-15)" is "(XV)". */
static const char *read_roman(const char *text, struct buffer *out)
{
	uint32_t number = 0;
	size_t digits = 0;
	text += *text == '#';
	for (; digits < 2 && isdigit((unsigned char)text[digits]); digits++)
		number = number * 10 + (uint32_t)(text[digits] - '0');
	if (number != 0) {
		add_roman(number, out);
		return text + digits;
	}
	size_t count = 0;
	while (text[count] != '\0' && strchr("IVXL", toupper((unsigned char)text[count])) != NULL)
		buffer_add_byte(out, (char)toupper((unsigned char)text[count++]));
	return count == 0 || count > 8 ? NULL : text + count;
}

/* "S-" or "ES-" before the number of a special session; text itself where there is none. */
static const char *read_special(const char *text, struct buffer *out)
{
	static const char *const prefixes[] = { "ES-", "S-" };
	for (size_t i = 0; i < 2; i++) {
		const char *behind = skip_word(text, prefixes[i]);
		if (behind != NULL) {
			buffer_add_text(out, prefixes[i]);
			return behind;
		}
	}
	return text;
}

static const char *skip_connector(const char *text)
{
	text = skip_space(text);
	for (size_t i = 0; i < sizeof connectors / sizeof *connectors; i++) {
		const char *behind = skip_word(text, connectors[i]);
		/* "A a B" is a range, "A B" is not, and "A and" must not be read as "A a nd". */
		if (behind != NULL && (!isalpha((unsigned char)connectors[i][0]) || *behind == ' '))
			return skip_space(behind);
	}
	return NULL;
}

/*
 * The letters behind a number: "H", "A-B", "A and B", "A, B and C" -> " H", " A-B", " A-B", " A-C".
 * Returns where they end; text itself, and nothing added, where there are none.
 */
static const char *read_letters(const char *text, struct buffer *out)
{
	const char *at = skip_space(text);
	bool bracket = *at == '(' && isalpha((unsigned char)at[1]) && at[2] == ')';
	at += bracket;
	if (!isalpha((unsigned char)*at) || isalpha((unsigned char)at[1]))
		return text;
	char first = (char)toupper((unsigned char)*at++);
	char last = first;
	at += bracket;
	for (const char *next; (next = skip_connector(at)) != NULL;) {
		const char *and = skip_connector(next); /* "A, and B" */
		if (and != NULL && isalpha((unsigned char)*and) && !isalpha((unsigned char)and[1]))
			next = and;
		if (!isalpha((unsigned char)*next) || isalpha((unsigned char)next[1]))
			break;
		last = (char)toupper((unsigned char)*next);
		at = next + 1;
	}
	buffer_add_format(out, " %c", first);
	if (last != first)
		buffer_add_format(out, "-%c", last);
	return at;
}

/* "78/16", "43/78 H", "ES-11/1": sessions since 1976. */
static bool read_modern(const char *text, struct buffer *out)
{
	text = read_special(text, out);
	text = read_digits(text, 3, out);
	if (text == NULL)
		return false;
	text = skip_space(text);
	if (*text++ != '/')
		return false;
	buffer_add_byte(out, '/');
	text = read_digits(skip_space(text), 4, out);
	return text != NULL && *skip_space(read_letters(text, out)) == '\0';
}

/* "1514 (XV)", "3201 (S-VI)", "217 A (III)", "217 (III) A": before 1976. */
static bool read_early(const char *text, struct buffer *out)
{
	struct buffer letters = BUFFER_INIT;
	bool good = false;
	text = read_digits(text, 4, out);
	if (text == NULL)
		goto done;
	/* "973 (X)" has no letter, though "43/78 (H)" has one. */
	if (*skip_space(text) != '(')
		text = read_letters(text, &letters);
	text = skip_space(text);
	if (*text++ != '(')
		goto done;
	buffer_add_byte(out, '(');
	if (isdigit((unsigned char)*text))
		goto done; /* "2250 (2015)" is the Security Council's */
	text = read_special(text, out);
	text = read_roman(text, out);
	if (text == NULL || *text++ != ')')
		goto done;
	buffer_add_byte(out, ')');
	if (letters.length == 0)
		text = read_letters(text, &letters);
	buffer_add(out, letters.bytes, letters.length);
	good = *skip_space(text) == '\0';
done:
	buffer_release(&letters);
	return good;
}

/* Where text starts with one of the words in small letters: adds it, returns what is behind. */
static const char *read_small_word(const char *text, struct buffer *out)
{
	for (size_t i = 0; i < sizeof small_words / sizeof *small_words; i++) {
		const char *behind = skip_word(text, small_words[i]);
		if (behind != NULL) {
			buffer_add_text(out, small_words[i]);
			return behind;
		}
	}
	return NULL;
}

/* "S/RES/2250 (2015)", "A/78/404/Rev. 1": spaces that symbols are written with. */
static bool is_inner_space(const char *space)
{
	return strchr("(/ ", space[1]) != NULL || strchr("/. ", space[-1]) != NULL;
}

/* "(Part I)", "(SECT.29A)": capitals, no spaces. What addresses add for supplements, "(SUPP)", is
 * no part of a symbol. Returns what is behind it; NULL where it does not end. */
static const char *read_brackets(const char *text, struct buffer *out)
{
	const char *supplement = skip_word(text, "(SUPP)");
	if (supplement != NULL)
		return supplement;
	for (; *text != ')'; text++) {
		if (*text == '\0' ||
		    (!isalnum((unsigned char)*text) && strchr("(. -/", *text) == NULL))
			return NULL;
		if (*text != ' ')
			buffer_add_byte(out, (char)toupper((unsigned char)*text));
	}
	buffer_add_byte(out, ')');
	return text + 1;
}

/* Any other document: "A/78/404", "S/RES/2250(2015)", "A/C.1/78/L.60/Rev.1", "A/77/6 (Sect. 2)". */
static bool read_document(const char *text, struct buffer *out)
{
	bool digit = false;
	if (!isalpha((unsigned char)*text) || strchr(text, '/') == NULL)
		return false;
	while (*text != '\0') {
		const char *behind = NULL;
		if (out->length > 0 && out->bytes[out->length - 1] == '/')
			behind = read_small_word(text, out);
		if (*text == '(') {
			size_t before = out->length;
			behind = read_brackets(text, out);
			if (behind == NULL)
				return false;
			digit = digit || strpbrk(out->bytes + before, "0123456789") != NULL;
		}
		if (behind != NULL) {
			text = behind;
			continue;
		}
		digit = digit || isdigit((unsigned char)*text);
		if (isalnum((unsigned char)*text) || strchr("/.-", *text) != NULL)
			buffer_add_byte(out, (char)toupper((unsigned char)*text));
		else if (*text != ' ' || !is_inner_space(text))
			return false;
		text++;
	}
	return digit && out->bytes[out->length - 1] != '/';
}

bool symbol_normalise(const char *text, size_t length, struct buffer *out)
{
	struct buffer folded = BUFFER_INIT;
	struct buffer symbol = BUFFER_INIT;
	bool good = false;
	if (length == 0 || length > MAX_SYMBOL)
		goto done;
	fold(text, length, &folded);
	if (folded.length == 0)
		goto done;
	const char *number = skip_word(folded.bytes, "A/RES/");
	number = skip_space(number != NULL ? number : folded.bytes);
	static bool (*const readings[])(const char *, struct buffer *) = { read_modern,
									   read_early };
	for (size_t i = 0; i < 2 && !good; i++) {
		buffer_clear(&symbol);
		buffer_add_text(&symbol, "A/RES/");
		good = readings[i](number, &symbol);
	}
	if (!good) {
		buffer_clear(&symbol);
		good = read_document(folded.bytes, &symbol);
	}
	if (good)
		buffer_add(out, symbol.bytes, symbol.length);
done:
	buffer_release(&symbol);
	buffer_release(&folded);
	return good;
}

bool symbol_of_cited(const char *text, size_t length, struct buffer *out)
{
	if (symbol_normalise(text, length, out))
		return true;
	struct buffer folded = BUFFER_INIT, symbol = BUFFER_INIT;
	bool good = false;
	if (length > MAX_SYMBOL)
		return false;
	fold(text, length, &folded);
	/* "2250 (2015)": up to four digits, and four digits in brackets. */
	const char *at = folded.length != 0 ? folded.bytes : "";
	const char *bracket = at + strspn(at, "0123456789");
	size_t digits = (size_t)(bracket - at);
	bracket = skip_space(bracket);
	if (digits > 0 && digits <= 4 && bracket[0] == '(' &&
	    strspn(bracket + 1, "0123456789") == 4 && strcmp(bracket + 5, ")") == 0) {
		buffer_add_format(&symbol, "S/RES/%s", at);
		good = symbol_normalise(symbol.bytes, symbol.length, out);
	}
	buffer_release(&symbol);
	buffer_release(&folded);
	return good;
}

static uint32_t roman_value(const char *text, const char **end)
{
	static const struct {
		char letter;
		uint32_t value;
	} letters[] = { { 'I', 1 }, { 'V', 5 }, { 'X', 10 }, { 'L', 50 } };
	uint32_t sum = 0, before = 0;
	for (;; text++) {
		uint32_t value = 0;
		for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
			if (letters[i].letter == *text)
				value = letters[i].value;
		if (value == 0)
			break;
		sum += value > before ? value - 2 * before : value;
		before = value;
	}
	*end = text;
	return sum;
}

bool symbol_session(const char *symbol, struct buffer *out)
{
	const char *text = skip_word(symbol, "A/RES/");
	if (text == NULL)
		return false;
	const char *bracket = strchr(text, '(');
	if (bracket == NULL) {
		const char *slash = strchr(text, '/');
		if (slash == NULL || slash == text)
			return false;
		buffer_add(out, text, (size_t)(slash - text));
		return true;
	}
	struct buffer session = BUFFER_INIT;
	text = read_special(bracket + 1, &session);
	uint32_t number = roman_value(text, &text);
	bool good = number != 0 && *text == ')';
	if (good)
		buffer_add_format(out, "%s%u", session.length != 0 ? session.bytes : "",
				  (unsigned)number);
	buffer_release(&session);
	return good;
}

static size_t digits_at(const char *text)
{
	size_t count = 0;
	while (isdigit((unsigned char)text[count]))
		count++;
	return count;
}

static const char *skip_zeros(const char *text, size_t *digits)
{
	while (*digits > 1 && *text == '0') {
		text++;
		(*digits)--;
	}
	return text;
}

int symbol_compare(const char *a, const char *b)
{
	const char *whole_a = a, *whole_b = b;
	while (*a != '\0' && *b != '\0') {
		size_t digits_a = digits_at(a);
		size_t digits_b = digits_at(b);
		if (digits_a == 0 || digits_b == 0) {
			if (*a != *b)
				return (unsigned char)*a < (unsigned char)*b ? -1 : 1;
			a++;
			b++;
			continue;
		}
		a = skip_zeros(a, &digits_a);
		b = skip_zeros(b, &digits_b);
		if (digits_a != digits_b)
			return digits_a < digits_b ? -1 : 1;
		int order = memcmp(a, b, digits_a);
		if (order != 0)
			return order;
		a += digits_a;
		b += digits_b;
	}
	if (*a != *b)
		return *a == '\0' ? -1 : 1;
	return strcmp(whole_a, whole_b);
}
