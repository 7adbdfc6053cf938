/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/manifest.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/file.h"
#include "base/language.h"
#include "base/memory.h"
#include "stemmers/analyser.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MANIFEST_MAX_BYTES = 4 * 1024 * 1024 };

struct manifest_segment *manifest_add(struct manifest *manifest)
{
	manifest->segments = memory_grow(manifest->segments, &manifest->capacity,
					 manifest->segment_count + 1, sizeof *manifest->segments);
	struct manifest_segment *segment = &manifest->segments[manifest->segment_count++];
	memset(segment, 0, sizeof *segment);
	return segment;
}

void manifest_release(struct manifest *manifest)
{
	free(manifest->segments);
	memset(manifest, 0, sizeof *manifest);
}

static const char *text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));
	return text != NULL ? text : "";
}

static uint64_t number_of(const json_t *object, const char *key)
{
	json_int_t number = json_integer_value(json_object_get(object, key));
	return number > 0 ? (uint64_t)number : 0;
}

/* A file of the index lies in its directory: a name with a stroke is none. */
static bool copy_name(char *to, size_t size, const char *name)
{
	if (strlen(name) >= size || strchr(name, '/') != NULL || name[0] == '.')
		return false;
	snprintf(to, size, "%s", name);
	return true;
}

static bool read_segment(struct manifest *manifest, const json_t *object)
{
	struct manifest_segment *segment = manifest_add(manifest);
	const char *code = text_of(object, "language");
	segment->bytes = number_of(object, "bytes");
	snprintf(segment->sha256, sizeof segment->sha256, "%s", text_of(object, "sha256"));
	segment->counts = (struct segment_counts){
		number_of(object, "works"),      number_of(object, "clauses"),
		number_of(object, "wordings"),   number_of(object, "forms"),
		number_of(object, "terms"),      number_of(object, "tokens"),
		number_of(object, "text_bytes"), number_of(object, "wording_bytes"),
	};
	snprintf(segment->language, sizeof segment->language, "%s", code);
	return language_find(code, strlen(code)) != NULL &&
	       copy_name(segment->file, sizeof segment->file, text_of(object, "file")) &&
	       segment->file[0] != '\0';
}

static int read_object(struct manifest *manifest, const json_t *root, const char *path,
		       struct error *error)
{
	if (strcmp(text_of(root, "magic"), MANIFEST_MAGIC) != 0)
		return error_set(error, STATUS_DAMAGED, "%s/%s: not a manifest of clausula", path,
				 MANIFEST_NAME);
	uint64_t format = number_of(root, "format"), analysis = number_of(root, "analysis");
	if (format != FORMAT_VERSION || analysis != ANALYSIS_VERSION)
		return error_set(
		    error, STATUS_VERSION,
		    "%s: index of format %llu and analysis %llu, this program reads format %d "
		    "and analysis %d; build it again with: clausula index --rebuild PATH…",
		    path, (unsigned long long)format, (unsigned long long)analysis, FORMAT_VERSION,
		    ANALYSIS_VERSION);
	manifest->generation = number_of(root, "generation");
	const json_t *sources = json_object_get(root, "sources");
	bool good = copy_name(manifest->sources_file, sizeof manifest->sources_file,
			      text_of(sources, "file"));
	snprintf(manifest->sources_sha256, sizeof manifest->sources_sha256, "%s",
		 text_of(sources, "sha256"));
	size_t i;
	const json_t *segment;
	json_array_foreach(json_object_get(root, "segments"), i, segment) good =
	    good && read_segment(manifest, segment);
	if (!good || manifest->segment_count > MAX_SEGMENTS * LANGUAGE_COUNT)
		return error_set(error, STATUS_DAMAGED,
				 "%s/%s: damaged: it does not name its files as it should", path,
				 MANIFEST_NAME);
	return STATUS_OK;
}

int manifest_absent(const char *path, struct error *error)
{
	return error_set(error, STATUS_ABSENT,
			 "%s: no index there; make one with: clausula index --index %s PATH…", path,
			 path);
}

int manifest_read(struct manifest *manifest, int directory, const char *path, struct error *error)
{
	memset(manifest, 0, sizeof *manifest);
	int file = openat(directory, MANIFEST_NAME, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (file < 0)
		return errno == ENOENT
			   ? (int)manifest_absent(path, error)
			   : (int)error_system(error, "%s/%s: cannot open", path, MANIFEST_NAME);
	struct buffer bytes = BUFFER_INIT;
	json_t *root = NULL;
	int status = file_read(file, MANIFEST_NAME, MANIFEST_MAX_BYTES, &bytes, error);
	close(file);
	if (status == STATUS_OK) {
		json_error_t why;
		root = json_loadb(bytes.bytes, bytes.length, JSON_REJECT_DUPLICATES, &why);
		if (root == NULL)
			status = error_set(error, STATUS_DAMAGED, "%s/%s:%d: damaged: %s", path,
					   MANIFEST_NAME, why.line, why.text);
		else
			status = read_object(manifest, root, path, error);
	}
	json_decref(root);
	buffer_release(&bytes);
	if (status != STATUS_OK)
		manifest_release(manifest);
	return status;
}

static json_t *segment_object(const struct manifest_segment *segment)
{
	const struct segment_counts *counts = &segment->counts;
	return json_pack(
	    "{ss ss sI ss sI sI sI sI sI sI sI sI}", "language", segment->language, "file",
	    segment->file, "bytes", (json_int_t)segment->bytes, "sha256", segment->sha256, "works",
	    (json_int_t)counts->works, "clauses", (json_int_t)counts->clauses, "wordings",
	    (json_int_t)counts->wordings, "forms", (json_int_t)counts->forms, "terms",
	    (json_int_t)counts->terms, "tokens", (json_int_t)counts->tokens, "text_bytes",
	    (json_int_t)counts->text_bytes, "wording_bytes", (json_int_t)counts->wording_bytes);
}

int manifest_publish(const struct manifest *manifest, int directory, struct error *error)
{
	json_t *segments = json_array();
	for (size_t i = 0; i < manifest->segment_count; i++)
		json_array_append_new(segments, segment_object(&manifest->segments[i]));
	json_t *root = json_pack("{ss si si ss sI s{ss ss} so}", "magic", MANIFEST_MAGIC, "format",
				 FORMAT_VERSION, "analysis", ANALYSIS_VERSION, "program",
				 CLAUSULA_VERSION, "generation", (json_int_t)manifest->generation,
				 "sources", "file", manifest->sources_file, "sha256",
				 manifest->sources_sha256, "segments", segments);
	char *text = root != NULL ? json_dumps(root, JSON_INDENT(1)) : NULL;
	json_decref(root);
	if (text == NULL)
		return error_set(error, STATUS_INTERNAL, "%s: cannot be written as JSON",
				 MANIFEST_NAME);
	int status = file_publish(directory, MANIFEST_NAME, text, strlen(text), error);
	free(text);
	return status;
}
