/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/print_compare.h"

#include "base/buffer.h"
#include "cli/print_diff.h"

#include <stdlib.h>
#include <string.h>

/* ---- Words that all printers use ---- */

static void add_count(struct buffer *out, const char **separator, size_t count, const char *what)
{
	if (count == 0)
		return;
	buffer_add_format(out, "%s%zu %s", *separator, count, what);
	*separator = ", ";
}

void print_compare_counts(struct buffer *out, const struct comparison *comparison)
{
	const size_t *relations = comparison->relations, *changes = comparison->changes;
	const char *separator = "";
	size_t start = out->length;
	add_count(out, &separator, relations[RELATION_SAME], "the same");
	add_count(out, &separator, relations[RELATION_CHANGED], "changed");
	add_count(out, &separator, relations[RELATION_SPLIT], "split");
	add_count(out, &separator, relations[RELATION_MERGED], "merged");
	if (changes[CHANGE_PUNCTUATION] + changes[CHANGE_CITATION] > 0) {
		separator = " (";
		add_count(out, &separator, changes[CHANGE_PUNCTUATION], "in punctuation only");
		add_count(out, &separator, changes[CHANGE_CITATION], "in citations only");
		add_count(out, &separator, changes[CHANGE_WORDS], "in words");
		buffer_add_byte(out, ')');
		separator = ", ";
	}
	add_count(out, &separator, relations[RELATION_NEW], "new");
	add_count(out, &separator, relations[RELATION_DROPPED], "dropped");
	if (comparison->moved > 0)
		buffer_add_format(out, "; %zu moved", comparison->moved);
	if (out->length == start)
		buffer_add_text(out, "no clauses");
}

static void add_labels(struct buffer *out, const struct clauses *clauses)
{
	for (size_t i = 0; i < clauses->count; i++)
		buffer_add_format(out, "%s%s", i > 0 ? " + " : "", clauses->at[i]->label);
}

void print_compare_labels(struct buffer *out, const struct compared *row)
{
	bool same = row->old.count == 1 && row->new.count == 1 && !row->renumbered;
	add_labels(out, &row->old);
	if (same)
		return;
	if (row->old.count > 0 && row->new.count > 0)
		buffer_add_text(out, " → ");
	add_labels(out, &row->new);
}

void print_compare_what(struct buffer *out, const struct compared *row)
{
	static const char *const relations[] = { "the same", "changed", "split",
						 "merged",   "new",     "dropped" };
	buffer_add_text(out, relations[row->relation]);
	if (row->change == CHANGE_PUNCTUATION)
		buffer_add_text(out, ", punctuation only");
	if (row->change == CHANGE_CITATION)
		buffer_add_text(out, ", citations only");
	if (row->moved)
		buffer_add_text(out, ", moved");
	if (row->old_verb != NULL)
		buffer_add_format(out, ": %s → %s", row->old_verb, row->new_verb);
}

size_t print_compare_run(struct buffer *out, const struct comparison *comparison, size_t start)
{
	size_t end = start;
	while (end < comparison->count && comparison->at[end].relation == RELATION_SAME &&
	       !comparison->at[end].moved &&
	       comparison->at[end].renumbered == comparison->at[start].renumbered)
		end++;
	if (end == start)
		return 0;
	const struct compared *first = &comparison->at[start], *last = &comparison->at[end - 1];
	for (int side = 0; side < 1 + first->renumbered; side++) {
		buffer_add_text(out, side > 0 ? " → " : "");
		buffer_add_text(out, (side == 0 ? first->old : first->new).at[0]->label);
		if (last > first)
			buffer_add_format(out, " to %s",
					  (side == 0 ? last->old : last->new).at[0]->label);
	}
	return end - start;
}

/* ---- Text ---- */

enum { INDENT = 3, GAP = 3 };

static void add_strong(struct buffer *out, const struct terminal *terminal, const char *text)
{
	buffer_add_text(out, terminal->colour ? "\033[1m" : "");
	terminal_add(out, text, strlen(text), false);
	buffer_add_text(out, terminal->colour ? "\033[0m" : "");
}

static void add_head(struct buffer *out, const struct terminal *terminal,
		     const struct compared *row)
{
	struct buffer labels = BUFFER_INIT, what = BUFFER_INIT;
	print_compare_labels(&labels, row);
	print_compare_what(&what, row);
	buffer_add_byte(out, '\n');
	add_strong(out, terminal, labels.bytes);
	buffer_add_text(out, "  ");
	terminal_add(out, what.bytes, what.length, false);
	buffer_add_byte(out, '\n');
	buffer_release(&labels);
	buffer_release(&what);
}

/* Takes a line off the start of *text; "" at its end. */
static size_t take_line(const char **text)
{
	size_t length = strcspn(*text, "\n");
	*text += length + ((*text)[length] == '\n');
	return length;
}

static void add_columns(struct buffer *out, const struct terminal *terminal,
			const struct diff_view *diff)
{
	struct terminal column = *terminal;
	struct buffer left = BUFFER_INIT, right = BUFFER_INIT;
	column.columns = (terminal->columns - GAP) / 2;
	print_diff_text(&left, &column, diff, DIFF_OLD, 0);
	print_diff_text(&right, &column, diff, DIFF_NEW, 0);
	const char *old = left.bytes != NULL ? left.bytes : "";
	const char *new = right.bytes != NULL ? right.bytes : "";
	while (*old != '\0' || *new != '\0') {
		const char *old_line = old, *new_line = new;
		size_t old_length = take_line(&old), new_length = take_line(&new);
		size_t width = terminal_shown_width(old_line, old_length);
		buffer_add(out, old_line, old_length);
		if (width < column.columns)
			buffer_add_format(out, "%*s", (int)(column.columns - width), "");
		buffer_add_text(out, new_length > 0 ? " │ " : " │");
		buffer_add(out, new_line, new_length);
		buffer_add_byte(out, '\n');
	}
	buffer_release(&left);
	buffer_release(&right);
}

static void add_row(struct buffer *out, const struct terminal *terminal,
		    const struct compare_view *view, const struct compared *row)
{
	const struct diff_view diff = { &row->diff, row->old_text, row->new_text };
	add_head(out, terminal, row);
	if (row->relation == RELATION_SAME && !view->all)
		return;
	if (view->side_by_side && terminal->columns >= SIDE_BY_SIDE_LEAST)
		add_columns(out, terminal, &diff);
	else
		print_diff_text(out, terminal, &diff, DIFF_BOTH, INDENT);
}

void print_compare_text(struct buffer *out, const struct terminal *terminal,
			const struct compare_view *view)
{
	const struct comparison *comparison = view->comparison;
	struct buffer line = BUFFER_INIT;
	buffer_add_format(&line, "%s → %s", view->from, view->to);
	add_strong(out, terminal, line.bytes);
	buffer_add_format(out, "  %s\n", view->language->name);
	print_compare_counts(out, comparison);
	buffer_add_byte(out, '\n');
	for (size_t i = 0; i < comparison->count && !view->summary;) {
		buffer_clear(&line);
		size_t same = view->all ? 0 : print_compare_run(&line, comparison, i);
		if (same == 0) {
			add_row(out, terminal, view, &comparison->at[i++]);
			continue;
		}
		buffer_add_byte(out, '\n');
		terminal_add(out, line.bytes, line.length, false);
		buffer_add_text(out, "  the same\n");
		i += same;
	}
	buffer_release(&line);
}
