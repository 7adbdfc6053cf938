/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/error.h"
#include "base/file.h"
#include "indexer/build.h"
#include "searcher/facets.h"
#include "searcher/search.h"
#include "stemmers/analyser.h"
#include "store/index.h"
#include "store/nearest.h"
#include "store/segment_writer.h"
#include "store/verify.h"
#include "tests/unit/leak.h"
#include "tests/unit/scratch.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * Segments of the samples with a changed byte or a section cut off, but with all hashes in order:
 * what verify, reading and searching make of them is the same as ever. forged.tsv has a hash for
 * each; `make golden` writes it anew, and FORGED_SHOW=n prints what the n-th is the hash of.
 */
#define EXPECTED "tests/unit/store/forged.tsv"

enum { ROUNDS = 9, MOST_SHOWN = 5 };

struct forging {
	char *scratch, *path, *database;
	struct sections sections;
	struct buffer out;
	unsigned seed;
};

static unsigned draw(struct forging *forging, unsigned below)
{
	forging->seed = forging->seed * 1103515245u + 12345u;
	return (forging->seed >> 8) % below;
}

static void begin(struct forging *forging, const char *language)
{
	struct build_report report;
	struct error error = ERROR_INIT;
	const struct language *wanted = language_find(language, strlen(language));
	const char *samples = "samples";
	struct index *index;
	*forging = (struct forging){ .scratch = scratch_new(), .seed = 1 };
	forging->path = scratch_path(forging->scratch, "index");
	forging->database = scratch_path(forging->scratch, "database");
	const struct build_options options = {
		.index_path = forging->path, .paths = &samples, .path_count = 1, .threads = 2
	};
	cr_assert_eq(build_index(&options, &report, &error), STATUS_OK, "%s", error.message);
	build_report_release(&report);
	cr_assert_eq(index_open(&index, forging->path, &wanted, 1, &error), STATUS_OK);
	const struct segment *segment = index->languages[0].segments[0];
	for (int i = 0; i < SECTION_COUNT; i++)
		buffer_add(&forging->sections.bytes[i],
			   segment->mapping.bytes + segment->sections[i].offset,
			   segment->sections[i].length);
	const struct buffer *database = &forging->sections.bytes[SECTION_XAPIAN];
	scratch_write(forging->scratch, "database", database->bytes, database->length);
	buffer_add_format(&forging->out, "%s\n", index->manifest.libraries);
	index_free(index);
}

static void end(struct forging *forging)
{
	for (int i = 0; i < SECTION_COUNT; i++)
		buffer_release(&forging->sections.bytes[i]);
	buffer_release(&forging->out);
	scratch_free(forging->scratch);
	free(forging->path);
	free(forging->database);
}

/* Writes the segment as the sections are now, and the manifest with its hashes. */
static void publish(const struct forging *forging, const char *language)
{
	char name[32];
	struct manifest manifest;
	struct error error = ERROR_INIT;
	bool replaced;
	int directory = open(forging->path, O_RDONLY | O_DIRECTORY);
	size_t i = 0;
	snprintf(name, sizeof name, "%s-1.segment", language);
	cr_assert_eq(manifest_read(&manifest, directory, "", &error), STATUS_OK);
	while (strcmp(manifest.segments[i].file, name) != 0)
		i++;
	unlinkat(directory, name, 0);
	cr_assert_eq(segment_write(directory, name, &forging->sections, forging->database, &error),
		     STATUS_OK, "%s", error.message);
	int file = openat(directory, name, O_RDONLY);
	cr_assert_eq(hash_file(file, manifest.segments[i].sha256, NULL), STATUS_OK);
	cr_assert_eq(segment_header_hash(file, &manifest.segments[i].header_hash, NULL), STATUS_OK);
	manifest.segments[i].bytes = (uint64_t)lseek(file, 0, SEEK_END);
	cr_assert_eq(manifest_publish(&manifest, directory, &replaced, NULL), STATUS_OK);
	close(file);
	close(directory);
	manifest_release(&manifest);
}

static void tell(struct buffer *out, const char *what, int status, const struct error *error)
{
	buffer_add_format(out, "%s: %d %s\n", what, status,
			  status == STATUS_OK ? "" : error->message);
}

static void gather(void *context, const struct finding *finding)
{
	buffer_add_format(context, "%s|%s|%s|%s|%s\n", finding->file, finding->section,
			  finding->symbol, finding->label, finding->problem);
}

static void look_at_works(struct segment *segment, struct buffer *out)
{
	for (uint32_t work = 0; work < segment->counts.works && work < 40; work++) {
		struct resolution resolution;
		uint32_t *wordings;
		struct error error = ERROR_INIT;
		int status =
		    segment_resolution(segment, work, true, &resolution, &wordings, &error);
		buffer_add_format(out, "%s ", segment_symbol(segment, work));
		tell(out, "work", status, &error);
		if (status != STATUS_OK)
			continue;
		for (size_t i = 0; i < resolution.clause_count; i++)
			buffer_add_format(out, "%u %s %s\n", wordings[i],
					  resolution.clauses[i].label, resolution.clauses[i].text);
		resolution_release(&resolution);
	}
}

static void look_at_wordings(struct segment *segment, struct buffer *out)
{
	struct form_list forms = { 0 };
	for (uint32_t wording = 0; wording < segment->counts.wordings && wording < 400; wording++) {
		struct stream stream;
		struct occurrence occurrence;
		segment_stream(segment, wording, &stream);
		for (int i = 0; i < 100 && stream_occurrence(&stream, &occurrence); i++)
			buffer_add_format(out, "%u/%u ", occurrence.work, occurrence.clause);
		segment_wording_forms(segment, wording, &forms);
		for (size_t i = 0; i < forms.count; i++)
			buffer_add_format(out, "%u ", forms.at[i]);
		buffer_add_format(out, "%d %llx\n", segment_is_visible(segment, wording),
				  (unsigned long long)segment_group(segment, wording));
	}
	free(forms.at);
}

static void look_at_words(struct segment *segment, struct buffer *out)
{
	struct form_list forms = { 0 };
	struct posting_list list;
	for (uint32_t i = 0; i < segment->counts.forms && i < 3000; i += 7) {
		int kind = 0;
		const char *form = segment_form(segment, segment_form_in_order(segment, i), &kind);
		buffer_add_format(out, "%s %d %u %u\n", form, kind, segment_form_count(segment, i),
				  segment_find_form(segment, form));
	}
	for (uint32_t i = 0; i < segment->counts.terms && i < 3000; i += 7) {
		const char *term = segment_term(segment, i);
		forms.count = 0;
		segment_term_forms(segment, term, &forms);
		buffer_add_format(out, "%s %u %zu %u", term, segment_term_wordings(segment, term),
				  forms.count, forms.count > 0 ? forms.at[forms.count - 1] : 0);
		posting_list_start(&list, segment, segment_postings_place(segment, term));
		const struct posting *posting;
		for (uint32_t next = 0; (posting = posting_list_next(&list, next)) != NULL;
		     next = posting->wording + 1)
			buffer_add_format(out, " %u", posting->wording);
		buffer_add_byte(out, '\n');
	}
	free(forms.at);
}

static void look_at_nearest(const struct index_language *language, struct buffer *out)
{
	static const char *const texts[] = {
		"Urges those States to establish direct lines of communication between their risk "
		"reduction centres and to test them at least twice a year",
		"Safe drinking water and sanitation for women and girls in rural areas",
		"Decides to remain seized of the matter",
	};
	struct nearest_finder *finder =
	    nearest_finder_new(language->segments, language->segment_count);
	struct nearest nearest = { 0 };
	struct runs runs = { 0 };
	struct tokens tokens = TOKENS_INIT;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		runs_of_text(&runs, &tokens, texts[i], strlen(texts[i]));
		nearest_find(finder, &runs, 0.1, NULL, NULL, &nearest);
		for (size_t n = 0; n < nearest.count; n++)
			buffer_add_format(out, "near %u %.4f\n", nearest.at[n].wording,
					  nearest.at[n].similarity);
	}
	nearest_finder_free(finder);
	nearest_release(&nearest);
	runs_release(&runs);
	tokens_release(&tokens);
}

static void look_at_searches(struct index *index, struct buffer *out)
{
	static const char *const queries[] = {
		"libraries water", "\"public libraries\"", "libr* -water",       "libary~",
		"part:title",      "verb:decide",          "women NEAR/9 water", "vote:recorded",
		"committee:1,2",   "session:92 =books",
	};
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		struct search search;
		struct error error = ERROR_INIT;
		struct facets facets = { 0 };
		int status =
		    search_run(&search, index, queries[i], strlen(queries[i]), NULL, &error);
		tell(out, queries[i], status, &error);
		if (status != STATUS_OK)
			continue;
		for (size_t h = 0; h < search.hit_count; h++)
			buffer_add_format(out, "%u %u %u %u %.3f\n", search.hits[h].wording,
					  search.hits[h].work, search.hits[h].clause,
					  search.hits[h].count, search.hits[h].score);
		for (size_t h = 0; h < search.hit_count && h < 6; h++) {
			struct found found;
			status =
			    search_found(&search, &search.hits[h / 2], h % 2 == 0, &found, &error);
			tell(out, "found", status, &error);
			if (status != STATUS_OK)
				continue;
			buffer_add_format(out, "%s %s %u %s ", found.resolution->date,
					  found.clause.label, found.resolution->vote.yes,
					  found.clause.text);
			for (size_t n = 0; n < found.highlight_count; n++)
				buffer_add_format(out, "%u-%u ", found.highlights[n].start,
						  found.highlights[n].end);
			found_release(&found);
		}
		for (int field = 0; field < 3; field++) {
			facets_of_search(&facets, &search, field);
			for (size_t n = 0; n < facets.count; n++)
				buffer_add_format(out, "%s=%llu ", facets.at[n].name,
						  (unsigned long long)facets.at[n].count);
			facets_release(&facets);
		}
		search_release(&search);
	}
}

/* All that is made of the segment as it is now. */
static void look(struct forging *forging, const char *language, bool verify)
{
	struct index *index;
	struct error error = ERROR_INIT;
	struct verify_report report;
	const struct language *wanted = language_find(language, strlen(language));
	struct buffer *out = &forging->out;
	buffer_clear(out);
	if (verify) {
		int looked = verify_index(forging->path, true, gather, out, &report, &error);
		tell(out, "verify", looked, &error);
		verify_report_release(&report);
	}
	int status = index_open(&index, forging->path, &wanted, 1, &error);
	tell(out, "open", status, &error);
	if (status == STATUS_OK) {
		struct segment *segment = index->languages[0].segments[0];
		look_at_works(segment, out);
		look_at_wordings(segment, out);
		look_at_words(segment, out);
		look_at_nearest(&index->languages[0], out);
		look_at_searches(index, out);
		tell(out, "check", index_check(index, &error), &error);
		index_free(index);
	}
	buffer_add_byte(out, '\0');
	/* The name of the index is another each time. */
	size_t length = strlen(forging->path);
	for (char *at = out->bytes; (at = strstr(at, forging->path)) != NULL;)
		memset(at, '@', length);
}

static void note(struct forging *forging, struct buffer *all, unsigned *count, const char *what)
{
	const char *shown = getenv("FORGED_SHOW");
	if (shown != NULL && (unsigned)atoi(shown) == *count)
		fprintf(stderr, "%s\n", forging->out.bytes);
	++*count;
	buffer_add_format(all, "%016llx\t%s\n",
			  (unsigned long long)hash_bytes(forging->out.bytes, forging->out.length),
			  what);
}

/* META with another number in one of its places. */
static void set_count(struct buffer *meta, const struct buffer *from, int place, uint64_t number)
{
	struct record record = { (const unsigned char *)from->bytes, from->length, 0, false };
	buffer_clear(meta);
	record_add_text(meta, record_text(&record, NULL));
	for (int i = 0; record.at < record.length; i++) {
		uint64_t old = record_number(&record);
		record_add_number(meta, i == place ? number : old);
	}
}

static void forge_counts(struct forging *forging, const char *language, struct buffer *all,
			 unsigned *count)
{
	static const uint64_t numbers[] = { 0,          1,          UINT32_MAX - UINT64_C(1),
					    UINT32_MAX, UINT64_MAX, 7 };
	char what[96];
	struct buffer *meta = &forging->sections.bytes[SECTION_META], kept = *meta;
	*meta = (struct buffer)BUFFER_INIT;
	for (int place = 0; place < 10; place++)
		for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
			set_count(meta, &kept, place, numbers[i]);
			publish(forging, language);
			look(forging, language, i == 1);
			snprintf(what, sizeof what, "%s, META: number %d is %llx", language, place,
				 (unsigned long long)numbers[i]);
			note(forging, all, count, what);
		}
	buffer_release(meta);
	*meta = kept;
}

static void forge_all(struct buffer *all, const char *language)
{
	struct forging forging;
	unsigned count = 0;
	char what[96];
	begin(&forging, language);
	buffer_add_format(all, "%s", forging.out.bytes);
	publish(&forging, language);
	look(&forging, language, true);
	note(&forging, all, &count, language);
	for (enum section section = SECTION_META; section < SECTION_XAPIAN; section++) {
		struct buffer *bytes = &forging.sections.bytes[section];
		for (unsigned round = 0; round < ROUNDS && bytes->length > 0; round++) {
			size_t at = round == 0   ? 0
				    : round == 1 ? bytes->length - 1
						 : draw(&forging, (unsigned)bytes->length);
			char flip = (char)(1u << draw(&forging, 8));
			bytes->bytes[at] ^= flip;
			publish(&forging, language);
			look(&forging, language, round < ROUNDS / 2);
			bytes->bytes[at] ^= flip;
			snprintf(what, sizeof what, "%s, %s: byte %zu, bit %02x", language,
				 section_names[section], at, (unsigned char)flip);
			note(&forging, all, &count, what);
		}
		for (size_t cut = 1; cut < bytes->length && cut <= 8; cut *= 8) {
			bytes->length -= cut;
			publish(&forging, language);
			look(&forging, language, cut == 8);
			bytes->length += cut;
			snprintf(what, sizeof what, "%s, %s: without its last %zu bytes", language,
				 section_names[section], cut);
			note(&forging, all, &count, what);
		}
	}
	forge_counts(&forging, language, all, &count);
	end(&forging);
}

static void compare(const struct buffer *all, const struct buffer *expected)
{
	size_t first = strcspn(all->bytes, "\n"), shown = 0;
	if (strncmp(all->bytes, expected->bytes, first + 1) != 0) {
		fprintf(stderr, "SKIPPED: forged segments: not the libraries of " EXPECTED "\n");
		cr_skip_test("other libraries");
	}
	const char *got = all->bytes, *wanted = expected->bytes;
	while (*got != '\0' && *wanted != '\0' && shown < MOST_SHOWN) {
		size_t length = strcspn(got, "\n"), other = strcspn(wanted, "\n");
		bool same = length == other && memcmp(got, wanted, length) == 0;
		cr_expect(same, "not as it was: %.*s", (int)length, got);
		shown += !same;
		got += length + (got[length] == '\n');
		wanted += other + (wanted[other] == '\n');
	}
	cr_expect(shown > 0 || all->length == expected->length, "not as many as they were");
}

Test(forged, is_read_as_it_was, .timeout = 300)
{
	struct buffer all = BUFFER_INIT, expected = BUFFER_INIT;
	/* Hundreds of segments: where there is a disk in memory they go there. */
	if (access("/dev/shm", W_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 1);
	forge_all(&all, "en");
	buffer_add_byte(&all, '\0');
	all.length--;
	if (getenv("RENEW") != NULL)
		scratch_write("tests/unit/store", "forged.tsv", all.bytes, all.length);
	cr_assert_eq(file_read_path(EXPECTED, 1 << 24, &expected, NULL), STATUS_OK);
	buffer_add_byte(&expected, '\0');
	expected.length--;
	compare(&all, &expected);
	buffer_release(&all);
	buffer_release(&expected);
	LEAK_CHECK();
}
