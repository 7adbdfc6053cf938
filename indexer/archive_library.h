/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef INDEXER_ARCHIVE_LIBRARY_H
#define INDEXER_ARCHIVE_LIBRARY_H

#include <archive.h>
#include <archive_entry.h>

struct error;

/*
 * libarchive, loaded when the first archive is read. It brings a dozen libraries with it, and
 * loading them takes a process longer than most searches do (measured: bench/README.md).
 */
#define ARCHIVE_FUNCTIONS(apply)                                                                   \
	apply(read_new) apply(read_free) apply(read_support_format_tar)                            \
	    apply(read_support_format_zip) apply(read_support_filter_xz)                           \
		apply(read_support_filter_gzip) apply(read_support_filter_bzip2)                   \
		    apply(read_support_filter_zstd) apply(read_open_fd) apply(read_next_header)    \
			apply(read_data) apply(filter_bytes) apply(error_string)                   \
			    apply(entry_pathname) apply(entry_filetype) apply(entry_size)

/* Each function of libarchive under its name without "archive_". */
struct archive_library {
#define apply(name) __typeof__(archive_##name) *name;
	ARCHIVE_FUNCTIONS(apply)
#undef apply
};

/* NULL and STATUS_SYSTEM in the error when it is not installed. Any thread may call it. */
const struct archive_library *archive_library(struct error *error);

#endif
