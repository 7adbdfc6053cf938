/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/compress.h"
#include "base/error.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <string.h>

static int unpack(struct buffer *out, const struct buffer *packed, size_t cut, size_t raw_length,
		  const char *dictionary)
{
	struct decompressor *decompressor = decompressor_new();
	int status = decompressor_add(decompressor, out, packed->bytes, packed->length - cut,
				      raw_length, dictionary, strlen(dictionary), NULL);
	decompressor_free(decompressor);
	return status;
}

Test(compress, packed_bytes_come_back_or_are_refused)
{
	struct buffer raw = BUFFER_INIT, packed = BUFFER_INIT, back = BUFFER_INIT;
	struct compressor *compressor = compressor_new("", 0);
	for (int i = 0; i < 2000; i++)
		buffer_add_format(&raw, "párrafo %d; ", i % 37);
	compressor_add(compressor, &packed, raw.bytes, raw.length);
	cr_assert_lt(packed.length, raw.length / 4);
	cr_assert_eq(unpack(&back, &packed, 0, raw.length, ""), STATUS_OK);
	cr_assert_eq(back.length, raw.length);
	cr_assert_eq(memcmp(back.bytes, raw.bytes, raw.length), 0);
	cr_assert_eq(unpack(&back, &packed, 1, raw.length, ""), STATUS_DAMAGED);
	cr_assert_eq(unpack(&back, &packed, 0, raw.length + 1, ""), STATUS_DAMAGED);
	cr_assert_eq(unpack(&back, &packed, 0, raw.length - 1, ""), STATUS_DAMAGED);
	cr_assert_eq(back.length, raw.length);
	compressor_free(compressor);
	buffer_release(&raw);
	buffer_release(&packed);
	buffer_release(&back);
	LEAK_CHECK();
}

Test(compress, another_dictionary_of_the_same_length_is_noticed)
{
	static const char right[] = "Decide examinar la cuestión en su septuagésimo noveno período";
	char wrong[sizeof right];
	struct buffer packed = BUFFER_INIT, back = BUFFER_INIT;
	struct compressor *compressor = compressor_new(right, strlen(right));
	compressor_add(compressor, &packed, right, strlen(right));
	cr_assert(packed_has_checksum(packed.bytes, packed.length));
	for (size_t i = 0; i <= 4; i++)
		cr_assert_not(packed_has_checksum(packed.bytes, i));
	for (size_t i = 0; i < strlen(right); i++) {
		memcpy(wrong, right, sizeof right);
		wrong[i] ^= 1;
		int status = unpack(&back, &packed, 0, strlen(right), wrong);
		cr_assert(status == STATUS_DAMAGED ||
			  memcmp(back.bytes, right, strlen(right)) == 0);
		back.length = 0;
	}
	memcpy(wrong, right, sizeof right);
	wrong[10] ^= 1;
	cr_assert_eq(unpack(&back, &packed, 0, strlen(right), wrong), STATUS_DAMAGED);
	packed.bytes[4] &= ~4;
	cr_assert_not(packed_has_checksum(packed.bytes, packed.length));
	compressor_free(compressor);
	buffer_release(&packed);
	buffer_release(&back);
	LEAK_CHECK();
}

Test(compress, a_dictionary_makes_each_of_many_pieces_smaller)
{
	static const char text[] =
	    "Reafirmando la importancia de las medidas de fomento de la confianza";
	struct buffer packed = BUFFER_INIT, back = BUFFER_INIT;
	struct compressor *compressor = compressor_new(text, strlen(text));
	for (int i = 0; i < 3; i++) {
		buffer_clear(&packed);
		buffer_clear(&back);
		compressor_add(compressor, &packed, text + i, strlen(text + i));
		cr_assert_lt(packed.length, 24);
		cr_assert_eq(unpack(&back, &packed, 0, strlen(text + i), text), STATUS_OK);
		cr_assert_str_eq(back.bytes, text + i);
		cr_assert_eq(unpack(&back, &packed, 0, strlen(text + i), ""), STATUS_DAMAGED);
	}
	compressor_free(compressor);
	buffer_release(&packed);
	buffer_release(&back);
	LEAK_CHECK();
}

Test(compress, nothing_is_no_piece)
{
	struct buffer back = BUFFER_INIT;
	struct decompressor *decompressor = decompressor_new();
	cr_assert_eq(decompressor_add(decompressor, &back, "", 0, 5, "", 0, NULL), STATUS_DAMAGED);
	cr_assert_eq(back.length, 0);
	decompressor_free(decompressor);
	decompressor_free(NULL);
	compressor_free(NULL);
	buffer_release(&back);
}
