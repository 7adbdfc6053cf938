#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Indexes the sample resolutions, or those in DIR, and shows what the program is for.
#
# Usage: tools/quickstart.sh PROGRAM [DIR]
set -eu
program=$1
corpus=${2:-samples}
index=$(dirname "$program")/quickstart-index

show() {
	echo
	echo "\$ clausula $*"
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
	show search --lang es '"derechos humanos"' --limit 3
	show search --lang en 'women OR girls part:title' --limit 3
	show search --lang fr '"agissant en vertu"' --limit 3
	own=$corpus
fi
echo
echo "Your own files (text, Markdown, AKN4UN XML, .tar.xz or .zip of them):"
echo "  $program index $own && $program search WORDS"
