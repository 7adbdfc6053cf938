/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_LISTS_H
#define SEARCHER_LISTS_H

#include "searcher/candidates.h"

/*
 * Candidates by the lists that segments have of their terms (POSTINGS in store/schema.h), without
 * libxapian. All lists are read side by side; of an AND the rarest part leads, and what the others
 * have before its wordings is left out. The lists of several terms that weigh as one are added up
 * before. The weights are those that libxapian gives, but for the last digit of a sum, and but for
 * its rounding when it estimates how many wordings have any of three terms or more.
 *
 * `weighting`: BM25+, or none (XAP_BOOLEAN). False: the lists do not tell, since a pair of Chinese
 * characters is asked for; *matches is as it was. A damaged list tells of too few wordings;
 * segment_check knows.
 */
bool lists_find(const struct index_language *language, struct wanted *wanted,
		const struct xap_weighting *weighting, struct xap_matches *matches);

#endif
