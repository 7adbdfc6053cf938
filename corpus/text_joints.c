/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/text_parts.h"

#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

/*
 * What is joined and what is not: lines that were wrapped, clauses that a page break or a footnote
 * cut in two, and short lines without a stop, which stay alone as headings.
 */

enum { LONGEST_HEADING = 400 }; /* characters of a heading that nothing but its end tells */

static bool is_emphasis(char byte)
{
	return byte == '*' || byte == '_';
}

bool text_opens_clause(const struct language *language, const char *text, size_t length)
{
	while (length != 0 && is_emphasis(*text))
		text++, length--;
	if (drafting_verb(language, text, length) == 0)
		return false;
	size_t at = 0;
	uint32_t first = utf8_next(text, length, &at);
	bool small = utf8proc_category((utf8proc_int32_t)first) == UTF8PROC_CATEGORY_LL;
	return !small || strcmp(language->code, "ru") == 0 || strcmp(language->code, "de") == 0;
}

static bool is_latin(uint32_t character)
{
	return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

/* Puts words behind a text. No space behind a hyphen, and in Chinese only between Latin words. */
void text_join(const struct language *language, struct buffer *text, const char *words,
	       size_t length)
{
	size_t start;
	size_t at = 0;
	uint32_t last =
	    text->length == 0 ? ' ' : text_character_before(text->bytes, text->length, &start);
	uint32_t first = length == 0 ? ' ' : utf8_next(words, length, &at);
	bool space = first != ',' && first != '.';
	if (last == '-' && text->length > 1 && text->bytes[text->length - 2] != ' ')
		space = false;
	if (strcmp(language->code, "zh") == 0 && !(is_latin(last) && is_latin(first)))
		space = false;
	if (space)
		buffer_add_byte(text, ' ');
	buffer_add(text, words, length);
}

/* A block that is emphasised from its start to its end. */
static bool is_all_emphasis(const struct buffer *text)
{
	size_t start = 0;
	size_t end = text->length;
	while (start < end && is_emphasis(text->bytes[start]))
		start++;
	while (end > start && is_emphasis(text->bytes[end - 1]))
		end--;
	return start != 0 && end != text->length && end > start &&
	       memchr(text->bytes + start, text->bytes[0], end - start) == NULL;
}

static bool longer_than(const struct buffer *text, size_t characters)
{
	return text->length > 4 * characters || utf8_count(text->bytes, text->length) > characters;
}

/* Whether words without a stop at their end are a clause that goes on somewhere, not a heading. */
static bool is_broken_off(const struct language *language, const struct block *block)
{
	return block->marker.length != 0 || block->emphasised ||
	       longer_than(&block->text, LONGEST_HEADING) ||
	       text_opens_clause(language, block->text.bytes, block->text.length);
}

static bool begins_small(const struct block *block)
{
	size_t at = 0;
	if (block->text.length == 0)
		return false;
	uint32_t first = utf8_next(block->text.bytes, block->text.length, &at);
	return utf8proc_category((utf8proc_int32_t)first) == UTF8PROC_CATEGORY_LL;
}

/*
 * Whether a block goes on with a text that has no stop at its end. `cut` says that a footnote or a
 * line of the page stands between them. What has a number, or begins in italics, goes on with
 * nothing; nor do words that open a clause, unless the text before is sure to have been cut.
 */
static bool goes_on_with(const struct language *language, const struct block *open,
			 const struct block *block, bool cut)
{
	if (block->marker.length != 0 || block->emphasised)
		return false;
	const struct buffer *text = &open->text;
	bool opens = text_opens_clause(language, block->text.bytes, block->text.length);
	if (text_ends_with_conjunction(text->bytes, text->length))
		return true;
	if (is_broken_off(language, open))
		return cut || !opens || open->marker.length != 0;
	return (begins_small(block) && !opens) || (cut && longer_than(text, LONGEST_HEADING / 4));
}

/* A clause that a page break or a footnote cut in two is made whole again. */
void text_join_broken(struct blocks *blocks, const struct language *language)
{
	struct block *open = NULL; /* the last text, while it has no stop */
	bool cut = false;
	for (size_t i = blocks->body; i < blocks->count; i++) {
		struct block *block = &blocks->at[i];
		cut = cut || block->after_page;
		if (block->kind == BLOCK_FOOTNOTE) {
			cut = true;
			continue;
		}
		if (block->kind != BLOCK_TEXT) {
			open = NULL;
			continue;
		}
		if (open != NULL && goes_on_with(language, open, block, cut)) {
			text_join(language, &open->text, block->text.bytes, block->text.length);
			block->kind = BLOCK_GONE;
		} else {
			open = block;
		}
		cut = false;
		if (text_is_complete(open->text.bytes, open->text.length))
			open = NULL;
	}
}

static bool is_clause(const struct block *block)
{
	return block->kind == BLOCK_TEXT || block->kind == BLOCK_TABLE;
}

/* Short enough for a heading, although a clause could begin with its words. */
static bool is_short(const struct block *block)
{
	return !block->emphasised && !longer_than(&block->text, LONGEST_HEADING / 4);
}

/* Short texts without a stop, and emphasised ones, are headings if a clause follows. */
void text_find_headings(struct blocks *blocks, const struct language *language)
{
	bool followed = false;
	bool numbered = false; /* what follows has a number */
	for (size_t i = blocks->count; i > blocks->body; i--) {
		struct block *block = &blocks->at[i - 1];
		if (block->kind == BLOCK_TEXT && block->marker.length == 0 && followed) {
			bool bold = is_all_emphasis(&block->text) && block->text.bytes[1] == '*';
			bool open = !text_is_complete(block->text.bytes, block->text.length);
			if (bold || (open && is_all_emphasis(&block->text)) ||
			    (open &&
			     (!is_broken_off(language, block) || (numbered && is_short(block)))))
				block->kind = BLOCK_HEADING;
		} else if (block->kind == BLOCK_HEADING && !followed) {
			block->kind = BLOCK_TEXT;
		}
		if (is_clause(block)) {
			followed = true;
			numbered = block->marker.length != 0 && block->marker.shape == '.';
		}
		if (block->kind == BLOCK_ANNEX)
			followed = false;
	}
}
