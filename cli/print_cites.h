/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_PRINT_CITES_H
#define CLI_PRINT_CITES_H

#include "cli/terminal.h"
#include "searcher/cited.h"

struct buffer;
struct error;

/*
 * What `clausula cites` found, in its formats. At most `limit` documents are printed, from the
 * first; what is counted in a head line is all of them.
 */
struct cites_view {
	const struct cited_graph *graph;
	const char *label; /* of the clause that was asked for; NULL: none */
	bool by;
	size_t limit;
};

/* For people: one step as a list with the clauses, more steps as a tree. */
int print_cites_text(struct buffer *out, const struct terminal *terminal,
		     const struct cites_view *view, struct error *error);

/* An object a line for each clause that cites a document; or one array of them. */
int print_cites_json(struct buffer *out, const struct cites_view *view, bool array,
		     struct error *error);

/* The same as rows of a table, as print_table.h has them. */
int print_cites_table(struct buffer *out, char separator, const struct cites_view *view,
		      struct error *error);

/* A list in Markdown. */
int print_cites_markdown(struct buffer *out, const struct cites_view *view, struct error *error);

/* A graph in the language of dot(1) of Graphviz. */
int print_cites_dot(struct buffer *out, const struct cites_view *view, struct error *error);

#endif
