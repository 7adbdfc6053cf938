/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stemmers/stem.h"

#include <string.h>

void stem_set(struct stem *stem, const char *text, size_t length)
{
	if (length > STEM_MAX) {
		length = STEM_MAX;
		while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
			length--;
	}
	memmove(stem->text, text, length);
	stem->text[length] = '\0';
	stem->length = length;
}

bool stem_is(const struct stem *stem, const char *text)
{
	return strcmp(stem->text, text) == 0;
}

bool stem_ends(const struct stem *stem, const char *ending)
{
	size_t length = strlen(ending);
	return length <= stem->length &&
	       memcmp(stem->text + stem->length - length, ending, length) == 0;
}

bool stem_starts(const struct stem *stem, const char *beginning)
{
	return strncmp(stem->text, beginning, strlen(beginning)) == 0;
}

void stem_drop(struct stem *stem, size_t bytes)
{
	stem->length -= bytes < stem->length ? bytes : stem->length;
	stem->text[stem->length] = '\0';
}

void stem_drop_first(struct stem *stem, size_t bytes)
{
	if (bytes > stem->length)
		bytes = stem->length;
	stem_set(stem, stem->text + bytes, stem->length - bytes);
}

void stem_append(struct stem *stem, const char *text)
{
	size_t length = strlen(text);
	if (length > STEM_MAX - stem->length)
		return;
	memcpy(stem->text + stem->length, text, length + 1);
	stem->length += length;
}

bool stem_replace(struct stem *stem, const char *ending, const char *by, size_t rest)
{
	size_t length = strlen(ending);
	if (stem->length < length + rest || !stem_ends(stem, ending))
		return false;
	stem_drop(stem, length);
	stem_append(stem, by);
	return true;
}

bool stem_replace_first(struct stem *stem, const struct ending *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (stem_replace(stem, rows[i].ending, rows[i].by, rows[i].rest))
			return true;
	return false;
}

/* The row that has the word; NULL: none. */
static const struct word_row *find_row(const struct word_table *table, const char *word,
				       size_t length)
{
	uint32_t low = 0, high = table->count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const char *other = (const char *)table->text + table->rows[middle].word;
		int order = strncmp(word, other, length);
		if (order == 0 && other[length] == '\0')
			return &table->rows[middle];
		if (order <= 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

bool word_table_has(const struct word_table *table, const char *word, size_t length)
{
	return find_row(table, word, length) != NULL;
}

bool word_table_replace(const struct word_table *table, struct stem *stem)
{
	const struct word_row *row = find_row(table, stem->text, stem->length);
	if (row == NULL)
		return false;
	const char *term = (const char *)table->text + row->term;
	stem_set(stem, term, strlen(term));
	return true;
}
