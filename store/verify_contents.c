/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/verify.h"

#include "base/buffer.h"
#include "base/date.h"
#include "base/error.h"
#include "base/hash.h"
#include "base/map.h"
#include "base/memory.h"
#include "corpus/align.h"
#include "corpus/symbol.h"
#include "stemmers/analyser.h"
#include "store/runs.h"
#include "store/values.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* After so many seconds libxapian's check of one segment counts as one that never ends. */
enum { CHILD_MAX_SECONDS = 600 };

/* ---- What the texts say ---- */

struct placed {
	uint32_t wording, work, clause, part;
};

/* Sums over the documents of a term, or over its forms: equal when both lists are. */
struct sum {
	uint64_t sum;
	uint32_t count;
};

struct contents {
	struct verify *verify;
	struct segment *segment;
	struct analyser *analyser;
	struct value_table *values;
	struct placed *placed; /* the clauses of all records */
	size_t placed_count, placed_capacity;
	struct names terms;     /* all terms of all wordings, */
	struct sum *documents;  /* and for each of them its documents and counts, */
	struct sum *term_forms; /* and its forms */
	size_t documents_capacity, term_forms_capacity;
	size_t terms_with_forms;
	uint32_t *form_counts;
	struct segment_counts counts;
};

static uint64_t mix(uint32_t a, uint32_t b)
{
	const uint32_t both[2] = { a, b };
	return hash_bytes(both, sizeof both);
}

static void find_in(struct contents *contents, enum section section, const char *symbol,
		    const char *label, const char *problem)
{
	verify_find(contents->verify, section_names[section], symbol, label, problem);
}

/* ---- Works ---- */

static void check_clause(struct contents *contents, const struct resolution *resolution,
			 uint32_t work, uint32_t clause, uint32_t wording)
{
	const struct clause *at = &resolution->clauses[clause];
	contents->counts.clauses++;
	contents->counts.text_bytes += strlen(at->text);
	contents->placed = memory_grow(contents->placed, &contents->placed_capacity,
				       contents->placed_count + 1, sizeof *contents->placed);
	contents->placed[contents->placed_count++] =
	    (struct placed){ wording, work, clause, (uint32_t)at->part };
}

/* Whether HEADS says of the work what its record says. */
static bool check_heads(const struct segment *segment, uint32_t work,
			const struct resolution *resolution)
{
	struct head head = { 0 };
	const struct vote *vote = &resolution->vote;
	bool same = true;
	for (uint32_t i = 0; i < resolution->clause_count && same; i++) {
		const struct clause *clause = &resolution->clauses[i];
		size_t length = strlen(clause->text),
		       wording = schema_wording_length(clause->text, length);
		same = segment_head(segment, work, i, &head) && head.vote.kind == vote->kind &&
		       head.vote.yes == vote->yes && head.vote.no == vote->no &&
		       head.vote.abstaining == vote->abstaining && head.part == clause->part &&
		       strcmp(head.label.bytes, clause->label) == 0 &&
		       strcmp(head.ending.bytes, clause->text + wording) == 0;
	}
	buffer_release(&head.label);
	buffer_release(&head.ending);
	return same;
}

static void check_work(struct contents *contents, uint32_t work)
{
	struct segment *segment = contents->segment;
	struct work_entry entry = segment_work(segment, work);
	const char *symbol = segment_symbol(segment, work);
	struct resolution resolution;
	uint32_t *wordings;
	struct error error = ERROR_INIT;
	if (work > 0 && symbol_compare(segment_symbol(segment, work - 1), symbol) >= 0)
		find_in(contents, SECTION_WORKS, symbol, "", "it is not in order");
	if (entry.removed != 0) {
		contents->counts.removed++;
		return;
	}
	if (segment_resolution(segment, work, true, &resolution, &wordings, &error) != STATUS_OK) {
		find_in(contents, SECTION_RECORDS, symbol, "", "it cannot be read");
		return;
	}
	if (strcmp(resolution.symbol, symbol) != 0 || resolution.language != segment->language)
		find_in(contents, SECTION_RECORDS, symbol, "", "its record is of another one");
	if (entry.clause_count != resolution.clause_count ||
	    entry.date != date_number(resolution.date) || entry.labels != align_hash(&resolution))
		find_in(contents, SECTION_WORKS, symbol, "",
			"its date, labels or count of clauses are not those of its record");
	if (!check_heads(segment, work, &resolution))
		find_in(contents, SECTION_HEADS, symbol, "", "it is not that of its record");
	for (uint32_t i = 0; i < resolution.clause_count; i++)
		check_clause(contents, &resolution, work, i, wordings[i]);
	value_table_add(contents->values, work, &resolution);
	resolution_release(&resolution);
}

static void check_values(struct contents *contents)
{
	struct buffer expected = BUFFER_INIT;
	struct record found = segment_values(contents->segment);
	value_table_write(contents->values, &expected);
	if (expected.length != found.length ||
	    memcmp(expected.bytes, found.bytes, found.length) != 0)
		find_in(contents, SECTION_VALUES, "", "",
			"the values are not those of the resolutions");
	buffer_release(&expected);
}

/* ---- Wordings ---- */

static uint32_t add_term(struct contents *contents, const char *bytes, size_t length)
{
	uint32_t number = names_add(&contents->terms, bytes, length);
	size_t old = contents->documents_capacity;
	contents->documents = memory_grow(contents->documents, &contents->documents_capacity,
					  number + 1u, sizeof *contents->documents);
	if (contents->documents_capacity != old)
		memset(contents->documents + old, 0,
		       (contents->documents_capacity - old) * sizeof *contents->documents);
	return number;
}

static int by_number(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;
	return *x < *y ? -1 : *x > *y;
}

/* The terms of a document, each as often as it is counted there. */
static void count_document(struct contents *contents, uint32_t *terms, size_t count,
			   uint32_t document)
{
	memory_sort(terms, count, sizeof *terms, by_number);
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i; end < count && terms[end] == terms[i];)
			end++;
		contents->documents[terms[i]].sum += mix(document, (uint32_t)(end - i));
		contents->documents[terms[i]].count++;
	}
	contents->counts.length += count;
}

struct scratch {
	struct buffer text, terms, pair;
	struct tokens tokens;
	struct form_list forms;
	uint32_t *document;
	size_t document_capacity;
};

/* Adds the terms of token `i` to the document. */
static size_t add_terms(struct contents *contents, struct scratch *scratch, size_t i, size_t count)
{
	const struct token *token = &scratch->tokens.at[i];
	const char *form = scratch->tokens.forms + token->form;
	buffer_clear(&scratch->terms);
	size_t more = analyser_terms(contents->analyser, form, token->form_length, token->kind,
				     &scratch->terms);
	scratch->document = memory_grow(scratch->document, &scratch->document_capacity,
					count + more + 1, sizeof *scratch->document);
	const char *term = scratch->terms.bytes;
	for (size_t t = 0; t < more; t++, term += strlen(term) + 1)
		scratch->document[count++] = add_term(contents, term, strlen(term));
	if (contents->segment->language->pairs && i > 0 && token->kind == TOKEN_HAN &&
	    token[-1].kind == TOKEN_HAN) {
		buffer_clear(&scratch->pair);
		analyser_pair(scratch->tokens.forms + token[-1].form, token[-1].form_length, form,
			      token->form_length, &scratch->pair);
		scratch->document[count++] =
		    add_term(contents, scratch->pair.bytes, scratch->pair.length);
	}
	return count;
}

/* The wording's forms against its text; true when they are those of the text. */
static bool check_forms(struct contents *contents, struct scratch *scratch, uint32_t wording,
			uint32_t length)
{
	struct segment *segment = contents->segment;
	analyser_tokens(scratch->text.bytes, scratch->text.length, &scratch->tokens);
	size_t terms = 0;
	bool same = scratch->tokens.count == scratch->forms.count;
	for (size_t i = 0; i < scratch->tokens.count && same; i++) {
		const struct token *token = &scratch->tokens.at[i];
		int kind;
		const char *form = segment_form(segment, scratch->forms.at[i], &kind);
		same = kind == (int)token->kind &&
		       strcmp(form, scratch->tokens.forms + token->form) == 0;
		contents->form_counts[scratch->forms.at[i]]++;
		terms = add_terms(contents, scratch, i, terms);
	}
	count_document(contents, scratch->document, terms, wording + 1);
	contents->counts.tokens += scratch->tokens.count;
	return same && terms == length;
}

static void check_wording(struct contents *contents, struct scratch *scratch, uint32_t wording,
			  size_t *at)
{
	struct segment *segment = contents->segment;
	struct stream stream;
	struct occurrence occurrence;
	const struct placed *first = *at < contents->placed_count ? &contents->placed[*at] : NULL;
	const char *symbol = first != NULL ? segment_symbol(segment, first->work) : "";
	bool same = first != NULL;
	buffer_clear(&scratch->text);
	if (segment_wording(segment, wording, &scratch->text, NULL) != STATUS_OK) {
		find_in(contents, SECTION_TEXTS, symbol, "", "a text is not as it was written");
		return;
	}
	segment_stream(segment, wording, &stream);
	for (; stream_occurrence(&stream, &occurrence); (*at)++) {
		const struct placed *placed = &contents->placed[*at];
		same = same && *at < contents->placed_count && placed->wording == wording &&
		       placed->work == occurrence.work && placed->clause == occurrence.clause &&
		       placed->part == (uint32_t)occurrence.part;
	}
	if (!same || stream.record.bad ||
	    (*at < contents->placed_count && contents->placed[*at].wording == wording))
		find_in(contents, SECTION_STREAM, symbol, "",
			"the places of a wording are not those of its clauses");
	stream_forms(&stream, segment, &scratch->forms);
	if (!check_forms(contents, scratch, wording, stream.length))
		find_in(contents, SECTION_STREAM, symbol, "",
			"the words of a clause are not those of its text");
	contents->counts.wording_bytes += scratch->text.length;
	contents->counts.wordings++;
}

static int by_place(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	if (x->wording != y->wording)
		return x->wording < y->wording ? -1 : 1;
	if (x->work != y->work)
		return x->work < y->work ? -1 : 1;
	return x->clause < y->clause ? -1 : x->clause > y->clause;
}

static void check_wordings(struct contents *contents)
{
	struct scratch scratch = {
		BUFFER_INIT, BUFFER_INIT, BUFFER_INIT, TOKENS_INIT, { 0 }, 0, 0
	};
	size_t at = 0;
	memory_sort(contents->placed, contents->placed_count, sizeof *contents->placed, by_place);
	for (uint32_t wording = 0; wording < contents->segment->counts.wordings; wording++)
		check_wording(contents, &scratch, wording, &at);
	buffer_release(&scratch.text);
	buffer_release(&scratch.terms);
	buffer_release(&scratch.pair);
	tokens_release(&scratch.tokens);
	free(scratch.forms.at);
	free(scratch.document);
}

/* ---- Near repeats ---- */

/* Whether the wording is found by each run of its sample. */
static bool is_sampled(const struct segment *segment, const struct runs *runs, uint32_t wording)
{
	bool all = true;
	for (size_t i = 0; i < runs_sample(runs) && all; i++) {
		struct sample_reader reader;
		uint32_t found;
		segment_sample(segment, runs->at[i], &reader);
		all = false;
		while (!all && sample_next(&reader, &found))
			all = found == wording;
	}
	return all;
}

/* The group of a wording is that of the wording which it began with; one of an older segment is
 * known by its hash alone. */
static void check_groups(struct contents *contents)
{
	struct segment *segment = contents->segment;
	struct buffer text = BUFFER_INIT;
	struct tokens tokens = TOKENS_INIT;
	struct runs runs = { 0 };
	struct map by_hash = { 0 };
	bool sampled = true, grouped = true;
	for (uint32_t wording = 0; wording < segment->counts.wordings; wording++)
		*map_at(&by_hash, segment_hash(segment, wording)) = wording;
	for (uint32_t wording = 0; wording < segment->counts.wordings; wording++) {
		uint64_t group = segment_group(segment, wording);
		uint32_t leader = map_get(&by_hash, group);
		grouped = grouped && group != 0 &&
			  (leader == UINT32_MAX || segment_group(segment, leader) == group);
		buffer_clear(&text);
		if (segment_wording(segment, wording, &text, NULL) != STATUS_OK)
			continue; /* told already */
		runs_of_text(&runs, &tokens, text.bytes, text.length);
		sampled = sampled && is_sampled(segment, &runs, wording);
	}
	if (!grouped)
		find_in(contents, SECTION_GROUPS, "", "", "a group does not begin with its first");
	if (!sampled)
		find_in(contents, SECTION_SAMPLES, "", "",
			"a wording is not where its runs of words have it");
	buffer_release(&text);
	tokens_release(&tokens);
	runs_release(&runs);
	map_release(&by_hash);
}

/* ---- Vocabulary ---- */

/* Whether the form at this place of FORM_ORDER comes after the one before it. */
static bool stands_behind(const struct segment *segment, uint32_t place)
{
	struct buffer plain[2] = { BUFFER_INIT, BUFFER_INIT };
	const char *forms[2];
	for (uint32_t i = 0; i < 2; i++) {
		forms[i] =
		    segment_form(segment, segment_form_in_order(segment, place - 1 + i), NULL);
		segment_form_plain(forms[i], &plain[i]);
	}
	int order = strcmp(plain[0].bytes, plain[1].bytes);
	buffer_release(&plain[0]);
	buffer_release(&plain[1]);
	return order < 0 || (order == 0 && strcmp(forms[0], forms[1]) < 0);
}

static void check_form_table(struct contents *contents)
{
	struct segment *segment = contents->segment;
	struct buffer terms = BUFFER_INIT;
	bool ordered = true, counted = true;
	contents->term_forms = memory_array(contents->terms.count + 1, sizeof(struct sum));
	for (uint32_t form = 0; form < segment->counts.forms; form++) {
		int kind;
		const char *bytes = segment_form(segment, form, &kind);
		counted =
		    counted && segment_form_count(segment, form) == contents->form_counts[form];
		ordered = ordered && (form == 0 || stands_behind(segment, form));
		buffer_clear(&terms);
		size_t count = analyser_terms(contents->analyser, bytes, strlen(bytes),
					      (enum token_kind)kind, &terms);
		const char *term = terms.bytes;
		for (size_t t = 0; t < count; t++, term += strlen(term) + 1) {
			uint32_t number = names_find(&contents->terms, term, strlen(term));
			if (number == UINT32_MAX)
				continue; /* a form of no text: its count tells of it */
			struct sum *sum = &contents->term_forms[number];
			contents->terms_with_forms += sum->count == 0;
			sum->sum += mix(form, 0);
			sum->count++;
		}
	}
	if (segment_starts_end(segment, SECTION_FORM_STARTS) !=
	    segment->sections[SECTION_FORM_BYTES].length)
		find_in(contents, SECTION_FORM_STARTS, "", "", "it does not end as it should");
	if (!ordered)
		find_in(contents, SECTION_FORM_ORDER, "", "", "the forms are not in order");
	if (!counted)
		find_in(contents, SECTION_FORM_COUNTS, "", "",
			"the counts are not those of the texts");
	buffer_release(&terms);
}

/* Whether the term's number of wordings, and their list, are those of the texts. */
static bool check_postings(const struct contents *contents, const char *term,
			   const struct sum *documents)
{
	struct posting_list list;
	const struct posting *posting;
	struct sum sum = { 0, 0 };
	struct postings_place place = segment_postings_place(contents->segment, term);
	if (place.wordings != documents->count)
		return false;
	posting_list_start(&list, contents->segment, place);
	for (uint32_t next = 0; (posting = posting_list_next(&list, next)) != NULL;) {
		if (list.at + 1 == list.count && posting->wording != list.last)
			return false;
		next = posting->wording + 1;
		sum.sum += mix(next, posting->count);
		sum.count++;
	}
	return sum.count == documents->count && sum.sum == documents->sum;
}

static void check_term_table(struct contents *contents)
{
	struct segment *segment = contents->segment;
	struct form_list forms = { 0 };
	struct record samples = segment->sampled_terms;
	bool listed = true, sampled = true;
	bool same = segment->counts.terms == contents->terms_with_forms, ordered = true;
	for (uint32_t i = 0; i < segment->counts.terms; i++) {
		const char *term = segment_term(segment, i);
		uint32_t number = names_find(&contents->terms, term, strlen(term));
		struct sum sum = { 0, 0 };
		if (i > 0)
			ordered = ordered && strcmp(segment_term(segment, i - 1), term) < 0;
		if (i > 0 && i % TERM_STEP == 0)
			sampled = sampled && strcmp(record_text(&samples, NULL), term) == 0;
		forms.count = 0;
		segment_term_forms(segment, term, &forms);
		for (size_t f = 0; f < forms.count; f++) {
			sum.sum += mix(forms.at[f], 0);
			sum.count++;
		}
		same = same && number != UINT32_MAX &&
		       sum.sum == contents->term_forms[number].sum &&
		       sum.count == contents->term_forms[number].count;
		listed = listed && number != UINT32_MAX &&
			 check_postings(contents, term, &contents->documents[number]);
	}
	if (segment_starts_end(segment, SECTION_TERM_STARTS) !=
	    segment->sections[SECTION_TERM_BYTES].length)
		find_in(contents, SECTION_TERM_STARTS, "", "", "it does not end as it should");
	if (!ordered)
		find_in(contents, SECTION_TERM_STARTS, "", "", "the terms are not in order");
	if (!same)
		find_in(contents, SECTION_TERM_BYTES, "", "",
			"the terms are not those of the forms");
	if (!sampled)
		find_in(contents, SECTION_META, "", "", "its terms are not every 128th");
	if (!listed)
		find_in(contents, SECTION_POSTINGS, "", "",
			"the lists of terms are not those of the texts");
	free(forms.at);
}

static void check_counts(struct contents *contents)
{
	const struct segment_counts *found = &contents->segment->counts, *own = &contents->counts;
	if (found->clauses != own->clauses || found->wordings != own->wordings ||
	    found->tokens != own->tokens || found->text_bytes != own->text_bytes ||
	    found->wording_bytes != own->wording_bytes || found->removed != own->removed ||
	    found->length != own->length)
		find_in(contents, SECTION_META, "", "", "the counts are not those of the texts");
}

/* ---- libxapian, in a child ---- */

static bool add_posting(void *context, uint32_t id, uint32_t count)
{
	struct sum *sum = context;
	sum->sum += mix(id, count);
	sum->count++;
	return true;
}

static bool count_term(void *context, const char *term, size_t length, uint32_t documents)
{
	size_t *count = context;
	(void)term;
	(void)length;
	(void)documents;
	++*count;
	return true;
}

static int check_database(struct contents *contents, struct error *error)
{
	struct segment *segment = contents->segment;
	struct xap_database *database = NULL;
	size_t terms = 0;
	int status = xap_database_check(segment->mapping.descriptor,
					segment->sections[SECTION_XAPIAN].offset, error);
	if (status == STATUS_OK)
		status = segment_database(segment, &database, error);
	if (status == STATUS_OK)
		status = xap_database_terms(database, "", 0, count_term, &terms, error);
	if (status == STATUS_OK && terms != contents->terms.count)
		status =
		    error_set(error, STATUS_DAMAGED, "it has %zu terms, the texts have %zu of them",
			      terms, contents->terms.count);
	for (size_t i = 0; i < contents->terms.count && status == STATUS_OK; i++) {
		const struct name *name = &contents->terms.at[i];
		struct sum sum = { 0, 0 };
		status = xap_database_postings(database, name->bytes, name->length, add_posting,
					       &sum, error);
		if (status == STATUS_OK && (sum.sum != contents->documents[i].sum ||
					    sum.count != contents->documents[i].count))
			status = error_set(error, STATUS_DAMAGED,
					   "the term \"%s\" is not where the texts have it",
					   name->bytes);
	}
	return status;
}

/* Reads what the child says: a byte with its status, and then a message; nothing when all is well.
 */
static void listen(struct contents *contents, int from, pid_t child)
{
	struct error error = ERROR_INIT;
	char line[sizeof error.message + 1], problem[64];
	size_t length = 0;
	ssize_t got;
	while (length < sizeof line - 1 &&
	       ((got = read(from, line + length, sizeof line - 1 - length)) > 0 ||
		(got < 0 && errno == EINTR)))
		length += got > 0 ? (size_t)got : 0;
	line[length] = '\0';
	int ended = 0;
	while (waitpid(child, &ended, 0) < 0 && errno == EINTR)
		;
	if (length > 0 && line[0] == STATUS_SYSTEM)
		error_set(&contents->verify->failure, STATUS_SYSTEM, "%s: %s",
			  contents->verify->file, line + 1);
	else if (length > 0)
		find_in(contents, SECTION_XAPIAN, "", "", line + 1);
	else if (WIFSIGNALED(ended)) {
		snprintf(problem, sizeof problem, "libxapian's check was ended by signal %d",
			 WTERMSIG(ended));
		find_in(contents, SECTION_XAPIAN, "", "", problem);
	} else if (!WIFEXITED(ended) || WEXITSTATUS(ended) != 0)
		error_set(&contents->verify->failure, STATUS_SYSTEM,
			  "%s: libxapian's check did not come to its end", contents->verify->file);
}

static _Noreturn void be_child(struct contents *contents, int to)
{
	struct error error = ERROR_INIT;
	char line[sizeof error.message + 1];
	alarm(CHILD_MAX_SECONDS);
	line[0] = (char)check_database(contents, &error);
	size_t length = line[0] == STATUS_OK ? 0 : 1 + strlen(error.message);
	memcpy(line + 1, error.message, sizeof error.message);
	_exit(write(to, line, length) == (ssize_t)length ? 0 : 1);
}

static void check_in_child(struct contents *contents)
{
	int ends[2];
	pid_t child = -1;
	/* It is loaded before: a child that has no memory for it could not say so. */
	xap_version();
	if (pipe(ends) == 0) {
		child = fork();
		if (child == 0)
			be_child(contents, ends[1]);
		close(ends[1]);
		if (child > 0)
			listen(contents, ends[0], child);
		close(ends[0]);
	}
	if (child < 0)
		error_system(&contents->verify->failure,
			     "cannot start a process for libxapian's check");
}

void verify_contents(struct verify *verify, struct segment *segment)
{
	struct contents contents = { .verify = verify, .segment = segment };
	if (analyser_new(&contents.analyser, segment->language, &verify->failure) != STATUS_OK)
		return;
	contents.values = value_table_new();
	contents.form_counts = memory_array(segment->counts.forms + 1, sizeof(uint32_t));
	for (uint32_t work = 0; work < segment->counts.works; work++)
		check_work(&contents, work);
	check_values(&contents);
	check_wordings(&contents);
	check_groups(&contents);
	check_form_table(&contents);
	check_term_table(&contents);
	check_counts(&contents);
	if (segment->language->pairs)
		check_in_child(&contents);
	analyser_free(contents.analyser);
	value_table_free(contents.values);
	names_release(&contents.terms);
	free(contents.documents);
	free(contents.term_forms);
	free(contents.form_counts);
	free(contents.placed);
}

/* ---- Of a segment that is damaged ---- */

void verify_texts(struct verify *verify, struct segment *segment)
{
	struct buffer text = BUFFER_INIT;
	for (uint32_t work = 0; work < segment->counts.works; work++) {
		const char *symbol = segment_symbol(segment, work);
		struct resolution resolution;
		uint32_t *wordings;
		if (segment_work(segment, work).removed != 0)
			continue;
		if (segment_resolution(segment, work, false, &resolution, &wordings, NULL) !=
		    STATUS_OK) {
			verify_find(verify, section_names[SECTION_RECORDS], symbol, "",
				    "it cannot be read");
			continue;
		}
		for (size_t i = 0; i < resolution.clause_count; i++) {
			buffer_clear(&text);
			if (segment_wording(segment, wordings[i], &text, NULL) != STATUS_OK)
				verify_find(verify, section_names[SECTION_TEXTS], symbol,
					    resolution.clauses[i].label, "its text cannot be read");
		}
		resolution_release(&resolution);
	}
	buffer_release(&text);
}
