/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_DRAFTING_KEYS_H
#define CORPUS_DRAFTING_KEYS_H

#include "corpus/drafting_rows.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * The tables behind drafting_verb_key. The rules of the keys, which are English openings in their
 * base form, in lower case and with "-" between the words ("call-upon"):
 *
 * - The participle of the preamble and the verb of the operative part have one key: "Recalling" and
 *   "Recalls" are "recall".
 * - Additions that count repetitions (also, further, again, once more, in this regard) or name the
 *   speaker (its) change nothing; nor do "continues to", "remains" and what says that something is
 *   said again: "Reiterates its request" is "request".
 * - How it is said does: "take-note-with-appreciation", "strongly-condemn". Deep, grave, great,
 *   serious and profound are one degree, and so are all strengths of condemning; satisfaction and
 *   gratitude are appreciation: languages do not tell them apart.
 * - A state of mind is its expression: "Deeply concerned" is "express-deep-concern".
 * - Verbs that other languages do not tell apart have one key, that of the most frequent: stress
 *   (emphasize, underline, underscore, highlight), recognize (acknowledge, aware, conscious,
 *   cognizant, realize), bear-in-mind (mindful, take-into-account), reaffirm (reiterate, renew),
 *   call-upon (call-for, appeal), consider (examine).
 * - Of two verbs the first decides: "Welcomes and encourages" is "welcome".
 */
struct verb_key {
	char words[112]; /* no pointers, as in struct openings */
	char key[32];
};
struct verb_keys {
	const struct verb_key *rows; /* sorted by the bytes of the words */
	size_t count;
	const char *additions; /* alternatives that are taken out; in Chinese, at the start alone */
	const char
	    *again; /* taken off at the start only where nothing is known with it: these words
		       can make another verb, as Chinese "affirm again", which is reaffirm */
};
extern const struct verb_keys verb_keys[LANGUAGE_COUNT]; /* as `languages` */

/* Whether a word may end here: what follows is no letter, digit or mark of one. */
bool drafting_ends_word(const struct buffer *text, size_t at);

#endif
