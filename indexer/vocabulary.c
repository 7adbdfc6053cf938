/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/vocabulary.h"

#include "base/memory.h"
#include "base/record.h"
#include "store/segment.h"
#include "store/segment_writer.h"

#include <stdlib.h>
#include <string.h>

/* So many bytes hold nearly every block. */
enum { BLOCK_AHEAD = 512 };

/* What qsort's comparison looks at; qsort_r is not everywhere. */
struct sortable {
	const char *bytes;
	uint32_t count, number;
};

static int by_bytes(const void *a, const void *b)
{
	const struct sortable *x = a, *y = b;
	return strcmp(x->bytes, y->bytes);
}

static int by_frequency(const void *a, const void *b)
{
	const struct sortable *x = a, *y = b;
	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return strcmp(x->bytes, y->bytes);
}

struct plain_form {
	const char *plain, *bytes;
	uint32_t number;
};

static int by_plain(const void *a, const void *b)
{
	const struct plain_form *x = a, *y = b;
	int order = strcmp(x->plain, y->plain);
	return order != 0 ? order : strcmp(x->bytes, y->bytes);
}

static void write_form_order(struct buffer *sections, const struct sortable *forms, size_t count)
{
	struct arena arena = ARENA_INIT;
	struct buffer plain = BUFFER_INIT;
	struct plain_form *order = memory_array(count, sizeof *order);
	for (size_t i = 0; i < count; i++) {
		buffer_clear(&plain);
		segment_form_plain(forms[i].bytes, &plain);
		order[i] = (struct plain_form){ arena_text(&arena, plain.bytes, plain.length),
						forms[i].bytes, forms[i].number };
	}
	memory_sort(order, count, sizeof *order, by_plain);
	for (size_t i = 0; i < count; i++)
		section_add_u32(&sections[SECTION_FORM_ORDER], order[i].number);
	free(order);
	buffer_release(&plain);
	arena_release(&arena);
}

void vocabulary_write_forms(struct buffer *sections, const struct names *forms,
			    struct form *form_at)
{
	size_t count = forms->count;
	struct sortable *order = memory_array(count, sizeof *order);
	for (uint32_t i = 0; i < count; i++)
		order[i] = (struct sortable){ forms->at[i].bytes, form_at[i].count, i };
	memory_sort(order, count, sizeof *order, by_frequency);
	struct buffer *bytes = &sections[SECTION_FORM_BYTES];
	for (uint32_t i = 0; i < count; i++) {
		struct form *form = &form_at[order[i].number];
		form->number = i;
		section_add_u32(&sections[SECTION_FORM_STARTS], (uint32_t)bytes->length);
		buffer_add_byte(bytes, (char)('0' + form->kind));
		buffer_add(bytes, order[i].bytes, strlen(order[i].bytes) + 1);
		section_add_u32(&sections[SECTION_FORM_COUNTS], form->count);
		order[i].number = i;
	}
	section_add_u32(&sections[SECTION_FORM_STARTS], (uint32_t)bytes->length);
	write_form_order(sections, order, count);
	free(order);
}

/* What stands before a full block in the spill. */
struct waiting {
	uint64_t before; /* the full block before it: as struct term has it */
	uint64_t length;
};

/* Appends the block as it stands in POSTINGS. */
static void make_block(const struct term *term, struct buffer *out)
{
	record_add_number(out, term->block.length);
	record_add_number(out, term->last - term->last_before);
	buffer_add(out, term->block.bytes, term->block.length);
}

static void end_block(struct term *term, struct spill *blocks)
{
	struct buffer block = BUFFER_INIT;
	make_block(term, &block);
	const struct waiting waiting = { term->full_blocks, block.length };
	term->full_blocks = spill_length(blocks) + 1;
	spill_add(blocks, &waiting, sizeof waiting);
	spill_add(blocks, block.bytes, block.length);
	buffer_release(&block);
	buffer_clear(&term->block);
	term->last_before = term->last;
}

void vocabulary_add_posting(struct term *term, uint32_t wording, struct spill *blocks)
{
	record_add_number(&term->block, (uint64_t)(wording - term->last) << 1 | (term->count > 1));
	if (term->count > 1)
		record_add_number(&term->block, term->count - 2);
	term->last = wording;
	if (++term->wordings % POSTING_BLOCK == 0)
		end_block(term, blocks);
}

/* False when the spill cannot be read. Blocks lie anywhere, so it is copied. */
static bool read_waiting(struct spill_reader *reader, uint64_t at, struct waiting *waiting)
{
	const void *bytes = spill_read(reader, at, sizeof *waiting);
	if (bytes != NULL)
		memcpy(waiting, bytes, sizeof *waiting);
	return bytes != NULL;
}

/* Adds the term's list to POSTINGS. The full blocks tell of those before them. */
static void write_postings(struct spill *section, const struct term *term,
			   struct spill_reader *reader)
{
	size_t count = term->wordings / POSTING_BLOCK, found = count;
	uint64_t *places = memory_array(count, sizeof *places);
	struct waiting waiting = { term->full_blocks, 0 };
	while (waiting.before != 0 && found > 0) {
		places[--found] = waiting.before - 1;
		if (!read_waiting(reader, places[found], &waiting))
			break;
	}
	for (size_t i = found; i < count && read_waiting(reader, places[i], &waiting); i++) {
		const void *bytes =
		    spill_read(reader, places[i] + sizeof waiting, (size_t)waiting.length);
		if (bytes != NULL)
			spill_add(section, bytes, (size_t)waiting.length);
	}
	if (term->block.length > 0) {
		struct buffer block = BUFFER_INIT;
		make_block(term, &block);
		spill_add(section, block.bytes, block.length);
		buffer_release(&block);
	}
	free(places);
}

/* A term and a form that has it. */
struct term_form {
	uint32_t term, form;
};

static int by_term_and_form(const void *a, const void *b)
{
	const struct term_form *x = a, *y = b;
	if (x->term != y->term)
		return x->term < y->term ? -1 : 1;
	return x->form < y->form ? -1 : x->form > y->form;
}

size_t vocabulary_write_terms(struct buffer *sections, struct spill *postings, struct spill *blocks,
			      const struct names *terms, struct term *term_at,
			      const struct form *form_at, size_t form_count,
			      const uint32_t *form_terms, size_t form_term_count)
{
	struct term_form *links = memory_array(form_term_count, sizeof *links);
	size_t link_count = 0;
	for (size_t f = 0; f < form_count; f++)
		for (uint32_t t = 0; t < form_at[f].term_count; t++)
			links[link_count++] =
			    (struct term_form){ form_terms[form_at[f].first_term + t],
						form_at[f].number };
	memory_sort(links, link_count, sizeof *links, by_term_and_form);
	/* Pairs of characters have no forms and do not stand in this list. */
	struct sortable *order = memory_array(terms->count, sizeof *order);
	size_t count = 0;
	for (uint32_t i = 0; i < link_count; i++)
		if (i == 0 || links[i].term != links[i - 1].term)
			order[count++] = (struct sortable){ terms->at[links[i].term].bytes, 0, i };
	memory_sort(order, count, sizeof *order, by_bytes);
	struct buffer *bytes = &sections[SECTION_TERM_BYTES];
	struct spill_reader reader = { .spill = blocks, .ahead = BLOCK_AHEAD };
	for (size_t i = 0; i < count; i++) {
		size_t first = order[i].number, end = first;
		section_add_u32(&sections[SECTION_TERM_STARTS], (uint32_t)bytes->length);
		buffer_add(bytes, order[i].bytes, strlen(order[i].bytes) + 1);
		while (end < link_count && links[end].term == links[first].term)
			end++;
		struct term *term = &term_at[links[first].term];
		record_add_number(bytes, term->wordings);
		record_add_number(bytes, spill_length(postings));
		write_postings(postings, term, &reader);
		buffer_release(&term->block);
		record_add_number(bytes, end - first);
		for (size_t at = first; at < end; at++)
			record_add_number(bytes,
					  links[at].form - (at > first ? links[at - 1].form : 0));
	}
	section_add_u32(&sections[SECTION_TERM_STARTS], (uint32_t)bytes->length);
	spill_reader_release(&reader);
	free(order);
	free(links);
	return count;
}
