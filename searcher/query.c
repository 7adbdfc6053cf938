/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "searcher/query.h"

#include "base/buffer.h"
#include "base/error.h"
#include "base/utf8.h"
#include "searcher/field.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

struct parser {
	struct query *query;
	struct error *error;
	size_t at;    /* the next byte */
	size_t words; /* so far */
	int patterns; /* so far */
	int depth;
};

int query_error(const char *text, size_t length, size_t at, struct error *error, int status,
		const char *format, ...)
{
	char what[512];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(what, sizeof what, format, arguments);
	va_end(arguments);
	/* A window of the query that fits a line of a terminal, the place in its middle. */
	enum { BEFORE = 50, AFTER = 25 };
	size_t start = at > BEFORE ? at - BEFORE : 0,
	       end = length - at > AFTER ? at + AFTER : length;
	while (start > 0 && ((unsigned char)text[start] & 0xC0) == 0x80)
		start--;
	while (end < length && ((unsigned char)text[end] & 0xC0) == 0x80)
		end++;
	struct buffer shown = BUFFER_INIT;
	int column = 0;
	for (size_t i = start; i < end;) {
		size_t here = i;
		uint32_t character = utf8_next(text, length, &i);
		bool plain = character >= 0x20 && character != 0x7F && character != 0xFFFD;
		if (plain)
			buffer_add(&shown, text + here, i - here);
		else
			buffer_add_byte(&shown, '?');
		if (here < at)
			column += plain ? utf8_width(character) : 1;
	}
	error_set(error, (enum status)status, "%s\n    %s%s%s\n    %*s^", what,
		  start > 0 ? "…" : "", shown.length > 0 ? shown.bytes : "",
		  end < length ? "…" : "", column + (start > 0 ? 1 : 0), "");
	buffer_release(&shown);
	return status;
}

static struct node *new_node(struct parser *parser, enum node_kind kind, size_t start, size_t end)
{
	struct node *node = arena_get(&parser->query->arena, sizeof *node);
	*node = (struct node){ .kind = kind, .start = start, .end = end, .text = "" };
	return node;
}

/* ---- Characters ---- */

static bool at_end(const struct parser *parser)
{
	return parser->at >= parser->query->length;
}

static uint32_t peek(const struct parser *parser, size_t *next)
{
	*next = parser->at;
	return at_end(parser) ? 0 : utf8_next(parser->query->text, parser->query->length, next);
}

static bool is_space(uint32_t character)
{
	return character == ' ' || (character >= '\t' && character <= '\r') || character == 0xA0 ||
	       character == 0x3000 || character == 0x2009 || character == 0x202F;
}

static bool is_opening_quote(uint32_t character)
{
	return character == '"' || character == 0x201C || character == 0x201E ||
	       character == 0xAB || character == 0x201D || character == 0xBB || character == 0xFF02;
}

/* « closes by », „ by “ or ”; a plain or upper one by any upper or plain one. */
static bool closes(uint32_t open, uint32_t character)
{
	if (open == 0xAB)
		return character == 0xBB;
	if (open == 0xBB)
		return character == 0xAB || character == 0xBB;
	return character == '"' || character == 0x201C || character == 0x201D ||
	       character == 0xFF02;
}

static void skip_space(struct parser *parser)
{
	size_t next;
	while (!at_end(parser) && is_space(peek(parser, &next)))
		parser->at = next;
}

static bool ends_word(uint32_t character)
{
	return is_space(character) || character == '(' || character == ')' ||
	       is_opening_quote(character) || character == 0xFF08 || character == 0xFF09;
}

/* The end of the run of characters that makes a word at the parser's place. A bracket inside a
 * symbol, A/RES/1514(XV), belongs to the word when it closes before a space. */
static size_t word_end(const struct parser *parser)
{
	struct parser ahead = *parser;
	while (!at_end(&ahead)) {
		size_t next;
		uint32_t character = peek(&ahead, &next);
		if (character == '(' && ahead.at > parser->at) {
			const char *text = parser->query->text;
			size_t close = next;
			while (close < parser->query->length && text[close] != ')' &&
			       text[close] != '(' && text[close] != '"' && text[close] != ' ')
				close++;
			bool digit = text[ahead.at - 1] >= '0' && text[ahead.at - 1] <= '9';
			if (digit && close < parser->query->length && text[close] == ')') {
				ahead.at = close + 1;
				continue;
			}
		}
		if (ends_word(character))
			break;
		ahead.at = next;
	}
	return ahead.at;
}

static bool next_is(const struct parser *parser, const char *operator)
{
	size_t end = word_end(parser), length = strlen(operator);
	return end - parser->at == length &&
	       memcmp(parser->query->text + parser->at, operator, length) == 0;
}

/* ---- Grammar ---- */

static int fail(struct parser *parser, size_t at, int status, const char *what)
{
	return query_error(parser->query->text, parser->query->length, at, parser->error, status,
			   "%s", what);
}

static int count_word(struct parser *parser, size_t at)
{
	if (++parser->words <= QUERY_MAX_WORDS)
		return STATUS_OK;
	return query_error(parser->query->text, parser->query->length, at, parser->error,
			   STATUS_LIMIT, "the query has too many words: the limit is %d",
			   QUERY_MAX_WORDS);
}

static int parse_or(struct parser *parser, struct node **out);
static size_t near_operator(const struct parser *parser, bool *in_order, int *distance);

static int parse_quoted(struct parser *parser, struct node **out)
{
	size_t start = parser->at, inside, next, words = 0;
	uint32_t open = peek(parser, &inside);
	bool in_word = false;
	parser->at = inside;
	while (!at_end(parser) && !closes(open, peek(parser, &next))) {
		bool space = is_space(peek(parser, &next));
		words += !space && !in_word;
		in_word = !space;
		parser->at = next;
	}
	if (at_end(parser))
		return fail(parser, start, STATUS_INPUT,
			    "a quotation is not closed: expected \" after its last word");
	if (words > QUERY_MAX_PHRASE)
		return query_error(parser->query->text, parser->query->length, start, parser->error,
				   STATUS_LIMIT,
				   "a \"phrase\" has too many words: the limit is %d; without "
				   "quotation marks, clauses that have them in a row come first",
				   QUERY_MAX_PHRASE);
	struct node *node = new_node(parser, NODE_PHRASE, start, next);
	node->text = parser->query->text + inside;
	node->length = parser->at - inside;
	peek(parser, &parser->at);
	*out = node;
	return count_word(parser, start);
}

static int parse_bracket(struct parser *parser, struct node **out)
{
	size_t start = parser->at, next;
	if (++parser->depth > QUERY_MAX_DEPTH)
		return query_error(parser->query->text, parser->query->length, start, parser->error,
				   STATUS_LIMIT, "brackets are nested too deep: the limit is %d",
				   QUERY_MAX_DEPTH);
	peek(parser, &parser->at);
	int status = parse_or(parser, out);
	if (status != STATUS_OK)
		return status;
	skip_space(parser);
	uint32_t character = peek(parser, &next);
	if (character != ')' && character != 0xFF09)
		return fail(parser, start, STATUS_INPUT,
			    "a bracket is not closed: expected ) after its last word");
	parser->at = next;
	parser->depth--;
	return STATUS_OK;
}

/* A star beside a letter makes a pattern, and a tilde behind one. */
static int check_pattern(struct parser *parser, struct node *node)
{
	size_t letters = 0, stars = 0;
	bool tilde = node->length > 1 && node->text[node->length - 1] == '~';
	for (size_t i = 0; i < node->length; i++) {
		stars += node->text[i] == '*';
		/* One byte of each character: stars and punctuation are no letters, the rest may
		 * be. */
		letters +=
		    (node->text[i] & 0xC0) != 0x80 && strchr("*~.,;:!?-", node->text[i]) == NULL;
	}
	if ((stars == 0 && !tilde) || letters == 0)
		return STATUS_OK;
	if (letters < 2)
		return fail(parser, node->start, STATUS_LIMIT,
			    "a word with * or ~ is too short: expected two letters or more");
	if (stars > 0 && tilde)
		return fail(parser, node->end - 1, STATUS_INPUT,
			    "a word has both * and ~: expected one of them");
	if (++parser->patterns > QUERY_MAX_PATTERNS)
		return query_error(parser->query->text, parser->query->length, node->start,
				   parser->error, STATUS_LIMIT,
				   "the query has too many words with * or ~: the limit is %d",
				   QUERY_MAX_PATTERNS);
	node->pattern = true;
	return STATUS_OK;
}

/* field:value, where the value may be quoted; false when it is no field. */
static int parse_field(struct parser *parser, size_t end, struct node **out)
{
	const char *text = parser->query->text;
	size_t start = parser->at, colon = start;
	*out = NULL;
	while (colon < end && ((text[colon] >= 'a' && text[colon] <= 'z') ||
			       (text[colon] >= 'A' && text[colon] <= 'Z')))
		colon++;
	/* http://… and 12:30 are words. */
	if (colon == start || colon >= end || text[colon] != ':' ||
	    (colon + 1 < end && text[colon + 1] == '/'))
		return STATUS_OK;
	const struct language *language =
	    colon - start == 2 ? language_find(text + start, 2) : NULL;
	int field = language != NULL ? FIELD_OTHER : field_find(text + start, colon - start);
	/* "Note:" in a pasted text is a word with a colon behind it. */
	if (field < 0 && colon + 1 == end)
		return STATUS_OK;
	if (field < 0) {
		enum { MAX_NAME = 40 }; /* shown of it; letters a to z */
		struct buffer names = BUFFER_INIT;
		field_names(&names);
		int status =
		    query_error(text, parser->query->length, start, parser->error, STATUS_INPUT,
				"no field has the name \"%.*s%s\": expected one of %s",
				colon - start > MAX_NAME ? MAX_NAME : (int)(colon - start),
				text + start, colon - start > MAX_NAME ? "…" : "", names.bytes);
		buffer_release(&names);
		return status;
	}
	struct node *value = NULL;
	int status = STATUS_OK;
	size_t next;
	bool words = language != NULL || field == FIELD_TITLE;
	bool as_spelled = words && colon + 1 < end && text[colon + 1] == '=';
	parser->at = colon + 1 + as_spelled;
	if (!at_end(parser) && is_opening_quote(peek(parser, &next)))
		status = parse_quoted(parser, &value);
	else {
		status = count_word(parser, start);
		value = new_node(parser, NODE_FIELD, start, end);
		value->text = text + parser->at;
		value->length = end - parser->at;
		parser->at = end;
	}
	if (status != STATUS_OK)
		return status;
	value->quoted = value->kind == NODE_PHRASE;
	value->kind = NODE_FIELD;
	value->start = start;
	value->field = field;
	value->language = language;
	value->as_spelled = as_spelled;
	if (value->length == 0)
		return fail(parser, colon + 1 < parser->query->length ? colon + 1 : colon,
			    STATUS_INPUT,
			    "a field has no value: expected a word right after the colon");
	if (language != NULL && !value->quoted && memchr(value->text, ':', value->length) != NULL)
		return fail(parser, colon + 1, STATUS_INPUT,
			    "words of another language are a word or a \"phrase\", and no field");
	*out = value;
	return words && !value->quoted ? check_pattern(parser, value) : STATUS_OK;
}
static int parse_word(struct parser *parser, struct node **out)
{
	size_t start = parser->at, end = word_end(parser);
	int status = parse_field(parser, end, out);
	if (status != STATUS_OK || *out != NULL)
		return status;
	*out = new_node(parser, NODE_WORD, start, end);
	(*out)->text = parser->query->text + start;
	(*out)->length = end - start;
	parser->at = end;
	status = count_word(parser, start);
	return status == STATUS_OK ? check_pattern(parser, *out) : status;
}

/* =word or ="words" */
static int parse_as_spelled(struct parser *parser, struct node **out)
{
	size_t start = parser->at, next;
	peek(parser, &parser->at);
	uint32_t character = peek(parser, &next);
	int status;
	if (at_end(parser) || is_space(character) || character == ')' || character == '(')
		return fail(
		    parser, start, STATUS_INPUT,
		    "= has nothing behind it: expected a word or a \"phrase\" right after it");
	if (is_opening_quote(character))
		status = parse_quoted(parser, out);
	else
		status = parse_word(parser, out);
	if (status != STATUS_OK)
		return status;
	if ((*out)->kind == NODE_FIELD)
		return fail(parser, start, STATUS_INPUT, "= cannot stand before a field");
	(*out)->as_spelled = true;
	(*out)->start = start;
	return STATUS_OK;
}

static bool is_negated(const struct parser *parser, size_t *behind)
{
	size_t next;
	if (peek(parser, &next) == '-' && next < parser->query->length &&
	    !is_space((unsigned char)parser->query->text[next])) {
		*behind = next;
		return true;
	}
	*behind = parser->at + 3;
	return next_is(parser, "NOT");
}

/* A word, a phrase, a field or a bracket. */
static int parse_item(struct parser *parser, struct node **out)
{
	size_t next;
	bool ignored;
	int distance;
	skip_space(parser);
	uint32_t character = peek(parser, &next);
	if (at_end(parser))
		return fail(parser, parser->at, STATUS_INPUT,
			    "something is missing at the end: expected a word, a \"phrase\", a "
			    "field:value or a bracket");
	if (next_is(parser, "OR") || next_is(parser, "AND") ||
	    near_operator(parser, &ignored, &distance) != 0)
		return fail(parser, parser->at, STATUS_INPUT,
			    "an operator has nothing before it: expected a word, a \"phrase\", a "
			    "field:value or a bracket (write \"OR\" in quotes to search the word)");
	if (character == ')' || character == 0xFF09)
		return fail(parser, parser->at, STATUS_INPUT,
			    "a bracket closes that was not opened, or holds nothing");
	if (character == '(' || character == 0xFF08)
		return parse_bracket(parser, out);
	if (is_opening_quote(character))
		return parse_quoted(parser, out);
	if (character == '=')
		return parse_as_spelled(parser, out);
	return parse_word(parser, out);
}

/* ---- NEAR and ADJ ---- */

static const char not_near[] =
    "this cannot stand beside NEAR or ADJ: expected a word, a \"phrase\" or "
    "(an OR of them)";

/* The operator at the parser's place: "NEAR", "NEAR/5", "ADJ/5". Its length, or 0 when it is none.
 */
static size_t near_operator(const struct parser *parser, bool *in_order, int *distance)
{
	static const char *const names[] = { "NEAR", "ADJ" };
	const char *text = parser->query->text + parser->at;
	size_t length = word_end(parser) - parser->at;
	for (int i = 0; i < 2; i++) {
		size_t name = strlen(names[i]), at = name;
		if (length < name || memcmp(text, names[i], name) != 0)
			continue;
		*in_order = i == 1;
		*distance = i == 1 ? QUERY_ADJ_DISTANCE : QUERY_NEAR_DISTANCE;
		if (length == name)
			return name;
		if (text[at++] != '/' || at == length)
			return 0;
		*distance = 0;
		for (; at < length; at++) {
			if (text[at] < '0' || text[at] > '9')
				return 0;
			if (*distance <= QUERY_MAX_DISTANCE)
				*distance = *distance * 10 + (text[at] - '0');
		}
		return length;
	}
	return 0;
}

static bool can_be_near(const struct node *node)
{
	if (node->kind == NODE_WORD || node->kind == NODE_PHRASE || node->kind == NODE_NEAR)
		return true;
	if (node->kind != NODE_OR)
		return false;
	for (size_t i = 0; i < node->part_count; i++)
		if (!can_be_near(node->parts[i]))
			return false;
	return true;
}

static int join_near(struct parser *parser, struct node **left, struct node *right, bool in_order,
		     int distance)
{
	const struct node *wrong = !can_be_near(*left) ? *left : !can_be_near(right) ? right : NULL;
	if (wrong != NULL)
		return fail(parser, wrong->start, STATUS_INPUT, not_near);
	struct node *node = new_node(parser, NODE_NEAR, (*left)->start, right->end);
	node->distance = distance;
	node->in_order = in_order;
	node->parts = arena_get(&parser->query->arena, 2 * sizeof(struct node *));
	node->parts[0] = *left;
	node->parts[1] = right;
	node->part_count = 2;
	*left = node;
	return STATUS_OK;
}

static int parse_near(struct parser *parser, struct node **out)
{
	int status = parse_item(parser, out);
	for (int operands = 2; status == STATUS_OK; operands++) {
		bool in_order = false;
		int distance = 0;
		struct node *right;
		skip_space(parser);
		size_t start = parser->at, length = near_operator(parser, &in_order, &distance);
		if (length == 0)
			break;
		if (distance < 1 || distance > QUERY_MAX_DISTANCE)
			return query_error(parser->query->text, parser->query->length, start,
					   parser->error, STATUS_LIMIT,
					   "the distance of NEAR and ADJ is from 1 to %d",
					   QUERY_MAX_DISTANCE);
		if (operands > QUERY_MAX_NEAR)
			return query_error(
			    parser->query->text, parser->query->length, start, parser->error,
			    STATUS_LIMIT,
			    "too many words with NEAR or ADJ between them: the limit is %d",
			    QUERY_MAX_NEAR);
		parser->at += length;
		skip_space(parser);
		size_t behind;
		if (is_negated(parser, &behind))
			return fail(parser, parser->at, STATUS_INPUT, not_near);
		status = parse_item(parser, &right);
		if (status == STATUS_OK)
			status = join_near(parser, out, right, in_order, distance);
	}
	return status;
}

static int parse_negated(struct parser *parser, struct node **out)
{
	bool negated = false;
	skip_space(parser);
	size_t start = parser->at;
	for (size_t behind; is_negated(parser, &behind); skip_space(parser)) {
		parser->at = behind;
		negated = !negated;
	}
	int status = parse_near(parser, out);
	if (status == STATUS_OK && negated) {
		struct node *node = new_node(parser, NODE_NOT, start, parser->at);
		node->parts = arena_get(&parser->query->arena, sizeof(struct node *));
		node->parts[0] = *out;
		node->part_count = 1;
		*out = node;
	}
	return status;
}

/* Parts of an AND or OR while they are gathered. */
struct parts {
	struct node *at[QUERY_MAX_WORDS + 1];
	size_t count;
};

static struct node *join(struct parser *parser, enum node_kind kind, const struct parts *parts)
{
	if (parts->count == 1)
		return parts->at[0];
	struct node *node =
	    new_node(parser, kind, parts->at[0]->start, parts->at[parts->count - 1]->end);
	size_t bytes = parts->count * sizeof(struct node *);
	node->parts = arena_get(&parser->query->arena, bytes);
	memcpy(node->parts, parts->at, bytes);
	node->part_count = parts->count;
	return node;
}

static int parse_and(struct parser *parser, struct node **out)
{
	struct parts parts = { .count = 0 };
	for (;;) {
		int status = parse_negated(parser, &parts.at[parts.count]);
		if (status != STATUS_OK)
			return status;
		parts.count++;
		skip_space(parser);
		size_t next;
		uint32_t character = peek(parser, &next);
		if (at_end(parser) || character == ')' || character == 0xFF09 ||
		    next_is(parser, "OR"))
			break;
		if (next_is(parser, "AND"))
			parser->at += 3;
	}
	*out = join(parser, NODE_AND, &parts);
	return STATUS_OK;
}

static int parse_or(struct parser *parser, struct node **out)
{
	struct parts parts = { .count = 0 };
	for (;;) {
		int status = parse_and(parser, &parts.at[parts.count]);
		if (status != STATUS_OK)
			return status;
		parts.count++;
		skip_space(parser);
		if (at_end(parser) || !next_is(parser, "OR"))
			break;
		parser->at += 2;
	}
	*out = join(parser, NODE_OR, &parts);
	return STATUS_OK;
}

void query_of_words(struct query *query, const struct query *whole, const struct node *node)
{
	*query = (struct query){ ARENA_INIT, "", whole->length, NULL };
	query->text = arena_text(&query->arena, whole->text, whole->length);
	query->root = arena_get(&query->arena, sizeof *query->root);
	*query->root = *node;
	query->root->kind = node->quoted ? NODE_PHRASE : NODE_WORD;
	query->root->text = arena_text(&query->arena, node->text, node->length);
}

int query_parse(struct query *query, const char *text, size_t length, struct error *error)
{
	*query = (struct query){ ARENA_INIT, "", 0, NULL };
	if (length > QUERY_MAX_BYTES)
		return error_set(error, STATUS_LIMIT,
				 "the query is too long: %zu bytes, the limit is %d", length,
				 QUERY_MAX_BYTES);
	size_t valid = utf8_valid_length(text, length);
	if (valid != length)
		return query_error(text, length, valid, error, STATUS_INPUT,
				   "the query is not UTF-8: byte %zu cannot stand there",
				   valid + 1);
	query->text = arena_text(&query->arena, text, length);
	query->length = length;
	struct parser parser = { .query = query, .error = error };
	skip_space(&parser);
	int status;
	if (at_end(&parser))
		status =
		    error_set(error, STATUS_INPUT,
			      "the query is empty: expected a word, a \"phrase\" or a field:value");
	else
		status = parse_or(&parser, &query->root);
	if (status == STATUS_OK && !at_end(&parser))
		status =
		    fail(&parser, parser.at, STATUS_INPUT, "a bracket closes that was not opened");
	if (status != STATUS_OK)
		query_release(query);
	return status;
}

void query_release(struct query *query)
{
	arena_release(&query->arena);
	*query = (struct query){ ARENA_INIT, "", 0, NULL };
}

void query_print(const struct node *node, struct buffer *out)
{
	static const char *const names[] = {
		[NODE_AND] = "AND", [NODE_OR] = "OR", [NODE_NOT] = "NOT"
	};
	switch (node->kind) {
	case NODE_WORD:
		buffer_add_text(out, node->as_spelled ? "=" : "");
		buffer_add(out, node->text, node->length);
		return;
	case NODE_PHRASE:
		buffer_add_format(out, "%s\"%.*s\"", node->as_spelled ? "=" : "", (int)node->length,
				  node->text);
		return;
	case NODE_FIELD:
		buffer_add_format(out, node->quoted ? "%s:%s\"%.*s\"" : "%s:%s%.*s",
				  node->language != NULL ? node->language->code
							 : fields[node->field].name,
				  node->as_spelled ? "=" : "", (int)node->length, node->text);
		return;
	case NODE_NEAR:
		buffer_add_format(out, "(%s/%d", node->in_order ? "ADJ" : "NEAR", node->distance);
		break;
	case NODE_AND:
	case NODE_OR:
	case NODE_NOT:
		buffer_add_format(out, "(%s", names[node->kind]);
		break;
	}
	for (size_t i = 0; i < node->part_count; i++) {
		buffer_add_byte(out, ' ');
		query_print(node->parts[i], out);
	}
	buffer_add_byte(out, ')');
}
