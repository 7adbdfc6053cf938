/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stemmers/word_lists.h"

#include <stddef.h>

/*
 * Whole words. A row with a term joins its words; a row without one keeps each of its words apart
 * from what the rules would join it with (plazo from plaza). Plurals find their singular here by
 * themselves. A term is what the rules make of the word's other forms, or what keeps it apart.
 */
const struct family spanish_words_list[] = {
	/* Verbs with forms that have little in common. */
	{ "ser", "ser es son sea sean seamos somos sido siendo fue fueron era eran sera seran "
		 "serian seriamos fuera fueran fuese fuesen serlo" },
	{ "haber", "haber haberse haberlo ha han he hemos hay haya hayan habia habian habra habran "
		   "habria habrian habriamos habiamos habido habida habiendo hubo hubiera hubieran "
		   "hubiese hubiesen "
		   "hubieron" },
	{ "estar", "estar estan esten estaba estaban estara estaran estaria estarian estaremos "
		   "estariamos estabamos estando estamos "
		   "estuvo estuvieron estuviera estuvieran estuviese estuviesen" },
	{ "quer", "quisimos" },
	{ "ir", "ir va van vaya vayan vamos yendo iba iban" },
	{ "dar", "dar da dan dado dada dando daba daban dara daran daria darian demos dio dieron "
		 "diera dieran diese diesen darle darles darlo darla darse daremos" },
	{ "ver",
	  "ver ve vio vea vean vemos viendo veia veian vera veran viera vieran vieron ven verse "
	  "verlo verla verle viendolo viendola veamos veremos veria verian veriamos viese viesen "
	  "visto" },
	{ "vista", "vista" },
	{ "vease", "vease veanse" },
	{ "creer", "creer creemos creyendo creia creian creyo creyeron creyera creido creida "
		   "creera creeran creeria creerian "
		   "creeremos creeriamos creiamos creyeran creyese creyesen" },
	{ "soler", "soler suele suelen solia solian" },
	{ "prev", "prevea prevean preveia preveian prevera preveran preveria preverian preveamos" },
	{ "leer", "leer lee leen lea lean leia leian leyendo leido leida leyo leyeron" },
	{ "oir", "oir oye oyen oiga oigan oia oian oyendo oido oida oyo oyeron" },
	{ "vestir", "vestir viste visten vistiendo vistio vistieron vestido vestida" },
	{ "mor", "murio murieron muriera murieran muriendo" },
	{ "unir", "unir une unen unan uniendo unio unieron unira uniran uniremos uniria unirian "
		  "uniriamos unia unian uniamos unamos unimos uniera unieran uniese uniesen" },
	{ "partir", "partir partiendo partimos parten partio partieron partira partiran partiria "
		    "partieran" },
	{ "financier", "financiero financiera" },
	{ "navier", "naviero naviera" },
	{ "ingenier", "ingeniero ingeniera" },
	{ "siquiera", "siquiera" },
	{ "intim", "intimo intima" },
	{ "clase", "clase" },
	{ "fase", "fase" },
	{ "frase", "frase" },
	/* Nouns and adjectives that look like a verb's form. */
	{ "sabi", "sabio sabia" },
	{ "partid", "partido partida" },
	{ "unid", "unido unida" },
	{ "rapid", "rapido rapida" },
	{ "valido", "valido valida" },
	{ "solid", "solido solida" },
	{ "rigid", "rigido rigida" },
	{ "arid", "arido arida" },
	{ "armad", "armado armada" },
	{ "refugiad", "refugiado refugiada" },
	{ "ultimo", "ultimo ultima" },
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
	  "profesorado electorado voluntariado estallido cuando sabado decada "
	  "granada capitan iran" },
	{ NULL, "entre conforme salvo adelante aun consigo hacia primer tercer buen bien tambien "
		"quien alguien recien cien" },
	/* Singulars in -s, which is no plural. */
	{ NULL, "interes mes dios compas estres autobus tras despues frances ingles portugues "
		"japones libanes irlandes islandes finlandes danes holandes neerlandes escoces "
		"ruandes ugandes togoles surinames taiwanes neozelandes ghanes "
		"sierraleones srilanques sursudanes campus "
		"congoles sudanes senegales camerunes gabones nepales tailandes maltes" },
	{ "pais", "pais pai" },
	/* Too short for the rules. */
	{ NULL, "la lo le su" },
	/* Words that share all but the last vowel, or less. */
	{ "publico", "publico publica" },
	{ "medio", "medio media" },
	{ "privado", "privado privada" },
	{ "bajo", "bajo baja" },
	{ "interno", "interno interna" },
	{ "vario", "vario varia" },
	{ "letrado", "letrado letrada" },
	{ "muerto", "muerto muerta" },
	{ "anfitrion", "anfitrion anfitriona" },
	{ "musulman", "musulman musulmana" },
	{ "duodecim", "duodecimo duodecima" },
	{ "undecim", "undecimo undecima" },
	{ "infim", "infimo infima" },
	{ "projim", "projimo projima" },
	{ "tartar", "tartaro tartara" },
	{ "pajar", "pajaro pajara" },
	{ "pagin", "pag pags" },
	{ "organico", "organico organica" },
	{ "solo", "solo sola" },
	{ "sano", "sano sana" },
	{ "plano", "plano plana" },
	{ "franco", "franco franca" },
	{ "cualquier", "cualquier cualquiera cualesquier cualesquiera" },
	{ "aleman", "aleman alemana" },
	{ NULL, "genero marco marca plazo plaza puerto puerta caso casa costo costa punto punta "
		"oriente titular viena cruz firme convenio redada morada caos min situ corr "
		"cargo carga corte copa capa acta mesa masa mora via serie parto monto para sino "
		"sala libre conducto conducta cabo tema meta algo alga nueve trata tratado cascada "
		"banca moda resta hombro secretaria puesto puesta junta sigla libra fruta fino "
		"derecha" },
	{ NULL, "titulo termino articulo circulo celula modulo calculo ejercito transito habito "
		"juego acorde carbono lunes lunar nuclear particular familiar solar laser" },
	{ NULL, NULL },
};

/* Stems that change their vowel or more, as the rules leave them, to the stem of the infinitive. */
const struct family spanish_changed_list[] = {
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
	{ "haz", "hag hiz hic har hari" },
	{ "deshaz", "deshag deshiz deshech" },
	{ "satisfaz", "satisfag satisfiz satisfar satisf satisfech" },
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
	/* So that they stay apart from cruz, in situ, aún and Corr. */
	{ "cruzar", "cruz" },
	{ "situar", "situ" },
	{ "aunar", "aun" },
	{ "correr", "corr" },
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
const struct family spanish_whole_list[] = {
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
	{ NULL, "intimid invalid revalid refriger feder temper acompas mand demand comand agrand "
		"expand" },
	{ NULL, "pas traspas sobrepas repas fracas rebas envas retras atras desfas arras tas cas" },
	{ NULL, "menoscab acab grab recab alab" },
	{ NULL, NULL },
};

/*
 * Stems of verbs in -er and -ir, also as they are changed in the past: for endings that nouns have
 * as well (decidió, tenía, deberá; but servicio, economía, primera).
 */
const struct family spanish_er_ir_list[] = {
	{ NULL, "abastec abol aborrec abr absolv absorb absten abstra acced acog acomet "
		"acontec acud adher admit adolec adormec adquir adsorb aduc advert aflig "
		"agradec agred alud amanec anochec antepon aparec apetec aplaud aprend "
		"arremet arrepent ascend asist asum aten atend atra atrev atribu añad bat "
		"beb bendec ca cab carec ced codirig coexist cog coh cohib coincid colid "
		"combat comet comparec compart compel compet complac compon comprend "
		"comprim compromet conceb conced conclu concurr condescend condol conduc "
		"confer conflu confund conmov conoc consegu consent consist constitu "
		"constru consum conten contend contra contradec contrapon contraven "
		"contribu convalec conven convenc converg convert conviv coproduc corr "
		"correg correspond corro corromp crec cubr cumpl deb debat dec decid decrec "
		"deduc defend defin demol depend desaparec desaten desatend descend "
		"descompon desconoc describ descubr desenvolv desfavorec desinhib desist "
		"desment desobedec desped despid desprend destitu destru desvanec deten "
		"devolv difer difund dilu dimit dirig dirim discern discurr discut disent "
		"disminu disolv dispon distend distingu distra distribu disuad diverg "
		"divert divid ejerc eleg elud embell embellec emerg emit empequeñec "
		"empobrec emprend enaltec enardec encarec encend encog encubr endurec "
		"enfurec engrandec enloquec enmudec ennoblec enorgullec enrarec enriquec "
		"ensombrec entend entorpec entretej entristec entromet envejec envolv "
		"equival erig escarnec esclarec escog escond escrib esgrim esparc establec "
		"estremec evad exced exclu exhib exig exim exist expand exped expel expon "
		"extend exting extingu extra fallec favorec fing florec flu fortalec fund "
		"hac hu humedec hund imbu impart imped impon imprim incid inclu incumb "
		"incumpl incurr indispon induc infer inflig influ infring infund inger "
		"inhib injer inscrib insist institu instru interced interfer interpon "
		"interrump interven introduc invad invert invest languidec maldec malentend "
		"manten med ment merec mor mov nac nutr obedec obstru obten ocurr ofend "
		"ofrec omit opon oprim oscurec padec parec ped percib perd perec permanec "
		"permit persegu persist persuad pertenec perviv pod pon pose pospon precav "
		"preced preconceb predec predefin predispon preexist prefer prescind "
		"prescrib presid presum presupon pretend prevalec preven proced produc "
		"prohib promet promov propon proscrib prosegu proteg prove proven quer "
		"reabr reabsorb readmit reaparec reasum reca recib reclu recog reconduc "
		"reconoc reconstitu reconstru recorr recrudec recubr recurr redefin redirig "
		"redistribu reduc reeleg reescrib refer reflorec reincid reinvert rejuvenec "
		"remit remov renac rend repart repel repercut repet repon reprend reprim "
		"reproduc requer resarc rescind resid resist resolv resplandec respond "
		"restablec restitu restring restrinj resum reten retorc retra retransmit "
		"retribu retroced reun revend revert revest reviv revolv robustec romp sab "
		"sacud sal satisfac seduc segu sent serv sobrecog sobreent sobrepon "
		"sobresal sobreven sobrevend sobreviv socorr somet sorb sorprend sosten sub "
		"subdivid subscrib subsist substitu subven subvert subyac suced sufr suger "
		"sum sumerg superpon supl supon suprim surg surt suscrib suspend sustitu "
		"sustra tej tem ten tend tra traduc transcurr transfer transgred transmit "
		"trascend trasmit urg val ven venc vend vert vest viv volv yac yuxtapon" },
	{ NULL, "abstraj abstuv adhir aduj advirt asint atraj compit concib conduj confir "
		"consigu consint contradij contraj contravin contuv convin convirt corrig "
		"cup deduj detuv difir dij dispus distraj divirt durm elig expid expus "
		"extraj hic impid impus induj infir interfir intervin introduj invirt "
		"mantuv mid mint obtuv opus persigu pid predij prefir previn produj propus "
		"prosigu provin pud pus quis reduj refir repit reproduj requir retraj retuv "
		"revirt revist rig rind seduj sigu sint sirv sobrevin sostuv subtraj sugir "
		"sup supus sustraj traduj traj transfir tuv vin virt" },
	{ NULL, NULL },
};

/*
 * What stands before -aria in nouns and adjectives: everything else in -aria is the conditional of
 * a verb in -ar (aplicaría). Where both exist without accents (primaria, primaría), the adjective
 * is meant in resolutions. Nouns in -ario without a feminine are absent when there is such a verb:
 * inventario is a noun, inventaria(n) are of inventar.
 */
const struct family spanish_ario_list[] = {
	{ NULL, "abeced accion actu acu adjudicat advers aeroportu agr agroaliment agropecu "
		"agrosanit algarace aliment animal anivers antiautorit anticu antihor "
		"antiinflacion antiparlament antitribut anu aparcer arancel arauc arbitr "
		"argument arrendat autorit avi" },
	{ NULL, "balne banc bec benefici besti bibliotec bicenten billon bimilen bin botic "
		"brevi bucel" },
	{ NULL, "cald calv campan can cancel candel canicul carcel cartul cavern celul "
		"censat centen cerv cesion cincuenten ciner comandit comis complement "
		"compromis comunit concordat confesion consignat consili consuetudin contr "
		"contrarrevolucion copartid copropiet coral corol coron correligion cors "
		"cuadragen cuaresm cuatern cuatricenten culin" },
	{ NULL, "deficit den dent deposit destinat devocion di diccion dignat dimision "
		"disciplin division docen doctrin domicili donat dromed" },
	{ NULL, "embrion emis empres endosat epistol er estacion estatu estatut estipendi "
		"estrafal estu europarlament evangeli exbec excedent exfuncion expedicion "
		"extracomunit extraordin extraparlament extrapresupuest" },
	{ NULL, "fabul faccion fals ferrovi feudat fideicomis fiduci fitosanit fraccion "
		"fragment frument funcion funer" },
	{ NULL, "genitourin greg" },
	{ NULL, "hebdomad heredit himn hipotec honor hor hospital hosti humanit" },
	{ NULL, "igualit imagin incendi incens incunabul indici indument inflacion inguin "
		"inmobili inmunit inneces interbanc intercomunit interdisciplin intermedi "
		"interparlament intracomunit involunt itiner" },
	{ NULL, "judici" },
	{ NULL, "lact lacun lan lapid larv latitudin legat legend legion legitim libert lin "
		"liter locat lumbr lumin lun" },
	{ NULL, "m mal mandat mansion maquin matric mayorit mercen milen mili millon "
		"minorit mis mision mobili monet multidisciplin multimillon multipropiet "
		"multitudin mutu mutuat" },
	{ NULL, "navicul neces nect nobili nonagen not notici noven numer" },
	{ NULL, "obitu obst octav octogen oficion oper ordin origin os ov" },
	{ NULL, "parasanit parasit parcel pariet parit parlament partid pasion patibul pecu "
		"pecuni penitenci perdul peticion planet plebiscit plen plenipotenci plum "
		"pluridisciplin poem portu postsecund prec prehospital presidi prestat "
		"presupuest prim priorit procesion prolet prontu propiet protocol protonot "
		"publicit pulmon" },
	{ NULL, "quin quincen quincuagen" },
	{ NULL, "recipiend referend refract region reglament relic religion reliqui "
		"resignat revolucion ros rudiment rutin" },
	{ NULL, "sabat sacrament sagit sagr sal sanguin sanit santu secret sect secund "
		"sedent sediment seman semin septuagen serpent sesquicenten sexagen signat "
		"sin societ sociohumanit sociopolit sociosanit solid solit solucion "
		"subarrendat subsecret subsidi sum suntu superfici supernumer suplement" },
	{ NULL, "tabern tarif tem temer templ tempor terci tern terr testament torment "
		"totalit transdisciplin tranvi tribut tricenten trin tumul tumultu turifer" },
	{ NULL, "ubiquit unidisciplin unit universit urin urtic usu usufructu usur utilit" },
	{ NULL, "v valetudin vecind vestu veterin vi vic vicesecret victim vision vocabul "
		"volt volunt vulner" },
	{ NULL, "zoosanit" },
	{ NULL, NULL },
};
