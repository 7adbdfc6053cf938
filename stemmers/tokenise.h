/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef STEMMERS_TOKENISE_H
#define STEMMERS_TOKENISE_H

#include "stemmers/analyser.h"
#include "stemmers/characters.h"

/* The work of analyser_first_tokens, which does not depend on the language. Internal to stemmers/.
 */
void tokenise(const struct characters *characters, const char *text, size_t length, size_t most,
	      struct tokens *tokens);

#endif
