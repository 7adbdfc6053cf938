#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Tests on the machine-readable resolutions of the United Nations, sessions 76 to 78, where they are:
# every file is indexed or named, counts are right, the text and the XML of one resolution agree,
# half-remembered wording is found.
#
# Usage: tests/real-corpus.sh PROGRAM DIR   (DIR holds akn4un-76.tar.xz … and sample/)
set -eu
program=$(realpath "$1")
corpus=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export CLAUSULA_INDEX="$work/index"
failed=0

fail() {
	echo "real corpus: $*" >&2
	failed=1
}

# Every file is indexed or named; the one that is not well-formed is known.
code=0
"$program" index "$corpus"/akn4un-7[678].tar.xz >"$work/summary" 2>"$work/notices" || code=$?
[ $code = 1 ] || fail "index: exit code $code, wanted 1 (one file cannot be read)"
bad=$(grep -vc ': left out: ' "$work/notices" || true)
[ "$bad" = 1 ] || fail "index: $bad unreadable files, wanted 1"
grep -q 'A_RES_77_104-2228250S.xml:[0-9]*: not well-formed' "$work/notices" ||
	fail "index: the file that is not well-formed is not named"
"$program" info --format=json >"$work/info"
python3 - "$work/info" <<'P' || failed=1
import json, sys
info = {row["lang"]: row for row in json.load(open(sys.argv[1]))["languages"]}
ok = set(info) == {"ar", "de", "en", "es", "fr", "ru", "zh"}
for lang in ("ar", "en", "es", "fr", "ru", "zh"):
    row = info[lang]
    ok &= 955 <= row["resolutions"] <= 990 and 43000 <= row["clauses"] <= 47000
if not ok:
    print("real corpus: counts are not as they should be:", info, file=sys.stderr)
sys.exit(not ok)
P

# The text and the XML of one resolution.
CLAUSULA_INDEX=$work/text "$program" index --quiet "$corpus"/sample/*.txt || fail "the sample text cannot be read"
CLAUSULA_INDEX=$work/text "$program" show --format=jsonl --lang es A/RES/78/16 >"$work/text.jsonl"
"$program" show --format=jsonl --lang es A/RES/78/16 >"$work/xml.jsonl"
python3 - "$work/text.jsonl" "$work/xml.jsonl" <<'P' || failed=1
import json, sys
text, xml = ([json.loads(line) for line in open(name)] for name in sys.argv[1:])
labels = ["T"] + [f"PP{i}" for i in range(1, 22)] + "OP1 OP2 OP3 OP3(a) OP3(b) OP3(c) OP4 OP5".split()
ok = [c["clause"] for c in text] == labels == [c["clause"] for c in xml]
different = [(a["text"], b["text"]) for a, b in zip(text, xml) if a["text"] != b["text"]]
# One misprint of the text ("Apoiando"), one correction of the XML ("redunda" for "redundan").
different = [(a, b) for a, b in different
             if a.replace("Apoiando", "Apoyando").replace("redundan", "redunda") != b.replace("redundan", "redunda")]
for a, b in different:
    print("real corpus: text and XML differ:", a, "|", b, file=sys.stderr)
sys.exit(not ok or bool(different))
P

# Agreed language: the text of 78/16 is found whole; 77/37 is where most of its clauses come from; the
# ancestors of clauses are found (build/ancestors looks at one in forty).
"$program" check --summary --format=jsonl "$corpus"/sample/*.txt >"$work/check" || fail "check: a clause of 78/16 has no source"
jq -e '.clauses == 30 and .new == 0 and .identical >= 28' "$work/check" >/dev/null || fail "check: $(cat "$work/check")"
"$program" trace --lang es --format=jsonl 78/16 | jq -s -e 'map(select(.ancestor.symbol == "A/RES/77/37")) | length >= 15' \
	>/dev/null || fail "trace: 78/16 does not come from 77/37"
for lang in ar en es fr ru zh; do
	"$(dirname "$program")/ancestors" "$CLAUSULA_INDEX" $lang 40 >"$work/ancestors" || fail "ancestors: $(cat "$work/ancestors")"
done

# Half-remembered wording, where the topics are.
quality=$corpus/../quality
if [ -x "$quality/score.py" ]; then
	score() {
		lang=$1
		shift
		python3 "$quality/score.py" "$quality/$lang.topics" "$@" ${LIMIT:+--limit "$LIMIT"} -- \
			"$program" search --lang "$lang" --format=jsonl --limit 10 >"$work/score" || {
			cat "$work/score"
			fail "score of $lang below its goal"
		}
	}
	score es --min verbatim=0.97 --min noaccent=0.97 --min phrase=1 --min bag=0.98 --min inflect=0.97 --min typo=0.97
	score en --min verbatim=0.97 --min noaccent=0.95 --min phrase=1 --min bag=0.98 --min inflect=0.92 --min typo=0.95
	score fr --min verbatim=0.97 --min noaccent=0.95 --min phrase=1 --min bag=0.98 --min inflect=0.92 --min typo=0.95
	score ru --min verbatim=0.97 --min noaccent=0.95 --min phrase=1 --min bag=0.98 --min inflect=0.85 --min typo=0.95
	score ar --min verbatim=0.97 --min noaccent=0.95 --min phrase=1 --min bag=0.98 --min inflect=0.92 --min typo=0.95
	score zh --min verbatim=0.97 --min phrase=1 --min bag=0.98
	python3 "$quality/variants.py" "$quality/es.variants" -- "$program" >"$work/variants" || {
		cat "$work/variants"
		fail "forms of words do not find each other"
	}
fi
[ $failed = 0 ] && echo "real corpus: as it should be"
exit $failed
