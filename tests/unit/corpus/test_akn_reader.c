/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/error.h"
#include "corpus/akn.h"
#include "corpus/reader.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a file has around its preamble and body. */
struct frame {
	const char *language; /* FRBRlanguage */
	const char *session, *adoption, *agenda, *proponent, *formula;
};

static const struct frame english = {
	"eng",
	"Ninetieth session",
	"Resolution adopted by the General Assembly on 4 December 2035",
	"Agenda item 69 (a)",
	"[on the report of the First Committee (<inline name=\"originating document\">A/90/404, "
	"para. 14</inline>)]",
	"The General Assembly,",
};

static void add_head(struct buffer *file, const struct frame *frame)
{
	buffer_add_format(
	    file,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\" "
	    "xmlns:akn4un=\"http://un.org/akn4un\"><statement name=\"resolution\">\n<meta>"
	    "<identification source=\"#x\"><FRBRWork>"
	    "<FRBRuri value=\"/akn/un/statement/deliberation/unga/2035-12-04/90-16/\"/>"
	    "<FRBRdate date=\"2035-12-04\" name=\"adoption\"/></FRBRWork><FRBRExpression>"
	    "<FRBRdate date=\"2035-12-06\" name=\"publication\"/>"
	    "<FRBRlanguage language=\"%s\"/></FRBRExpression></identification>"
	    "<classification><keyword value=\"water_supply\" dictionary=\"UNBIS\"/>"
	    "<keyword value=\"WATER SUPPLY\" dictionary=\"UNBIS Thesaurus\"/>"
	    "<keyword value=\"6\" dictionary=\"SDGO\"/><keyword value=\"69\" "
	    "dictionary=\"A/90/251\"/></classification>"
	    "<workflow><step outcome=\"draftResolution\" as=\"A/C.1/90/L.6\" by=\"Antigua and "
	    "Barbuda, Chad (on behalf of A, B and C) and Peru\"/>"
	    "<step outcome=\"draftResolutionAdditionalSponsors\" by=\"Fiji\"/></workflow>"
	    "<analysis><parliamentary><voting outcome=\"adoptedRecordedVote\">"
	    "<count value=\"2\" refersTo=\"inFavour\"><akn4un:voters><organization>CHAD"
	    "</organization><organization>PERU</organization></akn4un:voters></count>"
	    "<count value=\"1\" refersTo=\"against\"><akn4un:voters><organization>FIJI"
	    "</organization></akn4un:voters></count><count value=\"0\" refersTo=\"abstaining\"/>"
	    "</voting></parliamentary></analysis></meta>\n"
	    "<coverPage><p><docNumber>A/RES/90/16</docNumber></p><p><session>%s</session></p>"
	    "<p><inline name=\"agenda item\">%s</inline></p><p><inline name=\"agenda item "
	    "name\">Wells</inline></p><p><docTitle>%s</docTitle></p><p><docProponent>%s"
	    "</docProponent></p></coverPage>\n<preface><p><docNumber>90/16.</docNumber> <docTitle>"
	    "<span class=\"bold\">Wells and\n\tsprings</span></docTitle></p></preface>"
	    "<preamble><formula><p><span class=\"italic\">%s</span></p></formula>",
	    frame->language, frame->session, frame->agenda, frame->adoption, frame->proponent,
	    frame->formula);
}

static const char tail[] =
    "<conclusions><p><location>42nd plenary meeting</location><eol/><docDate "
    "date=\"2035-12-04\">4 December 2035</docDate></p></conclusions></statement></akomaNtoso>";

/* Reads a file made of these pieces; the caller releases. */
static struct resolution read_pieces(const struct frame *frame, const char *preamble,
				     const char *body, const char *annex)
{
	struct resolution resolution;
	struct error error = ERROR_INIT;
	struct buffer file = BUFFER_INIT;
	add_head(&file, frame);
	buffer_add_format(&file, "%s</preamble><mainBody>%s</mainBody>", preamble, body);
	if (annex != NULL)
		buffer_add_format(&file,
				  "<attachments><attachment><doc name=\"annex\"><mainBody>%s"
				  "</mainBody></doc></attachment></attachments>",
				  annex);
	buffer_add_text(&file, tail);
	int status = akn_read(&resolution, "x.xml", file.bytes, file.length, &error);
	cr_assert_eq(status, STATUS_OK, "%s", error.message);
	cr_assert_eq(resolution_check(&resolution, &error), STATUS_OK, "%s", error.message);
	buffer_release(&file);
	return resolution;
}

static struct resolution read_english(const char *preamble, const char *body, const char *annex)
{
	return read_pieces(&english, preamble, body, annex);
}

/* All labels but "T", with spaces between. */
static void labels_of(const struct resolution *resolution, struct buffer *labels)
{
	buffer_clear(labels);
	for (size_t i = 1; i < resolution->clause_count; i++)
		buffer_add_format(labels, i == 1 ? "%s" : " %s", resolution->clauses[i].label);
}

static void expect_labels(struct resolution resolution, const char *wanted)
{
	struct buffer labels = BUFFER_INIT;
	labels_of(&resolution, &labels);
	cr_assert_str_eq(labels.bytes, wanted, "got \"%s\", wanted \"%s\"", labels.bytes, wanted);
	buffer_release(&labels);
	resolution_release(&resolution);
}

static const struct clause *find(const struct resolution *resolution, const char *label)
{
	for (size_t i = 0; i < resolution->clause_count; i++)
		if (strcmp(resolution->clauses[i].label, label) == 0)
			return &resolution->clauses[i];
	cr_assert_fail("no clause %s", label);
	return NULL;
}

#define PP(verb, rest)                                                                             \
	"<container name=\"" verb "\"><p>\t<span class=\"italic\">" verb "</span> " rest           \
	"</p></container>"
#define OP(number, text)                                                                           \
	"<paragraph class=\"SingleTxt\"><num>" number "</num><content><p>" text                    \
	"</p></content></paragraph>"
#define PLAIN(text)         "<paragraph><content><p>" text "</p></content></paragraph>"
#define POINT(number, text) "<point><num>" number "</num><content><p>" text "</p></content></point>"

Test(akn_reader, reads_what_a_resolution_is)
{
	struct resolution resolution =
	    read_english(PP("Noting", "the wells,"), OP("1.", "<span>Asks</span> all;"), NULL);
	cr_assert_str_eq(resolution.language->code, "en");
	cr_assert_str_eq(resolution.symbol, "A/RES/90/16");
	cr_assert_str_eq(resolution.session, "90");
	cr_assert_str_eq(resolution.date, "2035-12-04");
	cr_assert_str_eq(resolution.issued, "2035-12-06");
	cr_assert_str_eq(resolution.title, "Wells and springs");
	cr_assert_str_eq(resolution.clauses[0].label, "T");
	cr_assert_str_eq(resolution.clauses[0].text, "Wells and springs");
	cr_assert_str_eq(resolution.session_line, "Ninetieth session");
	cr_assert_str_eq(resolution.agenda_item, "69 (a)");
	cr_assert_str_eq(resolution.agenda_title, "Wells");
	cr_assert_str_eq(resolution.adoption, english.adoption);
	cr_assert_str_eq(resolution.committee, "First Committee");
	cr_assert_str_eq(resolution.committee_code, "1");
	cr_assert_str_eq(resolution.report, "A/90/404, para. 14");
	cr_assert_str_eq(resolution.formula, "The General Assembly,");
	cr_assert_str_eq(resolution.meeting, "42nd plenary meeting");
	cr_assert_str_eq(resolution.closing, "4 December 2035");
	resolution_release(&resolution);
	LEAK_CHECK();
}

Test(akn_reader, reads_vote_sponsors_and_subjects)
{
	struct resolution resolution = read_english("", OP("1.", "Asks;"), NULL);
	const struct vote *vote = &resolution.vote;
	cr_assert_eq(vote->kind, VOTE_RECORDED);
	cr_assert_eq(vote->yes, 2);
	cr_assert_eq(vote->no, 1);
	cr_assert_eq(vote->abstaining, 0);
	cr_assert_eq(vote->yes_states.count, 2);
	cr_assert_str_eq(vote->yes_states.at[1], "PERU");
	cr_assert_str_eq(vote->no_states.at[0], "FIJI");
	static const char *const sponsors[] = { "Antigua and Barbuda",
						"Chad (on behalf of A, B and C)", "Peru", "Fiji" };
	cr_assert_eq(resolution.sponsors.count, 4);
	for (size_t i = 0; i < 4; i++)
		cr_assert_str_eq(resolution.sponsors.at[i], sponsors[i]);
	cr_assert_eq(resolution.subject_count, 2, "the same once, agenda numbers not at all");
	cr_assert_str_eq(resolution.subjects[0].scheme, "UNBIS");
	cr_assert_str_eq(resolution.subjects[0].name, "WATER SUPPLY");
	cr_assert_str_eq(resolution.subjects[1].scheme, "SDG");
	resolution_release(&resolution);
	LEAK_CHECK();
}

Test(akn_reader, clauses_have_number_verb_and_text)
{
	static const struct {
		const char *label;
		enum part part;
		const char *number, *verb, *text;
	} wanted[] = {
		{ "PP1", PART_PREAMBLE, "", "Noting also", "Noting also the wells," },
		{ "PP2", PART_PREAMBLE, "", "Noting:", "Noting:" },
		{ "PP2(a)", PART_PREAMBLE, "(a)", "", "The springs," },
		{ "OP1", PART_OPERATIVE, "1.", "Asks", "Asks, again, all States:" },
		{ "OP1(a)", PART_OPERATIVE, "(a)", "", "To dig;" },
		{ "OP1(b)", PART_OPERATIVE, "(b)", "", "To drink:" },
		{ "OP1(b)(i)", PART_OPERATIVE, "(i)", "", "Water;" },
		{ "OP1(b)(ii)", PART_OPERATIVE, "(ii)", "", "Milk;" },
		{ "OP1(c)", PART_OPERATIVE, "(c)", "", "To rest;" },
		{ "OP2", PART_OPERATIVE, "2.", "Decides", "Decides to stop." },
	};
	struct resolution resolution = read_english(
	    PP("Noting also",
	       "the wells,") "<container name=\"Noting\"><blockList>"
			     "<listIntroduction><span "
			     "class=\"italic\">Noting</span>:</listIntroduction><item><num>(a)"
			     "</num><p>The springs,</p></item></blockList></container>",
	    "<paragraph><num>1.</num><list><intro><p><span class=\"italic\">Asks, </span>again, "
	    "all "
	    "States:</p></intro>" POINT("(a)", "To dig;")
		POINT("(b)", "To drink:") "<sublist>" POINT("(i)", "Water;")
		    POINT("(ii)", "Milk;") "</sublist>" POINT(
			"(c)",
			"To rest;") "</list></paragraph>" OP("2.", "<span class=\"italic\">Decides "
								   "</span>to stop."),
	    NULL);
	cr_assert_eq(resolution.clause_count, 1 + sizeof wanted / sizeof *wanted);
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		const struct clause *clause = &resolution.clauses[i + 1];
		cr_assert_str_eq(clause->label, wanted[i].label);
		cr_assert_eq(clause->part, wanted[i].part, "%s", clause->label);
		cr_assert_str_eq(clause->number, wanted[i].number, "%s", clause->label);
		cr_assert_str_eq(clause->text, wanted[i].text, "%s", clause->label);
		if (i != 1)
			cr_assert_str_eq(clause->verb, wanted[i].verb, "%s", clause->label);
	}
	resolution_release(&resolution);
	LEAK_CHECK();
}

Test(akn_reader, footnotes_and_links_stand_apart)
{
	struct resolution resolution = read_english(
	    "",
	    OP("1.", "See <a href=\"https://undocs.org/en/A/RES/43/78\">43/78</a> H,<authorialNote "
		     "marker=\"1\"><p>\t<sup>1</sup>\tAs in <a "
		     "href=\"https://undocs.org/en/A/90/7\">A/90/7</a>.</p></authorialNote> and "
		     "<sup>(</sup><authorialNote marker=\"2\"><p>() Ibid.</p></authorialNote>"
		     "<sup>)</sup>the n<sup>o</sup> 5 of 10 m<sup>2</sup> and "
		     "more<sup>14</sup>;"),
	    NULL);
	const struct clause *clause = find(&resolution, "OP1");
	cr_assert_str_eq(clause->text, "See 43/78 H, and the no 5 of 10 m2 and more;");
	cr_assert_eq(clause->footnote_count, 2);
	cr_assert_str_eq(clause->footnotes[0].mark, "1");
	cr_assert_str_eq(clause->footnotes[0].text, "As in A/90/7.");
	cr_assert_str_eq(clause->footnotes[1].text, "Ibid.");
	cr_assert_eq(clause->citation_count, 2);
	cr_assert_str_eq(clause->citations[0].symbol, "A/RES/43/78 H");
	cr_assert_eq(clause->citations[0].start, 4);
	cr_assert_eq(clause->citations[0].length, 7);
	cr_assert_str_eq(clause->citations[1].symbol, "A/90/7");
	cr_assert_eq(clause->citations[1].length, 0, "it stands in a footnote");
	resolution_release(&resolution);
	LEAK_CHECK();
}

Test(akn_reader, links_take_in_the_letters_behind_them)
{
	static const struct {
		const char *href, *link, *behind, *symbol, *words; /* symbol NULL: no citation */
	} rows[] = {
		{ "en/A/RES/78/1", "78/1", " of May", "A/RES/78/1", "78/1" },
		{ "en/A/RES/75/101a-b", "75/101", " B and more", "A/RES/75/101 B", "75/101 B" },
		{ "en/A/RES/75/101", "75/101", " A and B of", "A/RES/75/101 A-B",
		  "75/101 A and B" },
		{ "en/A/RES/75/101", "75/101", " A, which", "A/RES/75/101 A", "75/101 A" },
		{ "ru/A/RES/43/78", "43/78", " Н от", "A/RES/43/78 H", "43/78 Н" },
		{ "ch/A/RES/43/78", "43/78", " H号决议", "A/RES/43/78 H", "43/78 H" },
		{ "en/A/RES/43/78", "43/78", " Having", "A/RES/43/78", "43/78" },
		/* small letters behind a comma are words: "and", "in order to" */
		{ "es/A/RES/77/263", "77/263", " B, y solicita", "A/RES/77/263 B", "77/263 B" },
		{ "es/A/RES/54/237", "54/237", " C, a fin de", "A/RES/54/237 C", "54/237 C" },
		{ "en/A/RES/1514(XV)", "1514 (XV)", " A", "A/RES/1514(XV) A", "1514 (XV) A" },
		{ "en/A/RES/1514%20(XV)", "1514 (XV)", "", "A/RES/1514(XV)", "1514 (XV)" },
		{ "en/S/RES/2250(2015)", " 2250 (2015) ", "A", "S/RES/2250(2015)", "2250 (2015)" },
		{ "en/A/78/404", "A/78/404", " A", "A/78/404", "A/78/404" },
		{ "en/A%2FRES%2f78%2F1", "78/1", "", "A/RES/78/1", "78/1" },
		{ "en/A%1vRES/78/1", "that one", "", NULL, NULL }, /* v is no digit */
		{ "en/A/RES/78/1%00", "that one", "", NULL, NULL },
		{ "doc/UNDOC/GEN/N1.pdf", "a file", "", NULL, NULL },
		{ "en/", "nothing", "", NULL, NULL },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buffer body = BUFFER_INIT;
		buffer_add_format(
		    &body,
		    "<paragraph><num>1.</num><content><p>See <a "
		    "href=\"https://undocs.org/%s\">%s</a>%s;</p></content></paragraph>",
		    rows[i].href, rows[i].link, rows[i].behind);
		struct resolution resolution = read_english("", body.bytes, NULL);
		const struct clause *clause = find(&resolution, "OP1");
		cr_assert_eq(clause->citation_count, rows[i].symbol != NULL, "%s", rows[i].href);
		if (rows[i].symbol != NULL) {
			const struct citation *citation = &clause->citations[0];
			cr_assert_str_eq(citation->symbol, rows[i].symbol, "%s: %s", rows[i].href,
					 citation->symbol);
			cr_assert_eq(citation->length, strlen(rows[i].words), "%s", rows[i].words);
			cr_assert_eq(
			    memcmp(clause->text + citation->start, rows[i].words, citation->length),
			    0, "%s in %s", rows[i].words, clause->text);
		}
		resolution_release(&resolution);
		buffer_release(&body);
	}
	LEAK_CHECK();
}

Test(akn_reader, addresses_may_end_in_the_middle_of_an_escape)
{
	static const char *const addresses[] = { "https://undocs.org/en/A/RES/78/1%",
						 "https://undocs.org/en/A/RES/78/1%2",
						 "https://undocs.org/%2", "https://undocs.org/" };
	struct arena arena = ARENA_INIT;
	struct akn_text text = { .raw = BUFFER_INIT };
	akn_text_clear(&text);
	for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
		/* A copy of its own: a sanitizer sees what is read behind it. */
		char *address = strdup(addresses[i]);
		cr_expect_eq(akn_text_link(&text, &arena, address), 0, "%s", address);
		free(address);
	}
	akn_text_release(&text);
	arena_release(&arena);
	LEAK_CHECK();
}

Test(akn_reader, links_to_pages_are_no_citations)
{
	struct resolution resolution =
	    read_english("",
			 OP("1.", "See <a href=\"https://www.un.org/dppa/en/c24/seminars/2010\">a "
				  "page</a> and <a href=\"https://docs.un.org/en/A/90/7\">it</a>."),
			 NULL);
	const struct clause *clause = find(&resolution, "OP1");
	cr_assert_eq(clause->citation_count, 1);
	cr_assert_str_eq(clause->citations[0].symbol, "A/90/7");
	resolution_release(&resolution);
	LEAK_CHECK();
}

/* The same resolution as five languages number it. */
Test(akn_reader, labels_are_the_same_in_every_language)
{
	static const struct {
		struct frame frame;
		const char *one, *two, *a, *b, *i, *ii;
	} rows[] = {
		{ { "eng", "Ninetieth session", "", "", "", "The General Assembly," },
		  "1.",
		  "2.",
		  "(a)",
		  "(b)",
		  "(i)",
		  "(ii)" },
		{ { "spa", "Nonagésimo período de sesiones", "", "", "", "La Asamblea General," },
		  "1.",
		  "2.",
		  "a)",
		  "b)",
		  "i)",
		  "ii)" },
		{ { "rus", "Девяностая сессия", "", "", "", "Генеральная Ассамблея," },
		  "1.",
		  "2.",
		  "а)",
		  "b)",
		  "i)",
		  "ii)" },
		{ { "ara", "الدورة التسعون", "", "", "", "إن الجمعية العامة،" },
		  "1 -",
		  "2 -",
		  "(أ)",
		  "(ب)",
		  "’1‘",
		  "’2‘" },
		{ { "zho", "第九十届会议", "", "", "", "大会，" },
		  "1.",
		  "2.",
		  "(a)",
		  "(b)",
		  "㈠",
		  "㈡" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buffer body = BUFFER_INIT;
		for (int flat = 0; flat < 2; flat++) {
			/* once with the lists that the markup has, once as a row of paragraphs */
			static const char *const shapes[] = {
				"<paragraph><num>%s</num><list><intro><p>x:</p></"
				"intro><point><num>%s"
				"</num><content><p>x;</p></content></point><point><num>%s</"
				"num><content>"
				"<p>x:</p></content></point><sublist><point><num>%s</"
				"num><content><p>x;"
				"</p></content></point><point><num>%s</num><content><p>x;</p></"
				"content>"
				"</point></sublist></list></paragraph><paragraph><num>%s</"
				"num><content>"
				"<p>x.</p></content></paragraph>",
				"<paragraph><content><p>%s\tx:</p></content></paragraph><paragraph>"
				"<content><p>%s\tx;</p></content></"
				"paragraph><paragraph><content><p>%s"
				"\tx:</p></content></paragraph><paragraph><content><p>%s\tx;</p>"
				"</content></paragraph><paragraph><content><p>%s\tx;</p></content>"
				"</paragraph><paragraph><content><p>%s\tx.</p></content></"
				"paragraph>",
			};
			char text[2048];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
			snprintf(text, sizeof text, shapes[flat], rows[i].one, rows[i].a, rows[i].b,
				 rows[i].i, rows[i].ii, rows[i].two);
#pragma GCC diagnostic pop
			struct resolution resolution = read_pieces(&rows[i].frame, "", text, NULL);
			cr_assert_str_eq(resolution.language->iso3, rows[i].frame.language);
			cr_assert_str_eq(resolution.clauses[1].number, rows[i].one);
			cr_assert_eq(resolution.clauses[1].text[0], 'x');
			expect_labels(resolution, "OP1 OP1(a) OP1(b) OP1(b)(i) OP1(b)(ii) OP2");
		}
		buffer_release(&body);
	}
	LEAK_CHECK();
}

Test(akn_reader, sections_that_begin_anew_go_in_front)
{
	/* as sections, and as headings of several kinds */
	expect_labels(
	    read_english(
		"",
		"<section><num>I</num><subheading>Wells</subheading>"
		"<crossHeading refersTo=\"#preamble\"><span class=\"italic\">Noting"
		"</span> them,</crossHeading>" OP("1.", "a;")
		    OP("2.",
		       "b;") "</section><section><subheading>II</subheading><subheading>Springs"
			     "</subheading>" OP("1.", "c;") "</section><section><p>III</p>" PLAIN(
				 "<span class=\"italic\">Decides</span> so.") "</section>",
		NULL),
	    "I/PP1 I/OP1 I/OP2 II/OP1 III/OP1");
	expect_labels(
	    read_english("",
			 OP("1.", "a;") "<subheading>A</subheading>" OP(
			     "1.", "b;") "<subheading>B. More</subheading>" OP("1.", "c;"),
			 NULL),
	    "OP1 A/OP1 B/OP1");
	/* numbers that go on need nothing in front */
	expect_labels(read_english("",
				   "<subheading>I</subheading>" OP(
				       "1.", "a;") "<subheading>II</subheading>" OP("2.", "b;"),
				   NULL),
		      "OP1 OP2");
	LEAK_CHECK();
}

Test(akn_reader, headings_wait_for_the_next_clause)
{
	struct resolution resolution = read_english(
	    "",
	    OP("1.", "a;") "<paragraph class=\"H23\"><heading>Of wells</heading></paragraph>"
			   "<paragraph class=\"H1\"><num>II.</num><subheading>Of "
			   "springs</subheading></paragraph>" PLAIN(
			       "<span class=\"bold\">And of rain</span>") OP("2.", "b;"),
	    NULL);
	cr_assert_str_eq(find(&resolution, "OP2")->heading,
			 "Of wells\nII. Of springs\nAnd of rain");
	expect_labels(resolution, "OP1 OP2");
	LEAK_CHECK();
}

Test(akn_reader, paragraphs_without_number)
{
	static const struct {
		const char *what, *body, *labels;
	} rows[] = {
		{ "the only ones", PLAIN("Decides so;") PLAIN("Decides more."), "OP1 OP2" },
		{ "among others", PLAIN("Resolves that:") OP("1.", "a;") OP("2.", "b."),
		  "P1 OP1 OP2" },
		{ "goes on after a page", OP("1.", "a and") PLAIN("so on;") OP("2.", "b."),
		  "OP1 OP2" },
		{ "is announced",
		  OP("1.", "a:") PLAIN("On Monday;") PLAIN("On Friday;") OP("2.", "b."),
		  "OP1 OP2" },
		{ "stands alone", OP("1.", "a;") PLAIN("We also say so;") OP("2.", "b."),
		  "OP1 P1 OP2" },
		{ "has lost its number", OP("1.", "a;") PLAIN("Asks b;") OP("3.", "c."),
		  "OP1 OP2 OP3" },
		{ "has it in the text", OP("1.", "a;") PLAIN("2. Asks b;") OP("3.", "c."),
		  "OP1 OP2 OP3" },
		{ "has it without a point", OP("17.", "a;") PLAIN("18 Asks b."), "OP17 OP18" },
		{ "has it in front",
		  "<paragraph><num>1.</num><content><p> </p></content></paragraph>" PLAIN("Asks a;")
		      OP("2.", "b."),
		  "OP1 OP2" },
		{ "still preamble", PLAIN("Bearing the wells in mind,") OP("1.", "a."), "PP1 OP1" },
		{ "a wrong number", OP("1.", "a;") OP("7.", "b;") OP("3.", "c."), "OP1 OP2 OP3" },
		{ "all numbers lost", OP("1.", "a;") OP("1.", "b;") OP("1.", "c;") OP("1.", "d."),
		  "OP1 OP2 OP3 OP4" },
		{ "bullets", OP("1.", "a:") PLAIN("• b;") PLAIN("• c."), "OP1 OP1(1) OP1(2)" },
		{ "amounts are no numbers", OP("1.", "a;") PLAIN("1.500 dollars, to be used;"),
		  "OP1 P1" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct resolution resolution = read_english("", rows[i].body, NULL);
		struct buffer labels = BUFFER_INIT;
		labels_of(&resolution, &labels);
		cr_assert_str_eq(labels.bytes, rows[i].labels, "%s: %s", rows[i].what,
				 labels.bytes);
		buffer_release(&labels);
		resolution_release(&resolution);
	}
	LEAK_CHECK();
}

/* Where nothing else would be operative, what announces an annex is not of the preamble. */
Test(akn_reader, the_last_of_the_preamble_can_be_operative)
{
	expect_labels(read_english(PP("Recalling", "the wells,")
				       PP("Adopts", "the following declaration:"),
				   "", NULL),
		      "PP1 OP1");
	expect_labels(
	    read_english(PP("Recalling", "the wells,") PP("Adopts", "the following,"), "", NULL),
	    "PP1 PP2");
	LEAK_CHECK();
}

Test(akn_reader, what_goes_on_is_appended)
{
	struct resolution resolution =
	    read_english("",
			 OP("1.", "Asks for water and")
			     PLAIN("for <a href=\"https://undocs.org/en/A/90/1\">A/90/1"
				   "</a>;") OP("2.", "Says:") PLAIN("“Drink.”"),
			 NULL);
	const struct clause *clause = find(&resolution, "OP1");
	cr_assert_str_eq(clause->text, "Asks for water and for A/90/1;");
	cr_assert_eq(memcmp(clause->text + clause->citations[0].start, "A/90/1", 6), 0);
	cr_assert_str_eq(find(&resolution, "OP2")->text, "Says:\n“Drink.”");
	resolution_release(&resolution);
	LEAK_CHECK();
}

Test(akn_reader, tables_are_one_clause)
{
	struct resolution resolution = read_english(
	    "",
	    OP("1.",
	       "Approves:") "<container "
			    "name=\"table\"><table><tr><th><p>Well</p></th><th><p>Depth<sup>a</"
			    "sup></p>"
			    "</th></tr><tr><td><p>North</p></td><td><p>12</p><p>metres</p></td></"
			    "tr><tr><td/><td><p>"
			    "</p></td></tr><tr><td><p>a</p></td><td/><td><p>c</p></td></tr></"
			    "table></container>"
			    "<paragraph class=\"FootnoteText\"><content><p><sup>a</sup>\tSee <a "
			    "href=\"https://undocs.org/en/A/90/1\">A/90/1</a>.</p></content></"
			    "paragraph>" OP(
				"2.", "b.") "<container><table><tr><td/></tr></table></container>",
	    NULL);
	const struct clause *table = find(&resolution, "OP1/Table");
	cr_assert_str_eq(table->text, "Well | Depth\nNorth | 12 metres\na | | c");
	cr_assert_eq(table->part, PART_OPERATIVE);
	cr_assert_eq(table->footnote_count, 1);
	cr_assert_str_eq(table->footnotes[0].mark, "a");
	cr_assert_str_eq(table->footnotes[0].text, "See A/90/1.");
	cr_assert_str_eq(table->citations[0].symbol, "A/90/1");
	expect_labels(resolution, "OP1 OP1/Table OP2");
	LEAK_CHECK();
}

Test(akn_reader, raised_figures_that_are_typed_are_notes_or_powers)
{
	struct resolution resolution = read_english(
	    "", OP("1.", "Asks for 10 m² of land, less CO², and wells,¹⁴ as noted⁵;"), NULL);
	cr_assert_str_eq(find(&resolution, "OP1")->text,
			 "Asks for 10 m² of land, less CO², and wells, as noted;");
	resolution_release(&resolution);
	/* Of what is raised the figures go, words and commas stay. */
	resolution =
	    read_english("", OP("1.", "The 4<sup>th</sup> well<sup>, 2</sup> and all;"), NULL);
	cr_assert_str_eq(find(&resolution, "OP1")->text, "The 4th well, and all;");
	resolution_release(&resolution);
	LEAK_CHECK();
}

Test(akn_reader, links_in_pieces_are_one)
{
	struct resolution resolution =
	    read_english("",
			 OP("1.", "See <a href=\"https://undocs.org/en/A%2FRES%2F78%2f1\">78</a><a "
				  "href=\"https://undocs.org/en/A/RES/78/1\">/1</a> and <a "
				  "href=\"https://undocs.org/en/A/RES/78/2\"> 78/2 </a>."),
			 NULL);
	const struct clause *clause = find(&resolution, "OP1");
	cr_assert_str_eq(clause->text, "See 78/1 and 78/2 .");
	cr_assert_eq(clause->citation_count, 2);
	cr_assert_str_eq(clause->citations[0].symbol, "A/RES/78/1");
	cr_assert_eq(clause->citations[0].length, 4);
	cr_assert_eq(clause->citations[1].start, 13);
	cr_assert_eq(clause->citations[1].length, 4);
	resolution_release(&resolution);
	LEAK_CHECK();
}

Test(akn_reader, letters_have_names_in_arabic)
{
	static const struct frame arabic = { "ara", "الدورة التسعون",    "", "",
					     "",    "إن الجمعية العامة،" };
	static const struct {
		const char *behind, *symbol;
	} rows[] = {
		{ " ألف المؤرخ", "A/RES/75/252 A" }, { " باء، و", "A/RES/75/252 B" },
		{ " و تقرر", "A/RES/75/252" }, /* one letter is a word: "and" */
		{ " المؤرخ", "A/RES/75/252" },       { ", A", "A/RES/75/252" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buffer body = BUFFER_INIT;
		buffer_add_format(&body,
				  "<paragraph><num>1 -</num><content><p>انظر <a "
				  "href=\"https://undocs.org/ar/A/RES/75/252\">75/252</a>%s؛</p>"
				  "</content></paragraph>",
				  rows[i].behind);
		struct resolution resolution = read_pieces(&arabic, "", body.bytes, NULL);
		const struct clause *clause = find(&resolution, "OP1");
		cr_assert_eq(clause->citation_count, 1);
		cr_assert_str_eq(clause->citations[0].symbol, rows[i].symbol, "%s: %s",
				 rows[i].behind, clause->citations[0].symbol);
		resolution_release(&resolution);
		buffer_release(&body);
	}
	LEAK_CHECK();
}

Test(akn_reader, what_stands_behind_a_table_belongs_to_it)
{
	struct resolution resolution = read_english(
	    "",
	    OP("1.", "Approves:") "<table><tr><td><p>North</p></td><td><p>12</p></td></tr></"
				  "table>" PLAIN("South 14") PLAIN(
				      "(a) Without the <a href=\"https://undocs.org/en/A/90/1\">"
				      "well</a>.") OP("2.", "Decides to dig."),
	    NULL);
	const struct clause *table = find(&resolution, "OP1/Table");
	cr_assert_str_eq(table->text, "North | 12\nSouth 14");
	cr_assert_eq(table->footnote_count, 1);
	cr_assert_str_eq(table->footnotes[0].mark, "(a)");
	cr_assert_str_eq(table->footnotes[0].text, "Without the well.");
	cr_assert_eq(table->citations[0].length, 0, "it stands in a note");
	expect_labels(resolution, "OP1 OP1/Table OP2");
	LEAK_CHECK();
}

Test(akn_reader, numbers_stand_in_odd_places)
{
	/* the point behind the number */
	struct resolution resolution =
	    read_english("", OP("1", ". Asks all;") OP("2", ". Rests."), NULL);
	cr_assert_str_eq(find(&resolution, "OP1")->text, "Asks all;");
	expect_labels(resolution, "OP1 OP2");
	/* alone on its line it is a heading */
	resolution = read_english(
	    "",
	    "<paragraph><num>I</num></paragraph>" OP(
		"1.", "Asks all;") "<paragraph><num>II</num></paragraph>" OP("1.", "Rests."),
	    NULL);
	cr_assert_str_eq(find(&resolution, "II/OP1")->heading, "II");
	expect_labels(resolution, "I/OP1 II/OP1");
	/* an amount is no number */
	resolution = read_english("", PLAIN("1 million dollars are set aside;"), NULL);
	cr_assert_str_eq(find(&resolution, "OP1")->text, "1 million dollars are set aside;");
	resolution_release(&resolution);
	LEAK_CHECK();
}

Test(akn_reader, lines_that_tell_of_the_resolution_are_no_clauses)
{
	static const struct frame bare = { "eng", "Ninetieth session", "", "", "", "" };
	struct resolution resolution = read_pieces(
	    &bare, "<container><p>The General Assembly,</p></container>" PP("Noting", "the wells,"),
	    OP("1.", "Asks all.") PLAIN("43rd plenary meeting"), NULL);
	cr_assert_str_eq(resolution.formula, "The General Assembly,");
	cr_assert_str_eq(resolution.meeting, "43rd plenary meeting");
	expect_labels(resolution, "PP1 OP1");
	LEAK_CHECK();
}

Test(akn_reader, chinese_is_written_without_spaces)
{
	static const struct frame chinese = { "zho", "第九十届会议", "", "", "", "大会，" };
	struct resolution resolution = read_pieces(
	    &chinese, "", OP("1.", "在这方面<span class=\"bold\">吁请注意</span>水井；"), NULL);
	cr_assert_str_eq(find(&resolution, "OP1")->verb, "吁请注意");
	resolution_release(&resolution);
	/* … and numbers right behind the word for "annex" */
	expect_labels(
	    read_pieces(&chinese, "", OP("1.", "核可。"),
			"<paragraph><heading>附件</heading></paragraph>" OP("1.", "水井。")),
	    "OP1 Annex/1");
	expect_labels(
	    read_pieces(&chinese, "", OP("1.", "核可。"),
			"<paragraph><heading>附件一</heading></paragraph>" OP("1.", "水井。")),
	    "OP1 Annex I/1");
	LEAK_CHECK();
}

Test(akn_reader, annexes_have_labels_of_their_own)
{
	struct resolution resolution = read_english(
	    "", OP("1.", "Adopts the text annexed."),
	    "<paragraph class=\"HCh\"><heading>Annex</heading></paragraph><paragraph class=\"HCh\">"
	    "<heading>On wells</heading></paragraph>" PLAIN("We, the diggers,") OP("1.", "Dig:")
		PLAIN("(a) Down;") PLAIN("(b) Up;") OP("2.", "Rest."));
	const struct clause *first = find(&resolution, "Annex/P1");
	cr_assert_eq(first->part, PART_ANNEX);
	cr_assert_str_eq(first->heading, "Annex\nOn wells");
	expect_labels(resolution, "OP1 Annex/P1 Annex/1 Annex/1(a) Annex/1(b) Annex/2");
	expect_labels(
	    read_english(
		"", OP("1.", "Adopts."),
		"<paragraph><heading>Annex I</heading></paragraph>" OP(
		    "1.",
		    "a.") "<paragraph><heading>Annex II</heading></paragraph>"
			  "<paragraph><heading>Article 1</heading></paragraph>" OP(
			      "1.",
			      "b.") "<paragraph><heading>Article 2</heading></paragraph>" OP("1.",
											     "c.")
			      PLAIN("d.")),
	    "OP1 Annex I/1 Annex II/1/1 Annex II/2/1 Annex II/2/P1");
	/* "Annex" twice above the same words is one, and again below them another */
	expect_labels(read_english("", OP("1.", "Adopts."),
				   "<paragraph><heading>Annex</heading></paragraph>"
				   "<paragraph><heading>Annex</heading></paragraph>"
				   "<paragraph><heading>Article 1</heading></paragraph>" OP(
				       "1.", "a.") "<paragraph><heading>Article "
						   "2</heading></paragraph>" OP(
						       "1.", "b.") "<paragraph><"
								   "heading>"
								   "Annex</"
								   "heading></"
								   "paragraph"
								   ">" OP("1.", "c.")),
		      "OP1 Annex/1/1 Annex/2/1 Annex/1");
	/* below "Annex I" the word alone begins nothing */
	expect_labels(
	    read_english(
		"", OP("1.", "Adopts."),
		"<paragraph><heading>Annex I</heading></paragraph>"
		"<paragraph><heading>Annex</heading></paragraph>" OP(
		    "1.", "a.") "<paragraph><heading>Annex II</heading></paragraph>" OP("1.",
											"b.")),
	    "OP1 Annex I/1 Annex II/1");
	/* nothing need stand before it */
	expect_labels(
	    read_english("", "", "<paragraph><heading>Annex</heading></paragraph>" OP("1.", "a.")),
	    "Annex/1");
	LEAK_CHECK();
}

Test(akn_reader, lettered_parts_come_in_one_file)
{
	static const char file[] =
	    "<akomaNtoso><documentCollection><meta><identification><FRBRWork><FRBRuri "
	    "value=\"/x/90-7A-B/\"/></FRBRWork><FRBRExpression><FRBRlanguage language=\"eng\"/>"
	    "</FRBRExpression></identification></meta><coverPage><p><docNumber>A/RES/90/7 A-B"
	    "</docNumber></p></coverPage><preface><p><docNumber>90/7.</docNumber><docTitle>Water"
	    "</docTitle></p></preface><collectionBody><component/></collectionBody>"
	    "</documentCollection><components><component><statement><preface><p><docNumber>A"
	    "</docNumber><docTitle>Of wells</docTitle></p></preface><preamble><container><p>Noting "
	    "a,</p></container></preamble><mainBody><paragraph><num>1.</num><content><p>a;</p>"
	    "</content></paragraph></mainBody></statement></"
	    "component><component><statement><preface>"
	    "<p><docNumber>باء</docNumber><docTitle>Of springs</docTitle></p></preface><mainBody>"
	    "<paragraph><num>1.</num><content><p>b;</p></content></paragraph></mainBody></"
	    "statement>"
	    "</component></components></akomaNtoso>";
	struct resolution resolution;
	struct error error = ERROR_INIT;
	cr_assert_eq(akn_read(&resolution, "x", file, sizeof file - 1, &error), STATUS_OK, "%s",
		     error.message);
	cr_assert_str_eq(resolution.symbol, "A/RES/90/7 A-B");
	cr_assert_str_eq(resolution.title, "Water");
	cr_assert_str_eq(find(&resolution, "A/T")->text, "Of wells");
	cr_assert_eq(find(&resolution, "B/T")->part, PART_TITLE);
	expect_labels(resolution, "A/T A/PP1 A/OP1 B/T B/OP1");
	LEAK_CHECK();
}

Test(akn_reader, the_text_outweighs_a_wrong_language_mark)
{
	struct frame frame = english;
	frame.language = "rus";
	struct resolution resolution = read_pieces(&frame, "", OP("1.", "Asks;"), NULL);
	cr_assert_str_eq(resolution.language->code, "en");
	resolution_release(&resolution);
	LEAK_CHECK();
}

Test(akn_reader, numbers_of_other_resolutions_on_the_cover_are_not_believed)
{
	static const struct {
		const char *cover, *preface, *uri, *second, *symbol;
	} rows[] = {
		{ "A/RES/90/16", "90/16.", "90-16", "", "A/RES/90/16" },
		{ "A/RES/90/3", "90/4.", "90-3", "", "A/RES/90/4" },
		{ "A/RES/90/60", "90/6.", "90-60", "", "A/RES/90/60" },
		{ "A/RES/90/16 B", "90/16.", "90-16", "B", "A/RES/90/16 B" },
		{ "A/RES/90/16", "90/16.", "90-16", "باء", "A/RES/90/16 B" },
		{ "A/RES/90/16 A-C", "90/16.", "90-16A-B", "", "A/RES/90/16 A-C" },
		{ "", "90/16 A.", "90-16", "", "A/RES/90/16 A" },
		{ "", "", "ES-11-6", "", "A/RES/ES-11/6" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buffer file = BUFFER_INIT;
		struct resolution resolution;
		struct error error = ERROR_INIT;
		buffer_add_format(
		    &file,
		    "<akomaNtoso><statement><meta><FRBRWork><FRBRuri value=\"/x/%s/\"/></FRBRWork>"
		    "<FRBRlanguage "
		    "language=\"%s\"/></meta><coverPage><p><docNumber>%s</docNumber></p>"
		    "</coverPage><preface><p><docNumber>%s</docNumber><docTitle>T</docTitle></p><p>"
		    "<docNumber>%s</docNumber></p></preface><mainBody>" PLAIN(
			"x.") "</mainBody></statement></akomaNtoso>",
		    rows[i].uri, rows[i].second[0] < 0 ? "ara" : "eng", rows[i].cover,
		    rows[i].preface, rows[i].second);
		cr_assert_eq(akn_read(&resolution, "x", file.bytes, file.length, &error), STATUS_OK,
			     "%s", error.message);
		cr_assert_str_eq(resolution.symbol, rows[i].symbol, "%zu: %s", i,
				 resolution.symbol);
		cr_assert_str_eq(resolution.title, "T");
		resolution_release(&resolution);
		buffer_release(&file);
	}
	LEAK_CHECK();
}

#define HEAD     "<akomaNtoso><statement><meta><FRBRlanguage language=\"eng\"/></meta>"
#define NUMBERED HEAD "<preface><p><docNumber>1/2</docNumber></p></preface><mainBody>"

Test(akn_reader, refuses_with_name_line_and_reason)
{
	static const struct {
		const char *file;
		enum status status;
		const char *message;
	} rows[] = {
		{ "<html>\n</html>", STATUS_INPUT,
		  "f.xml:1: not an AKN4UN resolution: root element is <html>" },
		{ "<akomaNtoso>\n<statement>\n</akomaNtoso>", STATUS_INPUT,
		  "f.xml:3: not well-formed XML: mismatched tag" },
		{ "<akomaNtoso>\n", STATUS_INPUT,
		  "f.xml:2: not well-formed XML: no element found" },
		{ "<akomaNtoso>&other;</akomaNtoso>", STATUS_INPUT,
		  "f.xml:1: not well-formed XML: undefined entity" },
		{ "<!DOCTYPE x [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;&a;\">]>\n<akomaNtoso>&c;"
		  "</akomaNtoso>",
		  STATUS_INPUT, "f.xml:1: a document type declaration is not allowed" },
		{ "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">\n<akomaNtoso/>", STATUS_INPUT,
		  "f.xml:1: a document type declaration is not allowed" },
		{ "<akomaNtoso/>", STATUS_INPUT,
		  "f.xml: not an AKN4UN resolution: it has no clauses" },
		{ HEAD "<mainBody>" PLAIN("x.") "</mainBody></statement></akomaNtoso>",
		  STATUS_INPUT, "f.xml: not an AKN4UN resolution: it has no symbol" },
		{ NUMBERED "</mainBody></statement></akomaNtoso>", STATUS_INPUT,
		  "f.xml: not an AKN4UN resolution: it has no clauses" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct resolution resolution;
		struct error error = ERROR_INIT;
		int status =
		    akn_read(&resolution, "f.xml", rows[i].file, strlen(rows[i].file), &error);
		cr_assert_eq(status, (int)rows[i].status, "%s", rows[i].file);
		cr_assert_str_eq(error.message, rows[i].message, "%s", error.message);
		cr_assert_eq(error.status, rows[i].status);
		cr_assert_str_eq(resolution.symbol, "");
		cr_assert_eq(resolution.clause_count, 0);
	}
	static const char unknown[] =
	    "<akomaNtoso><statement><mainBody>" PLAIN("x.") "</mainBody></statement></akomaNtoso>";
	struct resolution resolution;
	struct error error = ERROR_INIT;
	cr_assert_eq(akn_read(&resolution, "f.xml", unknown, sizeof unknown - 1, &error),
		     STATUS_INPUT);
	cr_assert_not_null(strstr(error.message, "f.xml:1: the language is not known"));
	LEAK_CHECK();
}

static int read_repeated(const char *before, const char *piece, size_t count, const char *after,
			 struct error *error)
{
	struct resolution resolution;
	struct buffer file = BUFFER_INIT;
	buffer_add_text(&file, before);
	for (size_t i = 0; i < count; i++)
		buffer_add_text(&file, piece);
	buffer_add_text(&file, after);
	int status = akn_read(&resolution, "f", file.bytes, file.length, error);
	resolution_release(&resolution);
	buffer_release(&file);
	return status;
}

Test(akn_reader, limits_are_kept)
{
	static const char end[] = "</mainBody></statement></akomaNtoso>";
	struct error error = ERROR_INIT;
	cr_assert_eq(read_repeated(NUMBERED, PLAIN("x."), READER_MAX_CLAUSES - 1, end, &error),
		     STATUS_OK, "%s", error.message);
	cr_assert_eq(read_repeated(NUMBERED, PLAIN("x."), READER_MAX_CLAUSES, end, &error),
		     STATUS_LIMIT);
	cr_assert_str_eq(error.message, "f:1: clauses: more than 20000");
	cr_assert_eq(read_repeated("<akomaNtoso>", "<x>", READER_MAX_DEPTH - 1, "", &error),
		     STATUS_INPUT);
	cr_assert_eq(read_repeated("<akomaNtoso>", "<x>", READER_MAX_DEPTH, "", &error),
		     STATUS_LIMIT);
	cr_assert_str_eq(error.message, "f:1: elements within elements: more than 64");
	cr_assert_eq(read_repeated("<akomaNtoso>    ", "                ",
				   READER_MAX_BYTES / 16 - 2, "</akomaNtoso>   ", &error),
		     STATUS_INPUT, "this one has no title");
	cr_assert_eq(read_repeated("<akomaNtoso>    ", "                ",
				   READER_MAX_BYTES / 16 - 2, "</akomaNtoso>    ", &error),
		     STATUS_LIMIT);
	cr_assert_str_eq(error.message, "f: longer than 16777216 bytes");
	LEAK_CHECK();
}

Test(akn_reader, a_file_that_ends_anywhere_does_no_harm)
{
	struct buffer file = BUFFER_INIT;
	add_head(&file, &english);
	buffer_add_text(&file, PP("Noting", "the wells,<authorialNote marker=\"1\"><p>a</p>"
					    "</authorialNote>") "</preamble><mainBody>");
	buffer_add_text(
	    &file,
	    OP("1.",
	       "<a href=\"https://undocs.org/en/A/RES/1/1\">1/1</a> B;") "<container><table><tr><"
									 "td>a</td></tr></table></"
									 "container>"
									 "</mainBody>");
	buffer_add_text(&file, tail);
	for (size_t length = 0; length < file.length; length++) {
		struct resolution resolution;
		struct error error = ERROR_INIT;
		char *cut = malloc(length + 1); /* so that a sanitizer sees reads behind the end */
		memcpy(cut, file.bytes, length);
		cr_assert_eq(akn_read(&resolution, "f", cut, length, &error), STATUS_INPUT, "%zu",
			     length);
		cr_assert_eq(memcmp(error.message, "f:", 2), 0, "%s", error.message);
		free(cut);
	}
	buffer_release(&file);
	LEAK_CHECK();
}

Test(akn_reader, elements_in_odd_places_do_no_harm)
{
	static const char *const bodies[] = {
		"<p>a;</p><num>2.</num><p>b.</p>",
		"<num>1.</num><num>2.</num><subheading/><paragraph><num>3.</num></paragraph>" PLAIN(
		    "x."),
		"<table><tr><td><table><tr><td>a</td></tr></table>b</td></tr></table>",
		"<tr><td>a</td></tr>" PLAIN("x."),
		"<table><p>a</p><tr><td>b</td></tr></table>" PLAIN("x."),
		"<table><tr><td>a</td></tr></table><th></th>" PLAIN("x."),
		PLAIN("<p>a</p><p><num>1.</num>b</p><heading>c</heading>"),
		PLAIN("a<a href=\"https://undocs.org/en/A/RES/1/1\">b<a "
		      "href=\"https://undocs.org/en/A/RES/1/2\">c</a></a>"),
		PLAIN("a<authorialNote><p>b<authorialNote>c</authorialNote></p></authorialNote>"),
		"<authorialNote marker=\"1\"><p>b</p></authorialNote>" PLAIN("x."),
		"<sublist><list><point><num>(a)</num><p>a;</p></point></list></sublist>",
		"<blockList><item><p>a;</p></item></blockList>",
		"<preamble><mainBody><preface><p><docTitle>b</docTitle></p></preface>" PLAIN(
		    "x.") "</mainBody></preamble>",
		"<doc><mainBody>" PLAIN("x.") "</mainBody></doc>" PLAIN("y."),
		PLAIN("<docNumber>9/9</docNumber><docNumber><docNumber>1</docNumber></docNumber>x"),
		PLAIN("<sup><sup>1</sup>2</sup><span class=\"bold italic\"><sup>(a)</sup></span>x"),
	};
	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		struct resolution resolution = read_english("", bodies[i], NULL);
		cr_assert_geq(resolution.clause_count, 2, "%s", bodies[i]);
		resolution_release(&resolution);
	}
	LEAK_CHECK();
}

static char *read_real(const char *pattern, size_t *length)
{
	const char *corpus = getenv("CLAUSULA_CORPUS");
	char path[512];
	glob_t found;
	char *bytes = NULL;
	snprintf(path, sizeof path, "%s/%s", corpus, pattern);
	if (glob(path, 0, NULL, &found) == 0) {
		FILE *file = fopen(found.gl_pathv[0], "rb");
		fseek(file, 0, SEEK_END);
		*length = (size_t)ftell(file);
		rewind(file);
		bytes = malloc(*length);
		cr_assert_eq(fread(bytes, 1, *length, file), *length);
		fclose(file);
	}
	globfree(&found);
	cr_assert_not_null(bytes, "%s is not there", path);
	return bytes;
}

Test(akn_reader, reads_the_real_78_16_in_six_languages)
{
	static const char *const folders[] = { "Arabic", "Chinese", "English",
					       "French", "Russian", "Spanish" };
	if (getenv("CLAUSULA_CORPUS") == NULL)
		cr_skip_test("SKIPPED: CLAUSULA_CORPUS is not set");
	struct buffer wanted = BUFFER_INIT;
	for (int i = 1; i <= 21; i++)
		buffer_add_format(&wanted, "PP%d ", i);
	buffer_add_text(&wanted, "OP1 OP2 OP3 OP3(a) OP3(b) OP3(c) OP4 OP5");
	for (size_t i = 0; i < 6; i++) {
		char pattern[64];
		size_t length;
		struct resolution resolution;
		struct error error = ERROR_INIT;
		snprintf(pattern, sizeof pattern, "78session/%s/A_RES_78_16-*.xml", folders[i]);
		char *bytes = read_real(pattern, &length);
		cr_assert_eq(akn_read(&resolution, "x", bytes, length, &error), STATUS_OK);
		cr_assert_eq(resolution_check(&resolution, &error), STATUS_OK, "%s", error.message);
		cr_assert_str_eq(resolution.symbol, "A/RES/78/16");
		cr_assert_str_eq(resolution.date, "2023-12-04");
		cr_assert_str_eq(resolution.committee_code, "1");
		cr_assert_str_eq(resolution.agenda_item, "94");
		cr_assert_eq(resolution.vote.yes, 161);
		cr_assert_eq(find(&resolution, "PP1")->citation_count, 28, "%s", folders[i]);
		cr_assert_str_eq(find(&resolution, "PP1")->citations[0].symbol, "A/RES/43/78 H");
		cr_assert_eq(find(&resolution, "PP8")->footnote_count, 2);
		for (size_t k = 1; k < resolution.clause_count; k++)
			cr_assert_eq(resolution.clauses[k].verb[0] == '\0',
				     strchr(resolution.clauses[k].label, '(') != NULL, "%s %s",
				     folders[i], resolution.clauses[k].label);
		expect_labels(resolution, wanted.bytes);
		free(bytes);
	}
	buffer_release(&wanted);
	LEAK_CHECK();
}
