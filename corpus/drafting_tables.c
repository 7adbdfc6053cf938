/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/drafting_rows.h"

/* One row a language, in the order of `languages`: ar de en es fr ru zh. */
const struct drafting drafting_rows[LANGUAGE_COUNT] = {
	{
	    .formula = "إن الجمعية العامة",
	    .session = "^الدورة |^دورة ",
	    .agenda = "^البند |^البندان |^البنود ",
	    .adoption = "^قرار اتخذته الجمعية العامة|^قراران اتخذتهما الجمعية العامة|"
			"^قرارات اتخذتها الجمعية العامة",
	    .report = "^بناء على تقرير|^بناء على تقارير|^دون الإحالة إلى لجنة رئيسية",
	    .meeting = "^الجلسة العامة|^الجلستان العامتان",
	    .annex = "المرفق|مرفق|التذييل|الضميمة",
	    .months = { "كانون الثاني/يناير|كانون الثاني|يناير", "شباط/فبراير|شباط|فبراير",
			"آذار/مارس|أذار/مارس|آذار|مارس", "نيسان/أبريل|نيسان/ابريل|نيسان|أبريل",
			"أيار/مايو|أيار|مايو", "حزيران/يونيه|حزيران/يونيو|حزيران|يونيه|يونيو",
			"تموز/يوليه|تموز/يوليو|تموز|يوليه|يوليو", "آب/أغسطس|آب|أغسطس",
			"أيلول/سبتمبر|أيلول|سبتمبر", "تشرين الأول/أكتوبر|تشرين الأول|أكتوبر",
			"تشرين الثاني/نوفمبر|تشرين الثاني|نوفمبر",
			"كانون الأول/ديسمبر|كانون الأول|ديسمبر" },
	    .dates = "D M Y",
	    .committees = { "اللجنة الأولى", "اللجنة الثانية", "اللجنة الثالثة",
			    "لجنة المسائل السياسية الخاصة وإنهاء الاستعمار (اللجنة الرابعة)|"
			    "لجنة المسائل السياسية الخاصة وإنهاء الاستعمار|اللجنة الرابعة",
			    "اللجنة الخامسة", "اللجنة السادسة" },
	    .letters = "أ|ب|ج|د|ه|و|ز|ح|ط|ي|ك|ل|م|ن|س|ع|ف|ص|ق|ر|ش|ت|ث|خ|ذ|ض|ظ|غ",
	    .ordinals = "أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا|تاسعا|عاشرا|حادي عشر|"
			"ثاني عشر|ثالث عشر|رابع عشر|خامس عشر|سادس عشر|سابع عشر|ثامن عشر|"
			"تاسع عشر|عشرون|حادي وعشرون|ثاني وعشرون|ثالث وعشرون|رابع وعشرون",
	    .letter_names = "ألف|باء|جيم|دال|هاء|واو|زاي|حاء|طاء|ياء|كاف|لام|ميم|نون|سين|عين|فاء|"
			    "صاد|قاف|راء|شين|تاء|ثاء|خاء|ذال|ضاد|ظاء|غين",
	},
	{
	    .formula = "die generalversammlung",
	    .session = "te tagung$|sondertagung$|te tagung (wiederaufgenommen)$",
	    .agenda = "^tagesordnungspunkt|^punkt |^punkte ",
	    .adoption = "^resolution der generalversammlung|^resolutionen der generalversammlung",
	    .report = "^auf grund des berichts|^aufgrund des berichts|"
		      "^ohne überweisung an einen hauptausschuss",
	    .meeting = "plenarsitzung",
	    .annex = "anlage|anhang",
	    .months = { "januar|jänner", "februar", "märz", "april", "mai", "juni", "juli",
			"august", "september", "oktober", "november", "dezember" },
	    .dates = "D. M Y|D M Y",
	    .committees = { "ersten ausschusses|erster ausschuss",
			    "zweiten ausschusses|zweiter ausschuss",
			    "dritten ausschusses|dritter ausschuss",
			    "ausschusses für besondere politische fragen und entkolonialisierung|"
			    "ausschuss für besondere politische fragen und entkolonialisierung|"
			    "vierten ausschusses|vierter ausschuss",
			    "fünften ausschusses|fünfter ausschuss",
			    "sechsten ausschusses|sechster ausschuss" },
	},
	{
	    .formula = "the general assembly",
	    .session = "th session$|first session$|second session$|third session$|special session$|"
		       "session (resumed)$|resumed session$",
	    .agenda = "^agenda item",
	    .adoption = "^resolution adopted by the general assembly|"
			"^resolutions adopted by the general assembly",
	    .report = "^on the report of|^on the reports of|^without reference to a main committee",
	    .meeting = "plenary meeting",
	    .annex = "annex|appendix",
	    .months = { "january", "february", "march", "april", "may", "june", "july", "august",
			"september", "october", "november", "december" },
	    .dates = "D M Y|D M, Y|D of M Y|M D, Y|M D Y",
	    .day_marks = "st|nd|rd|th",
	    .committees = { "first committee", "second committee", "third committee",
			    "special political and decolonization committee (fourth committee)|"
			    "special political and decolonization committee|fourth committee",
			    "fifth committee", "sixth committee" },
	},
	{
	    .formula = "la asamblea general",
	    .session = "período de sesiones|periodo de sesiones|"
		       "período extraordinario de sesiones|periodo extraordinario de sesiones",
	    .agenda = "^tema |^temas ",
	    .adoption = "^resolución aprobada por la asamblea general|"
			"^resoluciones aprobadas por la asamblea general",
	    .report = "^sobre la base del informe|^sobre la base de los informes|"
		      "^sin remisión previa a una comisión principal",
	    .meeting = "sesión plenaria",
	    .annex = "anexo|apéndice",
	    .months = { "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto",
			"septiembre|setiembre", "octubre", "noviembre", "diciembre" },
	    .dates = "D de M de Y|D de M del Y|D de M Y|D M Y",
	    .day_marks = "º|°|o",
	    .committees = { "primera comisión", "segunda comisión", "tercera comisión",
			    "comisión política especial y de descolonización (cuarta comisión)|"
			    "comisión política especial y de descolonización|cuarta comisión",
			    "quinta comisión", "sexta comisión" },
	},
	{
	    .formula = "l'assemblée générale",
	    .session = "ième session$|première session$|session (reprise)$|"
		       "session extraordinaire$|session extraordinaire d'urgence$",
	    .agenda = "^point |^points ",
	    .adoption = "^résolution adoptée par l'assemblée générale|"
			"^résolutions adoptées par l'assemblée générale",
	    .report = "^sur la base du rapport|^sur la base des rapports|"
		      "^sans renvoi à une grande commission",
	    .meeting = "séance plénière",
	    .annex = "annexe|appendice",
	    .months = { "janvier", "février", "mars", "avril", "mai", "juin", "juillet",
			"août|aout", "septembre", "octobre", "novembre", "décembre" },
	    .dates = "D M Y",
	    .day_marks = "er",
	    .committees = { "première commission", "deuxième commission", "troisième commission",
			    "commission des questions politiques spéciales et de la décolonisation "
			    "(quatrième commission)|"
			    "commission des questions politiques spéciales et de la décolonisation|"
			    "quatrième commission",
			    "cinquième commission", "sixième commission" },
	},
	{
	    .formula = "генеральная ассамблея",
	    .session = "сессия$|сессия (возобновленная)$",
	    .agenda = "^пункт |^пункты ",
	    .adoption = "^резолюция, принятая генеральной ассамблеей|"
			"^резолюции, принятые генеральной ассамблеей",
	    .report = "^по докладу|^по докладам|^по резолюции|^без передачи в главные комитеты",
	    .meeting = "пленарное заседание",
	    .annex = "приложение|добавление",
	    .months = { "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа",
			"сентября", "октября", "ноября", "декабря" },
	    .dates = "D M Y",
	    .year_words = " года| год| г",
	    .day_marks = "-го",
	    .committees = { "первого комитета|первый комитет", "второго комитета|второй комитет",
			    "третьего комитета|третий комитет",
			    "комитета по специальным политическим вопросам и вопросам "
			    "деколонизации "
			    "(четвертый комитет)|"
			    "комитета по специальным политическим вопросам и вопросам "
			    "деколонизации|"
			    "четвертого комитета|четвертый комитет",
			    "пятого комитета|пятый комитет", "шестого комитета|шестой комитет" },
	    .letters = "а|б|в|г|д|е|ж|з|и|к|л|м|н|о|п|р|с|т|у|ф|х|ц|ч|ш|щ|э|ю|я",
	},
	{
	    .formula = "大会",
	    .session = "届会议$|届会议续会$|届特别会议$|届紧急特别会议$|届会议(续会)$",
	    .agenda = "^议程项目",
	    .adoption = "大会决议$|^大会决议",
	    .report = "^根据|^未经发交主要委员会",
	    .meeting = "次全体会议",
	    .annex = "附件|附录",
	    .dates = "Y 年 N 月 D 日",
	    .committees = { "第一委员会", "第二委员会", "第三委员会",
			    "特别政治和非殖民化委员会(第四委员会)|特别政治和非殖民化委员会|"
			    "第四委员会",
			    "第五委员会", "第六委员会" },
	    .letter_names = "甲|乙|丙|丁|戊|己|庚|辛|壬|癸",
	},
};
