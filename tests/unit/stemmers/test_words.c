/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stemmers/characters.h"
#include "stemmers/rules.h"
#include "stemmers/word_lists.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct rules *const all_rules[] = { &arabic_rules, &chinese_rules, &english_rules,
						 &french_rules, &german_rules,  &russian_rules,
						 &spanish_rules };

/* A listed word that is not folded can never be met. */
static void check_table(const struct word_table *table, const char *kept, const char *name)
{
	cr_assert_gt(table->count, 0);
	for (uint32_t i = 0; i < table->count; i++) {
		struct stem folded;
		const char *word = (const char *)table->text + table->rows[i].word;
		fold_marks(word, strlen(word), kept, &folded);
		cr_expect_str_eq(folded.text, word, "%s: %s is not folded", name, word);
		cr_expect(word_table_has(table, word, strlen(word)), "%s: %s is not found", name,
			  word);
	}
}

Test(words, tables_hold_folded_words_and_find_them)
{
	for (size_t i = 0; i < sizeof all_rules / sizeof *all_rules; i++) {
		const struct rules *rules = all_rules[i];
		for (size_t l = 0; l < RULE_LISTS; l++)
			if (rules->lists[l] != NULL)
				check_table(rules->lists[l], rules->kept, rules->code);
		check_table(rules->stop_words, rules->kept, rules->code);
	}
	LEAK_CHECK();
}

Test(words, a_table_gives_the_term_of_a_word)
{
	static const struct word_row sorted[] = { { 0, 0 }, { 6, 6 }, { 12, 18 }, { 22, 18 } };
	static const unsigned char text[] = "plaza\0plazo\0tengo\0ten\0tiene";
	static const struct word_table table = { sorted, 4, text };
	static const struct {
		const char *word, *term;
	} rows[] = { { "tiene", "ten" }, { "tengo", "ten" }, { "plazo", "plazo" },
		     { "tien", NULL },   { "tienen", NULL }, { "", NULL },
		     { "a", NULL },      { "z", NULL },      { "plaza", "plaza" } };
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct stem stem;
		stem_set(&stem, rows[i].word, strlen(rows[i].word));
		cr_expect_eq(word_table_replace(&table, &stem), rows[i].term != NULL);
		cr_expect_str_eq(stem.text, rows[i].term != NULL ? rows[i].term : rows[i].word);
	}
	cr_expect(word_table_has(&table, "tengoxx", 5)); /* the length counts */
	cr_expect_not(word_table_has(&table, "tengo", 4));
	LEAK_CHECK();
}

Test(words, lists_of_the_languages_are_theirs)
{
	struct stem stem;
	stem_set(&stem, "hubieron", 8);
	cr_expect(word_table_replace(&spanish_words, &stem));
	cr_expect(word_table_has(&english_stop_words, "the", 3));
	cr_expect_not(word_table_has(&english_stop_words, "del", 3));
	cr_expect(word_table_has(&spanish_stop_words, "del", 3));
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
