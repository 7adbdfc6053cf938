/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/error.h"
#include "base/record.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct record record_of(const struct buffer *buffer)
{
	return (struct record){ (const unsigned char *)buffer->bytes, buffer->length, 0, false };
}

Test(record, what_goes_in_comes_out)
{
	static const uint64_t numbers[] = { 0,          1,          127,
					    128,        16383,      16384,
					    UINT32_MAX, UINT64_MAX, UINT64_C(1) << 63 };
	struct buffer buffer = BUFFER_INIT;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		record_add_number(&buffer, numbers[i]);
		record_add_text(&buffer, i % 2 == 0 ? "" : "paz y seguridad");
	}
	struct record record = record_of(&buffer);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		cr_assert_eq(record_number(&record), numbers[i]);
		cr_assert_str_eq(record_text(&record, NULL), i % 2 == 0 ? "" : "paz y seguridad");
	}
	cr_assert_not(record.bad);
	cr_assert_eq(record.at, record.length);
	buffer_release(&buffer);
	LEAK_CHECK();
}

Test(record, that_is_cut_anywhere_is_bad_and_reads_no_further)
{
	struct buffer buffer = BUFFER_INIT;
	record_add_number(&buffer, 300);
	record_add_text(&buffer, "desarme");
	record_add_number(&buffer, 70000);
	for (size_t length = 0; length < buffer.length; length++) {
		char *copy = malloc(length + 1);
		memcpy(copy, buffer.bytes, length);
		struct record record = { (const unsigned char *)copy, length, 0, false };
		record_number(&record);
		record_text(&record, NULL);
		cr_assert_eq(record_number(&record), 0);
		cr_assert(record.bad);
		free(copy);
	}
	buffer_release(&buffer);
	LEAK_CHECK();
}

Test(record, counts_and_values_that_cannot_be_are_bad)
{
	struct buffer buffer = BUFFER_INIT;
	record_add_number(&buffer, 1000);
	struct record record = record_of(&buffer);
	cr_assert_eq(record_count(&record), 0);
	cr_assert(record.bad);
	record = record_of(&buffer);
	cr_assert_eq(record_number_to(&record, 999), 0);
	cr_assert(record.bad);
	buffer_release(&buffer);
	LEAK_CHECK();
}
