/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_LISTS_H
#define SEARCHER_LISTS_H

#include "searcher/candidates.h"

/*
 * Candidates by the lists that segments have of terms which few wordings have (POSTINGS in
 * store/schema.h), without libxapian. It needs such a list for what must be met: one word of an
 * AND, all words of an OR that is not too long. How often a more frequent word stands in a wording
 * is then counted in its forms. The weights are those that libxapian gives, but for the last digit
 * of a sum.
 *
 * False: the lists do not tell, or the weighting is neither BM25+ nor none, or several terms weigh
 * as one; *matches is as it was. A damaged list tells of too few wordings; segment_check knows.
 */
bool lists_find(const struct index_language *language, struct wanted *wanted,
		const struct xap_weighting *weighting, struct xap_matches *matches);

#endif
