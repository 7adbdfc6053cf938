/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_ORDER_H
#define SEARCHER_ORDER_H

#include "searcher/search.h"

/*
 * Puts the hits into the order that search->options.sort asks for: by score, else by the date of
 * the latest occurrence; what is equal by language, then by the symbol of the resolution, then by
 * clause.
 */
void order_hits(struct search *search);

#endif
