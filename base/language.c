/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/language.h"

#include <string.h>
#include <strings.h>

const struct language languages[LANGUAGE_COUNT] = {
	{ "ar", "ara", "Arabic", 'A' },  { "de", "deu", "German", 'G' },
	{ "en", "eng", "English", 'E' }, { "es", "spa", "Spanish", 'S' },
	{ "fr", "fra", "French", 'F' },  { "ru", "rus", "Russian", 'R' },
	{ "zh", "zho", "Chinese", 'C' },
};

static bool equals(const char *row, const char *name, size_t length)
{
	return strlen(row) == length && strncasecmp(row, name, length) == 0;
}

const struct language *language_find(const char *name, size_t length)
{
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		const struct language *row = &languages[i];
		if (equals(row->code, name, length) || equals(row->iso3, name, length) ||
		    equals(row->name, name, length))
			return row;
	}
	return NULL;
}
