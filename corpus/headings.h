/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_HEADINGS_H
#define CORPUS_HEADINGS_H

#include "corpus/resolution.h"

/*
 * Makes each heading a clause of its own, before the clause that it stands above and in the same
 * part, so that it is searched and found like any other words. Its label is that clause's with "/H"
 * behind it: "OP14/H". The clauses' `heading` is "" afterwards.
 */
void headings_promote(struct resolution *resolution);

#endif
