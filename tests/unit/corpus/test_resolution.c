/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/error.h"
#include "corpus/resolution.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <string.h>

static struct citation citation = { "A/RES/1/1", 0, 4 };
static struct footnote footnote = { "1", "A note." };
static struct clause clauses[3];

/* A resolution that nothing is wrong with. */
static struct resolution good(void)
{
	struct resolution resolution;
	resolution_init(&resolution);
	for (size_t i = 0; i < 3; i++)
		clauses[i] = (struct clause){ .part = PART_OPERATIVE,
					      .label = i == 1 ? "OP1" : "OP2",
					      .number = "1.",
					      .verb = "Asks",
					      .heading = "One\nTwo",
					      .text = "Asks all States;\nand others;",
					      .footnotes = &footnote,
					      .footnote_count = 1,
					      .citations = &citation,
					      .citation_count = 1 };
	clauses[0] = (struct clause){ .part = PART_TITLE,
				      .label = "T",
				      .number = "",
				      .verb = "",
				      .heading = "",
				      .text = "A title" };
	citation = (struct citation){ "A/RES/1/1", 0, 4 };
	footnote = (struct footnote){ "1", "A note." };
	resolution.language = language_find("en", 2);
	resolution.symbol = "A/RES/1/2";
	resolution.title = "A title";
	resolution.clauses = clauses;
	resolution.clause_count = 3;
	return resolution;
}

Test(resolution, starts_empty_and_without_null)
{
	struct resolution resolution;
	memset(&resolution, 0xAA, sizeof resolution);
	resolution_init(&resolution);
	const char *const strings[] = {
		resolution.symbol,      resolution.session,      resolution.date,
		resolution.issued,      resolution.title,        resolution.session_line,
		resolution.agenda_item, resolution.agenda_title, resolution.adoption,
		resolution.committee,   resolution.report,       resolution.formula,
		resolution.meeting,     resolution.closing,      resolution.committee_code,
	};
	for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
		cr_assert_str_eq(strings[i], "");
	cr_assert_null(resolution.language);
	cr_assert_eq(resolution.clause_count, 0);
	cr_assert_eq(resolution.vote.kind, VOTE_UNKNOWN);
	arena_get(&resolution.arena, 100);
	resolution_release(&resolution);
	cr_assert_str_eq(resolution.title, "", "released ones are as new ones");
	LEAK_CHECK();
}

Test(resolution, check_accepts_a_good_one)
{
	struct resolution resolution = good();
	struct error error = ERROR_INIT;
	cr_assert_eq(resolution_check(&resolution, &error), STATUS_OK, "%s", error.message);
}

enum wrong {
	NO_LANGUAGE,
	NO_SYMBOL,
	NO_CLAUSES,
	NO_TITLE_CLAUSE,
	OTHER_TITLE,
	SAME_LABEL,
	NO_LABEL,
	TWO_SPACES,
	SPACE_AT_END,
	CONTROL,
	LINE_IN_VERB,
	EMPTY_LINE,
	NOT_UTF8,
	CITATION_OUTSIDE,
	CITATION_TOO_LONG,
	NOTE,
	WRONG_COUNT
};

static void spoil(struct resolution *resolution, enum wrong wrong)
{
	switch (wrong) {
	case NO_LANGUAGE:
		resolution->language = NULL;
		break;
	case NO_SYMBOL:
		resolution->symbol = "";
		break;
	case NO_CLAUSES:
		resolution->clause_count = 1;
		break;
	case NO_TITLE_CLAUSE:
		clauses[0].part = PART_PREAMBLE;
		break;
	case OTHER_TITLE:
		resolution->title = "Another";
		break;
	case SAME_LABEL:
		clauses[2].label = "OP1";
		break;
	case NO_LABEL:
		clauses[1].label = "";
		break;
	case TWO_SPACES:
		clauses[1].text = "a  b";
		break;
	case SPACE_AT_END:
		resolution->adoption = "a ";
		break;
	case CONTROL:
		clauses[1].text = "a\tb";
		break;
	case LINE_IN_VERB:
		clauses[1].verb = "a\nb";
		break;
	case EMPTY_LINE:
		clauses[1].text = "a\n\nb";
		break;
	case NOT_UTF8:
		clauses[1].text = "a\xFF";
		break;
	case CITATION_OUTSIDE:
		citation.start = 1000;
		break;
	case CITATION_TOO_LONG:
		citation.length = UINT32_MAX;
		break;
	case NOTE:
		footnote.text = " a";
		break;
	case WRONG_COUNT:
		break;
	}
}

Test(resolution, check_finds_everything_that_is_promised_otherwise)
{
	for (int wrong = 0; wrong < WRONG_COUNT; wrong++) {
		struct resolution resolution = good();
		struct error error = ERROR_INIT;
		spoil(&resolution, (enum wrong)wrong);
		cr_assert_eq(resolution_check(&resolution, &error), STATUS_INPUT, "case %d", wrong);
		cr_assert_gt(strlen(error.message), 5, "case %d", wrong);
	}
}

/* Each string, with all that may not be in one; only some may have lines. */
Test(resolution, check_looks_at_every_string)
{
	static const struct {
		const char *text;
		bool line, lines; /* whether it is good as a string of one line, of several */
	} rows[] = {
		{ "", true, true },
		{ "a", true, true },
		{ "a b", true, true },
		{ "a\nb", false, true },
		{ " a", false, false },
		{ "a ", false, false },
		{ "\na", false, false },
		{ "a\n", false, false },
		{ "a  b", false, false },
		{ "a \nb", false, false },
		{ "a\n b", false, false },
		{ "a\n\nb", false, false },
		{ "a\tb", false, false },
		{ "a\x1F", false, false },
		{ "a\x7F", false, false },
		{ "a\x01z", false, false },
		{ "\xC3\xA9", true, true },
		{ "\xC3", false, false },
		{ "a\xE2\x82", false, false },
		{ "~!", true, true },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *row = rows[i].text;
		struct resolution resolution = good();
		struct error error = ERROR_INIT;
		const char **const one[] = {
			&resolution.session,      &resolution.date,        &resolution.issued,
			&resolution.session_line, &resolution.agenda_item, &resolution.agenda_title,
			&resolution.adoption,     &resolution.committee,   &resolution.report,
			&resolution.formula,      &resolution.meeting,     &resolution.closing,
			&clauses[1].number,       &clauses[1].verb,        &footnote.mark,
		};
		const char **const several[] = { &clauses[1].text, &clauses[2].heading,
						 &footnote.text };
		citation.length = 0;
		for (size_t j = 0; j < sizeof one / sizeof *one; j++) {
			const char *before = *one[j];
			*one[j] = row;
			cr_assert_eq(resolution_check(&resolution, &error) == STATUS_OK,
				     rows[i].line, "row %zu, string %zu", i, j);
			*one[j] = before;
		}
		for (size_t j = 0; j < sizeof several / sizeof *several; j++) {
			const char *before = *several[j];
			*several[j] = row;
			cr_assert_eq(resolution_check(&resolution, &error) == STATUS_OK,
				     rows[i].lines, "row %zu, text %zu", i, j);
			*several[j] = before;
		}
		cr_assert_eq(resolution_check(&resolution, &error), STATUS_OK);
	}
}

Test(resolution, check_looks_at_both_ends_of_citations)
{
	for (uint32_t start = 0; start < 32; start++)
		for (uint32_t length = 0; length < 32; length++) {
			struct resolution resolution = good();
			citation.start = start;
			citation.length = length;
			cr_assert_eq(resolution_check(&resolution, NULL) == STATUS_OK,
				     start + length <= strlen(clauses[1].text), "%u + %u", start,
				     length);
		}
}

Test(resolution, labels_are_compared_without_case_and_spaces)
{
	static const struct {
		const char *label, *wanted;
		const char *rest; /* NULL: does not begin so */
	} rows[] = {
		{ "OP3", "OP3", "" },       { "OP3", "op 3", "" },
		{ "OP3(a)", "op3", "(a)" }, { "OP3", "OP3(a)", NULL },
		{ "OP3", "OP4", NULL },     { "OP3", "", "OP3" },
		{ "OP3", "  O  P", "3" },   { "", "", "" },
		{ "", "a", NULL },          { "Annex/12(b)", "ANNEX / 12", "(b)" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *rest = NULL;
		bool begins = label_begins(rows[i].label, rows[i].wanted, &rest);
		cr_assert_eq(begins, rows[i].rest != NULL, "row %zu", i);
		if (begins)
			cr_assert_str_eq(rest, rows[i].rest, "row %zu", i);
		cr_assert_eq(label_is(rows[i].label, rows[i].wanted), begins && *rest == '\0');
	}
}
