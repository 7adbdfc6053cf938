/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

__attribute__((format(printf, 2, 0))) static void format_message(struct error *error,
								 const char *format,
								 va_list arguments)
{
	int length = vsnprintf(error->message, sizeof error->message, format, arguments);
	if (length < 0)
		error->message[0] = '\0';
	if (length < (int)sizeof error->message)
		return;
	/* Cut before the character that does not fit, not in the middle of it. */
	size_t end = sizeof error->message - 1;
	while (end > 0 && ((unsigned char)error->message[end - 1] & 0xC0) == 0x80)
		end--;
	if (end > 0 && (unsigned char)error->message[end - 1] >= 0xC0)
		end--;
	error->message[end] = '\0';
}

enum status error_set(struct error *error, enum status status, const char *format, ...)
{
	if (error != NULL) {
		va_list arguments;
		va_start(arguments, format);
		format_message(error, format, arguments);
		va_end(arguments);
		error->status = status;
	}
	return status;
}

enum status error_system(struct error *error, const char *format, ...)
{
	int number = errno;
	if (error != NULL) {
		va_list arguments;
		va_start(arguments, format);
		format_message(error, format, arguments);
		va_end(arguments);
		size_t used = strlen(error->message);
		snprintf(error->message + used, sizeof error->message - used, ": %s",
			 strerror(number));
		error->status = STATUS_SYSTEM;
	}
	return STATUS_SYSTEM;
}
