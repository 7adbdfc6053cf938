/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/verify.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

void verify_find(struct verify *verify, const char *section, const char *symbol, const char *label,
		 const char *problem)
{
	const struct finding finding = { verify->file, section, symbol, label, problem };
	verify->findings++;
	verify->visit(verify->context, &finding);
}

static void find_in_file(struct verify *verify, const char *problem)
{
	verify_find(verify, "", "", "", problem);
}

/* Other functions' messages have a path before what is wrong, and what to do behind it. */
static void find_message(struct verify *verify, char *message)
{
	char *start = strstr(message, "damaged: "), *end = strstr(message, "; build");
	if (end != NULL)
		*end = '\0';
	find_in_file(verify, start != NULL ? start + strlen("damaged: ") : message);
}

/* Opens a file of the index; a finding and -1 when it is not there. */
static int open_file(struct verify *verify, int directory)
{
	struct stat about;
	int file = openat(directory, verify->file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (file < 0) {
		char problem[128];
		snprintf(problem, sizeof problem, "it cannot be opened: %s", strerror(errno));
		find_in_file(verify, problem);
	} else if (fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) {
		find_in_file(verify, "it is not a regular file");
		close(file);
		file = -1;
	}
	return file;
}

static void check_sha256(struct verify *verify, int file, const char *expected)
{
	char digits[HASH_HEX_SIZE];
	struct error inner = ERROR_INIT;
	if (hash_file(file, digits, &inner) != STATUS_OK)
		find_in_file(verify, inner.message);
	else if (strcmp(digits, expected) != 0)
		find_in_file(verify, "its SHA-256 is not the one in the manifest");
}

static void check_sources(struct verify *verify, const struct manifest *manifest, int directory)
{
	verify->file = manifest->sources_file;
	int file = open_file(verify, directory);
	if (file < 0)
		return;
	check_sha256(verify, file, manifest->sources_sha256);
	close(file);
}

/* A finding for each section with pages that are not as they were written; true when there is none.
 */
static bool check_pages(struct verify *verify, struct segment *segment)
{
	bool sound = true;
	for (int i = SECTION_CHECKS + 1; i < SECTION_COUNT; i++) {
		const struct section_entry *entry = &segment->sections[i];
		uint64_t start = entry->offset - segment->sections[SECTION_META].offset;
		size_t bad = 0, first = (size_t)(start / PAGE_BYTES);
		size_t end = entry->length > 0 ? pages_of(start + entry->length) : first;
		for (size_t page = first; page < end; page++)
			bad += !pages_look(segment->pages, page, page);
		if (bad == 0)
			continue;
		char problem[128];
		snprintf(problem, sizeof problem,
			 "%zu of its %zu pages are not as they were written", bad, end - first);
		verify_find(verify, section_names[i], "", "", problem);
		sound = false;
	}
	return sound;
}

static void check_against_manifest(struct verify *verify, const struct segment *segment,
				   const struct manifest_segment *entry)
{
	if (segment->header_hash != entry->header_hash)
		find_in_file(verify,
			     "it is not the file that the manifest names: its header is another");
	else if (strcmp(segment->language->code, entry->language) != 0)
		find_in_file(verify, "its language is not that in the manifest");
}

static void check_segment(struct verify *verify, const struct manifest_segment *entry,
			  int directory, const char *path, bool full, struct verify_report *report)
{
	struct segment *segment;
	struct error inner = ERROR_INIT;
	verify->file = entry->file;
	int file = open_file(verify, directory);
	if (file < 0)
		return;
	off_t size = lseek(file, 0, SEEK_END);
	if (size < 0 || (uint64_t)size != entry->bytes) {
		char problem[128];
		snprintf(problem, sizeof problem, "it has %lld bytes, the manifest says %llu",
			 (long long)size, (unsigned long long)entry->bytes);
		find_in_file(verify, problem);
	}
	if (full)
		check_sha256(verify, file, entry->sha256);
	close(file);
	if (segment_open(&segment, directory, path, entry->file, &inner) != STATUS_OK) {
		find_message(verify, inner.message);
		return;
	}
	report->works += segment->counts.works;
	report->clauses += segment->counts.clauses;
	report->bytes += segment->mapping.length;
	check_against_manifest(verify, segment, entry);
	if (full && check_pages(verify, segment))
		verify_contents(verify, segment);
	else if (full)
		verify_texts(verify, segment);
	segment_free(segment);
}

int verify_index(const char *path, bool full, finding_visitor *visit, void *context,
		 struct verify_report *report, struct error *error)
{
	struct verify verify = { visit, context, MANIFEST_NAME, 0, ERROR_INIT };
	struct timespec start, end;
	struct error inner = ERROR_INIT;
	clock_gettime(CLOCK_MONOTONIC, &start);
	*report = (struct verify_report){ 0 };
	int directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (directory < 0)
		return errno == ENOENT
			   ? manifest_absent(path, error)
			   : (int)error_system(error, "%s: cannot open the index", path);
	int status = manifest_read(&report->manifest, directory, path, &inner);
	if (status == STATUS_DAMAGED || status == STATUS_LIMIT) {
		find_message(&verify, inner.message);
		status = STATUS_OK;
	} else if (status == STATUS_OK) {
		check_sources(&verify, &report->manifest, directory);
		report->segments = report->manifest.segment_count;
		for (size_t i = 0; i < report->segments; i++)
			check_segment(&verify, &report->manifest.segments[i], directory, path, full,
				      report);
	}
	if (status == STATUS_OK && verify.failure.status != STATUS_OK) {
		inner = verify.failure;
		status = (int)inner.status;
	}
	if (status != STATUS_OK && error != NULL)
		*error = inner;
	close(directory);
	report->findings = verify.findings;
	clock_gettime(CLOCK_MONOTONIC, &end);
	report->seconds =
	    (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
	return status;
}

void verify_report_release(struct verify_report *report)
{
	manifest_release(&report->manifest);
}
