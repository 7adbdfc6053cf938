/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "cli/print_table.h"
#include "tests/unit/leak.h"
#include "tests/unit/scratch.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 19, MOST_CELLS = 200 };

static const char *const names[COLUMNS] = {
	"rank",          "symbol",       "lang", "clause",   "part",
	"number",        "verb",         "date", "session",  "title",
	"committee",     "agenda_item",  "vote", "score",    "repeats_count",
	"repeats_first", "repeats_last", "text", "citation",
};

/* A hit of made-up words. */
struct sample {
	struct resolution resolution;
	struct found found;
	struct hit hit;
};

static void sample_init(struct sample *sample, const char *text, const char *title)
{
	memset(sample, 0, sizeof *sample);
	struct resolution *resolution = &sample->resolution;
	resolution_init(resolution);
	resolution->language = language_find("en", 2);
	resolution->symbol = "A/RES/91/2";
	resolution->date = "2036-12-04";
	resolution->session = "91";
	resolution->title = title;
	resolution->agenda_item = "13, 117";
	resolution->vote =
	    (struct vote){ .kind = VOTE_RECORDED, .yes = 161, .no = 9, .abstaining = 11 };
	sample->found.clause = (struct clause){ .part = PART_OPERATIVE,
						.label = "OP3(a)",
						.number = "(a)",
						.verb = "Decides",
						.text = text };
	sample->found.resolution = resolution;
	sample->hit = (struct hit){ .score = 12.34567, .count = 3, .first_date = 20340102 };
}

/* A reader of its own for RFC 4180 with '\n' at the end of rows. */
static size_t read_csv(const char *bytes, char **cells)
{
	size_t count = 0;
	while (*bytes != '\0' && count < MOST_CELLS) {
		struct buffer cell = BUFFER_INIT;
		buffer_add_text(&cell, "");
		bool quoted = *bytes == '"';
		bytes += quoted;
		while (*bytes != '\0') {
			if (quoted && bytes[0] == '"' && bytes[1] != '"')
				break;
			if (!quoted && (*bytes == ',' || *bytes == '\n'))
				break;
			cr_assert(quoted || *bytes != '"', "a quote in a cell without quotes");
			bytes += quoted && *bytes == '"';
			buffer_add_byte(&cell, *bytes++);
		}
		bytes += quoted;
		cr_assert(*bytes == ',' || *bytes == '\n', "a cell ends with \"%.5s\"", bytes);
		bytes++;
		cells[count++] = cell.bytes;
	}
	return count;
}

/* A reader of its own for TSV. */
static size_t read_tsv(const char *bytes, char **cells)
{
	size_t count = 0;
	struct buffer cell = BUFFER_INIT;
	for (; *bytes != '\0' && count < MOST_CELLS; bytes++) {
		if (*bytes == '\t' || *bytes == '\n') {
			buffer_add_text(&cell, "");
			cells[count++] = cell.bytes;
			cell = (struct buffer)BUFFER_INIT;
		} else if (*bytes == '\\') {
			bytes++;
			cr_assert(*bytes == 't' || *bytes == 'n' || *bytes == '\\');
			buffer_add_byte(&cell, *bytes == 't' ? '\t' : *bytes == 'n' ? '\n' : '\\');
		} else {
			buffer_add_byte(&cell, *bytes);
		}
	}
	return count;
}

static const char *const hostile[] = {
	"plain",       "a,b",     "say \"yes\"", "\"",       "\"\"", "a\nb",
	"\n",          "",        "=1+2",        "@SUM(A1)", "-3",   " lead and trail ",
	"back\\slash", "a\\nb",   "\\",          "\\\\n",    ",,,",  "\",\"\n\",\"",
	"安全，和平",  "a;b|c'd", "السلام، «أ»", "#comment", "\\t",  "a\n\n\nb\n",
};
enum { HOSTILE_COUNT = sizeof hostile / sizeof *hostile };

static void expect_row(char **cells, const char *text, const char *title)
{
	const char *wanted[COLUMNS] = {
		"7",
		"A/RES/91/2",
		"en",
		"OP3(a)",
		"operative",
		"(a)",
		"Decides",
		"2036-12-04",
		"91",
		title,
		"",
		"13, 117",
		"recorded 161-9-11",
		"12.346",
		"3",
		"2034-01-02",
		"",
		text,
		"General Assembly resolution 91/2 of 4 December 2036, para. 3 (a)",
	};
	for (size_t i = 0; i < COLUMNS; i++)
		cr_expect_str_eq(cells[i], wanted[i], "%s: got %s", names[i], cells[i]);
}

static void round_trip(char separator, size_t (*read)(const char *bytes, char **cells))
{
	for (size_t i = 0; i < HOSTILE_COUNT; i++) {
		struct sample sample;
		struct buffer out = BUFFER_INIT;
		char *cells[MOST_CELLS];
		const char *title = hostile[(i + 7) % HOSTILE_COUNT];
		sample_init(&sample, hostile[i], title);
		print_table_header(&out, separator);
		print_table_hit(&out, separator, 7, NULL, &sample.hit, &sample.found);
		cr_assert_eq(read(out.bytes, cells), 2 * COLUMNS, "row %zu: %s", i, out.bytes);
		for (size_t j = 0; j < COLUMNS; j++)
			cr_expect_str_eq(cells[j], names[j]);
		expect_row(cells + COLUMNS, hostile[i], title);
		for (size_t j = 0; j < 2 * COLUMNS; j++)
			free(cells[j]);
		buffer_release(&out);
		resolution_release(&sample.resolution);
	}
	LEAK_CHECK();
}

Test(print_table, csv_reads_back_as_it_was)
{
	round_trip(',', read_csv);
}

Test(print_table, tsv_reads_back_as_it_was)
{
	round_trip('\t', read_tsv);
}

Test(print_table, a_row_of_tsv_is_a_line)
{
	struct sample sample;
	struct buffer out = BUFFER_INIT;
	sample_init(&sample, "a\tb\nc\\d", "");
	print_table_clause(&out, '\t', &sample.resolution, &sample.found.clause);
	cr_expect_not_null(strstr(out.bytes, "\ta\\tb\\nc\\\\d\t"), "%s", out.bytes);
	cr_expect_eq(strchr(out.bytes, '\n'), out.bytes + out.length - 1);
	buffer_release(&out);
	resolution_release(&sample.resolution);
	LEAK_CHECK();
}

Test(print_table, a_clause_has_no_columns_of_a_hit)
{
	static const char head[] = "symbol,lang,clause,part,number,verb,date,session,title,"
				   "committee,agenda_item,vote,text,citation\n";
	struct sample sample;
	struct buffer out = BUFFER_INIT;
	sample_init(&sample, "Words", "Title");
	sample.resolution.vote.kind = VOTE_NONE;
	print_table_clause_header(&out, ',');
	cr_expect_str_eq(out.bytes, head);
	buffer_clear(&out);
	print_table_clause(&out, ',', &sample.resolution, &sample.found.clause);
	cr_expect_str_eq(out.bytes,
			 "A/RES/91/2,en,OP3(a),operative,(a),Decides,2036-12-04,91,Title,,"
			 "\"13, 117\",none,Words,\"General Assembly resolution 91/2 of 4 December "
			 "2036, para. 3 (a)\"\n");
	buffer_release(&out);
	resolution_release(&sample.resolution);
	LEAK_CHECK();
}

Test(print_table, nothing_that_steers_a_terminal_gets_through)
{
	static const char separators[] = ",\t";
	for (size_t i = 0; i < 2; i++) {
		struct sample sample;
		struct buffer out = BUFFER_INIT;
		sample_init(&sample, "a\033[2Jb\xE2\x80\xAE\x7F\xFF", "x\ry\x07");
		sample.found.clause.label = "OP1\033";
		sample.resolution.symbol = "A/RES/\033c";
		print_table_hit(&out, separators[i], 1, NULL, &sample.hit, &sample.found);
		cr_expect_null(strpbrk(out.bytes, "\033\x07\x7F\r\xFF"));
		cr_expect_null(strstr(out.bytes, "\xE2\x80\xAE"));
		cr_expect_not_null(strstr(out.bytes, "a\xEF\xBF\xBD[2Jb"));
		buffer_release(&out);
		resolution_release(&sample.resolution);
	}
	LEAK_CHECK();
}

/* Python's csv module must read the same. */
Test(print_table, python_reads_the_csv)
{
	if (system("python3 -c 'import csv' 2>/dev/null") != 0) {
		fprintf(stderr, "SKIPPED: reading CSV with Python: there is no python3\n");
		cr_skip_test("no python3");
	}
	char *scratch = scratch_new(), *path = scratch_path(scratch, "hits.csv"), command[1024];
	struct buffer out = BUFFER_INIT, wanted = BUFFER_INIT;
	print_table_header(&out, ',');
	for (size_t i = 0; i < HOSTILE_COUNT; i++) {
		struct sample sample;
		sample_init(&sample, hostile[i], "t");
		print_table_hit(&out, ',', 1, NULL, &sample.hit, &sample.found);
		resolution_release(&sample.resolution);
		for (const char *at = hostile[i]; *at != '\0'; at++)
			buffer_add_format(&wanted, "%02x", (unsigned char)*at);
		buffer_add_byte(&wanted, '\n');
	}
	scratch_write(scratch, "hits.csv", out.bytes, out.length);
	snprintf(command, sizeof command,
		 "python3 -c 'import csv,sys\n"
		 "for row in csv.DictReader(open(sys.argv[1], encoding=\"utf-8\", newline=\"\"), "
		 "strict=True): print(row[\"text\"].encode().hex())' %s",
		 path);
	FILE *python = popen(command, "r");
	char *got = calloc(1, wanted.length + 100);
	cr_expect_eq(fread(got, 1, wanted.length + 99, python), wanted.length);
	cr_expect_str_eq(got, wanted.bytes);
	cr_expect_eq(pclose(python), 0);
	free(got);
	free(path);
	scratch_free(scratch);
	buffer_release(&out);
	buffer_release(&wanted);
}
