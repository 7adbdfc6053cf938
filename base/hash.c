/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/hash.h"

#include "base/error.h"

#include <nettle/sha2.h>
#include <stdio.h>
#include <unistd.h>
#include <xxhash.h>

uint64_t hash_bytes(const void *bytes, size_t length)
{
	return XXH3_64bits(bytes, length);
}

static void finish(struct sha256_ctx *context, char hex[HASH_HEX_SIZE])
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	sha256_digest(context, sizeof digest, digest);
	for (size_t i = 0; i < sizeof digest; i++)
		snprintf(hex + 2 * i, 3, "%02x", digest[i]);
}

void hash_sha256(const void *bytes, size_t length, char hex[HASH_HEX_SIZE])
{
	struct sha256_ctx context;
	sha256_init(&context);
	sha256_update(&context, length, bytes);
	finish(&context, hex);
}

int hash_file(int descriptor, char hex[HASH_HEX_SIZE], struct error *error)
{
	struct sha256_ctx context;
	sha256_init(&context);
	uint8_t piece[65536];
	off_t at = 0;
	for (;;) {
		ssize_t got = pread(descriptor, piece, sizeof piece, at);
		if (got < 0)
			return error_system(error, "cannot read the file");
		if (got == 0)
			break;
		sha256_update(&context, (size_t)got, piece);
		at += got;
	}
	finish(&context, hex);
	return STATUS_OK;
}
