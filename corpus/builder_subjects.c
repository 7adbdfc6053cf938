/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/builder.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Names of the dictionaries of keywords, and what they are called here. */
static const struct scheme {
	const char *dictionary, *name;
	bool capitals;  /* the thesaurus writes its words in capitals … */
	bool low_lines; /* … some keywords have low lines for spaces */
} schemes[] = {
	{ "SDGO", "SDG", false, true },
	{ "SDG", "SDG", false, true },
	{ "UNBIS Thesaurus", "UNBIS", true, true },
	{ "UNBIS", "UNBIS", true, true },
	{ "EuroVoc", "EuroVoc", false, true },
	{ "DHLAUTH", "DHLAUTH", false, false },
};

bool builder_subject(struct arena *arena, const char *dictionary, const char *keyword,
		     struct subject *subject)
{
	const struct scheme *scheme = NULL;
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (strcmp(schemes[i].dictionary, dictionary) == 0)
			scheme = &schemes[i];
	if (scheme == NULL)
		return false;
	const char *clean = builder_clean(arena, keyword, strlen(keyword), false);
	if (clean[0] == '\0')
		return false;
	char *name = arena_text(arena, clean, strlen(clean));
	for (char *at = name; *at != '\0'; at++) {
		if (scheme->low_lines && *at == '_')
			*at = ' ';
		else if (scheme->capitals)
			*at = (char)toupper((unsigned char)*at);
	}
	*subject = (struct subject){ scheme->name, name };
	return true;
}

static int compare(const void *a, const void *b)
{
	const struct subject *const *left = a;
	const struct subject *const *right = b;
	int order = strcmp((*left)->scheme, (*right)->scheme);
	if (order == 0)
		order = strcmp((*left)->name, (*right)->name);
	return order != 0 ? order : *left < *right ? -1 : *left > *right;
}

size_t builder_distinct(struct subject *subjects, size_t count)
{
	if (count < 2)
		return count;
	const struct subject **sorted = memory_array(count, sizeof *sorted);
	bool *again = memory_array(count, sizeof *again);
	for (size_t i = 0; i < count; i++)
		sorted[i] = &subjects[i];
	memory_sort(sorted, count, sizeof *sorted, compare);
	for (size_t i = 1; i < count; i++)
		again[sorted[i] - subjects] =
		    strcmp(sorted[i]->scheme, sorted[i - 1]->scheme) == 0 &&
		    strcmp(sorted[i]->name, sorted[i - 1]->name) == 0;
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (!again[i])
			subjects[kept++] = subjects[i];
	free(again);
	free(sorted);
	return kept;
}

struct strings builder_strings(struct arena *arena, const char *const *strings, size_t count)
{
	struct strings copy = { NULL, count };
	if (count == 0)
		return copy;
	copy.at = arena_get(arena, count * sizeof *copy.at);
	memcpy(copy.at, strings, count * sizeof *copy.at);
	return copy;
}

struct subject *builder_subjects(struct arena *arena, const struct subject *subjects, size_t count)
{
	if (count == 0)
		return NULL;
	struct subject *copy = arena_get(arena, count * sizeof *copy);
	memcpy(copy, subjects, count * sizeof *copy);
	return copy;
}
