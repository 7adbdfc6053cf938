/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_DOCUMENTS_H
#define INDEXER_DOCUMENTS_H

#include "xapian-c/xapian-c.h"

#include <stdbool.h>
#include <stddef.h>

struct error;

/*
 * Documents on their way to libxapian, which takes longer to write them than they take to make:
 * with a thread of its own it writes some while the next ones are made. They come to it in the
 * order in which they were added.
 */
struct documents;

/* The writer is the caller's; nobody else may use it until documents_end. `apart`: with a thread of
 * its own, or without when none can be started. */
struct documents *documents_new(struct xap_writer *writer, bool apart);
void documents_free(struct documents *documents); /* NULL is allowed */

/* Adds a term to the next document. Its bytes must stay until documents_end. */
void documents_add_term(struct documents *documents, struct xap_term term);

/* The document has all its terms. Fails when one before it could not be written; documents_end
 * tells of this one. */
int documents_end_document(struct documents *documents, struct error *error);

/* Returns when all are with the writer, which is the caller's again. */
int documents_end(struct documents *documents, struct error *error);

#endif
