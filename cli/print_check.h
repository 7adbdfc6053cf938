/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_PRINT_CHECK_H
#define CLI_PRINT_CHECK_H

#include "cli/terminal.h"
#include "searcher/check.h"

#include <stdbool.h>

struct buffer;

/* What `clausula check` found, and how it is wanted. */
struct check_view {
	const struct check *check;
	struct sources *sources;
	const struct language *language;
	const char *name;   /* of the draft */
	unsigned threshold; /* per cent */
	bool summary;       /* the counts alone */
};

void print_check_text(struct buffer *out, const struct terminal *terminal,
		      const struct check_view *view);
void print_check_html(struct buffer *out, const struct check_view *view);

/* An object a line (clausula-json(5)): one for each clause, or one with the counts. */
void print_check_jsonl(struct buffer *out, const struct check_view *view);
/* The same objects as one array. */
void print_check_json(struct buffer *out, const struct check_view *view);

#endif
