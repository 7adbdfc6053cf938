/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/error.h"
#include "store/manifest.h"
#include "tests/unit/leak.h"
#include "tests/unit/scratch.h"
#include "xapian-c/xapian-c.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Writes a manifest of one segment in each of these languages, and reads its libraries. */
static void libraries_of(const char *const *languages, size_t count, char *libraries, size_t size)
{
	struct error error = ERROR_INIT;
	struct manifest manifest = { .generation = 1 }, again = { 0 };
	char *scratch = scratch_new();
	int directory = open(scratch, O_RDONLY | O_DIRECTORY);
	bool replaced;
	strcpy(manifest.sources_file, "sources");
	for (size_t i = 0; i < count; i++) {
		struct manifest_segment *segment = manifest_add(&manifest);
		snprintf(segment->language, sizeof segment->language, "%s", languages[i]);
		snprintf(segment->file, sizeof segment->file, "%zu", i);
	}
	cr_assert_eq(manifest_publish(&manifest, directory, &replaced, &error), STATUS_OK, "%s",
		     error.message);
	cr_assert_eq(manifest_read(&again, directory, scratch, &error), STATUS_OK, "%s",
		     error.message);
	snprintf(libraries, size, "%s", again.libraries);
	manifest_release(&again);
	manifest_release(&manifest);
	close(directory);
	scratch_free(scratch);
}

Test(manifest, names_the_libraries_that_wrote_the_index)
{
	static const char *const languages[] = { "es", "zh" };
	char libraries[256], xapian[64];
	snprintf(xapian, sizeof xapian, "libxapian %s, zstd ", xap_version());
	libraries_of(languages, 2, libraries, sizeof libraries);
	cr_expect_eq(strncmp(libraries, xapian, strlen(xapian)), 0, "%s", libraries);
	libraries_of(languages, 1, libraries, sizeof libraries);
	cr_expect_eq(strncmp(libraries, "zstd ", 5), 0, "%s", libraries);
	LEAK_CHECK();
}
