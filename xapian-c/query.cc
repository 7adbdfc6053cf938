/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xapian-c/guard.h"

#include <cmath>
#include <memory>
#include <string>
#include <vector>

namespace
{

const struct {
	enum xap_operator operation;
	Xapian::Query::op xapian;
} operators[] = {
	{ XAP_AND, Xapian::Query::OP_AND },
	{ XAP_OR, Xapian::Query::OP_OR },
	{ XAP_SYNONYM, Xapian::Query::OP_SYNONYM },
	{ XAP_AND_NOT, Xapian::Query::OP_AND_NOT },
	{ XAP_AND_MAYBE, Xapian::Query::OP_AND_MAYBE },
	{ XAP_FILTER, Xapian::Query::OP_FILTER },
};

/* Gives *out the query, unless it has too many levels. */
int hand_over(struct xap_query **out, Xapian::Query query, unsigned depth, struct error *error)
{
	if (depth > XAP_MAX_DEPTH)
		return error_set(error, STATUS_LIMIT,
				 "the query is too deep: got more than %d levels", XAP_MAX_DEPTH);
	*out = new xap_query{ std::move(query), depth };
	return STATUS_OK;
}

int combine(struct xap_query **out, enum xap_operator operation, struct xap_query *const *parts,
	    size_t count, struct error *error)
{
	const Xapian::Query::op *found = nullptr;
	for (const auto &row : operators) {
		if (row.operation == operation)
			found = &row.xapian;
	}
	if (found == nullptr)
		return error_set(error, STATUS_INPUT, "there is no query operator number %d",
				 static_cast<int>(operation));
	unsigned depth = 0;
	std::vector<Xapian::Query> queries;
	queries.reserve(count);
	for (size_t i = 0; i < count; i++) {
		if (parts[i] == nullptr)
			return error_set(error, STATUS_INPUT, "part %zu of %zu of the query is missing",
					 i + 1, count);
		if (parts[i]->depth > depth)
			depth = parts[i]->depth;
		queries.push_back(parts[i]->query);
	}
	/* From the whole list at once: pairwise, a long OR would become as deep as it is long. */
	return hand_over(out, Xapian::Query(*found, queries.begin(), queries.end()), depth + 1,
			 error);
}

} // namespace

extern "C" int xap_query_term(struct xap_query **out, const char *term, size_t length,
			      struct error *error)
{
	return xap::guard(error, [&]() -> int {
		*out = nullptr;
		int status = xap::check_term(term, length, error);
		if (status != STATUS_OK)
			return status;
		return hand_over(out, Xapian::Query(std::string(term, length)), 1, error);
	});
}

extern "C" int xap_query_all(struct xap_query **out, struct error *error)
{
	return xap::guard(error, [&]() -> int {
		*out = nullptr;
		/* Not Query::MatchAll: all threads would share its reference count. */
		return hand_over(out, Xapian::Query(std::string()), 1, error);
	});
}

extern "C" int xap_query_none(struct xap_query **out, struct error *error)
{
	return xap::guard(error, [&]() -> int {
		*out = nullptr;
		return hand_over(out, Xapian::Query(), 1, error);
	});
}

extern "C" int xap_query_combine(struct xap_query **out, enum xap_operator operation,
				 struct xap_query *const *parts, size_t count, struct error *error)
{
	return xap::guard(error, [&]() -> int {
		*out = nullptr;
		return combine(out, operation, parts, count, error);
	});
}

extern "C" int xap_query_scale(struct xap_query **out, struct xap_query *query, double factor,
			       struct error *error)
{
	return xap::guard(error, [&]() -> int {
		*out = nullptr;
		if (!std::isfinite(factor) || factor < 0)
			return error_set(error, STATUS_INPUT,
					 "weights cannot be multiplied by %g: wanted a number >= 0",
					 factor);
		return hand_over(out, Xapian::Query(factor, query->query), query->depth + 1, error);
	});
}

extern "C" void xap_query_free(struct xap_query *query)
{
	xap::guard(nullptr, [&]() -> int {
		delete query;
		return STATUS_OK;
	});
}
