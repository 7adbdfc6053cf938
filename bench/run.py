#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures clausula and its peers on the same clauses and queries, in one run, by turns; prints tables.

Usage: bench/run.py CORPUS RESULTS
CORPUS: a folder with akn4un-*.tar.xz, or any folder of resolutions. BENCH_QUICK=1: fewer repetitions,
queries and copies, in less than two minutes. Times are medians; all engines take their turn in every
round, so that what else the machine does falls on all of them.
"""
import glob
import os
import shutil
import statistics
import subprocess
import sys
import typing

import corpus
import engines
import queries

BUILD = engines.BUILD
QUICK = bool(os.environ.get("BENCH_QUICK"))
ROUNDS = 3 if QUICK else int(os.environ.get("BENCH_ROUNDS", "7"))
QUERIES = 5 if QUICK else 20
COPIES = (1, 3) if QUICK else (1, 3, 10)
WORK = f"{BUILD}/bench/data"
LANGUAGES = ("es", "en", "fr", "ru", "ar")  # words of the queries on all languages


class Run(typing.NamedTuple):
    seconds: float
    cpu: float
    megabytes: float


def measure(command, given="/dev/null", output="/dev/null", good=(0,)):
    """The command as a whole process."""
    done = subprocess.run([f"{BUILD}/bench/measure", given, output, *command], check=True, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    line = done.stdout.split()
    if int(line[3]) not in good:
        sys.exit(f"bench: failed with {line[3]}: {' '.join(command)}\n{done.stderr}")
    return Run(int(line[0]) / 1e6, int(line[1]) / 1e6, int(line[2]) * 1024 / 1e6)


def say(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def median(values):
    return statistics.median(values) if values else None


def at(values, part):
    """The value that this part of them does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


# ---- The report ----

class Report:
    def __init__(self):
        self.text = ""

    def add(self, text=""):
        self.text += text + "\n"

    def table(self, head, rows):
        self.add("| " + " | ".join(head) + " |")
        self.add("|---" * len(head) + "|")
        for row in rows:
            self.add("| " + " | ".join(row) + " |")
        self.add()


def number(value, unit=""):
    if value is None:
        return "–"
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:.{digits}f}{unit}"


def ratio(ours, theirs):
    return "–" if not ours or not theirs else f"{ours / theirs:.2f}"


def machine():
    model = "unknown processor"
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (f"Machine: {model}, {os.cpu_count()} cores, {memory:.0f} GiB; load average when it started "
            f"{os.getloadavg()[0]:.1f}.")


# ---- What is measured ----

class Corpus:
    """The same clauses as texts for clausula and as lines for the others."""

    def __init__(self, name, sources, language):
        self.name, self.sources, self.language = name, sources, language
        self.clauses = f"{WORK}/{name}.clauses"
        self.runs, self.engines = {}, {}

    def extract(self, index):
        with open(self.clauses, "wb") as out:
            subprocess.run([f"{BUILD}/bench/clauses", index], check=True, stdout=out)
        with open(self.clauses, "rb") as lines:
            counts = [len(line.rstrip(b"\n").split(b"\t", 6)[6]) for line in lines]
        self.count, self.bytes = len(counts), sum(counts)

    def index(self, kinds, rounds):
        """Index time of all engines, by turns. clausula comes first: the others get its clauses."""
        turns = {kind.name: kind(WORK, self.name, self.language) for kind in kinds}
        slow = ("Xapian Omega", "Groonga") if QUICK else ()
        self.engines.update(turns)
        for turn in range(rounds):
            for name, engine in turns.items():
                if turn > 0 and name in slow:
                    continue
                say(f"{self.name}: index, {name}, {turn + 1} of {rounds}")
                engine.prepare()
                if engine.reads == "texts":
                    run = measure(engine.index(self.sources), good=engine.found)
                    if not hasattr(self, "count"):
                        self.extract(engine.path)
                else:
                    convert = getattr(engine, "convert", lambda path: path)
                    run = measure(engine.index(None), convert(self.clauses))
                self.runs.setdefault(name, []).append(run)

    def searchers(self):
        return {name: engine for name, engine in self.engines.items() if engine.searches}

    def seconds(self, name):
        return median([run.seconds for run in self.runs[name]]) if name in self.runs else None

    def cpu(self, name):
        return median([run.cpu for run in self.runs[name]]) if name in self.runs else None

    def megabytes(self, name):
        return max(run.megabytes for run in self.runs[name]) if name in self.runs else None

    def size(self, name):
        return self.engines[name].size() if name in self.engines else None


def whole_process(place, asked, rounds):
    """Seconds of each search as a whole process: {engine: {kind: [seconds]}}."""
    out = {name: {} for name in place.searchers()}
    for turn in range(rounds):
        say(f"{place.name}: searches as whole processes, {turn + 1} of {rounds}")
        for query in asked:
            for name, engine in place.searchers().items():
                command = engine.ask(query)
                # Half a second goes into starting Java: one of each kind tells that.
                if command and (name != "Lucene 8" or query.kind not in out[name]):
                    run = measure(command, good=engine.found)
                    out[name].setdefault(query.kind, []).append(run.seconds)
    return out


def warm(place, asked, rounds):
    """Microseconds of each search in a process that runs: {engine: {kind: [microseconds]}}."""
    out = {name: {} for name in place.searchers()}
    given, output = f"{WORK}/questions", f"{WORK}/answers"
    for turn in range(rounds):
        for name, engine in place.searchers().items():
            command = engine.warm()
            if command is None:
                continue
            lines = [(query.kind, engine.line(query)) for query in asked]
            lines = [(kind, line) for kind, line in lines if line]
            say(f"{place.name}: warm, {name}, {turn + 1} of {rounds}")
            with open(given, "w", encoding="utf-8") as file:
                for _, line in lines:
                    file.write((line + "\n") * engine.asked)
            measure(command, given, output)
            with open(output, encoding="utf-8") as file:
                for kind, took in engine.times(file, [kind for kind, _ in lines]):
                    out[name].setdefault(kind, []).append(took)
    return out


def update(place, rounds):
    """Seconds for one changed resolution, as a whole process."""
    texts = sorted(glob.glob(f"{place.sources[0]}/*.txt"))
    path = texts[len(texts) // 2]
    symbol = os.path.basename(path).removesuffix("-S.txt").replace("_", "/")
    changed = f"{WORK}/changed.clauses"
    with open(place.clauses, encoding="utf-8") as lines, open(changed, "w", encoding="utf-8") as out:
        out.writelines(line for line in lines if line.split("\t", 2)[1] == symbol)
    times = {}
    for turn in range(rounds):
        with open(path, "a", encoding="utf-8") as text:
            text.write(f"\n{1000 + turn}. Decide examinar la cuestión número {turn}.\n")
        for name, engine in place.searchers().items():
            command = engine.update(symbol)
            if command is None:
                continue
            if engine.reads == "texts":
                times.setdefault(name, []).append(measure([*command, path]).seconds)
                with open(path, "a", encoding="utf-8") as text:
                    text.write(f"\n{2000 + turn}. Decide examinar la cuestión número {turn}.\n")
                times.setdefault(name + ", whole folder named", []).append(
                    measure([*command, *place.sources]).seconds)
            else:
                times.setdefault(name, []).append(measure(command, changed).seconds)
    return {name: median(values) for name, values in times.items()}


# ---- The tables ----

def index_table(report, place, names):
    ours = place.seconds("clausula")
    report.table(
        ("", "seconds", "of the processor", "clausula : it", "peak memory, MB", "size, MB", "times the text"),
        [(name, number(place.seconds(name)), number(place.cpu(name)), ratio(ours, place.seconds(name)),
          number(place.megabytes(name)), number(place.size(name) / 1e6), number(place.size(name) / place.bytes))
         for name in names])


def kinds_of(times):
    return [kind for kind in queries.KINDS if kind in times["clausula"]]


def whole_table(report, times):
    others = [name for name in times if name != "clausula" and times[name]]
    rows = []
    for kind in kinds_of(times):
        ours = median(times["clausula"][kind]) * 1e3
        rows.append([kind, number(ours)] + [number(median(times[name][kind]) * 1e3) if kind in times[name] else "–"
                                            for name in others])
        theirs = median(times["SQLite FTS5"].get(kind, [])) if "SQLite FTS5" in times else None
        rows[-1].append(ratio(ours, theirs * 1e3 if theirs else None))
    report.table(["milliseconds", "clausula", *others, "clausula : FTS5"], rows)
    every = [took for kind in times["clausula"].values() for took in kind]
    report.add(f"clausula, median over all: {number(median(every) * 1e3)} ms.\n")


def warm_table(report, times):
    others = [name for name in times if times[name]]
    rows = [[kind] + [" / ".join(number(at(times[name][kind], part) / 1e3) for part in (0.5, 0.95, 0.99))
                      if kind in times[name] else "–" for name in others] for kind in kinds_of(times)]
    report.table(["p50 / p95 / p99, ms", *others], rows)


def growth_table(report, places, latencies, names):
    rows = []
    for copies, place in places.items():
        rows.append([str(copies), f"{place.count:,}", number(place.bytes / 1e6)])
        for name in names:
            figures = (place.seconds(name), place.cpu(name), place.size(name) / 1e6, place.megabytes(name))
            rows[-1].append(" / ".join(number(figure) for figure in figures))
        rows[-1].append(number(latencies[copies] / 1e3))
    report.table(["copies", "clauses", "text, MB",
                  *[f"{name}: index s / of the processor / MB / memory MB" for name in names],
                  "clausula: warm p50, ms"], rows)
    first, last = places[COPIES[0]], places[COPIES[-1]]
    report.add(f"{COPIES[-1]} times the clauses take clausula "
               f"{number(last.seconds('clausula') / first.seconds('clausula'))} times the time to index "
               f"({number(last.cpu('clausula') / first.cpu('clausula'))} of the processor's), "
               f"{number(last.megabytes('clausula') / first.megabytes('clausula'))} times the memory and "
               f"{number(latencies[COPIES[-1]] / latencies[1])} times the warm median.\n")


def main():
    folder, results = sys.argv[1:3]
    os.environ["LC_ALL"] = "C.UTF-8"
    kinds = [kind for kind in engines.ENGINES if not kind.missing()]
    report = Report()
    report.add("Printed by `make bench`" + (" with BENCH_QUICK=1" if QUICK else "") + f". {machine()}")
    report.add(f"Medians of {ROUNDS} rounds in which all take their turn (growth: {min(ROUNDS, 3)}); {QUERIES} queries of a kind.")
    for kind in engines.ENGINES:
        if kind.missing():
            report.add(f"Left out: {kind.name} (not installed: {kind.missing()}).")
    report.add()
    shutil.rmtree(WORK, ignore_errors=True)
    os.makedirs(WORK)

    archives = sorted(glob.glob(f"{folder}/akn4un-*.tar.xz"))
    archives = archives[-1:] if QUICK else archives
    every = Corpus("all", archives or [folder], "all")
    every.index([engines.Clausula], 1 if QUICK else ROUNDS)
    every.index([kind for kind in kinds if kind is engines.Fts5 or kind is engines.Lucene and not QUICK], 1)
    spanish = f"{WORK}/spanish.clauses"
    with open(spanish, "wb") as out:
        subprocess.run([f"{BUILD}/bench/clauses", f"{WORK}/all.clausula", "es"], check=True, stdout=out)
    resolutions = corpus.read(spanish)
    places = {}
    for copies in COPIES:
        say(f"{copies} times the Spanish texts")
        texts = f"{WORK}/texts-{copies}"
        corpus.write(resolutions, texts, copies)
        places[copies] = Corpus(f"es{copies}", [texts], "es")
    del resolutions
    fast = [kind for kind in kinds if kind in (engines.Clausula, engines.Fts5, engines.Lucene)]
    for copies, place in places.items():
        if copies == 1:
            place.index([engines.Clausula, engines.ClausulaOneThread, *kinds[1:]], ROUNDS)
        else:
            place.index(fast, 1 if QUICK else min(ROUNDS, 3))
    one = places[1]
    asked = queries.Drawer(one.clauses, ("es",)).queries(QUERIES)
    asked_all = queries.Drawer(every.clauses, LANGUAGES).queries(QUERIES)

    report.add("## Index\n")
    report.add(f"Spanish, {one.count:,} clauses, {one.bytes / 1e6:.1f} MB, the same for all. clausula reads them as "
               f"files of text and makes them into clauses, on {os.cpu_count()} cores; the others get the clauses "
               "ready, on one.\n")
    index_table(report, one, list(one.runs))
    report.add(f"All languages, {every.count:,} clauses, {every.bytes / 1e6:.1f} MB; clausula reads the XML archives, "
               "the others the clauses (one round).\n")
    index_table(report, every, list(every.runs))

    report.add("## A search as a whole process\n")
    report.add(f"All languages, {every.count:,} clauses; the first ten with snippets.\n")
    whole_table(report, whole_process(every, asked_all[::1 if QUICK else 2], ROUNDS))
    report.add(f"Spanish, {one.count:,} clauses.\n")
    whole_table(report, whole_process(one, asked[::1 if QUICK else 4], ROUNDS))

    report.add("## A search in a process that runs\n")
    report.add("Spanish; the first ten with snippets, all matches counted by clausula alone.\n")
    warm_one = warm(one, asked, ROUNDS)
    warm_table(report, warm_one)
    report.add("All languages.\n")
    warm_table(report, warm(every, asked_all, ROUNDS))

    report.add("## Growth\n")
    report.add("Spanish; from the second copy on an eighth of the words of each wording are others.\n")
    medians = {1: median([took for kind in warm_one["clausula"].values() for took in kind])}
    for copies, place in places.items():
        if copies > 1:
            times = warm(place, asked, 3)
            medians[copies] = median([took for kind in times["clausula"].values() for took in kind])
            report.add(f"{copies} times the clauses, warm:\n")
            warm_table(report, times)
    growth_table(report, places, medians, [kind.name for kind in fast])

    report.add("## Update of one resolution\n")
    times = update(one, ROUNDS)
    report.table(("", "milliseconds"), [(name, number(took * 1e3)) for name, took in times.items()])
    with open(results, "w", encoding="utf-8") as out:
        out.write(report.text)
    print(report.text)


if __name__ == "__main__":
    main()
