/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/check.h"

#include "base/error.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

const char *const verdict_names[VERDICT_COUNT] = { "identical", "altered", "new" };

/* The sources of one wording, from `first` to before `end` in the list, the latest first. */
struct stretch {
	size_t first, end;
};

static struct stretch next_stretch(const struct source_list *list, size_t first)
{
	struct stretch stretch = { first, first };
	while (stretch.end < list->count && list->at[stretch.end].hash == list->at[first].hash)
		stretch.end++;
	return stretch;
}

static struct agreed agreed_of(const struct source_list *list, struct stretch stretch)
{
	struct agreed agreed = { list->at[stretch.first], stretch.end - stretch.first, 0 };
	for (size_t i = stretch.first; i < stretch.end; i++) {
		uint32_t date = list->at[i].date;
		if (date != 0 && (agreed.first_date == 0 || date < agreed.first_date))
			agreed.first_date = date;
	}
	return agreed;
}

static void leave_out(struct source_list *list, const char *symbol)
{
	size_t left = 0;
	for (size_t i = 0; i < list->count; i++)
		if (symbol == NULL || strcmp(list->at[i].symbol, symbol) != 0)
			list->at[left++] = list->at[i];
	list->count = left;
}

/* The list has the nearest wording first. Of equally near ones the latest is the nearest. */
static void choose(struct checked *checked, const struct source_list *list, double threshold)
{
	for (size_t first = 0; first < list->count;) {
		struct stretch stretch = next_stretch(list, first);
		struct agreed agreed = agreed_of(list, stretch);
		const struct source *source = &agreed.source;
		first = stretch.end;
		if (checked->nearest.source.symbol == NULL ||
		    (source->similarity == checked->nearest.source.similarity &&
		     source->date > checked->nearest.source.date))
			checked->nearest = agreed;
		if (source->similarity < threshold)
			break;
		if (checked->recent.source.symbol == NULL ||
		    source->date > checked->recent.source.date)
			checked->recent = agreed;
		if (agreed.count > checked->frequent.count)
			checked->frequent = agreed;
	}
	checked->similarity = checked->nearest.source.similarity;
}

static enum verdict verdict_of(const struct checked *checked, double threshold)
{
	if (checked->nearest.source.symbol == NULL || checked->similarity < threshold)
		return VERDICT_NEW;
	return checked->change == CHANGE_NONE || checked->change == CHANGE_PUNCTUATION
		   ? VERDICT_IDENTICAL
		   : VERDICT_ALTERED;
}

static int check_one(struct checked *checked, struct sources *sources,
		     const struct language *language, const struct source_list *list,
		     double threshold, struct error *error)
{
	choose(checked, list, threshold);
	if (checked->nearest.source.symbol != NULL) {
		int status = sources_resolution(sources, &checked->nearest.source,
						&checked->resolution, error);
		if (status != STATUS_OK)
			return status;
		const char *new = checked->clause->text;
		const char *old = checked->resolution->clauses[checked->nearest.source.clause].text;
		diff_texts(&checked->diff, old, strlen(old), new, strlen(new));
		checked->change =
		    diff_change(language, &checked->diff, old, strlen(old), new, strlen(new));
	}
	checked->verdict = verdict_of(checked, threshold);
	return STATUS_OK;
}

int check_clauses(struct check *check, struct sources *sources, const struct language *language,
		  const struct clause *const *clauses, size_t count, double threshold,
		  const char *except, struct error *error)
{
	struct source_list list = { 0 };
	double least = threshold < CHECK_LEAST ? threshold : CHECK_LEAST;
	int status = STATUS_OK;
	*check = (struct check){ .at = memory_array(count, sizeof *check->at) };
	for (size_t i = 0; i < count && status == STATUS_OK; i++) {
		struct checked *checked = &check->at[check->count];
		checked->clause = clauses[i];
		sources_find(sources, clauses[i]->text, strlen(clauses[i]->text), least, &list);
		leave_out(&list, except);
		check->count++;
		status = check_one(checked, sources, language, &list, threshold, error);
		check->verdicts[checked->verdict]++;
	}
	source_list_release(&list);
	if (status != STATUS_OK)
		check_release(check);
	return status;
}

void check_release(struct check *check)
{
	for (size_t i = 0; i < check->count; i++)
		diff_release(&check->at[i].diff);
	free(check->at);
	*check = (struct check){ 0 };
}
