/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_OPERAND_H
#define CLI_OPERAND_H

#include "base/buffer.h"
#include "searcher/compare.h"
#include "store/index.h"

#include <stdbool.h>

struct error;

/*
 * A text that a command is given: a resolution of the index, a file, or standard input, each whole
 * or a part of it.
 *     A/RES/78/16, 78/16          a resolution of the index
 *     78/16#OP3                   a clause of it, with the points below it: OP3(a), OP3(b) …
 *     draft.txt, ./78/16          a file: text, Markdown or AKN4UN XML; also draft.txt#OP3
 *     -                           standard input
 * What can be a symbol is one: a file of such a name is written with ./ before it.
 */
struct operand {
	const char *typed;
	struct buffer symbol; /* normalised; of a file its path, or "-" */
	const char *label;    /* behind the sign #; NULL: the whole */
	bool is_file;
	bool is_part; /* a label chooses clauses, or the file is a fragment without a head */
	struct resolution resolution; /* of a file from the start, else from operand_find */
	struct clauses clauses;       /* those that are meant; in the resolution's arena */
	struct buffer shown; /* "A/RES/78/16#OP3", "draft.txt"; clean, as terminal_add makes it */
};

/* Reads what was typed, and the file. On failure the operand needs no release. */
int operand_read(struct operand *operand, const char *typed, struct error *error);

/*
 * Gets the resolution from the index in this language, when it is no file, and chooses the clauses.
 * STATUS_ABSENT: there is no such resolution, or no such clause in it.
 */
int operand_find(struct operand *operand, const struct index *index,
		 const struct language *language, struct error *error);
void operand_release(struct operand *operand);

/* STATUS_ABSENT, with the labels that there are. */
int operand_no_clause(const struct resolution *resolution, const char *name, const char *label,
		      struct error *error);

#endif
