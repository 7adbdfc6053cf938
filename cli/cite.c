/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/cite.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "cli/cite_tables.h"
#include "cli/terminal.h"
#include "corpus/drafting.h"
#include "corpus/drafting_rows.h"

#include <stdio.h>
#include <string.h>

/* "㈠" to "㈩" are how points with Roman numbers are printed in Chinese. */
enum { FIRST_BRACKETED = 0x3220, MOST_BRACKETED = 10, MOST_CHINESE = 99 };

struct reference {
	struct buffer *out;
	const struct language *language;
	const struct cite_words *words;
	const struct clause *clause;
	bool in_annex;
};

/* A piece of the label or the symbol. */
struct piece {
	const char *bytes;
	size_t length;
};

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static struct piece piece_of(const char *text)
{
	return (struct piece){ text, strlen(text) };
}

static void add_safe(struct buffer *out, struct piece piece)
{
	terminal_add(out, piece.bytes, piece.length, false);
}

/* Appends the pattern with `number` for each '#' and `value` for each '@'. */
static void add_pattern(struct buffer *out, const char *pattern, struct piece number,
			struct piece value)
{
	for (; *pattern != '\0'; pattern++) {
		if (*pattern == '#')
			add_safe(out, number);
		else if (*pattern == '@')
			add_safe(out, value);
		else
			buffer_add_byte(out, *pattern);
	}
}

static void add_value(struct buffer *out, const char *pattern, const struct buffer *value)
{
	struct piece piece = { value->bytes != NULL ? value->bytes : "", value->length };
	add_pattern(out, pattern, piece_of(""), piece);
}

/* The value of a Roman numeral in capitals or small letters; 0 when it is none or over 399. */
static uint32_t roman_value(struct piece numeral)
{
	static const char letters[] = "ivxlc";
	static const uint32_t values[] = { 1, 5, 10, 50, 100 };
	uint32_t value = 0, before = 0;
	for (size_t i = numeral.length; i > 0; i--) {
		char letter = numeral.bytes[i - 1];
		letter = letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
		const char *at = letter != '\0' ? strchr(letters, letter) : NULL;
		if (at == NULL)
			return 0;
		uint32_t one = values[at - letters];
		if (one < before && value < one)
			return 0;
		value = one < before ? value - one : value + one;
		before = one > before ? one : before;
	}
	return value < 400 ? value : 0;
}

/* The value of digits; 0 when there are others or too many. */
static uint32_t decimal_value(struct piece digits)
{
	uint32_t value = 0;
	if (digits.length > 6)
		return 0;
	for (size_t i = 0; i < digits.length; i++) {
		if (!is_digit(digits.bytes[i]))
			return 0;
		value = value * 10 + (uint32_t)(digits.bytes[i] - '0');
	}
	return value;
}

/* The alternative of a list in drafting_rows.h that has this place, from 1; false beyond its end.
 */
static bool add_alternative(struct buffer *out, const char *list, uint32_t place)
{
	const char *start;
	size_t length;
	while (list != NULL && (length = drafting_alternative(&list, &start)) != 0) {
		if (--place == 0) {
			buffer_add(out, start, length);
			return true;
		}
	}
	return false;
}

static void add_chinese(struct buffer *out, uint32_t value)
{
	static const char *const digits[] = { "",   "一", "二", "三", "四",
					      "五", "六", "七", "八", "九" };
	if (value >= 20)
		buffer_add_text(out, digits[value / 10]);
	if (value >= 10)
		buffer_add_text(out, "十");
	buffer_add_text(out, digits[value % 10]);
}

/* Appends the ordinal of a value from 1 to 69; NULL stands for Chinese numerals, which go on to 99.
 */
static bool add_ordinal(struct buffer *out, const struct cite_ordinals *ordinals, uint32_t value)
{
	if (value == 0 || value > (ordinals != NULL ? CITE_MOST_ORDINAL : MOST_CHINESE))
		return false;
	if (ordinals == NULL) {
		add_chinese(out, value);
	} else if (value < 20) {
		buffer_add_text(out, ordinals->first[value]);
	} else if (value % 10 == 0) {
		buffer_add_text(out, ordinals->tens[value / 10 - 2]);
	} else {
		const char *unit = ordinals->units[value % 10];
		if (unit == NULL)
			unit = ordinals->first[value % 10];
		add_pattern(out, ordinals->beyond[value / 10 - 2], piece_of(""), piece_of(unit));
	}
	return true;
}

/* The number of an annex, a section or an article as the language writes it. */
static void add_numeral(const struct reference *reference, struct buffer *out, struct piece numeral,
			uint32_t value)
{
	const struct cite_words *words = reference->words;
	bool added = false;
	if (words->numerals == CITE_CHINESE)
		added = add_ordinal(out, NULL, value);
	else if (words->numerals == CITE_ORDINAL)
		added = add_ordinal(out, words->section_ordinals, value);
	if (!added)
		add_safe(out, numeral);
}

/* ---- The resolution ---- */

/* "A" and "C" of "A-C" as the language names letters: "ألف-جيم". */
static void add_letters(const struct reference *reference, struct buffer *out, struct piece letters)
{
	const char *names = drafting_row(reference->language)->letter_names;
	for (size_t i = 0; i < letters.length; i++) {
		char letter = letters.bytes[i];
		bool is_letter = letter >= 'A' && letter <= 'Z';
		if (!is_letter ||
		    !add_alternative(out, reference->words->special != NULL ? names : NULL,
				     (uint32_t)(letter - 'A' + 1)))
			add_safe(out, (struct piece){ letters.bytes + i, 1 });
	}
}

/* Takes "ES-" or "S-" off and adds it as the language has it. */
static void add_session_kind(const struct reference *reference, struct buffer *out,
			     struct piece *rest, const char *otherwise)
{
	static const char *const kinds[] = { "ES-", "S-" };
	const char *const words[] = { reference->words->emergency, reference->words->special };
	for (size_t i = 0; i < 2; i++) {
		size_t length = strlen(kinds[i]);
		if (rest->length < length || memcmp(rest->bytes, kinds[i], length) != 0)
			continue;
		buffer_add_text(out, words[i] != NULL ? words[i] : kinds[i]);
		rest->bytes += length;
		rest->length -= length;
		return;
	}
	buffer_add_text(out, otherwise);
}

/* "(XV)" of "1514(XV)": "(XV)", in Arabic "(د-15)". */
static void add_old_session(const struct reference *reference, struct buffer *out,
			    struct piece session)
{
	struct buffer name = BUFFER_INIT;
	const char *regular = reference->words->regular;
	add_session_kind(reference, &name, &session, regular != NULL ? regular : "");
	uint32_t value = roman_value(session);
	if (regular != NULL && value != 0)
		buffer_add_format(&name, "%u", value);
	else
		add_safe(&name, session);
	add_value(out, reference->words->old_session, &name);
	buffer_release(&name);
}

/* The number of a resolution without "A/RES/": "78/254 B", "217 A (III)". `part`: '\0' for all. */
static void add_number(const struct reference *reference, struct buffer *out, const char *symbol,
		       char part)
{
	static const char assembly[] = "A/RES/";
	if (strncmp(symbol, assembly, sizeof assembly - 1) != 0) {
		add_safe(out, piece_of(symbol));
		return;
	}
	struct piece number = { symbol + sizeof assembly - 1, 0 };
	number.length = strcspn(number.bytes, " (");
	const char *after = number.bytes + number.length;
	struct piece session = { after + 1, 0 };
	if (*after == '(') {
		session.length = strcspn(session.bytes, ")");
		after = session.bytes + session.length;
		after += *after == ')';
	}
	struct piece letters = piece_of(after + strspn(after, " "));
	if (part != '\0')
		letters = (struct piece){ &part, 1 };
	add_session_kind(reference, out, &number, "");
	add_safe(out, number);
	if (letters.length > 0) {
		buffer_add_byte(out, ' ');
		add_letters(reference, out, letters);
	}
	/* "217 A(III)" would be hard to read where no space stands before the bracket */
	if (session.length > 0 && letters.length > 0 && reference->words->old_session[0] == '(')
		buffer_add_byte(out, ' ');
	if (session.length > 0)
		add_old_session(reference, out, session);
}

/* Appends an ISO date in the language; as it is when it is none. */
static void add_date(const struct cite_words *words, struct buffer *out, const char *iso)
{
	unsigned year, month, day;
	if (sscanf(iso, "%4u-%2u-%2u", &year, &month, &day) != 3 || month < 1 ||
	    month > CITE_MONTHS || day < 1 || day > 31) {
		add_safe(out, piece_of(iso));
		return;
	}
	for (const char *pattern = words->date; *pattern != '\0'; pattern++) {
		if (*pattern == 'D' && day == 1 && words->first_day != NULL)
			buffer_add_text(out, words->first_day);
		else if (*pattern == 'D')
			buffer_add_format(out, "%u", day);
		else if (*pattern == 'M')
			buffer_add_text(out, words->months[month - 1]);
		else if (*pattern == 'Y')
			buffer_add_format(out, "%u", year);
		else
			buffer_add_byte(out, *pattern);
	}
}

static void add_resolution(const struct reference *reference, const struct resolution *resolution,
			   char part)
{
	struct buffer number = BUFFER_INIT, date = BUFFER_INIT;
	add_number(reference, &number, resolution->symbol, part);
	if (resolution->date[0] != '\0')
		add_date(reference->words, &date, resolution->date);
	add_pattern(reference->out,
		    date.length > 0 ? reference->words->dated : reference->words->undated,
		    (struct piece){ number.bytes != NULL ? number.bytes : "", number.length },
		    (struct piece){ date.bytes != NULL ? date.bytes : "", date.length });
	buffer_release(&number);
	buffer_release(&date);
}

/* The lettered part that the label names, when the symbol has it: 'B' of "B/OP2" in "… A-C". */
static char part_of(const char *symbol, const char *label)
{
	size_t length = strlen(symbol);
	if (length < 4 || symbol[length - 2] != '-' || symbol[length - 4] != ' ' ||
	    label[0] == '\0' || label[1] != '/')
		return '\0';
	return label[0] >= symbol[length - 3] && label[0] <= symbol[length - 1] ? label[0] : '\0';
}

/* ---- The place in it ---- */

/* The letter of a point, "a", or a letter that is repeated, "aa"; 0 for others. */
static uint32_t letter_value(struct piece text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.bytes[i] != text.bytes[0] || text.bytes[i] < 'a' || text.bytes[i] > 'z')
			return 0;
	return text.length > 0 ? (uint32_t)(text.bytes[0] - 'a') + 1 : 0;
}

/*
 * Whether a point is numbered with a Roman numeral: below a letter it is, but "(ii)" may also be
 * the letter after "(hh)"; the clause's own number as printed decides where it can.
 */
static bool is_roman(const struct reference *reference, struct piece point, bool below_letter,
		     bool last)
{
	uint32_t letter = letter_value(point), roman = roman_value(point);
	uint32_t place = letter + 26 * (uint32_t)(point.length - 1); /* "aa" follows "z" */
	enum number_kind kind;
	if (roman == 0 || letter == 0)
		return roman != 0;
	if (last &&
	    drafting_number(reference->language, reference->clause->number, place, &kind) != 0) {
		if (kind == NUMBER_ROMAN)
			return true;
		if (kind == NUMBER_LETTER)
			return false;
	}
	return below_letter;
}

static void add_roman_point(const struct reference *reference, struct buffer *out,
			    struct piece point)
{
	uint32_t value = roman_value(point);
	struct buffer numeral = BUFFER_INIT;
	if (reference->words->numerals == CITE_CHINESE && value <= MOST_BRACKETED) {
		utf8_add(out, FIRST_BRACKETED + value - 1);
	} else if (reference->words->roman_point == NULL) {
		add_pattern(out, reference->words->point, piece_of(""), point);
	} else {
		if (reference->words->numerals != CITE_CHINESE ||
		    !add_ordinal(&numeral, NULL, value))
			buffer_add_format(&numeral, "%u", value);
		add_value(out, reference->words->roman_point, &numeral);
	}
	buffer_release(&numeral);
}

static void add_letter_point(const struct reference *reference, struct buffer *out,
			     struct piece point)
{
	struct buffer name = BUFFER_INIT;
	const char *letters = drafting_row(reference->language)->letters;
	uint32_t value = letter_value(point);
	bool own = value != 0 && reference->words->numerals == CITE_ORDINAL;
	for (size_t i = 0; own && i < point.length; i++) {
		if (i > 0)
			buffer_add_byte(&name, ' ');
		own = add_alternative(&name, letters, value);
	}
	if (!own) {
		buffer_clear(&name);
		add_safe(&name, point);
	}
	add_value(out, reference->words->point, &name);
	buffer_release(&name);
}

/* Appends the points "(a)(ii)" that the piece begins with, and "#2" behind them as " [2]". */
static void add_points(const struct reference *reference, struct buffer *out, struct piece rest,
		       bool ends_label)
{
	bool below_letter = false;
	while (rest.length > 2 && rest.bytes[0] == '(') {
		const char *close = memchr(rest.bytes, ')', rest.length);
		if (close == NULL)
			break;
		struct piece point = { rest.bytes + 1, (size_t)(close - rest.bytes) - 1 };
		rest.length -= point.length + 2;
		rest.bytes += point.length + 2;
		bool last = ends_label && (rest.length == 0 || rest.bytes[0] == '#');
		if (is_roman(reference, point, below_letter, last)) {
			add_roman_point(reference, out, point);
			below_letter = false;
		} else {
			add_letter_point(reference, out, point);
			below_letter = letter_value(point) != 0;
		}
	}
	if (rest.length > 1 && rest.bytes[0] == '#') {
		buffer_add_text(out, " [");
		add_safe(out, (struct piece){ rest.bytes + 1, rest.length - 1 });
		buffer_add_byte(out, ']');
	} else {
		add_safe(out, rest);
	}
}

/* A paragraph that is counted: "fourth preambular paragraph (a)", beyond ordinals by its number. */
static void add_counted(const struct reference *reference, const char *with_ordinal,
			const char *with_number, struct piece digits, struct piece points,
			bool ends_label)
{
	struct buffer value = BUFFER_INIT;
	bool has_ordinal = add_ordinal(&value, reference->words->ordinals, decimal_value(digits));
	if (!has_ordinal)
		add_safe(&value, digits);
	add_value(reference->out, has_ordinal ? with_ordinal : with_number, &value);
	add_points(reference, reference->out, points, ends_label);
	buffer_release(&value);
}

/* "para. 3 (a)": the points stand inside, since Chinese has a word behind the number. */
static void add_paragraph(const struct reference *reference, struct piece digits,
			  struct piece points, bool ends_label)
{
	struct buffer value = BUFFER_INIT;
	add_safe(&value, digits);
	add_points(reference, &value, points, ends_label);
	add_value(reference->out, reference->words->paragraph, &value);
	buffer_release(&value);
}

static void add_section(const struct reference *reference, struct piece name)
{
	struct buffer value = BUFFER_INIT;
	const struct cite_words *words = reference->words;
	const char *pattern = words->section;
	/* one letter is a numeral only where sections have it as one: "I" "V" "X" */
	uint32_t roman =
	    name.length == 1 && strchr("IVX", name.bytes[0]) == NULL ? 0 : roman_value(name);
	if (roman != 0) {
		add_numeral(reference, &value, name, roman);
	} else {
		pattern = words->lettered_section != NULL ? words->lettered_section : pattern;
		add_letters(reference, &value, name);
	}
	add_value(reference->out, pattern, &value);
	buffer_release(&value);
}

static void add_annex(struct reference *reference, struct piece number)
{
	struct buffer value = BUFFER_INIT;
	reference->in_annex = true;
	if (number.length == 0) {
		buffer_add_text(reference->out, reference->words->annex);
		return;
	}
	add_numeral(reference, &value, number, roman_value(number));
	add_value(reference->out, reference->words->annex_number, &value);
	buffer_release(&value);
}

static void add_article(const struct reference *reference, struct piece digits)
{
	struct buffer value = BUFFER_INIT;
	if (reference->words->numerals != CITE_CHINESE ||
	    !add_ordinal(&value, NULL, decimal_value(digits)))
		add_safe(&value, digits);
	add_value(reference->out, reference->words->article, &value);
	buffer_release(&value);
}

static bool is_word(struct piece piece, const char *word)
{
	size_t length = strlen(word);
	return piece.length >= length && memcmp(piece.bytes, word, length) == 0 &&
	       (piece.length == length || piece.bytes[length] == '#');
}

/* Takes "PP", "OP" or "P" and the digits behind it off; *kind says which. */
static bool take_paragraph(struct piece piece, const char **kind, struct piece *digits,
			   struct piece *rest)
{
	static const char *const kinds[] = { "PP", "OP", "P", "" };
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		size_t length = strlen(kinds[i]), at = length;
		if (piece.length <= length || memcmp(piece.bytes, kinds[i], length) != 0)
			continue;
		while (at < piece.length &&
		       (is_digit(piece.bytes[at]) || (piece.bytes[at] == '.' && at > length)))
			at++;
		if (at == length)
			continue;
		*kind = kinds[i];
		*digits = (struct piece){ piece.bytes + length, at - length };
		*rest = (struct piece){ piece.bytes + at, piece.length - at };
		return true;
	}
	return false;
}

static bool is_section(struct piece piece)
{
	size_t at = 0;
	while (at < piece.length && piece.bytes[at] >= 'A' && piece.bytes[at] <= 'Z')
		at++;
	return at > 0 && at == piece.length && (at == 1 || roman_value(piece) != 0);
}

/* One piece of the label; `next` is what stands behind its '/', "" at the end. */
static void add_piece(struct reference *reference, struct piece piece, const char *next)
{
	const struct cite_words *words = reference->words;
	static const char *const names[] = { "T", "H", "Table" };
	const char *const own[] = { words->title, words->heading, words->table };
	const char *kind;
	struct piece digits, rest;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (!is_word(piece, names[i]))
			continue;
		size_t length = strlen(names[i]);
		buffer_add_text(reference->out, own[i]);
		add_points(reference, reference->out,
			   (struct piece){ piece.bytes + length, piece.length - length }, false);
		return;
	}
	bool ends_label = *next == '\0';
	if (is_word(piece, "Annex")) {
		add_annex(reference, piece_of(""));
	} else if (piece.length > 6 && memcmp(piece.bytes, "Annex ", 6) == 0) {
		add_annex(reference, (struct piece){ piece.bytes + 6, piece.length - 6 });
	} else if (is_section(piece)) {
		add_section(reference, piece);
	} else if (!take_paragraph(piece, &kind, &digits, &rest)) {
		add_safe(reference->out, piece);
	} else if (strcmp(kind, "PP") == 0) {
		add_counted(reference, words->preambular, words->preambular_number, digits, rest,
			    ends_label);
	} else if (strcmp(kind, "P") == 0) {
		add_counted(reference, words->unnumbered, words->unnumbered_number, digits, rest,
			    ends_label);
	} else if (kind[0] == '\0' && reference->in_annex && rest.length == 0 &&
		   (is_digit(next[0]) || next[0] == 'P')) {
		add_article(reference, digits);
	} else {
		add_paragraph(reference, digits, rest, ends_label);
	}
}

void cite_clause(struct buffer *out, const struct resolution *resolution,
		 const struct clause *clause)
{
	const struct cite_words *words = &cite_rows[resolution->language - languages];
	struct reference reference = { out, resolution->language, words, clause, false };
	const char *label = clause->label;
	char part = part_of(resolution->symbol, label);
	add_resolution(&reference, resolution, part);
	label += part != '\0' ? 2 : 0;
	while (*label != '\0') {
		size_t length = strcspn(label, "/");
		const char *next = label + length + (label[length] == '/');
		buffer_add_text(out, words->between);
		add_piece(&reference, (struct piece){ label, length }, next);
		label = next;
	}
}
