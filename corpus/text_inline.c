/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/text_parts.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "corpus/symbol.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum {
	LONGEST_LINK = 2000,  /* bytes from "[" to "]" and from "(" to ")" */
	MOST_FAILURES = 1000, /* brackets without a partner, until they are no longer looked for */
	LONGEST_TAG = 200,    /* bytes of an HTML tag */
	LONGEST_VERB = 200,   /* bytes of emphasised words that are an opening verb */
};

struct reading {
	struct inline_text *words;
	const char *text;
	size_t length, at;
	struct buffer raw; /* the words, not yet cleaned */
	size_t *places;    /* offsets into raw: of links' starts and ends, and of … */
	size_t place_count, place_capacity;
	size_t verb_place;  /* … the end of the leading emphasis: its place + 1; 0 for none */
	bool emphasis;      /* inside of emphasised words … */
	char mark;          /* of the last emphasis */
	bool leading;       /* … that stand at the very start */
	bool only_space;    /* nothing but white space since the start, or since they ended */
	size_t link_end;    /* where the "]" of the open link stands; 0: none is open */
	size_t failures;    /* brackets without a partner so far */
	size_t link_behind; /* where its ")" ends */
};

static uint32_t next_character(const struct reading *reading, size_t at)
{
	return at < reading->length ? utf8_next(reading->text, reading->length, &at) : ' ';
}

/* The character before a place in what was read so far. */
static uint32_t character_before(const struct reading *reading, size_t end)
{
	size_t start;
	return end == 0 ? ' ' : text_character_before(reading->raw.bytes, end, &start);
}

static uint32_t last_character(const struct reading *reading)
{
	return character_before(reading, reading->raw.length);
}

static bool is_space(uint32_t character)
{
	return character == ' ' || character == '\t' || character == '\n' || character == 0xA0 ||
	       character == 0x3000;
}

static bool is_alphanumeric(uint32_t character)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)character);
	return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

/* Notes where the words are now and returns the number of the note. */
static size_t add_place(struct reading *reading)
{
	reading->places = memory_grow(reading->places, &reading->place_capacity,
				      reading->place_count + 1, sizeof *reading->places);
	reading->places[reading->place_count] = reading->raw.length;
	return reading->place_count++;
}

/* Takes a character off the end of the words, as often as it stands there. */
static void drop_last(struct reading *reading, char byte)
{
	struct buffer *raw = &reading->raw;
	while (raw->length != 0 && raw->bytes[raw->length - 1] == byte)
		raw->length--;
	for (size_t i = reading->place_count; i > 0 && reading->places[i - 1] > raw->length; i--)
		reading->places[i - 1] = raw->length;
}

static void add_character(struct reading *reading, uint32_t character)
{
	utf8_add(&reading->raw, character);
	if (!is_space(character))
		reading->only_space = false;
}

/*
 * Emphasis begins or ends here. Words in two pieces, "*Takes note* *with appreciation*", are one
 * opening verb when both have the same mark.
 */
static void toggle_emphasis(struct reading *reading, char mark)
{
	reading->emphasis = !reading->emphasis;
	if (reading->emphasis) {
		reading->leading =
		    reading->only_space && (reading->verb_place == 0 || reading->mark == mark);
		reading->mark = mark;
	} else if (reading->leading) {
		reading->verb_place = add_place(reading) + 1;
		reading->leading = false;
		reading->only_space = true;
	}
}

/* "*", "**", "_": emphasis, unless it stands between spaces or, "_", inside a word. */
static void read_emphasis(struct reading *reading)
{
	char mark = reading->text[reading->at];
	size_t end = reading->at;
	while (end < reading->length && reading->text[end] == mark)
		end++;
	uint32_t before = last_character(reading);
	uint32_t behind = next_character(reading, end);
	bool is_text = (is_space(before) && is_space(behind) && !reading->emphasis) ||
		       (mark == '_' && is_alphanumeric(before) && is_alphanumeric(behind));
	if (is_text)
		for (; reading->at < end; reading->at++)
			add_character(reading, (unsigned char)mark);
	else
		toggle_emphasis(reading, mark);
	reading->at = end;
}

/* A footnote's mark: taken out, and the space before it when a stop follows. */
static void add_mark(struct reading *reading, const char *mark, size_t length)
{
	struct inline_text *words = reading->words;
	words->marks = memory_grow(words->marks, &words->mark_capacity, words->mark_count + 1,
				   sizeof *words->marks);
	char *copy = words->marks[words->mark_count];
	memcpy(copy, mark, length);
	copy[length] = '\0';
	words->mark_count++;
}

/* "(¹)", as Arabic has it: nothing is left of it. */
static void drop_brackets(struct reading *reading)
{
	struct buffer *raw = &reading->raw;
	if (raw->length == 0 || raw->bytes[raw->length - 1] != '(' ||
	    next_character(reading, reading->at) != ')')
		return;
	drop_last(reading, '(');
	reading->at++;
}

static void drop_space_before_stop(struct reading *reading)
{
	uint32_t next = next_character(reading, reading->at);
	if (next == 0x60C || next == 0x61B || next == 0xFF0C || next == 0xFF1B || next == 0x3002 ||
	    (next > ' ' && next < 0x80 && strchr(",.;:)", (char)next) != NULL))
		drop_last(reading, ' ');
}

/* "m²", "km³": a power, not a footnote. */
static bool is_power(const struct reading *reading, uint32_t character, size_t behind)
{
	static const char *const units[] = { "m", "km", "cm", "mm", "м", "км", "см", "米", "公里" };
	const struct buffer *raw = &reading->raw;
	if ((character != 0xB2 && character != 0xB3) ||
	    text_superscript(next_character(reading, behind)))
		return false;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		size_t each = strlen(units[i]);
		if (raw->length < each ||
		    memcmp(raw->bytes + raw->length - each, units[i], each) != 0)
			continue;
		if (!is_alphanumeric(character_before(reading, raw->length - each)))
			return true;
	}
	return false;
}

static void read_superscript(struct reading *reading)
{
	char mark[TEXT_MARK_BYTES] = "";
	size_t length = 0;
	while (reading->at < reading->length) {
		size_t behind = reading->at;
		char digit = text_superscript(utf8_next(reading->text, reading->length, &behind));
		if (digit == '\0' || length + 1 == sizeof mark)
			break;
		mark[length++] = digit;
		reading->at = behind;
	}
	add_mark(reading, mark, length);
	drop_brackets(reading);
	drop_space_before_stop(reading);
}

/* "[^4]" */
static bool read_mark(struct reading *reading)
{
	const char *start = reading->text + reading->at;
	size_t left = reading->length - reading->at;
	const char *end =
	    left > 3 && start[1] == '^' ? memchr(start, ']', left < 24 ? left : 24) : NULL;
	if (end == NULL || !text_is_mark(start + 2, (size_t)(end - start) - 2))
		return false;
	add_mark(reading, start + 2, (size_t)(end - start) - 2);
	reading->at = (size_t)(end - reading->text) + 1;
	drop_space_before_stop(reading);
	return true;
}

/* Where the bracket that is open at `from` closes; 0 when it does not. */
static size_t closing_bracket(struct reading *reading, size_t from, char open, char close)
{
	size_t depth = 0;
	if (reading->failures >= MOST_FAILURES)
		return 0;
	size_t end = reading->length - from < LONGEST_LINK ? reading->length : from + LONGEST_LINK;
	for (size_t at = from; at < end; at++) {
		char byte = reading->text[at];
		if (byte == '\\')
			at++;
		else if (byte == open)
			depth++;
		else if (byte == close && --depth == 0)
			return at;
	}
	reading->failures++;
	return 0;
}

/* "[76/29](#)[9](#)": a symbol in two links is one. */
static bool continues_link(const struct reading *reading)
{
	size_t last = reading->place_count;
	uint32_t next = next_character(reading, reading->at + 1);
	return reading->words->link_count != 0 && last != 0 &&
	       reading->words->links[reading->words->link_count - 1].length == last - 1 &&
	       reading->places[last - 1] == reading->raw.length && next >= '0' && next <= '9';
}

/* "[words](address)": the words go on being read as text. */
static bool read_link(struct reading *reading)
{
	size_t end = closing_bracket(reading, reading->at, '[', ']');
	if (reading->link_end != 0 || end == 0 || end + 1 >= reading->length ||
	    reading->text[end + 1] != '(')
		return false;
	size_t behind = closing_bracket(reading, end + 1, '(', ')');
	if (behind == 0)
		return false;
	struct inline_text *words = reading->words;
	if (continues_link(reading)) {
		reading->link_end = end;
		reading->link_behind = behind + 1;
		reading->at++;
		return true;
	}
	words->links = memory_grow(words->links, &words->link_capacity, words->link_count + 1,
				   sizeof *words->links);
	words->links[words->link_count++] =
	    (struct inline_link){ .target = reading->text + end + 2,
				  .target_length = behind - end - 2 };
	words->links[words->link_count - 1].start = (uint32_t)add_place(reading);
	reading->link_end = end;
	reading->link_behind = behind + 1;
	reading->at++;
	return true;
}

static bool is_tag(const char *name, size_t length, const char *const *names)
{
	for (; *names != NULL; names++)
		if (strlen(*names) == length && memcmp(*names, name, length) == 0)
			return true;
	return false;
}

/* "<br>", "<sup>4</sup>", "<em>": the few HTML tags that Markdown files have. */
static bool read_tag(struct reading *reading)
{
	static const char *const emphasis[] = { "i", "em", "b", "strong", NULL };
	static const char *const breaks[] = { "br", "p", "div", "td", "hr", NULL };
	static const char *const plain[] = { "span", "u", "a", "sub", "small", "sup", NULL };
	const char *start = reading->text + reading->at;
	size_t left = reading->length - reading->at;
	size_t most = left < LONGEST_TAG ? left : LONGEST_TAG;
	const char *end = memchr(start, '>', most);
	if (end == NULL)
		return false;
	const char *name = start + 1 + (start[1] == '/');
	size_t length = 0;
	while (name + length < end && name[length] >= 'a' && name[length] <= 'z')
		length++;
	if (name + length != end && strchr(" /\t", name[length]) == NULL)
		return false;
	const char *mark_end = memmem(start, most, "</sup>", strlen("</sup>"));
	if (length == 3 && memcmp(start, "<sup>", 5) == 0 && mark_end != NULL &&
	    text_is_mark(end + 1, (size_t)(mark_end - end) - 1) &&
	    (end[1] == '*' || (end[1] >= '0' && end[1] <= '9'))) {
		add_mark(reading, end + 1, (size_t)(mark_end - end) - 1);
		reading->at = (size_t)(mark_end - reading->text) + strlen("</sup>");
		drop_space_before_stop(reading);
		return true;
	}
	if (is_tag(name, length, emphasis))
		toggle_emphasis(reading, '<');
	else if (is_tag(name, length, breaks))
		add_character(reading, ' ');
	else if (!is_tag(name, length, plain))
		return false;
	reading->at = (size_t)(end - reading->text) + 1;
	return true;
}

/* "&amp;" and the like. */
static bool read_entity(struct reading *reading)
{
	static const struct {
		const char *name;
		uint32_t character;
	} entities[] = { { "&amp;", '&' },     { "&lt;", '<' },     { "&gt;", '>' },
			 { "&quot;", '"' },    { "&nbsp;", ' ' },   { "&#39;", '\'' },
			 { "&laquo;", 0xAB },  { "&raquo;", 0xBB }, { "&ndash;", 0x2013 },
			 { "&mdash;", 0x2014 } };
	size_t left = reading->length - reading->at;
	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
		size_t each = strlen(entities[i].name);
		if (left < each || memcmp(reading->text + reading->at, entities[i].name, each) != 0)
			continue;
		add_character(reading, entities[i].character);
		reading->at += each;
		return true;
	}
	return false;
}

/* Those that read_special has a case for: the others are taken as they are. */
static bool is_special(char byte)
{
	return byte == '\\' || byte == '*' || byte == '_' || byte == '[' || byte == '!' ||
	       byte == '<' || byte == '&';
}

/* What is special about one ASCII character; true when it has been dealt with. */
static bool read_special(struct reading *reading, char byte)
{
	const char *rest = reading->text + reading->at;
	size_t left = reading->length - reading->at;
	switch (byte) {
	case '\\': /* an escaped character stands for itself */
		if (left < 2 || strchr("\\`*_{}[]()#+-.!|<>~&'\"", rest[1]) == NULL)
			return false;
		add_character(reading, (unsigned char)rest[1]);
		reading->at += 2;
		return true;
	case '*':
	case '_':
		read_emphasis(reading);
		return true;
	case '[':
		return read_mark(reading) || read_link(reading);
	case '!': /* an image has no words */
		if (left > 2 && rest[1] == '[') {
			size_t end = closing_bracket(reading, reading->at + 1, '[', ']');
			size_t behind =
			    end == 0 || end + 1 >= reading->length || reading->text[end + 1] != '('
				? 0
				: closing_bracket(reading, end + 1, '(', ')');
			if (behind != 0)
				reading->at = behind + 1;
			return behind != 0;
		}
		return false;
	case '<':
		return left > 2 && read_tag(reading);
	case '&':
		return read_entity(reading);
	default:
		return false;
	}
}

/* Until the words are cleaned a link has the numbers of its places. */
static void end_link(struct reading *reading)
{
	struct inline_link *link = &reading->words->links[reading->words->link_count - 1];
	link->length = (uint32_t)add_place(reading);
}

/* Most of a text are characters of one byte that stand for themselves: how many come next. */
static size_t plain_length(const struct reading *reading)
{
	size_t end = reading->link_end != 0 ? reading->link_end : reading->length;
	size_t at = reading->at;
	while (at < end && (unsigned char)reading->text[at] < 0x80 &&
	       !is_special(reading->text[at]))
		at++;
	return at - reading->at;
}

static void add_plain(struct reading *reading, size_t length)
{
	const char *plain = reading->text + reading->at;
	buffer_add(&reading->raw, plain, length);
	for (size_t i = 0; i < length && reading->only_space; i++)
		reading->only_space = is_space((unsigned char)plain[i]);
	reading->at += length;
}

static void read_words(struct reading *reading)
{
	while (reading->at < reading->length) {
		size_t plain = plain_length(reading);
		if (plain != 0) {
			add_plain(reading, plain);
			continue;
		}
		if (reading->link_end != 0 && reading->at >= reading->link_end) {
			end_link(reading);
			reading->at = reading->link_behind;
			reading->link_end = 0;
			continue;
		}
		if (read_special(reading, reading->text[reading->at]))
			continue;
		size_t behind = reading->at;
		uint32_t character = utf8_next(reading->text, reading->length, &behind);
		if (text_superscript(character) != '\0' && !is_power(reading, character, behind)) {
			read_superscript(reading);
			continue;
		}
		reading->at = behind;
		add_character(reading, character);
	}
	if (reading->link_end != 0)
		end_link(reading);
}

/* Puts the offsets in the cleaned text where the numbers of places were. */
static void settle_places(const struct reading *reading)
{
	struct inline_text *words = reading->words;
	for (size_t i = 0; i < words->link_count; i++) {
		struct inline_link *link = &words->links[i];
		size_t start = reading->places[link->start];
		size_t end = reading->places[link->length];
		/* a space that was folded away may have stood at either end */
		while (start < end && words->text.bytes[start] == ' ')
			start++;
		while (start < end && words->text.bytes[end - 1] == ' ')
			end--;
		link->start = (uint32_t)start;
		link->length = (uint32_t)(end - start);
	}
	size_t verb = reading->verb_place == 0 ? 0 : reading->places[reading->verb_place - 1];
	while (verb != 0 && strchr(" ,.:;", words->text.bytes[verb - 1]) != NULL)
		verb--;
	words->verb_length = verb <= LONGEST_VERB ? verb : 0;
}

void text_inline(struct inline_text *words, const char *text, size_t length, bool keep_lines)
{
	struct reading reading = { .words = words,
				   .text = text,
				   .length = length,
				   .raw = BUFFER_INIT,
				   .only_space = true };
	buffer_clear(&words->text);
	buffer_reserve(&words->text, 1);
	words->link_count = words->mark_count = words->verb_length = 0;
	read_words(&reading);
	builder_clean_marks(&words->text, reading.raw.bytes, reading.raw.length, keep_lines,
			    reading.places, reading.place_count);
	settle_places(&reading);
	buffer_release(&reading.raw);
	free(reading.places);
}

void text_inline_release(struct inline_text *words)
{
	buffer_release(&words->text);
	free(words->links);
	free(words->marks);
	*words = (struct inline_text)INLINE_TEXT_INIT;
}

/* "H" in "43/78 H", where only "43/78" is the link. */
static size_t part_behind(const struct inline_text *words, size_t end)
{
	const char *text = words->text.bytes + end; /* a NUL ends it */
	if (text[0] != ' ' || text[1] < 'A' || text[1] > 'Z')
		return 0;
	size_t length = 2;
	if (text[2] == '-' && text[3] >= 'A' && text[3] <= 'Z')
		length = 4;
	size_t at = end + length;
	if (at < words->text.length &&
	    is_alphanumeric(utf8_next(words->text.bytes, words->text.length, &at)))
		return 0;
	return length;
}

/* The document's symbol in an address: what follows ".org/en/", or stands behind "symbol=". */
static bool symbol_in_address(const char *address, size_t length, struct buffer *symbol)
{
	static const char organs[] = "ASE";
	for (size_t at = 0; at + 2 < length; at++) {
		bool starts = at == 0 || address[at - 1] == '/' || address[at - 1] == '=';
		if (!starts || address[at + 1] != '/' || strchr(organs, address[at]) == NULL)
			continue;
		size_t end = at;
		while (end < length && strchr("?#& ", address[end]) == NULL)
			end++;
		return symbol_normalise(address + at, end - at, symbol);
	}
	return false;
}

bool text_link_symbol(const struct inline_text *words, const struct inline_link *link,
		      struct buffer *symbol)
{
	size_t end = (size_t)link->start + link->length;
	const char *text = words->text.bytes + link->start;
	size_t part = link->length == 0 ? 0 : part_behind(words, end);
	if (part != 0 && symbol_normalise(text, link->length + part, symbol))
		return true;
	return (link->length != 0 && symbol_normalise(text, link->length, symbol)) ||
	       symbol_in_address(link->target, link->target_length, symbol);
}
