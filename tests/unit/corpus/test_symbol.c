/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "corpus/symbol.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <string.h>

Test(symbol, normalises_what_people_and_files_write)
{
	static const struct {
		const char *written, *normal;
	} rows[] = {
		{ "78/16", "A/RES/78/16" },
		{ "A/RES/78/16", "A/RES/78/16" },
		{ "a/res/78/16", "A/RES/78/16" },
		{ " 78 / 16. ", "A/RES/78/16" },
		{ "78／16", "A/RES/78/16" },
		{ "078/016", "A/RES/78/16" },
		{ "43/78 H", "A/RES/43/78 H" },
		{ "A/RES/43/78H", "A/RES/43/78 H" },
		{ "43/78 Н", "A/RES/43/78 H" }, /* the Cyrillic letter */
		{ "43/78\xC2\xA0H", "A/RES/43/78 H" },
		{ "75/101 A-B", "A/RES/75/101 A-B" },
		{ "75/101 A and B", "A/RES/75/101 A-B" },
		{ "75/101 A, B and C", "A/RES/75/101 A-C" },
		{ "75/101 A, B, and C", "A/RES/75/101 A-C" },
		{ "75/101 A y B", "A/RES/75/101 A-B" },
		{ "75/101 A и B", "A/RES/75/101 A-B" },
		{ "75/101A–B", "A/RES/75/101 A-B" },
		{ "1514 (XV)", "A/RES/1514(XV)" },
		{ "A/RES/1514(XV)", "A/RES/1514(XV)" },
		{ "1514（XV）", "A/RES/1514(XV)" },
		{ "2603 A (XXIV)", "A/RES/2603(XXIV) A" },
		{ "A/RES/217(III)[A]", "A/RES/217(III) A" },
		{ "3201 (S-VI)", "A/RES/3201(S-VI)" },
		{ "ES-11/1", "A/RES/ES-11/1" },
		{ "s-32/1", "A/RES/S-32/1" },
		{ "ES‑11/1", "A/RES/ES-11/1" }, /* a no-break hyphen */
		{ "A/78/404", "A/78/404" },
		{ "S/RES/2250 (2015)", "S/RES/2250(2015)" },
		{ "a/c.1/78/l.60/rev.1", "A/C.1/78/L.60/Rev.1" },
		{ "E/2020/12", "E/2020/12" },
		{ "973 (X)", "A/RES/973(X)" },
		{ "1514 (د-15)", "A/RES/1514(XV)" },
		{ "1874 (دإ-4)", "A/RES/1874(S-IV)" },
		{ "دإط-10/15", "A/RES/ES-10/15" },
		{ "52/38 نون", "A/RES/52/38 N" },
		{ "75/101 ألف وباء", "A/RES/75/101 A-B" },
		{ "2602 جيم (د-24)", "A/RES/2602(XXIV) C" },
		{ "A/77/6 (Sect. 2)/Corr.1", "A/77/6(SECT.2)/Corr.1" },
		{ "A/54/42(SUPP)", "A/54/42" },
		{ "NPT/CONF.2000/28 (Parts I and II)", "NPT/CONF.2000/28(PARTSIANDII)" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buffer normal = BUFFER_INIT;
		buffer_add_text(&normal, "before ");
		cr_assert(symbol_normalise(rows[i].written, strlen(rows[i].written), &normal), "%s",
			  rows[i].written);
		cr_assert_str_eq(normal.bytes + 7, rows[i].normal, "%s: %s", rows[i].written,
				 normal.bytes);
		buffer_release(&normal);
	}
	LEAK_CHECK();
}

Test(symbol, normal_forms_stay_as_they_are)
{
	static const char *const normal[] = {
		"A/RES/78/16",        "A/RES/43/78 H",    "A/RES/75/101 A-B", "A/RES/1514(XV)",
		"A/RES/2603(XXIV) A", "A/RES/ES-11/1",    "A/RES/S-32/1",     "A/78/404/Add.1",
		"S/RES/2250(2015)",   "A/RES/3201(S-VI)",
	};
	for (size_t i = 0; i < sizeof normal / sizeof *normal; i++) {
		struct buffer again = BUFFER_INIT;
		cr_assert(symbol_normalise(normal[i], strlen(normal[i]), &again));
		cr_assert_str_eq(again.bytes, normal[i]);
		buffer_release(&again);
	}
	LEAK_CHECK();
}

Test(symbol, refuses_what_is_none_and_adds_nothing)
{
	static const char *const others[] = {
		"",
		" ",
		"hello",
		"78/",
		"/78/16",
		"A/RES/",
		"12",
		"A/",
		"1/2/3",
		"78/16 and others",
		"A/B/C",
		"A/78/404 is a report",
		"78/16\n78/17",
		"\xFF\xFE",
	};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		struct buffer out = BUFFER_INIT;
		buffer_add_text(&out, "x");
		cr_assert_not(symbol_normalise(others[i], strlen(others[i]), &out), "%s -> %s",
			      others[i], out.bytes);
		cr_assert_str_eq(out.bytes, "x");
		buffer_release(&out);
	}
	char *endless = memset(calloc(1, 10001), '7', 10000);
	struct buffer out = BUFFER_INIT;
	cr_assert_not(symbol_normalise(endless, 10000, &out));
	cr_assert_eq(out.length, 0);
	buffer_release(&out);
	free(endless);
	LEAK_CHECK();
}

Test(symbol, reads_the_short_names_of_what_is_cited)
{
	static const struct {
		const char *text, *symbol; /* NULL: it is none */
	} rows[] = {
		{ "2250 (2015)", "S/RES/2250(2015)" },
		{ "2250(2015)", "S/RES/2250(2015)" },
		{ " 1 (1946) ", "S/RES/1(1946)" },
		{ "1514 (XV)", "A/RES/1514(XV)" },
		{ "77/37", "A/RES/77/37" },
		{ "A/78/404", "A/78/404" },
		{ "2250 (201)", NULL },
		{ "2250 (20155)", NULL },
		{ "22500 (2015)", NULL },
		{ "2250 (2015) A", NULL },
		{ "(2015)", NULL },
		{ "2250", NULL },
		{ "", NULL },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buffer out = BUFFER_INIT;
		bool good = symbol_of_cited(rows[i].text, strlen(rows[i].text), &out);
		cr_assert_eq(good, rows[i].symbol != NULL, "%s", rows[i].text);
		if (good)
			cr_assert_str_eq(out.bytes, rows[i].symbol);
		buffer_release(&out);
	}
	LEAK_CHECK();
}

Test(symbol, knows_its_session)
{
	static const struct {
		const char *symbol, *session; /* NULL: it has none */
	} rows[] = {
		{ "A/RES/78/16", "78" },        { "A/RES/43/78 H", "43" },
		{ "A/RES/ES-11/1", "ES-11" },   { "A/RES/S-32/1", "S-32" },
		{ "A/RES/1514(XV)", "15" },     { "A/RES/2603(XXIV) A", "24" },
		{ "A/RES/217(III) A", "3" },    { "A/RES/1(I)", "1" },
		{ "A/RES/2997(XXIX)", "29" },   { "A/RES/3201(S-VI)", "S-6" },
		{ "A/RES/1000(ES-I)", "ES-1" }, { "A/78/404", NULL },
		{ "S/RES/2250(2015)", NULL },   { "A/RES/12(2015)", NULL },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buffer session = BUFFER_INIT;
		bool found = symbol_session(rows[i].symbol, &session);
		cr_assert_eq(found, rows[i].session != NULL, "%s", rows[i].symbol);
		if (found)
			cr_assert_str_eq(session.bytes, rows[i].session, "%s: %s", rows[i].symbol,
					 session.bytes);
		buffer_release(&session);
	}
	LEAK_CHECK();
}

Test(symbol, orders_as_people_count)
{
	static const char *const ordered[] = {
		"A/77/9",        "A/78/404",         "A/78/1000",      "A/RES/9/1",
		"A/RES/43/78",   "A/RES/43/78 A",    "A/RES/43/78 H",  "A/RES/78/9",
		"A/RES/78/16",   "A/RES/78/160",     "A/RES/1514(XV)", "A/RES/ES-9/1",
		"A/RES/ES-11/1", "S/RES/2250(2015)",
	};
	size_t count = sizeof ordered / sizeof *ordered;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < count; k++) {
			int order = symbol_compare(ordered[i], ordered[k]);
			cr_assert_eq(order < 0, i < k, "%s, %s", ordered[i], ordered[k]);
			cr_assert_eq(order == 0, i == k, "%s, %s", ordered[i], ordered[k]);
		}
	cr_assert_neq(symbol_compare("A/RES/78/1", "A/RES/78/01"), 0, "only equal ones are equal");
	cr_assert_lt(symbol_compare("A/99999999999999999998", "A/99999999999999999999"), 0);
}
