#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Compiles with gcc (and its -fanalyzer) and clang without a warning, then runs cppcheck, the include
# rules and the check of the man pages. FULL=1 adds clang-tidy, which takes minutes.
#
# Usage: tools/lint.sh
set -eu
cd "$(dirname "$0")/.."
sources=$(ls base/*.c xapian-c/*.cc corpus/*.c stemmers/*.c store/*.c indexer/*.c searcher/*.c cli/*.c)

echo "lint: gcc -fanalyzer"
make -s -j"$(nproc)" BUILD=build/lint-gcc WERROR=1 CC=gcc CXX=g++ CFLAGS=-fanalyzer all >/dev/null
echo "lint: clang"
make -s -j"$(nproc)" BUILD=build/lint-clang WERROR=1 CC=clang CXX=clang++ all >/dev/null
echo "lint: include rules"
tools/lint-includes.sh
echo "lint: cppcheck"
cppcheck --quiet --error-exitcode=1 --std=c11 --language=c -j"$(nproc)" -I. -D_GNU_SOURCE \
	-DCLAUSULA_VERSION='"0"' --enable=warning,portability --inline-suppr \
	--suppress=missingIncludeSystem --suppress=unknownMacro --suppress=nullPointerOutOfMemory \
	$(echo "$sources" | grep -v '\.cc$')
echo "lint: man pages"
mandoc -T lint -W warning man/*.[157]
if [ -n "${FULL:-}" ]; then
	echo "lint: clang-tidy"
	clang-tidy --quiet --warnings-as-errors='*' \
		--checks='-*,bugprone-*,clang-analyzer-*,-bugprone-easily-swappable-parameters,-bugprone-reserved-identifier,-bugprone-assignment-in-if-condition,-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling' \
		$(echo "$sources" | grep -v '\.cc$') -- -std=c17 -I. -D_GNU_SOURCE -DCLAUSULA_VERSION='"0"'
fi
echo "lint: clean"
