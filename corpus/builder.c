/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/builder.h"

#include "base/utf8.h"
#include "corpus/drafting.h"

#include <string.h>
#include <xxhash.h>

/* What becomes of a character when text is cleaned. */
enum treatment { KEEP, SPACE, DROP, HYPHEN };

static const struct {
	uint32_t first, last;
	enum treatment treatment;
} treatments[] = {
	{ 0x00, 0x08, DROP },  /* control characters … */
	{ 0x09, 0x0D, SPACE }, /* … but tab, line and page breaks */
	{ 0x0E, 0x1F, DROP },       { 0x20, 0x20, SPACE },
	{ 0x7F, 0x84, DROP },       { 0x85, 0x85, SPACE }, /* next line */
	{ 0x86, 0x9F, DROP },       { 0xA0, 0xA0, SPACE }, /* no-break space */
	{ 0xAD, 0xAD, DROP },                              /* soft hyphen */
	{ 0x061C, 0x061C, DROP },                          /* Arabic letter mark */
	{ 0x1680, 0x1680, SPACE },  { 0x180E, 0x180E, DROP },
	{ 0x2000, 0x200A, SPACE },  /* spaces of all widths */
	{ 0x200B, 0x200B, DROP },   /* zero-width space; the joiners behind it belong to words */
	{ 0x200E, 0x200F, DROP },   /* marks of direction */
	{ 0x2011, 0x2011, HYPHEN }, /* no-break hyphen */
	{ 0x2028, 0x2029, SPACE },  /* line and paragraph separator */
	{ 0x202A, 0x202E, DROP },   /* marks of direction */
	{ 0x202F, 0x202F, SPACE },  /* narrow no-break space */
	{ 0x205F, 0x205F, SPACE },  { 0x2060, 0x2064, DROP }, /* word joiner, invisible operators */
	{ 0x2066, 0x206F, DROP },                             /* marks of direction */
	{ 0x3000, 0x3000, SPACE },                            /* ideographic space */
	{ 0xFEFF, 0xFEFF, DROP }, /* byte order mark, zero-width no-break space */
	{ 0xFFF9, 0xFFFB, DROP },   { 0xFFFE, 0xFFFF, DROP },
	{ 0xE0000, 0xE007F, DROP }, /* tags */
};

/*
 * Ranges in which every character is in normal form C by itself and whatever stands beside it:
 * nearly all text is made of them, and then the costly composing can be left out.
 */
static const struct {
	uint32_t first, last;
} composed[] = {
	{ 0x0000, 0x02FF }, { 0x0400, 0x0482 }, { 0x048A, 0x052F }, { 0x060C, 0x060C },
	{ 0x061B, 0x061F }, { 0x0621, 0x064A }, { 0x0660, 0x066D }, { 0x2010, 0x205E },
	{ 0x2080, 0x20CF }, { 0x3001, 0x3029 }, { 0x4E00, 0x9FFF }, { 0xFF01, 0xFF60 },
	{ 0xFFFD, 0xFFFD },
};

static enum treatment treatment_of(uint32_t character)
{
	size_t low = 0;
	size_t high = sizeof treatments / sizeof *treatments;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (character > treatments[middle].last)
			low = middle + 1;
		else if (character < treatments[middle].first)
			high = middle;
		else
			return treatments[middle].treatment;
	}
	return KEEP;
}

static bool is_composed(uint32_t character)
{
	for (size_t i = 0; i < sizeof composed / sizeof *composed; i++)
		if (character >= composed[i].first && character <= composed[i].last)
			return true;
	return false;
}

/* Appends what white space comes to; nothing at the start, and a line break swallows spaces. */
static void add_space(struct buffer *out, size_t start, char space)
{
	if (out->length == start || out->bytes[out->length - 1] == '\n')
		return;
	if (out->bytes[out->length - 1] != ' ')
		buffer_add_byte(out, space);
	else if (space == '\n')
		out->bytes[out->length - 1] = '\n';
}

/* Letters that stay as they are: most of all text is made of them. */
static bool is_plain(uint32_t character)
{
	return (character > ' ' && character < 0x7F) || (character >= 0xC0 && character <= 0x24F) ||
	       (character >= 0x400 && character <= 0x481) ||
	       (character >= 0x621 && character <= 0x64A && character != 0x640) ||
	       (character >= 0x4E00 && character <= 0x9FFF);
}

static size_t plain_run(const char *text, size_t length, size_t at)
{
	size_t end = at;
	for (size_t next = at; end < length; end = next)
		if (!is_plain(utf8_next(text, length, &next)))
			break;
	return end - at;
}

/* Replaces what stands in out from start on by its normal form C. */
static void compose_from(struct buffer *out, size_t start)
{
	struct buffer text = BUFFER_INIT;
	buffer_add(&text, out->bytes + start, out->length - start);
	/* Every byte came out of utf8_next, so this cannot fail. */
	utf8_compose(&text, NULL);
	out->length = start;
	buffer_add(out, text.bytes, text.length);
	buffer_release(&text);
}

static void trim_end(struct buffer *out, size_t start)
{
	while (out->length > start &&
	       (out->bytes[out->length - 1] == ' ' || out->bytes[out->length - 1] == '\n'))
		out->length--;
	if (out->bytes != NULL)
		out->bytes[out->length] = '\0';
}

/*
 * Tatweel draws a word out to fill its line; at a word's end it is the form of a letter that stands
 * alone ("هـ"), and stays.
 */
static bool is_drawn_out(const char *text, size_t length, size_t next)
{
	if (next >= length)
		return false;
	uint32_t following = utf8_next(text, length, &next);
	return following >= 0x0621 && following <= 0x0652;
}

/* Appends the character at *at as it comes out; false when it may need composing. */
static bool clean_character(struct buffer *out, size_t start, const char *text, size_t length,
			    size_t *at)
{
	uint32_t character = utf8_next(text, length, at);
	switch (treatment_of(character)) {
	case SPACE:
		add_space(out, start, ' ');
		return true;
	case HYPHEN:
		buffer_add_byte(out, '-');
		return true;
	case DROP:
		return true;
	case KEEP:
		break;
	}
	if (character == 0x0640 && is_drawn_out(text, length, *at))
		return true;
	utf8_add(out, character);
	return is_composed(character);
}

/* Cleans text up to `end`; false when what was added may need composing. */
static bool clean_until(struct buffer *out, size_t start, const char *text, size_t length,
			size_t *at, size_t end, bool keep_lines)
{
	bool composed_already = true;
	while (*at < end) {
		size_t run = plain_run(text, end, *at);
		if (run != 0) {
			buffer_add(out, text + *at, run);
			*at += run;
		} else if (text[*at] == ' ' || text[*at] == '\n') {
			add_space(out, start, text[*at] == '\n' && keep_lines ? '\n' : ' ');
			++*at;
		} else if (!clean_character(out, start, text, length, at)) {
			composed_already = false;
		}
	}
	return composed_already;
}

void builder_clean_marks(struct buffer *out, const char *text, size_t length, bool keep_lines,
			 size_t *marks, size_t count)
{
	size_t start = out->length;
	size_t at = 0;
	bool cut = false; /* a mark stands between a letter and an accent of its own */
	buffer_reserve(out, length);
	for (size_t i = 0; i <= count; i++) {
		size_t piece = out->length;
		size_t end = i < count && marks[i] < length ? marks[i] : length;
		size_t next = at;
		cut = cut || (i != 0 && at < end && !is_composed(utf8_next(text, length, &next)));
		if (!clean_until(out, start, text, length, &at, end, keep_lines))
			compose_from(out, piece);
		if (i < count)
			marks[i] = out->length;
	}
	if (cut)
		compose_from(out, start);
	trim_end(out, start);
	for (size_t i = 0; i < count; i++) {
		if (marks[i] > out->length)
			marks[i] = out->length;
		while (marks[i] > start && marks[i] < out->length &&
		       ((unsigned char)out->bytes[marks[i]] & 0xC0) == 0x80)
			marks[i]--;
	}
}

void builder_clean_to(struct buffer *out, const char *text, size_t length, bool keep_lines)
{
	builder_clean_marks(out, text, length, keep_lines, NULL, 0);
}

const char *builder_clean(struct arena *arena, const char *text, size_t length, bool keep_lines)
{
	struct buffer out = BUFFER_INIT;
	builder_clean_to(&out, text, length, keep_lines);
	const char *result = out.length == 0 ? "" : arena_text(arena, out.bytes, out.length);
	buffer_release(&out);
	return result;
}

/*
 * Makes room for one more element in an array of the arena that is only grown so: 0, 1, 2, 4, 8 …
 * elements fill it. A new piece is twice as long, the old one stays unused in the arena.
 */
static void *arena_grow(struct arena *arena, void *array, size_t count, size_t each)
{
	if ((count & (count - 1)) != 0)
		return array;
	void *longer = arena_get(arena, (count == 0 ? 1 : count * 2) * each);
	if (count != 0)
		memcpy(longer, array, count * each);
	return longer;
}

struct clause *builder_clause(struct builder *builder, enum part part)
{
	struct resolution *resolution = builder->resolution;
	resolution->clauses = arena_grow(&resolution->arena, resolution->clauses,
					 resolution->clause_count, sizeof *resolution->clauses);
	struct clause *clause = &resolution->clauses[resolution->clause_count++];
	*clause = (struct clause){
		.part = part, .label = "", .number = "", .verb = "", .heading = "", .text = ""
	};
	return clause;
}

void builder_footnote(struct builder *builder, struct clause *clause, const char *mark,
		      const char *text)
{
	clause->footnotes = arena_grow(&builder->resolution->arena, clause->footnotes,
				       clause->footnote_count, sizeof *clause->footnotes);
	clause->footnotes[clause->footnote_count++] =
	    (struct footnote){ .mark = mark, .text = text };
}

void builder_citation(struct builder *builder, struct clause *clause, const char *symbol,
		      uint32_t start, uint32_t length)
{
	clause->citations = arena_grow(&builder->resolution->arena, clause->citations,
				       clause->citation_count, sizeof *clause->citations);
	clause->citations[clause->citation_count++] =
	    (struct citation){ .symbol = symbol, .start = start, .length = length };
}

/* A label that was given, by the clause that has it; copies counts the "#2", "#3" … of it. */
struct builder_slot {
	uint32_t clause_plus_one; /* 0: the slot is free */
	uint32_t copies;
};

static struct builder_slot *slot_of(const struct builder *builder, const char *label)
{
	size_t mask = builder->slot_count - 1;
	size_t at = (size_t)XXH3_64bits(label, strlen(label)) & mask;
	for (;; at = (at + 1) & mask) {
		struct builder_slot *slot = &builder->slots[at];
		if (slot->clause_plus_one == 0)
			return slot;
		const struct clause *clause =
		    &builder->resolution->clauses[slot->clause_plus_one - 1];
		if (strcmp(clause->label, label) == 0)
			return slot;
	}
}

static void grow_slots(struct builder *builder)
{
	struct builder_slot *old = builder->slots;
	size_t old_count = builder->slot_count;
	builder->slot_count = old_count == 0 ? 256 : old_count * 2;
	builder->slots =
	    arena_get(&builder->resolution->arena, builder->slot_count * sizeof *builder->slots);
	memset(builder->slots, 0, builder->slot_count * sizeof *builder->slots);
	for (size_t i = 0; i < old_count; i++)
		if (old[i].clause_plus_one != 0)
			*slot_of(builder,
				 builder->resolution->clauses[old[i].clause_plus_one - 1].label) =
			    old[i];
}

void builder_label(struct builder *builder, size_t clause, const char *label)
{
	struct resolution *resolution = builder->resolution;
	if (resolution->clause_count * 2 > builder->slot_count)
		grow_slots(builder);
	struct buffer name = BUFFER_INIT;
	buffer_add_text(&name, label);
	struct builder_slot *slot = slot_of(builder, label);
	for (struct builder_slot *first = slot; slot->clause_plus_one != 0;) {
		buffer_clear(&name);
		buffer_add_format(&name, "%s#%u", label, (unsigned)++first->copies + 1);
		slot = slot_of(builder, name.bytes);
	}
	resolution->clauses[clause].label = arena_text(&resolution->arena, name.bytes, name.length);
	slot->clause_plus_one = (uint32_t)clause + 1;
	buffer_release(&name);
}

/* 1 -> "a", 26 -> "z", 27 -> "aa", 28 -> "bb", as points are lettered in the documents. */
static void add_letter(struct buffer *out, uint32_t value)
{
	uint32_t times = (value - 1) / 26 + 1;
	if (times > 4) {
		buffer_add_format(out, "%u", (unsigned)value);
		return;
	}
	for (uint32_t i = 0; i < times; i++)
		buffer_add_byte(out, (char)('a' + (value - 1) % 26));
}

static void add_roman(struct buffer *out, uint32_t value)
{
	static const struct {
		uint32_t value;
		const char *letters;
	} parts[] = { { 100, "c" }, { 90, "xc" }, { 50, "l" }, { 40, "xl" }, { 10, "x" },
		      { 9, "ix" },  { 5, "v" },   { 4, "iv" }, { 1, "i" } };
	if (value > 399) {
		buffer_add_format(out, "%u", (unsigned)value);
		return;
	}
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		for (; value >= parts[i].value; value -= parts[i].value)
			buffer_add_text(out, parts[i].letters);
}

void builder_add_level(struct buffer *label, const struct language *language,
		       const struct level *level, size_t place)
{
	enum number_kind kind = NUMBER_DECIMAL;
	uint32_t value = drafting_number(language, level->printed, level->ordinal, &kind);
	if (value == 0) {
		kind = NUMBER_DECIMAL;
		value = level->ordinal;
	} else if (kind == NUMBER_DECIMAL && place >= 2 && strchr(level->printed, ')') != NULL) {
		/* Chinese texts number with "(1)" where the others have "(i)". */
		kind = NUMBER_ROMAN;
	}
	buffer_add_byte(label, '(');
	if (value != 0 && (kind == NUMBER_LETTER || kind == NUMBER_UPPER_LETTER))
		add_letter(label, value);
	else if (kind == NUMBER_ROMAN || kind == NUMBER_UPPER_ROMAN)
		add_roman(label, value);
	else
		buffer_add_format(label, "%u", (unsigned)value);
	buffer_add_byte(label, ')');
}
