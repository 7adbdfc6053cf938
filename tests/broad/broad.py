#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Broad tests: some four thousand commands over an index of resolutions that corpus.py makes, each with a digest of
what it prints and of its exit code, and the digests of the indexes' own bytes. expected.tsv has what they should be.
What is right is told by other tests; these tell that something has changed. After a change that is wanted look at
what became of the outputs, with --against and a program from before, then write expected.tsv anew: `make golden`.

Usage: broad.py PROGRAM              compare with expected.tsv
       broad.py PROGRAM --renew      write it anew
       broad.py PROGRAM --against OTHER   print the outputs that differ between two programs
"""

import concurrent.futures
import difflib
import hashlib
import io
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import zipfile

import corpus
from corpus import Draw

HERE = pathlib.Path(__file__).resolve().parent
EXPECTED = HERE / "expected.tsv"
CODES = dict(zip("ACEFRS", ("ar", "zh", "en", "fr", "ru", "es")))
RESOLUTIONS, MOST_SHOWN, LONGEST_NAME = 128, 12, 110
FACETS = ("session", "year", "committee", "agenda", "part", "verb", "subject", "vote", "for", "against", "abstaining",
          "sponsor", "cites", "symbol")
VERBS = ("decide", "urge", "note", "note-with-concern", "call-upon", "request", "invite", "recall", "encourage", "stress")


class Words:
    """The clauses of a language: what queries are drawn from."""

    def __init__(self, sources, language):
        self.chinese = language == "C"
        self.rows = []
        for path in sorted((sources / "text").glob(f"*{language}.txt")):
            for block in re.split(r"\n\n+", path.read_text(encoding="utf-8")):
                words = re.findall("[\u4e00-\u9fff]" if self.chinese else r"[\w’-]+", block)
                if len(words) > 8:
                    self.rows.append(words)

    def run(self, draw, count):
        row = draw.of(self.rows)
        first = draw.below(len(row) - count + 1)
        return row[first:first + count]

    def join(self, words):
        return ("" if self.chinese else " ").join(words)

    def word(self, draw):
        return self.join(self.run(draw, 2)) if self.chinese else self.run(draw, 1)[0]


def misspelled(word, draw):
    at, how = draw.below(max(1, len(word) - 1)), draw.below(4)
    return (word[:at] + word[at + 1:], word[:at] + word[at:at + 2][::-1] + word[at + 2:],
            word[:at] + draw.of("aeinrsт") + word[at:], word[:at] + draw.of("aeilот") + word[at + 1:])[how]


def plain(word):
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def leaf(words, draw):
    how, word = draw.below(14), words.word(draw)
    if how == 0:
        return "=" + word
    if how == 1:
        return word[:3 + draw.below(3)] + "*"
    if how == 2:
        return "*" + word[-3 - draw.below(2):]
    if how == 3:
        return word[:2] + "*" + word[-2:]
    if how == 4:
        return misspelled(word, draw) + "~"
    if how in (5, 6):
        return '"' + words.join(words.run(draw, 2 + draw.below(4))) + '"'
    if how == 7:
        return '="' + words.join(words.run(draw, 2)) + '"'
    if how == 8:
        return plain(word).upper()
    if how == 9:
        return misspelled(word, draw)
    if how == 10:
        return words.join(words.run(draw, 2 + draw.below(5)))
    return word


def near_side(words, draw):
    how = draw.below(8)
    if how == 0:
        return f"({words.word(draw)} OR {words.word(draw)})"
    if how == 1:
        return '"' + words.join(words.run(draw, 2)) + '"'
    if how == 2:
        return words.word(draw)[:4] + "*"
    if how == 3:
        return "=" + words.word(draw)
    return words.word(draw)


def near(words, draw):
    first, second = sorted((draw.below(8), draw.below(8)))
    row = draw.of(words.rows)
    sides = [row[first], row[second]] if draw.below(2) == 0 else [near_side(words, draw), near_side(words, draw)]
    operator = draw.of(("NEAR", "ADJ", "NEAR/1", "NEAR/3", "ADJ/2", "ADJ/6", "NEAR/20", "NEAR/100"))
    chain = f" ADJ/{1 + draw.below(9)} {words.word(draw)}" if draw.below(5) == 0 else ""
    return f" {operator} ".join(sides) + chain


def field(words, draw, everything):
    session, number = draw.of(corpus.SESSIONS), 1 + draw.below(9)
    state = draw.of(("US", "FRA", '"United States"', "Francia", "CN", '"Iran (Islamic Republic of)"', "Kenia", "valdonia",
                     '"Sao Tome and Principe"', "JP,IN", "CI"))
    values = (f"session:{session}", f"session:{session}..{session + draw.below(4)}", f"session:..{session}",
              f"session:{session}..", f"session:{session},{draw.of(corpus.SESSIONS)}",
              f"year:{session + 1945}", f"year:{session + 1945}..{session + 1945 + draw.below(3)}",
              f"year:..{session + 1945}", f"date:{session + 1945}-12", f"date:{session + 1945}-12-0{number}..",
              f"date:{session + 1945}-11-20", f"date:{session + 1940}..{session + 1945}-12-15",
              f"part:{draw.of(('title', 'preamble', 'operative', 'annex', 'title,annex'))}",
              f"verb:{draw.of(VERBS)}", f"verb:{draw.of(VERBS)},{draw.of(VERBS)}",
              f"cites:{draw.of(('90/12', '64/292', 'A/92/171', '90/33', '48/13', '217A(III)'))}",
              f"cites:{session}/{number}", f"symbol:{session}/{number}", f"symbol:A/RES/{session}/{number},91/1",
              f"committee:{draw.of(('1', '2', 'third', 'sixth', 'plenary', '1,2', 'none'))}",
              f"agenda:{draw.of(('7', '20', '98', '69a', '69', '20,7'))}",
              "subject:" + draw.of(("libraries", "water", "nuclear", '"water supply"', '"SDG 5"', '"SDG 1"', "museums")),
              f"vote:{draw.of(('recorded', 'none', 'unknown', 'recorded,none'))}",
              f"for:{state}", f"against:{state}", f"abstaining:{state}", f"sponsor:{state}",
              f"title:{words.word(draw)}", 'title:"' + words.join(words.run(draw, 2)) + '"', f"title:{words.word(draw)[:4]}*")
    if draw.below(6) == 0:
        language = draw.of("ACEFRS")
        other = everything[language]
        return f"{CODES[language]}:" + draw.of((other.word(draw), other.word(draw)[:4] + "*", "=" + other.word(draw),
                                                '"' + other.join(other.run(draw, 2)) + '"', misspelled(other.word(draw), draw)))
    return draw.of(values)


def query(words, draw, everything, depth=2):
    how = draw.below(14 if depth > 0 else 6)
    if how < 3:
        return leaf(words, draw)
    if how == 3:
        return near(words, draw)
    if how == 4:
        return field(words, draw, everything)
    if how == 5:
        return f"{words.word(draw)} {words.word(draw)}"
    left, right = query(words, draw, everything, depth - 1), query(words, draw, everything, depth - 1)
    if how < 8:
        return f"{left} {right}"
    if how == 8:
        return f"({left} OR {right})"
    if how == 9:
        return f"{left} OR {right}"
    if how == 10:
        return f"{left} -{leaf(words, draw)}"
    if how == 11:
        return f"{left} NOT ({right})"
    if how == 12:
        return f"({left}) AND {field(words, draw, everything)}"
    return f"{left} {field(words, draw, everything)}"


def view(draw, more=True):
    """Options of a search that go together."""
    if not more:
        return []
    options = []
    how = draw.below(16)
    if how == 0:
        options += ["--count"]
    elif how in (1, 2):
        options += ["--facets", ",".join(sorted({draw.of(FACETS) for _ in range(1 + draw.below(3))}))]
    elif how == 3:
        options += ["--by", draw.of(("year", "session"))]
    elif how in (4, 5):
        options += ["--kwic"] + draw.of(([], ["--kwic-sort", "left"], ["--kwic-sort", "right"], ["--kwic-sort", "rank"]))
    elif how == 6:
        options += ["--repeats"]
    elif how in (7, 8):
        options += ["--similar"] + draw.of(([], ["--repeats"]))
    elif how == 9:
        options += ["--parallel", draw.of(("en", "es,fr", "zh,ar,ru"))]
    elif how in (10, 11):
        options += ["--explain"]
    elif how in (12, 13):
        options += ["--unit", "resolution"] + draw.of(([], ["--explain"], ["--count"]))
    if draw.below(3) == 0:
        options += ["--sort", draw.of(("date", "symbol", "rank"))]
    if draw.below(3) == 0:
        options += ["--offset", str(draw.below(9))]
    if draw.below(6) == 0:
        options += ["--exact"]
    if draw.below(3) == 0 and "--explain" not in options:
        options += ["--format", draw.of(("jsonl", "json", "csv", "tsv", "markdown"))]
    return options + ["--limit", str(draw.of((1, 3, 7, 10, 40)))]


def searches(everything, count, index, seed):
    draw = Draw(seed)
    for i in range(count):
        language = "SEFRACESEFRS"[i % 12]
        text = query(everything[language], draw, everything)
        languages = CODES[language] + ("" if draw.below(8) else "," + draw.of(("en", "es", "ru")))
        yield ["search", "--index", index, *(["--lang", languages] if draw.below(12) else []), *view(draw), "--", text]


def garbage(everything, count, index):
    """Queries that are mostly wrong."""
    draw = Draw(99)
    pieces = ('"', "(", ")", "-", "=", "*", "~", "OR", "AND", "NOT", "NEAR", "NEAR/0", "NEAR/101", "ADJ/3", "ADJ", ":", "..",
              ",", "session:", "session:9x", "year:20", "date:2037-13", "date:2037-02-30", "part:nothing", "xx:word", "vote:no",
              "committee:7", "verb:zz", "for:XX", "title:", "symbol:?", "cites:", "a*b*c", "word~x", "=*", "«", "session:3..2",
              "session:..", "es:", "es:(agua)", "-part:title", "agenda:x", "subject:,", "A/RES/64/2", "64/2", "5,000", "l’eau")
    for _ in range(count):
        parts = [draw.of(pieces) if draw.below(2) else everything["E"].word(draw) for _ in range(1 + draw.below(5))]
        yield ["search", "--index", index, "--lang", draw.of(("en", "es")), "--limit", "2", "--", draw.of(("", " ")).join(parts)]


def wide(words, index):
    """Queries, comparisons and traces where there is much of everything."""
    draw = Draw(23)
    for _ in range(150):
        first, row = draw.below(20), draw.of(words.rows)
        text = draw.of((" ".join(row[first:first + 2 + draw.below(6)]), '"' + " ".join(row[first:first + 2]) + '"',
                        f"{words.word(draw)[:2]}* {words.word(draw)}", f"{words.word(draw)[:2]}* NEAR/70 {words.word(draw)}",
                        f"{words.word(draw)} ADJ/{60 + draw.below(40)} {words.word(draw)}", f"*{words.word(draw)[-2:]} ba*",
                        f"({words.word(draw)} OR {words.word(draw)[:3]}*) -{words.word(draw)}",
                        f"{misspelled(words.word(draw), draw)} {misspelled(words.word(draw), draw)}",
                        f"{words.word(draw)} {words.word(draw)} NEAR/{60 + draw.below(10)} {words.word(draw)} session:..59",
                        f"{words.word(draw)} OR {words.word(draw)} OR {words.word(draw)}", f"-{words.word(draw)}",
                        " ".join(words.word(draw) for _ in range(36)), f"{misspelled(words.word(draw), draw)}~"))
        yield ["search", "--index", index, "--lang", "en", *view(draw), "--", text]
    # More wordings than are ranked one by one.
    for text in ("decides", "decides ba*", "decides banidiest", "-banidiest", "decides OR bafegu", "part:operative -bafegu", "(decides OR bafegu) fe*"):
        for options in ([], ["--unit", "resolution"], ["--similar"], ["--sort", "date"], ["--explain"], ["--offset", "9990", "--limit", "30"]):
            yield ["search", "--index", index, "--lang", "en", *options, "--", text]
    for numbers in (("55/1", "55/2"), ("55/2", "55/1"), ("55/3", "56/5"), ("55/1#OP3", "55/2#OP4")):
        for options in ([], ["--summary"], ["--format", "jsonl"]):
            yield ["compare", "--index", index, *options, *numbers]
    for number in ("55/1", "55/2", "56/7"):
        yield ["trace", "--index", index, "--format", "jsonl", number]
        yield ["check", "--index", index, "--format", "jsonl", number]
        for label in ("OP6", "OP7", "OP103", "OP200"):
            yield ["similar", "--index", index, "--limit", "40", "--diff", f"{number}#{label}"]
            yield ["show", "--index", index, f"{number}#{label}"]
    yield ["verify", "--index", index, "--full"]


def limits(index):
    """Queries at the limits of the language, and just behind them; values of fields that are hardly one."""
    word = ["water", "women", "libraries", "archives", "rights", "peace", "schools", "books"]
    texts = []
    for count in (8, 9, 31, 32, 33, 63, 64, 65, 128, 255, 256, 257):
        some = [word[i % 8] for i in range(count)]
        texts += [" ".join(some), " OR ".join(some), '"' + " ".join(some) + '"', " NEAR/3 ".join(some[:12]),
                  "(" * count + "water" + ")" * count, "-(" * count + "water" + ")" * count,
                  "session:" + ",".join(str(i + 40) for i in range(count)), "(water OR women) " * count]
    for most in (2, 3, 4, 7, 8, 9, 10):
        texts += [" ADJ/2 ".join(word[:most] + word[:2][:most - 8 if most > 8 else 0]), " ".join(f"{w[:3]}*" for w in word[:most])]
    for length in (1, 2, 3, 5, 6, 7, 59, 60, 61, 63, 64, 65, 179, 180, 181, 239, 240, 241, 4090, 4095, 4096, 4097):
        texts += ["x" * length, "x" * length + "*", "x" * length + "~", "é" * (length // 2) + "a", '"' + "a " * (length // 2) + '"',
                  "water " + " " * length + "women", "symbol:" + "9" * length, "title:" + "w" * length]
    texts += [f"{operator}/{n}".join(("water ", " women")) for operator in ("NEAR", "ADJ") for n in (0, 1, 2, 99, 100, 101, 1000, 2**32 + 1, "x", "")]
    texts += [f"date:{value}" for value in ("2010", "2010-1", "2010-00", "2010-01", "2010-12", "2010-13", "2010-02-28", "2010-02-29", "2012-02-29",
              "2010-02-30", "2010-11-00", "2010-11-31", "2010-12-31", "2010-12-32", "0000", "9999", "10000", "2010-12-31..", "..2010", "2010..2009",
              "2010-12-03..2010-12-04", "2010-12..2011-01", "2010..2011-12-15,2020", "..", "2010..2011..2012", "20101203", "2010-12-3")]
    texts += [f"session:{value}" for value in ("0", "1", "41", "42", "43", "82", "83", "999", "1000", "ES-11", "es-11", "S-32", "42..43", "43..42",
              "42..", "..42", "x..42", "42..x", "42,43..60,82", ",42", "42,", "-42", "042", "4 2", "ES-10..ES-11")]
    texts += [f"year:{value}" for value in ("0", "1986", "1987", "986", "19866", "86", "1986..1987", "1987..1986", "..1987", "2027..", "x", "1986-12")]
    texts += [f"committee:{value}" for value in ("0", "1", "2", "6", "7", "first", "FIRST", "sixth", "seventh", "plenary", "Plenary", "1,6", "none")]
    texts += [f"{name}:{value}" for name in ("for", "against", "abstaining", "sponsor")
              for value in ("US", "us", "USA", "XX", "XXX", "U", '"United States of America"', '"united  states"', "Francia", "FRANCE", '"Côte d’Ivoire"',
                            '"Cote d\'Ivoire"', "Brésil", "Brasil", "Valdonia", "valdonias", "US,FR", "US..FR", '"Iran"', "ARVENIA")]
    texts += [f"agenda:{value}" for value in ("7", "07", "69", "69a", '"69 (a)"', "69(a)", "69b", "69A", "x", "7,20", "7..20", "0")]
    texts += [f"symbol:{value}" for value in ("64/1", "A/RES/64/1", "a/res/64/1", "64/1,64/2", "64", "64/", "/1", "64/1 a", "A/RES/64/1#OP1", "64/1..64/3",
              '"A/RES/64/1"', "64/01", "S/RES/64/1")]
    texts += [f"cites:{value}" for value in ("90/12", "A/RES/90/12", '"90/12"', "A/92/171", "A/64/171", '"2250 (2015)"', '"217 A (III)"', "217", "90/12,64/292",
              "64/292..", "90", '"resolution 90/12"')]
    texts += [f"verb:{value}" for value in ("decide", "Decides", '"Also decides"', "decid", "note", "note-", "note-with-concern", '"Noting with concern"',
              "call", '"Calls upon"', "recall,recognize", "x", "decide..note", '"Decides to"')]
    texts += [f"vote:{value}" for value in ("recorded", "none", "unknown", "Recorded", "record", "recorded,none", "yes")]
    texts += [f"part:{value}" for value in ("title", "preamble", "operative", "annex", "Title", "ti", "title,annex", "title..annex", "footnote")]
    texts += [f"subject:{value}" for value in ("water", "WATER", '"water supply"', '"supply water"', "sdg", '"SDG 1"', '"SDG 17"', '"sdg 01"', "1", "suppl",
              '"WOMEN IN DEVELOPMENT"', '"in development"', "development,museums")]
    texts += ["en:water", "es:agua en:water", "EN:water", "de:wasser", "xx:water", "en:=waters", "en:wat*", "en:watr~", 'en:"drinking water"', "en:(water)",
              "-en:water", "en:water..women", "en:water,women", "title:water,women", "title:=water", "title:wat*", "title:watr~", 'title:"public libraries"',
              "TITLE:water", "title:", "title:(a b)", "water and women", "water or women", "water not women", "WATER AND NOT women", "water AND", "AND water",
              "water OR", "water NOT", "NOT water", "- water", "-water", "--water", "water-women", "=water", "= water", "=wat*", "=water~", '="drinking water"',
              '"drinking', 'drinking"', '""', '" "', "()", "( )", "(water", "water)", "((water)", "«drinking water»", "“drinking water”", "„drinking water“",
              "wat*r", "*", "**", "*a", "a*", "ab*", "*ab", "a*b", "wa**r", "~", "a~", "ab~", "water~~", "wa*~", "water*women", "1.5", "5,000", "64/292",
              "A/RES/64/292", "1514(XV)", '"1514 (XV)"', "l’eau", "women's", "water/women", "10 per cent", "\u200b", "wa\u00adter", "WATER", "wàtér", "水", "вода"]
    for text in texts:
        yield ["search", "--index", index, "--lang", "en", "--limit", "2", "--", text]


def special(index):
    """Symbols and sessions that are not two numbers."""
    names = [name.replace("A/RES/", "") for name in corpus.SPECIAL] + ["es-11/4", "S-32/2", "2106(xx)", "36/10", "36/10B", "61/295A", "61/295", "217 (III)", "65/309#OP1"]
    for name in names:
        for command in (["show"], ["cites"], ["cites", "--by"], ["trace"], ["check"], ["trace", "--graph"]):
            yield [*command, "--index", index, name]
    for text in ("lamps session:ES-11", "session:S-32", "session:S-30..S-32", "session:36", "session:20", "session:XX", "session:15..36", "session:3",
                 "year:1985", "-year:1960..2000", "symbol:36/10", 'symbol:"36/10 B"', "symbol:2106(XX)", 'cites:"217 A (III)"', "cites:ES-11/4", "cites:36/10",
                 "date:1990-01..", "lamps -date:..1990"):
        for options in ([], ["--sort", "date"], ["--sort", "symbol"], ["--by", "session"], ["--by", "year"], ["--facets", "session,symbol,cites"], ["--cite"],
                        ["--repeats"]):
            yield ["search", "--index", index, *options, "--", text]
    for form in ("text", "jsonl", "json", "csv", "tsv", "markdown", "dot"):
        for name in ("66/1", "66/1#PP3", "66/1#OP5"):
            for depth in ("1", "2", "3"):
                yield ["cites", "--index", index, "--format", form, "--depth", depth, name]
        for name in ("55/1", "2250 (2015)", "S-30/2", "A/57/304"):
            yield ["cites", "--index", index, "--format", form, "--by", "--depth", "2", name]
    yield ["compare", "--index", index, "ES-11/4", "ES-11/5"]
    yield ["compare", "--index", index, "36/10 A", "36/10 B"]
    for name in FACETS:
        yield ["list", "--index", index, name]


def symbol(draw):
    return f"{draw.of(corpus.SESSIONS)}/{1 + draw.below(RESOLUTIONS // len(corpus.SESSIONS))}"


LABELS = ("T", "PP1", "PP2", "PP3", "PP5", "OP1", "OP2", "OP3", "OP3(a)", "OP4(b)", "OP5", "I/OP1", "I/PP1", "II/OP2", "Annex/1",
          "Annex/3(a)", "OP2/H", "I/H", "OP2(a)(i)")


def others(everything, index, drafts, seed, share):
    """All commands but search and index; share is how many of each."""
    draw = Draw(seed)
    lang = lambda: draw.of("ar es en fr ru zh".split())
    form = lambda *names: draw.of(([], [], *(["--format", name] for name in names)))
    draft = lambda language: str(draw.of(drafts[language]))
    code = {code: letter for letter, code in CODES.items()}
    for i in range(share):
        at = ["--index", index, "--lang", lang()]
        yield ["show", *at, *form("jsonl", "json", "csv", "tsv", "markdown"), *draw.of(([], ["--cite"])), symbol(draw)]
        at[3] = lang() + draw.of(("", ",en"))
        yield ["show", *at, *form("jsonl", "json", "csv", "markdown"), f"{symbol(draw)}#{draw.of(LABELS)}", symbol(draw)]
        at[3] = lang()
        one = symbol(draw)
        # The same work some sessions later is eight numbers on.
        later = f"{draw.of(corpus.SESSIONS)}/{one.split('/')[1]}"
        for pair in ([one, later], [one, draft(code[at[3]])], [f"{one}#{draw.of(LABELS)}", f"{later}#{draw.of(LABELS)}"]):
            yield ["compare", *at, *form("jsonl", "json", "html", "markdown"),
                   *draw.of(([], [], ["--summary"], ["--side-by-side"], ["--all"])), *pair]
        yield ["trace", *at, *form("jsonl", "dot"), *draw.of(([], ["--graph"])), symbol(draw)]
        yield ["trace", *at, *form("jsonl", "dot"), *draw.of(([], [], ["--graph"])), f"{symbol(draw)}#{draw.of(LABELS)}"]
        words = everything[code[at[3]]]
        yield ["trace", *at, *form("jsonl"), words.join(words.run(draw, 2 + draw.below(3)))]
        yield ["check", *at, *form("jsonl", "json", "html"), *draw.of(([], [], ["--summary"])),
               *draw.of(([], ["--threshold", str(1 + draw.below(100))])), draw.of((symbol(draw), draft(code[at[3]])))]
        yield ["similar", *at, *form("jsonl"), *draw.of(([], ["--diff"])), "--limit", str(1 + draw.below(12)),
               f"{symbol(draw)}#{draw.of(LABELS)}"]
        yield ["similar", *at[:2], *draw.of(([], at[2:])), *form("jsonl"), *draw.of(([], ["--diff"])),
               words.join(words.run(draw, 4 + draw.below(5)))]
        yield ["cites", *at, *form("jsonl", "json", "csv", "tsv", "markdown", "dot"),
               *draw.of(([], ["--depth", str(draw.below(5))])), symbol(draw) + draw.of(("", "", "#PP1", "#OP1"))]
        yield ["cites", *at, "--by", *form("jsonl", "json", "csv", "tsv", "markdown", "dot"),
               *draw.of(([], ["--depth", str(draw.below(5))])), *draw.of(([], ["--limit", str(draw.below(4))])),
               draw.of((symbol(draw), "90/12", "64/292", "217 A (III)", "A/92/171", "90/157"))]
    for name in FACETS + ("date", "title", "lang"):
        for language in ("en", "es", "zh"):
            yield ["list", "--index", index, "--lang", language, name]
        yield ["list", "--index", index, "--lang", "fr", name, draw.of(("6", "d", "A", "w", "2", "f"))]
    for language in CODES.values():
        yield ["analyze", "--index", index, "--lang", language, "--classes", "--limit", "30"]
    yield ["info", "--index", index]
    yield ["info", "--index", index, "--format", "json"]
    yield ["verify", "--index", index]
    yield ["verify", "--index", index, "--full", "--format", "jsonl"]


def literals(path):
    """The words between the quotation marks of a source."""
    return re.findall(r"\w+", " ".join(re.findall(r'"((?:[^"\\\n]|\\.)*)"', path.read_text(encoding="utf-8"))))


# What an ending stands behind, long and short: each rule says how much must be left of the word.
STEMS = {"A": ("", "ب", "تب", "كتب", "مكتب", "استكتب", "والكتب", "وكتب", "تكت"),
         "R": ("", "б", "об", "раб", "работ", "оценк", "нормали", "перестр", "ж", "выж", "един"),
         "F": ("", "t", "at", "prom", "établ", "attrib", "constitu", "g", "long", "ét", "qu", "pai", "ll"),
         "E": ("", "t", "at", "tat", "plan", "nott", "organ", "y", "tri", "ea", "see", "w", "bow", "streng"),
         "S": ("", "t", "at", "tat", "cont", "establ", "utiliz", "g", "lleg", "qu", "c", "cre", "trabaj", "ñ", "í")}
SOURCES = {"A": "arabic", "R": "russian", "F": "french", "E": "english", "S": "spanish"}


def made_words(language):
    """The words of the lists, and the endings of the rules behind stems of several lengths."""
    folder = HERE.parents[1] / "stemmers"
    endings = sorted(set(literals(folder / f"{SOURCES[language]}.c")))
    listed = sorted(set(literals(folder / f"{SOURCES[language]}_words.c")))
    last = {"A": ("ين", "ات"), "R": ("а", "ами"), "F": ("s", "e"), "E": ("s", "ed"), "S": ("s", "lo")}[language]
    words = [stem + ending for ending in endings for stem in STEMS[language]] + listed
    return words + [word + end for i, word in enumerate(listed) for end in last if i % 3 == 0]


PIECES = ("A/RES/", "S/RES/", "78/16", "77/37 ", "1514", " ", "(XV)", "(xv)", "(2015)", "(S-VI)", "(", ")", "/", "-", "–", ".", ",",
          "'", "’", "·", "l’", "l'", "jusqu’", "s", "’s", "ll ", "aujourdhui ", "quelqu’un", "presquile", "women", "État", "ETAT",
          "e\u0301", "ñ", "й", "Ё", "co\u00ADop", "\u200B", "\u200D", "\u00A0", "(1\u00A0000)", "1.5", "5,000", "٣٤", "۳", "२", "中国",
          "〇", "々", "国·国", "㐀", "豈", "𠀀", "ﬁ", "ﷺ", "ＡＢ１", "ﻻ", "كـتاب", "مُحَمَّد", "ʼ", "ß", "İ", "ı", "ﬀ", "Ω", "ά", "한국", "한", "हिन्दी",
          "ª", "æ", "ø", "þ", "đ", "ł", "œ", "ٱ", "ک", "ی", "؀", "A", "a", "L.12", "ES-11", "CONF.", "UNFCCC/", "ABCDEFG/", "12345",
          "123456", "19", "20", "x" * 60, "é" * 70, "国" * 3, "、", "؛", "\u0600", "A/C.3/", "Rev.1", "Add.", "\n", "\t", "e")


def analyses(everything):
    """What words become: those of the texts, made ones, odd ones, and each character between two letters."""
    for language, words in sorted(everything.items()):
        forms = sorted({word for row in words.rows for word in row})
        forms += made_words(language) if language in SOURCES else []
        for i in range(0, len(forms), 250):
            yield ["analyze", "--lang", CODES[language], "--", " ".join(forms[i:i + 250])]
    yield ["analyze", "--lang", "de", "--", " ".join(sorted({word for row in everything["E"].rows for word in row})[:300])]
    draw = Draw(3)
    for i in range(120):
        text = "".join(draw.of(PIECES) for _ in range(150))
        yield ["analyze", "--lang", "ar es fr ru zh en de".split()[i % 7], "--", text]
    characters = [chr(c) for first, last in ((1, 0x3200), (0xA640, 0xA800), (0xAC00, 0xAC40), (0xF900, 0x10000), (0x1E900, 0x1E960))
                  for c in range(first, last)]
    for i in range(0, len(characters), 1000):
        yield ["analyze", "--lang", "ru" if i % 2000 else "es", "--", " ".join(f"a{c}b {c} {c}1" for c in characters[i:i + 1000])]


class Enough(Exception):
    """So much differs that the rest need not be run."""


class Runner:
    def __init__(self, program, work, wanted):
        self.work = work
        binary = work / "bin"
        binary.mkdir()
        (binary / "clausula").symlink_to(program)
        self.program = str(binary / "clausula")
        self.environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "COLUMNS": "80", "NO_COLOR": "1", "MALLOC_PERTURB_": "165", "HOME": str(work),
                            "TMPDIR": str(work), **{name: os.environ[name] for name in ("ASAN_OPTIONS",) if name in os.environ}}
        self.wanted, self.digests, self.outputs, self.different = wanted, [], {}, []
        self.other_libraries = False

    def output(self, arguments, **more):
        """What it prints on both streams, and its exit code; times are made equal."""
        done = subprocess.run([self.program, *arguments], cwd=self.work, env={**self.environment, **more}, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False)
        text = done.stdout.decode("utf-8", "replace")
        text = re.sub(r" *\d+\.\d{3} s$", " TIME", text, flags=re.M).replace(str(self.work), "WORK")
        text = re.sub(r"process \d+", "process N", text)
        text = re.sub(r"(in) \d+\.\d+ s|(?<=\"milliseconds\":)[\d.]+|(?<=\"seconds\":)[\d.]+", "TIME", text)
        return f"{text}exit code {done.returncode}\n"

    def note(self, name, text):
        name = "".join(c if c.isprintable() else "?" for c in name)
        name = f"{len(self.digests) + 1}: {name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + '…'}"
        self.outputs[name] = text
        digest = hashlib.sha256(text if isinstance(text, bytes) else text.encode()).hexdigest()[:12]
        self.digests.append(f"{digest}\t{name}")
        at = len(self.digests) - 1
        if self.wanted is None or (at < len(self.wanted) and self.digests[at] == self.wanted[at]):
            return
        if name == "1: libraries":
            print("SKIPPED: the bytes of the indexes: made with other libraries than those of expected.tsv")
            self.other_libraries = True
        elif not (self.other_libraries and re.match(r"\d+: (index|info|verify|without|damage|EIO|ENOSPC|EINTR|short|malloc)", name)):
            self.different.append(name)
            if len(self.different) == MOST_SHOWN:
                raise Enough

    def want_no_more(self):
        """The outputs that follow cannot be made here."""
        if self.wanted is not None:
            self.wanted = self.wanted[:len(self.digests)]

    def run(self, commands):
        commands = list(commands)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for arguments, text in zip(commands, pool.map(self.output, commands)):
                self.note(shlex.join(arguments).replace(str(self.work), "WORK"), text)

    def index(self, name, *arguments):
        """Makes or updates an index; notes what it says, and the digest of each segment."""
        label = f"index --index {name} " + " ".join(arguments)
        self.note(label, self.output(["index", "--index", name, *arguments]))
        for path in sorted((self.work / name).glob("*.segment")):
            self.note(f"{label}: {path.name}", path.read_bytes())


def build(run):
    """The indexes: at once, in little memory by one thread, and in steps."""
    sources, steps = run.work / "sources", run.work / "steps"
    corpus.make(sources, RESOLUTIONS)
    run.output(["index", "--quiet", "--index", "first", "sources/text"])
    run.note("libraries", re.search('"libraries": "(.*)"', (run.work / "first/manifest.json").read_text(encoding="utf-8"))[1])
    run.index("whole", "sources")
    run.index("small", "--jobs", "1", "--memory", "16M", "sources")
    corpus.make_many(run.work / "texts-many/text")
    run.index("many", "texts-many")
    run.index("many-small", "--jobs", "1", "--memory", "16M", "texts-many")
    corpus.make_special(run.work / "texts-special/text")
    corpus.make_citing(run.work / "texts-special/text")
    run.index("special", "texts-special")
    shutil.copytree(sources, steps)
    later = [path for path in sorted(steps.rglob("*")) if path.is_file()]
    waiting = {}
    for path in later:
        number = int(re.search(r"_(\d+)-", path.name)[1]) if path.suffix != ".json" else 0
        step = 3 if number == 8 else 2 if number in (6, 7) else 1 if path.name == "64.json" else 0
        if step:
            waiting.setdefault(step, []).append((path, path.read_bytes()))
            path.unlink()
    run.index("stepped", "steps")
    for step in sorted(waiting):
        for path, whole in waiting[step]:
            path.write_bytes(whole)
        run.index("stepped", "steps")
    # Some are written anew, some taken away, one stands twice.
    corpus.make(run.work / "again", 40, seed=2)
    for name in ("A_RES_64_1-E.txt", "A_RES_64_1-S.txt", "A_RES_71_2-E.txt", "A_RES_43_1-F.txt", "A_RES_61_2-R.txt"):
        if (run.work / "again/text" / name).exists():
            shutil.copy(run.work / "again/text" / name, steps / "text" / name)
    for path in sorted(steps.glob("*/A_RES_62_*")):
        path.unlink()
    run.index("stepped", "steps")
    run.index("stepped", "steps", "again")
    run.index("stepped", "steps")
    shutil.copytree(run.work / "stepped", run.work / "anew")
    run.index("anew", "--rebuild")


ARCHIVES = ("first.tar.xz", "second.zip", "third.tar.gz")


def pack(path, files):
    """An archive whose bytes are the same everywhere is not needed: clausula looks at what is in it."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in dict(files).items():
                archive.writestr(name, text)
        return
    with tarfile.open(path, f"w:{path.suffix[1:]}") as archive:
        for name, text in files:
            about = tarfile.TarInfo(name)
            about.size = len(text.encode())
            archive.addfile(about, io.BytesIO(text.encode()))


class History:
    """Files that come, change, go, stand twice, are packed, are damaged; after each step the index is updated."""

    def __init__(self, run, seed):
        self.run, self.draw, self.top, self.clock = run, Draw(seed), run.work / f"history-{seed}", 10**9
        self.name, self.words = f"history-index-{seed}", {letter: corpus.words_of(letter) for letter in CODES}
        for folder in ("a", "b/c", "data_extract"):
            (self.top / folder).mkdir(parents=True)

    def write(self, path, text):
        self.clock += 100
        path.write_text(text, encoding="utf-8")
        os.utime(path, (self.clock, self.clock))

    def resolution(self):
        """A name and a text; sometimes its date is another, or when it was issued."""
        draw = self.draw
        language, session, number = draw.of("EESFC"), draw.of((70, 71)), 1 + draw.below(5)
        bases = corpus.TEXTS + corpus.XMLS
        base = bases[(session + number) % 8] if draw.below(8) else draw.of(bases)
        one_of, end = (corpus.text_of, "txt") if base in corpus.TEXTS else (corpus.xml_of, "xml")
        text = one_of(base, language, session, number, self.words[language], draw.below(3))
        if draw.below(4) == 0:
            text = re.sub("20(1[4567])(?=-|\\b)", lambda m: f"20{int(m[1]) - draw.below(2)}", text)
        if draw.below(10) == 0:
            text = draw.of(("Nothing of interest.\n", text[:200], "<akomaNtoso>" + text, ""))
        name = draw.of((f"A_RES_{session}_{number}-{language}.{end}", f"{draw.below(9)}-{language}.{end}"))
        return name, text

    def extract(self):
        rows = [corpus.facts_of(self.draw.of((70, 71)), 1 + self.draw.below(5), self.draw) for _ in range(1 + self.draw.below(4))]
        if self.draw.below(3) == 0:
            rows[0]["adoption_date"] = self.draw.of(("20 November 2014", "4 December 2015", "16 December 2014"))
        text = "".join(json.dumps(row) + "\n" for row in rows)
        return text if self.draw.below(6) else text + '{"symbol": 5}\n{"no": \n'

    def step(self):
        draw = self.draw
        files = sorted(path for path in self.top.rglob("*") if path.is_file())
        how = draw.below(12)
        if how < 5 or not files:
            for _ in range(1 + draw.below(6)):
                name, text = self.resolution()
                self.write(self.top / draw.of(("a", "a", "b/c", ".")) / name, text)
        elif how < 7:
            self.write(self.top / "data_extract" / f"{70 + draw.below(3)}.json", self.extract())
        elif how == 7:
            pack(self.top / draw.of(ARCHIVES), [self.resolution() for _ in range(1 + draw.below(5))] + [("70.json", self.extract())])
        elif how == 8:
            draw.of(files).unlink()
        elif how == 9:
            draw.of(files).rename(self.top / "a" / f"moved-{draw.below(9)}")
        elif how == 10:
            self.write(draw.of(files), "damaged")
        else:
            path = draw.of(files)
            path.write_bytes(path.read_bytes())
        for path in sorted(self.top.rglob("*")):
            if path.stat().st_mtime > self.clock:
                self.clock += 100
                os.utime(path, (self.clock, self.clock))

    def go(self, steps):
        for i in range(steps):
            for _ in range(1 + self.draw.below(2)):
                self.step()
            paths = self.draw.of(([self.top], [self.top], [self.top], [self.top / "a", self.top / "data_extract"], [self.top / "b"],
                                  [self.top / "a", self.top / "a" / "A_RES_70_1-E.txt"], [self.top / "first.tar.xz"]))
            rebuild = ["--rebuild"] if self.draw.below(9) == 0 else []
            self.run.index(self.name, *rebuild, "--jobs", str(1 + i % 3), *(str(path.relative_to(self.run.work)) for path in paths))
            table = sorted((self.run.work / self.name).glob("sources-*.tsv"))
            for path in table:
                text = path.read_text(encoding="utf-8").replace(str(self.run.work), "WORK")
                text = re.sub(r"(\.(?:xz|gz|zip)(?::[^\t]*)?)\t\d+", r"\1\tSIZE", text)
                self.run.note(f"{self.name}: {path.name}", text)
            self.run.run([["show", "--index", self.name, "--format", "jsonl", f"{70 + k % 2}/{1 + k // 2}"] for k in range(10)
                          if self.draw.below(5) == 0])
        self.run.run([["verify", "--index", self.name, "--full", "--format", "jsonl"], ["info", "--index", self.name]])


# Commands that meet faults, and how far apart the calls and allocations are that fail.
FAULTY = (["index", "--jobs", "1", "--index", "faulty", "faulty-new"], ["search", "--index", "faulty", "--lang", "en", "librar* water -schools"],
          ["search", "--index", "faulty", "--lang", "en", "--similar", "--facets", "verb,session", '"public libraries" part:operative'],
          ["search", "--index", "faulty", "--lang", "zh", '"多种语文" OR 图书馆'],
          ["show", "--index", "faulty", "--lang", "en", "91/1"], ["compare", "--index", "faulty", "--lang", "en", "91/1", "92/1"],
          ["trace", "--index", "faulty", "--lang", "en", "92/1#OP2"], ["cites", "--index", "faulty", "--lang", "en", "--by", "91/1"],
          ["verify", "--full", "--index", "faulty"], ["check", "--index", "faulty", "faulty-new/A_RES_92_1-E.txt"])
STEPS = {"EIO": 1, "ENOSPC": 1, "EINTR": 1, "short": 4, "malloc": 131}


def faults(run):
    """Each call of some commands fails once: what they say, what they leave."""
    if b"__asan_init" in pathlib.Path(run.program).read_bytes() or shutil.which("cc") is None:
        print("SKIPPED: failing calls: no compiler, or a program with sanitizers")
        run.want_no_more()
        return
    shim, count, saved = run.work / "shim.so", run.work / "count", run.work / "faulty-saved"
    subprocess.run(["cc", "-O1", "-D_GNU_SOURCE", "-shared", "-fPIC", "-o", shim, HERE.parents[1] / "tests/reliability/shim.c", "-ldl"], check=True)
    for folder, samples in (("faulty-old", ("91_1-C", "91_1-E")), ("faulty-new", ("92_1-E",))):
        (run.work / folder).mkdir()
        for sample in samples:
            shutil.copy(corpus.SAMPLES / "text" / f"A_RES_{sample}.txt", run.work / folder)
    run.output(["index", "--quiet", "--index", "faulty-saved", "faulty-old"])
    for path in run.work.glob("faulty-*/*"):
        os.utime(path, (10**9, 10**9))

    def again():
        shutil.rmtree(run.work / "faulty", ignore_errors=True)
        shutil.copytree(saved, run.work / "faulty")

    again()
    for command in FAULTY:
        for kind, step in STEPS.items():
            if kind in ("ENOSPC", "short") and command[0] != "index":
                continue
            run.output(command, LD_PRELOAD=str(shim), FAULT_KIND=kind, FAULT_COUNT=str(count))
            numbers = [int(number) for number in count.read_text(encoding="ascii").split()]
            lines = []
            if command[0] == "index":
                again()
            for at in range(1, numbers[1 if kind == "malloc" else 0] + 1, step):
                if command[0] == "index":
                    again()
                text = run.output(command, LD_PRELOAD=str(shim), FAULT_KIND=kind, FAULT_AT=str(at))
                left = sorted(path.name for path in (run.work / "faulty").rglob("*")) if command[0] == "index" else []
                lines.append(f"{text}{left}\n")
            # Threads and directories have no fixed order: what may come of an index is noted, not when.
            if command[0] == "index":
                lines = sorted({line for line in lines if "the temporary file" not in line})
            run.note(f"{kind} in {shlex.join(command)}", "".join(lines))
        if command[0] == "index":
            again()
            run.output(command)


def without_stdin(run):
    """Where the standard input is closed, the first file that is opened has its number."""
    for command in (["index", "--index", "closed", str(corpus.SAMPLES)], ["index", "--index", "closed", "--memory", "16M", "texts-many"],
                    ["search", "--index", "closed", "--lang", "en", "water women"], ["show", "--index", "closed", "92/1"],
                    ["similar", "--index", "closed", "--lang", "en", "92/2#OP2"], ["trace", "--index", "closed", "--lang", "en", "92/2"],
                    ["check", "--index", "closed", str(corpus.SAMPLES / "text/A_RES_92_1-E.txt")], ["cites", "--index", "closed", "--by", "91/1"],
                    ["verify", "--full", "--index", "closed"], ["info", "--index", "closed"]):
        name = shlex.join(command).replace(str(corpus.SAMPLES), "SAMPLES")
        program, run.program = run.program, "/bin/sh"
        run.note(f"without stdin: {name}", run.output(["-c", '"$0" "$@" <&-', program, *command]).replace(str(corpus.SAMPLES), "SAMPLES"))
        run.program = program


def sealed(manifest):
    """A manifest as clausula writes it: its first line is the hash of the rest."""
    text = json.dumps(manifest, indent=1, ensure_ascii=False)
    return '{\n "seal": "' + hashlib.sha256(text.encode()).hexdigest() + '",' + text[1:]


ODD = (None, "", "a/b", ".hidden", "../en-1.segment", "x" * 63, "x" * 64, "x" * 300, 0, 1, -1, 2, 7, 2**40, 2**63 - 1, "en", "es", "xx", "eng", "english",
       "0123456789abcdef", "0123456789abcdeg", "0123456789abcde", {}, [], [[]], [{}])


def damages(run):
    """Manifests that say something else under a right seal, segments that are cut, and a list of sources with odd rows."""
    run.output(["index", "--quiet", "--index", "sound", str(corpus.SAMPLES / "text/A_RES_91_1-E.txt")])
    whole = (run.work / "sound/manifest.json").read_text(encoding="utf-8")
    manifest = json.loads(whole)
    del manifest["seal"]
    commands = (["search", "--index", "bad", "--lang", "en", "--count", "libraries"], ["verify", "--index", "bad"],
                ["index", "--index", "bad", str(corpus.SAMPLES / "text/A_RES_91_1-E.txt")])

    def look(name, change, most=2):
        shutil.rmtree(run.work / "bad", ignore_errors=True)
        shutil.copytree(run.work / "sound", run.work / "bad")
        change(run.work / "bad")
        run.note(f"damage: {name}", "".join(run.output(command) for command in commands[:most]))

    def write(text):
        return lambda index: (index / "manifest.json").write_text(text, encoding="utf-8")

    def changed(path, value):
        copy = json.loads(json.dumps(manifest))
        row = copy
        for key in path[:-1]:
            row = row[key]
        if value is None:
            del row[path[-1]]
        else:
            row[path[-1]] = value
        return sealed(copy)

    paths = [(key,) for key in manifest] + [("sources", key) for key in manifest["sources"]] + \
        [("segments", 0, key) for key in manifest["segments"][0]]
    for number, path in enumerate(paths):
        for value in ODD if path[-1] in ("file", "header", "language") else ODD[number % 4::4]:
            look(f"{path} {str(value)[:20]}", write(changed(path, value)), 3 if path[-1] in ("format", "analysis", "generation") else 2)
    for count in (0, 2, 63, 64, 65, 448, 449):
        look(f"{count} segments", write(changed(("segments",), manifest["segments"] * count)))
    for number, text in enumerate(("", "{", "[]", "{}", '"x"', whole[:-1], whole[:100], whole + " ", whole.replace("works", "work"), whole[:20] + "g" + whole[21:], "\0",
                                   "x" * (4 * 1024 * 1024), "x" * (4 * 1024 * 1024 + 1))):
        look(f"manifest {number}", write(text), 3)
    segment = (run.work / "sound/en-1.segment").read_bytes()
    for size in (0, 1, 15, 16, 23, 24, 25, 100, 391, 392, 393, 399, 400, 407, 408, 416, 4095, 4096, 4097, len(segment) - 1):
        look(f"cut at {size - len(segment) if size > 5000 else size}", lambda index: os.truncate(index / "en-1.segment", size))
    for at in [*range(0, 32, 5), *range(376, 424, 5), *range(424, 9000, 900)]:
        flipped = segment[:at] + bytes([segment[at] ^ 0x10]) + segment[at + 1:]
        look(f"byte {at}", lambda index: (index / "en-1.segment").write_bytes(flipped))
    look("longer", lambda index: (index / "en-1.segment").write_bytes(segment + b"x"))
    table = (run.work / "sound/sources-1.tsv").read_text(encoding="utf-8")
    for number, text in enumerate(("", "x\n", table[:-1], table * 2, table + "a\tb\n", table + "\t" * 7 + "\n", table.replace("kept", "left"),
                                   table.replace("\ten\t", "\txx\t"), table.replace("\t", " "), table + "\n")):
        digest = hashlib.sha256(text.encode()).hexdigest()
        look(f"sources {number}", lambda index: (write(changed(("sources", "sha256"), digest))(index),
                                                 (index / "sources-1.tsv").write_text(text, encoding="utf-8")), 3)


def everything_of(run):
    build(run)
    for seed in range(1, 5):
        History(run, seed).go(14)
    everything = {language: Words(run.work / "sources", language) for language in CODES}
    run.run(wide(Words(run.work / "texts-many", ""), "many"))
    run.run(limits("whole"))
    run.run(special("special"))
    again = sorted((run.work / "again" / "text").iterdir())
    drafts = {language: [path.relative_to(run.work) for path in again if path.stem.endswith(language)] for language in CODES}
    run.run(searches(everything, 700, "whole", 5))
    run.run(searches(everything, 300, "stepped", 6))
    run.run(garbage(everything, 150, "whole"))
    run.run(others(everything, "whole", drafts, 7, 30))
    run.run(others(everything, "stepped", drafts, 8, 10))
    run.run(analyses(everything))
    without_stdin(run)
    damages(run)
    faults(run)


def outputs(program, wanted=None):
    work = pathlib.Path(tempfile.mkdtemp())
    run = Runner(pathlib.Path(program).resolve(), work, wanted)
    try:
        everything_of(run)
    except Enough:
        pass
    finally:
        shutil.rmtree(work)
    return run


def against(one, other):
    for name, text in one.outputs.items():
        old = other.outputs.get(name)
        if old is not None and old != text:
            print(f"== {name}")
            if isinstance(text, str):
                sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), text.splitlines(True), "old", "new"))


def main():
    if len(sys.argv) == 4 and sys.argv[2] == "--against":
        against(outputs(sys.argv[1]), outputs(sys.argv[3]))
        return 0
    if sys.argv[2:] == ["--renew"]:
        EXPECTED.write_text("".join(line + "\n" for line in outputs(sys.argv[1]).digests), encoding="utf-8")
        return 0
    wanted = EXPECTED.read_text(encoding="utf-8").rstrip("\n").split("\n")
    run = outputs(sys.argv[1], wanted)
    for name in run.different:
        print(f"not the expected output: {name}")
    if run.different:
        print(f"{len(run.different)} or more of {len(wanted)} outputs differ; tests/broad/broad.py tells how to see them")
    elif len(run.digests) != len(run.wanted):
        print(f"{len(run.digests)} outputs, wanted {len(run.wanted)}")
    return 1 if run.different or len(run.digests) != len(run.wanted) else 0


if __name__ == "__main__":
    sys.exit(main())
