/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "xapian-c/guard.h"

#include <algorithm>
#include <cfloat>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

namespace
{

/* libxapian's defaults for what the binding does not offer. */
const double BM25_K2 = 0, BM25_K3 = 1, BM25_MIN_NORMLEN = 0.5;

/* With k1 = 0 a term that counts 0 times would weigh 0 / 0; this little is lost in any sum. */
const double BM25_LEAST_K1 = 1e-300;

const double ABOVE_ZERO = DBL_MIN, LARGEST = 1e9;

/* Which parameters a scheme uses, and their ranges. */
const struct parameter {
	enum xap_scheme kind;
	const char *name;
	double xap_weighting::*value;
	double lowest, highest;
} parameters[] = {
	{ XAP_BM25, "k1", &xap_weighting::k1, 0, LARGEST },
	{ XAP_BM25, "b", &xap_weighting::b, 0, 1 },
	{ XAP_BM25_PLUS, "k1", &xap_weighting::k1, 0, LARGEST },
	{ XAP_BM25_PLUS, "b", &xap_weighting::b, 0, 1 },
	{ XAP_BM25_PLUS, "delta", &xap_weighting::delta, 0, LARGEST },
	{ XAP_PL2, "c", &xap_weighting::c, ABOVE_ZERO, LARGEST },
	{ XAP_LM_DIRICHLET, "mu", &xap_weighting::mu, ABOVE_ZERO, LARGEST },
};

int check_parameters(const struct xap_weighting *weighting, struct error *error)
{
	for (const parameter &row : parameters) {
		if (row.kind != weighting->kind)
			continue;
		double value = weighting->*row.value;
		if (value >= row.lowest && value <= row.highest) /* false for NaN */
			continue;
		return error_set(
		    error, STATUS_INPUT,
		    "the weighting parameter %s is out of its range: got %g, wanted %s%g to %g",
		    row.name, value, row.lowest > 0 ? "above " : "",
		    row.lowest > 0 ? 0 : row.lowest, row.highest);
	}
	return STATUS_OK;
}

/* Null for a number that is no scheme. */
std::unique_ptr<Xapian::Weight> make_weight(const struct xap_weighting &use)
{
	switch (use.kind) {
	case XAP_BM25:
		return std::make_unique<Xapian::BM25Weight>(
		    std::max(use.k1, BM25_LEAST_K1), BM25_K2, BM25_K3, use.b, BM25_MIN_NORMLEN);
	case XAP_BM25_PLUS:
		return std::make_unique<Xapian::BM25PlusWeight>(std::max(use.k1, BM25_LEAST_K1),
								BM25_K2, BM25_K3, use.b,
								BM25_MIN_NORMLEN, use.delta);
	case XAP_PL2:
		return std::make_unique<Xapian::PL2Weight>(use.c);
	case XAP_LM_DIRICHLET:
		return std::make_unique<Xapian::LMWeight>(0.0, Xapian::Weight::DIRICHLET_SMOOTHING,
							  use.mu);
	case XAP_BOOLEAN:
		return std::make_unique<Xapian::BoolWeight>();
	}
	return nullptr;
}

/* The number of a document is known without reading anything of it; nothing else is asked for. */
class callback_decider final : public Xapian::MatchDecider
{
	xap_decider *decide;
	void *context;

      public:
	callback_decider(xap_decider *function, void *argument)
	    : decide(function), context(argument)
	{
	}
	bool operator()(const Xapian::Document &document) const override
	{
		return decide(context, document.get_docid());
	}
};

/* The hits go to C, which frees them. */
struct freed {
	void operator()(xap_hit *hits) const
	{
		free(hits);
	}
};
using hit_array = std::unique_ptr<xap_hit[], freed>;

hit_array make_hits(size_t count)
{
	hit_array hits(static_cast<xap_hit *>(calloc(count, sizeof(xap_hit))));
	if (!hits)
		throw std::bad_alloc();
	return hits;
}

void take_hits(struct xap_matches *matches, const Xapian::MSet &set)
{
	size_t count = set.size();
	if (count == 0)
		return;
	hit_array hits = make_hits(count);
	size_t used = 0;
	for (auto at = set.begin(); at != set.end(); ++at)
		hits[used++] = { *at, at.get_weight() };
	matches->hits = hits.release();
	matches->count = count;
}

/* What one call of xap_match is about. */
struct task {
	const Xapian::Database &database;
	const Xapian::Query &query;
	const Xapian::Weight &weight;
	uint32_t limit, check_at_least;
	xap_decider *decide;
	void *context;
};

void run(struct xap_matches *matches, const task &task, const Xapian::MatchDecider *decider)
{
	Xapian::Enquire enquire(task.database);
	enquire.set_query(task.query);
	enquire.set_weighting_scheme(task.weight);
	enquire.set_docid_order(Xapian::Enquire::ASCENDING); /* of equal weights */

	/* libxapian makes room for as many hits as it is asked for. */
	uint32_t documents = task.database.get_doccount();
	Xapian::MSet set =
	    enquire.get_mset(0, std::min(task.limit, documents),
			     std::min(task.check_at_least, documents), nullptr, decider);

	/* With all matches looked at the bounds meet. (An estimate is rounded.) */
	matches->exact = set.get_matches_lower_bound() == set.get_matches_upper_bound();
	matches->total =
	    matches->exact ? set.get_matches_lower_bound() : set.get_matches_estimated();
	take_hits(matches, set);
}

/*
 * A joined database, whose documents libxapian shows to a decider under the numbers of their parts
 * without saying which part. So all matches are brought first and those are asked about; they are
 * asked by rising id, since what is known of a document mostly lies on the disk in that order.
 */
void run_joined(struct xap_matches *matches, const task &task)
{
	struct task all = {
		task.database, task.query, task.weight, UINT32_MAX, 0, nullptr, nullptr
	};
	run(matches, all, nullptr);
	xap_hit *end = matches->hits + matches->count;
	std::vector<xap_hit *> by_id;
	by_id.reserve(matches->count);
	for (xap_hit *hit = matches->hits; hit != end; ++hit)
		by_id.push_back(hit);
	std::sort(by_id.begin(), by_id.end(),
		  [](const xap_hit *a, const xap_hit *b) { return a->id < b->id; });
	for (xap_hit *hit : by_id) {
		if (!task.decide(task.context, hit->id))
			hit->id = 0;
	}
	end = std::remove_if(matches->hits, end, [](const xap_hit &hit) { return hit.id == 0; });
	matches->total = static_cast<uint32_t>(end - matches->hits);
	matches->count = std::min(matches->total, task.limit);
	if (matches->count == 0) {
		free(matches->hits);
		matches->hits = nullptr;
	}
}

void match(struct xap_matches *matches, const task &task)
{
	callback_decider decider(task.decide, task.context);
	if (task.database.size() == 0)
		matches->exact = true; /* nothing to search, which libxapian would refuse */
	else if (task.decide == nullptr)
		run(matches, task, nullptr);
	else if (task.database.size() == 1)
		run(matches, task, &decider);
	else
		run_joined(matches, task);
}

} // namespace

extern "C" int xap_match(struct xap_matches *matches, struct xap_database *database,
			 struct xap_query *query, const struct xap_weighting *weighting,
			 uint32_t limit, uint32_t check_at_least, xap_decider *decide,
			 void *context, struct error *error)
{
	*matches = {};
	int status = xap::guard(error, [&]() -> int {
		int checked = check_parameters(weighting, error);
		if (checked != STATUS_OK)
			return checked;
		std::unique_ptr<Xapian::Weight> weight = make_weight(*weighting);
		if (!weight)
			return error_set(error, STATUS_INPUT,
					 "there is no weighting scheme number %d",
					 static_cast<int>(weighting->kind));
		const bool weighed = weighting->kind != XAP_BOOLEAN;
		match(matches, { database->database, weighed ? query->query : query->unweighed,
				 *weight, limit, check_at_least, decide, context });
		return STATUS_OK;
	});
	if (status != STATUS_OK)
		xap_matches_release(matches);
	return status;
}
