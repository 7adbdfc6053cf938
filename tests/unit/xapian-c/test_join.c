/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/xapian-c/fixture.h"

static const char *const first[] = { "peace treaty", "peace peace", "pact" };
static const char *const second[] = { "war", "peace" };

struct list {
	char text[256];
};

static bool list_term(void *context, const char *term, size_t length, uint32_t documents)
{
	struct list *list = context;
	size_t used = strlen(list->text);
	snprintf(list->text + used, sizeof list->text - used, "%.*s=%u ", (int)length, term,
		 documents);
	return true;
}

static bool list_posting(void *context, uint32_t id, uint32_t count)
{
	struct list *list = context;
	size_t used = strlen(list->text);
	snprintf(list->text + used, sizeof list->text - used, "%u:%u ", id, count);
	return true;
}

static void make_parts(struct scratch *scratch, struct xap_database **parts)
{
	build_file(scratch, scratch_path(scratch, "first"), first, 3, 0);
	build_file(scratch, scratch_path(scratch, "second"), second, 2, 0);
	parts[0] = open_file(scratch_path(scratch, "first"));
	parts[1] = open_file(scratch_path(scratch, "second"));
}

/* Ids: 1 3 5 are of the first part, 2 4 of the second. */
Test(join, several_databases_are_one)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error = ERROR_INIT;
	struct xap_database *parts[2], *joined;
	make_parts(&scratch, parts);
	OK(xap_database_join(&joined, parts, 2, &error));
	xap_database_free(parts[0]); /* one part goes before it, one after */
	cr_assert_eq(xap_database_documents(joined), 5);
	uint32_t documents;
	OK(xap_database_frequency(joined, "peace", 5, &documents, &error));
	cr_assert_eq(documents, 3);
	struct list terms = { "" }, postings = { "" };
	OK(xap_database_terms(joined, "", 0, list_term, &terms, &error));
	cr_assert_str_eq(terms.text, "pact=1 peace=3 treaty=1 war=1 ");
	OK(xap_database_postings(joined, "peace", 5, list_posting, &postings, &error));
	cr_assert_str_eq(postings.text, "1:1 3:2 4:1 ");
	struct xap_query *query =
	    term_query("pact"); /* the last id is above the number of documents */
	struct list last = { "" };
	OK(xap_database_postings(joined, "pact", 4, list_posting, &last, &error));
	cr_assert_str_eq(last.text, "5:1 ");
	struct xap_weighting weighting = { .kind = XAP_BM25, .k1 = 1.2, .b = 0.75 };
	struct xap_matches matches;
	OK(xap_match(&matches, joined, query, &weighting, 10, 0, NULL, NULL, &error));
	cr_assert_eq(matches.count, 1);
	cr_assert_eq(matches.hits[0].id, 5);
	xap_matches_release(&matches);
	xap_query_free(query);
	xap_database_free(joined);
	OK(xap_database_frequency(parts[1], "war", 3, &documents, &error));
	cr_assert_eq(documents, 1);
	xap_database_free(parts[1]);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

/* In the second database, the third document has number 6 and there are five documents. */
Test(join, ids_may_be_above_the_number_of_documents)
{
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error = ERROR_INIT;
	struct xap_database *parts[2], *turned[2], *joined;
	make_parts(&scratch, parts);
	turned[0] = parts[1];
	turned[1] = parts[0];
	OK(xap_database_join(&joined, turned, 2, &error));
	struct list postings = { "" };
	OK(xap_database_postings(joined, "pact", 4, list_posting, &postings, &error));
	cr_assert_str_eq(postings.text, "6:1 ");
	xap_database_free(joined);
	xap_database_free(parts[0]);
	xap_database_free(parts[1]);
	scratch_remove(&scratch);
	LEAK_CHECK();
}

Test(join, no_parts_are_an_empty_database)
{
	struct error error = ERROR_INIT;
	struct xap_database *joined;
	OK(xap_database_join(&joined, NULL, 0, &error));
	cr_assert_eq(xap_database_documents(joined), 0);
	uint32_t documents = 99;
	OK(xap_database_frequency(joined, "peace", 5, &documents, &error));
	cr_assert_eq(documents, 0);
	struct list list = { "" };
	OK(xap_database_terms(joined, "", 0, list_term, &list, &error));
	OK(xap_database_postings(joined, "peace", 5, list_posting, &list, &error));
	cr_assert_str_eq(list.text, "");
	struct xap_query *query = term_query("peace");
	struct xap_weighting weighting = { .kind = XAP_BM25, .k1 = 1.2, .b = 0.75 };
	struct xap_matches matches;
	OK(xap_match(&matches, joined, query, &weighting, 10, 10, NULL, NULL, &error));
	cr_assert_eq(matches.count, 0);
	cr_assert_eq(matches.total, 0);
	cr_assert(matches.exact);
	xap_matches_release(&matches);
	xap_query_free(query);
	xap_database_free(joined);
	LEAK_CHECK();
}

Test(join, refuses_a_missing_part_and_ids_of_more_than_32_bits)
{
	enum { DOCUMENTS = 20000, PARTS = 214749 }; /* one part too many */
	struct scratch scratch;
	scratch_make(&scratch);
	struct error error = ERROR_INIT;
	struct xap_writer *writer;
	const char *path = scratch_path(&scratch, "database");
	OK(xap_writer_new(&writer, scratch_path(&scratch, "building"), 0, &error));
	for (int i = 0; i < DOCUMENTS; i++)
		OK(xap_writer_add(writer, NULL, 0, NULL, &error));
	OK(xap_writer_finish(writer, path, identity, &error));
	xap_writer_free(writer);
	struct xap_database **parts = calloc(PARTS, sizeof *parts), *joined;
	for (int i = 0; i < PARTS; i++)
		parts[i] = i == 0 ? open_file(path) : parts[0];
	FAILS(STATUS_LIMIT, "too many to number", xap_database_join(&joined, parts, PARTS, &error));
	cr_assert_null(joined);
	OK(xap_database_join(&joined, parts, PARTS - 1, &error));
	xap_database_free(joined);
	struct xap_database *some[] = { parts[0], NULL };
	FAILS(STATUS_INPUT, "database 2 of 2", xap_database_join(&joined, some, 2, &error));
	cr_assert_null(joined);
	xap_database_free(parts[0]);
	free(parts);
	scratch_remove(&scratch);
	LEAK_CHECK();
}
