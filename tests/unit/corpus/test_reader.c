/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/error.h"
#include "corpus/reader.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define MARK "\xEF\xBB\xBF"

Test(reader, looks_at_the_bytes)
{
	static const struct {
		const char *bytes;
		enum file_kind kind;
	} rows[] = {
		{ "", FILE_EMPTY },
		{ " \r\n\t", FILE_EMPTY },
		{ MARK, FILE_EMPTY },
		{ "<?xml version=\"1.0\"?><x/>", FILE_AKN },
		{ MARK "\n <?xml version=\"1.0\"?>", FILE_AKN },
		{ "<akomaNtoso>", FILE_AKN },
		{ "<html>", FILE_AKN },
		{ "<!-- a -->\n<!-- b --> <akomaNtoso>", FILE_AKN },
		{ "<!-- never ends", FILE_AKN },
		{ "<!DOCTYPE x>", FILE_AKN },
		{ "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><x>\xE9</x>", FILE_AKN },
		{ "<!-- page 1 -->\nThe General Assembly,", FILE_TEXT },
		{ "The General Assembly,", FILE_TEXT },
		{ MARK "大会，", FILE_TEXT },
		{ "< 5 per cent", FILE_TEXT },
		{ "<", FILE_TEXT },
		{ "{ \"symbol\": \"A/RES/1/1\" }\n", FILE_EXTRACT },
		{ MARK " {\"title\": \"\", \"symbol\" : 1}", FILE_EXTRACT },
		{ "{ \"title\": \"x\" }\n{ \"symbol\": 1 }", FILE_TEXT },
		{ "{ curly } words", FILE_TEXT },
		{ "a\x01"
		  "b",
		  FILE_UNKNOWN },
		{ "\x7F"
		  "ELF",
		  FILE_UNKNOWN },
		{ "Caf\xE9", FILE_UNKNOWN },
		{ "\xFF\xFE<", FILE_UNKNOWN },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t length = strlen(rows[i].bytes);
		char *bytes =
		    malloc(length + 1); /* without a NUL behind: it must not be looked for */
		memcpy(bytes, rows[i].bytes, length);
		cr_assert_eq(reader_kind(bytes, length), rows[i].kind, "%s", rows[i].bytes);
		free(bytes);
	}
	cr_assert_eq(reader_kind("a\0b", 3), FILE_UNKNOWN);
	cr_assert_eq(reader_kind("<\0?\0x\0", 6), FILE_UNKNOWN, "UTF-16 without a mark");
	cr_assert_eq(reader_kind("a\fb\vc", 5), FILE_TEXT, "page breaks are text");
	LEAK_CHECK();
}

Test(reader, says_why_a_file_is_refused)
{
	static const struct {
		const char *bytes;
		size_t length;
		const char *message;
	} rows[] = {
		{ " ", 1, "f: the file is empty" },
		{ "a\nb\0c", 5, "f:2: neither XML nor text: got byte 0x00" },
		{ "\xFF\xFEt\0", 4, "f: text in UTF-16, wanted UTF-8" },
		{ "\xFE\xFF\0t", 4, "f: text in UTF-16, wanted UTF-8" },
		{ "a\n\nCaf\xE9 noir", 12, "f:3: not UTF-8: got byte 0xE9" },
		{ "{\"symbol\": \"78/1\"}", 18,
		  "f: not a resolution but data on resolutions, an object a line" },
		{ "<x/>", 4, "f:1: not an AKN4UN resolution: root element is <x>" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct resolution resolution;
		struct error error = ERROR_INIT;
		cr_assert_eq(reader_read(&resolution, "f", rows[i].bytes, rows[i].length, &error),
			     STATUS_INPUT);
		cr_assert_str_eq(error.message, rows[i].message, "%s", error.message);
		cr_assert_eq(resolution.clause_count, 0);
	}
	LEAK_CHECK();
}

Test(reader, long_files_are_refused)
{
	struct resolution resolution;
	struct error error = ERROR_INIT;
	size_t length = (size_t)READER_MAX_BYTES + 1;
	char *bytes = malloc(length);
	memset(bytes, ' ', length);
	cr_assert_eq(reader_read(&resolution, "f", bytes, length, &error), STATUS_LIMIT);
	cr_assert_str_eq(error.message, "f: longer than 16777216 bytes");
	cr_assert_eq(reader_read(&resolution, "f", bytes, length - 1, &error), STATUS_INPUT,
		     "this one is only empty");
	free(bytes);
	LEAK_CHECK();
}

Test(reader, hands_xml_to_its_reader)
{
	static const char file[] =
	    "\n<akomaNtoso><statement><meta><FRBRlanguage language=\"spa\"/></meta><preface><p>"
	    "<docNumber>90/1</docNumber><docTitle>Pozos</docTitle></p></preface><mainBody>"
	    "<paragraph><content><p>Pide agua.</p></content></paragraph></mainBody></statement>"
	    "</akomaNtoso>";
	struct resolution resolution;
	struct error error = ERROR_INIT;
	cr_assert_eq(reader_read(&resolution, "f", file, sizeof file - 1, &error), STATUS_OK, "%s",
		     error.message);
	cr_assert_str_eq(resolution.symbol, "A/RES/90/1");
	cr_assert_str_eq(resolution.language->code, "es");
	resolution_release(&resolution);
	LEAK_CHECK();
}

/* Clauses alone are a draft, though no resolution. */
Test(reader, reads_fragments_as_drafts)
{
	static const struct {
		const char *text, *language;
		size_t clauses; /* with the title; 0: it is refused */
	} rows[] = {
		{ "Decides to look.\n", "en", 2 },
		{ "Recordando el mar,\n\n1. Decide mirar;\n\n2. Decide escuchar.\n", "es", 4 },
		{ "回顾其第77/37号决议，\n\n1. 决定观察；\n", "zh", 3 },
		{ "The General Assembly,\n\nNoting the sea,\n\n1. Decides to look.\n", "en", 3 },
		{ "The General Assembly,\n\n", "en", 0 },
		{ "Dear all,\n\nsee you there.\n", "en", 0 },
		{ "", "en", 0 },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct resolution resolution;
		struct error error = ERROR_INIT;
		int status =
		    reader_read_draft(&resolution, "f", rows[i].text, strlen(rows[i].text), &error);
		cr_expect_eq(status, rows[i].clauses > 0 ? STATUS_OK : STATUS_INPUT, "%zu: %s", i,
			     error.message);
		if (status != STATUS_OK)
			continue;
		cr_expect_str_eq(resolution.language->code, rows[i].language);
		cr_expect_eq(resolution.clause_count, rows[i].clauses, "%zu: %zu", i,
			     resolution.clause_count);
		resolution_release(&resolution);
	}
	LEAK_CHECK();
}
