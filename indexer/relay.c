/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/relay.h"

#include "base/error.h"
#include "base/memory.h"

#include <pthread.h>
#include <stdlib.h>

struct relay {
	relay_work *work;
	void *context;
	bool apart;
	pthread_t thread;
	/* Both threads look at what follows: */
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	size_t batch;   /* the caller's */
	size_t waiting; /* how many before it are the thread's */
	bool ended;
	int status; /* of all that was done */
	struct error error;
};

static void *run(void *context)
{
	struct relay *relay = context;
	pthread_mutex_lock(&relay->mutex);
	for (;;) {
		while (relay->waiting == 0 && !relay->ended)
			pthread_cond_wait(&relay->changed, &relay->mutex);
		if (relay->waiting == 0)
			break;
		size_t batch = (relay->batch + RELAY_BATCHES - relay->waiting) % RELAY_BATCHES;
		int status = relay->status;
		pthread_mutex_unlock(&relay->mutex);
		if (status == STATUS_OK)
			status = relay->work(relay->context, batch, &relay->error);
		pthread_mutex_lock(&relay->mutex);
		relay->status = status;
		relay->waiting--;
		pthread_cond_signal(&relay->changed);
	}
	pthread_mutex_unlock(&relay->mutex);
	return NULL;
}

struct relay *relay_new(relay_work *work, void *context, bool apart)
{
	struct relay *relay = memory_array(1, sizeof *relay);
	relay->work = work;
	relay->context = context;
	pthread_mutex_init(&relay->mutex, NULL);
	pthread_cond_init(&relay->changed, NULL);
	relay->apart = apart && pthread_create(&relay->thread, NULL, run, relay) == 0;
	return relay;
}

static void end_thread(struct relay *relay)
{
	if (!relay->apart)
		return;
	pthread_mutex_lock(&relay->mutex);
	relay->ended = true;
	pthread_cond_signal(&relay->changed);
	pthread_mutex_unlock(&relay->mutex);
	pthread_join(relay->thread, NULL);
	relay->apart = false;
}

void relay_free(struct relay *relay)
{
	if (relay == NULL)
		return;
	end_thread(relay);
	pthread_cond_destroy(&relay->changed);
	pthread_mutex_destroy(&relay->mutex);
	free(relay);
}

size_t relay_batch(const struct relay *relay)
{
	return relay->batch;
}

static int result(const struct relay *relay, struct error *error)
{
	if (relay->status != STATUS_OK && error != NULL)
		*error = relay->error;
	return relay->status;
}

int relay_hand_over(struct relay *relay, struct error *error)
{
	if (!relay->apart) {
		if (relay->status == STATUS_OK)
			relay->status = relay->work(relay->context, relay->batch, &relay->error);
		return result(relay, error);
	}
	pthread_mutex_lock(&relay->mutex);
	relay->batch = (relay->batch + 1) % RELAY_BATCHES;
	relay->waiting++;
	pthread_cond_signal(&relay->changed);
	while (relay->waiting == RELAY_BATCHES)
		pthread_cond_wait(&relay->changed, &relay->mutex);
	int status = result(relay, error);
	pthread_mutex_unlock(&relay->mutex);
	return status;
}

int relay_end(struct relay *relay, struct error *error)
{
	end_thread(relay);
	return result(relay, error);
}
