/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/diff.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "corpus/citations.h"
#include "searcher/units.h"

#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

/* What joins the citations of a list, and what stands behind a number or a date, in any language.
 */
static const char *const joints[] = { "",   "and",       "as well as", "y",     "e", "así como",
				      "et", "ainsi que", "und",        "sowie", "и", "а также",
				      "و",  "和",        "及",         "以 及" };
/* "su resolución", "sus resoluciones" */
static const char *const heads[] = { "su ",  "sus ",  "la ",   "las ",   "sa ",   "ses ",
				     "les ", "свою ", "свои ", "своей ", "своих " };
static const char *const tails[] = { " года", " г.", "号" };

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

/* Whether words between two citations do no more than join them: "77/37 and 78/16". */
static bool is_joint(const char *text, size_t start, size_t end)
{
	struct units units = { 0 };
	struct buffer words = BUFFER_INIT;
	bool joint = false;
	units_read(&units, text + start, end - start);
	for (size_t i = 0; i < units.count; i++) {
		const struct unit *unit = &units.at[i];
		if (unit->kind != UNIT_WORD)
			continue;
		if (words.length > 0)
			buffer_add_byte(&words, ' ');
		buffer_add(&words, text + start + unit->start, unit->end - unit->start);
	}
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
		joint = joint || strcmp(joints[i], words.length > 0 ? words.bytes : "") == 0;
	units_release(&units);
	buffer_release(&words);
	return joint;
}

/* Where a citation ends that ends here: behind what belongs to its number or date. */
static size_t end_with_tail(const char *text, size_t length, size_t end)
{
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
		size_t tail = strlen(tails[i]);
		if (length - end >= tail && memcmp(text + end, tails[i], tail) == 0)
			return end + tail;
	}
	return end;
}

/* Where a citation starts that starts here: before the word in front of it whose form depends on
 * how many documents follow. */
static size_t start_with_head(const char *text, size_t start)
{
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		size_t head = strlen(heads[i]);
		if (start >= head && memcmp(text + start - head, heads[i], head) == 0 &&
		    (start == head || text[start - head - 1] == ' '))
			return start - head;
	}
	return start;
}

/* Stretches of the text that are citations, and what joins them. */
struct stretch {
	size_t start, end;
};

static size_t find_stretches(const struct language *language, const char *text, size_t length,
			     struct arena *arena, struct stretch **out)
{
	struct cited_list list = citations_find(language, text, length, arena);
	struct stretch *stretches = arena_get(arena, (list.count + 1) * sizeof *stretches);
	size_t count = 0;
	for (size_t i = 0; i < list.count; i++) {
		const struct cited *cited = &list.at[i];
		size_t end = end_with_tail(text, length, cited->whole_end);
		if (count > 0 && is_joint(text, stretches[count - 1].end, cited->whole_start))
			stretches[count - 1].end = end;
		else
			stretches[count++] =
			    (struct stretch){ start_with_head(text, cited->whole_start), end };
	}
	*out = stretches;
	return count;
}

/* Whether all words of a piece stand in one of the stretches each. */
static bool stands_in(const struct piece *piece, const char *text, const struct stretch *stretches,
		      size_t count)
{
	struct units units = { 0 };
	bool inside = true;
	size_t at = 0;
	units_read(&units, text + piece->start, piece->end - piece->start);
	for (size_t i = 0; i < units.count && inside; i++) {
		if (units.at[i].kind != UNIT_WORD)
			continue;
		while (at < count && stretches[at].end < piece->start + units.at[i].end)
			at++;
		inside = at < count && stretches[at].start <= piece->start + units.at[i].start;
	}
	units_release(&units);
	return inside;
}

static bool is_citation(const struct language *language, const struct diff *diff, const char *old,
			size_t old_length, const char *new, size_t new_length)
{
	struct arena arena = ARENA_INIT;
	struct stretch *old_stretches, *new_stretches;
	size_t old_count = find_stretches(language, old, old_length, &arena, &old_stretches);
	size_t new_count = find_stretches(language, new, new_length, &arena, &new_stretches);
	bool inside = true;
	for (size_t i = 0; i < diff->count && inside; i++) {
		const struct piece *piece = &diff->pieces[i];
		if (piece->kind == PIECE_REMOVED)
			inside = stands_in(piece, old, old_stretches, old_count);
		if (piece->kind == PIECE_ADDED)
			inside = stands_in(piece, new, new_stretches, new_count);
	}
	arena_release(&arena);
	return inside;
}

enum change diff_change(const struct language *language, const struct diff *diff, const char *old,
			size_t old_length, const char *new, size_t new_length)
{
	bool same = true;
	for (size_t i = 0; i < diff->count; i++)
		same = same && diff->pieces[i].kind == PIECE_SAME;
	if (same)
		return CHANGE_NONE;
	if (is_punctuation(diff, old, new))
		return CHANGE_PUNCTUATION;
	return is_citation(language, diff, old, old_length, new, new_length) ? CHANGE_CITATION
									     : CHANGE_WORDS;
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
