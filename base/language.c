/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/language.h"

#include <string.h>
#include <strings.h>

const struct language languages[LANGUAGE_COUNT] = {
	{ "ar", "ara", "Arabic", 'A', false },  { "de", "deu", "German", 'G', false },
	{ "en", "eng", "English", 'E', false }, { "es", "spa", "Spanish", 'S', false },
	{ "fr", "fra", "French", 'F', false },  { "ru", "rus", "Russian", 'R', false },
	{ "zh", "zho", "Chinese", 'C', true },
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
