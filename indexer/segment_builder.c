/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/segment_builder.h"

#include "base/buffer.h"
#include "base/date.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/record.h"
#include "base/spill.h"
#include "corpus/align.h"
#include "indexer/documents.h"
#include "indexer/groups.h"
#include "indexer/packer.h"
#include "indexer/vocabulary.h"
#include "indexer/wording_table.h"
#include "stemmers/analyser.h"
#include "store/resolution_record.h"
#include "store/segment_writer.h"
#include "store/values.h"
#include "xapian-c/xapian-c.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

/* Of the memory that there is one part in so many stays in memory of what is read but once or
 * twice: of the forms of wordings; of each large section and of the full blocks of lists. Another
 * is for groups. */
enum { SEQUENCE_PART = 16, SECTION_PART = 64, GROUPS_PART = 4 };

struct placed { /* an occurrence */
	uint32_t wording, work, clause_and_part;
};

struct segment_builder {
	const struct language *language;
	struct analyser *analyser;
	struct documents *documents; /* for libxapian; NULL: the language has no pairs */

	struct names forms, terms;
	struct form *form_at;
	size_t form_capacity;
	struct term *term_at;
	size_t term_capacity;
	uint32_t *form_terms; /* numbers of terms, for all forms */
	size_t form_term_count, form_term_capacity;
	struct map pairs; /* two forms of Chinese characters to the number of their term */

	struct spill *posting_blocks; /* those of the terms' lists that are full */

	struct wording_table wordings;
	uint32_t wording_count;
	uint32_t *lengths; /* of the wordings: how many terms each has */
	size_t length_capacity;
	struct spill *sequence;  /* a piece for each wording: the numbers of its forms */
	uint32_t *wording_forms; /* of the wording that is being added */
	size_t wording_forms_capacity;
	struct placed *placed;
	size_t placed_count, placed_capacity;

	struct tokens tokens;
	uint32_t *document_terms; /* of the document being made */
	size_t document_count, document_terms_capacity;

	struct packer *texts, *records;
	struct buffer block;        /* texts of the block that is being filled */
	struct block_entry *blocks; /* those that are full */
	size_t block_count, block_capacity;
	struct work_entry *works;
	size_t work_capacity;
	struct buffer scratch;
	struct value_table *values;
	struct nearest_finder *older; /* NULL: no older segments stay */
	struct sections sections;
	const char *work_directory;
	size_t memory;
	struct segment_counts counts;
};

int segment_builder_new(struct segment_builder **out, const struct language *language,
			struct segment *const *older, size_t older_count,
			const char *work_directory, size_t memory, bool two_threads,
			struct error *error)
{
	static const enum section large[] = { SECTION_RECORDS, SECTION_POSTINGS, SECTION_STREAM,
					      SECTION_TEXTS, SECTION_SAMPLES };
	*out = NULL;
	struct segment_builder *builder = memory_array(1, sizeof *builder);
	builder->language = language;
	builder->work_directory = work_directory;
	builder->memory = memory;
	builder->values = value_table_new();
	builder->sequence = spill_new(work_directory, "sequence", memory / SEQUENCE_PART);
	builder->posting_blocks = spill_new(work_directory, "blocks", memory / SECTION_PART);
	for (size_t i = 0; i < sizeof large / sizeof *large; i++)
		builder->sections.spills[large[i]] =
		    spill_new(work_directory, section_names[large[i]], memory / SECTION_PART);
	if (older_count > 0)
		builder->older = nearest_finder_new(older, older_count);
	builder->texts = packer_new(builder->sections.spills[SECTION_TEXTS], two_threads);
	builder->records = packer_new(builder->sections.spills[SECTION_RECORDS], two_threads);
	int status = analyser_new(&builder->analyser, language, error);
	if (status == STATUS_OK && language->pairs)
		status = documents_new(&builder->documents, work_directory, two_threads, error);
	if (status != STATUS_OK) {
		segment_builder_free(builder);
		return status;
	}
	*out = builder;
	return STATUS_OK;
}

static void release_terms(struct segment_builder *builder)
{
	names_release(&builder->terms);
	for (size_t i = 0; i < builder->term_capacity; i++)
		buffer_release(&builder->term_at[i].block);
	free(builder->term_at);
	free(builder->form_terms);
	builder->term_at = NULL;
	builder->term_capacity = 0;
	builder->form_terms = NULL;
	builder->form_term_count = builder->form_term_capacity = 0;
}

void segment_builder_free(struct segment_builder *builder)
{
	if (builder == NULL)
		return;
	analyser_free(builder->analyser);
	value_table_free(builder->values);
	nearest_finder_free(builder->older);
	documents_free(builder->documents);
	names_release(&builder->forms);
	free(builder->form_at);
	release_terms(builder);
	free(builder->lengths);
	map_release(&builder->pairs);
	wording_table_release(&builder->wordings);
	spill_free(builder->sequence);
	spill_free(builder->posting_blocks);
	free(builder->wording_forms);
	free(builder->placed);
	tokens_release(&builder->tokens);
	free(builder->document_terms);
	buffer_release(&builder->block);
	packer_free(builder->texts);
	packer_free(builder->records);
	free(builder->blocks);
	free(builder->works);
	buffer_release(&builder->scratch);
	for (int i = 0; i < SECTION_COUNT; i++) {
		buffer_release(&builder->sections.bytes[i]);
		spill_free(builder->sections.spills[i]);
	}
	free(builder);
}

static uint32_t add_term(struct segment_builder *builder, const char *bytes, size_t length)
{
	uint32_t number = names_add(&builder->terms, bytes, length);
	size_t old = builder->term_capacity;
	builder->term_at = memory_grow(builder->term_at, &builder->term_capacity, number + 1u,
				       sizeof *builder->term_at);
	for (size_t i = old; i < builder->term_capacity; i++)
		builder->term_at[i] = (struct term){ .block = BUFFER_INIT };
	return number;
}

/* The number of the token's form; a new form gets its terms here, once for all its tokens. */
static uint32_t add_form(struct segment_builder *builder, const struct token *token)
{
	const char *bytes = builder->tokens.forms + token->form;
	uint32_t number = names_add(&builder->forms, bytes, token->form_length);
	if (number < builder->counts.forms)
		return number;
	builder->counts.forms++;
	builder->form_at = memory_grow(builder->form_at, &builder->form_capacity, number + 1u,
				       sizeof *builder->form_at);
	struct form *form = &builder->form_at[number];
	*form = (struct form){ token->kind, 0, (uint32_t)builder->form_term_count, 0, 0 };
	buffer_clear(&builder->scratch);
	size_t count = analyser_terms(builder->analyser, bytes, token->form_length, token->kind,
				      &builder->scratch);
	builder->form_terms =
	    memory_grow(builder->form_terms, &builder->form_term_capacity,
			builder->form_term_count + count, sizeof *builder->form_terms);
	const char *term = builder->scratch.bytes;
	for (size_t i = 0; i < count; i++, term += strlen(term) + 1)
		builder->form_terms[builder->form_term_count++] =
		    add_term(builder, term, strlen(term));
	form->term_count = (uint32_t)count;
	return number;
}

/* Counts a term for the document with this stamp. */
static void count_term(struct segment_builder *builder, uint32_t number, uint32_t stamp)
{
	struct term *term = &builder->term_at[number];
	if (term->stamp == stamp) {
		term->count++;
		return;
	}
	term->stamp = stamp;
	term->count = 1;
	builder->document_terms =
	    memory_grow(builder->document_terms, &builder->document_terms_capacity,
			builder->document_count + 1, sizeof *builder->document_terms);
	builder->document_terms[builder->document_count++] = number;
}

static uint32_t pair_term(struct segment_builder *builder, uint32_t first, uint32_t second)
{
	uint32_t *number = map_at(&builder->pairs, (uint64_t)first << 32 | second);
	if (*number == UINT32_MAX) {
		const struct name *a = &builder->forms.at[first], *b = &builder->forms.at[second];
		buffer_clear(&builder->scratch);
		analyser_pair(a->bytes, a->length, b->bytes, b->length, &builder->scratch);
		*number = add_term(builder, builder->scratch.bytes, builder->scratch.length);
		builder->term_at[*number].is_pair = true;
	}
	return *number;
}

/* The wording that is being added, as a document. */
static int add_document(struct segment_builder *builder, struct error *error)
{
	uint32_t length = 0;
	for (size_t i = 0; i < builder->document_count; i++) {
		uint32_t number = builder->document_terms[i];
		const struct name *name = &builder->terms.at[number];
		struct term *term = &builder->term_at[number];
		documents_add_term(builder->documents,
				   (struct xap_term){ name->bytes, name->length, term->count });
		if (!term->is_pair)
			vocabulary_add_posting(term, builder->wording_count,
					       builder->posting_blocks);
		length += term->count;
	}
	builder->counts.length += length;
	builder->lengths = memory_grow(builder->lengths, &builder->length_capacity,
				       builder->wording_count + 1u, sizeof *builder->lengths);
	builder->lengths[builder->wording_count] = length;
	return documents_end_document(builder->documents, error);
}

static int close_block(struct segment_builder *builder, struct error *error)
{
	if (builder->block.length == 0)
		return STATUS_OK;
	builder->blocks[builder->block_count++].raw_length = (uint32_t)builder->block.length;
	int status = packer_add(builder->texts, builder->block.bytes, builder->block.length, error);
	buffer_clear(&builder->block);
	return status;
}

static int add_text(struct segment_builder *builder, const char *text, size_t length,
		    struct error *error)
{
	if (builder->block.length == 0) {
		builder->blocks = memory_grow(builder->blocks, &builder->block_capacity,
					      builder->block_count + 1, sizeof *builder->blocks);
		builder->blocks[builder->block_count] =
		    (struct block_entry){ .first_wording = builder->wording_count };
	}
	record_add_string(&builder->block, text, length);
	return builder->block.length >= TEXT_BLOCK_BYTES ? close_block(builder, error) : STATUS_OK;
}

static int add_wording(struct segment_builder *builder, const char *text, size_t length,
		       uint64_t hash, struct error *error)
{
	uint32_t stamp = builder->wording_count + 1;
	analyser_tokens(text, length, &builder->tokens);
	const struct tokens *tokens = &builder->tokens;
	builder->wording_forms =
	    memory_grow(builder->wording_forms, &builder->wording_forms_capacity, tokens->count,
			sizeof *builder->wording_forms);
	builder->document_count = 0;
	for (size_t i = 0; i < tokens->count; i++) {
		uint32_t number = add_form(builder, &tokens->at[i]);
		builder->wording_forms[i] = number;
		struct form *form = &builder->form_at[number];
		form->count++;
		for (uint32_t t = 0; t < form->term_count; t++)
			count_term(builder, builder->form_terms[form->first_term + t], stamp);
		if (builder->language->pairs && i > 0 && form->kind == TOKEN_HAN &&
		    tokens->at[i - 1].kind == TOKEN_HAN) {
			uint32_t before = builder->wording_forms[i - 1];
			count_term(builder, pair_term(builder, before, number), stamp);
		}
	}
	spill_add_piece(builder->sequence, builder->wording_forms,
			tokens->count * sizeof *builder->wording_forms);
	section_add_u64(&builder->sections.bytes[SECTION_HASHES], hash);
	int status = add_text(builder, text, length, error);
	builder->counts.tokens += tokens->count;
	builder->counts.wording_bytes += length;
	if (status == STATUS_OK)
		status = add_document(builder, error);
	builder->wording_count++;
	return status;
}

static struct work_entry *start_work(struct segment_builder *builder, const char *symbol)
{
	struct buffer *symbols = &builder->sections.bytes[SECTION_SYMBOLS];
	builder->works = memory_grow(builder->works, &builder->work_capacity,
				     builder->counts.works + 1, sizeof *builder->works);
	struct work_entry *entry = &builder->works[builder->counts.works++];
	*entry = (struct work_entry){
		.symbol_start = (uint32_t)symbols->length,
		.head_start = (uint32_t)builder->sections.bytes[SECTION_HEADS].length,
	};
	buffer_add(symbols, symbol, strlen(symbol) + 1);
	return entry;
}

static int add_record(struct segment_builder *builder, const struct resolution *resolution,
		      const uint32_t *wordings, struct error *error)
{
	struct work_entry *entry = start_work(builder, resolution->symbol);
	struct buffer *record = &builder->scratch;
	buffer_clear(record);
	resolution_encode(resolution, wordings, record);
	entry->record_raw_length = (uint32_t)record->length;
	entry->date = date_number(resolution->date);
	entry->clause_count = (uint32_t)resolution->clause_count;
	entry->labels = align_hash(resolution);
	head_encode(resolution, &builder->sections.bytes[SECTION_HEADS]);
	return packer_add(builder->records, record->bytes, record->length, error);
}

void segment_builder_sample(struct segment_builder *builder, const struct resolution *resolution,
			    size_t step)
{
	uint32_t *wordings = memory_array(resolution->clause_count, sizeof *wordings);
	for (size_t i = 0; i < resolution->clause_count; i++) {
		const char *text = resolution->clauses[i].text;
		size_t length = schema_wording_length(text, strlen(text));
		buffer_clear(&builder->scratch);
		record_add_string(&builder->scratch, text, length);
		packer_sample(builder->texts, builder->scratch.bytes, builder->scratch.length,
			      step);
		wordings[i] = (uint32_t)i; /* its number is not known yet */
	}
	buffer_clear(&builder->scratch);
	resolution_encode(resolution, wordings, &builder->scratch);
	packer_sample(builder->records, builder->scratch.bytes, builder->scratch.length, step);
	free(wordings);
}

int segment_builder_add(struct segment_builder *builder, const struct resolution *resolution,
			struct error *error)
{
	uint32_t *wordings = memory_array(resolution->clause_count, sizeof *wordings);
	int status = STATUS_OK;
	for (size_t i = 0; i < resolution->clause_count && status == STATUS_OK; i++) {
		const struct clause *clause = &resolution->clauses[i];
		size_t whole = strlen(clause->text);
		size_t length = schema_wording_length(clause->text, whole);
		uint64_t hash = hash_bytes(clause->text, length);
		/* 64 bits tell a million wordings apart but for one chance in 30 million. */
		uint32_t *number = wording_table_at(&builder->wordings,
						    &builder->sections.bytes[SECTION_HASHES], hash);
		if (*number == UINT32_MAX) {
			*number = builder->wording_count;
			wordings[i] = builder->wording_count;
			status = add_wording(builder, clause->text, length, hash, error);
		} else
			wordings[i] = *number;
		builder->placed = memory_grow(builder->placed, &builder->placed_capacity,
					      builder->placed_count + 1, sizeof *builder->placed);
		builder->placed[builder->placed_count++] =
		    (struct placed){ wordings[i], (uint32_t)builder->counts.works,
				     (uint32_t)i << 2 | (uint32_t)clause->part };
		builder->counts.text_bytes += whole;
	}
	if (status == STATUS_OK) {
		value_table_add(builder->values, (uint32_t)builder->counts.works, resolution);
		status = add_record(builder, resolution, wordings, error);
	}
	builder->counts.clauses += resolution->clause_count;
	free(wordings);
	return status;
}

int segment_builder_remove(struct segment_builder *builder, const char *symbol, struct error *error)
{
	start_work(builder, symbol)->removed = 1;
	builder->counts.removed++;
	return packer_add(builder->records, "", 0, error);
}

static int by_place(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	if (x->wording != y->wording)
		return x->wording < y->wording ? -1 : 1;
	if (x->work != y->work)
		return x->work < y->work ? -1 : 1;
	return x->clause_and_part < y->clause_and_part ? -1
						       : x->clause_and_part > y->clause_and_part;
}

/* The occurrences of a wording, from `at` on; returns where those of the next one start. */
static size_t write_places(const struct segment_builder *builder, uint32_t wording, size_t at,
			   struct buffer *out)
{
	size_t end = at;
	while (end < builder->placed_count && builder->placed[end].wording == wording)
		end++;
	record_add_number(out, end - at);
	for (uint32_t work = 0; at < end; at++) {
		record_add_number(out, builder->placed[at].work - work);
		record_add_number(out, builder->placed[at].clause_and_part);
		work = builder->placed[at].work;
	}
	return at;
}

static int write_stream(struct segment_builder *builder, struct error *error)
{
	struct spill *stream = builder->sections.spills[SECTION_STREAM];
	struct buffer *ends = &builder->sections.bytes[SECTION_STREAM_ENDS];
	struct spill_reader reader = { .spill = builder->sequence, .ahead = SPILL_AHEAD };
	memory_sort(builder->placed, builder->placed_count, sizeof *builder->placed, by_place);
	size_t at = 0;
	for (uint32_t wording = 0; wording < builder->wording_count; wording++) {
		size_t bytes;
		section_add_u32(ends, (uint32_t)spill_length(stream));
		buffer_clear(&builder->scratch);
		record_add_number(&builder->scratch, builder->lengths[wording]);
		at = write_places(builder, wording, at, &builder->scratch);
		const uint32_t *forms = spill_next(&reader, &bytes);
		for (size_t i = 0; i < bytes / sizeof *forms; i++)
			record_add_number(&builder->scratch, builder->form_at[forms[i]].number);
		spill_add(stream, builder->scratch.bytes, builder->scratch.length);
	}
	section_add_u32(ends, (uint32_t)spill_length(stream));
	spill_reader_release(&reader);
	if (spill_length(stream) > UINT32_MAX)
		return error_set(error, STATUS_LIMIT,
				 "too many resolutions in %s for one segment (4 GiB of words)",
				 builder->language->name);
	int status = spill_status(builder->sequence, error);
	return status == STATUS_OK ? spill_end(stream, error) : status;
}

static int write_groups(struct segment_builder *builder, struct error *error)
{
	uint64_t *forms = memory_array(builder->forms.count, sizeof *forms);
	for (size_t i = 0; i < builder->forms.count; i++)
		forms[i] = runs_form(builder->forms.at[i].bytes, builder->forms.at[i].length);
	const struct group_wordings wordings = {
		.forms = forms,
		.sequence = builder->sequence,
		.count = builder->wording_count,
		.older = builder->older,
		.work_directory = builder->work_directory,
		.memory = builder->memory / GROUPS_PART,
	};
	int status = groups_write(&wordings, &builder->sections.bytes[SECTION_GROUPS],
				  &builder->sections.bytes[SECTION_SAMPLES],
				  builder->sections.spills[SECTION_SAMPLES], error);
	free(forms);
	return status;
}

/* Ends what is packed into a section; *lengths gets the packed length of each piece. */
static int end_packed(struct segment_builder *builder, struct packer *packer, enum section section,
		      enum section dictionary, const uint32_t **lengths, struct error *error)
{
	int status = packer_end(packer, &builder->sections.bytes[dictionary], lengths, error);
	return status == STATUS_OK ? spill_end(builder->sections.spills[section], error) : status;
}

static int write_records(struct segment_builder *builder, struct error *error)
{
	const uint32_t *lengths;
	uint64_t start = 0;
	int status = end_packed(builder, builder->records, SECTION_RECORDS,
				SECTION_RECORD_DICTIONARY, &lengths, error);
	for (size_t i = 0; i < builder->counts.works && status == STATUS_OK; i++) {
		struct work_entry *entry = &builder->works[i];
		entry->record_start = start;
		entry->record_length = entry->removed != 0 ? 0 : lengths[i];
		start += lengths[i];
		section_add_work(&builder->sections.bytes[SECTION_WORKS], entry);
	}
	return status;
}

static int write_texts(struct segment_builder *builder, struct error *error)
{
	const uint32_t *lengths;
	uint64_t start = 0;
	int status = end_packed(builder, builder->texts, SECTION_TEXTS, SECTION_TEXT_DICTIONARY,
				&lengths, error);
	for (size_t i = 0; i < builder->block_count && status == STATUS_OK; i++) {
		struct block_entry *entry = &builder->blocks[i];
		entry->start = start;
		entry->length = lengths[i];
		start += lengths[i];
		section_add_block(&builder->sections.bytes[SECTION_BLOCKS], entry);
	}
	return status;
}

static void write_meta(struct segment_builder *builder)
{
	struct buffer *meta = &builder->sections.bytes[SECTION_META];
	const struct segment_counts *counts = &builder->counts;
	record_add_text(meta, builder->language->code);
	record_add_number(meta, ANALYSIS_VERSION);
	record_add_number(meta, counts->works);
	record_add_number(meta, counts->clauses);
	record_add_number(meta, counts->wordings);
	record_add_number(meta, counts->forms);
	record_add_number(meta, counts->terms);
	record_add_number(meta, counts->tokens);
	record_add_number(meta, counts->text_bytes);
	record_add_number(meta, counts->wording_bytes);
	record_add_number(meta, counts->removed);
	record_add_number(meta, counts->length);
	uint64_t sampled = schema_sampled_terms(counts->terms);
	record_add_number(meta, sampled);
	for (uint64_t i = 1; i <= sampled; i++) {
		uint32_t start;
		memcpy(&start,
		       builder->sections.bytes[SECTION_TERM_STARTS].bytes +
			   i * TERM_STEP * sizeof start,
		       sizeof start);
		record_add_text(meta,
				builder->sections.bytes[SECTION_TERM_BYTES].bytes + le32toh(start));
	}
}

/* Its identity depends on the texts alone. */
static int finish_database(struct segment_builder *builder, struct error *error)
{
	unsigned char identity[XAP_IDENTITY_BYTES];
	const struct buffer *hashes = &builder->sections.bytes[SECTION_HASHES];
	const struct buffer *symbols = &builder->sections.bytes[SECTION_SYMBOLS];
	uint64_t numbers[2] = { hash_bytes(hashes->bytes, hashes->length),
				hash_bytes(symbols->bytes, symbols->length) };
	memcpy(identity, numbers, sizeof identity);
	return documents_finish(builder->documents, identity, error);
}

int segment_builder_finish(struct segment_builder *builder, int directory, const char *name,
			   struct error *error)
{
	builder->counts.wordings = builder->wording_count;
	/* What is known of single wordings is needed no longer. */
	wording_table_release(&builder->wordings);
	map_release(&builder->pairs);
	int status = close_block(builder, error);
	if (status == STATUS_OK)
		status = documents_end(builder->documents, error);
	if (status == STATUS_OK)
		status = spill_end(builder->sequence, error);
	if (status == STATUS_OK)
		status = spill_end(builder->posting_blocks, error);
	vocabulary_write_forms(builder->sections.bytes, &builder->forms, builder->form_at);
	if (status == STATUS_OK)
		builder->counts.terms = vocabulary_write_terms(
		    builder->sections.bytes, builder->sections.spills[SECTION_POSTINGS],
		    builder->posting_blocks, &builder->terms, builder->term_at, builder->form_at,
		    builder->forms.count, builder->form_terms, builder->form_term_count);
	if (status == STATUS_OK)
		status = spill_status(builder->posting_blocks, error);
	if (status == STATUS_OK)
		release_terms(builder); /* else libxapian's thread may still read them */
	if (status == STATUS_OK)
		status = spill_end(builder->sections.spills[SECTION_POSTINGS], error);
	if (status == STATUS_OK)
		status = write_stream(builder, error);
	free(builder->placed);
	free(builder->lengths);
	builder->placed = NULL;
	builder->lengths = NULL;
	value_table_write(builder->values, &builder->sections.bytes[SECTION_VALUES]);
	value_table_free(builder->values);
	builder->values = NULL;
	if (status == STATUS_OK)
		status = write_groups(builder, error);
	write_meta(builder);
	if (status == STATUS_OK)
		status = finish_database(builder, error);
	if (status == STATUS_OK)
		status = write_texts(builder, error);
	if (status == STATUS_OK)
		status = write_records(builder, error);
	if (status == STATUS_OK)
		status = segment_write(directory, name, &builder->sections,
				       documents_database(builder->documents), error);
	return status;
}
