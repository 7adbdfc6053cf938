/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/akn.h"

#include "base/utf8.h"
#include "corpus/drafting.h"

#include <string.h>

/* What a run of text is, where the markup does not say or says it wrongly. */

enum {
	LONGEST_HEADING = 240, /* bytes of a heading that only its want of a full stop tells */
	LONGEST_SECTION = 48,  /* bytes of a line like "Article 4" */
	LONGEST_ANNEX = 60,    /* … "Annex II" */
	LONGEST_ROMAN = 24,    /* … "II" */
};

/* How a text ends, in every script of the resolutions. */
static const char *const comma_marks[] = { ",", "،", "，" };
static const char *const colon_marks[] = { ":", "：" };
static const char *const stop_marks[] = {
	".", ";", "!", "?", "؛", "؟", "。", "；", "！", "？", "…"
};
static const char *const closing_marks[] = { "\"", "”", "»", "“", "—", ")", "]", "）", "》", "」" };

/* The bytes of the mark that the first `length` bytes of text end with; 0 for none. */
static size_t ends_with(const struct buffer *text, size_t length, const char *const *marks,
			size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t each = strlen(marks[i]);
		if (length >= each && memcmp(text->bytes + length - each, marks[i], each) == 0)
			return each;
	}
	return 0;
}

static enum part last_part(const struct akn_body *body)
{
	const struct resolution *resolution = body->builder.resolution;
	return resolution->clauses[resolution->clause_count - 1].part;
}

static const struct language *language_of(const struct akn_body *body)
{
	return body->builder.resolution->language;
}

bool akn_ends_in_comma(const struct buffer *text)
{
	return ends_with(text, text->length, comma_marks,
			 sizeof comma_marks / sizeof *comma_marks) != 0;
}

bool akn_ends_in_colon(const struct buffer *text)
{
	return ends_with(text, text->length, colon_marks,
			 sizeof colon_marks / sizeof *colon_marks) != 0;
}

static size_t closing_at(const struct buffer *text, size_t length)
{
	return ends_with(text, length, closing_marks, sizeof closing_marks / sizeof *closing_marks);
}

/* A quotation or a remark in brackets may hold the sentence's end. */
bool akn_ends_in_stop(const struct buffer *text)
{
	size_t length = text->length;
	for (size_t each; (each = closing_at(text, length)) != 0;)
		length -= each;
	return ends_with(text, length, stop_marks, sizeof stop_marks / sizeof *stop_marks) != 0;
}

bool akn_is_annex(const struct akn_body *body, const struct akn_text *text)
{
	return text->words.length <= LONGEST_ANNEX &&
	       drafting_is(language_of(body), LINE_ANNEX, text->words.bytes, text->words.length);
}

/* "II", "一": a line that is a section's number and nothing else. */
static bool is_section_number(const struct akn_body *body, const struct akn_text *text)
{
	enum number_kind kind;
	return text->words.length <= LONGEST_ROMAN && strchr(text->words.bytes, ' ') == NULL &&
	       drafting_number(language_of(body), text->words.bytes, 0, &kind) != 0 &&
	       (kind == NUMBER_UPPER_ROMAN || kind == NUMBER_UPPER_LETTER);
}

/* No sentence; in an annex, where clauses are no lists of verbs, a colon does not make one. */
bool akn_ends_openly(const struct akn_body *body, const struct akn_text *text)
{
	return !akn_ends_in_stop(&text->words) && !akn_ends_in_comma(&text->words) &&
	       (!akn_ends_in_colon(&text->words) || body->outline.part == PART_ANNEX);
}

/* True when the last clause ends in the middle of a sentence, or is no sentence. */
static bool is_broken_off(const struct akn_body *body)
{
	return body->has_clause && !body->table && body->headings.length == 0 &&
	       !akn_ends_in_stop(&body->text) && !akn_ends_in_comma(&body->text) &&
	       !akn_ends_in_colon(&body->text) && closing_at(&body->text, body->text.length) == 0;
}

/* True when the last clause has announced what comes now. */
static bool is_announced(const struct akn_body *body)
{
	return body->has_clause && body->headings.length == 0 &&
	       (body->joining || (body->listed && akn_ends_in_colon(&body->text)));
}

/* Neither a sentence nor numbered, nor opening as a clause. */
static bool is_fragment(const struct akn_body *body, const struct akn_text *text)
{
	const char *words = text->words.bytes;
	size_t length = text->words.length;
	return text->verb == 0 && length <= LONGEST_HEADING && akn_ends_openly(body, text) &&
	       !akn_ends_in_colon(&text->words) &&
	       outline_number(language_of(body), words, length) == 0 &&
	       drafting_verb(language_of(body), words, length) == 0;
}

/*
 * Lines that are headings without any sign of it in the markup: fragments in the preamble or the
 * operative part, and in an annex "Article 4" and what stands below another heading. Three lines at
 * most: an annex may as well be a list of names.
 */
bool akn_is_plain_heading(const struct akn_body *body, const struct akn_text *text,
			  const struct akn_place *place)
{
	if (place->number[0] != '\0' || place->nesting != 0 || !akn_ends_openly(body, text) ||
	    akn_ends_in_colon(&text->words))
		return false;
	if (body->below_section)
		return text->words.length <= LONGEST_HEADING;
	if (!is_fragment(body, text))
		return false;
	if (text->words.length <= LONGEST_SECTION &&
	    outline_is_section(language_of(body), text->words.bytes))
		return true;
	if (body->outline.part == PART_OPERATIVE)
		return place->preamble || (!is_broken_off(body) && !is_announced(body));
	return body->heading_lines == 1 ||
	       (body->heading_lines == 2 && text->words.length <= LONGEST_SECTION);
}

/* Headings that the markup has as paragraphs: by their style, or all in emphasis; no sentences. */
bool akn_is_marked_heading(const struct akn_body *body, const struct akn_text *text,
			   const struct akn_place *place)
{
	enum number_kind kind;
	/* A colon behind it is often left out of the emphasis. */
	bool emphasis = text->plain == 0 || text->verb + strlen(" :") >= text->words.length;
	if (text->heading || text->number)
		return true;
	/* The markup of sections has preambular paragraphs as headings, and headings as such. */
	if (place->cross_heading)
		return !akn_ends_in_comma(&text->words) && !akn_ends_in_colon(&text->words);
	if (place->nesting != 0)
		return false;
	if (place->number[0] == '\0' && (is_section_number(body, text) || akn_is_annex(body, text)))
		return true;
	if (place->number[0] != '\0')
		drafting_number(language_of(body), place->number, 0, &kind);
	else if (!place->heading_style && !emphasis)
		return false;
	else
		kind = NUMBER_UPPER_LETTER;
	return (kind == NUMBER_UPPER_LETTER || kind == NUMBER_UPPER_ROMAN) &&
	       akn_ends_openly(body, text);
}

/* True unless the first letter is a capital: the text goes on from somewhere. */
static bool starts_small(const struct akn_text *text)
{
	size_t at = 0;
	uint32_t character = utf8_next(text->words.bytes, text->words.length, &at);
	bool latin_capital = character >= 'A' && character <= 'Z';
	bool accented_capital = character >= 0xC0 && character <= 0xDE;
	bool cyrillic_capital = character >= 0x400 && character <= 0x42F;
	return !latin_capital && !accented_capital && !cyrillic_capital;
}

/*
 * A paragraph without a number goes on with the clause before it
 *   - when that one broke off in the middle of a sentence: at the end of a page;
 *   - when both are no sentences: lines of a list;
 *   - when that one has a number and ends with a colon: what follows is what it announces (a
 *     time-table, an oath, a question to a court), up to the next number or heading.
 * Any other paragraph without a number is a clause of its own.
 */
bool akn_goes_on(struct akn_body *body, const struct akn_text *text, const struct akn_place *place,
		 char *between)
{
	if (!body->has_clause || body->table || body->headings.length != 0 || place->preamble ||
	    place->nesting != 0 || text->verb != 0)
		return false;
	*between = '\n';
	if (is_broken_off(body) && (starts_small(text) || is_fragment(body, text))) {
		body->joining = is_fragment(body, text);
		*between = body->joining ? '\n' : ' ';
		return true;
	}
	body->joining = is_announced(body);
	return body->joining;
}

/*
 * Some files have paragraphs on the wrong side of the line between preamble and operative part.
 * What has a paragraph's number is operative; what comes before any and ends with a comma, and does
 * not open as an operative paragraph, is not.
 * Points stand where their paragraph does.
 */
enum part akn_part_of(const struct akn_body *body, const struct akn_text *text,
		      const struct akn_place *place, const char *number)
{
	const struct language *language = language_of(body);
	unsigned places = 0;
	if (body->outline.part == PART_ANNEX)
		return PART_ANNEX;
	if (place->nesting != 0 ||
	    (number[0] != '\0' && !outline_is_paragraph_number(language, number)))
		return body->outline.depth != 0 ? last_part(body)
		       : place->preamble        ? PART_PREAMBLE
						: PART_OPERATIVE;
	if (number[0] != '\0')
		return PART_OPERATIVE;
	if (place->preamble)
		return PART_PREAMBLE;
	drafting_opening(language, text->words.bytes, text->words.length, &places);
	return outline_before_numbers(&body->outline) && akn_ends_in_comma(&text->words) &&
		       places != OPENS_OPERATIVE
		   ? PART_PREAMBLE
		   : PART_OPERATIVE;
}

/* "(a)": a note's mark, behind a table. Points of a list are not interrupted by tables. */
size_t akn_note_mark(const struct akn_body *body, const struct akn_text *text)
{
	size_t length = outline_number(language_of(body), text->words.bytes, text->words.length);
	return length != 0 && length < sizeof text->mark && text->words.bytes[0] == '(' ? length
											: 0;
}

/*
 * What stands right behind a table belongs to it when it is a note by its style or mark, or has no
 * number and, being no sentence or standing in the operative part, cannot be a clause.
 */
bool akn_belongs_to_table(const struct akn_body *body, const struct akn_text *text,
			  const struct akn_place *place)
{
	if (!body->table || place->number[0] != '\0' || body->headings.length != 0)
		return false;
	if (place->note_style || text->raised_start || text->words.bytes[0] == '*' ||
	    akn_note_mark(body, text) != 0)
		return true;
	return text->verb == 0 && place->nesting == 0 && !text->heading &&
	       (body->outline.part == PART_OPERATIVE || !akn_ends_in_stop(&text->words)) &&
	       outline_number(language_of(body), text->words.bytes, text->words.length) == 0;
}
