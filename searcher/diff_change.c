/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/diff.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "searcher/units.h"

#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

/* Appends the letters and digits of a piece, in lower case. */
static void add_letters(struct buffer *out, const char *text, const struct piece *piece)
{
	struct units units = { 0 };
	units_read(&units, text + piece->start, piece->end - piece->start);
	for (size_t i = 0; i < units.count; i++) {
		const struct unit *unit = &units.at[i];
		if (unit->kind != UNIT_WORD)
			continue;
		for (size_t at = unit->start; at < unit->end;) {
			uint32_t character = utf8_next(text + piece->start, unit->end, &at);
			utf8_add(out, (uint32_t)utf8proc_tolower((utf8proc_int32_t)character));
		}
	}
	units_release(&units);
}

static bool has_equal_letters(const struct buffer *a, const struct buffer *b)
{
	return a->length == b->length &&
	       (a->length == 0 || memcmp(a->bytes, b->bytes, a->length) == 0);
}

/* Whether each change has the same letters before and after it: "co-operation", "Cooperation". */
static bool is_punctuation(const struct diff *diff, const char *old, const char *new)
{
	struct buffer removed = BUFFER_INIT, added = BUFFER_INIT;
	bool equal = true;
	for (size_t i = 0; i < diff->count && equal; i++) {
		const struct piece *piece = &diff->pieces[i];
		if (piece->kind == PIECE_SAME) {
			equal = has_equal_letters(&removed, &added);
			buffer_clear(&removed);
			buffer_clear(&added);
		} else
			add_letters(piece->kind == PIECE_REMOVED ? &removed : &added,
				    piece->kind == PIECE_REMOVED ? old : new, piece);
	}
	equal = equal && has_equal_letters(&removed, &added);
	buffer_release(&removed);
	buffer_release(&added);
	return equal;
}

enum change diff_change(const struct language *language, const struct diff *diff, const char *old,
			size_t old_length, const char *new, size_t new_length)
{
	(void)language, (void)old_length, (void)new_length;
	bool same = true;
	for (size_t i = 0; i < diff->count; i++)
		same = same && diff->pieces[i].kind == PIECE_SAME;
	if (same)
		return CHANGE_NONE;
	return is_punctuation(diff, old, new) ? CHANGE_PUNCTUATION : CHANGE_WORDS;
}

static size_t count_words(const char *text, const struct piece *piece)
{
	struct units units = { 0 };
	size_t words = 0;
	units_read(&units, text + piece->start, piece->end - piece->start);
	for (size_t i = 0; i < units.count; i++)
		words += units.at[i].kind == UNIT_WORD;
	units_release(&units);
	return words;
}

double diff_equal(const struct diff *diff, const char *old, const char *new)
{
	size_t same = 0, all = 0;
	for (size_t i = 0; i < diff->count; i++) {
		const struct piece *piece = &diff->pieces[i];
		size_t words = count_words(piece->kind == PIECE_ADDED ? new : old, piece);
		same += piece->kind == PIECE_SAME ? 2 * words : 0;
		all += piece->kind == PIECE_SAME ? 2 * words : words;
	}
	return all > 0 ? (double)same / (double)all : 1;
}
