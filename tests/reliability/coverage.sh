#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Lines and branches of the project's own C code that the tests run: builds with gcov, runs the unit
# tests (the command-line tests and the man pages' examples are among them), the saved inputs of the
# fuzz targets (those that `make fuzz` kept too) and the shell tests, and prints a table a folder.
#
# Usage: tests/reliability/coverage.sh BUILD
set -eu
cd "$(dirname "$0")/../.."
build=$1
fuzz_targets='text akn archive query record'

make -s -j"$(nproc)" BUILD="$build" COVERAGE=1 OPT=-O0 "$build/clausula" "$build/tests-all" "$build/oracle" \
	$(for target in $fuzz_targets; do echo "$build/fuzz-runner-$target"; done) >/dev/null
find "$build" -name '*.gcda' -delete
CLAUSULA=$build/clausula "$build/tests-all" >/dev/null 2>&1 || echo "some unit tests fail (times, mostly)" >&2
for target in $fuzz_targets; do
	"$build/fuzz-runner-$target" 100 "tests/fuzz/seeds/$target" >/dev/null
	for kept in build/fuzz-corpus/"$target"-*; do
		[ ! -d "$kept" ] || "$build/fuzz-runner-$target" 0 "$kept" >/dev/null
	done
done
tests/json-output.sh "$build/clausula" >/dev/null
rm -rf "$build/oracle-index"
"$build/clausula" index --quiet --index "$build/oracle-index" samples
"$build/oracle" "$build/oracle-index" all 100 >/dev/null
python3 tests/reliability/coverage.py "$build"
