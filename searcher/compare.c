/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/compare.h"

#include "base/buffer.h"
#include "corpus/drafting.h"
#include "searcher/alignment.h"

#include <stdlib.h>
#include <string.h>

const char *const relation_names[RELATION_COUNT] = { "same",   "changed", "split",
						     "merged", "new",     "dropped" };
const char *const change_names[CHANGE_WORDS + 1] = { "none", "punctuation", "citation", "words" };

struct comparing {
	struct comparison *comparison;
	const struct language *language;
	const struct clauses *old, *new;
	struct alignment alignment;
};

/* ---- Which clauses belong together ---- */

enum { CLASS_WORDS, CLASS_TITLE, CLASS_HEADING };

static uint32_t class_of(const struct clause *clause)
{
	size_t length = strlen(clause->label);
	if (clause->part == PART_TITLE)
		return CLASS_TITLE;
	return length > 2 && strcmp(clause->label + length - 2, "/H") == 0 ? CLASS_HEADING
									   : CLASS_WORDS;
}

static struct alignable *alignable_of(const struct clauses *clauses, bool alone)
{
	struct alignable *texts = memory_array(clauses->count, sizeof *texts);
	for (size_t i = 0; i < clauses->count; i++)
		texts[i] = (struct alignable){ clauses->at[i]->text, strlen(clauses->at[i]->text),
					       alone ? CLASS_WORDS : class_of(clauses->at[i]) };
	return texts;
}

/* The title of one resolution is the title of the other, whatever it says. */
static void pair_first(struct comparing *comparing, bool alone)
{
	struct alignment *alignment = &comparing->alignment;
	if (alignment->old_count == 0 || alignment->new_count == 0 ||
	    alignment->new_of[0] != ALIGNMENT_NONE || alignment->old_of[0] != ALIGNMENT_NONE)
		return;
	bool titles = strcmp(comparing->old->at[0]->label, "T") == 0 &&
		      strcmp(comparing->new->at[0]->label, "T") == 0;
	if (titles || alone) {
		alignment->new_of[0] = 0;
		alignment->old_of[0] = 0;
	}
}

static void align(struct comparing *comparing)
{
	bool alone = comparing->old->count == 1 && comparing->new->count == 1;
	struct alignable *old = alignable_of(comparing->old, alone);
	struct alignable *new = alignable_of(comparing->new, alone);
	alignment_make(&comparing->alignment, old, comparing->old->count, new,
		       comparing->new->count);
	pair_first(comparing, alone);
	free(old);
	free(new);
}

/* ---- The rows ---- */

static void add_clause(struct clauses *clauses, const struct clause *clause, struct arena *arena)
{
	size_t count = clauses->count;
	if ((count & (count - 1)) == 0) { /* full: 0, 1, 2, 4, 8 … */
		const struct clause **at =
		    arena_get(arena, (count > 0 ? 2 * count : 1) * sizeof *at);
		if (count > 0)
			memcpy(at, clauses->at, count * sizeof *at);
		clauses->at = at;
	}
	clauses->at[clauses->count++] = clause;
}

static const char *join(const struct clauses *clauses, struct arena *arena)
{
	struct buffer text = BUFFER_INIT;
	if (clauses->count == 0)
		return "";
	if (clauses->count == 1)
		return clauses->at[0]->text;
	for (size_t i = 0; i < clauses->count; i++) {
		if (i > 0)
			buffer_add_byte(&text, '\n');
		buffer_add_text(&text, clauses->at[i]->text);
	}
	const char *joined = arena_text(arena, text.bytes, text.length);
	buffer_release(&text);
	return joined;
}

static enum relation relation_of(const struct compared *row)
{
	if (row->old.count == 0)
		return RELATION_NEW;
	if (row->new.count == 0)
		return RELATION_DROPPED;
	if (row->old.count > 1)
		return RELATION_MERGED;
	if (row->new.count > 1)
		return RELATION_SPLIT;
	return strcmp(row->old_text, row->new_text) == 0 ? RELATION_SAME : RELATION_CHANGED;
}

static void compare_verbs(const struct language *language, struct compared *row)
{
	if (row->old.count != 1 || row->new.count != 1)
		return;
	const char *old = row->old.at[0]->verb, *new = row->new.at[0]->verb;
	const char *old_key = drafting_verb_key(language, old, strlen(old));
	const char *new_key = drafting_verb_key(language, new, strlen(new));
	if (old_key[0] == '\0' || new_key[0] == '\0' || strcmp(old_key, new_key) == 0)
		return;
	row->old_verb = old;
	row->new_verb = new;
}

static void count_row(struct comparison *comparison, const struct compared *row)
{
	comparison->relations[row->relation]++;
	comparison->changes[row->change] += row->relation == RELATION_CHANGED ||
					    row->relation == RELATION_SPLIT ||
					    row->relation == RELATION_MERGED;
	comparison->moved += row->moved;
}

/* Takes over a row whose clauses are there, and counts it. */
static void add_row(struct comparing *comparing, struct compared row)
{
	struct comparison *comparison = comparing->comparison;
	row.old_text = join(&row.old, &comparison->arena);
	row.new_text = join(&row.new, &comparison->arena);
	row.relation = relation_of(&row);
	row.renumbered = row.old.count > 0 && row.new.count > 0 &&
			 strcmp(row.old.at[0]->label, row.new.at[0]->label) != 0;
	size_t old_length = strlen(row.old_text), new_length = strlen(row.new_text);
	diff_texts(&row.diff, row.old_text, old_length, row.new_text, new_length);
	row.change = row.relation == RELATION_NEW || row.relation == RELATION_DROPPED
			 ? CHANGE_WORDS
			 : diff_change(comparing->language, &row.diff, row.old_text, old_length,
				       row.new_text, new_length);
	compare_verbs(comparing->language, &row);
	count_row(comparison, &row);
	comparison->at = memory_grow(comparison->at, &comparison->capacity, comparison->count + 1,
				     sizeof *comparison->at);
	comparison->at[comparison->count++] = row;
}

/* The parts of each whole: chains through the numbers of the parts, in their order. */
struct parts {
	uint32_t *first; /* of each whole */
	uint32_t *next;  /* of each part */
};

static struct parts parts_of(const uint32_t *whole_of, size_t part_count, size_t whole_count)
{
	struct parts parts = { memory_array(whole_count, sizeof(uint32_t)),
			       memory_array(part_count, sizeof(uint32_t)) };
	memset(parts.first, 0xFF, whole_count * sizeof(uint32_t));
	for (size_t i = part_count; i-- > 0;) {
		if (whole_of[i] == ALIGNMENT_NONE)
			continue;
		parts.next[i] = parts.first[whole_of[i]];
		parts.first[whole_of[i]] = (uint32_t)i;
	}
	return parts;
}

static void parts_release(struct parts *parts)
{
	free(parts->first);
	free(parts->next);
}

/* Adds a clause and the other parts of the whole that it stands for, in their order. */
static void add_all(struct comparing *comparing, struct clauses *row, const struct clauses *from,
		    uint32_t clause, const struct parts *parts, uint32_t whole)
{
	struct arena *arena = &comparing->comparison->arena;
	bool added = false;
	for (uint32_t part = parts->first[whole]; part != ALIGNMENT_NONE;
	     part = parts->next[part]) {
		if (!added && part > clause) {
			add_clause(row, from->at[clause], arena);
			added = true;
		}
		add_clause(row, from->at[part], arena);
	}
	if (!added)
		add_clause(row, from->at[clause], arena);
}

/* Old clauses that are nowhere, up to `end`. */
static void add_dropped(struct comparing *comparing, uint32_t *done, size_t end)
{
	const struct alignment *alignment = &comparing->alignment;
	for (; *done < end; ++*done) {
		struct compared row = { .moved = false };
		if (alignment->new_of[*done] != ALIGNMENT_NONE ||
		    alignment->merged_into[*done] != ALIGNMENT_NONE)
			continue;
		add_clause(&row.old, comparing->old->at[*done], &comparing->comparison->arena);
		add_row(comparing, row);
	}
}

static void add_rows(struct comparing *comparing)
{
	const struct alignment *alignment = &comparing->alignment;
	size_t old_count = comparing->old->count, new_count = comparing->new->count;
	struct parts split = parts_of(alignment->split_from, new_count, old_count);
	struct parts merged = parts_of(alignment->merged_into, old_count, new_count);
	uint32_t done = 0, next = 0; /* old clauses; the new clause that tells where they end */
	for (uint32_t i = 0; i < new_count; i++) {
		struct compared row = { .moved = alignment->moved[i] };
		uint32_t old = alignment->old_of[i];
		if (alignment->split_from[i] != ALIGNMENT_NONE)
			continue; /* it stands with the other part */
		/* what was dropped comes before what is new in its place */
		next = next > i ? next : i;
		while (next < new_count &&
		       (alignment->old_of[next] == ALIGNMENT_NONE || alignment->moved[next]))
			next++;
		if (!row.moved)
			add_dropped(comparing, &done,
				    next < new_count ? alignment->old_of[next] : old_count);
		if (old != ALIGNMENT_NONE) {
			add_all(comparing, &row.old, comparing->old, old, &merged, i);
			add_all(comparing, &row.new, comparing->new, i, &split, old);
		} else
			add_clause(&row.new, comparing->new->at[i], &comparing->comparison->arena);
		add_row(comparing, row);
	}
	add_dropped(comparing, &done, old_count);
	parts_release(&split);
	parts_release(&merged);
}

void compare_clauses(struct comparison *comparison, const struct language *language,
		     const struct clauses *old, const struct clauses *new)
{
	struct comparing comparing = { comparison, language, old, new, { 0 } };
	*comparison = (struct comparison){ .arena = ARENA_INIT };
	align(&comparing);
	add_rows(&comparing);
	alignment_release(&comparing.alignment);
}

void comparison_keep(struct comparison *comparison, bool old)
{
	size_t kept = 0;
	memset(comparison->relations, 0, sizeof comparison->relations);
	memset(comparison->changes, 0, sizeof comparison->changes);
	comparison->moved = 0;
	for (size_t i = 0; i < comparison->count; i++) {
		struct compared *row = &comparison->at[i];
		if ((old ? row->old : row->new).count == 0) {
			diff_release(&row->diff);
			continue;
		}
		count_row(comparison, row);
		comparison->at[kept++] = *row;
	}
	comparison->count = kept;
}

void comparison_release(struct comparison *comparison)
{
	for (size_t i = 0; i < comparison->count; i++)
		diff_release(&comparison->at[i].diff);
	free(comparison->at);
	arena_release(&comparison->arena);
	*comparison = (struct comparison){ .arena = ARENA_INIT };
}
