/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/print_diff.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "cli/print_html.h"
#include "cli/print_markdown.h"
#include "searcher/units.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const char *text_of(const struct diff_view *view, const struct piece *piece)
{
	return piece->kind == PIECE_ADDED ? view->new : view->old;
}

static bool is_on(enum diff_side side, enum piece_kind kind)
{
	return kind == PIECE_SAME || side == DIFF_BOTH ||
	       (kind == PIECE_REMOVED ? side == DIFF_OLD : side == DIFF_NEW);
}

/* Appends spaces so that they can be seen. */
static void add_visible(struct buffer *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		buffer_add_text(out, text[i] == '\n' ? "¶" : "␣");
		if (text[i] == '\n')
			buffer_add_byte(out, '\n');
	}
}

static size_t trim_end(const char *text, size_t length)
{
	while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\n'))
		length--;
	return length;
}

/* Appends a changed piece and the span of what of it is marked. */
static void add_changed(struct buffer *all, struct span *span, const char *text, size_t length)
{
	size_t start = 0, end = trim_end(text, length);
	while (start < end && (text[start] == ' ' || text[start] == '\n'))
		start++;
	span->start = all->length + start;
	if (start < end)
		buffer_add(all, text, length);
	else {
		span->start = all->length;
		add_visible(all, text, length);
	}
	span->end = start < end ? all->length - (length - end) : all->length;
	/* the mark ends with the line */
	if (start == end && span->end > span->start && all->bytes[span->end - 1] == '\n')
		span->end--;
}

void print_diff_text(struct buffer *out, const struct terminal *terminal,
		     const struct diff_view *view, enum diff_side side, size_t indent)
{
	const struct diff *diff = view->diff;
	struct buffer all = BUFFER_INIT;
	struct span *spans = memory_array(diff->count, sizeof *spans);
	size_t count = 0;
	for (size_t i = 0; i < diff->count; i++) {
		const struct piece *piece = &diff->pieces[i];
		const char *text = text_of(view, piece) + piece->start;
		size_t length = piece->end - piece->start;
		if (!is_on(side, piece->kind))
			continue;
		if (piece->kind == PIECE_SAME) {
			buffer_add(&all, text, length);
			continue;
		}
		/* the added words have their own space before them, if there is one */
		bool replaced = side == DIFF_BOTH && i + 1 < diff->count &&
				diff->pieces[i + 1].kind == PIECE_ADDED;
		if (replaced && trim_end(text, length) > 0)
			length = trim_end(text, length);
		spans[count].style = piece->kind == PIECE_REMOVED ? SPAN_REMOVED : SPAN_ADDED;
		add_changed(&all, &spans[count++], text, length);
	}
	terminal_add_folded(out, terminal, all.bytes, all.length, spans, count, indent);
	buffer_release(&all);
	free(spans);
}

/* ---- Markdown ---- */

/* A change as it is marked: units of both texts. */
struct marked {
	size_t old_start, old_end, new_start, new_end;
};

/* Whether a mark of Markdown may stand at this edge of text: inside of it is a word, or nothing. */
static bool is_edge(const struct units *units, size_t start, size_t end, bool at_start)
{
	while (start < end && units->at[start].kind == UNIT_SPACE)
		start++;
	while (end > start && units->at[end - 1].kind == UNIT_SPACE)
		end--;
	return start == end || units->at[at_start ? start : end - 1].kind == UNIT_WORD;
}

static size_t unit_at(const struct units *units, size_t byte)
{
	size_t low = 0, high = units->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (units->at[middle].start < byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Takes equal units into the change until its edges can be marked, or until it meets another
 * change: the one that ends at `before`, the one that begins at `next`, units of the old text. */
static void widen(struct marked *marked, const struct units *old, const struct units *new,
		  size_t before, size_t next)
{
	while (marked->old_start > before &&
	       !(is_edge(old, marked->old_start, marked->old_end, true) &&
		 is_edge(new, marked->new_start, marked->new_end, true))) {
		marked->old_start--;
		marked->new_start--;
	}
	while (marked->old_end < next &&
	       !(is_edge(old, marked->old_start, marked->old_end, false) &&
		 is_edge(new, marked->new_start, marked->new_end, false))) {
		marked->old_end++;
		marked->new_end++;
	}
}

/* Where the quotation stands. */
struct quotation {
	struct buffer *out;
	bool first; /* at the start of a line */
};

/* Appends words, with the mark around each of their lines. */
static void add_quoted(struct quotation *quotation, const char *text, size_t length,
		       const char *mark)
{
	for (size_t start = 0; start < length;) {
		const char *stop = memchr(text + start, '\n', length - start);
		size_t end = stop != NULL ? (size_t)(stop - text) : length;
		size_t from = start, to = end;
		while (mark[0] != '\0' && from < to && text[from] == ' ')
			from++;
		while (mark[0] != '\0' && to > from && text[to - 1] == ' ')
			to--;
		if (from > start && !quotation->first)
			buffer_add_byte(quotation->out, ' ');
		if (to > from) {
			buffer_add_text(quotation->out, mark);
			print_markdown_words(quotation->out, text + from, to - from,
					     quotation->first && mark[0] == '\0');
			buffer_add_text(quotation->out, mark);
			quotation->first = false;
		}
		if (to < end && !quotation->first)
			buffer_add_byte(quotation->out, ' ');
		start = end;
		if (stop != NULL) {
			buffer_add_text(quotation->out, "\n>\n> ");
			quotation->first = true;
			start++;
		}
	}
}

static void add_space(struct quotation *quotation)
{
	const struct buffer *out = quotation->out;
	if (!quotation->first && out->length > 0 && out->bytes[out->length - 1] != ' ')
		buffer_add_byte(quotation->out, ' ');
}

static void add_marked(struct quotation *quotation, const struct diff_view *view,
		       const struct units *old, const struct units *new,
		       const struct marked *marked)
{
	size_t from = marked->old_start < old->count ? old->at[marked->old_start].start : 0;
	size_t new_from = marked->new_start < new->count ? new->at[marked->new_start].start : 0;
	bool removed = marked->old_end > marked->old_start;
	bool added = marked->new_end > marked->new_start;
	if (removed)
		add_quoted(quotation, view->old + from, old->at[marked->old_end - 1].end - from,
			   "~~");
	if (removed && added)
		add_space(quotation);
	if (added)
		add_quoted(quotation, view->new + new_from,
			   new->at[marked->new_end - 1].end - new_from, "**");
}

/* The next change at or behind piece *i, in units, and those that its marks would touch. */
static struct marked next_change(const struct diff *diff, size_t *i, const struct units *old,
				 const struct units *new, size_t old_at, size_t new_at)
{
	struct marked marked = { old_at, old_at, new_at, new_at };
	for (; *i < diff->count && diff->pieces[*i].kind != PIECE_SAME; ++*i) {
		const struct piece *piece = &diff->pieces[*i];
		if (piece->kind == PIECE_REMOVED)
			marked.old_end = unit_at(old, piece->end);
		else
			marked.new_end = unit_at(new, piece->end);
	}
	return marked;
}

/* The changes of the diff, made as wide as their marks need; those that touch are one. */
static size_t mark_changes(const struct diff *diff, const struct units *old,
			   const struct units *new, struct marked *changes)
{
	size_t count = 0, done = 0, old_at = 0, new_at = 0;
	for (size_t i = 0; i < diff->count;) {
		const struct piece *piece = &diff->pieces[i];
		if (piece->kind == PIECE_SAME) {
			size_t units = unit_at(old, piece->end) - unit_at(old, piece->start);
			old_at += units;
			new_at += units;
			i++;
			continue;
		}
		struct marked marked = next_change(diff, &i, old, new, old_at, new_at);
		old_at = marked.old_end;
		new_at = marked.new_end;
		size_t next = i < diff->count ? unit_at(old, diff->pieces[i].end) : old->count;
		widen(&marked, old, new, done, next);
		if (count > 0 && marked.old_start <= changes[count - 1].old_end) {
			marked.old_start = changes[count - 1].old_start;
			marked.new_start = changes[count - 1].new_start;
			count--;
		}
		changes[count++] = marked;
		done = marked.old_end;
	}
	return count;
}

void print_diff_markdown(struct buffer *out, const struct diff_view *view)
{
	struct units old = { 0 }, new = { 0 };
	struct marked *changes = memory_array(view->diff->count, sizeof *changes);
	struct quotation quotation = { out, true };
	units_read(&old, view->old, strlen(view->old));
	units_read(&new, view->new, strlen(view->new));
	size_t count = mark_changes(view->diff, &old, &new, changes), done = 0;
	buffer_add_text(out, "> ");
	for (size_t i = 0; i <= count; i++) {
		size_t until = i < count ? changes[i].old_start : old.count;
		if (until > done)
			add_quoted(&quotation, view->old + old.at[done].start,
				   old.at[until - 1].end - old.at[done].start, "");
		if (i == count)
			break;
		add_marked(&quotation, view, &old, &new, &changes[i]);
		done = changes[i].old_end;
	}
	buffer_add_byte(out, '\n');
	units_release(&old);
	units_release(&new);
	free(changes);
}

/* ---- HTML and JSON ---- */

void print_diff_html(struct buffer *out, const struct diff_view *view, enum diff_side side)
{
	static const char *const before[] = { "", "<del>", "<ins>" };
	static const char *const behind[] = { "", "</del>", "</ins>" };
	for (size_t i = 0; i < view->diff->count; i++) {
		const struct piece *piece = &view->diff->pieces[i];
		if (!is_on(side, piece->kind))
			continue;
		buffer_add_text(out, before[piece->kind]);
		print_html_words(out, text_of(view, piece) + piece->start,
				 piece->end - piece->start);
		buffer_add_text(out, behind[piece->kind]);
	}
}

json_t *print_diff_json(const struct diff_view *view)
{
	static const char *const operations[] = { "same", "removed", "added" };
	json_t *array = json_array();
	for (size_t i = 0; i < view->diff->count; i++) {
		const struct piece *piece = &view->diff->pieces[i];
		json_array_append_new(array, json_pack("{ss ss%}", "op", operations[piece->kind],
						       "text", text_of(view, piece) + piece->start,
						       (size_t)(piece->end - piece->start)));
	}
	return array;
}
