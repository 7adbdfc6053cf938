/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/print_check.h"

#include "base/buffer.h"
#include "cli/cite.h"
#include "cli/json_values.h"
#include "cli/print_diff.h"
#include "cli/print_html.h"
#include "cli/print_text.h"
#include "searcher/compare.h"

#include <stdlib.h>
#include <string.h>

enum { INDENT = 3 };

static void add_counts(struct buffer *out, const struct check_view *view)
{
	const struct check *check = view->check;
	buffer_add_format(out, "%s: %zu clause%s: ", view->name, check->count,
			  check->count == 1 ? "" : "s");
	for (size_t i = 0; i < VERDICT_COUNT; i++)
		buffer_add_format(out, "%s%zu %s", i > 0 ? ", " : "", check->verdicts[i],
				  verdict_names[i]);
	buffer_add_format(out, " (threshold %u %%)", view->threshold);
}

/* "identical", "altered, 87 %, citations only", "new, nearest 34 %" */
static void add_verdict(struct buffer *out, const struct checked *checked)
{
	static const char *const changes[] = {
		[CHANGE_NONE] = "",
		[CHANGE_PUNCTUATION] = ", but for punctuation",
		[CHANGE_CITATION] = ", citations only",
		[CHANGE_WORDS] = "",
	};
	buffer_add_text(out, verdict_names[checked->verdict]);
	if (checked->verdict == VERDICT_IDENTICAL)
		buffer_add_text(out, changes[checked->change]);
	else if (checked->verdict == VERDICT_ALTERED)
		buffer_add_format(out, ", %d %% the same%s",
				  print_text_percent(checked->similarity),
				  changes[checked->change]);
	else if (checked->nearest.source.symbol != NULL)
		buffer_add_format(out, ", the nearest %d %%",
				  print_text_percent(checked->similarity));
}

/*
 * "General Assembly resolution 78/16 of 4 December 2023, para. 3  recorded vote 161-9-11  ×3 since
 * 2021": how it was adopted and how often.
 */
static void add_source(struct buffer *out, const struct check_view *view,
		       const struct agreed *agreed)
{
	const struct resolution *resolution;
	if (sources_resolution(view->sources, &agreed->source, &resolution, NULL) != STATUS_OK)
		return;
	cite_clause(out, resolution, &resolution->clauses[agreed->source.clause]);
	buffer_add_format(out, " [%s#%s]", resolution->symbol,
			  resolution->clauses[agreed->source.clause].label);
	if (resolution->vote.kind == VOTE_NONE)
		buffer_add_text(out, ", without a vote");
	else if (resolution->vote.kind == VOTE_RECORDED)
		buffer_add_format(out, ", recorded vote %u-%u-%u", resolution->vote.yes,
				  resolution->vote.no, resolution->vote.abstaining);
	if (agreed->count > 1)
		buffer_add_format(out, ", ×%zu", agreed->count);
	if (agreed->count > 1 && agreed->first_date != 0)
		buffer_add_format(out, " since %u", agreed->first_date / 10000);
}

/* The sources of a clause with their names; an equal one is not named twice. */
struct named_source {
	const char *name;
	const struct agreed *agreed;
};
enum { MOST_SOURCES = 3 };

static size_t list_sources(const struct checked *checked, struct named_source *list)
{
	const struct named_source all[MOST_SOURCES] = {
		{ checked->verdict == VERDICT_IDENTICAL ? "latest" : "nearest", &checked->nearest },
		{ "most recent", &checked->recent },
		{ "most frequent", &checked->frequent },
	};
	size_t count = 0;
	for (size_t i = 0; i < MOST_SOURCES; i++) {
		bool known = all[i].agreed->source.symbol == NULL;
		for (size_t j = 0; j < count; j++)
			known = known || list[j].agreed->source.hash == all[i].agreed->source.hash;
		if (!known)
			list[count++] = all[i];
	}
	return count;
}

static struct diff_view diff_of(const struct checked *checked)
{
	return (struct diff_view){
		&checked->diff, checked->resolution->clauses[checked->nearest.source.clause].text,
		checked->clause->text
	};
}

/* ---- For people ---- */

static void add_text(struct buffer *out, const struct terminal *terminal, const char *text)
{
	terminal_add_folded(out, terminal, text, strlen(text), NULL, 0, INDENT);
}

static void add_checked(struct buffer *out, const struct terminal *terminal,
			const struct check_view *view, const struct checked *checked)
{
	struct buffer line = BUFFER_INIT;
	struct named_source sources[MOST_SOURCES];
	size_t count = list_sources(checked, sources);
	buffer_add_text(out, terminal->colour ? "\n\033[1m" : "\n");
	terminal_add(out, checked->clause->label, strlen(checked->clause->label), false);
	buffer_add_text(out, terminal->colour ? "\033[0m  " : "  ");
	add_verdict(out, checked);
	buffer_add_byte(out, '\n');
	if (checked->verdict == VERDICT_ALTERED ||
	    (checked->verdict == VERDICT_IDENTICAL && checked->change != CHANGE_NONE)) {
		const struct diff_view diff = diff_of(checked);
		print_diff_text(out, terminal, &diff, DIFF_BOTH, INDENT);
	} else
		add_text(out, terminal, checked->clause->text);
	for (size_t i = 0; i < count; i++) {
		buffer_clear(&line);
		buffer_add_format(&line, "%s: ", sources[i].name);
		add_source(&line, view, sources[i].agreed);
		add_text(out, terminal, line.bytes);
	}
	buffer_release(&line);
}

void print_check_text(struct buffer *out, const struct terminal *terminal,
		      const struct check_view *view)
{
	struct buffer counts = BUFFER_INIT;
	add_counts(&counts, view);
	terminal_add(out, counts.bytes, counts.length, false);
	buffer_add_byte(out, '\n');
	for (size_t i = 0; i < view->check->count && !view->summary; i++)
		add_checked(out, terminal, view, &view->check->at[i]);
	buffer_release(&counts);
}

/* ---- HTML ---- */

static void add_words(struct buffer *out, const char *text)
{
	print_html_words(out, text, strlen(text));
}

static void add_html(struct buffer *out, const struct check_view *view,
		     const struct checked *checked)
{
	struct buffer line = BUFFER_INIT;
	struct named_source sources[MOST_SOURCES];
	size_t count = list_sources(checked, sources);
	buffer_add_format(out, "<h2>");
	add_words(out, checked->clause->label);
	add_verdict(&line, checked);
	buffer_add_text(out, " <span class=\"label\">");
	add_words(out, line.bytes);
	buffer_add_format(out, "</span></h2>\n<p lang=\"%s\" dir=\"auto\">", view->language->code);
	if (checked->verdict == VERDICT_NEW)
		add_words(out, checked->clause->text);
	else {
		const struct diff_view diff = diff_of(checked);
		print_diff_html(out, &diff, DIFF_BOTH);
	}
	buffer_add_text(out, "</p>\n");
	for (size_t i = 0; i < count; i++) {
		buffer_clear(&line);
		add_source(&line, view, sources[i].agreed);
		buffer_add_format(out, "<p class=\"label\">%s: <span lang=\"%s\" dir=\"auto\">",
				  sources[i].name, view->language->code);
		add_words(out, line.bytes != NULL ? line.bytes : "");
		buffer_add_text(out, "</span></p>\n");
	}
	buffer_release(&line);
}

void print_check_html(struct buffer *out, const struct check_view *view)
{
	struct buffer counts = BUFFER_INIT;
	add_counts(&counts, view);
	print_html_start(out, view->name);
	buffer_add_text(out, "<h1>");
	add_words(out, view->name);
	buffer_add_text(out, "</h1>\n<p>");
	add_words(out, counts.bytes);
	buffer_add_text(out, "</p>\n");
	for (size_t i = 0; i < view->check->count && !view->summary; i++)
		add_html(out, view, &view->check->at[i]);
	print_html_end(out);
	buffer_release(&counts);
}

/* ---- JSON ---- */

static json_t *source_object(const struct check_view *view, const struct agreed *agreed)
{
	const struct resolution *resolution;
	if (agreed->source.symbol == NULL ||
	    sources_resolution(view->sources, &agreed->source, &resolution, NULL) != STATUS_OK)
		return json_null();
	const struct clause *clause = &resolution->clauses[agreed->source.clause];
	struct buffer reference = BUFFER_INIT;
	cite_clause(&reference, resolution, clause);
	json_t *object =
	    json_pack("{ss ss so ss so so ss}", "symbol", resolution->symbol, "clause",
		      clause->label, "date", json_date(agreed->source.date), "reference",
		      reference.bytes, "vote", json_vote(&resolution->vote), "similarity",
		      json_share(agreed->source.similarity), "text", clause->text);
	json_object_set_new(object, "repeats",
			    json_pack("{sI so so}", "count", (json_int_t)agreed->count, "first",
				      json_date(agreed->first_date), "last",
				      json_date(agreed->source.date)));
	buffer_release(&reference);
	return object;
}

static json_t *checked_object(const struct check_view *view, const struct checked *checked)
{
	json_t *object =
	    json_pack("{ss ss ss ss ss}", "draft", view->name, "lang", view->language->code,
		      "clause", checked->clause->label, "verdict", verdict_names[checked->verdict],
		      "text", checked->clause->text);
	json_object_set_new(object, "similarity", json_share(checked->similarity));
	json_object_set_new(object, "nearest", source_object(view, &checked->nearest));
	json_object_set_new(object, "recent", source_object(view, &checked->recent));
	json_object_set_new(object, "frequent", source_object(view, &checked->frequent));
	if (checked->resolution != NULL) {
		const struct diff_view diff = diff_of(checked);
		json_object_set_new(object, "change", json_string(change_names[checked->change]));
		json_object_set_new(object, "diff", print_diff_json(&diff));
	}
	return object;
}

static json_t *count_object(const struct check_view *view)
{
	json_t *object = json_pack("{ss ss sI sI}", "draft", view->name, "lang",
				   view->language->code, "threshold", (json_int_t)view->threshold,
				   "clauses", (json_int_t)view->check->count);
	for (size_t i = 0; i < VERDICT_COUNT; i++)
		json_object_set_new(object, verdict_names[i],
				    json_integer((json_int_t)view->check->verdicts[i]));
	return object;
}

void print_check_jsonl(struct buffer *out, const struct check_view *view)
{
	if (view->summary)
		json_add_line(out, count_object(view));
	for (size_t i = 0; i < view->check->count && !view->summary; i++)
		json_add_line(out, checked_object(view, &view->check->at[i]));
}

void print_check_json(struct buffer *out, const struct check_view *view)
{
	buffer_add_text(out, "[\n");
	if (view->summary)
		json_add_line(out, count_object(view));
	for (size_t i = 0; i < view->check->count && !view->summary; i++) {
		if (i > 0) {
			out->length--; /* the new line: a comma comes before it */
			buffer_add_text(out, ",\n");
		}
		json_add_line(out, checked_object(view, &view->check->at[i]));
	}
	buffer_add_text(out, "]\n");
}
