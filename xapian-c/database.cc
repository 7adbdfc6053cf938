/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xapian-c/guard.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <limits>
#include <memory>
#include <mutex>
#include <sstream>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace
{

/* Held while a file position is borrowed: two descriptors may be duplicates of one open file. */
std::mutex position_lock;

/* Puts the caller's file position back, whatever happens. */
class borrowed_position
{
	int descriptor;
	off_t before;

      public:
	explicit borrowed_position(int file) : descriptor(file), before(lseek(file, 0, SEEK_CUR))
	{
	}
	~borrowed_position()
	{
		if (before >= 0)
			(void)lseek(descriptor, before, SEEK_SET);
	}
	bool move_to(off_t offset)
	{
		return before >= 0 && lseek(descriptor, offset, SEEK_SET) >= 0;
	}
	borrowed_position(const borrowed_position &) = delete;
	borrowed_position &operator=(const borrowed_position &) = delete;
};

/* A database without its header is left for libxapian to describe. */
int check_directory_header(const char *path, struct error *error)
{
	int descriptor = open((std::string(path) + "/iamglass").c_str(), O_RDONLY | O_CLOEXEC);
	if (descriptor < 0)
		return STATUS_OK;
	int status = xap::check_header(descriptor, 0, error);
	(void)close(descriptor);
	return status;
}

int open_directory(Xapian::Database &database, const char *path, struct error *error)
{
	struct stat facts;
	if (stat(path, &facts) != 0) {
		if (errno == ENOENT || errno == ENOTDIR)
			return error_set(error, STATUS_ABSENT, "there is no database \"%s\"", path);
		return error_system(error, "cannot look at \"%s\"", path);
	}
	/* A file would be taken for a stub, which names the place or the program to use instead. */
	if (!S_ISDIR(facts.st_mode))
		return error_set(error, STATUS_INPUT,
				 "\"%s\" is not a database: wanted a directory", path);
	int status = check_directory_header(path, error);
	if (status != STATUS_OK)
		return status;
	database = Xapian::Database(path, Xapian::DB_BACKEND_GLASS);
	return STATUS_OK;
}

/*
 * libxapian deals out the numbers of a joined database in turn, and lets them run over 32 bits
 * without a word.
 */
int join(Xapian::Database &joined, struct xap_database *const *parts, size_t count,
	 struct error *error)
{
	uint64_t last = 0;
	for (size_t i = 0; i < count; i++) {
		if (parts[i] == nullptr)
			return error_set(error, STATUS_INPUT, "database %zu of %zu is missing",
					 i + 1, count);
		joined.add_database(parts[i]->database);
		last = std::max<uint64_t>(last, parts[i]->database.get_lastdocid());
	}
	if (last * joined.size() > UINT32_MAX)
		return error_set(error, STATUS_LIMIT,
				 "%zu databases of up to %lu documents are too many to number",
				 count, static_cast<unsigned long>(last));
	return STATUS_OK;
}

/* Runs `open` on a new database object and hands that over when it succeeds. */
template <typename Open> int open_new(struct xap_database **out, Open open)
{
	*out = nullptr;
	auto made = std::make_unique<xap_database>();
	int status = open(*made);
	if (status != STATUS_OK)
		return status;
	made->documents = made->database.get_doccount();
	made->last_id = made->database.get_lastdocid();
	*out = made.release();
	return STATUS_OK;
}

} // namespace

namespace xap
{

/*
 * libxapian looks for the database at the position of the descriptor and reads the header from
 * there; everything after that is read with pread, counted from the position it found. The
 * duplicate shares its position with the caller's descriptor, and there is no portable way to get
 * one that does not, so it is borrowed and given back.
 *
 * libxapian closes the duplicate when its constructor fails, except when it had no memory even to
 * begin: then it may stay open. To close it here without knowing could close the file of another
 * thread.
 */
int open_at(struct xap_database &made, int descriptor, uint64_t offset, xap_sound *sound,
	    void *context, struct error *error)
{
	if (offset > static_cast<uint64_t>(std::numeric_limits<off_t>::max()))
		return error_set(error, STATUS_INPUT, "a database cannot start at byte %llu",
				 static_cast<unsigned long long>(offset));
	off_t start = static_cast<off_t>(offset);
	int status = check_header(descriptor, start, error);
	if (status != STATUS_OK)
		return status;
	std::lock_guard<std::mutex> lock(position_lock);
	borrowed_position position(descriptor);
	if (!position.move_to(start))
		return error_system(error, "cannot seek in the file of the database");
	/* Not 0, 1 or 2, which a program may close and open again. */
	int duplicate = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
	if (duplicate < 0)
		return error_system(error, "cannot duplicate the file of the database");
	if (sound != nullptr)
		xap_reads_look_after(&made.reads, duplicate, sound, context);
	made.database = Xapian::Database(duplicate, Xapian::DB_BACKEND_GLASS);
	if (sound != nullptr && !xap_reads_asked(&made.reads))
		return error_set(error, STATUS_INTERNAL,
				 "libxapian %s reads its files in a way that cannot be checked",
				 Xapian::version_string());
	return STATUS_OK;
}

/* What check prints is a report for developers: only how many errors it found is told. */
int check_at(int descriptor, uint64_t offset, struct error *error)
{
	std::lock_guard<std::mutex> lock(position_lock);
	borrowed_position position(descriptor);
	if (!position.move_to(static_cast<off_t>(offset)))
		return error_system(error, "cannot seek in the file of the database");
	int duplicate = fcntl(descriptor, F_DUPFD_CLOEXEC, 3); /* check closes it */
	if (duplicate < 0)
		return error_system(error, "cannot duplicate the file of the database");
	std::ostringstream report;
	size_t errors = Xapian::Database::check(duplicate, 0, &report);
	if (errors == 0)
		return STATUS_OK;
	return error_set(error, STATUS_DAMAGED, "libxapian finds %zu error%s", errors,
			 errors == 1 ? "" : "s");
}

} // namespace xap

extern "C" int xap_database_open(struct xap_database **out, int descriptor, uint64_t offset,
				 struct error *error)
{
	return xap::guard(error, [&]() -> int {
		return open_new(out, [&](struct xap_database &made) {
			return xap::open_at(made, descriptor, offset, nullptr, nullptr, error);
		});
	});
}

extern "C" int xap_database_open_checked(struct xap_database **out, int descriptor, uint64_t offset,
					 xap_sound *sound, void *context, struct error *error)
{
	return xap::guard(error, [&]() -> int {
		return open_new(out, [&](struct xap_database &made) {
			return xap::open_at(made, descriptor, offset, sound, context, error);
		});
	});
}

extern "C" int xap_database_check(int descriptor, uint64_t offset, struct error *error)
{
	return xap::guard(error, [&]() -> int {
		xap_database made; /* what opening refuses, checking may not survive */
		int status = xap::open_at(made, descriptor, offset, nullptr, nullptr, error);
		if (status != STATUS_OK)
			return status;
		return xap::check_at(descriptor, offset, error);
	});
}

extern "C" const char *xap_version(void)
{
	return Xapian::version_string();
}

extern "C" int xap_database_open_path(struct xap_database **out, const char *path,
				      struct error *error)
{
	return xap::guard(error, [&]() -> int {
		return open_new(out, [&](struct xap_database &made) {
			return open_directory(made.database, path, error);
		});
	});
}

extern "C" int xap_database_join(struct xap_database **out, struct xap_database *const *parts,
				 size_t count, struct error *error)
{
	return xap::guard(error, [&]() -> int {
		return open_new(out, [&](struct xap_database &made) {
			return join(made.database, parts, count, error);
		});
	});
}

extern "C" void xap_database_free(struct xap_database *database)
{
	xap::guard(nullptr, [&]() -> int {
		delete database;
		return STATUS_OK;
	});
}

extern "C" uint32_t xap_database_documents(const struct xap_database *database)
{
	return database->documents;
}

extern "C" int xap_database_frequency(struct xap_database *database, const char *term,
				      size_t length, uint32_t *documents, struct error *error)
{
	return xap::guard(error, [&]() -> int {
		*documents = 0;
		int status = xap::check_term(term, length, error);
		if (status != STATUS_OK)
			return status;
		*documents = database->database.get_termfreq(std::string(term, length));
		return STATUS_OK;
	});
}

extern "C" int xap_database_terms(struct xap_database *database, const char *prefix, size_t length,
				  xap_term_visitor *visit, void *context, struct error *error)
{
	return xap::guard(error, [&]() -> int {
		int status = length == 0 ? STATUS_OK : xap::check_term(prefix, length, error);
		if (status != STATUS_OK)
			return status;
		std::string start = length == 0 ? std::string() : std::string(prefix, length);
		std::string before;
		const Xapian::TermIterator end = database->database.allterms_end(start);
		for (auto at = database->database.allterms_begin(start); at != end; ++at) {
			std::string term = *at;
			if (term <= before) /* a damaged B-tree may lead in a circle */
				return error_set(error, STATUS_DAMAGED,
						 "the terms of the database are not in order");
			if (!visit(context, term.data(), term.size(), at.get_termfreq()))
				break;
			before = std::move(term);
		}
		return STATUS_OK;
	});
}

extern "C" int xap_database_postings(struct xap_database *database, const char *term, size_t length,
				     xap_posting_visitor *visit, void *context, struct error *error)
{
	return xap::guard(error, [&]() -> int {
		int status = xap::check_term(term, length, error);
		if (status != STATUS_OK)
			return status;
		std::string name(term, length);
		uint32_t before = 0;
		const Xapian::PostingIterator end = database->database.postlist_end(name);
		for (auto at = database->database.postlist_begin(name); at != end; ++at) {
			uint32_t id = *at;
			if (id <= before || id > database->last_id)
				return error_set(error, STATUS_DAMAGED,
						 "the documents of a term are not in order");
			if (!visit(context, id, at.get_wdf()))
				break;
			before = id;
		}
		return STATUS_OK;
	});
}
