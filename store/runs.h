/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STORE_RUNS_H
#define STORE_RUNS_H

#include <stddef.h>
#include <stdint.h>

struct analyser;
struct tokens;

/*
 * How much of its wording one text shares with another: each text is the set of its runs of four
 * words, and the similarity of two is the Jaccard index of the sets, from 0 (no run in common) to 1
 * (the same runs). Broder, "On the resemblance and containment of documents", 1997.
 *
 * A text of fewer words than four is one run. A text without words has none and is like no other.
 */
#define RUNS_NEAR 0.6 /* from here on one is a near repeat of the other */
enum {
	RUNS_WORDS = 4,
	/* The least hashes of a set are a sample of it: two sets of which one shares RUNS_NEAR of
	 * the other have one of them in common but for one pair in a thousand (measured). */
	RUNS_SAMPLE = 6,
};

/* Zero bytes are ready for use; runs_release gives the memory back. */
struct runs {
	uint64_t *at; /* hashes, rising, each once */
	size_t count, capacity;
};

/* The hash of a form, which runs are made of. */
uint64_t runs_form(const char *form, size_t length);

/* Replaces *runs by those of a text whose forms have these hashes, in their order. */
void runs_make(struct runs *runs, const uint64_t *forms, size_t count);

/* The same from the text itself; *tokens is overwritten. */
void runs_of_text(struct runs *runs, struct tokens *tokens, const char *text, size_t length);
void runs_release(struct runs *runs);

size_t runs_sample(const struct runs *runs); /* how many of the first are its sample */
double runs_similarity(const struct runs *a, const struct runs *b);
/* How many runs two sets of these sizes must at least share to be so similar; never too many. */
static inline size_t runs_needed(size_t a, size_t b, double least)
{
	/* From least <= shared / (a + b - shared); one less, so that rounding leaves none out. */
	double needed = least / (1 + least) * (double)(a + b) - 1;
	return needed > 0 ? (size_t)needed : 0;
}
/* runs_similarity, or 0 when it is less than `least`: sooner known than how much it is. */
double runs_near(const struct runs *a, const struct runs *b, double least);

#endif
