/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/diff.h"

#include "base/map.h"
#include "base/memory.h"
#include "searcher/units.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* One of the two texts. */
struct side {
	struct units units;
	uint32_t *names; /* of the units: equal numbers are equal bytes */
	bool *changed;   /* the unit is only in this text */
};

enum { NOWHERE = -1 };

/*
 * The furthest points that are reached with d edits from one corner of a box, by diagonal: the
 * point on diagonal k has x = at[k] and y = x - k, both counted from that corner. At the corner
 * behind, texts are read backwards.
 */
struct front {
	int64_t *at; /* of diagonals -most … most, in the middle of its array */
};

struct work {
	struct side *old, *new;
	struct front forward, backward;
	int64_t most; /* edits that the arrays of the fronts have room for */
	int64_t left; /* of DIFF_MAX_WORK */
};

/* A part of both texts: units old_start to old_end, new_start to new_end. */
struct box {
	size_t old_start, old_end, new_start, new_end;
};

static bool is_equal(const struct work *work, const struct box *box, int64_t x, int64_t y,
		     bool backwards)
{
	size_t i = backwards ? box->old_end - 1 - (size_t)x : box->old_start + (size_t)x;
	size_t j = backwards ? box->new_end - 1 - (size_t)y : box->new_start + (size_t)y;
	return work->old->names[i] == work->new->names[j];
}

/* How far one comes on diagonal k with d edits; NOWHERE when it is outside of the box. */
static int64_t furthest(struct work *work, const struct box *box, bool backwards, int64_t d,
			int64_t k)
{
	const int64_t *at = backwards ? work->backward.at : work->forward.at;
	int64_t width = (int64_t)(box->old_end - box->old_start);
	int64_t height = (int64_t)(box->new_end - box->new_start);
	int64_t x = d == 0 ? 0 : NOWHERE;
	work->left--;
	if (d > 0 && k > -d && at[k - 1] != NOWHERE && at[k - 1] < width)
		x = at[k - 1] + 1;
	if (d > 0 && k < d && at[k + 1] > x && at[k + 1] - k <= height)
		x = at[k + 1];
	if (x == NOWHERE)
		return NOWHERE;
	for (; x < width && x - k < height && is_equal(work, box, x, x - k, backwards); x++)
		work->left--;
	return x;
}

/*
 * Takes one front a step further, to d edits. True when it meets the other one, which is at
 * `other_d` edits: then *x and *y are a point on a shortest path, from the corner of this front.
 */
static bool advance(struct work *work, const struct box *box, bool backwards, int64_t d,
		    int64_t other_d, int64_t *x, int64_t *y)
{
	struct front *front = backwards ? &work->backward : &work->forward;
	const struct front *other = backwards ? &work->forward : &work->backward;
	int64_t width = (int64_t)(box->old_end - box->old_start);
	int64_t height = (int64_t)(box->new_end - box->new_start);
	for (int64_t k = -d; k <= d; k += 2) {
		int64_t reached = furthest(work, box, backwards, d, k);
		int64_t across = width - height - k; /* the same diagonal from the other corner */
		front->at[k] = reached;
		if (reached == NOWHERE || across < -other_d || across > other_d ||
		    ((across + other_d) & 1) != 0 || other->at[across] == NOWHERE ||
		    reached + other->at[across] < width)
			continue;
		*x = reached;
		*y = reached - k;
		return true;
	}
	return false;
}

/* Finds a point of a shortest path through the box, which is neither of its corners. False when
 * the work is used up. */
static bool find_middle(struct work *work, const struct box *box, size_t *old_middle,
			size_t *new_middle)
{
	int64_t x, y;
	for (int64_t d = 0; d <= work->most && work->left > 0; d++) {
		if (advance(work, box, false, d, d - 1, &x, &y)) {
			*old_middle = box->old_start + (size_t)x;
			*new_middle = box->new_start + (size_t)y;
			return true;
		}
		if (advance(work, box, true, d, d, &x, &y)) {
			*old_middle = box->old_end - (size_t)x;
			*new_middle = box->new_end - (size_t)y;
			return true;
		}
	}
	return false;
}

/* Marks the units of the box that differ. Each half has half of the edits, so this goes only as
 * deep as the logarithm of their number. */
static void compare(struct work *work, struct box box)
{
	const uint32_t *old = work->old->names, *new = work->new->names;
	while (box.old_start < box.old_end && box.new_start < box.new_end &&
	       old[box.old_start] == new[box.new_start]) {
		box.old_start++;
		box.new_start++;
	}
	while (box.old_start < box.old_end && box.new_start < box.new_end &&
	       old[box.old_end - 1] == new[box.new_end - 1]) {
		box.old_end--;
		box.new_end--;
	}
	size_t old_middle, new_middle;
	if (box.old_start < box.old_end && box.new_start < box.new_end &&
	    find_middle(work, &box, &old_middle, &new_middle)) {
		compare(work, (struct box){ box.old_start, old_middle, box.new_start, new_middle });
		compare(work, (struct box){ old_middle, box.old_end, new_middle, box.new_end });
		return;
	}
	for (size_t i = box.old_start; i < box.old_end; i++)
		work->old->changed[i] = true;
	for (size_t i = box.new_start; i < box.new_end; i++)
		work->new->changed[i] = true;
}

static void find_changes(struct side *old, struct side *new)
{
	size_t units = old->units.count + new->units.count;
	int64_t most = 1;
	while (most * most < DIFF_MAX_WORK && (size_t)most < units)
		most *= 2;
	size_t diagonals = 2 * (size_t)most + 1;
	int64_t *fronts = memory_array(2 * diagonals, sizeof *fronts);
	struct work work = { .old = old, .new = new, .most = most, .left = DIFF_MAX_WORK };
	work.forward.at = fronts + most;
	work.backward.at = fronts + diagonals + most;
	compare(&work, (struct box){ 0, old->units.count, 0, new->units.count });
	free(fronts);
}

/* A removed and an added run of units, one of them maybe empty, between equal ones. */
struct hunk {
	struct box box;
	size_t words; /* in the longer of both */
};

static size_t count_words(const struct units *units, size_t start, size_t end)
{
	size_t words = 0;
	for (size_t i = start; i < end; i++)
		words += units->at[i].kind == UNIT_WORD;
	return words;
}

static void count_hunk(struct hunk *hunk, const struct side *old, const struct side *new)
{
	size_t removed = count_words(&old->units, hunk->box.old_start, hunk->box.old_end);
	size_t added = count_words(&new->units, hunk->box.new_start, hunk->box.new_end);
	hunk->words = removed > added ? removed : added;
}

/*
 * Where units were only added and the ones that come next begin as they do, the change can as well
 * stand a place further on: "the big [red ]dog" is "the big[ red] dog". It is put as far on as
 * possible, where mostly a word begins. The same for units that were only removed, sides swapped.
 */
static void slide(struct side *side, size_t start, const struct side *other, size_t at)
{
	size_t end = start;
	while (end < side->units.count && side->changed[end])
		end++;
	for (; end < side->units.count && at < other->units.count && !side->changed[end] &&
	       !other->changed[at] && side->names[start] == side->names[end];
	     start++, at++) {
		side->changed[start] = false;
		side->changed[end] = true;
		while (end < side->units.count && side->changed[end])
			end++;
	}
}

static void slide_all(struct side *old, struct side *new)
{
	size_t i = 0, j = 0;
	while (i < old->units.count || j < new->units.count) {
		bool removed = i < old->units.count && old->changed[i];
		bool added = j < new->units.count &&new->changed[j];
		if (removed && !added)
			slide(old, i, new, j);
		if (added && !removed)
			slide(new, j, old, i);
		while (removed && i < old->units.count && old->changed[i])
			i++;
		while (added && j < new->units.count &&new->changed[j])
			j++;
		if (i < old->units.count && !old->changed[i] && j < new->units.count &&
		    !new->changed[j]) {
			i++;
			j++;
		}
	}
}

/* Whether the equal units between two changes say too little to stand alone. */
static bool is_small(const struct hunk *left, const struct hunk *right, const struct side *old)
{
	size_t words = count_words(&old->units, left->box.old_end, right->box.old_start);
	size_t changed = left->words < right->words ? left->words : right->words;
	return words == 0 || words * 2 < changed;
}

/* The changes in their order, small equal pieces between them made a part of them. */
struct hunks {
	struct hunk *at;
	size_t count, capacity;
};

static void add_hunk(struct hunks *hunks, struct hunk hunk, const struct side *old,
		     const struct side *new)
{
	count_hunk(&hunk, old, new);
	while (hunks->count > 0 && is_small(&hunks->at[hunks->count - 1], &hunk, old)) {
		hunk.box.old_start = hunks->at[hunks->count - 1].box.old_start;
		hunk.box.new_start = hunks->at[hunks->count - 1].box.new_start;
		hunks->count--;
		count_hunk(&hunk, old, new);
	}
	hunks->at = memory_grow(hunks->at, &hunks->capacity, hunks->count + 1, sizeof *hunks->at);
	hunks->at[hunks->count++] = hunk;
}

static struct hunks read_hunks(const struct side *old, const struct side *new)
{
	struct hunks hunks = { 0 };
	size_t i = 0, j = 0;
	while (i < old->units.count || j < new->units.count) {
		struct box box = { i, i, j, j };
		while (box.old_end < old->units.count && old->changed[box.old_end])
			box.old_end++;
		while (box.new_end < new->units.count &&new->changed[box.new_end])
			box.new_end++;
		if (box.old_end > i || box.new_end > j)
			add_hunk(&hunks, (struct hunk){ box, 0 }, old, new);
		/* an equal unit stands in both, or both texts are at their end */
		i = box.old_end + (box.old_end < old->units.count);
		j = box.new_end + (box.new_end < new->units.count);
	}
	return hunks;
}

static void add_piece(struct diff *diff, enum piece_kind kind, const struct units *units,
		      size_t start, size_t end)
{
	if (start == end)
		return;
	diff->pieces =
	    memory_grow(diff->pieces, &diff->capacity, diff->count + 1, sizeof *diff->pieces);
	diff->pieces[diff->count++] =
	    (struct piece){ kind, units->at[start].start, units->at[end - 1].end };
}

static void add_pieces(struct diff *diff, const struct hunks *hunks, const struct side *old,
		       const struct side *new)
{
	size_t done = 0; /* units of the old text */
	for (size_t i = 0; i < hunks->count; i++) {
		const struct box *box = &hunks->at[i].box;
		add_piece(diff, PIECE_SAME, &old->units, done, box->old_start);
		add_piece(diff, PIECE_REMOVED, &old->units, box->old_start, box->old_end);
		add_piece(diff, PIECE_ADDED, &new->units, box->new_start, box->new_end);
		done = box->old_end;
	}
	add_piece(diff, PIECE_SAME, &old->units, done, old->units.count);
}

static void name_units(struct side *side, const char *text, size_t length, struct names *names)
{
	units_read(&side->units, text, length);
	side->names = memory_array(side->units.count, sizeof *side->names);
	side->changed = memory_array(side->units.count, sizeof *side->changed);
	for (size_t i = 0; i < side->units.count; i++) {
		const struct unit *unit = &side->units.at[i];
		side->names[i] = names_add(names, text + unit->start, unit->end - unit->start);
	}
}

static void side_release(struct side *side)
{
	units_release(&side->units);
	free(side->names);
	free(side->changed);
}

void diff_texts(struct diff *diff, const char *old, size_t old_length, const char *new,
		size_t new_length)
{
	struct side left = { 0 }, right = { 0 };
	struct names names = { 0 };
	diff->count = 0;
	name_units(&left, old, old_length, &names);
	name_units(&right, new, new_length, &names);
	find_changes(&left, &right);
	slide_all(&left, &right);
	struct hunks hunks = read_hunks(&left, &right);
	add_pieces(diff, &hunks, &left, &right);
	free(hunks.at);
	names_release(&names);
	side_release(&left);
	side_release(&right);
}

void diff_release(struct diff *diff)
{
	free(diff->pieces);
	*diff = (struct diff){ 0 };
}
