/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/explain.h"

#include "base/buffer.h"
#include "cli/terminal.h"

#include <string.h>

enum { SHOWN_TERMS = 8 };

static void add_safe(struct buffer *out, const char *text)
{
	terminal_add(out, text, strlen(text), false);
}

/* How many clauses of the language meet one part of the query. */
static uint64_t count_clauses(struct search *search, size_t language,
			      const struct condition *condition)
{
	uint64_t count = 0;
	for (size_t s = 0; s < search->index->languages[language].segment_count; s++) {
		struct match *match = &search_matches(search, language)[s];
		for (uint32_t wording = 0; wording < match->segment->counts.wordings; wording++) {
			match_look(match, wording);
			for (size_t i = 0; i < match->occurrence_count; i++) {
				const struct occurrence *occurrence = &match->occurrences[i];
				if (occurrence->work < match->segment->counts.works &&
				    !match->segment->hidden[occurrence->work])
					count += match_occurrence(match, condition, occurrence);
			}
		}
	}
	return count;
}

static void add_leaf(struct buffer *out, const struct leaf *leaf)
{
	add_safe(out, leaf->form);
	if (leaf->as_spelled)
		buffer_add_text(out, " (as spelled)");
	buffer_add_text(out, leaf->expansion != NULL ? " stands for " : " as ");
	const char *const *names = leaf->expansion != NULL ? leaf->expansion->forms : leaf->terms;
	size_t count = leaf->expansion != NULL ? leaf->expansion->count : leaf->term_count;
	for (size_t i = 0; i < count && i < SHOWN_TERMS; i++) {
		buffer_add_text(out, i > 0 ? ", " : "");
		add_safe(out, names[i]);
	}
	if (count > SHOWN_TERMS)
		buffer_add_format(out, " and %zu more", count - SHOWN_TERMS);
	if (count == 0)
		buffer_add_text(out, "nothing in the index");
}

static const char *test_name(const struct field_test *test)
{
	const struct node *node = field_test_node(test);
	return node != NULL ? node->language->name : fields[field_test_field(test)].name;
}

static void add_condition(struct buffer *out, struct search *search, size_t language,
			  const struct condition *condition, int depth)
{
	static const char *const names[] = {
		[CONDITION_LEAF] = "word",    [CONDITION_SEQUENCE] = "words side by side",
		[CONDITION_NEAR] = "NEAR",    [CONDITION_FIELD] = "field",
		[CONDITION_TITLE] = "title",  [CONDITION_AND] = "all of",
		[CONDITION_OR] = "any of",    [CONDITION_NOT] = "not",
		[CONDITION_MOST] = "most of",
	};
	const struct conditions *conditions = &search->conditions[language];
	buffer_add_format(out, "%*s%s", 2 * depth, "", names[condition->kind]);
	if (condition->kind == CONDITION_NEAR)
		buffer_add_format(out, "/%zu%s", condition->distance,
				  condition->in_order ? " in this order" : "");
	if (condition->kind == CONDITION_FIELD)
		buffer_add_format(out, " %s", test_name(conditions->tests[condition->number]));
	buffer_add_format(out, ": %llu clauses\n",
			  (unsigned long long)count_clauses(search, language, condition));
	for (size_t i = 0; i < condition->leaf_count; i++) {
		buffer_add_format(out, "%*s", 2 * depth + 2, "");
		add_leaf(out, &conditions->leaves[condition->leaves[i]]);
		buffer_add_byte(out, '\n');
	}
	for (size_t i = 0; i < condition->part_count; i++)
		add_condition(out, search, language, condition->parts[i], depth + 1);
}

void explain_query(struct buffer *out, struct search *search)
{
	struct buffer tree = BUFFER_INIT;
	query_print(search->query.root, &tree);
	buffer_add_text(out, "read as ");
	terminal_add(out, tree.bytes, tree.length, false);
	buffer_add_byte(out, '\n');
	buffer_release(&tree);
	for (size_t i = 0; i < search->index->language_count; i++) {
		buffer_add_format(out, "%s:\n", search->index->languages[i].language->code);
		add_condition(out, search, i, search->conditions[i].root, 1);
	}
	buffer_add_byte(out, '\n');
}

void explain_hit(struct buffer *out, const struct hit *hit)
{
	buffer_add_format(
	    out,
	    "   score %.3f: %.3f for how rare and frequent its words are, %.3f for how "
	    "they stand\n",
	    hit->score, hit->weight, hit->score - hit->weight);
}
