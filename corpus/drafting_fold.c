/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/drafting_rows.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* What a character becomes; 0 takes it out. Sorted. */
static const struct {
	uint32_t first, last;
	uint32_t becomes;
} folds[] = {
	{ '*', '*', 0 },         { '_', '_', 0 },          { '`', '`', '\'' },
	{ 0xA0, 0xA0, ' ' },     { 0xAD, 0xAD, 0 },        { 0x2BC, 0x2BC, '\'' },
	{ 0x60C, 0x60C, ',' },   { 0x640, 0x640, 0 },      { 0x64B, 0x652, 0 },
	{ 0x670, 0x670, 0 },     { 0x2000, 0x200A, ' ' },  { 0x200B, 0x200F, 0 },
	{ 0x2010, 0x2015, '-' }, { 0x2018, 0x2019, '\'' }, { 0x202A, 0x202E, 0 },
	{ 0x202F, 0x202F, ' ' }, { 0x2060, 0x2064, 0 },    { 0x2066, 0x206F, 0 },
	{ 0x2212, 0x2212, '-' }, { 0x3000, 0x3000, ' ' },  { 0xFEFF, 0xFEFF, 0 },
	{ 0xFF08, 0xFF08, '(' }, { 0xFF09, 0xFF09, ')' },  { 0xFF0C, 0xFF0C, ',' },
	{ 0xFF0E, 0xFF0E, '.' }, { 0xFF3B, 0xFF3B, '[' },  { 0xFF3D, 0xFF3D, ']' },
};

/* Decimal digits stand in rows of ten, from 0 to 9, in every script; -1 for anything else. */
static int digit_of(uint32_t character)
{
	if (utf8proc_category((utf8proc_int32_t)character) != UTF8PROC_CATEGORY_ND)
		return -1;
	uint32_t first = character;
	while (utf8proc_category((utf8proc_int32_t)first - 1) == UTF8PROC_CATEGORY_ND)
		first--;
	return (int)((character - first) % 10);
}

static uint32_t fold_character(uint32_t character)
{
	if (character >= 'A' && character <= 'Z')
		return character + ('a' - 'A');
	if (character < '*' || (character >= 'a' && character <= 'z'))
		return character <= ' ' ? ' ' : character;
	size_t low = 0;
	size_t high = sizeof folds / sizeof *folds;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (character > folds[middle].last)
			low = middle + 1;
		else if (character < folds[middle].first)
			high = middle;
		else
			return folds[middle].becomes;
	}
	int digit = character < 0x660 ? -1 : digit_of(character);
	return digit >= 0 ? (uint32_t)('0' + digit)
			  : (uint32_t)utf8proc_tolower((utf8proc_int32_t)character);
}

static void add_folded(struct folded *folded, uint32_t character, size_t from)
{
	struct buffer *text = &folded->text;
	if (character < 0x80 && text->length + 1 < text->capacity &&
	    text->length + 1 < folded->capacity) {
		folded->at[text->length] = (uint32_t)from;
		text->bytes[text->length++] = (char)character;
		return;
	}
	size_t before = text->length;
	utf8_add(text, character);
	if (text->length >= folded->capacity)
		folded->at = memory_grow(folded->at, &folded->capacity, text->length + 1,
					 sizeof *folded->at);
	for (size_t i = before; i < text->length; i++)
		folded->at[i] = (uint32_t)from;
}

void drafting_fold(struct folded *folded, const char *text, size_t length)
{
	buffer_clear(&folded->text);
	buffer_reserve(&folded->text, length);
	folded->at = memory_grow(folded->at, &folded->capacity, length + 1, sizeof *folded->at);
	bool space = false;
	size_t space_at = 0;
	size_t end = 0;
	for (size_t at = 0; at < length;) {
		size_t from = at;
		uint32_t character = fold_character(utf8_next(text, length, &at));
		if (character == ' ') {
			if (!space)
				space_at = from;
			space = true;
			continue;
		}
		if (character == 0)
			continue;
		if (space && folded->text.length != 0)
			add_folded(folded, ' ', space_at);
		space = false;
		add_folded(folded, character, from);
		end = at;
	}
	folded->text.bytes[folded->text.length] = '\0';
	folded->at[folded->text.length] = (uint32_t)end;
}

void folded_release(struct folded *folded)
{
	buffer_release(&folded->text);
	free(folded->at);
	*folded = (struct folded)FOLDED_INIT;
}

const struct drafting *drafting_row(const struct language *language)
{
	return &drafting_rows[language - languages];
}

size_t drafting_alternative(const char **rest, const char **start)
{
	if (*rest == NULL || **rest == '\0')
		return 0;
	size_t length = strcspn(*rest, "|");
	*start = *rest;
	*rest += length + ((*rest)[length] == '|');
	return length;
}
