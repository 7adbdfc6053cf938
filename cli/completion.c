/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/completion.h"

#include "base/buffer.h"
#include "base/language.h"
#include "cli/common.h"
#include "cli/options.h"
#include "searcher/field.h"

#include <string.h>

const char *const completion_shells[] = { "bash", "zsh", "fish", NULL };

/* ---- What stands behind an option or a command ---- */

enum action {
	ACTION_NONE,
	ACTION_CHOICE, /* the words of the option's row */
	ACTION_DIRECTORY,
	ACTION_FILE,
	ACTION_LANGUAGE, /* these two with commas between them */
	ACTION_FIELD,
	ACTION_QUERY,
	ACTION_SYMBOL,
	ACTION_SHELL,
	ACTION_COUNT,
};

/* What a word in a usage line means, by how it begins: "SYMBOL[#LABEL]..." is a symbol. */
static const struct {
	const char *beginning;
	enum action action;
} meanings[] = {
	{ "DIR", ACTION_DIRECTORY }, { "FILE", ACTION_FILE },           { "PATH", ACTION_FILE },
	{ "[PATH]", ACTION_FILE },   { "LANG", ACTION_LANGUAGE },       { "FIELD", ACTION_FIELD },
	{ "QUERY", ACTION_QUERY },   { "SYMBOL", ACTION_SYMBOL },       { "SHELL", ACTION_SHELL },
	{ "OLD", ACTION_SYMBOL },    { "bash|zsh|fish", ACTION_SHELL },
};

static enum action action_of(const char *usage)
{
	for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
		if (strncmp(meanings[i].beginning, usage, strlen(meanings[i].beginning)) == 0)
			return meanings[i].action;
	return ACTION_NONE;
}

static enum action option_action(const struct option *option)
{
	if (option->kind == OPTION_CHOICE)
		return ACTION_CHOICE;
	return option->kind == OPTION_TEXT ? action_of(option->argument) : ACTION_NONE;
}

/* ---- Pieces ---- */

/* The words (NULL: none) with spaces between them; none of them has a sign that a shell reads. */
static void add_words(struct buffer *out, const char *const *words)
{
	for (size_t i = 0; words != NULL && words[i] != NULL; i++)
		buffer_add_format(out, "%s%s", i > 0 ? " " : "", words[i]);
}

static void add_commands(struct buffer *out, const struct command *const *all)
{
	for (size_t i = 0; all[i] != NULL; i++)
		buffer_add_format(out, "%s%s", i > 0 ? " " : "", all[i]->name);
}

static void add_fields(struct buffer *out)
{
	for (size_t i = 0; i < FIELD_COUNT; i++)
		buffer_add_format(out, "%s%s", i > 0 ? " " : "", fields[i].name);
}

static void add_languages(struct buffer *out)
{
	for (size_t i = 0; i < LANGUAGE_COUNT; i++)
		buffer_add_format(out, "%s%s", i > 0 ? " " : "", languages[i].code);
}

/* Appends a text for people between single quotation marks, a stroke before each of `special`; how
 * a quotation mark is written within them differs. */
static void add_quoted(struct buffer *out, const char *text, const char *special,
		       const char *quotation_mark)
{
	for (; *text != '\0'; text++) {
		if (*text == '\'')
			buffer_add_text(out, quotation_mark);
		else {
			if (strchr(special, *text) != NULL)
				buffer_add_byte(out, '\\');
			buffer_add_byte(out, *text);
		}
	}
}

/* ---- bash ---- */

static const char *const bash_actions[ACTION_COUNT] = {
	[ACTION_NONE] = ":",
	[ACTION_CHOICE] = "_clausula_words ",
	[ACTION_DIRECTORY] = "_clausula_names dirnames",
	[ACTION_FILE] = "_clausula_names default",
	[ACTION_LANGUAGE] = "_clausula_list \"$_clausula_languages\"",
	[ACTION_FIELD] = "_clausula_list \"$_clausula_fields\"",
	[ACTION_QUERY] = "_clausula_query",
	[ACTION_SYMBOL] = "_clausula_symbols",
	[ACTION_SHELL] = "_clausula_words ",
};

static const char bash_functions[] =
    "\n"
    "# Values of a field in the index that begin with a prefix, one a line.\n"
    "_clausula_values()\n"
    "{\n"
    "\tlocal prefix=$2\n"
    "\t[[ $1 == symbol && $prefix == [0-9]* ]] && prefix=A/RES/$prefix\n"
    "\tcommand clausula list ${index:+\"--index=$index\"} -- \"$1\" \"$prefix\" 2>/dev/null "
    "</dev/null |\n"
    "\t\tcut -f 1\n"
    "}\n"
    "\n"
    "# Some of these words; with commas between them in the second function.\n"
    "_clausula_words()\n"
    "{\n"
    "\tmapfile -t COMPREPLY < <(compgen -P \"$head\" -W \"$*\" -- \"$cur\")\n"
    "}\n"
    "\n"
    "_clausula_list()\n"
    "{\n"
    "\tlocal before=''\n"
    "\t[[ $cur == *,* ]] && before=${cur%,*},\n"
    "\tmapfile -t COMPREPLY < <(compgen -P \"$head$before\" -W \"$*\" -- \"${cur##*,}\")\n"
    "}\n"
    "\n"
    "# readline's own completion, which knows how to quote names: of files (default) or dirnames.\n"
    "_clausula_names()\n"
    "{\n"
    "\tcompopt -o \"$1\" 2>/dev/null\n"
    "}\n"
    "\n"
    "_clausula_symbols()\n"
    "{\n"
    "\tlocal value\n"
    "\t[[ $cur == *'#'* ]] && return\n"
    "\twhile IFS= read -r value; do\n"
    "\t\t[[ $cur == [\\'\\\"]* ]] || printf -v value %q \"$value\"\n"
    "\t\tCOMPREPLY+=(\"$value\")\n"
    "\tdone < <(_clausula_values symbol \"${cur#[\\'\\\"]}\")\n"
    "}\n"
    "\n"
    "# A field of the query language and its values. Within quotes all of the query is one word; "
    "without\n"
    "# them a colon may end a word.\n"
    "_clausula_query()\n"
    "{\n"
    "\tlocal quote='' before='' word=${line##*[[:blank:]]} outside='' field value\n"
    "\tif [[ $cur == [\\'\\\"]* ]]; then\n"
    "\t\tquote=${cur:0:1} word=${cur:1}\n"
    "\t\t[[ $word == *[[:blank:]]* ]] && before=${word%\"${word##*[[:blank:]]}\"}\n"
    "\t\tword=${word##*[[:blank:]]}\n"
    "\telif [[ $COMP_WORDBREAKS == *:* && $word == *:* ]]; then\n"
    "\t\toutside=${word%:*}:\n"
    "\tfi\n"
    "\twhile [[ $word == [-\\(]* ]]; do\n"
    "\t\tbefore+=${word:0:1} word=${word:1}\n"
    "\tdone\n"
    "\t[[ -n $outside ]] && outside=${outside#\"$before\"} before=\n"
    "\tif [[ $word != *:* ]]; then\n"
    "\t\tfor field in $_clausula_fields; do\n"
    "\t\t\t[[ $field == \"$word\"* ]] && COMPREPLY+=(\"$before$field:\")\n"
    "\t\tdone\n"
    "\t\tcompopt -o nospace 2>/dev/null\n"
    "\t\treturn\n"
    "\tfi\n"
    "\tfield=${word%%:*} word=${word#*:}\n"
    "\tbefore+=$field:\n"
    "\t[[ $word == *,* ]] && before+=${word%,*},\n"
    "\tbefore=${before#\"$outside\"}\n"
    "\twhile IFS= read -r value; do\n"
    "\t\tif [[ $value == *[[:blank:]\\(\\),\\'\\\"]* ]]; then\n"
    "\t\t\t[[ $quote == \\\" || $word == *,* || ($quote == \\' && $value == *\\'*) ]] && continue\n"
    "\t\t\tvalue=\\\"$value\\\"\n"
    "\t\t\t[[ -z $quote ]] && printf -v value %q \"$value\"\n"
    "\t\tfi\n"
    "\t\tCOMPREPLY+=(\"$before$value\")\n"
    "\tdone < <(word=${word##*,} && _clausula_values \"$field\" \"${word#\\\"}\")\n"
    "}\n"
    "\n"
    "_clausula()\n"
    "{\n"
    "\tlocal line=${COMP_LINE:0:COMP_POINT} cur=${COMP_WORDS[COMP_CWORD]} "
    "command=${COMP_WORDS[1]}\n"
    "\tlocal option=${COMP_WORDS[COMP_CWORD - 1]} head='' index='' i\n"
    "\tCOMPREPLY=()\n"
    "\tif ((COMP_CWORD == 1)); then\n"
    "\t\t_clausula_words \"$_clausula_commands\" --help --version\n"
    "\t\treturn\n"
    "\tfi\n"
    "\t# --name=value is three words, unless = was taken out of COMP_WORDBREAKS.\n"
    "\tif [[ $cur == --*=* ]]; then\n"
    "\t\toption=${cur%%=*} head=${cur%%=*}= cur=${cur#*=}\n"
    "\telif [[ $cur == = ]]; then\n"
    "\t\tcur=\n"
    "\telif [[ $option == = ]] && ((COMP_CWORD > 2)); then\n"
    "\t\toption=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "\tfi\n"
    "\tfor ((i = 2; i < COMP_CWORD; i++)); do\n"
    "\t\tcase ${COMP_WORDS[i]} in\n"
    "\t\t--) option=--; break ;;\n"
    "\t\t--index=*) index=${COMP_WORDS[i]#*=} ;;\n"
    "\t\t--index)\n"
    "\t\t\tindex=${COMP_WORDS[i + 1]}\n"
    "\t\t\t[[ $index == = ]] && index=${COMP_WORDS[i + 2]}\n"
    "\t\t\t;;\n"
    "\t\tesac\n"
    "\tdone\n"
    "\tindex=${index/#\\~/$HOME}\n"
    "\t_clausula_option && return\n"
    "\tif [[ $cur == -* && $option != -- ]]; then\n"
    "\t\t_clausula_options\n"
    "\t\t[[ $cur == --* || ${#COMPREPLY[@]} -gt 0 ]] && return\n"
    "\tfi\n"
    "\t_clausula_operand\n"
    "}\n"
    "\n"
    "complete -F _clausula clausula\n";

static void add_bash_action(struct buffer *out, enum action action, const char *const *choices)
{
	buffer_add_text(out, bash_actions[action]);
	if (action == ACTION_CHOICE)
		add_words(out, choices);
	else if (action == ACTION_SHELL)
		add_words(out, completion_shells);
	buffer_add_text(out, " ;;\n");
}

static void add_bash_options(struct buffer *out, const struct command *const *all)
{
	buffer_add_text(out, "\n# What stands behind an option.\n"
			     "_clausula_option()\n{\n\tcase \"$command $option\" in\n");
	for (size_t i = 0; all[i] != NULL; i++)
		for (const struct option *option = all[i]->options; option->name != NULL;
		     option++) {
			if (option->kind == OPTION_FLAG)
				continue;
			buffer_add_format(out, "\t'%s --%s') ", all[i]->name, option->name);
			add_bash_action(out, option_action(option), option->choices);
		}
	buffer_add_text(out, "\t*) return 1 ;;\n\tesac\n}\n"
			     "\n_clausula_options()\n{\n\tcase $command in\n");
	for (size_t i = 0; all[i] != NULL; i++) {
		buffer_add_format(out, "\t%s) _clausula_words", all[i]->name);
		for (const struct option *option = all[i]->options; option->name != NULL; option++)
			buffer_add_format(out, " --%s", option->name);
		buffer_add_text(out, " --help ;;\n");
	}
	buffer_add_text(out, "\tesac\n}\n");
}

static void add_bash(struct buffer *out, const struct command *const *all)
{
	buffer_add_text(out, "# bash completion of clausula: source <(clausula completion bash)\n"
			     "_clausula_commands='");
	add_commands(out, all);
	buffer_add_text(out, "'\n_clausula_fields='");
	add_fields(out);
	buffer_add_text(out, "'\n_clausula_languages='");
	add_languages(out);
	buffer_add_text(out, "'\n");
	add_bash_options(out, all);
	buffer_add_text(out, "\n_clausula_operand()\n{\n\tcase $command in\n");
	for (size_t i = 0; all[i] != NULL; i++) {
		buffer_add_format(out, "\t%s) ", all[i]->name);
		add_bash_action(out, action_of(all[i]->operands), NULL);
	}
	buffer_add_text(out, "\tesac\n}\n");
	buffer_add_text(out, bash_functions);
}

/* ---- zsh ---- */

static const char *const zsh_actions[ACTION_COUNT] = {
	[ACTION_NONE] = " ",
	[ACTION_CHOICE] = "(",
	[ACTION_DIRECTORY] = "_directories",
	[ACTION_FILE] = "_files",
	[ACTION_LANGUAGE] = "_clausula_languages",
	[ACTION_FIELD] = "_clausula_fields",
	[ACTION_QUERY] = "_clausula_query",
	[ACTION_SYMBOL] = "_clausula_symbols",
	[ACTION_SHELL] = "(",
};

static const char zsh_functions[] =
    "\n"
    "# Values of a field in the index that begin with a prefix.\n"
    "_clausula_values() {\n"
    "\tlocal field=$1 prefix=${(Q)2} index=${(Q)${opt_args[--index]}}\n"
    "\tlocal -a lines shown\n"
    "\t[[ $field == symbol && $prefix == [0-9]* ]] && prefix=A/RES/$prefix\n"
    "\tlines=(${(f)\"$(command clausula list ${index:+--index=${~index}} -- \"$field\" \"$prefix\" "
    "\\\n"
    "\t\t2>/dev/null </dev/null)\"})\n"
    "\tvalues=(${lines%%$'\\t'*})\n"
    "}\n"
    "\n"
    "_clausula_symbols() {\n"
    "\tlocal -a values\n"
    "\t[[ $PREFIX == *\\#* ]] && return 1\n"
    "\t_clausula_values symbol \"$PREFIX\"\n"
    "\tcompadd -U -i \"$IPREFIX\" -a values\n"
    "}\n"
    "\n"
    "_clausula_fields() {\n"
    "\t_values -s , field $_clausula_field_names\n"
    "}\n"
    "\n"
    "_clausula_languages() {\n"
    "\t_values -s , language $_clausula_language_names\n"
    "}\n"
    "\n"
    "# A field of the query language and its values; within quotes, of the last word.\n"
    "_clausula_query() {\n"
    "\tlocal field prefix\n"
    "\tlocal -a values words_of_query\n"
    "\tcompset -P '*[[:blank:]]'\n"
    "\twhile compset -P '[-(]'; do :; done\n"
    "\tif [[ $PREFIX != *:* ]]; then\n"
    "\t\tcompadd -S '' -- ${_clausula_field_names/%/:}\n"
    "\t\treturn\n"
    "\tfi\n"
    "\tfield=${PREFIX%%:*}\n"
    "\tcompset -P '*:'\n"
    "\tcompset -P '*,'\n"
    "\tprefix=${PREFIX#\\\\}\n"
    "\t_clausula_values \"$field\" \"${prefix#\\\"}\"\n"
    "\tfor prefix in $values; do\n"
    "\t\tif [[ $prefix == *[[:blank:]\\(\\),\\\"\\']* ]]; then\n"
    "\t\t\t[[ $IPREFIX == *, || $compstate[quote] == \\\" ]] || "
    "words_of_query+=(\"\\\"$prefix\\\"\")\n"
    "\t\telse\n"
    "\t\t\twords_of_query+=(\"$prefix\")\n"
    "\t\tfi\n"
    "\tdone\n"
    "\tcompadd -U -i \"$IPREFIX\" -a words_of_query\n"
    "}\n";

static void add_zsh_text(struct buffer *out, const char *text)
{
	add_quoted(out, text, "[]:\\", "'\\''");
}

static void add_zsh_action(struct buffer *out, enum action action, const char *const *choices)
{
	buffer_add_text(out, zsh_actions[action]);
	if (action == ACTION_CHOICE || action == ACTION_SHELL) {
		add_words(out, action == ACTION_CHOICE ? choices : completion_shells);
		buffer_add_byte(out, ')');
	}
	buffer_add_byte(out, '\'');
}

static void add_zsh_command(struct buffer *out, const struct command *command)
{
	buffer_add_format(out, "\t%s)\n\t\t_arguments -S \\\n", command->name);
	for (const struct option *option = command->options; option->name != NULL; option++) {
		bool flag = option->kind == OPTION_FLAG;
		buffer_add_format(out, "\t\t\t'--%s%s[", option->name, flag ? "" : "=");
		add_zsh_text(out, option->help);
		buffer_add_text(out, flag ? "]'" : "]:");
		if (!flag) {
			add_zsh_text(out, option->argument);
			buffer_add_byte(out, ':');
			add_zsh_action(out, option_action(option), option->choices);
		}
		buffer_add_text(out, " \\\n");
	}
	buffer_add_text(out, "\t\t\t'--help[this text]'");
	if (command->operands[0] != '\0') {
		buffer_add_text(out, " \\\n\t\t\t'*:");
		add_zsh_text(out, command->operands);
		buffer_add_byte(out, ':');
		add_zsh_action(out, action_of(command->operands), NULL);
	}
	buffer_add_text(out, "\n\t\t;;\n");
}

static void add_zsh(struct buffer *out, const struct command *const *all)
{
	buffer_add_text(out, "#compdef clausula\n"
			     "# zsh completion of clausula: source <(clausula completion zsh)\n"
			     "_clausula_field_names=(");
	add_fields(out);
	buffer_add_text(out, ")\n_clausula_language_names=(");
	add_languages(out);
	buffer_add_text(out, ")\n");
	buffer_add_text(out, zsh_functions);
	buffer_add_text(out, "\n_clausula() {\n\tlocal curcontext=$curcontext state line command\n"
			     "\ttypeset -A opt_args\n"
			     "\tlocal -a commands=(\n");
	for (size_t i = 0; all[i] != NULL; i++) {
		buffer_add_format(out, "\t\t'%s:", all[i]->name);
		add_zsh_text(out, all[i]->summary);
		buffer_add_text(out, "'\n");
	}
	buffer_add_text(out, "\t)\n\tif ((CURRENT == 2)); then\n"
			     "\t\t_describe -o option \"(--help --version)\"\n"
			     "\t\t_describe command commands\n\t\treturn\n\tfi\n"
			     "\tshift words\n\t((CURRENT--))\n\tcase $words[1] in\n");
	for (size_t i = 0; all[i] != NULL; i++)
		add_zsh_command(out, all[i]);
	buffer_add_text(out, "\tesac\n}\n\n"
			     "# Both as a file in $fpath and from source.\n"
			     "if [[ $funcstack[1] == _clausula ]]; then\n\t_clausula \"$@\"\n"
			     "else\n\tcompdef _clausula clausula\nfi\n");
}

/* ---- fish ---- */

static const char *const fish_actions[ACTION_COUNT] = {
	[ACTION_NONE] = "",
	[ACTION_CHOICE] = "'",
	[ACTION_DIRECTORY] = "'(__fish_complete_directories)'",
	[ACTION_FILE] = "-F",
	[ACTION_LANGUAGE] = "'(__clausula_list $__clausula_language_names)'",
	[ACTION_FIELD] = "'(__clausula_list $__clausula_field_names)'",
	[ACTION_QUERY] = "'(__clausula_query)'",
	[ACTION_SYMBOL] = "'(__clausula_symbols)'",
	[ACTION_SHELL] = "'",
};

static const char fish_functions[] =
    "\n"
    "# Whether the command is this one; without an argument: whether there is none yet.\n"
    "function __clausula_is\n"
    "    set -l words (commandline -opc)\n"
    "    if test (count $argv) -eq 0\n"
    "        test (count $words) -eq 1\n"
    "    else\n"
    "        test (count $words) -gt 1; and test \"$words[2]\" = \"$argv[1]\"\n"
    "    end\n"
    "end\n"
    "\n"
    "# Values of a field in the index that begin with a prefix.\n"
    "function __clausula_values\n"
    "    set -l prefix $argv[2]\n"
    "    set -l index\n"
    "    set -l words (commandline -opc)\n"
    "    for i in (seq (count $words))\n"
    "        if string match -q -- '--index=*' $words[$i]\n"
    "            set index $words[$i]\n"
    "        else if test \"$words[$i]\" = --index; and test $i -lt (count $words)\n"
    "            set index --index=$words[(math $i + 1)]\n"
    "        end\n"
    "    end\n"
    "    if test \"$argv[1]\" = symbol; and string match -qr '^[0-9]' -- \"$prefix\"\n"
    "        set prefix A/RES/$prefix\n"
    "    end\n"
    "    command -q clausula; or return\n"
    "    command clausula list $index -- $argv[1] \"$prefix\" 2>/dev/null </dev/null\n"
    "end\n"
    "\n"
    "function __clausula_symbols\n"
    "    set -l word (commandline -ct | string replace -r '^[\\'\"]' '')\n"
    "    string match -q '*#*' -- \"$word\"; or __clausula_values symbol \"$word\"\n"
    "end\n"
    "\n"
    "# Some of these words, with commas between them.\n"
    "function __clausula_list\n"
    "    set -l before (commandline -ct | string replace -r '^--[^=]*=' '' | string match -r "
    "'^.*,')\n"
    "    printf '%s\\n' \"$before\"$argv\n"
    "end\n"
    "\n"
    "# A field of the query language and its values; within quotes, of the last word.\n"
    "function __clausula_query\n"
    "    set -l token (commandline -ct)\n"
    "    set -l quote (string match -r '^[\\'\"]' -- $token)\n"
    "    set token (string replace -r '^[\\'\"]' '' -- $token)\n"
    "    set -l parts (string match -r '^((?:.*\\s)?[-(]*)(.*)$' -- $token)\n"
    "    set -l before $parts[2]\n"
    "    set -l word $parts[3]\n"
    "    if not string match -q '*:*' -- \"$word\"\n"
    "        printf '%s\\n' \"$before\"$__clausula_field_names:\n"
    "        return\n"
    "    end\n"
    "    set parts (string match -r '^([^:]*):((?:.*,)?)\"?(.*)$' -- $word)\n"
    "    set before \"$before$parts[2]:$parts[3]\"\n"
    "    for line in (__clausula_values $parts[2] \"$parts[4]\")\n"
    "        set -l value (string split -m 1 \\t -- $line)\n"
    "        if string match -qr '[\\s(),\\'\"]' -- $value[1]\n"
    "            test -n \"$parts[3]\"; and continue\n"
    "            test \"$quote\" = '\"'; and continue\n"
    "            set value[1] \"\\\"$value[1]\\\"\"\n"
    "        end\n"
    "        printf '%s\\t%s\\n' \"$before$value[1]\" $value[2]\n"
    "    end\n"
    "end\n";

static void add_fish_text(struct buffer *out, const char *text)
{
	buffer_add_text(out, " -d '");
	add_quoted(out, text, "\\", "\\'");
	buffer_add_text(out, "'");
}

static void add_fish_action(struct buffer *out, enum action action, const char *const *choices)
{
	if (action == ACTION_NONE)
		return;
	buffer_add_format(out, " %s%s", action == ACTION_FILE ? "" : "-a ", fish_actions[action]);
	if (action == ACTION_CHOICE || action == ACTION_SHELL) {
		add_words(out, action == ACTION_CHOICE ? choices : completion_shells);
		buffer_add_byte(out, '\'');
	}
}

static void add_fish_command(struct buffer *out, const struct command *command)
{
	for (const struct option *option = command->options; option->name != NULL; option++) {
		buffer_add_format(out, "complete -c clausula -n '__clausula_is %s' -l %s%s",
				  command->name, option->name,
				  option->kind == OPTION_FLAG            ? ""
				  : option_action(option) == ACTION_FILE ? " -r"
									 : " -x");
		if (option->kind != OPTION_FLAG)
			add_fish_action(out, option_action(option), option->choices);
		add_fish_text(out, option->help);
		buffer_add_byte(out, '\n');
	}
	enum action action = action_of(command->operands);
	if (action == ACTION_NONE)
		return;
	buffer_add_format(out, "complete -c clausula -n '__clausula_is %s'", command->name);
	add_fish_action(out, action, NULL);
	buffer_add_byte(out, '\n');
}

static void add_fish(struct buffer *out, const struct command *const *all)
{
	buffer_add_text(out, "# fish completion of clausula: clausula completion fish | source\n"
			     "set -g __clausula_field_names ");
	add_fields(out);
	buffer_add_text(out, "\nset -g __clausula_language_names ");
	add_languages(out);
	buffer_add_byte(out, '\n');
	buffer_add_text(out, fish_functions);
	buffer_add_text(out,
			"\ncomplete -c clausula -f\ncomplete -c clausula -l help -d 'this text'\n"
			"complete -c clausula -n __clausula_is -l version -d 'the version'\n");
	for (size_t i = 0; all[i] != NULL; i++) {
		buffer_add_format(out, "complete -c clausula -n __clausula_is -a %s", all[i]->name);
		add_fish_text(out, all[i]->summary);
		buffer_add_byte(out, '\n');
	}
	for (size_t i = 0; all[i] != NULL; i++)
		add_fish_command(out, all[i]);
}

bool completion_script(struct buffer *out, const char *shell, const struct command *const *all)
{
	static void (*const adds[])(
	    struct buffer *, const struct command *const *) = { add_bash, add_zsh, add_fish };
	for (size_t i = 0; completion_shells[i] != NULL; i++)
		if (strcmp(completion_shells[i], shell) == 0) {
			adds[i](out, all);
			return true;
		}
	return false;
}

/* ---- The command ---- */

static const struct option no_options[] = { { .name = NULL } };

static int run(int count, char **arguments);

const struct command command_completion = { "completion",
					    "Print a script that completes command lines",
					    "bash|zsh|fish", no_options, run };

static int run(int count, char **arguments)
{
	struct buffer out = BUFFER_INIT;
	int code;
	if (!common_start(&command_completion, NULL, &count, arguments, &code))
		return code;
	if (count != 1 || !completion_script(&out, arguments[0], commands))
		return common_wrong_use(&command_completion, "wanted a shell: bash, zsh or fish");
	code = common_print(out.bytes, out.length, EXIT_FOUND);
	buffer_release(&out);
	return code;
}
