/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/readers/change.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static size_t draw(uint64_t *seed, size_t below)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (size_t)(*seed >> 33) % below;
}

/* Puts other bytes in the place of some; they may stand in the same buffer. */
static void replace(struct buffer *bytes, size_t start, size_t end, const char *new, size_t length)
{
	struct buffer out = BUFFER_INIT;
	buffer_add(&out, bytes->bytes, start);
	buffer_add(&out, new, length);
	buffer_add(&out, bytes->bytes + end, bytes->length - end);
	buffer_release(bytes);
	*bytes = out;
}

static void insert(struct buffer *bytes, size_t at, const char *new)
{
	replace(bytes, at, at, new, strlen(new));
}

/* ---- Texts ---- */

static const char *const line_starts[] = {
	"1. ",    "2. ",     "(a) ",   "b) ",    "(ii) ",  "IV. ", "3.1 ", "1 - ",  "– ",
	"• ",     "- ",      "* ",     "# ",     "## ",    "> ",   "| ",   "    ",  "\t",
	"¹ ",     "² ",      "\\* ",   "[^1]: ", "**",     "*",    "_",    "“",     "(",
	"[",      "«",       "أ) ",    "а) ",    "(一) ",  "一、", "١- ",  "‘1’ ",  "12 bis. ",
	"\u3000", "\u200B ", "\u2003", "\u202F", "\uFEFF", "5 ",   "A. ",  "(aa) ", "<!-- ",
};
static const char *const line_ends[] = {
	",",      ";",
	":",      ".",
	"-",      "¹",
	"²",      "[^1]",
	"*",      "**",
	"_",      "\\",
	" and",   " y",
	" и",     "，",
	"；",     "。",
	"،",      "”",
	"»",      ")",
	"]",      " 3",
	"\\*",    " |",
	" -->",   "\r",
	"  ",     "\xC2\xAD",
	"\u3000", "\u200B",
	"\u00A0", "\u2003\u202F",
	"\u200E",
};
static const char *const lines[] = {
	"",
	"",
	"",
	"Annex\n",
	"Anexo II\n",
	"Annexe\n\nTitre\n",
	"Приложение\n",
	"附件\n",
	"المرفق\n",
	"II\n",
	"B\n",
	"**A. Scope**\n",
	"Article 4\n",
	"Section III. Means\n",
	"第二节\n",
	"2/5\n",
	"A/RES/91/1\n",
	"23-24434 (E)\n",
	"* * *\n",
	"---\n",
	"| a | b |\n|---|---|\n| 1 | 2 |\n",
	"| c |\n",
	"|d|e|\n|:-|-:|\n|1|2|\n",
	"¹ See A/91/12, para. 3.\n",
	"[^1]: Resolution 217 A (III).\n",
	"\\* A note.\n",
	"¹ Ibid.\n² Resolution 70/1.\n",
	"The General Assembly,\n",
	"La Asamblea General,\n",
	"Recalling its resolution 60/1 of 16 September 2005,\n",
	"Recordando los faros,\n",
	"1. *Decides* to continue;\n",
	"(a) A point;\n",
	"(i) Another one; and\n",
	"91/7 B. Lighthouses\n",
	"ES-11/3. Something\n",
	"A/RES/91/7\n",
	"Ninety-first session\nAgenda items 13 and 117 (b)\n",
	"[without reference to a Main Committee (A/91/L.4)]\n",
	"42nd plenary meeting\n4 December 2036\n",
	"4 de diciembre de 2036\n",
	"<!-- a\ncomment -->\n",
	"Definitions\n",
	"**Emphasised words.**\n",
};
static const char *const words[] = {
	" ",
	"*",
	"**",
	"_",
	"¹",
	"[^2]",
	" resolution 64/292 ",
	" resolutions 75/1 A and B of 3 May 2020 and 1514 (XV) ",
	" Security Council resolution 2250 (2015) ",
	" decision 74/5 ",
	" (A/91/12/Rev.1) ",
	" [88/41](#) ",
	" [its report](https://undocs.org/en/A/91/77) ",
	" S-32/1, ES-11/1 ",
	" Human Rights Council resolution 48/13 ",
	" Economic and Social Council resolution 2011/5 ",
	" resolución 1514 (XV) de la Asamblea General ",
	" 第217 A(III)号决议 ",
	" القرار 1514 (د-15) ",
	" резолюции 77/37 от 7 декабря 2022 года ",
	" First Committee ",
	" 12 ",
	"\xC2\xA0",
	"\xE2\x80\x8B",
	"\n",
	"\n\n",
	"-\n",
	"; ",
	": ",
	". ",
	"(",
	")",
	"”",
	"/",
	"\\",
	"é",
	"e\xCC\x81",
	"ـ",
	"２",
	"٣",
	"\xE2\x80\xA8",
	"\xE2\x80\x91",
	"km²",
	" a ",
	" - ",
	"\xE3\x80\x80",
	"\xE2\x80\x8E",
	"\xEF\xBB\xBF",
	/* for texts alone: */
	"<sup>3</sup>",
	"<br>",
	"<em>",
	"</b>",
	"<!-- a -->",
	"&amp;",
	"&nbsp;",
	"![a](b)",
	"\r",
	"\r\n",
	"\r\r",
	"[",
	"](",
};
enum { WORDS_OF_TEXTS = 13 };

static size_t line_start(const struct buffer *bytes, size_t at)
{
	while (at > 0 && bytes->bytes[at - 1] != '\n')
		at--;
	return at;
}

/* Behind its line end. */
static size_t line_end(const struct buffer *bytes, size_t at)
{
	while (at < bytes->length && bytes->bytes[at] != '\n')
		at++;
	return at + (at < bytes->length);
}

/* Some lines: mostly one. */
static void draw_lines(const struct buffer *bytes, uint64_t *seed, size_t *start, size_t *end)
{
	*start = line_start(bytes, draw(seed, bytes->length + 1));
	*end = line_end(bytes, *start);
	for (size_t more = draw(seed, 4); more > 1 && *end < bytes->length; more--)
		*end = line_end(bytes, *end);
}

/* The start of a word in a line. */
static size_t draw_word(const struct buffer *bytes, uint64_t *seed, size_t start, size_t end)
{
	size_t at = start + draw(seed, end - start + 1);
	while (at > start && bytes->bytes[at - 1] != ' ')
		at--;
	return at;
}

static void move_lines(struct buffer *bytes, uint64_t *seed, size_t start, size_t end, bool keep)
{
	char *copy = memory_text(bytes->bytes + start, end - start);
	if (!keep)
		replace(bytes, start, end, "", 0);
	size_t at = line_start(bytes, draw(seed, bytes->length + 1));
	insert(bytes, at, copy);
	free(copy);
}

/* Another figure, letter or mark in the place of one byte; never half a character. */
static void change_byte(struct buffer *bytes, uint64_t *seed, size_t start, size_t end)
{
	static const char others[] = "0123456789()[].,;:*_-/ aAiIvVxXzZ\"'";
	for (size_t tries = 0; tries < 8 && start < end; tries++) {
		size_t at = start + draw(seed, end - start);
		if ((unsigned char)bytes->bytes[at] >= 0x80 || bytes->bytes[at] == '<' ||
		    bytes->bytes[at] == '>')
			continue;
		bytes->bytes[at] = others[draw(seed, sizeof others - 1)];
		return;
	}
}

/* In a stretch that is words alone. */
static void change_words(struct buffer *bytes, uint64_t *seed, size_t start, size_t end,
			 size_t choice)
{
	size_t at = draw_word(bytes, seed, start, end);
	size_t next = at;
	while (next < end && bytes->bytes[next] != ' ')
		next++;
	switch (draw(seed, 4)) {
	case 0:
		replace(bytes, at, next, "", 0);
		break;
	case 1:
		change_byte(bytes, seed, start, end);
		break;
	default:
		insert(bytes, draw(seed, 3) == 0 ? next : at, words[draw(seed, choice)]);
	}
}

void change_text(struct buffer *bytes, uint64_t *seed)
{
	size_t start, end;
	draw_lines(bytes, seed, &start, &end);
	size_t last = end > start && bytes->bytes[end - 1] == '\n' ? end - 1 : end;
	switch (draw(seed, 12)) {
	case 0:
		replace(bytes, start, end, "", 0);
		break;
	case 1:
	case 2:
		move_lines(bytes, seed, start, end, draw(seed, 2) == 0);
		break;
	case 3: /* joined to the next one */
		if (last < end)
			replace(bytes, last, end, " ", draw(seed, 2));
		break;
	case 4:
		insert(bytes, start, line_starts[draw(seed, COUNT(line_starts))]);
		break;
	case 5:
		insert(bytes, last, line_ends[draw(seed, COUNT(line_ends))]);
		break;
	case 6: /* without what is at its end */
		if (last > start && (unsigned char)bytes->bytes[last - 1] < 0x80)
			replace(bytes, last - 1, last, "", 0);
		break;
	case 7:
		insert(bytes, start, lines[draw(seed, COUNT(lines))]);
		insert(bytes, start, "\n");
		break;
	case 8: /* without its number or first word */
		replace(bytes, start, start + strcspn(bytes->bytes + start, " \n"), "", 0);
		break;
	case 9:
		insert(bytes, draw_word(bytes, seed, start, last),
		       draw(seed, 2) == 0 ? "\n" : "\n\n");
		break;
	default:
		change_words(bytes, seed, start, last, COUNT(words));
	}
}

/* ---- XML ---- */

static const char *const tags[] = {
	"a href=\"https://undocs.org/en/A/RES/64/292\"",
	"authorialNote marker=\"1\"",
	"authorialNote marker=\"*\"",
	"blockList",
	"conclusions",
	"container name=\"Recalling\"",
	"content",
	"count refersTo=\"#against\" value=\"2\"",
	"crossHeading refersTo=\"#preamble\"",
	"crossHeading",
	"decoration",
	"doc name=\"annex\"",
	"docDate date=\"2036-12-19\"",
	"docNumber",
	"docProponent refersTo=\"#thirdCommittee\"",
	"docTitle",
	"formula",
	"heading",
	"inline name=\"agenda item\" title=\"29\"",
	"inline name=\"adoptionMeeting\"",
	"intro",
	"item",
	"keyword value=\"GIRLS\" dictionary=\"UNBIS Thesaurus\"",
	"list",
	"listIntroduction",
	"location",
	"mainBody",
	"num",
	"organization",
	"p",
	"p class=\"upperRight\"",
	"p class=\"H1\"",
	"paragraph",
	"point",
	"preamble",
	"section",
	"session value=\"91\"",
	"span class=\"italic\"",
	"span class=\"bold\"",
	"step outcome=\"draftResolution\" as=\"A/C.3/91/L.33\" by=\"Belmarca and Kalonia\"",
	"subheading",
	"sublist",
	"sup",
	"table",
	"td",
	"th",
	"tr",
	"voting outcome=\"adoptedRecordedVote\"",
	"unknown",
};

struct tag {
	size_t start, end;       /* of the start tag */
	size_t close, close_end; /* of the end tag; the same place for one that is empty */
};

static size_t tag_end(const struct buffer *bytes, size_t at)
{
	const char *end = memchr(bytes->bytes + at, '>', bytes->length - at);
	return end == NULL ? bytes->length : (size_t)(end - bytes->bytes) + 1;
}

static size_t name_length(const char *tag)
{
	return strcspn(tag, " \t\r\n/>");
}

/* The next tag at or behind this place; false when there is none. */
static bool next_tag(const struct buffer *bytes, size_t *at)
{
	while (*at < bytes->length && bytes->bytes[*at] != '<')
		(*at)++;
	return *at < bytes->length;
}

/* A start tag at random and its end tag. */
static bool draw_tag(const struct buffer *bytes, uint64_t *seed, struct tag *tag)
{
	size_t at = draw(seed, bytes->length);
	do {
		if (!next_tag(bytes, &at))
			return false;
		tag->start = at;
		tag->end = at = tag_end(bytes, at);
	} while (strchr("/!?", bytes->bytes[tag->start + 1]) != NULL);
	tag->close = tag->close_end = tag->end;
	if (bytes->bytes[tag->end - 2] == '/')
		return true;
	for (size_t depth = 1; depth > 0;) {
		if (!next_tag(bytes, &at))
			return false;
		tag->close = at;
		tag->close_end = at = tag_end(bytes, at);
		char next = bytes->bytes[tag->close + 1];
		if (next == '/')
			depth--;
		else if (next != '!' && next != '?' && bytes->bytes[at - 2] != '/')
			depth++;
	}
	return true;
}

static void wrap(struct buffer *bytes, size_t start, size_t end, const char *tag)
{
	struct buffer new = BUFFER_INIT;
	buffer_add_format(&new, "<%s>", tag);
	buffer_add(&new, bytes->bytes + start, end - start);
	buffer_add_format(&new, "</%.*s>", (int)name_length(tag), tag);
	replace(bytes, start, end, new.bytes, new.length);
	buffer_release(&new);
}

static void unwrap(struct buffer *bytes, const struct tag *tag)
{
	replace(bytes, tag->close, tag->close_end, "", 0);
	replace(bytes, tag->start, tag->end, "", 0);
}

static void move_element(struct buffer *bytes, uint64_t *seed, const struct tag *tag, bool keep)
{
	struct tag other;
	char *copy = memory_text(bytes->bytes + tag->start, tag->close_end - tag->start);
	if (!keep)
		replace(bytes, tag->start, tag->close_end, "", 0);
	if (draw_tag(bytes, seed, &other))
		insert(bytes, draw(seed, 2) == 0 ? other.start : other.close_end, copy);
	free(copy);
}

/* Takes an attribute out, or gives it another value. */
static void change_attribute(struct buffer *bytes, uint64_t *seed, const struct tag *tag)
{
	static const char *const values[] = { "",          "1",          "*",        "2",
					      "#against",  "preamble",   "bold",     "italic",
					      "#inFavour", "2036-02-30", "A/91/L.4", "Annex",
					      "H23",       "agenda item" };
	size_t at = tag->start + name_length(bytes->bytes + tag->start);
	for (size_t skip = draw(seed, 3); at < tag->end; skip--) {
		const char *open = memchr(bytes->bytes + at, '"', tag->end - at);
		if (open == NULL)
			return;
		size_t value = (size_t)(open - bytes->bytes) + 1;
		size_t end = value + strcspn(bytes->bytes + value, "\"");
		if (skip == 0) {
			const char *new = values[draw(seed, COUNT(values))];
			if (draw(seed, 2) == 0)
				replace(bytes, at, end + 1, "", 0);
			else
				replace(bytes, value, end, new, strlen(new));
			return;
		}
		at = end + 1;
	}
}

/* The words behind a tag at random. */
static void change_run(struct buffer *bytes, uint64_t *seed, size_t start)
{
	size_t end = start;
	while (end < bytes->length && bytes->bytes[end] != '<')
		end++;
	size_t word = draw_word(bytes, seed, start, end);
	switch (draw(seed, 6)) {
	case 0:
		replace(bytes, start, end, "", 0);
		break;
	case 1:
		wrap(bytes, word, end, tags[draw(seed, COUNT(tags))]);
		break;
	case 2:
		insert(bytes, start, line_starts[draw(seed, COUNT(line_starts) - 1)]);
		break;
	case 3:
		insert(bytes, end, line_ends[draw(seed, COUNT(line_ends))]);
		break;
	default:
		change_words(bytes, seed, start, end, COUNT(words) - WORDS_OF_TEXTS);
	}
}

void change_xml(struct buffer *bytes, uint64_t *seed)
{
	struct tag tag;
	if (bytes->length == 0 || !draw_tag(bytes, seed, &tag))
		return;
	const char *name = tags[draw(seed, COUNT(tags))];
	switch (draw(seed, 20)) {
	case 0:
	case 1:
		replace(bytes, tag.start, tag.close_end, "", 0);
		break;
	case 2:
		unwrap(bytes, &tag);
		break;
	case 3:
	case 4:
		wrap(bytes, tag.start, tag.close_end, name);
		unwrap(bytes, &(struct tag){
				  tag.start + strlen(name) + 2, tag.end + strlen(name) + 2,
				  tag.close + strlen(name) + 2, tag.close_end + strlen(name) + 2 });
		break;
	case 5:
	case 6:
		wrap(bytes, tag.start, tag.close_end, name);
		break;
	case 7:
		if (tag.close > tag.end)
			wrap(bytes, tag.end, tag.close, name);
		break;
	case 8:
	case 9:
	case 10:
		move_element(bytes, seed, &tag, draw(seed, 2) == 0);
		break;
	case 11:
	case 12:
		change_attribute(bytes, seed, &tag);
		break;
	case 13: /* what is not well-formed */
		if (draw(seed, 4) == 0)
			replace(bytes, tag.start, tag.end, "", 0);
		break;
	default:
		change_run(bytes, seed, draw(seed, 2) == 0 ? tag.end : tag.close_end);
	}
}
