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

static int inflate_text(struct buffer *out, const struct buffer *packed, size_t cut,
			size_t raw_length, const char *dictionary)
{
	return record_inflate(out, packed->bytes, packed->length - cut, raw_length, dictionary,
			      strlen(dictionary), NULL);
}

Test(record, deflated_bytes_come_back_or_are_refused)
{
	struct buffer raw = BUFFER_INIT, packed = BUFFER_INIT, back = BUFFER_INIT;
	struct deflater *deflater = deflater_new("", 0);
	for (int i = 0; i < 2000; i++)
		buffer_add_format(&raw, "párrafo %d; ", i % 37);
	deflater_add(deflater, &packed, raw.bytes, raw.length);
	cr_assert_lt(packed.length, raw.length / 4);
	cr_assert_eq(inflate_text(&back, &packed, 0, raw.length, ""), STATUS_OK);
	cr_assert_eq(back.length, raw.length);
	cr_assert_eq(memcmp(back.bytes, raw.bytes, raw.length), 0);
	cr_assert_eq(inflate_text(&back, &packed, 1, raw.length, ""), STATUS_DAMAGED);
	cr_assert_eq(inflate_text(&back, &packed, 0, raw.length + 1, ""), STATUS_DAMAGED);
	cr_assert_eq(inflate_text(&back, &packed, 0, raw.length - 1, ""), STATUS_DAMAGED);
	cr_assert_eq(back.length, raw.length);
	deflater_free(deflater);
	buffer_release(&raw);
	buffer_release(&packed);
	buffer_release(&back);
	LEAK_CHECK();
}

Test(record, a_dictionary_makes_each_of_many_pieces_smaller)
{
	static const char text[] =
	    "Reafirmando la importancia de las medidas de fomento de la confianza";
	struct buffer packed = BUFFER_INIT, back = BUFFER_INIT;
	struct deflater *deflater = deflater_new(text, strlen(text));
	for (int i = 0; i < 3; i++) {
		buffer_clear(&packed);
		buffer_clear(&back);
		deflater_add(deflater, &packed, text + i, strlen(text + i));
		cr_assert_lt(packed.length, 12);
		cr_assert_eq(inflate_text(&back, &packed, 0, strlen(text + i), text), STATUS_OK);
		cr_assert_str_eq(back.bytes, text + i);
		cr_assert_eq(inflate_text(&back, &packed, 0, strlen(text + i), ""), STATUS_DAMAGED);
	}
	deflater_free(deflater);
	buffer_release(&packed);
	buffer_release(&back);
	LEAK_CHECK();
}

Test(record, sizes_that_no_piece_has_are_damage)
{
	struct buffer back = BUFFER_INIT;
	size_t impossible = (size_t)UINT32_MAX + 1;
	cr_assert_eq(record_inflate(&back, "", 0, impossible, "", 0, NULL), STATUS_DAMAGED);
	cr_assert_eq(record_inflate(&back, "", impossible, 0, "", 0, NULL), STATUS_DAMAGED);
	cr_assert_eq(record_inflate(&back, "", 0, 0, "", impossible, NULL), STATUS_DAMAGED);
	deflater_free(NULL);
	buffer_release(&back);
}
