/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/print_text.h"

#include "base/buffer.h"
#include "base/date.h"
#include "cli/cite.h"
#include "cli/repeats.h"
#include "searcher/snippet.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SNIPPET_LINES = 4, INDENT = 3 };

static void add_safe(struct buffer *out, const char *text)
{
	terminal_add(out, text, strlen(text), false);
}

/* "4 Dec 2023" of "2023-12-04"; anything else as it is. */
static void add_date(struct buffer *out, const char *iso)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
					      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	unsigned year, month, day;
	if (sscanf(iso, "%4u-%2u-%2u", &year, &month, &day) == 3 && month >= 1 && month <= 12)
		buffer_add_format(out, "%u %s %u", day, months[month - 1], year);
	else
		add_safe(out, iso[0] != '\0' ? iso : "no date");
}

static void add_vote(struct buffer *out, const struct vote *vote)
{
	if (vote->kind == VOTE_NONE)
		buffer_add_text(out, "  without a vote");
	else if (vote->kind == VOTE_RECORDED)
		buffer_add_format(out, "  recorded vote %u-%u-%u", vote->yes, vote->no,
				  vote->abstaining);
}

static void add_count(struct buffer *out, uint64_t count, const char *noun)
{
	buffer_add_format(out, "%llu %s%s", (unsigned long long)count, noun, count == 1 ? "" : "s");
}

void print_text_totals(struct buffer *out, const struct terminal *terminal,
		       const struct search *search, double seconds)
{
	struct buffer line = BUFFER_INIT, time = BUFFER_INIT;
	add_count(&line, search->hit_count,
		  search->options.unit == UNIT_RESOLUTION ? "resolution" : "wording");
	buffer_add_text(&line, ", ");
	add_count(&line, search->clause_count, "clause");
	if (search->last_date != 0) {
		buffer_add_text(&line, ", ");
		date_add(&line, search->first_date);
		if (search->first_date != search->last_date) {
			buffer_add_text(&line, " to ");
			date_add(&line, search->last_date);
		}
	}
	buffer_add_format(&time, "%.3f s", seconds);
	size_t used = line.length + time.length;
	buffer_add(out, line.bytes, line.length);
	buffer_add_format(out, "%*s%s\n",
			  used + 2 < terminal->columns ? (int)(terminal->columns - used) : 2, "",
			  time.bytes);
	buffer_release(&line);
	buffer_release(&time);
}

static void add_text(struct buffer *out, const struct terminal *terminal, const struct found *found)
{
	const char *text = found->clause.text;
	size_t start, end, count = 0;
	struct span *spans = calloc(found->highlight_count + 1, sizeof *spans);
	snippet_choose(text, found->highlights, found->highlight_count,
		       (terminal->columns - INDENT) * SNIPPET_LINES - 4, &start, &end);
	struct buffer piece = BUFFER_INIT;
	if (start > 0)
		buffer_add_text(&piece, "… ");
	size_t lead = piece.length;
	buffer_add(&piece, text + start, end - start);
	if (text[end] != '\0')
		buffer_add_text(&piece, "…");
	for (size_t i = 0; i < found->highlight_count && spans != NULL; i++) {
		const struct range *range = &found->highlights[i];
		if (range->start >= start && range->end <= end)
			spans[count++] = (struct span){ range->start - start + lead,
							range->end - start + lead, SPAN_FOUND };
	}
	terminal_add_folded(out, terminal, piece.bytes, piece.length, spans, count, INDENT);
	buffer_release(&piece);
	free(spans);
}

void print_text_place(struct buffer *out, const struct terminal *terminal,
		      const struct resolution *resolution, const struct clause *clause,
		      bool name_language)
{
	if (terminal->colour)
		buffer_add_text(out, "\033[1m");
	add_safe(out, resolution->symbol);
	buffer_add_byte(out, '#');
	add_safe(out, clause->label);
	if (terminal->colour)
		buffer_add_text(out, "\033[0m");
	if (name_language)
		buffer_add_format(out, "  %s", resolution->language->code);
	buffer_add_text(out, "  ");
	add_date(out, resolution->date);
	add_vote(out, &resolution->vote);
}

void print_text_hit(struct buffer *out, const struct terminal *terminal, size_t rank,
		    const struct search *search, const struct hit *hit, const struct found *found)
{
	bool together = search->options.unit == UNIT_RESOLUTION;
	buffer_add_format(out, "\n%-2zu ", rank);
	print_text_place(out, terminal, found->resolution, &found->clause,
			 search->index->language_count > 1);
	if (hit->count > 1 && !together) {
		buffer_add_format(out, "  ×%u", hit->count);
		if (hit->first_date != 0) {
			buffer_add_format(out, ", %u", hit->first_date / 10000);
			if (hit->first_date / 10000 != hit->last_date / 10000)
				buffer_add_format(out, "–%u", hit->last_date / 10000);
		}
	}
	if (hit->folded > 0)
		buffer_add_format(out, "  with %u similar", hit->folded);
	if (together)
		buffer_add_format(out, "  %u clause%s", hit->count, hit->count == 1 ? "" : "s");
	buffer_add_byte(out, '\n');
	add_text(out, terminal, found);
}

int print_text_percent(double share)
{
	int whole = (int)lround(100 * share);
	return whole == 100 && share < 1 ? 99 : whole;
}

void print_text_reference(struct buffer *out, const struct terminal *terminal,
			  const struct resolution *resolution, const struct clause *clause)
{
	struct buffer reference = BUFFER_INIT;
	cite_clause(&reference, resolution, clause);
	terminal_add_folded(out, terminal, reference.bytes, reference.length, NULL, 0, INDENT);
	buffer_release(&reference);
}

void print_text_repeats(struct buffer *out, const struct search *search, const struct hit *hit)
{
	struct repeat *repeats;
	size_t count = repeats_of(&repeats, search, hit);
	for (size_t i = 0; i < count; i++) {
		buffer_add_format(out, "%*s", INDENT, "");
		add_safe(out, repeats[i].symbol);
		buffer_add_byte(out, '#');
		add_safe(out, repeats[i].label);
		if (repeats[i].date != 0) {
			buffer_add_text(out, "  ");
			date_add(out, repeats[i].date);
		}
		buffer_add_byte(out, '\n');
	}
	repeats_free(repeats, count);
}

static void add_folded(struct buffer *out, const struct terminal *terminal, const char *text,
		       size_t indent)
{
	if (text[0] != '\0')
		terminal_add_folded(out, terminal, text, strlen(text), NULL, 0, indent);
}

static void add_footnotes(struct buffer *out, const struct terminal *terminal,
			  const struct clause *clause)
{
	for (size_t i = 0; i < clause->footnote_count; i++) {
		struct buffer line = BUFFER_INIT;
		buffer_add_format(&line, "[%s] %s", clause->footnotes[i].mark,
				  clause->footnotes[i].text);
		add_folded(out, terminal, line.bytes, 2 * INDENT);
		buffer_release(&line);
	}
}

/* A clause in the way it is printed: its number, its words, its footnotes. */
static void add_clause(struct buffer *out, const struct terminal *terminal,
		       const struct clause *clause)
{
	struct buffer line = BUFFER_INIT;
	if (clause->number[0] != '\0')
		buffer_add_format(&line, "%s ", clause->number);
	buffer_add_text(&line, clause->text);
	size_t indent = strchr(clause->label, '(') != NULL ? 2 * INDENT : 0;
	add_folded(out, terminal, line.bytes, indent);
	add_footnotes(out, terminal, clause);
	buffer_add_byte(out, '\n');
	buffer_release(&line);
}

void print_text_resolution(struct buffer *out, const struct terminal *terminal,
			   const struct resolution *resolution)
{
	struct buffer line = BUFFER_INIT;
	buffer_add_format(&line, "%s  %s  ", resolution->symbol, resolution->language->name);
	add_date(&line, resolution->date);
	add_vote(&line, &resolution->vote);
	add_folded(out, terminal, line.bytes, 0);
	buffer_clear(&line);
	add_folded(out, terminal, resolution->session_line, 0);
	if (resolution->agenda_item[0] != '\0')
		buffer_add_format(&line, "%s  ", resolution->agenda_item);
	buffer_add_text(&line, resolution->agenda_title);
	add_folded(out, terminal, line.bytes, 0);
	buffer_clear(&line);
	add_folded(out, terminal, resolution->adoption, 0);
	buffer_add_text(&line, resolution->committee);
	if (resolution->report[0] != '\0')
		buffer_add_format(&line, "%s(%s)", line.length > 0 ? " " : "", resolution->report);
	if (line.length > 0)
		add_folded(out, terminal, line.bytes, 0);
	buffer_add_byte(out, '\n');
	bool formula = false;
	for (size_t i = 0; i < resolution->clause_count; i++) {
		const struct clause *clause = &resolution->clauses[i];
		if (clause->part != PART_TITLE && !formula) {
			formula = true;
			add_folded(out, terminal, resolution->formula, 0);
			buffer_add_byte(out, '\n');
		}
		add_clause(out, terminal, clause);
	}
	add_folded(out, terminal, resolution->meeting, 0);
	add_folded(out, terminal, resolution->closing, 0);
	buffer_release(&line);
}

void print_text_clause(struct buffer *out, const struct terminal *terminal,
		       const struct resolution *resolution, const struct clause *clause)
{
	struct buffer line = BUFFER_INIT;
	buffer_add_format(&line, "%s#%s  %s  ", resolution->symbol, clause->label,
			  resolution->language->name);
	add_date(&line, resolution->date);
	add_vote(&line, &resolution->vote);
	add_folded(out, terminal, line.bytes, 0);
	add_clause(out, terminal, clause);
	buffer_release(&line);
}
