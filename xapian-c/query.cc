/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xapian-c/guard.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace
{

/* Which parts give weight. */
enum weighed { ALL_PARTS, FIRST_PART, NO_PART };

const struct operation {
	enum xap_operator number;
	Xapian::Query::op xapian;
	enum weighed weighed;
} operations[] = {
	{ XAP_AND, Xapian::Query::OP_AND, ALL_PARTS },
	{ XAP_OR, Xapian::Query::OP_OR, ALL_PARTS },
	{ XAP_SYNONYM, Xapian::Query::OP_SYNONYM, NO_PART }, /* the whole does */
	{ XAP_AND_NOT, Xapian::Query::OP_AND_NOT, FIRST_PART },
	{ XAP_AND_MAYBE, Xapian::Query::OP_AND_MAYBE, ALL_PARTS },
	{ XAP_FILTER, Xapian::Query::OP_FILTER, FIRST_PART },
};

const operation *find_operation(enum xap_operator number)
{
	for (const operation &row : operations) {
		if (row.number == number)
			return &row;
	}
	return nullptr;
}

/* Gives *out the query, unless it has too many levels. */
int hand_over(struct xap_query **out, const Xapian::Query &query, const Xapian::Query &unweighed,
	      unsigned depth, struct error *error)
{
	if (depth > XAP_MAX_DEPTH)
		return error_set(error, STATUS_LIMIT,
				 "the query is too deep: got more than %d levels", XAP_MAX_DEPTH);
	*out = new xap_query{ query, unweighed, depth };
	return STATUS_OK;
}

int check_parts(struct xap_query *const *parts, size_t count, unsigned *depth, struct error *error)
{
	*depth = 0;
	for (size_t i = 0; i < count; i++) {
		if (parts[i] == nullptr)
			return error_set(error, STATUS_INPUT,
					 "part %zu of %zu of the query is missing", i + 1, count);
		*depth = std::max(*depth, parts[i]->depth);
	}
	return STATUS_OK;
}

/* From the whole list at once: pairwise, a long OR would become as deep as it is long. */
Xapian::Query join(const operation &operation, struct xap_query *const *parts, size_t count,
		   enum weighed weighed)
{
	std::vector<Xapian::Query> queries;
	queries.reserve(count);
	for (size_t i = 0; i < count; i++) {
		bool counts = weighed == ALL_PARTS || (weighed == FIRST_PART && i == 0);
		queries.push_back(counts ? parts[i]->query : parts[i]->unweighed);
	}
	return Xapian::Query(operation.xapian, queries.begin(), queries.end());
}

Xapian::Query join_unweighed(const operation &operation, struct xap_query *const *parts,
			     size_t count, const Xapian::Query &query)
{
	if (operation.number == XAP_AND_MAYBE)
		return count > 0 ? parts[0]->unweighed : Xapian::Query();
	for (size_t i = 0; i < count; i++) {
		if (parts[i]->query.internal.get() != parts[i]->unweighed.internal.get())
			return join(operation, parts, count, NO_PART);
	}
	return query;
}

int combine(struct xap_query **out, enum xap_operator number, struct xap_query *const *parts,
	    size_t count, struct error *error)
{
	const operation *found = find_operation(number);
	if (found == nullptr)
		return error_set(error, STATUS_INPUT, "there is no query operator number %d",
				 static_cast<int>(number));
	unsigned depth;
	int status = check_parts(parts, count, &depth, error);
	if (status != STATUS_OK)
		return status;
	Xapian::Query query = join(*found, parts, count, found->weighed);
	return hand_over(out, query, join_unweighed(*found, parts, count, query), depth + 1, error);
}

int leaf(struct xap_query **out, const Xapian::Query &query, struct error *error)
{
	return hand_over(out, query, query, 1, error);
}

int scale(struct xap_query **out, const xap_query &query, double factor, struct error *error)
{
	if (!std::isfinite(factor) || factor < 0)
		return error_set(error, STATUS_INPUT,
				 "weights cannot be multiplied by %g: wanted a number >= 0",
				 factor);
	const Xapian::Query &scaled = factor > 0 ? query.query : query.unweighed;
	return hand_over(out, Xapian::Query(factor, scaled), query.unweighed, query.depth + 1,
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
		return leaf(out, Xapian::Query(std::string(term, length)), error);
	});
}

extern "C" int xap_query_all(struct xap_query **out, struct error *error)
{
	return xap::guard(error, [&]() -> int {
		*out = nullptr;
		/* Not Query::MatchAll: all threads would share its reference count. */
		return leaf(out, Xapian::Query(std::string()), error);
	});
}

extern "C" int xap_query_none(struct xap_query **out, struct error *error)
{
	return xap::guard(error, [&]() -> int {
		*out = nullptr;
		return leaf(out, Xapian::Query(), error);
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
		return scale(out, *query, factor, error);
	});
}

extern "C" void xap_query_free(struct xap_query *query)
{
	xap::guard(nullptr, [&]() -> int {
		delete query;
		return STATUS_OK;
	});
}
