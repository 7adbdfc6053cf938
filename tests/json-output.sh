#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Every JSON object that search and show print for the samples obeys the published schema.
#
# Usage: tests/json-output.sh PROGRAM
set -eu
program=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export CLAUSULA_INDEX="$work/index"
"$program" index --quiet "$here/../samples"
{
	"$program" search --format=jsonl --limit 100000 --repeats --parallel en,es part:title,preamble,operative,annex
	"$program" search --format=jsonl --limit 100 --lang es bibliotecsa 2>/dev/null
	"$program" search --format=jsonl --limit 100 --lang es --similar 'informe zarzaparrilla' 2>/dev/null
	for symbol in 91/1 91/2 91/3 91/4 92/1 92/2 92/3 92/4; do
		"$program" show --format=jsonl --lang ar,en,es,fr,ru,zh $symbol
	done
} >"$work/lines"
[ "$(wc -l <"$work/lines")" -gt 1500 ] || {
	echo "tests/json-output.sh: too few lines to check" >&2
	exit 1
}
python3 "$here/json-schema.py" "$here/../man/clausula-hit.schema.json" <"$work/lines"
