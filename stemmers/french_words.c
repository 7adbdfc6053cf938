/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stemmers/word_lists.h"

#include <stddef.h>

/*
 * Whole words. A row with a term joins its words; a row without one keeps each of its words apart
 * from what the rules would join it with. Plurals find their singular here by themselves. Terms
 * are as the rules would make them of the other forms.
 */
const struct family french_words_list[] = {
	/* Verbs with forms that have little in common. */
	{ "etre", "etre serons soyons etions est sont soit soient serait seraient sera seront "
		  "etait etaient etant ete fut "
		  "furent fusse" },
	{ "avoir", "avoir aurons aurions ayons eurent a ont avons ait aient avait avaient ayant "
		   "aura auront aurait auraient eu "
		   "eue eut" },
	{ "fair", "ferons ferions faisions fassions faire fait faite faites font faisons faisant "
		  "fasse fassent fera feront ferait "
		  "feraient faisait faisaient fit firent" },
	{ "aller", "aller va vont allant aille aillent allait ira iront irait" },
	{ "pouvoir", "pouvoir pouvons pourrons pouvions peut peuvent puisse puissent pourra "
		     "pourront pourrait pourraient pouvant "
		     "pouvait pouvaient pu" },
	{ "devoir", "devoir devons devrons devrions doit doivent devra devront devrait devraient "
		    "devant devait devaient doive "
		    "du due" },
	{ "vouloir", "vouloir voudrait voudraient voudrons voudront voulait voulaient veut veulent "
		     "voulu voulue voulons veuille veuillent voudra voulant" },
	{ "falloir", "falloir faut faudra faudrait fallait faille" },
	{ "savoir", "savoir savons sauront savait savaient sait savent sache sachent saura "
		    "sauraient saurait sachant su" },
	{ "voir",
	  "verrait verraient voyait voyaient voir voit voient voyant voyons verra verront vu vue" },
	{ "prevoir", "prevoir prevoyaient prevoyons prevoit prevoient prevoyant prevu prevue "
		     "prevoyait prevoie" },
	{ "prend", "prise pris prit pri" },
	{ "comprend", "comprise compris compri" },
	{ "apprend", "apprise appris appri" },
	{ "reprend", "reprise repris repri" },
	{ "entreprend", "entrepris entrepri" },
	{ "surprend", "surpris surprise" },
	{ "met", "met mise mis mit mi" },
	{ "permet", "permet permise permis permi" },
	{ "soumet", "soumet soumise soumis soumi" },
	{ "commet", "commet commise commis commi" },
	{ "transmet", "transmet transmise transmis transmi" },
	{ "compromet", "compromet compromise compromis compromi" },
	{ "promet", "promet promise promis promi" },
	{ "remet", "remet remise remis remi" },
	{ "admet", "admet admise admis admi" },
	{ "emet", "emet emise emis emi" },
	{ "jouir", "jouir jouit jouissent jouissant jouisse jouissait" },
	{ "unir", "unir unit unissent unissant uni unie" },
	{ "batir", "batir batit batissent batissant bati batie" },
	/* Plurals and genders of their own. */
	{ "suivr", "suit" },
	{ "tout", "tout tous toute" },
	{ "travail", "travail travaux" },
	{ "oeil", "oeil yeux" },
	{ "ciel", "ciel cieux" },
	{ "nouveau", "nouveau nouvel nouvelle" },
	{ "beau", "beau bel belle" },
	{ "vieux", "vieux vieil vieille" },
	{ "age", "age agee" },
	{ "an", "ans" },
	{ "divers", "divers diverse" },
	{ "precis", "precis" },
	{ "etrang", "etrangere" },
	{ "leg", "legere" },
	{ "blanc", "blanche" },
	{ "bref", "breve" },
	{ "gros", "gros grosse" },
	{ "neuf", "neuve" },
	{ "basse", "bas basse" },
	{ "concis", "concis concise" },
	{ "materiau", "materiaux" },
	{ "ideal", "ideaux" },
	{ "corail", "coraux" },
	{ "mal", "maux" },
	{ "insuffisant", "insuffisant insuffisante" },
	{ "courant", "courant courante" },
	{ "croiser", "croise croisee croiser croisent" },
	{ "franc", "franche" },
	{ NULL, "environ pays cas cours temps fonds bras poids voix choix croix paix prix taux "
		"faux aux doux deux eau lieu mars fois" },
	/* Words in -ent that are no verbs. */
	{ NULL,
	  "absent accident adherent adolescent afferent agent antecedent apparent argent "
	  "ascendant cent client coefficient coherent competent concurrent conscient "
	  "consequent content contingent continent convent copresident couvent decent "
	  "deficient descendant different dissident divergent eloquent emergent eminent "
	  "escient evident excedent excellent frequent imminent impotent imprudent incident "
	  "incompetent inconscient inconvenient indecent indifferent indulgent inherent "
	  "innocent insolent intelligent intermittent latent lent negligent "
	  "occident orient parent patent patient pensent permanent pertinent precedent "
	  "present president prudent quotient recent recipient recurrent resident resilient "
	  "sergent serpent souvent subsequent talent torrent transparent trident turbulent "
	  "urgent vent violent efficient equivalent detergent polyvalent influent prevalent" },
	/* And verbs in -ment. */
	{ "affirm", "affirment" },
	{ "reaffirm", "reaffirment" },
	{ "confirm", "confirment" },
	{ "form", "forment" },
	{ "inform", "informent" },
	{ "transform", "transforment" },
	{ "conform", "conforment" },
	{ "renferm", "renferment" },
	{ "estim", "estiment" },
	{ "exprim", "expriment" },
	{ "supprim", "suppriment" },
	{ "assum", "assument" },
	{ "consom", "consomment" },
	{ "nom", "nomment" },
	{ "program", "programment" },
	{ "proclam", "proclament" },
	{ "reclam", "reclament" },
	/* Words in -ons, -ait, -ant and -er that are no verbs. */
	{ NULL, "raison saison maison poisson prison horizon echelon lecon facon garcon coton "
		"canton patron soupcon million don ton son non bon nippon jalon salon talon wagon "
		"baron pieton carton sillon maillon echantillon bouillon boisson moisson rancon "
		"pavillon thon tampon poumon" },
	{ NULL, "souhait bienfait trait retrait extrait portrait parfait lait distrait attrait" },
	{ NULL, "avant pendant durant maintenant neant cependant auparavant autant "
		"tant instant enfant mer fer hier" },
	/* Apart from each other. */
	{ NULL, "armee annee donnee duree portee entreprise partie parti part partir revenu avenir "
		"ile fille foyer mere accent crimee course coree pas ces "
		"nous vous port tard indice aire benefice cour vis france inde guere coup "
		"montant train bonn complice medecine vente rome par fin affront" },
	{ NULL, NULL },
};

/* Stems that change, as the rules leave them, to the stem of the infinitive. */
const struct family french_changed_list[] = {
	{ "reduir", "reduis reduit" },
	{ "produir", "produis produit" },
	{ "reproduir", "reproduis reproduit" },
	{ "conduir", "conduis conduit" },
	{ "traduir", "traduis traduit" },
	{ "introduir", "introduis introduit" },
	{ "deduir", "deduis deduit" },
	{ "induir", "induis induit" },
	{ "construir", "construis construit" },
	{ "reconstruir", "reconstruis reconstruit" },
	{ "detruir", "detruis detruit" },
	{ "instruir", "instruis instruit" },
	{ "nuir", "nuis nui" },
	{ "suffir", "suffis suffit suffi" },
	{ "suivr", "suif suivi" },
	{ "poursuivr", "poursuif poursuivi poursuit" },
	{ "vivr", "viv vecu" },
	{ "survivr", "survif survecu survi" },
	{ "accroitr", "accroit accru accro accrois" },
	{ "croitr", "croit cro crois" },
	{ "connaitr", "connu conna connais con" },
	{ "reconnaitr", "reconnu reconna reconnais recon" },
	{ "meconnaitr", "meconnu meconna meconnais" },
	{ "paraitr", "paru para" },
	{ "apparaitr", "apparu appara apparais appar" },
	{ "disparaitr", "disparu dispara disparais dispar" },
	{ "comparaitr", "comparu compara" },
	{ "promouvoir", "promouv promeuv promeut promu promouvr" },
	{ "emouvoir", "emouv emeuv emeut emu" },
	{ "offr", "offert" },
	{ "ouvr", "ouvert" },
	{ "couvr", "couvert" },
	{ "recouvr", "recouvert" },
	{ "decouvr", "decouvert" },
	{ "souffr", "souffert" },
	{ "serv", "sert" },
	/* So that they stay apart from pas, train, affront, ces, port, tard, don and so on. */
	{ "passer", "pas" },
	{ "trainer", "train" },
	{ "affronter", "affront" },
	{ "cesser", "ces" },
	{ "porter", "port" },
	{ "tarder", "tard" },
	{ "donner", "don" },
	{ "viser", "vis" },
	{ "couper", "coup" },
	{ "parer", "par" },
	{ "finir", "fin" },
	{ "courir", "cour court couru" },
	{ "recour", "recouru recourt" },
	{ "concour", "concouru concourt" },
	{ "encour", "encouru encourt" },
	{ "recevoir", "recoif recoi recoit recu recev recevr" },
	{ "concevoir", "concoif concoi concoit concu concev concevr" },
	{ "percevoir", "percoif percoi percoit percu percev" },
	{ "dir", "dit dis" },
	{ "interdir", "interdit interdis" },
	{ "predir", "predit predis" },
	{ "redir", "redit redis" },
	{ "lir", "lis lu" },
	{ "elir", "elu elis elit" },
	{ "ecrir", "ecrit ecrif" },
	{ "inscrir", "inscrit inscrif" },
	{ "decrir", "decrit decrif" },
	{ "prescrir", "prescrit prescrif" },
	{ "proscrir", "proscrit proscrif" },
	{ "souscrir", "souscrit souscrif" },
	{ "transcrir", "transcrit transcrif" },
	{ "acquerir", "acqui acquis acquier acquiert acquer" },
	{ "requerir", "requi requis requier requiert requer" },
	{ "conclur", "conclu conclut" },
	{ "inclur", "inclu inclut inclus" },
	{ "exclur", "exclu exclut exclus" },
	{ "resoudr", "resolu resolv resout" },
	{ "soustrair", "soustrait soustr soustrai" },
	{ "satisfair", "satisfait satisfais satisf satisfas" },
	{ "prevaloir", "preval prevaut" },
	{ "valoir", "val vaut" },
	{ "pourvoir", "pourvu pourvoi" },
	{ "revetir", "revet revetu" },
	{ "mourir", "meur" },
	{ "naitr", "na naquit" },
	{ NULL, NULL },
};

const struct family french_whole_list[] = {
	{ NULL, "consider cooper oper gener regener degener liber deliber acceler alter toler "
		"moder esper adher confer prefer refer transfer differ ger exager sugger recuper "
		"remuner prolifer prosper persever exoner ponder inser enumer numer desesper "
		"integr reiter digger" },
	{ NULL, "laiss delaiss baiss abaiss encaiss affaiss" },
	{ NULL, "souhait trait limit visit invit profit sollicit incit suscit merit credit milit "
		"necessit habit facilit exploit evit recit cit heberg" },
	{ NULL, NULL },
};

const struct family french_ir_list[] = {
	{ NULL, "fourn garant etabl defin elarg pun reflech rebat reun sais ressais approfond "
		"chois retabl rempl about enrich accompl fin nourr prem un ralent abol obe alourd "
		"assoupl affaibl reuss patil pat affranch demol faibl aneant assort raffermi "
		"afferm aplan amoindr bann assujett reag interag ag invest rejou sub reinvest "
		"gross blanch rajeun eclairc rafraich inflech durc amort surg reg vieill guer "
		"grand accueill recueill cueill ouvr rouvr offr couvr decouvr recouvr souffr serv "
		"desserv sent consent ressent pressent dorm sort ment dement recour concour "
		"secour parcour encour accour repart depart cour asserv sev tar fu enfu "
		"ressort aboli epanou tress" },
	{ NULL, NULL },
};
