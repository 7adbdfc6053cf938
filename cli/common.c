/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/common.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "cli/terminal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool common_start(const struct command *command, void *values, int *count, char **arguments,
		  int *exit_code)
{
	struct error error = ERROR_INIT;
	bool help;
	if (options_read(command, values, count, arguments, &help, &error) != STATUS_OK) {
		*exit_code = common_fail(&error);
		return false;
	}
	if (!help)
		return true;
	struct buffer text = BUFFER_INIT;
	options_help(command, &text);
	*exit_code = common_print(text.bytes, text.length, EXIT_FOUND);
	buffer_release(&text);
	return false;
}

int common_fail(const struct error *error)
{
	struct buffer line = BUFFER_INIT;
	/* A message about a query has more lines, with spaces in front of them; a name has no
	 * lines. */
	for (const char *at = error->message; *at != '\0';) {
		const char *end = strstr(at, "\n    ");
		size_t length = end != NULL ? (size_t)(end - at) : strlen(at);
		terminal_add(&line, at, length, false);
		if (end != NULL)
			buffer_add_byte(&line, '\n');
		at += length + (end != NULL);
	}
	fprintf(stderr, "clausula: %s\n", line.bytes != NULL ? line.bytes : "");
	buffer_release(&line);
	return EXIT_WRONG;
}

int common_wrong_use(const struct command *command, const char *what)
{
	struct error error;
	error_set(&error, STATUS_INPUT, "%s; see: clausula %s --help", what, command->name);
	return common_fail(&error);
}

int common_index_path(const char *option, char **path, struct error *error)
{
	const char *chosen = option != NULL ? option : getenv("CLAUSULA_INDEX");
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	struct buffer full = BUFFER_INIT;
	*path = NULL;
	if (chosen != NULL && chosen[0] != '\0')
		buffer_add_text(&full, chosen);
	else if (data != NULL && data[0] == '/')
		buffer_add_format(&full, "%s/clausula", data);
	else if (home != NULL && home[0] == '/')
		buffer_add_format(&full, "%s/.local/share/clausula", home);
	else
		return error_set(
		    error, STATUS_INPUT,
		    "no index is named, and $HOME does not tell where it would be; name it "
		    "with --index DIR");
	*path = full.bytes;
	return STATUS_OK;
}

int common_languages(const char *option, const char *list, const struct language **out,
		     size_t *count, struct error *error)
{
	*count = 0;
	while (list != NULL && *list != '\0') {
		size_t length = strcspn(list, ",");
		const struct language *language = language_find(list, length);
		if (language == NULL)
			return error_set(
			    error, STATUS_INPUT,
			    "%s: wanted ar, de, en, es, fr, ru, zh or several of them with "
			    "commas between, got \"%.*s\"",
			    option, (int)length, list);
		bool known = false;
		for (size_t i = 0; i < *count; i++)
			known = known || out[i] == language;
		if (!known)
			out[(*count)++] = language;
		list += length + (list[length] == ',');
	}
	return STATUS_OK;
}

int common_one_language(const char *list, const struct language **language, struct error *error)
{
	const struct language *named[LANGUAGE_COUNT];
	size_t count;
	int status = common_languages("--lang", list, named, &count, error);
	*language = status == STATUS_OK && count == 1 ? named[0] : NULL;
	if (status == STATUS_OK && count > 1)
		status =
		    error_set(error, STATUS_INPUT, "--lang: wanted one language, got \"%s\"", list);
	return status;
}

void common_leave(struct index *index)
{
	/* Who looks for lost memory finds it here. */
	static struct index *volatile left __attribute__((unused));
	left = index;
}

int common_open(struct index **index, const char *path_option, const char *option, const char *list,
		struct error *error)
{
	const struct language *wanted[LANGUAGE_COUNT];
	size_t count;
	*index = NULL;
	int status = common_languages(option, list, wanted, &count, error);
	if (status != STATUS_OK)
		return status;
	char *path;
	status = common_index_path(path_option, &path, error);
	if (status == STATUS_OK)
		status = index_open(index, path, wanted, count, error);
	free(path);
	return status;
}

const char *common_own_language(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		const struct language *language = NULL;
		if (value != NULL && strlen(value) >= 2)
			language = language_find(value, 2);
		if (language != NULL)
			return language->code;
		if (value != NULL && value[0] != '\0')
			break;
	}
	return "en";
}

const struct index_language *common_language(const struct index *index)
{
	const struct index_language *english = NULL;
	for (size_t i = 0; i < index->language_count; i++) {
		const char *code = index->languages[i].language->code;
		if (strcmp(code, common_own_language()) == 0)
			return &index->languages[i];
		if (strcmp(code, "en") == 0)
			english = &index->languages[i];
	}
	if (english != NULL || index->language_count == 0)
		return english;
	return &index->languages[0];
}

static bool has(const struct index_language *row, const char *symbol)
{
	struct segment *segment;
	uint32_t work;
	return index_find(row, symbol, &segment, &work);
}

const struct language *common_preferred(const struct index *index, const char *symbol)
{
	const struct language *english = NULL, *any = NULL;
	for (size_t i = 0; i < index->language_count; i++) {
		const struct language *language = index->languages[i].language;
		if (!has(&index->languages[i], symbol))
			continue;
		if (strcmp(common_own_language(), language->code) == 0)
			return language;
		if (strcmp(language->code, "en") == 0)
			english = language;
		if (any == NULL)
			any = language;
	}
	return english != NULL ? english : any;
}

int common_print_after(const char *bytes, size_t length, int code, const char *done)
{
	if ((length == 0 || fwrite(bytes, 1, length, stdout) == length) && fflush(stdout) == 0)
		return code;
	fprintf(stderr, "clausula: cannot write to standard output: %s%s\n", strerror(errno), done);
	return EXIT_WRONG;
}

int common_print(const char *bytes, size_t length, int code)
{
	return common_print_after(bytes, length, code, "");
}
