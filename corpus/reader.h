/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_READER_H
#define CORPUS_READER_H

#include "corpus/resolution.h"

#include <stdbool.h>
#include <stddef.h>

struct error;

/*
 * One interface before all readers: bytes of a file in, a resolution out. Which reader it is, is
 * decided by looking at the bytes, never at the name.
 */

enum {
	READER_MAX_BYTES = 16 * 1024 * 1024, /* a longer file is refused: STATUS_LIMIT */
	READER_MAX_DEPTH = 64,      /* elements within elements, paragraphs within paragraphs */
	READER_MAX_CLAUSES = 20000, /* clauses of one resolution */
};

enum file_kind {
	FILE_EMPTY,
	FILE_AKN,     /* XML; whether it is AKN4UN only reading tells */
	FILE_TEXT,    /* text or Markdown */
	FILE_EXTRACT, /* one JSON object a line: data_extract/NN.json */
	FILE_UNKNOWN, /* NUL or control bytes, not UTF-8, an image, a program … */
};
enum file_kind reader_kind(const char *bytes, size_t length);

/*
 * Reads a resolution. `name` is the file's name, used in messages only: an error's message starts
 * with "NAME:LINE: " (lines count from 1; "NAME: " where no line is to blame).
 * On success *resolution is filled and the caller releases it; on failure it is as resolution_init
 * leaves it. STATUS_INPUT: not a resolution, or not well-formed; STATUS_LIMIT: one of the above.
 * External entities are never resolved, and a document type declaration is refused.
 */
int reader_read(struct resolution *resolution, const char *name, const char *bytes, size_t length,
		struct error *error);

/*
 * The same for a text of one's own, which may be a mere fragment: clauses without symbol, title and
 * enacting formula are read as well, when they open with words of a known language. A draft's
 * resolution->symbol may be "".
 */
int reader_read_draft(struct resolution *resolution, const char *name, const char *bytes,
		      size_t length, struct error *error);

/* The two readers behind it; same arguments. */
int akn_read(struct resolution *resolution, const char *name, const char *bytes, size_t length,
	     struct error *error);
int text_read(struct resolution *resolution, const char *name, const char *bytes, size_t length,
	      struct error *error);

#endif
