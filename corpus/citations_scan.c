/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/utf8.h"
#include "corpus/citations_rows.h"
#include "corpus/symbol.h"

#include <ctype.h>
#include <string.h>
#include <utf8proc.h>

enum {
	LONGEST_LETTERS = 32, /* bytes of the letters behind a number: "A and B" */
	LONGEST_SYMBOL = 100,
	LONGEST_FIRST = 8,    /* letters before the first stroke: "INFCIRC" */
	LONGEST_BRACKET = 24, /* bytes of "(Parts I and II)" */
	LONGEST_PREFIXES = 2,
};

struct scan {
	const struct language *language;
	const char *text;
	size_t length;
	const struct folded *folded;
	const struct citing *citing;
	const struct drafting *drafting;
	struct arena *arena;
	struct found_list *list;
	/* A bit for the first two bytes of each word and body, and of what is written with it: most
	 * words of a text are none of them. */
	uint64_t beginnings[65536 / 64];
};

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Letters and digits of scripts that put spaces between words; Chinese ones are words of their own.
 */
static bool is_word_character(uint32_t character)
{
	if (character < 0x80)
		return isalnum((int)character) != 0;
	if (character >= 0x2E80 && character <= 0xFFEF)
		return false;
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)character);
	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ND;
}

static uint32_t character_at(const struct buffer *text, size_t at)
{
	return at < text->length ? utf8_next(text->bytes, text->length, &at) : ' ';
}

static uint32_t character_before(const struct buffer *text, size_t at)
{
	if (at == 0)
		return ' ';
	size_t start = at - 1;
	while (start > 0 && ((unsigned char)text->bytes[start] & 0xC0) == 0x80)
		start--;
	return character_at(text, start);
}

/* Arabic writes "2011وقراراته", "القرار63/1" and "وA/HRC/46/37" without a space. */
static bool word_starts(const struct buffer *text, size_t at)
{
	uint32_t before = character_before(text, at);
	bool ascii = (unsigned char)text->bytes[at] < 0x80;
	bool arabic = before >= 0x600 && before < 0x700;
	return !is_word_character(before) || (ascii && arabic) ||
	       (!ascii && before < 0x80 && isdigit((int)before));
}

static size_t word_end(const struct buffer *text, size_t at)
{
	while (at < text->length && is_word_character(character_at(text, at)))
		utf8_next(text->bytes, text->length, &at);
	return at;
}

static bool text_is(const struct buffer *text, size_t at, const char *word, size_t length)
{
	return text->length - at >= length && memcmp(text->bytes + at, word, length) == 0;
}

/* The length of the first of the alternatives that stands there; 0 for none. */
static size_t match(const struct buffer *text, size_t at, const char *alternatives)
{
	const char *word;
	size_t length;
	while ((length = drafting_alternative(&alternatives, &word)) != 0)
		if (text_is(text, at, word, length))
			return length;
	return 0;
}

static void add(struct scan *scan, const struct found *found)
{
	struct found_list *list = scan->list;
	list->at = memory_grow(list->at, &list->capacity, list->count + 1, sizeof *list->at);
	list->at[list->count++] = *found;
}

/* ---- Words ---- */

static size_t beginning(const char *bytes)
{
	return (size_t)(unsigned char)bytes[0] << 8 | (unsigned char)bytes[1];
}

static void add_beginnings(struct scan *scan, const char *alternatives)
{
	const char *word;
	while (drafting_alternative(&alternatives, &word) != 0)
		scan->beginnings[beginning(word) / 64] |= UINT64_C(1) << beginning(word) % 64;
}

static void find_beginnings(struct scan *scan)
{
	add_beginnings(scan, scan->citing->resolution);
	add_beginnings(scan, scan->citing->decision);
	add_beginnings(scan, scan->citing->prefixes);
	for (size_t body = BODY_NONE + 1; body < BODY_COUNT; body++)
		add_beginnings(scan, scan->citing->bodies[body]);
}

/* Folded text has a NUL behind its end, so the last byte has one behind it. */
static bool may_begin(const struct scan *scan, size_t at)
{
	if (at >= scan->folded->text.length)
		return false;
	size_t bit = beginning(scan->folded->text.bytes + at);
	return (scan->beginnings[bit / 64] >> bit % 64 & 1) != 0;
}

/* "resolution", "резолюциях", "والقرارات" */
static bool read_word(const struct scan *scan, size_t at, struct found *found)
{
	const struct buffer *text = &scan->folded->text;
	const char *words[] = { scan->citing->resolution, scan->citing->decision };
	for (size_t i = 0; i < 2; i++) {
		size_t length = match(text, at, words[i]);
		if (length == 0)
			continue;
		found->kind = FOUND_WORD;
		found->decision = i == 1;
		found->end = scan->citing->word_behind ? at + length : word_end(text, at + length);
		return true;
	}
	return false;
}

static bool read_body(const struct scan *scan, size_t at, struct found *found)
{
	const struct buffer *text = &scan->folded->text;
	size_t longest = 0;
	for (size_t body = BODY_NONE + 1; body < BODY_COUNT; body++) {
		size_t length = match(text, at, scan->citing->bodies[body]);
		bool whole = scan->citing->word_behind ||
			     !is_word_character(character_at(text, at + length)) ||
			     body == BODY_OTHER;
		if (length > longest && whole) {
			longest = length;
			found->body = (enum citing_body)body;
		}
	}
	found->kind = FOUND_BODY;
	found->end = at + longest;
	return longest != 0;
}

/* A word or a body, maybe behind letters that are written together with it. */
static bool read_name(const struct scan *scan, size_t at, struct found *found)
{
	size_t start = at;
	for (size_t i = 0; i <= LONGEST_PREFIXES; i++) {
		found->start = start;
		if (!may_begin(scan, at))
			return false;
		if (read_word(scan, at, found) || read_body(scan, at, found))
			return true;
		size_t prefix = match(&scan->folded->text, at, scan->citing->prefixes);
		if (prefix == 0)
			return false;
		at += prefix;
	}
	return false;
}

/* ---- Numbers ---- */

static size_t read_digits(const struct buffer *text, size_t at, size_t most, uint32_t *value)
{
	size_t count = 0;
	uint32_t number = 0;
	for (; is_digit(text->bytes[at + count]); count++)
		if (count < most)
			number = number * 10 + (uint32_t)(text->bytes[at + count] - '0');
	*value = number;
	return count <= most ? count : 0;
}

static size_t skip_space(const struct buffer *text, size_t at)
{
	return at + (text->bytes[at] == ' ');
}

/* Where a number of that length in the text itself ends when the letters behind belong to it. */
static size_t with_letters(const struct scan *scan, size_t start, size_t end, struct buffer *symbol)
{
	struct buffer tried = BUFFER_INIT;
	size_t most = scan->length - end < LONGEST_LETTERS ? scan->length - end : LONGEST_LETTERS;
	size_t best = end;
	const char *text = scan->text;
	for (size_t more = 1; more <= most; more++) {
		unsigned char last = (unsigned char)text[end + more - 1];
		bool inside =
		    end + more < scan->length && ((unsigned char)text[end + more] & 0xC0) == 0x80;
		size_t next = end + more;
		struct buffer whole = { (char *)text, scan->length, 0 };
		if (inside || !(isupper(last) || last >= 0x80 || last == ')') ||
		    is_word_character(character_at(&whole, next)))
			continue;
		buffer_clear(&tried);
		if (!symbol_normalise(text + start, next - start, &tried) ||
		    strncmp(tried.bytes, "A/RES/", 6) != 0 || strchr(tried.bytes, ' ') == NULL)
			continue;
		best = next;
		buffer_clear(symbol);
		buffer_add(symbol, tried.bytes, tried.length);
	}
	buffer_release(&tried);
	return best;
}

/* The place in folded text of a place in the text. */
static size_t folded_place(const struct scan *scan, size_t from, size_t place)
{
	while (from < scan->folded->text.length && scan->folded->at[from] < place)
		from++;
	return from;
}

/* "(xv)", "(s-vi)", "(د-15)" behind a number: where it ends; 0 when there is none. */
static size_t read_session(const struct buffer *text, size_t at)
{
	static const char numerals[] = "ivxl";
	if (text->bytes[at] != '(')
		return 0;
	at++;
	at += match(text, at, "s-|es-|دإط-|دإ-|د-");
	uint32_t number;
	size_t count = text->bytes[at - 1] == '-' ? read_digits(text, at, 2, &number) : 0;
	if (count == 0)
		count = strspn(text->bytes + at, numerals);
	return count != 0 && text->bytes[at + count] == ')' ? at + count + 1 : 0;
}

/* "(2015)" behind a number. */
static size_t read_year(const struct buffer *text, size_t at, uint32_t *year)
{
	if (text->bytes[at] != '(' || read_digits(text, at + 1, 4, year) != 4 || *year < 1946 ||
	    *year > 2199)
		return 0;
	/* A bracket that is turned the wrong way stands in some texts from right to left. */
	bool ends = at + 5 < text->length && strchr("()", text->bytes[at + 5]) != NULL;
	return ends ? at + 6 : 0;
}

/* The four shapes of numbers; the end in folded text, or 0. */
static size_t read_shape(const struct scan *scan, size_t at, struct found *found)
{
	const struct buffer *text = &scan->folded->text;
	size_t special = match(text, at, "s-|es-|دإط-|دإ-");
	size_t digits = read_digits(text, at + special, 4, &found->first);
	size_t end = at + special + digits;
	if (digits == 0)
		return 0;
	found->special = special != 0;
	size_t stroke = skip_space(text, end);
	if (text->bytes[stroke] == '/') {
		size_t number = skip_space(text, stroke + 1);
		size_t more = read_digits(text, number, 4, &found->second);
		if (more == 0 || (special == 0 && digits == 1 && more > 3))
			return 0;
		found->form = digits == 4 ? FORM_YEAR : FORM_MODERN;
		return number + more;
	}
	if (special != 0)
		return 0;
	size_t bracket = skip_space(text, end);
	size_t behind = read_year(text, bracket, &found->second);
	found->form = FORM_SECURITY;
	if (behind == 0) {
		/* "217 A (III)": a letter may stand between. */
		size_t letter = end + (text->bytes[end] == ' ');
		size_t length = match(text, letter, "ألف|باء|جيم|دال|هاء|واو");
		if (length == 0 && isalpha((unsigned char)text->bytes[letter]) &&
		    isupper((unsigned char)scan->text[scan->folded->at[letter]]))
			length = 1;
		if (length != 0)
			bracket = skip_space(text, letter + length);
		behind = read_session(text, bracket);
		/* "para. 3 (i)" is a point of a list. */
		if (behind != 0 &&
		    islower((unsigned char)scan->text[scan->folded->at[bracket + 1]]))
			behind = 0;
		found->form = FORM_EARLY;
	}
	return behind;
}

static bool read_number(const struct scan *scan, size_t at, struct found *found)
{
	const struct buffer *text = &scan->folded->text;
	uint32_t before = character_before(text, at);
	const struct found *last =
	    scan->list->count == 0 ? NULL : &scan->list->at[scan->list->count - 1];
	bool listed = before == ',' && last != NULL && last->end + 1 == at; /* "70/291,72/284" */
	if (before == '/' || before == '.' || before == '-' || (before == ',' && !listed))
		return false;
	size_t end = read_shape(scan, at, found);
	uint32_t behind = character_at(text, end);
	if (end == 0 || behind == '/' || behind == '%' ||
	    (found->form <= FORM_YEAR && is_word_character(behind)) ||
	    (behind == '-' && is_digit(text->bytes[end + 1])))
		return false;
	struct buffer symbol = BUFFER_INIT;
	size_t text_start = scan->folded->at[at];
	size_t text_end = scan->folded->at[end];
	while (text_end > text_start && (unsigned char)scan->text[text_end - 1] <= ' ')
		text_end--;
	found->kind = FOUND_NUMBER;
	found->start = at;
	found->end = end;
	if (found->form == FORM_SECURITY) {
		buffer_add_format(&symbol, "A/RES/%u(%u)", (unsigned)found->first,
				  (unsigned)found->second);
	} else {
		bool good =
		    symbol_normalise(scan->text + text_start, text_end - text_start, &symbol);
		size_t longer = good ? with_letters(scan, text_start, text_end, &symbol) : text_end;
		good = good && strncmp(symbol.bytes, "A/RES/", 6) == 0;
		/* Any part of a year is as good as a session for symbol_normalise. */
		if (!good && found->form == FORM_YEAR) {
			buffer_clear(&symbol);
			buffer_add_format(&symbol, "A/RES/%u/%u", (unsigned)found->first,
					  (unsigned)found->second);
			good = true;
		}
		if (longer > text_end)
			found->end = folded_place(scan, end, longer);
		if (!good)
			symbol.length = 0;
	}
	if (symbol.length != 0)
		found->symbol = arena_text(scan->arena, symbol.bytes + 6, symbol.length - 6);
	bool good = symbol.length != 0;
	buffer_release(&symbol);
	return good;
}

/* ---- Symbols ---- */

/* "(Part I)", "(Sect. 29A)", "(XXI)" in a symbol; its length, or 0. */
static size_t bracket_length(const char *text, size_t length)
{
	static const char *const openings[] = { "Part", "Vol", "Sect", "Supp", "Introd", "Plan" };
	size_t at = text[0] == ' ';
	if (at >= length || (text[at] != '(' && text[at] != '['))
		return 0;
	at++;
	bool known = at == 1; /* without a space any figures and capitals are its own */
	for (size_t i = 0; i < sizeof openings / sizeof *openings; i++)
		known = known || (length - at > strlen(openings[i]) &&
				  strncasecmp(text + at, openings[i], strlen(openings[i])) == 0);
	size_t start = at;
	while (at < length && at - start < LONGEST_BRACKET &&
	       (isalnum((unsigned char)text[at]) || strchr(" .-", text[at]) != NULL) &&
	       text[at] != '\0')
		at++;
	bool figures = at > start && (isupper((unsigned char)text[start]) || is_digit(text[start]));
	bool ends = at < length && (text[at] == ')' || text[at] == ']');
	return known && figures && ends ? at + 1 : 0;
}

/* "Res. 14", "Corr. 1": a space between a part and its number. */
static bool is_spaced_number(const char *text, size_t at, size_t length)
{
	static const char *const small_words[] = { "Res", "Add", "Corr", "Rev" };
	if (at + 2 >= length || text[at] != '.' || text[at + 1] != ' ' || !is_digit(text[at + 2]))
		return false;
	for (size_t i = 0; i < sizeof small_words / sizeof *small_words; i++) {
		size_t each = strlen(small_words[i]);
		if (at == each && memcmp(text, small_words[i], each) == 0)
			return true;
	}
	return false;
}

/* A part of a symbol between strokes: "RES", "C.1", "Rev.1", "COP(13)", "ES-10". */
static size_t part_length(const char *text, size_t length)
{
	size_t at = 0, letters = 0;
	while (at < length) {
		if (isalnum((unsigned char)text[at])) {
			letters = isalpha((unsigned char)text[at]) ? letters + 1 : 0;
			if (letters > 2 * LONGEST_FIRST)
				return 0;
			at++;
		} else if (at > 0 && at + 1 < length && strchr(".-", text[at]) != NULL &&
			   isalpha((unsigned char)text[at - 1]) &&
			   (is_digit(text[at + 1]) ||
			    (text[at] == '.' && isupper((unsigned char)text[at + 1])))) {
			letters = 0;
			at++;
		} else if (at > 0 && at + 1 < length && text[at] == '.' && is_digit(text[at - 1]) &&
			   is_digit(text[at + 1])) {
			at++; /* "COFI/2022/4.2" */
		} else if (is_spaced_number(text, at, length)) {
			letters = 0;
			at += 2;
		} else {
			break;
		}
	}
	if (at > 0 && islower((unsigned char)text[0]))
		return 0;
	return at;
}

/* The letters before the first stroke: "A", "UNEP", "GC.18"; a Roman number is none of them. */
static size_t first_length(const char *text, size_t length)
{
	size_t at = 0, numerals = 0;
	for (; at < length && at < LONGEST_FIRST && isupper((unsigned char)text[at]); at++)
		numerals += strchr("IVXL", text[at]) != NULL;
	if (numerals == at)
		return 0;
	if (at + 1 < length && text[at] == '.' && is_digit(text[at + 1]))
		for (at++; at < length && is_digit(text[at]);)
			at++;
	return at;
}

/* "A/69/53/Add.1/ Corr.1": a space that a broken line left behind. */
static size_t broken_length(const char *text, size_t length)
{
	static const char *const small_words[] = { " Add.", " Corr.", " Rev." };
	for (size_t i = 0; i < sizeof small_words / sizeof *small_words; i++)
		if (length > strlen(small_words[i]) &&
		    memcmp(text, small_words[i], strlen(small_words[i])) == 0)
			return 1;
	return 0;
}

/* The length of the symbol at the start of text, or 0: letters, then parts of which one has a
 * digit. */
static size_t symbol_length(const char *text, size_t length)
{
	bool digit = false;
	if (length > LONGEST_SYMBOL)
		length = LONGEST_SYMBOL;
	size_t at = first_length(text, length);
	if (at == 0 || at >= length || text[at] != '/')
		return 0;
	size_t end = 0;
	while (at < length && text[at] == '/') {
		at += broken_length(text + at + 1, length - at - 1);
		size_t part = part_length(text + at + 1, length - at - 1);
		if (part == 0)
			break;
		for (size_t i = 0; i < part; i++)
			digit = digit || is_digit(text[at + 1 + i]);
		at += 1 + part;
		size_t bracket = at < length ? bracket_length(text + at, length - at) : 0;
		for (size_t i = 0; i < bracket; i++)
			digit = digit || is_digit(text[at + i]);
		at += bracket;
		end = at;
	}
	return digit ? end : 0;
}

static bool read_symbol(const struct scan *scan, size_t at, struct found *found)
{
	const struct buffer *folded = &scan->folded->text;
	size_t start = scan->folded->at[at];
	uint32_t before = character_before(folded, at);
	const struct found *last =
	    scan->list->count == 0 ? NULL : &scan->list->at[scan->list->count - 1];
	/* "A/48/486-S/26560" is two symbols, "JAG-TSC/2023" none. */
	bool joint =
	    before == '-' && last != NULL && last->kind == FOUND_SYMBOL && last->end + 1 == at;
	if (before == '/' || before == '.' || before == '@' || before == ':' ||
	    (before == '-' && !joint))
		return false;
	size_t length = symbol_length(scan->text + start, scan->length - start);
	if (length == 0)
		return false;
	/* "S/RES/2250 (2015)", "A/RES/1514 (XV)" */
	size_t end = folded_place(scan, at, start + length);
	uint32_t year;
	size_t longer = 0;
	if (memmem(scan->text + start, length, "/RES/", 5) != NULL) {
		size_t bracket = skip_space(folded, end);
		longer = read_year(folded, bracket, &year);
		if (longer == 0)
			longer = read_session(folded, bracket);
	}
	if (longer != 0) {
		end = longer;
		length = scan->folded->at[end - 1] + 1 - start;
	}
	struct buffer whole = { (char *)scan->text, scan->length, 0 };
	struct buffer symbol = BUFFER_INIT;
	bool good = !is_word_character(character_at(&whole, start + length)) &&
		    symbol_normalise(scan->text + start, length, &symbol);
	if (good && strncmp(symbol.bytes, "A/RES/", 6) == 0)
		end = folded_place(scan, end, with_letters(scan, start, start + length, &symbol));
	if (good) {
		found->kind = FOUND_SYMBOL;
		found->start = at;
		found->end = end;
		found->symbol = arena_text(scan->arena, symbol.bytes, symbol.length);
	}
	buffer_release(&symbol);
	return good;
}

/* ---- All ---- */

static bool read_date(const struct scan *scan, size_t at, struct found *found)
{
	found->kind = FOUND_DATE;
	found->start = at;
	return drafting_date_at(scan->drafting, &scan->folded->text, at, &found->year, &found->end);
}

static bool read_any(const struct scan *scan, size_t at, struct found *found)
{
	const struct buffer *text = &scan->folded->text;
	char byte = text->bytes[at];
	bool chinese = (unsigned char)byte >= 0xE2;
	/* "ودإ-27/1": "and" written together with "S-27/1" */
	if (byte == '\xD8' && match(text, at, "دإط-|دإ-") != 0 && read_number(scan, at, found))
		return true;
	if (is_digit(byte) && !is_digit(at > 0 ? text->bytes[at - 1] : ' '))
		return (word_starts(text, at) && read_number(scan, at, found)) ||
		       read_date(scan, at, found);
	if (!chinese && !word_starts(text, at))
		return false;
	if (isupper((unsigned char)scan->text[scan->folded->at[at]]) &&
	    read_symbol(scan, at, found))
		return true;
	if ((byte == 's' || byte == 'e') && read_number(scan, at, found))
		return true;
	if (isalpha((unsigned char)byte) && read_date(scan, at, found))
		return true; /* "December 7, 2022" */
	*found = (struct found){ 0 };
	return read_name(scan, at, found);
}

/* Marks what stands between quotation marks: titles. */
static void mark_quoted(const struct scan *scan)
{
	const struct buffer *text = &scan->folded->text;
	struct found_list *list = scan->list;
	size_t next = 0;
	for (size_t at = 0; at < text->length;) {
		size_t end = citations_quote_end(scan->citing, text, at, text->length);
		for (; next < list->count && end != 0 && list->at[next].start < end; next++)
			list->at[next].quoted = list->at[next].start > at;
		at = end != 0 ? end : at + 1;
	}
}

size_t citations_quote_end(const struct citing *citing, const struct buffer *text, size_t at,
			   size_t end)
{
	const char *quotes = citing->quotes;
	const char *pair;
	size_t length;
	if ((unsigned char)text->bytes[at] < 0x80)
		return 0;
	if (end - at > CITING_LONGEST_QUOTE)
		end = at + CITING_LONGEST_QUOTE;
	while ((length = drafting_alternative(&quotes, &pair)) != 0) {
		size_t each = length / 2;
		if (end - at < each || !text_is(text, at, pair, each))
			continue;
		const char *close =
		    memmem(text->bytes + at + each, end - at - each, pair + each, each);
		if (close != NULL)
			return (size_t)(close - text->bytes) + each;
	}
	return 0;
}

void citations_scan(const struct language *language, const char *text, size_t length,
		    const struct folded *folded, struct arena *arena, struct found_list *list)
{
	struct scan scan = { .language = language,
			     .text = text,
			     .length = length,
			     .folded = folded,
			     .citing = &citing_rows[language - languages],
			     .drafting = drafting_row(language),
			     .arena = arena,
			     .list = list };
	find_beginnings(&scan);
	for (size_t at = 0; at < folded->text.length && list->count < CITING_MOST_FOUND;) {
		struct found found = { 0 };
		if (((unsigned char)folded->text.bytes[at] & 0xC0) != 0x80 &&
		    read_any(&scan, at, &found)) {
			add(&scan, &found);
			at = found.end;
		} else {
			at++;
		}
	}
	mark_quoted(&scan);
}
