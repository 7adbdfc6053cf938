/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/print_cites.h"

#include "base/buffer.h"
#include "base/date.h"
#include "base/error.h"
#include "cli/json_values.h"
#include "cli/print_markdown.h"
#include "cli/print_table.h"
#include "corpus/citations.h"
#include "searcher/snippet.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { INDENT = 3, SNIPPET_LINES = 2, ISO_DATE = 16 };

/* ---- Documents and their links ---- */

/* The document that stands in a line of its own: the other end of a link of the first step. */
static size_t other_end(const struct cites_view *view, const struct cited_link *link)
{
	return view->by ? link->from : link->to;
}

static size_t this_end(const struct cites_view *view, const struct cited_link *link)
{
	return view->by ? link->to : link->from;
}

/* The links from the one at `start` that have both ends in common with it: behind the last. */
static size_t same_ends(const struct cited_graph *graph, size_t start)
{
	size_t end = start + 1;
	while (end < graph->link_count && graph->links[end].from == graph->links[start].from &&
	       graph->links[end].to == graph->links[start].to)
		end++;
	return end;
}

/* The resolution decoded last: the links of one document stand together. */
struct reader {
	const struct cited_graph *graph;
	struct resolution resolution;
	size_t document; /* its number; SIZE_MAX: none */
};

static void reader_close(struct reader *reader)
{
	if (reader->document != SIZE_MAX)
		resolution_release(&reader->resolution);
	reader->document = SIZE_MAX;
}

static int read_document(struct reader *reader, size_t document, struct error *error)
{
	if (reader->document == document)
		return STATUS_OK;
	reader_close(reader);
	int status =
	    cited_resolution(&reader->graph->documents[document], &reader->resolution, error);
	if (status == STATUS_OK)
		reader->document = document;
	return status;
}

static const struct clause *clause_of(const struct reader *reader, const struct cited_link *link)
{
	const struct resolution *resolution = &reader->resolution;
	return &resolution->clauses[link->clause < resolution->clause_count ? link->clause : 0];
}

/* The title of a document that the index holds; the caller frees it. "" for others. */
static int title_of(const struct cited_document *document, char **title, struct error *error)
{
	struct resolution resolution;
	*title = NULL;
	if (!document->held) {
		*title = memory_text("", 0);
		return STATUS_OK;
	}
	int status = cited_resolution(document, &resolution, error);
	if (status != STATUS_OK)
		return status;
	*title = memory_text(resolution.title, strlen(resolution.title));
	resolution_release(&resolution);
	return STATUS_OK;
}

static void add_count(struct buffer *out, size_t count, const char *noun)
{
	buffer_add_format(out, "%zu %s%s", count, noun, count == 1 ? "" : "s");
}

/* ---- Text ---- */

static void add_safe(struct buffer *out, const char *text)
{
	terminal_add(out, text, strlen(text), false);
}

static void add_name(struct buffer *out, const struct terminal *terminal, const char *symbol)
{
	buffer_add_text(out, terminal->colour ? "\033[1m" : "");
	add_safe(out, symbol);
	buffer_add_text(out, terminal->colour ? "\033[0m" : "");
}

/* "12 clauses of 3 resolutions cite A/RES/70/1, 2021-10-11 to 2024-09-03" */
static void add_head(struct buffer *out, const struct cites_view *view)
{
	const struct cited_graph *graph = view->graph;
	size_t documents = 0, clauses = 0;
	uint32_t first = 0, last = 0;
	for (size_t i = 0; i < graph->document_count; i++) {
		const struct cited_document *document = &graph->documents[i];
		if (i == 0 || document->depth > 1)
			continue;
		documents++;
		if (document->date != 0 && (first == 0 || document->date < first))
			first = document->date;
		if (document->date > last)
			last = document->date;
	}
	for (size_t i = 0; i < graph->link_count; i++)
		clauses += this_end(view, &graph->links[i]) == 0;
	if (view->by) {
		add_count(out, clauses, "clause");
		buffer_add_text(out, " of ");
		add_count(out, documents, "resolution");
		buffer_add_text(out, clauses == 1 ? " cites " : " cite ");
		add_safe(out, graph->documents[0].symbol);
	} else {
		add_safe(out, graph->documents[0].symbol);
		if (view->label != NULL) {
			buffer_add_byte(out, '#');
			add_safe(out, view->label);
		}
		buffer_add_text(out, " cites ");
		add_count(out, documents, "document");
	}
	if (last != 0) {
		buffer_add_text(out, view->by ? ", " : "; those in the index are of ");
		date_add(out, first);
		if (first != last) {
			buffer_add_text(out, " to ");
			date_add(out, last);
		}
	}
	buffer_add_byte(out, '\n');
	if (graph->document_count > documents + 1) {
		add_count(out, graph->document_count - documents - 1, "more document");
		buffer_add_text(out,
				graph->cut ? " behind them, and still more\n" : " behind them\n");
	}
}

/* The piece of a clause around the words that name the document. */
static void add_snippet(struct buffer *out, const struct terminal *terminal,
			const struct clause *clause, const char *symbol, size_t indent)
{
	struct range range = { 0, 0 };
	struct buffer piece = BUFFER_INIT;
	size_t start, end;
	for (size_t i = 0; i < clause->citation_count && range.end == 0; i++)
		if (strcmp(clause->citations[i].symbol, symbol) == 0)
			range = (struct range){ clause->citations[i].start,
						clause->citations[i].start +
						    clause->citations[i].length };
	size_t columns = terminal->columns > 2 * indent ? terminal->columns - indent : indent;
	snippet_choose(clause->text, &range, range.end > range.start, columns * SNIPPET_LINES - 4,
		       &start, &end);
	buffer_add_text(&piece, start > 0 ? "… " : "");
	size_t lead = piece.length;
	buffer_add(&piece, clause->text + start, end - start);
	buffer_add_text(&piece, clause->text[end] != '\0' ? "…" : "");
	struct span span = { range.start - start + lead, range.end - start + lead, SPAN_FOUND };
	bool inside = range.end > range.start && range.start >= start && range.end <= end;
	if (piece.length != 0)
		terminal_add_folded(out, terminal, piece.bytes, piece.length, &span, inside,
				    indent);
	buffer_release(&piece);
}

/* The footnotes that name the document: where its place is not in the clause itself. */
static void add_notes(struct buffer *out, const struct terminal *terminal,
		      const struct resolution *resolution, const struct clause *clause,
		      const char *symbol, size_t indent)
{
	struct arena arena = ARENA_INIT;
	for (size_t i = 0; i < clause->footnote_count; i++) {
		const struct footnote *note = &clause->footnotes[i];
		struct cited_list cited =
		    citations_find(resolution->language, note->text, strlen(note->text), &arena);
		struct buffer line = BUFFER_INIT;
		buffer_add_format(&line, "[%s] ", note->mark);
		for (size_t c = 0; c < cited.count; c++) {
			if (strcmp(cited.at[c].symbol, symbol) != 0)
				continue;
			struct span span = { cited.at[c].start + line.length,
					     cited.at[c].end + line.length, SPAN_FOUND };
			buffer_add_text(&line, note->text);
			terminal_add_folded(out, terminal, line.bytes, line.length, &span, 1,
					    indent);
			break;
		}
		buffer_release(&line);
	}
	arena_release(&arena);
}

static void add_document(struct buffer *out, const struct terminal *terminal,
			 const struct cited_document *document)
{
	add_name(out, terminal, document->symbol);
	if (!document->held)
		return;
	buffer_add_text(out, "  ");
	date_add(out, document->date);
	buffer_add_format(out, "  %s", document->language->language->code);
}

static void add_labels(struct buffer *out, const struct reader *reader, size_t start, size_t end)
{
	for (size_t i = start; i < end; i++) {
		buffer_add_text(out, i > start ? ", " : "");
		add_safe(out, clause_of(reader, &reader->graph->links[i])->label);
	}
}

/* One document of a list: what it is, and the clauses. */
static int add_entry(struct buffer *out, const struct terminal *terminal,
		     const struct cites_view *view, struct reader *reader, size_t start, size_t end,
		     struct error *error)
{
	const struct cited_graph *graph = view->graph;
	const struct cited_link *link = &graph->links[start];
	const struct cited_document *document = &graph->documents[other_end(view, link)];
	char *title;
	int status = read_document(reader, link->from, error);
	if (status != STATUS_OK)
		return status;
	if (view->by)
		buffer_add_byte(out, '\n');
	add_document(out, terminal, document);
	if (view->by) {
		buffer_add_byte(out, '\n');
		terminal_add_folded(out, terminal, reader->resolution.title,
				    strlen(reader->resolution.title), NULL, 0, INDENT);
		for (size_t i = start; i < end; i++) {
			const struct clause *clause = clause_of(reader, &graph->links[i]);
			buffer_add_format(out, "%*s", INDENT, "");
			add_safe(out, clause->label);
			buffer_add_byte(out, '\n');
			const char *symbol = graph->documents[link->to].symbol;
			add_snippet(out, terminal, clause, symbol, 2 * INDENT);
			add_notes(out, terminal, &reader->resolution, clause, symbol, 2 * INDENT);
		}
		return STATUS_OK;
	}
	buffer_add_text(out, "  in ");
	add_labels(out, reader, start, end);
	buffer_add_byte(out, '\n');
	status = title_of(document, &title, error);
	if (status == STATUS_OK && title[0] != '\0')
		terminal_add_folded(out, terminal, title, strlen(title), NULL, 0, INDENT);
	free(title);
	return status;
}

static int add_list(struct buffer *out, const struct terminal *terminal,
		    const struct cites_view *view, struct error *error)
{
	const struct cited_graph *graph = view->graph;
	struct reader reader = { .graph = graph, .document = SIZE_MAX };
	int status = STATUS_OK;
	size_t shown = 0;
	buffer_add_text(out, view->by ? "" : "\n");
	for (size_t i = 0, end; i < graph->link_count && status == STATUS_OK; i = end) {
		end = same_ends(graph, i);
		if (shown++ == view->limit)
			break;
		status = add_entry(out, terminal, view, &reader, i, end, error);
	}
	reader_close(&reader);
	return status;
}

/* More than one step: the documents as a tree, each with its own below it where it stands first. */
struct tree {
	const struct cites_view *view;
	const struct terminal *terminal;
	struct buffer *out;
	struct reader reader;
	bool *printed; /* of each document: its own are printed */
	size_t *order; /* the links by the document that they begin at in the tree */
	size_t left;   /* lines that may still be printed */
};

static int add_branch(struct tree *tree, size_t document, unsigned level, struct error *error)
{
	const struct cited_graph *graph = tree->view->graph;
	int status = STATUS_OK;
	tree->printed[document] = true;
	for (size_t i = tree->order[document], end; i < graph->link_count && status == STATUS_OK;
	     i = end) {
		const struct cited_link *link = &graph->links[i];
		if (this_end(tree->view, link) != document)
			break;
		end = same_ends(graph, i);
		size_t other = other_end(tree->view, link);
		if (tree->left == 0)
			return STATUS_OK;
		tree->left--;
		status = read_document(&tree->reader, link->from, error);
		if (status != STATUS_OK)
			break;
		buffer_add_format(tree->out, "%*s", (int)(INDENT * level), "");
		add_document(tree->out, tree->terminal, &graph->documents[other]);
		buffer_add_text(tree->out, "  in ");
		add_labels(tree->out, &tree->reader, i, end);
		bool more = tree->order[other] != SIZE_MAX;
		buffer_add_text(tree->out, more && tree->printed[other] ? "  (see above)\n" : "\n");
		/* A document is expanded below the step that found it, so the depth is bounded. */
		if (more && !tree->printed[other] && graph->documents[other].depth == level + 1)
			status = add_branch(tree, other, level + 1, error);
	}
	return status;
}

static int add_tree(struct buffer *out, const struct terminal *terminal,
		    const struct cites_view *view, struct error *error)
{
	const struct cited_graph *graph = view->graph;
	struct tree tree = { .view = view,
			     .terminal = terminal,
			     .out = out,
			     .reader = { .graph = graph, .document = SIZE_MAX },
			     .printed = memory_array(graph->document_count, sizeof(bool)),
			     .order = memory_array(graph->document_count, sizeof(size_t)),
			     .left = view->limit };
	for (size_t i = 0; i < graph->document_count; i++)
		tree.order[i] = SIZE_MAX;
	for (size_t i = graph->link_count; i-- > 0;)
		tree.order[this_end(view, &graph->links[i])] = i;
	buffer_add_byte(out, '\n');
	int status = add_branch(&tree, 0, 0, error);
	reader_close(&tree.reader);
	free(tree.printed);
	free(tree.order);
	return status;
}

int print_cites_text(struct buffer *out, const struct terminal *terminal,
		     const struct cites_view *view, struct error *error)
{
	bool deep = false;
	add_head(out, view);
	for (size_t i = 0; i < view->graph->link_count && !deep; i++)
		deep = this_end(view, &view->graph->links[i]) != 0;
	return deep ? add_tree(out, terminal, view, error) : add_list(out, terminal, view, error);
}

/* ---- Rows: JSON and tables ---- */

/* A clause that cites a document. */
struct row {
	const struct resolution *resolution;
	const struct clause *clause;
	const struct cited_document *from, *to;
	unsigned depth; /* of the step, from 1 */
};

typedef void row_printer(struct buffer *out, const struct row *row, char separator);

static int each_row(struct buffer *out, const struct cites_view *view, row_printer *print,
		    char separator, struct error *error)
{
	const struct cited_graph *graph = view->graph;
	struct reader reader = { .graph = graph, .document = SIZE_MAX };
	int status = STATUS_OK;
	size_t shown = 0;
	for (size_t i = 0, end; i < graph->link_count && status == STATUS_OK; i = end) {
		end = same_ends(graph, i);
		if (shown++ == view->limit)
			break;
		status = read_document(&reader, graph->links[i].from, error);
		for (size_t l = i; l < end && status == STATUS_OK; l++) {
			const struct cited_link *link = &graph->links[l];
			struct row row = { &reader.resolution, clause_of(&reader, link),
					   &graph->documents[link->from],
					   &graph->documents[link->to], 0 };
			row.depth = graph->documents[this_end(view, link)].depth + 1;
			print(out, &row, separator);
		}
	}
	reader_close(&reader);
	return status;
}

static void add_object(struct buffer *out, const struct row *row, char separator)
{
	json_t *object = json_object();
	json_object_set_new(object, "depth", json_integer(row->depth));
	json_object_set_new(object, "symbol", json_string(row->from->symbol));
	json_object_set_new(object, "clause", json_string(row->clause->label));
	json_object_set_new(object, "lang", json_string(row->from->language->language->code));
	json_object_set_new(object, "date", json_date(row->from->date));
	json_object_set_new(object, "title", json_string(row->resolution->title));
	json_object_set_new(object, "cites", json_string(row->to->symbol));
	json_object_set_new(object, "cites_held", json_boolean(row->to->held));
	json_object_set_new(object, "cites_date", json_date(row->to->date));
	json_object_set_new(object, "text", json_string(row->clause->text));
	char *text = json_dumps(object, JSON_COMPACT);
	if (separator == ',')
		buffer_add_text(out, out->length == 0 ? "[\n" : ",\n");
	buffer_add_text(out, text != NULL ? text : "{}");
	if (separator != ',')
		buffer_add_byte(out, '\n');
	free(text);
	json_decref(object);
}

int print_cites_json(struct buffer *out, const struct cites_view *view, bool array,
		     struct error *error)
{
	int status = each_row(out, view, add_object, array ? ',' : '\n', error);
	if (array)
		buffer_add_text(out, out->length == 0 ? "[]\n" : "\n]\n");
	return status;
}

static void add_cell(struct buffer *out, char separator, const char *text, bool last)
{
	print_table_value(out, separator, text, strlen(text));
	buffer_add_byte(out, last ? '\n' : separator);
}

static void add_row(struct buffer *out, const struct row *row, char separator)
{
	char date[DATE_ISO_SIZE], cited[DATE_ISO_SIZE];
	buffer_add_format(out, "%u%c", row->depth, separator);
	add_cell(out, separator, row->from->symbol, false);
	add_cell(out, separator, row->clause->label, false);
	add_cell(out, separator, row->from->language->language->code, false);
	add_cell(out, separator, date_iso(row->from->date, date), false);
	add_cell(out, separator, row->resolution->title, false);
	add_cell(out, separator, row->to->symbol, false);
	add_cell(out, separator, date_iso(row->to->date, cited), false);
	add_cell(out, separator, row->clause->text, true);
}

int print_cites_table(struct buffer *out, char separator, const struct cites_view *view,
		      struct error *error)
{
	static const char *const names[] = { "depth", "symbol", "clause",     "lang", "date",
					     "title", "cites",  "cites_date", "text" };
	size_t count = sizeof names / sizeof *names;
	for (size_t i = 0; i < count; i++)
		add_cell(out, separator, names[i], i + 1 == count);
	return each_row(out, view, add_row, separator, error);
}

/* ---- Markdown and dot ---- */

static void add_words(struct buffer *out, const char *text)
{
	print_markdown_words(out, text, strlen(text), false);
}

static void add_item(struct buffer *out, const struct row *row, char separator)
{
	(void)separator;
	buffer_add_text(out, "- **");
	add_words(out, row->from->symbol);
	buffer_add_text(out, "\\#");
	add_words(out, row->clause->label);
	buffer_add_text(out, "** (");
	date_add(out, row->from->date);
	buffer_add_text(out, ") → ");
	add_words(out, row->to->symbol);
	buffer_add_text(out, "\n\n  > ");
	/* Lines of a table would end the quotation. */
	for (const char *line = row->clause->text; line != NULL;) {
		const char *end = strchr(line, '\n');
		print_markdown_words(out, line, end != NULL ? (size_t)(end - line) : strlen(line),
				     true);
		buffer_add_text(out, end != NULL ? "\n  > " : "\n\n");
		line = end != NULL ? end + 1 : NULL;
	}
}

int print_cites_markdown(struct buffer *out, const struct cites_view *view, struct error *error)
{
	struct buffer head = BUFFER_INIT;
	add_head(&head, view);
	for (size_t start = 0; start < head.length;) {
		size_t length = strcspn(head.bytes + start, "\n");
		print_markdown_words(out, head.bytes + start, length, true);
		buffer_add_text(out, "\n");
		start += length + 1;
	}
	buffer_add_byte(out, '\n');
	buffer_release(&head);
	return each_row(out, view, add_item, '\n', error);
}

/* A string of dot: quotation marks and backslashes have a backslash before them. */
static void add_quoted(struct buffer *out, const char *text)
{
	struct buffer safe = BUFFER_INIT;
	terminal_add(&safe, text, strlen(text), false);
	buffer_add_byte(out, '"');
	for (size_t i = 0; i < safe.length; i++) {
		if (safe.bytes[i] == '"' || safe.bytes[i] == '\\')
			buffer_add_byte(out, '\\');
		buffer_add_byte(out, safe.bytes[i]);
	}
	buffer_add_byte(out, '"');
	buffer_release(&safe);
}

static void add_node(struct buffer *out, const struct cited_document *document)
{
	char date[DATE_ISO_SIZE];
	buffer_add_text(out, "\t");
	add_quoted(out, document->symbol);
	buffer_add_text(out, document->held ? " [style=solid" : " [style=dashed");
	if (document->date != 0)
		buffer_add_format(out, ", tooltip=\"%s\"", date_iso(document->date, date));
	buffer_add_text(out, document->depth == 0 ? ", penwidth=2];\n" : "];\n");
}

int print_cites_dot(struct buffer *out, const struct cites_view *view, struct error *error)
{
	const struct cited_graph *graph = view->graph;
	struct reader reader = { .graph = graph, .document = SIZE_MAX };
	bool *drawn = memory_array(graph->document_count, sizeof *drawn);
	int status = STATUS_OK;
	size_t shown = 0;
	buffer_add_text(out, "digraph cites {\n\trankdir=RL;\n\tnode [shape=box];\n");
	for (size_t i = 0, end; i < graph->link_count && status == STATUS_OK; i = end) {
		const struct cited_link *link = &graph->links[i];
		struct buffer labels = BUFFER_INIT;
		end = same_ends(graph, i);
		if (shown++ == view->limit)
			break;
		status = read_document(&reader, link->from, error);
		if (status != STATUS_OK)
			break;
		for (int which = 0; which < 2; which++) {
			size_t document = which == 0 ? link->from : link->to;
			if (!drawn[document])
				add_node(out, &graph->documents[document]);
			drawn[document] = true;
		}
		buffer_add_byte(out, '\t');
		add_quoted(out, graph->documents[link->from].symbol);
		buffer_add_text(out, " -> ");
		add_quoted(out, graph->documents[link->to].symbol);
		buffer_add_text(out, " [label=");
		add_labels(&labels, &reader, i, end);
		add_quoted(out, labels.bytes);
		buffer_add_text(out, "];\n");
		buffer_release(&labels);
	}
	buffer_add_text(out, "}\n");
	reader_close(&reader);
	free(drawn);
	return status;
}
