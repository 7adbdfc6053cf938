/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xapian-c/reads.h"

#include <errno.h>
#include <pthread.h>
#include <sys/types.h>
#include <sys/uio.h>

static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER; /* of the list */
static struct xap_reads *first;

void xap_reads_look_after(struct xap_reads *reads, int descriptor, xap_sound *sound, void *context)
{
	pthread_rwlock_wrlock(&lock);
	*reads = (struct xap_reads){ descriptor, sound, context, false, first };
	first = reads;
	pthread_rwlock_unlock(&lock);
}

void xap_reads_release(struct xap_reads *reads)
{
	if (reads->sound == NULL)
		return;
	pthread_rwlock_wrlock(&lock);
	for (struct xap_reads **one = &first; *one != NULL; one = &(*one)->next)
		if (*one == reads) {
			*one = reads->next;
			break;
		}
	pthread_rwlock_unlock(&lock);
	reads->sound = NULL;
}

bool xap_reads_asked(const struct xap_reads *reads)
{
	return __atomic_load_n(&reads->asked, __ATOMIC_RELAXED);
}

/* Whether nobody looks after this file, or who does lets these bytes be read. */
static bool may_read(int descriptor, off_t offset, size_t length)
{
	bool sound = true;
	pthread_rwlock_rdlock(&lock);
	for (struct xap_reads *one = first; one != NULL; one = one->next)
		if (one->descriptor == descriptor) {
			__atomic_store_n(&one->asked, true, __ATOMIC_RELAXED);
			sound = one->sound(one->context, (uint64_t)offset, length);
			break;
		}
	pthread_rwlock_unlock(&lock);
	return sound;
}

/*
 * The program's own pread, under both of its names, comes before that of the C library, also for
 * libxapian. The C library's inline checks know the name: hence another here.
 */
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
