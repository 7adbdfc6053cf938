/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdint.h>

struct buffer;

/*
 * Dates as an index has them: year, month and day as one number, 20231207 for 7 December 2023;
 * 0: not known.
 */

/* The number of "2023-12-07"; 0 for what is no date. */
uint32_t date_number(const char *iso);

/* "2023-12-07", which stays in `text`; "" when the date is not known. */
enum { DATE_ISO_SIZE = 11 };
const char *date_iso(uint32_t date, char text[DATE_ISO_SIZE]);
void date_add(struct buffer *out, uint32_t date); /* the same, appended */

#endif
