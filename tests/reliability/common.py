# SPDX-License-Identifier: GPL-2.0-or-later
"""What the rows of `make reliability` share: running the program, and judging an index."""

import concurrent.futures
import hashlib
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
SAMPLES = TOP / "samples"
HANG = 60  # seconds after which any command counts as one that never ends


class Setting:
    """One run of the harness: the programs, a place to work in, and how much is wanted."""

    def __init__(self, build, full, seed):
        self.program = str((build / "clausula").resolve())
        self.shim = str((build / "reliability-shim.so").resolve())
        self.build = build.resolve()
        self.full = full
        self.seed = seed
        self.random = random.Random(seed)
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="clausula-reliability-"))
        self.jobs = os.cpu_count() or 1

    def choose(self, full, quick):
        return full if self.full else quick

    def run(self, *arguments, fault=None, timeout=HANG, index=None, **more):
        """The exit code (negative: the signal; None: it did not end), output and messages."""
        environment = dict(os.environ, LC_ALL="C.UTF-8", NO_COLOR="1")
        environment.pop("CLAUSULA_INDEX", None)
        if index is not None:
            environment["CLAUSULA_INDEX"] = str(index)
        if fault is not None:
            environment["LD_PRELOAD"] = self.shim
            environment.update({f"FAULT_{name.upper()}": str(value) for name, value in fault.items()})
        try:
            words = [word if isinstance(word, bytes) else str(word) for word in arguments]
            done = subprocess.run([self.program, *words], env=environment, stdin=subprocess.DEVNULL,
                                  capture_output=True, timeout=timeout, check=False, **more)
        except subprocess.TimeoutExpired:
            return None, b"", b"no end"
        return done.returncode, done.stdout, done.stderr

    def map(self, work, items):
        """work(item) for all items, on all cores; in order."""
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            return list(pool.map(work, items))

    def close(self):
        shutil.rmtree(self.work, ignore_errors=True)


class Row:
    """A row of the table."""

    def __init__(self, name, must):
        self.name, self.must, self.count, self.failures, self.note = name, must, 0, [], ""

    def judge(self, good, what):
        self.count += 1
        if not good:
            self.failures.append(what)

    def show(self, seconds):
        result = "all" if not self.failures else f"{self.count - len(self.failures)} of {self.count}"
        print(f"| {self.name} | {self.count} | {self.must} | {result}{'; ' + self.note if self.note else ''} | "
              f"{seconds:.0f} |",
              flush=True)
        for failure in self.failures[:12]:
            print(f"    failed: {failure}", file=sys.stderr)


def named_files(index):
    """The names of the files that make up the index; None without a manifest that can be read."""
    try:
        manifest = json.loads((index / "manifest.json").read_bytes())
        return [manifest["sources"]["file"]] + [segment["file"] for segment in manifest["segments"]]
    except (OSError, ValueError, KeyError):
        return None


def state(index, sources=True):
    """What the index is made of: equal for equal states. None: there is none, or not all of it."""
    names = named_files(index)
    if names is None:
        return None
    digests = []
    for name in names:
        if not sources and name.startswith("sources"):
            continue
        try:
            digests.append((name, hashlib.sha256((index / name).read_bytes()).hexdigest()))
        except OSError:
            return None
    return tuple(sorted(digests))


def leavings(index):
    """Names in the directory that belong to no complete index."""
    named = set(named_files(index) or []) | {"manifest.json", "lock"}
    return sorted(entry.name for entry in index.iterdir() if entry.name not in named) if index.exists() else []


def one_line(messages):
    """Whether these messages are lines of the program's own, and at least one."""
    lines = messages.decode("utf-8", "replace").splitlines()
    return len(lines) > 0 and all(line.startswith("clausula: ") for line in lines)


def copy(source, target):
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    return target


def texts(setting, name, pattern):
    """A directory with the sample resolutions whose names match."""
    directory = setting.work / name
    directory.mkdir()
    for path in sorted(SAMPLES.glob(pattern)):
        shutil.copy2(path, directory)
    return directory
