/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef CLI_JSON_VALUES_H
#define CLI_JSON_VALUES_H

#include "corpus/resolution.h"

#include <jansson.h>
#include <stdint.h>

struct buffer;

/* Values that JSON objects of several commands have (clausula-json(5)); new references. */

json_t *json_date(uint32_t date);           /* as in struct work_entry; null when it is 0 */
json_t *json_vote(const struct vote *vote); /* {"kind": "recorded", "yes": 161, …} */
json_t *json_share(double share);           /* with four digits */

/* What somebody typed, or a path: as terminal_add shows it, so that it is UTF-8 and turns nothing.
 */
json_t *json_shown(const char *text);

/* Appends the object on one line, with digits enough for a share or a score, and drops it. */
void json_add_line(struct buffer *out, json_t *object);

#endif
