/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/akn.h"

#include "corpus/drafting.h"
#include "corpus/symbol.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
	LONGEST_LETTERS = 24, /* bytes of the letters behind a link: "A and B" */
	LONGEST_UNIT = 4,     /* … of a unit of measurement */
	LONGEST_INDENT = 64,  /* … of white space in front of a note's mark */
};

void akn_text_clear(struct akn_text *text)
{
	struct buffer raw = text->raw;
	struct buffer words = text->words;
	struct akn_link *links = text->links;
	struct footnote *notes = text->notes;
	size_t link_capacity = text->link_capacity;
	size_t note_capacity = text->note_capacity;
	buffer_clear(&raw);
	buffer_add_text(&raw, ""); /* places in it are looked at before it has words */
	buffer_clear(&words);
	*text = (struct akn_text){
		.raw = raw,
		.words = words,
		.links = links,
		.link_capacity = link_capacity,
		.notes = notes,
		.note_capacity = note_capacity,
	};
}

void akn_text_release(struct akn_text *text)
{
	buffer_release(&text->raw);
	buffer_release(&text->words);
	free(text->links);
	free(text->notes);
	*text = (struct akn_text){ 0 };
}

static bool is_blank(const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)bytes[i] > ' ')
			return false;
	return true;
}

/* "m" of "10 m²", "CO" of "CO²": a raised figure behind it is no note. */
static bool ends_with_unit(const char *bytes, size_t length)
{
	static const char *const units[] = { "m", "km", "cm", "CO", "м", "км" };
	size_t word = length;
	while (word > 0 && length - word <= LONGEST_UNIT &&
	       !isspace((unsigned char)bytes[word - 1]))
		word--;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strlen(units[i]) == length - word &&
		    memcmp(bytes + word, units[i], length - word) == 0)
			return true;
	return false;
}

/* Superscript figures that are typed as such: ⁰ ¹ ² ³ ⁴ … Bytes of one; 0 for others. */
static size_t superscript(const char *bytes, size_t length)
{
	const unsigned char *at = (const unsigned char *)bytes;
	if (length >= 2 && at[0] == 0xC2 && (at[1] == 0xB9 || at[1] == 0xB2 || at[1] == 0xB3))
		return 2;
	if (length >= 3 && at[0] == 0xE2 && at[1] == 0x81 && at[2] >= 0xB0 && at[2] <= 0xB9)
		return 3;
	return 0;
}

void akn_text_add(struct akn_text *text, const char *bytes, size_t length)
{
	size_t start = 0;
	for (size_t at = 0; at < length;) {
		size_t each = superscript(bytes + at, length - at);
		if (each == 0) {
			at++;
			continue;
		}
		buffer_add(&text->raw, bytes + start, at - start);
		start = at;
		at += each;
		if (!ends_with_unit(text->raw.bytes, text->raw.length))
			start = at;
	}
	buffer_add(&text->raw, bytes + start, length - start);
	if (text->bold == 0 && !is_blank(bytes, length))
		text->plain += length;
}

void akn_text_span(struct akn_text *text, size_t start, bool italic, bool bold)
{
	if (bold)
		text->bold--;
	/* The verb may come in several pieces, with nothing but space between. */
	if ((italic || bold) && start >= text->verb &&
	    is_blank(text->raw.bytes + text->verb, start - text->verb))
		text->verb = text->raw.length;
	if (bold && text->bold_end == 0) {
		text->bold_start = start;
		text->bold_end = text->raw.length;
	}
}

/*
 * What is raised is a note's mark, or what stands around one: "(" and ")" in Arabic, also along
 * with a comma or a quotation mark. The marks go, other words ("n" and a raised "o") stay.
 */
void akn_text_raised(struct akn_text *text, size_t start)
{
	char *bytes = text->raw.bytes + start;
	size_t length = text->raw.length - start;
	size_t letters = 0;
	size_t digits = 0;
	bool brackets = false;
	for (size_t i = 0; i < length; i++) {
		brackets = brackets || bytes[i] == '(' || bytes[i] == ')';
		digits += isdigit((unsigned char)bytes[i]) != 0;
		letters += isalpha((unsigned char)bytes[i]) || (unsigned char)bytes[i] >= 0x80;
	}
	if (text->verb >= start)
		text->verb = start;
	if (text->bold_end > start)
		text->bold_start = text->bold_end = 0;
	if (start <= LONGEST_INDENT && is_blank(text->raw.bytes, start) && digits + letters > 0)
		text->raised_start = true;
	bool table_mark = (text->cell || text->raised_start) && letters + digits > 0 &&
			  length <= 4 + 2 * (size_t)brackets;
	bool note_mark = digits > 0 && letters == 0 && !ends_with_unit(text->raw.bytes, start);
	if (!brackets && !table_mark && !note_mark)
		return;
	if (text->raised_start && text->mark[0] == '\0' && length < sizeof text->mark)
		memcpy(text->mark, bytes, length);
	size_t kept = 0;
	for (size_t i = 0; i < length; i++) {
		bool mark = bytes[i] == '(' || bytes[i] == ')' || isdigit((unsigned char)bytes[i]);
		if (!table_mark && !mark)
			bytes[kept++] = bytes[i];
	}
	text->raw.length = start + kept;
	text->raw.bytes[text->raw.length] = '\0';
}

static int hex_value(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	int letter = tolower((unsigned char)digit);
	return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

/* Whether a host gives documents by their symbols: undocs.org, docs.un.org. Others have pages. */
static bool is_library(const char *host, size_t length)
{
	return memmem(host, length, "undocs", 6) != NULL ||
	       (length >= 5 && strncasecmp(host, "docs.", 5) == 0);
}

/* The path of an address without its host and its language: "A/RES/77/37". */
static void address_path(const char *href, struct buffer *path)
{
	const char *host = strstr(href, "://");
	const char *start = host == NULL ? NULL : strchr(host + 3, '/');
	if (start == NULL || !is_library(host + 3, (size_t)(start - host) - 3))
		return;
	while (*start == '/')
		start++;
	if (islower((unsigned char)start[0]) && islower((unsigned char)start[1]) && start[2] == '/')
		start += 3;
	if (strncasecmp(start, "doc/", 4) == 0)
		return; /* a file by its job number */
	for (; *start != '\0' && *start != '?' && *start != '#'; start++) {
		int high = *start == '%' ? hex_value(start[1]) : -1;
		int low = high >= 0 ? hex_value(start[2]) : -1;
		if (low >= 0 && high + low > 0) {
			buffer_add_byte(path, (char)(high * 16 + low));
			start += 2;
		} else {
			buffer_add_byte(path, *start);
		}
	}
}

size_t akn_text_link(struct akn_text *text, struct arena *arena, const char *href)
{
	struct buffer path = BUFFER_INIT;
	struct buffer symbol = BUFFER_INIT;
	size_t number = 0;
	address_path(href, &path);
	if (path.length != 0 && symbol_normalise(path.bytes, path.length, &symbol)) {
		akn_text_refer(text, arena_text(arena, symbol.bytes, symbol.length));
		text->links[text->link_count - 1].start = text->raw.length;
		text->links[text->link_count - 1].end = text->raw.length;
		number = text->link_count;
	}
	buffer_release(&symbol);
	buffer_release(&path);
	return number;
}

void akn_text_refer(struct akn_text *text, const char *symbol)
{
	text->links = memory_grow(text->links, &text->link_capacity, text->link_count + 1,
				  sizeof *text->links);
	text->links[text->link_count++] = (struct akn_link){ .symbol = symbol };
}

void akn_text_note(struct akn_text *text, const char *mark, const char *words)
{
	text->notes = memory_grow(text->notes, &text->note_capacity, text->note_count + 1,
				  sizeof *text->notes);
	text->notes[text->note_count++] = (struct footnote){ .mark = mark, .text = words };
}

/* The bytes of a resolution's symbol without the letters behind it. */
static size_t base_length(const char *symbol)
{
	const char *space = strchr(symbol, ' ');
	return space == NULL ? strlen(symbol) : (size_t)(space - symbol);
}

/*
 * Reads the symbol that the words print from `start`, `length` bytes of it, into *printed. True
 * when it is the one of the link or the same with (other) letters: links to 74/255 B lead to
 * A/RES/74/255A-B.
 */
static bool prints_symbol(const struct akn_text *text, const struct akn_link *link, size_t length,
			  struct buffer *printed)
{
	size_t base = base_length(link->symbol);
	buffer_clear(printed);
	return symbol_normalise(text->words.bytes + link->start, length, printed) &&
	       base_length(printed->bytes) == base &&
	       memcmp(printed->bytes, link->symbol, base) == 0;
}

/* In Arabic the letters have names: "75/252 ألف". Bytes up to the end of it; 0 for none. */
static size_t letter_name(const struct language *language, const char *words, char *letter)
{
	char name[LONGEST_LETTERS + 1];
	enum number_kind kind;
	if (strcmp(language->code, "ar") != 0 || words[0] != ' ')
		return 0;
	size_t length = 1;
	/* Arabic letters begin at U+0620: D8 A0 in UTF-8; commas stand before. */
	while ((unsigned char)words[length] >= 0xD8 && (unsigned char)words[length] <= 0xDB &&
	       (words[length] != '\xD8' || (unsigned char)words[length + 1] >= 0xA0) &&
	       words[length + 1] != '\0' && length < LONGEST_LETTERS)
		length += 2;
	if (length == 1 || length > LONGEST_LETTERS)
		return 0;
	memcpy(name, words + 1, length - 1);
	name[length - 1] = '\0';
	uint32_t value = drafting_number(language, name, 0, &kind);
	/* One letter alone would be a word: "and". */
	if (value == 0 || value > 26 || kind != NUMBER_UPPER_LETTER || length <= 3)
		return 0;
	*letter = (char)('A' + value - 1);
	return length;
}

/* Bytes of the letters of a resolution behind its link: "43/78</a> H", "75/101</a> A and B". */
static size_t letters_behind(const struct akn_text *text, const struct akn_link *link)
{
	struct buffer printed = BUFFER_INIT;
	const char *behind = text->words.bytes + link->end;
	size_t length = link->end - link->start;
	size_t longest = 0;
	if (behind[0] == ' ' &&
	    (isupper((unsigned char)behind[1]) || (unsigned char)behind[1] == 0xD0)) {
		size_t most = strnlen(behind, LONGEST_LETTERS);
		for (size_t more = 2; more <= most; more++) {
			bool in_word = isalnum((unsigned char)behind[more]) ||
				       (unsigned char)behind[more] >= 0x80;
			bool letter = isupper((unsigned char)behind[more - 1]) ||
				      (unsigned char)behind[more - 1] >= 0x80;
			/* Cyrillic letters go on, Chinese words begin. */
			if ((unsigned char)behind[more] >= 0xE0)
				in_word = false;
			if (letter && !in_word &&
			    prints_symbol(text, link, length + more, &printed) &&
			    strchr(printed.bytes, ' ') != NULL)
				longest = more;
		}
	}
	buffer_release(&printed);
	return longest;
}

/* Makes a link's symbol as exact as the words around it are. */
static void include_letters(struct akn_text *text, struct akn_link *link,
			    const struct language *language, struct arena *arena)
{
	struct buffer printed = BUFFER_INIT;
	char letter;
	if (strncmp(link->symbol, "A/RES/", 6) != 0 || link->end == link->start)
		return;
	size_t name = letter_name(language, text->words.bytes + link->end, &letter);
	if (name != 0) {
		buffer_add_format(&printed, "%.*s %c", (int)base_length(link->symbol), link->symbol,
				  letter);
		link->end += name;
		link->symbol = arena_text(arena, printed.bytes, printed.length);
	} else {
		link->end += letters_behind(text, link);
		if (prints_symbol(text, link, link->end - link->start, &printed) &&
		    strchr(printed.bytes, ' ') != NULL)
			link->symbol = arena_text(arena, printed.bytes, printed.length);
	}
	buffer_release(&printed);
}

struct place {
	size_t at;
	size_t *owner;
};

static int compare_places(const void *a, const void *b)
{
	size_t left = ((const struct place *)a)->at;
	size_t right = ((const struct place *)b)->at;
	return left < right ? -1 : left > right;
}

/* Cleans the raw run and moves the ends of the verb and of the links to where they are then. */
static void clean(struct akn_text *text)
{
	size_t count = text->link_count * 2 + 3;
	struct place *places = memory_array(count, sizeof *places);
	size_t *marks = memory_array(count, sizeof *marks);
	places[0] = (struct place){ text->verb, &text->verb };
	places[1] = (struct place){ text->bold_start, &text->bold_start };
	places[2] = (struct place){ text->bold_end, &text->bold_end };
	for (size_t i = 0; i < text->link_count; i++) {
		struct akn_link *link = &text->links[i];
		places[2 * i + 3] = (struct place){ link->start, &link->start };
		places[2 * i + 4] = (struct place){ link->end, &link->end };
	}
	memory_sort(places, count, sizeof *places, compare_places);
	for (size_t i = 0; i < count; i++)
		marks[i] = places[i].at;
	builder_clean_marks(&text->words, text->raw.bytes, text->raw.length, false, marks, count);
	for (size_t i = 0; i < count; i++)
		*places[i].owner = marks[i];
	free(marks);
	free(places);
}

/* Links to one document, side by side, are one that the markup has cut into pieces. */
static void join_links(struct akn_text *text)
{
	size_t kept = 0;
	for (size_t i = 0; i < text->link_count; i++) {
		struct akn_link *link = &text->links[i];
		struct akn_link *last = kept == 0 ? NULL : &text->links[kept - 1];
		bool joined = last != NULL && link->end > link->start && last->end > last->start &&
			      link->start >= last->end && link->start <= last->end + 1 &&
			      strcmp(link->symbol, last->symbol) == 0;
		if (joined)
			last->end = link->end;
		else
			text->links[kept++] = *link;
	}
	text->link_count = kept;
}

void akn_text_finish(struct akn_text *text, const struct language *language, struct arena *arena)
{
	buffer_clear(&text->words);
	clean(text);
	const char *words = text->words.bytes;
	for (size_t i = 0; i < text->link_count; i++) {
		struct akn_link *link = &text->links[i];
		while (link->end > 0 && words[link->end - 1] == ' ')
			link->end--;
		while (link->start < link->end && words[link->start] == ' ')
			link->start++;
		if (link->start > link->end)
			link->start = link->end;
	}
	join_links(text);
	for (size_t i = 0; i < text->link_count; i++)
		include_letters(text, &text->links[i], language, arena);
}

void akn_text_cut(struct akn_text *text, size_t bytes)
{
	memmove(text->words.bytes, text->words.bytes + bytes, text->words.length - bytes + 1);
	text->words.length -= bytes;
	text->verb = text->verb > bytes ? text->verb - bytes : 0;
	text->bold_start = text->bold_start > bytes ? text->bold_start - bytes : 0;
	text->bold_end = text->bold_end > bytes ? text->bold_end - bytes : 0;
	for (size_t i = 0; i < text->link_count; i++) {
		struct akn_link *link = &text->links[i];
		link->start = link->start > bytes ? link->start - bytes : 0;
		link->end = link->end > bytes ? link->end - bytes : 0;
	}
}
