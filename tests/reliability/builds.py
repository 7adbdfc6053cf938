# SPDX-License-Identifier: GPL-2.0-or-later
"""Readers while an index is rebuilt, and whether the same sources give the same bytes."""

import os
import pathlib
import random
import shutil
import subprocess
import threading

from common import SAMPLES, Row, state, texts

QUERIES = (
    ("search", "--lang", "en", "--format", "tsv", "--limit", "1000", "report OR libraries"),
    ("search", "--lang", "es", "--format", "jsonl", "\"de la\""),
    ("search", "--lang", "zh", "--format", "tsv", "\"多种语文\" OR 图书馆"),
    ("search", "--count", "part:operative"),
    ("show", "--lang", "en", "92/1"),
    ("list", "--lang", "es", "session"),
)


def readers(setting):
    row = Row("readers during rebuilds", "0 errors, 0 wrong")
    generations, queries = setting.choose((100, 50000), (12, 1000))
    sources = [texts(setting, "readers-0", "text/A_RES_92_*-[ES]*"), texts(setting, "readers-1", "text/A_RES_9*-[ES]*")]
    index = setting.work / "readers-index"
    expected = {query: set() for query in QUERIES}
    for directory in sources:
        alone = setting.work / f"{directory.name}-alone"
        setting.run("index", "--quiet", "--index", alone, directory)
        for query in QUERIES:
            expected[query].add(setting.run(*query, index=alone)[:2])
    setting.run("index", "--quiet", "--index", index, sources[0])
    made, ended = [1], threading.Event()

    def write():
        while not ended.is_set():
            code = setting.run("index", "--quiet", "--rebuild", "--index", index, sources[made[0] % 2])[0]
            row.judge(code == 0, f"generation {made[0] + 1} ends with {code}")
            made[0] += 1

    def read(number):
        query = random.Random(f"{setting.seed} {number}").choice(QUERIES)
        code, output, messages = setting.run(*query, index=index)
        good = (code, output) in expected[query]
        return good, f"{' '.join(query)}: exit code {code}, {messages[-200:]}"

    writer = threading.Thread(target=write)
    writer.start()
    asked = 0
    while asked < queries or made[0] < generations:
        for good, what in setting.map(read, range(asked, asked + 200)):
            row.judge(good, what)
        asked += 200
    ended.set()
    writer.join()
    row.note = f"{made[0]} generations, {asked} queries"
    return row


def reproducible(setting):
    """The order of files, user, time, locale, zone, umask, cores and memory differ from build to build."""
    row = Row("builds for reproducibility", "equal hashes")
    # The other user may not enter the folder of the sources: what it needs stands where it may.
    os.chmod(setting.work, 0o755)
    program = shutil.copy(setting.program, setting.work / "program")
    os.chmod(program, 0o755)
    shutil.copy(pathlib.Path(setting.program).parent / "clausula-xapian.so", setting.work)
    samples = shutil.copytree(SAMPLES, setting.work / "samples", copy_function=shutil.copyfile)
    for path in [samples, *samples.rglob("*")]:
        os.chmod(path, 0o755 if path.is_dir() else 0o644)
    names = sorted(str(path) for path in samples.rglob("*") if path.is_file())
    first = None
    for number in range(setting.choose(10, 6)):
        generator = random.Random(number)
        generator.shuffle(names)
        index = setting.work / f"builds-{number}"
        index.mkdir()
        environment = dict(os.environ,
                           LC_ALL=("C", "C.UTF-8", "tr_TR.UTF-8", "POSIX")[number % 4],
                           TZ=("UTC", "Asia/Kolkata", "America/St_Johns")[number % 3],
                           MALLOC_PERTURB_=str(number * 40 % 255),
                           XAPIAN_FLUSH_THRESHOLD=str((10, 100, 10000)[number % 3]))
        command = [str(program), "index", "--quiet", "--index", str(index), "--jobs", str(number % 4 + 1),
                   "--memory", ("16M", "256M", "1G")[number % 3], "-"]
        more = {}
        if os.geteuid() == 0 and number % 2 == 1:
            os.chown(index, 65534, 65534)
            more = {"user": 65534, "group": 65534, "extra_groups": []}
        done = subprocess.run(command, input="\n".join(names).encode(), env=environment, capture_output=True,
                              umask=(0o022, 0o077, 0o002)[number % 3], check=False, cwd="/", **more)
        made = state(index)
        first = first or made
        row.judge(done.returncode == 0 and made is not None and made == first,
                  f"build {number}: exit code {done.returncode}, {done.stderr[-200:]}")
        shutil.rmtree(index, ignore_errors=True)
    return row
