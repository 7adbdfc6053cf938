/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STORE_MANIFEST_H
#define STORE_MANIFEST_H

#include "base/hash.h"
#include "store/schema.h"

#include <stdbool.h>
#include <stdint.h>

struct error;

/*
 * manifest.json: which files make up the index. Whoever replaces it publishes a new generation.
 * Its first member "seal" is the SHA-256 of the file without this member. Each segment's `header`
 * is the hash in its header (store/schema.h), which stands for all its bytes: a file of another
 * index is noticed when it is opened. `sha256` is for clausula verify and for other programs.
 */
#define MANIFEST_NAME  "manifest.json"
#define MANIFEST_MAGIC "clausula index"

struct manifest_segment {
	char language[4];
	char file[64];
	uint64_t bytes;
	char sha256[HASH_HEX_SIZE];
	uint64_t header_hash;
};

struct manifest {
	uint64_t generation;               /* 1 for the first */
	struct manifest_segment *segments; /* of each language oldest first */
	size_t segment_count, capacity;
	char sources_file[64]; /* "" when there is none */
	char sources_sha256[HASH_HEX_SIZE];
	char libraries[256]; /* with which it was written: "libxapian 1.4.22, zlib 1.2.13, …" */
};

/*
 * Reads the manifest in the directory. `path` is the directory's name for messages.
 * STATUS_ABSENT: there is none (no index there); STATUS_SYSTEM: it cannot be opened or read;
 * STATUS_VERSION: of another format version, with the sentence that says what to do;
 * STATUS_DAMAGED: not what this program writes.
 */
int manifest_read(struct manifest *manifest, int directory, const char *path, struct error *error);
/* The failure that there is no index at `path`, with what to do. */
int manifest_absent(const char *path, struct error *error);
/* *replaced as file_publish has it: then the files that the manifest names must stay. */
int manifest_publish(const struct manifest *manifest, int directory, bool *replaced,
		     struct error *error);

struct manifest_segment *manifest_add(struct manifest *manifest);
void manifest_release(struct manifest *manifest);

#endif
