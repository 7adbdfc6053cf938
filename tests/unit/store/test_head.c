/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/head.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <string.h>

static struct clause clauses[] = {
	{ .part = PART_TITLE, .label = "T", .text = "On libraries" },
	{ .part = PART_PREAMBLE, .label = "PP1", .text = "Recalling its resolutions," },
	{ .part = PART_PREAMBLE, .label = "PP2", .text = "Aware of the need:;" },
	{ .part = PART_OPERATIVE, .label = "OP1", .text = "Decides to keep libraries…" },
	{ .part = PART_OPERATIVE, .label = "OP12(a)(ii)", .text = "Books" },
	{ .part = PART_OPERATIVE, .label = "OP1/Table", .text = "a ...................." },
	{ .part = PART_ANNEX, .label = "Annex/12(b)", .text = "Libraries." },
};
enum { COUNT = sizeof clauses / sizeof *clauses };
static const char *const endings[] = { "", ",", ":;", "", "", " ....................", "." };

static struct record record_of(const struct buffer *bytes, size_t length)
{
	return (struct record){ (const unsigned char *)bytes->bytes, length, 0, false };
}

Test(head, what_goes_in_comes_out)
{
	static const struct vote votes[] = { { .kind = VOTE_UNKNOWN },
					     { .kind = VOTE_NONE },
					     { VOTE_RECORDED, 120, 2, 4, { 0 }, { 0 }, { 0 } } };
	struct head head = { 0 };
	for (size_t v = 0; v < sizeof votes / sizeof *votes; v++) {
		struct resolution resolution;
		struct buffer bytes = BUFFER_INIT;
		resolution_init(&resolution);
		resolution.vote = votes[v];
		resolution.clauses = clauses;
		resolution.clause_count = COUNT;
		head_encode(&resolution, &bytes);
		for (uint32_t i = COUNT; i-- > 0;) {
			struct record record = record_of(&bytes, bytes.length);
			head_decode(&record, i, &head);
			cr_assert_not(record.bad);
			cr_expect_eq(head.vote.kind, votes[v].kind);
			cr_expect_eq(head.vote.yes, votes[v].yes);
			cr_expect_eq(head.vote.no, votes[v].no);
			cr_expect_eq(head.vote.abstaining, votes[v].abstaining);
			cr_expect_eq(head.part, clauses[i].part);
			cr_expect_str_eq(head.label.bytes, clauses[i].label);
			cr_expect_str_eq(head.ending.bytes, endings[i]);
		}
		struct record record = record_of(&bytes, bytes.length);
		head_decode(&record, COUNT, &head);
		cr_expect(record.bad, "there is no such clause");
		/* Cut anywhere, the last clause is not there. */
		for (size_t length = 0; length < bytes.length; length++) {
			record = record_of(&bytes, length);
			head_decode(&record, COUNT - 1, &head);
			cr_expect(record.bad, "cut at %zu", length);
		}
		buffer_release(&bytes);
	}
	buffer_release(&head.label);
	buffer_release(&head.ending);
	LEAK_CHECK();
}

/* A label cannot share more than the one before it has. */
Test(head, refuses_what_cannot_be)
{
	static const unsigned char wrong[] = { VOTE_NONE, 1, 4, 'T', 0 };
	static const unsigned char right[] = { VOTE_NONE, 0, 4, 'T', 0 };
	struct head head = { 0 };
	struct record record = { wrong, sizeof wrong, 0, false };
	head_decode(&record, 0, &head);
	cr_expect(record.bad);
	record = (struct record){ right, sizeof right, 0, false };
	head_decode(&record, 0, &head);
	cr_expect_not(record.bad);
	cr_expect_str_eq(head.label.bytes, "T");
	buffer_release(&head.label);
	buffer_release(&head.ending);
}
