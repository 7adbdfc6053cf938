# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs a fuzz target by AFL++: one stage of fuzz.py."""

import hashlib
import os
import pathlib
import re
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
HANG = 10000  # milliseconds that no input may take
# Leaks are libFuzzer's to find: the process that runs the inputs, one after the other, is killed and never ends.
# Where memory was taken is not written down for each piece: a finding is run again for that.
SANITIZERS = ("abort_on_error=1:detect_leaks=0:symbolize=0:malloc_context_size=0:quarantine_size_mb=4:"
              "max_allocation_size_mb=2048:allocator_may_return_null=0")
# No questions, no screen, no look at the processor or at what the system does with a core; the first crash is enough.
SETTINGS = {
    "AFL_NO_UI": "1",
    "AFL_NO_AFFINITY": "1",
    "AFL_SKIP_CPUFREQ": "1",
    "AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES": "1",
    "AFL_BENCH_UNTIL_CRASH": "1",
    "AFL_EXIT_ON_SEED_ISSUES": "1",
    "AFL_HANG_TMOUT": str(HANG),
    "AFL_FAST_CAL": "1",
}


def name(content):
    """As libFuzzer names files."""
    return hashlib.sha1(content).hexdigest()


def gather(folders, longest, into):
    """What is in the folders, each content once and none longer than it may be, as files of one folder."""
    into.mkdir()
    for path in (path for folder in folders for path in folder.iterdir() if path.is_file()):
        content = path.read_bytes()[:longest]
        if content:
            (into / name(content)).write_bytes(content)


def told(program, path):
    """What the program says when it fails at this input."""
    environment = dict(os.environ, ASAN_OPTIONS="handle_abort=1:detect_leaks=0", UBSAN_OPTIONS="print_stacktrace=1")
    try:
        done = subprocess.run([str(program), str(path)], env=environment, stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=1.5 * HANG / 1000, check=False)
    except subprocess.TimeoutExpired:
        return f"it does not end in {1.5 * HANG / 1000:.0f} s"
    if done.returncode == 0:
        return "it does not fail when it is run alone: it may want what inputs before it left behind, or more time"
    return done.stderr.decode("utf-8", "replace").split("Shadow bytes")[0][-2000:]


def stage(build, target, corpora, seeds, longest, runs, seconds):
    """One run of AFL++, which keeps in the first corpus and reads all: inputs, findings.

    Without SEED its random numbers are new each time; with a seed it does not measure how long an input takes, and is
    slower for it."""
    program, findings = build / f"fuzz-afl-{target}", []
    with tempfile.TemporaryDirectory(prefix=f"fuzz-afl-{target}-", dir=build) as work:
        begin, out = pathlib.Path(work) / "in", pathlib.Path(work) / "out" / "default"
        gather([*corpora, *seeds], longest, begin)
        try:
            done = subprocess.run(
                ["afl-fuzz", *(["-E", str(runs)] if runs else ["-V", str(seconds)]), "-G", str(longest), "-t", str(HANG),
                 "-m", "none", *(["-s", os.environ["SEED"]] if os.environ.get("SEED") else []),
                 "-x", str(HERE / "words" / target), "-i", str(begin), "-o", str(out.parent), "--", str(program)],
                env=dict(os.environ, ASAN_OPTIONS=SANITIZERS, **SETTINGS), stdin=subprocess.DEVNULL,
                capture_output=True, check=False)
        finally:
            for path in out.glob("queue/id:*"):
                if ",orig:" not in path.name:
                    content = path.read_bytes()
                    (corpora[0] / name(content)).write_bytes(content)

        messages = done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")
        found = [("crash", path) for path in out.glob("crashes/id:*")] + \
            [("timeout", path) for path in out.glob("hangs/id:*")] + \
            [(kind, begin / seed) for seed, kind in re.findall(r"([0-9a-f]{40})' results in a (crash|timeout)", messages)]
        for kind, path in found:
            content = path.read_bytes()
            kept = build / f"finding-{target}-{kind}-{name(content)}"
            kept.write_bytes(content)
            findings.append(f"{target}: {kind}; to run it again: {os.path.relpath(program)} {os.path.relpath(kept)}\n"
                            f"{told(program, kept) if len(findings) < 3 else ''}")

        statistics = out / "fuzzer_stats"
        numbers = statistics.read_text(encoding="utf-8") if statistics.exists() else ""
        inputs = int((re.search(r"execs_done *: (\d+)", numbers) or [0, 0])[1])
        if not findings and (done.returncode != 0 or inputs == 0 or "persistent" not in numbers):
            findings.append(f"{target}: AFL++ did not run: exit code {done.returncode}: {messages[-2000:]}")
    return inputs, findings
