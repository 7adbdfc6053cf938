/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/compress.h"

#include "base/error.h"
#include "base/memory.h"

#include <stdlib.h>
#include <zstd.h>
#include <zstd_errors.h>

/* Level 11, but with a quicker search for what is longer: texts repeat each other in whole words.
 * bench/README.md has what others cost and save. */
static const struct {
	ZSTD_cParameter name;
	int value;
} parameters[] = {
	{ ZSTD_c_compressionLevel, 11 },
	{ ZSTD_c_strategy, ZSTD_lazy },
	{ ZSTD_c_minMatch, 6 },
	{ ZSTD_c_searchLog, 6 },
	/* Every piece has its length elsewhere, and a dictionary is known by its place. */
	{ ZSTD_c_contentSizeFlag, 0 },
	{ ZSTD_c_dictIDFlag, 0 },
	{ ZSTD_c_checksumFlag, 1 },
};

struct compressor {
	ZSTD_CCtx *context;
};

struct compressor *compressor_new(const char *dictionary, size_t length)
{
	struct compressor *compressor = memory_array(1, sizeof *compressor);
	compressor->context = ZSTD_createCCtx();
	if (compressor->context == NULL)
		memory_none();
	for (size_t i = 0; i < sizeof parameters / sizeof *parameters; i++)
		ZSTD_CCtx_setParameter(compressor->context, parameters[i].name,
				       parameters[i].value);
	if (ZSTD_isError(ZSTD_CCtx_loadDictionary(compressor->context, dictionary, length)))
		memory_none();
	return compressor;
}

void compressor_free(struct compressor *compressor)
{
	if (compressor == NULL)
		return;
	ZSTD_freeCCtx(compressor->context);
	free(compressor);
}

void compressor_add(struct compressor *compressor, struct buffer *out, const void *bytes,
		    size_t length)
{
	size_t bound = ZSTD_compressBound(length);
	buffer_reserve(out, bound);
	size_t used =
	    ZSTD_compress2(compressor->context, out->bytes + out->length, bound, bytes, length);
	if (ZSTD_isError(used)) /* with room enough nothing else can be wrong */
		memory_none();
	out->length += used;
	out->bytes[out->length] = '\0';
}

struct decompressor {
	ZSTD_DCtx *context;
};

struct decompressor *decompressor_new(void)
{
	struct decompressor *decompressor = memory_array(1, sizeof *decompressor);
	decompressor->context = ZSTD_createDCtx();
	if (decompressor->context == NULL)
		memory_none();
	return decompressor;
}

void decompressor_free(struct decompressor *decompressor)
{
	if (decompressor == NULL)
		return;
	ZSTD_freeDCtx(decompressor->context);
	free(decompressor);
}

bool packed_has_checksum(const void *bytes, size_t length)
{
	/* A frame begins with four bytes of magic; the next one describes it (RFC 8878, 3.1.1.1.1).
	 */
	enum { DESCRIPTOR = 4, CHECKSUM = 1 << 2 };
	return length > DESCRIPTOR && (((const unsigned char *)bytes)[DESCRIPTOR] & CHECKSUM) != 0;
}

int decompressor_add(struct decompressor *decompressor, struct buffer *out, const void *bytes,
		     size_t length, size_t raw_length, const void *dictionary,
		     size_t dictionary_length, struct error *error)
{
	buffer_reserve(out, raw_length);
	size_t got =
	    ZSTD_decompress_usingDict(decompressor->context, out->bytes + out->length, raw_length,
				      bytes, length, dictionary, dictionary_length);
	if (ZSTD_getErrorCode(got) == ZSTD_error_memory_allocation)
		memory_none();
	bool whole = !ZSTD_isError(got) && got == raw_length;
	if (whole)
		out->length += raw_length;
	out->bytes[out->length] = '\0';
	return whole ? STATUS_OK : error_set(error, STATUS_DAMAGED, "packed data does not unpack");
}
