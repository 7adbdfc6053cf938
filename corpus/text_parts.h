/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_TEXT_PARTS_H
#define CORPUS_TEXT_PARTS_H

#include "base/buffer.h"
#include "corpus/builder.h"
#include "corpus/drafting.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;

/*
 * The steps of the text reader, each in a file of its own:
 *   text_lines.c   bytes → lines: checked, composed, without comments
 *   text_marker.c  what stands at the start of a line: numbers, symbols, footnote marks
 *   text_blocks.c  lines → blocks: a clause, a heading, a footnote, a line of the header …
 *   text_joints.c  what a page break cut in two, and what is a heading
 *   text_inline.c  the words of a block without their markup, with citations and marks
 *   text_header.c  the blocks before the first clause → the resolution's fields
 *   text_reader.c  the other blocks → clauses
 */

/* A line of the file, without white space at its ends. */
struct text_line {
	const char *bytes;
	size_t length;
	uint32_t number; /* in the file, from 1 */
	uint32_t width;  /* columns; an ideograph has two */
	bool after_blank;
};

struct text_lines {
	struct buffer text;   /* what the lines point into */
	struct text_line *at; /* blank lines are left out */
	size_t count, capacity;
	uint32_t width; /* that lines are wrapped at */
};
#define TEXT_LINES_INIT                                                                            \
	{                                                                                          \
		BUFFER_INIT, NULL, 0, 0, 0                                                         \
	}

int text_lines_read(struct text_lines *lines, const char *name, const char *bytes, size_t length,
		    struct error *error);
void text_lines_release(struct text_lines *lines);

/* Lines whose first one is this width or more are not wrapped by hand: each is a paragraph. */
enum { TEXT_WIDEST_WRAP = 110 };

/* The printed number at the start of a line: "3." "(a)" "1 -" "㈠" "–"; emphasis may be around it.
 */
struct marker {
	size_t length;         /* bytes of the line up to the words; 0: there is none */
	size_t start, end;     /* where the number itself stands */
	enum number_kind kind; /* as read without knowing its siblings */
	uint32_t value;
	char shape; /* '.' for "3." "3 -", ')' for "(a)" "a)", '-' for a dash, '\'' for ‘1’ */
};
struct marker text_marker(const struct language *language, const char *line, size_t length);

/* Copies a number without backslashes and marks of emphasis, as drafting_number takes it. */
enum { TEXT_NUMBER_BYTES = 40 };
void text_copy_number(char printed[TEXT_NUMBER_BYTES], const char *line, size_t start, size_t end);

/* '4' for "⁴", '\0' for what is no raised digit. */
char text_superscript(uint32_t character);

/* The character before `end`, which is not 0; *start gets where it begins. */
uint32_t text_character_before(const char *text, size_t end, size_t *start);

/* Whether bytes can be a footnote's mark: one word, without spaces and controls, that leaves room
 * for a NUL in TEXT_MARK_BYTES. */
enum { TEXT_MARK_BYTES = 16 };
bool text_is_mark(const char *bytes, size_t length);

/* Length of a footnote's mark at the start of a line, "¹ " "[^1]: " "\* "; 0: it is no footnote.
 * *mark gets the mark in plain characters. */
size_t text_footnote_mark(const char *line, size_t length, char mark[TEXT_MARK_BYTES]);

/* The highest number among the raised footnote marks of a line; 0 when it has none. */
unsigned text_highest_mark(const char *line, size_t length);

/* Length of a resolution's symbol at the start of a line, "78/16." "A/RES/ES-11/1"; 0 for none.
 * Its normal form is appended to *symbol. */
size_t text_symbol(const char *line, size_t length, struct buffer *symbol);

/* A line that belongs to the page: "2/5", "A/RES/78/16", "23-24434 (E)", "* * *". */
bool text_is_furniture(const char *line, size_t length);

/* The number of a section or lettered part that is all of the line: "II", "**B.**", "三". */
bool text_section(const struct language *language, const char *line, size_t length,
		  struct marker *marker);

/* Whether the words end as a clause does: with a comma, a semicolon, a full stop …, whatever
 * footnote marks, emphasis and closing quotation marks stand behind it. */
bool text_is_complete(const char *text, size_t length);
/* The character that says so: ',' ';' ':' '.' for those of any script, 0 for none. */
char text_last_stop(const char *text, size_t length);

/* "and", "or", "y", "и" …: something must follow. */
bool text_ends_with_conjunction(const char *text, size_t length);

enum block_kind {
	BLOCK_TEXT,    /* a clause or a part of one */
	BLOCK_HEADING, /* "## …", "**…**", or a short line without a stop at its end */
	BLOCK_TABLE,   /* rows, '\n' between them */
	BLOCK_FOOTNOTE,
	BLOCK_SECTION, /* "II", "B" alone on a line */
	BLOCK_ANNEX,
	BLOCK_FORMULA,
	BLOCK_SESSION,
	BLOCK_AGENDA,
	BLOCK_ADOPTION,
	BLOCK_REPORT,
	BLOCK_TITLE,  /* "78/16. Title" */
	BLOCK_SYMBOL, /* "A/RES/78/16" alone, in the header */
	BLOCK_MEETING,
	BLOCK_DATE, /* a date alone on a line */
	BLOCK_GONE, /* joined to another one */
};

struct block {
	enum block_kind kind;
	struct buffer text; /* with its markup, without its number or mark */
	struct marker marker;
	char number[TEXT_NUMBER_BYTES]; /* the marker as printed: "3." "(a)"; a footnote's mark: "4"
					 */
	uint32_t line;
	bool after_page; /* a line of the page stood before it */
	bool emphasised; /* begins with a mark of emphasis: an opening verb, surely */
};

struct blocks {
	struct block *at;
	size_t count, capacity;
	size_t body; /* the first block behind the header */
	bool has_formula;
};
#define BLOCKS_INIT                                                                                \
	{                                                                                          \
		NULL, 0, 0, 0, false                                                               \
	}

/* STATUS_LIMIT when there are more blocks than any resolution has. */
int text_blocks_read(struct blocks *blocks, const struct text_lines *lines,
		     const struct language *language, const char *name, struct error *error);
void text_blocks_release(struct blocks *blocks);

/* Whether the text begins with words that clauses open with, large or small as the language has it.
 */
bool text_opens_clause(const struct language *language, const char *text, size_t length);

/* Puts words behind a text, with a space where one is wanted. */
void text_join(const struct language *language, struct buffer *text, const char *words,
	       size_t length);

/* Makes clauses whole again that a page break or a footnote cut in two. */
void text_join_broken(struct blocks *blocks, const struct language *language);

/* Makes headings of short texts without a stop at their end, and of emphasised ones. */
void text_find_headings(struct blocks *blocks, const struct language *language);

/* The words of a block. Everything is good until the next call with the same struct. */
struct inline_text {
	struct buffer text; /* as resolution.h promises */
	size_t verb_length; /* of the emphasised words at the start; 0 for none */
	struct inline_link {
		uint32_t start, length; /* where the words stand in text */
		const char *target;     /* points into what was read */
		size_t target_length;
	} * links;
	size_t link_count, link_capacity;
	char (*marks)[TEXT_MARK_BYTES]; /* of footnotes */
	size_t mark_count, mark_capacity;
};
#define INLINE_TEXT_INIT                                                                           \
	{                                                                                          \
		BUFFER_INIT, 0, NULL, 0, 0, NULL, 0, 0                                             \
	}

void text_inline(struct inline_text *words, const char *text, size_t length, bool keep_lines);
void text_inline_release(struct inline_text *words);

/* The symbol a link cites: from its words, else from its address. False when there is none. */
bool text_link_symbol(const struct inline_text *words, const struct inline_link *link,
		      struct buffer *symbol);

/* Fills in the resolution's fields from the blocks before the first clause; *title gets the place
 * of the block with the title, blocks->count when there is none. */
void text_header_read(struct resolution *resolution, struct blocks *blocks, size_t *title);

#endif
