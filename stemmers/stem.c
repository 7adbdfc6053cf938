/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stemmers/stem.h"

#include "base/hash.h"
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
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

/* Open addressing; at most half of the slots are taken. */
struct word_slot {
	const char *word, *term;
	size_t word_length, term_length;
};

struct word_table {
	struct word_slot *slots;
	size_t slot_count; /* a power of two */
	size_t word_count;
};

enum { FIRST_SLOTS = 256 };

struct word_table *word_table_new(void)
{
	struct word_table *table = memory_get(sizeof *table);
	table->slot_count = FIRST_SLOTS;
	table->slots = memory_array(table->slot_count, sizeof *table->slots);
	table->word_count = 0;
	return table;
}

void word_table_free(struct word_table *table)
{
	if (table == NULL)
		return;
	free(table->slots);
	free(table);
}

/* The slot that holds the word, or the free one where it belongs. */
static struct word_slot *find_slot(const struct word_table *table, const char *word, size_t length)
{
	size_t mask = table->slot_count - 1;
	size_t at = (size_t)hash_bytes(word, length) & mask;
	while (table->slots[at].word != NULL && (table->slots[at].word_length != length ||
						 memcmp(table->slots[at].word, word, length) != 0))
		at = (at + 1) & mask;
	return &table->slots[at];
}

static void grow(struct word_table *table)
{
	struct word_table larger = { NULL, table->slot_count * 2, table->word_count };
	larger.slots = memory_array(larger.slot_count, sizeof *larger.slots);
	for (size_t i = 0; i < table->slot_count; i++) {
		const struct word_slot *slot = &table->slots[i];
		if (slot->word != NULL)
			*find_slot(&larger, slot->word, slot->word_length) = *slot;
	}
	free(table->slots);
	*table = larger;
}

static void add_word(struct word_table *table, const char *word, size_t length, const char *term)
{
	if (table->word_count * 2 >= table->slot_count)
		grow(table);
	struct word_slot *slot = find_slot(table, word, length);
	if (slot->word != NULL)
		return;
	slot->word = word;
	slot->word_length = length;
	slot->term = term != NULL ? term : word;
	slot->term_length = term != NULL ? strlen(term) : length;
	table->word_count++;
}

void word_table_add(struct word_table *table, const struct family *families)
{
	for (size_t i = 0; families[i].words != NULL; i++) {
		const char *word = families[i].words;
		while (*word != '\0') {
			size_t length = strcspn(word, " ");
			if (length != 0)
				add_word(table, word, length, families[i].term);
			word += length;
			word += strspn(word, " ");
		}
	}
}

bool word_table_has(const struct word_table *table, const char *word, size_t length)
{
	return find_slot(table, word, length)->word != NULL;
}

bool word_table_replace(const struct word_table *table, struct stem *stem)
{
	const struct word_slot *slot = find_slot(table, stem->text, stem->length);
	if (slot->word == NULL)
		return false;
	stem_set(stem, slot->term, slot->term_length);
	return true;
}
