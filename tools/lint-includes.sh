#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Checks that each folder includes only what the way of the data allows (ARCHITECTURE.md), and that
# only xapian-c/ names libxapian's own header.
#
# Usage: tools/lint-includes.sh
set -eu
cd "$(dirname "$0")/.."
failed=0

# allow FOLDER OTHER…: the folder may include its own headers and those of the others.
allow() {
	folder=$1
	pattern=$(echo "$@" | tr ' ' '|')
	wrong=$(grep -nE '^#include "' "$folder"/*.c "$folder"/*.cc "$folder"/*.h 2>/dev/null |
		grep -vE "#include \"($pattern)/" || true)
	if [ -n "$wrong" ]; then
		echo "$folder/ may include only: $*" >&2
		echo "$wrong" >&2
		failed=1
	fi
}

allow base
allow xapian-c base
allow corpus base
allow stemmers base
allow store base xapian-c corpus stemmers
allow indexer base xapian-c corpus stemmers store
allow searcher base xapian-c corpus stemmers store
allow cli base xapian-c corpus stemmers store indexer searcher

others=$(grep -lE '#include <xapian' base/* corpus/* stemmers/* store/* indexer/* searcher/* cli/* 2>/dev/null || true)
if [ -n "$others" ]; then
	echo "only xapian-c/ may include libxapian's header: $others" >&2
	failed=1
fi
exit $failed
