/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stemmers/word_lists.h"

#include <stddef.h>

/*
 * Articles, pronouns, prepositions, conjunctions and the auxiliary verbs: nothing that a resolution
 * could be about. Folded: without accents, Arabic without hamza.
 */

const struct family arabic_stop_words_list[] = {
	{ NULL, "في من على الي الى عن مع ان انه انها بان وان او ام ثم بل لكن ولكن و ف ب ل ك ال لا "
		"لم لن ما ذلك تلك هذا هذه هولاء اوليك التي الذي الذين اللذين اللتين اللواتي هو هي "
		"هم هن هما نحن قد كل كما كان كانت تكون يكون ليس به بها بهم له لها لهم فيه فيها "
		"فيهم منه منها منهم عليه عليها عليهم اليه اليها اليهم وفي ومن وعلى والي والى وعن "
		"ومع ولا وما وذلك وهذا وهذه والتي والذي وهو وهي وقد بما مما فيما كذلك وكذلك ايضا "
		"اذ واذ اذا غير بين عند حيث حتى قبل بعد" },
	{ NULL, NULL },
};

const struct family chinese_stop_words_list[] = {
	{ NULL, "的 和 在 了 与 及 是 有 为 以 对 并 其 等 从 或 这 该 所 于 而 也 将 之 就 被 把 "
		"由 向 到 不 又" },
	{ NULL, NULL },
};

const struct family english_stop_words_list[] = {
	{ NULL, "a an the and or but nor if of to in on at by for from with without within into "
		"onto upon over under through between among as than that this these those it its "
		"he him his she her hers they them their theirs we us our ours you your yours i me "
		"my who whom whose which what when where while there here how why be am is are was "
		"were been being have has had having do does did done will would shall should can "
		"could may might must not no all any each both such so too very also other same s "
		"t d ll re ve" },
	{ NULL, NULL },
};

const struct family french_stop_words_list[] = {
	{ NULL, "le la les l un une des du de d au aux a et ou ni mais donc or car en dans sur "
		"sous par pour avec sans entre vers chez que qu qui quoi dont lequel laquelle "
		"lesquels lesquelles ce cet cette ces c il ils elle elles on nous vous je j me m "
		"te t se s lui leur leurs y son sa ses mon ma mes ton ta tes notre nos votre vos "
		"est sont etre ete etant soit soient ont avoir ayant avait ait ne n pas plus si "
		"comme ainsi aussi meme tout tous toute toutes" },
	{ NULL, NULL },
};

const struct family german_stop_words_list[] = {
	{ NULL, "der die das den dem des ein eine einer einem einen eines und oder aber sowie in "
		"im an am auf aus bei beim mit nach von vom zu zum zur uber unter fur durch um als "
		"wie dass ob wenn ist sind war waren sein wird werden wurde wurden hat haben hatte "
		"nicht auch sich er sie es ihr ihre ihrer ihren ihrem wir dieser diese dieses "
		"diesem diesen welche welcher alle aller allen" },
	{ NULL, NULL },
};

const struct family russian_stop_words_list[] = {
	{ NULL, "и в во на по с со к ко о об обо от ото из у за для до при под над между через без "
		"а но или либо же бы ли не ни что чтобы как так то том тем того тому те тех та ту "
		"эта это этой этот эту этого этом этим этих эти он она оно они его ее их ему ей им "
		"ими нем ней них него нее который которая которое которые которых которой которого "
		"котором которым которую свой свои своей своих свою своего все всех всем всеми "
		"всего весь вся также если быть был была было были есть" },
	{ NULL, NULL },
};

const struct family spanish_stop_words_list[] = {
	{ NULL, "el la los las lo un una unos unas de del a al en con por para sin sobre entre "
		"desde hasta hacia segun ante bajo tras y e o u ni pero sino que quien quienes "
		"cual cuales cuyo cuya cuyos cuyas como cuando donde si no se su sus le les me te "
		"nos mi mis tu tus ese esa eso esos esas este esta esto estos estas aquel aquella "
		"aquellos aquellas ello ellos ella ellas yo nosotros usted ustedes es son ser sea "
		"sean sido siendo fue fueron era eran ha han haya hayan haber habiendo estan "
		"mas muy ya asi tambien todo todos toda todas otro otros otra otras mismo misma "
		"mismos mismas" },
	{ NULL, NULL },
};
