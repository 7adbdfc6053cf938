/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/record.h"
#include "base/spill.h"
#include "base/utf8.h"
#include "tests/unit/leak.h"
#include "tests/unit/scratch.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* What the modules of base/ promise at their bounds: each is compared with something simpler. */

Test(buffer, grows_by_half_and_always_has_room_for_the_end)
{
	for (size_t step = 1; step < 40; step++) {
		struct buffer buffer = BUFFER_INIT;
		size_t capacity = 0;
		char plain[2048];
		for (size_t length = 0; length + step < sizeof plain; length += step) {
			size_t wanted = length + step + 1, half = capacity + capacity / 2;
			if (wanted > capacity)
				capacity = half > wanted ? half : wanted;
			if (capacity < 8)
				capacity = 8;
			memset(plain + length, 'a' + (int)(length % 26), step);
			buffer_add(&buffer, plain + length, step);
			cr_assert_eq(buffer.length, length + step);
#ifndef WITH_ADDRESS_SANITIZER /* which small buffers have no more room under */
			cr_assert_eq(buffer.capacity, capacity);
#endif
			cr_assert_eq(buffer.bytes[buffer.length], '\0');
			cr_assert_eq(memcmp(buffer.bytes, plain, buffer.length), 0);
		}
		buffer_release(&buffer);
	}
	struct buffer one = BUFFER_INIT;
	for (size_t i = 0; i < 300; i++) {
		buffer_add_byte(&one, (char)('a' + i % 26));
		cr_assert_gt(one.capacity, one.length);
	}
	size_t capacity = one.capacity;
	buffer_reserve(&one, capacity - one.length - 1);
	cr_assert_eq(one.capacity, capacity);
	buffer_reserve(&one, capacity - one.length);
	cr_assert_gt(one.capacity, capacity);
	buffer_clear(&one);
	cr_assert_str_eq(one.bytes, "");
	buffer_release(&one);
	LEAK_CHECK();
}

Test(buffer, trims_at_both_ends_and_nowhere_else)
{
	static const char signs[] = " \t\r\na\v";
	for (int number = 0; number < 6 * 6 * 6 * 6; number++) {
		char text[5] = "", *start = text;
		struct buffer buffer = BUFFER_INIT;
		for (int i = 0, rest = number; i < 4; i++, rest /= 6)
			text[i] = signs[rest % 6];
		buffer_add_text(&buffer, text);
		buffer_trim(&buffer);
		size_t length = strlen(text);
		while (length > 0 && strchr(" \t\r\n", text[length - 1]) != NULL)
			text[--length] = '\0';
		start += strspn(text, " \t\r\n");
		cr_assert_str_eq(buffer.bytes, start);
		cr_assert_eq(buffer.length, strlen(start));
		buffer_release(&buffer);
	}
	struct buffer none = BUFFER_INIT;
	buffer_trim(&none);
	cr_assert_null(none.bytes);
}

/* Pieces follow each other in a block until one does not fit. */
Test(arena, gives_pieces_behind_each_other)
{
	size_t unit = alignof(max_align_t);
	for (size_t bytes = 1; bytes < 20000; bytes = bytes * 3 / 2 + 1) {
		struct arena arena = ARENA_INIT;
		size_t each = (bytes + unit - 1) / unit * unit, used = 0, size = 0, blocks = 0;
		char *before = NULL;
		for (int i = 0; i < 400; i++) {
			char *piece = arena_get(&arena, bytes);
			cr_assert_eq((uintptr_t)piece % unit, 0);
			memset(piece, i, bytes);
			if (before == NULL || size - used < each) {
				size = each > 16384 - 64 ? each : 16384 - 64;
				used = 0;
				blocks++;
			} else
				cr_assert_eq(piece, before + each, "%zu bytes, piece %d", bytes, i);
			used += each;
			cr_assert_eq(arena.used, used);
			before = piece;
		}
		cr_assert_leq(blocks, 400);
		arena_release(&arena);
		cr_assert_null(arena.last);
		cr_assert_eq(arena.used, 0);
	}
	LEAK_CHECK();
}

enum { RESERVE, ADD_NOTHING, GET, TEXT, ARRAY, RESIZE, ARENA_GET, ARENA_TEXT, TOO_MUCH };

static void ask_for_too_much(int what, size_t less)
{
	struct buffer buffer = BUFFER_INIT;
	struct arena arena = ARENA_INIT;
	buffer_add_text(&buffer, "ten bytes.");
	if (what == RESERVE)
		buffer_reserve(&buffer, SIZE_MAX - less);
	else if (what == ADD_NOTHING)
		buffer_reserve(&buffer, SIZE_MAX / 2 - less);
	else if (what == GET)
		memory_get(SIZE_MAX - less);
	else if (what == TEXT)
		memory_text("x", SIZE_MAX);
	else if (what == ARRAY)
		memory_array(SIZE_MAX / 8 + 2 + less, 8);
	else if (what == RESIZE)
		memory_resize(NULL, SIZE_MAX / 8 + 2 + less, 8);
	else if (what == ARENA_GET)
		arena_get(&arena, SIZE_MAX - less);
	else
		arena_text(&arena, "x", SIZE_MAX);
}

/* More than there can be is never taken for little: the process ends with a line. */
Test(memory, has_an_end)
{
#ifdef WITH_ADDRESS_SANITIZER
	cr_skip_test("the sanitizer says it in its own way");
#endif
	for (int what = 0; what < TOO_MUCH; what++)
		for (size_t less = 0; less < 70; less++) {
			int code;
			pid_t child = fork();
			if (child == 0) {
				dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
				ask_for_too_much(what, less);
				_exit(0);
			}
			cr_assert_eq(waitpid(child, &code, 0), child);
			cr_assert(WIFEXITED(code) && WEXITSTATUS(code) == 2, "%d, %zu: %d", what,
				  less, code);
		}
}

Test(map, is_never_more_than_half_full)
{
	struct map map = { 0 };
	size_t slots = 0;
	cr_assert_eq(map_get(&map, 5), UINT32_MAX);
	for (uint32_t i = 0; i < 5000; i++) {
		if ((i + 1) * 2 > slots)
			slots = slots == 0 ? 64 : slots * 2;
		*map_at(&map, (uint64_t)i * 0x100000001) = i;
		cr_assert_eq(map.slot_count, slots);
		cr_assert_leq(map.used * 2, map.slot_count);
		cr_assert_eq(map_get(&map, (uint64_t)i * 0x100000001), i);
	}
	cr_assert_eq(map_get(&map, UINT64_MAX), UINT32_MAX);
	map_release(&map);
	cr_assert_eq(map.used, 0);
	LEAK_CHECK();
}

/* Every sequence of up to four bytes, of those that decide. */
Test(utf8, is_what_the_standard_says)
{
	static const unsigned char some[] = { 'a',  0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF,
					      0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED,
					      0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF };
	enum { COUNT = sizeof some };
	for (unsigned number = 0; number < COUNT * COUNT * COUNT * COUNT; number++) {
		unsigned char at[4] = { some[number % COUNT], some[number / COUNT % COUNT],
					some[number / COUNT / COUNT % COUNT],
					some[number / COUNT / COUNT / COUNT] };
		size_t length = 0;
		bool second = at[1] >= 0x80 && at[1] < 0xC0, third = at[2] >= 0x80 && at[2] < 0xC0;
		if (at[0] < 0x80)
			length = 1;
		else if (at[0] >= 0xC2 && at[0] < 0xE0)
			length = second ? 2 : 0;
		else if (at[0] >= 0xE0 && at[0] < 0xF0)
			length = second && third && (at[0] != 0xE0 || at[1] >= 0xA0) &&
					 (at[0] != 0xED || at[1] < 0xA0)
				     ? 3
				     : 0;
		else if (at[0] >= 0xF0 && at[0] < 0xF5)
			length = second && third && at[3] >= 0x80 && at[3] < 0xC0 &&
					 (at[0] != 0xF0 || at[1] >= 0x90) &&
					 (at[0] != 0xF4 || at[1] < 0x90)
				     ? 4
				     : 0;
		for (size_t most = 1; most <= 4; most++) {
			size_t place = 0;
			uint32_t character = utf8_next((const char *)at, most, &place);
			bool whole = length > 0 && length <= most;
			cr_assert_eq(place, whole ? length : 1);
			cr_assert_eq(character == 0xFFFD,
				     !whole || memcmp(at, "\xEF\xBF\xBD", 3) == 0);
			size_t valid = utf8_valid_length((const char *)at, most);
			cr_assert(whole ? valid >= length : valid == 0);
		}
	}
}

/* Folded letter by letter. */
Test(utf8, folds_capitals_and_white_space)
{
	static const char signs[] = " \t\nAZaz@[-";
	enum { COUNT = sizeof signs - 1 };
	for (unsigned number = 0; number < COUNT * COUNT * COUNT * COUNT; number++) {
		char text[5] = "", wanted[8] = "";
		size_t used = 0;
		struct buffer folded = BUFFER_INIT;
		for (unsigned i = 0, rest = number; i < 4; i++, rest /= COUNT)
			text[i] = signs[rest % COUNT];
		for (size_t i = 0; i < 4; i++) {
			bool space = strchr(" \t\n", text[i]) != NULL;
			if (space && (used == 0 || wanted[used - 1] == ' '))
				continue;
			wanted[used++] =
			    space
				? ' '
				: (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] + 32 : text[i]);
		}
		if (used > 0 && wanted[used - 1] == ' ')
			used--;
		wanted[used] = '\0';
		buffer_add_text(&folded, "x ");
		utf8_fold(text, 4, &folded);
		cr_assert_eq(folded.length, 2 + used, "\"%s\"", text);
		cr_assert_str_eq(folded.bytes + 2, wanted);
		buffer_release(&folded);
	}
	cr_assert(utf8_is_ascii("", 0));
	cr_assert(utf8_is_ascii("a\x7F", 2));
	cr_assert_not(utf8_is_ascii("a\x80", 2));
	cr_assert_eq(utf8_count("a\xC3\xB1\xE4\xB8\xAD", 6), 3);
}

Test(record, says_of_each_length_whether_it_fits)
{
	for (uint64_t number = 0; number < 40; number++)
		for (size_t behind = 0; behind < 40; behind++) {
			struct buffer buffer = BUFFER_INIT;
			record_add_number(&buffer, number);
			for (size_t i = 0; i < behind; i++)
				buffer_add_byte(&buffer, i == number ? '\0' : 'x');
			struct record record = { (const unsigned char *)buffer.bytes, buffer.length,
						 0, false };
			struct record second = record, third = record;
			size_t length;
			cr_assert_eq(record_count(&record), number <= behind ? number : 0);
			cr_assert_eq(record.bad, number > behind);
			const char *text = record_text(&second, &length);
			cr_assert_eq(second.bad, number >= behind);
			cr_assert_eq(length, number < behind ? number : 0);
			cr_assert_eq(strlen(text), length);
			cr_assert_eq(second.at, number < behind ? number + 2 : 1);
			cr_assert_eq(record_number_to(&third, 20), number <= 20 ? number : 0);
			cr_assert_eq(third.bad, number > 20);
			buffer_release(&buffer);
		}
	/* Ten bytes hold 64 bits; an eleventh is none. */
	const unsigned char long_one[] = { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
					   0xFF, 0xFF, 0xFF, 0xFF, 0x01 };
	const unsigned char longer[] = { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
					 0xFF, 0xFF, 0xFF, 0x81, 0x00 };
	struct record record = { long_one, sizeof long_one, 0, false };
	cr_assert_eq(record_number(&record), UINT64_MAX);
	record = (struct record){ longer, sizeof longer, 0, false };
	cr_assert_eq(record_number(&record), 0);
	cr_assert(record.bad);
	record.at = 0; /* what is bad stays so */
	cr_assert_eq(record_number(&record), 0);
}

Test(file, is_read_up_to_its_limit)
{
	static const size_t sizes[] = { 0, 1, 100, 65534, 65535, 65536, 65537, 131072, 200000 };
	char *scratch = scratch_new(), *path = scratch_path(scratch, "file");
	char *bytes = malloc(200000);
	for (size_t i = 0; i < 200000; i++)
		bytes[i] = (char)(i * 7 % 251);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		scratch_write(scratch, "file", bytes, sizes[i]);
		for (int less = 0; less < 2 && (size_t)less <= sizes[i]; less++) {
			struct buffer buffer = BUFFER_INIT, other = BUFFER_INIT;
			struct error error = ERROR_INIT;
			int wanted = less ? STATUS_LIMIT : STATUS_OK;
			int file = open(path, O_RDONLY);
			buffer_add_text(&other, "before");
			cr_assert_eq(file_read_path(path, sizes[i] - (size_t)less, &buffer, &error),
				     wanted);
			cr_assert_eq(
			    file_read(file, "name", sizes[i] - (size_t)less, &other, &error),
			    wanted);
			if (!less) {
				cr_assert_eq(buffer.length, sizes[i]);
				cr_assert_eq(other.length, sizes[i] + 6);
				cr_assert_eq(memcmp(other.bytes + 6, bytes, sizes[i]), 0);
				cr_assert(sizes[i] == 0 ||
					  memcmp(buffer.bytes, bytes, sizes[i]) == 0);
				cr_assert_eq(other.bytes[other.length], '\0');
			}
			close(file);
			buffer_release(&buffer);
			buffer_release(&other);
		}
		char one[HASH_HEX_SIZE], another[HASH_HEX_SIZE];
		int file = open(path, O_RDONLY);
		hash_sha256(bytes, sizes[i], one);
		cr_assert_eq(hash_file(file, another, NULL), STATUS_OK);
		cr_assert_str_eq(one, another);
		cr_assert_eq(strlen(one), 64);
		close(file);
	}
	free(bytes);
	free(path);
	scratch_free(scratch);
	LEAK_CHECK();
}

Test(mapping, is_of_a_regular_file_with_something_in_it)
{
	char *scratch = scratch_new(), *fifo = scratch_path(scratch, "fifo");
	char *link = scratch_path(scratch, "link");
	int directory = open(scratch, O_RDONLY | O_DIRECTORY);
	struct mapping mapping;
	struct error error = ERROR_INIT;
	scratch_write(scratch, "empty", "", 0);
	scratch_write(scratch, "one", "x", 1);
	cr_assert_eq(mkfifo(fifo, 0600), 0);
	cr_assert_eq(symlink("one", link), 0);
	cr_expect_eq(mapping_open(&mapping, directory, "one", &error), STATUS_OK);
	cr_expect_eq(mapping.length, 1);
	cr_expect_eq(mapping.bytes[0], 'x');
	cr_expect_geq(mapping.descriptor, 0);
	mapping_release(&mapping);
	cr_expect_null(mapping.bytes);
	cr_expect_eq(mapping_open(&mapping, directory, "none", &error), STATUS_ABSENT);
	cr_expect_str_eq(error.message, "none: no such file");
	cr_expect_eq(mapping_open(&mapping, directory, "empty", &error), STATUS_DAMAGED);
	cr_expect_eq(mapping_open(&mapping, directory, "fifo", &error), STATUS_DAMAGED);
	cr_expect_str_eq(error.message, "fifo: not a regular file, or empty");
	cr_expect_eq(mapping_open(&mapping, directory, "link", &error), STATUS_SYSTEM);
	cr_expect_null(mapping.bytes);
	/* Nothing stays open of those that failed. */
	int next = open("/dev/null", O_RDONLY);
	cr_expect_eq(next, directory + 1);
	close(next);
	close(directory);
	free(fifo);
	free(link);
	scratch_free(scratch);
	LEAK_CHECK();
}

/* A message of each length: whole, or cut at a character. */
Test(error, is_cut_where_it_does_not_fit)
{
	enum { SIZE = sizeof((struct error *)0)->message };
	static const char *const signs[] = { "x", "\xC3\xB1", "\xE4\xB8\xAD", "\xF0\xA0\x80\x80" };
	for (size_t s = 0; s < 4; s++)
		for (size_t before = SIZE - 12; before < SIZE + 3; before++) {
			char text[SIZE + 20];
			struct error error = ERROR_INIT;
			memset(text, 'a', before);
			strcpy(text + before, signs[s]);
			strcat(text, "end");
			error_set(&error, STATUS_INPUT, "%s", text);
			size_t length = strlen(error.message), whole = strlen(text);
			cr_assert_eq(memcmp(error.message, text, length), 0);
			cr_assert_lt(length, SIZE);
			cr_assert(whole < SIZE ? length == whole : length >= SIZE - 5);
			cr_assert_eq(utf8_valid_length(error.message, length), length);
			cr_assert_eq(error.status, STATUS_INPUT);
		}
	cr_assert_eq(error_set(NULL, STATUS_LIMIT, "x"), STATUS_LIMIT);
	cr_assert_eq(error_system(NULL, "x"), STATUS_SYSTEM);
}

/* Pieces of any length, with little memory and with much: what is read is what was added. */
Test(spill, gives_back_what_it_got)
{
	static const size_t most[] = { 0, 1, 100, 65535, 65536, 65537, 1 << 20 };
	char *scratch = scratch_new();
	for (size_t m = 0; m < sizeof most / sizeof *most; m++) {
		struct spill *spill = spill_new(scratch, "spill", most[m]);
		struct spill_reader reader = { .spill = spill, .ahead = 1000 };
		struct spill_reader pieces = { .spill = spill, .ahead = 777 };
		char bytes[3000];
		size_t length, count = 0;
		for (unsigned i = 0; i < 400; i++) {
			length = i * 31 % sizeof bytes;
			memset(bytes, (int)i, length);
			spill_add_piece(spill, bytes, length);
			cr_assert_eq(spill_length(spill) % 8, 0);
		}
		cr_assert_eq(spill_end(spill, NULL), STATUS_OK);
		uint64_t whole = spill_length(spill);
		const unsigned char *piece;
		while ((piece = spill_next(&pieces, &length)) != NULL) {
			cr_assert_eq(length, count * 31 % sizeof bytes);
			for (size_t i = 0; i < length; i++)
				cr_assert_eq(piece[i], (unsigned char)count);
			count++;
		}
		cr_assert_eq(count, 400);
		cr_assert_eq(pieces.at, whole);
		/* Anywhere, forwards and backwards, over the ends of windows. */
		for (uint64_t at = 0; at + 8 <= whole; at += 1 + at % 997) {
			const void *here = spill_read(&reader, at, 8);
			uint64_t first, again;
			memcpy(&first, here, 8);
			size_t more = whole - at < 5000 ? (size_t)(whole - at) : 5000;
			cr_assert_not_null(spill_read(&reader, at, more));
			cr_assert_not_null(spill_read(&reader, at / 2, 1));
			memcpy(&again, spill_read(&reader, at, 8), 8);
			cr_assert_eq(first, again);
		}
		/* Nothing is left in the directory. */
		char *path = scratch_path(scratch, "spill");
		cr_assert_neq(access(path, F_OK), 0);
		free(path);
		spill_reader_release(&reader);
		spill_reader_release(&pieces);

		spill_free(spill);
	}
	scratch_free(scratch);
	LEAK_CHECK();
}
