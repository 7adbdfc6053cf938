# SPDX-License-Identifier: GPL-2.0-or-later
"""What comes from outside: fuzzing, hostile queries, paths that are no index."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import zipfile

from common import TOP, Row, copy, one_line, state, texts

sys.path.insert(0, str(TOP / "tests" / "fuzz"))
from fuzz import fuzz  # noqa: E402

TARGETS = ("text", "akn", "archive", "query", "record")


def fuzzing(setting):
    seconds = int(os.environ.get("FUZZ_SECONDS") or 54)
    return fuzz_all(setting, "libfuzzer", "fuzz-", 10000000 if setting.full else None, seconds, "clang")


def fuzzing_afl(setting):
    """For so many seconds, never for a number of inputs: it prefers other inputs, and is slower."""
    seconds = int(os.environ.get("AFL_SECONDS") or setting.choose(900, 6))
    return fuzz_all(setting, "afl", "fuzz-afl-", None, seconds, "afl++")


def fuzz_all(setting, fuzzer, prefix, inputs, seconds, needed):
    row = Row("fuzzing of text reader, XML reader, archive reader, query parser, record decoder"
              + (" by AFL++" if fuzzer == "afl" else ""), "0 findings")
    if not all((setting.build / f"{prefix}{target}").exists() for target in TARGETS):
        row.note = f"SKIPPED: {needed} is not here"
        return row

    results = setting.map(lambda target: fuzz(setting.build, target, inputs, seconds, fuzzer), TARGETS)
    runs = []
    for target, (count, _, findings) in zip(TARGETS, results):
        row.judge(not findings, f"{target}: {findings}")
        runs.append(f"{target} {count:,}")
    row.note = "runs: " + ", ".join(runs)
    return row


def hostile_queries(setting):
    """On the index in $CLAUSULA_HOSTILE_INDEX, where that is set; else on one of the samples."""
    row = Row("hostile queries", "≤ 0.2 s, ≤ 256 MiB, 0 crashes")
    index = os.environ.get("CLAUSULA_HOSTILE_INDEX")
    if index is None:
        index = setting.work / "hostile-index"
        setting.run("index", "--quiet", "--index", index, TOP / "samples")
    count = setting.choose(100000, 4000)
    done = subprocess.run([str(setting.build / "hostile"), str(index), str(count), str(setting.seed)],
                          capture_output=True, check=False)
    last = done.stdout.decode("utf-8", "replace").strip().splitlines()[-1:] or [""]
    slow, memory = re.search(r"(\d+) over 0.2 s", last[0]), re.search(r"(\d+) MB", last[0])
    good = done.returncode == 0 and slow and int(slow.group(1)) == 0 and memory and int(memory.group(1)) <= 268
    row.judge(good, f"exit code {done.returncode}: {last[0]} {done.stderr[-300:]}")
    row.count = count
    row.note = last[0]
    return row


def paths(setting):
    """What is no index, or has something else in the place of a file of it."""
    row = Row("paths: stub, FIFO, device, symlink, empty, foreign", "nothing run, nothing connected to, nothing written")
    whole = setting.work / "paths-whole"
    sources = texts(setting, "paths-texts", "text/A_RES_9?_1-E*")
    setting.run("index", "--quiet", "--index", whole, sources)
    (whole / "lock").unlink()
    proof = setting.work / "paths-was-run"
    script = setting.work / "paths-script"
    script.write_text(f"#!/bin/sh\ntouch {proof}\n", encoding="utf-8")
    script.chmod(0o755)
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0)
    stubs = (f"remote :{script}\n", f"remote 127.0.0.1:{listener.getsockname()[1]}\n", f"auto {whole}\n", "inmemory\n")

    def put(path, kind):
        if path.exists() and not path.is_dir():
            path.unlink()
        if kind == "fifo":
            os.mkfifo(path)
        elif kind == "device":
            os.symlink("/dev/zero", path)
        elif kind == "full device":
            os.symlink("/dev/full", path)
        elif kind == "link":
            os.symlink(script, path)
        elif kind == "broken link":
            os.symlink(setting.work / "paths-nowhere", path)
        elif kind == "directory":
            path.mkdir()
        elif kind == "socket":
            with socket.socket(socket.AF_UNIX) as end:
                here = os.getcwd()
                os.chdir(path.parent)  # such a name may not be long
                end.bind(path.name)
                os.chdir(here)
        elif kind == "empty":
            path.write_bytes(b"")
        else:
            path.write_text(kind, encoding="utf-8")

    kinds = ("fifo", "device", "full device", "link", "broken link", "directory", "socket", "empty", *stubs)
    places = ["INDEX", "manifest.json", "en-1.segment", "sources-1.tsv", "lock"]
    for place in places:
        for number, kind in enumerate(kinds):
            index = setting.work / f"paths-{place}-{number}"
            if place == "INDEX":
                put(index, kind)
            else:
                copy(whole, index)
                put(index / place, kind)
            before = listing(index)
            wrong = None
            for command in (("search", "--lang", "en", "report"), ("show", "91/1"), ("info",), ("verify", "--full"),
                            ("index", "--quiet", sources)):
                start = time.monotonic()
                code, _, messages = setting.run(*command, index=index, timeout=10)
                if code is None or code < 0 or time.monotonic() - start > 5:
                    wrong = f"{command[0]} ends with {code}"
                elif code == 2 and not one_line(messages):
                    wrong = f"{command[0]} says {messages[-200:]}"
                elif command[0] != "index" and listing(index) != before:
                    wrong = f"{command[0]} wrote something"
                elif command[0] == "verify" and place not in ("INDEX", "lock") and code != 2:
                    wrong = "verify finds nothing"
                elif place == "INDEX" and kind not in ("directory",) and code != 2:
                    wrong = f"{command[0]} ends with {code}"
            if proof.exists() or script.read_text(encoding="utf-8") == "":
                wrong = "a program was run, or a file outside was changed"
                proof.unlink(missing_ok=True)
            try:
                listener.accept()
                wrong = "something was connected to"
            except BlockingIOError:
                pass
            row.judge(wrong is None, f"{kind.strip()} as {place}: {wrong}")
            if index.is_dir() and not index.is_symlink():
                shutil.rmtree(index)
            elif os.path.lexists(index):
                index.unlink()  # rmtree would wait for the writer of a FIFO
    assert state(whole) is not None
    listener.close()
    row.judge(*bomb(setting))
    return row


def bomb(setting):
    """An archive of a megabyte that unpacks to more than a gigabyte: refused before it is all unpacked."""
    path = setting.work / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(6):
            with archive.open(f"{number}.txt", "w") as member:
                for _ in range(200):
                    member.write(bytes(1 << 20))
    code, _, messages = setting.run("index", "--index", setting.work / "bomb-index", path)
    good = code == 2 and b"more than 100 times its size" in messages and one_line(messages)
    return good, f"a bomb of an archive: exit code {code}, {messages[-200:]}"


def listing(index):
    """Names, kinds, sizes and times of what is there."""
    if not index.is_dir() or index.is_symlink():
        about = os.lstat(index) if os.path.lexists(index) else None
        return about and (about.st_mode, about.st_size, about.st_mtime_ns)
    return sorted((entry.name, entry.stat(follow_symlinks=False).st_mode, entry.stat(follow_symlinks=False).st_size,
                   entry.stat(follow_symlinks=False).st_mtime_ns) for entry in os.scandir(index))
