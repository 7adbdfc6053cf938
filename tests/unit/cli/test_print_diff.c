/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/print_diff.h"

#include "base/buffer.h"
#include "cli/print_html.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static void expect(const struct buffer *got, const char *wanted)
{
	cr_expect_str_eq(got->bytes, wanted, "%s", got->bytes);
}

static void text(const char *old, const char *new, enum diff_side side, bool colour,
		 const char *wanted)
{
	struct diff diff = { 0 };
	struct buffer out = BUFFER_INIT;
	struct terminal terminal = { .colour = colour, .is_terminal = colour, .columns = 32 };
	diff_texts(&diff, old, strlen(old), new, strlen(new));
	print_diff_text(&out, &terminal, &(struct diff_view){ &diff, old, new }, side, 2);
	expect(&out, wanted);
	buffer_release(&out);
	diff_release(&diff);
}

Test(print_diff, text)
{
	text("Encourages States to act now;", "Urges all States to act;", DIFF_BOTH, false,
	     "  [-Encourages-]{+Urges all+}\n  States to act [-now-];\n");
	text("Encourages States;", "Urges all States;", DIFF_OLD, false,
	     "  [-Encourages-] States;\n");
	text("Encourages States;", "Urges all States;", DIFF_NEW, false,
	     "  {+Urges all+} States;\n");
	text("Encourages States;", "Urges all States;", DIFF_BOTH, true,
	     "  \033[31;9mEncourages\033[0m\033[32;4mUrges all\033[0m States;\n");
	LEAK_CHECK();
}

Test(print_diff, spaces_can_be_seen)
{
	text("one two", "one  two", DIFF_BOTH, false, "  one {+␣+}two\n");
	text("one two", "one\ntwo", DIFF_BOTH, false, "  one[-␣-]{+¶+}\n  two\n");
	LEAK_CHECK();
}

static void markdown(const char *old, const char *new, const char *wanted)
{
	struct diff diff = { 0 };
	struct buffer out = BUFFER_INIT;
	diff_texts(&diff, old, strlen(old), new, strlen(new));
	print_diff_markdown(&out, &(struct diff_view){ &diff, old, new });
	expect(&out, wanted);
	buffer_release(&out);
	diff_release(&diff);
}

Test(print_diff, markdown)
{
	markdown("Encourages States to act", "Urges all States to act",
		 "> ~~Encourages~~ **Urges all** States to act\n");
	markdown("to act, all", "to act now, all", "> to act **now**, all\n");
	/* signs of punctuation are marked with the words beside them */
	markdown("to act;", "to act.", "> to ~~act;~~ **act.**\n");
	markdown("to act", "to act;", "> to ~~act~~ **act;**\n");
	markdown("大会决定；又请", "大会决定。又请", "> 大会决~~定；又~~ **定。又**请\n");
	markdown("a, b, c", "a; b; c", "> ~~a, b, c~~ **a; b; c**\n");
	/* markup of the texts is none, and paragraphs are paragraphs */
	markdown("*one*\ntwo", "*one*\nthree\nfour",
		 "> \\*one\\*\n>\n> ~~two~~ **three**\n>\n> **four**\n");
	LEAK_CHECK();
}

Test(print_diff, html)
{
	const char *old = "Encourages <all> & States;", *new = "Urges <all> & States;\n\x01";
	struct diff diff = { 0 };
	struct buffer out = BUFFER_INIT;
	struct diff_view view = { &diff, old, new };
	diff_texts(&diff, old, strlen(old), new, strlen(new));
	print_diff_html(&out, &view, DIFF_BOTH);
	expect(&out, "<del>Encourages</del><ins>Urges</ins> &lt;all&gt; &amp; States;"
		     "<ins><br/>\xEF\xBF\xBD</ins>");
	buffer_clear(&out);
	print_diff_html(&out, &view, DIFF_OLD);
	expect(&out, "<del>Encourages</del> &lt;all&gt; &amp; States;");
	buffer_clear(&out);
	print_html_words(&out, "\"a\" 'b'", 7);
	expect(&out, "&quot;a&quot; &#39;b&#39;");
	buffer_release(&out);
	diff_release(&diff);
	LEAK_CHECK();
}

Test(print_diff, json)
{
	const char *old = "Encourages \"States\"", *new = "Urges \"States\"";
	struct diff diff = { 0 };
	diff_texts(&diff, old, strlen(old), new, strlen(new));
	json_t *array = print_diff_json(&(struct diff_view){ &diff, old, new });
	char *got = json_dumps(array, JSON_COMPACT);
	cr_expect_str_eq(got, "[{\"op\":\"removed\",\"text\":\"Encourages\"},"
			      "{\"op\":\"added\",\"text\":\"Urges\"},"
			      "{\"op\":\"same\",\"text\":\" \\\"States\\\"\"}]");
	free(got);
	json_decref(array);
	diff_release(&diff);
	LEAK_CHECK();
}
