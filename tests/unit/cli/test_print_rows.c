/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "cli/print_rows.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>

static const struct rows_column columns[] = { { "value", false }, { "count", true } };

static void expect(const char *format, size_t count, const char *expected)
{
	static const char *const values[][2] = { { "a,\"b\"|\t\n\\", "12" }, { "é\x1B", "0" } };
	struct buffer out = BUFFER_INIT;
	struct rows rows;
	rows_start(&rows, &out, format, columns, 2);
	for (size_t i = 0; i < count; i++)
		rows_add(&rows, values[i]);
	rows_end(&rows);
	const char *got = out.bytes != NULL ? out.bytes : "";
	cr_expect_str_eq(got, expected, "%s: got\n%swanted\n%s", format, got, expected);
	buffer_release(&out);
	LEAK_CHECK();
}

Test(rows, are_escaped_for_each_format)
{
	expect("jsonl", 2,
	       "{\"value\":\"a,\\\"b\\\"|\\t\\n\\\\\",\"count\":12}\n"
	       "{\"value\":\"é\\u001B\",\"count\":0}\n");
	expect("json", 2,
	       "[\n{\"value\":\"a,\\\"b\\\"|\\t\\n\\\\\",\"count\":12},\n"
	       "{\"value\":\"é\\u001B\",\"count\":0}\n]\n");
	expect("csv", 2, "value,count\n\"a,\"\"b\"\"|\xEF\xBF\xBD\n\\\",12\né\xEF\xBF\xBD,0\n");
	expect("tsv", 2, "value\tcount\na,\"b\"|\\t\\n\\\\\t12\né\xEF\xBF\xBD\t0\n");
}

Test(rows, that_are_none_are_an_empty_array_or_a_row_of_names)
{
	expect("jsonl", 0, "");
	expect("json", 0, "[]\n");
	expect("csv", 0, "value,count\n");
	expect("markdown", 0, "| value | count |\n| --- | ---: |\n");
}

Test(rows, of_markdown_have_no_markup)
{
	struct buffer out = BUFFER_INIT;
	struct rows rows;
	rows_start(&rows, &out, "markdown", columns, 2);
	rows_add(&rows, (const char *const[]){ "a|*b*\nc", "3" });
	rows_end(&rows);
	cr_expect_str_eq(out.bytes, "| value | count |\n| --- | ---: |\n| a\\|\\*b\\* c | 3 |\n");
	buffer_release(&out);
}
