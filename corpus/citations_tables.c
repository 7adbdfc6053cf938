/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/citations_rows.h"

/* One row a language, in the order of `languages`: ar de en es fr ru zh. */
const struct citing citing_rows[LANGUAGE_COUNT] = {
	{
	    .resolution = "قرار",
	    .decision = "مقرر",
	    .prefixes = "وبال|وال|بال|كال|فال|ولل|وب|ول|ال|لل|و|ب|ل|ف|ك",
	    .bodies = { [BODY_ASSEMBLY] =
			    "الجمعية العامة|للجمعية العامة|الجمعية|جمعية الأمم المتحدة العامة",
			[BODY_SECURITY] = "مجلس الأمن|لمجلس الأمن",
			[BODY_ECONOMIC] = "المجلس الاقتصادي والاجتماعي|للمجلس الاقتصادي والاجتماعي",
			[BODY_HUMAN_RIGHTS] = "مجلس حقوق الإنسان|لمجلس حقوق الإنسان",
			[BODY_ENVIRONMENT] = "جمعية الأمم المتحدة للبيئة|جمعية البيئة|"
					     "لجمعية الأمم المتحدة للبيئة",
			[BODY_COMMISSION] = "لجنة حقوق الإنسان|للجنة حقوق الإنسان",
			[BODY_COUNCIL] = "المجلس|للمجلس",
			[BODY_OTHER] =
			    "اللجنة|لجنة|للجنة|مؤتمر|المؤتمر|لمؤتمر|هيئة|مجلس|جمعية|اجتماع" },
	    .of = "الصادر عن|الصادرة عن|الصادرين عن|الذي اتخذه|الذي اتخذته|التي اتخذها|"
		  "التي اتخذتها|اللذين اتخذهما",
	    .and = "و",
	    .quotes = "”“|«»",
	    .between = "و|المؤرخ|المؤرخين|المؤرخان|المؤرخة|المرفق|الفرع|الجزء|الفقرة|الفقرات|ألف|"
		       "باء|جيم|إلى|أو|وكذلك|من|في|المعنون|المعنونة|المعنونين|أولا|ثانيا|ثالثا|"
		       "رابعا|خامسا|سادسا|سابعا",
	},
	{
	    .resolution = "resolution",
	    .decision = "beschluss|beschlüsse",
	    .bodies = { [BODY_ASSEMBLY] = "generalversammlung",
			[BODY_SECURITY] = "sicherheitsrat",
			[BODY_ECONOMIC] = "wirtschafts- und sozialrat",
			[BODY_HUMAN_RIGHTS] = "menschenrechtsrat",
			[BODY_ENVIRONMENT] = "umweltversammlung der vereinten nationen|"
					     "umweltversammlung",
			[BODY_COMMISSION] = "menschenrechtskommission",
			[BODY_COUNCIL] = "rates|rats|rat",
			[BODY_OTHER] = "kommission|konferenz|ausschuss|tagung" },
	    .own = "in seiner|in ihrer|in seinen|in ihren",
	    .of = "der|des|von der|vom|,",
	    .and = "und",
	    .quotes = "„“|«»",
	    .between = "und|oder|sowie|vom|der|des|anlage|anhang|abschnitt|ziffer|abs|teil|bis",
	},
	{
	    .resolution = "resolution",
	    .decision = "decision",
	    .bodies = { [BODY_ASSEMBLY] = "general assembly|assembly",
			[BODY_SECURITY] = "security council",
			[BODY_ECONOMIC] = "economic and social council",
			[BODY_HUMAN_RIGHTS] = "human rights council",
			[BODY_ENVIRONMENT] = "united nations environment assembly|"
					     "environment assembly",
			[BODY_COMMISSION] = "commission on human rights",
			[BODY_COUNCIL] = "council",
			[BODY_OTHER] = "commission|conference|committee|governing council|board|"
				       "meeting|working group|governing body|congress|"
				       "health assembly|assembly of|parties" },
	    .own = "in its|by its|through its|under its",
	    .of = "of the|of|adopted by the|adopted by|by the|by",
	    .and = "and",
	    .quotes = "“”",
	    .anew = "under|to|by|in|its|of|with|the|and|this|on|following|that|his|all|their|"
		    "present|draft|relevant|pursuant to",
	    .between =
		"and|or|as well as|of|the|annex|annexes|sect|sects|section|sections|para|paras|"
		"paragraph|paragraphs|part|parts|to|see|also|see also|chap|on|in|its|by|dated|"
		"both|adopted|entitled",
	},
	{
	    .resolution = "resolución|resoluciones",
	    .decision = "decisión|decisiones",
	    .bodies = { [BODY_ASSEMBLY] = "asamblea general|asamblea",
			[BODY_SECURITY] = "consejo de seguridad",
			[BODY_ECONOMIC] = "consejo económico y social",
			[BODY_HUMAN_RIGHTS] = "consejo de derechos humanos",
			[BODY_ENVIRONMENT] =
			    "asamblea de las naciones unidas sobre el medio ambiente|"
			    "asamblea sobre el medio ambiente",
			[BODY_COMMISSION] = "comisión de derechos humanos",
			[BODY_COUNCIL] = "consejo",
			[BODY_OTHER] = "consejo de "
				       "administración|comisión|conferencia|comité|junta|reunión|"
				       "grupo de trabajo|"
				       "congreso|asamblea mundial|asamblea de la|asamblea de los|"
				       "partes" },
	    .own = "en su|en sus|mediante su|por su",
	    .of = "del|de la|de el|de|aprobada por la|aprobada por el|aprobadas por la|"
		  "aprobadas por el|por el|por la",
	    .and = "y|e",
	    .quotes = "“”|«»",
	    .between =
		"y|e|o|u|así|como|de|del|la|las|los|el|anexo|anexos|secc|sección|secciones|párr|"
		"párrs|párrafo|párrafos|parte|a|véase|véanse|también|ambas|sobre|cap|núm|"
		"fecha|en|aprobada|aprobadas|todas|todos|titulada|tituladas",
	},
	{
	    .resolution = "résolution",
	    .decision = "décision",
	    .bodies = { [BODY_ASSEMBLY] = "assemblée générale|assemblée",
			[BODY_SECURITY] = "conseil de sécurité",
			[BODY_ECONOMIC] = "conseil économique et social",
			[BODY_HUMAN_RIGHTS] = "conseil des droits de l'homme",
			[BODY_ENVIRONMENT] = "assemblée des nations unies pour l'environnement|"
					     "assemblée pour l'environnement",
			[BODY_COMMISSION] = "commission des droits de l'homme",
			[BODY_COUNCIL] = "conseil",
			[BODY_OTHER] =
			    "conseil d'administration|commission|conférence|comité|réunion|groupe "
			    "de travail|congrès|"
			    "assemblée mondiale|assemblée de la|assemblée des|parties" },
	    .own = "dans sa|dans ses|par sa",
	    .of = "du|de la|de l'|de|des|adoptée par la|adoptée par le|adoptée par l'|"
		  "adoptées par la|adoptées par le|adoptées par l'|par le|par la|par l'",
	    .and = "et",
	    .quotes = "«»|“”",
	    .between =
		"et|ou|ainsi|que|du|de|la|le|les|des|annexe|annexes|sect|section|sections|par|"
		"paragraphe|paragraphes|partie|à|voir|aussi|également|en|date|datée|datées|"
		"toutes|deux|sur|chap|no|l|intitulée|intitulées",
	},
	{
	    .resolution = "резолюци",
	    .decision = "решени",
	    .bodies = { [BODY_ASSEMBLY] = "генеральной ассамблеи|генеральная ассамблея|"
					  "генеральной ассамблеей|генеральную ассамблею|ассамблеи|"
					  "ассамблея|ассамблеей",
			[BODY_SECURITY] = "совета безопасности|совет безопасности|"
					  "советом безопасности|совету безопасности|"
					  "совете безопасности",
			[BODY_ECONOMIC] =
			    "экономического и социального совета|экономический и социальный совет|"
			    "экономическим и социальным советом|экономическому и социальному "
			    "совету",
			[BODY_HUMAN_RIGHTS] =
			    "совета по правам человека|совет по правам человека|"
			    "советом по правам человека|совету по правам человека",
			[BODY_ENVIRONMENT] =
			    "ассамблеи организации объединенных наций по окружающей среде|"
			    "ассамблея организации объединенных наций по окружающей среде|"
			    "ассамблеей организации объединенных наций по окружающей среде|"
			    "ассамблеи по окружающей среде",
			[BODY_COMMISSION] = "комиссии по правам человека|"
					    "комиссия по правам человека|"
					    "комиссией по правам человека",
			[BODY_COUNCIL] = "совета|советом|совет",
			[BODY_OTHER] =
			    "совета "
			    "управляющих|комиссии|комиссия|комиссией|конференции|конференция|"
			    "конференцией|комитета|комитет|комитетом|рабочей группы|"
			    "совещания|всемирной ассамблеи|конгресса" },
	    .own = "в своей|в своих|в своем|в его|в ее",
	    .of = "принятой|принятую|принятая|принятых|принятые|принятыми",
	    .and = "и",
	    .quotes = "«»|“”",
	    .between = "и|или|а|также|от|года|год|г|приложение|приложения|раздел|разделы|разд|п|пп|"
		       "пункт|пункты|часть|по|см|о|об|в|ее|его|своей|своих|озаглавленная|"
		       "озаглавленной|озаглавленную|озаглавленных|озаглавленные|под|названием",
	},
	{
	    .resolution = "决议",
	    .decision = "决定",
	    .bodies = { [BODY_ASSEMBLY] = "大会",
			[BODY_SECURITY] = "安全理事会|安理会",
			[BODY_ECONOMIC] = "经济及社会理事会|经济和社会理事会|经社理事会",
			[BODY_HUMAN_RIGHTS] = "人权理事会",
			[BODY_ENVIRONMENT] = "联合国环境大会|环境大会",
			[BODY_COMMISSION] = "人权委员会",
			[BODY_COUNCIL] = "理事会",
			[BODY_OTHER] = "委员会|缔约国会议|缔约方会议|工作组|世界卫生大会|"
				       "粮食及农业组织大会|会议" },
	    .and = "和|及",
	    .quotes = "“”|《》",
	    .between = "第|号|和|及|以及|、|，|至|与|附件|节|段|部分|的|题为",
	    .word_behind = true,
	},
};
