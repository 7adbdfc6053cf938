/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/error.h"
#include "store/resolution_record.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char *states[] = { "SAINT AURELIA AND THE CAYS", "NORVASCA (KINGDOM OF)" };
static struct footnote footnotes[] = { { "1", "See A/91/123." } };
static struct citation citations[] = { { "A/RES/90/12", 10, 5 }, { "A/91/123", 0, 0 } };
static struct subject subjects[] = { { "UNBIS", "LIBRARIES" }, { "SDG", "4" } };
static struct clause clauses[] = {
	{ .part = PART_TITLE,
	  .label = "T",
	  .number = "",
	  .verb = "",
	  .heading = "",
	  .text = "On libraries" },
	{ .part = PART_OPERATIVE,
	  .label = "OP1",
	  .number = "1.",
	  .verb = "Decides",
	  .heading = "",
	  .text = "Decides to keep libraries;",
	  .footnotes = footnotes,
	  .footnote_count = 1,
	  .citations = citations,
	  .citation_count = 2 },
};

static void fill(struct resolution *resolution)
{
	resolution_init(resolution);
	resolution->language = language_find("en", 2);
	resolution->symbol = "A/RES/91/1";
	resolution->title = "On libraries";
	resolution->committee_code = "2";
	resolution->vote =
	    (struct vote){ VOTE_RECORDED, 20, 2, 4, { states, 2 }, { NULL, 0 }, { NULL, 0 } };
	resolution->subjects = subjects;
	resolution->subject_count = 2;
	resolution->borrowed = BORROWED_VOTE;
	resolution->clauses = clauses;
	resolution->clause_count = 2;
}

Test(resolution_record, what_goes_in_comes_out)
{
	struct resolution resolution, back;
	struct buffer record = BUFFER_INIT, again = BUFFER_INIT;
	fill(&resolution);
	resolution_encode(&resolution, NULL, &record);
	cr_assert_eq(resolution_decode(&back, NULL, record.bytes, record.length, NULL), STATUS_OK);
	resolution_encode(&back, NULL, &again);
	cr_assert_eq(again.length, record.length);
	cr_assert_eq(memcmp(again.bytes, record.bytes, record.length), 0);
	cr_expect_str_eq(back.clauses[1].text, "Decides to keep libraries;");
	cr_expect_str_eq(back.clauses[1].citations[1].symbol, "A/91/123");
	cr_expect_str_eq(back.vote.yes_states.at[1], "NORVASCA (KINGDOM OF)");
	cr_expect_eq(back.borrowed, BORROWED_VOTE);
	resolution_release(&back);
	resolution_release(&resolution);
	buffer_release(&record);
	buffer_release(&again);
	LEAK_CHECK();
}

Test(resolution_record, with_wordings_keeps_what_stands_behind_them)
{
	static const uint32_t numbers[] = { 7, 70000 };
	struct resolution resolution, back;
	struct buffer record = BUFFER_INIT;
	uint32_t *wordings;
	fill(&resolution);
	resolution_encode(&resolution, numbers, &record);
	cr_assert_eq(resolution_decode(&back, &wordings, record.bytes, record.length, NULL),
		     STATUS_OK);
	cr_expect_eq(wordings[1], 70000);
	cr_expect_str_eq(back.clauses[0].text, "");
	cr_expect_str_eq(back.clauses[1].text, ";");
	resolution_release(&back);
	cr_expect_eq(resolution_decode(&back, NULL, record.bytes, record.length, NULL),
		     STATUS_DAMAGED);
	resolution_release(&resolution);
	buffer_release(&record);
	LEAK_CHECK();
}

Test(resolution_record, that_is_cut_or_changed_is_refused_or_read_but_never_crashes)
{
	struct resolution resolution, back;
	struct buffer record = BUFFER_INIT;
	fill(&resolution);
	resolution_encode(&resolution, NULL, &record);
	for (size_t length = 0; length < record.length; length++)
		cr_assert_eq(resolution_decode(&back, NULL, record.bytes, length, NULL),
			     STATUS_DAMAGED);
	srand(5);
	for (int round = 0; round < 20000; round++) {
		size_t at = (size_t)rand() % record.length;
		char old = record.bytes[at];
		record.bytes[at] = (char)rand();
		if (resolution_decode(&back, NULL, record.bytes, record.length, NULL) == STATUS_OK)
			resolution_release(&back);
		record.bytes[at] = old;
	}
	resolution_release(&resolution);
	buffer_release(&record);
	LEAK_CHECK();
}
