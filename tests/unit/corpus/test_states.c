/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "base/file.h"
#include "base/map.h"
#include "corpus/states.h"
#include "tests/unit/leak.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <glob.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

Test(states, finds_by_code_and_by_any_name)
{
	static const char *const rows[][2] = {
		{ "US", "US" },
		{ "usa", "US" },
		{ "UNITED STATES", "US" },
		{ "United States of America", "US" },
		{ "Estados Unidos", "US" },
		{ "etats unis", "US" },
		{ "COTE D'IVOIRE", "CI" },
		{ "CÔTE D\u2019IVOIRE", "CI" },
		{ "cote divoire", "CI" },
		{ "CO\u0302TE D'IVOIRE", "CI" },
		{ "TURKEY", "TR" },
		{ "TURKIYE", "TR" },
		{ "TÜRKİYE", "TR" },
		{ "Turquía", "TR" },
		{ "BOLIVIA (PLURINATIONAL STATE OF)", "BO" },
		{ "bolivia", "BO" },
		{ "NETHERLANDS (KINGDOM OF THE)", "NL" },
		{ "KINGDOM OF THE NETHERLANDS", "NL" },
		{ "Democratic People\u2019s  Republic of Korea", "KP" },
		{ "REPUBLIC OF KOREA", "KR" },
		{ "CONGO", "CG" },
		{ "DEMOCRATIC REPUBLIC OF THE CONGO", "CD" },
		{ "NIGER", "NE" },
		{ "THE NIGER", "NE" },
		{ "NIGERIA", "NG" },
		{ "GUINEA", "GN" },
		{ "guinea bissau", "GW" },
		{ "DOMINICA", "DM" },
		{ "DOMINICAN REPUBLIC", "DO" },
		{ "CZECHI A", "CZ" },
		{ " GUYANA\u00A0", "GY" },
		{ "STATE OF PALESTINE", "PS" },
		{ "Holy See", "VA" },
		{ "CUBA (ON BEHALF OF THE GROUP OF 77 AND CHINA)", "CU" },
		{ "Ghana, on behalf of the Group of African States", "GH" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct state *state = state_find(rows[i][0], strlen(rows[i][0]));
		cr_assert_not_null(state, "%s", rows[i][0]);
		cr_assert_str_eq(state->code2, rows[i][1], "%s", rows[i][0]);
	}
	LEAK_CHECK();
}

Test(states, finds_none_in_other_words)
{
	static const char *const texts[] = {
		"",
		" ",
		"-",
		"the",
		"the ",
		"XX",
		"U",
		"UNITED",
		"KOREA",
		"UNITED STATES AND VIET NAM",
		"THE REPRESENTATIVE OF AUSTRIA",
		"SUBMITTED BY THE CHAIR OF THE COMMITTEE",
		" (on behalf of",
		"\xFF\xFE",
		"法国",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		cr_assert_null(state_find(texts[i], strlen(texts[i])), "%s", texts[i]);
	cr_assert_null(state_find("US", 1));
	LEAK_CHECK();
}

/* A name of two States would always find the first. */
static void check_name(const struct state *state, const char *name, size_t length)
{
	const struct state *found = state_find(name, length);
	cr_assert_not_null(found, "%.*s", (int)length, name);
	cr_assert_str_eq(found->code2, state->code2, "%.*s", (int)length, name);
}

Test(states, has_no_code_or_name_twice)
{
	for (size_t i = 0; i < STATE_COUNT; i++) {
		const struct state *state = &states[i];
		cr_assert_eq(strlen(state->code2), 2, "%s", state->name);
		cr_assert_eq(strlen(state->code3), 3, "%s", state->name);
		check_name(state, state->code2, 2);
		check_name(state, state->code3, 3);
		check_name(state, state->name, strlen(state->name));
		for (const char *name = state->names; *name != '\0';) {
			size_t length = strcspn(name, "|");
			check_name(state, name, length);
			name += length + (name[length] == '|');
		}
	}
	LEAK_CHECK();
}

static const char *corpus_folder(void)
{
	const char *corpus = getenv("CLAUSULA_CORPUS");
	if (corpus == NULL)
		cr_skip_test("SKIPPED: CLAUSULA_CORPUS is not set");
	return corpus;
}

static void find_files(const char *corpus, const char *pattern, glob_t *files)
{
	struct buffer path = BUFFER_INIT;
	buffer_add_format(&path, "%s/%s", corpus, pattern);
	cr_assert_eq(glob(path.bytes, 0, NULL, files), 0, "%s: no files", path.bytes);
	buffer_release(&path);
}

Test(states, finds_every_voter_of_the_real_files)
{
	static const char mark[] = "refersTo=\"memberState\">";
	glob_t files;
	struct buffer text = BUFFER_INIT;
	struct names names = { 0 };
	find_files(corpus_folder(), "*session/*/*.xml", &files);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		buffer_clear(&text);
		cr_assert_eq(file_read_path(files.gl_pathv[i], 1 << 26, &text, NULL), 0);
		for (const char *at = text.bytes; (at = strstr(at, mark)) != NULL;) {
			at += strlen(mark);
			names_add(&names, at, strcspn(at, "<"));
		}
	}
	cr_assert_geq(names.count, 150);
	for (size_t i = 0; i < names.count; i++)
		cr_assert_not_null(state_find(names.at[i].bytes, names.at[i].length), "%s",
				   names.at[i].bytes);
	names_release(&names);
	buffer_release(&text);
	globfree(&files);
	LEAK_CHECK();
}

/* What stands among the sponsors and is not the name of one State. */
static bool is_no_state(const char *name)
{
	static const char *const signs[] = { "submitted by",      "introduced in",
					     "representative of", "draft resolution",
					     "on the basis of",   "rejected by" };
	static const char *const pieces[] = { "ISLANDS",
					      "NORTHERN IRELAND",
					      "THE OF KOREA",
					      "CHILE,DOMINICAN REPUBLIC",
					      "MAURITANIA AND UNITED REPUBLIC OF TANZANIA",
					      "UNITED STATES AND VIET NAM" };
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (strcasestr(name, signs[i]) != NULL)
			return true;
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
		if (strcmp(name, pieces[i]) == 0)
			return true;
	return false;
}

static void check_list(const json_t *work, const char *key, size_t *found)
{
	const json_t *list = json_object_get(work, key);
	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *name = json_string_value(json_array_get(list, i));
		cr_assert_not_null(name);
		bool is = state_find(name, strlen(name)) != NULL;
		cr_assert(is || is_no_state(name), "%s: \"%s\"", key, name);
		*found += is;
	}
}

Test(states, finds_every_state_of_the_real_records)
{
	static const char *const lists[] = { "MS_in_favour", "MS_against", "MS_abstaining",
					     "sponsors", "additional_sponsors" };
	glob_t files;
	struct buffer text = BUFFER_INIT;
	size_t found = 0;
	find_files(corpus_folder(), "data_extract/*.json", &files);
	for (size_t i = 0; i < files.gl_pathc; i++) {
		buffer_clear(&text);
		cr_assert_eq(file_read_path(files.gl_pathv[i], 1 << 26, &text, NULL), 0);
		for (const char *at = text.bytes; *at != '\0';) {
			size_t length = strcspn(at, "\n");
			json_t *work = json_loadb(at, length, 0, NULL);
			for (size_t k = 0; k < sizeof lists / sizeof *lists; k++)
				check_list(work, lists[k], &found);
			json_decref(work);
			at += length + (at[length] == '\n');
		}
	}
	cr_assert_geq(found, 10000);
	buffer_release(&text);
	globfree(&files);
	LEAK_CHECK();
}
