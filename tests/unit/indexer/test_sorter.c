/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/error.h"
#include "base/memory.h"
#include "indexer/sorter.h"
#include "tests/unit/leak.h"
#include "tests/unit/scratch.h"

#include <criterion/criterion.h>
#include <malloc.h>
#include <stdlib.h>

struct added {
	uint64_t key;
	uint32_t value;
};

static int by_key(const void *a, const void *b)
{
	const struct added *x = a, *y = b;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return x->value < y->value ? -1 : x->value > y->value;
}

/* Few keys, so that rows reach over what was sorted together; the least and the greatest too. */
static struct added draw(uint64_t *state)
{
	*state = *state * UINT64_C(6364136223846793005) + 1;
	uint64_t key = *state >> 56;
	return (struct added){ key == 255 ? UINT64_MAX : key, (uint32_t)(*state >> 33) % 1000 };
}

static size_t leave_once(struct added *all, size_t count)
{
	size_t left = 0;
	for (size_t i = 0; i < count; i++)
		if (left == 0 || by_key(&all[i], &all[left - 1]) != 0)
			all[left++] = all[i];
	return left;
}

static void expect_sorted(const char *scratch, size_t count, size_t memory)
{
	struct error error = ERROR_INIT;
	struct added *all = memory_array(count, sizeof *all);
	struct sorter *sorter = sorter_new(scratch, "sorted", memory);
	uint64_t state = count;
	for (size_t i = 0; i < count; i++) {
		all[i] = draw(&state);
		sorter_add(sorter, all[i].key, all[i].value);
	}
	cr_assert_eq(sorter_count(sorter), count);
	cr_assert_eq(sorter_end(sorter, &error), STATUS_OK, "%s", error.message);
	memory_sort(all, count, sizeof *all, by_key);
	count = leave_once(all, count);
	struct sorted_row row;
	size_t at = 0;
	while (sorter_next(sorter, &row)) {
		cr_assert_gt(row.count, 0);
		cr_assert(at == 0 || row.key != all[at - 1].key);
		for (size_t i = 0; i < row.count; i++, at++) {
			cr_assert_lt(at, count);
			cr_assert_eq(row.key, all[at].key);
			cr_assert_eq(row.values[i], all[at].value);
		}
	}
	cr_expect_eq(at, count);
	cr_expect_not(sorter_next(sorter, &row));
	cr_expect_eq(sorter_status(sorter, &error), STATUS_OK);
	sorter_free(sorter);
	free(all);
}

Test(sorter, gives_each_once_by_key_and_value)
{
	char *scratch = scratch_new();
	static const size_t counts[] = { 0, 1, 255, 256, 257, 512, 20000 };
	static const size_t memories[] = { 0, 100000, 16 << 20 };
	for (size_t c = 0; c < sizeof counts / sizeof *counts; c++)
		for (size_t m = 0; m < sizeof memories / sizeof *memories; m++)
			expect_sorted(scratch, counts[c], memories[m]);
	sorter_free(NULL);
	scratch_free(scratch);
	LEAK_CHECK();
}

Test(sorter, is_given_up_half_read)
{
	char *scratch = scratch_new();
	struct sorter *sorter = sorter_new(scratch, "sorted", 0);
	struct sorted_row row;
	for (uint32_t i = 0; i < 5000; i++)
		sorter_add(sorter, 5000 - i, i);
	cr_assert_eq(sorter_end(sorter, NULL), STATUS_OK);
	cr_assert(sorter_next(sorter, &row));
	cr_expect_eq(row.key, 1);
	cr_expect_eq(row.values[0], 4999);
	sorter_free(sorter);
	scratch_free(scratch);
	LEAK_CHECK();
}

Test(sorter, tells_that_there_is_no_file)
{
	struct error error = ERROR_INIT;
	struct sorter *sorter = sorter_new("/no/such/directory", "sorted", 0);
	struct sorted_row row;
	for (uint32_t i = 0; i < 1000; i++)
		sorter_add(sorter, i, i);
	cr_expect_eq(sorter_end(sorter, &error), STATUS_SYSTEM);
	cr_expect_neq(error.message[0], '\0');
	cr_expect_not(sorter_next(sorter, &row));
	cr_expect_eq(sorter_status(sorter, NULL), STATUS_SYSTEM);
	sorter_free(sorter);
	LEAK_CHECK();
}

/* Under sanitizers malloc tells nothing, and 0 is less. */
static size_t memory_in_use(void)
{
	struct mallinfo2 about = mallinfo2();
	return about.uordblks + about.hblkhd;
}

Test(sorter, stays_within_its_memory)
{
	enum { MEMORY = 1 << 20, ENTRIES = 500000 };
	char *scratch = scratch_new();
	struct sorter *sorter = sorter_new(scratch, "sorted", MEMORY);
	uint64_t state = 1;
	size_t before = memory_in_use();
	for (size_t i = 0; i < ENTRIES; i++)
		sorter_add(sorter, draw(&state).key, (uint32_t)i);
	cr_expect_lt(memory_in_use() - before, MEMORY);
	sorter_free(sorter);
	scratch_free(scratch);
	LEAK_CHECK();
}
