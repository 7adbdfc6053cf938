/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "corpus/citations_rows.h"
#include "corpus/symbol.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
	FIRST_SESSION = 31,           /* of the Assembly, whose resolutions are numbered "31/1" */
	FIRST_YEAR = 1945,            /* session n begins in the year 1945 + n */
	FIRST_DECISION = 300,         /* of a session of the Assembly: resolutions stay below */
	FIRST_COUNCIL_DECISION = 101, /* of a session of the Human Rights Council */
	LAST_COUNCIL_SESSION = 99,
	FIRST_COUNCIL_YEAR = 2006, /* of the Human Rights Council; it has three sessions a year */
	NEAR_SESSIONS = 1,         /* between two numbers of one list */
};

/* The years of the Assembly's special sessions, the first one in 1947. */
static const uint16_t special_years[] = {
	1947, 1948, 1961, 1963, 1967, 1974, 1975, 1978, 1978, 1978, 1980,
	1982, 1986, 1986, 1988, 1989, 1990, 1990, 1997, 1998, 1999, 1999,
	2000, 2000, 2001, 2001, 2002, 2005, 2014, 2016, 2020, 2021,
};

/* Whether the date of a number is one of that session of the Assembly. */
static bool fits_assembly(const struct found *number, const struct found *date)
{
	size_t specials = sizeof special_years / sizeof *special_years;
	if (number->special && date != NULL && number->symbol[0] == 'S') {
		if (number->first == 0 || number->first > specials)
			return date->year > special_years[specials - 1];
		return date->year == special_years[number->first - 1];
	}
	if (number->special)
		return true;
	uint32_t year = FIRST_YEAR + number->first;
	return date == NULL || date->year == year || date->year == year + 1;
}

/* Whether the date of a number is one of that session of the Human Rights Council. */
static bool fits_council(const struct found *number, const struct found *date)
{
	if (date == NULL || number->special || number->first == 0)
		return false;
	uint32_t year = FIRST_COUNCIL_YEAR + (number->first - 1) / 3;
	return date->year + 1 >= year && date->year <= year + 1;
}

/* The body of the number before in the same list. */
static enum citing_body body_of_list(const struct citing_text *reading, size_t index)
{
	for (size_t left = CITING_MOST_BETWEEN;
	     left-- > 0 && index-- > 0 && reading->found.at[index].kind != FOUND_WORD;)
		if (reading->found.at[index].kind == FOUND_NUMBER)
			return reading->bodies[index];
	return BODY_NONE;
}

/* Which body a number "48/13" is of. */
static enum citing_body modern_body(const struct citing_text *reading, size_t index,
				    enum citing_body body)
{
	const struct found *number = &reading->found.at[index];
	const struct found *date = citing_date(reading, index);
	if (body == BODY_NONE && number->special)
		body = body_of_list(reading, index);
	bool possible = number->special || number->first >= FIRST_SESSION;
	bool proved = possible && !number->special && date != NULL && fits_assembly(number, date);
	switch (body) {
	case BODY_ASSEMBLY:
		return possible ? BODY_ASSEMBLY : BODY_OTHER;
	case BODY_NONE:
	case BODY_SECURITY:
	case BODY_ECONOMIC:
		if (possible && fits_assembly(number, date))
			return BODY_ASSEMBLY;
		if (number->special && number->symbol[0] == 'S' && !fits_assembly(number, date))
			return BODY_HUMAN_RIGHTS;
		body = citing_last_body(reading, index);
		if (possible && fits_council(number, date))
			return BODY_HUMAN_RIGHTS;
		if (body == BODY_ASSEMBLY || body == BODY_NONE || body == BODY_SECURITY)
			return possible ? BODY_ASSEMBLY : BODY_OTHER;
		return body == BODY_COUNCIL ? BODY_HUMAN_RIGHTS : body;
	case BODY_COUNCIL:
		return proved ? BODY_ASSEMBLY : BODY_HUMAN_RIGHTS;
	case BODY_OTHER:
		return proved ? BODY_ASSEMBLY : BODY_OTHER;
	default:
		return body;
	}
}

static void modern_symbol(const struct citing_text *reading, size_t index, enum citing_body body,
			  bool decision, struct buffer *symbol)
{
	const struct found *number = &reading->found.at[index];
	body = modern_body(reading, index, body);
	reading->bodies[index] = body;
	switch (body) {
	case BODY_ASSEMBLY:
		if (decision && number->second < FIRST_DECISION && !number->special)
			return;
		decision = decision || number->second >= FIRST_DECISION + 100;
		buffer_add_format(symbol, "A/%s/%s", decision ? "DEC" : "RES", number->symbol);
		break;
	case BODY_HUMAN_RIGHTS:
		if (number->first > LAST_COUNCIL_SESSION)
			return;
		decision = decision || (number->second >= FIRST_COUNCIL_DECISION);
		buffer_add_format(symbol, "A/HRC/%s/%s", decision ? "DEC" : "RES", number->symbol);
		break;
	case BODY_ENVIRONMENT:
		if (!decision)
			buffer_add_format(symbol, "UNEP/EA.%u/RES.%u", (unsigned)number->first,
					  (unsigned)number->second);
		break;
	default:
		break;
	}
}

static void year_symbol(const struct citing_text *reading, size_t index, enum citing_body body,
			bool decision, struct buffer *symbol)
{
	const struct found *number = &reading->found.at[index];
	if (number->first < 1946 || number->first > 2199)
		return;
	if (body == BODY_NONE) {
		body = citing_last_body(reading, index);
		if (body == BODY_OTHER)
			return;
	}
	if (body == BODY_COMMISSION)
		buffer_add_format(symbol, "E/CN.4/%s/%s", decision ? "DEC" : "RES", number->symbol);
	else if (body != BODY_OTHER && body != BODY_ENVIRONMENT)
		buffer_add_format(symbol, "E/%s/%s", decision ? "DEC" : "RES", number->symbol);
}

/* Only the Assembly writes the letters of its resolutions with a space. */
static void drop_spaces(struct buffer *symbol)
{
	size_t kept = 0;
	if (symbol->length == 0 || strncmp(symbol->bytes, "A/RES/", 6) == 0 ||
	    strncmp(symbol->bytes, "A/DEC/", 6) == 0)
		return;
	for (size_t i = 0; i < symbol->length; i++)
		if (symbol->bytes[i] != ' ')
			symbol->bytes[kept++] = symbol->bytes[i];
	symbol->length = kept;
	symbol->bytes[kept] = '\0';
}

/* Whether "1514 (XV)" can be the Assembly's: until the thirtieth session, in a year of its session.
 */
static bool is_early(const struct found *number, const struct found *date)
{
	struct buffer symbol = BUFFER_INIT, session = BUFFER_INIT;
	buffer_add_format(&symbol, "A/RES/%s", number->symbol);
	bool good = symbol_session(symbol.bytes, &session);
	if (good && isdigit((unsigned char)session.bytes[0])) {
		uint32_t count = (uint32_t)strtoul(session.bytes, NULL, 10);
		good = count < FIRST_SESSION && (date == NULL || date->year == FIRST_YEAR + count ||
						 date->year == FIRST_YEAR + count + 1);
	}
	buffer_release(&symbol);
	buffer_release(&session);
	return good;
}

/* Appends the number's symbol, or nothing when it is not known or the words name no document. */
void citing_symbol(const struct citing_text *reading, size_t index, struct buffer *symbol)
{
	const struct found *number = &reading->found.at[index];
	const struct found *word = citing_word(reading, index);
	bool decision = word != NULL && word->decision;
	enum citing_body body = citing_body_of(reading, index, word);
	switch (number->form) {
	case FORM_MODERN:
		modern_symbol(reading, index, body, decision, symbol);
		break;
	case FORM_YEAR:
		year_symbol(reading, index, body, decision, symbol);
		break;
	case FORM_EARLY:
		if (body == BODY_OTHER || decision ||
		    (body != BODY_ECONOMIC && !is_early(number, citing_date(reading, index))))
			break;
		buffer_add_format(symbol, "%s/RES/%s", body == BODY_ECONOMIC ? "E" : "A",
				  number->symbol);
		break;
	case FORM_SECURITY:
		if (!decision)
			buffer_add_format(symbol, "S/RES/%s", number->symbol);
		break;
	}
	drop_spaces(symbol);
}

/* "76/251 of 28 February 2022 on the modalities and 76/258 on the Programme": a number far behind
 * the last one that is of the same session or the next. */
static bool is_near(const struct citing_text *reading, size_t index)
{
	const struct found *number = &reading->found.at[index];
	for (size_t i = index; i-- > 0 && index - i < CITING_MOST_BETWEEN;) {
		const struct found *before = &reading->found.at[i];
		if (before->kind == FOUND_WORD)
			break;
		if (before->kind == FOUND_NUMBER)
			return reading->accepted[i] && before->form == number->form &&
			       number->form == FORM_MODERN && number->first >= FIRST_SESSION &&
			       number->first >= before->first &&
			       number->first - before->first <= NEAR_SESSIONS;
	}
	return false;
}

/* Whether a number is one of a document at all. */
bool citing_names_document(const struct citing_text *reading, size_t index)
{
	const struct found *number = &reading->found.at[index];
	const struct found *word = citing_word(reading, index);
	if (word == NULL)
		return number->form == FORM_MODERN && number->first >= FIRST_SESSION &&
		       citing_date(reading, index) != NULL &&
		       fits_assembly(number, citing_date(reading, index));
	return citing_joined(reading, index) || citing_date(reading, index) != NULL ||
	       is_near(reading, index) || citing_numbered(reading, number) ||
	       number->form == FORM_SECURITY;
}
