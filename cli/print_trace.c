/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/print_trace.h"

#include "base/buffer.h"
#include "cli/json_values.h"
#include "cli/print_diff.h"
#include "cli/print_text.h"
#include "corpus/drafting.h"
#include "searcher/compare.h"

#include <stdlib.h>
#include <string.h>

enum { INDENT = 3 };

static void add_safe(struct buffer *out, const char *text)
{
	terminal_add(out, text, strlen(text), false);
}

static const struct clause *clause_of(const struct trace_view *view, const struct source *source,
				      const struct resolution **resolution)
{
	static const struct clause none = { .label = "", .verb = "", .text = "" };
	trace_text(view->sources, source, resolution);
	return *resolution != NULL ? &(*resolution)->clauses[source->clause] : &none;
}

static void add_name(struct buffer *out, const struct trace_view *view, const struct source *source)
{
	const struct resolution *resolution;
	const struct clause *clause = clause_of(view, source, &resolution);
	add_safe(out, source->symbol);
	buffer_add_byte(out, '#');
	add_safe(out, clause->label);
}

/* ---- What changed ---- */

/* A version and the one before it, compared. */
struct step {
	const struct clause *old, *new;
	const struct resolution *old_resolution, *resolution;
	struct diff diff;
	enum change change;
	bool same_wording;
};

static void compare(const struct trace_view *view, const struct source *before,
		    const struct source *source, struct step *step)
{
	*step = (struct step){ 0 };
	step->old = clause_of(view, before, &step->old_resolution);
	step->new = clause_of(view, source, &step->resolution);
	step->same_wording = before->hash == source->hash;
	size_t old = strlen(step->old->text), new = strlen(step->new->text);
	diff_texts(&step->diff, step->old->text, old, step->new->text, new);
	if (step->resolution != NULL)
		step->change = diff_change(step->resolution->language, &step->diff, step->old->text,
					   old, step->new->text, new);
}

static void add_change(struct buffer *out, enum change change, bool same_wording, double similarity)
{
	if (change == CHANGE_NONE || same_wording)
		buffer_add_text(out, "the same words");
	else if (change == CHANGE_PUNCTUATION)
		buffer_add_text(out, "punctuation changed");
	else if (change == CHANGE_CITATION)
		buffer_add_format(out, "citations changed, %d %% the same",
				  print_text_percent(similarity));
	else
		buffer_add_format(out, "words changed, %d %% the same",
				  print_text_percent(similarity));
}

static bool verb_changed(const struct step *step)
{
	const struct language *language =
	    step->resolution != NULL ? step->resolution->language : NULL;
	const char *old = step->old->verb, *new = step->new->verb;
	if (language == NULL || old[0] == '\0' || new[0] == '\0')
		return false;
	return strcmp(drafting_verb_key(language, old, strlen(old)),
		      drafting_verb_key(language, new, strlen(new))) != 0;
}

/* ---- For people ---- */

/* "session 75", "sessions 75 to 77", from..to being neighbours. */
static void add_sessions(struct buffer *out, int from, int to)
{
	if (from == to)
		buffer_add_format(out, "session %d", from);
	else
		buffer_add_format(out, "sessions %d %s %d", from, to > from + 1 ? "to" : "and", to);
}

/* Sessions between two versions: "not in session 73", or, of those that the index does not have,
 * "sessions 75 to 77 are not in the index". */
static void add_gap(struct buffer *out, struct sources *sources, const char *from, const char *to)
{
	int first = atoi(from) + 1, last = atoi(to) - 1;
	if (first <= 1 || last > SOURCES_LAST_SESSION)
		return;
	for (int start = first; start <= last;) {
		bool held = sources_hold_session(sources, start);
		int end = start;
		while (end < last && sources_hold_session(sources, end + 1) == held)
			end++;
		buffer_add_text(out, held ? "\nnot in " : "\n");
		add_sessions(out, start, end);
		if (!held)
			buffer_add_format(out, " %s not in the index", start == end ? "is" : "are");
		buffer_add_byte(out, '\n');
		start = end + 1;
	}
}

static void add_parallels(struct buffer *out, const struct trace_view *view,
			  const struct version *version)
{
	enum { MOST_SHOWN = 8 };
	size_t count = version->parallels.count;
	if (count == 0)
		return;
	struct buffer line = BUFFER_INIT;
	buffer_add_format(&line, "also in ");
	for (size_t i = 0; i < count && i < MOST_SHOWN; i++) {
		buffer_add_text(&line, i > 0 ? ", " : "");
		add_name(&line, view, &version->parallels.at[i]);
	}
	if (count > MOST_SHOWN)
		buffer_add_format(&line, " and %zu more", count - MOST_SHOWN);
	terminal_add_folded(out, view->terminal, line.bytes, line.length, NULL, 0, INDENT);
	buffer_release(&line);
}

/* Another resolution of the same session may have had the words before. */
static void add_first_use(struct buffer *out, const struct trace_view *view,
			  const struct version *version)
{
	const struct source_list *others = &version->parallels;
	const struct source *first = others->count > 0 ? &others->at[others->count - 1] : NULL;
	bool before = first != NULL && first->date != 0 && first->date < version->source.date;
	buffer_add_text(out, before ? "  first use in " : "  first use");
	if (before)
		add_name(out, view, first);
	buffer_add_byte(out, '\n');
}

static void add_version(struct buffer *out, const struct trace_view *view, size_t number)
{
	const struct version *version = &view->trace->at[number];
	const struct source *source = &version->source;
	const struct resolution *resolution;
	const struct clause *clause = clause_of(view, source, &resolution);
	if (resolution == NULL)
		return;
	buffer_add_format(out, "\n%s%s  ", sources_session(view->sources, source),
			  number == view->trace->start ? "*" : "");
	print_text_place(out, view->terminal, resolution, clause, false);
	if (number == 0) {
		add_first_use(out, view, version);
		terminal_add_folded(out, view->terminal, clause->text, strlen(clause->text), NULL,
				    0, INDENT);
		add_parallels(out, view, version);
		return;
	}
	struct step step;
	compare(view, &view->trace->at[number - 1].source, source, &step);
	buffer_add_text(out, "  ");
	add_change(out, step.change, step.same_wording, source->similarity);
	buffer_add_byte(out, '\n');
	if (verb_changed(&step)) {
		struct buffer line = BUFFER_INIT;
		buffer_add_format(&line, "%s → %s", step.old->verb, step.new->verb);
		terminal_add_folded(out, view->terminal, line.bytes, line.length, NULL, 0, INDENT);
		buffer_release(&line);
	}
	if (!step.same_wording) {
		const struct diff_view diff = { &step.diff, step.old->text, step.new->text };
		print_diff_text(out, view->terminal, &diff, DIFF_BOTH, INDENT);
	}
	diff_release(&step.diff);
	add_parallels(out, view, version);
}

void print_trace_text(struct buffer *out, const struct trace_view *view)
{
	const struct trace *trace = view->trace;
	for (size_t i = 0; i < trace->count; i++) {
		if (i > 0)
			add_gap(out, view->sources,
				sources_session(view->sources, &trace->at[i - 1].source),
				sources_session(view->sources, &trace->at[i].source));
		add_version(out, view, i);
	}
}

static void add_session(struct buffer *out, const char *session, bool is_start)
{
	buffer_add_format(out, is_start ? "[%s]" : "%s", session);
}

void print_trace_graph(struct buffer *out, const struct trace_view *view)
{
	const struct trace *trace = view->trace;
	bool utf8 = terminal_takes_utf8();
	for (size_t i = 0; i < trace->count; i++) {
		const struct source *source = &trace->at[i].source;
		const char *session = sources_session(view->sources, source);
		if (i > 0) {
			const struct source *before = &trace->at[i - 1].source;
			bool same = before->hash == source->hash;
			const char *line = same ? (utf8 ? "━━" : "==") : (utf8 ? "──" : "--");
			int from = atoi(sources_session(view->sources, before));
			int to = atoi(session);
			buffer_add_format(out, " %s ", line);
			for (int gap = from + 1; from > 0 && to - from <= 100 && gap < to; gap++) {
				bool held = sources_hold_session(view->sources, gap);
				buffer_add_format(out, "%s %s ",
						  !held  ? "?"
						  : utf8 ? "·"
							 : ".",
						  line);
			}
		}
		add_session(out, session, i == trace->start);
	}
	buffer_add_byte(out, '\n');
}

static const struct version *version_of(const struct trace *trace, const struct source *source)
{
	for (size_t i = 0; i < trace->count; i++)
		if (trace->at[i].source.segment == source->segment &&
		    trace->at[i].source.work == source->work &&
		    trace->at[i].source.clause == source->clause)
			return &trace->at[i];
	return &trace->at[0];
}

void print_trace_line(struct buffer *out, const struct trace_view *view)
{
	const struct trace *trace = view->trace;
	const struct source *start = &trace->at[trace->start].source;
	const struct resolution *resolution;
	struct buffer line = BUFFER_INIT;
	const struct clause *clause = clause_of(view, start, &resolution);
	add_safe(&line, clause->label);
	size_t width = terminal_width(line.bytes != NULL ? line.bytes : "", line.length);
	buffer_add_format(&line, "%*s  ", width < 12 ? (int)(12 - width) : 0, "");
	if (trace->ancestor.symbol == NULL)
		buffer_add_format(&line, "new in session %s",
				  sources_session(view->sources, start));
	else {
		struct step step;
		compare(view, &trace->ancestor, start, &step);
		buffer_add_format(&line, "since session %s  ",
				  sources_session(view->sources, &trace->at[0].source));
		add_name(&line, view, &trace->ancestor);
		buffer_add_text(&line, "  ");
		add_change(&line, step.change, step.same_wording, trace->ancestor.similarity);
		if (verb_changed(&step))
			buffer_add_format(&line, "  %s → %s", step.old->verb, step.new->verb);
		diff_release(&step.diff);
	}
	if (trace->start + 1 < trace->count) {
		buffer_add_text(&line, "  later ");
		add_name(&line, view, &trace->at[trace->count - 1].source);
	}
	terminal_add(out, line.bytes, line.length, false);
	buffer_add_byte(out, '\n');
	buffer_release(&line);
}

/* ---- For programs ---- */

/* {"symbol", "clause", "date", "session"} */
static json_t *place_object(const struct trace_view *view, const struct source *source)
{
	const struct resolution *resolution;
	const struct clause *clause = clause_of(view, source, &resolution);
	return json_pack("{ss ss so ss}", "symbol", source->symbol, "clause", clause->label, "date",
			 json_date(source->date), "session",
			 sources_session(view->sources, source));
}

static void add_step(json_t *object, const struct step *step, double similarity)
{
	json_object_set_new(object, "similarity", json_share(similarity));
	json_object_set_new(object, "change", json_string(change_names[step->change]));
	if (verb_changed(step))
		json_object_set_new(
		    object, "verb_change",
		    json_pack("{ss ss}", "from", step->old->verb, "to", step->new->verb));
}

static const char *relation_of(const struct trace *trace, size_t number)
{
	if (number == trace->start)
		return "start";
	return number < trace->start ? "earlier" : "later";
}

void print_trace_json(struct buffer *out, const struct trace_view *view)
{
	const struct trace *trace = view->trace;
	for (size_t i = 0; i < trace->count; i++) {
		const struct version *version = &trace->at[i];
		const struct resolution *resolution;
		const struct clause *clause = clause_of(view, &version->source, &resolution);
		if (resolution == NULL)
			continue;
		json_t *object = place_object(view, &version->source), *parallels = json_array();
		json_object_set_new(object, "lang", json_string(resolution->language->code));
		json_object_set_new(object, "relation", json_string(relation_of(trace, i)));
		json_object_set_new(object, "is_ancestor",
				    json_boolean(trace->ancestor.symbol != NULL &&
						 version == version_of(trace, &trace->ancestor)));
		json_object_set_new(object, "vote", json_vote(&resolution->vote));
		json_object_set_new(object, "text", json_string(clause->text));
		if (i > 0) {
			struct step step;
			compare(view, &trace->at[i - 1].source, &version->source, &step);
			const struct diff_view diff = { &step.diff, step.old->text,
							step.new->text };
			add_step(object, &step, version->source.similarity);
			json_object_set_new(object, "diff", print_diff_json(&diff));
			diff_release(&step.diff);
		}
		for (size_t p = 0; p < version->parallels.count; p++)
			json_array_append_new(parallels,
					      place_object(view, &version->parallels.at[p]));
		json_object_set_new(object, "parallels", parallels);
		json_add_line(out, object);
	}
}

void print_trace_summary_json(struct buffer *out, const struct trace_view *view)
{
	const struct trace *trace = view->trace;
	const struct source *start = &trace->at[trace->start].source;
	json_t *object = place_object(view, start), *ancestor = json_null();
	const struct resolution *resolution;
	clause_of(view, start, &resolution);
	if (trace->ancestor.symbol != NULL) {
		struct step step;
		compare(view, &trace->ancestor, start, &step);
		ancestor = place_object(view, &trace->ancestor);
		add_step(ancestor, &step, trace->ancestor.similarity);
		diff_release(&step.diff);
	}
	if (resolution != NULL)
		json_object_set_new(object, "lang", json_string(resolution->language->code));
	json_object_set_new(object, "versions", json_integer((json_int_t)trace->count));
	json_object_set_new(object, "first", place_object(view, &trace->at[0].source));
	json_object_set_new(object, "last",
			    place_object(view, &trace->at[trace->count - 1].source));
	json_object_set_new(object, "ancestor", ancestor);
	json_add_line(out, object);
}

/* A string in the language of Graphviz: quotation marks and backslashes with a backslash. */
static void add_dot_name(struct buffer *out, const struct trace_view *view,
			 const struct source *source)
{
	struct buffer name = BUFFER_INIT;
	add_name(&name, view, source);
	buffer_add_byte(out, '"');
	for (size_t i = 0; i < name.length; i++) {
		if (name.bytes[i] == '"' || name.bytes[i] == '\\')
			buffer_add_byte(out, '\\');
		buffer_add_byte(out, name.bytes[i]);
	}
	buffer_add_byte(out, '"');
	buffer_release(&name);
}

void print_trace_dot(struct buffer *out, const struct trace_view *view)
{
	const struct trace *trace = view->trace;
	for (size_t i = 0; i < trace->count; i++) {
		const struct version *version = &trace->at[i];
		const struct source *source = &version->source;
		buffer_add_text(out, "  ");
		add_dot_name(out, view, source);
		buffer_add_format(out, i == trace->start ? " [style=bold];\n" : ";\n");
		for (size_t p = 0; p < version->parallels.count; p++) {
			buffer_add_text(out, "  ");
			add_dot_name(out, view, source);
			buffer_add_text(out, " -> ");
			add_dot_name(out, view, &version->parallels.at[p]);
			buffer_add_text(out, " [dir=none, style=dotted, constraint=false];\n");
		}
		if (i == 0)
			continue;
		buffer_add_text(out, "  ");
		add_dot_name(out, view, &trace->at[i - 1].source);
		buffer_add_text(out, " -> ");
		add_dot_name(out, view, source);
		if (trace->at[i - 1].source.hash == source->hash)
			buffer_add_text(out, " [label=\"the same\"];\n");
		else
			buffer_add_format(out, " [label=\"%d %%\", style=dashed];\n",
					  print_text_percent(source->similarity));
	}
}
