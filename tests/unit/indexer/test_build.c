/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/error.h"
#include "base/file.h"
#include "indexer/build.h"
#include "indexer/directory.h"
#include "store/index.h"
#include "store/segment_writer.h"
#include "tests/unit/leak.h"
#include "tests/unit/scratch.h"
#include "tests/unit/threads.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A directory of sources and an index of them. */
struct place {
	char *scratch, *texts, *index;
};

static struct place place_new(void)
{
	struct place place = { scratch_new(), NULL, NULL };
	place.texts = scratch_directory(place.scratch, "texts");
	place.index = scratch_path(place.scratch, "index");
	return place;
}

static void place_free(struct place *place)
{
	scratch_free(place->scratch);
	free(place->texts);
	free(place->index);
}

static void write_dated(const struct place *place, const char *name, const char *date,
			const char *symbol, const char *words)
{
	struct buffer text = BUFFER_INIT;
	buffer_add_format(&text,
			  "Resolution adopted by the General Assembly on %s\n\n"
			  "%s. On %s\n\nThe General Assembly,\n\nRecalling its %s,\n\n"
			  "1. *Decides* to keep the %s;\n\n2. *Requests* a report.\n",
			  date, symbol, words, words, words);
	scratch_write(place->texts, name, text.bytes, text.length);
	buffer_release(&text);
}

static void write_resolution(const struct place *place, const char *name, const char *symbol,
			     const char *words)
{
	write_dated(place, name, "4 December 2036", symbol, words);
}

static int build(const struct place *place, bool rebuild, struct build_report *report,
		 struct error *error)
{
	const char *paths[] = { place->texts };
	const struct build_options options = { .index_path = place->index,
					       .paths = paths,
					       .path_count = 1,
					       .rebuild = rebuild,
					       .threads = 2,
					       .memory = BUILD_MEMORY };
	return build_index(&options, report, error);
}

static struct build_report built(const struct place *place, bool rebuild)
{
	struct build_report report;
	struct error error = ERROR_INIT;
	cr_assert_eq(build(place, rebuild, &report, &error), STATUS_OK, "%s", error.message);
	return report;
}

static struct index *opened(const struct place *place)
{
	struct index *index;
	struct error error = ERROR_INIT;
	cr_assert_eq(index_open(&index, place->index, NULL, 0, &error), STATUS_OK, "%s",
		     error.message);
	return index;
}

/* The text of the first operative clause of a resolution; NULL when the index has it not. */
static char *first_operative(const struct place *place, const char *symbol)
{
	struct index *index = opened(place);
	struct segment *segment;
	struct resolution resolution;
	uint32_t work;
	char *text = NULL;
	if (index->language_count > 0 &&
	    index_find(&index->languages[0], symbol, &segment, &work)) {
		cr_assert_eq(segment_resolution(segment, work, true, &resolution, NULL, NULL),
			     STATUS_OK);
		text = memory_text(resolution.clauses[2].text, strlen(resolution.clauses[2].text));
		resolution_release(&resolution);
	}
	index_free(index);
	return text;
}

static void expect_text(const struct place *place, const char *symbol, const char *expected)
{
	char *text = first_operative(place, symbol);
	if (expected == NULL)
		cr_expect_null(text, "%s is still there", symbol);
	else {
		cr_assert_not_null(text, "%s is not there", symbol);
		cr_expect_str_eq(text, expected);
	}
	free(text);
}

Test(build, updates_what_changed_and_nothing_else)
{
	struct place place = place_new();
	write_resolution(&place, "1.txt", "91/1", "peace");
	write_resolution(&place, "2.txt", "91/2", "water");
	struct build_report report = built(&place, false);
	cr_expect_eq(report.files, 2);
	cr_expect(report.changed);
	build_report_release(&report);

	report = built(&place, false);
	cr_expect_eq(report.unchanged, 2);
	cr_expect_not(report.changed);
	build_report_release(&report);

	write_resolution(&place, "2.txt", "91/2", "clean water");
	write_resolution(&place, "3.txt", "91/3", "forests");
	report = built(&place, false);
	cr_expect_eq(report.files, 3);
	cr_expect_eq(report.unchanged, 1);
	cr_expect_eq(report.languages[language_find("en", 2) - languages].counts.works, 3);
	build_report_release(&report);
	expect_text(&place, "A/RES/91/1", "Decides to keep the peace;");
	expect_text(&place, "A/RES/91/2", "Decides to keep the clean water;");
	expect_text(&place, "A/RES/91/3", "Decides to keep the forests;");

	/* A file that gives another resolution than before takes the old one with it. */
	write_resolution(&place, "3.txt", "91/4", "oceans");
	report = built(&place, false);
	cr_expect_eq(report.removed, 1);
	build_report_release(&report);
	expect_text(&place, "A/RES/91/3", NULL);
	expect_text(&place, "A/RES/91/4", "Decides to keep the oceans;");

	report = built(&place, true);
	cr_expect_eq(report.languages[language_find("en", 2) - languages].counts.works, 3);
	build_report_release(&report);
	expect_text(&place, "A/RES/91/2", "Decides to keep the clean water;");
	place_free(&place);
	LEAK_CHECK();
}

Test(build, rebuilds_from_the_paths_of_last_time)
{
	struct place place = place_new();
	write_resolution(&place, "1.txt", "91/1", "peace");
	write_resolution(&place, "2.txt", "91/2", "water");
	struct build_report report = built(&place, false);
	build_report_release(&report);
	char *gone = scratch_path(place.texts, "1.txt");
	unlink(gone);
	write_resolution(&place, "3.txt", "91/3", "forests");
	const struct build_options options = { .index_path = place.index, .rebuild = true };
	struct error error = ERROR_INIT;
	cr_assert_eq(build_index(&options, &report, &error), STATUS_OK, "%s", error.message);
	cr_expect_eq(report.files, 2);
	cr_expect_eq(report.problem_count, 0);
	build_report_release(&report);
	expect_text(&place, "A/RES/91/1", NULL);
	expect_text(&place, "A/RES/91/3", "Decides to keep the forests;");
	free(gone);
	place_free(&place);
	LEAK_CHECK();
}

Test(build, many_small_updates_keep_few_segments)
{
	struct place place = place_new();
	char name[16], symbol[16];
	for (int i = 1; i <= 40; i++) {
		snprintf(name, sizeof name, "%d.txt", i);
		snprintf(symbol, sizeof symbol, "91/%d", i);
		write_resolution(&place, name, symbol, symbol);
		struct build_report report = built(&place, false);
		build_report_release(&report);
	}
	struct index *index = opened(&place);
	cr_expect_leq(index->languages[0].segment_count, 7);
	cr_expect_eq(index_counts(&index->languages[0]).works, 40);
	index_free(index);
	expect_text(&place, "A/RES/91/17", "Decides to keep the 91/17;");
	place_free(&place);
	LEAK_CHECK();
}

Test(build, a_bad_file_is_named_and_stops_nothing)
{
	struct place place = place_new();
	write_resolution(&place, "1.txt", "91/1", "peace");
	scratch_write(place.texts, "2.txt", "", 0);
	scratch_write(place.texts, "3.txt", "91/3. \xFF\xFE\n", 9);
	scratch_write(place.texts, "4.xml", "<a>\n<b></a>", 11);
	scratch_write(place.texts, "5.txt", "a\0b", 3);
	char *loop = scratch_path(place.texts, "6-loop");
	cr_assert_eq(symlink(place.texts, loop), 0);
	char *nowhere = scratch_path(place.texts, "7-nowhere");
	cr_assert_eq(symlink("/nonexistent/file", nowhere), 0);
	char *fifo = scratch_path(place.texts, "8-fifo");
	cr_assert_eq(mkfifo(fifo, 0600), 0);
	for (int round = 0; round < 2; round++) {
		struct build_report report = built(&place, false);
		cr_expect_eq(report.problem_count, 7, "%zu problems", report.problem_count);
		for (size_t i = 0; i < report.problem_count; i++) {
			char expected[8];
			snprintf(expected, sizeof expected, "%zu", i + 2);
			const char *line = report.problems[i].line;
			cr_expect_eq(strncmp(line, place.texts, strlen(place.texts)), 0, "%s",
				     line);
			cr_expect_eq(line[strlen(place.texts) + 1], expected[0], "%s", line);
		}
		build_report_release(&report);
	}
	expect_text(&place, "A/RES/91/1", "Decides to keep the peace;");
	free(loop);
	free(nowhere);
	free(fifo);
	place_free(&place);
	LEAK_CHECK();
}

Test(build, a_text_without_a_symbol_is_named)
{
	static const char draft[] = "The General Assembly,\n\nRecalling its resolutions,\n\n"
				    "1. *Decides* to keep libraries;\n\n2. *Requests* a report.\n";
	struct place place = place_new();
	write_resolution(&place, "1.txt", "91/1", "peace");
	scratch_write(place.texts, "2.txt", draft, sizeof draft - 1);
	struct build_report report = built(&place, false);
	cr_assert_eq(report.problem_count, 1);
	cr_expect_not_null(strstr(report.problems[0].line, "2.txt: "));
	build_report_release(&report);
	place_free(&place);
	LEAK_CHECK();
}

Test(build, a_file_that_becomes_bad_keeps_what_it_gave)
{
	struct place place = place_new();
	write_resolution(&place, "1.txt", "91/1", "peace");
	struct build_report report = built(&place, false);
	build_report_release(&report);
	scratch_write(place.texts, "1.txt", "\xFF", 1);
	report = built(&place, false);
	cr_expect_eq(report.problem_count, 1);
	build_report_release(&report);
	expect_text(&place, "A/RES/91/1", "Decides to keep the peace;");
	place_free(&place);
	LEAK_CHECK();
}

Test(build, of_two_files_with_one_resolution_one_is_left_out_and_named)
{
	struct place place = place_new();
	write_resolution(&place, "1.txt", "91/1", "peace");
	write_resolution(&place, "2.txt", "91/1", "water");
	struct build_report report = built(&place, false);
	cr_assert_eq(report.duplicate_count, 1);
	cr_expect_not_null(
	    strstr(report.duplicates[0].line, "2.txt: left out: A/RES/91/1 in English"));
	build_report_release(&report);
	expect_text(&place, "A/RES/91/1", "Decides to keep the peace;");
	place_free(&place);
	LEAK_CHECK();
}

/* Where they differ in their dates, the one whose name has the symbol is believed. */
Test(build, a_name_with_the_symbol_decides_between_two_dates)
{
	static const struct {
		const char *name, *kept;
	} rows[] = {
		{ "A_RES_91_1-E.txt", "Decides to keep the water;" },
		{ "A_RES_91_1", "Decides to keep the water;" },
		{ "A_RES_91_10-E.txt", "Decides to keep the peace;" }, /* of another resolution */
		{ "A_RES_91_19-E.txt", "Decides to keep the peace;" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct place place = place_new();
		write_resolution(&place, "1.txt", "91/1", "peace");
		write_dated(&place, rows[i].name, "5 December 2036", "91/1", "water");
		struct build_report report = built(&place, false);
		build_report_release(&report);
		expect_text(&place, "A/RES/91/1", rows[i].kept);
		place_free(&place);
	}
	LEAK_CHECK();
}

/* A version that tells no date does not bear out a file that tells none. */
Test(build, versions_without_a_date_agree_on_nothing)
{
	static const char french[] =
	    "91/1. Les lampes\n\nL’Assemblée générale,\n\nNotant la mer,\n\n"
	    "1. Décide de garder la lampe.\n",
			  undated[] =
			      "91/1. On lamps\n\nThe General Assembly,\n\nNoting the sea,\n\n"
			      "1. Decides to keep the lamp.\n";
	struct place place = place_new();
	scratch_write(place.texts, "french.txt", french, sizeof french - 1);
	struct build_report report = built(&place, false);
	build_report_release(&report);
	write_resolution(&place, "1.txt", "91/1", "peace");
	scratch_write(place.texts, "2.txt", undated, sizeof undated - 1);
	report = built(&place, false);
	build_report_release(&report);
	expect_text(&place, "A/RES/91/1", "Decides to keep the peace;");
	place_free(&place);
	LEAK_CHECK();
}

/* … unless an extract tells the date. */
Test(build, an_extract_decides_between_two_dates)
{
	static const char extract[] =
	    "{\"symbol\": \"A/RES/91/1\", \"adoption_date\": \"4 December 2036\"}\n";
	struct place place = place_new();
	write_resolution(&place, "1.txt", "91/1", "peace");
	write_dated(&place, "A_RES_91_1-E.txt", "5 December 2036", "91/1", "water");
	scratch_write(place.texts, "91.json", extract, sizeof extract - 1);
	struct build_report report = built(&place, false);
	cr_expect_eq(report.extracts, 1);
	cr_expect_eq(report.duplicate_count, 1);
	build_report_release(&report);
	expect_text(&place, "A/RES/91/1", "Decides to keep the peace;");
	place_free(&place);
	LEAK_CHECK();
}

static void build_with_extract(const struct place *place, const char *extract)
{
	scratch_write(place->texts, "91.json", extract, strlen(extract));
	struct build_report report = built(place, false);
	cr_expect_eq(report.extracts, 1);
	cr_expect(report.changed);
	build_report_release(&report);
}

Test(build, an_extract_that_tells_nothing_new_leaves_the_texts_as_they_are)
{
	struct place place = place_new();
	char *first = scratch_path(place.index, "en-1.segment");
	write_resolution(&place, "1.txt", "91/1", "peace");
	build_with_extract(&place,
			   "{\"symbol\": \"A/RES/91/1\", \"committee\": \"Second Committee\"}");
	cr_expect_eq(access(first, F_OK), 0);
	build_with_extract(&place,
			   "{\"symbol\": \"A/RES/91/1\",   \"committee\": \"Second Committee\"}\n");
	cr_expect_eq(access(first, F_OK), 0, "it was written anew");
	build_with_extract(&place,
			   "{\"symbol\": \"A/RES/91/1\", \"committee\": \"Third Committee\"}");
	cr_expect_neq(access(first, F_OK), 0, "it was not written anew");
	free(first);
	place_free(&place);
	LEAK_CHECK();
}

/* What an extract says is compared with what the index has: when that cannot be read, it is said.
 */
Test(build, an_extract_of_a_damaged_resolution_is_refused)
{
	static const char extract[] =
	    "{\"symbol\": \"A/RES/91/1\", \"committee\": \"Second Committee\"}";
	struct place place = place_new();
	struct error error = ERROR_INIT;
	struct index *index;
	struct buffer bytes = BUFFER_INIT;
	write_resolution(&place, "1.txt", "91/1", "peace");
	struct build_report report = built(&place, false);
	build_report_release(&report);
	cr_assert_eq(index_open(&index, place.index, NULL, 0, NULL), STATUS_OK);
	const struct segment *segment = index->languages[0].segments[0];
	buffer_add(&bytes, (const char *)segment->mapping.bytes, segment->mapping.length);
	bytes.bytes[segment->sections[SECTION_RECORDS].offset + 6] ^= 1;
	index_free(index);
	scratch_write(place.index, "en-1.segment", bytes.bytes, bytes.length);
	scratch_write(place.texts, "91.json", extract, sizeof extract - 1);
	cr_expect_eq(build(&place, false, &report, &error), STATUS_DAMAGED);
	cr_expect_not_null(strstr(error.message, "en-1.segment"), "%s", error.message);
	build_report_release(&report);
	buffer_release(&bytes);
	place_free(&place);
	LEAK_CHECK();
}

Test(build, with_nothing_to_index_makes_no_index)
{
	struct place place = place_new();
	struct build_report report;
	struct error error = ERROR_INIT;
	scratch_write(place.texts, "1.txt", "no resolution", 13);
	cr_expect_eq(build(&place, false, &report, &error), STATUS_INPUT);
	cr_expect_str_eq(error.message, "nothing to index: no resolution in 1 file");
	cr_expect_eq(report.problem_count, 1);
	build_report_release(&report);
	struct index *index;
	cr_expect_eq(index_open(&index, place.index, NULL, 0, &error), STATUS_ABSENT);
	place_free(&place);
	LEAK_CHECK();
}

Test(build, refuses_a_second_writer_and_foreign_directories)
{
	struct place place = place_new();
	struct directory directory;
	struct build_report report;
	struct error error = ERROR_INIT;
	write_resolution(&place, "1.txt", "91/1", "peace");
	cr_assert_eq(directory_open(&directory, place.index, NULL), STATUS_OK);
	cr_expect_eq(build(&place, false, &report, &error), STATUS_LOCKED);
	char expected[64];
	snprintf(expected, sizeof expected, "process %ld is writing", (long)getpid());
	cr_expect_not_null(strstr(error.message, expected), "%s", error.message);
	build_report_release(&report);
	directory_close(&directory);

	char *index = place.index;
	place.index = place.texts;
	cr_expect_eq(build(&place, false, &report, &error), STATUS_INPUT);
	cr_expect_not_null(strstr(error.message, "holds other files and no index"));
	build_report_release(&report);
	place.index = index;
	place_free(&place);
	LEAK_CHECK();
}

static void read_segment(const struct place *place, const char *name, struct buffer *out)
{
	char *path = scratch_path(place->index, name);
	cr_assert_eq(file_read_path(path, SIZE_MAX / 2, out, NULL), STATUS_OK, "%s", path);
	free(path);
}

Test(build, the_same_sources_give_the_same_bytes)
{
	struct place one = place_new(), two = place_new();
	for (int i = 9; i > 0; i--) {
		char name[16], other[16], symbol[16];
		snprintf(name, sizeof name, "%d.txt", i);
		snprintf(other, sizeof other, "%d.md", 10 - i);
		snprintf(symbol, sizeof symbol, "91/%d", i);
		write_resolution(&one, name, symbol, symbol);
		write_resolution(&two, other, symbol, symbol);
	}
	struct build_report report = built(&one, false);
	build_report_release(&report);
	report = built(&two, false);
	build_report_release(&report);
	struct buffer a = BUFFER_INIT, b = BUFFER_INIT;
	read_segment(&one, "en-1.segment", &a);
	read_segment(&two, "en-1.segment", &b);
	cr_expect_eq(a.length, b.length);
	cr_expect_eq(memcmp(a.bytes, b.bytes, a.length), 0);
	buffer_release(&a);
	buffer_release(&b);
	place_free(&one);
	place_free(&two);
	LEAK_CHECK();
}

static void build_with(const struct place *place, size_t memory, unsigned threads)
{
	const char *paths[] = { place->texts };
	const struct build_options options = { .index_path = place->index,
					       .paths = paths,
					       .path_count = 1,
					       .threads = threads,
					       .memory = memory };
	struct build_report report;
	struct error error = ERROR_INIT;
	cr_assert_eq(build_index(&options, &report, &error), STATUS_OK, "%s", error.message);
	build_report_release(&report);
}

/* Enough of them that what groups sort is sorted in parts when there is no memory; each third is
 * much like the one before it. */
Test(build, memory_and_threads_do_not_change_the_bytes)
{
	enum { RESOLUTIONS = 250 };
	struct place least = place_new(), little = place_new(), most = place_new();
	for (int i = 1; i <= RESOLUTIONS; i++) {
		char name[16], symbol[16], words[160];
		int number = i % 3 == 0 ? i - 1 : i;
		snprintf(name, sizeof name, "%d.txt", i);
		snprintf(symbol, sizeof symbol, "91/%d", i);
		snprintf(words, sizeof words,
			 "the %dth plan for the oceans of State %d, agreed in year %d, and the "
			 "%d rules of committee %d%s",
			 number, number * 31, number * 17 % 97, number % 7, number * 13 % 89,
			 i % 3 == 0 ? " alone" : "");
		write_resolution(&least, name, symbol, words);
		write_resolution(&little, name, symbol, words);
		write_resolution(&most, name, symbol, words);
	}
	build_with(&least, 0, 1);
	build_with(&little, 1 << 16, 2); /* some is in temporary files, some behind it in memory */
	build_with(&most, BUILD_MEMORY, 4);
	struct buffer a = BUFFER_INIT, b = BUFFER_INIT, c = BUFFER_INIT;
	read_segment(&least, "en-1.segment", &a);
	read_segment(&little, "en-1.segment", &b);
	read_segment(&most, "en-1.segment", &c);
	cr_assert(a.length == b.length && b.length == c.length);
	cr_expect_eq(memcmp(a.bytes, b.bytes, a.length), 0);
	cr_expect_eq(memcmp(a.bytes, c.bytes, a.length), 0);
	struct index *index = opened(&least);
	size_t near = 0;
	const struct segment *segment = index->languages[0].segments[0];
	for (uint32_t i = 0; i < segment->counts.wordings; i++)
		near += segment_group(segment, i) != segment_hash(segment, i);
	cr_expect_geq(segment->counts.wordings, 3 * (uint64_t)RESOLUTIONS);
	cr_expect_geq(near, (size_t)RESOLUTIONS / 3);
	index_free(index);
	buffer_release(&a);
	buffer_release(&b);
	buffer_release(&c);
	place_free(&least);
	place_free(&little);
	place_free(&most);
	LEAK_CHECK();
}

Test(build, what_a_killed_build_left_is_cleared)
{
	struct place place = place_new();
	write_resolution(&place, "1.txt", "91/1", "peace");
	struct build_report report = built(&place, false);
	build_report_release(&report);
	scratch_write(place.index, "en-7.segment", "half", 4);
	scratch_write(place.index, "sources-7.tsv.new", "half", 4);
	char *work = scratch_directory(place.index, "building");
	scratch_write(work, "spool", "x", 1);
	write_resolution(&place, "1.txt", "91/1", "water");
	report = built(&place, false);
	build_report_release(&report);
	char *left = scratch_path(place.index, "en-7.segment");
	cr_expect_neq(access(left, F_OK), 0);
	cr_expect_neq(access(work, F_OK), 0);
	expect_text(&place, "A/RES/91/1", "Decides to keep the water;");
	free(left);
	free(work);
	place_free(&place);
	LEAK_CHECK();
}

Test(index, a_reader_keeps_its_generation_while_a_new_one_is_published)
{
	struct place place = place_new();
	write_resolution(&place, "1.txt", "91/1", "peace");
	struct build_report report = built(&place, false);
	build_report_release(&report);
	struct index *index = opened(&place);
	write_resolution(&place, "1.txt", "91/1", "water");
	report = built(&place, true);
	build_report_release(&report);
	struct segment *segment;
	struct resolution resolution;
	uint32_t work;
	cr_assert(index_find(&index->languages[0], "A/RES/91/1", &segment, &work));
	cr_assert_eq(segment_resolution(segment, work, true, &resolution, NULL, NULL), STATUS_OK);
	cr_expect_str_eq(resolution.clauses[2].text, "Decides to keep the peace;");
	resolution_release(&resolution);
	index_free(index);
	expect_text(&place, "A/RES/91/1", "Decides to keep the water;");
	place_free(&place);
	LEAK_CHECK();
}

Test(index, that_is_none_or_of_another_version_is_refused_with_what_to_do)
{
	struct place place = place_new();
	struct index *index;
	struct error error = ERROR_INIT;
	cr_expect_eq(index_open(&index, place.texts, NULL, 0, &error), STATUS_ABSENT);
	cr_expect_not_null(strstr(error.message, "clausula index --index"));
	static const char newer[] =
	    "{\"magic\": \"clausula index\", \"format\": 999, \"analysis\": 1}";
	scratch_write(place.texts, "manifest.json", newer, sizeof newer - 1);
	cr_expect_eq(index_open(&index, place.texts, NULL, 0, &error), STATUS_VERSION);
	cr_expect_not_null(strstr(error.message, "format 999"));
	cr_expect_not_null(strstr(error.message, "clausula index --rebuild"));
	struct build_report report;
	char *texts = place.texts, *old = place.index;
	place.index = texts;
	cr_expect_eq(build(&place, false, &report, &error), STATUS_VERSION);
	build_report_release(&report);
	place.index = old;
	scratch_write(place.texts, "manifest.json", "{\"magic\": 3", 11);
	cr_expect_eq(index_open(&index, place.texts, NULL, 0, &error), STATUS_DAMAGED);
	place_free(&place);
	LEAK_CHECK();
}

/* Everything that a segment says, as text; false when it noticed damage. */
static bool dump(const struct place *place, struct buffer *out)
{
	struct index *index;
	buffer_clear(out);
	if (index_open(&index, place->index, NULL, 0, NULL) != STATUS_OK)
		return false;
	struct segment *segment = index->languages[0].segments[0];
	struct form_list forms = { 0 };
	struct posting_list list;
	for (uint32_t work = 0; work < segment->counts.works; work++) {
		struct resolution resolution;
		buffer_add_format(out, "%s\n", segment_symbol(segment, work));
		cr_assert_eq(segment_date(segment, work), segment_work(segment, work).date);
		if (segment_resolution(segment, work, true, &resolution, NULL, NULL) != STATUS_OK)
			continue;
		for (size_t i = 0; i < resolution.clause_count; i++)
			buffer_add_format(out, "%s %s\n", resolution.clauses[i].label,
					  resolution.clauses[i].text);
		resolution_release(&resolution);
	}
	for (uint32_t wording = 0; wording < segment->counts.wordings; wording++) {
		struct stream stream;
		struct occurrence at;
		segment_stream(segment, wording, &stream);
		cr_assert_eq(segment_stream_length(segment, wording), stream.length);
		while (stream_occurrence(&stream, &at))
			buffer_add_format(out, "%u %u %d\n", at.work, at.clause, (int)at.part);
		stream_forms(&stream, segment, &forms);
		for (size_t i = 0; i < forms.count; i++)
			buffer_add_format(out, "%s ", segment_form(segment, forms.at[i], NULL));
	}
	for (uint32_t term = 0; term < segment->counts.terms; term++) {
		forms.count = 0;
		const char *name = segment_term(segment, term);
		segment_term_forms(segment, name, &forms);
		buffer_add_format(out, "%s %zu %u", name, forms.count,
				  segment_term_wordings(segment, name));
		posting_list_start(&list, segment, segment_postings_place(segment, name));
		const struct posting *posting;
		for (uint32_t next = 0; (posting = posting_list_next(&list, next)) != NULL;
		     next = posting->wording + 1)
			buffer_add_format(out, " %u*%u", posting->wording, posting->count);
		buffer_add_byte(out, '\n');
	}
	free(forms.at);
	bool sound = index_check(index, NULL) == STATUS_OK;
	index_free(index);
	return sound;
}

static bool is_sound(const struct place *place)
{
	struct index *index;
	if (index_open(&index, place->index, NULL, 0, NULL) != STATUS_OK)
		return false;
	bool sound = true;
	for (int section = 0; section < SECTION_COUNT; section++)
		sound =
		    segment_section_sound(index->languages[0].segments[0], (enum section)section) &&
		    sound;
	index_free(index);
	return sound;
}

Test(segment, of_which_any_bit_is_changed_is_noticed_and_says_nothing_wrong, .timeout = 120)
{
	struct place place = place_new();
	write_resolution(&place, "1.txt", "91/1", "peace and water and forests");
	struct build_report report = built(&place, false);
	build_report_release(&report);
	struct buffer bytes = BUFFER_INIT, whole = BUFFER_INIT, said = BUFFER_INIT;
	read_segment(&place, "en-1.segment", &bytes);
	cr_assert(dump(&place, &whole) && is_sound(&place));
	char *path = scratch_path(place.index, "en-1.segment");
	srand(3);
	for (int round = 0; round < 600; round++) {
		size_t at = (size_t)rand() % (round % 4 == 0 ? 1024 : bytes.length);
		char flip = (char)(1 << rand() % 8);
		unlink(path);
		bytes.bytes[at] ^= flip;
		scratch_write(place.index, "en-1.segment", bytes.bytes, bytes.length);
		bytes.bytes[at] ^= flip;
		if (dump(&place, &said))
			cr_expect(said.length == whole.length &&
				      memcmp(said.bytes, whole.bytes, whole.length) == 0,
				  "byte %zu: an answer is wrong", at);
		cr_expect_not(is_sound(&place), "byte %zu: not noticed", at);
	}
	free(path);
	buffer_release(&bytes);
	buffer_release(&whole);
	buffer_release(&said);
	place_free(&place);
	LEAK_CHECK();
}

/* Reads all records of a segment again and again; returns itself when all are as they should be. */
static void *read_records(void *argument)
{
	struct segment *segment = argument;
	bool good = true;
	for (int round = 0; round < 300; round++)
		for (uint32_t work = 0; work < segment->counts.works; work++) {
			struct resolution resolution;
			if (segment_resolution(segment, work, false, &resolution, NULL, NULL) !=
			    STATUS_OK) {
				good = false;
				continue;
			}
			good =
			    good && strcmp(resolution.symbol, segment_symbol(segment, work)) == 0;
			resolution_release(&resolution);
		}
	return good ? argument : NULL;
}

/* A build does, where one language asks another how a resolution was adopted. */
Test(segment, is_read_by_several_threads, .timeout = 120)
{
	enum { THREADS = 4, TEXTS = 20 };
	struct place place = place_new();
	struct index *index;
	pthread_t threads[THREADS];
	for (int i = 0; i < TEXTS; i++) {
		char name[16], symbol[16];
		snprintf(name, sizeof name, "%d.txt", i);
		snprintf(symbol, sizeof symbol, "91/%d", i + 1);
		write_resolution(&place, name, symbol, "peace and water and forests");
	}
	struct build_report report = built(&place, false);
	build_report_release(&report);
	cr_assert_eq(index_open(&index, place.index, NULL, 0, NULL), STATUS_OK);
	struct segment *segment = index->languages[0].segments[0];
	cr_assert_eq(segment->counts.works, TEXTS);
	for (int i = 0; i < THREADS; i++)
		cr_assert_eq(pthread_create(&threads[i], NULL, read_records, segment), 0);
	for (int i = 0; i < THREADS; i++) {
		void *same = NULL;
		pthread_join(threads[i], &same);
		cr_expect_eq(same, segment);
	}
	index_free(index);
	place_free(&place);
	LEAK_CHECK();
}

Test(segment, that_cannot_be_written_is_not_there)
{
	char *scratch = scratch_new(), *database = scratch_path(scratch, "nothing");
	struct sections sections = { 0 };
	struct error error = ERROR_INIT;
	int directory = open(scratch, O_RDONLY | O_DIRECTORY);
	cr_expect_eq(segment_write(directory, "en-1.segment", &sections, database, &error),
		     STATUS_SYSTEM);
	cr_expect_not_null(strstr(error.message, "No such file or directory"), "%s", error.message);
	cr_expect_neq(faccessat(directory, "en-1.segment", F_OK, 0), 0);
	close(directory);
	free(database);
	scratch_free(scratch);
	LEAK_CHECK();
}

Test(segment, of_another_index_is_noticed)
{
	struct place place = place_new(), other = place_new();
	write_resolution(&place, "1.txt", "91/1", "peace and water and forests");
	write_resolution(&other, "1.txt", "91/1", "water and peace and forests");
	struct build_report report = built(&place, false);
	build_report_release(&report);
	report = built(&other, false);
	build_report_release(&report);
	struct buffer bytes = BUFFER_INIT;
	read_segment(&other, "en-1.segment", &bytes);
	char *path = scratch_path(place.index, "en-1.segment");
	unlink(path);
	scratch_write(place.index, "en-1.segment", bytes.bytes, bytes.length);
	cr_expect_not(is_sound(&place));
	free(path);
	buffer_release(&bytes);
	place_free(&place);
	place_free(&other);
	LEAK_CHECK();
}

Test(manifest, of_which_any_bit_is_changed_is_refused)
{
	struct place place = place_new();
	write_resolution(&place, "1.txt", "91/1", "peace");
	struct build_report report = built(&place, false);
	build_report_release(&report);
	struct buffer bytes = BUFFER_INIT;
	read_segment(&place, "manifest.json", &bytes);
	for (size_t at = 0; at < bytes.length; at++) {
		struct index *index;
		bytes.bytes[at] ^= (char)(1 << at % 7);
		scratch_write(place.index, "manifest.json", bytes.bytes, bytes.length);
		bytes.bytes[at] ^= (char)(1 << at % 7);
		cr_expect_neq(index_open(&index, place.index, NULL, 0, NULL), STATUS_OK, "byte %zu",
			      at);
	}
	/* An update refuses it too, whether it is asked why or not. */
	struct error error = ERROR_INIT;
	cr_expect_eq(build(&place, false, &report, NULL), STATUS_DAMAGED);
	build_report_release(&report);
	cr_expect_eq(build(&place, false, &report, &error), STATUS_DAMAGED);
	build_report_release(&report);
	cr_expect_not_null(strstr(error.message, "manifest.json"), "%s", error.message);
	/* The list of sources is found without it. */
	const struct build_options options = { .index_path = place.index, .rebuild = true };
	cr_expect_eq(build_index(&options, &report, NULL), STATUS_OK);
	build_report_release(&report);
	cr_expect(is_sound(&place));
	buffer_release(&bytes);
	place_free(&place);
	LEAK_CHECK();
}

static void write_issued(const struct place *place, const char *name, const char *symbol,
			 const char *day, const char *words)
{
	struct buffer text = BUFFER_INIT;
	buffer_add_format(
	    &text,
	    "United Nations A/RES/%s\nGeneral Assembly\nDistr.: General\n%s December 2037\n\n"
	    "Resolution adopted by the General Assembly on 4 December 2037\n\n"
	    "%s. On %s\n\nThe General Assembly,\n\nRecalling its %s,\n\n"
	    "1. *Decides* to keep the %s;\n\n2. *Requests* a report.\n",
	    symbol, day, symbol, words, words, words);
	scratch_write(place->texts, name, text.bytes, text.length);
	buffer_release(&text);
}

Test(build, an_update_chooses_among_duplicates_as_a_new_index_does)
{
	struct place place = place_new();
	write_issued(&place, "a.txt", "92/3", "18", "rivers");
	write_issued(&place, "b.txt", "92/3", "28", "lakes");
	struct build_report report = built(&place, false);
	cr_assert_eq(report.duplicate_count, 1);
	build_report_release(&report);
	expect_text(&place, "A/RES/92/3", "Decides to keep the lakes;");

	/* The kept one changes. */
	write_issued(&place, "b.txt", "92/3", "28", "great lakes");
	report = built(&place, false);
	build_report_release(&report);
	expect_text(&place, "A/RES/92/3", "Decides to keep the great lakes;");

	/* The kept one is touched. */
	write_issued(&place, "b.txt", "92/3", "28", "great lakes");
	report = built(&place, false);
	build_report_release(&report);
	expect_text(&place, "A/RES/92/3", "Decides to keep the great lakes;");

	/* It becomes another resolution: the other file's text counts. */
	write_issued(&place, "b.txt", "92/7", "28", "mountains");
	report = built(&place, false);
	cr_expect_eq(report.removed, 0);
	build_report_release(&report);
	expect_text(&place, "A/RES/92/3", "Decides to keep the rivers;");
	expect_text(&place, "A/RES/92/7", "Decides to keep the mountains;");

	/* And back. */
	write_issued(&place, "b.txt", "92/3", "28", "lakes");
	report = built(&place, false);
	cr_expect_eq(report.removed, 1);
	build_report_release(&report);
	expect_text(&place, "A/RES/92/3", "Decides to keep the lakes;");
	expect_text(&place, "A/RES/92/7", NULL);
	place_free(&place);
	LEAK_CHECK();
}

Test(build, a_bad_file_that_was_good_is_named_until_it_is_in_order)
{
	struct place place = place_new();
	write_resolution(&place, "a.txt", "92/3", "rivers");
	struct build_report report = built(&place, false);
	build_report_release(&report);
	for (int i = 0; i < 3; i++) {
		scratch_write(place.texts, "a.txt", "nothing\n", 8);
		report = built(&place, false);
		cr_expect_eq(report.problem_count, 1, "run %d", i);
		build_report_release(&report);
	}
	expect_text(&place, "A/RES/92/3", "Decides to keep the rivers;");
	place_free(&place);
	LEAK_CHECK();
}

Test(build, that_cannot_read_what_is_there_changes_nothing)
{
	static const char *const files[] = { "manifest.json", "sources-1.tsv" };
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		struct place place = place_new();
		struct error error = ERROR_INIT;
		write_resolution(&place, "a.txt", "92/3", "rivers");
		struct build_report report = built(&place, false);
		build_report_release(&report);
		char *path = scratch_path(place.index, files[i]);
		char *away = scratch_path(place.scratch, "away");
		cr_assert_eq(rename(path, away), 0);
		cr_assert_eq(symlink(away, path), 0);
		write_resolution(&place, "b.txt", "92/4", "lakes");
		cr_expect_neq(build(&place, false, &report, &error), STATUS_OK);
		cr_expect_not_null(strstr(error.message, files[i]), "%s", error.message);
		build_report_release(&report);
		cr_assert_eq(rename(away, path), 0);
		expect_text(&place, "A/RES/92/3", "Decides to keep the rivers;");
		free(path);
		free(away);
		place_free(&place);
	}
	LEAK_CHECK();
}

Test(build, leaves_files_of_the_user_alone)
{
	struct place place = place_new();
	write_resolution(&place, "a.txt", "92/3", "rivers");
	struct build_report report = built(&place, false);
	build_report_release(&report);
	scratch_write(place.index, "notes.segment", "mine\n", 5);
	write_resolution(&place, "a.txt", "92/3", "lakes");
	report = built(&place, false);
	build_report_release(&report);
	char *path = scratch_path(place.index, "notes.segment");
	cr_expect_eq(access(path, R_OK), 0);
	free(path);
	place_free(&place);
	LEAK_CHECK();
}

/* Two languages, a thread for each where there can be: one for both is enough, none is an error
 * that leaves the index as it was. */
Test(build, takes_the_threads_that_can_be_started, .timeout = 120)
{
	static const char spanish[] =
	    "Resolución aprobada por la Asamblea General el 4 de diciembre de 2036\n\n"
	    "91/1. Sobre el mar\n\nLa Asamblea General,\n\nRecordando el mar,\n\n"
	    "1. *Decide* conservar el mar.\n";
	enum { THREADS = 2 }; /* that read, then that write */
	struct place place = place_new();
	write_resolution(&place, "1.txt", "91/1", "peace");
	scratch_write(place.texts, "1-es.txt", spanish, sizeof spanish - 1);
	struct build_report report = built(&place, false);
	build_report_release(&report);
	write_resolution(&place, "2.txt", "91/2", "water");
	for (int most = 0; most <= 2 * THREADS; most++) {
		struct error error = ERROR_INIT;
		threads_limit(most);
		int status = build(&place, true, &report, &error);
		threads_limit(-1);
		if (most <= THREADS) {
			cr_expect_eq(status, STATUS_SYSTEM, "%d threads", most);
			cr_expect_str_eq(error.message, "cannot start a thread");
			expect_text(&place, "A/RES/91/2", NULL);
		} else {
			cr_expect_eq(status, STATUS_OK, "%d threads: %s", most, error.message);
			cr_expect_eq(
			    report.languages[language_find("es", 2) - languages].counts.works, 1);
			expect_text(&place, "A/RES/91/2", "Decides to keep the water;");
		}
		build_report_release(&report);
		expect_text(&place, "A/RES/91/1", "Decides to keep the peace;");
	}
	place_free(&place);
	LEAK_CHECK();
}
