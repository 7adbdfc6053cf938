#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Sums gcov's counts up by folder, and for each file that the fuzz targets are made for.

Usage: coverage.py BUILD
"""

import collections
import fnmatch
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile

FOLDERS = ("base", "xapian-c", "corpus", "stemmers", "store", "indexer", "searcher", "cli")

# What reads bytes from outside: texts, XML, archives, queries, records.
FUZZED = ("corpus/reader.c", "corpus/text_*.c", "corpus/akn_*.c", "indexer/source.c", "indexer/archive_*.c",
          "searcher/query.c", "base/record.c", "store/resolution_record.c")


def measure(build):
    """For each source file, the counts of its lines and of its branches."""
    files = collections.defaultdict(lambda: ({}, {}))
    notes = [path for folder in FOLDERS for path in sorted((build / folder).glob("*.c.gcno"))]
    with tempfile.TemporaryDirectory() as scratch:
        for note in notes:
            subprocess.run(["gcov", "--json-format", "--branch-probabilities", "--object-file", str(note.resolve()),
                            str(note.resolve())], cwd=scratch, capture_output=True, check=True)
            for path in pathlib.Path(scratch).glob("*.gz"):
                for file in json.loads(gzip.decompress(path.read_bytes()))["files"]:
                    lines, branches = files[file["file"]]
                    for line in file["lines"]:
                        number = line["line_number"]
                        lines[number] = lines.get(number, 0) + line["count"]
                        for place, branch in enumerate(line["branches"]):
                            key = (number, place)
                            branches[key] = branches.get(key, 0) + branch["count"]
                path.unlink()
    return {name: counts for name, counts in files.items() if name.split("/")[0] in FOLDERS and name.endswith(".c")}


def share(counts):
    run = sum(1 for count in counts if count > 0)
    return f"{run} of {len(counts)}, {100 * run / max(len(counts), 1):.1f} %"


def main():
    if len(sys.argv) != 2:
        print("usage: coverage.py BUILD", file=sys.stderr)
        return 2
    files = measure(pathlib.Path(sys.argv[1]))
    print("| folder | lines | branches |\n|---|---|---|")
    for folder in FOLDERS + ("",):
        chosen = [counts for name, counts in files.items() if name.startswith(folder)]
        lines = [count for counts in chosen for count in counts[0].values()]
        branches = [count for counts in chosen for count in counts[1].values()]
        if chosen:
            print(f"| {folder or 'all'} | {share(lines)} | {share(branches)} |")
    print("\n| fuzzed file | lines | branches |\n|---|---|---|")
    fuzzed = sorted(name for name in files if any(fnmatch.fnmatch(name, pattern) for pattern in FUZZED))
    for name in fuzzed:
        print(f"| {name} | {share(files[name][0].values())} | {share(files[name][1].values())} |")
    for what, place in ("lines", 0), ("branches", 1):
        print(f"All of these, {what}: {share([count for name in fuzzed for count in files[name][place].values()])}")
    worst = sorted(files, key=lambda name: sum(count == 0 for count in files[name][0].values()), reverse=True)
    print("\nMost lines that are not run:")
    for name in worst[:15]:
        print(f"  {name}: {share(files[name][0].values())}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
