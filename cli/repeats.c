/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/repeats.h"

#include "base/error.h"
#include "base/memory.h"
#include "corpus/symbol.h"

#include <stdlib.h>
#include <string.h>

static int by_date(const void *a, const void *b)
{
	const struct repeat *x = a, *y = b;
	if (x->date != y->date)
		return x->date > y->date ? -1 : 1;
	int order = symbol_compare(x->symbol, y->symbol);
	return order != 0 ? order : strcmp(x->label, y->label);
}

size_t repeats_of(struct repeat **repeats, const struct search *search, const struct hit *hit)
{
	const struct index_language *language = &search->index->languages[hit->language];
	size_t count = 0, capacity = 0;
	*repeats = NULL;
	for (uint32_t at = hit->first_place; at != NO_PLACE; at = search->places[at].next) {
		const struct place *place = &search->places[at];
		struct segment *segment = language->segments[place->segment];
		struct resolution resolution;
		if (segment_resolution(segment, place->work, false, &resolution, NULL, NULL) !=
		    STATUS_OK)
			continue;
		if (place->clause < resolution.clause_count) {
			const char *label = resolution.clauses[place->clause].label;
			*repeats = memory_grow(*repeats, &capacity, count + 1, sizeof **repeats);
			(*repeats)[count++] =
			    (struct repeat){ memory_text(resolution.symbol,
							 strlen(resolution.symbol)),
					     memory_text(label, strlen(label)),
					     segment_date(segment, place->work) };
		}
		resolution_release(&resolution);
	}
	memory_sort(*repeats, count, sizeof **repeats, by_date);
	return count;
}

void repeats_free(struct repeat *repeats, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(repeats[i].symbol);
		free(repeats[i].label);
	}
	free(repeats);
}
