/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/schema.h"

#include <string.h>

const char *const section_names[SECTION_COUNT] = {
	[SECTION_CHECKS] = "CHECKS",
	[SECTION_META] = "META",
	[SECTION_WORKS] = "WORKS",
	[SECTION_SYMBOLS] = "SYMBOLS",
	[SECTION_HEADS] = "HEADS",
	[SECTION_RECORDS] = "RECORDS",
	[SECTION_RECORD_DICTIONARY] = "RECORD_DICTIONARY",
	[SECTION_FORM_STARTS] = "FORM_STARTS",
	[SECTION_FORM_BYTES] = "FORM_BYTES",
	[SECTION_FORM_ORDER] = "FORM_ORDER",
	[SECTION_FORM_COUNTS] = "FORM_COUNTS",
	[SECTION_TERM_STARTS] = "TERM_STARTS",
	[SECTION_TERM_BYTES] = "TERM_BYTES",
	[SECTION_POSTINGS] = "POSTINGS",
	[SECTION_STREAM_ENDS] = "STREAM_ENDS",
	[SECTION_STREAM] = "STREAM",
	[SECTION_HASHES] = "HASHES",
	[SECTION_BLOCKS] = "BLOCKS",
	[SECTION_TEXTS] = "TEXTS",
	[SECTION_TEXT_DICTIONARY] = "TEXT_DICTIONARY",
	[SECTION_VALUES] = "VALUES",
	[SECTION_GROUPS] = "GROUPS",
	[SECTION_SAMPLES] = "SAMPLES",
	[SECTION_XAPIAN] = "XAPIAN",
};

size_t schema_wording_length(const char *text, size_t length)
{
	/* ; , . : and space, and the marks that Chinese and Arabic texts have for them */
	static const char *const endings[] = { ";",  ",",  ".",  ":",  " ", "；",
					       "，", "。", "：", "、", "؛", "،" };
	size_t end = length;
	for (;;) {
		size_t before = end;
		for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
			size_t size = strlen(endings[i]);
			if (end > size && memcmp(text + end - size, endings[i], size) == 0)
				end -= size;
		}
		if (end == before)
			return end;
	}
}
