/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_ALIGN_H
#define CORPUS_ALIGN_H

#include "corpus/resolution.h"

#include <stddef.h>
#include <stdint.h>

/*
 * Which clause of another language version is the same one. Labels are the same in all versions
 * (corpus/resolution.h), but a label alone is not enough where a version lacks a paragraph: then
 * its PP4 may be PP5 elsewhere. So the labels of the clause's part must be the same in both
 * versions up to this one, and as many behind it.
 *
 * Returns the clause's number in `other`, or SIZE_MAX: not aligned. Texts are not looked at.
 */
size_t align_clause(const struct resolution *resolution, size_t clause,
		    const struct resolution *other);

/* The same for all clauses: one number for each clause of `resolution`, in the caller's array. */
void align_clauses(const struct resolution *resolution, const struct resolution *other,
		   size_t *counterparts);

/* Equal for two versions whose clauses are aligned one to one in their order, and for no others
 * (but for one chance in 2^64). */
uint64_t align_hash(const struct resolution *resolution);

#endif
