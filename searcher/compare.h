/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef SEARCHER_COMPARE_H
#define SEARCHER_COMPARE_H

#include "base/memory.h"
#include "corpus/resolution.h"
#include "searcher/diff.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Two resolutions clause by clause: what stayed, changed, moved, came and went. Clauses are brought
 * together by their wording (searcher/alignment.h), never by their labels. Titles are compared with
 * titles alone, headings with headings; all others with each other, so that a paragraph is found
 * that moved from the preamble to the operative part. Footnotes are not compared.
 */

enum relation {
	RELATION_SAME,    /* equal, byte for byte */
	RELATION_CHANGED, /* one clause of each, the words differ */
	RELATION_SPLIT,   /* one old clause is now several */
	RELATION_MERGED,  /* several old clauses are now one */
	RELATION_NEW,
	RELATION_DROPPED,
	RELATION_COUNT,
};
extern const char *const relation_names[RELATION_COUNT]; /* "same" "changed" "split" … */
extern const char *const change_names[CHANGE_WORDS + 1]; /* "none" "punctuation" … */

/* Clauses, in their order. */
struct clauses {
	const struct clause **at;
	size_t count;
};

/* The clauses that belong together. All but `diff` lives in the comparison's arena. */
struct compared {
	enum relation relation;
	struct clauses old, new; /* of a new one no old, of a dropped one no new */
	const char *old_text,
	    *new_text;      /* of several clauses '\n' stands between them; "" if none */
	struct diff diff;   /* of these texts */
	enum change change; /* CHANGE_NONE for SAME, CHANGE_WORDS for NEW and DROPPED */
	bool moved;         /* it stands at another place in the order of the clauses */
	bool renumbered;    /* the label of the first is another one */
	/* Of one old and one new clause whose opening verbs say different things
	 * (drafting_verb_key): both as printed. Otherwise both are NULL. */
	const char *old_verb, *new_verb;
};

struct comparison {
	struct arena arena;
	/* In the order of the new resolution; a dropped one stands where it stood in the old. */
	struct compared *at;
	size_t count, capacity;
	size_t relations[RELATION_COUNT]; /* how many of each there are */
	size_t changes[CHANGE_WORDS + 1]; /* of those that are CHANGED, SPLIT or MERGED */
	size_t moved;
};

/* Compares the clauses, which must be in one language and live as long as the comparison. One
 * clause of each is compared however little they have in common. */
void compare_clauses(struct comparison *comparison, const struct language *language,
		     const struct clauses *old, const struct clauses *new);
/* Leaves out what has no clause of the old (or of the new) resolution, and counts again: where only
 * a part of one of them is asked for, the rest of the other is of no interest. */
void comparison_keep(struct comparison *comparison, bool old);

void comparison_release(struct comparison *comparison);

#endif
