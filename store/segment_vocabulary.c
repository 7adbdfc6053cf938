/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The vocabulary of a segment: its forms, its terms, and which form has which. */
#include "base/utf8.h"
#include "stemmers/analyser.h"
#include "store/section_bytes.h"

#include <string.h>

const char *segment_form(const struct segment *segment, uint32_t form, int *kind)
{
	uint32_t start = number_at(segment, SECTION_FORM_STARTS, form);
	const char *text = text_at(segment, SECTION_FORM_BYTES, start);
	if (kind != NULL)
		*kind = text[0] - '0';
	return text[0] != '\0' ? text + 1 : "";
}

uint32_t segment_form_count(const struct segment *segment, uint32_t form)
{
	return form < segment->counts.forms ? number_at(segment, SECTION_FORM_COUNTS, form) : 0;
}

uint32_t segment_form_in_order(const struct segment *segment, uint32_t place)
{
	return number_at(segment, SECTION_FORM_ORDER, place);
}

void segment_form_plain(const char *form, struct buffer *plain)
{
	size_t length = strlen(form);
	if (utf8_is_ascii(form, length))
		buffer_add(plain, form, length);
	else
		analyser_plain(form, length, plain);
}

/* The place of the first form in FORM_ORDER that does not come before this one: by what it is
 * without accents, then, where `form` is not NULL, by its bytes. */
static uint32_t place_of_form(const struct segment *segment, const char *plain, const char *form)
{
	struct buffer other = BUFFER_INIT;
	uint32_t low = 0, high = (uint32_t)segment->counts.forms;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const char *bytes =
		    segment_form(segment, segment_form_in_order(segment, middle), NULL);
		buffer_clear(&other);
		segment_form_plain(bytes, &other);
		int order = strcmp(other.bytes, plain);
		if (order == 0 && form != NULL)
			order = strcmp(bytes, form);
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	buffer_release(&other);
	return low;
}

uint32_t segment_form_place(const struct segment *segment, const char *beginning)
{
	return place_of_form(segment, beginning, NULL);
}

uint32_t segment_find_form(const struct segment *segment, const char *form)
{
	struct buffer plain = BUFFER_INIT;
	buffer_add(&plain, "", 0);
	segment_form_plain(form, &plain);
	uint32_t number = segment_form_in_order(segment, place_of_form(segment, plain.bytes, form));
	buffer_release(&plain);
	return strcmp(segment_form(segment, number, NULL), form) == 0 ? number : UINT32_MAX;
}

const char *segment_term(const struct segment *segment, uint32_t number)
{
	return text_at(segment, SECTION_TERM_BYTES,
		       number_at(segment, SECTION_TERM_STARTS, number));
}

static uint32_t find_term(const struct segment *segment, const char *term)
{
	/* The sampled terms tell between which two of them it is. */
	struct record samples = segment->sampled_terms;
	uint32_t first = 0, count = (uint32_t)segment->counts.terms;
	for (uint32_t i = TERM_STEP; i < count; i += TERM_STEP) {
		if (strcmp(record_text(&samples, NULL), term) > 0) {
			count = i;
			break;
		}
		first = i;
	}
	return find_text(segment, first, count, segment_term, strcmp, term);
}

/* What stands behind a term in TERM_BYTES. Where its record ends is known only when it was read. */
struct term_entry {
	struct record record;    /* at its count of forms */
	uint32_t wordings;       /* that have the term */
	uint64_t postings_start; /* of its list in POSTINGS */
};

static bool find_entry(const struct segment *segment, const char *term, struct term_entry *entry)
{
	uint32_t number = find_term(segment, term);
	if (number == UINT32_MAX)
		return false;
	uint64_t start = number_at(segment, SECTION_TERM_STARTS, number) + strlen(term) + 1;
	uint64_t length = section_length(segment, SECTION_TERM_BYTES);
	if (start > length)
		return false;
	entry->record = (struct record){ section_bytes(segment, SECTION_TERM_BYTES) + start,
					 length - start, 0, false };
	entry->wordings = (uint32_t)record_number_to(&entry->record, UINT32_MAX);
	entry->postings_start = record_number(&entry->record);
	return true;
}

/* Whether what was read of a record is as it was written. */
static bool sound(const struct segment *segment, const struct record *record)
{
	return pages_sound(segment->pages, record->bytes, record->at);
}

struct postings_place segment_postings_place(const struct segment *segment, const char *term)
{
	struct term_entry entry;
	if (!find_entry(segment, term, &entry) || !sound(segment, &entry.record))
		return (struct postings_place){ 0, 0 };
	return (struct postings_place){ entry.postings_start, entry.wordings };
}

uint32_t segment_term_wordings(const struct segment *segment, const char *term)
{
	return segment_postings_place(segment, term).wordings;
}

void posting_list_start(struct posting_list *list, const struct segment *segment,
			struct postings_place place)
{
	uint64_t length = section_length(segment, SECTION_POSTINGS);
	list->segment = segment;
	list->left = list->last = list->at = list->count = 0;
	if (place.start > length)
		return;
	list->record = (struct record){ section_bytes(segment, SECTION_POSTINGS) + place.start,
					length - place.start, 0, false };
	list->left = place.wordings;
}

/* Reads the block that starts at the record's place, which has as many postings. */
static void read_block(struct posting_list *list, uint32_t wording, size_t bytes, uint32_t count)
{
	const struct segment *segment = list->segment;
	struct record block = { list->record.bytes + list->record.at, bytes, 0, false };
	if (!pages_sound(segment->pages, block.bytes, bytes))
		return;
	while (list->count < count) {
		uint64_t number = short_number(&block);
		uint64_t more =
		    (number & 1) != 0 ? record_number_to(&block, UINT32_MAX - 2) + 1 : 0;
		number = wording + (number >> 1);
		if (block.bad || number >= segment->counts.wordings)
			return;
		wording = (uint32_t)number;
		list->block[list->count++] = (struct posting){ wording, (uint32_t)more + 1 };
	}
	if (block.at != bytes)
		list->count = 0;
}

/* Goes to the next block that does not end before the wording; false: there is none. */
static bool find_block(struct posting_list *list, uint32_t wording)
{
	struct record *record = &list->record;
	for (bool found = false; !found;) {
		uint32_t count = list->left < POSTING_BLOCK ? list->left : POSTING_BLOCK;
		uint32_t before = list->last;
		list->left -= count;
		list->count = list->at = 0;
		if (count == 0)
			return false;
		size_t start = record->at;
		size_t bytes = record_count(record);
		list->last += (uint32_t)record_number_to(record, UINT32_MAX);
		if (record->bad || bytes > record->length - record->at ||
		    !pages_sound(list->segment->pages, record->bytes + start, record->at - start)) {
			list->left = 0;
			return false;
		}
		found = list->last >= wording;
		if (found)
			read_block(list, before, bytes, count);
		record->at += bytes;
	}
	return true;
}

const struct posting *posting_list_go_on(struct posting_list *list, uint32_t wording)
{
	for (;;) {
		while (list->at < list->count && list->block[list->at].wording < wording)
			list->at++;
		if (list->at < list->count)
			return &list->block[list->at];
		if (!find_block(list, wording))
			return NULL;
	}
}

void segment_term_forms(const struct segment *segment, const char *term, struct form_list *forms)
{
	struct term_entry entry;
	if (!find_entry(segment, term, &entry))
		return;
	size_t count = record_count(&entry.record), before = forms->count;
	uint32_t form = 0;
	for (size_t i = 0; i < count && !entry.record.bad; i++) {
		form += (uint32_t)record_number(&entry.record);
		if (form >= segment->counts.forms) {
			forms->count = before;
			return;
		}
		forms->at =
		    memory_grow(forms->at, &forms->capacity, forms->count + 1, sizeof *forms->at);
		forms->at[forms->count++] = form;
	}
	if (!sound(segment, &entry.record))
		forms->count = before;
}
