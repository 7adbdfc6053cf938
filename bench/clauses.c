/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Prints every clause of an index, one a line: language, symbol, session, date, part, label, text,
 * with tabs between them. So other programs can be measured on the very texts that clausula holds.
 *
 * Usage: clauses INDEX [LANG]
 */
#include "base/error.h"
#include "store/index.h"

#include <stdio.h>
#include <string.h>

/* A text on one line. */
static void print_flat(const char *text)
{
	for (; *text != '\0'; text++)
		putchar((unsigned char)*text < ' ' ? ' ' : *text);
}

static int print_segment(struct segment *segment, struct error *error)
{
	for (uint32_t work = 0; work < segment->counts.works; work++) {
		struct resolution resolution;
		if (segment->hidden[work])
			continue;
		int status = segment_resolution(segment, work, true, &resolution, NULL, error);
		if (status != STATUS_OK)
			return status;
		for (size_t i = 0; i < resolution.clause_count; i++) {
			const struct clause *clause = &resolution.clauses[i];
			printf("%s\t%s\t%s\t%s\t%s\t%s\t", resolution.language->code,
			       resolution.symbol, resolution.session, resolution.date,
			       part_names[clause->part], clause->label);
			print_flat(clause->text);
			putchar('\n');
		}
		resolution_release(&resolution);
	}
	return STATUS_OK;
}

int main(int count, char **arguments)
{
	struct index *index = NULL;
	struct error error = ERROR_INIT;
	if (count < 2) {
		fprintf(stderr, "usage: clauses INDEX [LANG]\n");
		return 2;
	}
	const struct language *language =
	    count > 2 ? language_find(arguments[2], strlen(arguments[2])) : NULL;
	if (count > 2 && language == NULL) {
		fprintf(stderr, "clauses: no such language: %s\n", arguments[2]);
		return 2;
	}
	int status = index_open(&index, arguments[1], &language, language != NULL, &error);
	for (size_t l = 0; status == STATUS_OK && l < index->language_count; l++)
		for (size_t s = 0; status == STATUS_OK && s < index->languages[l].segment_count;
		     s++)
			status = print_segment(index->languages[l].segments[s], &error);
	index_free(index);
	if (status != STATUS_OK) {
		fprintf(stderr, "clauses: %s\n", error.message);
		return 2;
	}
	return 0;
}
