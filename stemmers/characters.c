/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stemmers/characters.h"

#include "base/utf8.h"
#include "stemmers/analyser.h"

#include <string.h>
#include <utf8proc.h>

struct range {
	uint32_t first, last;
};

static bool is_in(uint32_t character, const struct range *ranges, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (character >= ranges[i].first && character <= ranges[i].last)
			return true;
	return false;
}
#define IS_IN(character, ranges) is_in(character, ranges, sizeof(ranges) / sizeof(ranges)[0])

/* Characters whose category alone would mislead. */
static const struct {
	uint32_t character;
	enum character_kind kind;
} exceptions[] = {
	{ '\'', CHARACTER_APOSTROPHE },   { '`', CHARACTER_APOSTROPHE },
	{ 0x00B4, CHARACTER_APOSTROPHE }, /* acute accent on its own */
	{ 0x02B9, CHARACTER_APOSTROPHE }, /* modifier letters prime, turned comma, */
	{ 0x02BB, CHARACTER_APOSTROPHE }, /* apostrophe, and reversed comma */
	{ 0x02BC, CHARACTER_APOSTROPHE }, { 0x02BD, CHARACTER_APOSTROPHE },
	{ 0x2018, CHARACTER_APOSTROPHE }, /* quotation marks that are typed for it */
	{ 0x2019, CHARACTER_APOSTROPHE }, { 0x201B, CHARACTER_APOSTROPHE },
	{ 0x2032, CHARACTER_APOSTROPHE }, /* prime */
	{ 0xFF07, CHARACTER_APOSTROPHE }, { '-', CHARACTER_JOINER },
	{ '/', CHARACTER_JOINER },        { 0x2010, CHARACTER_JOINER }, /* hyphen */
	{ 0x2011, CHARACTER_JOINER }, /* no-break hyphen, figure dash, en dash, minus */
	{ 0x2012, CHARACTER_JOINER },     { 0x2013, CHARACTER_JOINER },
	{ 0x2212, CHARACTER_JOINER },     { 0xFF0D, CHARACTER_JOINER },
	{ 0xFF0F, CHARACTER_JOINER },     { 0x00B7, CHARACTER_MIDDLE_DOT },
	{ 0x2027, CHARACTER_MIDDLE_DOT }, { 0x30FB, CHARACTER_MIDDLE_DOT },
	{ 0x0640, CHARACTER_IGNORED }, /* tatweel is a letter to Unicode */
	{ 0x200B, CHARACTER_OTHER },   /* zero width space: an ignorable that does separate */
};

/* Arabic signs that stand around numbers are format characters, but visible ones. */
static const struct range arabic_number_signs[] = { { 0x0600, 0x0605 } };

static const struct range han[] = {
	{ 0x3005, 0x3005 }, /* the mark that repeats a character */
	{ 0x3007, 0x3007 }, /* zero */
	{ 0x3400, 0x4DBF },   { 0x4E00, 0x9FFF },   { 0xF900, 0xFAFF },
	{ 0x20000, 0x2FA1F }, { 0x30000, 0x323AF },
};

static enum character_kind kind_of(uint32_t character)
{
	if (character >= 0x4E00 && character <= 0x9FFF) /* most of Chinese, and no exceptions */
		return CHARACTER_HAN;
	for (size_t i = 0; i < sizeof exceptions / sizeof *exceptions; i++)
		if (exceptions[i].character == character)
			return exceptions[i].kind;
	if (IS_IN(character, han))
		return CHARACTER_HAN;
	switch (utf8proc_category((utf8proc_int32_t)character)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return CHARACTER_LETTER;
	case UTF8PROC_CATEGORY_ND:
		return CHARACTER_DIGIT;
	case UTF8PROC_CATEGORY_CF:
		return IS_IN(character, arabic_number_signs) ? CHARACTER_OTHER : CHARACTER_IGNORED;
	default:
		return CHARACTER_OTHER;
	}
}

static bool is_mark(uint32_t character)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)character);
	return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
	       category == UTF8PROC_CATEGORY_ME;
}

/* Case folded and composed, when that is one character of at most two bytes; else 0. */
static uint16_t fold_alone(uint32_t character)
{
	utf8proc_int32_t folded[8];
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t length = utf8proc_encode_char((utf8proc_int32_t)character, bytes);
	utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD;
	utf8proc_ssize_t count = utf8proc_decompose(bytes, length, folded, 8, options);
	if (count > 0 && count <= 8)
		count = utf8proc_normalize_utf32(folded, count, options);
	if (count != 1 || folded[0] >= CHARACTERS_FAST || is_mark(character) ||
	    kind_of((uint32_t)folded[0]) != CHARACTER_LETTER)
		return 0;
	return (uint16_t)folded[0];
}

void characters_init(struct characters *characters)
{
	memset(characters, 0, sizeof *characters);
	for (uint32_t c = 0; c < CHARACTERS_FAST; c++) {
		enum character_kind kind = kind_of(c);
		characters->kind[c] = (uint8_t)kind;
		if (kind == CHARACTER_LETTER)
			characters->folded[c] = fold_alone(c);
	}
	for (unsigned c = '0'; c <= '9'; c++)
		characters->folded[c] = (uint16_t)c;
}

enum character_kind character_kind(const struct characters *characters, uint32_t character)
{
	return character < CHARACTERS_FAST ? (enum character_kind)characters->kind[character]
					   : kind_of(character);
}

/* Letters that are others in print: Latin ligatures, Arabic presentation forms, full width. */
static const struct range presentation[] = {
	{ 0xFB00, 0xFB06 },
	{ 0xFB50, 0xFDFF },
	{ 0xFE70, 0xFEFE },
	{ 0xFF01, 0xFF9F },
};

/* The digits of a script stand in a row, so the value is the way back to its first. */
static uint32_t ascii_digit(uint32_t digit)
{
	uint32_t before = 0;
	while (utf8proc_category((utf8proc_int32_t)(digit - before - 1)) == UTF8PROC_CATEGORY_ND)
		before++;
	return '0' + before % 10;
}

enum { WORD_MAX = 3 * ANALYSER_MAX_FORM }; /* bytes of a word that are looked at */

/* Copies the word with digits, presentation forms and ignored characters dealt with. */
static size_t make_plain(const struct characters *characters, const char *word, size_t length,
			 char plain[WORD_MAX + 80])
{
	size_t used = 0;
	for (size_t at = 0; at < length && used <= WORD_MAX;) {
		utf8proc_int32_t parts[18]; /* U+FDFA becomes as many */
		utf8proc_ssize_t count = 1;
		uint32_t character = utf8_next(word, length, &at);
		parts[0] = (utf8proc_int32_t)character;
		if (character_kind(characters, character) == CHARACTER_DIGIT)
			parts[0] = (utf8proc_int32_t)ascii_digit(character);
		else if (IS_IN(character, presentation))
			count = utf8proc_decompose_char(parts[0], parts, 18,
							UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, NULL);
		for (utf8proc_ssize_t i = 0; i < count && count <= 18; i++) {
			enum character_kind kind = character_kind(characters, (uint32_t)parts[i]);
			if (kind == CHARACTER_LETTER || kind == CHARACTER_DIGIT ||
			    kind == CHARACTER_HAN)
				used += (size_t)utf8proc_encode_char(
				    parts[i], (utf8proc_uint8_t *)plain + used);
		}
	}
	return used;
}

/* Not more than `most` bytes, whole characters. */
static size_t cut(const char *text, size_t length, size_t most)
{
	if (length <= most)
		return length;
	while (most > 0 && ((unsigned char)text[most] & 0xC0) == 0x80)
		most--;
	return most;
}

static size_t fold_and_compose(const char *text, size_t length, char folded[WORD_MAX])
{
	utf8proc_int32_t characters[2 * WORD_MAX + 1];
	utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD;
	utf8proc_ssize_t count =
	    utf8proc_decompose((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, characters,
			       2 * WORD_MAX, options);
	if (count < 0 || count > 2 * WORD_MAX)
		return 0;
	count = utf8proc_reencode(characters, count, options);
	if (count < 0)
		return 0;
	size_t used = cut((const char *)characters, (size_t)count, WORD_MAX);
	memcpy(folded, characters, used);
	return used;
}

size_t form_of(const struct characters *characters, const char *word, size_t length, char *form)
{
	char text[WORD_MAX + 80], folded[WORD_MAX], again[WORD_MAX + 80];
	size_t used = make_plain(characters, word, length, text);
	/* A few rare letters change again in a second round, and a form must be its own form. */
	for (int round = 0; round < 4; round++) {
		size_t folded_length = fold_and_compose(text, used, folded);
		size_t again_length = make_plain(characters, folded, folded_length, again);
		bool settled = again_length == used && memcmp(again, text, used) == 0;
		memcpy(text, again, again_length);
		used = again_length;
		if (settled)
			break;
	}
	used = cut(text, used, ANALYSER_MAX_FORM);
	memcpy(form, text, used);
	form[used] = '\0';
	return used;
}

/* Marks that may be left out in typing: of Latin, Greek, Cyrillic, Hebrew and Arabic. */
static const struct range marks[] = {
	{ 0x0300, 0x036F }, { 0x0483, 0x0487 }, { 0x0591, 0x05C7 }, { 0x0610, 0x061A },
	{ 0x064B, 0x065F }, { 0x0670, 0x0670 }, { 0x06D6, 0x06ED },
};

/* Letters that are no combination to Unicode, but are one to those who type. */
static const struct {
	uint32_t letter;
	const char *plain;
} plain_letters[] = {
	{ 0x00AA, "a" }, { 0x00BA, "o" },  { 0x00E6, "ae" }, { 0x00F0, "d" },
	{ 0x00F8, "o" }, { 0x00FE, "th" }, { 0x0111, "d" },  { 0x0131, "i" },
	{ 0x0142, "l" }, { 0x0153, "oe" }, { 0x0671, "ا" }, /* alef wasla */
	{ 0x06A9, "ك" }, /* Persian kaf and yeh, in Arabic text by mistake */
	{ 0x06CC, "ي" },
};

/* Most letters of Russian, Arabic and Chinese, none of which has a mark or a part that is one. */
static const struct range unmarked[] = {
	{ 0x0430, 0x0438 }, { 0x043A, 0x044F }, { 0x0627, 0x063A },
	{ 0x0641, 0x064A }, { 0x4E00, 0x9FFF },
};

static void add_without_marks(uint32_t letter, struct stem *out)
{
	for (size_t i = 0; i < sizeof plain_letters / sizeof *plain_letters; i++)
		if (plain_letters[i].letter == letter) {
			stem_append(out, plain_letters[i].plain);
			return;
		}
	utf8proc_int32_t parts[8];
	utf8proc_ssize_t count = 1;
	parts[0] = (utf8proc_int32_t)letter;
	bool is_hangul = letter >= 0xAC00 && letter <= 0xD7A3;
	if (!is_hangul)
		count = utf8proc_decompose_char(parts[0], parts, 8, UTF8PROC_DECOMPOSE, NULL);
	for (utf8proc_ssize_t i = 0; i < count && count <= 8; i++) {
		char bytes[5] = "";
		if (IS_IN((uint32_t)parts[i], marks))
			continue;
		utf8proc_encode_char(parts[i], (utf8proc_uint8_t *)bytes);
		stem_append(out, bytes);
	}
}

/* A letter as it is; nothing of it when it does not fit. */
static void add_letter(struct stem *out, const char *bytes, size_t length)
{
	if (length > STEM_MAX - out->length)
		return;
	memcpy(out->text + out->length, bytes, length);
	out->length += length;
	out->text[out->length] = '\0';
}

void fold_marks(const char *form, size_t length, const char *kept, struct stem *out)
{
	stem_set(out, "", 0);
	for (size_t at = 0; at < length;) {
		char bytes[5] = "";
		size_t start = at;
		uint32_t letter = utf8_next(form, length, &at);
		if (letter < 0x80 || IS_IN(letter, unmarked)) {
			add_letter(out, form + start, at - start);
			continue;
		}
		memcpy(bytes, form + start, at - start);
		if (kept != NULL && strstr(kept, bytes) != NULL)
			stem_append(out, bytes);
		else
			add_without_marks(letter, out);
	}
}
