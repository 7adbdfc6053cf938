/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_DOCUMENTS_H
#define INDEXER_DOCUMENTS_H

#include "xapian-c/xapian-c.h"

#include <stdbool.h>
#include <stddef.h>

struct error;

/*
 * The libxapian database of a segment while it is made. Documents take libxapian longer to write
 * than they take to make: with a thread of its own it writes some while the next ones are made.
 * They come to it in the order in which they were added.
 *
 * A language that has no pairs has no such database: all functions take NULL then, and do nothing.
 */
struct documents;

/* It is made in files in `work_directory`. `apart`: with a thread of its own, or without when none
 * can be started. */
int documents_new(struct documents **out, const char *work_directory, bool apart,
		  struct error *error);
void documents_free(struct documents *documents);

/* Adds a term to the next document. Its bytes must stay until documents_end. */
void documents_add_term(struct documents *documents, struct xap_term term);

/* The document has all its terms. Fails when one before it could not be written; documents_end
 * tells of this one. */
int documents_end_document(struct documents *documents, struct error *error);

/* Returns when libxapian has all of them; none is added afterwards. */
int documents_end(struct documents *documents, struct error *error);

/* Writes the database to one file. Its bytes depend on the documents and the identity alone:
 * libxapian would otherwise write a random one. */
int documents_finish(struct documents *documents, const unsigned char identity[XAP_IDENTITY_BYTES],
		     struct error *error);

/* The path of that file, until documents_free; NULL: there is none. */
const char *documents_database(const struct documents *documents);

#endif
