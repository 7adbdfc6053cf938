/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Faults at chosen system calls and allocations of a program that is run with this in LD_PRELOAD.
 * The calls that it counts are those that touch files (see COUNTED below); libxapian's and the
 * other libraries' are among them. Environment:
 *
 *   FAULT_KIND    kill: the process is killed before the call
 *                 ENOSPC, EIO: the call fails so, if it is one that can (others go through)
 *                 EINTR: the same for calls that a signal can interrupt
 *                 short: a write writes half of its bytes (and says so)
 *                 disk: writes fit as long as FAULT_BYTES is not used up, then ENOSPC
 *                 malloc: the allocation returns NULL; those while a library is loaded (dlopen) are
 *                 not counted, since the loader and the start of libxapian end the process at one
 *   FAULT_AT      at which call or allocation, counted from 1
 *   FAULT_ALWAYS  1: at this one and all later ones
 *   FAULT_BYTES   see disk
 *   FAULT_COUNT   a file that gets, at the end, the number of calls and of allocations and whether
 *                 a fault was made: "812 4711 1"
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { NONE, KILL, NO_SPACE, IO_ERROR, SHORT, DISK, NO_MEMORY, INTERRUPT };

static enum kind kind;
static long at, always;
static atomic_long calls, allocations, made;
static atomic_llong bytes_left;
static atomic_bool ready;  /* false while the dynamic linker still works */
static atomic_int loading; /* threads in dlopen */
static char count_file[512];

extern void *__libc_malloc(size_t bytes);
extern void *__libc_calloc(size_t count, size_t each);
extern void *__libc_realloc(void *old, size_t bytes);

#define REAL(name) __extension__((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static long number(const char *name)
{
	const char *value = getenv(name);
	return value != NULL ? atol(value) : 0;
}

__attribute__((constructor)) static void start(void)
{
	static const char *const names[] = { "",      "kill", "ENOSPC", "EIO",
					     "short", "disk", "malloc", "EINTR" };
	const char *wanted = getenv("FAULT_KIND"), *file = getenv("FAULT_COUNT");
	for (int i = 0; wanted != NULL && i < (int)(sizeof names / sizeof *names); i++)
		if (strcmp(wanted, names[i]) == 0)
			kind = (enum kind)i;
	at = number("FAULT_AT");
	always = number("FAULT_ALWAYS");
	bytes_left = number("FAULT_BYTES");
	if (file != NULL)
		snprintf(count_file, sizeof count_file, "%s", file);
	ready = true;
}

__attribute__((destructor)) static void tell(void)
{
	ready = false;
	if (count_file[0] == '\0')
		return;
	char line[64];
	int length =
	    snprintf(line, sizeof line, "%ld %ld %d\n", (long)calls, (long)allocations, made > 0);
	int file = REAL(open)(count_file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	ssize_t ignored = write(file, line, (size_t)length);
	(void)ignored;
	close(file);
}

/* base/memory.c and the program's end by a signal leave without destructors. */
void _exit(int status)
{
	tell();
	REAL(_exit)(status);
	__builtin_unreachable();
}

static bool is_due(atomic_long *counter)
{
	long now = atomic_fetch_add(counter, 1) + 1;
	bool due = at > 0 && (now == at || (always && now > at));
	made += due;
	return due;
}

/* Counts a call; the errno to fail with, or 0. `wanted` are the errors that it can have. */
enum { CAN_SPACE = 1, CAN_IO = 2, CAN_INTERRUPT = 4 };
static int fault(int can)
{
	if (!ready || kind == NO_MEMORY || kind == DISK)
		return 0;
	bool due = is_due(&calls);
	if (due && kind == KILL)
		kill(getpid(), SIGKILL);
	if (due && kind == NO_SPACE && (can & CAN_SPACE) != 0)
		return ENOSPC;
	if (due && kind == IO_ERROR && (can & CAN_IO) != 0)
		return EIO;
	if (due && kind == INTERRUPT && (can & CAN_INTERRUPT) != 0)
		return EINTR;
	return 0;
}

#define FAIL_WITH(can, value)                                                                      \
	do {                                                                                       \
		int wrong = fault(can);                                                            \
		if (wrong != 0) {                                                                  \
			errno = wrong;                                                             \
			return value;                                                              \
		}                                                                                  \
	} while (0)

/* ---- COUNTED ---- */

/* How many of the bytes may be written; a fault that was counted already gives fewer. */
static size_t allowed(size_t length)
{
	if (!ready || length < 2)
		return length;
	if (kind == DISK) {
		long long left = atomic_fetch_sub(&bytes_left, (long long)length);
		if (left <= 0) {
			made++;
			return 0;
		}
		made += left < (long long)length;
		return left < (long long)length ? (size_t)left : length;
	}
	return length;
}

static bool is_short(void)
{
	return ready && kind == SHORT && is_due(&calls);
}

/* Terminals and pipes are no disk. */
static bool is_file(int descriptor)
{
	struct stat about;
	return fstat(descriptor, &about) == 0 && S_ISREG(about.st_mode);
}

#define WRITE_BODY(call_with)                                                                      \
	if (!is_file(descriptor))                                                                  \
		return REAL_CALL(length);                                                          \
	if (kind == SHORT)                                                                         \
		return REAL_CALL(is_short() && length > 1 ? length / 2 : length);                  \
	FAIL_WITH(CAN_SPACE | CAN_IO | CAN_INTERRUPT, -1);                                         \
	size_t fits = allowed(length);                                                             \
	if (fits == 0 && length > 0) {                                                             \
		errno = ENOSPC;                                                                    \
		return -1;                                                                         \
	}                                                                                          \
	return REAL_CALL(fits);

ssize_t write(int descriptor, const void *bytes, size_t length){
#define REAL_CALL(size) REAL(write)(descriptor, bytes, size)
	WRITE_BODY()
#undef REAL_CALL
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t place){
#define REAL_CALL(size) REAL(pwrite)(descriptor, bytes, size, place)
	WRITE_BODY()
#undef REAL_CALL
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off64_t place){
#define REAL_CALL(size) REAL(pwrite64)(descriptor, bytes, size, place)
	WRITE_BODY()
#undef REAL_CALL
}

ssize_t read(int descriptor, void *bytes, size_t length)
{
	if (is_file(descriptor))
		FAIL_WITH(CAN_IO | CAN_INTERRUPT, -1);
	return REAL(read)(descriptor, bytes, length);
}

ssize_t pread(int descriptor, void *bytes, size_t length, off_t place)
{
	FAIL_WITH(CAN_IO | CAN_INTERRUPT, -1);
	return REAL(pread)(descriptor, bytes, length, place);
}

/* How the program's own pread reads. */
ssize_t preadv(int descriptor, const struct iovec *places, int count, off_t place)
{
	FAIL_WITH(CAN_IO | CAN_INTERRUPT, -1);
	return REAL(preadv)(descriptor, places, count, place);
}

ssize_t pread64(int descriptor, void *bytes, size_t length, off64_t place)
{
	FAIL_WITH(CAN_IO | CAN_INTERRUPT, -1);
	return REAL(pread64)(descriptor, bytes, length, place);
}

#define MODE                                                                                       \
	mode_t mode = 0;                                                                           \
	if ((flags & (O_CREAT | O_TMPFILE)) != 0) {                                                \
		va_list list;                                                                      \
		va_start(list, flags);                                                             \
		mode = va_arg(list, mode_t);                                                       \
		va_end(list);                                                                      \
	}                                                                                          \
	FAIL_WITH(CAN_IO | ((flags & O_CREAT) != 0 ? CAN_SPACE : 0), -1);

int open(const char *path, int flags, ...)
{
	MODE return REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
	MODE return REAL(open64)(path, flags, mode);
}

int openat(int directory, const char *path, int flags, ...)
{
	MODE return REAL(openat)(directory, path, flags, mode);
}

int openat64(int directory, const char *path, int flags, ...)
{
	MODE return REAL(openat64)(directory, path, flags, mode);
}

int fsync(int descriptor)
{
	FAIL_WITH(CAN_IO | CAN_SPACE, -1);
	return REAL(fsync)(descriptor);
}

int fdatasync(int descriptor)
{
	FAIL_WITH(CAN_IO | CAN_SPACE, -1);
	return REAL(fdatasync)(descriptor);
}

int ftruncate(int descriptor, off_t length)
{
	FAIL_WITH(CAN_IO, -1);
	return REAL(ftruncate)(descriptor, length);
}

int rename(const char *from, const char *to)
{
	FAIL_WITH(CAN_IO | CAN_SPACE, -1);
	return REAL(rename)(from, to);
}

int renameat(int from_directory, const char *from, int to_directory, const char *to)
{
	FAIL_WITH(CAN_IO | CAN_SPACE, -1);
	return REAL(renameat)(from_directory, from, to_directory, to);
}

int mkdir(const char *path, mode_t mode)
{
	FAIL_WITH(CAN_IO | CAN_SPACE, -1);
	return REAL(mkdir)(path, mode);
}

int unlink(const char *path)
{
	FAIL_WITH(CAN_IO, -1);
	return REAL(unlink)(path);
}

int unlinkat(int directory, const char *path, int flags)
{
	FAIL_WITH(CAN_IO, -1);
	return REAL(unlinkat)(directory, path, flags);
}

int flock(int descriptor, int operation)
{
	FAIL_WITH(CAN_IO, -1);
	return REAL(flock)(descriptor, operation);
}

void *mmap(void *place, size_t length, int protection, int flags, int descriptor, off_t start_at)
{
	if (descriptor >= 0)
		FAIL_WITH(CAN_IO, MAP_FAILED);
	return REAL(mmap)(place, length, protection, flags, descriptor, start_at);
}

int close(int descriptor)
{
	/* The file is closed all the same, as close(2) does it. */
	int wrong = is_file(descriptor) ? fault(CAN_IO | CAN_SPACE) : 0;
	int result = REAL(close)(descriptor);
	if (wrong == 0)
		return result;
	errno = wrong;
	return -1;
}

/* ---- Memory ---- */

static bool no_memory(void)
{
	return ready && loading == 0 && kind == NO_MEMORY && is_due(&allocations);
}

void *dlopen(const char *path, int mode)
{
	loading++;
	void *handle = REAL(dlopen)(path, mode);
	loading--;
	return handle;
}

void *malloc(size_t bytes)
{
	if (!no_memory())
		return __libc_malloc(bytes);
	errno = ENOMEM;
	return NULL;
}

void *calloc(size_t count, size_t each)
{
	if (!no_memory())
		return __libc_calloc(count, each);
	errno = ENOMEM;
	return NULL;
}

void *realloc(void *old, size_t bytes)
{
	if (!no_memory())
		return __libc_realloc(old, bytes);
	errno = ENOMEM;
	return NULL;
}
