#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What the readers make of files, against what they made before (tests/readers/expected/):
#   NAME.out       all that is read of each of samples/ and tests/readers/cases/
#   changed-*.txt  digests of what is read of some hundred changes of each of them
#   corpus.txt     with CORPUS, the unpacked real resolutions: counts and digests of each folder
# RENEW=1 writes them anew (make golden): read the difference before you commit it. FIRST=1 stops at the first
# difference.
#
# Usage: tests/readers/readers.sh PROGRAM [CORPUS]      PROGRAM is build/readers
set -eu
program=$(realpath "$1")
corpus=${2:-}
cd "$(dirname "$0")/../.."
expected=tests/readers/expected
cases=$(ls tests/readers/cases/*)
samples=$(ls samples/text/* samples/akn4un/* samples/data_extract/*)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

compare() {
	if [ -n "${RENEW:-}" ]; then
		cp "$work/got" "$expected/$1"
	elif ! diff -u "$expected/$1" "$work/got" >"$work/diff"; then
		echo "readers: not as in $expected/$1: $2"
		head -n 60 "$work/diff"
		failed=1
		[ -z "${FIRST:-}" ] || { echo "readers: not as in $expected/$1" && exit 1; }
	fi
}

for file in $cases $samples; do
	"$program" "$file" >"$work/got" 2>&1 || echo "exit code $?" >>"$work/got"
	compare "$(basename "$file").out" "what is read of $file"
done

# Of the samples, which are much the same in all languages, fewer changes.
changed() {
	name=$1
	count=$2
	shift 2
	for file in "$@"; do
		"$program" digests "$count" "$file" 2>&1 || echo "$file: exit code $?"
	done >"$work/got"
	compare "$name" "compare what $program changed $count FILE prints with and without your change"
}
changed changed-cases.txt 200 $cases
changed changed-samples.txt 60 $samples

if [ -n "$corpus" ]; then
	(cd "$corpus" && ls -d ./*session/* data_extract/*.json | sed 's|^\./||' |
		xargs -n 1 -P 2 sh -c 'case $1 in
			*.json) echo "$1 $("$0" "$1" 2>&1 | md5sum)" ;;
			*) "$0" folders "$1" 2>&1 || echo "$1: exit code $?" ;;
			esac' "$program" | sort) >"$work/got"
	compare corpus.txt "compare what $program FILE prints of the files in $corpus with and without your change;
columns: files, clauses, notes, citations; heads, clauses, words, read from texts, read from changed files"
fi

[ $failed = 0 ] || echo "readers: if it is what you wanted: make golden"
exit $failed
