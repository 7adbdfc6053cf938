/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "indexer/build.h"
#include "store/index.h"
#include "store/segment_writer.h"
#include "store/verify.h"
#include "tests/unit/leak.h"
#include "tests/unit/scratch.h"
#include "tests/unit/threads.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct place {
	char *scratch, *texts, *index;
};

static void write_text(const struct place *place, const char *name, const char *symbol,
		       const char *words)
{
	struct buffer text = BUFFER_INIT;
	buffer_add_format(
	    &text,
	    "United Nations A/RES/%s\nGeneral Assembly\nDistr.: General\n11 December 2037\n\n"
	    "Resolution adopted by the General Assembly on 4 December 2037\n\n"
	    "%s. On %s\n\nThe General Assembly,\n\nRecalling its resolution 91/1 on %s,\n\n"
	    "1. *Decides* to keep the %s;\n\n2. *Requests* a report.\n",
	    symbol, symbol, words, words, words);
	scratch_write(place->texts, name, text.bytes, text.length);
	buffer_release(&text);
}

static struct place place_new(void)
{
	struct place place = { .scratch = scratch_new() };
	place.texts = scratch_directory(place.scratch, "texts");
	place.index = scratch_path(place.scratch, "index");
	for (int i = 1; i <= 60; i++) {
		char name[16], symbol[16], words[512] = "forests";
		snprintf(name, sizeof name, "%d.txt", i);
		snprintf(symbol, sizeof symbol, "91/%d", i);
		for (int word = 0; word < 40; word++)
			snprintf(words + strlen(words), sizeof words - strlen(words), " %c%c%c",
				 'a' + i * word % 26, 'a' + (i + word * 7) % 26, 'a' + word % 26);
		write_text(&place, name, symbol, words);
	}
	scratch_index(place.index, place.texts);
	return place;
}

static void place_free(struct place *place)
{
	scratch_free(place->scratch);
	free(place->texts);
	free(place->index);
}

static void gather(void *context, const struct finding *finding)
{
	buffer_add_format(context, "%s|%s|%s|%s|%s\n", finding->file, finding->section,
			  finding->symbol, finding->label, finding->problem);
}

/* The findings, a line each. */
static char *verified(const struct place *place, bool full)
{
	struct buffer out = BUFFER_INIT;
	struct verify_report report;
	struct error error = ERROR_INIT;
	buffer_add(&out, "", 0);
	cr_assert_eq(verify_index(place->index, full, gather, &out, &report, &error), STATUS_OK,
		     "%s", error.message);
	verify_report_release(&report);
	return out.bytes;
}

static void expect_finding(const struct place *place, bool full, const char *wanted)
{
	char *found = verified(place, full);
	cr_expect_not_null(strstr(found, wanted), "wanted \"%s\", found:\n%s", wanted, found);
	free(found);
}

static void expect_whole(const struct place *place, bool full)
{
	char *found = verified(place, full);
	cr_expect_str_eq(found, "");
	free(found);
}

Test(verify, finds_nothing_in_an_index_that_was_made_in_steps)
{
	struct place place = place_new();
	expect_whole(&place, false);
	expect_whole(&place, true);
	for (int i = 3; i < 9; i++) {
		char name[16], symbol[16];
		snprintf(name, sizeof name, "%d.txt", i % 5 + 1);
		snprintf(symbol, sizeof symbol, "91/%d", i * 12);
		write_text(&place, name, symbol, symbol);
		scratch_index(place.index, place.texts);
		expect_whole(&place, true);
	}
	place_free(&place);
	LEAK_CHECK();
}

/* Changes `count` bytes of a file from `start` on. */
static void damage(const struct place *place, const char *name, size_t start, size_t count)
{
	char *path = scratch_path(place->index, name);
	struct buffer bytes = BUFFER_INIT;
	cr_assert_eq(file_read_path(path, 1 << 24, &bytes, NULL), STATUS_OK);
	for (size_t i = start; i < start + count && i < bytes.length; i++)
		bytes.bytes[i] ^= 0x55;
	unlink(path);
	scratch_write(place->index, name, bytes.bytes, bytes.length);
	buffer_release(&bytes);
	free(path);
}

static struct section_entry section_of(const struct place *place, enum section section)
{
	struct index *index;
	cr_assert_eq(index_open(&index, place->index, NULL, 0, NULL), STATUS_OK);
	struct section_entry entry = index->languages[0].segments[0]->sections[section];
	index_free(index);
	return entry;
}

Test(verify, names_the_file_the_section_and_the_resolution)
{
	struct place place = place_new();
	struct section_entry texts = section_of(&place, SECTION_TEXTS);
	damage(&place, "en-1.segment", texts.offset, texts.length);
	expect_whole(&place, false); /* quick: sizes and headers are in order */
	expect_finding(&place, true,
		       "en-1.segment||||its SHA-256 is not the one in the manifest\n");
	expect_finding(&place, true, "en-1.segment|TEXTS|||");
	expect_finding(&place, true, "en-1.segment|TEXTS|A/RES/91/2|OP1|its text cannot be read\n");
	damage(&place, "en-1.segment", 40, 1);
	expect_finding(&place, false, "en-1.segment||||its header is not as it was written\n");
	place_free(&place);

	place = place_new();
	char *path = scratch_path(place.index, "en-1.segment");
	cr_assert_eq(truncate(path, 9000), 0);
	expect_finding(&place, false, "en-1.segment||||it has 9000 bytes, the manifest says ");
	unlink(path);
	expect_finding(&place, false,
		       "en-1.segment||||it cannot be opened: No such file or directory\n");
	damage(&place, "sources-1.tsv", 3, 1);
	expect_finding(&place, false,
		       "sources-1.tsv||||its SHA-256 is not the one in the manifest\n");
	damage(&place, "manifest.json", 3, 1);
	expect_finding(&place, false, "manifest.json||||");
	free(path);
	place_free(&place);
	LEAK_CHECK();
}

/* Writes the segment anew, with all its hashes in order, with one byte of a section changed. */
static void forge(const struct place *place, enum section section, size_t at, char flip)
{
	struct index *index;
	struct sections sections = { 0 };
	char *path = scratch_path(place->scratch, "database");
	cr_assert_eq(index_open(&index, place->index, NULL, 0, NULL), STATUS_OK);
	struct segment *segment = index->languages[0].segments[0];
	for (int i = 0; i < SECTION_COUNT; i++)
		buffer_add(&sections.bytes[i], segment->mapping.bytes + segment->sections[i].offset,
			   segment->sections[i].length);
	sections.bytes[section].bytes[at % sections.bytes[section].length] ^= flip;
	scratch_write(place->scratch, "database", sections.bytes[SECTION_XAPIAN].bytes,
		      sections.bytes[SECTION_XAPIAN].length);
	struct manifest manifest;
	struct error error = ERROR_INIT;
	cr_assert_eq(manifest_read(&manifest, index->directory, "", &error), STATUS_OK);
	cr_assert_eq(unlinkat(index->directory, segment->file, 0), 0);
	cr_assert_eq(segment_write(index->directory, segment->file, &sections, path, &error),
		     STATUS_OK);
	int file = openat(index->directory, segment->file, O_RDONLY);
	struct manifest_segment *entry = &manifest.segments[0];
	cr_assert_eq(hash_file(file, entry->sha256, NULL), STATUS_OK);
	cr_assert_eq(segment_header_hash(file, &entry->header_hash, NULL), STATUS_OK);
	bool replaced;
	cr_assert_eq(manifest_publish(&manifest, index->directory, &replaced, NULL), STATUS_OK);
	cr_assert(replaced);
	close(file);
	manifest_release(&manifest);
	for (int i = 0; i < SECTION_COUNT; i++)
		buffer_release(&sections.bytes[i]);
	index_free(index);
	free(path);
}

/* A dictionary is not looked at while pieces unpack; when one does not, index_check tells why. */
Test(verify, a_dictionary_that_is_damaged_is_known_before_anything_is_shown)
{
	struct place place = place_new();
	struct section_entry dictionary = section_of(&place, SECTION_TEXT_DICTIONARY);
	struct index *index;
	struct error error = ERROR_INIT;
	struct buffer text = BUFFER_INIT;
	cr_assert_gt(dictionary.length, 0);
	damage(&place, "en-1.segment", dictionary.offset, dictionary.length);
	cr_assert_eq(index_open(&index, place.index, NULL, 0, &error), STATUS_OK);
	cr_assert_eq(index_check(index, &error), STATUS_OK);
	struct segment *segment = index->languages[0].segments[0];
	int status = STATUS_OK;
	for (uint32_t i = 0; i < segment->counts.wordings && status == STATUS_OK; i++)
		status = segment_wording(segment, i, &text, &error);
	cr_assert_eq(status, STATUS_DAMAGED);
	cr_assert_eq(index_check(index, &error), STATUS_DAMAGED);
	buffer_release(&text);
	index_free(index);
	place_free(&place);
	LEAK_CHECK();
}

/* Whether all texts are as they were: some bits of packed bytes change nothing of what they hold.
 */
static bool texts_are_whole(const struct place *place)
{
	struct index *index;
	struct buffer text = BUFFER_INIT;
	bool whole = true;
	cr_assert_eq(index_open(&index, place->index, NULL, 0, NULL), STATUS_OK);
	struct segment *segment = index->languages[0].segments[0];
	for (uint32_t i = 0; i < segment->counts.wordings; i++)
		whole = whole && segment_wording(segment, i, &text, NULL) == STATUS_OK;
	buffer_release(&text);
	index_free(index);
	return whole;
}

/* What was written wrongly has hashes that are in order: the texts tell. */
Test(verify, compares_the_texts_with_all_that_was_made_of_them, .timeout = 300)
{
	static const enum section sections[] = {
		SECTION_SYMBOLS,    SECTION_HEADS,       SECTION_FORM_STARTS, SECTION_FORM_BYTES,
		SECTION_FORM_ORDER, SECTION_FORM_COUNTS, SECTION_TERM_STARTS, SECTION_TERM_BYTES,
		SECTION_POSTINGS,   SECTION_STREAM_ENDS, SECTION_STREAM,      SECTION_HASHES,
		SECTION_TEXTS,      SECTION_VALUES,
	};
	struct place place = place_new();
	srand(5);
	forge(&place, SECTION_STREAM, 0, 0);
	expect_whole(&place, true);
	for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
		for (int round = 0; round < 12; round++) {
			size_t at = (size_t)rand();
			char flip = (char)(1 << rand() % 8);
			forge(&place, sections[i], at, flip);
			char *found = verified(&place, true);
			if (sections[i] == SECTION_TEXTS && texts_are_whole(&place))
				cr_expect_str_eq(found, "");
			else
				cr_expect_str_neq(found, "", "%s, byte %zu, bit %d: not found",
						  section_names[sections[i]],
						  at % section_of(&place, sections[i]).length,
						  flip);
			free(found);
			forge(&place, sections[i], at, flip);
		}
	expect_whole(&place, true);
	place_free(&place);
	LEAK_CHECK();
}

/* A wording that is near to another but not the first of their group; its number must be small. */
static uint32_t find_follower(const struct place *place)
{
	struct index *index;
	uint32_t follower = 1;
	cr_assert_eq(index_open(&index, place->index, NULL, 0, NULL), STATUS_OK);
	const struct segment *segment = index->languages[0].segments[0];
	while (segment_group(segment, follower) == segment_hash(segment, follower))
		follower++;
	cr_assert_lt(follower, segment->counts.wordings);
	index_free(index);
	return follower;
}

Test(verify, looks_at_the_groups_of_near_repeats, .timeout = 300)
{
	static const char wanted[] = "en-1.segment|GROUPS|||a group does not begin with its first";
	struct place place = place_new();
	write_text(&place, "61.txt", "91/61", "forests, and lamps, and the keepers of lamps");
	write_text(&place, "62.txt", "91/62", "forests, or lamps, and the keepers of lamps");
	scratch_index(place.index, place.texts);
	/* The first wording is the first of its group: then of none, then of one that is not. */
	forge(&place, SECTION_GROUPS, 3, 0x40);
	expect_finding(&place, true, wanted);
	forge(&place, SECTION_GROUPS, 3, 0x40);
	expect_whole(&place, true);
	forge(&place, SECTION_GROUPS, 0, (char)find_follower(&place));
	expect_finding(&place, true, wanted);
	place_free(&place);
	LEAK_CHECK();
}

/* Only Chinese has a database. */
static struct place place_in_chinese(void)
{
	struct place place = { .scratch = scratch_new() };
	struct buffer text = BUFFER_INIT;
	place.texts = scratch_directory(place.scratch, "texts");
	place.index = scratch_path(place.scratch, "index");
	buffer_add_text(&text, "2037年12月4日大会决议\n\n91/1. 森林\n\n大会，\n\n");
	for (int i = 1; i <= 120; i++) {
		buffer_add_format(&text, "%d. *决定*", i);
		for (int word = 0; word < 20; word++) {
			/* Characters from U+4E00 on. */
			int character = i * word % 150;
			buffer_add_format(&text, "\xE4%c%c", 0xB8 + character / 64,
					  0x80 + character % 64);
		}
		buffer_add_text(&text, "；\n\n");
	}
	scratch_write(place.texts, "1.txt", text.bytes, text.length);
	scratch_index(place.index, place.texts);
	buffer_release(&text);
	return place;
}

Test(verify, outlives_what_libxapian_does_not, .timeout = 300)
{
	struct place place = place_in_chinese();
	struct section_entry database;
	size_t found_count = 0;
	expect_whole(&place, true);
	database = section_of(&place, SECTION_XAPIAN);
	srand(6);
	for (int round = 0; round < 60; round++) {
		size_t at = (size_t)rand() % database.length;
		forge(&place, SECTION_XAPIAN, at, 0x7F);
		char *found = verified(&place, true);
		found_count += found[0] != '\0';
		free(found);
		forge(&place, SECTION_XAPIAN, at, 0x7F);
	}
	/* Bytes that libxapian does not use change nothing. */
	cr_expect_gt(found_count, 3, "only %zu", found_count);
	place_free(&place);
	LEAK_CHECK();
}

Test(verify, tells_when_the_check_by_libxapian_was_not_made, .timeout = 300)
{
	struct place place = place_in_chinese();
	struct buffer out = BUFFER_INIT;
	struct error error = ERROR_INIT;
	struct verify_report report;
	children_end(2);
	cr_expect_eq(verify_index(place.index, true, gather, &out, &report, &error), STATUS_SYSTEM);
	children_end(-1);
	cr_expect_str_eq(error.message, "zh-1.segment: libxapian's check did not come to its end");
	buffer_release(&out);
	place_free(&place);
	LEAK_CHECK();
}
