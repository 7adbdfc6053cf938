/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef XAPIAN_C_READS_H
#define XAPIAN_C_READS_H

/*
 * What libxapian reads of a file, looked at before it gets it. libxapian has no checksums and no
 * place to put one's own; it reads the blocks of its tables with pread, so the program has a pread
 * that asks first. Not for the users of the binding: this is C++.
 */

#include "xapian-c/xapian-c.h"

#include <atomic>
#include <sys/types.h>

namespace xap
{

struct reads {
	int descriptor = -1;
	xap_sound *sound = nullptr;
	void *context = nullptr;
	mutable std::atomic<bool> asked{ false };
	reads *next = nullptr;

	reads() = default;
	reads(const reads &) = delete;
	reads &operator=(const reads &) = delete;
	/* From now on until the object goes, reads of this descriptor are asked about. */
	void look_after(int file, xap_sound *judge, void *with);
	~reads();
};

} // namespace xap

#endif
