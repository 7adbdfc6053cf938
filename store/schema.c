/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/schema.h"

#include <string.h>

const char *const section_names[SECTION_COUNT] = {
	"CHECKS",     "META",       "WORKS",       "SYMBOLS",     "RECORDS",    "FORM_STARTS",
	"FORM_BYTES", "FORM_ORDER", "FORM_COUNTS", "TERM_STARTS", "TERM_BYTES", "STREAM_ENDS",
	"STREAM",     "HASHES",     "BLOCKS",      "TEXTS",       "VALUES",     "XAPIAN",
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
