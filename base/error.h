/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

/*
 * How a function says that it failed.
 *
 * Every function that can fail returns an `enum status` (0 is success) and takes a `struct error *`
 * as its last argument. On failure it fills the error with the same status and with one line for
 * people: no full stop, no newline, what is wrong, what was got and what was wanted. The layer that
 * knows the fact writes it; layers above pass the error on and do not repeat it. The pointer may be
 * NULL: then only the status is returned. Libraries never print; cli/main.c does.
 */

enum status {
	STATUS_OK = 0,
	STATUS_ABSENT,   /* what was asked for is not there (no such resolution, no such file) */
	STATUS_INPUT,    /* a file, a query or an argument is wrong */
	STATUS_LIMIT,    /* a named limit was met (size, depth, length) */
	STATUS_SYSTEM,   /* the operating system refused (errno text is in the message) */
	STATUS_LOCKED,   /* another process is writing to the index */
	STATUS_DAMAGED,  /* a file of the index is not as it was written */
	STATUS_VERSION,  /* a file of the index has another format version */
	STATUS_INTERNAL, /* a library failed in a way that has no better name */
};

struct error {
	enum status status;
	char message[1024]; /* UTF-8, NUL-terminated, cut at a character when too long */
};

#define ERROR_INIT                                                                                 \
	{                                                                                          \
		STATUS_OK, ""                                                                      \
	}

/* Fills *error (when it is not NULL) and returns status, so that `return error_set(…)` is one line.
 */
enum status error_set(struct error *error, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* As error_set with STATUS_SYSTEM; appends ": " and the text of the current errno. */
enum status error_system(struct error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
