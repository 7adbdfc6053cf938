/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stemmers/rules.h"
#include "stemmers/word_lists.h"

#include <string.h>

/*
 * Russian: case, number, gender and conjugation go; participles go with their verb; derivation and
 * aspect stay (развитие, развивать, развить). ё comes as е.
 *
 * The last vowel of an ending is not looked at, it only counts: endings are told apart by what
 * stands before it. So a word in the wrong case or with a slip in its last letter is found as well
 * (новога for нового), which Snowball does not do; Snowball also loses the singular of проблем.
 *
 *   обязанностями  -> обязанностям+и  -> обязанност      the vowel, then the ending -ам
 *   развивающихся  -> развивающих     -> развивающ -> развив    reflexive, case, participle
 *   рекомендует    -> рекоменд        рекомендовать -> рекоменд
 *   направлены     -> направлен       направленных -> направленн -> направлен, then направлн
 *   направление    -> направлени      nouns in -ие and -ия keep the "и"
 *   уровень        -> уровен -> уровн as уровня: the vowel that comes and goes
 */

enum { WORDS, WHOLE, CHANGED };

enum { LETTER = 2 }; /* bytes of a Cyrillic letter */

static bool ends_in(const struct stem *word, const char *letters)
{
	return word->length >= LETTER &&
	       strstr(letters, word->text + word->length - LETTER) != NULL;
}

static bool is_whole(const struct stemming *stemming, const struct stem *word)
{
	return word_table_has(stemming->rules->lists[WHOLE], word->text, word->length);
}

static void drop_reflexive(struct stem *word)
{
	static const struct ending endings[] = { { "ся", "", 6 }, { "сь", "", 6 } };
	static const char *const before[] = { "й", "ь", "т", "х", "м", "го", "ие" };
	if (stem_replace_first(word, ENDINGS(endings)))
		return;
	/* The same with another last vowel, where no noun ends so. */
	struct stem rest = *word;
	if (stem_ends(&rest, "сьа") || stem_ends(&rest, "сьу") || stem_ends(&rest, "сьы")) {
		stem_drop(word, 3 * LETTER);
		return;
	}
	if (!ends_in(&rest, "аеуы"))
		return;
	stem_drop(&rest, LETTER);
	if (!stem_replace(&rest, "с", "", 10))
		return;
	for (size_t i = 0; i < sizeof before / sizeof *before; i++)
		if (stem_ends(&rest, before[i])) {
			*word = rest;
			return;
		}
}

/* What drop_vowels took off: how many, and the last of them in the word. */
struct vowels {
	unsigned count;
	char last[LETTER + 1];
};

/*
 * Whether the word, which ends in "и", is the stem of a noun in -ие or -ия (развити-е, конвенци-я)
 * and not of an adjective (высш-ие, внутренн-ие, крайн-ие).
 */
static bool is_noun_in_i(const struct stem *word)
{
	struct stem rest = *word;
	stem_drop(&rest, LETTER);
	if (ends_in(&rest, "гжкхчшщ"))
		return false;
	return !stem_replace(&rest, "н", "", 0) || ends_in(&rest, "аеиоуыэюя");
}

/*
 * Drops the vowels at the end, "й" and "ь" among them; after the first (or at once, when the
 * ending is off already) not the "и" of nouns.
 */
static struct vowels drop_vowels(struct stem *word, bool after_ending)
{
	struct vowels vowels = { 0, "" };
	while (word->length > 3 * LETTER && ends_in(word, "аеиоуыэюяйь")) {
		if ((after_ending || vowels.count > 0) && stem_ends(word, "и") &&
		    is_noun_in_i(word))
			break;
		if (vowels.count++ == 0)
			memcpy(vowels.last, word->text + word->length - LETTER, LETTER + 1);
		stem_drop(word, LETTER);
	}
	return vowels;
}

enum ending_kind { NO_ENDING, NOUN, ADJECTIVE };

static enum ending_kind drop_case(const struct stemming *stemming, struct stem *word,
				  struct vowels vowels)
{
	static const struct ending nouns[] = { { "ам", "", 6 }, { "ям", "", 6 }, { "ах", "", 6 },
					       { "ях", "", 6 }, { "ов", "", 6 }, { "ев", "", 6 } };
	static const struct ending adjectives[] = {
		{ "ым", "", 4 }, { "им", "", 4 }, { "ых", "", 4 }, { "их", "", 4 },
		{ "ом", "", 4 }, { "ем", "", 4 }, { "ог", "", 4 }, { "ег", "", 4 },
	};
	if (vowels.count > 1)
		return ADJECTIVE;
	if (is_whole(stemming, word))
		return NO_ENDING;
	bool in_o = strcmp(vowels.last, "о") == 0;
	/* диалог, налоги: -ог is an ending in "ого" alone, or with a slip for its last letter. */
	if ((vowels.count == 0 || (stem_ends(word, "лог") && !in_o)) &&
	    (stem_ends(word, "ог") || stem_ends(word, "ег")))
		return NO_ENDING;
	/* финансово and применимо, -а, -ы are adjectives. */
	if (in_o && (stem_ends(word, "ов") || stem_ends(word, "ев")))
		return ADJECTIVE;
	if (stem_ends(word, "им") && vowels.count == 1 && strstr("оаыу", vowels.last) != NULL &&
	    !stem_ends(word, "ким") && !stem_ends(word, "щим"))
		return ADJECTIVE;
	if (stem_replace_first(word, ENDINGS(nouns)))
		return NOUN;
	return stem_replace_first(word, ENDINGS(adjectives)) ? ADJECTIVE : NO_ENDING;
}

static bool drop_participle(struct stem *word)
{
	static const struct ending endings[] = {
		{ "ующ", "", 6 },   { "ающ", "", 6 }, { "яющ", "", 6 }, { "еющ", "", 6 },
		{ "ющ", "", 6 },    { "ящ", "", 6 },  { "ащ", "", 6 },  { "ущ", "", 6 },
		{ "овавш", "", 6 }, { "авш", "", 6 }, { "явш", "", 6 }, { "ивш", "", 6 },
		{ "евш", "", 6 },   { "вш", "", 6 },  { "уем", "", 6 }, { "аем", "", 6 },
		{ "яем", "", 6 },
	};
	return stem_replace_first(word, ENDINGS(endings));
}

/* Of the forms without a vowel behind (отмечает, отмечал), and of отмечала, -о, -и. */
static void drop_verb_ending(struct stem *word, struct vowels vowels)
{
	static const struct ending present[] = {
		{ "ует", "", 6 }, { "уют", "", 6 }, { "ает", "", 6 }, { "яет", "", 6 },
		{ "еет", "", 6 }, { "ают", "", 6 }, { "яют", "", 6 }, { "еют", "", 6 },
	};
	static const struct ending last[] = {
		{ "уем", "", 6 },  { "аем", "", 6 },  { "яем", "", 6 },  { "жат", "ж", 6 },
		{ "шат", "ш", 6 }, { "чат", "ч", 6 }, { "щат", "щ", 6 }, { "ят", "", 6 },
		{ "ит", "", 6 },   { "ив", "", 6 },   { "ев", "", 6 },   { "ав", "", 6 },
	};
	static const struct ending past[] = { { "овал", "", 6 },
					      { "ал", "", 6 },
					      { "ял", "", 6 },
					      { "ил", "", 6 },
					      { "ел", "", 6 } };
	if (strcmp(vowels.last, "ь") == 0 || stem_ends(word, "тел"))
		return;
	if (vowels.count == 0 && stem_replace_first(word, ENDINGS(last)))
		return;
	if (!stem_replace_first(word, ENDINGS(present)))
		stem_replace_first(word, ENDINGS(past));
}

/* отмечать, рекомендовать; with a slip in the last letter too (отмечатьу). */
static bool drop_infinitive(struct stem *word)
{
	static const struct ending infinitives[] = { { "овать", "", 6 }, { "ать", "", 6 },
						     { "ять", "", 6 },   { "ить", "", 6 },
						     { "еть", "", 6 },   { "ыть", "", 6 },
						     { "уть", "", 6 } };
	struct stem rest = *word;
	if (ends_in(&rest, "ауы"))
		stem_drop(&rest, LETTER);
	if (!stem_replace_first(&rest, ENDINGS(infinitives)))
		return false;
	*word = rest;
	return true;
}

/* One "н" for two, and no vowel that comes and goes: оценок and оценки, уровень and уровня. */
static void settle_end(const struct stemming *stemming, struct stem *word)
{
	static const struct ending endings[] = {
		{ "ок", "к", 6 }, { "ек", "к", 6 }, { "ец", "ц", 6 }, { "ен", "н", 6 }
	};
	if (is_whole(stemming, word))
		return;
	stem_replace(word, "нн", "н", 4);
	struct stem rest = *word;
	stem_drop(&rest, 2 * LETTER);
	if (!ends_in(&rest, "аеиоуыэюяйь"))
		stem_replace_first(word, ENDINGS(endings));
}

static void stem_russian(const struct stemming *stemming, struct stem *word)
{
	if (word_table_replace(stemming->rules->lists[WORDS], word))
		return;
	drop_reflexive(word);
	if (!drop_infinitive(word)) {
		struct vowels vowels = drop_vowels(word, false);
		enum ending_kind kind = drop_case(stemming, word, vowels);
		if (kind != NO_ENDING)
			drop_vowels(word, true);
		if (kind != NOUN && !is_whole(stemming, word)) {
			if (!drop_participle(word) && kind == NO_ENDING)
				drop_verb_ending(word, vowels);
			drop_vowels(word, true);
		}
	}
	settle_end(stemming, word);
	word_table_replace(stemming->rules->lists[CHANGED], word);
}

const struct rules russian_rules = {
	.code = "ru",
	.kept = "й",
	.lists = { [WORDS] = &russian_words,
		   [WHOLE] = &russian_whole,
		   [CHANGED] = &russian_changed },
	.stop_words = &russian_stop_words,
	.stem = stem_russian,
};
