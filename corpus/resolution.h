/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_RESOLUTION_H
#define CORPUS_RESOLUTION_H

#include "base/language.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * One language version of one resolution, cut into its clauses: what every reader makes and
 * everything behind the readers works on.
 *
 * All strings are UTF-8 in normal form C, NUL-terminated and never NULL ("" is "the file has
 * none"). They hold no control characters but, in clause and footnote texts, '\n' between
 * paragraphs or table rows; white space is folded to single spaces and trimmed; soft hyphens,
 * zero-width marks of layout (U+200B, U+FEFF) are taken out, no-break spaces are spaces. Strings
 * and arrays belong to the resolution's arena and live until resolution_release.
 */

/* The part of the resolution that a clause stands in. The order is the order of reading. */
enum part { PART_TITLE, PART_PREAMBLE, PART_OPERATIVE, PART_ANNEX };
extern const char *const part_names[4]; /* "title", "preamble", "operative", "annex" */

/* Strings that belong together (sponsors, voters). */
struct strings {
	const char **at;
	size_t count;
};

struct footnote {
	const char *mark; /* as printed, in plain digits or characters: "4", "*" */
	const char *text; /* without the mark */
};

/* A reference to another document: a link of the file, or found in the words (citations.h). */
struct citation {
	const char *symbol; /* normalised (symbol.h): "A/RES/77/37" */
	uint32_t start;     /* where the words that name it stand in the clause's text: bytes, */
	uint32_t length;    /* 0 when they stand in a footnote or a heading */
};

/*
 * Labels are the same in every language, as far as the versions have the same paragraphs, and are
 * unique in their resolution: one that is there already has "#2", "#3" … behind it.
 *     T             the title
 *     PP4           fourth preambular paragraph
 *     OP3           operative paragraph 3
 *     OP3(a)(ii)    points below it
 *     P2            second paragraph without a number, where others of the same part have one
 *     OP3/Table     the table below paragraph 3; "Table" above any
 *     II/OP7        paragraph 7 of section II, where every section begins with 1
 *     B/OP2, B/T    paragraph 2 and title of lettered part B (of 76/247 A-C)
 *     Annex/12(b)   paragraph 12 (b) of the annex; Annex/P1 one without a number
 *     Annex II/4/2  paragraph 2 of article 4 of annex II
 * corpus/outline.h tells how they are found.
 */
struct clause {
	enum part part;
	const char *label;  /* unique in its resolution: "T" "PP4" "OP3(a)(ii)" "II/OP7"
			       "Annex/12(b)" "OP14/H" */
	const char *number; /* as printed: "3." "a)"; "" when there is none */
	const char *verb; /* opening verb as printed, without its comma: "Acoge con beneplácito" */
	/* Cross-headings that stand before this clause, '\n' between them. Only readers use it:
	 * behind reader_read each heading is a clause of its own, labelled "OP14/H"
	 * (corpus/headings.h). */
	const char *heading;
	const char *text; /* the words, without number and footnotes and their marks */
	struct footnote *footnotes;
	size_t footnote_count;
	struct citation *citations;
	size_t citation_count;
};

enum vote_kind { VOTE_UNKNOWN, VOTE_NONE, VOTE_RECORDED }; /* VOTE_NONE: adopted without a vote */

/* How it was adopted. Counts and names are 0 and empty unless the kind is VOTE_RECORDED. */
struct vote {
	enum vote_kind kind;
	uint32_t yes, no, abstaining;
	struct strings yes_states, no_states, abstaining_states; /* names as the file has them */
};

struct subject {
	const char *scheme; /* "UNBIS", "SDG", "EuroVoc", "DHLAUTH": as the file says */
	const char *name;   /* "DATA PROTECTION", "9" */
};

enum borrowed {
	BORROWED_VOTE = 1,   /* kind and counts */
	BORROWED_STATES = 2, /* who voted how */
	BORROWED_SPONSORS = 4,
	BORROWED_SUBJECTS = 8,
	BORROWED_DATE = 16,
	BORROWED_AGENDA = 32,
	BORROWED_COMMITTEE = 64,
};

struct resolution {
	struct arena arena;
	const struct language *language;
	const char *symbol;       /* normalised: "A/RES/78/16" */
	const char *session;      /* "78", "ES-11", "S-32": from the symbol */
	const char *date;         /* of adoption, "2023-12-04"; "" when not known */
	const char *issued;       /* of this version's publication, "2023-12-06" */
	const char *title;        /* without the number: equal to the title clause's text */
	const char *session_line; /* as printed: "Septuagésimo octavo período de sesiones" */
	const char *agenda_item;  /* "94", "69 (a)", "13, 117": the numbers alone */
	const char *agenda_title;
	const char *adoption; /* as printed: "Resolución aprobada por la Asamblea General el …" */
	const char *committee; /* as printed: "Primera Comisión"; "" without one */
	const char
	    *committee_code; /* the same in all languages: "1" to "6", "plenary", "" unknown */
	const char *report;  /* the originating document as printed: "A/78/404, párr. 14" */
	const char *formula; /* the enacting formula as printed: "La Asamblea General," */
	const char *meeting; /* as printed: "42ª sesión plenaria" */
	const char *closing; /* the closing date as printed: "4 de diciembre de 2023" */
	struct vote vote;
	struct strings sponsors;
	struct subject *subjects;
	size_t subject_count;
	/* Which of the above are not from this file but from an extract or another language version
	 * (corpus/extract.h): a newer extract may replace them. Bits of enum borrowed. */
	uint32_t borrowed;
	struct clause *clauses; /* in the order of reading; the first is the title, "T" */
	size_t clause_count;
};

/*
 * Whether the label begins as `wanted` does, without regard to case and spaces in it: OP3(a) begins
 * as "op 3". *rest is what stands behind, "" where they are equal.
 */
bool label_begins(const char *label, const char *wanted, const char **rest);
bool label_is(const char *label, const char *wanted); /* equal in the same sense */

/* Ready for a reader: all strings "", language NULL. */
void resolution_init(struct resolution *resolution);
void resolution_release(struct resolution *resolution);

/*
 * Checks what every reader promises above: language and symbol there, at least one clause besides
 * the title, labels unique, strings well-formed. STATUS_INPUT with the reason otherwise.
 */
struct error;
int resolution_check(const struct resolution *resolution, struct error *error);

#endif
