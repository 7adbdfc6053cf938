/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/units.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <stdlib.h>
#include <utf8proc.h>

/* How a character continues a unit. */
enum character { LETTER, ACCENT, IDEOGRAPH, SPACE, MARK };

/* Characters of scripts that have no spaces between words. */
static bool is_ideograph(uint32_t character)
{
	return (character >= 0x3005 && character <= 0x3007) ||
	       (character >= 0x3040 && character <= 0x30FF) ||
	       (character >= 0x3400 && character <= 0x4DBF) ||
	       (character >= 0x4E00 && character <= 0x9FFF) ||
	       (character >= 0xF900 && character <= 0xFAFF) ||
	       (character >= 0x20000 && character <= 0x3FFFF);
}

static enum character character_of(uint32_t character)
{
	if (character < 0x80) {
		if ((character | 0x20) >= 'a' && (character | 0x20) <= 'z')
			return LETTER;
		if (character >= '0' && character <= '9')
			return LETTER;
		return character == ' ' || (character >= '\t' && character <= '\r') ? SPACE : MARK;
	}
	if (is_ideograph(character))
		return IDEOGRAPH;
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)character);
	if (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO)
		return LETTER;
	if (category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME)
		return ACCENT;
	if (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO)
		return LETTER;
	return category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_ZP ? SPACE : MARK;
}

static const enum unit_kind kinds[] = { [LETTER] = UNIT_WORD,
					[ACCENT] = UNIT_WORD,
					[IDEOGRAPH] = UNIT_WORD,
					[SPACE] = UNIT_SPACE,
					[MARK] = UNIT_MARK };

void units_read(struct units *units, const char *text, size_t length)
{
	enum character first = SPACE; /* of the last unit */
	units->count = 0;
	for (size_t at = 0; at < length;) {
		uint32_t start = (uint32_t)at;
		enum character is = character_of(utf8_next(text, length, &at));
		bool goes_on = first == LETTER ? is == LETTER || is == ACCENT
					       : first == IDEOGRAPH && is == ACCENT;
		if (goes_on && units->count > 0) {
			units->at[units->count - 1].end = (uint32_t)at;
			continue;
		}
		first = is == ACCENT ? LETTER : is;
		units->at =
		    memory_grow(units->at, &units->capacity, units->count + 1, sizeof *units->at);
		units->at[units->count++] = (struct unit){ start, (uint32_t)at, kinds[is] };
	}
}

void units_release(struct units *units)
{
	free(units->at);
	*units = (struct units){ 0 };
}
