/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xapian-c/reads.h"

#include <cerrno>
#include <mutex>
#include <shared_mutex>
#include <sys/uio.h>

namespace
{

std::shared_mutex lock; /* of the list */
xap::reads *first = nullptr;

/* Whether nobody looks after this file, or who does lets these bytes be read. */
bool may_read(int descriptor, off_t offset, size_t length)
{
	std::shared_lock<std::shared_mutex> held(lock);
	for (const xap::reads *one = first; one != nullptr; one = one->next)
		if (one->descriptor == descriptor) {
			one->asked = true;
			return one->sound(one->context, static_cast<uint64_t>(offset), length);
		}
	return true;
}

} // namespace

namespace xap
{

void reads::look_after(int file, xap_sound *judge, void *with)
{
	descriptor = file;
	sound = judge;
	context = with;
	std::lock_guard<std::shared_mutex> held(lock);
	next = first;
	first = this;
}

reads::~reads()
{
	if (descriptor < 0)
		return;
	std::lock_guard<std::shared_mutex> held(lock);
	for (reads **one = &first; *one != nullptr; one = &(*one)->next)
		if (*one == this) {
			*one = next;
			break;
		}
}

} // namespace xap

/*
 * The program's own pread, under both of its names, comes before that of the C library, also for
 * libxapian. The C library's inline checks know the name: hence another here.
 */
extern "C" {
ssize_t xap_pread(int descriptor, void *bytes, size_t length, off_t offset) __asm__("pread");
ssize_t xap_pread64(int descriptor, void *bytes, size_t length, off_t offset) __asm__("pread64");

ssize_t xap_pread(int descriptor, void *bytes, size_t length, off_t offset)
{
	if (!may_read(descriptor, offset, length)) {
		errno = EIO;
		return -1;
	}
	const struct iovec place = { bytes, length };
	return preadv(descriptor, &place, 1, offset);
}

ssize_t xap_pread64(int descriptor, void *bytes, size_t length, off_t offset)
{
	return xap_pread(descriptor, bytes, length, offset);
}
}
