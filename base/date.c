/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/date.h"

#include "base/buffer.h"

#include <stdio.h>

uint32_t date_number(const char *iso)
{
	unsigned year, month, day;
	if (sscanf(iso, "%4u-%2u-%2u", &year, &month, &day) != 3)
		return 0;
	return year * 10000 + month * 100 + day;
}

const char *date_iso(uint32_t date, char text[DATE_ISO_SIZE])
{
	text[0] = '\0';
	if (date != 0)
		snprintf(text, DATE_ISO_SIZE, "%04u-%02u-%02u", date / 10000 % 10000,
			 date / 100 % 100, date % 100);
	return text;
}

void date_add(struct buffer *out, uint32_t date)
{
	char text[DATE_ISO_SIZE];
	buffer_add_text(out, date_iso(date, text));
}
