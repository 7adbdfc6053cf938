/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_EXTRACT_H
#define CORPUS_EXTRACT_H

#include "corpus/resolution.h"

struct error;

/*
 * data_extract/NN.json: what the publisher knows of each resolution besides its text, one JSON
 * object a line: votes by state, sponsors, subjects, committee, agenda item.
 */
struct extract {
	const char *symbol;                                      /* normalised */
	const char *date;                                        /* of adoption, ISO */
	const char *committee, *agenda_title, *report, *meeting; /* in English; "" where unknown */
	const char *committee_code, *agenda_item;                /* as in struct resolution */
	struct vote vote;
	struct strings sponsors, additional_sponsors;
	struct subject *subjects;
	size_t subject_count;
	size_t order; /* of reading */
};

struct extracts {
	struct arena arena;
	struct extract *at; /* sorted by symbol_compare; symbols unique, a later line replaces */
	size_t count, capacity;
};
#define EXTRACTS_INIT                                                                              \
	{                                                                                          \
		ARENA_INIT, NULL, 0, 0                                                             \
	}

/*
 * Reads one file's lines and adds them. A line that is no such object is counted in *bad and the
 * first of them is told in *error (with "NAME:LINE: "), the others are read all the same; the
 * status is then STATUS_INPUT. Call extracts_sort once after the last file.
 */
int extracts_read(struct extracts *extracts, const char *name, const char *bytes, size_t length,
		  size_t *bad, struct error *error);
void extracts_sort(struct extracts *extracts);
void extracts_release(struct extracts *extracts);

const struct extract *extracts_find(const struct extracts *extracts, const char *symbol);

/*
 * Fills in what the resolution's own file does not have: vote, sponsors, subjects, date, the
 * committee's code and the agenda item's number. What the file has stays; so do all strings that
 * are "as printed" in the resolution's language. Nothing of the extract is referred to afterwards.
 */
void extract_apply(const struct extract *extract, struct resolution *resolution);

#endif
