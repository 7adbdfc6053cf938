/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/akn.h"

#include "base/error.h"
#include "corpus/drafting.h"
#include "corpus/symbol.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_FIELD = 4096 }; /* bytes of a string that more is added to */

/* Sponsors whose name has an "and" of its own. */
static const char *const names_with_and[] = {
	"Antigua and Barbuda",   "Bosnia and Herzegovina",
	"Saint Kitts and Nevis", "Saint Vincent and the Grenadines",
	"Sao Tome and Principe", "São Tomé and Príncipe",
	"Trinidad and Tobago",   "United Kingdom of Great Britain and Northern Ireland",
};

/* The committees as the file refers to them. */
static const struct {
	const char *reference, *code;
} committees[] = {
	{ "#firstCommittee", "1" },        { "#secondCommittee", "2" }, { "#thirdCommittee", "3" },
	{ "#fourthCommittee", "4" },       { "#fifthCommittee", "5" },  { "#sixthCommittee", "6" },
	{ "#noMainCommittee", "plenary" },
};

static const char *const sides[VOTE_SIDES] = { "inFavour", "against", "abstaining" };

const char *akn_attribute(const char *const *attributes, const char *name)
{
	for (size_t i = 0; attributes[i] != NULL; i += 2)
		if (strcmp(attributes[i], name) == 0)
			return attributes[i + 1];
	return NULL;
}

void akn_meta_release(struct akn_meta *meta)
{
	for (size_t i = 0; i < SYMBOL_SOURCES; i++)
		buffer_release(&meta->symbols[i]);
	buffer_release(&meta->cover);
	free(meta->sponsors.at);
	for (size_t i = 0; i < VOTE_SIDES; i++)
		free(meta->voters[i].at);
	free(meta->subjects);
}

static struct arena *arena_of(struct akn_meta *meta)
{
	return &meta->resolution->arena;
}

void akn_meta_set(struct akn_meta *meta, const char **field, const char *text, size_t length,
		  const char *between)
{
	struct buffer joined = BUFFER_INIT;
	if ((*field)[0] != '\0' && (between == NULL || strlen(*field) > LONGEST_FIELD))
		return;
	buffer_add_text(&joined, *field);
	builder_clean_to(&joined, text, length, false);
	size_t old = strlen(*field);
	if (joined.length > old && old != 0) {
		struct buffer all = BUFFER_INIT;
		buffer_add_format(&all, "%s%s%s", *field, between, joined.bytes + old);
		*field = arena_text(arena_of(meta), all.bytes, all.length);
		buffer_release(&all);
	} else if (joined.length > old) {
		*field = arena_text(arena_of(meta), joined.bytes, joined.length);
	}
	buffer_release(&joined);
}

static void add_name(struct akn_meta *meta, struct akn_names *names, const char *text,
		     size_t length)
{
	const char *name = builder_clean(arena_of(meta), text, length, false);
	if (name[0] == '\0')
		return;
	names->at = memory_grow(names->at, &names->capacity, names->count + 1, sizeof *names->at);
	names->at[names->count++] = name;
}

static struct strings take_names(struct akn_meta *meta, const struct akn_names *names)
{
	return builder_strings(arena_of(meta), names->at, names->count);
}

static void take_keyword(struct akn_meta *meta, const char *const *attributes)
{
	const char *value = akn_attribute(attributes, "value");
	const char *dictionary = akn_attribute(attributes, "dictionary");
	struct subject subject;
	if (value == NULL || dictionary == NULL ||
	    !builder_subject(arena_of(meta), dictionary, value, &subject))
		return;
	meta->subjects = memory_grow(meta->subjects, &meta->subject_capacity,
				     meta->subject_count + 1, sizeof *meta->subjects);
	meta->subjects[meta->subject_count++] = subject;
}

/* Bytes of the name with an "and" of its own that text starts with; 0 for none. */
static size_t name_with_and(const char *text)
{
	for (size_t i = 0; i < sizeof names_with_and / sizeof *names_with_and; i++)
		if (strncmp(text, names_with_and[i], strlen(names_with_and[i])) == 0)
			return strlen(names_with_and[i]);
	return 0;
}

/* "Albania, Chad (on behalf of A, B and C) and Peru" -> three names; other sentences are one. */
static void split_sponsors(struct akn_meta *meta, const char *list)
{
	static const char conjunction[] = " and ";
	const char *start = list;
	const char *at = list + name_with_and(list);
	int brackets = 0;
	if (islower((unsigned char)list[0])) {
		add_name(meta, &meta->sponsors, list, strlen(list));
		return;
	}
	while (*at != '\0') {
		brackets += (*at == '(') - (*at == ')');
		size_t cut = 0;
		if (brackets <= 0 && *at == ',')
			cut = 1;
		else if (brackets <= 0 && strncmp(at, conjunction, sizeof conjunction - 1) == 0)
			cut = sizeof conjunction - 1;
		if (cut == 0) {
			at++;
			continue;
		}
		add_name(meta, &meta->sponsors, start, (size_t)(at - start));
		at += cut;
		at += strspn(at, " ");
		start = at;
		at += name_with_and(at);
	}
	add_name(meta, &meta->sponsors, start, (size_t)(at - start));
}

static void take_step(struct akn_meta *meta, const char *const *attributes)
{
	const char *outcome = akn_attribute(attributes, "outcome");
	const char *by = akn_attribute(attributes, "by");
	const char *document = akn_attribute(attributes, "as");
	static const char draft[] = "draftResolution";
	/* Lettered parts repeat what the whole has: by then the language is known. */
	if (meta->resolution->language != NULL)
		return;
	if (outcome == NULL || strncmp(outcome, draft, sizeof draft - 1) != 0)
		return;
	if (by != NULL)
		split_sponsors(meta, by);
	if (document != NULL && strncmp(document, "A/C.", 4) == 0 && document[4] >= '1' &&
	    document[4] <= '6' && document[5] == '/')
		meta->draft_committee = (unsigned)(document[4] - '0');
}

static void take_voting(struct akn_meta *meta, const char *outcome)
{
	if (outcome == NULL || meta->resolution->vote.kind != VOTE_UNKNOWN)
		return;
	if (strcmp(outcome, "adoptedWithoutVote") == 0)
		meta->resolution->vote.kind = VOTE_NONE;
	else if (strcmp(outcome, "adoptedRecordedVote") == 0)
		meta->resolution->vote.kind = VOTE_RECORDED;
}

static void take_count(struct akn_meta *meta, const char *side, const char *value)
{
	struct vote *vote = &meta->resolution->vote;
	uint32_t *const counts[VOTE_SIDES] = { &vote->yes, &vote->no, &vote->abstaining };
	meta->side = -1;
	for (int i = 0; i < VOTE_SIDES && side != NULL; i++) {
		if (strcmp(side, sides[i]) != 0)
			continue;
		meta->side = i;
		if (value != NULL && isdigit((unsigned char)value[0]) && strlen(value) < 6)
			*counts[i] = (uint32_t)atoi(value);
	}
}

void akn_meta_voter(struct akn_meta *meta, const char *name, size_t length)
{
	if (meta->side >= 0)
		add_name(meta, &meta->voters[meta->side], name, length);
}

static bool equals(const char *value, const char *wanted)
{
	return value != NULL && strcmp(value, wanted) == 0;
}

static void set_date(struct akn_meta *meta, const char **field, const char *date)
{
	/* Dates that are not known are of the year 1. */
	if (date != NULL && strlen(date) == 10 && strspn(date, "0123456789-") == 10 &&
	    date[4] == '-' && date[7] == '-' && strncmp(date, "0001", 4) != 0)
		akn_meta_set(meta, field, date, strlen(date), NULL);
}

void akn_meta_element(struct akn_meta *meta, enum akn_element element, enum akn_element parent,
		      const char *const *attributes)
{
	const char *name = akn_attribute(attributes, "name");
	const char *value = akn_attribute(attributes, "value");
	switch (element) {
	case EL_FRBR_DATE:
		if (equals(name, "adoption"))
			set_date(meta, &meta->resolution->date, akn_attribute(attributes, "date"));
		else if (equals(name, "publication"))
			set_date(meta, &meta->resolution->issued,
				 akn_attribute(attributes, "date"));
		break;
	case EL_FRBR_URI:
		if (parent == EL_FRBR_WORK && value != NULL &&
		    meta->symbols[SYMBOL_URI].length == 0)
			buffer_add_text(&meta->symbols[SYMBOL_URI], value);
		break;
	case EL_FRBR_LANGUAGE:
		value = akn_attribute(attributes, "language");
		if (meta->declared == NULL && value != NULL)
			meta->declared = language_find(value, strlen(value));
		break;
	case EL_KEYWORD:
		take_keyword(meta, attributes);
		break;
	case EL_STEP:
		take_step(meta, attributes);
		break;
	case EL_VOTING:
		take_voting(meta, akn_attribute(attributes, "outcome"));
		break;
	case EL_COUNT:
		take_count(meta, akn_attribute(attributes, "refersTo"), value);
		break;
	default:
		break;
	}
}

static const char **cover_field(struct akn_meta *meta, enum akn_element element,
				const char *const *attributes)
{
	struct resolution *resolution = meta->resolution;
	const char *name = akn_attribute(attributes, "name");
	if (element == EL_SESSION)
		return &resolution->session_line;
	if (element == EL_DOC_TITLE)
		return &resolution->adoption;
	if (equals(name, "agenda item name"))
		return &resolution->agenda_title;
	if (equals(name, "agenda item"))
		return &meta->agenda;
	if (equals(name, "originating document"))
		return &resolution->report;
	if (element == EL_DOC_PROPONENT) {
		const char *reference = akn_attribute(attributes, "refersTo");
		if (reference != NULL && meta->reference == NULL)
			meta->reference = arena_text(arena_of(meta), reference, strlen(reference));
		return &meta->proponent;
	}
	return NULL;
}

const char **akn_meta_field(struct akn_meta *meta, enum akn_zone zone, enum akn_element element,
			    const char *const *attributes)
{
	struct resolution *resolution = meta->resolution;
	if (zone == ZONE_COVER)
		return cover_field(meta, element, attributes);
	if (zone != ZONE_CONCLUSIONS)
		return NULL;
	if (element == EL_LOCATION || equals(akn_attribute(attributes, "name"), "adoptionMeeting"))
		return &resolution->meeting;
	if (element != EL_DOC_DATE)
		return NULL;
	set_date(meta, &resolution->date, akn_attribute(attributes, "date"));
	return &resolution->closing;
}

bool akn_meta_is_list(const struct akn_meta *meta, const char *const *field)
{
	return field == &meta->resolution->agenda_title || field == &meta->agenda;
}

void akn_meta_language(struct akn_meta *meta)
{
	const struct language *seen =
	    meta->cover.length == 0 ? NULL
				    : drafting_language(meta->cover.bytes, meta->cover.length);
	/* The text wins where it is sure: files are filed in the wrong place, and marked wrongly.
	 */
	meta->resolution->language = seen != NULL ? seen : meta->declared;
}

/* "78-16", "ES-11-6", "76-247A-B" of a uri's path -> what a symbol looks like, "78/16" … */
static void symbol_of_uri(const struct buffer *uri, struct buffer *out)
{
	size_t end = uri->length;
	while (end > 0 && uri->bytes[end - 1] == '/')
		end--;
	size_t start = end;
	while (start > 0 && uri->bytes[start - 1] != '/')
		start--;
	size_t digit = start;
	while (digit < end && !isdigit((unsigned char)uri->bytes[digit]))
		digit++;
	while (digit < end && isdigit((unsigned char)uri->bytes[digit]))
		digit++;
	struct buffer text = BUFFER_INIT;
	buffer_add(&text, uri->bytes + start, end - start);
	if (digit < end)
		text.bytes[digit - start] = '/';
	if (text.length != 0)
		symbol_normalise(text.bytes, text.length, out);
	buffer_release(&text);
}

/* The resolution's number without its letters: equal for 76/247, 76/247 A and 76/247 A-C. */
static size_t number_length(const struct buffer *symbol)
{
	return symbol->length == 0 ? 0 : strcspn(symbol->bytes, " ");
}

static bool same_number(const struct buffer *a, const struct buffer *b)
{
	size_t length = number_length(a);
	return length != 0 && length == number_length(b) && memcmp(a->bytes, b->bytes, length) == 0;
}

/*
 * The number in front of the title is what the resolution is called: covers and addresses are
 * sometimes another resolution's. But it may have lost its last figure: then the two others, where
 * they agree, are right.
 */
static void check_last_figure(struct buffer *symbols)
{
	struct buffer *title = &symbols[SYMBOL_PREFACE];
	const struct buffer *cover = &symbols[SYMBOL_COVER];
	if (same_number(cover, &symbols[SYMBOL_URI]) && title->length != 0 &&
	    title->length < cover->length && isdigit((unsigned char)cover->bytes[title->length]) &&
	    memcmp(title->bytes, cover->bytes, title->length) == 0)
		buffer_clear(title);
}

/* The letters of lettered parts stand on the cover, or alone in a second number below the title. */
static void decide_symbol(struct akn_meta *meta)
{
	struct buffer symbols[SYMBOL_SOURCES] = { BUFFER_INIT, BUFFER_INIT, BUFFER_INIT };
	struct buffer symbol = BUFFER_INIT;
	for (size_t i = 0; i < SYMBOL_SOURCES; i++) {
		struct buffer *printed = &meta->symbols[i];
		if (i == SYMBOL_URI && printed->length != 0)
			symbol_of_uri(printed, &symbols[i]);
		else if (printed->length != 0)
			symbol_normalise(printed->bytes, printed->length, &symbols[i]);
		if (symbols[i].length != 0 && strncmp(symbols[i].bytes, "A/RES/", 6) != 0)
			buffer_clear(&symbols[i]);
	}
	check_last_figure(symbols);
	for (size_t i = 0; i < SYMBOL_SOURCES; i++) {
		bool letters = symbols[i].length > number_length(&symbols[i]);
		if (symbol.length == 0 || (letters && same_number(&symbol, &symbols[i]) &&
					   symbol.length == number_length(&symbol))) {
			buffer_clear(&symbol);
			buffer_add(&symbol, symbols[i].bytes, symbols[i].length);
		}
		buffer_release(&symbols[i]);
	}
	if (symbol.length != 0 && meta->letter != 0 && strchr(symbol.bytes, ' ') == NULL)
		buffer_add_format(&symbol, " %c", meta->letter);
	if (symbol.length != 0)
		meta->resolution->symbol = arena_text(arena_of(meta), symbol.bytes, symbol.length);
	struct buffer session = BUFFER_INIT;
	if (symbol.length != 0 && symbol_session(symbol.bytes, &session))
		meta->resolution->session =
		    arena_text(arena_of(meta), session.bytes, session.length);
	buffer_release(&session);
	buffer_release(&symbol);
}

static void decide_committee(struct akn_meta *meta)
{
	static const char *const codes[] = { "", "1", "2", "3", "4", "5", "6" };
	struct resolution *resolution = meta->resolution;
	const char *printed = meta->proponent;
	size_t start = 0, end = 0;
	unsigned committee =
	    drafting_committee(resolution->language, printed, strlen(printed), &start, &end);
	if (committee != 0)
		resolution->committee =
		    builder_clean(arena_of(meta), printed + start, end - start, false);
	if (committee != 0)
		resolution->committee_code = codes[committee];
	else if (meta->draft_committee != 0)
		resolution->committee_code = codes[meta->draft_committee];
	else
		for (size_t i = 0; i < sizeof committees / sizeof *committees; i++)
			if (meta->reference != NULL &&
			    strcmp(meta->reference, committees[i].reference) == 0)
				resolution->committee_code = committees[i].code;
}

static void take_vote(struct akn_meta *meta)
{
	struct vote *vote = &meta->resolution->vote;
	if (vote->kind != VOTE_RECORDED) {
		*vote = (struct vote){ .kind = vote->kind };
		return;
	}
	vote->yes_states = take_names(meta, &meta->voters[0]);
	vote->no_states = take_names(meta, &meta->voters[1]);
	vote->abstaining_states = take_names(meta, &meta->voters[2]);
}

/*
 * Sometimes the committee is marked as the originating document, and the document follows in
 * brackets; in Arabic the bracket behind it gets into it.
 */
static void correct_report(struct akn_meta *meta)
{
	struct resolution *resolution = meta->resolution;
	const char *report = resolution->report;
	size_t length = strlen(report);
	if (strchr(report, '/') == NULL) {
		const char *open = strchr(meta->proponent, '(');
		report = open == NULL ? "" : open + 1;
		length = strcspn(report, ")");
	}
	while (length > 0 && strchr(" (", report[length - 1]) != NULL)
		length--;
	resolution->report = builder_clean(arena_of(meta), report, length, false);
}

/*
 * The date of adoption is printed twice, in the line of adoption and at the end. Where the file
 * gives none in figures, either will do; where it gives another one, both must agree.
 */
static void correct_date(struct akn_meta *meta)
{
	struct resolution *resolution = meta->resolution;
	const struct language *language = resolution->language;
	struct buffer above = BUFFER_INIT, below = BUFFER_INIT;
	bool has_above =
	    drafting_date(language, resolution->adoption, strlen(resolution->adoption), &above);
	bool has_below =
	    drafting_date(language, resolution->closing, strlen(resolution->closing), &below);
	bool agree = has_above && has_below && strcmp(above.bytes, below.bytes) == 0;
	const struct buffer *date = has_below ? &below : &above;
	if ((has_above || has_below) && (agree || resolution->date[0] == '\0'))
		resolution->date = arena_text(arena_of(meta), date->bytes, date->length);
	buffer_release(&above);
	buffer_release(&below);
}

void akn_meta_finish(struct akn_meta *meta)
{
	struct resolution *resolution = meta->resolution;
	correct_report(meta);
	decide_symbol(meta);
	decide_committee(meta);
	resolution->subject_count = builder_distinct(meta->subjects, meta->subject_count);
	resolution->subjects =
	    builder_subjects(arena_of(meta), meta->subjects, resolution->subject_count);
	take_vote(meta);
	resolution->sponsors = take_names(meta, &meta->sponsors);
	struct buffer items = BUFFER_INIT;
	drafting_agenda(resolution->language, meta->agenda, strlen(meta->agenda), &items);
	if (items.length != 0)
		resolution->agenda_item = arena_text(arena_of(meta), items.bytes, items.length);
	correct_date(meta);
	buffer_release(&items);
}
