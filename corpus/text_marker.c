/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/text_parts.h"

#include "base/utf8.h"
#include "corpus/symbol.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum {
	LONGEST_NUMBER = 24,       /* bytes of a printed number: "(xxxviii)", "خامس عشر -" */
	HIGHEST_NUMBER = 999,      /* of a paragraph; "2023." is a year */
	LONGEST_TAIL = 256,        /* bytes at the end of a text among which its last stop is */
	LONGEST_SYMBOL = 48,       /* bytes of a line in which its symbol ends */
	FIRST_ARABIC_SESSION = 31, /* resolutions before it have Roman numbers: "2/5" is a page */
};

/* A place in a line. */
struct cursor {
	const char *line;
	size_t length, at;
};

static uint32_t peek(const struct cursor *cursor, size_t *behind)
{
	*behind = cursor->at;
	return cursor->at < cursor->length ? utf8_next(cursor->line, cursor->length, behind) : 0;
}

char text_superscript(uint32_t character)
{
	static const uint32_t digits[] = { 0x2070, 0xB9,   0xB2,   0xB3,   0x2074,
					   0x2075, 0x2076, 0x2077, 0x2078, 0x2079 };
	if (character < 0xB2)
		return '\0'; /* as nearly all are */
	for (size_t i = 0; i < sizeof digits / sizeof *digits; i++)
		if (digits[i] == character)
			return (char)('0' + i);
	return '\0';
}

static bool is_category(uint32_t character, utf8proc_category_t first, utf8proc_category_t last)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)character);
	return category >= first && category <= last;
}

static bool is_digit(uint32_t character)
{
	return is_category(character, UTF8PROC_CATEGORY_ND, UTF8PROC_CATEGORY_ND);
}

static bool is_letter(uint32_t character)
{
	return is_category(character, UTF8PROC_CATEGORY_LU, UTF8PROC_CATEGORY_MC);
}

static bool is_space(uint32_t character)
{
	return character == ' ' || character == '\t' || character == 0xA0 || character == 0x3000 ||
	       character == 0x202F || character == 0x200E || character == 0x200F;
}

static bool is_dash(uint32_t character)
{
	return character == '-' || (character >= 0x2010 && character <= 0x2015);
}

static bool is_emphasis(uint32_t character)
{
	return character == '*' || character == '_' || character == '\\';
}

static size_t skip(struct cursor *cursor, bool (*wanted)(uint32_t))
{
	size_t start = cursor->at;
	size_t behind;
	while (cursor->at < cursor->length && wanted(peek(cursor, &behind)))
		cursor->at = behind;
	return cursor->at - start;
}

/* Takes one of these characters, a backslash before it aside. */
static uint32_t take_one_of(struct cursor *cursor, const uint32_t *wanted)
{
	struct cursor ahead = *cursor;
	size_t behind;
	uint32_t character = peek(&ahead, &behind);
	if (character == '\\') {
		ahead.at = behind;
		character = peek(&ahead, &behind);
	}
	for (; *wanted != 0; wanted++) {
		if (*wanted == character && character != 0) {
			cursor->at = behind;
			return character;
		}
	}
	return 0;
}

static const uint32_t opening[] = { '(', 0xFF08, 0 };
static const uint32_t closing[] = { ')', 0xFF09, 0 };
static const uint32_t stops[] = { '.', 0xFF0E, 0x3001, 0 };
static const uint32_t quotes[] = { '\'', 0x2018, 0x2019, 0 };

/* "- ", "– ", "• ", "* ": a point without a number. */
static bool take_bullet(struct cursor *cursor)
{
	size_t behind;
	uint32_t character = peek(cursor, &behind);
	if (!is_dash(character) && character != 0x2022 && character != '*' && character != '+')
		return false;
	cursor->at = behind;
	return is_space(peek(cursor, &behind));
}

/* "12", "2.1", "12 bis", and the stop behind it. Returns its shape, 0 when it is no number. */
static char take_decimal(struct cursor *cursor)
{
	static const uint32_t point[] = { '.', 0 };
	size_t behind;
	if (skip(cursor, is_digit) == 0)
		return 0;
	for (;;) {
		struct cursor ahead = *cursor;
		if (take_one_of(&ahead, point) == 0 || skip(&ahead, is_digit) == 0)
			break;
		*cursor = ahead;
	}
	struct cursor ahead = *cursor;
	skip(&ahead, is_space);
	if (ahead.length - ahead.at >= 3 && memcmp(ahead.line + ahead.at, "bis", 3) == 0) {
		ahead.at += 3;
		*cursor = ahead;
	}
	if (take_one_of(cursor, closing) != 0)
		return ')';
	if (take_one_of(cursor, stops) != 0)
		return '.';
	ahead = *cursor;
	skip(&ahead, is_space);
	if (!is_dash(peek(&ahead, &behind)))
		return 0;
	ahead.at = behind;
	uint32_t next = peek(&ahead, &behind);
	if (ahead.at < ahead.length && !is_space(next) && !is_emphasis(next))
		return 0;
	*cursor = ahead;
	return '.';
}

/* "a)", "IV.", "أولا -": letters and the stop behind them. */
static char take_letters(struct cursor *cursor)
{
	size_t behind;
	size_t start = cursor->at;
	skip(cursor, is_letter);
	if (cursor->at == start || cursor->at - start > LONGEST_NUMBER)
		return 0;
	if (take_one_of(cursor, closing) != 0)
		return ')';
	if (take_one_of(cursor, stops) != 0)
		return '.';
	struct cursor ahead = *cursor;
	if (skip(&ahead, is_space) == 0 || !is_dash(peek(&ahead, &behind)))
		return 0;
	ahead.at = behind;
	if (ahead.at < ahead.length && !is_space(peek(&ahead, &behind)))
		return 0;
	*cursor = ahead;
	return '.';
}

/* The number itself. Returns its shape, 0 when there is none. */
static char take_number(struct cursor *cursor)
{
	size_t behind;
	uint32_t first = peek(cursor, &behind);
	if (first >= 0x3220 && first <= 0x3229) { /* ㈠ to ㈩ */
		cursor->at = behind;
		return ')';
	}
	if (take_one_of(cursor, quotes) != 0)
		return skip(cursor, is_digit) != 0 && take_one_of(cursor, quotes) != 0 ? '\'' : 0;
	if (take_one_of(cursor, opening) != 0) {
		size_t start = cursor->at;
		while (cursor->at < cursor->length && cursor->at - start <= LONGEST_NUMBER) {
			if (take_one_of(cursor, closing) != 0)
				return ')';
			utf8_next(cursor->line, cursor->length, &cursor->at);
		}
		return 0;
	}
	return is_digit(first) ? take_decimal(cursor) : take_letters(cursor);
}

void text_copy_number(char printed[TEXT_NUMBER_BYTES], const char *line, size_t start, size_t end)
{
	size_t to = 0;
	for (size_t at = start; at < end && to + 1 < TEXT_NUMBER_BYTES; at++)
		if (!is_emphasis((unsigned char)line[at]))
			printed[to++] = line[at];
	printed[to] = '\0';
}

/* Whether a letter or numeral with this stop is a paragraph's number at all. */
static bool is_plausible(const struct marker *marker, size_t bytes)
{
	if (marker->value == 0 || marker->value > HIGHEST_NUMBER)
		return false;
	bool lower = marker->kind == NUMBER_LETTER || marker->kind == NUMBER_ROMAN;
	return marker->shape != '.' || !lower || bytes <= 3;
}

struct marker text_marker(const struct language *language, const char *line, size_t length)
{
	struct marker marker = { .shape = 0 };
	struct cursor cursor = { line, length, 0 };
	if (take_bullet(&cursor)) {
		marker = (struct marker){ .end = cursor.at, .shape = '-' };
		skip(&cursor, is_space);
		marker.length = cursor.at;
		return marker;
	}
	cursor.at = 0;
	bool emphasised = skip(&cursor, is_emphasis) != 0;
	marker.start = cursor.at;
	marker.shape = take_number(&cursor);
	marker.end = cursor.at;
	if (marker.shape == 0 || marker.end - marker.start > LONGEST_NUMBER + 8)
		return (struct marker){ .shape = 0 };
	char printed[TEXT_NUMBER_BYTES];
	text_copy_number(printed, line, marker.start, marker.end);
	marker.value = drafting_number(language, printed, 0, &marker.kind);
	if (emphasised)
		skip(&cursor, is_emphasis);
	size_t behind;
	uint32_t next = peek(&cursor, &behind);
	bool separate = cursor.at == length || is_space(next) || is_emphasis(next) || next == '[' ||
			(next >= 0x80 && !is_digit(next));
	skip(&cursor, is_space);
	marker.length = cursor.at;
	if (!separate || !is_plausible(&marker, marker.end - marker.start))
		return (struct marker){ .shape = 0 };
	return marker;
}

static size_t skip_blanks(const char *line, size_t length, size_t at)
{
	struct cursor cursor = { line, length, at };
	skip(&cursor, is_space);
	return cursor.at;
}

static void add_mark(char mark[TEXT_MARK_BYTES], char byte)
{
	size_t length = strlen(mark);
	if (length + 1 < TEXT_MARK_BYTES) {
		mark[length] = byte;
		mark[length + 1] = '\0';
	}
}

/* "¹²", "(¹)" */
static size_t superscript_mark(const char *line, size_t length, char mark[TEXT_MARK_BYTES])
{
	size_t start = length != 0 && line[0] == '(';
	size_t end = start;
	for (size_t at = start; at < length; end = at) {
		char digit = text_superscript(utf8_next(line, length, &at));
		if (digit == '\0')
			break;
		add_mark(mark, digit);
	}
	if (start != 0 && (end == start || end == length || line[end] != ')'))
		return 0;
	return end + start;
}

bool text_is_mark(const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)bytes[i] <= ' ' || bytes[i] == 0x7F)
			return false;
	return length > 0 && length < TEXT_MARK_BYTES;
}

/* "[^note]:", "<sup>4</sup>": what stands between two strings. */
static size_t mark_between(const char *line, size_t length, const char *before, const char *behind,
			   char mark[TEXT_MARK_BYTES])
{
	size_t first = strlen(before);
	if (length <= first || memcmp(line, before, first) != 0)
		return 0;
	const char *end = memmem(line + first, length - first, behind, strlen(behind));
	size_t inside = end == NULL ? 0 : (size_t)(end - line) - first;
	if (!text_is_mark(line + first, inside))
		return 0;
	memcpy(mark, line + first, inside);
	mark[inside] = '\0';
	return first + inside + strlen(behind);
}

/* "\* ", "\*\* " */
static size_t escaped_mark(const char *line, size_t length, char mark[TEXT_MARK_BYTES])
{
	size_t at = 0;
	while (length - at >= 2 && line[at] == '\\' && line[at + 1] == '*') {
		add_mark(mark, '*');
		at += 2;
	}
	return at < length && (line[at] == ' ' || line[at] == '\t') ? at : 0;
}

size_t text_footnote_mark(const char *line, size_t length, char mark[TEXT_MARK_BYTES])
{
	mark[0] = '\0';
	size_t used = superscript_mark(line, length, mark);
	if (used == 0)
		used = mark_between(line, length, "[^", "]:", mark);
	if (used == 0)
		used = mark_between(line, length, "<sup>", "</sup>", mark);
	if (used == 0)
		used = escaped_mark(line, length, mark);
	/* "¹, and so on": the clause goes on, and the mark belongs to what was before */
	if (used != 0 && used < length && strchr(",;.", line[used]) != NULL)
		used = 0;
	if (used == 0)
		mark[0] = '\0';
	return used == 0 ? 0 : skip_blanks(line, length, used);
}

unsigned text_highest_mark(const char *line, size_t length)
{
	unsigned highest = 0;
	unsigned mark = 0;
	for (size_t at = 0; at < length;) {
		char digit = text_superscript(utf8_next(line, length, &at));
		mark = digit == '\0' ? 0 : mark < 1000 ? mark * 10 + (unsigned)(digit - '0') : mark;
		highest = mark > highest ? mark : highest;
	}
	return highest;
}

/* Where a symbol may end: a stop, a space, a mark of emphasis, or the end of the line. */
static bool may_end(const char *line, size_t length, size_t at)
{
	return at == length || strchr(". *_:\t\\", line[at]) != NULL ||
	       (unsigned char)line[at] >= 0x80;
}

/* Letters behind a number need a stop behind them: "78/16 A la memoria" is no part A. */
static bool ends_well(const char *line, size_t length, size_t end)
{
	bool letter = line[end - 1] >= 'A' && line[end - 1] <= 'Z';
	return !letter || end == length || strchr(".*_:", line[end]) != NULL ||
	       (length - end >= 2 && line[end] == ' ' && line[end + 1] == '-');
}

/*
 * Whether a normalised symbol is a resolution's: behind the last slash a number and perhaps
 * letters, no other words. "2/5" is a page, no resolution of session 2: those have Roman numerals.
 */
static bool is_resolution(const char *symbol)
{
	static const char resolution[] = "A/RES/";
	if (strncmp(symbol, resolution, strlen(resolution)) != 0)
		return false;
	const char *session = symbol + strlen(resolution);
	const char *number = strrchr(symbol, '/') + 1;
	size_t digits = strspn(number, "0123456789");
	if (digits == 0 || strchr(" (", number[digits]) == NULL)
		return false;
	return number == session || !is_digit((unsigned char)*session) ||
	       strtoul(session, NULL, 10) >= FIRST_ARABIC_SESSION;
}

size_t text_symbol(const char *line, size_t length, struct buffer *symbol)
{
	struct cursor cursor = { line, length, 0 };
	while (cursor.at < length && strchr("#*_ \t", line[cursor.at]) != NULL)
		cursor.at++;
	size_t start = cursor.at;
	size_t most = length - start < LONGEST_SYMBOL ? length - start : LONGEST_SYMBOL;
	struct buffer normal = BUFFER_INIT;
	size_t found = 0;
	for (size_t end = start + most; end > start + 2 && found == 0; end--) {
		buffer_clear(&normal);
		if (!may_end(line, length, end) || strchr(".: ", line[end - 1]) != NULL ||
		    !symbol_normalise(line + start, end - start, &normal))
			continue;
		if (is_resolution(normal.bytes) && ends_well(line, length, end))
			found = end;
	}
	if (found != 0) {
		buffer_add(symbol, normal.bytes, normal.length);
		while (found < length && strchr(".:*_\\", line[found]) != NULL)
			found++;
		found = skip_blanks(line, length, found);
		struct cursor behind = { line, length, found };
		size_t next;
		if (is_dash(peek(&behind, &next)))
			found = skip_blanks(line, length, next);
	}
	buffer_release(&normal);
	return found;
}

/* One word of a line that belongs to the page; *strong when it could not be anything else. */
static bool is_furniture_word(const char *word, size_t length, bool *strong)
{
	size_t digits = 0;
	size_t slash = length;
	size_t dash = length;
	for (size_t i = 0; i < length; i++) {
		digits += word[i] >= '0' && word[i] <= '9';
		slash = word[i] == '/' && slash == length ? i : slash;
		dash = word[i] == '-' && dash == length ? i : dash;
	}
	if (length == 3 && word[0] == '(' && word[2] == ')')
		return true; /* the language's letter behind a job number */
	if (digits == length) {
		*strong = *strong || length <= 3 || length >= 6;
		return length <= 3 || length >= 6;
	}
	if (digits + 1 == length && slash != length && slash != 0 && slash <= 2 && length <= 6) {
		*strong = true; /* "2/5" */
		return slash == 1 || word[0] < '3';
	}
	if (digits == 7 && length == 8 && dash == 2) {
		*strong = true; /* "23-24434" */
		return true;
	}
	/* One symbol, not a list of them. */
	struct buffer symbol = BUFFER_INIT;
	bool is_symbol = slash == 1 && word[0] >= 'A' && word[0] <= 'Z' && !*strong &&
			 strchr(",;.", word[length - 1]) == NULL &&
			 symbol_normalise(word, length, &symbol);
	*strong = *strong || is_symbol;
	buffer_release(&symbol);
	return is_symbol;
}

bool text_is_furniture(const char *line, size_t length)
{
	size_t drawn = 0;
	while (drawn < length && strchr("-*_=~ ", line[drawn]) != NULL)
		drawn++;
	if (drawn == length)
		return true;
	bool strong = false;
	for (size_t at = 0; at < length;) {
		while (at < length && strchr(" \t*_", line[at]) != NULL)
			at++;
		size_t start = at;
		while (at < length && strchr(" \t*_", line[at]) == NULL)
			at++;
		if (at != start && !is_furniture_word(line + start, at - start, &strong))
			return false;
	}
	return strong;
}

bool text_section(const struct language *language, const char *line, size_t length,
		  struct marker *marker)
{
	size_t start = 0;
	while (start < length && strchr("#*_ \t", line[start]) != NULL)
		start++;
	while (length > start && strchr("*_ \t", line[length - 1]) != NULL)
		length--;
	char printed[TEXT_NUMBER_BYTES];
	if (length == start || length - start > LONGEST_NUMBER)
		return false;
	text_copy_number(printed, line, start, length);
	if (strchr("(-", printed[0]) != NULL || strchr(printed, ')') != NULL)
		return false;
	enum number_kind kind;
	uint32_t value = drafting_number(language, printed, 0, &kind);
	if (value == 0 || value > HIGHEST_NUMBER ||
	    (kind != NUMBER_UPPER_ROMAN && kind != NUMBER_UPPER_LETTER))
		return false;
	*marker = (struct marker){ .start = start,
				   .end = length,
				   .length = length,
				   .kind = kind,
				   .value = value,
				   .shape = '.' };
	return true;
}

uint32_t text_character_before(const char *text, size_t end, size_t *start)
{
	size_t at = end;
	do
		at--;
	while (at > 0 && end - at < 4 && ((unsigned char)text[at] & 0xC0) == 0x80);
	*start = at;
	return utf8_next(text, end, &at);
}

static char stop_of(uint32_t character)
{
	static const struct {
		uint32_t character;
		char stop;
	} all[] = {
		{ ',', ',' },    { 0x60C, ',' },  { 0xFF0C, ',' }, { 0x3001, ',' }, { ';', ';' },
		{ 0x61B, ';' },  { 0xFF1B, ';' }, { ':', ':' },    { 0xFF1A, ':' }, { '.', '.' },
		{ 0x3002, '.' }, { '!', '.' },    { '?', '.' },    { 0x61F, '.' },  { 0x2026, '.' },
		{ 0xFF01, '.' }, { 0xFF1F, '.' }, { 0x6D4, '.' },
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i].character == character)
			return all[i].stop;
	return 0;
}

/* What may stand behind a stop without changing that the clause ends there. */
static bool is_after_stop(uint32_t character)
{
	static const uint32_t all[] = { ' ',    '\t',   '*',    '_',    '\\',   '"',
					'\'',   ')',    ']',    0xBB,   0x2018, 0x2019,
					0x201C, 0x201D, 0x203A, 0xFF09, 0x300D, 0x300F,
					0x300B, 0x200E, 0x200F, 0xA0 };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i] == character)
			return true;
	return text_superscript(character) != '\0';
}

/* "; and": the word that joins the last two points of a list. Returns the length without it. */
static size_t without_conjunction(const char *text, size_t length)
{
	static const char *const words[] = { "and", "or", "y",   "o",   "u",    "e", "et",
					     "ou",  "и",  "или", "und", "oder", "و", "أو" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t each = strlen(words[i]);
		if (length > each + 1 && memcmp(text + length - each, words[i], each) == 0 &&
		    text[length - each - 1] == ' ')
			return length - each - 1;
	}
	return length;
}

bool text_ends_with_conjunction(const char *text, size_t length)
{
	return without_conjunction(text, length) != length;
}

char text_last_stop(const char *text, size_t length)
{
	bool conjunction = false;
	if (length > LONGEST_TAIL) {
		text += length - LONGEST_TAIL;
		length = LONGEST_TAIL;
	}
	while (length != 0) {
		size_t start;
		uint32_t last = text_character_before(text, length, &start);
		const char *mark = last == ']' ? memrchr(text, '[', length) : NULL;
		if (mark != NULL && mark[1] == '^') {
			length = (size_t)(mark - text);
			continue;
		}
		if (is_after_stop(last)) {
			length = start;
			continue;
		}
		char stop = stop_of(last);
		if (conjunction)
			return stop == ';' ? stop : 0;
		if (stop != 0)
			return stop;
		size_t shorter = without_conjunction(text, length);
		if (shorter == length)
			return 0;
		conjunction = true;
		length = shorter;
	}
	return 0;
}

bool text_is_complete(const char *text, size_t length)
{
	return text_last_stop(text, length) != 0;
}
