#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Seeded faults: what the tests notice when a line of the program is wrong.

Usage: mutants.py DIRECTORY [COUNT]

In DIRECTORY, a copy of the sources, COUNT lines (10) are changed, one at a time: another comparison, && for ||, no
+ 1, a condition that is always or never true, a break left out. Each time the program is built and tested until
something fails: what the readers make of files (tests/readers/, with the real resolutions where they are unpacked),
the broad tests, the unit tests of the folder, the random queries against a naive reading, all other tests (those of the
command line among them; not the man pages and the completion of shells); and with sanitizers the saved inputs of the
fuzz targets, the readers and the tests of the folder again. SEED chooses the lines, FOLDERS="corpus store" where they are;
ONLY="corpus/symbol.c:120 base/map.c:7" looks at the changes of the sample that are on these lines again. Prints each
change and what noticed it; the unnoticed again at the end.
"""

import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
REAL_CORPUS = TOP / "build" / "corpus"  # make unpacks it
FOLDERS = ("base", "corpus", "stemmers", "store", "indexer", "searcher", "cli")
FUZZ_TARGETS = ("text", "akn", "archive", "query", "record")
TIMEOUT = 300  # seconds after which a test that never ends counts as one that failed
COMPILER = "the compiler"

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
                code = line.split("/*")[0].rstrip()
                for name, pattern, new in CHANGES:
                    for match in re.finditer(pattern, code):
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


def run(directory, *command, timeout=TIMEOUT):
    """Whether it ends well, and all that it says."""
    environment = dict(os.environ, CLAUSULA=f"{'build/sanitized' if 'build/sanitized' in command[0] else 'build'}/clausula",
                       ASAN_OPTIONS="new_delete_type_mismatch=0:abort_on_error=1", FIRST="1")
    if (REAL_CORPUS / "unpacked").exists():
        environment["CLAUSULA_CORPUS"] = str(REAL_CORPUS)
    with subprocess.Popen(["nice", *command], cwd=directory, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True) as process:
        try:
            what, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)  # the tests run in processes of their own
            return False, "no end"
    return process.returncode == 0, what.decode("utf-8", "replace")


def build(directory, sanitized=False, programs=None):
    top = "build/sanitized" if sanitized else "build"
    flags = ["SAN=address,undefined", "OPT=-O1"] if sanitized else []
    if programs is None:
        programs = ["clausula", "tests-all", "readers",
                    *(f"fuzz-runner-{target}" for target in FUZZ_TARGETS if sanitized), *([] if sanitized else ["oracle"])]
    return run(directory, "make", "-j2", "-s", f"BUILD={top}", *flags, *(f"{top}/{name}" for name in programs))


def suites(directory, folder):
    """The suites of the tests of a folder; what is stored is tested by those who use it."""
    names = set()
    for path in (directory / "tests" / "unit" / folder).glob("test_*.c"):
        names.update(re.findall(r"^Test\((\w+),", path.read_text(encoding="utf-8"), re.M))
    return names | suites(directory, "indexer") if folder == "store" else names


def readers_steps():
    """What the readers make of files: the quickest test of what is read."""
    yield "tests/readers/readers.sh", "build/readers"
    if (REAL_CORPUS / "unpacked").exists():
        yield "tests/readers/readers.sh", "build/readers", str(REAL_CORPUS)


def broad_steps():
    """What thousands of commands print: quick where it fails."""
    yield "python3", "-B", "tests/broad/broad.py", "build/clausula"


def plain_steps(directory, folder):
    first = "|".join(sorted(suites(directory, folder)))
    yield "build/tests-all", "-j2", "--fail-fast", "--filter", f"@({first})/*"
    yield "sh", "-c", ("rm -rf build/oracle-index && build/clausula index --quiet --index build/oracle-index samples && "
                       "build/oracle build/oracle-index all 100")
    yield "build/tests-all", "-j2", "--fail-fast", "--filter", f"!(man|completion|broad|{first})/*"


def sanitized_steps(directory, folder):
    for target in FUZZ_TARGETS:
        yield f"build/sanitized/fuzz-runner-{target}", "10", f"tests/fuzz/seeds/{target}"
    yield "tests/readers/readers.sh", "build/sanitized/readers"
    first = "|".join(sorted(suites(directory, folder) - {"broad"}))  # which takes ten minutes there
    yield "build/sanitized/tests-all", "-j2", "--fail-fast", "--filter", f"@({first})/*"


def failure(directory, steps):
    """What failed first; None: nothing did."""
    for step in steps:
        good, what = run(directory, *step)
        if not good:
            names = re.findall(r"\[(?:FAIL|CRASH)\w*\] (\S+?):", re.sub(r"\x1b\[[0-9;]*m", "", what))
            last = what.strip().splitlines()[-1:] or ["no message"]
            return ", ".join(sorted(set(names))[:3]) or last[0][:100]
    return None


def noticed(directory, folder):
    """What notices the change that was made in this folder; None: nothing does."""
    if not build(directory, programs=["readers"])[0]:
        return COMPILER
    by = failure(directory, readers_steps()) if folder in ("base", "corpus") else None
    if by is None:
        build(directory, programs=["clausula"])
        by = failure(directory, broad_steps())
    if by is None:
        build(directory)
        by = failure(directory, plain_steps(directory, folder))
    if by is None:
        build(directory, sanitized=True)
        by = failure(directory, sanitized_steps(directory, folder))
        by = by and f"sanitizers: {by}"
    return by


def main():
    if len(sys.argv) not in (2, 3):
        print("usage: mutants.py DIRECTORY [COUNT]", file=sys.stderr)
        return 2
    directory, count = pathlib.Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 10
    copy(directory)
    good = build(directory)[0] and build(directory, sanitized=True)[0]
    first = failure(directory, [*readers_steps(), *broad_steps(), *plain_steps(directory, "base"), *sanitized_steps(directory, "base")])
    if not good or first is not None:
        print(f"the tests fail without a change: {first or 'it does not build'}", file=sys.stderr)
        return 2
    chosen = random.Random(int(os.environ.get("SEED", "1"))).sample(list(candidates(directory)), count)
    only = os.environ.get("ONLY", "").split()
    unnoticed, tried = [], 0
    for path, number, name, line in chosen:
        place = f"{path.relative_to(directory)}:{number + 1}"
        if only and place not in only:
            continue
        whole = path.read_text(encoding="utf-8")
        lines = whole.split("\n")
        start, old = time.monotonic(), lines[number]
        lines[number] = line
        path.write_text("\n".join(lines), encoding="utf-8")
        try:
            by = noticed(directory, path.parent.name)
        finally:
            path.write_text(whole, encoding="utf-8")
        what = f"{place}: {name}: {old.strip()}  ->  {line.strip()}"
        print(f"{what}\n    {by or 'UNNOTICED'} ({time.monotonic() - start:.0f} s)", flush=True)
        if by == COMPILER:
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
