/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stemmers/spanish_words.h"

#include <stddef.h>

/*
 * Whole words. A row with a term joins its words; a row without one keeps each of its words apart
 * from what the rules would join it with (plazo from plaza). Plurals find their singular here by
 * themselves. A term is what the rules make of the word's other forms, or what keeps it apart.
 */
const struct family spanish_words[] = {
	/* Verbs with forms that have little in common. */
	{ "ser", "ser es son sea sean seamos somos sido siendo fue fueron era eran sera seran "
		 "serian fuera fueran fuese fuesen serlo" },
	{ "haber", "haber haberse haberlo ha han he hemos hay haya hayan habia habian habra habran "
		   "habria habrian habido habida habiendo hubo hubiera hubieran hubiese hubiesen "
		   "hubieron" },
	{ "estar",
	  "estar estan esten estaba estaban estara estaran estaria estarian estando estamos "
	  "estuvo estuvieron estuviera estuvieran estuviese estuviesen" },
	{ "ir", "ir va van vaya vayan vamos yendo iba iban" },
	{ "dar", "dar da dan dado dada dando daba daban dara daran daria darian demos dio dieron "
		 "diera dieran diese diesen darle darles darlo darla darse daremos" },
	{ "ver",
	  "ver ve vio vea vean vemos viendo veia veian vera veran viera vieran vieron verse" },
	{ "vease", "vease veanse" },
	{ "creer", "creer creemos creyendo creia creian creyo creyeron creyera creido creida" },
	{ "soler", "soler suele suelen solia solian" },
	{ "prev", "prevea prevean preveia preveian" },
	{ "leer", "leer lee leen lea lean leia leian leyendo leido leida leyo leyeron" },
	{ "oir", "oir oye oyen oiga oigan oia oian oyendo oido oida oyo oyeron" },
	{ "vestir", "vestir viste visten vistiendo vistio vistieron vestido vestida" },
	{ "mor", "murio murieron muriera murieran muriendo" },
	{ "unir", "unir une unen unan uniendo unio unieron unira uniran unirse" },
	{ "partir", "partir partiendo partimos parten" },
	/* Nouns and adjectives that look like a verb's form. */
	{ "partid", "partido partida" },
	{ "unid", "unido unida" },
	{ "rapid", "rapido rapida" },
	{ "valid", "valido valida" },
	{ "solid", "solido solida" },
	{ "rigid", "rigido rigida" },
	{ "arid", "arido arida" },
	{ "armad", "armado armada" },
	{ "refugiad", "refugiado refugiada" },
	{ "ultim", "ultimo ultima" },
	{ "proxim", "proximo proxima" },
	{ "maxim", "maximo maxima" },
	{ "minim", "minimo minima" },
	{ "maritim", "maritimo maritima" },
	{ "legitim", "legitimo legitima" },
	{ "ilegitim", "ilegitimo ilegitima" },
	{ "suprem", "supremo suprema" },
	{ "extrem", "extremo extrema" },
	{ "anonim", "anonimo anonima" },
	{ "homonim", "homonimo homonima" },
	{ "optim", "optimo optima" },
	{ "septim", "septimo septima" },
	{ "decim", "decimo decima" },
	{ "postrem", "postremo postrema" },
	{ NULL,
	  "tramo ramo gramo paramo centimo prestamo animo sinonimo estado sentido senado alumnado "
	  "profesorado electorado voluntariado letrado estallido cuando sabado decada "
	  "granada capitan iran" },
	{ NULL, "primer tercer buen bien tambien quien alguien recien cien" },
	/* Singulars in -s, which is no plural. */
	{ NULL, "interes mes dios compas estres autobus tras despues frances ingles portugues "
		"japones libanes irlandes islandes finlandes danes holandes neerlandes escoces "
		"congoles sudanes senegales camerunes gabones nepales tailandes maltes" },
	{ "pais", "pais pai" },
	/* Too short for the rules. */
	{ NULL, "la lo le su" },
	/* Words that share all but the last vowel, or less. */
	{ "publico", "publico publica" },
	{ "organico", "organico organica" },
	{ "solo", "solo sola" },
	{ "sano", "sano sana" },
	{ "plano", "plano plana" },
	{ "franco", "franco franca" },
	{ "cualquier", "cualquier cualquiera cualesquier cualesquiera" },
	{ "aleman", "aleman alemana" },
	{ NULL, "genero marco marca plazo plaza puerto puerta caso casa costo costa punto punta "
		"cargo carga corte copa capa acta mesa masa mora via serie parto monto para sino "
		"sala libre conducto conducta cabo tema meta algo alga nueve trata tratado cascada "
		"banca moda resta hombro secretaria puesto puesta junta sigla libra fruta fino "
		"muerto derecha" },
	{ NULL, "titulo termino articulo circulo celula modulo calculo ejercito transito habito "
		"juego acorde carbono lunes lunar nuclear particular familiar solar laser" },
	{ NULL, NULL },
};

/* Stems that change their vowel or more, as the rules leave them, to the stem of the infinitive. */
const struct family spanish_changed[] = {
	/* e -> ie, e -> i: alentar, alienta; sentir, siente, sintió */
	{ "alent", "alient" },
	{ "desalent", "desalient" },
	{ "comenz", "comienz" },
	{ "empez", "empiez" },
	{ "tropez", "tropiez" },
	{ "pens", "piens" },
	{ "repens", "repiens" },
	{ "recomend", "recomiend" },
	{ "encomend", "encomiend" },
	{ "enmend", "enmiend" },
	{ "cerr", "cierr" },
	{ "encerr", "encierr" },
	{ "despert", "despiert" },
	{ "manifest", "manifiest" },
	{ "confes", "confies" },
	{ "atraves", "atravies" },
	{ "sent", "sient sint" },
	{ "asent", "asient asint" },
	{ "ment", "mient mint" },
	{ "consent", "consient consint" },
	{ "disent", "disient disint" },
	{ "arrepent", "arrepient arrepint" },
	{ "neg", "nieg" },
	{ "deneg", "denieg" },
	{ "despleg", "desplieg" },
	{ "repleg", "replieg" },
	{ "acert", "aciert" },
	{ "concert", "conciert" },
	{ "desconcert", "desconciert" },
	{ "quebr", "quiebr" },
	{ "sembr", "siembr" },
	{ "her", "hier hir" },
	{ "extend", "extiend" },
	{ "atend", "atiend" },
	{ "desatend", "desatiend" },
	{ "entend", "entiend" },
	{ "defend", "defiend" },
	{ "tend", "tiend" },
	{ "distend", "distiend" },
	{ "ascend", "asciend" },
	{ "descend", "desciend" },
	{ "trascend", "trasciend" },
	{ "encend", "enciend" },
	{ "perd", "pierd" },
	{ "quer", "quier quis querr querri" },
	{ "vert", "viert virt" },
	{ "advert", "adviert advirt" },
	{ "convert", "conviert convirt" },
	{ "divert", "diviert divirt" },
	{ "invert", "inviert invirt" },
	{ "reinvert", "reinviert reinvirt" },
	{ "revert", "reviert revirt" },
	{ "subvert", "subviert subvirt" },
	{ "difer", "difier difir" },
	{ "infer", "infier infir" },
	{ "confer", "confier confir" },
	{ "refer", "refier refir" },
	{ "prefer", "prefier prefir" },
	{ "transfer", "transfier transfir" },
	{ "interfer", "interfier interfir" },
	{ "suger", "sugier sugir" },
	{ "inger", "ingier ingir" },
	{ "adher", "adhier adhir" },
	{ "requer", "requier requir" },
	{ "adquir", "adquier" },
	{ "hu", "huy" },
	{ "discern", "disciern" },
	{ "concern", "conciern" },
	{ "ped", "pid" },
	{ "imped", "impid" },
	{ "exped", "expid" },
	{ "desped", "despid" },
	{ "med", "mid" },
	{ "serv", "sirv" },
	{ "seg", "sig" },
	{ "conseg", "consig" },
	{ "perseg", "persig" },
	{ "proseg", "prosig" },
	{ "elej", "elij" },
	{ "correj", "corrij" },
	{ "rej", "rij" },
	{ "repet", "repit" },
	{ "compet", "compit" },
	{ "conceb", "concib" },
	{ "rend", "rind" },
	{ "dez", "diz dig dij dir diri" },
	{ "predez", "prediz predig predij" },
	{ "contradez", "contradiz contradig contradij" },
	/* o -> ue, u -> ue: recordar, recuerda; jugar, juega */
	{ "record", "recuerd" },
	{ "acord", "acuerd" },
	{ "concord", "concuerd" },
	{ "cont", "cuent" },
	{ "descont", "descuent" },
	{ "recont", "recuent" },
	{ "encontr", "encuentr" },
	{ "prob", "prueb" },
	{ "aprob", "aprueb" },
	{ "comprob", "comprueb" },
	{ "desaprob", "desaprueb" },
	{ "mostr", "muestr" },
	{ "demostr", "demuestr" },
	{ "esforz", "esfuerz" },
	{ "reforz", "refuerz" },
	{ "renov", "renuev" },
	{ "mov", "muev" },
	{ "promov", "promuev" },
	{ "remov", "remuev" },
	{ "conmov", "conmuev" },
	{ "resolv", "resuelv resuelt" },
	{ "disolv", "disuelv disuelt" },
	{ "absolv", "absuelv absuelt" },
	{ "volv", "vuelv vuelt" },
	{ "devolv", "devuelv devuelt" },
	{ "envolv", "envuelv envuelt" },
	{ "desenvolv", "desenvuelv desenvuelt" },
	{ "pod", "pued pud podr" },
	{ "mor", "muer" },
	{ "dorm", "duerm durm" },
	{ "jug", "jueg" },
	{ "rog", "rueg" },
	{ "volc", "vuelc" },
	{ "consol", "consuel" },
	/* The rest: tener, tiene, tenga, tuvo, tendrá. */
	{ "deb", "deberi" },
	{ "ten", "tien teng tuv tendr" },
	{ "manten", "mantien manteng mantuv mantendr" },
	{ "conten", "contien conteng contuv contendr" },
	{ "deten", "detien deteng detuv detendr" },
	{ "reten", "retien reteng retuv retendr" },
	{ "sosten", "sostien sosteng sostuv sostendr" },
	{ "obten", "obtien obteng obtuv obtendr" },
	{ "absten", "abstien absteng abstuv abstendr" },
	{ "aten", "atien ateng atuv atendr" },
	{ "ven", "vien veng vin vendr" },
	{ "conven", "convien conveng convin convendr" },
	{ "interven", "intervien interveng intervin intervendr" },
	{ "preven", "previen preveng previn prevendr" },
	{ "proven", "provien proveng provin provendr" },
	{ "sobreven", "sobrevien sobreveng sobrevin" },
	{ "contraven", "contravien contraveng contravin" },
	{ "pon", "pong pus pondr" },
	{ "compon", "compong compus compondr compuest" },
	{ "descompon", "descompong descompus descompuest" },
	{ "dispon", "dispong dispus dispondr dispuest" },
	{ "expon", "expong expus expondr expuest" },
	{ "impon", "impong impus impondr" },
	{ "opon", "opong opus opondr opuest" },
	{ "propon", "propong propus propondr propuest" },
	{ "interpon", "interpong interpus interpuest" },
	{ "pospon", "pospong pospus pospuest" },
	{ "antepon", "antepong antepus antepuest" },
	{ "repon", "repong repus repuest" },
	{ "supon", "supong supus supondr" },
	{ "superpon", "superpong superpus superpuest" },
	{ "haz", "hag hiz har hari" },
	{ "deshaz", "deshag deshiz deshech" },
	{ "satisfaz", "satisfag satisfiz satisfar satisfech" },
	{ "sab", "sep sup sabr sabri" },
	{ "cab", "quep cup" },
	{ "sal", "salg saldr" },
	{ "sobresal", "sobresalg" },
	{ "val", "valg valdr" },
	{ "equival", "equivalg equivaldr" },
	{ "tra", "traig traj" },
	{ "atra", "atraig atraj" },
	{ "contra", "contraig contraj" },
	{ "extra", "extraig extraj" },
	{ "sustra", "sustraig sustraj" },
	{ "ca", "caig cay" },
	{ "reca", "recaig recay" },
	{ "produz", "produj" },
	{ "reproduz", "reproduj" },
	{ "conduz", "conduj" },
	{ "reduz", "reduj" },
	{ "introduz", "introduj" },
	{ "traduz", "traduj" },
	{ "induz", "induj" },
	{ "deduz", "deduj" },
	{ "aduz", "aduj" },
	{ "prev", "previst" },
	{ "prove", "provist" },
	{ "abr", "abiert" },
	{ "reabr", "reabiert" },
	{ "cubr", "cubiert" },
	{ "descubr", "descubiert" },
	{ "encubr", "encubiert" },
	{ "escrib", "escrit" },
	{ "describ", "descrit" },
	{ "inscrib", "inscrit" },
	{ "prescrib", "prescrit" },
	{ "suscrib", "suscrit" },
	{ "transcrib", "transcrit" },
	{ NULL, NULL },
};

/*
 * Verb stems that end like an ending: without them "declara" would be the future of a verb with the
 * stem "decl", and "decida" a participle of one with "dec".
 */
const struct family spanish_whole[] = {
	{ NULL, "declar par prepar separ repar compar ampar dispar aclar acapar encar equipar "
		"depar desampar" },
	{ NULL, "consider oper cooper gener regener degener super recuper aceler desaceler reiter "
		"alter liber deliber vulner empoder lider ponder moder toler prolifer prosper "
		"esper exoner persever imper numer enumer encarcer remuner incorpor deterior "
		"aglomer conglomer reconsider desesper preponder apoder aver macer confeder "
		"atemper adulter obliter quer" },
	{ NULL, "mir retir aspir inspir respir expir conspir gir admir tir suspir transpir" },
	{ NULL, "requier adquier refier confier prefier transfier difier adhier sugier quier hier "
		"infier interfier ingier muer" },
	{ NULL, "decid presid coincid incid divid resid reincid pid impid mid expid despid cuid "
		"descuid oxid liquid consolid convalid olvid elid añad evad invad persuad disuad "
		"traslad degrad agrad" },
	{ NULL, "menoscab acab grab recab alab" },
	{ NULL, NULL },
};

/*
 * Stems of verbs in -er and -ir, also as they are changed in the past: for endings that nouns have
 * as well (decidió, tenía, deberá; but servicio, economía, primera).
 */
const struct family spanish_er_ir[] = {
	{ NULL, "abastec abol abr absorb acced acog acomet acontec admit adquir agradec anochec "
		"antepon aparec aprend ascend asist asum atend atra atrev atribu añad beb carec "
		"ced coexist coincid combat comet comparec compart complac compon comprend "
		"compromet conceb conced conclu conduc confer conoc consegu consent consist "
		"constitu constru conten contra contradec contribu convenc convert conviv corr "
		"correg correspond corromp crec cubr cumpl deb debat decid deduc defend defin "
		"demol depend desaparec descend describ descubr desment desobedec despid destru "
		"deten devolv difund dirig dirim discern discut disminu disolv dispon distend "
		"distingu distribu disuad divid ejerc eleg elud emerg emit emprend encend encubr "
		"enriquec entend entorpec entromet equival esclarec escog escond escrib establec "
		"evad exced exclu exig exim exist expand exped expon extend exting extingu fallec "
		"favorec flu fortalec hund imbu impart imped impon imprim incid inclu incumb "
		"incumpl incurr induc infer inflig influ infring infund inscrib insist institu "
		"instru interfer interpon interrump interven introduc invad invert merec mov nac "
		"nutr obedec obten ocurr ofend ofrec omit opon oprim padec parec ped percib perd "
		"permanec permit persegu persist persuad pertenec pod pon pose pospon preced "
		"predec prescind prescrib presid presum pretend prevalec preven proced produc "
		"prohib promet promov propon prosegu proteg prove proven quer reabr readmit "
		"reaparec reca recib recog reconoc reconstru recorr recurr redistribu reduc "
		"rejuvenec remit remov rend repart repercut repon reprim reproduc requer resarc "
		"rescind resid resist resolv respond restablec restitu restring reten retribu "
		"retroced reun revert robustec romp sal satisfac segu sent serv sobreviv socorr "
		"somet sosten subsist subven suced sufr supl supon suprim surg suscrib suspend "
		"sustitu sustra tem ten tend traduc transcurr transfer transgred transmit trascend "
		"trasmit urg val ven venc vend vert viv volv" },
	{ NULL, "abstuv durm mid mint adhir advirt asint atraj conduj confir consigu consint "
		"contraj contuv convirt detuv difir dij dispus divirt elig expid expus "
		"extraj hic hir impid impus infir interfir intervin introduj invirt obtuv opus "
		"persigu pid prefir produj propus prosigu pud pus quis reduj refir repit reproduj "
		"requir revirt rig sigu sint sirv sobrevin sostuv sugir sup supus traduj "
		"traj transfir tuv vin virt" },
	{ NULL, NULL },
};
