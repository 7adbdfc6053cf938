/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Prints the C source of the tables that the analysis looks things up in, while the program is
 * built: the words of word_lists.h, sorted, and what the characters of one and two bytes are. A
 * search, which lasts some milliseconds, would else spend one of them on making these. Not a part
 * of the program.
 *
 * Usage: make_tables > tables.c
 */
#include "stemmers/characters.h"
#include "stemmers/word_lists.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_WORDS = 8192, MAX_TEXT = 1 << 18, BYTES_A_LINE = 24 };

struct entry {
	char word[STEM_MAX + 1];
	const char *term; /* NULL: the word itself */
};

static struct entry entries[MAX_WORDS];
static size_t entry_count;
static char text[MAX_TEXT];
static size_t text_length;

static int by_word(const void *left, const void *right)
{
	return strcmp(((const struct entry *)left)->word, ((const struct entry *)right)->word);
}

static void fail(const char *list, const char *what, const char *word)
{
	fprintf(stderr, "make_tables: %s: \"%s\" %s\n", list, word, what);
	exit(1);
}

static void read_list(const char *name, const struct family *list)
{
	entry_count = 0;
	for (; list->words != NULL; list++)
		for (const char *word = list->words; *word != '\0'; word += *word == ' ') {
			size_t length = strcspn(word, " ");
			struct entry *entry = &entries[entry_count++];
			if (length == 0 || length > STEM_MAX || entry_count == MAX_WORDS)
				fail(name, "has a blank too many, or is too long", list->words);
			memcpy(entry->word, word, length);
			entry->word[length] = '\0';
			entry->term = list->term;
			word += length;
		}
	qsort(entries, entry_count, sizeof *entries, by_word);
	for (size_t i = 1; i < entry_count; i++)
		if (strcmp(entries[i - 1].word, entries[i].word) == 0)
			fail(name, "stands twice, with one term or two", entries[i].word);
}

/* Where the word begins in the text; it is there once. */
static size_t place_of(const char *name, const char *word)
{
	size_t length = strlen(word) + 1;
	for (size_t at = 0; at < text_length; at += strlen(text + at) + 1)
		if (strcmp(text + at, word) == 0)
			return at;
	if (text_length + length > MAX_TEXT)
		fail(name, "has no room", word);
	memcpy(text + text_length, word, length);
	text_length += length;
	return text_length - length;
}

static void print_list(const char *name, const struct family *list)
{
	read_list(name, list);
	text_length = 0;
	printf("\nstatic const struct word_row %s_rows[] = {\n", name);
	for (size_t i = 0; i < entry_count; i++) {
		const char *term = entries[i].term != NULL ? entries[i].term : entries[i].word;
		size_t word = place_of(name, entries[i].word);
		printf("\t{ %zu, %zu },\n", word, place_of(name, term));
	}
	printf("};\nstatic const unsigned char %s_text[] = {", name);
	for (size_t i = 0; i < text_length; i++)
		printf("%s%d,", i % BYTES_A_LINE == 0 ? "\n\t" : "", (unsigned char)text[i]);
	printf("\n};\nconst struct word_table %s = { %s_rows, %zu, %s_text };\n", name, name,
	       entry_count, name);
}

static void print_characters(void)
{
	static struct characters characters;
	characters_init(&characters);
	printf("\nconst struct characters fast_characters = {\n\t.kind = {");
	for (size_t i = 0; i < CHARACTERS_FAST; i++)
		printf("%s%u,", i % BYTES_A_LINE == 0 ? "\n\t\t" : "", characters.kind[i]);
	printf("\n\t},\n\t.folded = {");
	for (size_t i = 0; i < CHARACTERS_FAST; i++)
		printf("%s%u,", i % BYTES_A_LINE == 0 ? "\n\t\t" : "", characters.folded[i]);
	printf("\n\t},\n};\n");
}

int main(void)
{
	printf("/* Made by stemmers/make_tables.c. */\n"
	       "#include \"stemmers/characters.h\"\n#include \"stemmers/word_lists.h\"\n");
#define PRINT_LIST(name) print_list(#name, name##_list);
	WORD_LISTS(PRINT_LIST)
#undef PRINT_LIST
	print_characters();
	return 0;
}
