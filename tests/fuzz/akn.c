/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The reader of AKN4UN, as files come to it: any bytes give a resolution that is in order, or a
 * message. */
#include "base/error.h"
#include "corpus/reader.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct resolution resolution;
	struct error error = ERROR_INIT;
	if (reader_read(&resolution, "input", (const char *)bytes, length, &error) == STATUS_OK) {
		if (resolution_check(&resolution, &error) != STATUS_OK)
			fprintf(stderr, "%s\n", error.message);
		MUST(error.message[0] == '\0');
		resolution_release(&resolution);
	} else
		MUST(error.message[0] != '\0');
	return 0;
}
