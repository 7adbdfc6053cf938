/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "corpus/reader.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What most of the texts below begin with. */
#define HEAD                                                                                       \
	"Ninety-first session\nAgenda item 7\n\n"                                                  \
	"Resolution adopted by the General Assembly on 3 May 2036\n\n"                             \
	"91/7. Lighthouses\n\nThe General Assembly,\n\n"

static void read_text(struct resolution *resolution, const char *text)
{
	struct error error = ERROR_INIT;
	resolution_init(resolution);
	int status = text_read(resolution, "test.txt", text, strlen(text), &error);
	cr_assert_eq(status, STATUS_OK, "%s\n%s", error.message, text);
}

/* "PART LABEL NUMBER {VERB} <HEADING> TEXT [MARK: FOOTNOTE]" of each clause but the title. */
static void describe(const struct resolution *resolution, struct buffer *out)
{
	for (size_t i = 1; i < resolution->clause_count; i++) {
		const struct clause *clause = &resolution->clauses[i];
		buffer_add_format(out, "%c %s %s {%s} <%s> %s", part_names[clause->part][0],
				  clause->label, clause->number, clause->verb, clause->heading,
				  clause->text);
		for (size_t j = 0; j < clause->footnote_count; j++)
			buffer_add_format(out, " [%s: %s]", clause->footnotes[j].mark,
					  clause->footnotes[j].text);
		buffer_add_byte(out, '\n');
	}
}

static void expect(const char *text, const char *wanted)
{
	struct resolution resolution;
	struct buffer got = BUFFER_INIT;
	read_text(&resolution, text);
	describe(&resolution, &got);
	cr_assert_str_eq(got.bytes, wanted, "got:\n%swanted:\n%s", got.bytes, wanted);
	buffer_release(&got);
	resolution_release(&resolution);
}

Test(text_reader, reads_the_header)
{
	static const char text[] =
	    "<!-- a comment\nof two lines -->\n"
	    "Nonagésimo primer período de sesiones\nTema 69 a) del programa\n"
	    "**Faros y otras\nseñales**\n\n"
	    "Resolución aprobada por la Asamblea General el 3 de mayo de 2036\n\n"
	    "[sobre la base del informe de la Primera Comisión ([A/91/404](#), párr. 14)]\n\n"
	    "91/7. Los faros y la seguridad\nde la navegación\n\n"
	    "La Asamblea General,\n\n"
	    "Recordando los faros,\n\n"
	    "1. *Decide* mantenerlos encendidos.\n\n"
	    "*42ª sesión plenaria\n3 de mayo de 2036*";
	struct resolution resolution;
	read_text(&resolution, text);
	cr_assert_str_eq(resolution.language->code, "es");
	cr_assert_str_eq(resolution.symbol, "A/RES/91/7");
	cr_assert_str_eq(resolution.session, "91");
	cr_assert_str_eq(resolution.date, "2036-05-03");
	cr_assert_str_eq(resolution.title, "Los faros y la seguridad de la navegación");
	cr_assert_str_eq(resolution.session_line, "Nonagésimo primer período de sesiones");
	cr_assert_str_eq(resolution.agenda_item, "69 (a)");
	cr_assert_str_eq(resolution.agenda_title, "Faros y otras señales");
	cr_assert_str_eq(resolution.adoption,
			 "Resolución aprobada por la Asamblea General el 3 de mayo de 2036");
	cr_assert_str_eq(resolution.committee, "Primera Comisión");
	cr_assert_str_eq(resolution.report, "A/91/404, párr. 14");
	cr_assert_str_eq(resolution.formula, "La Asamblea General,");
	cr_assert_str_eq(resolution.meeting, "42ª sesión plenaria");
	cr_assert_str_eq(resolution.closing, "3 de mayo de 2036");
	cr_assert_eq(resolution.clause_count, 3);
	cr_assert_str_eq(resolution.clauses[0].label, "T");
	cr_assert_eq(resolution.clauses[0].part, PART_TITLE);
	cr_assert_str_eq(resolution.clauses[0].text, resolution.title);
	resolution_release(&resolution);
	LEAK_CHECK();
}

Test(text_reader, reads_reports_in_every_shape_of_brackets)
{
	static const struct {
		const char *session, *adopted, *line, *report;
	} rows[] = {
		{ "第九十一届会议", "2036年5月3日大会决议",
		  "[根据第四委员会的报告（A/91/404，第14段）通过]", "A/91/404，第14段" },
		{ "الدورة الحادية والتسعون", "قرار اتخذته الجمعية العامة في 3 أيار/مايو 2036",
		  "[بناء على تقرير اللجنة الأولى (A/91/404، الفقرة 7()]", "A/91/404، الفقرة 7" },
		{ "Ninety-first session",
		  "Resolution adopted by the General Assembly on 3 May 2036",
		  "[on the report of the Special Political and Decolonization Committee (Fourth "
		  "Committee) (A/91/404, para. 14)]",
		  "A/91/404, para. 14" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buffer text = BUFFER_INIT;
		struct resolution resolution;
		buffer_add_format(&text, "%s\n\n%s\n\n%s\n\n91/7. Faros\n\n", rows[i].session,
				  rows[i].adopted, rows[i].line);
		buffer_add_text(&text, i == 0 ? "大会，\n\n1. 决定审查。\n"
				       : i == 1 ? "إن الجمعية العامة،\n\n1 - تقرر النظر.\n"
						: "The General Assembly,\n\n1. Decides to look.\n");
		read_text(&resolution, text.bytes);
		cr_assert_str_eq(resolution.report, rows[i].report, "%s", resolution.report);
		resolution_release(&resolution);
		buffer_release(&text);
	}
	LEAK_CHECK();
}

/* The same words in every shape that a symbol and a title come in. */
Test(text_reader, finds_symbol_and_title)
{
	static const struct {
		const char *lines, *symbol, *title;
	} rows[] = {
		{ "91/7. Lighthouses", "A/RES/91/7", "Lighthouses" },
		{ "**91/7. Lighthouses**", "A/RES/91/7", "Lighthouses" },
		{ "# 91/7. Lighthouses", "A/RES/91/7", "Lighthouses" },
		{ "**91/7.** Lighthouses", "A/RES/91/7", "Lighthouses" },
		{ "91/7 - Lighthouses", "A/RES/91/7", "Lighthouses" },
		{ "91/7.\nLighthouses", "A/RES/91/7", "Lighthouses" },
		{ "91/7.\n\nLighthouses", "A/RES/91/7", "Lighthouses" },
		{ "A/RES/91/7\n\nUnited Nations\n\n3 June 2036\n\nLighthouses", "A/RES/91/7",
		  "Lighthouses" },
		{ "A/RES/91/7. Lighthouses", "A/RES/91/7", "Lighthouses" },
		{ "91/7 B. Lighthouses", "A/RES/91/7 B", "Lighthouses" },
		{ "91/7 A lighthouse", "A/RES/91/7", "A lighthouse" },
		{ "ES-11/2. Lighthouses", "A/RES/ES-11/2", "Lighthouses" },
		{ "1/5\n\n91/7. Lighthouses\nand beacons", "A/RES/91/7",
		  "Lighthouses and beacons" },
		{ "91/7. Lighthouses\nI", "A/RES/91/7", "Lighthouses" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buffer text = BUFFER_INIT;
		struct resolution resolution;
		buffer_add_format(&text, "%s\n\nThe General Assembly,\n\n1. Decides to wait.\n",
				  rows[i].lines);
		read_text(&resolution, text.bytes);
		cr_assert_str_eq(resolution.symbol, rows[i].symbol, "%s", rows[i].lines);
		cr_assert_str_eq(resolution.title, rows[i].title, "%s: %s", rows[i].lines,
				 resolution.title);
		cr_assert_eq(resolution.clause_count, 2, "%s", rows[i].lines);
		resolution_release(&resolution);
		buffer_release(&text);
	}
	LEAK_CHECK();
}

Test(text_reader, reads_clauses_in_every_language)
{
	static const char *const rows[][2] = {
		{ "إن الجمعية العامة،\n\nإذ تشير إلى المنارات،\n\n1 - *تقرر* ما يلي:\n\n(أ) "
		  "البحر؛\n\n"
		  "’1‘ الضوء؛\n\n’2‘ الريح؛\n\n(ب) الشاطئ.\n",
		  "p PP1  {إذ تشير} <> إذ تشير إلى المنارات،\no OP1 1 - {تقرر} <> تقرر ما يلي:\n"
		  "o OP1(a) (أ) {} <> البحر؛\no OP1(a)(i) ’1‘ {} <> الضوء؛\n"
		  "o OP1(a)(ii) ’2‘ {} <> الريح؛\no OP1(b) (ب) {} <> الشاطئ.\n" },
		{ "大会，\n\n回顾灯塔，\n\n1. *决定*如下：\n\n(a) 海；\n\n㈠ 光；\n\n㈡ "
		  "风；\n\n(b) 岸。\n",
		  "p PP1  {回顾} <> 回顾灯塔，\no OP1 1. {决定} <> 决定如下：\no OP1(a) (a) {} <> "
		  "海；\n"
		  "o OP1(a)(i) ㈠ {} <> 光；\no OP1(a)(ii) ㈡ {} <> 风；\no OP1(b) (b) {} <> "
		  "岸。\n" },
		{ "L’Assemblée générale,\n\nRappelant les phares,\n\n1. *Décide* ce qui suit :\n\n"
		  "a) La mer ;\n\ni) La lumière ;\n\nii) Le vent ;\n\nb) La côte.\n",
		  "p PP1  {Rappelant} <> Rappelant les phares,\n"
		  "o OP1 1. {Décide} <> Décide ce qui suit :\no OP1(a) a) {} <> La mer ;\n"
		  "o OP1(a)(i) i) {} <> La lumière ;\no OP1(a)(ii) ii) {} <> Le vent ;\n"
		  "o OP1(b) b) {} <> La côte.\n" },
		{ "Генеральная Ассамблея,\n\nссылаясь на маяки,\n\n1. *постановляет* следующее:\n\n"
		  "a) море;\n\ni) свет;\n\nii) ветер;\n\nb) берег;\n\nс) порт.\n",
		  "p PP1  {ссылаясь} <> ссылаясь на маяки,\n"
		  "o OP1 1. {постановляет} <> постановляет следующее:\no OP1(a) a) {} <> море;\n"
		  "o OP1(a)(i) i) {} <> свет;\no OP1(a)(ii) ii) {} <> ветер;\n"
		  "o OP1(b) b) {} <> берег;\no OP1(c) с) {} <> порт.\n" },
		{ "Die Generalversammlung,\n\nunter Hinweis auf die Leuchttürme,\n\n"
		  "1. *beschließt*, sie zu erhalten.\n",
		  "p PP1  {unter Hinweis} <> unter Hinweis auf die Leuchttürme,\n"
		  "o OP1 1. {beschließt} <> beschließt, sie zu erhalten.\n" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect(rows[i][0], rows[i][1]);
	LEAK_CHECK();
}

static const struct {
	const char *text, *clauses;
} shapes[] = {
	/* a footnote in the middle of a clause, and one between the points of a list */
	{ HEAD "Noting that the report¹ names the lamps that serve\n\n¹ See [A/91/1](#).\n\n"
	       "the remote coasts,\n\n1. Asks States² to:\n\n(a) Look;\n\n² All of them.\n\n(b) "
	       "Listen.\n",
	  "p PP1  {Noting} <> Noting that the report names the lamps that serve the remote coasts, "
	  "[1: See A/91/1.]\no OP1 1. {} <> Asks States to: [2: All of them.]\n"
	  "o OP1(a) (a) {} <> Look;\no OP1(b) (b) {} <> Listen.\n" },
	/* the page's own lines */
	{ HEAD
	  "Noting the sea,\n\n2/5\n\nA/RES/91/7\n\n23-24434 (E)\n\n* * *\n\n---\n\n1. Decides to "
	  "look at\n\n23-24434 3/5\n\nA/RES/91/7 Lighthouses\n\nRequests of all kinds.\n",
	  "p PP1  {Noting} <> Noting the sea,\n"
	  "o OP1 1. {Decides} <> Decides to look at Requests of all kinds.\n" },
	/* on top of a page stands the first title, and nothing when there is none */
	{ "91/7. Lighthouses\n\n91/8. The sea\n\nThe General Assembly,\n\nNoting the "
	  "sea,\n\n1. Decides to look at\n\nA/RES/91/7 Lighthouses\n\nlamps and\n\n"
	  "A/RES/91/8 The sea\n\n2. Requests a report.\n",
	  "p PP1  {Noting} <> Noting the sea,\n"
	  "o OP1 1. {Decides} <> Decides to look at lamps and A/RES/91/8 The sea\n"
	  "o OP2 2. {Requests} <> Requests a report.\n" },
	{ "Lighthouses\n\nA/RES/91/7\n\nThe General Assembly,\n\nNoting the sea,\n\n1. Decides "
	  "to look at\n\nA/RES/91/7 Lighthouses\n\n2. Requests a report.\n",
	  "p PP1  {Noting} <> Noting the sea,\n"
	  "o OP1 1. {Decides} <> Decides to look at A/RES/91/7 Lighthouses\n"
	  "o OP2 2. {Requests} <> Requests a report.\n" },
	/* a clause that goes on behind blank lines, and one that does not */
	{ HEAD
	  "Noting the lamps and\n\n\nthe towers,\n\nNoting the sea\n\nNoting also the wind,\n\n"
	  "1. Decides to look.\n",
	  "p PP1  {Noting} <> Noting the lamps and the towers,\np PP2  {Noting} <> Noting the sea\n"
	  "p PP3  {Noting also} <> Noting also the wind,\no OP1 1. {Decides} <> Decides to "
	  "look.\n" },
	/* a sentence of its own, with what is clearly the preamble behind it and its footnote */
	{ HEAD "The keepers are fewer.¹\n\n¹ See [A/91/1](#).\n\nNoting the sea,\n\n1. Decides to "
	       "look.\n",
	  "p PP1  {} <> The keepers are fewer. [1: See A/91/1.]\np PP2  {Noting} <> Noting the "
	  "sea,\n"
	  "o OP1 1. {Decides} <> Decides to look.\n" },
	/* numbers of two words */
	{ "إن الجمعية العامة،\n\n1 - تقرر:\n\n(حادي عشر) النظر؛\n\n(ثاني عشر) السمع.\n",
	  "o OP1 1 - {تقرر} <> تقرر:\no OP1(xi) (حادي عشر) {} <> النظر؛\n"
	  "o OP1(xii) (ثاني عشر) {} <> السمع.\n" },
	/* a number behind points, below a full line */
	{ HEAD "Noting the sea,\n1. Requests the keepers of all the lighthouses of the remote "
	       "coasts to:\n"
	       "(a) Stay awake in the evening, and also in the night and the morning;\n"
	       "(b) Look at the sea as long as there is any light of any lamp to be seen.\n"
	       "2. Thanks the keepers.\n",
	  "p PP1  {Noting} <> Noting the sea,\n"
	  "o OP1 1. {Requests} <> Requests the keepers of all the lighthouses of the remote coasts "
	  "to:\n"
	  "o OP1(a) (a) {} <> Stay awake in the evening, and also in the night and the morning;\n"
	  "o OP1(b) (b) {} <> Look at the sea as long as there is any light of any lamp to be "
	  "seen.\n"
	  "o OP2 2. {} <> Thanks the keepers.\n" },
	/* what has a number or begins in italics is a clause of its own, whatever is before it */
	{ HEAD "Noting the sea and\n\n*Noting* the wind,\n\n1. Decides to look and\n\n"
	       "2. Requests the keepers to listen.\n",
	  "p PP1  {Noting} <> Noting the sea and\np PP2  {Noting} <> Noting the wind,\n"
	  "o OP1 1. {Decides} <> Decides to look and\n"
	  "o OP2 2. {Requests} <> Requests the keepers to listen.\n" },
	/* words that could open a clause are a heading over a number, but not over points */
	{ HEAD "Noting the sea,\n\n1. Decides to look.\n\nRequests to the keepers\n\n"
	       "2. Thanks them.\n",
	  "p PP1  {Noting} <> Noting the sea,\no OP1 1. {Decides} <> Decides to look.\n"
	  "o OP2 2. {} <Requests to the keepers> Thanks them.\n" },
	{ HEAD "Noting the sea,\n\nRequests the keepers\n\n(a) To look;\n\n(b) To listen.\n",
	  "p PP1  {Noting} <> Noting the sea,\no OP1  {Requests} <> Requests the keepers\n"
	  "o OP1(a) (a) {} <> To look;\no OP1(b) (b) {} <> To listen.\n" },
	/* lines wrapped by hand, with and without blank lines in between */
	{ HEAD
	  "Recalling that the lighthouses of all coasts have been counted in the year\n"
	  "2036. The keepers are fewer, as paragraph\n3 of the report says,\n"
	  "Noting the sea,\n1. Decides that the lamps are to be lit in the evening, and that the\n"
	  "keepers are to be thanked;\n2. Requests the keepers to:\n(a) Stay awake;\n"
	  "(b) Look at the sea.\n",
	  "p PP1  {Recalling} <> Recalling that the lighthouses of all coasts have been counted in "
	  "the "
	  "year 2036. The keepers are fewer, as paragraph 3 of the report says,\n"
	  "p PP2  {Noting} <> Noting the sea,\n"
	  "o OP1 1. {Decides} <> Decides that the lamps are to be lit in the evening, and that the "
	  "keepers are to be thanked;\no OP2 2. {Requests} <> Requests the keepers to:\n"
	  "o OP2(a) (a) {} <> Stay awake;\no OP2(b) (b) {} <> Look at the sea.\n" },
	/* emphasis of all kinds, escapes, HTML, and verbs with and without it */
	{ HEAD
	  "**Noting** _the sea_,\n\n**1.** ***Decides*** to \\*look\\* at 3 * 4 lamps;\n\n"
	  "2\\. <em>Also decides</em> &amp; waits<br>here;\n\n3. _Takes note_ _with appreciation_ "
	  "of file_name_here;\n\n\\(a\\) Sea;\n\n4. Takes note with appreciation of it.\n",
	  "p PP1  {Noting} <> Noting the sea,\no OP1 1. {Decides} <> Decides to *look* at 3 * 4 "
	  "lamps;\n"
	  "o OP2 2. {Also decides} <> Also decides & waits here;\n"
	  "o OP3 3. {Takes note with appreciation} <> Takes note with appreciation of "
	  "file_name_here;\n"
	  "o OP3(a) (a) {} <> Sea;\n"
	  "o OP4 4. {Takes note with appreciation} <> Takes note with appreciation of it.\n" },
	/* footnote marks of all kinds; a power is none */
	{ HEAD
	  "Noting one¹, two ², three[^3], four<sup>4</sup> and five(⁵), 3 km² and 2 m³ of "
	  "water,\n\n1. Decides to look.\n\n[^3]: Three.\n\n¹ One.\n² Two.\n<sup>4</sup> Four.\n"
	  "(⁵) Five.\n",
	  "p PP1  {Noting} <> Noting one, two, three, four and five, 3 km² and 2 m³ of water, "
	  "[3: Three.] [1: One.] [2: Two.] [4: Four.] [5: Five.]\n"
	  "o OP1 1. {Decides} <> Decides to look.\n" },
	/* a mark is one word: what has a tab or another control between its brackets is none */
	{ HEAD "Noting one,[^1]\n\n1. Decides to look.\n\n[^1]: One.\n\n[^2\t3]: Two.\n\n"
	       "[^\f4]: Three.\n",
	  "p PP1  {Noting} <> Noting one, [1: One.]\n"
	  "o OP1 1. {Decides} <> Decides to look.\n"
	  "o P1  {} <> [^2 3]: Two.\no P2  {} <> [^ 4]: Three.\n" },
	/* a footnote without a mark belongs to the clause before it; digits need not be raised */
	{ HEAD "Noting one,¹\n\n1. Decides to look;²\n\n1 One.\n\n2 Two.\n\n\\* Three.\n",
	  "p PP1  {Noting} <> Noting one, [1: One.]\n"
	  "o OP1 1. {Decides} <> Decides to look; [2: Two.] [*: Three.]\n" },
	/* up to 999 */
	{ HEAD "Noting one,⁹⁹⁸\n\n1. Decides to look;⁹⁹⁹\n\n⁹⁹⁸ One.\n\n999 Two.\n",
	  "p PP1  {Noting} <> Noting one, [998: One.]\n"
	  "o OP1 1. {Decides} <> Decides to look; [999: Two.]\n" },
	/* cross-headings and sections; a section may have a preamble of its own */
	{ HEAD "I\n\nThe sea\n\nNoting the sea,\n\n1. Decides to look;\n\n## A closer look\n\n"
	       "2. Decides to listen.\n\nII\n\n**The wind**\n\nNoting the wind,\n\n1. Decides to "
	       "sail.\n",
	  "p I/PP1  {Noting} <I\nThe sea> Noting the sea,\n"
	  "o I/OP1 1. {Decides} <> Decides to look;\n"
	  "o I/OP2 2. {Decides} <A closer look> Decides to listen.\n"
	  "p II/PP1  {Noting} <II\nThe wind> Noting the wind,\n"
	  "o II/OP1 1. {Decides} <> Decides to sail.\n" },
	/* lettered parts have formulas of their own */
	{ "91/7 A and B. Lighthouses\n\nA\n\nThe General Assembly,\n\nDecides to look.\n\nB\n\n"
	  "The General Assembly,\n\nNoting the sea,\n\n1. Decides to listen.\n",
	  "o A/OP1  {Decides} <> Decides to look.\np B/PP1  {Noting} <> Noting the sea,\n"
	  "o B/OP1 1. {Decides} <> Decides to listen.\n" },
	/* annexes */
	{ HEAD
	  "1. Adopts the annex.\n\n42nd plenary meeting, 3 May 2036\n\nAnnex\n\nRules for "
	  "keepers\n\nWe, the keepers,\n\n1. The lamp is lit:\n\n(a) At dusk;\n\n(b) In fog.\n\n"
	  "2. The log is kept.\n",
	  "o OP1 1. {Adopts} <> Adopts the annex.\n"
	  "a Annex/P1  {} <Annex\nRules for keepers> We, the keepers,\n"
	  "a Annex/1 1. {} <> The lamp is lit:\na Annex/1(a) (a) {} <> At dusk;\n"
	  "a Annex/1(b) (b) {} <> In fog.\na Annex/2 2. {} <> The log is kept.\n" },
	{ HEAD "1. Adopts the annexes.\n\nAnnex I\n\n1. One.\n\nAnnex II\n\n1. Two.\n",
	  "o OP1 1. {Adopts} <> Adopts the annexes.\na Annex I/1 1. {} <Annex I> One.\n"
	  "a Annex II/1 1. {} <Annex II> Two.\n" },
	/* a table is one clause */
	{ HEAD "1. Approves:\n\n| Lamp | **Oil** |\n| --- | ---: |\n| North | 12 |\n| South | 7 "
	       "\\| 8 |\n\n"
	       "2. Decides to look.\n",
	  "o OP1 1. {Approves} <> Approves:\n"
	  "o OP1/Table  {} <> Lamp | Oil\nNorth | 12\nSouth | 7 | 8\n"
	  "o OP2 2. {Decides} <> Decides to look.\n" },
	/* one operative paragraph has no number; points of a list may be dashes */
	{ HEAD "Noting the sea,\n\nDecides:\n\n– To look;\n\n– To listen.\n",
	  "p PP1  {Noting} <> Noting the sea,\no OP1  {Decides} <> Decides:\n"
	  "o OP1(1) – {} <> To look;\no OP1(2) – {} <> To listen.\n" },
	/* points of the preamble */
	{ HEAD "Recalling:\n\n(a) The sea,\n\n(b) The wind,\n\nNoting the rain,\n\n1. Decides to "
	       "look.\n",
	  "p PP1  {Recalling} <> Recalling:\np PP1(a) (a) {} <> The sea,\n"
	  "p PP1(b) (b) {} <> The wind,\np PP2  {Noting} <> Noting the rain,\n"
	  "o OP1 1. {Decides} <> Decides to look.\n" },
	/* many points: (i) is the ninth letter behind (h), and a numeral elsewhere */
	{ HEAD
	  "1. Requests:\n\n(a) A;\n\n(b) B;\n\n(c) C;\n\n(d) D;\n\n(e) E;\n\n(f) F;\n\n(g) G;\n\n"
	  "(h) H;\n\n(i) I;\n\n(j) J:\n\n(i) One;\n\n(ii) Two.\n",
	  "o OP1 1. {Requests} <> Requests:\no OP1(a) (a) {} <> A;\no OP1(b) (b) {} <> B;\n"
	  "o OP1(c) (c) {} <> C;\no OP1(d) (d) {} <> D;\no OP1(e) (e) {} <> E;\n"
	  "o OP1(f) (f) {} <> F;\no OP1(g) (g) {} <> G;\no OP1(h) (h) {} <> H;\n"
	  "o OP1(i) (i) {} <> I;\no OP1(j) (j) {} <> J:\no OP1(j)(i) (i) {} <> One;\n"
	  "o OP1(j)(ii) (ii) {} <> Two.\n" },
	/* numbers of several parts */
	{ HEAD "1. Adopts the rules.\n\nAnnex\n\nRules\n\n1. Lamps\n\n1.1. The lamp is lit.\n\n"
	       "1.2. The log is kept.\n\n2. Oil\n\n2.1. It is clean.\n",
	  "o OP1 1. {Adopts} <> Adopts the rules.\na Annex/1 1. {} <Annex\nRules> Lamps\n"
	  "a Annex/1.1 1.1. {} <> The lamp is lit.\na Annex/1.2 1.2. {} <> The log is kept.\n"
	  "a Annex/2 2. {} <> Oil\na Annex/2.1 2.1. {} <> It is clean.\n" },
	/* numbers that begin a text but are none of a paragraph */
	{ HEAD "1. Decides to look in\n\n2036. The year is long.\n\n2. Requests 3.5 lamps.\n",
	  "o OP1 1. {Decides} <> Decides to look in 2036. The year is long.\n"
	  "o OP2 2. {Requests} <> Requests 3.5 lamps.\n" },
	/* an image has no words; what only looks like one stays */
	{ HEAD "1. Decides to look at the lamp ![a \\] lamp](lamp(1).png) and ![this] and wait!\n",
	  "o OP1 1. {Decides} <> Decides to look at the lamp and ![this] and wait!\n" },
	/* an image that nothing closes */
	{ HEAD "1. A(1) is there![of the sea.\n\n2. A(2) is ![there](of the sea.\n\n"
	       "3. A(3) is ![there] (of the sea).\n",
	  "o OP1 1. {} <> A(1) is there![of the sea.\n"
	  "o OP2 2. {} <> A(2) is ![there](of the sea.\n"
	  "o OP3 3. {} <> A(3) is ![there] (of the sea).\n" },
	/* a bracket that nothing closes */
	{ HEAD "1. Decides to look at [the lamp](of the sea and [the rest;\n",
	  "o OP1 1. {Decides} <> Decides to look at [the lamp](of the sea and [the rest;\n" },
};

Test(text_reader, reads_clauses_of_all_shapes)
{
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		expect(shapes[i].text, shapes[i].clauses);
	LEAK_CHECK();
}

/* Whatever ends the lines and however the letters are composed. */
Test(text_reader, takes_any_line_end_and_composition)
{
	static const char *const same[] = {
		"La Asamblea General,\n\nRecordando la navegaci\u00F3n,\n\n1.\t*Decide* mirar.\n",
		"\xEF\xBB\xBFLa Asamblea General,\r\n\r\nRecordando la navegaci\u00F3n,\r\n\r\n"
		"1. *Decide* mirar.\r\n",
		"La Asamblea General,\r\rRecordando la navegaci\u00F3n,\r\r1. *Decide* mirar.\r",
		"La Asamblea General,\n\nRecordando la navegacio\u0301n,\n\n1. *Decide* mirar.",
		"  La Asamblea General,\n\f\n\u00A0Recordando la\u00A0navegaci\u00ADo\u0301n,\n \n"
		"1.\u00A0*Decide*\u00A0mirar.",
	};
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		expect(same[i], "p PP1  {Recordando} <> Recordando la navegación,\n"
				"o OP1 1. {Decide} <> Decide mirar.\n");
	LEAK_CHECK();
}

Test(text_reader, cites_what_links_name)
{
	static const char text[] =
	    HEAD "Recalling its resolutions [43/78 H](#), [44/1](#) A-B and "
		 "[that one](https://undocs.org/en/A/RES/60/5), and the [1514 (XV)](x(y)) and "
		 "[the Charter](https://example.org/), and [76/29](#)[9](#),\n\n"
		 "1. Decides¹ to look.\n\n"
		 "¹ See [A/91/5](#).\n";
	static const struct {
		const char *symbol, *words;
	} wanted[] = { { "A/RES/43/78 H", "43/78 H" },
		       { "A/RES/44/1 A-B", "44/1" },
		       { "A/RES/60/5", "that one" },
		       { "A/RES/1514(XV)", "1514 (XV)" },
		       { "A/RES/76/299", "76/299" } };
	struct resolution resolution;
	read_text(&resolution, text);
	const struct clause *clause = &resolution.clauses[1];
	cr_assert_eq(clause->citation_count, sizeof wanted / sizeof *wanted);
	for (size_t i = 0; i < clause->citation_count; i++) {
		const struct citation *citation = &clause->citations[i];
		cr_assert_str_eq(citation->symbol, wanted[i].symbol);
		cr_assert_eq(citation->length, strlen(wanted[i].words), "%s", wanted[i].words);
		cr_assert_eq(
		    memcmp(clause->text + citation->start, wanted[i].words, citation->length), 0);
	}
	const struct clause *noted = &resolution.clauses[2];
	cr_assert_eq(noted->citation_count, 1);
	cr_assert_str_eq(noted->citations[0].symbol, "A/91/5");
	cr_assert_eq(noted->citations[0].length, 0);
	resolution_release(&resolution);
	LEAK_CHECK();
}

/* The symbol line or the formula is enough. */
Test(text_reader, reads_drafts)
{
	expect("The General Assembly,\n\nNoting the sea,\n\n1. Decides to look.\n",
	       "p PP1  {Noting} <> Noting the sea,\no OP1 1. {Decides} <> Decides to look.\n");
	expect("A/C.1/91/L.5\n\nLighthouses\n\nNoting the sea,\n\nDecides to look.\n",
	       "p PP1  {Noting} <> Noting the sea,\no OP1  {Decides} <> Decides to look.\n");
	struct resolution resolution;
	read_text(&resolution, "A/C.1/91/L.5\n\nLighthouses\n\n1. Decides to look.\n");
	cr_assert_str_eq(resolution.symbol, "A/C.1/91/L.5");
	cr_assert_str_eq(resolution.title, "Lighthouses");
	cr_assert_str_eq(resolution.language->code, "en");
	resolution_release(&resolution);
	read_text(&resolution, "## Lighthouses\n\nThe General Assembly,\n\nDecides to look.\n");
	cr_assert_str_eq(resolution.title, "Lighthouses");
	resolution_release(&resolution);
	read_text(&resolution, "La Asamblea General,\n\nDecide mirar.\n");
	cr_assert_str_eq(resolution.symbol, "");
	cr_assert_str_eq(resolution.title, "");
	resolution_release(&resolution);
	LEAK_CHECK();
}

Test(text_reader, says_what_is_wrong)
{
	static const struct {
		const char *text;
		size_t length;
		int status;
		const char *message;
	} rows[] = {
		{ "", 0, STATUS_INPUT, "not a resolution: " },
		{ "Dear all,\n\nsee you there.\n", 0, STATUS_INPUT, "not a resolution: " },
		{ "Decides to look.\n\nDecides to listen.\n", 0, STATUS_INPUT,
		  "not a resolution: found no line with a symbol and a title" },
		{ "The General Assembly,\n\n", 0, STATUS_INPUT, "no clause found: " },
		{ "91/7. Lighthouses\n\nThe General Assembly,\n\n2/5\n", 0, STATUS_INPUT,
		  "no clause found: " },
		{ "one\ntwo\nth\0ree\n", 14, STATUS_INPUT, "3: not text: got a NUL byte" },
		{ "one\ntw\xC3(o\n", 0, STATUS_INPUT, "2: not UTF-8: got byte 0xC3 at offset 6" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct resolution resolution;
		struct error error = ERROR_INIT;
		size_t length = rows[i].length == 0 ? strlen(rows[i].text) : rows[i].length;
		resolution_init(&resolution);
		int status = text_read(&resolution, "a.txt", rows[i].text, length, &error);
		cr_assert_eq(status, rows[i].status, "%s", rows[i].text);
		cr_assert_eq(error.status, (enum status)status);
		cr_assert_eq(strncmp(error.message, "a.txt:", 6), 0, "%s", error.message);
		cr_assert_not_null(strstr(error.message, rows[i].message), "%s", error.message);
		cr_assert_null(strchr(error.message, '\n'));
		cr_assert_eq(resolution.clause_count, 0);
		cr_assert_null(resolution.language);
		cr_assert_eq(text_read(&resolution, "a.txt", rows[i].text, length, NULL), status);
	}
	LEAK_CHECK();
}

static int read_many(const char *piece, size_t count, struct error *error)
{
	struct buffer text = BUFFER_INIT;
	struct resolution resolution;
	buffer_add_text(&text, HEAD);
	for (size_t i = 0; i < count; i++)
		buffer_add_text(&text, piece);
	resolution_init(&resolution);
	int status = text_read(&resolution, "a.txt", text.bytes, text.length, error);
	resolution_release(&resolution);
	buffer_release(&text);
	return status;
}

Test(text_reader, keeps_its_limits)
{
	struct error error = ERROR_INIT;
	cr_assert_eq(read_many("Noting x,\n\n", READER_MAX_CLAUSES - 1, &error), STATUS_OK, "%s",
		     error.message);
	cr_assert_eq(read_many("Noting x,\n\n", READER_MAX_CLAUSES + 1, &error), STATUS_LIMIT);
	cr_assert_not_null(strstr(error.message, "too many clauses"), "%s", error.message);
	cr_assert_eq(read_many("# x\n\n", 4 * READER_MAX_CLAUSES + 1, &error), STATUS_LIMIT);
	cr_assert_not_null(strstr(error.message, "too many paragraphs"), "%s", error.message);
	cr_assert_eq(read_many("Noting x,       \n\n", READER_MAX_BYTES / 16, &error),
		     STATUS_LIMIT);
	cr_assert_not_null(strstr(error.message, "too long"), "%s", error.message);
	/* brackets without partners must not make it look for them for ever */
	cr_assert_eq(read_many("[", 4000000, &error), STATUS_OK, "%s", error.message);
	cr_assert_eq(read_many("word\n\n", 60000, &error), STATUS_OK, "%s", error.message);
	LEAK_CHECK();
}

/* Every beginning of a text, and every text with a byte turned over, is read or refused cleanly. */
Test(text_reader, survives_broken_files)
{
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		size_t length = strlen(shapes[i].text);
		for (size_t at = 0; at < length; at += 3) {
			char *text = memory_text(shapes[i].text, length);
			struct resolution resolution;
			resolution_init(&resolution);
			text[at] = (char)(text[at] ^ (1 << at % 7));
			text_read(&resolution, "a.txt", text, length, NULL);
			resolution_release(&resolution);
			char *start = memory_text(text, at);
			text_read(&resolution, "a.txt", start, at, NULL);
			resolution_release(&resolution);
			free(start);
			free(text);
		}
	}
	LEAK_CHECK();
}

static bool read_file(const char *path, struct buffer *text)
{
	FILE *file = fopen(path, "rb");
	char piece[4096];
	size_t got;
	if (file == NULL)
		return false;
	while ((got = fread(piece, 1, sizeof piece, file)) != 0)
		buffer_add(text, piece, got);
	fclose(file);
	return true;
}

/* The sample resolutions say the same in six languages, so their labels are the same as well. */
Test(text_reader, reads_the_samples_alike_in_all_languages)
{
	static const char *const names[] = { "91_1", "91_4", "92_1", "92_2" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct buffer first = BUFFER_INIT;
		for (const char *letter = "ACEFRS"; *letter != '\0'; letter++) {
			struct buffer text = BUFFER_INIT, labels = BUFFER_INIT;
			struct resolution resolution;
			char path[64];
			snprintf(path, sizeof path, "samples/text/A_RES_%s-%c.txt", names[i],
				 *letter);
			if (!read_file(path, &text))
				cr_skip_test("SKIPPED: %s is not here", path);
			read_text(&resolution, text.bytes);
			cr_assert_eq(resolution.language->letter, *letter, "%s", path);
			for (size_t j = 0; j < resolution.clause_count; j++)
				buffer_add_format(&labels, "%s %zu;", resolution.clauses[j].label,
						  resolution.clauses[j].footnote_count);
			if (*letter == 'A')
				buffer_add(&first, labels.bytes, labels.length);
			cr_assert_str_eq(labels.bytes, first.bytes, "%s: %s", path, labels.bytes);
			cr_assert_str_neq(resolution.meeting, "", "%s", path);
			cr_assert_str_neq(resolution.closing, "", "%s", path);
			cr_assert_str_neq(resolution.report, "", "%s", path);
			cr_assert_str_neq(resolution.agenda_title, "", "%s", path);
			resolution_release(&resolution);
			buffer_release(&text);
			buffer_release(&labels);
		}
		buffer_release(&first);
	}
	LEAK_CHECK();
}
