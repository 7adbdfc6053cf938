/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stemmers/characters.h"
#include "stemmers/rules.h"
#include "stemmers/stop_words.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static const struct rules *const all_rules[] = { &arabic_rules, &chinese_rules, &english_rules,
						 &french_rules, &german_rules,  &russian_rules,
						 &spanish_rules };

/* A listed word that is not folded can never be met; one that stands twice has two terms. */
static void check_row(const struct family *row, const struct word_table *seen, const char *kept,
		      const char *name)
{
	for (const char *word = row->words; *word != '\0';) {
		struct stem folded;
		size_t length = strcspn(word, " ");
		cr_expect_gt(length, 0, "%s: a blank too many in \"%s\"", name, row->words);
		fold_marks(word, length, kept, &folded);
		cr_expect(folded.length == length && memcmp(folded.text, word, length) == 0,
			  "%s: %.*s is not folded", name, (int)length, word);
		cr_expect_not(word_table_has(seen, word, length), "%s: %.*s stands twice", name,
			      (int)length, word);
		word += length;
		word += *word == ' ';
	}
}

static void check_list(const struct family *list, const char *kept, const char *name)
{
	struct word_table *seen = word_table_new();
	for (size_t i = 0; list[i].words != NULL; i++) {
		const struct family row[] = { list[i], { NULL, NULL } };
		check_row(row, seen, kept, name);
		word_table_add(seen, row);
	}
	word_table_free(seen);
}

Test(words, lists_hold_folded_words_and_none_twice)
{
	for (size_t i = 0; i < sizeof all_rules / sizeof *all_rules; i++) {
		const struct rules *rules = all_rules[i];
		for (size_t l = 0; l < RULE_LISTS; l++)
			if (rules->lists[l] != NULL)
				check_list(rules->lists[l], rules->kept, rules->code);
		check_list(stop_words_of(rules->code), rules->kept, rules->code);
	}
	LEAK_CHECK();
}

Test(words, every_language_has_stop_words)
{
	for (size_t i = 0; i < sizeof all_rules / sizeof *all_rules; i++)
		cr_expect_not_null(stop_words_of(all_rules[i]->code)[0].words);
	cr_expect_null(stop_words_of("tlh")[0].words);
	LEAK_CHECK();
}

Test(words, a_table_gives_the_term_of_a_word)
{
	static const struct family families[] = { { "ten", "tiene tengo" },
						  { NULL, "plazo plaza" },
						  { "other", "tiene" },
						  { NULL, NULL } };
	struct word_table *table = word_table_new();
	word_table_add(table, families);
	static const struct {
		const char *word, *term;
	} rows[] = { { "tiene", "ten" }, { "tengo", "ten" }, { "plazo", "plazo" },
		     { "tien", NULL },   { "", NULL },       { "plaza", "plaza" } };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stem stem;
		stem_set(&stem, rows[i].word, strlen(rows[i].word));
		cr_expect_eq(word_table_replace(table, &stem), rows[i].term != NULL);
		cr_expect_str_eq(stem.text, rows[i].term != NULL ? rows[i].term : rows[i].word);
	}
	word_table_free(table);
	LEAK_CHECK();
}

Test(words, a_table_grows)
{
	char text[5000] = "";
	for (int i = 0; i < 600; i++)
		sprintf(text + strlen(text), "w%d ", i);
	const struct family families[] = { { "term", text }, { NULL, NULL } };
	struct word_table *table = word_table_new();
	word_table_add(table, families);
	for (int i = 0; i < 600; i++) {
		char word[8];
		int length = snprintf(word, sizeof word, "w%d", i);
		cr_assert(word_table_has(table, word, (size_t)length));
	}
	cr_assert_not(word_table_has(table, "w600", 4));
	word_table_free(table);
	word_table_free(NULL);
	LEAK_CHECK();
}

Test(words, a_stem_never_passes_its_room)
{
	struct stem stem;
	char text[600];
	memset(text, 'x', sizeof text);
	memcpy(text + STEM_MAX - 1, "ñ", 2); /* the last byte that fits is half of it */
	stem_set(&stem, text, sizeof text);
	cr_assert_eq(stem.length, STEM_MAX - 1);
	stem_append(&stem, "yz");
	cr_assert_eq(stem.length, STEM_MAX - 1);
	stem_append(&stem, "y");
	cr_assert_eq(stem.length, STEM_MAX);
	stem_drop(&stem, 1000);
	cr_assert_eq(stem.length, 0);
	cr_assert_not(stem_replace(&stem, "x", "", 0));
	LEAK_CHECK();
}
