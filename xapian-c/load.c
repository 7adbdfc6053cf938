/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The binding of a program that loads it when a function of it is first called: libxapian and the
 * library of C++ take longer to load than most searches take that need neither. The functions here
 * call those of the same names in the file clausula-xapian.so, which lies beside the program or in
 * ../lib/clausula. A program that is linked with xapian-c/'s C++ needs none of this.
 *
 * The file in turn uses functions of the program: base/, and xapian-c/reads.c, whose pread must be
 * the program's own (Makefile: EXPORTED).
 */
#include "xapian-c/xapian-c.h"

#include "base/memory.h"

#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

/* Every function of the header but those that are inline. */
#define FUNCTIONS(apply)                                                                           \
	apply(xap_writer_new) apply(xap_writer_add) apply(xap_writer_finish)                       \
	    apply(xap_writer_free) apply(xap_database_open) apply(xap_database_open_checked)       \
		apply(xap_database_open_path) apply(xap_database_free) apply(xap_database_join)    \
		    apply(xap_database_documents) apply(xap_database_check) apply(xap_version)     \
			apply(xap_database_frequency) apply(xap_database_terms)                    \
			    apply(xap_database_postings) apply(xap_query_term)                     \
				apply(xap_query_all) apply(xap_query_none)                         \
				    apply(xap_query_combine) apply(xap_query_scale)                \
					apply(xap_query_free) apply(xap_match)

static struct {
#define apply(name) __typeof__(name) *(name);
	FUNCTIONS(apply)
#undef apply
} binding;
static char problem[300];

/* Seen from the folder of the program. */
static void *open_file(void)
{
	static const char *const places[] = { "clausula-xapian.so",
					      "../lib/clausula/clausula-xapian.so" };
	char program[PATH_MAX], path[PATH_MAX + 64];
	ssize_t length = readlink("/proc/self/exe", program, sizeof program);
	while (length > 0 && program[length - 1] != '/')
		length--;
	if (length <= 0) {
		snprintf(problem, sizeof problem, "/proc/self/exe cannot be read");
		return NULL;
	}
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		snprintf(path, sizeof path, "%.*s%s", (int)length, program, places[i]);
		/* libxapian's functions are found when they are called: a search calls few. */
		void *handle = dlopen(path, RTLD_LAZY | RTLD_LOCAL);
		if (handle != NULL)
			return handle;
		/* What is wrong with a file that is there matters more than that others are not. */
		const char *why = dlerror();
		if (problem[0] == '\0' || strstr(why, "No such file") == NULL)
			snprintf(problem, sizeof problem, "%s", why);
	}
	return NULL;
}

/* The loader, and libxapian when it starts, end the process where there is no memory. They take
 * less than this. */
enum { ROOM = 1 << 20 };

static void load(void)
{
	free(memory_get(ROOM)); /* or it ends here, with a message */
	void *handle = open_file();
	if (handle == NULL)
		return;
	problem[0] = '\0';
#define apply(name)                                                                                \
	{                                                                                          \
		/* POSIX has dlsym give functions as pointers to objects. */                       \
		void *found = dlsym(handle, #name);                                                \
		if (found == NULL)                                                                 \
			snprintf(problem, sizeof problem, "it has no %s", #name);                  \
		memcpy(&binding.name, &found, sizeof found);                                       \
	}
	FUNCTIONS(apply)
#undef apply
}

static int ready(struct error *error)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, load);
	if (problem[0] == '\0')
		return STATUS_OK;
	return error_set(error, STATUS_SYSTEM,
			 "clausula-xapian.so cannot be loaded; install clausula again (%s)",
			 problem);
}

#define CALL(name, ...) (ready(error) == STATUS_OK ? binding.name(__VA_ARGS__) : STATUS_SYSTEM)

int xap_writer_new(struct xap_writer **out, const char *path, uint32_t flush_documents,
		   struct error *error)
{
	*out = NULL;
	return CALL(xap_writer_new, out, path, flush_documents, error);
}

int xap_writer_add(struct xap_writer *writer, const struct xap_term *terms, size_t count,
		   uint32_t *id, struct error *error)
{
	return CALL(xap_writer_add, writer, terms, count, id, error);
}

int xap_writer_finish(struct xap_writer *writer, const char *path,
		      const unsigned char identity[XAP_IDENTITY_BYTES], struct error *error)
{
	return CALL(xap_writer_finish, writer, path, identity, error);
}

void xap_writer_free(struct xap_writer *writer)
{
	if (writer != NULL)
		binding.xap_writer_free(writer);
}

int xap_database_open(struct xap_database **out, int descriptor, uint64_t offset,
		      struct error *error)
{
	*out = NULL;
	return CALL(xap_database_open, out, descriptor, offset, error);
}

int xap_database_open_checked(struct xap_database **out, int descriptor, uint64_t offset,
			      xap_sound *sound, void *context, struct error *error)
{
	*out = NULL;
	return CALL(xap_database_open_checked, out, descriptor, offset, sound, context, error);
}

int xap_database_open_path(struct xap_database **out, const char *path, struct error *error)
{
	*out = NULL;
	return CALL(xap_database_open_path, out, path, error);
}

void xap_database_free(struct xap_database *database)
{
	if (database != NULL)
		binding.xap_database_free(database);
}

int xap_database_join(struct xap_database **out, struct xap_database *const *parts, size_t count,
		      struct error *error)
{
	*out = NULL;
	return CALL(xap_database_join, out, parts, count, error);
}

uint32_t xap_database_documents(const struct xap_database *database)
{
	return binding.xap_database_documents(database);
}

int xap_database_check(int descriptor, uint64_t offset, struct error *error)
{
	return CALL(xap_database_check, descriptor, offset, error);
}

const char *xap_version(void)
{
	return ready(NULL) == STATUS_OK ? binding.xap_version() : "?";
}

int xap_database_frequency(struct xap_database *database, const char *term, size_t length,
			   uint32_t *documents, struct error *error)
{
	return CALL(xap_database_frequency, database, term, length, documents, error);
}

int xap_database_terms(struct xap_database *database, const char *prefix, size_t length,
		       xap_term_visitor *visit, void *context, struct error *error)
{
	return CALL(xap_database_terms, database, prefix, length, visit, context, error);
}

int xap_database_postings(struct xap_database *database, const char *term, size_t length,
			  xap_posting_visitor *visit, void *context, struct error *error)
{
	return CALL(xap_database_postings, database, term, length, visit, context, error);
}

int xap_query_term(struct xap_query **out, const char *term, size_t length, struct error *error)
{
	*out = NULL;
	return CALL(xap_query_term, out, term, length, error);
}

int xap_query_all(struct xap_query **out, struct error *error)
{
	*out = NULL;
	return CALL(xap_query_all, out, error);
}

int xap_query_none(struct xap_query **out, struct error *error)
{
	*out = NULL;
	return CALL(xap_query_none, out, error);
}

int xap_query_combine(struct xap_query **out, enum xap_operator operation,
		      struct xap_query *const *parts, size_t count, struct error *error)
{
	*out = NULL;
	return CALL(xap_query_combine, out, operation, parts, count, error);
}

int xap_query_scale(struct xap_query **out, struct xap_query *query, double factor,
		    struct error *error)
{
	*out = NULL;
	return CALL(xap_query_scale, out, query, factor, error);
}

void xap_query_free(struct xap_query *query)
{
	if (query != NULL)
		binding.xap_query_free(query);
}

int xap_match(struct xap_matches *matches, struct xap_database *database, struct xap_query *query,
	      const struct xap_weighting *weighting, uint32_t limit, uint32_t check_at_least,
	      xap_decider *decide, void *context, struct error *error)
{
	memset(matches, 0, sizeof *matches);
	return CALL(xap_match, matches, database, query, weighting, limit, check_at_least, decide,
		    context, error);
}
