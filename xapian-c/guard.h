/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef XAPIAN_C_GUARD_H
#define XAPIAN_C_GUARD_H

/* What the sources of the binding share. Not for its users: this is C++. */

#include "xapian-c/reads.h"
#include "xapian-c/xapian-c.h"

#include <sys/types.h>
#include <xapian.h>

namespace xap
{

struct looked_after : xap_reads {
	looked_after() : xap_reads{}
	{
	}
	looked_after(const looked_after &) = delete;
	looked_after &operator=(const looked_after &) = delete;
	~looked_after()
	{
		xap_reads_release(this);
	}
};

} // namespace xap

struct xap_database {
	Xapian::Database database;
	uint32_t documents;
	uint32_t last_id;
	xap::looked_after
	    reads; /* behind the database, so that it goes before its file is closed */
};

struct xap_query {
	Xapian::Query query;
	/* For places where nothing is weighed: the same without what AND_MAYBE adds. libxapian 1.4
	 * does this itself except deep inside of such a place, where it then uses weights that it
	 * never set, and finds too much or too little. The same object as `query` mostly. */
	Xapian::Query unweighed;
	unsigned depth; /* levels; a term has 1 */
};

namespace xap
{

/* Called while an exception is being handled: turns it into a status and fills *error. */
int sort_caught(struct error *error) noexcept;

/* Makes the message one line of UTF-8: what is not becomes "?". */
void clean_message(struct error *error) noexcept;

/*
 * The wall between C++ and C: the body of every extern "C" function is one call of this. `body`
 * returns a status, having filled *error when that is not STATUS_OK, or throws whatever it likes.
 */
template <typename Body> int guard(struct error *error, Body body) noexcept
{
	int status;
	try {
		status = body();
	} catch (...) {
		status = sort_caught(error);
	}
	if (status != STATUS_OK)
		clean_message(error);
	return status;
}

/* STATUS_LIMIT when libxapian could not hold the term. */
int check_term(const char *bytes, size_t length, struct error *error);

/* STATUS_DAMAGED when no database starts there, or one whose header libxapian cannot take. */
int check_header(int descriptor, off_t offset, struct error *error);

/* What xap_database_open does, and xap_database_open_checked when `sound` is not NULL; may throw.
 */
int open_at(struct xap_database &made, int descriptor, uint64_t offset, xap_sound *sound,
	    void *context, struct error *error);
/* What xap_database_check does after that; may throw. */
int check_at(int descriptor, uint64_t offset, struct error *error);

} // namespace xap

#endif
