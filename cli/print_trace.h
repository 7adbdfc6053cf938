/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_PRINT_TRACE_H
#define CLI_PRINT_TRACE_H

#include "cli/terminal.h"
#include "searcher/trace.h"

#include <stdbool.h>

struct buffer;

/* The history of a clause, for `clausula trace`. */
struct trace_view {
	const struct terminal *terminal;
	struct sources *sources;
	const struct trace *trace;
};

/* Each version with its text: the first whole, the others as what changed. */
void print_trace_text(struct buffer *out, const struct trace_view *view);

/*
 * A line that shows the sessions: "76 ━━ 77 ── 78    80": ━ the same words, ─ changed ones, · a
 * session without the clause, ? one that the index does not have; = - . where the locale is not
 * UTF-8. The asked one in [brackets].
 */
void print_trace_graph(struct buffer *out, const struct trace_view *view);

/* One line: where the clause comes from and what its ancestor was. */
void print_trace_line(struct buffer *out, const struct trace_view *view);

/* A JSON object a version; one object for the whole history. */
void print_trace_json(struct buffer *out, const struct trace_view *view);
void print_trace_summary_json(struct buffer *out, const struct trace_view *view);

/* The nodes and edges of a digraph in the language of Graphviz, without its braces. */
void print_trace_dot(struct buffer *out, const struct trace_view *view);

#endif
