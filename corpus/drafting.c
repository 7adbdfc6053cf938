/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/drafting.h"

#include "base/utf8.h"
#include "corpus/drafting_keys.h"
#include "corpus/drafting_rows.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum {
	LONGEST_LINE = 400,   /* bytes of a line that is looked at: headings are shorter */
	LONGEST_VERB = 200,   /* bytes of a clause in which its opening verb ends */
	LINES_FOR_VERBS = 64, /* lines that vote for a language by how they open */
	MOST_LINES = 5000,    /* lines that are looked at for a language: the formula comes early */
	LONGEST_FORMULA = 120, /* bytes of its line, markup included */
};

static const char *find(const char *text, size_t length, const char *word, size_t word_length)
{
	return length == 0 || word_length == 0 ? NULL : memmem(text, length, word, word_length);
}

/* One alternative of a pattern, "^…" "…$" "^…$" or "…", against a folded line. */
static bool pattern_matches(const char *pattern, size_t length, const struct buffer *line)
{
	bool at_start = length != 0 && pattern[0] == '^';
	bool at_end = length != 0 && pattern[length - 1] == '$';
	const char *word = pattern + at_start;
	size_t word_length = length - at_start - at_end;
	if (word_length == 0 || word_length > line->length)
		return false;
	if (at_start && at_end && word_length != line->length)
		return false;
	if (at_start)
		return memcmp(line->bytes, word, word_length) == 0;
	if (at_end)
		return memcmp(line->bytes + line->length - word_length, word, word_length) == 0;
	return find(line->bytes, line->length, word, word_length) != NULL;
}

static bool any_matches(const char *patterns, const struct buffer *line)
{
	const char *start;
	size_t length;
	while ((length = drafting_alternative(&patterns, &start)) != 0)
		if (pattern_matches(start, length, line))
			return true;
	return false;
}

/* Folds a line and takes off what may stand around it: brackets, the commas at its end. */
static void fold_line(struct folded *folded, const char *line, size_t length)
{
	drafting_fold(folded, line, length);
	struct buffer *text = &folded->text;
	while (text->length != 0 && strchr("],. ", text->bytes[text->length - 1]) != NULL)
		text->length--;
	size_t start = 0;
	while (start < text->length && strchr("[# ", text->bytes[start]) != NULL)
		start++;
	if (start != 0) {
		memmove(text->bytes, text->bytes + start, text->length - start);
		memmove(folded->at, folded->at + start,
			(text->length - start + 1) * sizeof *folded->at);
		text->length -= start;
	}
}

static bool is_formula(const struct drafting *row, const struct buffer *line)
{
	return strlen(row->formula) == line->length &&
	       memcmp(row->formula, line->bytes, line->length) == 0;
}

bool drafting_is_formula(const struct language *language, const char *line, size_t length)
{
	if (length > LONGEST_FORMULA)
		return false;
	struct folded folded = FOLDED_INIT;
	fold_line(&folded, line, length);
	bool is = is_formula(drafting_row(language), &folded.text);
	folded_release(&folded);
	return is;
}

/* "Annex", "Annex II", "Annex B": the word and, if anything, a number behind it. */
static bool is_annex(const struct language *language, const struct drafting *row,
		     const struct buffer *line)
{
	const char *words = row->annex;
	const char *word;
	size_t length;
	while ((length = drafting_alternative(&words, &word)) != 0) {
		if (length > line->length || memcmp(line->bytes, word, length) != 0)
			continue;
		const char *behind = line->bytes + length;
		size_t left = line->length - length;
		if (left == 0)
			return true;
		if (behind[0] == ' ')
			behind++, left--;
		else if ((unsigned char)behind[0] < 0x80)
			continue;
		char number[64];
		enum number_kind kind;
		if (left == 0 || left >= sizeof number)
			continue;
		memcpy(number, behind, left);
		number[left] = '\0';
		/* "المرفق الأول": the ordinals of Arabic are words, with the article before them */
		if (drafting_number(language, number, 1, &kind) != 0 ||
		    (strcmp(language->code, "ar") == 0 &&
		     strncmp(number, "ال", strlen("ال")) == 0 && memchr(behind, ' ', left) == NULL))
			return true;
	}
	return false;
}

static const char *patterns_of(const struct drafting *row, enum drafting_line kind)
{
	switch (kind) {
	case LINE_SESSION:
		return row->session;
	case LINE_AGENDA:
		return row->agenda;
	case LINE_ADOPTION:
		return row->adoption;
	case LINE_REPORT:
		return row->report;
	case LINE_MEETING:
		return row->meeting;
	case LINE_ANNEX:
		break;
	}
	return "";
}

bool drafting_is(const struct language *language, enum drafting_line kind, const char *line,
		 size_t length)
{
	if (length > LONGEST_LINE)
		return false;
	const struct drafting *row = drafting_row(language);
	struct folded folded = FOLDED_INIT;
	fold_line(&folded, line, length);
	bool is = kind == LINE_ANNEX ? is_annex(language, row, &folded.text)
				     : any_matches(patterns_of(row, kind), &folded.text);
	folded_release(&folded);
	return is;
}

unsigned drafting_committee(const struct language *language, const char *text, size_t length,
			    size_t *start, size_t *end)
{
	const struct drafting *row = drafting_row(language);
	struct folded folded = FOLDED_INIT;
	drafting_fold(&folded, text, length);
	unsigned found = 0;
	size_t first = folded.text.length;
	size_t found_length = 0;
	for (unsigned i = 0; i < DRAFTING_COMMITTEES; i++) {
		const char *names = row->committees[i];
		const char *name;
		size_t name_length;
		while ((name_length = drafting_alternative(&names, &name)) != 0) {
			const char *place =
			    find(folded.text.bytes, folded.text.length, name, name_length);
			size_t at = place == NULL ? first : (size_t)(place - folded.text.bytes);
			/* The alternatives are sorted: the long name comes before its beginning. */
			if (at >= first)
				continue;
			found = i + 1;
			first = at;
			found_length = name_length;
		}
	}
	if (found != 0 && start != NULL)
		*start = folded.at[first];
	if (found != 0 && end != NULL)
		*end = folded.at[first + found_length];
	folded_release(&folded);
	return found;
}

/* A letter in brackets behind an agenda item: "(b)" "b)" "(ب)" "(أ أ)". Moves *at behind it. */
static uint32_t agenda_letter(const struct language *language, const struct buffer *line,
			      size_t *at)
{
	size_t start = *at;
	while (start < line->length && (line->bytes[start] == ' ' || line->bytes[start] == '('))
		start++;
	const char *close = memchr(line->bytes + start, ')', line->length - start);
	if (close == NULL)
		return 0;
	size_t end = (size_t)(close - line->bytes);
	uint32_t value = drafting_letter(language, line->bytes + start, end - start);
	if (value != 0)
		*at = end + 1;
	return value;
}

static bool is_digit(const struct buffer *text, size_t at)
{
	return at < text->length && text->bytes[at] >= '0' && text->bytes[at] <= '9';
}

void drafting_agenda(const struct language *language, const char *line, size_t length,
		     struct buffer *items)
{
	struct folded folded = FOLDED_INIT;
	drafting_fold(&folded, line, length);
	const struct buffer *text = &folded.text;
	bool any = false;
	for (size_t at = 0; at < text->length;) {
		size_t start = at;
		while (is_digit(text, at))
			at++;
		if (at == start) {
			at++;
			continue;
		}
		buffer_add_text(items, any ? ", " : "");
		buffer_add(items, text->bytes + start, at - start);
		any = true;
		uint32_t letter = agenda_letter(language, text, &at);
		if (letter == 0)
			continue;
		buffer_add_text(items, " (");
		for (uint32_t i = 0; i <= (letter - 1) / 26; i++)
			buffer_add_byte(items, (char)('a' + (letter - 1) % 26));
		buffer_add_byte(items, ')');
	}
	folded_release(&folded);
}

bool drafting_ends_word(const struct buffer *text, size_t at)
{
	if (at >= text->length)
		return true;
	uint32_t next = utf8_next(text->bytes, text->length, &at);
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)next);
	return category < UTF8PROC_CATEGORY_LU || category > UTF8PROC_CATEGORY_NO;
}

/* The last row of the table that does not come after these words; NULL: all come after. */
static const char *last_opening(const struct openings *openings, const char *words, size_t length)
{
	size_t low = 0;
	size_t high = openings->count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		const char *row = openings->words[middle] + 2;
		int order = strncmp(row, words, length);
		if (order < 0 || (order == 0 && row[length] == '\0'))
			low = middle + 1;
		else
			high = middle;
	}
	return low == 0 ? NULL : openings->words[low - 1];
}

/*
 * The longest opening at the start of a folded text; *end is behind it. All rows that the text
 * starts with also start the last row that does not come after the text, so they are no longer
 * than what these two share.
 */
static const char *longest_opening(const struct language *language, const struct buffer *text,
				   size_t *end)
{
	const struct openings *openings = &drafting_openings[language - languages];
	/* Chinese has no spaces: there an opening may end at every character. */
	bool spaced = strcmp(language->code, "zh") != 0;
	const char *row;
	size_t length = text->length;
	while (length > 0 && (row = last_opening(openings, text->bytes, length)) != NULL) {
		size_t shared = 0;
		while (shared < length && row[2 + shared] == text->bytes[shared])
			shared++;
		bool whole = row[2 + shared] == '\0';
		if (whole && (!spaced || drafting_ends_word(text, shared))) {
			*end = shared;
			return row;
		}
		length = whole ? shared - 1 : shared;
	}
	return NULL;
}

size_t drafting_opening(const struct language *language, const char *text, size_t length,
			unsigned *places)
{
	struct folded folded = FOLDED_INIT;
	size_t end = 0;
	size_t used = 0;
	drafting_fold(&folded, text, length < LONGEST_VERB ? length : LONGEST_VERB);
	const char *row = longest_opening(language, &folded.text, &end);
	*places = 0;
	if (row != NULL) {
		*places = row[0] == 'b'   ? OPENS_PREAMBLE | OPENS_OPERATIVE
			  : row[0] == 'p' ? OPENS_PREAMBLE
					  : OPENS_OPERATIVE;
		used = folded.at[end];
	}
	folded_release(&folded);
	return used;
}

size_t drafting_verb(const struct language *language, const char *text, size_t length)
{
	unsigned places;
	return drafting_opening(language, text, length, &places);
}

/* What a text tells of its language. Each is the first language that was seen so. */
struct signs {
	const struct language *adoption, *session;
	unsigned verbs[LANGUAGE_COUNT];
	unsigned verb_lines;
};

/* Looks at a line; returns the language when it has the formula. */
static const struct language *read_signs(const struct buffer *line, struct signs *signs)
{
	size_t at = 0;
	if (line->length == 0)
		return NULL;
	while (at < line->length && strchr("0123456789.()-# ", line->bytes[at]) != NULL)
		at++;
	const struct buffer words = { line->bytes + at, line->length - at, 0 };
	bool votes = words.length != 0 && signs->verb_lines < LINES_FOR_VERBS;
	signs->verb_lines += votes;
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		const struct drafting *row = &drafting_rows[i];
		size_t end;
		if (is_formula(row, line))
			return &languages[i];
		if (signs->adoption == NULL && any_matches(row->adoption, line))
			signs->adoption = &languages[i];
		if (signs->session == NULL && any_matches(row->session, line))
			signs->session = &languages[i];
		if (votes && longest_opening(&languages[i], &words, &end) != NULL)
			signs->verbs[i]++;
	}
	return NULL;
}

/* The language that most lines open in, unless two have as many. */
static const struct language *most_verbs(const struct signs *signs)
{
	const struct language *most = NULL;
	unsigned votes = 0;
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		if (signs->verbs[i] > votes) {
			votes = signs->verbs[i];
			most = &languages[i];
		} else if (signs->verbs[i] == votes) {
			most = NULL;
		}
	}
	return most;
}

const struct language *drafting_language(const char *text, size_t length)
{
	struct signs signs = { 0 };
	const struct language *language = NULL;
	struct folded folded = FOLDED_INIT;
	size_t lines = 0;
	for (size_t start = 0; start < length && language == NULL && lines < MOST_LINES;) {
		if (text[start] == '\n') {
			start++;
			continue;
		}
		lines++;
		const char *newline = memchr(text + start, '\n', length - start);
		size_t end = newline == NULL ? length : (size_t)(newline - text);
		size_t looked_at = end - start < LONGEST_LINE ? end - start : LONGEST_LINE;
		fold_line(&folded, text + start, looked_at);
		language = read_signs(&folded.text, &signs);
		start = end + 1;
	}
	folded_release(&folded);
	if (language != NULL)
		return language;
	if (signs.adoption != NULL)
		return signs.adoption;
	return signs.session != NULL ? signs.session : most_verbs(&signs);
}
