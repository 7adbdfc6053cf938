/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/parallel.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/common.h"
#include "corpus/align.h"
#include "store/index.h"

#include <stdint.h>
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
	int status = common_open(&parallel->index, index_option, "--parallel", list, error);
	if (status != STATUS_OK) {
		free(parallel);
		return status;
	}
	*out = parallel;
	return STATUS_OK;
}

int parallel_check(const struct parallel *parallel, struct error *error)
{
	return parallel != NULL ? index_check(parallel->index, error) : STATUS_OK;
}

void parallel_close(struct parallel *parallel)
{
	if (parallel == NULL)
		return;
	index_free(parallel->index);
	free(parallel);
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
	size_t number = 0;
	while (strcmp(resolution->clauses[number].label, clause->label) != 0)
		number++;
	size_t found = align_clause(resolution, number, other);
	return found != SIZE_MAX ? &other->clauses[found] : NULL;
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
