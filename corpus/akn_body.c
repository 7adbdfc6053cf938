/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/akn.h"

#include "corpus/drafting.h"

#include <stdio.h>
#include <string.h>

enum {
	LONGEST_VERB = 160,   /* bytes of emphasis at a clause's start that can be a verb */
	LONGEST_MEETING = 80, /* … "54th (resumed) plenary meeting" */
	LONGEST_OPENING = 60, /* of the words before a verb in bold */
	LONGEST_TITLE = 4096, /* bytes of a title that more is added to */
	LONGEST_LINE = 240,   /* bytes of a line that says something of the resolution */
};

static struct resolution *resolution_of(const struct akn_body *body)
{
	return body->builder.resolution;
}

static const struct language *language_of(const struct akn_body *body)
{
	return body->builder.resolution->language;
}

static struct clause *last_clause(const struct akn_body *body)
{
	return &resolution_of(body)->clauses[resolution_of(body)->clause_count - 1];
}

static const char *keep(const struct akn_body *body, const char *text, size_t length)
{
	return length == 0 ? "" : arena_text(&resolution_of(body)->arena, text, length);
}

/* Takes off what stands at a table's end without words: line ends, and cells that are empty. */
static void trim_table(struct akn_body *body)
{
	while (body->text.length > 0 &&
	       strchr("\n |", body->text.bytes[body->text.length - 1]) != NULL)
		body->text.length--;
}

/* No more text comes to the last clause. */
static void end_clause(struct akn_body *body)
{
	if (body->has_clause) {
		if (body->table) /* cells may come behind its end */
			trim_table(body);
		struct clause *clause = last_clause(body);
		clause->text = keep(body, body->text.bytes, body->text.length);
		for (size_t i = 0; i < clause->citation_count; i++)
			if (clause->citations[i].start > body->text.length ||
			    clause->citations[i].length >
				body->text.length - clause->citations[i].start)
				clause->citations[i].length = clause->citations[i].start = 0;
	}
	body->has_clause = body->joining = body->table = body->listed = false;
	buffer_clear(&body->text);
}

void akn_body_release(struct akn_body *body)
{
	outline_release(&body->outline);
	buffer_release(&body->headings);
	buffer_release(&body->text);
	akn_text_release(&body->waiting);
}

static void open_stretch(struct akn_body *body, enum part part, const char *prefix)
{
	outline_open(&body->outline, &body->builder, part, prefix);
	body->open = true;
}

void akn_body_open(struct akn_body *body, enum part part)
{
	char prefix[OUTLINE_MAX_PREFIX] = "";
	if (body->open)
		akn_body_close(body);
	if (body->letter != 0)
		memcpy(prefix, (char[]){ body->letter, '/', '\0' }, 3);
	if (part == PART_ANNEX)
		strcat(prefix, "Annex/");
	open_stretch(body, part, prefix);
}

/* The footnotes and links of a run go to the last clause, links with their place in its text. */
static void attach(struct akn_body *body, const struct akn_text *text, size_t offset, bool placed)
{
	struct clause *clause = last_clause(body);
	for (size_t i = 0; i < text->note_count; i++)
		builder_footnote(&body->builder, clause, text->notes[i].mark, text->notes[i].text);
	for (size_t i = 0; i < text->link_count; i++) {
		const struct akn_link *link = &text->links[i];
		bool in_words = placed && link->end > link->start;
		builder_citation(&body->builder, clause, link->symbol,
				 in_words ? (uint32_t)(offset + link->start) : 0,
				 in_words ? (uint32_t)(link->end - link->start) : 0);
	}
}

static struct clause *add_clause(struct akn_body *body, enum part part)
{
	end_clause(body);
	struct clause *clause = builder_clause(&body->builder, part);
	clause->heading = keep(body, body->headings.bytes, body->headings.length);
	body->below_section = false;
	buffer_clear(&body->headings);
	body->heading_lines = 0;
	attach(body, &body->waiting, 0, false);
	akn_text_clear(&body->waiting);
	body->has_clause = true;
	return last_clause(body);
}

/*
 * The last paragraph of the preamble is operative when it opens like that and announces something,
 * and either numbers come right behind it or nothing would be operative without it.
 */
static void promote_preamble(struct akn_body *body)
{
	size_t index = outline_last_preamble(&body->outline);
	unsigned places = 0;
	if (index == 0)
		return;
	const struct clause *clause = &resolution_of(body)->clauses[index];
	struct buffer text = { (char *)clause->text, strlen(clause->text), 0 };
	drafting_opening(language_of(body), clause->text, text.length, &places);
	if (akn_ends_in_colon(&text) && (places & OPENS_OPERATIVE) != 0)
		outline_promote(&body->outline);
}

void akn_body_close(struct akn_body *body)
{
	if (!body->open)
		return;
	end_clause(body);
	if (outline_before_numbers(&body->outline))
		promote_preamble(body);
	if (body->headings.length != 0) {
		/* A heading with nothing below it is still to be found and shown. */
		struct buffer text = BUFFER_INIT;
		buffer_add(&text, body->headings.bytes, body->headings.length);
		buffer_clear(&body->headings);
		add_clause(body, body->outline.part);
		buffer_add(&body->text, text.bytes, text.length);
		buffer_release(&text);
		outline_clause(&body->outline, "", 0);
	}
	end_clause(body);
	outline_close(&body->outline);
	body->open = false;
}

void akn_body_title(struct akn_body *body, const struct akn_text *text)
{
	struct resolution *resolution = resolution_of(body);
	char label[] = { body->letter, '/', 'T', '\0' };
	const char *name = body->letter == 0 ? "T" : label;
	end_clause(body);
	if (resolution->clause_count == 0 ||
	    (body->letter != 0 && strcmp(last_clause(body)->label, name) != 0)) {
		builder_clause(&body->builder, PART_TITLE);
		builder_label(&body->builder, resolution->clause_count - 1, name);
	}
	struct clause *clause = last_clause(body);
	if (strlen(clause->text) > LONGEST_TITLE)
		return;
	buffer_add_text(&body->text, clause->text);
	if (body->text.length != 0 && text->words.length != 0)
		buffer_add_byte(&body->text, ' ');
	size_t offset = body->text.length;
	buffer_add(&body->text, text->words.bytes, text->words.length);
	clause->text = keep(body, body->text.bytes, body->text.length);
	attach(body, text, offset, true);
	buffer_clear(&body->text);
}

/* Opens an annex's stretch where a heading says that one begins. */
static void begin_annex(struct akn_body *body, const struct akn_text *text)
{
	static const char *const romans[] = { "I",  "II",  "III",  "IV", "V",
					      "VI", "VII", "VIII", "IX", "X" };
	const struct outline *outline = &body->outline;
	char prefix[OUTLINE_MAX_PREFIX];
	const char *words = text->words.bytes;
	bool chinese = strcmp(language_of(body)->code, "zh") == 0;
	bool numbered = strchr(words, ' ') != NULL || (chinese && text->words.length > 6);
	bool untouched = outline->part == PART_ANNEX && outline->entry_count == 0;
	if (untouched && !numbered)
		return;
	if (numbered && body->annexes < sizeof romans / sizeof *romans)
		snprintf(prefix, sizeof prefix, "Annex %s/", romans[body->annexes++]);
	else
		snprintf(prefix, sizeof prefix, "Annex/");
	struct buffer headings =
	    body->headings; /* belong to the annex: closing must not eat them */
	body->headings = (struct buffer)BUFFER_INIT;
	akn_body_close(body);
	body->headings = headings;
	open_stretch(body, PART_ANNEX, prefix);
}

void akn_body_heading(struct akn_body *body, const struct akn_text *text, const char *number)
{
	const struct buffer *words = &text->words;
	end_clause(body);
	if (number[0] == '\0' && akn_is_annex(body, text))
		begin_annex(body, text);
	else
		body->below_section = outline_heading(&body->outline, number, words->bytes);
	if (body->headings.length != 0 && words->length != 0)
		buffer_add_byte(&body->headings, '\n');
	size_t known = strlen(number);
	if (known != 0 && (words->length < known || memcmp(words->bytes, number, known) != 0))
		buffer_add_format(&body->headings, words->length != 0 ? "%s " : "%s", number);
	buffer_add(&body->headings, words->bytes, words->length);
	body->heading_lines++;
	for (size_t i = 0; i < text->note_count; i++)
		akn_text_note(&body->waiting, text->notes[i].mark, text->notes[i].text);
	for (size_t i = 0; i < text->link_count; i++)
		akn_text_refer(&body->waiting, text->links[i].symbol);
}

static void append(struct akn_body *body, const struct akn_text *text, char between)
{
	if (body->text.length != 0)
		buffer_add_byte(&body->text, between);
	size_t offset = body->text.length;
	buffer_add(&body->text, text->words.bytes, text->words.length);
	attach(body, text, offset, true);
}

/*
 * The words in emphasis at the start, or else those that the language's clauses open with, or else
 * the first words in bold behind an opening: Chinese says "in this respect" before its verbs.
 */
static const char *find_verb(const struct akn_body *body, const struct akn_text *text, bool top)
{
	const char *words = text->words.bytes;
	size_t start = 0;
	size_t length = text->verb;
	if (length == 0 || length > LONGEST_VERB || length >= text->words.length)
		length = top ? drafting_verb(language_of(body), words, text->words.length) : 0;
	if (length == 0 && top && text->bold_end > text->bold_start &&
	    text->bold_start <= LONGEST_OPENING &&
	    text->bold_end - text->bold_start <= LONGEST_VERB) {
		start = text->bold_start;
		length = text->bold_end - start;
	}
	struct buffer verb = BUFFER_INIT;
	buffer_add(&verb, words + start, length);
	while (verb.length > 0 && (verb.bytes[verb.length - 1] == ' ' || akn_ends_in_comma(&verb) ||
				   akn_ends_in_colon(&verb)))
		do {
			verb.length--;
		} while (verb.length > 0 &&
			 ((unsigned char)verb.bytes[verb.length] & 0xC0) == 0x80);
	/* Words in bold may begin at a blank or hold the end of a line. */
	const char *result =
	    builder_clean(&resolution_of(body)->arena, verb.bytes, verb.length, false);
	buffer_release(&verb);
	return result;
}

/* Takes the number off the words where the markup does not have it apart. */
static const char *take_number(struct akn_body *body, struct akn_text *text,
			       const struct akn_place *place)
{
	if (place->number[0] != '\0' || place->note_style)
		return place->number;
	size_t length = outline_number(language_of(body), text->words.bytes, text->words.length);
	if (length == 0 && place->nesting == 0 && !place->preamble)
		length = outline_next_number(&body->outline, text->words.bytes, text->words.length);
	if (length == 2 && text->verb <= 2 && body->outline.number == 0)
		length = 0; /* "1 " in front of anything but a verb is an amount */
	if (length == 0 || length >= text->words.length)
		return "";
	size_t printed = length;
	while (text->words.bytes[printed - 1] == ' ')
		printed--;
	const char *number = keep(body, text->words.bytes, printed);
	if (place->preamble && !outline_is_paragraph_number(language_of(body), number))
		return "";
	akn_text_cut(text, length);
	return number;
}

static void add_to_table(struct akn_body *body, struct akn_text *text,
			 const struct akn_place *place)
{
	size_t mark = akn_note_mark(body, text);
	if (mark != 0 && text->mark[0] == '\0') {
		memcpy(text->mark, text->words.bytes, mark);
		text->mark[strcspn(text->mark, " ")] = '\0';
		akn_text_cut(text, mark);
		text->raised_start = true;
	}
	if (!place->note_style && !text->raised_start && !akn_ends_in_stop(&text->words)) {
		trim_table(body); /* a row that was left outside: the one before may lack its end */
		append(body, text, '\n');
		return;
	}
	builder_footnote(
	    &body->builder, last_clause(body),
	    builder_clean(&resolution_of(body)->arena, text->mark, strlen(text->mark), false),
	    keep(body, text->words.bytes, text->words.length));
	attach(body, text, 0, false);
}

/* Lines among the clauses that say something of the resolution. True when this was one. */
static bool take_line(struct akn_body *body, const struct akn_text *text,
		      const struct akn_place *place)
{
	struct resolution *resolution = resolution_of(body);
	const struct buffer *words = &text->words;
	const char **field = NULL;
	if (place->number[0] != '\0' || place->nesting != 0 || words->length > LONGEST_LINE)
		return false;
	if (place->preamble && drafting_is_formula(language_of(body), words->bytes, words->length))
		field = &resolution->formula;
	else if (!place->preamble && words->length <= LONGEST_MEETING &&
		 akn_ends_openly(body, text) &&
		 drafting_is(language_of(body), LINE_MEETING, words->bytes, words->length))
		field = &resolution->meeting;
	if (field != NULL && (*field)[0] == '\0')
		*field = keep(body, words->bytes, words->length);
	return field != NULL;
}

static void add_paragraph(struct akn_body *body, struct akn_text *text,
			  const struct akn_place *place)
{
	char between = '\n';
	const char *number = take_number(body, text, place);
	if (number[0] != '\0' && strncmp(text->words.bytes, ". ", 2) == 0)
		akn_text_cut(text, 2); /* the number's point was left behind */
	if (number[0] == '\0' && akn_goes_on(body, text, place, &between)) {
		append(body, text, between);
		return;
	}
	enum part part = akn_part_of(body, text, place, number);
	end_clause(body);
	if (part == PART_OPERATIVE && number[0] != '\0' && outline_before_numbers(&body->outline))
		promote_preamble(body);
	struct clause *clause = add_clause(body, part);
	clause->number = number;
	clause->verb = find_verb(body, text, place->nesting == 0 && clause->part != PART_ANNEX);
	body->listed = number[0] != '\0' || place->nesting != 0;
	buffer_add(&body->text, text->words.bytes, text->words.length);
	attach(body, text, 0, true);
	outline_clause(&body->outline, number, place->nesting);
}

void akn_body_add(struct akn_body *body, struct akn_text *text, const struct akn_place *where)
{
	struct akn_place place = *where;
	if (text->words.length == 0 || text->decoration)
		return;
	if (!body->open)
		akn_body_open(body, PART_OPERATIVE);
	/* Some preambles have the operative paragraphs in a list of their own. */
	if (place.preamble && outline_is_paragraph_number(language_of(body), place.number))
		place.nesting = 0;
	if (take_line(body, text, &place))
		return;
	if (akn_belongs_to_table(body, text, &place) && !akn_is_marked_heading(body, text, &place))
		add_to_table(body, text, &place);
	else if (!place.first && body->has_clause && !body->table && body->headings.length == 0)
		append(body, text, '\n');
	else if (akn_is_marked_heading(body, text, &place) ||
		 akn_is_plain_heading(body, text, &place))
		akn_body_heading(body, text, place.number);
	else
		add_paragraph(body, text, &place);
}

void akn_body_table(struct akn_body *body)
{
	if (!body->open)
		akn_body_open(body, PART_OPERATIVE);
	add_clause(body, body->outline.part);
	body->table = true;
	body->row = 0;
	outline_table(&body->outline);
}

void akn_body_cell(struct akn_body *body, const struct akn_text *text)
{
	if (!body->table)
		return;
	size_t row = body->text.length - body->row;
	if (row == 0 && text->words.length == 0)
		return;
	/* An empty cell in the middle of a row: "a | | b". */
	if (row != 0)
		buffer_add_text(&body->text,
				body->text.bytes[body->text.length - 1] == ' ' ? "| " : " | ");
	size_t offset = body->text.length;
	buffer_add(&body->text, text->words.bytes, text->words.length);
	attach(body, text, offset, true);
}

void akn_body_row_end(struct akn_body *body)
{
	if (!body->table)
		return;
	while (body->text.length > body->row &&
	       strchr(" |", body->text.bytes[body->text.length - 1]) != NULL)
		body->text.length--;
	if (body->text.length > body->row) {
		buffer_add_byte(&body->text, '\n');
		body->row = body->text.length;
	}
}

void akn_body_table_end(struct akn_body *body)
{
	if (!body->table)
		return;
	trim_table(body);
	if (body->text.length != 0)
		return;
	/* There is nothing in it: as if it were not there. */
	buffer_add_text(&body->headings, last_clause(body)->heading);
	end_clause(body);
	resolution_of(body)->clause_count--;
	outline_drop(&body->outline);
}
