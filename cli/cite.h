/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_CITE_H
#define CLI_CITE_H

#include "corpus/resolution.h"

struct buffer;

/*
 * Appends the full reference of a clause as delegates and editors write it, in the language of the
 * resolution, without a full stop and on one line:
 *     General Assembly resolution 78/16 of 4 December 2023, para. 3 (a)
 *     Résolution 78/16 de l’Assemblée générale en date du 4 décembre 2023, annexe, par. 12 b)
 * Only the symbol, the date, the label and the printed number are read, so a clause has the same
 * reference wherever it was found. Rules of one's own, where the usage of the United Nations says
 * nothing:
 *     - a date that is not known is left out;
 *     - lettered parts belong to the number ("78/254 B", of the symbol A/RES/78/254 A-C);
 *     - what stands below a numbered heading of an annex is cited by article, since the label does
 *       not tell articles from rules;
 *     - the second clause with the same number has " [2]" behind it;
 *     - a label of no known form stands as it is.
 * What comes from a document is made safe as terminal_add does; other formats still have to escape
 * the reference in their own way.
 */
void cite_clause(struct buffer *out, const struct resolution *resolution,
		 const struct clause *clause);

#endif
