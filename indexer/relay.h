/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_RELAY_H
#define INDEXER_RELAY_H

#include <stdbool.h>
#include <stddef.h>

struct error;

/*
 * Work that goes to a thread of its own in batches: while it works on some, its caller fills the
 * next. Batches are worked on in the order in which they were handed over.
 */
struct relay;
enum { RELAY_BATCHES = 8 };

/* Does the work of the batch with this number, below RELAY_BATCHES, which is empty afterwards. */
typedef int relay_work(void *context, size_t batch, struct error *error);

/* `apart`: with a thread of its own; without one, or when none can be started, the caller works
 * itself. */
struct relay *relay_new(relay_work *work, void *context, bool apart);
void relay_free(struct relay *relay); /* ends it first; NULL is allowed */

/* The number of the batch that the caller fills. */
size_t relay_batch(const struct relay *relay);

/* Hands it over; relay_batch is another one afterwards, which is empty. The status is that of what
 * was done up to now: when something went wrong, nothing more is worked on. */
int relay_hand_over(struct relay *relay, struct error *error);

/* Returns when all that was handed over is done; then nothing more can be. */
int relay_end(struct relay *relay, struct error *error);

#endif
