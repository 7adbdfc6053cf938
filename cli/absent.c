/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/absent.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/utf8.h"
#include "corpus/symbol.h"
#include "searcher/spelling.h"

#include <string.h>

enum { MOST_CHARACTERS = 64 };

struct near {
	const char *symbol;
	int distance;
	size_t common; /* bytes at the start that are equal */
};

static size_t characters_of(const char *text, uint32_t *characters)
{
	size_t count = 0, length = strlen(text);
	for (size_t at = 0; at < length && count < MOST_CHARACTERS;)
		characters[count++] = utf8_next(text, length, &at);
	return count;
}

static struct near near_of(const char *symbol, const char *wanted)
{
	uint32_t a[MOST_CHARACTERS], b[MOST_CHARACTERS];
	struct near near = { symbol, 0, 0 };
	while (wanted[near.common] != '\0' && wanted[near.common] == symbol[near.common])
		near.common++;
	if (wanted[near.common] == '\0' && symbol[near.common] == ' ')
		return near; /* a lettered part of it */
	size_t a_count = characters_of(symbol, a), b_count = characters_of(wanted, b);
	near.distance = spelling_distance(a, a_count, b, b_count, ABSENT_DISTANCE);
	return near;
}

static bool is_nearer(const struct near *a, const struct near *b)
{
	if (a->distance != b->distance)
		return a->distance < b->distance;
	if (a->common != b->common)
		return a->common > b->common;
	return symbol_compare(a->symbol, b->symbol) < 0;
}

/* Puts one in its place among the nearest so far. */
static size_t keep_nearest(struct near *nearest, size_t count, struct near near)
{
	size_t place = count;
	for (size_t i = 0; i < count; i++)
		if (strcmp(nearest[i].symbol, near.symbol) == 0)
			return count;
	while (place > 0 && is_nearer(&near, &nearest[place - 1]))
		place--;
	if (near.distance > ABSENT_DISTANCE || place == ABSENT_NEAREST)
		return count;
	if (count < ABSENT_NEAREST)
		count++;
	memmove(nearest + place + 1, nearest + place, (count - 1 - place) * sizeof *nearest);
	nearest[place] = near;
	return count;
}

static size_t find_nearest(const struct index *index, const char *wanted, struct near *nearest)
{
	size_t count = 0;
	for (size_t i = 0; i < index->language_count; i++)
		for (size_t j = 0; j < index->languages[i].segment_count; j++) {
			const struct segment *segment = index->languages[i].segments[j];
			for (uint32_t work = 0; work < segment->counts.works; work++)
				if (!segment->hidden[work])
					count = keep_nearest(
					    nearest, count,
					    near_of(segment_symbol(segment, work), wanted));
		}
	return count;
}

/* Appends the word at place i of count: "x", ", x" or " and x". */
static void add_listed(struct buffer *out, const char *word, size_t i, size_t count)
{
	buffer_add_text(out, i == 0 ? "" : i + 1 < count ? ", " : " and ");
	buffer_add_text(out, word);
}

static void add_languages(struct buffer *out, const struct index *index, const char *symbol)
{
	const char *names[LANGUAGE_COUNT];
	size_t count = 0;
	for (size_t i = 0; i < index->language_count; i++) {
		struct segment *segment;
		uint32_t work;
		if (index_find(&index->languages[i], symbol, &segment, &work))
			names[count++] = index->languages[i].language->name;
	}
	if (count > 0)
		buffer_add_text(out, "; it is there in ");
	for (size_t i = 0; i < count; i++)
		add_listed(out, names[i], i, count);
}

/* The same where not all languages of the index are open. */
static void add_all_languages(struct buffer *out, const struct index *index, const char *symbol)
{
	struct index *whole;
	struct error ignored = ERROR_INIT;
	if (index_open(&whole, index->path, NULL, 0, &ignored) != STATUS_OK)
		return;
	add_languages(out, whole, symbol);
	index_free(whole);
}

void absent_add_names(struct buffer *out, const char *list)
{
	const char *names[LANGUAGE_COUNT];
	size_t count = 0;
	while (*list != '\0') {
		size_t length = strcspn(list, ",");
		const struct language *language = language_find(list, length);
		bool known = language == NULL || count == LANGUAGE_COUNT;
		for (size_t i = 0; i < count && !known; i++)
			known = names[i] == language->name;
		if (!known)
			names[count++] = language->name;
		list += length + (list[length] == ',');
	}
	for (size_t i = 0; i < count; i++)
		add_listed(out, names[i], i, count);
}

int absent_resolution(const struct index *index, const char *symbol, const char *in,
		      struct error *error)
{
	struct near nearest[ABSENT_NEAREST + 1];
	struct buffer more = BUFFER_INIT, wanted = BUFFER_INIT;
	if (in != NULL) {
		add_all_languages(&more, index, symbol);
		buffer_add_text(&wanted, " in ");
		absent_add_names(&wanted, in);
	}
	size_t count = more.length == 0 ? find_nearest(index, symbol, nearest) : 0;
	if (count > 0)
		buffer_add_text(&more, count > 1 ? "; the nearest are " : "; the nearest one is ");
	for (size_t i = 0; i < count; i++)
		add_listed(&more, nearest[i].symbol, i, count);
	int status = error_set(error, STATUS_ABSENT, "%s is not in the index%s%s", symbol,
			       wanted.bytes != NULL ? wanted.bytes : "",
			       more.bytes != NULL ? more.bytes : "");
	buffer_release(&wanted);
	buffer_release(&more);
	return status;
}
