/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/text_parts.h"

#include "base/error.h"
#include "base/memory.h"
#include "corpus/outline.h"
#include "corpus/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * The reader of text and Markdown; text_parts.h tells its steps. What is left for here is the row
 * of blocks: which part a clause belongs to, what its heading, number and opening verb are, and
 * which footnote belongs to which clause.
 */

/* Marks and footnotes beyond these go to the clause before: no resolution has so many. */
enum { MOST_MARKS = 10000, MOST_AHEAD = 300 /* blocks */ };

/* A footnote's mark in the words, and the clause that has it. */
struct mark {
	char mark[TEXT_MARK_BYTES];
	size_t clause;
	bool taken; /* by a footnote */
};

struct note {
	const struct block *block;
	size_t clause; /* the last one before it */
};

struct reader {
	const char *name;
	struct resolution *resolution;
	struct blocks blocks;
	struct builder builder;
	struct outline outline;
	bool outlined; /* the outline is open */
	bool annex;
	bool numbered;  /* paragraphs with numbers have begun … */
	bool operative; /* … or others that are operative all the same */
	size_t annexes;
	struct buffer heading; /* for the next clause */
	struct inline_text words;
	struct mark *marks;
	size_t mark_count, mark_capacity;
	struct note *notes;
	size_t note_count, note_capacity;
};

static struct arena *arena_of(struct reader *reader)
{
	return &reader->resolution->arena;
}

/* Reads a block's words and notes the footnote marks among them for clause number `clause`. */
static void read_words(struct reader *reader, const struct block *block, size_t clause)
{
	text_inline(&reader->words, block->text.bytes, block->text.length,
		    block->kind == BLOCK_TABLE);
	for (size_t i = 0; i < reader->words.mark_count && reader->mark_count < MOST_MARKS; i++) {
		reader->marks = memory_grow(reader->marks, &reader->mark_capacity,
					    reader->mark_count + 1, sizeof *reader->marks);
		struct mark *mark = &reader->marks[reader->mark_count++];
		*mark = (struct mark){ .clause = clause };
		memcpy(mark->mark, reader->words.marks[i], TEXT_MARK_BYTES);
	}
}

static const char *copy_words(struct reader *reader)
{
	const struct buffer *text = &reader->words.text;
	return text->length == 0 ? "" : arena_text(arena_of(reader), text->bytes, text->length);
}

/* The links of the words just read; in a footnote they have no place in the clause's text. */
static void add_citations(struct reader *reader, struct clause *clause, bool placed)
{
	struct buffer symbol = BUFFER_INIT;
	for (size_t i = 0; i < reader->words.link_count; i++) {
		const struct inline_link *link = &reader->words.links[i];
		buffer_clear(&symbol);
		if (!text_link_symbol(&reader->words, link, &symbol))
			continue;
		builder_citation(&reader->builder, clause,
				 arena_text(arena_of(reader), symbol.bytes, symbol.length),
				 placed ? link->start : 0, placed ? link->length : 0);
	}
	buffer_release(&symbol);
}

/* The emphasised words at the start or, in a text without emphasis, those that clauses open with.
 */
static const char *read_verb(struct reader *reader, enum part part)
{
	const struct buffer *text = &reader->words.text;
	size_t length = reader->words.verb_length;
	if (length == 0 || length == text->length)
		length = part == PART_ANNEX ? 0
					    : drafting_verb(reader->resolution->language,
							    text->bytes, text->length);
	return length == 0 ? "" : builder_clean(arena_of(reader), text->bytes, length, false);
}

/* The rows of a table: cells with " | " between them, without the row of dashes. */
static void read_rows(struct buffer *rows, const struct buffer *table)
{
	for (size_t start = 0; start < table->length;) {
		const char *row = table->bytes + start;
		const char *newline = memchr(row, '\n', table->length - start);
		size_t length = newline == NULL ? table->length - start : (size_t)(newline - row);
		start += length + 1;
		if (strspn(row, "|-: \t") >= length)
			continue;
		while (length != 0 && strchr("| \t", row[length - 1]) != NULL)
			length--;
		size_t at = strspn(row, "| \t");
		if (rows->length != 0)
			buffer_add_byte(rows, '\n');
		for (; at < length; at++) {
			if (row[at] == '|' && row[at - 1] != '\\')
				buffer_add_text(rows, " | ");
			else
				buffer_add_byte(rows, row[at]);
		}
	}
}

/* Whether a paragraph without a number that is clearly preambular comes before the next number. */
static bool preamble_goes_on(const struct reader *reader, const struct block *block)
{
	const struct block *end = reader->blocks.at + reader->blocks.count;
	if (end - block > MOST_AHEAD)
		end = block + MOST_AHEAD;
	for (block++; block < end; block++) {
		if (block->kind == BLOCK_GONE || block->kind == BLOCK_FOOTNOTE)
			continue;
		if (block->kind != BLOCK_TEXT || block->marker.shape == '.')
			return false;
		unsigned places;
		drafting_opening(reader->resolution->language, block->text.bytes,
				 block->text.length, &places);
		if ((places & OPENS_PREAMBLE) != 0 &&
		    text_last_stop(block->text.bytes, block->text.length) == ',')
			return true;
	}
	return false;
}

/* Where a paragraph without a number belongs before the first one that has one. */
static bool is_operative(const struct reader *reader, const struct block *block)
{
	const struct buffer *text = &reader->words.text;
	unsigned places;
	drafting_opening(reader->resolution->language, text->bytes, text->length, &places);
	char stop = text_last_stop(block->text.bytes, block->text.length);
	if (places == OPENS_PREAMBLE)
		return false;
	if (reader->operative || stop == ',')
		return reader->operative;
	return (places == OPENS_OPERATIVE || stop == ';' || stop == '.') &&
	       !preamble_goes_on(reader, block);
}

static enum part part_of(struct reader *reader, const struct block *block)
{
	const struct language *language = reader->resolution->language;
	if (reader->annex)
		return PART_ANNEX;
	if (block->kind == BLOCK_TABLE || reader->numbered)
		return PART_OPERATIVE;
	bool point = block->number[0] != '\0';
	if (point && outline_is_paragraph_number(language, block->number))
		reader->operative = reader->numbered = true;
	else if (!point)
		reader->operative = is_operative(reader, block);
	return reader->operative ? PART_OPERATIVE : PART_PREAMBLE;
}

static int add_clause(struct reader *reader, struct block *block, struct error *error)
{
	struct resolution *resolution = reader->resolution;
	if (resolution->clause_count >= READER_MAX_CLAUSES)
		return error_set(error, STATUS_LIMIT,
				 "%s:%u: too many clauses: at most %d are read", reader->name,
				 (unsigned)block->line, READER_MAX_CLAUSES);
	if (block->kind == BLOCK_TABLE) {
		struct buffer rows = BUFFER_INIT;
		read_rows(&rows, &block->text);
		buffer_release(&block->text);
		block->text = rows;
	}
	read_words(reader, block, resolution->clause_count);
	if (reader->words.text.length == 0)
		return STATUS_OK;
	enum part part = part_of(reader, block);
	struct clause *clause = builder_clause(&reader->builder, part);
	clause->text = copy_words(reader);
	clause->heading =
	    builder_clean(arena_of(reader), reader->heading.bytes, reader->heading.length, true);
	clause->number =
	    builder_clean(arena_of(reader), block->number, strlen(block->number), false);
	add_citations(reader, clause, true);
	buffer_clear(&reader->heading);
	if (block->kind == BLOCK_TABLE) {
		outline_table(&reader->outline);
	} else {
		clause->verb = read_verb(reader, part);
		outline_clause(&reader->outline, clause->number, 0);
	}
	return STATUS_OK;
}

static void add_heading(struct reader *reader, const struct block *block)
{
	read_words(reader, block, reader->resolution->clause_count);
	if (reader->words.text.length == 0)
		return;
	if (reader->heading.length != 0)
		buffer_add_byte(&reader->heading, '\n');
	buffer_add(&reader->heading, reader->words.text.bytes, reader->words.text.length);
	if (block->kind == BLOCK_ANNEX)
		return;
	size_t section = reader->outline.section;
	outline_heading(&reader->outline, "", copy_words(reader));
	/* a section may have a preamble of its own */
	if (reader->outline.section != section)
		reader->operative = reader->numbered = false;
}

static void close_stretch(struct reader *reader)
{
	if (!reader->outlined)
		return;
	if (reader->heading.length != 0) {
		/* A heading with nothing below it is still to be found and shown. */
		struct clause *clause = builder_clause(&reader->builder, reader->outline.part);
		clause->text = builder_clean(arena_of(reader), reader->heading.bytes,
					     reader->heading.length, true);
		buffer_clear(&reader->heading);
		outline_clause(&reader->outline, "", 0);
	}
	outline_close(&reader->outline);
	reader->outlined = false;
}

static void open_stretch(struct reader *reader, enum part part, const char *prefix)
{
	close_stretch(reader);
	outline_open(&reader->outline, &reader->builder, part, prefix);
	reader->outlined = true;
	reader->annex = part == PART_ANNEX;
	reader->operative = reader->numbered = false;
}

/* Annexes are told apart by their place where their headings have numbers. */
static void open_annex(struct reader *reader, const struct block *block)
{
	static const char *const romans[] = { "I",  "II",  "III",  "IV", "V",
					      "VI", "VII", "VIII", "IX", "X" };
	char prefix[OUTLINE_MAX_PREFIX] = "Annex/";
	read_words(reader, block, reader->resolution->clause_count);
	const struct buffer *words = &reader->words.text;
	bool chinese = strcmp(reader->resolution->language->code, "zh") == 0;
	bool numbered =
	    chinese ? words->length > strlen("附件") : strchr(words->bytes, ' ') != NULL;
	if (numbered && reader->annexes < sizeof romans / sizeof *romans)
		snprintf(prefix, sizeof prefix, "Annex %s/", romans[reader->annexes++]);
	open_stretch(reader, PART_ANNEX, prefix);
	add_heading(reader, block);
}

/* "A" before an enacting formula: a lettered part, a resolution within the resolution. */
static bool is_lettered_part(const struct reader *reader, size_t index)
{
	const struct block *block = &reader->blocks.at[index];
	if (block->kind != BLOCK_SECTION || block->marker.kind != NUMBER_UPPER_LETTER ||
	    block->marker.value > 26)
		return false;
	for (size_t i = index + 1; i < reader->blocks.count; i++) {
		enum block_kind kind = reader->blocks.at[i].kind;
		if (kind != BLOCK_HEADING && kind != BLOCK_GONE && kind != BLOCK_FOOTNOTE)
			return kind == BLOCK_FORMULA;
	}
	return false;
}

static void set_field(struct reader *reader, const struct block *block, const char **field)
{
	read_words(reader, block, reader->resolution->clause_count);
	if ((*field)[0] == '\0')
		*field = copy_words(reader);
}

/* "42nd plenary meeting", perhaps with the date on the same line. */
static void read_meeting(struct reader *reader, const struct block *block)
{
	struct resolution *resolution = reader->resolution;
	struct buffer iso = BUFFER_INIT;
	set_field(reader, block, &resolution->meeting);
	const char *comma = strchr(resolution->meeting, ',');
	if (comma != NULL && drafting_date(resolution->language, comma, strlen(comma), &iso)) {
		resolution->closing =
		    builder_clean(arena_of(reader), comma + 1, strlen(comma + 1), false);
		resolution->meeting = builder_clean(arena_of(reader), resolution->meeting,
						    (size_t)(comma - resolution->meeting), false);
	}
	buffer_release(&iso);
}

static void add_note(struct reader *reader, const struct block *block)
{
	reader->notes = memory_grow(reader->notes, &reader->note_capacity, reader->note_count + 1,
				    sizeof *reader->notes);
	reader->notes[reader->note_count++] =
	    (struct note){ block, reader->resolution->clause_count - 1 };
}

static int read_block(struct reader *reader, size_t index, struct error *error)
{
	struct block *block = &reader->blocks.at[index];
	switch (block->kind) {
	case BLOCK_TEXT:
	case BLOCK_TABLE:
		return add_clause(reader, block, error);
	case BLOCK_FOOTNOTE:
		add_note(reader, block);
		break;
	case BLOCK_SECTION:
		if (is_lettered_part(reader, index)) {
			char prefix[] = { (char)('A' + block->marker.value - 1), '/', '\0' };
			open_stretch(reader, PART_OPERATIVE, prefix);
			break;
		}
		add_heading(reader, block);
		break;
	case BLOCK_HEADING:
		add_heading(reader, block);
		break;
	case BLOCK_ANNEX:
		open_annex(reader, block);
		break;
	case BLOCK_FORMULA:
		set_field(reader, block, &reader->resolution->formula);
		break;
	case BLOCK_MEETING:
		read_meeting(reader, block);
		break;
	case BLOCK_DATE:
		set_field(reader, block, &reader->resolution->closing);
		break;
	default:
		break;
	}
	return STATUS_OK;
}

static void add_title(struct reader *reader, size_t title)
{
	struct clause *clause = builder_clause(&reader->builder, PART_TITLE);
	if (title < reader->blocks.count) {
		read_words(reader, &reader->blocks.at[title], 0);
		reader->resolution->title = clause->text = copy_words(reader);
		add_citations(reader, clause, true);
	}
	builder_label(&reader->builder, 0, "T");
	for (size_t i = 0; i < reader->blocks.body; i++)
		if (reader->blocks.at[i].kind == BLOCK_FOOTNOTE)
			add_note(reader, &reader->blocks.at[i]);
}

/* Gives each footnote to the first clause that has its mark, or to the one it stands behind. */
static void settle_notes(struct reader *reader)
{
	struct resolution *resolution = reader->resolution;
	for (size_t i = 0; i < reader->note_count; i++) {
		const struct block *block = reader->notes[i].block;
		size_t owner = reader->notes[i].clause;
		for (size_t j = 0; j < reader->mark_count && i < MOST_MARKS; j++) {
			struct mark *mark = &reader->marks[j];
			if (mark->taken || strcmp(mark->mark, block->number) != 0)
				continue;
			mark->taken = true;
			owner = mark->clause;
			break;
		}
		if (owner >= resolution->clause_count)
			owner = resolution->clause_count - 1;
		struct clause *clause = &resolution->clauses[owner];
		text_inline(&reader->words, block->text.bytes, block->text.length, false);
		builder_footnote(&reader->builder, clause,
				 arena_text(arena_of(reader), block->number, strlen(block->number)),
				 copy_words(reader));
		add_citations(reader, clause, false);
	}
}

static void settle_date(struct resolution *resolution)
{
	struct buffer iso = BUFFER_INIT;
	if (resolution->date[0] == '\0' && drafting_date(resolution->language, resolution->closing,
							 strlen(resolution->closing), &iso))
		resolution->date = arena_text(&resolution->arena, iso.bytes, iso.length);
	buffer_release(&iso);
}

static int not_a_resolution(const struct reader *reader, struct error *error)
{
	return error_set(error, STATUS_INPUT,
			 "%s: not a resolution: found no line with a symbol and a title, as "
			 "\"78/16. Title\", and no enacting formula, as \"The General Assembly,\"",
			 reader->name);
}

static int unknown_language(const struct reader *reader, struct error *error)
{
	return error_set(
	    error, STATUS_INPUT,
	    "%s: not a resolution: found neither an enacting formula, as \"The General "
	    "Assembly,\", nor clauses that open with words of a known language",
	    reader->name);
}

static int read_body(struct reader *reader, struct error *error)
{
	struct resolution *resolution = reader->resolution;
	size_t title;
	text_header_read(resolution, &reader->blocks, &title);
	if (resolution->symbol[0] == '\0' && !reader->blocks.has_formula)
		return not_a_resolution(reader, error);
	add_title(reader, title);
	open_stretch(reader, PART_OPERATIVE, "");
	int status = STATUS_OK;
	for (size_t i = reader->blocks.body; i < reader->blocks.count && status == STATUS_OK; i++)
		status = read_block(reader, i, error);
	if (status != STATUS_OK)
		return status;
	close_stretch(reader);
	settle_notes(reader);
	settle_date(resolution);
	if (resolution->clause_count < 2)
		return error_set(
		    error, STATUS_INPUT, "%s: no clause found: wanted paragraphs behind \"%s\"",
		    reader->name,
		    resolution->formula[0] != '\0' ? resolution->formula : resolution->title);
	return STATUS_OK;
}

int text_read(struct resolution *resolution, const char *name, const char *bytes, size_t length,
	      struct error *error)
{
	struct reader reader = { .name = name,
				 .resolution = resolution,
				 .blocks = BLOCKS_INIT,
				 .builder = { .resolution = resolution },
				 .heading = BUFFER_INIT,
				 .words = INLINE_TEXT_INIT };
	struct text_lines lines = TEXT_LINES_INIT;
	resolution_init(resolution);
	int status = text_lines_read(&lines, name, bytes, length, error);
	if (status != STATUS_OK)
		goto done;
	resolution->language = drafting_language(lines.text.bytes, lines.text.length);
	if (resolution->language == NULL) {
		status = unknown_language(&reader, error);
		goto done;
	}
	status = text_blocks_read(&reader.blocks, &lines, resolution->language, name, error);
	if (status == STATUS_OK)
		status = read_body(&reader, error);
done:
	if (reader.outlined)
		outline_release(&reader.outline);
	text_blocks_release(&reader.blocks);
	text_inline_release(&reader.words);
	text_lines_release(&lines);
	buffer_release(&reader.heading);
	free(reader.marks);
	free(reader.notes);
	if (status != STATUS_OK)
		resolution_release(resolution);
	return status;
}
