# SPDX-License-Identifier: GPL-2.0-or-later
"""Faults while an index is written: kills, failing system calls, full disks, failing allocations."""

import os
import random
import shutil
import signal
import subprocess
import time

from common import SAMPLES, Row, copy, leavings, one_line, state, texts


class Update:
    """An index, and the sources of an update of it; what it is before and after."""

    def __init__(self, setting, name, patterns=("text/A_RES_91_*-[CE]*", "akn4un/A_RES_92_*-[CE]*")):
        self.setting = setting
        self.old_texts = texts(setting, f"{name}-old", patterns[0])
        self.new_texts = texts(setting, f"{name}-new", patterns[1])
        self.index = setting.work / f"{name}-index"
        assert setting.run("index", "--quiet", "--index", self.index, self.old_texts)[0] == 0
        (self.index / "lock").unlink()
        self.old = state(self.index)
        after = copy(self.index, setting.work / f"{name}-after")
        assert self.update(after)[0] == 0
        self.new = state(after)

    def update(self, index, **more):
        return self.setting.run("index", "--quiet", "--jobs", "1", "--index", index, self.new_texts, **more)

    def recovers(self, index):
        """The next update, without a fault, must reach the new state and leave nothing else. Its numbers may be
        higher, where the first one left files behind."""
        code, _, messages = self.update(index)
        if code != 0:
            return f"the next update ends with {code}: {messages[-200:]}"
        if leavings(index):
            return f"the next update leaves {leavings(index)}"
        code, _, messages = self.setting.run("verify", "--full", "--index", index)
        if code != 0:
            return f"the next update is damaged: {messages[-200:]}"
        count = lambda where: self.setting.run("search", "--index", where, "--count", "part:operative")[1]
        if count(index) != count(self.setting.work / (self.index.name[:-len("index")] + "after")):
            return "the next update holds something else"
        return None


def system_calls(setting):
    """A fault at each call of one update and publish."""
    row = Row("kill, ENOSPC, EIO, short write at each system call of one update and publish",
              "old or new state whole, exit ≠ 0, one line of cause: all")
    update = Update(setting, "calls")
    count_file = setting.work / "count"
    update.update(copy(update.index, setting.work / "calls-count"), fault={"kind": "", "count": count_file})
    calls = int(count_file.read_text().split()[0])
    step = setting.choose(1, max(1, calls // 25))
    tries = [(kind, at, always) for kind in ("kill", "ENOSPC", "EIO", "short") for always in (0, 1)
             for at in sorted({*range(1, calls + 1, step), *range(max(1, calls - 30), calls + 1)})
             if not (kind == "kill" and always)]

    def attempt(item):
        kind, at, always = item
        name = f"calls-{kind}-{at}-{always}"
        index = copy(update.index, setting.work / name)
        counted = setting.work / f"{name}.count"
        code, _, messages = update.update(
            index, fault={"kind": kind, "at": at, "always": always, "count": counted})
        now = state(index)
        was_made = kind == "kill" or (counted.exists() and counted.read_text().split()[2] == "1")
        wrong = None
        if code is None or (code < 0 and code != -signal.SIGKILL):
            wrong = f"ends with {code}"
        elif now not in (update.old, update.new):
            # A source that could not be read is named, and is in no state that was foreseen.
            whole = setting.run("verify", "--full", "--index", index)[0] == 0
            wrong = None if code == 1 and whole and b"cannot" in messages else "neither the old nor the new state"
        elif code == 0 and now != update.new:
            wrong = "says that all is well, with the old state"
        elif code > 0 and not one_line(messages):
            wrong = f"says {messages[-200:]}"
        if wrong is None:
            wrong = update.recovers(index)
        shutil.rmtree(index, ignore_errors=True)
        return was_made, wrong, f"{kind} at call {at}{' and all later ones' if always else ''}: {wrong}"

    for was_made, wrong, what in setting.map(attempt, tries):
        if was_made:
            row.judge(wrong is None, what)
    row.note = f"{calls} calls"
    return row


def full_disks(setting):
    """A disk that takes so many bytes and no more."""
    row = Row("full disk at random sizes", "old state searchable, nothing left over")
    update = Update(setting, "disk")
    written = sum(path.stat().st_size for path in (setting.work / "disk-after").iterdir()) * 3

    def attempt(number):
        index = copy(update.index, setting.work / f"disk-{number}")
        size = sizes[number]
        code, _, messages = update.update(index, fault={"kind": "disk", "bytes": size})
        now, wrong = state(index), None
        if now == update.new and code == 0:
            wrong = None
        elif code != 2 or not one_line(messages):
            wrong = f"ends with {code}: {messages[-200:]}"
        elif now != update.old:
            wrong = "not the old state"
        elif leavings(index):
            wrong = f"leaves {leavings(index)}"
        elif setting.run("search", "--index", index, "--count", "part:title")[0] != 0:
            wrong = "cannot be searched"
        if wrong is None:
            wrong = update.recovers(index)
        shutil.rmtree(index, ignore_errors=True)
        return wrong, f"disk of {size} bytes: {wrong}"

    sizes = [setting.random.randrange(written) for _ in range(setting.choose(100, 12))]
    for wrong, what in setting.map(attempt, range(len(sizes))):
        row.judge(wrong is None, what)
    return row


def allocations(setting):
    """The n-th allocation fails, in an update, a search, a listing and a check."""
    row = Row("failing allocation n", "no crash, leak or escaped exception")
    update = Update(setting, "memory")
    commands = {
        "index": None,
        "search": ("search", "--lang", "en", "report OR \"digital library\" OR libra*"),
        "pairs": ("search", "--lang", "zh", "\"多种语文\""),
        "show": ("show", "--lang", "en", "91/1"),
        "list": ("list", "--lang", "en", "verb"),
        "verify": ("verify", "--full"),
    }
    most = 2000
    tries = [(name, n) for name in commands for n in range(1, most + 1, setting.choose(1, 67))]

    def attempt(item):
        name, n = item
        counted = setting.work / f"memory-{name}-{n}.count"
        fault = {"kind": "malloc", "at": n, "count": counted}
        index = update.index
        if name == "index":
            index = copy(update.index, setting.work / f"memory-{n}")
            code, _, messages = update.update(index, fault=fault)
        else:
            code, _, messages = setting.run(*commands[name], index=index, fault=fault)
        was_made = counted.exists() and counted.read_text().split()[2] == "1"
        wrong = None
        if code is None or code < 0:
            wrong = f"ends with {code} {messages[-200:]}"
        elif code != 0 and not one_line(messages):
            wrong = f"says {messages[-200:]}"
        elif b"damaged" in messages:
            wrong = f"takes it for damage: {messages[-200:]}"
        elif name == "index" and state(index) not in (update.old, update.new) and code != 1:
            wrong = "neither the old nor the new state"
        if name == "index":
            shutil.rmtree(index, ignore_errors=True)
        if counted.exists():
            counted.unlink()
        return was_made, wrong, f"{name}, allocation {n}: {wrong}"

    for was_made, wrong, what in setting.map(attempt, tries):
        if was_made:
            row.judge(wrong is None, what)
    return row


def random_kills(setting):
    """kill -9 at random moments of builds, updates and rebuilds of one index that goes on living."""
    row = Row("kill -9 at random moments of build, update, publish",
              "last acknowledged or next complete state, texts equal, lock free: all")
    wanted = setting.choose(500, 40)
    lanes = setting.jobs

    def lane(number):
        results = []
        generator = random.Random(f"{setting.seed} {number}")
        sources = texts(setting, f"kills-{number}", "text/A_RES_91_1-[ESF]*")
        more = sorted(SAMPLES.glob("text/*"))
        index = setting.work / f"kills-index-{number}"
        setting.run("index", "--quiet", "--index", index, sources)
        acknowledged = texts_of(setting, index)
        for round_number in range(wanted // lanes):
            path = generator.choice(more)
            if (sources / path.name).exists() and generator.random() < 0.5:
                with open(sources / path.name, "a", encoding="utf-8") as file:
                    file.write(f"\n{round_number + 90}. *Decides* also to meet {round_number} times.\n")
            else:
                shutil.copy2(path, sources)
            arguments = ["index", "--quiet", "--index", str(index), str(sources)]
            if generator.random() < 0.3:
                arguments.insert(1, "--rebuild")
            # What a complete run gives, made elsewhere.
            aside = copy(index, setting.work / f"kills-aside-{number}")
            expected = setting.run(*[str(aside) if part == str(index) else part for part in arguments])
            complete = texts_of(setting, aside)
            writer = subprocess.Popen([setting.program, *arguments], stdout=subprocess.DEVNULL,
                                      stderr=subprocess.DEVNULL, env=dict(os.environ, LC_ALL="C.UTF-8"))
            time.sleep(generator.random() * 0.12)
            writer.send_signal(signal.SIGKILL)
            writer.wait()
            now, wrong = texts_of(setting, index), None
            if now not in (acknowledged, complete):
                wrong = "neither the last nor the next state"
            elif setting.run("verify", "--full", "--index", index)[0] != 0:
                wrong = "not whole"
            else:
                code = setting.run(*arguments)[0]
                now = texts_of(setting, index)
                if code != expected[0]:
                    wrong = f"the next run ends with {code}"
                elif now != complete:
                    wrong = "the next run does not reach the next state"
                elif leavings(index):
                    wrong = f"the next run leaves {leavings(index)}"
            acknowledged = now
            results.append((wrong, f"lane {number}, round {round_number}: {wrong}"))
        return results

    for results in setting.map(lane, range(lanes)):
        for wrong, what in results:
            row.judge(wrong is None, what)
    return row


def texts_of(setting, index):
    """All texts of an index, through the program."""
    code, output, _ = setting.run("search", "--index", index, "--format", "tsv", "--limit", "100000", "--sort",
                                  "symbol", "part:title OR part:preamble OR part:operative OR part:annex")
    return code, output
