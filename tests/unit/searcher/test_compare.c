/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/compare.h"

#include "base/buffer.h"
#include "base/language.h"
#include "searcher/alignment.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 12 };

/* Texts "LABEL text", the title's label being T. */
static struct clauses clauses_of(struct clause *room, const struct clause **at, char labels[][16],
				 const char *const *texts)
{
	struct clauses clauses = { at, 0 };
	for (; texts[clauses.count] != NULL; clauses.count++) {
		const char *space = strchr(texts[clauses.count], ' ');
		size_t length = (size_t)(space - texts[clauses.count]);
		memcpy(labels[clauses.count], texts[clauses.count], length);
		labels[clauses.count][length] = '\0';
		room[clauses.count] = (struct clause){
			.part = labels[clauses.count][0] == 'T' ? PART_TITLE : PART_OPERATIVE,
			.label = labels[clauses.count],
			.text = space + 1,
			.verb = strncmp(space + 1, "Urges", 5) == 0         ? "Urges"
				: strncmp(space + 1, "Encourages", 10) == 0 ? "Encourages"
									    : "",
		};
		at[clauses.count] = &room[clauses.count];
	}
	return clauses;
}

/* One line a row: "OP1>OP2 changed words moved verb". */
static void expect(const char *const *old_texts, const char *const *new_texts, const char *wanted)
{
	struct clause old_room[MOST], new_room[MOST];
	const struct clause *old_at[MOST], *new_at[MOST];
	char old_labels[MOST][16], new_labels[MOST][16];
	struct clauses old = clauses_of(old_room, old_at, old_labels, old_texts);
	struct clauses new = clauses_of(new_room, new_at, new_labels, new_texts);
	struct comparison comparison;
	struct buffer got = BUFFER_INIT;
	compare_clauses(&comparison, language_find("en", 2), &old, &new);
	for (size_t i = 0; i < comparison.count; i++) {
		const struct compared *row = &comparison.at[i];
		for (size_t j = 0; j < row->old.count; j++)
			buffer_add_format(&got, "%s%s", j > 0 ? "+" : "", row->old.at[j]->label);
		buffer_add_byte(&got, '>');
		for (size_t j = 0; j < row->new.count; j++)
			buffer_add_format(&got, "%s%s", j > 0 ? "+" : "", row->new.at[j]->label);
		buffer_add_format(&got, " %s %s%s%s%s\n", relation_names[row->relation],
				  change_names[row->change], row->moved ? " moved" : "",
				  row->renumbered ? " renumbered" : "",
				  row->old_verb != NULL ? " verb" : "");
	}
	cr_expect_str_eq(got.bytes, wanted, "%s", got.bytes);
	buffer_release(&got);
	comparison_release(&comparison);
}

#define BOOKS  "Urges Member States to buy books in minority and indigenous languages;"
#define TRAIN  "Invites library associations to train librarians in old scripts and modern rules;"
#define REPORT "Requests the Secretary-General to submit a report at its ninety-second session."

Test(compare, kinds_of_rows)
{
	expect((const char *[]){ "T Public libraries", "OP1 " BOOKS, "OP2 " TRAIN, "OP3 " REPORT,
				 NULL },
	       (const char *[]){ "T Public libraries",
				 "OP1 Welcomes the sea and the sun and the moon;",
				 "OP2 Encourages Member States to buy books in minority languages;",
				 "OP3 Requests the Secretary-General to submit a report at its "
				 "ninety-third session.",
				 NULL },
	       "T>T same none\n"
	       ">OP1 new words\n"
	       "OP1>OP2 changed words renumbered verb\n"
	       "OP2> dropped words\n"
	       "OP3>OP3 changed words\n");
	LEAK_CHECK();
}

/* What shares a few words only is no partner, though both neighbours have theirs. */
Test(compare, neighbours_do_not_make_partners)
{
	expect((const char *[]){ "T Public libraries", "OP1 " BOOKS,
				 "OP2 Welcomes the member of the sea;", "OP3 " REPORT, NULL },
	       (const char *[]){ "T Public libraries", "OP1 " BOOKS, "OP2 " TRAIN " Member;",
				 "OP3 " REPORT, NULL },
	       "T>T same none\nOP1>OP1 same none\nOP2> dropped words\n>OP2 new words\n"
	       "OP3>OP3 same none\n");
}

Test(compare, moved_and_renumbered)
{
	expect((const char *[]){ "T One", "OP1 " BOOKS, "OP2 " TRAIN, "OP3 " REPORT, NULL },
	       (const char *[]){ "T Another", "OP1 " TRAIN, "OP2 " REPORT, "OP3 " BOOKS, NULL },
	       "T>T changed words\n"
	       "OP2>OP1 same none renumbered\n"
	       "OP3>OP2 same none renumbered\n"
	       "OP1>OP3 same none moved renumbered\n");
	LEAK_CHECK();
}

Test(compare, split_and_merged)
{
	static const char *const one[] = {
		"OP1 Urges Member States to buy books in minority and indigenous languages, and "
		"invites library associations to train librarians in old scripts and modern rules;",
		"OP2 " REPORT, NULL
	};
	static const char *const two[] = { "OP1 " BOOKS, "OP2 " TRAIN, "OP3 " REPORT, NULL };
	expect(one, two,
	       "OP1>OP1+OP2 split words\n"
	       "OP2>OP3 same none renumbered\n");
	expect(two, one,
	       "OP1+OP2>OP1 merged words\n"
	       "OP3>OP2 same none renumbered\n");
	LEAK_CHECK();
}

Test(compare, one_clause_of_each_is_always_compared)
{
	expect((const char *[]){ "OP1 Urges peace;", NULL },
	       (const char *[]){ "PP4 Noting war,", NULL }, "OP1>PP4 changed words renumbered\n");
	LEAK_CHECK();
}

/* Titles and headings are not clauses, however alike. */
Test(compare, headings_are_compared_with_headings)
{
	expect(
	    (const char *[]){ "OP1/H Financing of the Force", "OP1 Financing of the Force", NULL },
	    (const char *[]){ "OP1 Financing of the Force", "OP2/H Financing of the Force", NULL },
	    "OP1>OP1 same none\n"
	    "OP1/H>OP2/H same none moved renumbered\n");
	LEAK_CHECK();
}

Test(compare, nothing)
{
	expect((const char *[]){ NULL }, (const char *[]){ "OP1 Urges peace;", NULL },
	       ">OP1 new words\n");
	struct comparison comparison;
	const struct clauses none = { NULL, 0 };
	compare_clauses(&comparison, language_find("en", 2), &none, &none);
	cr_expect_eq(comparison.count, 0);
	comparison_release(&comparison);
	LEAK_CHECK();
}

/* Many equal texts cost no more than others: 20,000 of each, all alike. */
Test(compare, many_equal_texts, .timeout = 20)
{
	enum { COUNT = 20000 };
	struct alignable *texts = memory_array(COUNT, sizeof *texts);
	struct alignment alignment;
	static const char text[] = "Decides to remain seized of the matter;";
	for (size_t i = 0; i < COUNT; i++)
		texts[i] = (struct alignable){ text, sizeof text - 1, 0 };
	alignment_make(&alignment, texts, COUNT, texts, COUNT);
	for (size_t i = 0; i < COUNT; i++)
		cr_assert_eq(alignment.old_of[i], i);
	alignment_release(&alignment);
	free(texts);
	LEAK_CHECK();
}
