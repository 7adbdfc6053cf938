/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the readers of corpus/ make of files, for tests/readers/readers.sh to compare.
 *
 * readers FILE…: all of it. Resolutions, data on resolutions (.json), and of each line of a .lines
 * file ("es: Tema 69 a) del programa") what each function that reads words says.
 *
 * readers changed N FILE…: the same of N changes of each file.
 *
 * readers digests N FILE…: a line a file, with N changes, how many are resolutions, a digest.
 *
 * readers folders FOLDER…: of a folder of XML files counts and digests of each language.
 */
#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "corpus/reader.h"
#include "tests/readers/change.h"
#include "tests/readers/print.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *message)
{
	fprintf(stderr, "readers: %s\n", message);
	exit(2);
}

static void load(const char *path, struct buffer *bytes)
{
	struct error error = ERROR_INIT;
	buffer_clear(bytes);
	if (file_read_path(path, READER_MAX_BYTES, bytes, &error) != STATUS_OK)
		fail(error.message);
	buffer_add(bytes, "", 0);
}

static bool ends_with(const char *name, const char *end)
{
	size_t length = strlen(name), each = strlen(end);
	return length >= each && strcmp(name + length - each, end) == 0;
}

/* ---- One file ---- */

static bool print_resolution(struct buffer *out, const struct buffer *bytes)
{
	struct resolution resolution;
	struct error error = ERROR_INIT;
	/* Without a NUL, so that a sanitizer sees what is read behind the end. */
	char *exact = memory_get(bytes->length);
	memcpy(exact, bytes->bytes, bytes->length);
	int status = reader_read_draft(&resolution, "file", exact, bytes->length, &error);
	free(exact);
	if (status != STATUS_OK) {
		buffer_add_format(out, "%s\n", error.message);
		return false;
	}
	if (resolution.symbol[0] != '\0' && resolution_check(&resolution, &error) != STATUS_OK)
		buffer_add_format(out, "not as it should be: %s\n", error.message);
	print_head(out, &resolution);
	print_clauses(out, &resolution);
	resolution_release(&resolution);
	return true;
}

static bool print_data(struct buffer *out, const struct buffer *bytes)
{
	struct extracts extracts = EXTRACTS_INIT;
	struct error error = ERROR_INIT;
	size_t bad = 0;
	int status = extracts_read(&extracts, "file", bytes->bytes, bytes->length, &bad, &error);
	if (status != STATUS_OK)
		buffer_add_format(out, "%zu bad lines: %s\n", bad, error.message);
	extracts_sort(&extracts);
	print_extracts(out, &extracts);
	bool any = extracts.count > 0;
	extracts_release(&extracts);
	return any;
}

/* "es: Tema 69 a) del programa" */
static bool print_line(struct buffer *out, const struct buffer *line)
{
	const struct language *language = line->length > 4 ? language_find(line->bytes, 2) : NULL;
	buffer_add_format(out, "%s\n", line->bytes);
	if (language != NULL)
		print_words(out, language, line->bytes + 4, line->length - 4);
	return language != NULL;
}

/* A file of several, with lines of %%%% between them; in a .lines file each line is one. */
static bool next_piece(const char *name, const struct buffer *bytes, size_t *at,
		       struct buffer *piece)
{
	const char *between = ends_with(name, ".lines") ? "\n" : "%%%%\n";
	if (*at >= bytes->length && *at > 0)
		return false;
	const char *start = bytes->bytes + *at;
	const char *end = memmem(start, bytes->length - *at, between, strlen(between));
	size_t length = end == NULL ? bytes->length - *at : (size_t)(end - start);
	buffer_clear(piece);
	buffer_add(piece, start, length);
	*at += length + strlen(between);
	return true;
}

static bool print_piece(struct buffer *out, const char *name, const struct buffer *bytes)
{
	if (ends_with(name, ".lines"))
		return print_line(out, bytes);
	return ends_with(name, ".json") ? print_data(out, bytes) : print_resolution(out, bytes);
}

static void change(struct buffer *changed, const char *name, const struct buffer *bytes,
		   uint64_t *seed, size_t times)
{
	buffer_clear(changed);
	buffer_add(changed, bytes->bytes, bytes->length);
	for (size_t i = 0; i < times; i++)
		if (ends_with(name, ".xml"))
			change_xml(changed, seed);
		else
			change_text(changed, seed);
}

/*
 * A piece with "{{24-30:x}}" stands for seven, with 24 to 30 times the x; "{{24-30#}}" is the
 * number itself. All in a piece have the range of the first.
 */
static bool sweep_range(const struct buffer *piece, size_t *first, size_t *last)
{
	const char *sweep = strstr(piece->bytes, "{{");
	char *behind;
	if (sweep == NULL)
		return false;
	*first = strtoul(sweep + 2, &behind, 10);
	*last = strtoul(behind + 1, NULL, 10);
	return true;
}

static void sweep(struct buffer *out, const struct buffer *piece, size_t times)
{
	const char *text = piece->bytes, *start;
	buffer_clear(out);
	for (; (start = strstr(text, "{{")) != NULL;) {
		const char *what = start + strcspn(start, ":#"), *end = strstr(what, "}}");
		if (end == NULL)
			break;
		buffer_add(out, text, (size_t)(start - text));
		if (*what == '#')
			buffer_add_format(out, "%zu", times);
		for (size_t i = 0; *what == ':' && i < times; i++)
			buffer_add(out, what + 1, (size_t)(end - what) - 1);
		text = end + 2;
	}
	buffer_add_text(out, text);
}

static void print_file(struct buffer *out, const char *path)
{
	struct buffer bytes = BUFFER_INIT, piece = BUFFER_INIT, swept = BUFFER_INIT;
	size_t first, last;
	load(path, &bytes);
	for (size_t at = 0; next_piece(path, &bytes, &at, &piece);) {
		bool sweeps = sweep_range(&piece, &first, &last);
		for (size_t i = 0; i < (sweeps ? 2 : 1); i++) {
			if (!ends_with(path, ".lines"))
				buffer_add_text(out, "----\n");
			if (sweeps)
				sweep(&swept, &piece, i == 0 ? first : last);
			print_piece(out, path, sweeps ? &swept : &piece);
		}
	}
	buffer_release(&bytes);
	buffer_release(&piece);
	buffer_release(&swept);
}

/* Of many small pieces each gets fewer changes. */
static size_t count_changes(const char *path, const struct buffer *bytes,
			    const struct buffer *piece, size_t count)
{
	if (ends_with(path, ".lines"))
		return count / 40;
	return piece->length < bytes->length / 2 ? count / 2 : count;
}

/* Prints what is made of some changes of a file; returns how many of them can be read. */
static size_t print_changed(struct buffer *out, const char *path, size_t count, bool digest,
			    size_t *inputs)
{
	struct buffer bytes = BUFFER_INIT, piece = BUFFER_INIT, changed = BUFFER_INIT,
		      result = BUFFER_INIT;
	size_t good = 0, first, last;
	load(path, &bytes);
	uint64_t seed = hash_bytes(bytes.bytes, bytes.length);
	for (size_t at = 0; next_piece(path, &bytes, &at, &piece);) {
		bool sweeps = sweep_range(&piece, &first, &last);
		if (!sweeps) {
			first = 1;
			last = count_changes(path, &bytes, &piece, count);
		}
		for (size_t i = first; i <= last; i++) {
			if (sweeps)
				sweep(&changed, &piece, i);
			else
				change(&changed, path, &piece, &seed, 1 + i % 3);
			buffer_clear(&result);
			good += print_piece(&result, path, &changed);
			++*inputs;
			if (digest)
				buffer_add_format(out, "%016" PRIx64,
						  hash_bytes(result.bytes, result.length));
			else
				buffer_add_format(out, "---- change %zu\n%s", *inputs,
						  result.bytes);
		}
	}
	buffer_release(&bytes);
	buffer_release(&piece);
	buffer_release(&changed);
	buffer_release(&result);
	return good;
}

/* ---- Many files ---- */

struct group {
	size_t files, clauses, notes, citations;
	struct buffer digests[5]; /* of each file: head, clauses, words, as a text, changed */
};

static void take(struct buffer *digests, struct buffer *result)
{
	uint64_t hash = hash_bytes(result->bytes, result->length);
	buffer_add(digests, &hash, sizeof hash);
	buffer_clear(result);
}

/* What takes long is done with some clauses and files. */
enum { EVERY_CLAUSE = 16, EVERY_TEXT = 4, EVERY_CHANGE = 4 };

static void read_as_text(struct group *group, const struct resolution *resolution)
{
	struct buffer text = BUFFER_INIT, result = BUFFER_INIT;
	print_as_text(&text, resolution);
	print_resolution(&result, &text);
	take(&group->digests[3], &result);
	buffer_release(&text);
	buffer_release(&result);
}

static void read_changed(struct group *group, const struct buffer *bytes)
{
	struct buffer changed = BUFFER_INIT, result = BUFFER_INIT;
	uint64_t seed = hash_bytes(bytes->bytes, bytes->length);
	change(&changed, ".xml", bytes, &seed, 3);
	print_resolution(&result, &changed);
	take(&group->digests[4], &result);
	buffer_release(&changed);
	buffer_release(&result);
}

static void add_resolution(struct group *group, const struct resolution *resolution)
{
	struct buffer result = BUFFER_INIT;
	print_head(&result, resolution);
	take(&group->digests[0], &result);
	print_clauses(&result, resolution);
	take(&group->digests[1], &result);
	for (size_t i = 0; i < resolution->clause_count; i++) {
		const struct clause *clause = &resolution->clauses[i];
		group->notes += clause->footnote_count;
		group->citations += clause->citation_count;
		if ((group->files + i) % EVERY_CLAUSE == 0)
			print_words(&result, resolution->language, clause->text,
				    strlen(clause->text));
	}
	take(&group->digests[2], &result);
	buffer_release(&result);
	if (group->files % EVERY_TEXT == 0)
		read_as_text(group, resolution);
	group->files++;
	group->clauses += resolution->clause_count;
}

static void add_file(struct group *group, const char *path)
{
	struct buffer bytes = BUFFER_INIT;
	struct resolution resolution;
	load(path, &bytes);
	if (reader_read(&resolution, path, bytes.bytes, bytes.length, NULL) == STATUS_OK) {
		add_resolution(group, &resolution);
		if (group->files % EVERY_CHANGE == 0)
			read_changed(group, &bytes);
		resolution_release(&resolution);
	}
	buffer_release(&bytes);
}

static int is_xml(const struct dirent *entry)
{
	return ends_with(entry->d_name, ".xml");
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void print_folder(const char *folder)
{
	struct group group = { 0 };
	struct dirent **entries;
	int count = scandir(folder, &entries, is_xml, by_name);
	if (count < 0)
		fail(folder);
	for (int i = 0; i < count; i++) {
		struct buffer path = BUFFER_INIT;
		buffer_add_format(&path, "%s/%s", folder, entries[i]->d_name);
		add_file(&group, path.bytes);
		buffer_release(&path);
		free(entries[i]);
	}
	free(entries);
	printf("%s %zu %zu %zu %zu", folder, group.files, group.clauses, group.notes,
	       group.citations);
	for (size_t j = 0; j < sizeof group.digests / sizeof *group.digests; j++) {
		printf(" %016" PRIx64, hash_bytes(group.digests[j].bytes, group.digests[j].length));
		buffer_release(&group.digests[j]);
	}
	printf("\n");
}

int main(int count, char **arguments)
{
	struct buffer out = BUFFER_INIT;
	const char *verb = count > 1 ? arguments[1] : "";
	bool digests = strcmp(verb, "digests") == 0, changed = strcmp(verb, "changed") == 0;
	if (count < 2 + digests + changed)
		fail("wanted FILE…, or digests N FILE…, changed N FILE…, folders FOLDER…");
	bool folders = strcmp(verb, "folders") == 0;
	for (int i = 2; folders && i < count; i++)
		print_folder(arguments[i]);
	if (folders)
		return 0;
	size_t changes = digests || changed ? strtoul(arguments[2], NULL, 10) : 0;
	for (int i = digests || changed ? 3 : 1; i < count; i++) {
		const char *path = arguments[i], *slash = strrchr(path, '/');
		buffer_clear(&out);
		if (digests || changed) {
			size_t inputs = 0;
			size_t good = print_changed(&out, path, changes, digests, &inputs);
			if (digests)
				printf("%s %zu %zu %016" PRIx64 "\n",
				       slash == NULL ? path : slash + 1, inputs, good,
				       hash_bytes(out.bytes, out.length));
			else
				printf("==== %s\n%s", slash == NULL ? path : slash + 1, out.bytes);
			continue;
		}
		print_file(&out, path);
		fwrite(out.bytes, 1, out.length, stdout);
	}
	buffer_release(&out);
	return 0;
}
