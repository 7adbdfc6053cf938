/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/compress.h"
#include "base/error.h"
#include "base/memory.h"
#include "indexer/packer.h"
#include "tests/unit/scratch.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* A piece that is much like the others. */
static void make_piece(struct buffer *piece, int number)
{
	buffer_clear(piece);
	for (int i = 0; i < 20; i++)
		buffer_add_format(piece, "%d. Exhorta a los Estados a que apliquen la medida %d; ",
				  i, number * 7919 % 1000 + i);
}

/* Packs that many pieces; *lengths has one for each, which the caller frees. */
static void pack(const char *directory, int count, bool apart, struct buffer *packed,
		 struct buffer *dictionary, uint32_t **lengths)
{
	struct spill *out = spill_new(directory, "packed", 64 * 1024);
	struct packer *packer = packer_new(out, apart);
	struct buffer piece = BUFFER_INIT;
	const uint32_t *all;
	for (int i = 0; i < count; i += 2) {
		make_piece(&piece, i);
		packer_sample(packer, piece.bytes, piece.length, 2);
	}
	for (int i = 0; i < count; i++) {
		make_piece(&piece, i);
		cr_assert_eq(packer_add(packer, piece.bytes, piece.length, NULL), STATUS_OK);
	}
	cr_assert_eq(packer_end(packer, dictionary, &all, NULL), STATUS_OK);
	cr_assert_eq(spill_end(out, NULL), STATUS_OK);
	*lengths = memory_array((size_t)count, sizeof **lengths);
	memcpy(*lengths, all, (size_t)count * sizeof **lengths);
	struct spill_reader reader = { .spill = out };
	if (spill_length(out) > 0)
		buffer_add(packed, spill_read(&reader, 0, (size_t)spill_length(out)),
			   (size_t)spill_length(out));
	spill_reader_release(&reader);
	packer_free(packer);
	spill_free(out);
	buffer_release(&piece);
}

Test(packer, each_piece_is_unpacked_alone_and_is_small)
{
	enum { PIECES = 3000 };
	struct buffer packed = BUFFER_INIT, dictionary = BUFFER_INIT, back = BUFFER_INIT,
		      piece = BUFFER_INIT;
	uint32_t *lengths;
	char *scratch = scratch_new();
	struct decompressor *decompressor = decompressor_new();
	pack(scratch, PIECES, false, &packed, &dictionary, &lengths);
	cr_assert_leq(dictionary.length, (size_t)DICTIONARY_MAX_BYTES);
	cr_assert_geq(dictionary.length, (size_t)DICTIONARY_MAX_BYTES / 2);
	for (size_t i = 0, start = 0; i < PIECES; start += lengths[i++]) {
		make_piece(&piece, (int)i);
		buffer_clear(&back);
		cr_assert_eq(decompressor_add(decompressor, &back, packed.bytes + start, lengths[i],
					      piece.length, dictionary.bytes, dictionary.length,
					      NULL),
			     STATUS_OK);
		cr_assert_str_eq(back.bytes, piece.bytes);
		cr_assert_lt(lengths[i], piece.length / 5);
	}
	decompressor_free(decompressor);
	scratch_free(scratch);
	free(lengths);
	buffer_release(&packed);
	buffer_release(&dictionary);
	buffer_release(&back);
	buffer_release(&piece);
}

Test(packer, a_thread_of_its_own_changes_nothing)
{
	enum { PIECES = 1000 };
	struct buffer packed[2] = { BUFFER_INIT, BUFFER_INIT },
		      dictionary[2] = { BUFFER_INIT, BUFFER_INIT };
	char *scratch = scratch_new();
	for (int apart = 0; apart < 2; apart++) {
		uint32_t *lengths;
		pack(scratch, PIECES, apart == 1, &packed[apart], &dictionary[apart], &lengths);
		free(lengths);
	}
	cr_assert_gt(packed[0].length, 10000);
	cr_assert_eq(packed[0].length, packed[1].length);
	cr_expect_eq(memcmp(packed[0].bytes, packed[1].bytes, packed[0].length), 0);
	cr_assert_eq(dictionary[0].length, dictionary[1].length);
	cr_expect_eq(memcmp(dictionary[0].bytes, dictionary[1].bytes, dictionary[0].length), 0);
	for (int i = 0; i < 2; i++) {
		buffer_release(&packed[i]);
		buffer_release(&dictionary[i]);
	}
	scratch_free(scratch);
}

Test(packer, the_dictionary_of_little_is_little)
{
	uint32_t *lengths;
	struct buffer packed = BUFFER_INIT, dictionary = BUFFER_INIT;
	char *scratch = scratch_new();
	pack(scratch, 4, false, &packed, &dictionary, &lengths);
	cr_assert_lt(dictionary.length, 200);
	scratch_free(scratch);
	free(lengths);
	buffer_release(&packed);
	buffer_release(&dictionary);
}

/* A disk that is full is told by the next piece that is handed over, or in the end. */
Test(packer, a_failure_to_write_is_told)
{
	struct error error = ERROR_INIT;
	struct spill *out = spill_new("/does/not/exist", "packed", 0);
	struct packer *packer = packer_new(out, true);
	struct buffer piece = BUFFER_INIT, dictionary = BUFFER_INIT;
	const uint32_t *lengths;
	int status = STATUS_OK;
	for (int i = 0; i < 2000 && status == STATUS_OK; i++) {
		make_piece(&piece, i);
		status = packer_add(packer, piece.bytes, piece.length, &error);
	}
	cr_expect_eq(status, STATUS_SYSTEM);
	cr_expect_eq(packer_end(packer, &dictionary, &lengths, &error), STATUS_SYSTEM);
	cr_expect_neq(error.message[0], '\0');
	packer_free(packer);
	spill_free(out);
	buffer_release(&piece);
	buffer_release(&dictionary);
}
