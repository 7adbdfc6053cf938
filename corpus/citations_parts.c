/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/citations_rows.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	LONGEST_GAP = 400,       /* bytes between two numbers of a list */
	LONGEST_DATE_GAP = 40,   /* … between a number and its date: "of", "المؤرخ" */
	LONGEST_BODY_GAP = 60,   /* … between a body and "resolution" */
	LONGEST_OWN_GAP = 26,    /* … between a body and "its resolution": ", in its" */
	COUNCIL_SUPPLEMENT = 53, /* of the Official Records: "A/73/53" is the Council's report */
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
bool citing_joins(const struct citing_text *reading, size_t start, size_t end)
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

bool citing_blank(const struct citing_text *reading, size_t start, size_t end)
{
	for (; start < end; start++)
		if (strchr(" ,;", reading->text->bytes[start]) == NULL)
			return false;
	return true;
}

/* Whether text between two places holds one of these words. */
static bool holds(const struct citing_text *reading, size_t start, size_t end, const char *words)
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
static bool belongs_to_next(const struct citing_text *reading, size_t index)
{
	const struct found *body = &reading->found.at[index];
	return reading->citing->anew != NULL && index + 1 < reading->found.count &&
	       body[1].kind == FOUND_WORD && body[1].start - body->end <= 1;
}

/* "resolution 48/13 of the Human Rights Council": the body behind a number or its list. */
const struct found *citing_body_behind(const struct citing_text *reading, size_t index)
{
	const struct found_list *list = &reading->found;
	size_t end = list->at[index].end;
	for (size_t i = index + 1; i < list->count && i - index < CITING_MOST_BETWEEN; i++) {
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
				    citing_blank(reading, at + length, next->start))
					return next;
			return NULL;
		}
		if (next->kind == FOUND_WORD || next->kind == FOUND_SYMBOL ||
		    !citing_joins(reading, end, next->start))
			return NULL;
		end = next->end;
	}
	return NULL;
}

/* The date behind a number; NULL when there is none. In Chinese it stands before. */
const struct found *citing_date(const struct citing_text *reading, size_t index)
{
	const struct found *number = &reading->found.at[index];
	if (reading->citing->word_behind) {
		for (size_t i = index; i-- > 0 && index - i < CITING_MOST_BETWEEN;) {
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
	    citing_body_behind(reading, index) == date)
		end = date++->end;
	bool near = date->start - end <= LONGEST_DATE_GAP;
	return date->kind == FOUND_DATE && near && citing_joins(reading, end, date->start) ? date
											   : NULL;
}

const struct found *citing_word(const struct citing_text *reading, size_t index)
{
	return reading->words[index];
}

void citing_prepare(struct citing_text *reading)
{
	const struct found_list *list = &reading->found;
	const struct found *word = NULL;
	enum citing_body body = BODY_NONE;
	reading->accepted = memory_array(list->count, sizeof *reading->accepted);
	reading->bodies = memory_array(list->count, sizeof *reading->bodies);
	reading->words = memory_array(list->count, sizeof *reading->words);
	reading->last_bodies = memory_array(list->count, sizeof *reading->last_bodies);
	for (size_t i = 0; i < list->count; i++) {
		reading->words[i] = word;
		reading->last_bodies[i] = body;
		if (list->at[i].kind == FOUND_WORD)
			word = &list->at[i];
		if (list->at[i].kind == FOUND_BODY)
			body = list->at[i].body;
	}
	word = NULL;
	for (size_t i = list->count; i-- > 0 && reading->citing->word_behind;) {
		if (word != NULL)
			reading->words[i] = word;
		if (list->at[i].kind == FOUND_WORD)
			word = &list->at[i];
	}
}

void citing_release(struct citing_text *reading)
{
	free(reading->accepted);
	free(reading->bodies);
	free(reading->words);
	free(reading->last_bodies);
	free(reading->found.at);
}

/* Whether a number goes on a list, or is the first one behind its word. */
bool citing_joined(const struct citing_text *reading, size_t index)
{
	size_t end = reading->found.at[index].start;
	bool quoted = reading->found.at[index].quoted;
	for (size_t i = index; i-- > 0 && index - i < CITING_MOST_BETWEEN;) {
		const struct found *before = &reading->found.at[i];
		if (before->quoted && !quoted)
			continue;
		if (!citing_joins(reading, before->end, end))
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
bool citing_numbered(const struct citing_text *reading, const struct found *number)
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
const struct found *citing_body_before(const struct citing_text *reading, const struct found *word)
{
	if (word == reading->found.at)
		return NULL;
	const struct found *body = word - 1;
	if (body->kind != FOUND_BODY)
		return NULL;
	size_t gap = word->start - body->end;
	if (citing_blank(reading, body->end, word->start) && gap <= 2)
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
enum citing_body citing_last_body(const struct citing_text *reading, size_t index)
{
	return reading->last_bodies[index];
}

/* "Supplement No. 53 (A/73/53), chap. IV, resolution 37/17": a report has its body's resolutions.
 */
static enum citing_body body_of_report(const struct citing_text *reading, const struct found *word)
{
	if (word == reading->found.at || word[-1].kind != FOUND_SYMBOL || word[-1].symbol == NULL ||
	    !citing_joins(reading, word[-1].end, word->start))
		return BODY_NONE;
	const char *symbol = word[-1].symbol;
	unsigned session, supplement;
	if (sscanf(symbol, "A/%u/%u", &session, &supplement) == 2)
		return supplement == COUNCIL_SUPPLEMENT ? BODY_HUMAN_RIGHTS : BODY_NONE;
	return strncmp(symbol, "A/", 2) == 0 ? BODY_NONE : BODY_OTHER;
}

/* "人权理事会2021年10月8日第48/13号和第49/2号决议": the body stands before the list. */
static enum citing_body body_of_chinese(const struct citing_text *reading, size_t index)
{
	size_t end = reading->found.at[index].start;
	for (size_t i = index; i-- > 0 && index - i < CITING_MOST_BETWEEN;) {
		const struct found *before = &reading->found.at[i];
		if (before->kind == FOUND_WORD || !citing_joins(reading, before->end, end))
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
enum citing_body citing_body_of(const struct citing_text *reading, size_t index,
				const struct found *word)
{
	const struct found *body = NULL;
	if (reading->citing->word_behind)
		return body_of_chinese(reading, index);
	body = citing_body_behind(reading, index);
	/* "resolutions of the Council 5/1 and 5/2": it stands right behind the word, before the
	 * number. */
	if (body == NULL && word != NULL && word[1].kind == FOUND_BODY &&
	    word[1].start - word->end <= LONGEST_OWN_GAP)
		body = word + 1;
	if (body == NULL && word != NULL)
		body = citing_body_before(reading, word);
	return body != NULL ? body->body : word != NULL ? body_of_report(reading, word) : BODY_NONE;
}
