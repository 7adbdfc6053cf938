/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/print_markdown.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "cli/cite.h"
#include "cli/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* Whether the byte is markup wherever it stands. '$' is mathematics, ':' and '.' of addresses make
 * links in some dialects. */
static bool is_markup(const char *text, size_t length, size_t at)
{
	if (memchr("\\`*_[]<>#|~&$", text[at], 13) != NULL)
		return true;
	if (text[at] == ':')
		return length - at > 2 && text[at + 1] == '/' && text[at + 2] == '/';
	return text[at] == '.' && at >= 3 && memcmp(text + at - 3, "www", 3) == 0;
}

/* Where the mark of a list, a line or a heading would end that the text begins with: "-", "12.";
 * the last byte of it is what a backslash takes the meaning from. 0: none. */
static size_t leading_mark(const char *text, size_t length)
{
	size_t at = 0;
	while (at < length && is_digit(text[at]))
		at++;
	if (at > 0)
		return at < length && (text[at] == '.' || text[at] == ')') ? at + 1 : 0;
	return length > 0 && memchr("-+=:{!", text[0], 6) != NULL ? 1 : 0;
}

void print_markdown_words(struct buffer *out, const char *text, size_t length, bool first)
{
	struct buffer safe = BUFFER_INIT;
	terminal_add(&safe, text, length, false);
	size_t mark = first && safe.length > 0 ? leading_mark(safe.bytes, safe.length) : 0;
	for (size_t i = 0; i < safe.length; i++) {
		if (i + 1 == mark || is_markup(safe.bytes, safe.length, i))
			buffer_add_byte(out, '\\');
		buffer_add_byte(out, safe.bytes[i]);
	}
	buffer_release(&safe);
}

/* A character that bold can begin and end with, whatever stands outside of it. */
static bool is_wordlike(uint32_t character)
{
	switch (utf8proc_category((utf8proc_int32_t)character)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return character != 0xFFFD;
	default:
		return false;
	}
}

/* Draws a span in to the part of it that begins and ends in a word; empty when there is none. */
static struct span bold_part(const char *text, struct span span)
{
	struct span part = { span.end, span.end, SPAN_FOUND };
	for (size_t at = span.start; at < span.end;) {
		size_t start = at;
		if (!is_wordlike(utf8_next(text, span.end, &at)))
			continue;
		if (part.start == span.end)
			part.start = start;
		part.end = at;
	}
	return part;
}

/* The spans that can be bold, those that touch as one: "****" between them would be no markup. */
static size_t choose_bold(const char *text, const struct range *ranges, size_t count,
			  struct span *bold)
{
	size_t chosen = 0;
	for (size_t i = 0; i < count; i++) {
		struct span span =
		    bold_part(text, (struct span){ ranges[i].start, ranges[i].end, SPAN_FOUND });
		if (span.start >= span.end)
			continue;
		if (chosen > 0 && bold[chosen - 1].end == span.start)
			bold[chosen - 1].end = span.end;
		else
			bold[chosen++] = span;
	}
	return chosen;
}

/* One line of the text, from start to end, with what of it is bold. */
static void add_line(struct buffer *out, const char *text, size_t start, size_t end,
		     const struct span *bold, size_t count)
{
	while (start < end && text[start] == ' ')
		start++;
	size_t at = start;
	buffer_add_text(out, "> ");
	for (size_t i = 0; i < count; i++) {
		size_t from = bold[i].start > at ? bold[i].start : at;
		size_t to = bold[i].end < end ? bold[i].end : end;
		struct span part =
		    bold_part(text, (struct span){ from, to > from ? to : from, SPAN_FOUND });
		if (part.start >= part.end)
			continue;
		print_markdown_words(out, text + at, part.start - at, at == start);
		buffer_add_text(out, "**");
		print_markdown_words(out, text + part.start, part.end - part.start, false);
		buffer_add_text(out, "**");
		at = part.end;
	}
	print_markdown_words(out, text + at, end - at, at == start);
	buffer_add_byte(out, '\n');
}

/* A text as a quotation: each of its lines is a paragraph. */
static void add_quoted(struct buffer *out, const char *text, const struct range *ranges,
		       size_t count)
{
	struct span *bold = memory_array(count + 1, sizeof *bold);
	size_t bold_count = choose_bold(text, ranges, count, bold);
	for (size_t start = 0;;) {
		size_t end = start + strcspn(text + start, "\n");
		add_line(out, text, start, end, bold, bold_count);
		if (text[end] == '\0')
			break;
		buffer_add_text(out, ">\n");
		start = end + 1;
	}
	free(bold);
}

static void add_footnotes(struct buffer *out, const struct clause *clause)
{
	for (size_t i = 0; i < clause->footnote_count; i++) {
		struct buffer line = BUFFER_INIT;
		buffer_add_format(&line, "[%s] %s", clause->footnotes[i].mark,
				  clause->footnotes[i].text);
		buffer_add_text(out, ">\n");
		add_quoted(out, line.bytes, NULL, 0);
		buffer_release(&line);
	}
}

static void add_vote(struct buffer *out, const struct vote *vote)
{
	if (vote->kind == VOTE_NONE)
		buffer_add_text(out, " · without a vote");
	else if (vote->kind == VOTE_RECORDED)
		buffer_add_format(out, " · recorded vote %u-%u-%u", vote->yes, vote->no,
				  vote->abstaining);
}

/* "×7, 2016–2023", as in the results for people. */
static void add_repeats(struct buffer *out, const struct hit *hit)
{
	if (hit == NULL || hit->count < 2)
		return;
	buffer_add_format(out, " · ×%u", hit->count);
	if (hit->first_date != 0)
		buffer_add_format(out, ", %u", hit->first_date / 10000);
	if (hit->first_date / 10000 != hit->last_date / 10000)
		buffer_add_format(out, "–%u", hit->last_date / 10000);
}

/* The heading and the line below it. */
static void add_head(struct buffer *out, size_t rank, const struct hit *hit,
		     const struct resolution *resolution, const struct clause *clause)
{
	struct buffer line = BUFFER_INIT;
	buffer_add_text(out, "### ");
	if (hit != NULL)
		buffer_add_format(out, "%zu. ", rank);
	cite_clause(&line, resolution, clause);
	print_markdown_words(out, line.bytes, line.length, hit == NULL);
	buffer_clear(&line);
	buffer_add_format(&line, "%s#%s", resolution->symbol, clause->label);
	buffer_add_text(out, "\n\n");
	print_markdown_words(out, line.bytes, line.length, true);
	buffer_add_format(out, " · %s", resolution->language->code);
	add_vote(out, &resolution->vote);
	add_repeats(out, hit);
	buffer_add_text(out, "\n\n");
	buffer_release(&line);
}

void print_markdown_hit(struct buffer *out, size_t rank, const struct search *search,
			const struct hit *hit, const struct found *found)
{
	(void)search; /* the printers of a hit have the same arguments */
	add_head(out, rank, hit, found->resolution, &found->clause);
	add_quoted(out, found->clause.text, found->highlights, found->highlight_count);
	add_footnotes(out, &found->clause);
	buffer_add_byte(out, '\n');
}

void print_markdown_clause(struct buffer *out, const struct resolution *resolution,
			   const struct clause *clause)
{
	add_head(out, 0, NULL, resolution, clause);
	add_quoted(out, clause->text, NULL, 0);
	add_footnotes(out, clause);
	buffer_add_byte(out, '\n');
}
