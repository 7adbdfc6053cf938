/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

struct error;

/* XXH3, 64 bits: tells texts apart and notices damage; no protection against intent. */
uint64_t hash_bytes(const void *bytes, size_t length);

/* SHA-256 (FIPS 180-4) as 64 hexadecimal digits and a NUL. */
enum { HASH_HEX_SIZE = 65 };
void hash_sha256(const void *bytes, size_t length, char hex[HASH_HEX_SIZE]);

/* The same of a whole file, read from its start through `descriptor`. */
int hash_file(int descriptor, char hex[HASH_HEX_SIZE], struct error *error);

#endif
