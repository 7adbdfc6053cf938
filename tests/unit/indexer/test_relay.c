/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/error.h"
#include "indexer/relay.h"

#include <criterion/criterion.h>
#include <time.h>

struct adder {
	int batches[RELAY_BATCHES];
	int seen[1000];
	size_t count;
	int bad;   /* what fails; 0: nothing */
	bool slow; /* slower than its caller */
};

static int take(void *context, size_t batch, struct error *error)
{
	struct adder *adder = context;
	if (adder->slow)
		nanosleep(&(struct timespec){ .tv_nsec = 100000 }, NULL);
	if (adder->batches[batch] == adder->bad && adder->bad != 0)
		return error_set(error, STATUS_LIMIT, "number %d", adder->bad);
	adder->seen[adder->count++] = adder->batches[batch];
	return STATUS_OK;
}

static int hand_over_all(struct adder *adder, bool apart, struct error *error)
{
	struct relay *relay = relay_new(take, adder, apart);
	int status = STATUS_OK;
	for (int i = 1; i <= 1000 && status == STATUS_OK; i++) {
		adder->batches[relay_batch(relay)] = i;
		status = relay_hand_over(relay, error);
	}
	int end = relay_end(relay, error);
	cr_expect(status == STATUS_OK || end == status);
	relay_free(relay);
	return end;
}

Test(relay, everything_is_done_in_order)
{
	for (int i = 0; i < 4; i++) {
		struct adder adder = { .slow = i / 2 == 1 };
		cr_assert_eq(hand_over_all(&adder, i % 2 == 1, NULL), STATUS_OK);
		cr_assert_eq(adder.count, 1000);
		for (int j = 0; j < 1000; j++)
			cr_assert_eq(adder.seen[j], j + 1);
	}
}

Test(relay, nothing_is_done_behind_a_failure)
{
	for (int apart = 0; apart < 2; apart++) {
		struct error error = ERROR_INIT;
		struct adder adder = { .bad = 500 };
		cr_assert_eq(hand_over_all(&adder, apart == 1, &error), STATUS_LIMIT);
		cr_expect_str_eq(error.message, "number 500");
		cr_expect_eq(adder.count, 499);
	}
}
