/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/options.h"

#include "base/buffer.h"
#include "base/error.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const struct option *find(const struct command *command, const char *name, size_t length)
{
	for (const struct option *option = command->options; option->name != NULL; option++)
		if (strlen(option->name) == length && memcmp(option->name, name, length) == 0)
			return option;
	return NULL;
}

static int set_number(const struct option *option, const char *value, size_t *target,
		      struct error *error)
{
	char *end;
	errno = 0;
	unsigned long long number = strtoull(value, &end, 10);
	if (value[0] < '0' || value[0] > '9' || *end != '\0' || errno != 0 || number > SIZE_MAX / 2)
		return error_set(error, STATUS_INPUT, "--%s: wanted a whole number, got \"%s\"",
				 option->name, value);
	*target = (size_t)number;
	return STATUS_OK;
}

static int set_size(const struct option *option, const char *value, size_t *target,
		    struct error *error)
{
	static const char letters[] = "KMG";
	char *end;
	errno = 0;
	unsigned long long number = strtoull(value, &end, 10);
	const char *letter = *end != '\0' ? strchr(letters, *end) : NULL;
	unsigned shift = letter != NULL ? 10 * (unsigned)(letter - letters + 1) : 0;
	end += letter != NULL;
	if (value[0] < '0' || value[0] > '9' || *end != '\0' || errno != 0 ||
	    number > (SIZE_MAX / 2) >> shift)
		return error_set(error, STATUS_INPUT,
				 "--%s: wanted a size such as 256M or 1G, got \"%s\"", option->name,
				 value);
	*target = (size_t)number << shift;
	return STATUS_OK;
}

static int set_choice(const struct option *option, const char *value, const char **target,
		      struct error *error)
{
	struct buffer all = BUFFER_INIT;
	for (size_t i = 0; option->choices[i] != NULL; i++) {
		if (strcmp(option->choices[i], value) == 0) {
			*target = option->choices[i];
			buffer_release(&all);
			return STATUS_OK;
		}
		buffer_add_format(&all, "%s%s", i > 0 ? ", " : "", option->choices[i]);
	}
	int status = error_set(error, STATUS_INPUT, "--%s: wanted one of %s, got \"%s\"",
			       option->name, all.bytes, value);
	buffer_release(&all);
	return status;
}

static int set(const struct option *option, const char *value, void *values, struct error *error)
{
	char *target = (char *)values + option->target;
	switch (option->kind) {
	case OPTION_FLAG:
		*(bool *)(void *)target = true;
		return STATUS_OK;
	case OPTION_TEXT:
		/* An empty value is a variable of a script that is not set. */
		if (value[0] == '\0')
			return error_set(error, STATUS_INPUT, "--%s: wanted %s, got an empty value",
					 option->name, option->argument);
		*(const char **)(void *)target = value;
		return STATUS_OK;
	case OPTION_NUMBER:
		return set_number(option, value, (size_t *)(void *)target, error);
	case OPTION_SIZE:
		return set_size(option, value, (size_t *)(void *)target, error);
	case OPTION_CHOICE:
		return set_choice(option, value, (const char **)(void *)target, error);
	}
	return STATUS_OK;
}

int options_read(const struct command *command, void *values, int *count, char **arguments,
		 bool *help, struct error *error)
{
	int operands = 0, i = 0;
	*help = false;
	for (; i < *count; i++) {
		char *argument = arguments[i];
		if (strcmp(argument, "--") == 0) {
			i++;
			break;
		}
		if (strncmp(argument, "--", 2) != 0) {
			arguments[operands++] = argument;
			continue;
		}
		if (strcmp(argument, "--help") == 0) {
			*help = true;
			continue;
		}
		const char *name = argument + 2, *equals = strchr(name, '=');
		size_t length = equals != NULL ? (size_t)(equals - name) : strlen(name);
		const struct option *option = find(command, name, length);
		if (option == NULL)
			return error_set(error, STATUS_INPUT,
					 "unknown option --%.*s; see: clausula %s --help",
					 (int)length, name, command->name);
		if (option->kind == OPTION_FLAG && equals != NULL)
			return error_set(error, STATUS_INPUT, "--%s takes no value", option->name);
		const char *value = equals != NULL ? equals + 1 : NULL;
		if (option->kind != OPTION_FLAG && value == NULL) {
			if (i + 1 >= *count)
				return error_set(error, STATUS_INPUT, "--%s: wanted %s behind it",
						 option->name, option->argument);
			value = arguments[++i];
		}
		int status = set(option, value, values, error);
		if (status != STATUS_OK)
			return status;
	}
	for (; i < *count; i++)
		arguments[operands++] = arguments[i];
	*count = operands;
	return STATUS_OK;
}

void options_help(const struct command *command, struct buffer *out)
{
	buffer_add_format(out, "usage: clausula %s", command->name);
	for (const struct option *option = command->options; option->name != NULL; option++) {
		if (option->kind == OPTION_FLAG)
			buffer_add_format(out, " [--%s]", option->name);
		else
			buffer_add_format(out, " [--%s %s]", option->name, option->argument);
	}
	buffer_add_format(out, "%s%s\n\n%s.\n\n", command->operands[0] != '\0' ? " " : "",
			  command->operands, command->summary);
	for (const struct option *option = command->options; option->name != NULL; option++) {
		struct buffer left = BUFFER_INIT;
		buffer_add_format(&left, "--%s%s%s", option->name,
				  option->kind == OPTION_FLAG ? "" : " ",
				  option->kind == OPTION_FLAG ? "" : option->argument);
		buffer_add_format(out, "  %-22s %s\n", left.bytes, option->help);
		buffer_release(&left);
	}
	buffer_add_format(out, "  %-22s %s\n\nThe whole story: man clausula-%s\n", "--help",
			  "this text", command->name);
}
