/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CORPUS_STATES_H
#define CORPUS_STATES_H

#include <stddef.h>

/*
 * The States Members of the United Nations and the two observer States, which sponsor resolutions
 * too: who voted and who sponsored is looked up here.
 */
struct state {
	char code2[3];     /* ISO 3166-1 alpha-2: "CI" */
	char code3[4];     /* ISO 3166-1 alpha-3: "CIV" */
	const char *name;  /* what it is usually called in English: "Côte d'Ivoire" */
	const char *names; /* others, with '|' between: Spanish, French, formal, former, misspelt */
};

enum { STATE_COUNT = 195 };
extern const struct state states[STATE_COUNT]; /* in the order of their English names */

/*
 * The State with this code or name (UTF-8), or NULL. Only letters count, without their case and
 * accents: "COTE D’IVOIRE" is "Côte d'Ivoire", "CZECHI A" Czechia; a "the" in front is passed over.
 * For a sponsor that speaks for others, "CUBA (ON BEHALF OF …)", it is the sponsor; text that names
 * two States, or a body, is none.
 */
const struct state *state_find(const char *text, size_t length);

#endif
