/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/states.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

/* The codes are those of ISO 3166-1, the names those of the terminology of the United Nations. */
/* clang-format off */
const struct state states[STATE_COUNT] = {
	{ "AF", "AFG", "Afghanistan", "Afganistán" },
	{ "AL", "ALB", "Albania", "Albanie" },
	{ "DZ", "DZA", "Algeria", "Argelia|Algérie" },
	{ "AD", "AND", "Andorra", "Andorre" },
	{ "AO", "AGO", "Angola", "" },
	{ "AG", "ATG", "Antigua and Barbuda", "Antigua y Barbuda|Antigua-et-Barbuda" },
	{ "AR", "ARG", "Argentina", "Argentine" },
	{ "AM", "ARM", "Armenia", "Arménie" },
	{ "AU", "AUS", "Australia", "Australie" },
	{ "AT", "AUT", "Austria", "Autriche" },
	{ "AZ", "AZE", "Azerbaijan", "Azerbaiyán|Azerbaïdjan" },
	{ "BS", "BHS", "Bahamas", "" },
	{ "BH", "BHR", "Bahrain", "Bahrein|Bahreïn|Baréin" },
	{ "BD", "BGD", "Bangladesh", "" },
	{ "BB", "BRB", "Barbados", "Barbade|La Barbade" },
	{ "BY", "BLR", "Belarus", "Belarús|Bélarus|Bielorrusia|Biélorussie" },
	{ "BE", "BEL", "Belgium", "Bélgica|Belgique" },
	{ "BZ", "BLZ", "Belize", "Belice" },
	{ "BJ", "BEN", "Benin", "Bénin" },
	{ "BT", "BTN", "Bhutan", "Bhután|Bhoutan" },
	{ "BO", "BOL", "Bolivia",
	  "Bolivie|Bolivia (Plurinational State of)|Plurinational State of Bolivia|"
	  "Bolivia (Estado Plurinacional de)|Bolivie (État plurinational de)" },
	{ "BA", "BIH", "Bosnia and Herzegovina", "Bosnia y Herzegovina|Bosnie-Herzégovine" },
	{ "BW", "BWA", "Botswana", "Botsuana" },
	{ "BR", "BRA", "Brazil", "Brasil|Brésil" },
	{ "BN", "BRN", "Brunei Darussalam", "Brunéi Darussalam|Brunei" },
	{ "BG", "BGR", "Bulgaria", "Bulgarie" },
	{ "BF", "BFA", "Burkina Faso", "" },
	{ "BI", "BDI", "Burundi", "" },
	{ "CV", "CPV", "Cabo Verde", "Cape Verde|Cap-Vert" },
	{ "KH", "KHM", "Cambodia", "Camboya|Cambodge" },
	{ "CM", "CMR", "Cameroon", "Camerún|Cameroun|Republic of Cameroon" },
	{ "CA", "CAN", "Canada", "Canadá" },
	{ "CF", "CAF", "Central African Republic",
	  "República Centroafricana|République centrafricaine" },
	{ "TD", "TCD", "Chad", "Tchad" },
	{ "CL", "CHL", "Chile", "Chili" },
	{ "CN", "CHN", "China", "Chine" },
	{ "CO", "COL", "Colombia", "Colombie" },
	{ "KM", "COM", "Comoros", "Comoras|Comores" },
	{ "CG", "COG", "Congo", "Republic of the Congo|República del Congo|République du Congo" },
	{ "CR", "CRI", "Costa Rica", "" },
	{ "CI", "CIV", "Côte d'Ivoire", "Ivory Coast|Costa de Marfil" },
	{ "HR", "HRV", "Croatia", "Croacia|Croatie" },
	{ "CU", "CUB", "Cuba", "" },
	{ "CY", "CYP", "Cyprus", "Chipre|Chypre" },
	{ "CZ", "CZE", "Czechia",
	  "Chequia|Tchéquie|Czech Republic|República Checa|République tchèque" },
	{ "KP", "PRK", "Democratic People's Republic of Korea",
	  "República Popular Democrática de Corea|"
	  "République populaire démocratique de Corée|North Korea|Corea del Norte|"
	  "Corée du Nord|DPRK" },
	{ "CD", "COD", "Democratic Republic of the Congo",
	  "República Democrática del Congo|République démocratique du Congo|DR Congo" },
	{ "DK", "DNK", "Denmark", "Dinamarca|Danemark" },
	{ "DJ", "DJI", "Djibouti", "Yibuti" },
	{ "DM", "DMA", "Dominica", "Dominique" },
	{ "DO", "DOM", "Dominican Republic", "República Dominicana|République dominicaine" },
	{ "EC", "ECU", "Ecuador", "Équateur" },
	{ "EG", "EGY", "Egypt", "Egipto|Égypte" },
	{ "SV", "SLV", "El Salvador", "" },
	{ "GQ", "GNQ", "Equatorial Guinea", "Guinea Ecuatorial|Guinée équatoriale" },
	{ "ER", "ERI", "Eritrea", "Érythrée" },
	{ "EE", "EST", "Estonia", "Estonie" },
	{ "SZ", "SWZ", "Eswatini", "Swaziland|Esuatini|Swazilandia" },
	{ "ET", "ETH", "Ethiopia", "Etiopía|Éthiopie" },
	{ "FJ", "FJI", "Fiji", "Fidji|Fiyi" },
	{ "FI", "FIN", "Finland", "Finlandia|Finlande" },
	{ "FR", "FRA", "France", "Francia" },
	{ "GA", "GAB", "Gabon", "Gabón" },
	{ "GM", "GMB", "Gambia", "Gambie" },
	{ "GE", "GEO", "Georgia", "Géorgie" },
	{ "DE", "DEU", "Germany", "Alemania|Allemagne" },
	{ "GH", "GHA", "Ghana", "" },
	{ "GR", "GRC", "Greece", "Grecia|Grèce" },
	{ "GD", "GRD", "Grenada", "Granada|Grenade" },
	{ "GT", "GTM", "Guatemala", "" },
	{ "GN", "GIN", "Guinea", "Guinée" },
	{ "GW", "GNB", "Guinea-Bissau", "Guinée-Bissau|Guinea-Bisáu" },
	{ "GY", "GUY", "Guyana", "" },
	{ "HT", "HTI", "Haiti", "Haití|Haïti" },
	{ "VA", "VAT", "Holy See", "Santa Sede|Saint-Siège|Vatican|Vaticano" },
	{ "HN", "HND", "Honduras", "" },
	{ "HU", "HUN", "Hungary", "Hungría|Hongrie" },
	{ "IS", "ISL", "Iceland", "Islandia|Islande" },
	{ "IN", "IND", "India", "Inde" },
	{ "ID", "IDN", "Indonesia", "Indonésie" },
	{ "IR", "IRN", "Iran",
	  "Irán|Iran (Islamic Republic of)|Islamic Republic of Iran|"
	  "Irán (República Islámica del)|Iran (République islamique d')" },
	{ "IQ", "IRQ", "Iraq", "Irak" },
	{ "IE", "IRL", "Ireland", "Irlanda|Irlande" },
	{ "IL", "ISR", "Israel", "Israël" },
	{ "IT", "ITA", "Italy", "Italia|Italie" },
	{ "JM", "JAM", "Jamaica", "Jamaïque" },
	{ "JP", "JPN", "Japan", "Japón|Japon" },
	{ "JO", "JOR", "Jordan", "Jordania|Jordanie" },
	{ "KZ", "KAZ", "Kazakhstan", "Kazajstán|Kazajistán" },
	{ "KE", "KEN", "Kenya", "Kenia" },
	{ "KI", "KIR", "Kiribati", "" },
	{ "KW", "KWT", "Kuwait", "Koweït" },
	{ "KG", "KGZ", "Kyrgyzstan", "Kirguistán|Kirghizistan" },
	{ "LA", "LAO", "Lao People's Democratic Republic",
	  "República Democrática Popular Lao|République démocratique populaire lao|"
	  "Lao People's Democratic|Laos" },
	{ "LV", "LVA", "Latvia", "Letonia|Lettonie" },
	{ "LB", "LBN", "Lebanon", "Líbano|Liban" },
	{ "LS", "LSO", "Lesotho", "Lesoto" },
	{ "LR", "LBR", "Liberia", "Libéria" },
	{ "LY", "LBY", "Libya", "Libia|Libye" },
	{ "LI", "LIE", "Liechtenstein", "" },
	{ "LT", "LTU", "Lithuania", "Lituania|Lituanie" },
	{ "LU", "LUX", "Luxembourg", "Luxemburgo" },
	{ "MG", "MDG", "Madagascar", "" },
	{ "MW", "MWI", "Malawi", "Malaui" },
	{ "MY", "MYS", "Malaysia", "Malasia|Malaisie" },
	{ "MV", "MDV", "Maldives", "Maldivas" },
	{ "ML", "MLI", "Mali", "Malí" },
	{ "MT", "MLT", "Malta", "Malte|Maltas" },
	{ "MH", "MHL", "Marshall Islands", "Islas Marshall|Îles Marshall" },
	{ "MR", "MRT", "Mauritania", "Mauritanie" },
	{ "MU", "MUS", "Mauritius", "Mauricio|Maurice" },
	{ "MX", "MEX", "Mexico", "México|Mexique" },
	{ "FM", "FSM", "Micronesia",
	  "Micronésie|Micronesia (Federated States of)|"
	  "Micronesia (Federates States of)|Federated States of Micronesia|"
	  "Micronesia (Estados Federados de)|Micronésie (États fédérés de)" },
	{ "MC", "MCO", "Monaco", "Mónaco" },
	{ "MN", "MNG", "Mongolia", "Mongolie" },
	{ "ME", "MNE", "Montenegro", "Monténégro" },
	{ "MA", "MAR", "Morocco", "Marruecos|Maroc" },
	{ "MZ", "MOZ", "Mozambique", "" },
	{ "MM", "MMR", "Myanmar", "" },
	{ "NA", "NAM", "Namibia", "Namibie|Nambia" },
	{ "NR", "NRU", "Nauru", "" },
	{ "NP", "NPL", "Nepal", "Népal" },
	{ "NL", "NLD", "Netherlands",
	  "Países Bajos|Pays-Bas|Netherlands (Kingdom of the)|"
	  "Kingdom of the Netherlands|Países Bajos (Reino de los)|"
	  "Pays-Bas (Royaume des)" },
	{ "NZ", "NZL", "New Zealand", "Nueva Zelandia|Nouvelle-Zélande|Nueva Zelanda" },
	{ "NI", "NIC", "Nicaragua", "" },
	{ "NE", "NER", "Niger", "Níger" },
	{ "NG", "NGA", "Nigeria", "Nigéria" },
	{ "MK", "MKD", "North Macedonia", "Macedonia del Norte|Macédoine du Nord" },
	{ "NO", "NOR", "Norway", "Noruega|Norvège" },
	{ "OM", "OMN", "Oman", "Omán" },
	{ "PK", "PAK", "Pakistan", "Pakistán" },
	{ "PW", "PLW", "Palau", "Palaos" },
	{ "PA", "PAN", "Panama", "Panamá" },
	{ "PG", "PNG", "Papua New Guinea", "Papua Nueva Guinea|Papouasie-Nouvelle-Guinée" },
	{ "PY", "PRY", "Paraguay", "" },
	{ "PE", "PER", "Peru", "Perú|Pérou" },
	{ "PH", "PHL", "Philippines", "Filipinas" },
	{ "PL", "POL", "Poland", "Polonia|Pologne" },
	{ "PT", "PRT", "Portugal", "" },
	{ "QA", "QAT", "Qatar", "Catar" },
	{ "KR", "KOR", "Republic of Korea",
	  "República de Corea|République de Corée|South Korea|Corea del Sur|"
	  "Corée du Sud" },
	{ "MD", "MDA", "Republic of Moldova",
	  "República de Moldova|République de Moldova|Moldova|Moldavia|Moldavie" },
	{ "RO", "ROU", "Romania", "Rumania|Roumanie" },
	{ "RU", "RUS", "Russian Federation",
	  "Federación de Rusia|Fédération de Russie|Russia|Rusia|Russie" },
	{ "RW", "RWA", "Rwanda", "Ruanda" },
	{ "KN", "KNA", "Saint Kitts and Nevis",
	  "Saint Kitts y Nevis|Saint-Kitts-et-Nevis|San Cristóbal y Nieves" },
	{ "LC", "LCA", "Saint Lucia", "Santa Lucía|Sainte-Lucie" },
	{ "VC", "VCT", "Saint Vincent and the Grenadines",
	  "San Vicente y las Granadinas|Saint-Vincent-et-les Grenadines" },
	{ "WS", "WSM", "Samoa", "" },
	{ "SM", "SMR", "San Marino", "Saint-Marin" },
	{ "ST", "STP", "Sao Tome and Principe", "Santo Tomé y Príncipe|Sao Tomé-et-Principe" },
	{ "SA", "SAU", "Saudi Arabia", "Arabia Saudita|Arabie saoudite|Arabia Saudí" },
	{ "SN", "SEN", "Senegal", "Sénégal" },
	{ "RS", "SRB", "Serbia", "Serbie" },
	{ "SC", "SYC", "Seychelles", "" },
	{ "SL", "SLE", "Sierra Leone", "Sierra Leona" },
	{ "SG", "SGP", "Singapore", "Singapur|Singapour" },
	{ "SK", "SVK", "Slovakia", "Eslovaquia|Slovaquie" },
	{ "SI", "SVN", "Slovenia", "Eslovenia|Slovénie" },
	{ "SB", "SLB", "Solomon Islands", "Islas Salomón|Îles Salomon|Solomon" },
	{ "SO", "SOM", "Somalia", "Somalie" },
	{ "ZA", "ZAF", "South Africa", "Sudáfrica|Afrique du Sud" },
	{ "SS", "SSD", "South Sudan", "Sudán del Sur|Soudan du Sud" },
	{ "ES", "ESP", "Spain", "España|Espagne" },
	{ "LK", "LKA", "Sri Lanka", "" },
	{ "PS", "PSE", "State of Palestine",
	  "Estado de Palestina|État de Palestine|Palestine|Palestina" },
	{ "SD", "SDN", "Sudan", "Sudán|Soudan" },
	{ "SR", "SUR", "Suriname", "Surinam" },
	{ "SE", "SWE", "Sweden", "Suecia|Suède" },
	{ "CH", "CHE", "Switzerland", "Suiza|Suisse" },
	{ "SY", "SYR", "Syrian Arab Republic",
	  "República Árabe Siria|République arabe syrienne|Syria|Siria|Syrie" },
	{ "TJ", "TJK", "Tajikistan", "Tayikistán|Tadjikistan" },
	{ "TH", "THA", "Thailand", "Tailandia|Thaïlande" },
	{ "TL", "TLS", "Timor-Leste", "East Timor|Timor Oriental" },
	{ "TG", "TGO", "Togo", "" },
	{ "TO", "TON", "Tonga", "" },
	{ "TT", "TTO", "Trinidad and Tobago",
	  "Trinidad y Tabago|Trinité-et-Tobago|Trinidad y Tobago" },
	{ "TN", "TUN", "Tunisia", "Túnez|Tunisie" },
	{ "TR", "TUR", "Türkiye", "Turkey|Turquía|Turquie" },
	{ "TM", "TKM", "Turkmenistan", "Turkmenistán|Turkménistan" },
	{ "TV", "TUV", "Tuvalu", "" },
	{ "UG", "UGA", "Uganda", "Ouganda" },
	{ "UA", "UKR", "Ukraine", "Ucrania" },
	{ "AE", "ARE", "United Arab Emirates", "Emiratos Árabes Unidos|Émirats arabes unis|UAE" },
	{ "GB", "GBR", "United Kingdom",
	  "Reino Unido|Royaume-Uni|"
	  "United Kingdom of Great Britain and Northern Ireland|Great Britain|UK" },
	{ "TZ", "TZA", "United Republic of Tanzania",
	  "República Unida de Tanzanía|République-Unie de Tanzanie|Tanzania|Tanzanie" },
	{ "US", "USA", "United States",
	  "Estados Unidos|États-Unis|United States of America|"
	  "Estados Unidos de América|États-Unis d'Amérique" },
	{ "UY", "URY", "Uruguay", "" },
	{ "UZ", "UZB", "Uzbekistan", "Uzbekistán|Ouzbékistan" },
	{ "VU", "VUT", "Vanuatu", "" },
	{ "VE", "VEN", "Venezuela",
	  "Venezuela (Bolivarian Republic of)|Venezuela (Bolivarian Republic)|"
	  "Bolivarian Republic of Venezuela|Venezuela (República Bolivariana de)|"
	  "Venezuela (République bolivarienne du)" },
	{ "VN", "VNM", "Viet Nam", "" },
	{ "YE", "YEM", "Yemen", "Yémen" },
	{ "ZM", "ZMB", "Zambia", "Zambie" },
	{ "ZW", "ZWE", "Zimbabwe", "Zimbabue" },
};
/* clang-format on */

/* Letters and digits of a text, one after the other, in small letters without accents. */
struct letters {
	const char *text;
	size_t length, at;
};

/* 0 behind the last one. */
static uint32_t next_letter(struct letters *letters)
{
	while (letters->at < letters->length) {
		uint32_t letter = utf8_next(letters->text, letters->length, &letters->at);
		utf8proc_int32_t base[8] = { (utf8proc_int32_t)letter };
		int boundary = 0;
		if (letter >= 0x80 &&
		    utf8proc_decompose_char((utf8proc_int32_t)letter, base, 8,
					    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
						UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD,
					    &boundary) <= 0)
			continue;
		utf8proc_category_t category = utf8proc_category(base[0]);
		if (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO)
			return (uint32_t)utf8proc_tolower(base[0]);
	}
	return 0;
}

static bool is_name(const char *name, size_t length, struct letters text)
{
	struct letters letters = { name, length, 0 };
	uint32_t letter;
	do {
		letter = next_letter(&letters);
		if (letter != next_letter(&text))
			return false;
	} while (letter != 0);
	return true;
}

static bool has_name(const struct state *state, struct letters text)
{
	if (is_name(state->code2, strlen(state->code2), text) ||
	    is_name(state->code3, strlen(state->code3), text) ||
	    is_name(state->name, strlen(state->name), text))
		return true;
	for (const char *name = state->names; *name != '\0';) {
		size_t length = strcspn(name, "|");
		if (is_name(name, length, text))
			return true;
		name += length + (name[length] == '|');
	}
	return false;
}

/* Where the words begin that say for whom a sponsor speaks, or the whole length. */
static size_t length_of_sponsor(const char *text, size_t length)
{
	static const char *const words[] = { " (on behalf of", ", on behalf of", " (of behalf of",
					     " (in its capacity" };
	for (size_t at = 0; at < length; at++)
		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			if (strlen(words[i]) <= length - at &&
			    strncasecmp(text + at, words[i], strlen(words[i])) == 0)
				return at;
	return length;
}

const struct state *state_find(const char *text, size_t length)
{
	static const char article[] = "the ";
	struct letters letters = { text, length_of_sponsor(text, length), 0 };
	struct letters probe = letters;
	if (next_letter(&probe) == 0)
		return NULL;
	if (letters.length > strlen(article) && strncasecmp(text, article, strlen(article)) == 0)
		letters.at = strlen(article);
	for (size_t i = 0; i < STATE_COUNT; i++)
		if (has_name(&states[i], letters))
			return &states[i];
	return NULL;
}
