/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_AKN_H
#define CORPUS_AKN_H

#include "corpus/builder.h"
#include "corpus/outline.h"
#include "corpus/reader.h"

/*
 * The reader of AKN4UN, from the inside. Files come through in one pass:
 *     akn_elements.c the elements by name
 *     akn_reader.c   elements and their order; stops at errors and limits
 *     akn_text.c     a run of text with its links, footnotes and emphasis, from markup to words
 *     akn_lines.c    what a run of text is, where the markup does not say or says it wrongly
 *     akn_body.c     runs of text -> clauses
 *     akn_meta.c     everything else that a resolution has
 * Akoma Ntoso for the United Nations System (AKN4UN) is a profile of OASIS LegalDocML 1.0.
 */

/* The elements that mean something here; text in all others is read as if they were not there. */
enum akn_element {
	EL_OTHER,
	EL_A,
	EL_AKOMA_NTOSO,
	EL_AUTHORIAL_NOTE,
	EL_BLOCK_LIST,
	EL_COMPONENT,
	EL_CONCLUSIONS,
	EL_CONTAINER,
	EL_CONTENT,
	EL_COUNT,
	EL_COVER_PAGE,
	EL_CROSS_HEADING,
	EL_DECORATION,
	EL_DOC,
	EL_DOC_DATE,
	EL_DOC_NUMBER,
	EL_DOC_PROPONENT,
	EL_DOC_TITLE,
	EL_EOL,
	EL_FORMULA,
	EL_FRBR_DATE,
	EL_FRBR_LANGUAGE,
	EL_FRBR_URI,
	EL_FRBR_WORK,
	EL_HEADING,
	EL_INLINE,
	EL_INTRO,
	EL_ITEM,
	EL_KEYWORD,
	EL_LIST,
	EL_LIST_INTRODUCTION,
	EL_LOCATION,
	EL_MAIN_BODY,
	EL_META,
	EL_NUM,
	EL_ORGANIZATION,
	EL_P,
	EL_PARAGRAPH,
	EL_POINT,
	EL_PREAMBLE,
	EL_PREFACE,
	EL_SECTION,
	EL_SESSION,
	EL_SPAN,
	EL_STATEMENT,
	EL_STEP,
	EL_SUBHEADING,
	EL_SUBLIST,
	EL_SUP,
	EL_TABLE,
	EL_TD,
	EL_TH,
	EL_TR,
	EL_VOTING,
};

/* The part of the file that an element stands in. */
enum akn_zone {
	ZONE_NONE,
	ZONE_META,
	ZONE_COVER,
	ZONE_PREFACE,
	ZONE_FORMULA,
	ZONE_PREAMBLE,
	ZONE_BODY,
	ZONE_CONCLUSIONS,
};

/* By its name, with or without a prefix; EL_OTHER for one that is not in the list. */
enum akn_element akn_element(const char *qualified);

/* A link in a run of text; places are bytes, first of the raw run, later of the clean words. */
struct akn_link {
	const char *symbol; /* normalised */
	size_t start, end;
};

/* A run of text: a paragraph, a heading, a number, a table's cell. */
struct akn_text {
	struct buffer raw;   /* as it stands in the file, white space and all */
	struct buffer words; /* clean, after akn_text_finish */
	struct akn_link *links;
	size_t link_count, link_capacity;
	struct footnote *notes;
	size_t note_count, note_capacity;
	size_t verb; /* bytes from the start in italics or bold: the opening verb, mostly */
	size_t bold_start, bold_end; /* the first words in bold */
	size_t plain;                /* bytes of words that are not in bold */
	unsigned bold;               /* elements in bold around what is read now */
	bool heading;                /* is a heading by its markup */
	bool number;                 /* is nothing but a number by its markup */
	bool decoration;             /* asterisks and lines */
	bool cell;                   /* of a table */
	bool raised_start;           /* begins with a raised letter or figure: a table's note */
	char mark[8];                /* … and this is it */
};

/*
 * While a run is read: bytes are added as they come; an element in it that has meaning is told when
 * it ends, with the place in raw where it started.
 */
void akn_text_clear(struct akn_text *text);
void akn_text_release(struct akn_text *text);
void akn_text_add(struct akn_text *text, const char *bytes, size_t length);
void akn_text_span(struct akn_text *text, size_t start, bool italic, bool bold);
void akn_text_raised(struct akn_text *text, size_t start);
/* A link begins: returns its number from 1, and the caller sets its end. 0 for other addresses. */
size_t akn_text_link(struct akn_text *text, struct arena *arena, const char *href);
/* A reference that has no place in the words, as it stands in a footnote. */
void akn_text_refer(struct akn_text *text, const char *symbol);
void akn_text_note(struct akn_text *text, const char *mark, const char *words);

/* Makes words out of raw and moves the links along. */
void akn_text_finish(struct akn_text *text, const struct language *language, struct arena *arena);
/* Drops the first bytes of the words. */
void akn_text_cut(struct akn_text *text, size_t bytes);

/* Where a resolution's symbol stands, in the order in which the places are trusted. */
enum { SYMBOL_PREFACE, SYMBOL_COVER, SYMBOL_URI, SYMBOL_SOURCES };
enum { VOTE_SIDES = 3 };

struct akn_names {
	const char **at;
	size_t count, capacity;
};

struct akn_meta {
	struct resolution *resolution;         /* not owned */
	struct buffer symbols[SYMBOL_SOURCES]; /* as printed */
	char letter;           /* of a second number below the title: the "B" of 76/246 B */
	const char *agenda;    /* the lines with the numbers of agenda items */
	const char *proponent; /* "[on the report of …]" */
	const char *reference; /* what the proponent refers to: "#firstCommittee" */
	struct buffer cover;   /* all lines of the cover, to know the language by */
	const struct language *declared;
	struct subject *subjects;
	size_t subject_count, subject_capacity;
	struct akn_names sponsors, voters[VOTE_SIDES];
	int side;                 /* of the voters that are read; -1 for none */
	unsigned draft_committee; /* 1 to 6, 0 for none */
};

void akn_meta_release(struct akn_meta *meta);
/* Takes what an element of the file's data about itself says in its attributes. */
void akn_meta_element(struct akn_meta *meta, enum akn_element element, enum akn_element parent,
		      const char *const *attributes);
/* The string that the text of an element on the cover or at the end goes to; NULL for none. */
const char **akn_meta_field(struct akn_meta *meta, enum akn_zone zone, enum akn_element element,
			    const char *const *attributes);
bool akn_meta_is_list(const struct akn_meta *meta, const char *const *field);
void akn_meta_voter(struct akn_meta *meta, const char *name, size_t length);
/*
 * Sets a string of the resolution's arena; one that is set already stays, or grows behind `between`
 * where that is not NULL.
 */
void akn_meta_set(struct akn_meta *meta, const char **field, const char *text, size_t length,
		  const char *between);
/* Decides on the language, before the first clause. */
void akn_meta_language(struct akn_meta *meta);
void akn_meta_finish(struct akn_meta *meta);

/* The value of an attribute; NULL where it is not there. */
const char *akn_attribute(const char *const *attributes, const char *name);

/* Where a run of text stands in the body. */
struct akn_place {
	const char *number; /* printed before it by the markup; "" for none */
	unsigned nesting;   /* lists around it */
	bool first;         /* the first run of its paragraph, point or container */
	bool preamble;
	bool cross_heading; /* by its element; a preambular paragraph of a section, mostly */
	bool heading_style; /* the style's name says: heading … */
	bool note_style;    /* … note below a table */
};

struct akn_body {
	struct builder builder;
	struct outline outline;
	bool open;              /* the outline is */
	char letter;            /* of the lettered part, 0 for none */
	unsigned annexes;       /* with a number of their own, so far */
	struct buffer headings; /* waiting for a clause to stand before */
	size_t heading_lines;
	bool below_section;      /* the last of them has a number */
	struct akn_text waiting; /* their footnotes and links */
	struct buffer text;      /* of the last clause while more may come */
	bool has_clause;         /* text belongs to the last clause */
	bool joining;            /* … and takes in paragraphs without a number */
	bool listed;             /* … and has a number */
	bool table;              /* … and is a table */
	size_t row;              /* where the table's row that is read starts in text */
};

/* What a run of text is (akn_lines.c). */
bool akn_ends_in_comma(const struct buffer *text);
bool akn_ends_in_colon(const struct buffer *text);
bool akn_ends_in_stop(const struct buffer *text);
bool akn_ends_openly(const struct akn_body *body, const struct akn_text *text);
bool akn_is_annex(const struct akn_body *body, const struct akn_text *text);
bool akn_is_marked_heading(const struct akn_body *body, const struct akn_text *text,
			   const struct akn_place *place);
bool akn_is_plain_heading(const struct akn_body *body, const struct akn_text *text,
			  const struct akn_place *place);
bool akn_belongs_to_table(const struct akn_body *body, const struct akn_text *text,
			  const struct akn_place *place);
size_t akn_note_mark(const struct akn_body *body, const struct akn_text *text);
bool akn_goes_on(struct akn_body *body, const struct akn_text *text, const struct akn_place *place,
		 char *between);
enum part akn_part_of(const struct akn_body *body, const struct akn_text *text,
		      const struct akn_place *place, const char *number);

/* A stretch of clauses (see outline.h) begins or ends. */
void akn_body_open(struct akn_body *body, enum part part);
void akn_body_close(struct akn_body *body);
void akn_body_release(struct akn_body *body);

/* Takes a run of text as what it is: heading, clause, more of a clause, note. */
void akn_body_add(struct akn_body *body, struct akn_text *text, const struct akn_place *place);
void akn_body_heading(struct akn_body *body, const struct akn_text *text, const char *number);
/* The title of the resolution or of a lettered part. */
void akn_body_title(struct akn_body *body, const struct akn_text *text);

void akn_body_table(struct akn_body *body);
void akn_body_cell(struct akn_body *body, const struct akn_text *text);
void akn_body_row_end(struct akn_body *body);
void akn_body_table_end(struct akn_body *body);

#endif
