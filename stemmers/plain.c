/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "stemmers/analyser.h"

#include "base/buffer.h"
#include "stemmers/characters.h"

void analyser_plain(const char *form, size_t length, struct buffer *plain)
{
	struct stem stem;
	fold_marks(form, length, NULL, &stem);
	buffer_add(plain, stem.text, stem.length);
}
