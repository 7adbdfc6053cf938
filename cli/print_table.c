/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/print_table.h"

#include "base/buffer.h"
#include "base/date.h"
#include "cli/cite.h"
#include "cli/terminal.h"

#include <math.h>
#include <string.h>

/* What a row is made of; hit is NULL for a clause that was not searched. */
struct row {
	size_t rank;
	const struct hit *hit;
	const struct resolution *resolution;
	const struct clause *clause;
};

static void add_rank(struct buffer *out, const struct row *row)
{
	buffer_add_format(out, "%zu", row->rank);
}

static void add_symbol(struct buffer *out, const struct row *row)
{
	buffer_add_text(out, row->resolution->symbol);
}

static void add_language(struct buffer *out, const struct row *row)
{
	buffer_add_text(out, row->resolution->language->code);
}

static void add_label(struct buffer *out, const struct row *row)
{
	buffer_add_text(out, row->clause->label);
}

static void add_part(struct buffer *out, const struct row *row)
{
	buffer_add_text(out, part_names[row->clause->part]);
}

static void add_number(struct buffer *out, const struct row *row)
{
	buffer_add_text(out, row->clause->number);
}

static void add_verb(struct buffer *out, const struct row *row)
{
	buffer_add_text(out, row->clause->verb);
}

static void add_adopted(struct buffer *out, const struct row *row)
{
	buffer_add_text(out, row->resolution->date);
}

static void add_session(struct buffer *out, const struct row *row)
{
	buffer_add_text(out, row->resolution->session);
}

static void add_title(struct buffer *out, const struct row *row)
{
	buffer_add_text(out, row->resolution->title);
}

static void add_committee(struct buffer *out, const struct row *row)
{
	buffer_add_text(out, row->resolution->committee);
}

static void add_agenda_item(struct buffer *out, const struct row *row)
{
	buffer_add_text(out, row->resolution->agenda_item);
}

static void add_vote(struct buffer *out, const struct row *row)
{
	static const char *const kinds[] = { "unknown", "none", "recorded" };
	const struct vote *vote = &row->resolution->vote;
	buffer_add_text(out, kinds[vote->kind]);
	if (vote->kind == VOTE_RECORDED)
		buffer_add_format(out, " %u-%u-%u", vote->yes, vote->no, vote->abstaining);
}

/* As in JSON: three decimals, without zeros at the end. */
static void add_score(struct buffer *out, const struct row *row)
{
	buffer_add_format(out, "%.10g", round(row->hit->score * 1000) / 1000);
}

static void add_repeats(struct buffer *out, const struct row *row)
{
	buffer_add_format(out, "%u", row->hit->count);
}

static void add_first(struct buffer *out, const struct row *row)
{
	date_add(out, row->hit->first_date);
}

static void add_last(struct buffer *out, const struct row *row)
{
	date_add(out, row->hit->last_date);
}

static void add_text(struct buffer *out, const struct row *row)
{
	buffer_add_text(out, row->clause->text);
}

static void add_reference(struct buffer *out, const struct row *row)
{
	cite_clause(out, row->resolution, row->clause);
}

static const struct column {
	const char *name;
	void (*add)(struct buffer *out, const struct row *row);
	bool of_hit; /* only a hit has it */
} columns[] = {
	{ "rank", add_rank, true },
	{ "symbol", add_symbol, false },
	{ "lang", add_language, false },
	{ "clause", add_label, false },
	{ "part", add_part, false },
	{ "number", add_number, false },
	{ "verb", add_verb, false },
	{ "date", add_adopted, false },
	{ "session", add_session, false },
	{ "title", add_title, false },
	{ "committee", add_committee, false },
	{ "agenda_item", add_agenda_item, false },
	{ "vote", add_vote, false },
	{ "score", add_score, true },
	{ "repeats_count", add_repeats, true },
	{ "repeats_first", add_first, true },
	{ "repeats_last", add_last, true },
	{ "text", add_text, false },
	{ "citation", add_reference, false },
};

enum { COLUMN_COUNT = sizeof columns / sizeof *columns };

static void add_tsv(struct buffer *out, const char *bytes, size_t length)
{
	static const char special[] = "\t\n\\", letters[] = "tn\\";
	while (length > 0) {
		size_t plain = 0;
		while (plain < length && memchr(special, bytes[plain], 3) == NULL)
			plain++;
		terminal_add(out, bytes, plain, false);
		if (plain < length) {
			const char *which = memchr(special, bytes[plain], 3);
			buffer_add_byte(out, '\\');
			buffer_add_byte(out, letters[which - special]);
			plain++;
		}
		bytes += plain;
		length -= plain;
	}
}

static void add_csv(struct buffer *out, const char *bytes, size_t length)
{
	struct buffer safe = BUFFER_INIT;
	terminal_add(&safe, bytes, length, true);
	if (safe.bytes == NULL || strpbrk(safe.bytes, ",\"\n") == NULL) {
		buffer_add(out, safe.bytes != NULL ? safe.bytes : "", safe.length);
	} else {
		buffer_add_byte(out, '"');
		for (size_t i = 0; i < safe.length; i++) {
			if (safe.bytes[i] == '"')
				buffer_add_byte(out, '"');
			buffer_add_byte(out, safe.bytes[i]);
		}
		buffer_add_byte(out, '"');
	}
	buffer_release(&safe);
}

void print_table_value(struct buffer *out, char separator, const char *bytes, size_t length)
{
	if (length > 0 && separator == '\t')
		add_tsv(out, bytes, length);
	else if (length > 0)
		add_csv(out, bytes, length);
}

static void add_names(struct buffer *out, char separator, bool of_hit)
{
	bool first = true;
	for (size_t i = 0; i < COLUMN_COUNT; i++) {
		if (columns[i].of_hit && !of_hit)
			continue;
		if (!first)
			buffer_add_byte(out, separator);
		buffer_add_text(out, columns[i].name);
		first = false;
	}
	buffer_add_byte(out, '\n');
}

static void add_row(struct buffer *out, char separator, const struct row *row)
{
	struct buffer value = BUFFER_INIT;
	bool first = true;
	for (size_t i = 0; i < COLUMN_COUNT; i++) {
		if (columns[i].of_hit && row->hit == NULL)
			continue;
		if (!first)
			buffer_add_byte(out, separator);
		first = false;
		buffer_clear(&value);
		columns[i].add(&value, row);
		print_table_value(out, separator, value.bytes, value.length);
	}
	buffer_add_byte(out, '\n');
	buffer_release(&value);
}

void print_table_header(struct buffer *out, char separator)
{
	add_names(out, separator, true);
}

void print_table_hit(struct buffer *out, char separator, size_t rank, const struct search *search,
		     const struct hit *hit, const struct found *found)
{
	(void)search; /* the printers of a hit have the same arguments */
	const struct row row = { rank, hit, found->resolution, &found->clause };
	add_row(out, separator, &row);
}

void print_table_clause_header(struct buffer *out, char separator)
{
	add_names(out, separator, false);
}

void print_table_clause(struct buffer *out, char separator, const struct resolution *resolution,
			const struct clause *clause)
{
	const struct row row = { 0, NULL, resolution, clause };
	add_row(out, separator, &row);
}
