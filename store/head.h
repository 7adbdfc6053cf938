/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STORE_HEAD_H
#define STORE_HEAD_H

#include "base/buffer.h"
#include "base/record.h"
#include "corpus/resolution.h"

/*
 * What a line of results says of a resolution and of one of its clauses (HEADS in store/schema.h).
 * Small and not packed: to unpack the whole record for it would be a third of a small search.
 */
struct head {
	struct vote vote; /* without the names of States */
	enum part part;
	struct buffer label;
	struct buffer ending; /* what the clause's text has behind its wording */
};

void head_encode(const struct resolution *resolution, struct buffer *out);

/* Reads a head up to this clause. *head is used again, or all zero. Where the record has no such
 * clause it becomes bad. */
void head_decode(struct record *record, uint32_t clause, struct head *head);

#endif
