/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xapian-c/guard.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <memory>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

/*
 * libxapian writes much of a database anew each time that it flushes, so a large one is built in
 * parts of so many documents, which compacting joins.
 */
const uint32_t PART_DOCUMENTS = 32768;
const int WRITE_FLAGS =
    Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC;
/* DB_DANGEROUS would be a tenth quicker, but it turns whatever goes wrong while a document is added
 * into "cancel() not supported". */

struct xap_writer {
	Xapian::WritableDatabase database; /* the last part */
	std::string path;
	uint32_t flush_documents;
	uint32_t unflushed = 0;
	uint32_t documents = 0;
	/* The first part lies in the directory itself, the others in directories in it. */
	std::string part_path(uint32_t part) const
	{
		return part == 0 ? path : path + "/" + std::to_string(part);
	}
	bool finished = false;
	int failure = STATUS_OK; /* of the first call that failed */
};

namespace
{

/* A directory that was just made, and goes again with what is in it unless it is kept. */
class new_directory
{
	const char *path;
	bool kept = false;

      public:
	explicit new_directory(const char *name) : path(name)
	{
	}
	~new_directory()
	{
		if (kept)
			return;
		try {
			std::error_code ignored;
			(void)std::filesystem::remove_all(path, ignored);
		} catch (...) { /* no memory: it stays */
		}
	}
	void keep()
	{
		kept = true;
	}
	new_directory(const new_directory &) = delete;
	new_directory &operator=(const new_directory &) = delete;
};

/* A new file under a name for the time being; gone again unless it is published. */
class temporary_file
{
	std::string path;

      public:
	int descriptor = -1;
	explicit temporary_file(const std::string &name) : path(name)
	{
		(void)unlink(name.c_str()); /* left by a build that was cut off */
		descriptor = open(name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	}
	~temporary_file()
	{
		if (descriptor < 0)
			return;
		(void)close(descriptor);
		if (!path.empty())
			(void)unlink(path.c_str());
	}
	const std::string &name() const
	{
		return path;
	}
	bool publish(const char *final_name)
	{
		if (fsync(descriptor) != 0 || rename(path.c_str(), final_name) != 0)
			return false;
		path.clear();
		return true;
	}
	temporary_file(const temporary_file &) = delete;
	temporary_file &operator=(const temporary_file &) = delete;
};

int start(struct xap_writer **out, const char *path, uint32_t flush_documents, struct error *error)
{
	if (mkdir(path, 0777) != 0) {
		if (errno == EEXIST)
			return error_set(error, STATUS_INPUT,
					 "\"%s\" exists: wanted a new directory for the database",
					 path);
		return error_system(error, "cannot make the directory \"%s\"", path);
	}
	new_directory directory(path);
	if (flush_documents == 0 || flush_documents > XAP_FLUSH_DEFAULT)
		flush_documents = XAP_FLUSH_DEFAULT;
	auto writer = std::make_unique<xap_writer>();
	writer->path = path;
	writer->flush_documents = flush_documents;
	writer->database = Xapian::WritableDatabase(writer->path, WRITE_FLAGS);
	directory.keep();
	*out = writer.release();
	return STATUS_OK;
}

int make_document(Xapian::Document &document, const struct xap_term *terms, size_t count,
		  struct error *error)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < count; i++) {
		int status = xap::check_term(terms[i].bytes, terms[i].length, error);
		if (status != STATUS_OK)
			return status;
		sum += terms[i].count;
		if (sum > UINT32_MAX)
			return error_set(
			    error, STATUS_LIMIT,
			    "a document is too long: wanted at most %lu occurrences of terms",
			    static_cast<unsigned long>(UINT32_MAX));
		document.add_term(std::string(terms[i].bytes, terms[i].length), terms[i].count);
	}
	return STATUS_OK;
}

int add(struct xap_writer *writer, const struct xap_term *terms, size_t count, uint32_t *id,
	struct error *error)
{
	Xapian::Document document;
	int status = make_document(document, terms, count, error);
	if (status != STATUS_OK)
		return status;
	if (writer->documents > 0 && writer->documents % PART_DOCUMENTS == 0) {
		writer->database.commit();
		writer->database.close();
		writer->database = Xapian::WritableDatabase(
		    writer->part_path(writer->documents / PART_DOCUMENTS), WRITE_FLAGS);
		writer->unflushed = 0;
	}
	writer->database.add_document(document);
	uint32_t number = ++writer->documents;
	/* libxapian takes its own threshold from the environment alone, and only when it opens. */
	if (++writer->unflushed >= writer->flush_documents) {
		writer->database.commit();
		writer->unflushed = 0;
	}
	if (id != nullptr)
		*id = number;
	return STATUS_OK;
}

/* The UUID as libxapian prints it: hexadecimal digits in groups. */
std::string print_identity(const unsigned char *identity)
{
	std::string text;
	for (int i = 0; i < XAP_IDENTITY_BYTES; i++) {
		char digits[3];
		snprintf(digits, sizeof digits, "%02x", identity[i]);
		if (i == 4 || i == 6 || i == 8 || i == 10)
			text += '-';
		text += digits;
	}
	return text;
}

/*
 * A single-file database starts with 14 bytes of magic, 2 of format version and the 16 of the UUID,
 * which compacting draws at random. The database is opened afterwards to see that they lay there.
 */
int set_identity(int descriptor, const unsigned char *identity, uint32_t documents,
		 struct error *error)
{
	const off_t place = 16;
	if (pwrite(descriptor, identity, XAP_IDENTITY_BYTES, place) != XAP_IDENTITY_BYTES)
		return error_system(error, "cannot write to the new database");
	struct xap_database made;
	int status = xap::open_at(made, descriptor, 0, nullptr, nullptr, error);
	if (status != STATUS_OK)
		return status;
	const Xapian::Database &database = made.database;
	if (database.get_uuid() != print_identity(identity))
		return error_set(error, STATUS_INTERNAL,
				 "this version of libxapian keeps the UUID in another place");
	if (database.get_doccount() != documents)
		return error_set(error, STATUS_INTERNAL,
				 "the new database has %u documents: wanted %u",
				 static_cast<unsigned>(database.get_doccount()),
				 static_cast<unsigned>(documents));
	return STATUS_OK;
}

int finish(struct xap_writer *writer, const char *path, const unsigned char *identity,
	   struct error *error)
{
	writer->database.commit();
	writer->database.close();
	temporary_file file(std::string(path) + ".new");
	if (file.descriptor < 0)
		return error_system(error, "cannot make the file \"%s\"", file.name().c_str());
	Xapian::Database built;
	for (uint32_t part = 0; part == 0 || part * PART_DOCUMENTS < writer->documents; part++)
		built.add_database(
		    Xapian::Database(writer->part_path(part), Xapian::DB_BACKEND_GLASS));
	built.compact(file.name(), Xapian::DBCOMPACT_SINGLE_FILE | Xapian::Compactor::FULLER);
	int status = set_identity(file.descriptor, identity, writer->documents, error);
	if (status != STATUS_OK)
		return status;
	if (!file.publish(path))
		return error_system(error, "cannot write the file \"%s\"", path);
	writer->finished = true;
	return STATUS_OK;
}

/*
 * Runs `work` if the writer can still be used. Whatever goes wrong on the way out of `work`, the
 * writer has failed by then: a document that libxapian refuses takes with it all the others that
 * were not written yet, and a later commit would succeed without them.
 */
template <typename Work> int use(struct xap_writer *writer, struct error *error, Work work)
{
	if (writer->finished)
		return error_set(error, STATUS_INPUT,
				 "the database is finished: nothing can be added");
	if (writer->failure != STATUS_OK)
		return error_set(
		    error, static_cast<enum status>(writer->failure),
		    "the database cannot be finished since an earlier step failed: build it anew");
	return writer->failure = xap::guard(error, work);
}

} // namespace

extern "C" int xap_writer_new(struct xap_writer **out, const char *path, uint32_t flush_documents,
			      struct error *error)
{
	return xap::guard(error, [&]() -> int {
		*out = nullptr;
		return start(out, path, flush_documents, error);
	});
}

extern "C" int xap_writer_add(struct xap_writer *writer, const struct xap_term *terms, size_t count,
			      uint32_t *id, struct error *error)
{
	return use(writer, error, [&]() -> int { return add(writer, terms, count, id, error); });
}

extern "C" int xap_writer_finish(struct xap_writer *writer, const char *path,
				 const unsigned char identity[XAP_IDENTITY_BYTES],
				 struct error *error)
{
	return use(writer, error, [&]() -> int { return finish(writer, path, identity, error); });
}

extern "C" void xap_writer_free(struct xap_writer *writer)
{
	xap::guard(nullptr, [&]() -> int {
		delete writer;
		return STATUS_OK;
	});
}
