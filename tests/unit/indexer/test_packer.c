/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/compress.h"
#include "base/error.h"
#include "indexer/packer.h"
#include "tests/unit/scratch.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

struct place {
	uint64_t start;
	uint32_t length;
};

static void keep(void *context, size_t number, uint64_t start, uint32_t length)
{
	((struct place *)context)[number] = (struct place){ start, length };
}

/* A piece that is much like the others. */
static void make_piece(struct buffer *piece, int number)
{
	buffer_clear(piece);
	for (int i = 0; i < 20; i++)
		buffer_add_format(piece, "%d. Exhorta a los Estados a que apliquen la medida %d; ",
				  i, number * 7919 % 1000 + i);
}

/* Packs that many pieces; *places has one for each. */
static void pack(const char *directory, int count, struct buffer *packed, struct buffer *dictionary,
		 struct place *places)
{
	struct packer *packer = packer_new(directory, "pieces", 64 * 1024);
	struct buffer piece = BUFFER_INIT;
	for (int i = 0; i < count; i++) {
		make_piece(&piece, i);
		packer_add(packer, piece.bytes, piece.length);
		packer_offer(packer, piece.bytes, piece.length);
	}
	cr_assert_eq(packer_finish(packer, packed, dictionary, keep, places, NULL), STATUS_OK);
	packer_free(packer);
	buffer_release(&piece);
}

Test(packer, each_piece_is_unpacked_alone_and_is_small)
{
	enum { PIECES = 3000 };
	static struct place places[PIECES];
	struct buffer packed = BUFFER_INIT, dictionary = BUFFER_INIT, back = BUFFER_INIT,
		      piece = BUFFER_INIT;
	char *scratch = scratch_new();
	struct decompressor *decompressor = decompressor_new();
	pack(scratch, PIECES, &packed, &dictionary, places);
	cr_assert_leq(dictionary.length, (size_t)DICTIONARY_MAX_BYTES);
	cr_assert_geq(dictionary.length, (size_t)DICTIONARY_MAX_BYTES / 2);
	for (int i = 0; i < PIECES; i++) {
		make_piece(&piece, i);
		buffer_clear(&back);
		cr_assert_eq(decompressor_add(decompressor, &back, packed.bytes + places[i].start,
					      places[i].length, piece.length, dictionary.bytes,
					      dictionary.length, NULL),
			     STATUS_OK);
		cr_assert_str_eq(back.bytes, piece.bytes);
		cr_assert_lt(places[i].length, piece.length / 5);
	}
	decompressor_free(decompressor);
	scratch_free(scratch);
	buffer_release(&packed);
	buffer_release(&dictionary);
	buffer_release(&back);
	buffer_release(&piece);
}

Test(packer, the_dictionary_of_little_is_little)
{
	struct place places[4];
	struct buffer packed = BUFFER_INIT, dictionary = BUFFER_INIT;
	char *scratch = scratch_new();
	pack(scratch, 4, &packed, &dictionary, places);
	cr_assert_lt(dictionary.length, 200);
	scratch_free(scratch);
	buffer_release(&packed);
	buffer_release(&dictionary);
}
