/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/manifest.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/file.h"
#include "base/language.h"
#include "base/memory.h"
#include "stemmers/analyser.h"
#include "xapian-c/xapian-c.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <utf8proc.h>
#include <zstd.h>

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

/* Hashes are hexadecimal digits: all 64 bits do not fit into the numbers of JSON. */
static bool read_hash(uint64_t *hash, const char *digits)
{
	if (strlen(digits) != 16 || strspn(digits, "0123456789abcdef") != 16)
		return false;
	*hash = strtoull(digits, NULL, 16);
	return true;
}

static bool read_segment(struct manifest *manifest, const json_t *object)
{
	struct manifest_segment *segment = manifest_add(manifest);
	const char *code = text_of(object, "language");
	segment->bytes = number_of(object, "bytes");
	snprintf(segment->sha256, sizeof segment->sha256, "%s", text_of(object, "sha256"));
	snprintf(segment->language, sizeof segment->language, "%s", code);
	return language_find(code, strlen(code)) != NULL &&
	       read_hash(&segment->header_hash, text_of(object, "header")) &&
	       copy_name(segment->file, sizeof segment->file, text_of(object, "file")) &&
	       segment->file[0] != '\0';
}

/* ---- The seal ---- */

static const char seal_start[] = "{\n \"seal\": \"", seal_end[] = "\",";
enum { SEAL_HEAD = sizeof seal_start - 1 + HASH_HEX_SIZE - 1 + sizeof seal_end - 1 };

/* `text` is a manifest without its seal: an object that begins with a brace. */
static void add_seal(struct buffer *out, const char *text)
{
	char digits[HASH_HEX_SIZE];
	hash_sha256(text, strlen(text), digits);
	buffer_add_format(out, "%s%s%s%s", seal_start, digits, seal_end, text + 1);
}

static bool seal_holds(const struct buffer *bytes)
{
	struct buffer rest = BUFFER_INIT, again = BUFFER_INIT;
	if (bytes->length <= SEAL_HEAD)
		return false;
	buffer_add_byte(&rest, '{');
	buffer_add_text(&rest, bytes->bytes + SEAL_HEAD);
	add_seal(&again, rest.bytes);
	bool holds =
	    again.length == bytes->length && memcmp(again.bytes, bytes->bytes, bytes->length) == 0;
	buffer_release(&rest);
	buffer_release(&again);
	return holds;
}

/* What the bytes of an index depend on besides the sources and this program. libxapian is loaded
 * only where it has a part of them. */
static json_t *libraries_text(const struct manifest *manifest)
{
	bool pairs = false;
	for (size_t i = 0; i < manifest->segment_count && !pairs; i++) {
		const char *code = manifest->segments[i].language;
		const struct language *language = language_find(code, strlen(code));
		pairs = language != NULL && language->pairs;
	}
	return json_sprintf("%s%s%szstd %s, utf8proc %s (Unicode %s)", pairs ? "libxapian " : "",
			    pairs ? xap_version() : "", pairs ? ", " : "", ZSTD_versionString(),
			    utf8proc_version(), utf8proc_unicode_version());
}

#define ADVICE "build the index again with: clausula index --rebuild PATH…"

/* `bytes` is the file that `root` was read from. */
static int read_object(struct manifest *manifest, const json_t *root, const struct buffer *bytes,
		       const char *path, struct error *error)
{
	if (strcmp(text_of(root, "magic"), MANIFEST_MAGIC) != 0)
		return error_set(error, STATUS_DAMAGED, "%s/%s: not a manifest of clausula; %s",
				 path, MANIFEST_NAME, ADVICE);
	uint64_t format = number_of(root, "format"), analysis = number_of(root, "analysis");
	if (format != FORMAT_VERSION || analysis != ANALYSIS_VERSION)
		return error_set(
		    error, STATUS_VERSION,
		    "%s: index of format %llu and analysis %llu, this program reads format %d "
		    "and analysis %d; build it again with: clausula index --rebuild PATH…",
		    path, (unsigned long long)format, (unsigned long long)analysis, FORMAT_VERSION,
		    ANALYSIS_VERSION);
	if (!seal_holds(bytes))
		return error_set(error, STATUS_DAMAGED,
				 "%s/%s: damaged: its bytes are not those that were written; %s",
				 path, MANIFEST_NAME, ADVICE);
	manifest->generation = number_of(root, "generation");
	snprintf(manifest->libraries, sizeof manifest->libraries, "%s", text_of(root, "libraries"));
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
				 "%s/%s: damaged: it does not name its files as it should; %s",
				 path, MANIFEST_NAME, ADVICE);
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
			status = error_set(error, STATUS_DAMAGED, "%s/%s:%d: damaged: %s; %s", path,
					   MANIFEST_NAME, why.line, why.text, ADVICE);
		else
			status = read_object(manifest, root, &bytes, path, error);
	}
	json_decref(root);
	buffer_release(&bytes);
	if (status != STATUS_OK)
		manifest_release(manifest);
	return status;
}

static json_t *segment_object(const struct manifest_segment *segment)
{
	char header[17];
	snprintf(header, sizeof header, "%016llx", (unsigned long long)segment->header_hash);
	return json_pack("{ss ss sI ss ss}", "language", segment->language, "file", segment->file,
			 "bytes", (json_int_t)segment->bytes, "sha256", segment->sha256, "header",
			 header);
}

int manifest_publish(const struct manifest *manifest, int directory, bool *replaced,
		     struct error *error)
{
	*replaced = false;
	json_t *segments = json_array();
	for (size_t i = 0; i < manifest->segment_count; i++)
		json_array_append_new(segments, segment_object(&manifest->segments[i]));
	json_t *root =
	    json_pack("{ss si si ss so sI s{ss ss} so}", "magic", MANIFEST_MAGIC, "format",
		      FORMAT_VERSION, "analysis", ANALYSIS_VERSION, "program", CLAUSULA_VERSION,
		      "libraries", libraries_text(manifest), "generation",
		      (json_int_t)manifest->generation, "sources", "file", manifest->sources_file,
		      "sha256", manifest->sources_sha256, "segments", segments);
	char *text = root != NULL ? json_dumps(root, JSON_INDENT(1)) : NULL;
	json_decref(root);
	if (text == NULL)
		return error_set(error, STATUS_INTERNAL, "%s: cannot be written as JSON",
				 MANIFEST_NAME);
	struct buffer sealed = BUFFER_INIT;
	add_seal(&sealed, text);
	free(text);
	int status =
	    file_publish(directory, MANIFEST_NAME, sealed.bytes, sealed.length, replaced, error);
	buffer_release(&sealed);
	return status;
}
