/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/wording_table.h"
#include "store/segment_writer.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>

enum { HASHES = 20000 };

/* Hashes that end alike, as many do in a table that is small; 0 and the greatest are hashes too. */
static uint64_t hash_at(uint32_t number)
{
	return number == 0 ? 0 : number == 1 ? UINT64_MAX : (uint64_t)number << 24 | number % 5;
}

Test(wording_table, knows_each_hash_by_its_number)
{
	struct wording_table table = { 0 };
	struct buffer hashes = BUFFER_INIT;
	for (uint32_t i = 0; i < HASHES; i++) {
		uint32_t *number = wording_table_at(&table, &hashes, hash_at(i));
		cr_assert_eq(*number, UINT32_MAX);
		*number = i;
		section_add_u64(&hashes, hash_at(i));
		uint32_t known = i / 2;
		cr_assert_eq(*wording_table_at(&table, &hashes, hash_at(known)), known);
	}
	for (uint32_t i = 0; i < HASHES; i++)
		cr_assert_eq(*wording_table_at(&table, &hashes, hash_at(i)), i);
	/* What is found again makes no room for more. */
	cr_expect_eq(table.used, HASHES);
	cr_expect_leq(table.slot_count, 4 * HASHES);
	wording_table_release(&table);
	buffer_release(&hashes);
	LEAK_CHECK();
}
