/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_PRINT_JSON_H
#define CLI_PRINT_JSON_H

#include "searcher/search.h"

struct buffer;

/* One JSON object a line (man/clausula-json(5)): a hit, and a clause without rank and score. */
struct parallel;
void print_json_hit(struct buffer *out, size_t rank, const struct search *search,
		    const struct hit *hit, const struct found *found, bool repeats_wanted,
		    struct parallel *parallel);
void print_json_clause(struct buffer *out, const struct resolution *resolution,
		       const struct clause *clause);

#endif
