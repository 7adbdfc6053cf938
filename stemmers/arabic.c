/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stemmers/rules.h"
#include "stemmers/word_lists.h"

#include <string.h>

/*
 * Arabic, after the light stemming of Larkey, Ballesteros and Connell (2002), which searches better
 * than full morphology and than Snowball: the article and the letters that are written together
 * with the next word go, then the endings of number and gender and the pronouns. A relative
 * adjective keeps its -ي: سياسة and سياسي are two words.
 *
 * The word comes without vowel signs, tatweel and hamza (أ إ آ as ا, ؤ as و, ئ as ي).
 *
 *   وللمنظمات  -> منظمات -> منظم        بحقوقهم -> حقوقهم -> حقوق
 *   الدولية    -> دولية  -> دولي        دولتها  -> دولت   -> دول (as دولة)
 *
 * Which first letters belong to the word and are no و ف ب ل ك ("and, in, for, as") is listed:
 * وطن is no طن, and برنامج no رنامج.
 */

enum { WORDS, FIRST };

enum { LETTER = 2 }; /* bytes of an Arabic letter */

static size_t letters(const struct stem *word)
{
	return word->length / LETTER;
}

static bool drop_ending(struct stem *word, const char *ending, size_t rest)
{
	return stem_replace(word, ending, "", rest * LETTER);
}

static bool drop_beginning(struct stem *word, const char *beginning, size_t rest)
{
	size_t length = strlen(beginning);
	if (!stem_starts(word, beginning) || word->length < length + rest * LETTER)
		return false;
	stem_drop_first(word, length);
	return true;
}

static void drop_endings(const struct stemming *stemming, struct stem *word);

/* Whether the word, or it without its endings, is known to begin with its first letter. */
static bool is_first_its_own(const struct stemming *stemming, const struct stem *word)
{
	struct stem bare = *word;
	if (word_table_has(stemming->rules->lists[FIRST], word->text, word->length))
		return true;
	drop_endings(stemming, &bare);
	return word_table_has(stemming->rules->lists[FIRST], bare.text, bare.length);
}

static bool drop_article(const struct stemming *stemming, struct stem *word)
{
	if (stem_starts(word, "لل")) {
		struct stem rest = *word; /* للجنة: لجنة has a ل of its own */
		stem_drop_first(&rest, LETTER);
		return drop_beginning(word, is_first_its_own(stemming, &rest) ? "ل" : "لل", 2);
	}
	return !is_first_its_own(stemming, word) && drop_beginning(word, "ال", 2);
}

static void drop_beginnings(const struct stemming *stemming, struct stem *word)
{
	static const char *const together[] = { "و", "ف", "ب", "ل", "ك" };
	if (drop_article(stemming, word))
		return;
	/* Two at most: و or ف, then ب, ل or ك; an article may follow. */
	for (int round = 0, from = 0; round < 2; round++) {
		if (is_first_its_own(stemming, word))
			return;
		int i = from;
		while (i < 5 && !drop_beginning(word, together[i], 3))
			i++;
		if (i == 5)
			return;
		if (drop_article(stemming, word))
			return;
		if (i >= 2)
			return;
		from = 2;
	}
}

static void drop_endings(const struct stemming *stemming, struct stem *word)
{
	/* Pronouns, then what stood before them. */
	static const struct ending pronouns[] = {
		{ "هما", "", 6 }, { "ها", "", 6 }, { "هم", "", 6 }, { "هن", "", 8 }
	};
	bool pronoun = stem_replace_first(word, ENDINGS(pronouns));
	if (word_table_replace(stemming->rules->lists[WORDS], word))
		return;
	if (drop_ending(word, "يات", 2) || drop_ending(word, "يتين", 2) ||
	    drop_ending(word, "يون", 2) || drop_ending(word, "يين", 2) ||
	    drop_ending(word, "ية", 2) || drop_ending(word, "يته", 2) ||
	    (pronoun && drop_ending(word, "يت", 2))) {
		stem_append(word, "ي");
		return;
	}
	static const struct ending endings[] = {
		{ "اته", "", 4 }, { "تان", "", 6 }, { "تين", "", 6 }, { "ات", "", 4 },
		{ "ان", "", 6 },  { "ون", "", 6 },  { "ته", "", 4 },  { "اة", "", 4 },
		{ "ة", "", 4 },   { "ه", "", 4 },
	};
	bool masdar = stem_starts(word, "ت") && letters(word) == 5;
	if (!stem_replace_first(word, ENDINGS(endings)) && !(masdar && stem_ends(word, "ين")) &&
	    !drop_ending(word, "ين", 3))
		drop_ending(word, "ا", 3); /* وفقا: the ending of adverbs, without its sign */
	/* اعتمدتها and اعتمدت, as اعتمد; but بيت, صوت and what is listed. */
	bool long_vowel = stem_ends(word, "ات") || stem_ends(word, "وت") || stem_ends(word, "يت");
	drop_ending(word, "ت", pronoun ? 2 : long_vowel ? STEM_MAX : 3);
}

/* The last letters that hamza and its seat change. */
static void settle_end(struct stem *word)
{
	static const struct ending endings[] = {
		{ "اء", "ا", 4 }, { "اي", "ا", 4 }, { "او", "ا", 4 }, { "ى", "ي", 2 }
	};
	stem_replace_first(word, ENDINGS(endings));
}

static void stem_arabic(const struct stemming *stemming, struct stem *word)
{
	if (word_table_replace(stemming->rules->lists[WORDS], word))
		return;
	drop_beginnings(stemming, word);
	if (word_table_replace(stemming->rules->lists[WORDS], word))
		return;
	drop_endings(stemming, word);
	settle_end(word);
}

const struct rules arabic_rules = {
	.code = "ar",
	.lists = { [WORDS] = &arabic_words, [FIRST] = &arabic_first },
	.stop_words = &arabic_stop_words,
	.stem = stem_arabic,
};
