/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corpus/akn.h"

#include <stdlib.h>
#include <string.h>

/* Sorted by name, capitals first. */
static const struct name {
	const char *name;
	enum akn_element element;
} names[] = {
	{ "FRBRWork", EL_FRBR_WORK },
	{ "FRBRdate", EL_FRBR_DATE },
	{ "FRBRlanguage", EL_FRBR_LANGUAGE },
	{ "FRBRuri", EL_FRBR_URI },
	{ "a", EL_A },
	{ "akomaNtoso", EL_AKOMA_NTOSO },
	{ "authorialNote", EL_AUTHORIAL_NOTE },
	{ "blockList", EL_BLOCK_LIST },
	{ "component", EL_COMPONENT },
	{ "conclusions", EL_CONCLUSIONS },
	{ "container", EL_CONTAINER },
	{ "content", EL_CONTENT },
	{ "count", EL_COUNT },
	{ "coverPage", EL_COVER_PAGE },
	{ "crossHeading", EL_CROSS_HEADING },
	{ "decoration", EL_DECORATION },
	{ "doc", EL_DOC },
	{ "docDate", EL_DOC_DATE },
	{ "docNumber", EL_DOC_NUMBER },
	{ "docProponent", EL_DOC_PROPONENT },
	{ "docTitle", EL_DOC_TITLE },
	{ "eol", EL_EOL },
	{ "formula", EL_FORMULA },
	{ "heading", EL_HEADING },
	{ "inline", EL_INLINE },
	{ "intro", EL_INTRO },
	{ "item", EL_ITEM },
	{ "keyword", EL_KEYWORD },
	{ "list", EL_LIST },
	{ "listIntroduction", EL_LIST_INTRODUCTION },
	{ "location", EL_LOCATION },
	{ "mainBody", EL_MAIN_BODY },
	{ "meta", EL_META },
	{ "num", EL_NUM },
	{ "organization", EL_ORGANIZATION },
	{ "p", EL_P },
	{ "paragraph", EL_PARAGRAPH },
	{ "point", EL_POINT },
	{ "preamble", EL_PREAMBLE },
	{ "preface", EL_PREFACE },
	{ "section", EL_SECTION },
	{ "session", EL_SESSION },
	{ "span", EL_SPAN },
	{ "statement", EL_STATEMENT },
	{ "step", EL_STEP },
	{ "subheading", EL_SUBHEADING },
	{ "sublist", EL_SUBLIST },
	{ "sup", EL_SUP },
	{ "table", EL_TABLE },
	{ "td", EL_TD },
	{ "th", EL_TH },
	{ "tr", EL_TR },
	{ "voting", EL_VOTING },
};

static int compare_names(const void *a, const void *b)
{
	return strcmp(((const struct name *)a)->name, ((const struct name *)b)->name);
}

enum akn_element akn_element(const char *qualified)
{
	const char *colon = strchr(qualified, ':');
	struct name key = { colon == NULL ? qualified : colon + 1, EL_OTHER };
	const struct name *found =
	    bsearch(&key, names, sizeof names / sizeof *names, sizeof *names, compare_names);
	return found == NULL ? EL_OTHER : found->element;
}
