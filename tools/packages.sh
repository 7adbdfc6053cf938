#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Installs what building or testing needs, by apt-get, and says so before it does. On another system,
# or without the right to install, it lists what is missing and stops with exit code 2.
#
# Usage: tools/packages.sh build|check|lint|fuzz|bench
set -eu

build='gcc g++ make pkg-config libxapian-dev libstemmer-dev libzstd-dev libexpat1-dev libjansson-dev
	libarchive-dev libutf8proc-dev libxxhash-dev nettle-dev'
check="$build libcriterion-dev python3 mandoc xz-utils jq bash zsh fish"
lint="$check clang clang-tidy clang-format cppcheck libclang-rt-14-dev"
fuzz="$build python3 clang libclang-rt-14-dev afl++"
bench="$build python3 sqlite3 libsqlite3-dev xapian-omega groonga-bin liblucene8-java openjdk-17-jdk-headless"

case "${1:-}" in
build) wanted=$build ;;
check) wanted=$check ;;
lint) wanted=$lint ;;
fuzz) wanted=$fuzz ;;
bench) wanted=$bench ;;
*)
	echo "usage: tools/packages.sh build|check|lint|fuzz|bench" >&2
	exit 2
	;;
esac

if ! command -v dpkg-query >/dev/null; then
	# Not Debian: look for the libraries themselves.
	missing=
	for tool in cc c++ pkg-config; do
		command -v $tool >/dev/null || missing="$missing $tool"
	done
	for library in xapian-core expat jansson libarchive libutf8proc libxxhash nettle libzstd; do
		pkg-config --exists $library 2>/dev/null || missing="$missing $library"
	done
	[ -z "$missing" ] && exit 0
	echo "clausula: missing here:$missing" >&2
	echo "clausula: install these (development files), libstemmer, and for tests Criterion; on Debian 12:" >&2
	echo "  apt-get install" $check >&2
	exit 2
fi

missing=
for package in $wanted; do
	dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
		missing="$missing $package"
done
[ -z "$missing" ] && exit 0

if [ "$(id -u)" = 0 ]; then
	sudo=
elif command -v sudo >/dev/null && [ -t 0 ]; then
	sudo=sudo
else
	echo "clausula: missing packages; as root run:" >&2
	echo "  apt-get install$missing" >&2
	exit 2
fi
echo "installing by apt-get:$missing"
export DEBIAN_FRONTEND=noninteractive
$sudo apt-get update -qq
# The packages are named by us, not by the user: no question is left to ask.
$sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null
