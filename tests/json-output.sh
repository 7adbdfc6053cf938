#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Every JSON object that the commands print for the samples obeys its schema, and counts
# and lines in context are the same in every format.
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

# Prints the lines that are to be checked against the schema of that name, at least so many.
check() {
	lines=$(wc -l <"$work/lines")
	[ "$lines" -ge "$2" ] || {
		echo "tests/json-output.sh: $1: $lines lines to check, wanted $2 or more" >&2
		exit 1
	}
	python3 "$here/json-schema.py" "$here/../man/clausula-$1.schema.json" <"$work/lines"
}
resolutions='91/1 91/2 91/3 91/4 92/1 92/2 92/3 92/4'

for symbol in $resolutions; do
	"$program" trace --format=jsonl --lang ar,en,es,fr,ru,zh $symbol
	"$program" trace --format=jsonl --lang es,zh "$symbol#PP1"
done >"$work/lines"
"$program" trace --format=jsonl 'public libraries' >>"$work/lines"
check trace 900

for symbol in $resolutions; do
	for language in en ar; do
		"$program" similar --format=jsonl --diff --lang $language "$symbol#PP2"
	done
done >"$work/lines"
check similar 20

for symbol in $resolutions; do
	"$program" check --format=jsonl --lang fr $symbol || [ $? = 1 ]
	"$program" check --format=jsonl --summary --lang ru $symbol || [ $? = 1 ]
done >"$work/lines"
check check 100

for language in ar en es fr ru zh; do
	for number in 1 2 3 4; do
		"$program" compare --format=jsonl --lang $language 91/$number 92/$number
		"$program" compare --format=jsonl --lang $language --summary 91/$number 92/$number
	done
done >"$work/lines"
check compare 300

for view in --count '--facets verb,committee,sponsor' '--by year' '--kwic --kwic-sort left'; do
	for format in json jsonl csv tsv; do
		# shellcheck disable=SC2086 # the options of a view are words
		"$program" search --lang en,zh --format=$format --limit 1000 $view \
			"women OR $(printf '\345\233\276\344\271\246')" >"$work/rows.$format"
	done
	python3 - "$work/rows" "$view" <<'EOF'
import csv, json, sys

path, view = sys.argv[1:]
array = json.load(open(path + ".json", encoding="utf-8"))
rows = {"jsonl": [json.loads(line) for line in open(path + ".jsonl", encoding="utf-8")]}
with open(path + ".csv", encoding="utf-8", newline="") as file:
    rows["csv"] = list(csv.DictReader(file))
unescape = lambda text: text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\")
lines = [line.split("\t") for line in open(path + ".tsv", encoding="utf-8").read().splitlines()]
rows["tsv"] = [dict(zip(lines[0], map(unescape, line))) for line in lines[1:]]
strings = lambda rows: [{name: str(value) for name, value in row.items()} for row in rows]
for format in rows:
    if not array or strings(array) != strings(rows[format]):
        sys.exit(f"tests/json-output.sh: {view}: json and {format} differ")
EOF
done
