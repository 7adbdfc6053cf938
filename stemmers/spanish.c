/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stemmers/rules.h"
#include "stemmers/word_lists.h"

#include <string.h>

/*
 * Spanish: number, gender and conjugation go, derivation stays: "universal" and "universidad",
 * "secreto" and "secretario" are words of their own. Snowball is not used here: it keeps nuclear
 * and nucleares apart, joins parte with partido and género with generación, and makes "des" of
 * desarme.
 *
 * The word comes without accents, since many people type none; only ñ is a letter of its own. What
 * that makes ambiguous (genero: género or generó?) is settled by the lists in spanish_words.c.
 *
 * Why alienta finds alentar, step by step as in stem_spanish below:
 *
 *              listed    singular   pronouns   ending    spelling   changed stem
 *   alienta    no        alienta    alienta    alient    alient     alent
 *   alentar    no        alentar    alentar    alent     alent      alent
 *   acojan     no        acojan     acojan     acoj      acoj       acoj
 *   acogerlas  no        acogerla   acoger     acog      acoj       acoj
 *   planos     plano     (done: the list keeps plano apart from plan)
 *   aplicaría  no        aplicaria  aplicaria  aplic     aplic      aplic
 *   primaria   no        primaria   primaria   primari   primari    primari (listed in -ario)
 */

enum { WORDS, CHANGED, WHOLE, ER_IR, ARIO };

static bool is_listed(const struct stemming *stemming, int list, const struct stem *word,
		      size_t length)
{
	return word_table_has(stemming->rules->lists[list], word->text, length);
}

/* Whether the first `length` bytes can be a stem: two letters or more, one of them a vowel. */
static bool can_stand(const struct stem *word, size_t length)
{
	return length >= 2 && strcspn(word->text, "aeiou") < length;
}

static bool drop_ending(struct stem *word, const char *ending)
{
	size_t length = strlen(ending);
	if (!stem_ends(word, ending) || !can_stand(word, word->length - length))
		return false;
	stem_drop(word, length);
	return true;
}

/*
 * Takes the plural's "s" off, and its "e" where a singular in "e" is unlikely: militares ->
 * militar, jóvenes -> joven, but informes -> informe. True when the singular is a listed word,
 * which is then replaced by its term.
 */
static bool make_singular(const struct stemming *stemming, struct stem *word)
{
	static const char *const nouns[] = { "are", "ere", "ire", "ane", "ene", "one", "ae", "oe" };
	if (word->length < 3 || !stem_ends(word, "s"))
		return false;
	for (size_t bytes = 1; bytes <= 2; bytes++)
		if ((bytes == 1 || stem_ends(word, "es")) &&
		    is_listed(stemming, WORDS, word, word->length - bytes)) {
			stem_drop(word, bytes);
			return word_table_replace(stemming->rules->lists[WORDS], word);
		}
	if (word->length == 3)
		return false;
	stem_drop(word, 1);
	for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
		if (stem_ends(word, nouns[i]) && !stem_ends(word, "iene") &&
		    !is_listed(stemming, WHOLE, word, word->length - 1)) {
			stem_drop(word, 1);
			break;
		}
	return false;
}

/*
 * aplicarlas -> aplicar, teniéndonos -> teniendo; but gobiernos and modernos end in no pronoun,
 * where reconocernos does. The "s" of a plural is off already.
 */
static void drop_pronouns(const struct stemming *stemming, struct stem *word, bool plural)
{
	static const char *const pronouns[] = { "selo", "sela", "noslo", "nosla", "no",
						"se",   "lo",   "la",    "le" };
	static const char *const verbs[] = { "ando", "iendo", "yendo", "ar", "ir", "er" };
	for (size_t i = 0; i < sizeof pronouns / sizeof *pronouns; i++) {
		if (!stem_ends(word, pronouns[i]) || (!plural && strcmp(pronouns[i], "no") == 0))
			continue;
		struct stem verb = *word;
		stem_drop(&verb, strlen(pronouns[i]));
		for (size_t v = 0; v < sizeof verbs / sizeof *verbs; v++) {
			struct stem rest = verb;
			if (drop_ending(&rest, verbs[v]) &&
			    (!stem_ends(word, "erno") ||
			     is_listed(stemming, ER_IR, &rest, rest.length))) {
				*word = verb;
				return;
			}
		}
	}
}

/* A verb stem that looks like more than a stem is listed: only a short ending comes off it. */
static bool drop_after_whole_stem(const struct stemming *stemming, struct stem *word)
{
	static const char *const endings[] = { "amos", "emos", "an", "en", "a", "e", "o" };
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (stem_ends(word, endings[i]) &&
		    is_listed(stemming, WHOLE, word, word->length - strlen(endings[i])))
			return drop_ending(word, endings[i]);
	return false;
}

/* Endings that nouns have too (decidió, tenía, deberá, redujo; servicio, economía, primera). */
static bool drop_after_er_ir_stem(const struct stemming *stemming, struct stem *word)
{
	static const char *const endings[] = { "eriamos", "iriamos", "iamos", "eramos", "esemos",
					       "erian",   "irian",   "eria",  "iria",   "yera",
					       "eron",    "esen",    "era",   "ese",    "ian",
					       "io",      "ia",      "yo" };
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (stem_ends(word, endings[i]) &&
		    is_listed(stemming, ER_IR, word, word->length - strlen(endings[i])))
			return drop_ending(word, endings[i]);
	return false;
}

/* aplicaría; but primaria, which without accents is primaría too, is an adjective in -ario. */
static bool drop_conditional_of_ar(const struct stemming *stemming, struct stem *word)
{
	if (drop_ending(word, "ariamos") || drop_ending(word, "arian"))
		return true;
	return stem_ends(word, "aria") &&
	       !is_listed(stemming, ARIO, word, word->length - strlen("aria")) &&
	       drop_ending(word, "aria");
}

static bool drop_verb_ending(const struct stemming *stemming, struct stem *word)
{
	/* Endings of verbs alone; a longer one stands before those that it ends with. */
	static const char *const endings[] = {
		"eriamos", "iriamos", "ieramos", "iesemos", "yeramos", "yesemos", "aramos",
		"asemos",  "abamos",  "aremos",  "eremos",  "iremos",  "iendo",   "yendo",
		"ieron",   "yeron",   "ieran",   "yeran",   "iesen",   "yesen",   "irian",
		"asen",    "ando",    "aron",    "aban",    "aran",    "eran",    "iran",
		"amos",    "emos",    "imos",    "iera",    "iese",    "yese",    "iria",
		"ase",     "aba",     "ado",     "ada",     "ido",     "ida",     "ara",
		"ira",     "ar",      "er",      "ir",
	};
	if (drop_after_whole_stem(stemming, word) || drop_after_er_ir_stem(stemming, word) ||
	    drop_conditional_of_ar(stemming, word))
		return true;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (drop_ending(word, endings[i]))
			return true;
	return drop_ending(word, "an") || drop_ending(word, "en");
}

/*
 * One sound, one spelling. What followed the stem tells how its last letter sounded:
 * alcance/alcanzar, reconoce/reconozca, acoge/acoja; aplique/aplicar, entregue/entregar.
 */
static void settle_spelling(struct stem *word, char followed_by)
{
	static const struct ending soft[] = { { "c", "z", 2 },
					      { "qu", "c", 1 },
					      { "gu", "g", 1 },
					      { "g", "j", 2 },
					      { "uy", "u", 2 } };
	static const struct ending hard[] = { { "zc", "z", 1 }, { "uy", "u", 2 } };
	if (followed_by == 'e' || followed_by == 'i')
		stem_replace_first(word, ENDINGS(soft));
	else if (followed_by == 'a' || followed_by == 'o')
		stem_replace_first(word, ENDINGS(hard));
	else /* nothing followed: half of a plural, "capac" for capaces */
		stem_replace(word, "c", "z", 3);
}

static void stem_spanish(const struct stemming *stemming, struct stem *word)
{
	/* detendrá, convendrá, dispondrá: what tener, venir and poner are part of. */
	static const struct ending futures[] = { { "tendr", "ten", 0 },
						 { "vendr", "ven", 0 },
						 { "pondr", "pon", 0 } };
	if (word_table_replace(stemming->rules->lists[WORDS], word))
		return;
	const struct stem whole = *word;
	if (make_singular(stemming, word))
		return;
	const size_t singular = word->length;
	/* reafirmamos, decidimos: no plural's "s"; but septuagésimos, altísimos. */
	if (stem_ends(&whole, "mos") && !stem_ends(&whole, "esimos") &&
	    !stem_ends(&whole, "isimos"))
		*word = whole;
	const size_t with_pronouns = word->length;
	drop_pronouns(stemming, word, stem_ends(&whole, "s"));
	if (word->length < with_pronouns && word_table_replace(stemming->rules->lists[WORDS], word))
		return;
	if (!drop_verb_ending(stemming, word)) {
		stem_set(word, whole.text, singular);
		if (!drop_ending(word, "a") && !drop_ending(word, "e"))
			drop_ending(word, "o");
	}
	/* proporcionar is no relative of proporción, nor cuestionar of cuestión. */
	if (word->length < singular && stem_ends(word, "ion"))
		stem_append(word, "a");
	else
		settle_spelling(word, whole.text[word->length]);
	stem_replace(word, "dri", "dr", 2); /* tendría, as tendrá */
	stem_replace_first(word, ENDINGS(futures));
	word_table_replace(stemming->rules->lists[CHANGED], word);
}

const struct rules spanish_rules = {
	.code = "es",
	.kept = "ñ",
	.lists = { [WORDS] = &spanish_words,
		   [CHANGED] = &spanish_changed,
		   [WHOLE] = &spanish_whole,
		   [ER_IR] = &spanish_er_ir,
		   [ARIO] = &spanish_ario },
	.stop_words = &spanish_stop_words,
	.stem = stem_spanish,
};
