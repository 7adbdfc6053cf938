/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stemmers/rules.h"
#include "stemmers/word_lists.h"

#include <string.h>

/*
 * French: number, gender and conjugation go, derivation stays. The word comes without accents,
 * since many people type none, which also makes one form of adopte, adopté and adoptée. Snowball is
 * not used: without accents it loses its way, and it knows no -ent of verbs.
 *
 *                  singular      ending       spelling
 *   nationaux      national
 *   nombreuses     nombreuse     nombreus     nombreu (as nombreux)
 *   publiques      publique      publiqu      public
 *   rappelle       rappelle      rappell      rappel (as rappelant, rappeler)
 *   encourageant   encourageant  encourage    encourag (as encourager)
 *   tiennent       tiennent      tienn        tien -> ten (changed stem, as tenir)
 */

enum { WORDS, CHANGED, WHOLE, IR };

static bool is_listed(const struct stemming *stemming, int list, const struct stem *word,
		      size_t length)
{
	return word_table_has(stemming->rules->lists[list], word->text, length);
}

/* Whether the first `length` bytes can be a stem: two letters or more, one of them a vowel. */
static bool can_stand(const struct stem *word, size_t length)
{
	return length >= 2 && strcspn(word->text, "aeiouy") < length;
}

static bool drop_ending(struct stem *word, const char *ending)
{
	size_t length = strlen(ending);
	if (!stem_ends(word, ending) || !can_stand(word, word->length - length))
		return false;
	stem_drop(word, length);
	return true;
}

/* True when the singular is a listed word, which is then replaced by its term. */
static bool make_singular(const struct stemming *stemming, struct stem *word)
{
	if (word->length > 3 && stem_ends(word, "s"))
		stem_drop(word, 1);
	if (word_table_replace(stemming->rules->lists[WORDS], word))
		return true;
	if (!stem_replace(word, "eaux", "eau", 0) && !stem_replace(word, "aux", "al", 2) &&
	    word->length > 3 && stem_ends(word, "x"))
		stem_drop(word, 1);
	return word_table_replace(stemming->rules->lists[WORDS], word);
}

static void drop_all_e(struct stem *word)
{
	while (stem_ends(word, "e") && drop_ending(word, "e"))
		;
}

/* A verb stem that looks like more than a stem is listed: consider-ent, not consid-erent. */
static bool drop_after_whole_stem(const struct stemming *stemming, struct stem *word)
{
	static const char *const endings[] = { "eraient", "erait", "eront", "era", "aient", "ait",
					       "ante",    "ant",   "ent",   "ees", "ee",    "er",
					       "ons",     "a",     "e",     "" };
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t length = strlen(endings[i]);
		if (stem_ends(word, endings[i]) &&
		    is_listed(stemming, WHOLE, word, word->length - length)) {
			stem_drop(word, length);
			return true;
		}
	}
	return false;
}

/* fournit, fournie, fournira, but droit, énergie, visite: verbs in -ir are listed. */
static bool drop_after_ir_stem(const struct stemming *stemming, struct stem *word)
{
	static const char *const endings[] = { "iraient", "irait", "iront", "irent", "isse", "ira",
					       "ir",      "it",    "ie",    "is",    "i" };
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t length = strlen(endings[i]);
		if (stem_ends(word, endings[i]) &&
		    is_listed(stemming, IR, word, word->length - length)) {
			stem_drop(word, length);
			return true;
		}
	}
	return false;
}

static bool drop_verb_ending(const struct stemming *stemming, struct stem *word)
{
	static const char *const endings[] = { "issaient", "issante", "issant", "issait",
					       "issent",   "eraient", "erait",  "eront",
					       "erent",    "erons",   "aient",  "ante",
					       "ant",      "ait",     "era",    "er" };
	if (drop_after_whole_stem(stemming, word) || drop_after_ir_stem(stemming, word))
		return true;
	static const struct ending special[] = {
		{ "iere", "i", 2 }, /* première, as premier */
		{ "tient", "tien", 0 }, { "vient", "vien", 0 },  { "dront", "d", 2 },
		{ "draient", "d", 2 },  { "drait", "d", 2 },     { "dra", "d", 2 },
		{ "ttront", "tt", 2 },  { "ttraient", "tt", 2 }, { "ttrait", "tt", 2 },
		{ "ttra", "tt", 2 },    { "eront", "", 2 },      { "ront", "r", 3 }, /* réduiront */
	};
	if (stem_replace_first(word, ENDINGS(special)))
		return true;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (drop_ending(word, endings[i]))
			return true;
	/* demandent; but gouvernement, and what is listed: urgent, accident. */
	if (!stem_ends(word, "ment") && drop_ending(word, "ent"))
		return true;
	return word->length > 4 && drop_ending(word, "a");
}

/* réaffirmons, fournissons, renforcerons; but considérons, whose stem is listed. */
static void drop_first_person(const struct stemming *stemming, struct stem *word)
{
	static const struct ending future[] = { { "iendr", "iend", 0 }, { "indr", "ind", 1 } };
	if (drop_after_whole_stem(stemming, word) || drop_ending(word, "issons"))
		return;
	if (!drop_ending(word, "ons") || drop_after_ir_stem(stemming, word))
		return;
	if (!stem_replace_first(word, ENDINGS(future)))
		drop_ending(word, "er");
}

/* Masculine and feminine, and what a mute "e" or an old conjugation does to verbs. */
static void settle_spelling(struct stem *word)
{
	static const struct ending endings[] = {
		/* publique, longue; active; nombreuse; directrice, travailleuse */
		{ "qu", "c", 2 },
		{ "gu", "g", 2 },
		{ "iv", "if", 2 },
		{ "eus", "eu", 2 },
		{ "tric", "teu", 2 },
		{ "ais", "ai", 3 },
		{ "ois", "oi", 3 },
		{ "eur", "eu", 3 },
		/* emploie and employer */
		{ "oy", "oi", 1 },
		{ "ay", "ai", 1 },
		{ "uy", "ui", 1 },
		/* rendre, rendu; permettre; comprenant; craignant, craint */
		{ "ndr", "nd", 1 },
		{ "rdr", "rd", 1 },
		{ "ttr", "t", 1 },
		{ "ndu", "nd", 1 },
		{ "rdu", "rd", 1 },
		{ "attu", "at", 1 },
		{ "pren", "prend", 0 },
		{ "prenn", "prend", 0 },
		{ "eign", "eind", 1 },
		{ "aign", "aind", 2 },
		{ "oign", "oind", 1 },
		{ "eint", "eind", 1 },
		{ "aint", "aind", 2 },
		{ "joint", "joind", 0 },
		/* tenir, tient, tenu, tiendra; venir and all that is made of them */
		{ "tenir", "ten", 0 },
		{ "tenu", "ten", 0 },
		{ "tien", "ten", 0 },
		{ "tienn", "ten", 0 },
		{ "tiend", "ten", 0 },
		{ "venir", "ven", 0 },
		{ "venu", "ven", 0 },
		{ "vien", "ven", 0 },
		{ "vienn", "ven", 0 },
		{ "viend", "ven", 0 },
	};
	if (stem_replace_first(word, ENDINGS(endings)) || word->length < 4)
		return;
	char last = word->text[word->length - 1];
	if (last == word->text[word->length - 2] && strchr("aeiou", last) == NULL)
		stem_drop(word, 1);
}

static void stem_french(const struct stemming *stemming, struct stem *word)
{
	if (word_table_replace(stemming->rules->lists[WORDS], word))
		return;
	const struct stem whole = *word;
	if (make_singular(stemming, word))
		return;
	/* But régions, combinaisons and what is listed: échelons. */
	if (stem_ends(&whole, "ons") && !stem_ends(&whole, "ions") &&
	    !stem_ends(&whole, "aisons")) {
		*word = whole;
		drop_first_person(stemming, word);
	} else {
		drop_verb_ending(stemming, word);
	}
	drop_all_e(word);
	settle_spelling(word);
	word_table_replace(stemming->rules->lists[CHANGED], word);
}

const struct rules french_rules = {
	.code = "fr",
	.lists = { [WORDS] = &french_words,
		   [CHANGED] = &french_changed,
		   [WHOLE] = &french_whole,
		   [IR] = &french_ir },
	.stop_words = &french_stop_words,
	.stem = stem_french,
};
