/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/citations.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "corpus/citations_rows.h"
#include "corpus/symbol.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	LONGEST_GAP = 400,            /* bytes between two numbers of a list */
	LONGEST_DATE_GAP = 40,        /* … between a number and its date: "of", "المؤرخ" */
	LONGEST_BODY_GAP = 60,        /* … between a body and "resolution" */
	LONGEST_OWN_GAP = 26,         /* … between a body and "its resolution": ", in its" */
	FIRST_SESSION = 31,           /* of the Assembly, whose resolutions are numbered "31/1" */
	FIRST_YEAR = 1945,            /* session n begins in the year 1945 + n */
	FIRST_DECISION = 300,         /* of a session of the Assembly: resolutions stay below */
	FIRST_COUNCIL_DECISION = 101, /* of a session of the Human Rights Council */
	LAST_COUNCIL_SESSION = 99,
	COUNCIL_SUPPLEMENT = 53, /* of the Official Records: "A/73/53" is the Council's report */
	FIRST_COUNCIL_YEAR =
	    2006, /* of the Human Rights Council, which has three sessions a year */
	NEAR_SESSIONS = 1,
};

struct reading {
	const struct citing *citing;
	const struct buffer *text; /* folded */
	struct found_list found;
	bool *accepted;           /* of each found number */
	enum citing_body *bodies; /* … what the number is of, as far as that is known */
};

/* ---- What stands between ---- */

/* Whether a word may stand between numbers of a list: a word of the table, a figure, a letter. */
static bool is_between(const struct citing *citing, const char *word, size_t length)
{
	const char *alternatives = citing->between;
	const char *alternative;
	size_t each;
	while ((each = drafting_alternative(&alternatives, &alternative)) != 0)
		if (each == length && memcmp(alternative, word, length) == 0)
			return true;
	if (length == 1)
		return true;
	size_t digits = 0, numerals = 0;
	for (size_t i = 0; i < length; i++) {
		digits += isdigit((unsigned char)word[i]) != 0;
		numerals += word[i] != '\0' && strchr("ivxl", word[i]) != NULL;
	}
	return (digits == length && length <= 4) || (numerals == length && length <= 6);
}

/* The length of what stands at the start of text and may stand between numbers in Chinese; 0. */
static size_t chinese_between(const struct citing *citing, const char *text, size_t length)
{
	const char *alternatives = citing->between;
	const char *alternative;
	size_t each;
	uint32_t number;
	while ((each = drafting_alternative(&alternatives, &alternative)) != 0)
		if (each <= length && memcmp(alternative, text, each) == 0)
			return each;
	number = drafting_chinese_number(text, length, &each);
	return number == 0 ? 0 : each;
}

/* Whether the text between two places is only what stands between the numbers of a list. */
static bool joins(const struct reading *reading, size_t start, size_t end)
{
	const char *bytes = reading->text->bytes;
	if (end < start || end - start > LONGEST_GAP)
		return false;
	for (size_t at = start; at < end;) {
		unsigned char byte = (unsigned char)bytes[at];
		size_t word = at;
		size_t quote = citations_quote_end(reading->citing, reading->text, at, end);
		if (quote != 0) {
			at = quote;
			continue;
		}
		if (reading->citing->word_behind && byte >= 0x80) {
			size_t length = chinese_between(reading->citing, bytes + at, end - at);
			if (length == 0)
				return false;
			at += length;
			continue;
		}
		while (word < end &&
		       (isalnum((unsigned char)bytes[word]) || (unsigned char)bytes[word] >= 0x80))
			word++;
		if (word > at && !is_between(reading->citing, bytes + at, word - at))
			return false;
		at = word > at ? word : at + 1;
	}
	return true;
}

static bool is_blank(const struct reading *reading, size_t start, size_t end)
{
	for (; start < end; start++)
		if (strchr(" ,;", reading->text->bytes[start]) == NULL)
			return false;
	return true;
}

/* Whether text between two places holds one of these words. */
static bool holds(const struct reading *reading, size_t start, size_t end, const char *words)
{
	const char *word;
	size_t length;
	while ((length = drafting_alternative(&words, &word)) != 0) {
		for (size_t at = start; at + length <= end; at++) {
			const char *bytes = reading->text->bytes;
			bool alone =
			    reading->citing->word_behind ||
			    ((at == 0 || bytes[at - 1] == ' ') &&
			     (bytes[at + length] == ' ' || (unsigned char)bytes[at] >= 0xD8));
			if (alone && memcmp(bytes + at, word, length) == 0)
				return true;
		}
	}
	return false;
}

/* ---- What belongs to a number ---- */

/* "…, Human Rights Council resolutions": a body that the next word has before it. */
static bool belongs_to_next(const struct reading *reading, size_t index)
{
	const struct found *body = &reading->found.at[index];
	return reading->citing->anew != NULL && index + 1 < reading->found.count &&
	       body[1].kind == FOUND_WORD && body[1].start - body->end <= 1;
}

/* "resolution 48/13 of the Human Rights Council": the body behind a number or its list. */
static const struct found *body_behind(const struct reading *reading, size_t index)
{
	const struct found_list *list = &reading->found;
	size_t end = list->at[index].end;
	for (size_t i = index + 1; i < list->count; i++) {
		const struct found *next = &list->at[i];
		if (next->kind == FOUND_BODY) {
			size_t at = end;
			const char *bytes = reading->text->bytes;
			while (at < next->start && strchr(" ,", bytes[at]) != NULL)
				at++;
			const char *words = reading->citing->of;
			const char *word;
			size_t length, rest = next->start - at;
			if (rest == 0)
				return belongs_to_next(reading, i) || at > end + 1 ? NULL : next;
			while ((length = drafting_alternative(&words, &word)) != 0)
				if (length <= rest && memcmp(bytes + at, word, length) == 0 &&
				    is_blank(reading, at + length, next->start))
					return next;
			return NULL;
		}
		if (next->kind == FOUND_WORD || next->kind == FOUND_SYMBOL ||
		    !joins(reading, end, next->start))
			return NULL;
		end = next->end;
	}
	return NULL;
}

/* The date behind a number; NULL when there is none. In Chinese it stands before. */
static const struct found *date_of(const struct reading *reading, size_t index)
{
	const struct found *number = &reading->found.at[index];
	if (reading->citing->word_behind) {
		for (size_t i = index; i-- > 0;) {
			const struct found *date = &reading->found.at[i];
			if (date->kind == FOUND_NUMBER || date->kind == FOUND_WORD)
				break;
			if (date->kind == FOUND_DATE)
				return date;
		}
		return NULL;
	}
	if (index + 1 >= reading->found.count)
		return NULL;
	const struct found *date = &reading->found.at[index + 1];
	size_t end = number->end;
	/* "resolution 48/13 of the Council of 8 October 2021" */
	if (date->kind == FOUND_BODY && index + 2 < reading->found.count &&
	    body_behind(reading, index) == date)
		end = date++->end;
	bool near = date->start - end <= LONGEST_DATE_GAP;
	return date->kind == FOUND_DATE && near && joins(reading, end, date->start) ? date : NULL;
}

/* The word whose numbers these are, or NULL. */
static const struct found *word_of(const struct reading *reading, size_t index)
{
	const struct found_list *list = &reading->found;
	if (reading->citing->word_behind)
		for (size_t i = index + 1; i < list->count; i++)
			if (list->at[i].kind == FOUND_WORD)
				return &list->at[i];
	for (size_t i = index; i-- > 0;)
		if (list->at[i].kind == FOUND_WORD)
			return &list->at[i];
	return NULL;
}

/* Whether a number goes on a list, or is the first one behind its word. */
static bool is_joined(const struct reading *reading, size_t index)
{
	size_t end = reading->found.at[index].start;
	bool quoted = reading->found.at[index].quoted;
	for (size_t i = index; i-- > 0;) {
		const struct found *before = &reading->found.at[i];
		if (before->quoted && !quoted)
			continue;
		if (!joins(reading, before->end, end))
			return false;
		end = before->start;
		if (before->kind == FOUND_WORD)
			return true;
		if (before->kind == FOUND_NUMBER)
			return reading->accepted[i];
		if (before->kind == FOUND_SYMBOL)
			return false;
	}
	return false;
}

/* In Chinese the word may be far behind, and "第…号" says that it is a number of a document. */
static bool is_numbered(const struct reading *reading, const struct found *number)
{
	static const char mark[] = "号", sign[] = "第";
	if (number->start >= sizeof sign - 1 &&
	    memcmp(reading->text->bytes + number->start - (sizeof sign - 1), sign,
		   sizeof sign - 1) == 0)
		return reading->citing->word_behind;
	size_t end = number->end;
	const struct buffer *text = reading->text;
	end += end < text->length && text->bytes[end] == ' ';
	return reading->citing->word_behind && text->length - end >= sizeof mark - 1 &&
	       memcmp(text->bytes + end, mark, sizeof mark - 1) == 0;
}

/* ---- Its body ---- */

/* "General Assembly resolution", "the Council, in its resolution": the body before the word. */
static const struct found *body_before(const struct reading *reading, const struct found *word)
{
	if (word == reading->found.at)
		return NULL;
	const struct found *body = word - 1;
	if (body->kind != FOUND_BODY)
		return NULL;
	size_t gap = word->start - body->end;
	if (is_blank(reading, body->end, word->start) && gap <= 2)
		return body;
	if (gap <= LONGEST_OWN_GAP &&
	    holds(reading, body->end, word->start, reading->citing->own) &&
	    !holds(reading, body->end, word->start, reading->citing->and))
		return body;
	if (reading->citing->anew == NULL || body->body != BODY_OTHER || gap > LONGEST_BODY_GAP ||
	    memchr(reading->text->bytes + body->end, ',', gap) != NULL)
		return NULL;
	/* "Commission on Narcotic Drugs resolution", not "Committee pursuant to resolution" */
	size_t last = word->start - 1;
	while (last > body->end && reading->text->bytes[last - 1] != ' ')
		last--;
	return holds(reading, last, word->start, reading->citing->anew) ? NULL : body;
}

/* The body named last before a place in the list of what was found. */
static enum citing_body last_body(const struct reading *reading, size_t index)
{
	for (size_t i = index; i-- > 0;)
		if (reading->found.at[i].kind == FOUND_BODY)
			return reading->found.at[i].body;
	return BODY_NONE;
}

/* "Supplement No. 53 (A/73/53), chap. IV, resolution 37/17": a report has its body's resolutions.
 */
static enum citing_body body_of_report(const struct reading *reading, const struct found *word)
{
	if (word == reading->found.at || word[-1].kind != FOUND_SYMBOL || word[-1].symbol == NULL ||
	    !joins(reading, word[-1].end, word->start))
		return BODY_NONE;
	const char *symbol = word[-1].symbol;
	unsigned session, supplement;
	if (sscanf(symbol, "A/%u/%u", &session, &supplement) == 2)
		return supplement == COUNCIL_SUPPLEMENT ? BODY_HUMAN_RIGHTS : BODY_NONE;
	return strncmp(symbol, "A/", 2) == 0 ? BODY_NONE : BODY_OTHER;
}

/* "人权理事会2021年10月8日第48/13号和第49/2号决议": the body stands before the list. */
static enum citing_body body_of_chinese(const struct reading *reading, size_t index)
{
	size_t end = reading->found.at[index].start;
	for (size_t i = index; i-- > 0;) {
		const struct found *before = &reading->found.at[i];
		if (before->kind == FOUND_WORD || !joins(reading, before->end, end))
			break;
		if (before->kind == FOUND_BODY)
			return before->body;
		if (before->kind == FOUND_SYMBOL)
			return body_of_report(reading, before + 1);
		end = before->start;
	}
	return BODY_NONE;
}

/* The body that the words give the number; BODY_NONE where they leave it open. */
static enum citing_body body_of(const struct reading *reading, size_t index,
				const struct found *word)
{
	const struct found *body = NULL;
	if (reading->citing->word_behind)
		return body_of_chinese(reading, index);
	body = body_behind(reading, index);
	for (size_t i = index; body == NULL && word != NULL && i-- > 0;) {
		const struct found *before = &reading->found.at[i];
		if (before == word)
			break;
		/* "resolutions of the Council 5/1 and 5/2": it stands right behind the word. */
		if (before->kind == FOUND_BODY && before == word + 1 &&
		    before->start - word->end <= LONGEST_OWN_GAP)
			body = before;
	}
	if (body == NULL && word != NULL)
		body = body_before(reading, word);
	return body != NULL ? body->body : word != NULL ? body_of_report(reading, word) : BODY_NONE;
}

/* ---- Its symbol ---- */

/* The years of the Assembly's special sessions, the first one in 1947. */
static const uint16_t special_years[] = {
	1947, 1948, 1961, 1963, 1967, 1974, 1975, 1978, 1978, 1978, 1980,
	1982, 1986, 1986, 1988, 1989, 1990, 1990, 1997, 1998, 1999, 1999,
	2000, 2000, 2001, 2001, 2002, 2005, 2014, 2016, 2020, 2021,
};

/* Whether the date of a number is one of that session of the Assembly. */
static bool fits_assembly(const struct found *number, const struct found *date)
{
	size_t specials = sizeof special_years / sizeof *special_years;
	if (number->special && date != NULL && number->symbol[0] == 'S') {
		if (number->first == 0 || number->first > specials)
			return date->year > special_years[specials - 1];
		return date->year == special_years[number->first - 1];
	}
	if (number->special)
		return true;
	uint32_t year = FIRST_YEAR + number->first;
	return date == NULL || date->year == year || date->year == year + 1;
}

/* Whether the date of a number is one of that session of the Human Rights Council. */
static bool fits_council(const struct found *number, const struct found *date)
{
	if (date == NULL || number->special || number->first == 0)
		return false;
	uint32_t year = FIRST_COUNCIL_YEAR + (number->first - 1) / 3;
	return date->year + 1 >= year && date->year <= year + 1;
}

/* The body of the number before in the same list. */
static enum citing_body body_of_list(const struct reading *reading, size_t index)
{
	while (index-- > 0 && reading->found.at[index].kind != FOUND_WORD)
		if (reading->found.at[index].kind == FOUND_NUMBER)
			return reading->bodies[index];
	return BODY_NONE;
}

/* Which body a number "48/13" is of. */
static enum citing_body modern_body(const struct reading *reading, size_t index,
				    enum citing_body body)
{
	const struct found *number = &reading->found.at[index];
	const struct found *date = date_of(reading, index);
	if (body == BODY_NONE && number->special)
		body = body_of_list(reading, index);
	bool possible = number->special || number->first >= FIRST_SESSION;
	bool proved = possible && !number->special && date != NULL && fits_assembly(number, date);
	switch (body) {
	case BODY_ASSEMBLY:
		return possible ? BODY_ASSEMBLY : BODY_OTHER;
	case BODY_NONE:
	case BODY_SECURITY:
	case BODY_ECONOMIC:
		if (possible && fits_assembly(number, date))
			return BODY_ASSEMBLY;
		if (number->special && number->symbol[0] == 'S' && !fits_assembly(number, date))
			return BODY_HUMAN_RIGHTS;
		body = last_body(reading, index);
		if (possible && fits_council(number, date))
			return BODY_HUMAN_RIGHTS;
		if (body == BODY_ASSEMBLY || body == BODY_NONE || body == BODY_SECURITY)
			return possible ? BODY_ASSEMBLY : BODY_OTHER;
		return body == BODY_COUNCIL ? BODY_HUMAN_RIGHTS : body;
	case BODY_COUNCIL:
		return proved ? BODY_ASSEMBLY : BODY_HUMAN_RIGHTS;
	case BODY_OTHER:
		return proved ? BODY_ASSEMBLY : BODY_OTHER;
	default:
		return body;
	}
}

static void modern_symbol(const struct reading *reading, size_t index, enum citing_body body,
			  bool decision, struct buffer *symbol)
{
	const struct found *number = &reading->found.at[index];
	body = modern_body(reading, index, body);
	reading->bodies[index] = body;
	switch (body) {
	case BODY_ASSEMBLY:
		if (decision && number->second < FIRST_DECISION && !number->special)
			return;
		decision = decision || number->second >= FIRST_DECISION + 100;
		buffer_add_format(symbol, "A/%s/%s", decision ? "DEC" : "RES", number->symbol);
		break;
	case BODY_HUMAN_RIGHTS:
		if (number->first > LAST_COUNCIL_SESSION)
			return;
		decision = decision || (number->second >= FIRST_COUNCIL_DECISION);
		buffer_add_format(symbol, "A/HRC/%s/%s", decision ? "DEC" : "RES", number->symbol);
		break;
	case BODY_ENVIRONMENT:
		if (!decision)
			buffer_add_format(symbol, "UNEP/EA.%u/RES.%u", (unsigned)number->first,
					  (unsigned)number->second);
		break;
	default:
		break;
	}
}

static void year_symbol(const struct reading *reading, size_t index, enum citing_body body,
			bool decision, struct buffer *symbol)
{
	const struct found *number = &reading->found.at[index];
	if (number->first < 1946 || number->first > 2199)
		return;
	if (body == BODY_NONE) {
		body = last_body(reading, index);
		if (body == BODY_OTHER)
			return;
	}
	if (body == BODY_COMMISSION)
		buffer_add_format(symbol, "E/CN.4/%s/%s", decision ? "DEC" : "RES", number->symbol);
	else if (body != BODY_OTHER && body != BODY_ENVIRONMENT)
		buffer_add_format(symbol, "E/%s/%s", decision ? "DEC" : "RES", number->symbol);
}

/* Only the Assembly writes the letters of its resolutions with a space. */
static void drop_spaces(struct buffer *symbol)
{
	size_t kept = 0;
	if (symbol->length == 0 || strncmp(symbol->bytes, "A/RES/", 6) == 0 ||
	    strncmp(symbol->bytes, "A/DEC/", 6) == 0)
		return;
	for (size_t i = 0; i < symbol->length; i++)
		if (symbol->bytes[i] != ' ')
			symbol->bytes[kept++] = symbol->bytes[i];
	symbol->length = kept;
	symbol->bytes[kept] = '\0';
}

/* Whether "1514 (XV)" can be the Assembly's: until the thirtieth session, in a year of its session.
 */
static bool is_early(const struct found *number, const struct found *date)
{
	struct buffer symbol = BUFFER_INIT, session = BUFFER_INIT;
	buffer_add_format(&symbol, "A/RES/%s", number->symbol);
	bool good = symbol_session(symbol.bytes, &session);
	if (good && isdigit((unsigned char)session.bytes[0])) {
		uint32_t count = (uint32_t)strtoul(session.bytes, NULL, 10);
		good = count < FIRST_SESSION && (date == NULL || date->year == FIRST_YEAR + count ||
						 date->year == FIRST_YEAR + count + 1);
	}
	buffer_release(&symbol);
	buffer_release(&session);
	return good;
}

/* Appends the number's symbol, or nothing when it is not known or the words name no document. */
static void number_symbol(const struct reading *reading, size_t index, struct buffer *symbol)
{
	const struct found *number = &reading->found.at[index];
	const struct found *word = word_of(reading, index);
	bool decision = word != NULL && word->decision;
	enum citing_body body = body_of(reading, index, word);
	switch (number->form) {
	case FORM_MODERN:
		modern_symbol(reading, index, body, decision, symbol);
		break;
	case FORM_YEAR:
		year_symbol(reading, index, body, decision, symbol);
		break;
	case FORM_EARLY:
		if (body == BODY_OTHER || decision ||
		    (body != BODY_ECONOMIC && !is_early(number, date_of(reading, index))))
			break;
		buffer_add_format(symbol, "%s/RES/%s", body == BODY_ECONOMIC ? "E" : "A",
				  number->symbol);
		break;
	case FORM_SECURITY:
		if (!decision)
			buffer_add_format(symbol, "S/RES/%s", number->symbol);
		break;
	}
	drop_spaces(symbol);
}

/* "76/251 of 28 February 2022 on the modalities and 76/258 on the Programme": a number far behind
 * the last one that is of the same session or the next. */
static bool is_near(const struct reading *reading, size_t index)
{
	const struct found *number = &reading->found.at[index];
	for (size_t i = index; i-- > 0;) {
		const struct found *before = &reading->found.at[i];
		if (before->kind == FOUND_WORD)
			break;
		if (before->kind == FOUND_NUMBER)
			return reading->accepted[i] && before->form == number->form &&
			       number->form == FORM_MODERN && number->first >= FIRST_SESSION &&
			       number->first >= before->first &&
			       number->first - before->first <= NEAR_SESSIONS;
	}
	return false;
}

/* Whether a number is one of a document at all. */
static bool names_document(const struct reading *reading, size_t index)
{
	const struct found *number = &reading->found.at[index];
	const struct found *word = word_of(reading, index);
	if (word == NULL)
		return number->form == FORM_MODERN && number->first >= FIRST_SESSION &&
		       date_of(reading, index) != NULL &&
		       fits_assembly(number, date_of(reading, index));
	return is_joined(reading, index) || date_of(reading, index) != NULL ||
	       is_near(reading, index) || is_numbered(reading, number) ||
	       number->form == FORM_SECURITY;
}

/* ---- Its words ---- */

static void add_cited(const struct reading *reading, size_t index, const struct folded *folded,
		      const char *symbol, struct cited *cited)
{
	const struct found *number = &reading->found.at[index];
	size_t start = number->start, end = number->end;
	const struct found *date = date_of(reading, index);
	const struct found *behind = body_behind(reading, index);
	if (index > 0 && reading->found.at[index - 1].kind == FOUND_BODY &&
	    joins(reading, reading->found.at[index - 1].end, start))
		start = reading->found.at[--index].start;
	if (index > 0 && reading->found.at[index - 1].kind == FOUND_WORD &&
	    joins(reading, reading->found.at[index - 1].end, start)) {
		const struct found *word = &reading->found.at[index - 1];
		const struct found *body = body_before(reading, word);
		start = body != NULL && is_blank(reading, body->end, word->start) ? body->start
										  : word->start;
	}
	if (date != NULL && date->start > end)
		end = date->end;
	else if (date != NULL && date->start < start && joins(reading, date->end, start))
		start = date->start;
	if (behind != NULL && behind->start >= end && behind == number + (date == NULL ? 1 : 2))
		end = behind->end;
	if (reading->citing->word_behind && number + 1 < reading->found.at + reading->found.count &&
	    number[1].kind == FOUND_WORD && joins(reading, number->end, number[1].start))
		end = number[1].end;
	*cited = (struct cited){ .symbol = symbol,
				 .start = folded->at[number->start],
				 .end = folded->at[number->end],
				 .whole_start = folded->at[start],
				 .whole_end = folded->at[end] };
}

/* A place in folded text may stand behind a space; the words end before it. */
static uint32_t trim_end(const char *text, uint32_t start, uint32_t end)
{
	while (end > start && (unsigned char)text[end - 1] <= ' ')
		end--;
	return end;
}

/* Most texts name none, which shows at once: a figure beside a stroke or a bracket. */
static bool may_cite(const char *text, size_t length)
{
	bool figure = false, mark = false;
	for (size_t i = 0; i < length && !(figure && mark); i++) {
		figure = figure || isdigit((unsigned char)text[i]);
		mark = mark || text[i] == '/' || text[i] == '(' || (unsigned char)text[i] == 0xEF;
	}
	return figure && mark;
}

struct cited_list citations_find(const struct language *language, const char *text, size_t length,
				 struct arena *arena)
{
	struct cited_list list = { NULL, 0 };
	if (!may_cite(text, length) || length > UINT32_MAX)
		return list;
	struct folded folded = FOLDED_INIT;
	struct buffer symbol = BUFFER_INIT;
	drafting_fold(&folded, text, length);
	struct reading reading = { .citing = &citing_rows[language - languages],
				   .text = &folded.text };
	citations_scan(language, text, length, &folded, arena, &reading.found);
	const size_t count = reading.found.count;
	reading.accepted = memory_array(count + 1, sizeof *reading.accepted);
	reading.bodies = memory_array(count + 1, sizeof *reading.bodies);
	list.at = arena_get(arena, (count + 1) * sizeof *list.at);
	for (size_t i = 0; i < count; i++) {
		const struct found *found = &reading.found.at[i];
		buffer_clear(&symbol);
		if (found->kind == FOUND_NUMBER && names_document(&reading, i)) {
			reading.accepted[i] = true;
			number_symbol(&reading, i, &symbol);
		} else if (found->kind == FOUND_SYMBOL) {
			buffer_add_text(&symbol, found->symbol);
		}
		if (symbol.length == 0)
			continue;
		struct cited *cited = &list.at[list.count++];
		add_cited(&reading, i, &folded, arena_text(arena, symbol.bytes, symbol.length),
			  cited);
		cited->end = trim_end(text, cited->start, cited->end);
		cited->whole_end = trim_end(text, cited->end, cited->whole_end);
		const struct cited *last = list.count > 1 ? cited - 1 : NULL;
		if (last != NULL && cited->whole_start < last->whole_end)
			cited->whole_start = cited->start;
	}
	free(reading.accepted);
	free(reading.bodies);
	free(reading.found.at);
	buffer_release(&symbol);
	folded_release(&folded);
	return list;
}

/* ---- The citations of a resolution ---- */

/* Citations of a clause, in order of their first places; those of footnotes behind. */
struct gathering {
	struct arena *arena;
	struct citation *at;
	size_t count, capacity;
};

static void gather(struct gathering *gathering, const char *symbol, uint32_t start, uint32_t length)
{
	for (size_t i = 0; i < gathering->count; i++)
		if (strcmp(gathering->at[i].symbol, symbol) == 0)
			return;
	gathering->at = memory_grow(gathering->at, &gathering->capacity, gathering->count + 1,
				    sizeof *gathering->at);
	gathering->at[gathering->count++] =
	    (struct citation){ .symbol = symbol, .start = start, .length = length };
}

/* Whether the words are those of a link, which knows better. */
static bool is_linked(const struct clause *clause, const struct cited *cited)
{
	for (size_t i = 0; i < clause->citation_count; i++) {
		const struct citation *link = &clause->citations[i];
		if (link->length != 0 && cited->start < link->start + link->length &&
		    link->start < cited->end)
			return true;
	}
	return false;
}

static void add_to_clause(const struct language *language, struct clause *clause,
			  struct gathering *gathering)
{
	struct arena scratch = ARENA_INIT;
	gathering->count = 0;
	for (size_t i = 0; i < clause->citation_count; i++) {
		gathering->at = memory_grow(gathering->at, &gathering->capacity,
					    gathering->count + 1, sizeof *gathering->at);
		gathering->at[gathering->count++] = clause->citations[i];
	}
	struct cited_list list =
	    citations_find(language, clause->text, strlen(clause->text), &scratch);
	for (size_t i = 0; i < list.count; i++)
		if (!is_linked(clause, &list.at[i]))
			gather(gathering, list.at[i].symbol, list.at[i].start,
			       list.at[i].end - list.at[i].start);
	for (size_t note = 0; note < clause->footnote_count; note++) {
		const char *text = clause->footnotes[note].text;
		list = citations_find(language, text, strlen(text), &scratch);
		for (size_t i = 0; i < list.count; i++)
			gather(gathering, list.at[i].symbol, 0, 0);
	}
	if (gathering->count != clause->citation_count) {
		struct citation *all = arena_get(gathering->arena, gathering->count * sizeof *all);
		memcpy(all, gathering->at, gathering->count * sizeof *all);
		for (size_t i = clause->citation_count; i < gathering->count; i++)
			all[i].symbol =
			    arena_text(gathering->arena, all[i].symbol, strlen(all[i].symbol));
		clause->citations = all;
		clause->citation_count = gathering->count;
	}
	arena_release(&scratch);
}

void citations_add(struct resolution *resolution)
{
	struct gathering gathering = { .arena = &resolution->arena };
	for (size_t i = 0; i < resolution->clause_count; i++)
		add_to_clause(resolution->language, &resolution->clauses[i], &gathering);
	free(gathering.at);
}
