/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The reader of AKN4UN, as files come to it: any bytes give a resolution that is in order, or a
 * message. Bytes that are changed at random are seldom well-formed XML, so an input that begins
 * with the byte 1 is a recipe: each byte behind it opens an element, closes one, or adds words.
 */
#include "base/buffer.h"
#include "base/error.h"
#include "corpus/reader.h"
#include "tests/fuzz/fuzz.h"

static const char *const tags[] = {
	"FRBRWork",
	"FRBRdate date=\"2036-12-16\"",
	"FRBRlanguage language=\"eng\"",
	"FRBRuri value=\"/akn/un/statement/deliberation/unga/2036-12-16/91-3/\"",
	"a href=\"https://undocs.org/en/A/RES/64/292\"",
	"akomaNtoso",
	"authorialNote marker=\"1\"",
	"blockList",
	"component",
	"conclusions",
	"container name=\"Recalling\"",
	"content",
	"count refersTo=\"#inFavour\" value=\"2\"",
	"coverPage",
	"crossHeading refersTo=\"#preamble\"",
	"crossHeading",
	"decoration",
	"doc name=\"annex\"",
	"docDate date=\"2036-12-19\"",
	"docNumber",
	"docProponent refersTo=\"#thirdCommittee\"",
	"docTitle",
	"eol",
	"formula",
	"heading",
	"inline name=\"agenda item\" title=\"29\"",
	"inline name=\"adoptionMeeting\"",
	"intro",
	"item",
	"keyword value=\"GIRLS\" dictionary=\"UNBIS Thesaurus\"",
	"list",
	"listIntroduction",
	"location",
	"mainBody",
	"meta",
	"num",
	"organization",
	"p",
	"p class=\"upperRight\"",
	"paragraph class=\"SingleTxt\"",
	"paragraph",
	"point",
	"preamble",
	"preface",
	"section",
	"session value=\"91\"",
	"span class=\"italic\"",
	"span class=\"bold\"",
	"statement",
	"step outcome=\"draftResolution\" as=\"A/C.3/91/L.33\" by=\"Belmarca and Kalonia\"",
	"subheading",
	"sublist",
	"sup",
	"table",
	"td",
	"th",
	"tr",
	"voting outcome=\"adoptedRecordedVote\"",
};
enum { TAGS = sizeof tags / sizeof *tags, MAX_OPEN = 80 };

static const char *const words[] = {
	"A/RES/91/3",
	"91/3.",
	"The General Assembly",
	",",
	"Recalling",
	"Decides",
	"(a)",
	"1.",
	"I",
	"Annex",
	" ",
	"\t",
	"see A/91/472",
	"resolution 64/292 of 28 July 2010",
	"\xE2\x80\xA9\xEF\xBB\xBF",
	"&#x202E;",
	"]]&gt;",
	"*",
};
enum { WORDS = sizeof words / sizeof *words };

static const char *tag_end(const char *tag)
{
	while (*tag != '\0' && *tag != ' ')
		tag++;
	return tag;
}

static void close_tag(struct buffer *xml, const char *tag)
{
	buffer_add_text(xml, "</");
	buffer_add(xml, tag, (size_t)(tag_end(tag) - tag));
	buffer_add_text(xml, ">");
}

static void follow(struct buffer *xml, const uint8_t *recipe, size_t length)
{
	const char *open[MAX_OPEN];
	size_t depth = 0;
	buffer_add_text(xml, "<akomaNtoso>");
	for (size_t i = 0; i < length; i++) {
		if (recipe[i] < TAGS && depth < MAX_OPEN) {
			open[depth++] = tags[recipe[i]];
			buffer_add_text(xml, "<");
			buffer_add_text(xml, tags[recipe[i]]);
			buffer_add_text(xml, ">");
		} else if (recipe[i] >= 128 && recipe[i] < 128 + WORDS)
			buffer_add_text(xml, words[recipe[i] - 128]);
		else if (depth > 0)
			close_tag(xml, open[--depth]);
	}
	while (depth > 0)
		close_tag(xml, open[--depth]);
	buffer_add_text(xml, "</akomaNtoso>");
}

static void read_xml(const char *bytes, size_t length)
{
	struct resolution resolution;
	struct error error = ERROR_INIT;
	if (reader_read(&resolution, "input", bytes, length, &error) == STATUS_OK) {
		if (resolution_check(&resolution, &error) != STATUS_OK)
			fprintf(stderr, "%s\n", error.message);
		MUST(error.message[0] == '\0');
		resolution_release(&resolution);
	} else
		MUST(error.message[0] != '\0');
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct buffer xml = BUFFER_INIT;
	if (length > 0 && bytes[0] == 1) {
		follow(&xml, bytes + 1, length - 1);
		read_xml(xml.bytes, xml.length);
	} else if (reader_kind((const char *)bytes, length) == FILE_AKN) /* texts: see text.c */
		read_xml((const char *)bytes, length);
	buffer_release(&xml);
	return 0;
}
