# SPDX-License-Identifier: GPL-2.0-or-later
"""Damage to the files of an index: everything is found, nothing wrong is shown."""

import random
import shutil
import time

from common import Row, copy, named_files, one_line, state, texts

SLOW = 5  # seconds that no command may take

QUERIES = (
    ("search", "--lang", "en", "--format", "tsv", "--limit", "1000", "report OR libraries OR languages"),
    ("search", "--lang", "es", "--format", "tsv", "--limit", "1000", "\"de la\" OR idiom*"),
    ("search", "--lang", "zh", "--format", "tsv", "--limit", "1000", "\"多种语文\" OR 图书馆"),
    ("search", "--count", "part:operative verb:request"),
    ("show", "--lang", "en,es", "91/1"),
    ("list", "--lang", "en", "verb"),
    ("compare", "--lang", "en", "91/1", "92/1"),
    ("trace", "--lang", "en", "92/1#PP3"),
    ("cites", "--lang", "en", "92/1"),
    ("similar", "92/1#PP3"),
)


def flip(bytes_, generator):
    place = generator.randrange(len(bytes_))
    bytes_[place] ^= 1 << generator.randrange(8)


def zero(bytes_, generator):
    place = generator.randrange(len(bytes_)) // 4096 * 4096
    end = min(place + 4096, len(bytes_))
    bytes_[place:end] = bytes(end - place)


def scribble(bytes_, generator):
    place = generator.randrange(len(bytes_))
    end = min(place + generator.choice((1, 8, 512, 4096)), len(bytes_))
    bytes_[place:end] = generator.randbytes(end - place)


def cut(bytes_, generator):
    del bytes_[generator.choice((0, 1, 24, 512, generator.randrange(len(bytes_)))):]


def grow(bytes_, generator):
    bytes_.extend(generator.randbytes(generator.choice((1, 4096))))


CHANGES = (flip, flip, flip, flip, zero, zero, scribble, cut, grow)


def spoil(index, other, generator):
    """Damages a file of the index; returns what was done, or None when the bytes are as before."""
    names = ["manifest.json"] + named_files(index)
    name = generator.choice(names)
    path = index / name
    kind = generator.randrange(len(CHANGES) + 3)
    if kind < len(CHANGES):
        before = path.read_bytes()
        changed = bytearray(before)
        CHANGES[kind](changed, generator)
        path.write_bytes(changed)
        return f"{CHANGES[kind].__name__} {name}" if bytes(changed) != before else None
    if kind == len(CHANGES):
        path.unlink()
        return f"{name} is missing"
    if kind == len(CHANGES) + 1:
        second = index / generator.choice(names)
        if second == path:
            return None
        first_bytes, second_bytes = path.read_bytes(), second.read_bytes()
        path.write_bytes(second_bytes)
        second.write_bytes(first_bytes)
        return f"{name} and {second.name} are swapped"
    if not (other / name).exists() or name == "manifest.json":
        return None  # a whole manifest of another index is found by its files, which are tried here
    foreign = (other / name).read_bytes()
    if foreign == path.read_bytes():
        return None
    path.write_bytes(foreign)
    return f"{name} is of another index"


def make(setting, name, first, second):
    """An index of two generations, so that languages have more than one segment."""
    index = setting.work / name
    for number, pattern in enumerate((first, second)):
        directory = texts(setting, f"{name}-{number}", pattern)
        assert setting.run("index", "--quiet", "--index", index, directory)[0] == 0
    (index / "lock").unlink()
    return index


def damages(setting):
    row = Row("flips, zeroed pages, cuts, missing, swapped and mixed files",
              "0 crashes, 0 hangs over 5 s, `verify --full` finds all, no wrong text ever shown")
    whole = make(setting, "damage-whole", "text/A_RES_9?_[14]-[ES]*", "text/A_RES_92_*-E*")
    other = make(setting, "damage-other", "text/A_RES_92_*-[ES]*", "text/A_RES_91_1-E*")
    expected = {query: setting.run(*query, index=whole)[:2] for query in QUERIES}
    assert setting.run("verify", "--full", "--index", whole)[0] == 0
    refused = [0]

    def attempt(number):
        generator = random.Random(f"{setting.seed} damage {number}")
        index = copy(whole, setting.work / f"damage-{number}")
        what = spoil(index, other, generator)
        while what is None:
            copy(whole, index)
            what = spoil(index, other, generator)
        wrong = None
        for query in QUERIES:
            start = time.monotonic()
            code, output, messages = setting.run(*query, index=index)
            if code is None or code < 0 or time.monotonic() - start > SLOW:
                wrong = f"{query[0]} ends with {code}: {messages[-200:]}"
            elif code == 2 and output == b"" and one_line(messages):
                refused[0] += 1
            elif (code, output) != expected[query]:
                wrong = f"{' '.join(query)} says something wrong (exit code {code}): {messages[-200:]}"
        start = time.monotonic()
        code, output, messages = setting.run("verify", "--full", "--index", index)
        if time.monotonic() - start > SLOW:
            wrong = "verify takes too long"
        if code != 2:
            wrong = f"verify ends with {code}: {messages[-200:]}"
        if number % 10 == 0:
            code = setting.run("index", "--quiet", "--index", index, setting.work / "damage-whole-1")[0]
            if code is None or code < 0:
                wrong = f"an update ends with {code}"
            code, _, messages = setting.run("index", "--quiet", "--rebuild", "--index", index,
                                            setting.work / "damage-whole-0", setting.work / "damage-whole-1")
            healed = setting.run("verify", "--full", "--index", index)[0]
            if code != 0 or healed != 0:
                wrong = f"a rebuild ends with {code} and does not heal: {messages[-200:]}"
        shutil.rmtree(index, ignore_errors=True)
        return wrong, f"{number}: {what}: {wrong}"

    for wrong, what in setting.map(attempt, range(setting.choose(5000, 60))):
        row.judge(wrong is None, what)
    assert state(whole) is not None
    row.note = f"{refused[0]} of {row.count * len(QUERIES)} commands refused to answer"
    return row
