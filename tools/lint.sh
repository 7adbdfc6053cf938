#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Compiles with gcc (and its -fanalyzer) and clang without a warning, then runs cppcheck, the include
# rules, the check of the man pages and clang-tidy. FULL=1 adds clang's analyzer, which takes minutes.
#
# Usage: tools/lint.sh
set -eu
cd "$(dirname "$0")/.."
sources=$(ls base/*.c xapian-c/*.cc xapian-c/*.c corpus/*.c stemmers/*.c store/*.c indexer/*.c searcher/*.c cli/*.c)

echo "lint: gcc -fanalyzer"
make -s -j"$(nproc)" BUILD=build/lint-gcc WERROR=1 CC=gcc CXX=g++ CFLAGS=-fanalyzer all >/dev/null
echo "lint: clang"
make -s -j"$(nproc)" BUILD=build/lint-clang WERROR=1 CC=clang CXX=clang++ OPT=-O1 all >/dev/null
echo "lint: include rules"
tools/lint-includes.sh
echo "lint: cppcheck"
cppcheck --quiet --error-exitcode=1 --std=c11 --language=c -j"$(nproc)" -I. -D_GNU_SOURCE \
	-DCLAUSULA_VERSION='"0"' --enable=warning,portability --inline-suppr \
	--suppress=missingIncludeSystem --suppress=unknownMacro --suppress=nullPointerOutOfMemory \
	$(echo "$sources" | grep -v '\.cc$')
echo "lint: man pages"
mandoc -T lint -W warning man/*.[157]
# Left out are checks that tell of taste, or that are wrong about the tables and arrays of pointers here.
echo "lint: clang-tidy"
checks='-*,bugprone-*,cert-*'
for check in bugprone-assignment-in-if-condition bugprone-branch-clone \
	bugprone-easily-swappable-parameters bugprone-implicit-widening-of-multiplication-result \
	bugprone-narrowing-conversions bugprone-not-null-terminated-result bugprone-reserved-identifier \
	bugprone-sizeof-expression bugprone-suspicious-missing-comma cert-dcl37-c cert-dcl51-cpp \
	cert-err33-c cert-err34-c; do
	checks=$checks,-$check
done
if [ -n "${FULL:-}" ]; then
	checks=$checks,clang-analyzer-*,-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling
fi
echo "$sources" | grep -v '\.cc$' | xargs -n 8 -P "$(nproc)" sh -c \
	'clang-tidy --quiet --warnings-as-errors="*" --checks="$0" "$@" -- -std=c17 -I. -D_GNU_SOURCE \
		-DCLAUSULA_VERSION="\"0\"" 2>/dev/null' "$checks"
echo "lint: clean"
