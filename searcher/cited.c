/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/cited.h"

#include "base/error.h"
#include "corpus/symbol.h"
#include "searcher/spelling.h"
#include "store/values.h"

#include <stdlib.h>
#include <string.h>

enum {
	LONGEST_NAME = 64, /* bytes of a symbol that is compared to find the nearest */
	FURTHEST = 3,      /* letters in which the nearest may differ */
};

/* A clause that cites a document of the step before. */
struct place {
	size_t to;
	const char *symbol; /* of the citing resolution */
	size_t rank;        /* of the language, 0 is preferred most */
	const struct index_language *language;
	struct segment *segment;
	uint32_t work, clause;
};
struct place_list {
	struct place *at;
	size_t count, capacity;
};

struct task {
	struct cited_graph *graph;
	struct index *index;
	const struct cited_options *options;
	const struct index_language *languages[LANGUAGE_COUNT]; /* preferred first */
};

static size_t find_document(struct cited_graph *graph, const char *symbol)
{
	uint32_t number = names_find(&graph->symbols, symbol, strlen(symbol));
	return number == UINT32_MAX ? SIZE_MAX : number;
}

/* The number of the document, which is added when it is new; SIZE_MAX when there are too many. */
static size_t add_document(struct cited_graph *graph, const char *symbol, unsigned depth)
{
	size_t number = find_document(graph, symbol);
	if (number != SIZE_MAX)
		return number;
	if (graph->document_count == CITED_MAX_DOCUMENTS) {
		graph->cut = true;
		return SIZE_MAX;
	}
	graph->documents = memory_grow(graph->documents, &graph->document_capacity,
				       graph->document_count + 1, sizeof *graph->documents);
	graph->documents[graph->document_count] =
	    (struct cited_document){ .symbol = arena_text(&graph->arena, symbol, strlen(symbol)),
				     .depth = depth };
	names_add(&graph->symbols, symbol, strlen(symbol));
	return graph->document_count++;
}

static void add_link(struct cited_graph *graph, size_t from, size_t to, uint32_t clause)
{
	graph->links = memory_grow(graph->links, &graph->link_capacity, graph->link_count + 1,
				   sizeof *graph->links);
	graph->links[graph->link_count++] =
	    (struct cited_link){ .from = from, .to = to, .clause = clause };
}

/* Looks for the document in the index, in the preferred language first. */
static void locate(const struct task *task, struct cited_document *document)
{
	for (size_t i = 0; i < task->index->language_count && !document->held; i++) {
		document->language = task->languages[i];
		document->held = index_find(task->languages[i], document->symbol,
					    &document->segment, &document->work);
	}
	if (document->held)
		document->date = segment_date(document->segment, document->work);
}

/* ---- What a document cites ---- */

struct mention {
	const char *symbol;
	uint32_t clause;
};

static int compare_mentions(const void *a, const void *b)
{
	const struct mention *left = a, *right = b;
	int order = symbol_compare(left->symbol, right->symbol);
	if (order != 0)
		return order;
	return left->clause < right->clause ? -1 : left->clause > right->clause;
}

/* Adds what the clauses of a resolution cite, in the order of symbols. */
static void add_cited(struct task *task, size_t from, const struct resolution *resolution,
		      const char *label)
{
	struct cited_graph *graph = task->graph;
	unsigned depth = graph->documents[from].depth + 1;
	size_t count = 0, to = SIZE_MAX;
	for (size_t i = 0; i < resolution->clause_count; i++)
		count += resolution->clauses[i].citation_count;
	struct mention *mentions = memory_array(count + 1, sizeof *mentions);
	count = 0;
	for (uint32_t i = 0; i < resolution->clause_count; i++) {
		const struct clause *clause = &resolution->clauses[i];
		if (label == NULL || label_is(clause->label, label))
			for (size_t c = 0; c < clause->citation_count; c++)
				mentions[count++] =
				    (struct mention){ clause->citations[c].symbol, i };
	}
	memory_sort(mentions, count, sizeof *mentions, compare_mentions);
	for (size_t i = 0; i < count; i++) {
		bool same = i > 0 && strcmp(mentions[i].symbol, mentions[i - 1].symbol) == 0;
		if (same && mentions[i].clause == mentions[i - 1].clause)
			continue;
		if (!same)
			to = add_document(graph, mentions[i].symbol, depth);
		if (to != SIZE_MAX && to != from)
			add_link(graph, from, to, mentions[i].clause);
	}
	free(mentions);
}

static int no_clause(const struct resolution *resolution, const char *label, struct error *error)
{
	const struct clause *last = &resolution->clauses[resolution->clause_count - 1];
	return error_set(error, STATUS_ABSENT,
			 "%s has no clause %s in %s; its labels go from T to %s",
			 resolution->symbol, label, resolution->language->name, last->label);
}

static bool has_clause(const struct resolution *resolution, const char *label)
{
	for (size_t i = 0; i < resolution->clause_count; i++)
		if (label_is(resolution->clauses[i].label, label))
			return true;
	return false;
}

/* What the documents of one step cite, those that the index holds. */
static int follow_cited(struct task *task, size_t first, size_t last, struct error *error)
{
	int status = STATUS_OK;
	for (size_t i = first; i < last && status == STATUS_OK; i++) {
		struct cited_document *document = &task->graph->documents[i];
		const char *label = i == 0 ? task->options->label : NULL;
		struct resolution resolution;
		if (!document->held)
			continue;
		status = segment_resolution(document->segment, document->work, false, &resolution,
					    NULL, error);
		if (status != STATUS_OK)
			break;
		if (label != NULL && !has_clause(&resolution, label))
			status = no_clause(&resolution, label, error);
		else
			add_cited(task, i, &resolution, label);
		resolution_release(&resolution);
	}
	for (size_t i = last; i < task->graph->document_count; i++)
		locate(task, &task->graph->documents[i]);
	return status;
}

/* ---- Who cites a document ---- */

/* Gathers the clauses that cite a value, if it is a document of the step. */
static void take_value(struct task *task, const struct value *value, size_t rank,
		       struct segment *segment, size_t first, size_t last, struct place_list *list)
{
	uint32_t number = names_find(&task->graph->symbols, value->name, value->name_length);
	struct place_reader places;
	struct value_place place;
	if (number == UINT32_MAX || number < first || number >= last)
		return;
	places_start(value, VALUE_CITES, &places);
	while (places_next(&places, &place)) {
		if (place.work >= segment->counts.works || segment->hidden[place.work])
			continue;
		list->at =
		    memory_grow(list->at, &list->capacity, list->count + 1, sizeof *list->at);
		list->at[list->count++] = (struct place){
			.to = number,
			.symbol = segment_symbol(segment, place.work),
			.rank = rank,
			.language = task->languages[rank],
			.segment = segment,
			.work = place.work,
			.clause = place.clause,
		};
	}
}

static uint32_t date_of(const struct place *place)
{
	return segment_date(place->segment, place->work);
}

/* By the document cited, then the latest first; the languages of one resolution by their rank. */
static int compare_places(const void *a, const void *b)
{
	const struct place *left = a, *right = b;
	if (left->to != right->to)
		return left->to < right->to ? -1 : 1;
	int order = strcmp(left->symbol, right->symbol);
	if (order != 0) {
		uint32_t left_date = date_of(left), right_date = date_of(right);
		if (left_date != right_date)
			return left_date > right_date ? -1 : 1;
		order = -symbol_compare(left->symbol, right->symbol);
		return order != 0 ? order : strcmp(left->symbol, right->symbol);
	}
	if (left->rank != right->rank)
		return left->rank < right->rank ? -1 : 1;
	return left->clause < right->clause ? -1 : left->clause > right->clause;
}

/* The clauses of a resolution in the language that comes first, and none twice. */
static void add_places(struct task *task, const struct place_list *list, unsigned depth)
{
	struct cited_graph *graph = task->graph;
	for (size_t start = 0, end; start < list->count; start = end) {
		const struct place *place = &list->at[start];
		for (end = start + 1; end < list->count; end++)
			if (list->at[end].to != place->to ||
			    strcmp(list->at[end].symbol, place->symbol) != 0)
				break;
		size_t known = graph->document_count;
		size_t from = add_document(graph, place->symbol, depth);
		if (from == SIZE_MAX || from == place->to)
			continue;
		struct cited_document *document = &graph->documents[from];
		if (from == known) {
			document->held = true;
			document->language = place->language;
			document->segment = place->segment;
			document->work = place->work;
			document->date = date_of(place);
		}
		for (size_t i = start; i < end; i++)
			if (list->at[i].language == document->language)
				add_link(graph, from, place->to, list->at[i].clause);
	}
}

static void follow_citing(struct task *task, size_t first, size_t last)
{
	struct place_list list = { NULL, 0, 0 };
	for (size_t rank = 0; rank < task->index->language_count; rank++) {
		const struct index_language *language = task->languages[rank];
		for (size_t s = 0; s < language->segment_count; s++) {
			struct value_reader values;
			struct value value;
			values_start(language->segments[s], VALUE_CITES, &values);
			while (values_next(&values, &value))
				take_value(task, &value, rank, language->segments[s], first, last,
					   &list);
		}
	}
	memory_sort(list.at, list.count, sizeof *list.at, compare_places);
	add_places(task, &list, task->graph->documents[first].depth + 1);
	free(list.at);
}

/* ---- Nothing there ---- */

/* How many letters are to be changed, left out or put in; more than `most` when it is more. */
static int distance(const char *a, const char *b, int most)
{
	uint32_t letters[2][LONGEST_NAME];
	size_t counts[2] = { 0, 0 };
	const char *names[2] = { a, b };
	for (size_t i = 0; i < 2; i++)
		for (const char *at = names[i]; *at != '\0' && counts[i] < LONGEST_NAME; at++)
			letters[i][counts[i]++] = (unsigned char)*at;
	return spelling_distance(letters[0], counts[0], letters[1], counts[1], most);
}

struct nearest {
	char name[LONGEST_NAME + 1];
	int distance; /* FURTHEST + 1: none */
};

static void try_nearest(struct nearest *nearest, const char *symbol, const char *name,
			size_t length)
{
	if (length > LONGEST_NAME || name[0] != symbol[0])
		return;
	size_t same = strlen(symbol);
	bool part = length > same && memcmp(name, symbol, same) == 0 && name[same] == ' ';
	int apart = part ? 0 : distance(symbol, name, nearest->distance - 1);
	if (apart >= nearest->distance)
		return;
	nearest->distance = apart;
	memcpy(nearest->name, name, length);
	nearest->name[length] = '\0';
}

/* The symbol that is spelled nearest, of what the index holds and, with `cited`, of what is cited.
 */
static void find_nearest(const struct task *task, const char *symbol, struct nearest *nearest)
{
	*nearest = (struct nearest){ .distance = FURTHEST + 1 };
	for (size_t rank = 0; rank < task->index->language_count; rank++) {
		const struct index_language *language = task->languages[rank];
		for (size_t s = 0; s < language->segment_count; s++) {
			struct segment *segment = language->segments[s];
			struct value_reader values;
			struct value value;
			for (uint32_t work = 0; work < segment->counts.works; work++) {
				const char *name = segment_symbol(segment, work);
				if (!segment->hidden[work])
					try_nearest(nearest, symbol, name, strlen(name));
			}
			values_start(segment, VALUE_CITES, &values);
			while (values_next(&values, &value))
				try_nearest(nearest, symbol, value.name, value.name_length);
		}
	}
}

/* Says why there is nothing, and what there is. */
static int nothing(struct task *task, const char *symbol, struct error *error)
{
	struct cited_graph *graph = task->graph;
	struct nearest nearest;
	bool held = graph->documents[0].held;
	const char *in = task->options->in != NULL ? task->options->in : "";
	const char *before = in[0] != '\0' ? " in " : "";
	if (held && task->options->by)
		return error_set(error, STATUS_ABSENT, "no clause of the index%s%s cites %s",
				 before, in, symbol);
	if (held)
		return error_set(error, STATUS_ABSENT, "%s%s%s cites no document", symbol,
				 task->options->label != NULL ? "#" : "",
				 task->options->label != NULL ? task->options->label : "");
	if (!task->options->by) {
		follow_citing(task, 0, 1);
		if (graph->link_count != 0)
			return error_set(error, STATUS_ABSENT,
					 "%s is not in the index%s%s; clauses that cite it: "
					 "clausula cites --by '%s'",
					 symbol, before, in, symbol);
	}
	find_nearest(task, symbol, &nearest);
	if (nearest.distance > FURTHEST)
		return error_set(error, STATUS_ABSENT,
				 "%s is not in the index%s%s, and no clause cites it", symbol,
				 before, in);
	return error_set(
	    error, STATUS_ABSENT,
	    "%s is not in the index%s%s, and no clause cites it; the nearest there is %s", symbol,
	    before, in, nearest.name);
}

/* ---- All ---- */

/* The languages of the index, the preferred one first, then English. */
static void order_languages(struct task *task)
{
	size_t count = 0;
	for (int turn = 0; turn < 3; turn++) {
		for (size_t i = 0; i < task->index->language_count; i++) {
			const struct index_language *row = &task->index->languages[i];
			bool own = row->language == task->options->preferred;
			bool english = strcmp(row->language->code, "en") == 0;
			int wanted = own ? 0 : english ? 1 : 2;
			if (wanted == turn)
				task->languages[count++] = row;
		}
	}
}

int cited_run(struct cited_graph *graph, struct index *index, const char *symbol,
	      const struct cited_options *options, struct error *error)
{
	struct task task = { .graph = graph, .index = index, .options = options };
	int status = STATUS_OK;
	*graph = (struct cited_graph){ 0 };
	if (options->depth > CITED_MAX_DEPTH)
		return error_set(error, STATUS_LIMIT, "--depth: at most %d", CITED_MAX_DEPTH);
	order_languages(&task);
	add_document(graph, symbol, 0);
	locate(&task, &graph->documents[0]);
	size_t first = 0;
	for (unsigned step = 0; step < options->depth && status == STATUS_OK; step++) {
		size_t last = graph->document_count;
		if (options->by)
			follow_citing(&task, first, last);
		else
			status = follow_cited(&task, first, last, error);
		if (graph->document_count == last)
			break;
		first = last;
	}
	if (status == STATUS_OK && graph->link_count == 0)
		status = nothing(&task, symbol, error);
	return status;
}

static int compare_names(const void *a, const void *b)
{
	return symbol_compare(*(const char *const *)a, *(const char *const *)b);
}

struct strings cited_parts(struct cited_graph *graph, const struct index *index, const char *symbol)
{
	struct names names = { 0 };
	size_t length = strlen(symbol);
	for (size_t i = 0; i < index->language_count; i++) {
		const struct index_language *language = &index->languages[i];
		for (size_t s = 0; s < language->segment_count; s++) {
			struct value_reader values;
			struct value value;
			values_start(language->segments[s], VALUE_CITES, &values);
			while (values_next(&values, &value))
				if (value.name_length > length + 1 && value.name[length] == ' ' &&
				    memcmp(value.name, symbol, length) == 0)
					names_add(&names, value.name, value.name_length);
		}
	}
	struct strings parts = { arena_get(&graph->arena, (names.count + 1) * sizeof(char *)),
				 names.count };
	for (size_t i = 0; i < names.count; i++)
		parts.at[i] = arena_text(&graph->arena, names.at[i].bytes, names.at[i].length);
	memory_sort(parts.at, parts.count, sizeof *parts.at, compare_names);
	names_release(&names);
	return parts;
}

void cited_release(struct cited_graph *graph)
{
	free(graph->documents);
	free(graph->links);
	names_release(&graph->symbols);
	arena_release(&graph->arena);
	*graph = (struct cited_graph){ 0 };
}

int cited_resolution(const struct cited_document *document, struct resolution *resolution,
		     struct error *error)
{
	return segment_resolution(document->segment, document->work, true, resolution, NULL, error);
}
