# SPDX-License-Identifier: GPL-2.0-or-later
"""Text files of resolutions, made from lines of `clauses`, as often as is wanted.

The first copy has the words of the corpus. In every other one an eighth of the words of each wording
are replaced by words drawn from the corpus, and the sessions are three earlier: the wordings are new,
the frequencies of words and the repeats within a copy are the same. Nothing is drawn at random twice:
the same corpus gives the same files.
"""
import os
import random
import re

MONTHS = ("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre").split()
WORD = re.compile(r"[^\W\d_]{2,}")
SESSIONS_A_COPY = 3


def read(path):
    """Resolutions as lists of (part, label, text) by (symbol, session, date)."""
    resolutions = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            _, symbol, session, date, part, label, text = line.rstrip("\n").split("\t", 6)
            resolutions.setdefault((symbol, session, date), []).append((part, label, text))
    return resolutions


def changed(text, copy, words):
    if copy == 0:
        return text
    draw = random.Random(f"{copy} {text}")
    return WORD.sub(lambda word: draw.choice(words) if draw.random() < 0.125 else word[0], text)


def as_text(symbol, date, clauses):
    """A resolution in the form in which they are printed: title, preamble, numbered paragraphs."""
    year, month, day = date.split("-")
    head = f"Resolución aprobada por la Asamblea General el {int(day)} de {MONTHS[int(month) - 1]} de {year}"
    number = symbol.removeprefix("A/RES/")
    title = " ".join(text for part, label, text in clauses if part == "title" and label == "T")
    lines = [head, f"{number}. {title}", "La Asamblea General,"]
    lines += [text.rstrip(" .;:,") + "," for part, _, text in clauses if part == "preamble"]
    rest = [text for part, _, text in clauses if part in ("operative", "annex")]
    lines += [f"{i}. {text.rstrip(' .;:,')}{'.' if i == len(rest) else ';'}" for i, text in enumerate(rest, 1)]
    return "\n\n".join(lines) + "\n"


def write(resolutions, directory, copies):
    """Writes the text files; returns how many bytes."""
    os.makedirs(directory)
    words = [word for key in resolutions for part in resolutions[key] for word in WORD.findall(part[2])]
    size = 0
    for copy in range(copies):
        for (symbol, session, date), clauses in resolutions.items():
            back = SESSIONS_A_COPY * copy
            if not re.fullmatch(r"A/RES/\d+/\d+", symbol) or not re.fullmatch(r"\d{4}-\d\d-\d\d", date):
                continue
            name = symbol.replace(f"/{session}/", f"/{int(session) - back}/")
            day = f"{int(date[:4]) - back}{date[4:]}"
            text = as_text(name, day, [(p, l, changed(t, copy, words)) for p, l, t in clauses])
            path = os.path.join(directory, name.replace("/", "_") + "-S.txt")
            with open(path, "w", encoding="utf-8") as file:
                size += len(text.encode())
                file.write(text)
    return size
