/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/condition.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/map.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct maker {
	struct conditions *conditions;
	const struct query *query;
	struct analyser *analyser;
	struct tokens tokens;
	struct buffer terms;
	struct names typed;      /* the forms of the leaves; */
	struct map leaf_of_form; /* a form's number * 2 + as_spelled to its leaf */
	struct error *error;
	int negations; /* of the node that is being made */
	int outside;   /* it is no condition on the clause's own words */
	bool correct;
	struct spelling_words *words; /* NULL until a word is looked up as misspelt, or a pattern */
	int corrected;                /* words that were looked up as misspelt, up to now */
	size_t expanded;              /* forms that patterns stand for, up to now */
	bool as_spelled;              /* the node that is being made has a = before it */
};

static struct condition *new_condition(struct maker *maker, enum condition_kind kind)
{
	struct condition *condition = arena_get(&maker->conditions->arena, sizeof *condition);
	*condition = (struct condition){ .kind = kind, .id = maker->conditions->count++ };
	return condition;
}

/* The main term of a form, in the arena. */
static const char *main_term(struct maker *maker, const char *form, size_t length,
			     enum token_kind kind)
{
	buffer_clear(&maker->terms);
	analyser_terms(maker->analyser, form, length, kind, &maker->terms);
	const char *term = maker->terms.bytes;
	return arena_text(&maker->conditions->arena, term, strlen(term));
}

static bool is_known(const struct conditions *conditions, const char *term)
{
	for (size_t i = 0; i < conditions->language->segment_count; i++)
		if (segment_term_wordings(conditions->language->segments[i], term) > 0)
			return true;
	return false;
}

static size_t append_leaf(struct conditions *conditions, const struct leaf *leaf)
{
	conditions->leaves = memory_grow(conditions->leaves, &conditions->leaf_capacity,
					 conditions->leaf_count + 1, sizeof *conditions->leaves);
	conditions->leaves[conditions->leaf_count] = *leaf;
	return conditions->leaf_count++;
}

/* Whether words are looked for in the clause: they are neither negated nor those of its title. */
static bool is_wanted(const struct maker *maker)
{
	return maker->negations % 2 == 0 && maker->outside == 0;
}

/* A leaf that is wanted counts for the ranking. */
static void want_leaf(struct maker *maker, size_t number)
{
	struct conditions *conditions = maker->conditions;
	if (!is_wanted(maker))
		return;
	conditions->wanted = memory_grow(conditions->wanted, &conditions->wanted_capacity,
					 conditions->wanted_count + 1, sizeof *conditions->wanted);
	conditions->wanted[conditions->wanted_count++] = number;
	conditions->all_known = conditions->all_known && conditions->leaves[number].known;
}

/* Gives the leaf the main terms of these forms, each once. */
static void take_terms(struct maker *maker, struct leaf *leaf, const char *const *forms,
		       size_t count)
{
	struct names seen = { 0 };
	leaf->terms = arena_get(&maker->conditions->arena, count * sizeof(char *));
	leaf->term_count = 0;
	for (size_t i = 0; i < count; i++) {
		const char *term = main_term(maker, forms[i], strlen(forms[i]), leaf->kind);
		if (names_add(&seen, term, strlen(term)) == leaf->term_count)
			leaf->terms[leaf->term_count++] = term;
	}
	names_release(&seen);
}

static void add_reading(struct conditions *conditions, const char *typed,
			const struct spelling *spelling)
{
	conditions->readings =
	    memory_grow(conditions->readings, &conditions->reading_capacity,
			conditions->reading_count + 1, sizeof *conditions->readings);
	struct reading *reading = &conditions->readings[conditions->reading_count++];
	*reading = (struct reading){ .typed = typed, .count = spelling->count };
	for (size_t i = 0; i < spelling->count; i++)
		reading->as[i] = spelling->forms[i];
}

static const struct spelling_words *all_words(struct maker *maker)
{
	if (maker->words == NULL)
		maker->words = spelling_words_new(maker->conditions->language, maker->query->text,
						  maker->query->length);
	return maker->words;
}

/* Reads a word that the index does not hold as others that it holds. */
static void correct_leaf(struct maker *maker, struct leaf *leaf)
{
	struct spelling spelling;
	if (leaf->kind != TOKEN_WORD || maker->corrected == SPELLING_MAX_WORDS)
		return;
	maker->corrected++;
	spelling_find(&spelling, all_words(maker), leaf->form, &maker->conditions->arena);
	if (spelling.count == 0)
		return;
	add_reading(maker->conditions, leaf->form, &spelling);
	leaf->known = true;
	leaf->form = spelling.forms[0];
	take_terms(maker, leaf, spelling.forms, spelling.count);
}

/* ---- Patterns ---- */

/* "Résil*CIA" as forms are spelled: each piece between stars case folded and composed. */
static void fold_pattern(const struct node *node, struct buffer *out)
{
	const char *text = node->text, *end = text + node->length;
	while (text < end) {
		const char *stop = text;
		while (stop < end && *stop != '*' && *stop != '~')
			stop++;
		if (stop > text)
			analyser_form(text, (size_t)(stop - text), out);
		if (stop < end)
			buffer_add_byte(out, *stop++);
		text = stop;
	}
}

static int make_pattern(struct maker *maker, const struct node *node, struct condition **out)
{
	struct conditions *conditions = maker->conditions;
	struct arena *arena = &conditions->arena;
	struct expansion *expansion = arena_get(arena, sizeof *expansion);
	struct buffer pattern = BUFFER_INIT;
	fold_pattern(node, &pattern);
	spelling_expand(expansion, conditions->language,
			spelling_looks_at_all(pattern.bytes, pattern.length) ? all_words(maker)
									     : NULL,
			pattern.bytes, pattern.length, node->as_spelled, arena);
	maker->expanded += expansion->count;
	struct leaf leaf = { .form = arena_text(arena, pattern.bytes, pattern.length),
			     .kind = TOKEN_WORD,
			     .expansion = expansion,
			     .known = expansion->count > 0 };
	buffer_release(&pattern);
	if (maker->expanded > EXPANSION_MAX_FORMS)
		return query_error(
		    maker->query->text, maker->query->length, node->start, maker->error,
		    STATUS_LIMIT,
		    "this stands for too many words (%zu in %s): the limit is %d; write "
		    "more letters of it",
		    expansion->count, conditions->language->language->name, EXPANSION_MAX_FORMS);
	take_terms(maker, &leaf, expansion->forms, expansion->count);
	*out = new_condition(maker, CONDITION_LEAF);
	(*out)->leaves = arena_get(arena, sizeof(size_t));
	(*out)->leaves[0] = append_leaf(conditions, &leaf);
	(*out)->leaf_count = 1;
	want_leaf(maker, (*out)->leaves[0]);
	return STATUS_OK;
}

static size_t new_leaf(struct maker *maker, const char *form, const struct token *token)
{
	struct conditions *conditions = maker->conditions;
	struct leaf leaf = { .form = arena_text(&conditions->arena, form, token->form_length),
			     .kind = token->kind,
			     .as_spelled = maker->as_spelled };
	take_terms(maker, &leaf, &leaf.form, 1);
	leaf.known = is_known(conditions, leaf.terms[0]);
	if (!leaf.known && !leaf.as_spelled && maker->correct && is_wanted(maker))
		correct_leaf(maker, &leaf);
	return append_leaf(conditions, &leaf);
}

static size_t add_leaf(struct maker *maker, const struct token *token)
{
	const char *form = maker->tokens.forms + token->form;
	uint32_t typed = names_add(&maker->typed, form, token->form_length);
	uint32_t *known = map_at(&maker->leaf_of_form, (uint64_t)typed << 1 | maker->as_spelled);
	if (*known == UINT32_MAX)
		*known = (uint32_t)new_leaf(maker, form, token);
	size_t number = *known;
	want_leaf(maker, number);
	return number;
}

/* The condition of some tokens in a row. */
static struct condition *make_run(struct maker *maker, size_t first, size_t end, bool keep_clitics)
{
	struct conditions *conditions = maker->conditions;
	size_t *leaves = arena_get(&conditions->arena, (end - first) * sizeof *leaves), count = 0;
	bool only_clitics = true;
	for (size_t i = first; i < end; i++)
		only_clitics = only_clitics && maker->tokens.at[i].clitic;
	for (size_t i = first; i < end; i++)
		if (keep_clitics || only_clitics || !maker->tokens.at[i].clitic)
			leaves[count++] = add_leaf(maker, &maker->tokens.at[i]);
	struct condition *condition =
	    new_condition(maker, count == 1 ? CONDITION_LEAF : CONDITION_SEQUENCE);
	condition->leaves = leaves;
	condition->leaf_count = count;
	if (count > 1)
		condition->number = conditions->sequence_count++;
	return condition;
}

static struct condition *join(struct maker *maker, enum condition_kind kind,
			      struct condition **parts, size_t count)
{
	if (count <= 1)
		return count == 1 ? parts[0] : NULL;
	struct condition *condition = new_condition(maker, kind);
	condition->parts = parts;
	condition->part_count = count;
	return condition;
}

/* A word may be several tokens: those that nothing separates are searched side by side, others as
 * words of their own. NULL: it has none. */
static struct condition *make_word(struct maker *maker, const struct node *node)
{
	analyser_tokens(node->text, node->length, &maker->tokens);
	size_t count = maker->tokens.count, runs = 0;
	struct condition **parts =
	    arena_get(&maker->conditions->arena, count * sizeof(struct condition *));
	for (size_t first = 0; first < count;) {
		size_t end = first + 1;
		while (end < count && maker->tokens.at[end].joined)
			end++;
		parts[runs++] = make_run(maker, first, end, false);
		first = end;
	}
	return join(maker, CONDITION_AND, parts, runs);
}

static struct condition *make_phrase(struct maker *maker, const struct node *node)
{
	analyser_tokens(node->text, node->length, &maker->tokens);
	return maker->tokens.count > 0 ? make_run(maker, 0, maker->tokens.count, true) : NULL;
}

/* A word, a pattern or a phrase; also those that are the value of a field. */
static int make_words(struct maker *maker, const struct node *node, struct condition **out)
{
	if (node->pattern)
		return make_pattern(maker, node, out);
	*out = node->kind == NODE_PHRASE || node->quoted ? make_phrase(maker, node)
							 : make_word(maker, node);
	return STATUS_OK;
}

/* title:water or title:"clean water": its words are analysed as those of the text are, but do not
 * count for the ranking. */
static int make_title(struct maker *maker, const struct node *node, struct condition **out)
{
	struct conditions *conditions = maker->conditions;
	struct condition *words = NULL;
	maker->outside++;
	int status = make_words(maker, node, &words);
	maker->outside--;
	if (status != STATUS_OK || words == NULL)
		return status;
	struct condition *title = new_condition(maker, CONDITION_TITLE);
	title->parts = arena_get(&conditions->arena, sizeof(struct condition *));
	title->parts[0] = words;
	title->part_count = 1;
	title->number = conditions->title_count;
	conditions->titles = memory_grow(conditions->titles, &conditions->title_capacity,
					 conditions->title_count + 1, sizeof *conditions->titles);
	conditions->titles[conditions->title_count++] = title;
	*out = title;
	return STATUS_OK;
}

static int make_field(struct maker *maker, const struct node *node, struct condition **out)
{
	struct conditions *conditions = maker->conditions;
	if (node->field == FIELD_TITLE)
		return make_title(maker, node, out);
	/* es:desarme is a word like any other while Spanish is searched. */
	if (node->language == conditions->language->language)
		return make_words(maker, node, out);
	struct field_test *test;
	int status = STATUS_OK;
	if (node->field == FIELD_OTHER)
		test = field_other(node, &conditions->arena);
	else
		status = field_compile(&test, node, maker->query, &conditions->arena, maker->error);
	if (status != STATUS_OK)
		return status;
	*out = new_condition(maker, CONDITION_FIELD);
	(*out)->number = conditions->test_count;
	conditions->tests = memory_grow(conditions->tests, &conditions->test_capacity,
					conditions->test_count + 1, sizeof *conditions->tests);
	conditions->tests[conditions->test_count++] = test;
	return STATUS_OK;
}

static int make(struct maker *maker, const struct node *node, struct condition **out);

/* A side that has no word leaves the other alone. */
static int make_near(struct maker *maker, const struct node *node, struct condition **out)
{
	struct condition **parts =
	    arena_get(&maker->conditions->arena, 2 * sizeof(struct condition *));
	size_t count = 0;
	for (size_t i = 0; i < 2; i++) {
		int status = make(maker, node->parts[i], &parts[count]);
		if (status != STATUS_OK)
			return status;
		count += parts[count] != NULL;
	}
	*out = join(maker, CONDITION_NEAR, parts, count);
	if (count == 2) {
		(*out)->number = maker->conditions->sequence_count++;
		(*out)->distance = (size_t)node->distance;
		(*out)->in_order = node->in_order;
	}
	return STATUS_OK;
}

static int make_parts(struct maker *maker, const struct node *node, struct condition **out)
{
	struct condition **parts =
	    arena_get(&maker->conditions->arena, node->part_count * sizeof(struct condition *));
	size_t count = 0;
	for (size_t i = 0; i < node->part_count; i++) {
		int status = make(maker, node->parts[i], &parts[count]);
		if (status != STATUS_OK)
			return status;
		count += parts[count] != NULL;
	}
	*out = join(maker, node->kind == NODE_OR ? CONDITION_OR : CONDITION_AND, parts, count);
	return STATUS_OK;
}

static int make_not(struct maker *maker, const struct node *node, struct condition **out)
{
	struct condition *inner;
	maker->negations++;
	int status = make(maker, node->parts[0], &inner);
	maker->negations--;
	if (status == STATUS_OK && inner != NULL) {
		*out = new_condition(maker, CONDITION_NOT);
		(*out)->parts = arena_get(&maker->conditions->arena, sizeof(struct condition *));
		(*out)->parts[0] = inner;
		(*out)->part_count = 1;
	}
	return status;
}

/* *out stays NULL for a word without letters or digits: it takes no part. */
static int make(struct maker *maker, const struct node *node, struct condition **out)
{
	*out = NULL;
	maker->as_spelled = node->as_spelled;
	switch (node->kind) {
	case NODE_WORD:
	case NODE_PHRASE:
		return make_words(maker, node, out);
	case NODE_FIELD:
		return make_field(maker, node, out);
	case NODE_AND:
	case NODE_OR:
		return make_parts(maker, node, out);
	case NODE_NOT:
		return make_not(maker, node, out);
	case NODE_NEAR:
		return make_near(maker, node, out);
	}
	return STATUS_OK;
}

bool condition_is_plain(const struct conditions *conditions, const struct condition *condition)
{
	switch (condition->kind) {
	case CONDITION_LEAF: {
		const struct leaf *leaf = &conditions->leaves[condition->leaves[0]];
		return !leaf->as_spelled && leaf->expansion == NULL;
	}
	case CONDITION_SEQUENCE:
	case CONDITION_NEAR:
	case CONDITION_FIELD:
	case CONDITION_TITLE:
		return false;
	case CONDITION_AND:
	case CONDITION_OR:
	case CONDITION_NOT:
	case CONDITION_MOST:
		break;
	}
	for (size_t i = 0; i < condition->part_count; i++)
		if (!condition_is_plain(conditions, condition->parts[i]))
			return false;
	return true;
}

/* The root, or of an AND those parts that are not plain: every candidate meets the others. */
static const struct condition *undecided_part(struct maker *maker)
{
	const struct conditions *conditions = maker->conditions;
	struct condition *root = conditions->root;
	if (condition_is_plain(conditions, root))
		return NULL;
	if (root->kind != CONDITION_AND)
		return root;
	struct condition *rest = new_condition(maker, CONDITION_AND);
	rest->parts = arena_get(&maker->conditions->arena, root->part_count * sizeof *rest->parts);
	for (size_t i = 0; i < root->part_count; i++)
		if (!condition_is_plain(conditions, root->parts[i]))
			rest->parts[rest->part_count++] = root->parts[i];
	return rest;
}

int conditions_make(struct conditions *conditions, const struct query *query,
		    const struct index_language *language, bool correct, struct error *error)
{
	struct maker maker = {
		.conditions = conditions, .query = query, .error = error, .correct = correct
	};
	*conditions = (struct conditions){ .language = language, .all_known = true };
	int status = analyser_new(&maker.analyser, language->language, error);
	if (status == STATUS_OK)
		status = make(&maker, query->root, &conditions->root);
	if (status == STATUS_OK && conditions->root == NULL)
		status = query_error(query->text, query->length, 0, error, STATUS_INPUT,
				     "the query has no word: expected letters or digits");
	if (status == STATUS_OK)
		conditions->undecided = undecided_part(&maker);
	tokens_release(&maker.tokens);
	names_release(&maker.typed);
	spelling_words_free(maker.words);
	map_release(&maker.leaf_of_form);
	buffer_release(&maker.terms);
	analyser_free(maker.analyser);
	if (status != STATUS_OK)
		conditions_release(conditions);
	return status;
}

void conditions_release(struct conditions *conditions)
{
	arena_release(&conditions->arena);
	free(conditions->leaves);
	free(conditions->tests);
	free(conditions->titles);
	free(conditions->wanted);
	free(conditions->readings);
	*conditions = (struct conditions){ 0 };
}

double conditions_rarity(const struct conditions *conditions, const struct condition *condition)
{
	double rarity = 0;
	for (size_t i = 0; i < condition->leaf_count; i++)
		rarity += conditions->leaves[condition->leaves[i]].rarity;
	for (size_t i = 0; i < condition->part_count; i++)
		rarity += conditions_rarity(conditions, condition->parts[i]);
	return rarity;
}

bool condition_is_strict(const struct condition *condition)
{
	return condition->kind == CONDITION_NOT || condition->kind == CONDITION_FIELD ||
	       condition->kind == CONDITION_TITLE;
}

/* How rare the leaf's words are. */
static void weigh_leaf(const struct conditions *conditions, struct leaf *leaf)
{
	double having = 0;
	for (size_t i = 0; i < conditions->language->segment_count; i++) {
		const struct segment *segment = conditions->language->segments[i];
		for (size_t j = 0; j < leaf->term_count && leaf->known; j++)
			having += segment_term_wordings(segment, leaf->terms[j]);
	}
	double documents = index_wordings(conditions->language);
	leaf->rarity = log(1 + documents / (having > 0 ? having : 0.5));
}

bool conditions_relax(struct conditions *conditions)
{
	struct condition *root = conditions->root;
	size_t words = 0;
	if (root->kind != CONDITION_AND)
		return false;
	for (size_t i = 0; i < root->part_count; i++)
		words += !condition_is_strict(root->parts[i]);
	if (words < 2)
		return false;
	for (size_t i = 0; i < conditions->leaf_count; i++)
		weigh_leaf(conditions, &conditions->leaves[i]);
	root->kind = CONDITION_MOST;
	conditions->undecided = root;
	return true;
}

static bool part_can_be_met(const struct conditions *conditions, const struct condition *condition)
{
	bool all = condition->kind != CONDITION_OR && condition->kind != CONDITION_MOST;
	if (condition->kind == CONDITION_NOT)
		return true;
	for (size_t i = 0; i < condition->leaf_count; i++)
		if (!conditions->leaves[condition->leaves[i]].known)
			return false;
	for (size_t i = 0; i < condition->part_count; i++)
		if (part_can_be_met(conditions, condition->parts[i]) != all)
			return !all;
	return condition->part_count == 0 || all;
}

bool conditions_can_be_met(const struct conditions *conditions)
{
	return part_can_be_met(conditions, conditions->root);
}
