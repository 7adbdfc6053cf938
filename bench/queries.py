# SPDX-License-Identifier: GPL-2.0-or-later
"""Queries of every kind, drawn from the clauses themselves; the same clauses give the same queries."""
import collections
import random
import re
import typing
import unicodedata

WORD = re.compile(r"[^\W\d_]+")

KINDS = ("rare word", "common word", "and", "or", "not", "short phrase", "long phrase", "near", "wildcard",
         "filter", "typo", "facets", "kwic")


class Query(typing.NamedTuple):
    kind: str
    words: list
    session: str = ""


def plain(text):
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


class Drawer:
    """Words of a file of clauses by frequency, and places in its texts."""

    def __init__(self, path, languages, seed=1):
        self.draw = random.Random(seed)
        self.texts, self.sessions = [], set()
        frequency = collections.Counter()
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                language, _, session, _, _, _, text = line.rstrip("\n").split("\t", 6)
                if language not in languages:
                    continue
                words = WORD.findall(text.lower())
                self.texts.append(words)
                self.sessions.add(session)
                frequency.update(set(words))
        self.frequency = frequency
        self.known = {plain(word) for word in frequency}
        self.sessions = sorted(self.sessions)
        ranked = [word for word, _ in frequency.most_common() if len(word) > 1]
        # Frequent words, little words like "de" among them; words of middling frequency; rare ones.
        self.common = ranked[:60]
        self.middle = [word for word in ranked[60:1500] if len(word) > 3] or ranked
        self.rare = [w for w in ranked if 2 <= frequency[w] <= 10 and len(w) > 5] or ranked

    def run(self, length, good):
        """Words in a row, all of which are good."""
        for _ in range(20000):
            words = self.draw.choice(self.texts)
            if len(words) > length:
                at = self.draw.randrange(len(words) - length)
                if all(good(word) for word in words[at:at + length]):
                    return words[at:at + length]
        return None

    def apart(self):
        """Two words of middling frequency, less than five words apart."""
        for _ in range(20000):
            words = self.draw.choice(self.texts)
            if len(words) < 8:
                continue
            at = self.draw.randrange(len(words) - 6)
            near = [w for w in words[at:at + 5] if len(w) > 3 and self.frequency[w] > 20]
            if len(near) > 1 and near[0] != near[-1]:
                return [near[0], near[-1]]
        return None

    def together(self, count):
        """Some words of middling frequency out of one text."""
        middle = set(self.middle)
        for _ in range(20000):
            words = sorted(middle.intersection(self.draw.choice(self.texts)))
            if len(words) >= count:
                return self.draw.sample(words, count)
        return None

    def typo(self):
        for _ in range(20000):
            word = self.draw.choice(self.middle)
            at = len(word) // 2
            wrong = word[:at] + word[at + 1] + word[at] + word[at + 2:] if len(word) > 6 else word
            if plain(wrong) not in self.known:
                return [wrong]
        return None

    def words(self, kind):
        choice = self.draw.choice
        common = set(self.common)
        return {
            "rare word": lambda: [choice(self.rare)],
            "common word": lambda: [choice(self.common)],
            "and": lambda: self.together(self.draw.randint(2, 3)),
            "or": lambda: [choice(self.common), choice(self.middle), choice(self.middle)],
            "not": lambda: [choice(self.middle), choice(self.common)],
            "short phrase": lambda: self.run(self.draw.randint(2, 3), lambda word: word in common),
            "long phrase": lambda: self.run(self.draw.randint(6, 9),
                                            lambda word: self.frequency[word] > len(self.texts) / 500),
            "near": self.apart,
            "wildcard": lambda: [choice([w for w in self.middle if len(w) > 7] or self.middle)[:6]],
            "filter": lambda: [choice(self.middle)],
            "typo": self.typo,
            "facets": lambda: [choice(self.common + self.middle)],
            "kwic": lambda: [choice(self.common + self.middle)],
        }[kind]()

    def queries(self, count):
        out = []
        for kind in KINDS:
            for _ in range(count):
                words = self.words(kind)
                if words:
                    out.append(Query(kind, words, self.draw.choice(self.sessions)))
        return out
