/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/citations.h"

#include "base/buffer.h"
#include "base/map.h"
#include "corpus/citations_rows.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- Its words ---- */

enum { LONGEST_BEFORE_BRACKET = 12 /* bytes between a figure and a bracket: "217 A (III)" */ };

static void add_cited(const struct citing_text *reading, size_t index, const struct folded *folded,
		      const char *symbol, struct cited *cited)
{
	const struct found *number = &reading->found.at[index];
	size_t start = number->start, end = number->end;
	const struct found *date = citing_date(reading, index);
	const struct found *behind = citing_body_behind(reading, index);
	/* In Chinese the date stands before the number, and the body before the date. */
	while (index > 0) {
		const struct found *before = &reading->found.at[index - 1];
		bool part =
		    before->kind == FOUND_BODY || (before->kind == FOUND_DATE && before == date);
		if (!part || !citing_joins(reading, before->end, start))
			break;
		start = before->start;
		index--;
	}
	if (index > 0 && reading->found.at[index - 1].kind == FOUND_WORD &&
	    citing_joins(reading, reading->found.at[index - 1].end, start)) {
		const struct found *word = &reading->found.at[index - 1];
		const struct found *body = citing_body_before(reading, word);
		start = body != NULL && citing_blank(reading, body->end, word->start) ? body->start
										      : word->start;
	}
	if (date != NULL && date->start > end)
		end = date->end;
	if (behind != NULL && behind->start >= end && behind == number + (date == NULL ? 1 : 2))
		end = behind->end;
	if (reading->citing->word_behind && number + 1 < reading->found.at + reading->found.count &&
	    number[1].kind == FOUND_WORD && citing_joins(reading, number->end, number[1].start))
		end = number[1].end;
	*cited = (struct cited){ .symbol = symbol,
				 .start = folded->at[number->start],
				 .end = folded->at[number->end],
				 .whole_start = folded->at[start],
				 .whole_end = folded->at[end] };
}

/* A place in folded text may stand behind a space; the words end before it. */
static uint32_t trim_end(const char *text, uint32_t start, uint32_t end)
{
	while (end > start && (unsigned char)text[end - 1] <= ' ')
		end--;
	return end;
}

static bool is_word_byte(char byte)
{
	return isalnum((unsigned char)byte) || byte == ')' || (unsigned char)byte >= 0x80;
}

/* Whether a figure stands in the last bytes before a place. */
static bool figure_before(const char *text, size_t at)
{
	for (size_t back = 1; back <= at && back <= LONGEST_BEFORE_BRACKET; back++)
		if (isdigit((unsigned char)text[at - back]))
			return true;
	return false;
}

/*
 * Most texts name none, which shows at once: no stroke with a figure or a capital behind it and
 * something before it, no bracket with a year or a session behind a figure. Strokes and brackets of
 * Chinese are full-width characters: EF BC ...
 */
static bool may_cite(const char *text, size_t length)
{
	for (size_t i = 1; i + 1 < length; i++) {
		size_t next = i + 1;
		bool wide = (unsigned char)text[i] == 0xEF;
		if (text[i] != '/' && text[i] != '(' && !wide)
			continue;
		if (wide && figure_before(text, i))
			return true;
		next += text[next] == ' ' && next + 1 < length;
		unsigned char behind = (unsigned char)text[next];
		/* D9 A0 to D9 A9 are the figures of Arabic. */
		bool arabic =
		    behind == 0xD9 && next + 1 < length && (unsigned char)text[next + 1] <= 0xA9;
		if (text[i] == '/' && (isdigit(behind) || isupper(behind) || arabic) &&
		    (is_word_byte(text[i - 1]) || text[i - 1] == ' '))
			return true;
		if (text[i] == '(' && figure_before(text, i) &&
		    (isdigit(behind) || isupper(behind) || behind >= 0x80))
			return true;
	}
	return false;
}

struct cited_list citations_find(const struct language *language, const char *text, size_t length,
				 struct arena *arena)
{
	struct cited_list list = { NULL, 0 };
	if (!may_cite(text, length) || length > UINT32_MAX)
		return list;
	struct folded folded = FOLDED_INIT;
	struct buffer symbol = BUFFER_INIT;
	drafting_fold(&folded, text, length);
	struct citing_text reading = { .citing = &citing_rows[language - languages],
				       .text = &folded.text };
	citations_scan(language, text, length, &folded, arena, &reading.found);
	const size_t count = reading.found.count;
	citing_prepare(&reading);
	list.at = arena_get(arena, count * sizeof *list.at);
	for (size_t i = 0; i < count; i++) {
		const struct found *found = &reading.found.at[i];
		buffer_clear(&symbol);
		if (found->kind == FOUND_NUMBER && citing_names_document(&reading, i)) {
			reading.accepted[i] = true;
			citing_symbol(&reading, i, &symbol);
		} else if (found->kind == FOUND_SYMBOL) {
			buffer_add_text(&symbol, found->symbol);
		}
		if (symbol.length == 0)
			continue;
		struct cited *cited = &list.at[list.count++];
		add_cited(&reading, i, &folded, arena_text(arena, symbol.bytes, symbol.length),
			  cited);
		cited->end = trim_end(text, cited->start, cited->end);
		cited->whole_end = trim_end(text, cited->end, cited->whole_end);
		const struct cited *last = list.count > 1 ? cited - 1 : NULL;
		if (last != NULL && cited->whole_start < last->whole_end)
			cited->whole_start = cited->start;
	}
	citing_release(&reading);
	buffer_release(&symbol);
	folded_release(&folded);
	return list;
}

/* ---- The citations of a resolution ---- */

struct range {
	size_t start, end;
};

/* Citations of a clause, in order of their first places; those of footnotes behind. */
struct gathering {
	struct arena *arena;
	struct names symbols; /* of the clause's citations */
	struct citation *at;
	size_t count, capacity;
	struct range *links; /* the words of its links, by their starts */
	size_t link_count, link_capacity;
};

static int compare_ranges(const void *a, const void *b)
{
	size_t left = ((const struct range *)a)->start, right = ((const struct range *)b)->start;
	return left < right ? -1 : left > right;
}

static void keep(struct gathering *gathering, const struct citation *citation)
{
	gathering->at = memory_grow(gathering->at, &gathering->capacity, gathering->count + 1,
				    sizeof *gathering->at);
	gathering->at[gathering->count++] = *citation;
	names_add(&gathering->symbols, citation->symbol, strlen(citation->symbol));
}

static void gather(struct gathering *gathering, const char *symbol, uint32_t start, uint32_t length)
{
	size_t bytes = strlen(symbol);
	if (names_find(&gathering->symbols, symbol, bytes) != UINT32_MAX)
		return;
	struct citation citation = { .symbol = arena_text(gathering->arena, symbol, bytes),
				     .start = start,
				     .length = length };
	keep(gathering, &citation);
}

/* The links of the file stay as they are. */
static void gather_links(struct gathering *gathering, const struct clause *clause)
{
	gathering->count = gathering->link_count = 0;
	for (size_t i = 0; i < clause->citation_count; i++) {
		const struct citation *link = &clause->citations[i];
		keep(gathering, link);
		if (link->length == 0)
			continue;
		gathering->links = memory_grow(gathering->links, &gathering->link_capacity,
					       gathering->link_count + 1, sizeof *gathering->links);
		gathering->links[gathering->link_count++] =
		    (struct range){ link->start, (size_t)link->start + link->length };
	}
	memory_sort(gathering->links, gathering->link_count, sizeof *gathering->links,
		    compare_ranges);
}

/* What the words of a clause name; where they are those of a link, the link knows better. */
static void gather_words(struct gathering *gathering, const struct cited_list *list)
{
	size_t next = 0;
	for (size_t i = 0; i < list->count; i++) {
		const struct cited *cited = &list->at[i];
		while (next < gathering->link_count && gathering->links[next].end <= cited->start)
			next++;
		if (next == gathering->link_count || gathering->links[next].start >= cited->end)
			gather(gathering, cited->symbol, cited->start, cited->end - cited->start);
	}
}

static void add_to_clause(const struct language *language, struct clause *clause,
			  struct gathering *gathering)
{
	struct arena scratch = ARENA_INIT;
	gather_links(gathering, clause);
	struct cited_list list =
	    citations_find(language, clause->text, strlen(clause->text), &scratch);
	gather_words(gathering, &list);
	for (size_t note = 0; note < clause->footnote_count; note++) {
		const char *text = clause->footnotes[note].text;
		list = citations_find(language, text, strlen(text), &scratch);
		for (size_t i = 0; i < list.count; i++)
			gather(gathering, list.at[i].symbol, 0, 0);
	}
	if (gathering->count != clause->citation_count) {
		struct citation *all = arena_get(gathering->arena, gathering->count * sizeof *all);
		memcpy(all, gathering->at, gathering->count * sizeof *all);
		clause->citations = all;
		clause->citation_count = gathering->count;
	}
	names_release(&gathering->symbols);
	arena_release(&scratch);
}

void citations_add(struct resolution *resolution)
{
	struct gathering gathering = { .arena = &resolution->arena };
	for (size_t i = 0; i < resolution->clause_count; i++)
		add_to_clause(resolution->language, &resolution->clauses[i], &gathering);
	free(gathering.at);
	free(gathering.links);
}
