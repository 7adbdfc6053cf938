#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""How well "clausula compare" brings clauses together, against a method of its own.

Usage: alignment.py PROGRAM INDEX [PAIRS [LANGUAGES]]

Pairs are resolutions with the same title in two sessions that follow each other, spread evenly over
all that there are. The other method knows nothing of the program's: it takes the similarity of
Ratcliff and Obershelp on lists of words (difflib), and the assignment with the greatest sum (the
Hungarian method), a pair counting from 0.45 on; among equal ones the nearer place decides. Split and
merged clauses are right when its partner is among those of the program.

Prints each clause where the two disagree, to be read: which of them is right, only a reader knows.
The last line has the figures.
"""

import difflib
import json
import re
import subprocess
import sys

LEAST = 0.45
program, index = sys.argv[1], sys.argv[2]
wanted = int(sys.argv[3]) if len(sys.argv) > 3 else 200
languages = sys.argv[4].split(",") if len(sys.argv) > 4 else ["en", "es", "fr", "ru", "ar", "zh"]


def run(*arguments):
    result = subprocess.run([program, *arguments, "--index", index, "--format", "jsonl"],
                            capture_output=True, text=True, check=False)
    return [json.loads(line) for line in result.stdout.splitlines()]


def session(symbol):
    match = re.match(r"A/RES/(\d+)/", symbol)
    return int(match.group(1)) if match else None


def pairs_of(language):
    found = []
    for hit in run("search", "--lang", language, "--limit", "100000", "--repeats", "part:title"):
        symbols = sorted({clause["symbol"] for clause in hit["repeats"].get("clauses", [])
                          if clause["clause"] == "T" and session(clause["symbol"])},
                         key=lambda symbol: (session(symbol), symbol))
        for old in symbols:
            later = [new for new in symbols if session(new) == session(old) + 1]
            if later:
                found.append((old, later[0]))
    return sorted(set(found))


def words(clause):
    text = clause["text"].casefold()
    return re.findall(r"[一-鿿]|[^\W_一-鿿]+", text)


def kind(clause):
    return (clause["part"] == "title", clause["clause"].endswith("/H"))


def assign(gain):
    """The assignment of rows to columns with the greatest sum (Kuhn, Munkres; O(n^3))."""
    n, m = len(gain), len(gain[0])
    infinite = float("inf")
    u, v, match, way = [0.0] * (n + 1), [0.0] * (m + 1), [0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        match[0], j0 = i, 0
        least, used = [infinite] * (m + 1), [False] * (m + 1)
        while True:
            used[j0] = True
            i0, delta, j1 = match[j0], infinite, 0
            for j in range(1, m + 1):
                if used[j]:
                    continue
                now = -gain[i0 - 1][j - 1] - u[i0] - v[j]
                if now < least[j]:
                    least[j], way[j] = now, j0
                if least[j] < delta:
                    delta, j1 = least[j], j
            for j in range(m + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            j0 = j1
            if match[j0] == 0:
                break
        while j0:
            match[j0], j0 = match[way[j0]], way[j0]
    return {match[j] - 1: j - 1 for j in range(1, m + 1) if match[j]}


def other_method(old, new):
    """The old clause of each new one, or None."""
    gain = [[0.0] * (len(old) + len(new)) for _ in new]
    for i, a in enumerate(new):
        a_words, matcher = words(a), difflib.SequenceMatcher(autojunk=False)
        matcher.set_seq2(a_words)
        for j, b in enumerate(old):
            if kind(a) != kind(b):
                continue
            matcher.set_seq1(words(b))
            if matcher.real_quick_ratio() < LEAST or matcher.quick_ratio() < LEAST:
                continue
            ratio = matcher.ratio()
            if a["clause"] == b["clause"] == "T":
                ratio = 1
            if ratio >= LEAST:
                place = abs(i / len(new) - j / len(old))
                gain[i][j] = ratio - 0.01 * place
    chosen = assign(gain)
    return {i: chosen[i] if chosen.get(i, -1) >= 0 and chosen[i] < len(old)
            and gain[i][chosen[i]] > 0 else None for i in range(len(new))}


def check(old_symbol, new_symbol, language):
    old = run("show", old_symbol, "--lang", language)
    new = run("show", new_symbol, "--lang", language)
    rows = run("compare", old_symbol, new_symbol, "--lang", language)
    theirs = {label: row["old_clauses"] for row in rows for label in row["new_clauses"]}
    ours = other_method(old, new)
    agreeing = 0
    for i, clause in enumerate(new):
        label, partner = clause["clause"], None if ours[i] is None else old[ours[i]]
        mine = theirs.get(label, [])
        by_label = {clause["clause"]: clause for clause in old}
        if (partner is None and not mine) or (partner and any(
                by_label[other]["text"] == partner["text"] for other in mine)):
            agreeing += 1
            continue
        print(f"\n{language} {old_symbol} {new_symbol}#{label}: compare has {mine or 'none'}, "
              f"the other method {partner['clause'] if partner else 'none'}")
        print(f"  new    {clause['text'][:400]}")
        for other in mine:
            print(f"  mine   {by_label[other]['text'][:400]}")
        if partner:
            print(f"  other  {partner['text'][:400]}")
    return agreeing, len(new)


def main():
    total = agreed = count = 0
    for number, language in enumerate(languages):
        pairs = pairs_of(language)
        share = wanted // len(languages) + (number < wanted % len(languages))
        step = max(1, len(pairs) / share) if share else 1
        for i in range(min(share, len(pairs))):
            good, clauses = check(*pairs[int(i * step)], language)
            agreed, total, count = agreed + good, total + clauses, count + 1
    print(f"\n{count} pairs, {total} clauses, {agreed} agree: {100 * agreed / max(1, total):.2f} %")


main()
