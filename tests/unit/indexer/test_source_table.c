/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/error.h"
#include "indexer/source_table.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

Test(source_table, any_name_comes_back)
{
	static const char *const names[] = { "b/78.xml",      "a tab\there",
					     "new\nline",     "back\\slash\\t",
					     "bytes\xFF\xFE", "archive.tar.xz:member" };
	struct source_table table = { 0 }, back = { 0 };
	struct buffer text = BUFFER_INIT, again = BUFFER_INIT;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct source_row *row = source_table_row(&table, names[i]);
		row->size = i * 1000;
		row->modified = (int64_t)i - 1;
		memset(row->sha256, 'a', HASH_HEX_SIZE - 1);
		row->problem = i == 2 ? "new line\n: why" : "";
		if (i == 0) {
			row->language = language_find("es", 2);
			row->symbol = "A/RES/78/16";
		}
	}
	source_table_write(&table, &text);
	struct error error = ERROR_INIT;
	cr_assert_eq(source_table_read(&back, text.bytes, text.length, &error), STATUS_OK, "%s",
		     error.message);
	cr_assert_eq(back.count, table.count);
	source_table_write(&back, &again);
	cr_assert_str_eq(again.bytes, text.bytes);
	struct source_row *row = source_table_find(&back, "new\nline");
	cr_assert_not_null(row);
	cr_assert_str_eq(row->problem, "new line\n: why");
	cr_assert_eq(row->modified, 1);
	cr_assert_str_eq(source_table_find(&back, "b/78.xml")->symbol, "A/RES/78/16");
	source_table_release(&table);
	source_table_release(&back);
	buffer_release(&text);
	buffer_release(&again);
	LEAK_CHECK();
}

Test(source_table, that_is_damaged_is_refused_with_its_line)
{
	static const char *const texts[] = { "a\t1\t2\n", "a\tx\t2\t\t\t\t\t\n",
					     "a\t1\t2\tshort\t\t\t\t\n", "a\t1\t2\t\tes\t\t\t\n",
					     "a\t1\t2\t\t\t\t\t" };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct source_table table = { 0 };
		struct error error = ERROR_INIT;
		cr_expect_eq(source_table_read(&table, texts[i], strlen(texts[i]), &error),
			     STATUS_DAMAGED, "row %zu", i);
		cr_expect_not_null(strstr(error.message, "line 1"));
		source_table_release(&table);
	}
	LEAK_CHECK();
}
