/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/error.h"
#include "corpus/extract.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char wells[] =
    "{\"symbol\": \"A/RES/90/16\", \"title\": \"Wells\", \"adoption_meeting\": \"42nd plenary "
    "meeting\", \"adoption_date\": \"4 December 2035\", \"originating_document\": \"A/90/404, "
    "para. "
    "14\", \"committee\": \"First Committee\", \"agenda_item\": \"Agenda items 13 and 117\", "
    "\"agenda_item_name\": \"Of  wells\", \"adoption_type\": \"By a recorded vote\", "
    "\"MS_in_favour_count\": \"2\", \"MS_against_count\": \"1\", \"MS_abstaining_count\": \"0\", "
    "\"MS_in_favour\": [\"CHAD\", \"PERU\\u00a0\"], \"MS_against\": [\"FIJI\"], \"MS_abstaining\": "
    "[], \"sponsors\": [\" CHAD\", \"\"], \"additional_sponsors\": [\"PERU\"], \"SDGs\": [\"6\", "
    "\"6\"], \"subjects\": [[\"WATER\", \"UNBIS Thesaurus\"], [\"13\", \"A/90/251\"], 7, []]}";

static const char springs[] =
    "{\"symbol\": \"90/7\", \"adoption_type\": \"Without a vote\", \"committee\": \"Without "
    "reference "
    "to a Main Committee\", \"adoption_date\": \"N.A.\", \"MS_in_favour_count\": \"0\"}";

/* Reads lines; the status must be this one. */
static void read_lines(struct extracts *extracts, const char *lines, int wanted, size_t bad,
		       struct error *error)
{
	size_t got;
	cr_assert_eq(extracts_read(extracts, "90.json", lines, strlen(lines), &got, error), wanted,
		     "%s", error->message);
	cr_assert_eq(got, bad, "%zu bad", got);
}

Test(extract, reads_what_is_known_of_a_resolution)
{
	struct extracts extracts = EXTRACTS_INIT;
	struct error error = ERROR_INIT;
	read_lines(&extracts, wells, STATUS_OK, 0, &error);
	read_lines(&extracts, springs, STATUS_OK, 0, &error);
	extracts_sort(&extracts);
	cr_assert_eq(extracts.count, 2);
	const struct extract *extract = extracts_find(&extracts, "A/RES/90/16");
	cr_assert_not_null(extract);
	cr_assert_str_eq(extract->date, "2035-12-04");
	cr_assert_str_eq(extract->committee, "First Committee");
	cr_assert_str_eq(extract->committee_code, "1");
	cr_assert_str_eq(extract->agenda_item, "13, 117");
	cr_assert_str_eq(extract->agenda_title, "Of wells");
	cr_assert_str_eq(extract->report, "A/90/404, para. 14");
	cr_assert_str_eq(extract->meeting, "42nd plenary meeting");
	cr_assert_eq(extract->vote.kind, VOTE_RECORDED);
	cr_assert_eq(extract->vote.yes, 2);
	cr_assert_str_eq(extract->vote.yes_states.at[1], "PERU");
	cr_assert_eq(extract->vote.abstaining_states.count, 0);
	cr_assert_eq(extract->sponsors.count, 1);
	cr_assert_str_eq(extract->sponsors.at[0], "CHAD");
	cr_assert_eq(extract->subject_count, 2);
	cr_assert_str_eq(extract->subjects[0].scheme, "SDG");
	cr_assert_str_eq(extract->subjects[1].name, "WATER");
	extract = extracts_find(&extracts, "A/RES/90/7");
	cr_assert_eq(extract->vote.kind, VOTE_NONE);
	cr_assert_str_eq(extract->committee_code, "plenary");
	cr_assert_str_eq(extract->date, "");
	cr_assert_str_eq(extract->meeting, "");
	cr_assert_null(extracts_find(&extracts, "A/RES/90/8"));
	extracts_release(&extracts);
	cr_assert_null(extracts_find(&extracts, "A/RES/90/7"), "nothing is found in nothing");
	LEAK_CHECK();
}

Test(extract, bad_lines_do_not_stop_the_others)
{
	static const struct {
		const char *line, *message;
	} rows[] = {
		{ "{", "90.json:2: not JSON: " },
		{ "[]", "90.json:2: not an object with a \"symbol\"" },
		{ "{\"symbol\": 7}", "90.json:2: not an object with a \"symbol\"" },
		{ "{\"symbol\": \"none\"}", "90.json:2: not a symbol: got \"none\"" },
		{ "{\"symbol\": \"90/1\"} x", "90.json:2: not JSON: " },
		{ "\xFF", "90.json:2: not JSON: " },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct extracts extracts = EXTRACTS_INIT;
		struct error error = ERROR_INIT;
		char lines[4096];
		snprintf(lines, sizeof lines, "%s\r\n%s\nworse\n\n%s\n", wells, rows[i].line,
			 springs);
		read_lines(&extracts, lines, STATUS_INPUT, 2, &error);
		cr_assert_eq(strncmp(error.message, rows[i].message, strlen(rows[i].message)), 0,
			     "%s", error.message);
		cr_assert_eq(extracts.count, 2);
		extracts_release(&extracts);
	}
	LEAK_CHECK();
}

Test(extract, a_later_line_replaces_an_earlier_one)
{
	static const char lines[] = "{\"symbol\": \"90/2\", \"committee\": \"a\"}\n"
				    "{\"symbol\": \"90/10\", \"committee\": \"b\"}\n"
				    "{\"symbol\": \"A/RES/90/2\", \"committee\": \"c\"}\n"
				    "{\"symbol\": \"90/2\", \"committee\": \"d\"}";
	struct extracts extracts = EXTRACTS_INIT;
	struct error error = ERROR_INIT;
	read_lines(&extracts, lines, STATUS_OK, 0, &error);
	extracts_sort(&extracts);
	cr_assert_eq(extracts.count, 2);
	cr_assert_str_eq(extracts.at[0].committee, "d");
	cr_assert_str_eq(extracts.at[1].symbol, "A/RES/90/10");
	extracts_release(&extracts);
	LEAK_CHECK();
}

Test(extract, fills_in_what_is_missing_and_nothing_else)
{
	struct extracts extracts = EXTRACTS_INIT;
	struct error error = ERROR_INIT;
	struct resolution empty, full;
	const char *sponsor = "Fiji";
	struct subject subject = { "UNBIS", "RAIN" };
	read_lines(&extracts, wells, STATUS_OK, 0, &error);
	extracts_sort(&extracts);
	resolution_init(&empty);
	resolution_init(&full);
	full.date = "2035-12-05";
	full.agenda_item = "9";
	full.committee_code = "4";
	full.vote.kind = VOTE_NONE;
	full.sponsors = (struct strings){ &sponsor, 1 };
	full.subjects = &subject;
	full.subject_count = 1;
	extract_apply(&extracts.at[0], &empty);
	extract_apply(&extracts.at[0], &full);
	extracts_release(&extracts); /* the resolutions must not need it any more */

	cr_assert_str_eq(empty.date, "2035-12-04");
	cr_assert_str_eq(empty.agenda_item, "13, 117");
	cr_assert_str_eq(empty.committee_code, "1");
	cr_assert_str_eq(empty.committee, "", "as printed: not in English");
	cr_assert_eq(empty.vote.yes, 2);
	cr_assert_str_eq(empty.vote.no_states.at[0], "FIJI");
	cr_assert_eq(empty.sponsors.count, 2);
	cr_assert_str_eq(empty.sponsors.at[1], "PERU");
	cr_assert_eq(empty.subject_count, 2);
	cr_assert_str_eq(empty.subjects[1].name, "WATER");

	cr_assert_str_eq(full.date, "2035-12-05");
	cr_assert_str_eq(full.agenda_item, "9");
	cr_assert_str_eq(full.committee_code, "4");
	cr_assert_eq(full.vote.kind, VOTE_NONE);
	cr_assert_eq(full.vote.yes, 0);
	cr_assert_eq(full.vote.yes_states.count, 0);
	cr_assert_eq(full.sponsors.count, 1);
	cr_assert_eq(full.subject_count, 1);
	resolution_release(&empty);
	resolution_release(&full);
	LEAK_CHECK();
}

Test(extract, gives_a_recorded_vote_its_names)
{
	struct extracts extracts = EXTRACTS_INIT;
	struct error error = ERROR_INIT;
	struct resolution resolution;
	read_lines(&extracts, wells, STATUS_OK, 0, &error);
	resolution_init(&resolution);
	resolution.vote.kind = VOTE_RECORDED;
	resolution.vote.yes = 3; /* what the file counts, stays */
	extract_apply(&extracts.at[0], &resolution);
	cr_assert_eq(resolution.vote.yes, 3);
	cr_assert_eq(resolution.vote.yes_states.count, 2);
	extracts_release(&extracts);
	resolution_release(&resolution);
	LEAK_CHECK();
}

Test(extract, reads_the_real_ones)
{
	const char *corpus = getenv("CLAUSULA_CORPUS");
	if (corpus == NULL)
		cr_skip_test("SKIPPED: CLAUSULA_CORPUS is not set");
	struct extracts extracts = EXTRACTS_INIT;
	for (int session = 76; session <= 78; session++) {
		char path[512];
		struct error error = ERROR_INIT;
		size_t bad;
		snprintf(path, sizeof path, "%s/data_extract/%d.json", corpus, session);
		FILE *file = fopen(path, "rb");
		cr_assert_not_null(file, "%s", path);
		fseek(file, 0, SEEK_END);
		size_t length = (size_t)ftell(file);
		rewind(file);
		char *bytes = malloc(length);
		cr_assert_eq(fread(bytes, 1, length, file), length);
		fclose(file);
		cr_assert_eq(extracts_read(&extracts, path, bytes, length, &bad, &error), STATUS_OK,
			     "%s", error.message);
		free(bytes);
	}
	extracts_sort(&extracts);
	cr_assert_gt(extracts.count, 970);
	const struct extract *extract = extracts_find(&extracts, "A/RES/78/16");
	cr_assert_eq(extract->vote.yes, 161);
	cr_assert_eq(extract->vote.yes_states.count, 161);
	cr_assert_str_eq(extract->agenda_item, "94");
	for (size_t i = 0; i < extracts.count; i++) {
		cr_assert_eq(strlen(extracts.at[i].date), 10, "%s", extracts.at[i].symbol);
		cr_assert_neq(extracts.at[i].vote.kind, VOTE_UNKNOWN, "%s", extracts.at[i].symbol);
		cr_assert_neq(extracts.at[i].committee_code[0], '\0', "%s", extracts.at[i].symbol);
	}
	extracts_release(&extracts);
	LEAK_CHECK();
}
