/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/print_compare.h"

#include "base/buffer.h"
#include "cli/print_diff.h"
#include "cli/print_html.h"
#include "cli/print_markdown.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* The heading of a row, and how many rows it is of. */
static size_t head_of(const struct compare_view *view, size_t i, struct buffer *labels,
		      struct buffer *what)
{
	buffer_clear(labels);
	buffer_clear(what);
	size_t same = view->all ? 0 : print_compare_run(labels, view->comparison, i);
	if (same > 0) {
		buffer_add_text(what, "the same");
		return same;
	}
	print_compare_labels(labels, &view->comparison->at[i]);
	print_compare_what(what, &view->comparison->at[i]);
	return 1;
}

static bool has_text(const struct compare_view *view, size_t i)
{
	return view->all || view->comparison->at[i].relation != RELATION_SAME;
}

/* ---- Markdown ---- */

static void add_words(struct buffer *out, const char *text)
{
	print_markdown_words(out, text, strlen(text), false);
}

void print_compare_markdown(struct buffer *out, const struct compare_view *view)
{
	struct buffer labels = BUFFER_INIT, what = BUFFER_INIT;
	buffer_add_text(out, "## ");
	add_words(out, view->from);
	buffer_add_text(out, " → ");
	add_words(out, view->to);
	buffer_add_text(out, "\n\n");
	print_compare_counts(&what, view->comparison);
	print_markdown_words(out, what.bytes, what.length, true);
	buffer_add_text(out, "\n");
	for (size_t i = 0; i < view->comparison->count && !view->summary;) {
		size_t rows = head_of(view, i, &labels, &what);
		buffer_add_text(out, "\n### ");
		add_words(out, labels.bytes);
		buffer_add_text(out, " · ");
		add_words(out, what.bytes);
		buffer_add_text(out, "\n");
		if (has_text(view, i)) {
			const struct compared *row = &view->comparison->at[i];
			buffer_add_text(out, "\n");
			print_diff_markdown(
			    out, &(struct diff_view){ &row->diff, row->old_text, row->new_text });
		}
		i += rows;
	}
	buffer_release(&labels);
	buffer_release(&what);
}

/* ---- HTML ---- */

static void add_html(struct buffer *out, const char *text)
{
	print_html_words(out, text, strlen(text));
}

static void add_cell(struct buffer *out, const struct compare_view *view,
		     const struct compared *row, const char *element, enum diff_side side)
{
	const struct diff_view diff = { &row->diff, row->old_text, row->new_text };
	buffer_add_format(out, "<%s lang=\"%s\" dir=\"auto\">", element, view->language->code);
	print_diff_html(out, &diff, side);
	buffer_add_format(out, "</%s>\n", element);
}

static void add_html_row(struct buffer *out, const struct compare_view *view, size_t i,
			 const char *labels, const char *what)
{
	const struct compared *row = &view->comparison->at[i];
	const char *before = view->side_by_side ? "<tr><th colspan=\"2\">" : "<h2>";
	const char *behind = view->side_by_side ? "</th></tr>\n" : "</h2>\n";
	buffer_add_text(out, before);
	add_html(out, labels);
	buffer_add_text(out, " <span class=\"label\">");
	add_html(out, what);
	buffer_add_format(out, "</span>%s", behind);
	if (!has_text(view, i))
		return;
	if (!view->side_by_side) {
		add_cell(out, view, row, "p", DIFF_BOTH);
		return;
	}
	buffer_add_text(out, "<tr>\n");
	add_cell(out, view, row, "td", DIFF_OLD);
	add_cell(out, view, row, "td", DIFF_NEW);
	buffer_add_text(out, "</tr>\n");
}

void print_compare_html(struct buffer *out, const struct compare_view *view)
{
	struct buffer labels = BUFFER_INIT, what = BUFFER_INIT, title = BUFFER_INIT;
	buffer_add_format(&title, "%s → %s", view->from, view->to);
	print_html_start(out, title.bytes);
	buffer_add_text(out, "<h1>");
	add_html(out, title.bytes);
	buffer_add_text(out, "</h1>\n<p>");
	print_compare_counts(&what, view->comparison);
	add_html(out, what.bytes);
	buffer_add_text(out, "</p>\n");
	bool table = view->side_by_side && !view->summary;
	buffer_add_text(out, table ? "<table>\n" : "");
	for (size_t i = 0; i < view->comparison->count && !view->summary;) {
		size_t rows = head_of(view, i, &labels, &what);
		add_html_row(out, view, i, labels.bytes, what.bytes);
		i += rows;
	}
	buffer_add_text(out, table ? "</table>\n" : "");
	print_html_end(out);
	buffer_release(&labels);
	buffer_release(&what);
	buffer_release(&title);
}

/* ---- JSON ---- */

static json_t *label_array(const struct clauses *clauses)
{
	json_t *array = json_array();
	for (size_t i = 0; i < clauses->count; i++)
		json_array_append_new(array, json_string(clauses->at[i]->label));
	return array;
}

static json_t *text_or_null(const char *text, bool there)
{
	return there ? json_string(text) : json_null();
}

static json_t *head_object(const struct compare_view *view)
{
	return json_pack("{ss ss ss}", "from", view->from, "to", view->to, "lang",
			 view->language->code);
}

static json_t *row_object(const struct compare_view *view, const struct compared *row)
{
	const struct diff_view diff = { &row->diff, row->old_text, row->new_text };
	json_t *object = head_object(view);
	json_object_set_new(object, "relation", json_string(relation_names[row->relation]));
	json_object_set_new(object, "change", json_string(change_names[row->change]));
	json_object_set_new(object, "moved", json_boolean(row->moved));
	json_object_set_new(object, "renumbered", json_boolean(row->renumbered));
	json_object_set_new(object, "old_clauses", label_array(&row->old));
	json_object_set_new(object, "new_clauses", label_array(&row->new));
	json_object_set_new(object, "old_verb", text_or_null(row->old_verb, row->old_verb != NULL));
	json_object_set_new(object, "new_verb", text_or_null(row->new_verb, row->new_verb != NULL));
	json_object_set_new(object, "old_text", text_or_null(row->old_text, row->old.count > 0));
	json_object_set_new(object, "new_text", text_or_null(row->new_text, row->new.count > 0));
	json_object_set_new(object, "diff", print_diff_json(&diff));
	return object;
}

static json_t *count_object(const struct compare_view *view)
{
	json_t *object = head_object(view), *changes = json_object();
	for (size_t i = 0; i < RELATION_COUNT; i++)
		json_object_set_new(object, relation_names[i],
				    json_integer((json_int_t)view->comparison->relations[i]));
	json_object_set_new(object, "moved", json_integer((json_int_t)view->comparison->moved));
	for (size_t i = CHANGE_PUNCTUATION; i <= CHANGE_WORDS; i++)
		json_object_set_new(changes, change_names[i],
				    json_integer((json_int_t)view->comparison->changes[i]));
	json_object_set_new(object, "changes", changes);
	return object;
}

static void add_object(struct buffer *out, json_t *object)
{
	char *text = json_dumps(object, JSON_COMPACT);
	buffer_add_text(out, text != NULL ? text : "{}");
	free(text);
	json_decref(object);
}

static void add_objects(struct buffer *out, const struct compare_view *view, const char *separator)
{
	if (view->summary) {
		add_object(out, count_object(view));
		return;
	}
	for (size_t i = 0; i < view->comparison->count; i++) {
		buffer_add_text(out, i > 0 ? separator : "");
		add_object(out, row_object(view, &view->comparison->at[i]));
	}
}

void print_compare_jsonl(struct buffer *out, const struct compare_view *view)
{
	add_objects(out, view, "\n");
	buffer_add_byte(out, '\n');
}

void print_compare_json(struct buffer *out, const struct compare_view *view)
{
	buffer_add_text(out, "[\n");
	add_objects(out, view, ",\n");
	buffer_add_text(out, "\n]\n");
}
