/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef XAPIAN_C_READS_H
#define XAPIAN_C_READS_H

/*
 * What libxapian reads of a file, looked at before it gets it. libxapian has no checksums and no
 * place to put one's own; it reads the blocks of its tables with pread, so the program has a pread
 * that asks first. Not for the users of the binding. This is C, since it must be part of a program
 * that loads the binding (xapian-c/load.c).
 */

#include "xapian-c/xapian-c.h"

#ifdef __cplusplus
extern "C" {
#endif

struct xap_reads {
	int descriptor;
	xap_sound *sound;
	void *context;
	bool asked;
	struct xap_reads *next;
};

/* From now on until xap_reads_release, reads of this descriptor are asked about. The object must
 * stay where it is. */
void xap_reads_look_after(struct xap_reads *reads, int descriptor, xap_sound *sound, void *context);
void xap_reads_release(struct xap_reads *reads); /* also when nothing was looked after */

/* Whether anything was read since. */
bool xap_reads_asked(const struct xap_reads *reads);

#ifdef __cplusplus
}
#endif
#endif
