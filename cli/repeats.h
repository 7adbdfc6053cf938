/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_REPEATS_H
#define CLI_REPEATS_H

#include "searcher/search.h"

/* The clauses that a hit stands for, the latest first, then by symbol. */
struct repeat {
	char *symbol, *label;
	uint32_t date;
};
size_t repeats_of(struct repeat **repeats, const struct search *search, const struct hit *hit);
void repeats_free(struct repeat *repeats, size_t count);

#endif
