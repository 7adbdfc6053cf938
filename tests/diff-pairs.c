/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The word diff on the texts of an index: what it says, applied to the old text, must give the new
 * one, and its inverse the old one; the pieces must be as searcher/diff.h promises. A third of the
 * pairs are two clauses of a language, a third a clause and the same with random changes (words
 * taken out, put in from elsewhere, swapped), a third of them with random bytes.
 *
 * Usage: diff-pairs INDEX [PAIRS [SEED]]     PAIRS of each language
 */
#include "base/buffer.h"
#include "base/error.h"
#include "base/utf8.h"
#include "searcher/diff.h"
#include "searcher/units.h"
#include "store/index.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static unsigned seed = 1;

static unsigned draw(unsigned below)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 8) % below;
}

static void draw_text(const struct index_language *row, struct buffer *text)
{
	struct segment *segment = row->segments[draw((unsigned)row->segment_count)];
	struct error error = ERROR_INIT;
	buffer_clear(text);
	if (segment->counts.wordings > 0 &&
	    segment_wording(segment, draw(segment->counts.wordings), text, &error) != STATUS_OK) {
		fprintf(stderr, "diff-pairs: %s\n", error.message);
		exit(2);
	}
}

/* Units of `text`, some left out, some twice, some from `other`. */
static void change_words(const struct buffer *text, const struct buffer *other, struct buffer *out)
{
	struct units units = { 0 }, others = { 0 };
	units_read(&units, text->bytes, text->length);
	units_read(&others, other->bytes, other->length);
	unsigned rate = 2 + draw(40);
	for (size_t i = 0; i < units.count; i++) {
		const struct unit *unit = &units.at[i];
		unsigned what = draw(rate);
		if (what == 0 && others.count > 0) {
			const struct unit *new = &others.at[draw((unsigned)others.count)];
			buffer_add(out, other->bytes + new->start, new->end - new->start);
		}
		if (what != 1)
			buffer_add(out, text->bytes + unit->start, unit->end - unit->start);
	}
	units_release(&units);
	units_release(&others);
}

static void change_bytes(const struct buffer *text, struct buffer *out)
{
	buffer_add(out, text->bytes, text->length);
	for (unsigned i = draw(12); i > 0 && out->length > 0; i--)
		out->bytes[draw((unsigned)out->length)] = (char)draw(256);
}

/* Whether `at` is not inside a well-formed character. */
static bool is_boundary(const char *text, size_t length, size_t at)
{
	for (size_t back = 1; back < 4 && back <= at; back++) {
		size_t next = at - back;
		utf8_next(text, length, &next);
		if (next > at)
			return false;
	}
	return true;
}

static const char *check(const struct diff *diff, const struct buffer *old,
			 const struct buffer *new)
{
	struct buffer left = BUFFER_INIT, right = BUFFER_INIT;
	const char *wrong = NULL;
	for (size_t i = 0; i < diff->count; i++) {
		const struct piece *piece = &diff->pieces[i];
		const struct buffer *text = piece->kind == PIECE_ADDED ? new : old;
		if (piece->start >= piece->end || piece->end > text->length)
			wrong = "a piece is empty or outside";
		else if (i > 0 && (piece[-1].kind == piece->kind ||
				   (piece[-1].kind == PIECE_ADDED && piece->kind == PIECE_REMOVED)))
			wrong = "pieces in a wrong order";
		else if (!is_boundary(text->bytes, text->length, piece->start) ||
			 !is_boundary(text->bytes, text->length, piece->end))
			wrong = "a character is cut";
		else {
			if (piece->kind != PIECE_ADDED)
				buffer_add(&left, text->bytes + piece->start,
					   piece->end - piece->start);
			if (piece->kind != PIECE_REMOVED)
				buffer_add(&right, text->bytes + piece->start,
					   piece->end - piece->start);
		}
	}
	if (wrong == NULL &&
	    (left.length != old->length || right.length != new->length ||
	     (left.length > 0 && memcmp(left.bytes, old->bytes, left.length) != 0) ||
	     (right.length > 0 && memcmp(right.bytes, new->bytes, right.length) != 0)))
		wrong = "the pieces do not give both texts";
	buffer_release(&left);
	buffer_release(&right);
	return wrong;
}

static size_t run(const struct index_language *row, size_t pairs)
{
	struct buffer old = BUFFER_INIT, new = BUFFER_INIT, other = BUFFER_INIT;
	struct diff diff = { 0 };
	size_t failures = 0;
	for (size_t i = 0; i < pairs; i++) {
		draw_text(row, &old);
		draw_text(row, &other);
		buffer_clear(&new);
		if (i % 3 == 0)
			buffer_add(&new, other.bytes, other.length);
		else if (i % 3 == 1)
			change_words(&old, &other, &new);
		else
			change_bytes(&old, &new);
		diff_texts(&diff, old.bytes, old.length, new.bytes, new.length);
		const char *wrong = check(&diff, &old, &new);
		if (wrong != NULL && failures++ < 5)
			printf("%s: pair %zu: %s:\n  %s\n  %s\n", row->language->code, i, wrong,
			       old.bytes, new.bytes);
	}
	diff_release(&diff);
	buffer_release(&old);
	buffer_release(&new);
	buffer_release(&other);
	return failures;
}

int main(int count, char **arguments)
{
	struct error error = ERROR_INIT;
	struct index *index;
	if (count < 2 || index_open(&index, arguments[1], NULL, 0, &error) != STATUS_OK) {
		fprintf(stderr, "diff-pairs: %s\n", count < 2 ? "wanted INDEX" : error.message);
		return 2;
	}
	size_t pairs = count > 2 ? (size_t)atol(arguments[2]) : 10000, failures = 0;
	seed = count > 3 ? (unsigned)atol(arguments[3]) : 1;
	clock_t start = clock();
	for (size_t i = 0; i < index->language_count; i++)
		failures += run(&index->languages[i], pairs);
	printf("diff: %zu pairs in each of %zu languages, %zu wrong, %.1f s\n", pairs,
	       index->language_count, failures, (double)(clock() - start) / CLOCKS_PER_SEC);
	index_free(index);
	return failures > 0;
}
