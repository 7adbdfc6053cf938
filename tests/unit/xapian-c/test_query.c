/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/xapian-c/fixture.h"

#include <malloc.h>
#include <math.h>
#include <pthread.h>

static const struct xap_weighting boolean = { .kind = XAP_BOOLEAN };
static const struct xap_weighting bm25 = { .kind = XAP_BM25, .k1 = 1.2, .b = 0.75 };

/* The ids of what matches, as text: "1 3 ". */
static const char *ids_of(struct xap_database *database, struct xap_query *query)
{
	static char text[256];
	struct error error = ERROR_INIT;
	struct xap_matches matches;
	OK(xap_match(&matches, database, query, &boolean, UINT32_MAX, 0, NULL, NULL, &error));
	text[0] = '\0';
	for (size_t i = 0; i < matches.count; i++) {
		size_t used = strlen(text);
		snprintf(text + used, sizeof text - used, "%u ", matches.hits[i].id);
	}
	xap_matches_release(&matches);
	return text;
}

/* 1 to 5 */
static const char *const texts[] = { "a b", "a c", "b c", "a b c", "d" };
enum { TEXTS = sizeof texts / sizeof texts[0] };

/* Parts are terms, "*" for all documents and "-" for none. */
static struct xap_query *combine(enum xap_operator operation, const char *parts)
{
	struct error error = ERROR_INIT;
	struct xap_query *made[8], *query;
	size_t count = strlen(parts);
	for (size_t i = 0; i < count; i++) {
		if (parts[i] == '*')
			OK(xap_query_all(&made[i], &error));
		else if (parts[i] == '-')
			OK(xap_query_none(&made[i], &error));
		else
			OK(xap_query_term(&made[i], parts + i, 1, &error));
	}
	OK(xap_query_combine(&query, operation, made, count, &error));
	for (size_t i = 0; i < count; i++)
		xap_query_free(made[i]); /* the tree shares them */
	return query;
}

static const struct {
	enum xap_operator operation;
	const char *parts;
	const char *ids;
} combinations[] = {
	{ XAP_AND, "ab", "1 4 " },
	{ XAP_AND, "abc", "4 " },
	{ XAP_AND, "a*", "1 2 4 " },
	{ XAP_AND, "a-", "" },
	{ XAP_AND, "aa", "1 2 4 " },
	{ XAP_AND, "az", "" },
	{ XAP_OR, "ad", "1 2 4 5 " },
	{ XAP_OR, "a-", "1 2 4 " },
	{ XAP_OR, "a*", "1 2 3 4 5 " },
	{ XAP_OR, "--", "" },
	{ XAP_SYNONYM, "abd", "1 2 3 4 5 " },
	{ XAP_SYNONYM, "-d", "5 " },
	{ XAP_AND_NOT, "ab", "2 " },
	{ XAP_AND_NOT, "*ab", "5 " },
	{ XAP_AND_NOT, "a-", "1 2 4 " },
	{ XAP_AND_NOT, "-a", "" },
	{ XAP_AND_NOT, "a*", "" },
	{ XAP_AND_NOT, "aa", "" },
	{ XAP_AND_MAYBE, "abd", "1 2 4 " },
	{ XAP_AND_MAYBE, "-a", "" },
	{ XAP_AND_MAYBE, "a-", "1 2 4 " },
	{ XAP_FILTER, "ab", "1 4 " },
	{ XAP_FILTER, "abc", "4 " },
	{ XAP_FILTER, "*bc", "3 4 " },
	{ XAP_FILTER, "a-", "" },
	{ XAP_FILTER, "-a", "" },
	/* one part is that part, none finds nothing */
	{ XAP_AND, "a", "1 2 4 " },
	{ XAP_OR, "a", "1 2 4 " },
	{ XAP_SYNONYM, "a", "1 2 4 " },
	{ XAP_AND_NOT, "a", "1 2 4 " },
	{ XAP_AND_MAYBE, "a", "1 2 4 " },
	{ XAP_FILTER, "a", "1 2 4 " },
	{ XAP_AND, "", "" },
	{ XAP_OR, "", "" },
	{ XAP_SYNONYM, "", "" },
	{ XAP_AND_NOT, "", "" },
	{ XAP_AND_MAYBE, "", "" },
	{ XAP_FILTER, "", "" },
};

Test(query, operators_find_what_they_say)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct xap_database *database = database_of(&scratch, texts, TEXTS);
	for (size_t i = 0; i < sizeof combinations / sizeof combinations[0]; i++) {
		struct xap_query *query = combine(combinations[i].operation, combinations[i].parts);
		cr_assert_str_eq(ids_of(database, query), combinations[i].ids, "%s with %d: got %s",
				 combinations[i].parts, combinations[i].operation,
				 ids_of(database, query));
		xap_query_free(query);
	}
	xap_database_free(database);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

Test(query, refuses_terms_that_cannot_be)
{
	struct error error;
	struct xap_query *query = (void *)&error;
	char bytes[XAP_MAX_TERM + 1];
	memset(bytes, 'x', sizeof bytes);
	FAILS(STATUS_LIMIT, "empty", xap_query_term(&query, "", 0, &error));
	cr_assert_null(query);
	FAILS(STATUS_LIMIT, "empty", xap_query_term(&query, NULL, 0, &error));
	FAILS(STATUS_LIMIT, "got 246 bytes", xap_query_term(&query, bytes, sizeof bytes, &error));
	bytes[7] = '\0';
	FAILS(STATUS_LIMIT, "NUL", xap_query_term(&query, bytes, XAP_MAX_TERM, &error));
	cr_assert_eq(xap_query_term(&query, "", 0, NULL), STATUS_LIMIT);
	OK(xap_query_term(&query, bytes, XAP_MAX_TERM - 1, &error));
	xap_query_free(query);
	xap_query_free(NULL);
	LEAK_CHECK();
}

Test(query, refuses_what_is_no_operator_part_or_factor)
{
	struct error error;
	struct xap_query *parts[2] = { term_query("a"), NULL }, *query = (void *)&error;
	FAILS(STATUS_INPUT, "part 2 of 2", xap_query_combine(&query, XAP_AND, parts, 2, &error));
	cr_assert_null(query);
	FAILS(STATUS_INPUT, "number 7",
	      xap_query_combine(&query, (enum xap_operator)7, parts, 1, &error));
	static const double factors[] = { -1, -1e-300, NAN, INFINITY, -INFINITY };
	for (size_t i = 0; i < sizeof factors / sizeof factors[0]; i++) {
		query = (void *)&error;
		FAILS(STATUS_INPUT, "wanted a number",
		      xap_query_scale(&query, parts[0], factors[i], &error));
		cr_assert_null(query);
	}
	xap_query_free(parts[0]);
	LEAK_CHECK();
}

/* `levels` of `operation`, each around a term and the level before. */
static struct xap_query *nest(enum xap_operator operation, unsigned levels, const char *inner)
{
	struct error error = ERROR_INIT;
	struct xap_query *query = term_query(inner);
	for (unsigned level = 1; level < levels; level++) {
		struct xap_query *parts[2] = { term_query("a"), query }, *next = NULL;
		/* changing operators, or libxapian would make one level of them */
		enum xap_operator turn = level % 2 != 0 ? operation : XAP_OR;
		int status = xap_query_combine(&next, turn, parts, 2, &error);
		cr_assert_eq(status, STATUS_OK, "level %u: %s", level + 1, error.message);
		xap_query_free(parts[0]);
		xap_query_free(parts[1]);
		query = next;
	}
	return query;
}

struct deep {
	struct xap_database *database;
	struct xap_query *query;
	uint32_t total;
	int status;
};

static void *match_deep(void *argument)
{
	struct deep *deep = argument;
	struct xap_matches matches;
	deep->status = xap_match(&matches, deep->database, deep->query, &bm25, UINT32_MAX, 0, NULL,
				 NULL, NULL);
	deep->total = matches.total;
	xap_matches_release(&matches);
	xap_query_free(deep->query);
	return NULL;
}

/* As deep as it may be, on a small stack; one level more is refused. */
Test(query, depth_is_limited)
{
	static const enum xap_operator operators[] = { XAP_AND,     XAP_SYNONYM,   XAP_OR,
						       XAP_AND_NOT, XAP_AND_MAYBE, XAP_FILTER };
	struct scratch scratch;
	scratch_make(&scratch);
	struct xap_database *database = database_of(&scratch, texts, TEXTS);
	for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
		struct error error = ERROR_INIT;
		struct xap_query *query = nest(operators[i], XAP_MAX_DEPTH, "b");
		struct xap_query *parts[] = { query, query }, *more = (void *)&error;
		FAILS(STATUS_LIMIT, "256 levels",
		      xap_query_combine(&more, XAP_AND, parts, 2, &error));
		cr_assert_null(more);
		FAILS(STATUS_LIMIT, "256 levels", xap_query_scale(&more, query, 2, &error));
		cr_assert_null(more);
		struct deep deep = { database, query, 0, -1 };
		pthread_attr_t attributes;
		pthread_t thread;
		pthread_attr_init(&attributes);
		cr_assert_eq(pthread_attr_setstacksize(&attributes, 512 * 1024), 0);
		cr_assert_eq(pthread_create(&thread, &attributes, match_deep, &deep), 0);
		pthread_join(thread, NULL);
		pthread_attr_destroy(&attributes);
		cr_assert_eq(deep.status, STATUS_OK);
	}
	xap_database_free(database);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

/* A long list is no depth. */
Test(query, a_list_is_one_level_however_long)
{
	enum { MANY = 3000 };
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error = ERROR_INIT;
	struct xap_database *database = database_of(&scratch, texts, TEXTS);
	struct xap_query **parts = calloc(MANY, sizeof *parts), *query;
	for (int i = 0; i < MANY; i++) {
		char text[16];
		snprintf(text, sizeof text, "%c%d", i == 2000 ? 'd' : 'x', i);
		parts[i] = i == 2000 ? term_query("d") : term_query(text);
	}
	static const enum xap_operator operators[] = { XAP_OR, XAP_SYNONYM };
	for (int i = 0; i < 2; i++) {
		OK(xap_query_combine(&query, operators[i], parts, MANY, &error));
		cr_assert_str_eq(ids_of(database, query), "5 ");
		xap_query_free(query);
	}
	for (int i = 0; i < MANY; i++)
		xap_query_free(parts[i]);
	free(parts);
	xap_database_free(database);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

/* A tree works after its parts were freed, parts work after their tree was, and twice in a tree. */
Test(query, shares_its_parts)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error = ERROR_INIT;
	struct xap_database *database = database_of(&scratch, texts, TEXTS);
	struct xap_query *a = term_query("a"), *b = term_query("b"), *both, *twice, *scaled;
	struct xap_query *parts[] = { a, b };
	OK(xap_query_combine(&both, XAP_AND, parts, 2, &error));
	struct xap_query *doubled[] = { both, both, a };
	OK(xap_query_combine(&twice, XAP_OR, doubled, 3, &error));
	OK(xap_query_scale(&scaled, both, 0.5, &error));
	xap_query_free(both);
	cr_assert_str_eq(ids_of(database, a), "1 2 4 ");
	xap_query_free(a);
	cr_assert_str_eq(ids_of(database, scaled), "1 4 ");
	cr_assert_str_eq(ids_of(database, twice), "1 2 4 ");
	xap_query_free(twice);
	xap_query_free(scaled);
	cr_assert_str_eq(ids_of(database, b), "1 3 4 ");
	xap_database_free(database);
	xap_query_free(b);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

/* The weight of document `id` in what the query finds; -1 when it is not there. */
static double weight_of(struct xap_database *database, struct xap_query *query, uint32_t id)
{
	struct error error = ERROR_INIT;
	struct xap_matches matches;
	double weight = -1;
	OK(xap_match(&matches, database, query, &bm25, UINT32_MAX, 0, NULL, NULL, &error));
	for (size_t i = 0; i < matches.count; i++) {
		if (matches.hits[i].id == id)
			weight = matches.hits[i].weight;
	}
	xap_matches_release(&matches);
	return weight;
}

Test(query, weights_add_up_as_the_operators_say)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error = ERROR_INIT;
	struct xap_database *database = database_of(&scratch, texts, TEXTS);
	struct xap_query *a = term_query("a"), *b = term_query("b"), *scaled, *nothing;
	double alone_a = weight_of(database, a, 4), alone_b = weight_of(database, b, 4);
	cr_assert_gt(alone_a, 0);
	static const struct {
		enum xap_operator operation;
		bool adds_b;
	} cases[] = {
		{ XAP_AND, true }, { XAP_OR, true }, { XAP_AND_MAYBE, true }, { XAP_FILTER, false }
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct xap_query *parts[] = { a, b }, *query;
		OK(xap_query_combine(&query, cases[i].operation, parts, 2, &error));
		cr_assert_float_eq(weight_of(database, query, 4),
				   alone_a + (cases[i].adds_b ? alone_b : 0), 1e-9);
		xap_query_free(query);
	}
	OK(xap_query_scale(&scaled, a, 2.5, &error));
	cr_assert_float_eq(weight_of(database, scaled, 4), 2.5 * alone_a, 1e-9);
	OK(xap_query_scale(&nothing, a, 0, &error));
	cr_assert_eq(weight_of(database, nothing, 4), 0);
	cr_assert_eq(weight_of(database, nothing, 3), -1);
	xap_query_free(nothing);
	xap_query_free(scaled);
	xap_query_free(a);
	xap_query_free(b);
	xap_database_free(database);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

/* ---- Trees at random, against sets of documents ---- */

enum { DOCUMENTS = 300, LETTERS = 8 };

struct tree {
	struct xap_query *query;
	bool has[DOCUMENTS + 1];
};

static bool letters_of[LETTERS][DOCUMENTS + 1];

static struct tree random_leaf(uint64_t *state)
{
	struct error error = ERROR_INIT;
	struct tree tree = { NULL, { false } };
	uint32_t choice = next_number(state) % (LETTERS + 2);
	if (choice == LETTERS) {
		OK(xap_query_all(&tree.query, &error));
		memset(tree.has + 1, true, DOCUMENTS);
	} else if (choice == LETTERS + 1) {
		OK(xap_query_none(&tree.query, &error));
	} else {
		char letter = (char)('a' + choice);
		OK(xap_query_term(&tree.query, &letter, 1, &error));
		memcpy(tree.has, letters_of[choice], sizeof tree.has);
	}
	return tree;
}

static bool apply(enum xap_operator operation, bool first, bool next)
{
	switch (operation) {
	case XAP_AND:
	case XAP_FILTER:
		return first && next;
	case XAP_OR:
	case XAP_SYNONYM:
		return first || next;
	case XAP_AND_NOT:
		return first && !next;
	case XAP_AND_MAYBE:
		break;
	}
	return first;
}

static struct tree random_tree(uint64_t *state, unsigned depth)
{
	if (depth == 0 || next_number(state) % 5 == 0)
		return random_leaf(state);
	struct error error = ERROR_INIT;
	struct tree parts[4], tree = { NULL, { false } };
	struct xap_query *queries[4];
	size_t count = 1 + next_number(state) % 4;
	enum xap_operator operation = (enum xap_operator)(next_number(state) % 6);
	for (size_t i = 0; i < count; i++) {
		parts[i] = random_tree(state, depth - 1);
		queries[i] = parts[i].query;
		for (int id = 1; id <= DOCUMENTS; id++)
			tree.has[id] = i == 0 ? parts[0].has[id]
					      : apply(operation, tree.has[id], parts[i].has[id]);
	}
	OK(xap_query_combine(&tree.query, operation, queries, count, &error));
	for (size_t i = 0; i < count; i++)
		xap_query_free(queries[i]);
	if (next_number(state) % 4 == 0) {
		struct xap_query *scaled;
		OK(xap_query_scale(&scaled, tree.query, next_number(state) % 3, &error));
		xap_query_free(tree.query);
		tree.query = scaled;
	}
	return tree;
}

static bool is_odd(void *context, uint32_t id)
{
	(void)context;
	return id % 2 == 1;
}

/* All of them, then the best seven, whose total must be true where it says so. */
static void check_tree(struct xap_database *database, const struct tree *tree, int number,
		       const struct xap_weighting *weighting, xap_decider *decide)
{
	struct error error = ERROR_INIT;
	struct xap_matches all, some;
	uint32_t wanted = 0;
	for (uint32_t id = 1; id <= DOCUMENTS; id++)
		wanted += tree->has[id] && (decide == NULL || decide(NULL, id));
	OK(xap_match(&all, database, tree->query, weighting, UINT32_MAX, 0, decide, NULL, &error));
	cr_assert_eq(all.count, wanted, "tree %d: got %zu, wanted %u", number, all.count, wanted);
	cr_assert_eq(all.total, wanted);
	cr_assert(all.exact);
	for (size_t i = 0; i < all.count; i++) {
		cr_assert(tree->has[all.hits[i].id], "tree %d", number);
		cr_assert(i == 0 || all.hits[i - 1].weight > all.hits[i].weight ||
			      (all.hits[i - 1].weight == all.hits[i].weight &&
			       all.hits[i - 1].id < all.hits[i].id),
			  "tree %d: hits %zu and %zu are not in order", number, i - 1, i);
	}
	static const uint32_t checks[] = { 0, 20, DOCUMENTS, UINT32_MAX };
	for (size_t c = 0; c < sizeof checks / sizeof checks[0]; c++) {
		OK(xap_match(&some, database, tree->query, weighting, 7, checks[c], decide, NULL,
			     &error));
		cr_assert_eq(some.count, wanted < 7 ? wanted : 7);
		/* Where matching stops early, libxapian may leave a better one out. */
		for (size_t i = 0; i < some.count; i++)
			cr_assert(checks[c] < DOCUMENTS ? tree->has[some.hits[i].id]
							: some.hits[i].id == all.hits[i].id,
				  "tree %d, hit %zu: got %u", number, i, some.hits[i].id);
		if (some.exact)
			cr_assert_eq(some.total, wanted, "tree %d: %u is said to be exact, not %u",
				     number, some.total, wanted);
		if (checks[c] >= DOCUMENTS || wanted < (checks[c] > 7 ? checks[c] : 7))
			cr_assert(some.exact, "tree %d: checked %u", number, checks[c]);
		xap_matches_release(&some);
	}
	xap_matches_release(&all);
}

/* Document n goes to the first database and, in turn, to one of three that are joined, which gives
 * it the same number there. */
static void build_random(struct scratch *scratch, uint64_t *state, struct xap_database **single,
			 struct xap_database **joined)
{
	struct error error = ERROR_INIT;
	struct xap_writer *writers[4];
	struct xap_database *databases[4];
	char name[32];
	for (int i = 0; i < 4; i++) {
		snprintf(name, sizeof name, "building-%d", i);
		OK(xap_writer_new(&writers[i], scratch_path(scratch, name), 0, &error));
	}
	for (uint32_t id = 1; id <= DOCUMENTS; id++) {
		struct xap_term terms[LETTERS];
		char letters[LETTERS];
		size_t count = 0;
		for (uint32_t letter = 0; letter < LETTERS; letter++) {
			letters_of[letter][id] = next_number(state) % (letter + 2) == 0;
			if (!letters_of[letter][id])
				continue;
			letters[count] = (char)('a' + letter);
			terms[count] =
			    (struct xap_term){ letters + count, 1, next_number(state) % 4 };
			count++;
		}
		OK(xap_writer_add(writers[0], terms, count, NULL, &error));
		OK(xap_writer_add(writers[1 + (id - 1) % 3], terms, count, NULL, &error));
	}
	for (int i = 0; i < 4; i++) {
		snprintf(name, sizeof name, "database-%d", i);
		const char *path = scratch_path(scratch, name);
		OK(xap_writer_finish(writers[i], path, identity, &error));
		xap_writer_free(writers[i]);
		databases[i] = open_file(path);
	}
	*single = databases[0];
	OK(xap_database_join(joined, databases + 1, 3, &error));
	for (int i = 1; i < 4; i++)
		xap_database_free(databases[i]);
}

Test(query, trees_at_random_find_what_sets_do, .timeout = 300)
{
	/* Memory that was never set shall not look as if it were: see `unweighed` in guard.h. */
	mallopt(M_PERTURB, 0x55);
	struct scratch scratch;
	scratch_make(&scratch);
	uint64_t state = 7;
	struct xap_database *databases[2];
	build_random(&scratch, &state, &databases[0], &databases[1]);
	for (int number = 0; number < 400; number++) {
		struct tree tree = random_tree(&state, 4);
		for (int i = 0; i < 2; i++) {
			check_tree(databases[i], &tree, number, &boolean, NULL);
			check_tree(databases[i], &tree, number, &bm25, NULL);
			check_tree(databases[i], &tree, number, &bm25, is_odd);
		}
		xap_query_free(tree.query);
	}
	xap_database_free(databases[0]);
	xap_database_free(databases[1]);
	scratch_remove(&scratch);
	LEAK_CHECK();
}
