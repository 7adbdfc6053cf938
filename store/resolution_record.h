/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STORE_RESOLUTION_RECORD_H
#define STORE_RESOLUTION_RECORD_H

#include "corpus/resolution.h"

#include <stddef.h>
#include <stdint.h>

struct buffer;
struct error;

/*
 * A resolution as a record (base/record.h), whole or with its clauses' wordings kept elsewhere.
 */

/* Appends the resolution. With `wordings` (one number for each clause) the clauses' texts are left
 * out but for the punctuation behind the wording; NULL: whole. */
void resolution_encode(const struct resolution *resolution, const uint32_t *wordings,
		       struct buffer *out);

/*
 * Makes the resolution again, in its own arena; `bytes` may go afterwards. With `wordings` not
 * NULL the record must have been written with wordings: *wordings gets an array in the arena, and
 * each clause's text is only what stands behind its wording. STATUS_DAMAGED: no such record;
 * *resolution is then as resolution_init leaves it.
 */
int resolution_decode(struct resolution *resolution, uint32_t **wordings, const char *bytes,
		      size_t length, struct error *error);

#endif
