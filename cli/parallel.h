/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_PARALLEL_H
#define CLI_PARALLEL_H

#include "cli/terminal.h"
#include "corpus/resolution.h"

#include <jansson.h>

struct buffer;
struct error;

/*
 * The same clause in other languages (--parallel). Clauses are aligned by their labels, which are
 * the same in all language versions of a resolution (corpus/resolution.h). Where the other version
 * has no such label, or has other labels before it, so that numbers may mean other clauses, it says
 * "not aligned" and shows nothing.
 */
struct parallel;

int parallel_open(struct parallel **out, const char *index_option, const char *list,
		  struct error *error);
/* STATUS_DAMAGED when something of it that was used is damaged (store/segment.h); NULL is legal. */
int parallel_check(const struct parallel *parallel, struct error *error);
void parallel_close(struct parallel *parallel);

/* A line or more for each language, behind a hit. The resolution needs its labels alone. */
void parallel_print_text(struct parallel *parallel, struct buffer *out,
			 const struct terminal *terminal, const struct resolution *resolution,
			 const struct clause *clause);

/* {"fr": {"clause": "OP3", "text": "…"}, "ar": null}; null: not aligned. */
json_t *parallel_object(struct parallel *parallel, const struct resolution *resolution,
			const struct clause *clause);

#endif
