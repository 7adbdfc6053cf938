/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/xapian-c/fixture.h"

#include <math.h>

static const struct xap_weighting bm25 = { .kind = XAP_BM25, .k1 = 1.2, .b = 0.75 };
static const struct xap_weighting boolean = { .kind = XAP_BOOLEAN };

static const struct xap_weighting schemes[] = {
	{ .kind = XAP_BM25, .k1 = 1.2, .b = 0.75 },
	{ .kind = XAP_BM25, .k1 = 0, .b = 0 },
	{ .kind = XAP_BM25_PLUS, .k1 = 1.2, .b = 0.75, .delta = 1 },
	{ .kind = XAP_PL2, .c = 1 },
	{ .kind = XAP_LM_DIRICHLET, .mu = 5 },
	{ .kind = XAP_BOOLEAN },
};
enum { SCHEMES = sizeof schemes / sizeof schemes[0] };

/* Document 3 has "peace" most often, 1 and 5 are alike, the others are without. */
static const char *const texts[] = {
	"peace treaty pact treaty", "war treaty pact treaty pact",
	"peace peace peace pact",   "war war treaty",
	"peace treaty pact treaty", "war pact",
	"war pact treaty pact",     "pact of the union",
	"treaty of the union",      "war treaty pact",
	"pact pact pact",           "union of the pact",
};
enum { TEXTS = sizeof texts / sizeof texts[0] };

Test(match, every_scheme_ranks_the_fuller_document_first_and_ties_by_id)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error = ERROR_INIT;
	struct xap_database *database = database_of(&scratch, texts, TEXTS);
	struct xap_query *query = term_query("peace");
	for (size_t i = 0; i < SCHEMES; i++) {
		bool ranks = schemes[i].kind != XAP_BOOLEAN &&
			     !(schemes[i].kind == XAP_BM25 && schemes[i].k1 == 0);
		struct xap_matches matches;
		OK(xap_match(&matches, database, query, &schemes[i], 10, 0, NULL, NULL, &error));
		cr_assert_eq(matches.count, 3);
		cr_assert_eq(matches.total, 3);
		cr_assert(matches.exact);
		static const uint32_t ranked[] = { 3, 1, 5 }, plain[] = { 1, 3, 5 };
		for (int n = 0; n < 3; n++)
			cr_assert_eq(matches.hits[n].id, ranks ? ranked[n] : plain[n],
				     "scheme %zu, place %d: got %u", i, n, matches.hits[n].id);
		cr_assert_eq(matches.hits[1].weight, matches.hits[2].weight);
		cr_assert(ranks == (matches.hits[0].weight > matches.hits[1].weight));
		xap_matches_release(&matches);
		cr_assert_null(matches.hits);
	}
	xap_query_free(query);
	xap_database_free(database);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

/* BM25 by hand: ln((N - n + 0.5) / (n + 0.5)) · f (k1 + 1) / (f + k1 (1 - b + b · length / mean)),
 * for a term that f = 3 times is in a document of 4, and in n = 3 of N = 12. */
Test(match, bm25_has_the_parameters_it_is_given)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error = ERROR_INIT;
	struct xap_database *database = database_of(&scratch, texts, TEXTS);
	struct xap_query *query = term_query("peace");
	double mean = (4 + 5 + 4 + 3 + 4 + 2 + 4 + 4 + 4 + 3 + 3 + 4) / 12.0;
	double idf = log((12 - 3 + 0.5) / (3 + 0.5));
	static const double values[][2] = { { 1.2, 0.75 }, { 2, 0 }, { 0.5, 1 } };
	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
		double k1 = values[i][0], b = values[i][1];
		struct xap_weighting weighting = { .kind = XAP_BM25, .k1 = k1, .b = b };
		struct xap_matches matches;
		OK(xap_match(&matches, database, query, &weighting, 1, 0, NULL, NULL, &error));
		double wanted = idf * 3 * (k1 + 1) / (3 + k1 * (1 - b + b * 4 / mean));
		cr_assert_eq(matches.hits[0].id, 3);
		cr_assert_float_eq(matches.hits[0].weight, wanted, 1e-9, "k1 %g, b %g: %g, not %g",
				   k1, b, matches.hits[0].weight, wanted);
		xap_matches_release(&matches);
	}
	xap_query_free(query);
	xap_database_free(database);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

/* A term alone is weighed by the binding, beside another one by libxapian. */
Test(match, a_term_alone_weighs_what_it_does_for_libxapian)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error = ERROR_INIT;
	struct xap_database *database = database_of(&scratch, texts, TEXTS);
	static const char *const terms[] = { "peace", "treaty", "war", "pact", "union", "none" };
	static const double values[][3] = { { 1.2, 0.75, 1 }, { 2, 0, 0 }, { 0, 1, 0.5 } };
	for (size_t i = 0; i < sizeof terms / sizeof terms[0] * 3; i++) {
		struct xap_query *term = term_query(terms[i / 3]), *none = term_query("nowhere"),
				 *both, *parts[] = { term, none };
		const double *value = values[i % 3];
		struct xap_weighting weighting = {
			.kind = XAP_BM25_PLUS, .k1 = value[0], .b = value[1], .delta = value[2]
		};
		struct xap_matches alone, wanted;
		OK(xap_query_combine(&both, XAP_OR, parts, 2, &error));
		OK(xap_match(&alone, database, term, &weighting, UINT32_MAX, 0, NULL, NULL,
			     &error));
		OK(xap_match(&wanted, database, both, &weighting, UINT32_MAX, UINT32_MAX, NULL,
			     NULL, &error));
		cr_assert_eq(alone.count, wanted.count);
		cr_assert_eq(alone.total, wanted.total);
		cr_assert(alone.exact);
		for (size_t n = 0; n < alone.count; n++) {
			cr_assert_eq(alone.hits[n].id, wanted.hits[n].id);
			cr_assert_float_eq(alone.hits[n].weight, wanted.hits[n].weight, 1e-12);
		}
		xap_matches_release(&alone);
		xap_matches_release(&wanted);
		xap_query_free(term);
		xap_query_free(none);
		xap_query_free(both);
	}
	xap_database_free(database);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

static const struct {
	const char *name;
	struct xap_weighting weighting;
} wrong[] = {
	{ "k1", { .kind = XAP_BM25, .k1 = -1, .b = 0.5 } },
	{ "k1", { .kind = XAP_BM25, .k1 = NAN, .b = 0.5 } },
	{ "k1", { .kind = XAP_BM25, .k1 = INFINITY, .b = 0.5 } },
	{ "b", { .kind = XAP_BM25, .k1 = 1, .b = 1.01 } },
	{ "b", { .kind = XAP_BM25_PLUS, .k1 = 1, .b = -0.01, .delta = 1 } },
	{ "delta", { .kind = XAP_BM25_PLUS, .k1 = 1, .b = 0.5, .delta = -1 } },
	{ "c", { .kind = XAP_PL2, .c = 0 } },
	{ "c", { .kind = XAP_PL2, .c = -1 } },
	{ "mu", { .kind = XAP_LM_DIRICHLET, .mu = 0 } },
	{ "number 7", { .kind = (enum xap_scheme)7 } },
};

Test(match, refuses_parameters_out_of_range)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error;
	struct xap_database *database = database_of(&scratch, texts, TEXTS);
	struct xap_query *query = term_query("peace");
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct xap_matches matches;
		memset(&matches, 0xFF, sizeof matches);
		FAILS(STATUS_INPUT, wrong[i].name,
		      xap_match(&matches, database, query, &wrong[i].weighting, 10, 0, NULL, NULL,
				&error));
		cr_assert_null(matches.hits);
		cr_assert_eq(matches.count, 0);
		cr_assert_eq(matches.total, 0);
		cr_assert_not(matches.exact);
		xap_matches_release(&matches);
	}
	xap_query_free(query);
	xap_database_free(database);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

/* Filters alone, documents without length and an empty database give no weight that is no number.
 */
Test(match, weights_are_numbers_even_without_lengths)
{
	static const struct {
		uint32_t documents, count;
	} cases[] = { { 0, 0 }, { 3, 0 }, { 1, 1 }, { 3, UINT32_MAX / 4 } };
	for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
		struct scratch scratch;
		scratch_make(&scratch);
		struct error error = ERROR_INIT;
		struct xap_writer *writer;
		const char *path = scratch_path(&scratch, "database");
		OK(xap_writer_new(&writer, scratch_path(&scratch, "building"), 0, &error));
		struct xap_term term = a_term("filter", cases[c].count);
		for (uint32_t n = 0; n < cases[c].documents; n++)
			OK(xap_writer_add(writer, &term, 1, NULL, &error));
		OK(xap_writer_add(writer, NULL, 0, NULL, &error));
		OK(xap_writer_finish(writer, path, identity, &error));
		xap_writer_free(writer);
		struct xap_database *database = open_file(path);
		struct xap_query *parts[] = { NULL, term_query("filter") }, *query;
		OK(xap_query_all(&parts[0], &error));
		OK(xap_query_combine(&query, XAP_AND_MAYBE, parts, 2, &error));
		for (size_t i = 0; i < SCHEMES; i++) {
			struct xap_matches matches;
			OK(xap_match(&matches, database, query, &schemes[i], 10, 0, NULL, NULL,
				     &error));
			cr_assert_eq(matches.count, cases[c].documents + 1);
			for (size_t n = 0; n < matches.count; n++)
				cr_assert(isfinite(matches.hits[n].weight) &&
					      matches.hits[n].weight >= 0,
					  "case %zu, scheme %zu: %g", c, i, matches.hits[n].weight);
			xap_matches_release(&matches);
		}
		xap_query_free(query);
		xap_query_free(parts[0]);
		xap_query_free(parts[1]);
		xap_database_free(database);
		scratch_remove(&scratch);
	}
	LEAK_CHECK();
}

Test(match, an_empty_database_has_no_matches)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error = ERROR_INIT;
	struct xap_database *database = database_of(&scratch, NULL, 0);
	struct xap_query *query;
	OK(xap_query_all(&query, &error));
	struct xap_matches matches;
	OK(xap_match(&matches, database, query, &bm25, UINT32_MAX, UINT32_MAX, NULL, NULL, &error));
	cr_assert_null(matches.hits);
	cr_assert_eq(matches.total, 0);
	cr_assert(matches.exact);
	xap_matches_release(&matches);
	xap_query_free(query);
	xap_database_free(database);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

/* ---- A larger one: 2,000 documents, "all" in each, "half" in every other, "third" … ---- */

enum { MANY = 2000 };

static struct xap_database *large_database(struct scratch *scratch)
{
	static char bytes[MANY][64];
	static const char *pointers[MANY];
	for (unsigned i = 0; i < MANY; i++) {
		snprintf(bytes[i], sizeof bytes[i], "all%s%s%s", i % 2 == 0 ? " half" : "",
			 i % 3 == 0 ? " third" : "", i % 7 == 0 ? " other other other" : "");
		pointers[i] = bytes[i];
	}
	return database_of(scratch, pointers, MANY);
}

static bool count_and_accept(void *context, uint32_t id)
{
	uint32_t *seen = context;
	seen[0]++;
	seen[1] = id < seen[2] ? 1 : seen[1]; /* not by rising id */
	seen[2] = id;
	return true;
}

static bool is_of_ten(void *context, uint32_t id)
{
	(void)context;
	return id % 10 == 0;
}

static bool none(void *context, uint32_t id)
{
	(void)context, (void)id;
	return false;
}

Test(match, totals_are_exact_when_everything_is_checked)
{
	/* half and third: every sixth of 2,000, from the first on */
	enum { BOTH = (MANY + 5) / 6 };
	static const struct {
		uint32_t limit, check;
		size_t count;
		bool exact;
	} cases[] = {
		{ 10, 0, 10, false },
		{ 10, 100, 10, false },
		{ 10, BOTH, 10, false }, /* there might be one more */
		{ 10, BOTH + 1, 10, true },
		{ 10, MANY, 10, true },
		{ 10, UINT32_MAX, 10, true },
		{ 0, UINT32_MAX, 0, true },
		{ 0, 0, 0, false },
		{ BOTH, 0, BOTH, false },
		{ BOTH + 1, 0, BOTH, true },
		{ MANY, 0, BOTH, true },
		{ UINT32_MAX, 0, BOTH, true },
	};
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error = ERROR_INIT;
	struct xap_database *database = large_database(&scratch);
	struct xap_query *parts[] = { term_query("half"), term_query("third") }, *query;
	OK(xap_query_combine(&query, XAP_AND, parts, 2, &error));
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct xap_matches matches;
		OK(xap_match(&matches, database, query, &bm25, cases[i].limit, cases[i].check, NULL,
			     NULL, &error));
		cr_assert_eq(matches.count, cases[i].count, "case %zu", i);
		cr_assert_eq(matches.exact, cases[i].exact, "case %zu: total %u", i, matches.total);
		if (cases[i].exact)
			cr_assert_eq(matches.total, BOTH, "case %zu: total %u", i, matches.total);
		xap_matches_release(&matches);
	}
	/* One term: its frequency tells the total. */
	struct xap_matches matches;
	OK(xap_match(&matches, database, parts[0], &bm25, 1, 0, NULL, NULL, &error));
	cr_assert_eq(matches.total, MANY / 2);
	cr_assert(matches.exact);
	xap_matches_release(&matches);
	xap_query_free(query);
	xap_query_free(parts[0]);
	xap_query_free(parts[1]);
	xap_database_free(database);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

Test(match, a_decider_drops_documents_before_they_are_counted)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error = ERROR_INIT;
	struct xap_database *database = large_database(&scratch);
	struct xap_query *query = term_query("half");
	struct xap_matches matches;
	/* ids with "half" are odd, so none is of ten; with "all" a tenth is */
	OK(xap_match(&matches, database, query, &bm25, 10, UINT32_MAX, is_of_ten, NULL, &error));
	cr_assert_eq(matches.total, 0);
	cr_assert(matches.exact);
	xap_matches_release(&matches);
	xap_query_free(query);
	query = term_query("all");
	OK(xap_match(&matches, database, query, &bm25, 10, UINT32_MAX, is_of_ten, NULL, &error));
	cr_assert_eq(matches.count, 10);
	cr_assert_eq(matches.total, MANY / 10);
	cr_assert(matches.exact);
	for (size_t i = 0; i < matches.count; i++)
		cr_assert_eq(matches.hits[i].id % 10, 0);
	xap_matches_release(&matches);
	OK(xap_match(&matches, database, query, &bm25, 10, 0, is_of_ten, NULL, &error));
	cr_assert(!matches.exact || matches.total == MANY / 10);
	xap_matches_release(&matches);
	OK(xap_match(&matches, database, query, &bm25, 10, 0, none, NULL, &error));
	cr_assert_null(matches.hits);
	cr_assert_eq(matches.total, 0);
	cr_assert(matches.exact);
	xap_matches_release(&matches);
	xap_query_free(query);
	xap_database_free(database);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

Test(match, a_decider_is_asked_once_for_each_candidate_by_rising_id)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error = ERROR_INIT;
	struct xap_database *database = large_database(&scratch);
	struct xap_query *parts[] = { term_query("half"), term_query("other") }, *query;
	OK(xap_query_combine(&query, XAP_OR, parts, 2, &error));
	struct xap_matches matches;
	uint32_t seen[3] = { 0, 0, 0 };
	OK(xap_match(&matches, database, query, &bm25, UINT32_MAX, 0, count_and_accept, seen,
		     &error));
	cr_assert_eq(seen[0], matches.count);
	cr_assert_eq(seen[1], 0);
	xap_matches_release(&matches);
	xap_query_free(query);
	xap_query_free(parts[0]);
	xap_query_free(parts[1]);
	xap_database_free(database);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

struct asked {
	uint32_t count, last;
	bool in_order;
};

static bool accept_of_five(void *context, uint32_t id)
{
	struct asked *asked = context;
	asked->in_order = asked->in_order && id > asked->last;
	asked->last = id;
	asked->count++;
	return id % 5 == 0;
}

/* Ids are those of the whole; libxapian itself would show those of the parts. */
Test(match, a_decider_sees_the_ids_of_a_joined_database)
{
	static const uint32_t limits[] = { 0, 3, UINT32_MAX };
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error = ERROR_INIT;
	struct xap_database *parts[3] = { large_database(&scratch) }, *joined;
	parts[1] = parts[2] = parts[0];
	OK(xap_database_join(&joined, parts, 3, &error));
	struct xap_query *query = term_query("half");
	for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
		struct asked asked = { 0, 0, true };
		struct xap_matches matches;
		OK(xap_match(&matches, joined, query, &bm25, limits[i], 0, accept_of_five, &asked,
			     &error));
		/* 1 2 3, 7 8 9, 13 14 15 …: a fifth of them can be divided by 5 */
		cr_assert_eq(asked.count, 3 * MANY / 2);
		cr_assert(asked.in_order);
		cr_assert_eq(matches.total, 3 * MANY / 2 / 5);
		cr_assert(matches.exact);
		cr_assert_eq(matches.count, limits[i] < matches.total ? limits[i] : matches.total);
		cr_assert((matches.hits == NULL) == (limits[i] == 0));
		for (size_t n = 0; n < matches.count; n++) {
			cr_assert_eq(matches.hits[n].id % 5, 0);
			cr_assert_lt((matches.hits[n].id - 1) / 3 % 2, 1);
		}
		xap_matches_release(&matches);
	}
	xap_query_free(query);
	xap_database_free(joined);
	xap_database_free(parts[0]);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

/* A thousand documents of the same weight keep their order, whatever the limit. */
Test(match, equal_weights_come_by_rising_id)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error = ERROR_INIT;
	struct xap_database *database = large_database(&scratch);
	struct xap_query *query = term_query("half");
	static const struct xap_weighting flat = { .kind = XAP_BM25, .k1 = 1.2, .b = 0 };
	static const uint32_t limits[] = { 1, 10, 999, UINT32_MAX };
	for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
		for (int plain = 0; plain < 2; plain++) {
			struct xap_matches matches;
			OK(xap_match(&matches, database, query, plain ? &boolean : &flat, limits[i],
				     0, NULL, NULL, &error));
			for (size_t n = 0; n < matches.count; n++)
				cr_assert_eq(matches.hits[n].id, 2 * n + 1);
			xap_matches_release(&matches);
		}
	}
	xap_query_free(query);
	xap_database_free(database);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

/* A block that was overwritten is found when it is read; nothing is lost. */
Test(match, says_when_the_database_is_damaged)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct xap_database *database = large_database(&scratch);
	xap_database_free(database);
	const char *path = scratch_path(&scratch, "database");
	unsigned char *bytes;
	size_t length = read_file(path, &bytes);
	for (size_t block = 8192; block < length; block += 8192)
		memset(bytes + block, 0xEE, 8192 - 1);
	write_file(path, bytes, length);
	free(bytes);
	struct error error = ERROR_INIT;
	int descriptor = open(path, O_RDONLY);
	int status = xap_database_open(&database, descriptor, 0, &error);
	close(descriptor);
	if (status == STATUS_OK) {
		struct xap_query *query = term_query("half");
		struct xap_matches matches;
		status = xap_match(&matches, database, query, &bm25, 10, 0, NULL, NULL, &error);
		cr_assert_null(matches.hits);
		xap_query_free(query);
		xap_database_free(database);
	}
	cr_assert_eq(status, STATUS_DAMAGED, "got %d, %s", status, error.message);
	scratch_remove(&scratch);
	LEAK_CHECK();
}
