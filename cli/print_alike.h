/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_PRINT_ALIKE_H
#define CLI_PRINT_ALIKE_H

#include "cli/terminal.h"
#include "searcher/alike.h"
#include "searcher/sources.h"

#include <stdbool.h>

struct buffer;
struct error;

/* Wordings that are like a text, for `clausula similar`: shown by their latest clause, with how
 * much they share and how often they were adopted. */
struct alike_view {
	const struct terminal *terminal;
	struct sources *sources;
	const struct language *language;
	const char *text; /* that was asked for */
	bool diff;        /* show what is different instead of the whole text */
};

int print_alike_text(struct buffer *out, const struct alike_view *view, size_t rank,
		     const struct alike *alike, struct error *error);

/* One JSON object on a line. */
int print_alike_json(struct buffer *out, const struct alike_view *view, size_t rank,
		     const struct alike *alike, struct error *error);

#endif
