/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/date.h"
#include "base/error.h"
#include "base/file.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "tests/unit/leak.h"
#include "tests/unit/scratch.h"

#include <criterion/criterion.h>
#include <malloc.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utf8proc.h>

Test(error, a_long_message_is_cut_at_a_character)
{
	char text[3000];
	memset(text, 'x', sizeof text);
	for (size_t i = 1; i + 1 < sizeof text; i += 2)
		memcpy(text + i, "\xC3\xB1", 2); /* ñ */
	text[sizeof text - 1] = '\0';
	struct error error = ERROR_INIT;
	cr_assert_eq(error_set(&error, STATUS_INPUT, "%s", text), STATUS_INPUT);
	size_t length = strlen(error.message);
	cr_assert_gt(length, 1000);
	cr_assert_eq(utf8_valid_length(error.message, length), length);
}

Test(buffer, is_a_c_string_after_anything_was_added_even_nothing)
{
	struct buffer buffer = BUFFER_INIT;
	buffer_add_format(&buffer, "%s", "");
	cr_assert_str_eq(buffer.bytes, "");
	cr_assert_eq(buffer.length, 0);
	buffer_release(&buffer);
}

Test(buffer, adds_formats_and_trims)
{
	struct buffer buffer = BUFFER_INIT;
	buffer_add_text(&buffer, " \ta");
	buffer_add_format(&buffer, "%d-%s", 12, "b");
	buffer_add_byte(&buffer, '\n');
	buffer_trim(&buffer);
	cr_assert_str_eq(buffer.bytes, "a12-b");
	buffer_release(&buffer);
	cr_assert_null(buffer.bytes);
}

Test(date, a_number_and_its_text_are_the_same_date)
{
	static const char *const none[] = { "", "2023", "2023-12", "December", "-12-07" };
	char text[DATE_ISO_SIZE];
	struct buffer buffer = BUFFER_INIT;
	cr_expect_eq(date_number("2023-12-07"), 20231207);
	cr_expect_str_eq(date_iso(20231207, text), "2023-12-07");
	cr_expect_str_eq(date_iso(19460124, text), "1946-01-24");
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		cr_expect_eq(date_number(none[i]), 0, "%s", none[i]);
	cr_expect_str_eq(date_iso(0, text), "");
	date_iso(UINT32_MAX, text); /* of a damaged index: it fits */
	cr_expect_eq(strlen(text), DATE_ISO_SIZE - 1);
	date_add(&buffer, 20240101);
	date_add(&buffer, 0);
	cr_expect_str_eq(buffer.bytes, "2024-01-01");
	buffer_release(&buffer);
	LEAK_CHECK();
}

Test(arena, large_and_small_pieces_live_together)
{
	struct arena arena = ARENA_INIT;
	char *small = arena_text(&arena, "abc", 3);
	char *large = arena_get(&arena, 100000);
	memset(large, 1, 100000);
	char *after = arena_text(&arena, "def", 3);
	cr_assert_str_eq(small, "abc");
	cr_assert_str_eq(after, "def");
	arena_release(&arena);
}

Test(utf8, next_moves_over_anything)
{
	const char bytes[] = "a\xC3\xB1\xFF\xE4\xB8";
	size_t at = 0;
	cr_assert_eq(utf8_next(bytes, 6, &at), 'a');
	cr_assert_eq(utf8_next(bytes, 6, &at), 0xF1);
	cr_assert_eq(utf8_next(bytes, 6, &at), 0xFFFD);
	cr_assert_eq(utf8_next(bytes, 6, &at), 0xFFFD);
	cr_assert_eq(utf8_next(bytes, 6, &at), 0xFFFD);
	cr_assert_eq(at, 6);
	cr_assert_eq(utf8_valid_length(bytes, 6), 3);
}

Test(utf8, compose_joins_letter_and_accent)
{
	struct buffer text = BUFFER_INIT;
	buffer_add_text(&text, "informacio\xCC\x81n");
	cr_assert_eq(utf8_compose(&text, NULL), STATUS_OK);
	cr_assert_str_eq(text.bytes, "informaci\xC3\xB3n");
	buffer_release(&text);
}

Test(utf8, compose_is_what_the_unicode_tables_say)
{
	for (uint32_t character = 1; character < 0x20000; character++) {
		if (character >= 0xD800 && character < 0xE000)
			continue;
		struct buffer text = BUFFER_INIT;
		utf8_add(&text, character);
		utf8proc_uint8_t *wanted = utf8proc_NFC((const utf8proc_uint8_t *)text.bytes);
		cr_assert_eq(utf8_compose(&text, NULL), STATUS_OK);
		cr_assert_str_eq(text.bytes, (const char *)wanted, "U+%04X", (unsigned)character);
		free(wanted);
		buffer_release(&text);
	}
	struct buffer bad = BUFFER_INIT;
	buffer_add(&bad, "a\xFF", 2);
	cr_assert_eq(utf8_compose(&bad, NULL), STATUS_INPUT);
	buffer_release(&bad);
}

Test(language, is_found_by_code_iso3_and_name)
{
	cr_assert_str_eq(language_find("es", 2)->code, "es");
	cr_assert_str_eq(language_find("ZHO", 3)->code, "zh");
	cr_assert_str_eq(language_find("Russian", 7)->code, "ru");
	cr_assert_null(language_find("e", 1));
}

Test(file, publishing_tells_whether_the_new_bytes_have_the_name)
{
	char *scratch = scratch_new();
	bool replaced = true;
	int directory = open(scratch, O_PATH | O_DIRECTORY); /* can be written to, not be synced */
	cr_expect_eq(file_publish(directory, "a", "new", 3, &replaced, NULL), STATUS_SYSTEM);
	cr_expect(replaced);
	cr_expect_eq(faccessat(directory, "a", F_OK, 0), 0);
	cr_expect_neq(faccessat(directory, "a.new", F_OK, 0), 0);
	close(directory);
	cr_expect_eq(file_publish(-1, "a", "new", 3, &replaced, NULL), STATUS_SYSTEM);
	cr_expect_not(replaced);
	scratch_free(scratch);
	LEAK_CHECK();
}

Test(utf8, folding_leaves_out_what_is_not_utf8)
{
	struct buffer long_one = BUFFER_INIT, folded = BUFFER_INIT;
	utf8_fold("\xC3\x89t\xFF\xFF a", 8, &folded);
	cr_expect_str_eq(folded.bytes, "et a");
	for (int i = 0; i < 1 << 20; i++) /* no depth of calls by the length */
		buffer_add_byte(&long_one, (char)0xFF);
	buffer_clear(&folded);
	utf8_fold(long_one.bytes, long_one.length, &folded);
	cr_expect_eq(folded.length, 0);
	buffer_release(&long_one);
	buffer_release(&folded);
	LEAK_CHECK();
}

static void take_more_than_the_limit(void)
{
	memory_limit((size_t)64 << 20);
	free(memory_get((size_t)32 << 20));
	free(memory_get((size_t)128 << 20));
}

Test(memory, a_limit_ends_the_process_with_a_line)
{
#ifdef WITH_ADDRESS_SANITIZER
	cr_skip_test("with a sanitizer there is no limit");
#endif
	int ends[2], code;
	char line[100] = "";
	cr_assert_eq(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		take_more_than_the_limit();
		_exit(0);
	}
	close(ends[1]);
	cr_assert_eq(waitpid(child, &code, 0), child);
	cr_assert(WIFEXITED(code));
	cr_assert_eq(WEXITSTATUS(code), 2);
	cr_assert_gt(read(ends[0], line, sizeof line - 1), 0);
	cr_assert_str_eq(line, "clausula: out of memory: the limit is 64 MiB\n");
	close(ends[0]);
}

#if !defined(WITH_ADDRESS_SANITIZER) && !defined(__SANITIZE_THREAD__)
/* How many pieces have pages of their own, while one of 4 MB is held. */
static size_t pieces_apart(void)
{
	void *piece = memory_get(4 << 20);
	size_t apart = mallinfo2().hblks;
	free(piece);
	return apart;
}

/* Without it malloc keeps what is no larger than what was freed before. */
Test(memory, goes_back_when_it_is_wanted)
{
	memory_give_back();
	size_t before = mallinfo2().hblks;
	cr_expect_eq(pieces_apart(), before + 1);
	cr_expect_eq(pieces_apart(), before + 1);
	cr_expect_eq(mallinfo2().hblks, before);
}
#endif
