#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Command-line tests: each tests/cli/cases/NAME.sh is run in an empty directory, with the sample
# resolutions in $SAMPLES and an index of them in $CLAUSULA_INDEX; what it prints (both streams) and
# its exit code must equal NAME.out. Without CHECK=1 the expected outputs are written anew: read
# their difference before you commit it.
#
# Usage: tests/cli/golden.sh PROGRAM [NAME]
set -eu
program=$(realpath "$1")
only=${2:-}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$program" "$work/bin/clausula"
PATH=$work/bin:$PATH
SAMPLES=$(cd "$here/../../samples" && pwd)
CLAUSULA_INDEX=$work/index
LC_ALL=C.UTF-8
COLUMNS=80
NO_COLOR=1
export PATH SAMPLES CLAUSULA_INDEX LC_ALL COLUMNS NO_COLOR
unset XDG_DATA_HOME LANG LC_MESSAGES 2>/dev/null || true
clausula index --quiet "$SAMPLES"

failed=0
for case in "$here"/cases/*.sh; do
	name=$(basename "$case" .sh)
	[ -z "$only" ] || [ "$only" = "$name" ] || continue
	rm -rf "$work/run"
	mkdir "$work/run"
	# Times and the places of files differ from run to run: they are made equal.
	(
		cd "$work/run"
		code=0
		sh "$case" 2>&1 || code=$?
		echo "exit code $code"
	) | sed -e "s|$SAMPLES|SAMPLES|g" -e "s|$work|WORK|g" -e 's/ *[0-9]*\.[0-9]\{3\} s$/ TIME/' \
		-e 's/ in [0-9.]* s:/ in TIME:/' >"$work/out"
	if [ -z "${CHECK:-}" ]; then
		cp "$work/out" "$here/cases/$name.out"
	elif ! diff -u "$here/cases/$name.out" "$work/out" >"$work/diff"; then
		echo "tests/cli/cases/$name.sh: not the expected output:"
		cat "$work/diff"
		failed=1
	fi
done
exit $failed
