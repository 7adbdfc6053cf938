/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/text_parts.h"

#include "base/error.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "corpus/reader.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum {
	LONGEST_FIELD = 1000,    /* bytes of a line of the header that is wrapped */
	WIDEST_MEETING = 64,     /* columns of the line with the meeting and perhaps the date */
	SHORT_FURNITURE = 12,    /* bytes of a line like "23-24434 2/5" */
	MOST_HEADER_LINES = 500, /* among which the first clause is looked for */
	MOST_BLOCKS = 4 * READER_MAX_CLAUSES,
	HIGHEST_MARK = 999, /* of a footnote */
};

struct grouping {
	struct blocks *blocks;
	const struct text_lines *lines;
	const struct language *language;
	size_t body_line;               /* the formula's line, or the first clause's */
	bool closing;                   /* the line before was the meeting's or its date */
	bool session;                   /* the session's line has been seen */
	size_t title;                   /* the block with the title, once there is one */
	const struct text_line *before; /* the line before, NULL behind a page break */
	unsigned last_note;             /* the number of the last footnote */
	unsigned highest_mark;          /* the highest that was seen in the words */
	struct marker last_marker;
	unsigned last_number; /* of the last paragraph */
};

/* What a line is by itself. */
struct line_nature {
	enum block_kind kind;
	struct marker marker;
	size_t skip; /* bytes before its words */
	char mark[TEXT_MARK_BYTES];
	bool page; /* belongs to the page */
};

static bool is_table_row(const struct text_line *line)
{
	return line->length > 2 && line->bytes[0] == '|' &&
	       memchr(line->bytes + 1, '|', line->length - 1) != NULL;
}

/* "# Title": the marks' length, 0 when there are none. */
static size_t hash_marks(const char *line, size_t length)
{
	size_t at = 0;
	while (at < length && line[at] == '#')
		at++;
	if (at == 0 || at > 6 || (at < length && line[at] != ' '))
		return 0;
	while (at < length && line[at] == ' ')
		at++;
	return at;
}

/* "4 See …": a footnote whose mark is not raised, when it is the next one that is due. */
static size_t plain_note(const struct grouping *grouping, const struct text_line *line,
			 char mark[TEXT_MARK_BYTES])
{
	size_t at = 0;
	unsigned value = 0;
	while (at < line->length && at < 3 && line->bytes[at] >= '0' && line->bytes[at] <= '9')
		value = value * 10 + (unsigned)(line->bytes[at++] - '0');
	if (text_marker(grouping->language, line->bytes, line->length).length != 0)
		return 0; /* "3 - …" */
	if (at == 0 || at + 1 >= line->length ||
	    (line->bytes[at] != ' ' && line->bytes[at] != '\t') ||
	    value != grouping->last_note + 1 || value > grouping->highest_mark)
		return 0;
	memcpy(mark, line->bytes, at);
	mark[at] = '\0';
	while (at < line->length && (line->bytes[at] == ' ' || line->bytes[at] == '\t'))
		at++;
	return at;
}

/* What a line of the header is. */
static void header_nature(const struct grouping *grouping, const struct text_line *line,
			  struct line_nature *nature)
{
	static const struct {
		enum drafting_line line;
		enum block_kind kind;
	} kinds[] = { { LINE_ADOPTION, BLOCK_ADOPTION },
		      { LINE_REPORT, BLOCK_REPORT },
		      { LINE_AGENDA, BLOCK_AGENDA },
		      { LINE_SESSION, BLOCK_SESSION } };
	struct buffer symbol = BUFFER_INIT;
	size_t symbol_length = text_symbol(line->bytes, line->length, &symbol);
	buffer_release(&symbol);
	const struct text_line *next =
	    line + 1 < grouping->lines->at + grouping->lines->count ? line + 1 : NULL;
	if (symbol_length != 0) {
		bool alone = symbol_length == line->length;
		nature->kind = alone && line->bytes[0] == 'A' ? BLOCK_SYMBOL : BLOCK_TITLE;
		return;
	}
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (kinds[i].kind == BLOCK_SESSION && grouping->session)
			continue; /* "… on the work of its fifty-fourth session" is an agenda item
				   */
		if (drafting_is(grouping->language, kinds[i].line, line->bytes, line->length)) {
			nature->kind = kinds[i].kind;
			return;
		}
	}
	if (text_is_furniture(line->bytes, line->length)) {
		nature->page =
		    memchr(line->bytes, '/', line->length) == NULL || line->bytes[0] < 'A';
		nature->kind = BLOCK_SYMBOL;
	} else if (drafting_is_date(grouping->language, line->bytes, line->length) ||
		   drafting_is_date(language_find("en", 2), line->bytes, line->length)) {
		nature->kind = BLOCK_DATE;
	} else if (next != NULL &&
		   drafting_is_formula(grouping->language, next->bytes, next->length) &&
		   text_section(grouping->language, line->bytes, line->length, &nature->marker)) {
		nature->kind = BLOCK_SECTION;
	} else if (line->length > 2 && line->bytes[0] == '*' && line->bytes[1] == ' ') {
		nature->kind = BLOCK_FOOTNOTE;
		nature->skip = 2;
		memcpy(nature->mark, "*", 2);
	} else {
		nature->skip = hash_marks(line->bytes, line->length);
	}
}

/* A line like "A/RES/78/16 Title" that stands on top of each page. */
static bool is_running_title(const struct grouping *grouping, const struct text_line *line)
{
	struct buffer symbol = BUFFER_INIT;
	if (line->bytes[0] != 'A' || grouping->title >= grouping->blocks->count)
		return false;
	const struct buffer *title = &grouping->blocks->at[grouping->title].text;
	size_t used = text_symbol(line->bytes, line->length, &symbol);
	size_t own = text_symbol(title->bytes, title->length, &symbol);
	buffer_release(&symbol);
	size_t rest = line->length - used;
	return used != 0 && rest != 0 && rest <= title->length - own &&
	       memcmp(title->bytes + own, line->bytes + used, rest) == 0;
}

/* Columns of what would have had to stand in the line before for its end to be no early one. */
static size_t first_word(const struct language *language, const struct text_line *line)
{
	size_t columns = 0;
	bool chinese = strcmp(language->code, "zh") == 0;
	for (size_t at = 0; at < line->length && line->bytes[at] != ' '; columns++)
		if (utf8_next(line->bytes, line->length, &at) >= 0x2E80 && chinese)
			break;
	/* Chinese breaks between any ideographs, but not before stops and inside of numbers. */
	return chinese && columns < 8 ? 8 : columns;
}

/* Whether the first word of `line` would have stood in the line before: a break that was meant. */
static bool breaks_early(const struct grouping *grouping, const struct text_line *line)
{
	return grouping->before->width + 1 + first_word(grouping->language, line) <=
	       grouping->lines->width;
}

/* Whether a paragraph may begin with this line, as far as the line before it tells. */
static bool may_start(const struct grouping *grouping, const struct text_line *line)
{
	const struct text_line *before = grouping->before;
	if (line->after_blank || before == NULL || before->width > TEXT_WIDEST_WRAP)
		return true;
	return text_is_complete(before->bytes, before->length) && breaks_early(grouping, line);
}

/* Whether a number at the start of a line that no blank line precedes is one. */
static bool accepts_marker(const struct grouping *grouping, const struct text_line *line,
			   const struct marker *marker)
{
	if (marker->length == 0 || may_start(grouping, line))
		return marker->length != 0;
	const struct blocks *blocks = grouping->blocks;
	const struct marker *last = &grouping->last_marker;
	/* "annex, sect. / A. …" */
	if (marker->kind == NUMBER_UPPER_LETTER || marker->kind == NUMBER_UPPER_ROMAN ||
	    (blocks->count != 0 && blocks->at[blocks->count - 1].kind == BLOCK_FOOTNOTE))
		return false;
	bool next = marker->shape == last->shape && marker->kind == last->kind &&
		    marker->value == last->value + 1;
	if (marker->shape == '.' && marker->kind == NUMBER_DECIMAL)
		next = marker->value == grouping->last_number + 1;
	return (next || marker->value == 1) &&
	       text_is_complete(grouping->before->bytes, grouping->before->length);
}

/* "42nd plenary meeting": a short line with a number, not one of a paragraph about a meeting. */
static bool is_meeting(const struct language *language, const struct text_line *line)
{
	size_t at = 0;
	while (at < line->length && !(line->bytes[at] >= '0' && line->bytes[at] <= '9'))
		at++;
	return at < line->length && line->width <= WIDEST_MEETING &&
	       drafting_is(language, LINE_MEETING, line->bytes, line->length) &&
	       text_last_stop(line->bytes, line->length) == 0 &&
	       text_marker(language, line->bytes, line->length).length == 0;
}

static void body_nature(const struct grouping *grouping, const struct text_line *line,
			struct line_nature *nature)
{
	const struct language *language = grouping->language;
	size_t hashes = hash_marks(line->bytes, line->length);
	bool starts = may_start(grouping, line);
	nature->page = ((starts || line->length <= SHORT_FURNITURE) &&
			text_is_furniture(line->bytes, line->length)) ||
		       is_running_title(grouping, line);
	if (nature->page)
		return;
	if (starts && text_last_stop(line->bytes, line->length) == 0 &&
	    drafting_is(language, LINE_ANNEX, line->bytes, line->length)) {
		nature->kind = BLOCK_ANNEX;
	} else if ((starts || grouping->closing) && is_meeting(language, line)) {
		nature->kind = BLOCK_MEETING;
	} else if ((starts || grouping->closing) &&
		   drafting_is_date(language, line->bytes, line->length)) {
		nature->kind = BLOCK_DATE;
	} else if (starts && text_section(language, line->bytes, line->length, &nature->marker)) {
		nature->kind = BLOCK_SECTION;
	} else if (hashes != 0) {
		nature->kind = BLOCK_HEADING;
	} else {
		nature->marker = text_marker(language, line->bytes, line->length);
		if (!accepts_marker(grouping, line, &nature->marker))
			nature->marker = (struct marker){ .shape = 0 };
		nature->skip = nature->marker.length;
	}
	if (nature->kind == BLOCK_HEADING || nature->kind == BLOCK_ANNEX)
		nature->skip = hashes;
}

static struct line_nature nature_of(const struct grouping *grouping, size_t index)
{
	const struct text_line *line = &grouping->lines->at[index];
	struct line_nature nature = { .kind = BLOCK_TEXT };
	bool header = index < grouping->body_line;
	nature.skip = text_footnote_mark(line->bytes, line->length, nature.mark);
	if (nature.skip == 0 && !header)
		nature.skip = plain_note(grouping, line, nature.mark);
	if (nature.skip != 0)
		nature.kind = BLOCK_FOOTNOTE;
	else if (is_table_row(line))
		nature.kind = BLOCK_TABLE;
	else if (drafting_is_formula(grouping->language, line->bytes, line->length))
		nature.kind = BLOCK_FORMULA;
	else if (header)
		header_nature(grouping, line, &nature);
	else
		body_nature(grouping, line, &nature);
	return nature;
}

static bool is_emphasis(char byte)
{
	return byte == '*' || byte == '_';
}

/* Whether a line goes on with the block before it. */
static bool goes_on(const struct grouping *grouping, const struct text_line *line,
		    const struct line_nature *nature)
{
	const struct blocks *blocks = grouping->blocks;
	const struct text_line *before = grouping->before;
	if (blocks->count == 0 || before == NULL || line->after_blank)
		return false;
	const struct block *block = &blocks->at[blocks->count - 1];
	if (nature->kind == BLOCK_TABLE)
		return block->kind == BLOCK_TABLE;
	if (nature->kind != BLOCK_TEXT || nature->marker.length != 0)
		return false;
	switch (block->kind) {
	case BLOCK_TITLE:
		return true;
	case BLOCK_REPORT:
		return block->text.length < LONGEST_FIELD &&
		       memchr(block->text.bytes, ']', block->text.length) == NULL;
	case BLOCK_ADOPTION:
		return block->text.length < LONGEST_FIELD &&
		       strpbrk(block->text.bytes, "0123456789") == NULL;
	case BLOCK_FOOTNOTE:
		return before->width <= TEXT_WIDEST_WRAP && !may_start(grouping, line);
	case BLOCK_TEXT:
		break;
	default:
		return false;
	}
	if (before->width > TEXT_WIDEST_WRAP)
		return false;
	if (!text_is_complete(before->bytes, before->length) ||
	    !text_opens_clause(grouping->language, line->bytes, line->length))
		return true;
	/* Russian and German clauses begin with small letters: look at the break as well. */
	return !breaks_early(grouping, line) && !is_emphasis(line->bytes[0]);
}

static struct block *add_block(struct blocks *blocks, enum block_kind kind, uint32_t line)
{
	blocks->at =
	    memory_grow(blocks->at, &blocks->capacity, blocks->count + 1, sizeof *blocks->at);
	struct block *block = &blocks->at[blocks->count++];
	*block = (struct block){ .kind = kind, .text = BUFFER_INIT, .line = line };
	return block;
}

static void start_block(struct grouping *grouping, const struct text_line *line,
			const struct line_nature *nature)
{
	struct block *block = add_block(grouping->blocks, nature->kind, line->number);
	const char *words = line->bytes + nature->skip;
	block->marker = nature->marker;
	buffer_add(&block->text, words, line->length - nature->skip);
	block->after_page = grouping->before == NULL && grouping->blocks->count > 1;
	block->emphasised = nature->skip < line->length && is_emphasis(*words);
	grouping->session = grouping->session || nature->kind == BLOCK_SESSION;
	if (nature->kind == BLOCK_TITLE && grouping->title == SIZE_MAX)
		grouping->title = grouping->blocks->count - 1;
	if (nature->kind == BLOCK_FOOTNOTE) {
		memcpy(block->number, nature->mark, TEXT_MARK_BYTES);
		unsigned value = (unsigned)strtoul(nature->mark, NULL, 10);
		grouping->last_note =
		    value != 0 && value <= HIGHEST_MARK ? value : grouping->last_note;
	} else if (nature->marker.length != 0 && nature->marker.shape != '-') {
		grouping->last_marker = nature->marker;
		text_copy_number(block->number, line->bytes, nature->marker.start,
				 nature->marker.end);
		if (nature->marker.kind == NUMBER_DECIMAL && nature->marker.shape == '.')
			grouping->last_number = nature->marker.value;
	} else if (nature->marker.length != 0) {
		memcpy(block->number, "–", sizeof "–");
	}
}

static void take_line(struct grouping *grouping, size_t index)
{
	const struct text_line *line = &grouping->lines->at[index];
	struct line_nature nature = nature_of(grouping, index);
	unsigned mark = text_highest_mark(line->bytes, line->length);
	if (nature.kind != BLOCK_FOOTNOTE && mark > grouping->highest_mark && mark <= HIGHEST_MARK)
		grouping->highest_mark = mark;
	if (nature.page) {
		grouping->before = NULL;
		return;
	}
	struct blocks *blocks = grouping->blocks;
	if (index == grouping->body_line ||
	    (index < grouping->body_line && nature.kind == BLOCK_SECTION &&
	     blocks->body == SIZE_MAX))
		blocks->body = blocks->body == SIZE_MAX ? blocks->count : blocks->body;
	if (!goes_on(grouping, line, &nature)) {
		start_block(grouping, line, &nature);
	} else if (nature.kind == BLOCK_TABLE) {
		struct buffer *text = &blocks->at[blocks->count - 1].text;
		buffer_add_byte(text, '\n');
		buffer_add(text, line->bytes, line->length);
	} else {
		text_join(grouping->language, &blocks->at[blocks->count - 1].text, line->bytes,
			  line->length);
	}
	grouping->before = line;
	grouping->closing = nature.kind == BLOCK_MEETING || nature.kind == BLOCK_DATE;
}

static bool is_header_line(const struct grouping *grouping, const struct text_line *line)
{
	struct line_nature nature = { .kind = BLOCK_TEXT };
	header_nature(grouping, line, &nature);
	return nature.kind != BLOCK_TEXT;
}

/* The formula's line or, where there is none, the first one behind a title that opens a clause. */
static void find_body(struct grouping *grouping)
{
	const struct text_lines *lines = grouping->lines;
	bool titled = false;
	grouping->body_line = lines->count;
	for (size_t i = 0; i < lines->count; i++) {
		if (drafting_is_formula(grouping->language, lines->at[i].bytes,
					lines->at[i].length)) {
			grouping->body_line = i;
			grouping->blocks->has_formula = true;
			return;
		}
	}
	for (size_t i = 0; i < lines->count && i < MOST_HEADER_LINES; i++) {
		const struct text_line *line = &lines->at[i];
		struct marker marker = text_marker(grouping->language, line->bytes, line->length);
		if (is_header_line(grouping, line))
			titled = true;
		else if (titled &&
			 ((marker.shape == '.' && marker.value == 1) ||
			  text_opens_clause(grouping->language, line->bytes, line->length))) {
			grouping->body_line = i;
			return;
		}
	}
}

int text_blocks_read(struct blocks *blocks, const struct text_lines *lines,
		     const struct language *language, const char *name, struct error *error)
{
	struct grouping grouping = {
		.blocks = blocks, .lines = lines, .language = language, .title = SIZE_MAX
	};
	blocks->body = SIZE_MAX;
	find_body(&grouping);
	/* Without a first clause there is nothing but the header to read. */
	bool empty = grouping.body_line == lines->count;
	size_t count = empty && lines->count > MOST_HEADER_LINES ? MOST_HEADER_LINES : lines->count;
	for (size_t i = 0; i < count; i++) {
		if (blocks->count >= MOST_BLOCKS)
			return error_set(error, STATUS_LIMIT,
					 "%s:%u: too many paragraphs: at most %d are read", name,
					 (unsigned)lines->at[i].number, MOST_BLOCKS);
		take_line(&grouping, i);
	}
	if (blocks->body > blocks->count)
		blocks->body = blocks->count;
	text_join_broken(blocks, language);
	text_find_headings(blocks, language);
	return STATUS_OK;
}

void text_blocks_release(struct blocks *blocks)
{
	for (size_t i = 0; i < blocks->count; i++)
		buffer_release(&blocks->at[i].text);
	free(blocks->at);
	*blocks = (struct blocks)BLOCKS_INIT;
}
