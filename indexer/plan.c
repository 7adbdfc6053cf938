/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/plan.h"

#include "base/buffer.h"
#include "base/date.h"
#include "base/error.h"
#include "base/hash.h"
#include "corpus/symbol.h"
#include "store/resolution_record.h"

#include <stdlib.h>
#include <string.h>

/* An older segment is merged into the new one when it has at most this many times its clauses, or
 * when more than a quarter of its works are hidden. So a language never has more segments than the
 * logarithm of its size, and an update costs what it changes. */
enum { MERGE_FACTOR = 2, MERGE_HIDDEN_QUARTER = 4 };

void build_notice_add(struct build_report *report, struct build_notice **list, size_t *count,
		      size_t *capacity, const char *line)
{
	*list = memory_grow(*list, capacity, *count + 1, sizeof **list);
	(*list)[(*count)++].line = arena_text(&report->arena, line, strlen(line));
}

static struct language_plan *plan_of(struct plan *plan, const struct language *language)
{
	return &plan->languages[language - languages];
}

static struct input *add_input(struct plan *plan, const struct language *language,
			       const char *symbol)
{
	struct language_plan *row = plan_of(plan, language);
	row->inputs = memory_grow(row->inputs, &row->capacity, row->count + 1, sizeof *row->inputs);
	struct input *input = &row->inputs[row->count++];
	*input = (struct input){ .symbol = symbol };
	return input;
}

static int by_symbol(const void *a, const void *b)
{
	const struct input *x = a, *y = b;
	return symbol_compare(x->symbol, y->symbol);
}

static struct input *find_input(struct language_plan *row, size_t sorted, const char *symbol)
{
	struct input key = { .symbol = symbol };
	if (sorted == 0) /* bsearch wants an array even to find nothing */
		return NULL;
	return bsearch(&key, row->inputs, sorted, sizeof key, by_symbol);
}

/* ---- Of several files with the same resolution, one ---- */

#define STANDING SIZE_MAX

struct candidate {
	const struct language *language;
	const char *symbol, *issued, *date, *name;
	size_t entry;           /* in the spool; STANDING: the index has it from this file */
	struct source_row *row; /* of the file */
	unsigned agreement;     /* how many other sources tell the same date of adoption */
};

static int by_candidate_symbol(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	return symbol_compare(x->symbol, y->symbol);
}

/* In how many other languages the index has the resolution with the same date of adoption. */
static unsigned old_agreement(const struct plan_facts *facts, const struct candidate *candidate)
{
	unsigned count = 0;
	for (size_t l = 0; facts->old != NULL && l < facts->old->language_count; l++) {
		const struct index_language *old = &facts->old->languages[l];
		struct segment *segment;
		uint32_t work;
		char date[DATE_ISO_SIZE];
		if (old->language == candidate->language ||
		    !index_find(old, candidate->symbol, &segment, &work))
			continue;
		uint32_t number = segment_date(segment, work);
		count += number != 0 && strcmp(date_iso(number, date), candidate->date) == 0;
	}
	return count;
}

/* Whether the file's name has the symbol in the way that the publisher writes it: A_RES_78_16-. */
static bool is_named_so(const char *name, const char *symbol)
{
	struct buffer wanted = BUFFER_INIT;
	bool yes = false;
	for (; *symbol != '\0'; symbol++)
		buffer_add_byte(&wanted, *symbol == '/' ? '_' : *symbol);
	for (const char *at = name; !yes && (at = strstr(at, wanted.bytes)) != NULL; at++)
		yes = at[wanted.length] < '0' || at[wanted.length] > '9';
	buffer_release(&wanted);
	return yes;
}

/* Files of one language that tell the same date agree with the others equally well. */
static void share_agreement(struct candidate *candidates, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < count; j++)
			if (candidates[i].language == candidates[j].language &&
			    candidates[i].agreement < candidates[j].agreement &&
			    strcmp(candidates[i].date, candidates[j].date) == 0)
				candidates[i].agreement = candidates[j].agreement;
}

/*
 * There are files that bear another resolution's symbol. The date of adoption tells: it is the same
 * in all languages, and the extract knows it best.
 */
static void count_agreement(struct candidate *candidates, size_t count,
			    const struct plan_facts *facts)
{
	enum { EXTRACT_COUNTS = 100, OTHERS_COUNT = 2, NAME_COUNTS = 1 };
	const struct extracts *extracts = facts->extracts;
	memory_sort(candidates, count, sizeof *candidates, by_candidate_symbol);
	for (size_t first = 0, end; first < count; first = end) {
		const struct extract *extract = extracts_find(extracts, candidates[first].symbol);
		for (end = first; end < count; end++)
			if (strcmp(candidates[end].symbol, candidates[first].symbol) != 0)
				break;
		for (size_t i = first; i < end; i++) {
			if (extract != NULL && strcmp(extract->date, candidates[i].date) == 0)
				candidates[i].agreement += EXTRACT_COUNTS;
			for (size_t j = first; j < end; j++)
				if (candidates[i].language != candidates[j].language &&
				    strcmp(candidates[i].date, candidates[j].date) == 0)
					candidates[i].agreement += OTHERS_COUNT;
			candidates[i].agreement +=
			    OTHERS_COUNT * old_agreement(facts, &candidates[i]);
			candidates[i].agreement +=
			    NAME_COUNTS * is_named_so(candidates[i].name, candidates[i].symbol);
		}
		share_agreement(candidates + first, end - first);
	}
}

static int by_choice(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	if (x->language != y->language)
		return x->language < y->language ? -1 : 1;
	int order = symbol_compare(x->symbol, y->symbol);
	if (order == 0 && x->agreement != y->agreement)
		return x->agreement > y->agreement ? -1 : 1;
	if (order == 0)
		order = strcmp(y->issued, x->issued); /* the one issued last comes first */
	return order != 0 ? order : strcmp(x->name, y->name);
}

static void say_duplicate(struct build_report *report, const struct candidate *left_out,
			  const struct candidate *kept)
{
	struct buffer line = BUFFER_INIT;
	buffer_add_format(&line, "%s: left out: %s in %s is also in %s", left_out->name,
			  left_out->symbol, left_out->language->name, kept->name);
	if (strcmp(kept->date, left_out->date) != 0)
		buffer_add_format(&line, " (this file says it was adopted on %s, that one on %s)",
				  left_out->date, kept->date);
	build_notice_add(report, &report->duplicates, &report->duplicate_count,
			 &report->duplicate_capacity, line.bytes);
	buffer_release(&line);
}

static const struct index_language *old_language(const struct index *old,
						 const struct language *language)
{
	for (size_t i = 0; old != NULL && i < old->language_count; i++)
		if (old->languages[i].language == language)
			return &old->languages[i];
	return NULL;
}

static void choose(struct plan *plan, struct candidate *candidates, size_t count,
		   struct build_report *report)
{
	const struct candidate *first = NULL;
	memory_sort(candidates, count, sizeof *candidates, by_choice);
	for (size_t i = 0; i < count; i++) {
		const struct candidate *candidate = &candidates[i];
		bool same = first != NULL && first->language == candidate->language &&
			    strcmp(first->symbol, candidate->symbol) == 0;
		if (same) {
			/* The same file may be named twice. */
			if (strcmp(first->name, candidate->name) != 0) {
				candidate->row->kept = false;
				say_duplicate(report, candidate, first);
			}
			continue;
		}
		first = candidate;
		candidate->row->kept = true;
		if (candidate->entry != STANDING)
			add_input(plan, candidate->language, candidate->symbol)->place.entry =
			    candidate->entry;
	}
}

/* Fills *candidate with what the index has from a file; false when it has it no more. */
static bool make_standing(struct candidate *candidate, const struct plan_facts *facts,
			  struct source_row *row, struct arena *arena)
{
	const struct index_language *old = old_language(facts->old, row->language);
	struct segment *segment;
	uint32_t work;
	struct resolution resolution;
	if (old == NULL || !index_find(old, row->symbol, &segment, &work) ||
	    segment_resolution(segment, work, false, &resolution, NULL, NULL) != STATUS_OK)
		return false;
	*candidate = (struct candidate){
		row->language,
		row->symbol,
		arena_text(arena, resolution.issued, strlen(resolution.issued)),
		arena_text(arena, resolution.date, strlen(resolution.date)),
		row->name,
		STANDING,
		row,
		0,
	};
	resolution_release(&resolution);
	return true;
}

/* Adds, for each resolution that a file gave in this run, what the index has of it from another. */
static size_t add_standing(struct candidate *candidates, size_t count,
			   const struct plan_facts *facts, struct arena *arena)
{
	struct names wanted = { 0 };
	struct buffer key = BUFFER_INIT;
	for (size_t i = 0; facts->old != NULL && i < count; i++) {
		source_key(&key, candidates[i].language, candidates[i].symbol);
		names_add(&wanted, key.bytes, key.length);
	}
	for (size_t i = 0; wanted.count > 0 && i < facts->table->count; i++) {
		struct source_row *row = &facts->table->rows[i];
		if (!row->kept || row->gives || row->language == NULL)
			continue;
		source_key(&key, row->language, row->symbol);
		if (names_find(&wanted, key.bytes, key.length) != UINT32_MAX)
			count += make_standing(&candidates[count], facts, row, arena);
	}
	buffer_release(&key);
	names_release(&wanted);
	return count;
}

static void choose_files(struct plan *plan, const struct plan_facts *facts,
			 struct build_report *report)
{
	size_t count = 0;
	struct arena arena = ARENA_INIT;
	struct candidate *candidates =
	    memory_array(spool_count(facts->spool) + facts->table->count, sizeof *candidates);
	for (size_t i = 0; i < spool_count(facts->spool); i++) {
		const struct spool_entry *entry = spool_entry(facts->spool, i);
		struct source_row *row = &facts->table->rows[facts->entry_rows[i]];
		if (entry->language == NULL)
			continue;
		candidates[count++] = (struct candidate){ entry->language,
							  entry->symbol,
							  entry->issued,
							  entry->date,
							  row->name,
							  i,
							  row,
							  0 };
	}
	count = add_standing(candidates, count, facts, &arena);
	count_agreement(candidates, count, facts);
	choose(plan, candidates, count, report);
	free(candidates);
	arena_release(&arena);
}

/* ---- Resolutions that no file gives any longer ---- */

static void mark_removed(struct plan *plan, const struct plan_facts *facts,
			 struct build_report *report)
{
	struct names given = { 0 };
	struct buffer key = BUFFER_INIT;
	for (size_t i = 0; i < facts->table->count; i++) {
		const struct source_row *row = &facts->table->rows[i];
		if (row->language == NULL || !row->kept)
			continue;
		source_key(&key, row->language, row->symbol);
		names_add(&given, key.bytes, key.length);
	}
	for (size_t i = 0; i < facts->old_row_count; i++) {
		const struct source_row *row = &facts->old_rows[i];
		if (row->language == NULL || !row->kept)
			continue;
		source_key(&key, row->language, row->symbol);
		if (names_find(&given, key.bytes, key.length) != UINT32_MAX)
			continue;
		names_add(&given, key.bytes, key.length);
		add_input(plan, row->language, row->symbol)->removed = true;
		report->removed++;
	}
	buffer_release(&key);
	names_release(&given);
}

/* ---- What extracts and other languages know ---- */

static bool extract_changes(const struct extract *extract, struct resolution *resolution)
{
	struct buffer before = BUFFER_INIT, after = BUFFER_INIT;
	resolution_encode(resolution, NULL, &before);
	extract_apply(extract, resolution);
	resolution_encode(resolution, NULL, &after);
	bool changes =
	    before.length != after.length || memcmp(before.bytes, after.bytes, before.length) != 0;
	buffer_release(&before);
	buffer_release(&after);
	return changes;
}

/* Takes resolutions out of the old generation for which this run brought an extract. */
static int take_extracted(struct plan *plan, const struct plan_facts *facts, struct error *error)
{
	for (size_t l = 0; facts->old != NULL && l < facts->old->language_count; l++) {
		const struct index_language *old = &facts->old->languages[l];
		struct language_plan *row = plan_of(plan, old->language);
		size_t sorted = row->count;
		for (size_t i = 0; i < facts->extracts->count; i++) {
			const struct extract *extract = &facts->extracts->at[i];
			struct place place = { 0 };
			struct resolution resolution;
			if (find_input(row, sorted, extract->symbol) != NULL ||
			    !index_find(old, extract->symbol, &place.segment, &place.work))
				continue;
			int status = segment_resolution(place.segment, place.work, false,
							&resolution, NULL, error);
			if (status != STATUS_OK)
				return status;
			if (extract_changes(extract, &resolution))
				add_input(plan, old->language, extract->symbol)->place = place;
			resolution_release(&resolution);
		}
		memory_sort(row->inputs, row->count, sizeof *row->inputs, by_symbol);
	}
	return STATUS_OK;
}

static bool old_donor(const struct plan_facts *facts, const char *symbol, struct place *donor)
{
	for (size_t l = 0; facts->old != NULL && l < facts->old->language_count; l++) {
		struct resolution resolution;
		if (!index_find(&facts->old->languages[l], symbol, &donor->segment, &donor->work) ||
		    segment_resolution(donor->segment, donor->work, false, &resolution, NULL,
				       NULL) != STATUS_OK)
			continue;
		bool knows = resolution.vote.kind != VOTE_UNKNOWN;
		resolution_release(&resolution);
		if (knows)
			return true;
	}
	return false;
}

static bool new_donor(struct plan *plan, const struct plan_facts *facts, const char *symbol,
		      struct place *donor)
{
	for (size_t l = 0; l < LANGUAGE_COUNT; l++) {
		struct language_plan *row = &plan->languages[l];
		struct input *input = find_input(row, row->count, symbol);
		if (input == NULL || input->removed || input->place.segment != NULL ||
		    !spool_entry(facts->spool, input->place.entry)->has_vote)
			continue;
		*donor = input->place;
		return true;
	}
	return false;
}

static void find_donors(struct plan *plan, const struct plan_facts *facts)
{
	for (size_t l = 0; l < LANGUAGE_COUNT; l++)
		for (size_t i = 0; i < plan->languages[l].count; i++) {
			struct input *input = &plan->languages[l].inputs[i];
			if (input->removed || input->place.segment != NULL ||
			    extracts_find(facts->extracts, input->symbol) != NULL)
				continue;
			if (spool_entry(facts->spool, input->place.entry)->has_vote) {
				const struct index_language *old =
				    old_language(facts->old, plan->languages[l].language);
				input->has_donor = old != NULL && index_find(old, input->symbol,
									     &input->donor.segment,
									     &input->donor.work);
				continue;
			}
			input->has_donor = new_donor(plan, facts, input->symbol, &input->donor) ||
					   old_donor(facts, input->symbol, &input->donor);
		}
}

/* ---- Merging with older segments ---- */

static uint64_t input_clauses(const struct plan_facts *facts, const struct input *input)
{
	if (input->removed)
		return 0;
	if (input->place.segment != NULL)
		return segment_work(input->place.segment, input->place.work).clause_count;
	return spool_entry(facts->spool, input->place.entry)->clauses;
}

static bool in_older(const struct language_plan *row, const char *symbol)
{
	for (size_t i = 0; i < row->kept; i++)
		if (segment_find(row->old->segments[i], symbol) != UINT32_MAX)
			return true;
	return false;
}

static void merge_segment(struct plan *plan, struct language_plan *row, struct segment *segment)
{
	size_t sorted = row->count;
	for (uint32_t work = 0; work < segment->counts.works; work++) {
		const char *symbol = segment_symbol(segment, work);
		bool removed = segment_work(segment, work).removed != 0;
		if ((segment->hidden[work] && !removed) || find_input(row, sorted, symbol) != NULL)
			continue;
		struct input *input = add_input(plan, row->language, symbol);
		input->removed = removed;
		input->place = (struct place){ 0, segment, work };
		row->clauses += input->removed ? 0 : segment_work(segment, work).clause_count;
	}
	memory_sort(row->inputs, row->count, sizeof *row->inputs, by_symbol);
}

static bool is_worn(const struct segment *segment)
{
	return (uint64_t)segment->hidden_count * MERGE_HIDDEN_QUARTER > segment->counts.works;
}

/* What is damaged must not be written again as if it were whole. */
static int check_segment(const struct plan_facts *facts, const struct segment *segment,
			 struct error *error)
{
	const struct manifest *manifest = &facts->old->manifest;
	char sha256[HASH_HEX_SIZE];
	int status = hash_file(segment->mapping.descriptor, sha256, error);
	for (size_t i = 0; i < manifest->segment_count && status == STATUS_OK; i++) {
		const struct manifest_segment *entry = &manifest->segments[i];
		if (strcmp(entry->file, segment->file) == 0 && strcmp(entry->sha256, sha256) != 0)
			status = error_set(
			    error, STATUS_DAMAGED,
			    "%s: damaged: its bytes are not those that were written; build "
			    "the index again with: clausula index --rebuild",
			    segment->name);
	}
	return status;
}

static int merge_older(struct plan *plan, const struct plan_facts *facts, struct language_plan *row,
		       struct error *error)
{
	while (row->kept > 0) {
		struct segment *segment = row->old->segments[row->kept - 1];
		if (segment->counts.clauses > row->clauses * MERGE_FACTOR && !is_worn(segment))
			break;
		int status = check_segment(facts, segment, error);
		if (status != STATUS_OK)
			return status;
		row->kept--;
		merge_segment(plan, row, segment);
	}
	/* A mark of removal that hides nothing is of no use. */
	size_t left = 0;
	for (size_t i = 0; i < row->count; i++)
		if (!row->inputs[i].removed || in_older(row, row->inputs[i].symbol))
			row->inputs[left++] = row->inputs[i];
	row->count = left;
	return STATUS_OK;
}

int plan_make(struct plan *plan, const struct plan_facts *facts, struct build_report *report,
	      struct error *error)
{
	*plan = (struct plan){ 0 };
	for (size_t l = 0; l < LANGUAGE_COUNT; l++)
		plan->languages[l].language = &languages[l];
	choose_files(plan, facts, report);
	mark_removed(plan, facts, report);
	for (size_t l = 0; l < LANGUAGE_COUNT; l++) {
		struct language_plan *row = &plan->languages[l];
		memory_sort(row->inputs, row->count, sizeof *row->inputs, by_symbol);
	}
	int status = take_extracted(plan, facts, error);
	if (status != STATUS_OK)
		return status;
	find_donors(plan, facts);
	for (size_t l = 0; l < LANGUAGE_COUNT && status == STATUS_OK; l++) {
		struct language_plan *row = &plan->languages[l];
		row->old = old_language(facts->old, row->language);
		row->kept = row->old != NULL ? row->old->segment_count : 0;
		for (size_t i = 0; i < row->count; i++)
			row->clauses += input_clauses(facts, &row->inputs[i]);
		if (row->count > 0)
			status = merge_older(plan, facts, row, error);
	}
	return status;
}

void plan_release(struct plan *plan)
{
	for (size_t l = 0; l < LANGUAGE_COUNT; l++)
		free(plan->languages[l].inputs);
}

static int read_place(const struct plan_facts *facts, const struct place *place, bool texts,
		      struct resolution *resolution, struct error *error)
{
	if (place->segment != NULL)
		return segment_resolution(place->segment, place->work, texts, resolution, NULL,
					  error);
	return spool_resolution(facts->spool, place->entry, resolution, error);
}

/* What a donor knows, in the form of an extract. Of an older version of the same file only what it
 * had from an extract counts: the file itself may say something else now. */
static struct extract donor_extract(const struct resolution *donor, bool older)
{
	struct extract known = { .symbol = donor->symbol,
				 .date = donor->date,
				 .committee = "",
				 .committee_code = donor->committee_code,
				 .agenda_item = donor->agenda_item,
				 .agenda_title = "",
				 .report = "",
				 .meeting = "",
				 .vote = donor->vote,
				 .sponsors = donor->sponsors,
				 .subjects = donor->subjects,
				 .subject_count = donor->subject_count };
	static const struct strings none = { NULL, 0 };
	uint32_t unknown = older ? ~donor->borrowed : 0;
	if ((unknown & BORROWED_VOTE) != 0 && (unknown & BORROWED_STATES) != 0)
		known.vote.kind = VOTE_UNKNOWN;
	if ((unknown & BORROWED_SPONSORS) != 0)
		known.sponsors = none;
	if ((unknown & BORROWED_SUBJECTS) != 0)
		known.subject_count = 0;
	if ((unknown & BORROWED_DATE) != 0)
		known.date = "";
	if ((unknown & BORROWED_AGENDA) != 0)
		known.agenda_item = "";
	if ((unknown & BORROWED_COMMITTEE) != 0)
		known.committee_code = "";
	return known;
}

int plan_resolution(const struct plan_facts *facts, const struct input *input,
		    struct resolution *resolution, struct error *error)
{
	int status = read_place(facts, &input->place, true, resolution, error);
	if (status != STATUS_OK)
		return status;
	const struct extract *extract = extracts_find(facts->extracts, input->symbol);
	if (extract != NULL)
		extract_apply(extract, resolution);
	else if (input->has_donor) {
		struct resolution donor;
		status = read_place(facts, &input->donor, false, &donor, error);
		if (status == STATUS_OK) {
			struct extract known =
			    donor_extract(&donor, donor.language == resolution->language);
			extract_apply(&known, resolution);
			resolution_release(&donor);
		} else
			resolution_release(resolution);
	}
	return status;
}
