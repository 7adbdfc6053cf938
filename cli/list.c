/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/common.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "cli/pager.h"
#include "cli/print_chart.h"
#include "searcher/facets.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct values {
	const char *index, *languages;
};

static const struct option options[] = {
	{ "index", OPTION_TEXT, offsetof(struct values, index), "DIR", NULL, "the index to read" },
	{ "lang", OPTION_TEXT, offsetof(struct values, languages), "LANG", NULL,
	  "count in this language (default: yours, else English)" },
	{ .name = NULL },
};

static int run(int count, char **arguments);

const struct command command_list = { "list", "List the values of a field, with their counts",
				      "FIELD [PREFIX]", options, run };

static int unknown_field(const char *name)
{
	struct error error;
	struct buffer names = BUFFER_INIT;
	field_names(&names);
	error_set(&error, STATUS_INPUT,
		  "\"%s\" has no values to list: wanted one of %s (all but title: can be listed)",
		  name, names.bytes);
	buffer_release(&names);
	return common_fail(&error);
}

static int print(const struct index *index, const struct index_language *language, int field,
		 const char *prefix)
{
	struct error error;
	struct facets facets;
	struct buffer out = BUFFER_INIT;
	struct terminal terminal = terminal_of(stdout);
	facets_of_index(&facets, language, field, prefix);
	struct chart_row *rows = memory_array(facets.count, sizeof *rows);
	for (size_t i = 0; i < facets.count; i++)
		rows[i] = (struct chart_row){ facets.at[i].name, facets.at[i].count };
	print_chart_values(&out, &terminal, rows, facets.count);
	int code = facets.count > 0 ? EXIT_FOUND : EXIT_NOTHING;
	code = index_check(index, &error) == STATUS_OK ? pager_print(out.bytes, out.length, code)
						       : common_fail(&error);
	free(rows);
	facets_release(&facets);
	buffer_release(&out);
	return code;
}

static int run(int count, char **arguments)
{
	struct values values = { 0 };
	struct error error = ERROR_INIT;
	struct index *index;
	int code;
	if (!common_start(&command_list, &values, &count, arguments, &code))
		return code;
	if (count < 1 || count > 2)
		return common_wrong_use(&command_list, "wanted a field and at most one prefix");
	size_t length = strlen(arguments[0]);
	if (length > 0 && arguments[0][length - 1] == ':')
		length--;
	int field = field_find(arguments[0], length);
	if (!facets_can_count(field))
		return unknown_field(arguments[0]);
	if (common_open(&index, values.index, "--lang", values.languages, &error) != STATUS_OK)
		return common_fail(&error);
	const struct index_language *language = common_language(index);
	code = language != NULL ? print(index, language, field, count == 2 ? arguments[1] : "")
				: EXIT_NOTHING;
	index_free(index);
	return code;
}
