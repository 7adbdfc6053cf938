/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STORE_VERIFY_H
#define STORE_VERIFY_H

#include "base/error.h"
#include "store/manifest.h"
#include "store/segment.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * `clausula verify`: whether an index is as it was written, and where it is not.
 *
 * Quick: the manifest's seal, that its files are there with their sizes and headers, and the
 * SHA-256 of the list of sources. Full: besides, the SHA-256 of every file, the hash of every page;
 * every resolution's record and every text against its hash; the texts analysed anew and compared
 * with the stream, the vocabulary and the lists; the values; and in Chinese libxapian's own check,
 * in a child process, since it may crash.
 */
struct finding {
	const char *file;    /* its name in the index */
	const char *section; /* as in section_names; "" for the whole file */
	const char *symbol;  /* of the resolution that is touched; "" when that is not known */
	const char *label;   /* of the clause; "" likewise */
	const char *problem; /* one line */
};
typedef void finding_visitor(void *context, const struct finding *finding);

struct verify_report {
	struct manifest manifest; /* empty when it could not be read */
	size_t segments;
	uint64_t works, clauses, bytes; /* of the segments that could be opened */
	size_t findings;
	double seconds;
};

/*
 * Calls `visit` for each finding; the strings are valid during the call. STATUS_OK: it was looked
 * at, report->findings says with what result. STATUS_ABSENT, STATUS_VERSION, STATUS_SYSTEM: there
 * is no index that could be looked at. The caller calls verify_report_release.
 */
int verify_index(const char *path, bool full, finding_visitor *visit, void *context,
		 struct verify_report *report, struct error *error);
void verify_report_release(struct verify_report *report);

/* ---- Between the files of verify ---- */

struct verify {
	finding_visitor *visit;
	void *context;
	const char *file;
	size_t findings;
	struct error failure; /* what kept the check from being made: no memory, no process */
};
void verify_find(struct verify *verify, const char *section, const char *symbol, const char *label,
		 const char *problem);

/* Names the resolutions and clauses that cannot be read. */
void verify_texts(struct verify *verify, struct segment *segment);

/* Whether a segment whose bytes are as they were written says what its texts say. */
void verify_contents(struct verify *verify, struct segment *segment);

#endif
