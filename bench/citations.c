/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How well citations are found in texts: the links of AKN4UN files against what corpus/citations.h
 * finds in the same texts without the links.
 *
 *     citations DIRECTORY [all|es,en …] [misses|extra|other]
 *
 * reads every file below the directory as the program does and prints a table, a line a language:
 * links of clauses and their footnotes that lead to a document; how many of them were found from
 * the words alone; how many of the others do not stand in the words at all, since the file's link
 * leads to another document than its words name ("unsaid"); how often other words than a link's
 * were found ("beyond links"); how often the words of a link were read as another document
 * ("otherwise"). With a third argument it prints those that were missed, found beyond the links, or
 * read otherwise, each with its place.
 */
#include "base/buffer.h"
#include "base/error.h"
#include "base/file.h"
#include "corpus/citations.h"
#include "corpus/headings.h"
#include "corpus/reader.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct count {
	size_t files, links, found, unsaid, beyond, otherwise;
};
static struct count counts[LANGUAGE_COUNT];
static const char *wanted = "all";
static const char *shown = "";
enum { MOST_OPEN = 16, AROUND = 90 };

static void show(const char *what, const struct resolution *resolution, const struct clause *clause,
		 const char *symbol, const char *text, size_t start, size_t end)
{
	if (strcmp(shown, what) != 0)
		return;
	size_t length = strlen(text);
	size_t from = start > AROUND ? start - AROUND : 0;
	size_t to = length - end > AROUND ? end + AROUND : length;
	printf("%s\t%s#%s\t%s\t", resolution->language->code, resolution->symbol, clause->label,
	       symbol);
	for (size_t i = from; i < to; i++) {
		if (i == start)
			fputs("[[", stdout);
		putchar(text[i] == '\n' ? '|' : text[i]);
		if (i + 1 == end)
			fputs("]]", stdout);
	}
	putchar('\n');
}

static bool overlap(const struct citation *link, const struct cited *cited)
{
	return link->length != 0 && cited->start < link->start + link->length &&
	       link->start < cited->end;
}

/* Whether the last two numbers of a symbol stand in the text, in this order and side by side;
 * without them the words of a link name another document than the link. */
static bool says(const char *text, const char *symbol)
{
	const char *end = symbol + strlen(symbol);
	const char *start = end;
	for (size_t slashes = 0; start > symbol && slashes < 2; start--)
		slashes += start[-1] == '/' || start[-1] == '(';
	size_t length = strcspn(start, " )");
	start += *start == '/' || *start == '(';
	if (strstr(text, start) != NULL)
		return true;
	/* Roman numbers and brackets are written in many ways: the first number is enough. */
	size_t digits = strspn(start, "0123456789");
	char number[16] = "";
	memcpy(number, start, digits < sizeof number ? digits : 0);
	return length > digits && start[digits] != '/' && digits != 0 &&
	       strstr(text, number) != NULL;
}

/* Links against what was found in the clause's text and in its footnotes. */
static void measure_clause(const struct resolution *resolution, const struct clause *clause,
			   struct count *count)
{
	struct arena arena = ARENA_INIT;
	size_t lists = clause->footnote_count + 1;
	struct cited_list *found = memory_array(lists, sizeof *found);
	for (size_t i = 0; i < lists; i++) {
		const char *text = i == 0 ? clause->text : clause->footnotes[i - 1].text;
		found[i] = citations_find(resolution->language, text, strlen(text), &arena);
	}
	for (size_t i = 0; i < clause->citation_count; i++) {
		const struct citation *link = &clause->citations[i];
		bool is = false;
		for (size_t list = 0; list < lists && !is; list++)
			for (size_t c = 0; c < found[list].count && !is; c++)
				is = strcmp(found[list].at[c].symbol, link->symbol) == 0;
		count->links++;
		count->found += is;
		bool said = link->length != 0 && says(clause->text, link->symbol);
		for (size_t note = 0; note < clause->footnote_count && !said; note++)
			said =
			    link->length == 0 && says(clause->footnotes[note].text, link->symbol);
		count->unsaid += !is && !said;
		if (!is && !said && strcmp(shown, "misses") == 0)
			continue;
		if (!is && link->length != 0)
			show("misses", resolution, clause, link->symbol, clause->text, link->start,
			     link->start + link->length);
		else if (!is)
			for (size_t note = 0; note < lists - 1 || note == 0; note++)
				show("misses", resolution, clause, link->symbol,
				     lists == 1 ? clause->text : clause->footnotes[note].text, 0,
				     lists == 1 ? 1 : strlen(clause->footnotes[note].text));
	}
	for (size_t list = 0; list < lists; list++) {
		for (size_t c = 0; c < found[list].count; c++) {
			const struct cited *cited = &found[list].at[c];
			bool linked = false, same = false;
			for (size_t i = 0; i < clause->citation_count; i++) {
				const struct citation *link = &clause->citations[i];
				linked = linked || (list == 0 && overlap(link, cited));
				same = same || strcmp(link->symbol, cited->symbol) == 0;
			}
			const char *text =
			    list == 0 ? clause->text : clause->footnotes[list - 1].text;
			count->otherwise += linked && !same;
			count->beyond += !linked && !same;
			if (!same)
				show(linked ? "other" : "extra", resolution, clause, cited->symbol,
				     text, cited->start, cited->end);
		}
	}
	free(found);
	arena_release(&arena);
}

static int visit(const char *path, const struct stat *status, int kind, struct FTW *place)
{
	(void)status;
	(void)place;
	size_t length = strlen(path);
	if (kind != FTW_F || length < 4 || strcmp(path + length - 4, ".xml") != 0)
		return 0;
	struct buffer bytes = BUFFER_INIT;
	struct resolution resolution;
	struct error error;
	if (file_read_path(path, READER_MAX_BYTES, &bytes, &error) == STATUS_OK &&
	    akn_read(&resolution, path, bytes.bytes, bytes.length, &error) == STATUS_OK) {
		struct count *count = &counts[resolution.language - languages];
		if (strcmp(wanted, "all") == 0 || strstr(wanted, resolution.language->code)) {
			headings_promote(&resolution);
			count->files++;
			for (size_t i = 0; i < resolution.clause_count; i++)
				measure_clause(&resolution, &resolution.clauses[i], count);
		}
		resolution_release(&resolution);
	}
	buffer_release(&bytes);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc < 2 || argc > 4) {
		fprintf(stderr, "usage: citations DIRECTORY [all|es,en …] [misses|extra|other]\n");
		return 2;
	}
	if (argc > 2)
		wanted = argv[2];
	if (argc > 3)
		shown = argv[3];
	if (nftw(argv[1], visit, MOST_OPEN, FTW_PHYS) != 0) {
		fprintf(stderr, "citations: cannot read %s\n", argv[1]);
		return 2;
	}
	if (shown[0] != '\0')
		return 0;
	printf("language   files   links   found  from the words  unsaid  of those said"
	       "  beyond links  otherwise\n");
	for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
		const struct count *count = &counts[i];
		if (count->links != 0)
			printf("%-8s %7zu %7zu %7zu %13.2f %% %7zu %12.2f %% %13zu %10zu\n",
			       languages[i].code, count->files, count->links, count->found,
			       100.0 * (double)count->found / (double)count->links, count->unsaid,
			       100.0 * (double)count->found /
				   (double)(count->links - count->unsaid),
			       count->beyond, count->otherwise);
	}
	return 0;
}
