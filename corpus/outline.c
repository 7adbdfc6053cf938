/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/outline.h"

#include "corpus/drafting.h"

#include <stdlib.h>
#include <string.h>

enum {
	MOST_WRONG = 12, /* paragraphs with wrong numbers in a row */
};

/* How points of a list are numbered, beyond the kinds of drafting.h. */
enum { STYLE_TOP = -1, STYLE_BULLET = NUMBER_UPPER_LETTER + 1, STYLE_BRACKETS };

/* What a clause's label is made from when the stretch ends. */
struct outline_entry {
	size_t clause;
	size_t section;
	bool below_paragraph;     /* false for a table that no paragraph comes before */
	uint32_t paragraph_count; /* paragraphs up to this one */
	struct outline_paragraph paragraph;
	const char *tail; /* what comes behind the paragraph's number: "(a)(ii)", "/Table" */
};

struct outline_section {
	size_t parent; /* section 0 is the stretch before any numbered heading, its own parent */
	enum number_kind kind;
	uint32_t value;
	bool has_numbers;
	uint32_t preambles, unnumbered;
};

static const struct language *language_of(const struct outline *outline)
{
	return outline->builder->resolution->language;
}

void outline_open(struct outline *outline, struct builder *builder, enum part part,
		  const char *prefix)
{
	*outline = (struct outline){ .builder = builder, .part = part };
	size_t length = strlen(prefix);
	if (length >= sizeof outline->prefix)
		length = 0;
	memcpy(outline->prefix, prefix, length);
	outline->sections =
	    memory_grow(NULL, &outline->section_capacity, 1, sizeof *outline->sections);
	outline->sections[0] = (struct outline_section){ .parent = 0 };
	outline->section_count = 1;
}

void outline_release(struct outline *outline)
{
	free(outline->entries);
	free(outline->sections);
	*outline = (struct outline){ 0 };
}

bool outline_heading(struct outline *outline, const char *number, const char *text)
{
	enum number_kind kind = NUMBER_DECIMAL;
	const struct language *language = language_of(outline);
	uint32_t value = number[0] != '\0'
			     ? outline_section_number(language, number, strlen(number), &kind)
			     : outline_find_section(language, text, &kind);
	if (value == 0)
		return false;
	size_t parent = outline->section;
	for (size_t open = outline->section; open != 0; open = outline->sections[open].parent)
		if (outline->sections[open].kind == kind)
			parent = outline->sections[open].parent;
	outline->sections = memory_grow(outline->sections, &outline->section_capacity,
					outline->section_count + 1, sizeof *outline->sections);
	outline->sections[outline->section_count] =
	    (struct outline_section){ .parent = parent, .kind = kind, .value = value };
	outline->section = outline->section_count++;
	outline->depth = 0;
	outline->number = 0;
	return true;
}

bool outline_before_numbers(const struct outline *outline)
{
	const struct outline_section *section = &outline->sections[outline->section];
	return !section->has_numbers && section->unnumbered == 0;
}

static enum part last_part(const struct outline *outline)
{
	const struct resolution *resolution = outline->builder->resolution;
	return resolution->clauses[resolution->clause_count - 1].part;
}

/* Makes a paragraph of this number the one that points hang below. */
static void open_paragraph(struct outline *outline, const char *number)
{
	struct outline_section *section = &outline->sections[outline->section];
	struct outline_paragraph *paragraph = &outline->paragraph;
	uint32_t value =
	    outline_paragraph_number(language_of(outline), number, outline->number + 1);
	*paragraph = (struct outline_paragraph){ .printed = "" };
	outline->paragraph_count++;
	if (last_part(outline) == PART_PREAMBLE) {
		paragraph->kind = PARAGRAPH_PREAMBLE;
		paragraph->value = ++section->preambles;
		paragraph->overall = ++outline->preambles;
	} else if (value != 0) {
		paragraph->kind = PARAGRAPH_NUMBERED;
		paragraph->value = value;
		paragraph->printed = number;
		if (value == 1 && !section->has_numbers)
			outline->restarts = outline->restarts || outline->began;
		outline->began = outline->began || value == 1;
		section->has_numbers = outline->has_numbers = true;
		outline->number = value;
	} else {
		paragraph->kind = PARAGRAPH_UNNUMBERED;
		paragraph->value = ++section->unnumbered;
		paragraph->overall = ++outline->unnumbered;
	}
	outline->levels[0] = (struct outline_level){ .style = STYLE_TOP };
	outline->depth = 1;
}

static void add_entry(struct outline *outline, const char *tail)
{
	outline->entries = memory_grow(outline->entries, &outline->entry_capacity,
				       outline->entry_count + 1, sizeof *outline->entries);
	outline->entries[outline->entry_count++] = (struct outline_entry){
		.clause = outline->builder->resolution->clause_count - 1,
		.section = outline->section,
		.below_paragraph = outline->depth != 0,
		.paragraph_count = outline->paragraph_count,
		.paragraph = outline->paragraph,
		.tail = tail,
	};
}

/* Reads a point's number as one that is `wanted`-th in its list; *style is how it is written. */
static uint32_t read_point(const struct outline *outline, const char *number, uint32_t wanted,
			   int *style)
{
	enum number_kind kind;
	uint32_t value = drafting_number(language_of(outline), number, wanted, &kind);
	*style = (int)kind;
	if (value == 0)
		*style = STYLE_BULLET;
	else if (kind == NUMBER_DECIMAL && outline_has_bracket(number))
		*style = STYLE_BRACKETS;
	return value;
}

/*
 * Which of the open lists a point belongs to: the innermost that its number continues, else a new
 * one when it is a first point, else the innermost that is numbered alike, else a new one.
 */
static size_t place_point(const struct outline *outline, const char *number, unsigned nesting,
			  uint32_t *value, int *style)
{
	size_t innermost = outline->depth - 1;
	if (nesting > outline->levels[innermost].nesting) {
		*value = read_point(outline, number, 1, style);
		/* A "d)" in a list of its own still goes with "c)": the markup is wrong. */
		if (*value <= 1 || innermost == 0)
			return innermost + 1;
	}
	for (size_t i = innermost; i > 0; i--) {
		const struct outline_level *level = &outline->levels[i];
		*value = read_point(outline, number, level->last + 1, style);
		if (*style == level->style && (*value == level->last + 1 || *value == 0))
			return i;
	}
	*value = read_point(outline, number, 1, style);
	if (*value != 1)
		*value = read_point(outline, number, 0, style);
	for (size_t i = innermost; i > 0; i--)
		if (*style == outline->levels[i].style)
			return i;
	return innermost + 1;
}

static const char *make_tail(struct outline *outline)
{
	struct buffer tail = BUFFER_INIT;
	for (size_t i = 1; i < outline->depth; i++) {
		const struct outline_level *open = &outline->levels[i];
		struct level level = { open->printed, open->last };
		builder_add_level(&tail, language_of(outline), &level, i);
	}
	const char *text =
	    arena_text(&outline->builder->resolution->arena, tail.bytes, tail.length);
	buffer_release(&tail);
	return text;
}

static void add_point(struct outline *outline, const char *number, unsigned nesting)
{
	uint32_t value;
	int style;
	size_t place = place_point(outline, number, nesting, &value, &style);
	if (place >= BUILDER_MAX_LEVELS)
		place = BUILDER_MAX_LEVELS - 1;
	struct outline_level *level = &outline->levels[place];
	if (place >= outline->depth)
		*level = (struct outline_level){ .style = style, .nesting = nesting };
	if (nesting > level->nesting)
		level->nesting = nesting;
	level->count++;
	level->last = value != 0 ? value : level->count;
	level->printed = number;
	outline->depth = place + 1;
	add_entry(outline, make_tail(outline));
}

void outline_clause(struct outline *outline, const char *number, unsigned nesting)
{
	bool top = nesting == 0 &&
		   (number[0] == '\0' || outline_is_paragraph_number(language_of(outline), number));
	if (top) {
		open_paragraph(outline, number);
		add_entry(outline, "");
		return;
	}
	bool preamble = last_part(outline) == PART_PREAMBLE;
	/* A point with no paragraph above it hangs below one that is not there. */
	if (outline->depth == 0 || preamble != (outline->paragraph.kind == PARAGRAPH_PREAMBLE))
		open_paragraph(outline, "");
	add_point(outline, number, nesting);
}

void outline_table(struct outline *outline)
{
	add_entry(outline, outline->depth == 0 ? "Table" : "/Table");
}

/* A paragraph of the operative part or an annex, with all entries that belong to it. Those with
 * dotted numbers are left out: 1.1 behind 1 is not 1 once more. */
struct run {
	size_t start, end; /* of its entries */
	bool numbered;
	uint32_t value;
};

static struct run *find_runs(const struct outline *outline, size_t *count)
{
	struct run *runs = memory_array(outline->entry_count, sizeof *runs);
	*count = 0;
	for (size_t i = 0; i < outline->entry_count; i++) {
		const struct outline_entry *entry = &outline->entries[i];
		if (!entry->below_paragraph || entry->paragraph.kind == PARAGRAPH_PREAMBLE ||
		    outline_is_dotted(entry->paragraph.printed))
			continue;
		bool more = i != 0 && entry[-1].paragraph_count == entry->paragraph_count;
		if (*count == 0 || !more)
			runs[(*count)++].start = i;
		runs[*count - 1].end = i + 1;
		runs[*count - 1].numbered = entry->paragraph.kind == PARAGRAPH_NUMBERED;
		runs[*count - 1].value = entry->paragraph.value;
	}
	return runs;
}

static void renumber(struct outline *outline, struct run *run, uint32_t value)
{
	run->numbered = true;
	run->value = value;
	for (size_t i = run->start; i < run->end; i++)
		outline->entries[i].paragraph = (struct outline_paragraph){
			.kind = PARAGRAPH_NUMBERED, .value = value, .printed = ""
		};
}

/*
 * Some files have lost the count and print "1." before every paragraph. Where a third of the
 * numbers are the one before once more, the paragraphs are counted anew, through all sections.
 */
static void count_anew(struct outline *outline, struct run *runs, size_t count)
{
	size_t numbers = 0, repeats = 0;
	uint32_t before = 0;
	for (size_t i = 0; i < count; i++) {
		if (!runs[i].numbered)
			continue;
		repeats += runs[i].value == before;
		numbers++;
		before = runs[i].value;
	}
	if (numbers < 4 || repeats * 3 < numbers)
		return;
	uint32_t value = 0;
	for (size_t i = 0; i < count; i++)
		if (runs[i].numbered)
			renumber(outline, &runs[i], ++value);
	outline->restarts = false;
}

/* The first run behind `start` whose number is what it would be if all had been counted on. */
static size_t counted_on(const struct run *runs, size_t count, size_t start, uint32_t before)
{
	for (size_t i = start + 1; i < count && i - start <= MOST_WRONG && runs[i].numbered; i++)
		if (runs[i].value == before + (i - start) + 1)
			return i;
	return 0;
}

/*
 * Paragraphs that have a wrong number, or have lost theirs, where it is plain what it was: one
 * between 4 and 6 is 5, whatever it prints, and two without a number between 4 and 7 are 5 and 6.
 */
static void restore_numbers(struct outline *outline, struct run *runs, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		uint32_t before = runs[i - 1].value;
		if (!runs[i - 1].numbered || !runs[i].numbered || runs[i].value == before + 1)
			continue;
		size_t end = counted_on(runs, count, i, before);
		/* The last one, too, when it prints a number that was there before. */
		if (i + 1 == count && i > 1 && runs[i - 2].value + 1 == before &&
		    runs[i].value <= before && runs[i].value > 1)
			end = count;
		for (size_t k = i; k < end; k++)
			renumber(outline, &runs[k], before + 1 + (uint32_t)(k - i));
	}
	for (size_t i = 0, next; i < count; i = next + 1) {
		for (next = i; next < count && !runs[next].numbered; next++)
			;
		uint32_t before = i == 0 ? 0 : runs[i - 1].value;
		if (next == count || runs[next].value != before + (next - i) + 1)
			continue;
		for (size_t k = i; k < next; k++)
			renumber(outline, &runs[k], before + 1 + (uint32_t)(k - i));
	}
}

static void correct_numbers(struct outline *outline)
{
	size_t count;
	struct run *runs = find_runs(outline, &count);
	count_anew(outline, runs, count);
	restore_numbers(outline, runs, count);
	free(runs);
}

/* The first entry of the last paragraph. */
static size_t last_paragraph(const struct outline *outline)
{
	size_t start = outline->entry_count;
	while (start > 0 && outline->entries[start - 1].paragraph_count == outline->paragraph_count)
		start--;
	return start;
}

size_t outline_last_preamble(const struct outline *outline)
{
	size_t start = last_paragraph(outline);
	bool preamble = start < outline->entry_count &&
			outline->paragraph.kind == PARAGRAPH_PREAMBLE && outline->depth != 0;
	return preamble ? outline->entries[start].clause : 0;
}

void outline_promote(struct outline *outline)
{
	struct outline_section *section = &outline->sections[outline->section];
	section->preambles--;
	outline->preambles--;
	outline->paragraph.kind = PARAGRAPH_UNNUMBERED;
	outline->paragraph.value = ++section->unnumbered;
	outline->paragraph.overall = ++outline->unnumbered;
	for (size_t i = last_paragraph(outline); i < outline->entry_count; i++) {
		struct outline_entry *entry = &outline->entries[i];
		entry->paragraph = outline->paragraph;
		outline->builder->resolution->clauses[entry->clause].part = PART_OPERATIVE;
	}
}

void outline_drop(struct outline *outline)
{
	outline->entry_count--;
}

/* True when articles begin anew in every part. */
static bool articles_restart(const struct outline *outline)
{
	bool seen[OUTLINE_MAX_SECTION + 1] = { false };
	for (size_t i = 1; i < outline->section_count; i++) {
		const struct outline_section *section = &outline->sections[i];
		if (section->kind != NUMBER_DECIMAL)
			continue;
		if (seen[section->value])
			return true;
		seen[section->value] = true;
	}
	return false;
}

/* Articles go without the part that they stand in, where they are counted through. */
static void add_section(struct buffer *label, const struct outline *outline, size_t index,
			bool parts)
{
	const struct outline_section *section = &outline->sections[index];
	static const char *const ones[] = { "",  "I",  "II",  "III",  "IV",
					    "V", "VI", "VII", "VIII", "IX" };
	static const char *const tens[] = { "",  "X",  "XX",  "XXX",  "XL",
					    "L", "LX", "LXX", "LXXX", "XC" };
	if (index == 0)
		return;
	if (parts || section->kind != NUMBER_DECIMAL)
		add_section(label, outline, section->parent, parts);
	if (section->kind == NUMBER_UPPER_LETTER && section->value <= 26)
		buffer_add_format(label, "%c/", (char)('A' + section->value - 1));
	else if (section->kind == NUMBER_UPPER_ROMAN && section->value < 100)
		buffer_add_format(label, "%s%s/", tens[section->value / 10],
				  ones[section->value % 10]);
	else
		buffer_add_format(label, "%u/", (unsigned)section->value);
}

/* Paragraphs without a number are counted by section where the section stands in the label. */
static void add_paragraph(struct buffer *label, const struct outline *outline,
			  const struct outline_entry *entry)
{
	const struct outline_paragraph *paragraph = &entry->paragraph;
	bool annex = outline->part == PART_ANNEX;
	bool has_numbers = outline->restarts ? outline->sections[entry->section].has_numbers
					     : outline->has_numbers;
	bool numbered = paragraph->kind == PARAGRAPH_NUMBERED;
	if (paragraph->kind == PARAGRAPH_PREAMBLE)
		buffer_add_text(label, "PP");
	else if (numbered)
		buffer_add_text(label, annex ? "" : "OP");
	else
		buffer_add_text(label, annex || has_numbers ? "P" : "OP");
	if (!outline_add_dotted(label, paragraph->printed))
		buffer_add_format(label, "%u",
				  (unsigned)(numbered || outline->restarts ? paragraph->value
									   : paragraph->overall));
}

void outline_close(struct outline *outline)
{
	struct buffer label = BUFFER_INIT;
	correct_numbers(outline);
	bool parts = articles_restart(outline);
	for (size_t i = 0; i < outline->entry_count; i++) {
		const struct outline_entry *entry = &outline->entries[i];
		buffer_clear(&label);
		buffer_add_text(&label, outline->prefix);
		if (outline->restarts)
			add_section(&label, outline, entry->section, parts);
		if (entry->below_paragraph)
			add_paragraph(&label, outline, entry);
		buffer_add_text(&label, entry->tail);
		builder_label(outline->builder, entry->clause, label.bytes);
	}
	buffer_release(&label);
	outline_release(outline);
}
