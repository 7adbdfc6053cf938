/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_SNIPPET_H
#define SEARCHER_SNIPPET_H

#include "searcher/search.h"

/*
 * The piece of a clause that is shown: the bytes from *start to *end of text, at most `columns`
 * wide on a terminal, cut between words (in Chinese between characters), with the longest
 * highlight in it and as many others as fit. A text that fits is shown whole.
 */
void snippet_choose(const char *text, const struct range *highlights, size_t count, size_t columns,
		    size_t *start, size_t *end);

#endif
