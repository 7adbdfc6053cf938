/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/json_values.h"

#include "base/buffer.h"
#include "base/date.h"
#include "cli/terminal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

json_t *json_date(uint32_t date)
{
	char text[DATE_ISO_SIZE];
	return date != 0 ? json_string(date_iso(date, text)) : json_null();
}

json_t *json_vote(const struct vote *vote)
{
	static const char *const kinds[] = { "unknown", "none", "recorded" };
	json_t *object = json_pack("{ss}", "kind", kinds[vote->kind]);
	if (vote->kind == VOTE_RECORDED) {
		json_object_set_new(object, "yes", json_integer(vote->yes));
		json_object_set_new(object, "no", json_integer(vote->no));
		json_object_set_new(object, "abstaining", json_integer(vote->abstaining));
	}
	return object;
}

json_t *json_share(double share)
{
	return json_real(round(share * 10000) / 10000);
}

json_t *json_shown(const char *text)
{
	struct buffer shown = BUFFER_INIT;
	terminal_add(&shown, text, strlen(text), false);
	json_t *string = json_stringn(shown.bytes != NULL ? shown.bytes : "", shown.length);
	buffer_release(&shown);
	return string;
}

void json_add_line(struct buffer *out, json_t *object)
{
	char *text = json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(6));
	if (text != NULL)
		buffer_add_format(out, "%s\n", text);
	free(text);
	json_decref(object);
}
