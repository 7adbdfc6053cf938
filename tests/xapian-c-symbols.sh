#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Are the C symbols that objects of xapian-c/ define exactly the functions of a header?
# Arguments: the header, the object files. Exits 1 and names the difference when they are not. Run from the top.
set -eu

header=$1
shift
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Functions of the header: names before "(" where neither comments, types nor inline functions are.
sed 's|/\*.*\*/||; /\/\*/,/\*\//d; /^typedef/d; /^static inline/d' "$header" |
	grep -o 'xap_[a-z_]*(' | tr -d '(' | LC_ALL=C sort > "$work/declared"

# Symbols that are defined, seen by the linker, and neither C++ (_Z…) nor the compiler's (__…); nor the
# program's pread (xapian-c/reads.c), which is for libxapian.
nm -g --defined-only "$@" | awk 'NF == 3 && $3 !~ /^_/ && $3 !~ /^DW\.ref/ && $3 !~ /^pread(64)?$/ { print $3 }' |
	LC_ALL=C sort > "$work/defined"

status=0
missing=$(LC_ALL=C comm -23 "$work/declared" "$work/defined")
stray=$(LC_ALL=C comm -13 "$work/declared" "$work/defined")
if [ ! -s "$work/declared" ]; then
	echo "$header: no function found" >&2
	status=1
fi
for name in $missing; do
	echo "$header: declared but not defined: $name" >&2
	status=1
done
for name in $stray; do
	echo "$header: defined but not declared: $name" >&2
	status=1
done
exit $status
