/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/akn.h"

#include "base/error.h"
#include "corpus/drafting.h"

#include <expat.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_NUMBER = 64 }; /* bytes; what is longer is no number */

/* An element that is open. */
struct frame {
	enum akn_element element;
	enum akn_zone zone; /* of its content */
	size_t start;       /* where it starts in the run of text that it stands in */
	size_t link;        /* a link's number in that run */
	bool italic, bold;
	const char **field; /* of the resolution, that its text goes to */
};

struct akn_reader {
	XML_Parser parser;
	const char *name;
	struct error *error;
	enum status status;
	struct resolution *resolution; /* not owned */
	struct akn_meta meta;
	struct akn_body body;
	struct frame stack[READER_MAX_DEPTH + 1];
	size_t depth;
	struct akn_text text, note;    /* runs of text that are open … */
	size_t text_depth, note_depth; /* … since this depth; 0: it is not open */
	const char *note_mark;
	struct akn_place place; /* of the next run of text */
	unsigned lists, intros, tables, statements;
	size_t paragraphs, numbered; /* so far; the one that place.number comes from */
	bool in_annex;
	bool statement_open; /* a stretch of clauses is, for the statement that is read */
	bool has_title;      /* the line of the preface that is read */
};

static void stop(struct akn_reader *reader, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void stop(struct akn_reader *reader, enum status status, const char *format, ...)
{
	char what[512];
	va_list arguments;
	if (reader->status != STATUS_OK)
		return;
	va_start(arguments, format);
	vsnprintf(what, sizeof what, format, arguments);
	va_end(arguments);
	reader->status = status;
	error_set(reader->error, status, "%s:%lu: %s", reader->name,
		  (unsigned long)XML_GetCurrentLineNumber(reader->parser), what);
	XML_StopParser(reader->parser, XML_FALSE);
}

static bool starts_run(enum akn_element element)
{
	return element == EL_P || element == EL_NUM || element == EL_HEADING ||
	       element == EL_SUBHEADING || element == EL_CROSS_HEADING ||
	       element == EL_LIST_INTRODUCTION || element == EL_TD || element == EL_TH ||
	       element == EL_ORGANIZATION;
}

static struct frame *top(struct akn_reader *reader)
{
	return &reader->stack[reader->depth];
}

/* The run of text that words go to now; NULL for none. */
static struct akn_text *current(struct akn_reader *reader)
{
	if (reader->note_depth != 0)
		return &reader->note;
	return reader->text_depth != 0 ? &reader->text : NULL;
}

static bool equals(const char *value, const char *wanted)
{
	return value != NULL && strcmp(value, wanted) == 0;
}

/* The language is needed from the first clause on; by now the cover has been read. */
static void need_language(struct akn_reader *reader)
{
	if (reader->resolution->language != NULL)
		return;
	akn_meta_language(&reader->meta);
	if (reader->resolution->language == NULL)
		stop(reader, STATUS_INPUT,
		     "the language is not known: no FRBRlanguage of the United Nations' six, and "
		     "nothing in the text tells");
}

static void open_stretch(struct akn_reader *reader)
{
	need_language(reader);
	if (reader->resolution->language == NULL)
		return;
	if (reader->resolution->clause_count == 0) {
		struct akn_text none = { .raw = BUFFER_INIT };
		akn_body_title(&reader->body, &none);
	}
	if (reader->in_annex || !reader->statement_open)
		akn_body_open(&reader->body, reader->in_annex ? PART_ANNEX : PART_OPERATIVE);
	reader->statement_open = reader->statement_open || !reader->in_annex;
}

static void start_statement(struct akn_reader *reader)
{
	reader->statement_open = false;
	if (reader->stack[reader->depth - 1].element != EL_COMPONENT)
		return;
	/* "A", "B" … by their order: their printed letters differ between languages. */
	reader->statements++;
	reader->body.letter = reader->statements <= 26 ? (char)('A' + reader->statements - 1) : 'Z';
}

static bool is_heading_style(const char *style)
{
	return style != NULL && (strstr(style, "Title") != NULL ||
				 (style[0] == 'H' && strchr("0123456789CcHh", style[1]) != NULL));
}

static bool is_decimal(const char *number)
{
	return strcspn(number, "0123456789") < strlen(number);
}

/*
 * A number that nothing came behind is a heading: "I", on a line of its own. A paragraph's number
 * waits for the next paragraph: some files have the number in one and the text in another.
 */
static void end_number(struct akn_reader *reader)
{
	struct akn_text none = { .raw = BUFFER_INIT };
	if (reader->place.number[0] == '\0' || is_decimal(reader->place.number))
		return;
	buffer_add_text(&none.words, "");
	if (reader->body.open)
		akn_body_heading(&reader->body, &none, reader->place.number);
	akn_text_release(&none);
	reader->place.number = "";
}

static void start_paragraph(struct akn_reader *reader, const char *style)
{
	reader->paragraphs++;
	reader->place.heading_style = is_heading_style(style);
	reader->place.note_style = equals(style, "FootnoteText");
	end_number(reader);
	reader->place.first = true;
}

static void start_block(struct akn_reader *reader, enum akn_element element,
			const char **attributes)
{
	switch (element) {
	case EL_META:
		top(reader)->zone = ZONE_META;
		break;
	case EL_COVER_PAGE:
		top(reader)->zone = ZONE_COVER;
		break;
	case EL_PREFACE:
		top(reader)->zone = ZONE_PREFACE;
		need_language(reader);
		break;
	case EL_FORMULA:
		top(reader)->zone = ZONE_FORMULA;
		break;
	case EL_PREAMBLE:
	case EL_MAIN_BODY:
		top(reader)->zone = element == EL_PREAMBLE ? ZONE_PREAMBLE : ZONE_BODY;
		open_stretch(reader);
		break;
	case EL_CONCLUSIONS:
		top(reader)->zone = ZONE_CONCLUSIONS;
		break;
	case EL_STATEMENT:
		start_statement(reader);
		break;
	case EL_DOC:
		reader->in_annex = true;
		break;
	case EL_LIST:
	case EL_SUBLIST:
	case EL_BLOCK_LIST:
		reader->lists++;
		break;
	case EL_INTRO:
		reader->intros++;
		reader->place.first = true;
		break;
	case EL_PARAGRAPH:
		start_paragraph(reader, akn_attribute(attributes, "class"));
		break;
	case EL_SECTION:
	case EL_POINT:
	case EL_ITEM:
		end_number(reader);
		reader->place.first = true;
		break;
	case EL_CONTENT:
	case EL_CONTAINER:
		reader->place.first = true;
		break;
	case EL_TABLE:
		if (reader->tables++ == 0 && top(reader)->zone == ZONE_BODY)
			akn_body_table(&reader->body);
		break;
	default:
		break;
	}
}

static bool is_unit(enum akn_element element)
{
	return element == EL_CONTENT || element == EL_CONTAINER || element == EL_INTRO ||
	       element == EL_ITEM || element == EL_PARAGRAPH || element == EL_POINT;
}

/* A heading or a number within a run says what the run is. */
static void start_inner_run(struct akn_text *text, enum akn_element element)
{
	text->heading = text->heading || element == EL_HEADING || element == EL_SUBHEADING;
	text->number = text->number || element == EL_NUM;
}

static void start_run(struct akn_reader *reader, enum akn_element element, const char **attributes)
{
	struct akn_text *text = &reader->text;
	struct akn_place *place = &reader->place;
	bool heading = element == EL_HEADING || element == EL_SUBHEADING;
	bool introduction = element == EL_LIST_INTRODUCTION;
	/* In sections, preambular paragraphs are marked as a kind of heading. */
	bool cross = element == EL_CROSS_HEADING;
	bool preamble = cross && equals(akn_attribute(attributes, "refersTo"), "#preamble");
	akn_text_clear(text);
	text->cell = element == EL_TD || element == EL_TH;
	text->heading = heading || (cross && !preamble);
	place->preamble = top(reader)->zone == ZONE_PREAMBLE || preamble;
	place->cross_heading = preamble;
	/* A list's introduction stands where the list does. */
	bool above = reader->intros != 0 || introduction;
	place->nesting = reader->lists == 0 ? 0 : reader->lists - above;
	if (heading || cross || introduction || !is_unit(reader->stack[reader->depth - 1].element))
		place->first = true;
	reader->text_depth = reader->depth;
	reader->has_title = false;
}

/* Within `text`, which is current(reader). */
static void start_inline(struct akn_reader *reader, struct akn_text *text, enum akn_element element,
			 const char **attributes)
{
	const char *style = akn_attribute(attributes, "class");
	const char *href = akn_attribute(attributes, "href");
	if (element == EL_SPAN && style != NULL) {
		top(reader)->italic = strstr(style, "italic") != NULL;
		top(reader)->bold = strstr(style, "bold") != NULL;
		text->bold += top(reader)->bold;
	} else if (element == EL_A && href != NULL) {
		top(reader)->link = akn_text_link(text, &reader->resolution->arena, href);
	} else if (element == EL_DECORATION) {
		text->decoration = true;
	} else if (element == EL_EOL || element == EL_P) {
		akn_text_add(text, " ", 1);
	}
}

static void XMLCALL on_start(void *data, const char *qualified, const char **attributes)
{
	struct akn_reader *reader = data;
	if (reader->status != STATUS_OK)
		return;
	enum akn_element element = akn_element(qualified);
	if (reader->depth == 0 && element != EL_AKOMA_NTOSO) {
		stop(reader, STATUS_INPUT, "not an AKN4UN resolution: root element is <%.80s>",
		     qualified);
		return;
	}
	if (reader->depth == READER_MAX_DEPTH) {
		stop(reader, STATUS_LIMIT, "elements within elements: more than %d",
		     READER_MAX_DEPTH);
		return;
	}
	enum akn_zone zone = top(reader)->zone;
	struct akn_text *text = current(reader);
	reader->depth++;
	*top(reader) = (struct frame){ .element = element,
				       .zone = zone,
				       .start = text == NULL ? 0 : text->raw.length };
	if (element == EL_AUTHORIAL_NOTE && reader->note_depth == 0) {
		const char *mark = akn_attribute(attributes, "marker");
		akn_text_clear(&reader->note);
		reader->note_depth = reader->depth;
		reader->note_mark =
		    builder_clean(&reader->resolution->arena, mark == NULL ? "" : mark,
				  mark == NULL ? 0 : strlen(mark), false);
	} else if (text != NULL) {
		start_inline(reader, text, element, attributes);
		start_inner_run(text, element);
	} else if (starts_run(element)) {
		start_run(reader, element, attributes);
	} else {
		if (zone == ZONE_META)
			akn_meta_element(&reader->meta, element,
					 reader->stack[reader->depth - 1].element, attributes);
		start_block(reader, element, attributes);
	}
	top(reader)->field = akn_meta_field(&reader->meta, top(reader)->zone, element, attributes);
}

static void XMLCALL on_text(void *data, const char *bytes, int length)
{
	struct akn_reader *reader = data;
	struct akn_text *text = current(reader);
	if (text != NULL && reader->status == STATUS_OK)
		akn_text_add(text, bytes, (size_t)length);
}

static void end_note(struct akn_reader *reader)
{
	struct arena *arena = &reader->resolution->arena;
	struct akn_text *host = reader->text_depth != 0 ? &reader->text : &reader->body.waiting;
	reader->note_depth = 0;
	need_language(reader);
	if (reader->resolution->language == NULL)
		return;
	akn_text_finish(&reader->note, reader->resolution->language, arena);
	/* Arabic notes keep the brackets that the mark stood in. */
	if (reader->note.words.length > 2 && memcmp(reader->note.words.bytes, "()", 2) == 0)
		akn_text_cut(&reader->note, reader->note.words.bytes[2] == ' ' ? 3 : 2);
	const struct buffer *words = &reader->note.words;
	if (words->length != 0)
		akn_text_note(host, reader->note_mark,
			      arena_text(arena, words->bytes, words->length));
	for (size_t i = 0; i < reader->note.link_count; i++)
		akn_text_refer(host, reader->note.links[i].symbol);
}

/* "76/247." or the letter of a lettered part. The number is no part of the title behind it. */
static void end_number_of_document(struct akn_reader *reader, struct akn_text *text,
				   enum akn_zone zone, size_t start)
{
	struct akn_meta *meta = &reader->meta;
	const char *printed = text->raw.bytes + start;
	size_t length = text->raw.length - start;
	if (zone == ZONE_COVER) {
		if (meta->symbols[SYMBOL_COVER].length == 0)
			builder_clean_to(&meta->symbols[SYMBOL_COVER], printed, length, false);
		return;
	}
	if (zone != ZONE_PREFACE || length == 0)
		return;
	reader->has_title = true;
	if (meta->symbols[SYMBOL_PREFACE].length == 0) {
		builder_clean_to(&meta->symbols[SYMBOL_PREFACE], printed, length, false);
	} else if (reader->body.letter == 0) {
		enum number_kind kind;
		struct buffer clean = BUFFER_INIT;
		builder_clean_to(&clean, printed, length, false);
		uint32_t value = clean.length == 0 ? 0
						   : drafting_number(reader->resolution->language,
								     clean.bytes, 0, &kind);
		if (value >= 1 && value <= 26)
			meta->letter = (char)('A' + value - 1);
		buffer_release(&clean);
	}
	text->raw.length = start;
	text->verb = 0;
}

static void end_inline(struct akn_reader *reader, const struct frame *frame)
{
	struct akn_text *text = current(reader);
	if (text == NULL)
		return;
	/* A number of the document may have been cut off in the meantime. */
	size_t start = frame->start < text->raw.length ? frame->start : text->raw.length;
	if (frame->element == EL_SPAN)
		akn_text_span(text, start, frame->italic, frame->bold);
	else if (frame->element == EL_SUP)
		akn_text_raised(text, start);
	else if (frame->element == EL_A && frame->link != 0)
		text->links[frame->link - 1].end = text->raw.length;
	else if (frame->element == EL_P || frame->element == EL_LOCATION)
		akn_text_add(text, " ", 1);
	else if (frame->element == EL_DOC_NUMBER)
		end_number_of_document(reader, text, frame->zone, start);
	else if (frame->element == EL_DOC_TITLE)
		reader->has_title = true;
	const char *bytes = text->raw.bytes + start;
	size_t length = text->raw.length - start;
	bool several = akn_meta_is_list(&reader->meta, frame->field);
	if (frame->field != NULL)
		akn_meta_set(&reader->meta, frame->field, bytes, length, several ? "; " : NULL);
}

/* A run of text of the preamble, the body or an annex is whole. */
static void end_body_run(struct akn_reader *reader, enum akn_element element)
{
	struct akn_text *text = &reader->text;
	struct akn_place *place = &reader->place;
	struct arena *arena = &reader->resolution->arena;
	akn_text_finish(text, reader->resolution->language, arena);
	if (element == EL_NUM && text->words.length <= LONGEST_NUMBER) {
		end_number(reader);
		place->number = arena_text(arena, text->words.bytes, text->words.length);
		place->first = true;
		reader->numbered = reader->paragraphs;
	} else if (text->cell) {
		akn_body_cell(&reader->body, text);
	} else if (text->words.length != 0) {
		if (reader->paragraphs != reader->numbered &&
		    (text->heading || place->heading_style))
			place->number = "";
		akn_body_add(&reader->body, text, place);
		place->number = "";
		place->first = false;
	}
	if (reader->resolution->clause_count > READER_MAX_CLAUSES)
		stop(reader, STATUS_LIMIT, "clauses: more than %d", READER_MAX_CLAUSES);
}

static void end_run(struct akn_reader *reader, const struct frame *frame)
{
	struct akn_text *text = &reader->text;
	const char *raw = text->raw.bytes;
	reader->text_depth = 0;
	switch (frame->zone) {
	case ZONE_META:
		akn_meta_voter(&reader->meta, raw, text->raw.length);
		break;
	case ZONE_COVER:
		builder_clean_to(&reader->meta.cover, raw, text->raw.length, false);
		buffer_add_byte(&reader->meta.cover, '\n');
		break;
	case ZONE_PREFACE:
		if (!reader->has_title)
			break;
		akn_text_finish(text, reader->resolution->language, &reader->resolution->arena);
		akn_body_title(&reader->body, text);
		break;
	case ZONE_FORMULA:
		akn_meta_set(&reader->meta, &reader->resolution->formula, raw, text->raw.length,
			     NULL);
		break;
	case ZONE_PREAMBLE:
	case ZONE_BODY:
		end_body_run(reader, frame->element);
		break;
	case ZONE_CONCLUSIONS:
	case ZONE_NONE:
		break;
	}
}

static void end_block(struct akn_reader *reader, const struct frame *frame)
{
	bool body = frame->zone == ZONE_BODY;
	switch (frame->element) {
	case EL_LIST:
	case EL_SUBLIST:
	case EL_BLOCK_LIST:
		reader->lists--;
		break;
	case EL_INTRO:
		reader->intros--;
		break;
	case EL_TR:
		if (body)
			akn_body_row_end(&reader->body);
		break;
	case EL_TABLE:
		if (--reader->tables == 0 && body)
			akn_body_table_end(&reader->body);
		break;
	case EL_DOC:
		reader->in_annex = false;
		break;
	case EL_PARAGRAPH:
	case EL_MAIN_BODY:
		end_number(reader);
		reader->place.heading_style = reader->place.note_style = false;
		break;
	default:
		break;
	}
}

static void XMLCALL on_end(void *data, const char *qualified)
{
	struct akn_reader *reader = data;
	(void)qualified;
	if (reader->status != STATUS_OK)
		return;
	struct frame frame = *top(reader);
	if (frame.element == EL_AUTHORIAL_NOTE && reader->note_depth == reader->depth)
		end_note(reader);
	else if (reader->note_depth == 0 && reader->text_depth == reader->depth)
		end_run(reader, &frame);
	else if (current(reader) != NULL)
		end_inline(reader, &frame);
	else
		end_block(reader, &frame);
	reader->depth--;
}

/* A document type can declare entities, and these blow up or read other files. */
static void XMLCALL on_doctype(void *data, const char *name, const char *system, const char *public,
			       int internal)
{
	(void)name, (void)system, (void)public, (void)internal;
	stop(data, STATUS_INPUT, "a document type declaration is not allowed");
}

static void parse(struct akn_reader *reader, const char *bytes, size_t length)
{
	XML_Parser parser = reader->parser;
	XML_SetUserData(parser, reader);
	XML_SetElementHandler(parser, on_start, on_end);
	XML_SetCharacterDataHandler(parser, on_text);
	XML_SetStartDoctypeDeclHandler(parser, on_doctype);
	if (XML_Parse(parser, bytes, (int)length, XML_TRUE) == XML_STATUS_ERROR)
		stop(reader, STATUS_INPUT, "not well-formed XML: %s",
		     XML_ErrorString(XML_GetErrorCode(parser)));
}

static void finish(struct akn_reader *reader)
{
	struct resolution *resolution = reader->resolution;
	akn_body_close(&reader->body);
	if (resolution->language != NULL)
		akn_meta_finish(&reader->meta);
	const char *missing = NULL;
	if (resolution->language == NULL || resolution->clause_count < 2)
		missing = "it has no clauses";
	else if (resolution->symbol[0] == '\0')
		missing = "it has no symbol";
	if (missing != NULL)
		reader->status =
		    error_set(reader->error, STATUS_INPUT, "%s: not an AKN4UN resolution: %s",
			      reader->name, missing);
	if (missing != NULL)
		return;
	/* A few files have no title: then that of the agenda item stands for it. */
	struct clause *title = &resolution->clauses[0];
	if (title->text[0] == '\0')
		title->text = resolution->agenda_title;
	resolution->title = title->text;
}

static void *resize(void *old, size_t bytes)
{
	return memory_resize(old, bytes, 1);
}

int akn_read(struct resolution *resolution, const char *name, const char *bytes, size_t length,
	     struct error *error)
{
	resolution_init(resolution);
	if (length > READER_MAX_BYTES)
		return error_set(error, STATUS_LIMIT, "%s: longer than %d bytes", name,
				 READER_MAX_BYTES);
	struct akn_reader *reader = memory_array(1, sizeof *reader);
	reader->name = name;
	reader->error = error;
	reader->resolution = resolution;
	reader->meta = (struct akn_meta){
		.resolution = resolution, .agenda = "", .proponent = "", .side = -1
	};
	reader->body.builder.resolution = resolution;
	reader->place.number = "";
	/* expat itself would call a file wrong that there is no memory for. */
	static const XML_Memory_Handling_Suite memory = { memory_get, resize, free };
	reader->parser = XML_ParserCreate_MM(NULL, &memory, NULL);
	if (reader->parser == NULL)
		memory_none();
	parse(reader, bytes, length);
	if (reader->status == STATUS_OK)
		finish(reader);
	int status = (int)reader->status;
	XML_ParserFree(reader->parser);
	akn_text_release(&reader->text);
	akn_text_release(&reader->note);
	akn_body_release(&reader->body);
	akn_meta_release(&reader->meta);
	free(reader);
	if (status != STATUS_OK)
		resolution_release(resolution);
	return status;
}
