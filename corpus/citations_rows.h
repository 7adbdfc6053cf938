/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_CITATIONS_ROWS_H
#define CORPUS_CITATIONS_ROWS_H

#include "base/language.h"
#include "base/memory.h"
#include "corpus/drafting_rows.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The words of citations in each language, and what citations_scan finds with them. As in
 * drafting_rows.h words are as drafting_fold leaves them, alternatives stand side by side with '|'
 * between them, the longer before the shorter one that it begins with.
 */

/* The bodies whose resolutions and decisions have numbers; of others the symbol is not known. */
enum citing_body {
	BODY_NONE,
	BODY_ASSEMBLY,
	BODY_SECURITY,
	BODY_ECONOMIC, /* Economic and Social Council */
	BODY_HUMAN_RIGHTS,
	BODY_ENVIRONMENT, /* United Nations Environment Assembly */
	BODY_COMMISSION,  /* on Human Rights, until 2006 */
	BODY_COUNCIL,     /* "the Council": which of them the number tells */
	BODY_OTHER,       /* any other commission, conference, committee … */
	BODY_COUNT
};

struct citing {
	/* The word before (in Chinese behind) the numbers. What begins so is the word: "резолюци".
	 */
	const char *resolution;
	const char *decision;
	const char *prefixes; /* what may be written together with it, in front: "ال" */
	const char *bodies[BODY_COUNT];
	/* Between a number or its date and the body that it belongs to: "of the", "del". */
	const char *of;
	/* Between a body and the word for what is its own: "in its resolution". */
	const char *own;
	/* Words that join a body with something else than its own resolution: "and". */
	const char *and;
	/* Words between the numbers of a list, besides numbers, dates, letters and punctuation. */
	const char *between;
	const char *quotes; /* quotation marks, opening and closing: "“”|«»" */
	/* Behind these words "resolution" begins anew: "Committee pursuant to resolution". Where
	 * none is given a body does not stand in front of the word. */
	const char *anew;
	bool word_behind; /* the word stands behind the numbers: "第77/37号决议" */
};
extern const struct citing citing_rows[LANGUAGE_COUNT]; /* as `languages` */

enum found_kind { FOUND_WORD, FOUND_BODY, FOUND_DATE, FOUND_NUMBER, FOUND_SYMBOL };
enum number_form {
	FORM_MODERN,   /* "77/37", "43/78 H", "S-32/1": a session and a number */
	FORM_YEAR,     /* "2006/46": a year and a number */
	FORM_EARLY,    /* "1514 (XV)": a number and a session */
	FORM_SECURITY, /* "2250 (2015)": a number and a year */
};

/* Something in a text that matters for its citations. */
struct found {
	enum found_kind kind;
	size_t start, end; /* bytes of the folded text */
	enum citing_body body;
	bool decision;         /* a word: "decision"; otherwise "resolution" */
	enum number_form form; /* a number */
	bool special;          /* … with "S-" or "ES-" */
	uint32_t first, second;
	uint32_t year;      /* a date */
	bool quoted;        /* stands between quotation marks */
	const char *symbol; /* of a symbol as it is; of a number behind the body's "A/RES/" */
};
struct found_list {
	struct found *at;
	size_t count, capacity;
};

/* Finds them in order of their places, none overlapping another. Symbols are in the arena. */
void citations_scan(const struct language *language, const char *text, size_t length,
		    const struct folded *folded, struct arena *arena, struct found_list *list);

/* ---- What belongs together (citations_parts.c) ---- */

/* Limits: so many things found are looked at on the way from a number to what belongs to it, and
 * so many in one text at all. */
enum { CITING_MOST_BETWEEN = 200, CITING_MOST_FOUND = 100000, CITING_LONGEST_QUOTE = 500 };

struct citing_text {
	const struct citing *citing;
	const struct buffer *text; /* folded */
	struct found_list found;
	bool *accepted;                /* of each found number: it names a document */
	enum citing_body *bodies;      /* … what the number is of, as far as that is known */
	const struct found **words;    /* … the word whose number it is; NULL: none */
	enum citing_body *last_bodies; /* … the body that is named last before it */
};
/* Fills the arrays, behind citations_scan; all are released with free(). */
void citing_prepare(struct citing_text *reading);
void citing_release(struct citing_text *reading);

/* Whether the text between two places is only what stands between the numbers of a list; whether
 * it is nothing but spaces, commas and semicolons. */
bool citing_joins(const struct citing_text *reading, size_t start, size_t end);
bool citing_blank(const struct citing_text *reading, size_t start, size_t end);

/* What belongs to a number, by its place in the list of what was found; NULL when there is none:
 * its date, the word ("resolution") whose number it is, the body behind it or its list. */
const struct found *citing_date(const struct citing_text *reading, size_t index);
const struct found *citing_word(const struct citing_text *reading, size_t index);
const struct found *citing_body_behind(const struct citing_text *reading, size_t index);
/* The body before a word: "General Assembly resolution", "the Council, in its resolution". */
const struct found *citing_body_before(const struct citing_text *reading, const struct found *word);

/* Whether a number goes on a list or is the first behind its word; whether it is marked as a
 * number of a document, as Chinese does: "第77/37号". */
bool citing_joined(const struct citing_text *reading, size_t index);
bool citing_numbered(const struct citing_text *reading, const struct found *number);

/* The body that the words give the number, BODY_NONE where they leave it open; and the body that is
 * named last before it, in whatever connection. */
enum citing_body citing_body_of(const struct citing_text *reading, size_t index,
				const struct found *word);
enum citing_body citing_last_body(const struct citing_text *reading, size_t index);

/* ---- Its symbol (citations_symbol.c) ---- */

/* Whether a number is one of a document at all. */
bool citing_names_document(const struct citing_text *reading, size_t index);
/* Appends the number's symbol, or nothing when it is not known. */
void citing_symbol(const struct citing_text *reading, size_t index, struct buffer *symbol);

/* Where a quotation that opens at this place of folded text ends, before `end`; 0 for none. */
size_t citations_quote_end(const struct citing *citing, const struct buffer *text, size_t at,
			   size_t end);

#endif
