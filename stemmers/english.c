/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stemmers/rules.h"
#include "stemmers/word_lists.h"

#include <string.h>

/*
 * English: the plural and the endings of verbs go, derivation stays (import and importance are two
 * words; Snowball joins them, and universal with university). British and American spellings meet.
 *
 *   programmes  -> programme  -> programm -> program     organisation -> organization
 *   countries   -> countri                               labour       -> labor
 *   country     -> countri                               taken, took  -> (listed) tak
 *   noted       -> not -> note    short stems keep their "e", so that note is not "not"
 *   including   -> includ         include -> includ
 *   planned     -> plann -> plan  double letters become one
 */

enum { WORDS, ISE };

static bool is_vowel(char letter)
{
	return letter != '\0' && strchr("aeiouy", letter) != NULL;
}

/* Stretches of vowels in the first `length` letters. */
static size_t vowel_groups(const struct stem *word, size_t length)
{
	size_t groups = 0;
	for (size_t i = 0; i < length; i++)
		if (is_vowel(word->text[i]) && (i == 0 || !is_vowel(word->text[i - 1])))
			groups++;
	return groups;
}

/* not(e), bas(e), us(e): a stem of one syllable that ends in one vowel and one consonant. */
static bool is_short(const struct stem *word, size_t length)
{
	if (length < 2 || vowel_groups(word, length) != 1 || is_vowel(word->text[length - 1]) ||
	    !is_vowel(word->text[length - 2]) || strchr("wx", word->text[length - 1]) != NULL)
		return false;
	return length == 2 || !is_vowel(word->text[length - 3]);
}

/* Puts `by` for the first `from` inside the word. */
static void respell(struct stem *word, const char *from, const char *by)
{
	char *at = strstr(word->text, from);
	if (at == NULL)
		return;
	struct stem rest = *word;
	size_t start = (size_t)(at - word->text);
	stem_drop_first(&rest, start + strlen(from));
	stem_drop(word, word->length - start);
	stem_append(word, by);
	stem_append(word, rest.text);
}

/* organise -> organize, but promise, exercise and their like keep their "s". */
static void settle_ise(const struct stemming *stemming, struct stem *word)
{
	static const struct ending endings[] = {
		{ "isations", "izations", 3 }, { "isation", "ization", 3 }, { "ises", "izes", 3 },
		{ "ised", "ized", 3 },         { "ise", "ize", 3 },         { "ising", "izing", 3 },
		{ "isers", "izers", 3 },       { "iser", "izer", 3 },       { "ysed", "yzed", 3 },
		{ "yses", "yzes", 3 },         { "yse", "yze", 3 },         { "ysing", "yzing", 3 },
	};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t ending = strlen(endings[i].ending);
		if (!stem_ends(word, endings[i].ending))
			continue;
		/* The list has the words without "e": promis, exercis. */
		size_t stem = word->length - ending + 2;
		if (!word_table_has(stemming->rules->lists[ISE], word->text, stem))
			stem_replace(word, endings[i].ending, endings[i].by, endings[i].rest);
		return;
	}
}

static void drop_plural(struct stem *word)
{
	static const struct ending endings[] = {
		{ "ies", "y", 2 },       { "sses", "ss", 1 },   { "xes", "x", 1 },
		{ "ches", "ch", 2 },     { "shes", "sh", 1 },   { "zzes", "zz", 1 },
		{ "oes", "o", 2 },       { "ss", "ss", 0 },     { "s", "", 3 },
		{ "women", "woman", 1 }, { "smen", "sman", 2 },
	};
	stem_replace_first(word, ENDINGS(endings));
}

static void drop_verb_ending(struct stem *word)
{
	static const char *const endings[] = { "ing", "ed" };
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t length = strlen(endings[i]);
		if (!stem_ends(word, endings[i]) ||
		    vowel_groups(word, word->length - length) == 0 || word->length < length + 2)
			continue;
		if (endings[i][0] == 'e' && word->text[word->length - length - 1] == 'e')
			return; /* need, exceed */
		stem_drop(word, length);
		if (is_short(word, word->length))
			stem_append(word, "e");
		return;
	}
}

static void drop_e(struct stem *word)
{
	if (word->length > 3 && stem_ends(word, "e") && !is_short(word, word->length - 1) &&
	    vowel_groups(word, word->length - 1) > 0)
		stem_drop(word, 1);
}

/* planned and plan, country and countries; and "addres" is address with an "s" too few. */
static void settle_end(struct stem *word)
{
	if ((!stem_ends(word, "ness") && stem_replace(word, "ess", "", 3)) || word->length < 3)
		return;
	char last = word->text[word->length - 1], before = word->text[word->length - 2];
	if (word->length > 3 && last == before && !is_vowel(last))
		stem_drop(word, 1);
	else if (last == 'y' && !is_vowel(before))
		stem_replace(word, "y", "i", 2);
}

static void stem_english(const struct stemming *stemming, struct stem *word)
{
	/* Inside words: how Britain spells, and America. What is the same in both after an ending
	 * is gone (programme, travelled) needs no row. */
	static const struct {
		char british[16], american[16];
	} spellings[] = {
		{ "armour", "armor" },
		{ "behaviour", "behavior" },
		{ "candour", "candor" },
		{ "colour", "color" },
		{ "demeanour", "demeanor" },
		{ "endeavour", "endeavor" },
		{ "favour", "favor" },
		{ "harbour", "harbor" },
		{ "honour", "honor" },
		{ "humour", "humor" },
		{ "labour", "labor" },
		{ "neighbour", "neighbor" },
		{ "rigour", "rigor" },
		{ "rumour", "rumor" },
		{ "vapour", "vapor" },
		{ "vigour", "vigor" },
		{ "centred", "centered" },
		{ "centring", "centering" },
		{ "centre", "center" },
		{ "calibre", "caliber" },
		{ "fibre", "fiber" },
		{ "litre", "liter" },
		{ "metre", "meter" },
		{ "theatre", "theater" },
		{ "catalogue", "catalog" },
		{ "dialogue", "dialog" },
		{ "analogue", "analog" },
		{ "defenc", "defens" },
		{ "offenc", "offens" },
		{ "licenc", "licens" },
		{ "practis", "practic" },
		{ "acknowledgement", "acknowledgment" },
		{ "judgement", "judgment" },
		{ "ageing", "aging" },
		{ "aluminium", "aluminum" },
		{ "archaeolog", "archeolog" },
		{ "anaemi", "anemi" },
		{ "manoeuvre", "maneuver" },
		{ "manoeuvr", "maneuver" },
		{ "fulfill", "fulfil" },
		{ "enroll", "enrol" },
		{ "install", "instal" },
		{ "skillful", "skilful" },
		{ "willful", "wilful" },
		{ "traveller", "traveler" },
		{ "haem", "hem" },
		{ "oestrogen", "estrogen" },
		{ "foetus", "fetus" },
		{ "encyclopaedi", "encyclopedi" },
		{ "mediaeval", "medieval" },
		{ "sulphur", "sulfur" },
		{ "mould", "mold" },
		{ "jewellery", "jewelry" },
		{ "likeabl", "likabl" },
		{ "sizeabl", "sizabl" },
		{ "orthopaed", "orthoped" },
		{ "paediatr", "pediatr" },
		{ "sceptic", "skeptic" },
	};
	for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++)
		respell(word, spellings[i].british, spellings[i].american);
	if (word_table_replace(stemming->rules->lists[WORDS], word))
		return;
	settle_ise(stemming, word);
	drop_plural(word);
	if (word_table_replace(stemming->rules->lists[WORDS], word))
		return;
	drop_verb_ending(word);
	drop_e(word);
	settle_end(word);
}

const struct rules english_rules = {
	.code = "en",
	.lists = { [WORDS] = &english_words, [ISE] = &english_ise },
	.stop_words = &english_stop_words,
	.stem = stem_english,
};
