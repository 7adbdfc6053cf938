#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Seeded faults: what the tests notice when a line of the program is wrong.

Usage: mutants.py DIRECTORY [COUNT]

In DIRECTORY, a copy of the sources, COUNT lines (10) are changed, one at a time: another comparison, && for ||, no
+ 1, a condition that is always or never true, a break left out. Each time the program is built and the unit tests
run, the command-line tests among them, until one fails. SEED chooses the lines, FOLDERS="corpus store" where they
are. Prints each change and what noticed it; the unnoticed again at the end.
"""

import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ("base", "corpus", "stemmers", "store", "indexer", "searcher")
TIMEOUT = 240  # seconds after which a test that never ends counts as one that failed

CHANGES = (
    ("another comparison", r" <= ", " < "), ("another comparison", r" >= ", " > "),
    ("another comparison", r" < ", " <= "), ("another comparison", r" > ", " >= "),
    ("equal for unequal", r" == ", " != "), ("unequal for equal", r" != ", " == "),
    ("and for or", r" \|\| ", " && "), ("or for and", r" && ", " || "),
    ("no more + 1", r" \+ 1\b", ""), ("no more - 1", r" - 1\b", ""),
    ("minus for plus", r" \+ ", " - "), ("plus for minus", r"(?<=[\w)\]]) - ", " + "),
    ("true for false", r"\bfalse\b", "true"), ("false for true", r"\btrue\b", "false"),
    ("not turned round", r"\(!(?=\w)", "("), ("always", r"\bif \(.*\)$", "if (1)"), ("never", r"\bif \(.*\)$", "if (0)"),
    ("one too many", r"\+\+;", " += 2;"), ("no break", r"^\t+break;$", ";"), ("no continue", r"^\t+continue;$", ";"),
)


def candidates(directory):
    """All changes of all lines of code: file, number of the line, what is changed, the new line."""
    folders = os.environ.get("FOLDERS", " ".join(FOLDERS)).split()
    for path in sorted(path for folder in folders for path in (directory / folder).glob("*.c")):
        if path.name.endswith("_tables.c"):
            continue
        comment = False
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")):
            begins = line.strip().startswith("/*")
            comment = comment or begins
            if not comment and line.startswith("\t") and '"' not in line:
                for name, pattern, new in CHANGES:
                    for match in re.finditer(pattern, line):
                        yield path, number, name, line[:match.start()] + new + line[match.end():]
            if comment and "*/" in line:
                comment = False


def copy(directory):
    """Brings the copy to the state of the sources; what is equal keeps its time, so that little is built anew."""
    for folder, folders, names in os.walk(TOP):
        folders[:] = [name for name in folders if name not in ("build", ".git", "__pycache__")]
        target = directory / pathlib.Path(folder).relative_to(TOP)
        target.mkdir(parents=True, exist_ok=True)
        for name in names:
            source = pathlib.Path(folder, name)
            if not (target / name).exists() or (target / name).read_bytes() != source.read_bytes():
                shutil.copy(source, target / name)


def run(directory, *command):
    try:
        done = subprocess.run(["nice", *command], cwd=directory, capture_output=True, timeout=TIMEOUT, check=False, stdin=subprocess.DEVNULL,
                              env=dict(os.environ, CLAUSULA="build/clausula"))
    except subprocess.TimeoutExpired:
        return False, "no end"
    return done.returncode == 0, (done.stdout + done.stderr).decode("utf-8", "replace")


def build(directory):
    return run(directory, "make", "-j2", "-s", "build/clausula", "build/tests-all")


def noticed(directory):
    """Which tests failed first; None: none did."""
    good, what = run(directory, "build/tests-all", "-j2", "--fail-fast")
    if good:
        return None
    names = re.findall(r"\[(?:FAIL|CRASH)\w*\] (\S+?):", re.sub(r"\x1b\[[0-9;]*m", "", what))
    return ", ".join(sorted(set(names))[:3]) or what.strip().splitlines()[-1][:100]


def main():
    if len(sys.argv) not in (2, 3):
        print("usage: mutants.py DIRECTORY [COUNT]", file=sys.stderr)
        return 2
    directory, count = pathlib.Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 10
    copy(directory)
    good, what = build(directory)
    first = noticed(directory) if good else None
    if not good or first is not None:
        print(f"the tests fail without a change: {first or what[-500:]}", file=sys.stderr)
        return 2
    chosen = random.Random(int(os.environ.get("SEED", "1"))).sample(list(candidates(directory)), count)
    unnoticed, tried = [], 0
    for path, number, name, line in chosen:
        whole = path.read_text(encoding="utf-8")
        lines = whole.split("\n")
        start, old = time.monotonic(), lines[number]
        lines[number] = line
        path.write_text("\n".join(lines), encoding="utf-8")
        try:
            good, _ = build(directory)
            by = noticed(directory) if good else "the compiler"
        finally:
            path.write_text(whole, encoding="utf-8")
        what = f"{path.relative_to(directory)}:{number + 1}: {name}: {old.strip()}  ->  {line.strip()}"
        print(f"{what}\n    {by or 'UNNOTICED'} ({time.monotonic() - start:.0f} s)", flush=True)
        if by == "the compiler":
            continue
        tried += 1
        if by is None:
            unnoticed.append(what)
    print(f"{tried - len(unnoticed)} of {tried} noticed")
    for what in unnoticed:
        print(f"  unnoticed: {what}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
