/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_CITATIONS_H
#define CORPUS_CITATIONS_H

#include "base/language.h"
#include "base/memory.h"
#include "corpus/resolution.h"

#include <stddef.h>
#include <stdint.h>

/*
 * Citations: the documents that a text names, found from its words alone.
 *
 *     "its resolutions 77/37 of 7 December 2022 and 76/231"   A/RES/77/37, A/RES/76/231
 *     "resolución 1514 (XV) de la Asamblea General"           A/RES/1514(XV)
 *     "Security Council resolution 2250 (2015)"               S/RES/2250(2015)
 *     "Human Rights Council resolution 48/13"                 A/HRC/RES/48/13
 *     "see A/78/404, para. 14"                                A/78/404
 *
 * A document that has no such number in the text ("the 2030 Agenda") is not found.
 */
struct cited {
	const char *symbol; /* normalised (symbol.h); in the arena */
	/* The words that name the document, bytes of the text: "77/37", "1514 (XV)". */
	uint32_t start, end;
	/*
	 * The same with all that belongs to the citation and says no more than it: the word
	 * ("resolution", "resolutions"), its body ("Security Council") and its date ("of 7 December
	 * 2022"). In a list the first one has the word in front, so no two overlap.
	 */
	uint32_t whole_start, whole_end;
};

struct cited_list {
	struct cited *at; /* sorted by start; none overlaps another */
	size_t count;
};

/*
 * Finds them all in `length` bytes of text in the given language (any bytes are legal). The list
 * and its symbols live in the arena.
 */
struct cited_list citations_find(const struct language *language, const char *text, size_t length,
				 struct arena *arena);

/*
 * Adds to each clause of a resolution the documents that its text and its footnotes name and that
 * it does not cite already: links of the file stay as they are, and no symbol is there twice but
 * as the file itself repeats it.
 */
void citations_add(struct resolution *resolution);

#endif
