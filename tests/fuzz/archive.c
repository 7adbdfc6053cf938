/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files and archives as they are found on disk. What comes out is for the other targets. */
#include "base/error.h"
#include "corpus/reader.h"
#include "indexer/source.h"
#include "tests/fuzz/fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

static void found(void *context, const struct source *source)
{
	(void)context;
	MUST(source->name[0] != '\0' && source->length <= READER_MAX_BYTES);
}

static void failed(void *context, const char *name, const char *message)
{
	(void)context;
	(void)name;
	MUST(message[0] != '\0');
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const struct source_visitor visitor = { .found = found, .failed = failed };
	char path[64];
	int file = memfd_create("input", MFD_CLOEXEC);
	MUST(file >= 0 && write(file, bytes, length) == (ssize_t)length);
	snprintf(path, sizeof path, "/proc/self/fd/%d", file);
	sources_walk(path, &visitor);
	close(file);
	return 0;
}
