/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"
#include "cli/common.h"
#include "cli/completion.h"
#include "searcher/field.h"
#include "tests/unit/leak.h"
#include "tests/unit/scratch.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The program's own list is in cli/main.c, which tests do not link. */
const struct command *const commands[] = { &command_index,   &command_search,     &command_show,
					   &command_compare, &command_list,       &command_info,
					   &command_analyze, &command_completion, NULL };

/* A command whose texts have every sign that a shell reads. */
static const char *const odd_choices[] = { "one", "two", NULL };
static const struct option odd_options[] = {
	{ "dir", OPTION_TEXT, 0, "DIR", NULL, "it's [odd]: a \\ and $HOME `date` \"x\"" },
	{ "kind", OPTION_CHOICE, 0, "KIND", odd_choices, "!{a,b} *;&|<>(#)" },
	{ "file", OPTION_TEXT, 0, "FILE", NULL, "'" },
	{ .name = NULL },
};
static const struct command odd = { "odd", "It's odd: [\\]", "[FILE]...", odd_options, NULL };
static const struct command *const odd_commands[] = { &odd, NULL };

static struct buffer script_of(const char *shell, const struct command *const *all)
{
	struct buffer script = BUFFER_INIT;
	cr_assert(completion_script(&script, shell, all), "%s", shell);
	return script;
}

/* The part of a script that is about the options of a command, as a string of its own. */
static char *part_about(const char *script, const char *shell, const char *command)
{
	char start[64];
	const char *end;
	snprintf(start, sizeof start,
		 strcmp(shell, "bash") == 0  ? "\t%s) _clausula_words"
		 : strcmp(shell, "zsh") == 0 ? "\t%s)\n\t\t_arguments"
					     : "complete -c clausula -n '__clausula_is %s' -l",
		 command);
	const char *part = strstr(script, start);
	if (part == NULL)
		return NULL;
	if (strcmp(shell, "fish") == 0) {
		end = part;
		for (const char *next = part; next != NULL; next = strstr(next + 1, start))
			end = next;
		end = strchr(end, '\n');
	} else
		end = strstr(part, ";;");
	return strndup(part, (size_t)(end - part));
}

Test(completion, has_every_option_of_every_command)
{
	static const struct {
		const char *before, *behind_flag, *behind;
	} forms[] = { { " --", " ", " " }, { "'--", "[", "=[" }, { " -l ", " ", " " } };
	for (size_t s = 0; completion_shells[s] != NULL; s++) {
		struct buffer script = script_of(completion_shells[s], commands);
		for (size_t c = 0; commands[c] != NULL; c++) {
			const struct option *option = commands[c]->options;
			if (option->name == NULL)
				continue;
			char *part =
			    part_about(script.bytes, completion_shells[s], commands[c]->name);
			cr_assert_not_null(part, "%s: %s", completion_shells[s], commands[c]->name);
			for (; option->name != NULL; option++) {
				char form[64];
				snprintf(form, sizeof form, "%s%s%s", forms[s].before, option->name,
					 option->kind == OPTION_FLAG ? forms[s].behind_flag
								     : forms[s].behind);
				cr_expect_not_null(strstr(part, form), "%s: %s: %s",
						   completion_shells[s], commands[c]->name, form);
				for (size_t i = 0;
				     option->choices != NULL && option->choices[i] != NULL; i++)
					cr_expect_not_null(
					    strstr(script.bytes, option->choices[i]));
			}
			free(part);
		}
		for (int f = 0; f < FIELD_COUNT; f++)
			cr_expect_not_null(strstr(script.bytes, fields[f].name));
		buffer_release(&script);
	}
	LEAK_CHECK();
}

Test(completion, knows_no_other_shell)
{
	struct buffer script = BUFFER_INIT;
	cr_assert_not(completion_script(&script, "csh", commands));
	cr_assert_not(completion_script(&script, "", commands));
	cr_assert_eq(script.length, 0);
}

static bool is_installed(const char *shell)
{
	char command[64];
	snprintf(command, sizeof command, "command -v %s >/dev/null 2>&1", shell);
	if (system(command) == 0)
		return true;
	fprintf(stderr, "SKIPPED: completion in %s: it is not installed\n", shell);
	return false;
}

/* Whether the shell finds no mistake in the script. */
static bool is_accepted(const char *shell, const char *scratch, const struct buffer *script)
{
	char command[1024];
	char *path = scratch_path(scratch, "script");
	scratch_write(scratch, "script", script->bytes, script->length);
	snprintf(command, sizeof command, "%s -n '%s'", shell, path);
	free(path);
	return system(command) == 0;
}

Test(completion, is_accepted_by_the_shells, .timeout = 60)
{
	char *scratch = scratch_new();
	for (size_t s = 0; completion_shells[s] != NULL; s++) {
		if (!is_installed(completion_shells[s]))
			continue;
		struct buffer script = script_of(completion_shells[s], commands);
		struct buffer odd_script = script_of(completion_shells[s], odd_commands);
		cr_expect(is_accepted(completion_shells[s], scratch, &script), "%s",
			  completion_shells[s]);
		cr_expect(is_accepted(completion_shells[s], scratch, &odd_script), "%s: odd texts",
			  completion_shells[s]);
		buffer_release(&script);
		buffer_release(&odd_script);
	}
	scratch_free(scratch);
	LEAK_CHECK();
}

Test(completion, texts_with_signs_that_shells_read_are_quoted)
{
	static const struct {
		const char *shell, *piece;
	} rows[] = {
		{ "zsh", "'--dir=[it'\\''s \\[odd\\]\\: a \\\\ and $HOME `date` \"x\"]:DIR:"
			 "_directories'" },
		{ "zsh", "'--file=['\\'']:FILE:_files'" },
		{ "zsh", "'odd:It'\\''s odd\\: \\[\\\\\\]'" },
		{ "fish", "-l dir -x -a '(__fish_complete_directories)' -d 'it\\'s [odd]: a \\\\ "
			  "and $HOME `date` \"x\"'" },
		{ "fish", "-l file -r -F -d '\\''" },
		{ "fish", "-a odd -d 'It\\'s odd: [\\\\]'" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buffer script = script_of(rows[i].shell, odd_commands);
		cr_expect_not_null(strstr(script.bytes, rows[i].piece), "%s: %s", rows[i].shell,
				   rows[i].piece);
		buffer_release(&script);
	}
	LEAK_CHECK();
}

/* A program that stands in for clausula: it answers `list` as an index would. */
static const char stand_in[] = "#!/bin/sh\n"
			       "case \"$*\" in\n"
			       "'list -- verb wel') printf 'welcome\\t3\\n' ;;\n"
			       "'list -- verb ') printf 'note\\t3\\ntake note\\t1\\n' ;;\n"
			       "'list --index=I -- verb ') printf 'other\\t3\\n' ;;\n"
			       "'list -- symbol A/RES/91/1') printf 'A/RES/91/1\\t2\\n"
			       "A/RES/91/10 A\\t1\\n' ;;\n"
			       "'list -- part ti') printf 'title\\t9\\n' ;;\n"
			       "*) echo 'damaged' >&2; exit 2 ;;\n"
			       "esac\n";

/* What readline gives: the line up to the cursor, and its words. */
static const char driver[] = "IFS= read -r COMP_LINE; mapfile -t COMP_WORDS\n"
			     "COMP_POINT=${#COMP_LINE} COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n"
			     "_clausula; printf '%s|' \"${COMPREPLY[@]}\"\n";

static const struct {
	const char *line, *words, *wanted; /* words: a line each */
} bash_rows[] = {
	{ "clausula se", "clausula\nse", "search|" },
	{ "clausula --v", "clausula\n--v", "--version|" },
	{ "clausula search --ex", "clausula\nsearch\n--ex", "--exact|--explain|" },
	{ "clausula search --unit ", "clausula\nsearch\n--unit\n", "clause|resolution|" },
	{ "clausula search --unit=", "clausula\nsearch\n--unit\n=", "clause|resolution|" },
	{ "clausula search --unit=r", "clausula\nsearch\n--unit\n=\nr", "resolution|" },
	{ "clausula search --unit=r", "clausula\nsearch\n--unit=r", "--unit=resolution|" },
	{ "clausula search --limit ", "clausula\nsearch\n--limit\n", "|" },
	{ "clausula search --lang es,f", "clausula\nsearch\n--lang\nes,f", "es,fr|" },
	{ "clausula search sess", "clausula\nsearch\nsess", "session:|" },
	{ "clausula search -- --sess", "clausula\nsearch\n--\n--sess", "--session:|" },
	{ "clausula search a -sess", "clausula\nsearch\na\n-sess", "-session:|" },
	{ "clausula search 'a (sess", "clausula\nsearch\n'a (sess", "a (session:|" },
	{ "clausula search verb:wel", "clausula\nsearch\nverb\n:\nwel", "welcome|" },
	{ "clausula search verb:wel", "clausula\nsearch\nverb:wel", "welcome|" },
	{ "clausula search verb:", "clausula\nsearch\nverb\n:", "note|\\\"take\\ note\\\"|" },
	{ "clausula search -verb:", "clausula\nsearch\n-verb\n:", "note|\\\"take\\ note\\\"|" },
	{ "clausula search 'a verb:", "clausula\nsearch\n'a verb:",
	  "a verb:note|a verb:\"take note\"|" },
	{ "clausula search \"a verb:", "clausula\nsearch\n\"a verb:", "a verb:note|" },
	{ "clausula search verb:x,", "clausula\nsearch\nverb\n:\nx,", "x,note|" },
	{ "clausula search part:annex,ti", "clausula\nsearch\npart\n:\nannex,ti", "annex,title|" },
	{ "clausula search --index I verb:", "clausula\nsearch\n--index\nI\nverb\n:", "other|" },
	{ "clausula search --index=I verb:", "clausula\nsearch\n--index\n=\nI\nverb\n:", "other|" },
	{ "clausula search vote:", "clausula\nsearch\nvote\n:", "|" },
	{ "clausula search symbol:91/1", "clausula\nsearch\nsymbol\n:\n91/1",
	  "A/RES/91/1|\\\"A/RES/91/10\\ A\\\"|" },
	{ "clausula show 91/1", "clausula\nshow\n91/1", "A/RES/91/1|A/RES/91/10\\ A|" },
	{ "clausula show 91/1#OP", "clausula\nshow\n91/1#OP", "|" },
	{ "clausula list ve", "clausula\nlist\nve", "verb|" },
	{ "clausula completion f", "clausula\ncompletion\nf", "fish|" },
};

/* Runs one line in bash and reads what it completes. */
static void complete_in_bash(const char *scratch, size_t row, struct buffer *got)
{
	char command[1024], chunk[256];
	struct buffer input = BUFFER_INIT;
	buffer_add_format(&input, "%s\n%s\n", bash_rows[row].line, bash_rows[row].words);
	scratch_write(scratch, "input", input.bytes, input.length);
	snprintf(command, sizeof command,
		 "cd '%s' && PATH=.:$PATH bash --norc -c '. ./completion; . ./driver' <input 2>&1",
		 scratch);
	FILE *pipe = popen(command, "r");
	cr_assert_not_null(pipe);
	for (size_t n; (n = fread(chunk, 1, sizeof chunk, pipe)) > 0;)
		buffer_add(got, chunk, n);
	cr_expect_eq(pclose(pipe), 0);
	buffer_release(&input);
}

Test(completion, completes_in_bash, .timeout = 120)
{
	if (!is_installed("bash"))
		cr_skip_test("no bash");
	char *scratch = scratch_new(), *program = scratch_path(scratch, "clausula");
	struct buffer script = script_of("bash", commands);
	scratch_write(scratch, "completion", script.bytes, script.length);
	scratch_write(scratch, "driver", driver, sizeof driver - 1);
	scratch_write(scratch, "clausula", stand_in, sizeof stand_in - 1);
	cr_assert_eq(chmod(program, 0755), 0);
	for (size_t i = 0; i < sizeof bash_rows / sizeof *bash_rows; i++) {
		struct buffer got = BUFFER_INIT;
		complete_in_bash(scratch, i, &got);
		cr_expect_str_eq(got.bytes, bash_rows[i].wanted, "%s: got %s, wanted %s",
				 bash_rows[i].line, got.bytes, bash_rows[i].wanted);
		buffer_release(&got);
	}
	buffer_release(&script);
	free(program);
	scratch_free(scratch);
	LEAK_CHECK();
}

/* fish tells itself what it would complete. */
static const char fish_driver[] =
    "source ./completion; complete -C \"$LINE\" | cut -f1 | sort | tr '\\n' '|'\n";

/* zsh completes only in its line editor, so it gets a terminal (zpty), and what is handed to its
 * compadd is printed: "[a|b]" behind the line. */
static const char zsh_driver[] =
    "zmodload zsh/zpty || exit 2\n"
    "zpty child zsh -f -i\n"
    "zpty -w child 'PROMPT= RPROMPT=; fpath=($PWD $fpath); autoload -Uz compinit; '\\\n"
    "'compinit -u -D; . ./zsh-inside'\n"
    "zpty -w -n child \"$LINE\"$'\\t'\n"
    "zpty -r child out '*<end>*'\n"
    "zpty -d child\n"
    "out=${out##*\\[} out=${out%%\\]*}\n"
    "print -rl -- \"${(@s:|:)out}\" | LC_ALL=C sort | tr '\\n' '|'\n";

static const char zsh_inside[] = "compadd() {\n"
				 "\tlocal -a found\n"
				 "\tlocal word\n"
				 "\tfor word in \"$@\"; do\n"
				 "\t\t[[ $word = -[OAD]* ]] && { builtin compadd \"$@\"; return }\n"
				 "\t\t[[ $word = -- || $word = - ]] && break\n"
				 "\tdone\n"
				 "\tbuiltin compadd -O found \"$@\"\n"
				 "\tall+=(\"${found[@]}\")\n"
				 "\tbuiltin compadd \"$@\"\n"
				 "}\n"
				 "complete-all() {\n"
				 "\ttypeset -ga all; all=()\n"
				 "\t_main_complete\n"
				 "\tprint -rn -- \"[${(j:|:)all}]<end>\"\n"
				 "\tcompstate[insert]= compstate[list]=\n"
				 "}\n"
				 "zle -C complete-all complete-word complete-all\n"
				 "bindkey '^I' complete-all\n";

/* fish gives the whole word, zsh what comes behind the part that stays. */
static const struct {
	const char *line, *fish, *zsh;
} rows[] = {
	{ "clausula se", "search|", "search|" },
	{ "clausula search --ex", "--exact|--explain|", "--exact|--explain|" },
	{ "clausula search --unit ", "clause|resolution|", "clause|resolution|" },
	{ "clausula search --unit=r", "--unit=resolution|", "resolution|" },
	{ "clausula search --lang es,f", "es,fr|", "fr|" },
	{ "clausula search a -sess", "-session:|", "session:|" },
	{ "clausula search verb:wel", "verb:welcome|", "welcome|" },
	{ "clausula search verb:", "verb:\"take note\"|verb:note|", "\"take note\"|note|" },
	{ "clausula search --index I verb:", "verb:other|", "other|" },
	{ "clausula search part:annex,ti", "part:annex,title|", "title|" },
	{ "clausula show 91/1", "A/RES/91/1|A/RES/91/10 A|", "A/RES/91/1|A/RES/91/10 A|" },
	{ "clausula list ve", "verb|", "verb|" },
	{ "clausula completion f", "fish|", "fish|" },
};

static void expect_completed(const char *scratch, const char *program, const char *line,
			     const char *wanted)
{
	char command[1024], chunk[256];
	struct buffer got = BUFFER_INIT;
	snprintf(command, sizeof command,
		 "cd '%s' && LC_ALL=C HOME=. LINE='%s' PATH=.:$PATH %s 2>&1", scratch, line,
		 program);
	FILE *pipe = popen(command, "r");
	cr_assert_not_null(pipe);
	for (size_t n; (n = fread(chunk, 1, sizeof chunk, pipe)) > 0;)
		buffer_add(&got, chunk, n);
	cr_expect_eq(pclose(pipe), 0);
	cr_expect_str_eq(got.bytes != NULL ? got.bytes : "", wanted, "%s: %s: got %s, wanted %s",
			 program, line, got.bytes, wanted);
	buffer_release(&got);
}

static char *shell_scratch(const char *shell, const char *name)
{
	char *scratch = scratch_new(), *program = scratch_path(scratch, "clausula");
	struct buffer script = script_of(shell, commands);
	scratch_write(scratch, name, script.bytes, script.length);
	scratch_write(scratch, "clausula", stand_in, sizeof stand_in - 1);
	cr_assert_eq(chmod(program, 0755), 0);
	buffer_release(&script);
	free(program);
	return scratch;
}

Test(completion, completes_in_fish, .timeout = 120)
{
	if (!is_installed("fish"))
		cr_skip_test("no fish");
	char *scratch = shell_scratch("fish", "completion");
	scratch_write(scratch, "driver", fish_driver, sizeof fish_driver - 1);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect_completed(scratch, "fish --no-config driver", rows[i].line, rows[i].fish);
	scratch_free(scratch);
	LEAK_CHECK();
}

Test(completion, completes_in_zsh, .timeout = 120)
{
	if (!is_installed("zsh"))
		cr_skip_test("no zsh");
	char *scratch = shell_scratch("zsh", "_clausula");
	scratch_write(scratch, "driver", zsh_driver, sizeof zsh_driver - 1);
	scratch_write(scratch, "zsh-inside", zsh_inside, sizeof zsh_inside - 1);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect_completed(scratch, "timeout 20 zsh -f driver", rows[i].line, rows[i].zsh);
	scratch_free(scratch);
	LEAK_CHECK();
}
