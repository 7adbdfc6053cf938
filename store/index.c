/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/index.h"

#include "base/error.h"
#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* How often an index that is being replaced while it is opened is tried again. */
enum { OPEN_ATTEMPTS = 5 };

/* Hides in the older segments of a language the works that a newer one has. */
static void hide_replaced(struct index_language *language)
{
	for (size_t newer = 1; newer < language->segment_count; newer++) {
		const struct segment *from = language->segments[newer];
		for (uint32_t work = 0; work < from->counts.works; work++) {
			const char *symbol = segment_symbol(from, work);
			for (size_t older = 0; older < newer; older++) {
				struct segment *segment = language->segments[older];
				uint32_t found = segment_find(segment, symbol);
				if (found == UINT32_MAX || segment->hidden[found])
					continue;
				segment->hidden[found] = true;
				segment->hidden_count++;
			}
		}
	}
}

static bool is_wanted(const char *code, const struct language *const *wanted, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(wanted[i]->code, code) == 0)
			return true;
	return count == 0;
}

static struct index_language *language_row(struct index *index, const char *code)
{
	for (size_t i = 0; i < index->language_count; i++)
		if (strcmp(index->languages[i].language->code, code) == 0)
			return &index->languages[i];
	struct index_language *row = &index->languages[index->language_count++];
	row->language = language_find(code, strlen(code));
	row->segments = memory_array(MAX_SEGMENTS, sizeof(struct segment *));
	return row;
}

static int open_segments(struct index *index, const struct language *const *wanted, size_t count,
			 struct error *error)
{
	for (size_t i = 0; i < index->manifest.segment_count; i++) {
		const struct manifest_segment *entry = &index->manifest.segments[i];
		if (!is_wanted(entry->language, wanted, count))
			continue;
		struct index_language *row = language_row(index, entry->language);
		if (row->segment_count == MAX_SEGMENTS)
			return error_set(error, STATUS_DAMAGED, "%s: too many segments",
					 index->path);
		struct segment *segment;
		int status =
		    segment_open(&segment, index->directory, index->path, entry->file, error);
		if (status != STATUS_OK)
			return status;
		row->segments[row->segment_count++] = segment;
		if (segment->mapping.length != entry->bytes ||
		    segment->header_hash != entry->header_hash ||
		    strcmp(segment->language->code, entry->language) != 0)
			return error_set(error, STATUS_DAMAGED,
					 "%s/%s: damaged: it is not the file that the manifest "
					 "names; build the index again with: clausula index "
					 "--rebuild",
					 index->path, entry->file);
	}
	return STATUS_OK;
}

static int check_languages(const struct index *index, const struct language *const *wanted,
			   size_t count, struct error *error)
{
	for (size_t i = 0; i < count; i++) {
		bool found = false;
		for (size_t j = 0; j < index->language_count; j++)
			found = found || index->languages[j].language == wanted[i];
		if (!found)
			return error_set(error, STATUS_ABSENT,
					 "%s: the index holds nothing in %s (%s)", index->path,
					 wanted[i]->name, wanted[i]->code);
	}
	return STATUS_OK;
}

static int by_code(const void *a, const void *b)
{
	const struct index_language *x = a, *y = b;
	return strcmp(x->language->code, y->language->code);
}

static void close_segments(struct index *index)
{
	for (size_t i = 0; i < index->language_count; i++) {
		for (size_t j = 0; j < index->languages[i].segment_count; j++)
			segment_free(index->languages[i].segments[j]);
		free(index->languages[i].segments);
	}
	memset(index->languages, 0, LANGUAGE_COUNT * sizeof *index->languages);
	index->language_count = 0;
	manifest_release(&index->manifest);
}

int index_open(struct index **out, const char *path, const struct language *const *wanted,
	       size_t wanted_count, struct error *error)
{
	*out = NULL;
	struct index *index = memory_array(1, sizeof *index);
	index->path = memory_text(path, strlen(path));
	index->languages = memory_array(LANGUAGE_COUNT, sizeof *index->languages);
	index->directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int status = STATUS_OK;
	if (index->directory < 0 && errno == ENOENT)
		status = manifest_absent(path, error);
	else if (index->directory < 0)
		status = error_system(error, "%s: cannot open the index", path);
	for (int attempt = 0; status == STATUS_OK && attempt < OPEN_ATTEMPTS; attempt++) {
		status = manifest_read(&index->manifest, index->directory, path, error);
		if (status != STATUS_OK)
			break;
		status = open_segments(index, wanted, wanted_count, error);
		/* A file that the manifest named is gone: a new generation was published. */
		if (status != STATUS_ABSENT)
			break;
		if (attempt + 1 < OPEN_ATTEMPTS) {
			close_segments(index);
			status = STATUS_OK;
		} else
			status = error_set(
			    error, STATUS_DAMAGED,
			    "%s: damaged: a file that its manifest names is not there; build "
			    "it again with: clausula index --rebuild PATH…",
			    path);
	}
	if (status == STATUS_OK)
		status = check_languages(index, wanted, wanted_count, error);
	if (status != STATUS_OK) {
		index_free(index);
		return status;
	}
	memory_sort(index->languages, index->language_count, sizeof *index->languages, by_code);
	for (size_t i = 0; i < index->language_count; i++)
		hide_replaced(&index->languages[i]);
	/* What replaces what is known only when every symbol could be read. */
	status = index_check(index, error);
	if (status != STATUS_OK) {
		index_free(index);
		return status;
	}
	*out = index;
	return STATUS_OK;
}

void index_free(struct index *index)
{
	if (index == NULL)
		return;
	close_segments(index);
	if (index->directory >= 0)
		close(index->directory);
	free(index->languages);
	free(index->path);
	free(index);
}

int index_database(const struct index_language *language, struct xap_database **out,
		   struct error *error)
{
	struct xap_database *databases[MAX_SEGMENTS];
	*out = NULL;
	for (size_t i = 0; i < language->segment_count; i++) {
		int status = segment_database(language->segments[i], &databases[i], error);
		if (status != STATUS_OK)
			return status;
	}
	return xap_database_join(out, databases, language->segment_count, error);
}

int index_check(const struct index *index, struct error *error)
{
	for (size_t i = 0; i < index->language_count; i++)
		for (size_t j = 0; j < index->languages[i].segment_count; j++) {
			int status = segment_check(index->languages[i].segments[j], error);
			if (status != STATUS_OK)
				return status;
		}
	return STATUS_OK;
}

const struct index_language *index_row(const struct index *index, const struct language *language)
{
	for (size_t i = 0; i < index->language_count; i++)
		if (index->languages[i].language == language)
			return &index->languages[i];
	return NULL;
}

bool index_find(const struct index_language *language, const char *symbol, struct segment **segment,
		uint32_t *work)
{
	for (size_t i = language->segment_count; i-- > 0;) {
		uint32_t found = segment_find(language->segments[i], symbol);
		if (found == UINT32_MAX)
			continue;
		if (language->segments[i]->hidden[found])
			return false; /* removed: the older segments' are hidden by it */
		*segment = language->segments[i];
		*work = found;
		return true;
	}
	return false;
}

double index_wordings(const struct index_language *language)
{
	double sum = 0;
	for (size_t i = 0; i < language->segment_count; i++)
		sum += (double)language->segments[i]->counts.wordings;
	return sum;
}

struct segment_counts index_counts(const struct index_language *language)
{
	struct segment_counts sum = { 0 };
	for (size_t i = 0; i < language->segment_count; i++) {
		const struct segment *segment = language->segments[i];
		sum.wordings += segment->counts.wordings;
		sum.forms += segment->counts.forms;
		sum.terms += segment->counts.terms;
		sum.tokens += segment->counts.tokens;
		sum.text_bytes += segment->counts.text_bytes;
		sum.wording_bytes += segment->counts.wording_bytes;
		for (uint32_t work = 0; work < segment->counts.works; work++)
			if (!segment->hidden[work]) {
				sum.works++;
				sum.clauses += segment_work(segment, work).clause_count;
			}
	}
	return sum;
}
