/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Runs a fuzz target without libFuzzer: on each file that is named, or lies in a directory that is
 * named, as it is and changed in some ways that the file's bytes alone decide. A crash, or an
 * input that takes over five seconds, is a failure.
 *
 * Usage: runner CHANGES PATH…
 */
#include "base/buffer.h"
#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "tests/fuzz/fuzz.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_BYTES = 1 << 20, MAX_SECONDS = 5 };

static unsigned long inputs;
static uint64_t seed;

static size_t draw(size_t below)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (size_t)(seed >> 33) % below;
}

static void run(const struct buffer *bytes)
{
	/* A copy of the exact size: a sanitizer sees what is read behind it. */
	uint8_t *copy = malloc(bytes->length + 1);
	MUST(copy != NULL);
	if (bytes->length > 0)
		memcpy(copy, bytes->bytes, bytes->length);
	uint8_t *exact = realloc(copy, bytes->length > 0 ? bytes->length : 1);
	alarm(MAX_SECONDS);
	LLVMFuzzerTestOneInput(exact, bytes->length);
	alarm(0);
	free(exact);
	inputs++;
}

static void change(struct buffer *bytes)
{
	static const char *const pieces[] = { "\xFF", "\xE2\x80",
					      "\n\n", "<",
					      "&",    "\"",
					      "(",    "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x7F",
					      "*",    "[^1]" };
	for (size_t left = 1 + draw(4); left > 0 && bytes->length > 0; left--) {
		size_t at = draw(bytes->length), most = bytes->length - at;
		size_t some = 1 + draw(most < 64 ? most : 64);
		const char *piece = pieces[draw(sizeof pieces / sizeof *pieces)];
		size_t length = strlen(piece) < most ? strlen(piece) : most;
		switch (draw(5)) {
		case 0:
			bytes->bytes[at] ^= (char)(1 << draw(8));
			break;
		case 1:
			bytes->length = at;
			break;
		case 2:
			memmove(bytes->bytes + at, bytes->bytes + at + some, most - some);
			bytes->length -= some;
			break;
		case 3:
			memcpy(bytes->bytes + at, piece, length);
			break;
		default:
			memmove(bytes->bytes + at, bytes->bytes + draw(at + 1), some);
			break;
		}
	}
}

static void run_file(const char *path, unsigned long changes)
{
	struct buffer whole = BUFFER_INIT, changed = BUFFER_INIT;
	struct error error = ERROR_INIT;
	if (file_read_path(path, MAX_BYTES, &whole, &error) != STATUS_OK) {
		fprintf(stderr, "%s\n", error.message);
		exit(2);
	}
	seed = hash_bytes(whole.bytes, whole.length);
	run(&whole);
	for (unsigned long i = 0; i < changes; i++) {
		buffer_clear(&changed);
		buffer_add(&changed, whole.bytes, whole.length);
		change(&changed);
		run(&changed);
	}
	buffer_release(&whole);
	buffer_release(&changed);
}

static void run_path(const char *path, unsigned long changes)
{
	DIR *directory = opendir(path);
	if (directory == NULL) {
		run_file(path, changes);
		return;
	}
	for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
		struct buffer name = BUFFER_INIT;
		buffer_add_format(&name, "%s/%s", path, entry->d_name);
		if (entry->d_name[0] != '.')
			run_file(name.bytes, changes);
		buffer_release(&name);
	}
	closedir(directory);
}

int main(int count, char **arguments)
{
	if (count < 3) {
		fprintf(stderr, "usage: %s CHANGES PATH…\n", arguments[0]);
		return 2;
	}
	for (int i = 2; i < count; i++)
		run_path(arguments[i], strtoul(arguments[1], NULL, 10));
	printf("%s: %lu inputs\n", strrchr(arguments[0], '/') + 1, inputs);
	return 0;
}
