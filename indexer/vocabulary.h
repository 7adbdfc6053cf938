/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_VOCABULARY_H
#define INDEXER_VOCABULARY_H

#include "base/buffer.h"
#include "base/map.h"
#include "base/spill.h"
#include "stemmers/analyser.h"

#include <stddef.h>
#include <stdint.h>

/* Writes the vocabulary of a segment: its forms, its terms, and which form has which
 * (store/schema.h). */

/* A form while the segment is built: numbered in order of appearance, renumbered at the end. */
struct form {
	enum token_kind kind;
	uint32_t count;
	uint32_t first_term, term_count; /* in form_terms */
	uint32_t number;                 /* the final one */
};

/* A term, and in which wordings it is. */
struct term {
	uint32_t stamp; /* the wording that it was last counted in, and 1; */
	uint32_t count; /* and how often */
	bool is_pair;   /* of Chinese characters: has no forms and no list */
	/* Its list. Blocks that are full wait in a spill. */
	uint32_t wordings;
	uint32_t last, last_before; /* the wordings that the list ends with, and its full blocks */
	struct buffer block;        /* that is not full */
	uint64_t full_blocks; /* where the last of them is in the spill, and 1; 0: there is none */
};

/* Tells that the wording has the term, which was just counted for it; wordings come by rising
 * number. `blocks`: where the full blocks of all terms wait. */
void vocabulary_add_posting(struct term *term, uint32_t wording, struct spill *blocks);

/* Gives each form its final number and fills the sections FORM_*. `sections`: one for each enum
 * section. */
void vocabulary_write_forms(struct buffer *sections, const struct names *forms,
			    struct form *form_at);

/* Fills TERM_STARTS, TERM_BYTES and POSTINGS once the forms have their numbers; `blocks` is ended,
 * and the terms' own blocks are given up. Returns how many terms have forms. */
size_t vocabulary_write_terms(struct buffer *sections, struct spill *postings, struct spill *blocks,
			      const struct names *terms, struct term *term_at,
			      const struct form *form_at, size_t form_count,
			      const uint32_t *form_terms, size_t form_term_count);

#endif
