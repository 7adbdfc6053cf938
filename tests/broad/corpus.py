#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Resolutions by the dozen for the broad tests, made of the sample resolutions: other symbols and dates, paragraphs
left out, moved and brought in from others, words left out, exchanged, misspelled. All six languages change alike.

Usage: corpus.py DIRECTORY [RESOLUTIONS]
"""

import json
import pathlib
import re
import sys

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "samples"
LANGUAGES = "ACEFRS"
TEXTS, XMLS = ("91_1", "91_4", "92_1", "92_2"), ("91_2", "91_3", "92_3", "92_4")
STATES = ("UNITED STATES", "FRANCE", "BRAZIL", "INDIA", "COTE D'IVOIRE", "SAO TOME AND PRINCIPE", "KENYA", "JAPAN",
          "IRAN (ISLAMIC REPUBLIC OF)", "CHINA", "EGYPT", "VALDONIA", "ARVENIA")
SUBJECTS = ("WATER SUPPLY", "LIBRARIES", "NUCLEAR DISARMAMENT", "ARCHIVES", "WOMEN IN DEVELOPMENT", "MUSEUMS")
COMMITTEES = ("First Committee", "Second Committee", "Third Committee", "Sixth Committee", "", "Plenary")
SESSIONS = (42, 43, 60, 61, 62, 63, 64, 65, 71, 72, 73, 74, 75, 80, 81, 82)


class Draw:
    """Numbers that are the same everywhere."""

    def __init__(self, seed):
        self.state = (seed * 2654435761 + 12345) % 2**64

    def below(self, most):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % most

    def of(self, things):
        return things[self.below(len(things))]


def alter(text, words, draw):
    """A text with some words changed; numbers, marks and what is not between spaces stay."""
    chinese = re.search("[\u4e00-\u9fff]", text) is not None
    parts = list(text) if chinese else text.split(" ")
    for _ in range(draw.below(4)):
        at, how = 1 + draw.below(max(1, len(parts) - 2)), draw.below(5)
        if at >= len(parts) or not parts[at].isalpha():
            continue
        if how == 0:
            del parts[at]
        elif how == 1:
            parts[at] = draw.of(words)
        elif how == 2:
            parts.insert(at, draw.of(words))
        elif how == 3 and len(parts[at]) > 4:
            parts[at] = parts[at][:2] + parts[at][3] + parts[at][2] + parts[at][4:]
        elif how == 4:
            parts.insert(at, parts[at])
    return ("" if chinese else " ").join(parts)


def numbered(text, session, number):
    """The sample with another symbol; its years follow the session, so do the sessions that it names."""
    shift = 92 - session
    text = re.sub(r"(?<!\d)9([12])/(\d+)\b", lambda m: f"{session - 2 + int(m[1])}/{m[2]}", text)
    return re.sub(r"(?<!\d)20(3\d)(?!\d)", lambda m: str(2000 + int(m[1]) - shift), text)


def text_of(base, language, session, number, words, seed):
    """A sample of text: the header, then paragraphs, of which some are missing, moved, repeated."""
    symbol = base.replace("_", "/")
    whole = (SAMPLES / "text" / f"A_RES_{base}-{language}.txt").read_text(encoding="utf-8")
    whole = re.sub(rf"^{symbol}\b", "@@", whole, flags=re.M)
    whole = numbered(whole, session, number).replace("@@", f"{session}/{number}")
    # The words for the session and the symbols of its papers do not follow: they are left out.
    whole = re.sub(r"^.*\n(?=.*\n\*\*)", "", whole, count=1, flags=re.M)
    blocks = re.split(r"\n\n+", whole)
    first = next(i for i, block in enumerate(blocks) if re.match(r"1( -|\.)", block))
    head = next(i for i, block in enumerate(blocks) if block.startswith(f"{session}/{number}")) + 2
    shape, draw = Draw(seed), Draw(seed * 31 + ord(language))
    preamble, operative = blocks[head:first], blocks[first:]
    if shape.below(3) == 0:
        blocks[head - 2] = re.sub(r"[^/]{30,}$", lambda m: alter(m[0], words, draw), blocks[head - 2])
    for part in (preamble, operative):
        for _ in range(shape.below(4)):
            if len(part) > 3:
                part.pop(shape.below(len(part)))
        for _ in range(shape.below(3)):
            at = shape.below(len(part) - 1)
            part[at], part[at + 1] = part[at + 1], part[at]
        if shape.below(4) == 0:
            part.insert(shape.below(len(part)), part[shape.below(len(part))])
    for part in (preamble, operative):
        for i, block in enumerate(part):
            if shape.below(3) == 0 and not block.startswith("¹"):
                part[i] = alter(block, words, draw)
    count = 0
    for i, block in enumerate(operative):
        if re.match(r"\d+( -|\.)", block):
            count += 1
            operative[i] = re.sub(r"^\d+", str(count), block)
    return "\n\n".join(blocks[:head] + preamble + operative)


def xml_of(base, language, session, number, words, seed):
    """A sample of XML: with the words of its paragraphs changed here and there."""
    whole = (SAMPLES / "akn4un" / f"A_RES_{base}-{language}.xml").read_text(encoding="utf-8")
    old = base.split("_")
    whole = whole.replace(f"{old[0]}-{old[1]}/", "@-@").replace(f"A/RES/{old[0]}/{old[1]}", "@@")
    whole = re.sub(rf"\b{old[0]}/{old[1]}\b", "@/@", whole)
    whole = numbered(whole, session, number)
    whole = whole.replace("@-@", f"{session}-{number}/").replace("@@", f"A/RES/{session}/{number}")
    whole = whole.replace("@/@", f"{session}/{number}")
    shape, draw = Draw(seed), Draw(seed * 31 + ord(language))
    return re.sub(r"(?<=<p>)[^<>]{40,}(?=<)",
                  lambda m: alter(m[0], words, draw) if shape.below(3) == 0 else m[0], whole)


def words_of(language):
    """The words of the samples in a language, long ones."""
    words = set()
    for base in TEXTS:
        text = (SAMPLES / "text" / f"A_RES_{base}-{language}.txt").read_text(encoding="utf-8")
        words.update(re.findall("[\u4e00-\u9fff]{2}" if language == "C" else r"[^\W\d_]{4,}", text))
    return sorted(words)


def facts_of(session, number, draw):
    """What an extract tells of a resolution."""
    state = lambda most: sorted({draw.of(STATES) for _ in range(draw.below(most))})
    recorded = draw.below(2) == 0
    return {"symbol": f"A/RES/{session}/{number}", "resolution_number": f"{session}/{number}.",
            "committee": draw.of(COMMITTEES), "agenda_item": f"Agenda item {draw.of(['7', '20', '98', '69 (a)'])}",
            "adoption_type": "By a recorded vote" if recorded else "Without a vote",
            "MS_in_favour": state(9) if recorded else [], "MS_against": state(3) if recorded else [],
            "MS_abstaining": state(4) if recorded else [], "sponsors": state(5), "additional_sponsors": state(3),
            "SDGs": [str(1 + draw.below(17))], "subjects": [[draw.of(SUBJECTS), "UNBIS Thesaurus"]]}


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


SPECIAL = ("A/RES/ES-11/4", "A/RES/ES-11/5", "A/RES/S-32/1", "A/RES/S-30/2", "A/RES/2106 (XX)", "A/RES/1514 (XV)",
           "A/RES/36/10 B", "A/RES/36/10 A", "A/RES/61/295 A-B", "A/RES/217 A (III)", "A/RES/65/309")


def make_special(directory):
    """Resolutions of special sessions, old ones, parts of one, one without a date."""
    for i, symbol in enumerate(SPECIAL):
        date = f"Resolution adopted by the General Assembly on {1 + i} November {1960 + 5 * i}\n\n" if i != 6 else ""
        write(directory / f"special-{i}.txt", f"{symbol}\n\n{date}{symbol.replace('A/RES/', '')}. The keepers of lamps, {i % 3}\n\n"
              f"The General Assembly,\n\nRecalling resolution {SPECIAL[i - 1].replace('A/RES/', '')},\n\n"
              f"1. *Decides* to light {i % 4 + 2} lamps before the sun goes down in the harbours of all Member States;\n\n"
              f"2. *Requests* the keepers to report to {SPECIAL[i - 2]}.\n")


def make_citing(directory):
    """A resolution whose clauses cite some documents each, many of them several times."""
    draw = Draw(41)
    names = ["55/1", "55/2", "56/7", "57/10", "A/57/304", "2250 (2015)", "1514 (XV)", "S-30/2", "64/292", "A/64/12"]
    rows = [", ".join(f"resolution {draw.of(names)} of {1 + draw.below(9)} May 2003" for _ in range(1 + draw.below(5))) for _ in range(24)]
    write(directory / "citing.txt", "66/1. On many papers\n\nThe General Assembly,\n\n"
          + "\n\n".join(f"Recalling {row}," for row in rows[:8]) + "\n\n"
          + "\n\n".join(f"{i + 1}. *Reaffirms* {row};" for i, row in enumerate(rows[8:])) + "\n")


SYLLABLES = "ba co di fe gu la me ni po ru sa te vi zo lan men rit por est ing con tra".split()


def make_many(directory):
    """Many wordings of made words, short and very long, and two resolutions with many clauses that are nearly alike."""
    draw = Draw(17)
    words = sorted({"".join(draw.of(SYLLABLES) for _ in range(2 + draw.below(3))) for _ in range(3000)})
    often = lambda: words[draw.below(1 + draw.below(1 + draw.below(len(words))))]
    clause = lambda most: " ".join(often() for _ in range(4 + draw.below(most)))
    clauses = [clause(30) for _ in range(1100)]
    for number in range(1, 42):
        count = 550 if number < 3 else 280
        rows = [clauses[i + 300 * (number % 2)] if number < 3 and draw.below(5) else clause(400 if i % 97 == 5 else 14)
                for i in range(count)]
        write(directory / f"{number}.txt",
              f"Resolution adopted by the General Assembly on {1 + number % 28} December {2000 + number // 5}\n\n"
              f"{55 + number // 5}/{number}. {clause(6)}\n\nThe General Assembly,\n\nRecalling {clause(9)},\n\n"
              + "\n\n".join(f"{i + 1}. *Decides* {row};" for i, row in enumerate(rows)) + "\n")


def make(directory, count, seed=1):
    words = {language: words_of(language) for language in LANGUAGES}
    facts = {}
    for i in range(count):
        session, number = SESSIONS[i % len(SESSIONS)], 1 + i // len(SESSIONS)
        base = (TEXTS + XMLS)[(i * 5 + i // len(SESSIONS)) % 8]
        one_of, folder, end = (text_of, "text", "txt") if base in TEXTS else (xml_of, "akn4un", "xml")
        for language in LANGUAGES:
            # Some are not there in every language.
            if (i + LANGUAGES.index(language)) % 23 != 0:
                write(directory / folder / f"A_RES_{session}_{number}-{language}.{end}",
                      one_of(base, language, session, number, words[language], seed * 1000 + i))
        if i % 3 != 0 or base in TEXTS:
            facts.setdefault(session, []).append(facts_of(session, number, Draw(seed * 77 + i)))
    for session, rows in facts.items():
        write(directory / "data_extract" / f"{session}.json", "".join(json.dumps(row) + "\n" for row in rows))


if __name__ == "__main__":
    make(pathlib.Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 48)
