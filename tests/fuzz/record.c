/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The decoder of records: any bytes give a resolution or a refusal; what was decoded and is encoded
 * again decodes to the same. */
#include "base/buffer.h"
#include "base/compress.h"
#include "base/error.h"
#include "store/resolution_record.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

static void decode(const char *bytes, size_t length, bool with_wordings)
{
	struct resolution resolution, again;
	struct buffer first = BUFFER_INIT, second = BUFFER_INIT;
	uint32_t *wordings = NULL;
	if (resolution_decode(&resolution, with_wordings ? &wordings : NULL, bytes, length, NULL) !=
	    STATUS_OK)
		return;
	resolution_encode(&resolution, NULL, &first);
	MUST(resolution_decode(&again, NULL, first.bytes, first.length, NULL) == STATUS_OK);
	resolution_encode(&again, NULL, &second);
	MUST(first.length == second.length && memcmp(first.bytes, second.bytes, first.length) == 0);
	buffer_release(&first);
	buffer_release(&second);
	resolution_release(&resolution);
	resolution_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct buffer raw = BUFFER_INIT;
	decode((const char *)bytes, length, false);
	decode((const char *)bytes, length, true);
	size_t dictionary = length / 2;
	static struct decompressor *decompressor;
	if (decompressor == NULL)
		decompressor = decompressor_new();
	if (decompressor_add(decompressor, &raw, bytes, length, length * 4, bytes, dictionary,
			     NULL) == STATUS_OK)
		decode(raw.bytes, raw.length, false);
	buffer_release(&raw);
	return 0;
}
