/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_QUERY_H
#define SEARCHER_QUERY_H

#include "base/language.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct error;
struct buffer;

/*
 * The query language (clausula-query(7)): text in, syntax tree out. The tree knows nothing of
 * languages and stems; searcher/condition.h reads it once for each language.
 *
 *     query   = and { "OR" and }
 *     and     = negated { [ "AND" ] negated }
 *     negated = { "-" | "NOT" } near
 *     near    = item { ( "NEAR" | "ADJ" ) [ "/" number ] item }
 *     item    = words | field ":" value | "(" query ")"
 *     words   = [ "=" ] word | [ "=" ] "\"" word { word } "\""
 *
 * A field may be the code of a language: en:disarmament is met by a clause whose English version
 * has the word. The value of such a field, and that of title:, is `words`. Operators are in
 * capitals. Other quotation marks than " are read as such: “ ” „ « ». A word may have stars in it,
 * each for any letters, or a tilde at its end, for words that are spelled nearly so. On both sides
 * of NEAR and ADJ stand words, phrases, an OR of them in brackets, or another NEAR or ADJ.
 */

enum {
	QUERY_MAX_BYTES = 4096,
	QUERY_MAX_WORDS = 256,    /* words, phrases and fields together */
	QUERY_MAX_PHRASE = 32,    /* words of a phrase, by the spaces between them */
	QUERY_MAX_DEPTH = 32,     /* brackets within brackets */
	QUERY_MAX_DISTANCE = 100, /* the number behind NEAR and ADJ */
	QUERY_MAX_NEAR = 8,       /* operands of NEAR and ADJ in a row */
	QUERY_MAX_PATTERNS = 4,   /* words with * or ~ */
	QUERY_NEAR_DISTANCE = 10, /* NEAR without a number */
	QUERY_ADJ_DISTANCE = 1,   /* ADJ without a number */
};

enum node_kind {
	NODE_WORD,
	NODE_PHRASE,
	NODE_FIELD,
	NODE_AND,
	NODE_OR,
	NODE_NOT,
	NODE_NEAR,
};

struct node {
	enum node_kind kind;
	const char *text; /* WORD, PHRASE: what was typed, without quotes; FIELD: its value */
	size_t length;
	size_t start, end;               /* bytes of the query, for messages */
	bool quoted;                     /* FIELD: its value was a phrase */
	bool as_spelled;                 /* WORD, PHRASE, FIELD of words: = stands before it */
	int field;                       /* FIELD: its number in `fields` (searcher/field.h) */
	const struct language *language; /* FIELD_OTHER: whose words these are */
	bool pattern;        /* WORD, FIELD of words: it has a star in it, or a tilde at its end */
	int distance;        /* NEAR: how many words the second may stand behind the first */
	bool in_order;       /* NEAR: it was ADJ */
	struct node **parts; /* AND, OR: two or more; NOT: one; NEAR: two */
	size_t part_count;
};

struct query {
	struct arena arena; /* of the tree and the copy of the text */
	const char *text;
	size_t length;
	struct node *root;
};

/*
 * Reads a query. STATUS_INPUT or STATUS_LIMIT: it is wrong; the message has three lines: what is
 * wrong and what was expected, the query, and a caret under the place. On success the caller calls
 * query_release.
 */
int query_parse(struct query *query, const char *text, size_t length, struct error *error);
void query_release(struct query *query);

/* The words of a FIELD_OTHER as a query of their own; places in it are those in the whole query. */
void query_of_words(struct query *query, const struct query *whole, const struct node *node);

/* Fills the error as query_parse does; `at` is a place in the query's text. */
int query_error(const char *text, size_t length, size_t at, struct error *error, int status,
		const char *format, ...) __attribute__((format(printf, 6, 7)));

/* Appends the tree in one line: (AND desarme "armas nucleares" (NOT session:78)) */
void query_print(const struct node *node, struct buffer *out);

#endif
