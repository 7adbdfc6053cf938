/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_OUTLINE_H
#define CORPUS_OUTLINE_H

#include "corpus/builder.h"
#include "corpus/drafting.h"

/*
 * From a flat row of headings, paragraphs and tables to the labels of the clauses.
 *
 * What a resolution prints is a row of numbers: "1." "2." "(a)" "(i)" "(ii)" "(b)" "3.", headings
 * "II" or "Article 4" that let the numbers begin anew, paragraphs without a number. The outline
 * finds out what stands below what, and in the end, when it knows whether numbers began anew,
 * writes the labels. All that it goes by is numbers and order, never words, so the same resolution
 * gets the same labels in every language.
 *
 * One outline is open for one "stretch": the body of a resolution, one lettered part of it, or one
 * annex. Labels within a stretch, behind its prefix:
 *     PP4       fourth preambular paragraph
 *     OP3       operative paragraph 3; in an annex just "3"
 *     OP1       the first paragraph without a number, in a body or section that has no numbers
 *     P2        the second paragraph without a number, where others have one, and in annexes
 *     OP3(a)(i) points; a list without numbers counts (1), (2)
 *     OP3/Table a table below paragraph 3; "Table" before the first paragraph
 * If paragraph numbers begin anew under numbered headings, all labels of the stretch have the
 * headings' numbers in front: "II/PP1", "II/A/OP7"; articles of an annex, which are counted through
 * its parts, stand alone: "4/1(a)" is paragraph 1 (a) of article 4.
 */

enum { OUTLINE_MAX_PREFIX = 32 };

struct outline {
	struct builder *builder; /* not owned */
	char prefix[OUTLINE_MAX_PREFIX];
	enum part part; /* PART_OPERATIVE or PART_ANNEX */
	struct outline_entry *entries;
	size_t entry_count, entry_capacity;
	struct outline_section *sections;
	size_t section_count, section_capacity;
	size_t section;                 /* the one that is open */
	bool began;                     /* there was a paragraph 1 */
	bool restarts;                  /* … and another one at the start of a later section */
	uint32_t number;                /* of the last paragraph with a number */
	uint32_t preambles, unnumbered; /* paragraphs of the kind in the whole stretch */
	bool has_numbers;
	struct outline_paragraph {
		enum { PARAGRAPH_PREAMBLE, PARAGRAPH_NUMBERED, PARAGRAPH_UNNUMBERED } kind;
		uint32_t value;   /* its number, or its place among its like in the section … */
		uint32_t overall; /* … and in the whole stretch */
		const char *printed; /* its number */
	} paragraph;                 /* the last one */
	uint32_t paragraph_count;
	struct outline_level { /* it, and the lists open below it */
		int style;
		uint32_t last;  /* value of its last number */
		uint32_t count; /* of its points so far */
		unsigned nesting;
		const char *printed;
	} levels[BUILDER_MAX_LEVELS];
	size_t depth;
};

/* Starts a stretch. `prefix` is "" or ends with '/'; a longer one than there is room for is cut. */
void outline_open(struct outline *outline, struct builder *builder, enum part part,
		  const char *prefix);

/*
 * A heading. `number` is its printed number where the file marks it, "" where not: then a number at
 * its start ("II. Scope", "II") or end ("Article 4") is looked for. True when there is one.
 */
bool outline_heading(struct outline *outline, const char *number, const char *text);

/* True when the line, as a heading, has a number. */
bool outline_is_section(const struct language *language, const char *text);

/*
 * The clause that the builder has just got is a paragraph or a point with this printed number (""
 * for none). `nesting` is how many lists the file itself puts around it; 0 when it does not tell.
 */
void outline_clause(struct outline *outline, const char *number, unsigned nesting);

/* The clause that the builder has just got is a table. */
void outline_table(struct outline *outline);

/*
 * The clause of the last paragraph, if that is preambular, by its number in the resolution; 0 when
 * it is not (clause 0 is the title). outline_promote makes it and its points operative after all.
 */
size_t outline_last_preamble(const struct outline *outline);
void outline_promote(struct outline *outline);

/* The last clause is taken back. */
void outline_drop(struct outline *outline);

/* True as long as no operative paragraph, with or without a number, has come in this section. */
bool outline_before_numbers(const struct outline *outline);

/* Writes the labels of the stretch and gives its memory back; without labels: outline_release. */
void outline_close(struct outline *outline);
void outline_release(struct outline *outline);

/*
 * The length of the number that a paragraph begins with, as "3. ", "(a) ", "b) ", "1 - ", "’2‘ ",
 * "(一)", "四、", "• ", with the space behind it; 0 when it begins with a word.
 */
size_t outline_number(const struct language *language, const char *text, size_t length);

/* The same for a bare number that comes next and has lost its point: "18 Decides …" behind 17. */
size_t outline_next_number(const struct outline *outline, const char *text, size_t length);

/* True for numbers of top-level paragraphs: "3." "12 -" "四、", not "(3)" or "a)". */
bool outline_is_paragraph_number(const struct language *language, const char *printed);

/*
 * What outline.c itself needs (outline_numbers.c): the number of a section as the markup has it, or
 * as its heading does, 0 for none; of a paragraph, which is `expected` if there is a choice, 0 for
 * none; "1.2" of "1.2" and "1-2-"; whether there is a bracket behind a number.
 */
enum { OUTLINE_MAX_SECTION = 200 };
uint32_t outline_section_number(const struct language *language, const char *text, size_t length,
				enum number_kind *kind);
uint32_t outline_find_section(const struct language *language, const char *text,
			      enum number_kind *kind);
uint32_t outline_paragraph_number(const struct language *language, const char *printed,
				  uint32_t expected);
/* "1.2" and "1-2-" are dotted numbers; appended as "1.2". */
bool outline_is_dotted(const char *printed);
bool outline_add_dotted(struct buffer *label, const char *printed);
bool outline_has_bracket(const char *printed);

#endif
