#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs the fuzz targets, one after the other.

Usage: fuzz.py BUILD [TARGET…]

Each target gets RUNS inputs (from the environment), or as many as there is time for in SECONDS (60), in three stages
(STAGES): tiny inputs, which are quick and meet most branches; short ones; and long ones. What brings coverage is kept
in BUILD/fuzz-corpus and used the next time, by either fuzzer; a longer stage also begins with what the shorter ones
kept. Prints inputs, seconds and findings; exit code 1 when there is a finding, which is then saved beside the programs.
FUZZER=afl: by AFL++ instead of libFuzzer. SEED: other inputs.
"""

import os
import pathlib
import re
import subprocess
import sys
import time

import afl

HERE = pathlib.Path(__file__).resolve().parent
SHORT = {"text": 512, "akn": 256, "archive": 2048, "query": 512, "record": 1024}  # bytes of an input
TINY, LONG = 96, 65536
STAGES = {"tiny": (0.9, 0.3), "short": (0.099, 0.6), "long": (0.001, 0.1)}  # share of the inputs, or of the time
SAMPLES = {"text": ["samples/text"], "akn": ["samples/akn4un"]}  # seeds, besides those of the target
# Where memory was taken is not written down for each piece: a finding is run again for that.
FAST = "malloc_context_size=0:quarantine_size_mb=4"


def libfuzzer(build, target, corpora, seeds, longest, runs, seconds):
    """One run of libFuzzer, which keeps in the first corpus and reads all: inputs, findings (the end of its messages)."""
    done = subprocess.run(
        [str(build / f"fuzz-{target}"), f"-runs={runs}" if runs else f"-max_total_time={seconds}",
         f"-max_len={longest}", "-timeout=10", "-rss_limit_mb=2048", "-entropic=0",
         f"-dict={HERE / 'words' / target}", f"-artifact_prefix={build}/finding-{target}-", "-print_final_stats=1",
         f"-seed={os.environ.get('SEED') or 1}", *map(str, corpora), *map(str, seeds)],
        capture_output=True, check=False, env=dict(os.environ, ASAN_OPTIONS=FAST))
    messages = done.stderr.decode("utf-8", "replace")
    inputs = re.search(r"stat::number_of_executed_units: (\d+)", messages)
    return int(inputs.group(1)) if inputs else 0, [messages[-2000:]] if done.returncode != 0 else []


FUZZERS = {"libfuzzer": libfuzzer, "afl": afl.stage}


def fuzz(build, target, runs=None, seconds=60, fuzzer="libfuzzer"):
    """All stages, until there is a finding: inputs, seconds, a list of findings."""
    start, inputs, findings, corpora = time.monotonic(), 0, [], []
    longest = {"tiny": TINY, "short": SHORT[target], "long": LONG}
    seeds = [HERE / "seeds" / target, *(HERE.parents[1] / path for path in SAMPLES.get(target, []))]
    for name, (of_inputs, of_time) in STAGES.items():
        corpora.insert(0, build / "fuzz-corpus" / f"{target}-{name}")
        corpora[0].mkdir(parents=True, exist_ok=True)
        count, found = FUZZERS[fuzzer](build, target, corpora, seeds, longest[name], round((runs or 0) * of_inputs),
                                       max(round(seconds * of_time), 1))
        inputs += count
        findings += found
        if found:
            break
    return inputs, time.monotonic() - start, findings


def main():
    if len(sys.argv) < 2 or any(target not in SHORT for target in sys.argv[2:]):
        print(f"usage: fuzz.py BUILD [{'|'.join(SHORT)}]…", file=sys.stderr)
        return 2
    build = pathlib.Path(sys.argv[1]).resolve()
    runs, seconds = int(os.environ.get("RUNS") or 0), int(os.environ.get("SECONDS") or 60)
    fuzzer = os.environ.get("FUZZER") or "libfuzzer"
    if fuzzer not in FUZZERS:
        print(f"fuzz.py: no such fuzzer: {fuzzer}; there are: {', '.join(FUZZERS)}", file=sys.stderr)
        return 2
    failed = 0
    for target in sys.argv[2:] or SHORT:
        inputs, took, findings = fuzz(build, target, runs, seconds, fuzzer)
        failed += len(findings)
        print(f"{target}: {inputs:,} inputs in {took:.0f} s, {inputs / took:,.0f} a second, {len(findings)} findings", flush=True)
        for finding in findings:
            print(finding, file=sys.stderr)
    if failed:
        print("What to do: mend the program, write a unit test, and keep the input under a telling name in "
              "tests/fuzz/seeds/TARGET.", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
