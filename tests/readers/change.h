/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TESTS_READERS_CHANGE_H
#define TESTS_READERS_CHANGE_H

#include "base/buffer.h"

#include <stdint.h>

/*
 * Changes of a file as people and programs make them, by random numbers that *seed begins: lines
 * and words of a text that are left out, repeated, put elsewhere, joined, broken, numbered,
 * emphasised; elements of XML that are taken out, renamed, repeated, wrapped, with other words and
 * attributes, and mostly still well-formed.
 */
void change_text(struct buffer *bytes, uint64_t *seed);
void change_xml(struct buffer *bytes, uint64_t *seed);

#endif
