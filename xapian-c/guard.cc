/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xapian-c/guard.h"

#include <cstring>
#include <exception>
#include <new>

extern "C" {
#include "base/utf8.h"
}

namespace
{

/* What libstdc++ notes of each thread's exceptions gets its memory when it is first asked for, here
 * while the binding is loaded: later, or at the end of the process, lack of it would abort. */
[[maybe_unused]] volatile int exceptions = std::uncaught_exceptions();

/*
 * What the types of libxapian's errors mean here. RangeError, SerialisationError and
 * DocNotFoundError are thrown by the code that decodes posting lists; DatabaseModifiedError when a
 * block is of a later revision than its database, which happens to no file that is finished.
 * A type that is not here is STATUS_INTERNAL.
 */
const struct {
	const char *type;
	enum status status;
} meanings[] = {
	{ "DatabaseLockError", STATUS_LOCKED },     { "DatabaseVersionError", STATUS_VERSION },
	{ "DatabaseNotFoundError", STATUS_ABSENT }, { "DatabaseOpeningError", STATUS_SYSTEM },
	{ "DatabaseCreateError", STATUS_SYSTEM },   { "DatabaseError", STATUS_DAMAGED },
	{ "DatabaseCorruptError", STATUS_DAMAGED }, { "DatabaseModifiedError", STATUS_DAMAGED },
	{ "DocNotFoundError", STATUS_DAMAGED },     { "RangeError", STATUS_DAMAGED },
	{ "SerialisationError", STATUS_DAMAGED },
};

enum status meaning_of(const char *type, bool from_system)
{
	/* libxapian's name for a failed read or write as well as for bytes that end too early. */
	if (from_system && strcmp(type, "DatabaseError") == 0)
		return STATUS_SYSTEM;
	for (const auto &row : meanings) {
		if (strcmp(row.type, type) == 0)
			return row.status;
	}
	return STATUS_INTERNAL;
}

int report(struct error *error, const Xapian::Error &thrown)
{
	const char *type = thrown.get_type();
	const char *text = thrown.get_msg().c_str();
	const char *system = nullptr;
	try {
		system = thrown.get_error_string(); /* builds a string, so it may throw */
	} catch (...) {
		system = nullptr;
	}
	enum status status = meaning_of(type, system != nullptr);
	if (system != nullptr)
		return error_set(error, status, "libxapian: %s: %s: %s", type, text, system);
	return error_set(error, status, "libxapian: %s: %s", type, text);
}

} // namespace

namespace xap
{

int sort_caught(struct error *error) noexcept
{
	/* Xapian::Error is no std::exception. */
	try {
		throw;
	} catch (const Xapian::Error &thrown) {
		return report(error, thrown);
	} catch (const std::bad_alloc &) {
		return error_set(error, STATUS_SYSTEM, "out of memory");
	} catch (const std::exception &thrown) {
		return error_set(error, STATUS_INTERNAL, "libxapian: %s", thrown.what());
	} catch (...) {
		return error_set(error, STATUS_INTERNAL,
				 "libxapian: something was thrown that is no error");
	}
}

void clean_message(struct error *error) noexcept
{
	if (error == nullptr)
		return;
	char *bytes = error->message;
	size_t length = strlen(bytes), at = 0;
	while (at < length) {
		size_t start = at;
		uint32_t character = utf8_next(bytes, length, &at);
		bool stray = character == 0xFFFD && at == start + 1;
		if (character < 0x20 || (character >= 0x7F && character < 0xA0) || stray)
			memset(bytes + start, '?', at - start);
	}
}

int check_term(const char *bytes, size_t length, struct error *error)
{
	if (length == 0)
		return error_set(error, STATUS_LIMIT, "a term is empty: wanted 1 to %d bytes",
				 XAP_MAX_TERM);
	size_t counted = length;
	for (size_t i = 0; i < length && counted <= XAP_MAX_TERM; i++) {
		if (bytes[i] == '\0')
			counted++;
	}
	if (counted > XAP_MAX_TERM)
		return error_set(error, STATUS_LIMIT,
				 "a term is too long: got %zu bytes, wanted at most %d (a NUL byte "
				 "counts twice)",
				 length, XAP_MAX_TERM);
	return STATUS_OK;
}

} // namespace xap
