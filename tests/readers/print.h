/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TESTS_READERS_PRINT_H
#define TESTS_READERS_PRINT_H

#include "base/buffer.h"
#include "corpus/extract.h"
#include "corpus/resolution.h"

/* All that the readers know, as lines: every field of every struct, empty ones left out. */
void print_head(struct buffer *out, const struct resolution *resolution);
void print_clauses(struct buffer *out, const struct resolution *resolution);
void print_citations(struct buffer *out, const struct clause *clause);
void print_extracts(struct buffer *out, const struct extracts *extracts);

/*
 * What each function that reads a line or some words says of these: dates, numbers, verbs, symbols,
 * States, citations … Nothing where all say "no".
 */
void print_words(struct buffer *out, const struct language *language, const char *text,
		 size_t length);

/* A resolution as a text that the reader of texts knows. */
void print_as_text(struct buffer *out, const struct resolution *resolution);

#endif
