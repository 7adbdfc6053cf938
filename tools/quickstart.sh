#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Indexes the sample resolutions, or those in DIR, and shows what the program is for.
#
# Usage: tools/quickstart.sh PROGRAM [DIR]
set -eu
program=$1
corpus=${2:-samples}
index=$(dirname "$program")/quickstart-index

# Prints the command as one would type it, and runs it.
show() {
	echo
	line='$ clausula'
	for word in "$@"; do
		case $word in
		*[!a-zA-Z0-9_./:,=-]*) line="$line '$word'" ;;
		*) line="$line $word" ;;
		esac
	done
	echo "$line"
	CLAUSULA_INDEX=$index "$program" "$@" || [ $? = 1 ]
}

rm -rf "$index"
echo
echo "\$ clausula index --index $index $corpus"
"$program" index --index "$index" "$corpus" || [ $? = 1 ]
if [ "$corpus" = samples ]; then
	# A phrase in any inflection and without accents, over two sessions.
	show search --lang es '"medida de fomento de la confianza"'
	# Boolean, by field: what a session decided, in English.
	show search --lang en 'libraries (digital OR multilingual) session:92 part:operative' --limit 3
	# The same clause in another language, with its footnotes.
	show show 'A/RES/91/1#PP3' --lang fr,zh
	own='DIR'
else
	# Whatever the languages are: titles, decisions, and how the clauses are spread.
	show search part:title --sort date --limit 3
	show search verb:decide part:operative --sort date --limit 3
	show search part:operative --facets session,verb,committee --limit 6
	own=$corpus
fi
echo
echo "Your own files (text, Markdown, AKN4UN XML, .tar.xz or .zip of them):"
echo "  $program index $own && $program search WORDS"
