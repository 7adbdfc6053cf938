/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/parallel.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/common.h"
#include "store/index.h"

#include <stdlib.h>
#include <string.h>

struct parallel {
	struct index *index;
};

int parallel_open(struct parallel **out, const char *index_option, const char *list,
		  struct error *error)
{
	*out = NULL;
	struct parallel *parallel = memory_array(1, sizeof *parallel);
	int status = common_open(&parallel->index, index_option, list, error);
	if (status != STATUS_OK) {
		free(parallel);
		return status;
	}
	*out = parallel;
	return STATUS_OK;
}

void parallel_close(struct parallel *parallel)
{
	if (parallel == NULL)
		return;
	index_free(parallel->index);
	free(parallel);
}

/*
 * The clause of the other version with the same label, or NULL. A label alone is not enough where
 * one version lacks a paragraph: then PP5 may be PP4 there. So the labels of the same part must be
 * the same in both versions up to this one, and after it as many.
 */
static const struct clause *aligned(const struct resolution *resolution,
				    const struct clause *clause, const struct resolution *other)
{
	size_t i = 0, j = 0;
	const struct clause *found = NULL;
	for (;;) {
		while (i < resolution->clause_count && resolution->clauses[i].part != clause->part)
			i++;
		while (j < other->clause_count && other->clauses[j].part != clause->part)
			j++;
		if (i == resolution->clause_count || j == other->clause_count)
			break;
		bool same = strcmp(resolution->clauses[i].label, other->clauses[j].label) == 0;
		if (!same && found == NULL)
			return NULL;
		if (strcmp(resolution->clauses[i].label, clause->label) == 0)
			found = &other->clauses[j];
		i++;
		j++;
	}
	return i == resolution->clause_count && j == other->clause_count ? found : NULL;
}

/* Reads the other version and finds the clause in it; the caller releases *other. */
static const struct clause *find(const struct index_language *language,
				 const struct resolution *resolution, const struct clause *clause,
				 struct resolution *other)
{
	struct segment *segment;
	uint32_t work;
	resolution_init(other);
	if (!index_find(language, resolution->symbol, &segment, &work) ||
	    segment_resolution(segment, work, true, other, NULL, NULL) != STATUS_OK)
		return NULL;
	return aligned(resolution, clause, other);
}

void parallel_print_text(struct parallel *parallel, struct buffer *out,
			 const struct terminal *terminal, const struct resolution *resolution,
			 const struct clause *clause)
{
	for (size_t i = 0; i < parallel->index->language_count; i++) {
		const struct index_language *language = &parallel->index->languages[i];
		struct resolution other;
		if (language->language == resolution->language)
			continue;
		const struct clause *same = find(language, resolution, clause, &other);
		buffer_add_format(out, "   %s:", language->language->code);
		if (same == NULL)
			buffer_add_text(out, " not aligned\n");
		else {
			buffer_add_byte(out, '\n');
			terminal_add_folded(out, terminal, same->text, strlen(same->text), NULL, 0,
					    6);
		}
		resolution_release(&other);
	}
}

json_t *parallel_object(struct parallel *parallel, const struct resolution *resolution,
			const struct clause *clause)
{
	json_t *object = json_object();
	for (size_t i = 0; i < parallel->index->language_count; i++) {
		const struct index_language *language = &parallel->index->languages[i];
		struct resolution other;
		if (language->language == resolution->language)
			continue;
		const struct clause *same = find(language, resolution, clause, &other);
		json_object_set_new(
		    object, language->language->code,
		    same != NULL ? json_pack("{ss ss}", "clause", same->label, "text", same->text)
				 : json_null());
		resolution_release(&other);
	}
	return object;
}
