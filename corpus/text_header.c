/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/text_parts.h"

#include "corpus/symbol.h"

#include <string.h>

/* The words of a block for a field of the resolution. */
static const char *plain(struct resolution *resolution, const struct buffer *text)
{
	struct inline_text words = INLINE_TEXT_INIT;
	text_inline(&words, text->bytes, text->length, false);
	/* Where marks were between blanks, two of these are left. */
	const char *copy =
	    builder_clean(&resolution->arena, words.text.bytes, words.text.length, false);
	text_inline_release(&words);
	return copy;
}

static const char *copy_buffer(struct resolution *resolution, struct buffer *text)
{
	const char *copy =
	    text->length == 0 ? "" : arena_text(&resolution->arena, text->bytes, text->length);
	buffer_release(text);
	return copy;
}

static void read_agenda(struct resolution *resolution, const struct block *block)
{
	struct buffer items = BUFFER_INIT;
	drafting_agenda(resolution->language, block->text.bytes, block->text.length, &items);
	resolution->agenda_item = copy_buffer(resolution, &items);
}

/* "on the report of the First Committee (A/78/404, para. 14)" */
static void read_report(struct resolution *resolution, const struct block *block)
{
	const char *line = plain(resolution, &block->text);
	size_t length = strlen(line);
	size_t start, end;
	if (drafting_committee(resolution->language, line, length, &start, &end) != 0)
		resolution->committee =
		    builder_clean(&resolution->arena, line + start, end - start, false);
	/* The Fourth Committee's name may have brackets of its own: take the ones with a symbol. */
	const char *open = strstr(line, "(A/");
	const char *wide = strstr(line, "（A/");
	if (open == NULL && wide != NULL)
		open = wide + strlen("（") - 1;
	const char *close = open == NULL ? NULL : strrchr(open, ')');
	const char *wide_close = open == NULL ? NULL : strstr(open, "）");
	if (close == NULL || (wide_close != NULL && wide_close > close))
		close = wide_close;
	/* Arabic files have "(A/76/449 … 7()]", the last bracket turned round. */
	while (close != NULL && close > open + 1 && strchr("( ", close[-1]) != NULL)
		close--;
	if (open != NULL && close != NULL)
		resolution->report =
		    builder_clean(&resolution->arena, open + 1, (size_t)(close - open) - 1, false);
}

/* The symbol at the start of a title block; the words behind it stay in the block. */
static void read_symbol(struct resolution *resolution, struct block *block)
{
	struct buffer symbol = BUFFER_INIT;
	size_t used = text_symbol(block->text.bytes, block->text.length, &symbol);
	if (used == 0)
		symbol_normalise(block->text.bytes, block->text.length, &symbol);
	if (resolution->symbol[0] == '\0' || block->kind == BLOCK_TITLE)
		resolution->symbol = copy_buffer(resolution, &symbol);
	buffer_release(&symbol);
	if (used != 0 && block->kind == BLOCK_TITLE) {
		memmove(block->text.bytes, block->text.bytes + used, block->text.length - used + 1);
		block->text.length -= used;
	}
}

static void read_date(struct resolution *resolution, const char *line, const char **field)
{
	struct buffer iso = BUFFER_INIT;
	size_t length = strlen(line);
	if (drafting_date(resolution->language, line, length, &iso) ||
	    drafting_date(language_find("en", 2), line, length, &iso))
		*field = copy_buffer(resolution, &iso);
	buffer_release(&iso);
}

static void add_agenda_title(struct resolution *resolution, const struct block *block)
{
	struct buffer title = BUFFER_INIT;
	const char *more = plain(resolution, &block->text);
	if (more[0] == '\0')
		return;
	buffer_add_text(&title, resolution->agenda_title);
	if (title.length != 0)
		buffer_add_byte(&title, ' ');
	buffer_add_text(&title, more);
	resolution->agenda_title = copy_buffer(resolution, &title);
}

static void read_field(struct resolution *resolution, struct block *block)
{
	switch (block->kind) {
	case BLOCK_SESSION:
		resolution->session_line = plain(resolution, &block->text);
		break;
	case BLOCK_AGENDA:
		read_agenda(resolution, block);
		break;
	case BLOCK_ADOPTION:
		resolution->adoption = plain(resolution, &block->text);
		read_date(resolution, resolution->adoption, &resolution->date);
		break;
	case BLOCK_REPORT:
		read_report(resolution, block);
		break;
	case BLOCK_DATE:
		read_date(resolution, plain(resolution, &block->text), &resolution->issued);
		break;
	case BLOCK_TITLE:
	case BLOCK_SYMBOL:
		read_symbol(resolution, block);
		break;
	default:
		break;
	}
}

static bool is_words(const struct block *block)
{
	return block->kind == BLOCK_TEXT || block->kind == BLOCK_HEADING;
}

/*
 * The block with the title: the one with the symbol; where that has no words, the words behind it;
 * else the last words before the first clause that are not the agenda item's.
 */
static size_t find_title(const struct blocks *blocks, size_t titled, size_t last_words)
{
	if (titled == blocks->count)
		return last_words;
	if (blocks->at[titled].text.length != 0)
		return titled;
	for (size_t i = titled + 1; i < blocks->body; i++)
		if (is_words(&blocks->at[i]))
			return i;
	return blocks->count;
}

void text_header_read(struct resolution *resolution, struct blocks *blocks, size_t *title)
{
	size_t titled = blocks->count;
	size_t last_words = blocks->count;
	bool agenda = false; /* the words that come are the agenda item's title */
	for (size_t i = 0; i < blocks->body; i++) {
		struct block *block = &blocks->at[i];
		if (is_words(block)) {
			if (agenda)
				add_agenda_title(resolution, block);
			else
				last_words = i;
			continue;
		}
		agenda = block->kind == BLOCK_AGENDA;
		if (block->kind == BLOCK_TITLE && titled != blocks->count)
			continue;
		if (block->kind == BLOCK_TITLE)
			titled = i;
		read_field(resolution, block);
	}
	*title = find_title(blocks, titled, last_words);
	struct buffer session = BUFFER_INIT;
	if (symbol_session(resolution->symbol, &session))
		resolution->session = copy_buffer(resolution, &session);
	buffer_release(&session);
}
