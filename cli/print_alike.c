/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/print_alike.h"

#include "base/buffer.h"
#include "base/error.h"
#include "cli/json_values.h"
#include "cli/print_diff.h"
#include "cli/print_text.h"
#include "searcher/compare.h"

#include <string.h>

enum { INDENT = 3 };

/* The wording's clauses, and the latest of them as it is shown. */
struct shown {
	struct source_list places;
	const struct resolution *resolution;
	const struct clause *clause;
	uint32_t first_date;
	struct diff diff; /* from the text that was asked for */
	enum change change;
};

static int find(const struct alike_view *view, const struct alike *alike, struct shown *shown,
		struct error *error)
{
	*shown = (struct shown){ 0 };
	sources_of_wording(view->sources, alike->hash, &shown->places);
	if (shown->places.count == 0)
		return error_set(error, STATUS_INTERNAL, "a wording stands in no clause");
	int status =
	    sources_resolution(view->sources, &shown->places.at[0], &shown->resolution, error);
	if (status != STATUS_OK) {
		source_list_release(&shown->places);
		return status;
	}
	shown->clause = &shown->resolution->clauses[shown->places.at[0].clause];
	for (size_t i = 0; i < shown->places.count; i++) {
		uint32_t date = shown->places.at[i].date;
		if (date != 0 && (shown->first_date == 0 || date < shown->first_date))
			shown->first_date = date;
	}
	size_t old = strlen(view->text), new = strlen(shown->clause->text);
	diff_texts(&shown->diff, view->text, old, shown->clause->text, new);
	shown->change =
	    diff_change(view->language, &shown->diff, view->text, old, shown->clause->text, new);
	return STATUS_OK;
}

static void release(struct shown *shown)
{
	source_list_release(&shown->places);
	diff_release(&shown->diff);
}

int print_alike_text(struct buffer *out, const struct alike_view *view, size_t rank,
		     const struct alike *alike, struct error *error)
{
	struct shown shown;
	int status = find(view, alike, &shown, error);
	if (status != STATUS_OK)
		return status;
	uint32_t first = shown.first_date / 10000, last = shown.places.at[0].date / 10000;
	buffer_add_format(out, "%s%-2zu ", rank > 1 ? "\n" : "", rank);
	print_text_place(out, view->terminal, shown.resolution, shown.clause, false);
	if (shown.places.count > 1) {
		buffer_add_format(out, "  ×%zu", shown.places.count);
		if (first != 0)
			buffer_add_format(out, first == last ? ", %u" : ", %u–%u", first, last);
	}
	if (alike->runs >= 1)
		buffer_add_text(out, "  the same words\n");
	else
		buffer_add_format(out, "  wording %d %%, words %d %%\n",
				  print_text_percent(alike->runs),
				  print_text_percent(alike->words));
	if (view->diff && alike->runs < 1) {
		const struct diff_view diff = { &shown.diff, view->text, shown.clause->text };
		print_diff_text(out, view->terminal, &diff, DIFF_BOTH, INDENT);
	} else
		terminal_add_folded(out, view->terminal, shown.clause->text,
				    strlen(shown.clause->text), NULL, 0, INDENT);
	release(&shown);
	return STATUS_OK;
}

int print_alike_json(struct buffer *out, const struct alike_view *view, size_t rank,
		     const struct alike *alike, struct error *error)
{
	struct shown shown;
	int status = find(view, alike, &shown, error);
	if (status != STATUS_OK)
		return status;
	json_t *object = json_pack("{sI ss ss ss so so}", "rank", (json_int_t)rank, "symbol",
				   shown.resolution->symbol, "lang", view->language->code, "clause",
				   shown.clause->label, "date", json_date(shown.places.at[0].date),
				   "vote", json_vote(&shown.resolution->vote));
	json_object_set_new(object, "similarity", json_share(alike->runs));
	json_object_set_new(object, "words", json_share(alike->words));
	json_object_set_new(object, "change", json_string(change_names[shown.change]));
	json_object_set_new(object, "repeats",
			    json_pack("{sI so so}", "count", (json_int_t)shown.places.count,
				      "first", json_date(shown.first_date), "last",
				      json_date(shown.places.at[0].date)));
	json_object_set_new(object, "text", json_string(shown.clause->text));
	if (view->diff) {
		const struct diff_view diff = { &shown.diff, view->text, shown.clause->text };
		json_object_set_new(object, "diff", print_diff_json(&diff));
	}
	json_add_line(out, object);
	release(&shown);
	return STATUS_OK;
}
