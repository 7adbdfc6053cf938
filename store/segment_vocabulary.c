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
	return find_text(segment, (uint32_t)segment->counts.terms, segment_term, strcmp, term);
}

bool segment_has_term(const struct segment *segment, const char *term)
{
	return find_term(segment, term) != UINT32_MAX;
}

void segment_term_forms(const struct segment *segment, const char *term, struct form_list *forms)
{
	uint32_t number = find_term(segment, term);
	if (number == UINT32_MAX)
		return;
	uint64_t start = number_at(segment, SECTION_TERM_STARTS, number) + strlen(term) + 1;
	uint64_t length = section_length(segment, SECTION_TERM_BYTES);
	if (start > length)
		return;
	const unsigned char *bytes = section_bytes(segment, SECTION_TERM_BYTES) + start;
	struct record record = { bytes, length - start, 0, false };
	size_t count = record_count(&record), before = forms->count;
	uint32_t form = 0;
	for (size_t i = 0; i < count && !record.bad; i++) {
		form += (uint32_t)record_number(&record);
		if (form >= segment->counts.forms) {
			forms->count = before;
			return;
		}
		forms->at =
		    memory_grow(forms->at, &forms->capacity, forms->count + 1, sizeof *forms->at);
		forms->at[forms->count++] = form;
	}
	/* Where the list ends is known only now. */
	if (!pages_sound(segment->pages, bytes, record.at))
		forms->count = before;
}
