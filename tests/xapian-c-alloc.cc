/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the binding makes of each thing that libxapian can throw, and what it does when there is no
 * memory. A program of its own, since it replaces operator new for itself and for libxapian: the
 * n-th call throws, for n = 1, 2, 3 … until a whole step goes through. Each time every call of the
 * binding must return success or STATUS_SYSTEM "out of memory", and no memory that the binding got
 * may be missing afterwards. (libxapian 1.4 itself loses some when it has no memory while it
 * matches, writes or compacts; where it does not, nothing at all may be missing.)
 * Exits with 0, or with 1 and a line for each failure.
 */
#include "xapian-c/guard.h"

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <new>
#include <string>
#include <unistd.h>

extern "C" const char __executable_start, etext; /* from the linker: where this program's code is */

/* It counts for itself what is lost, and knows whose it is. */
extern "C" const char *__asan_default_options()
{
	return "detect_leaks=0";
}

namespace
{

/* Stands before each piece of memory. */
struct label {
	alignas(std::max_align_t) bool of_program;
};

long countdown = 0; /* the how manieth call of operator new throws; 0: none */
long all_pieces = 0, own_pieces = 0;
bool thrown = false;
int failures = 0;

/* `caller` tells whether the binding wants the memory for itself or libxapian (or its strings). */
void *get(std::size_t bytes, const void *caller)
{
	if (countdown > 0 && --countdown == 0) {
		thrown = true; /* only once: what cleans up afterwards has memory again */
		throw std::bad_alloc();
	}
	auto *piece = static_cast<label *>(std::malloc(sizeof(label) + bytes));
	if (piece == nullptr)
		throw std::bad_alloc();
	const char *place = static_cast<const char *>(caller);
	piece->of_program = place >= &__executable_start && place < &etext;
	all_pieces++;
	own_pieces += piece->of_program;
	return piece + 1;
}

void give_back(void *pointer)
{
	if (pointer == nullptr)
		return;
	label *piece = static_cast<label *>(pointer) - 1;
	all_pieces--;
	own_pieces -= piece->of_program;
	std::free(piece);
}

} // namespace

void *operator new(std::size_t bytes)
{
	return get(bytes, __builtin_return_address(0));
}
void *operator new[](std::size_t bytes)
{
	return get(bytes, __builtin_return_address(0));
}
void operator delete(void *piece) noexcept
{
	give_back(piece);
}
void operator delete[](void *piece) noexcept
{
	give_back(piece);
}
void operator delete(void *piece, std::size_t) noexcept
{
	give_back(piece);
}
void operator delete[](void *piece, std::size_t) noexcept
{
	give_back(piece);
}

namespace
{

/* ---- What is thrown, and what becomes of it ---- */

template <typename Thrown> void toss()
{
	throw Thrown("a text");
}

void toss_with_errno()
{
	throw Xapian::DatabaseError("a text", ENOSPC);
}

void toss_two_lines()
{
	throw Xapian::DatabaseCorruptError("one\ntwo\x1b[1m\xFFthree");
}

struct word : std::exception {
	explicit word(const char *)
	{
	}
	const char *what() const noexcept override
	{
		return "a word";
	}
};

struct no_memory : std::bad_alloc {
	explicit no_memory(const char *)
	{
	}
};

const struct {
	void (*toss)();
	enum status status;
	const char *message;
} outcomes[] = {
	{ toss<Xapian::DatabaseLockError>, STATUS_LOCKED, "libxapian: DatabaseLockError: a text" },
	{ toss<Xapian::DatabaseCorruptError>, STATUS_DAMAGED,
	  "libxapian: DatabaseCorruptError: a text" },
	{ toss<Xapian::DatabaseModifiedError>, STATUS_DAMAGED,
	  "libxapian: DatabaseModifiedError: a text" },
	{ toss<Xapian::RangeError>, STATUS_DAMAGED, "libxapian: RangeError: a text" },
	{ toss<Xapian::SerialisationError>, STATUS_DAMAGED,
	  "libxapian: SerialisationError: a text" },
	{ toss<Xapian::DocNotFoundError>, STATUS_DAMAGED, "libxapian: DocNotFoundError: a text" },
	{ toss<Xapian::DatabaseError>, STATUS_DAMAGED, "libxapian: DatabaseError: a text" },
	{ toss_with_errno, STATUS_SYSTEM,
	  "libxapian: DatabaseError: a text: No space left on device" },
	{ toss<Xapian::DatabaseVersionError>, STATUS_VERSION,
	  "libxapian: DatabaseVersionError: a text" },
	{ toss<Xapian::DatabaseNotFoundError>, STATUS_ABSENT,
	  "libxapian: DatabaseNotFoundError: a text" },
	{ toss<Xapian::DatabaseOpeningError>, STATUS_SYSTEM,
	  "libxapian: DatabaseOpeningError: a text" },
	{ toss<Xapian::DatabaseCreateError>, STATUS_SYSTEM,
	  "libxapian: DatabaseCreateError: a text" },
	{ toss<Xapian::InvalidArgumentError>, STATUS_INTERNAL,
	  "libxapian: InvalidArgumentError: a text" },
	{ toss<Xapian::UnimplementedError>, STATUS_INTERNAL,
	  "libxapian: UnimplementedError: a text" },
	{ toss_two_lines, STATUS_DAMAGED, "libxapian: DatabaseCorruptError: one?two?[1m?three" },
	{ toss<no_memory>, STATUS_SYSTEM, "out of memory" },
	{ toss<word>, STATUS_INTERNAL, "libxapian: a word" },
	{ toss<std::string>, STATUS_INTERNAL, "libxapian: something was thrown that is no error" },
};

void check_outcomes()
{
	for (const auto &row : outcomes) {
		auto body = [&]() -> int {
			row.toss();
			return STATUS_OK;
		};
		struct error error = ERROR_INIT;
		int status = xap::guard(&error, body);
		if (status != row.status || error.status != row.status ||
		    strcmp(error.message, row.message) != 0) {
			std::printf("got %d \"%s\", wanted %d \"%s\"\n", status, error.message,
				    row.status, row.message);
			failures++;
		}
		if (xap::guard(nullptr, body) != row.status) {
			std::printf("\"%s\" has another status without a place for it\n",
				    row.message);
			failures++;
		}
	}
}

/* ---- The steps that are tried; each frees what it made, and returns the first failure ---- */

struct places {
	std::string folder, directory, file;
};

bool visit_term(void *, const char *, size_t, uint32_t)
{
	return true;
}

bool visit_posting(void *, uint32_t, uint32_t)
{
	return true;
}

bool decide_all(void *, uint32_t)
{
	return true;
}

int build(const places &place, struct error *error)
{
	static const unsigned char identity[XAP_IDENTITY_BYTES] = { 1, 2, 3 };
	struct xap_writer *writer = nullptr;
	int status = xap_writer_new(&writer, place.directory.c_str(), 7, error);
	for (uint32_t i = 0; status == STATUS_OK && i < 20; i++) {
		const bool odd = i % 2 != 0;
		const struct xap_term terms[] = { { "common", 6, 1 + i % 3 },
						  { odd ? "odd" : "even", odd ? 3u : 4u, 1 } };
		status = xap_writer_add(writer, terms, 2, nullptr, error);
	}
	if (status == STATUS_OK)
		status = xap_writer_finish(writer, place.file.c_str(), identity, error);
	xap_writer_free(writer);
	return status;
}

/* A query of every kind; *out is the caller's. */
int make_query(struct xap_query **out, struct error *error)
{
	struct xap_query *parts[3] = {}, *tree = nullptr;
	*out = nullptr;
	int status = xap_query_term(&parts[0], "common", 6, error);
	if (status == STATUS_OK)
		status = xap_query_term(&parts[1], "a long word that does not fit into a string",
					43, error);
	if (status == STATUS_OK)
		status = xap_query_all(&parts[2], error);
	if (status == STATUS_OK)
		status = xap_query_combine(&tree, XAP_OR, parts, 3, error);
	if (status == STATUS_OK)
		status = xap_query_scale(out, tree, 2.0, error);
	xap_query_free(tree);
	for (struct xap_query *part : parts)
		xap_query_free(part);
	return status;
}

int query(const places &, struct error *error)
{
	struct xap_query *made;
	int status = make_query(&made, error);
	xap_query_free(made);
	return status;
}

int open_file(const places &place, struct error *error)
{
	struct xap_database *database = nullptr;
	int descriptor = open(place.file.c_str(), O_RDONLY | O_CLOEXEC);
	int status = xap_database_open(&database, descriptor, 0, error);
	(void)close(descriptor);
	xap_database_free(database);
	return status;
}

int open_directory(const places &place, struct error *error)
{
	struct xap_database *database = nullptr;
	int status = xap_database_open_path(&database, place.directory.c_str(), error);
	xap_database_free(database);
	return status;
}

int search(const places &place, struct error *error)
{
	static const struct xap_weighting weighting = { XAP_BM25, 1.2, 0.75, 0, 0, 0 };
	struct xap_database *database = nullptr;
	struct xap_query *made = nullptr;
	struct xap_matches matches = {};
	uint32_t documents;
	int status = xap_database_open_path(&database, place.directory.c_str(), error);
	if (status == STATUS_OK)
		status = make_query(&made, error);
	if (status == STATUS_OK)
		status = xap_match(&matches, database, made, &weighting, 5, 0, decide_all, nullptr,
				   error);
	if (status == STATUS_OK)
		status = xap_database_frequency(database, "even", 4, &documents, error);
	if (status == STATUS_OK)
		status = xap_database_terms(database, "", 0, visit_term, nullptr, error);
	if (status == STATUS_OK)
		status =
		    xap_database_postings(database, "common", 6, visit_posting, nullptr, error);
	xap_matches_release(&matches);
	xap_query_free(made);
	xap_database_free(database);
	return status;
}

const struct step {
	const char *name;
	int (*run)(const places &place, struct error *error);
	bool builds;       /* wants a clean place */
	bool loses_memory; /* libxapian does */
	int descriptors;   /* that libxapian may leave open in all tries together; -1: any number */
} steps[] = {
	{ "build", build, true, true, -1 },
	{ "query", query, false, false, 0 },
	{ "open a file", open_file, false, false, 1 }, /* see open_at in database.cc */
	{ "open a directory", open_directory, false, false, 0 },
	{ "search", search, false, true, -1 },
};

int open_descriptors()
{
	int count = 0;
	for (int i = 0; i < 1024; i++)
		count += fcntl(i, F_GETFD) >= 0;
	return count;
}

void complain(const step &step, long n, const char *what)
{
	std::printf("%s, allocation %ld: %s\n", step.name, n, what);
	failures++;
}

/* Lets the n-th allocation of the step fail (0: none); false when it does not come to an n-th. */
bool try_step(const step &step, long n, const places &place)
{
	if (step.builds)
		std::filesystem::remove_all(place.directory);
	struct error error = ERROR_INIT;
	long all_before = all_pieces, own_before = own_pieces;
	thrown = false;
	countdown = n;
	int status = step.run(place, &error);
	countdown = 0;
	/* libxapian may have caught the failure, and done without. */
	if (status != STATUS_OK && strcmp(error.message, "out of memory") != 0)
		complain(step, n, error.message);
	if (status != STATUS_OK && (status != STATUS_SYSTEM || !thrown))
		complain(step, n, "wrong status");
	if (own_pieces != own_before)
		complain(step, n, "memory of the binding was lost");
	if (!step.loses_memory && all_pieces != all_before)
		complain(step, n, "memory was lost");
	return thrown;
}

void try_all(const step &step, const places &place)
{
	try_step(step, 0, place); /* what libxapian gets once and keeps is there now */
	int before = open_descriptors();
	long n = 1;
	while (try_step(step, n, place))
		n++;
	int left = open_descriptors() - before;
	if (step.descriptors >= 0 && left > step.descriptors)
		complain(step, n, "descriptors were left open");
	std::printf("%s: %ld allocations\n", step.name, n - 1);
	if (n < 2)
		complain(step, n, "operator new is not replaced");
}

} // namespace

int main()
{
	const char *base = std::getenv("TMPDIR");
	std::string folder =
	    std::string(base != nullptr ? base : P_tmpdir) + "/xapian-c-alloc-XXXXXX";
	if (mkdtemp(folder.data()) == nullptr) {
		std::perror(folder.c_str());
		return 1;
	}
	check_outcomes();
	const places place = { folder, folder + "/building", folder + "/database" };
	for (const step &step : steps)
		try_all(step, place);
	std::filesystem::remove_all(folder);
	return failures != 0;
}
