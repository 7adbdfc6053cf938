# SPDX-License-Identifier: GPL-2.0-or-later
"""clausula and what a user would pick instead: how each is told to index, to answer and to update.

A command is a list of words; what it reads from standard input is a file or a text. `ask` gives the
command of one search as a whole process, `warm` the lines for a process that answers many; None: the
engine has no such thing.
"""
import glob
import json
import os
import shutil
import urllib.parse

BUILD = os.environ.get("BUILD", "build")
JARS = ":".join(sorted(path for name in ("core", "analyzers-common", "queryparser", "highlighter", "queries", "memory")
                       for path in glob.glob(f"/usr/share/java/lucene-{name}-[0-9]*.jar")))


def size_of(path):
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(path) for name in names)


def remove(path):
    for found in glob.glob(glob.escape(path) + "*"):
        shutil.rmtree(found) if os.path.isdir(found) else os.remove(found)


def wanted(query):
    return query.kind if query.kind in ("facets", "kwic") else "hits"


class Engine:
    """`work` is a folder for its indexes; `language` "es" or "all"."""
    reads = "clauses"  # what `index` is given: a file of clauses, or a folder of texts
    searches = True
    found = (0,)  # exit codes of a search that are no failure
    asked = 1  # how often each line is asked; programs of bench/ ask twice by themselves

    def __init__(self, work, corpus, language):
        self.language = language
        self.path = os.path.join(work, f"{corpus}.{self.suffix}")

    @staticmethod
    def missing():
        """What is not installed; "" when all is there."""
        return ""

    def prepare(self):
        remove(self.path)

    def size(self):
        return size_of(self.path)

    def ask(self, query):
        return None

    def warm(self):
        return None

    def times(self, answers, kinds):
        """(kind, microseconds) of each answer of the warm process."""
        for line in answers:
            kind, took, _ = line.split("\t", 2)
            yield kind, float(took)

    def update(self, symbol):
        return None


class Clausula(Engine):
    name, suffix, reads = "clausula", "clausula", "texts"
    found = (0, 1)  # 1: nothing was found, or a file could not be read
    jobs = []

    def index(self, source):
        return [f"{BUILD}/clausula", "index", "--quiet", *self.jobs, "--index", self.path, *source]

    def express(self, query):
        words = query.words
        return {
            "or": " OR ".join(words),
            "not": " NOT ".join(words),
            "short phrase": '"' + " ".join(words) + '"',
            "long phrase": '"' + " ".join(words) + '"',
            "near": " NEAR/5 ".join(words),
            "wildcard": words[0] + "*",
            "filter": f"{words[0]} session:{query.session}",
        }.get(query.kind, " ".join(words))

    def ask(self, query):
        more = {"facets": ["--facets", "session"], "kwic": ["--kwic", "--limit", "50"]}.get(query.kind, [])
        return [f"{BUILD}/clausula", "search", "--index", self.path, *more, "--", self.express(query)]

    def warm(self):
        return [f"{BUILD}/bench/warm", self.path]

    def line(self, query):
        return f"{query.kind}\t{wanted(query)}\t{self.express(query)}"

    def update(self, symbol):
        """The command reads the file of the resolution, not standard input."""
        return [f"{BUILD}/clausula", "index", "--quiet", "--index", self.path]


class ClausulaOneThread(Clausula):
    name, suffix, jobs = "clausula --jobs 1", "clausula1", ["--jobs", "1"]
    searches = False  # the index is the same


class Fts5(Engine):
    name, suffix = "SQLite FTS5", "fts5"

    @staticmethod
    def missing():
        if not os.path.exists(f"{BUILD}/bench/sqlite"):
            return "libsqlite3-dev"
        return "" if shutil.which("sqlite3") else "sqlite3"

    def index(self, source):
        return [f"{BUILD}/bench/sqlite", "index", self.path]

    def express(self, query):
        quoted = [f'"{word}"' for word in query.words]
        if query.kind in ("short phrase", "long phrase"):
            return '"' + " ".join(query.words) + '"'
        if query.kind == "near":
            return f"NEAR({' '.join(quoted)}, 5)"
        if query.kind == "wildcard":
            return quoted[0] + "*"
        return {"or": " OR ", "not": " NOT "}.get(query.kind, " AND ").join(quoted)

    def sql(self, query):
        match = self.express(query).replace("'", "''")
        if query.kind == "facets":
            return f"SELECT session, count(*) FROM clauses WHERE clauses MATCH '{match}' GROUP BY session"
        where = f" AND session = '{query.session}'" if query.kind == "filter" else ""
        return (f"SELECT lang, symbol, label, snippet(clauses, 6, '[', ']', '…', 32) FROM clauses "
                f"WHERE clauses MATCH '{match}'{where} ORDER BY rank LIMIT {50 if query.kind == 'kwic' else 10}")

    def ask(self, query):
        return None if query.kind == "typo" else ["sqlite3", self.path, self.sql(query)]

    def warm(self):
        return [f"{BUILD}/bench/sqlite", "warm", self.path]

    def line(self, query):
        return None if query.kind == "typo" else f"{query.kind}\t{wanted(query)}\t{self.sql(query)}"

    def update(self, symbol):
        return [f"{BUILD}/bench/sqlite", "update", self.path, symbol]


class Lucene(Engine):
    name, suffix = "Lucene 8", "lucene"
    java = ["java", "-cp", f"{JARS}:{BUILD}/bench", "Lucene"]

    @staticmethod
    def missing():
        if not shutil.which("java"):
            return "openjdk-17-jdk-headless"
        return "" if os.path.exists(f"{BUILD}/bench/Lucene.class") else "liblucene8-java"

    def index(self, source):
        return [*self.java, "index", self.path, self.language]

    def express(self, query):
        words = query.words
        if query.kind in ("short phrase", "long phrase", "near"):
            return '"' + " ".join(words) + '"' + ("~5" if query.kind == "near" else "")
        return {
            "or": " ".join(words),
            "not": f"+{words[0]} -{words[-1]}",
            "wildcard": words[0] + "*",
            "filter": f"+{words[0]} +session:{query.session}",
            "typo": words[0] + "~2",
        }.get(query.kind, " ".join("+" + word for word in words))

    def warm(self):
        return [*self.java, "warm", self.path, self.language]

    def line(self, query):
        return f"{query.kind}\t{wanted(query)}\t{self.express(query)}"

    def ask(self, query):
        return [*self.java, "ask", self.path, self.language, wanted(query), self.express(query)]

    def update(self, symbol):
        return [*self.java, "update", self.path, self.language, symbol]


class Omega(Engine):
    name, suffix = "Xapian Omega", "omega"
    binary = "/usr/lib/cgi-bin/omega/omega"

    @staticmethod
    def missing():
        return "" if shutil.which("scriptindex") and os.path.exists(Omega.binary) else "xapian-omega"

    def prepare(self):
        super().prepare()
        for name, text in (
                (".script", "symbol : field\nlabel : field\nsession : boolean=XS field\ntext : field index\n"),
                (".template", ("$set{stemmer,es}" if self.language == "es" else "")
                 + "$hitlist{$field{symbol} $field{label} $snippet{$field{text}}\n}"),
                (".conf", f"database_dir {os.path.dirname(os.path.abspath(self.path))}\n"
                          f"template_dir {os.path.dirname(os.path.abspath(self.path))}\n"
                          "log_dir /tmp\ncdb_dir /tmp\n")):
            with open(self.path + name, "w", encoding="utf-8") as file:
                file.write(text)

    def convert(self, clauses):
        """The clauses as scriptindex reads them; once for a corpus, not counted."""
        path = clauses + ".omega"
        if not os.path.exists(path):
            with open(clauses, encoding="utf-8") as lines, open(path, "w", encoding="utf-8") as out:
                for line in lines:
                    _, symbol, session, _, _, label, text = line.rstrip("\n").split("\t", 6)
                    out.write(f"symbol={symbol}\nlabel={label}\nsession={session}\ntext={text}\n\n")
        return path

    def index(self, source):
        return ["scriptindex", f"--stemmer={'spanish' if self.language == 'es' else 'none'}",
                self.path, self.path + ".script"]

    def ask(self, query):
        if query.kind in ("typo", "facets"):
            return None
        words = query.words
        text = {"or": " OR ".join(words), "not": f"{words[0]} AND NOT {words[-1]}",
                "short phrase": '"' + " ".join(words) + '"', "long phrase": '"' + " ".join(words) + '"',
                "near": " NEAR/5 ".join(words), "wildcard": words[0] + "*"}.get(query.kind, " AND ".join(words))
        more = [f"B=XS{query.session}"] if query.kind == "filter" else []
        return ["env", f"OMEGA_CONFIG_FILE={self.path}.conf", self.binary, f"P={text}",
                f"DB={os.path.basename(self.path)}", f"FMT={os.path.basename(self.path)}.template",
                f"HITSPERPAGE={50 if query.kind == 'kwic' else 10}", "xP=", *more]


class Groonga(Engine):
    name, suffix, asked = "Groonga", "groonga", 2

    @staticmethod
    def missing():
        return "" if shutil.which("groonga") else "groonga-bin"

    def convert(self, clauses):
        path = clauses + ".groonga"
        if not os.path.exists(path):
            with open(clauses, encoding="utf-8") as lines, open(path, "w", encoding="utf-8") as out:
                out.write("table_create Clauses TABLE_NO_KEY\n")
                for column in ("symbol", "session", "label"):
                    out.write(f"column_create Clauses {column} COLUMN_SCALAR ShortText\n")
                out.write("column_create Clauses text COLUMN_SCALAR Text\n"
                          "table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram "
                          "--normalizer 'NormalizerNFKC130(\"unify_alphabet_diacritical_mark\", true)'\n"
                          "column_create Terms clauses COLUMN_INDEX|WITH_POSITION Clauses text\n"
                          "load --table Clauses\n[\n")
                comma = ""
                for line in lines:
                    _, symbol, session, _, _, label, text = line.rstrip("\n").split("\t", 6)
                    row = {"symbol": symbol, "session": session, "label": label, "text": text}
                    out.write(comma + json.dumps(row, ensure_ascii=False))
                    comma = ",\n"
                out.write("\n]\n")
        return path

    def prepare(self):
        super().prepare()
        os.makedirs(self.path)

    def index(self, source):
        return ["groonga", "-n", os.path.join(self.path, "db")]

    def url(self, query):
        words = query.words
        text = {"or": " OR ".join(words), "not": f"{words[0]} - {words[-1]}",
                "short phrase": '"' + " ".join(words) + '"', "long phrase": '"' + " ".join(words) + '"',
                "near": f'*N5"{" ".join(words)}"', "wildcard": words[0] + "*"}.get(query.kind, " ".join(words))
        options = {"table": "Clauses", "match_columns": "text", "query": text, "sort_keys": "-_score",
                   "output_columns": "symbol,label,snippet_html(text)", "command_version": "2", "cache": "no",
                   "limit": {"facets": 0, "kwic": 50}.get(query.kind, 10)}
        if query.kind == "filter":
            options["filter"] = f'session == "{query.session}"'
        if query.kind == "facets":
            options["drilldown"] = "session"
        return "/d/select?" + urllib.parse.urlencode(options)

    def ask(self, query):
        if query.kind == "typo":
            return None
        return ["groonga", os.path.join(self.path, "db"), self.url(query)]

    def warm(self):
        return ["groonga", os.path.join(self.path, "db")]

    def line(self, query):
        return None if query.kind == "typo" else self.url(query)

    def times(self, answers, kinds):
        """It tells the seconds that each took; the second time counts."""
        for number, line in enumerate(line for line in answers if line.startswith("[[")):
            if number % 2 == 1:
                yield kinds[number // 2], float(line[2:].split(",")[2].rstrip("]")) * 1e6


ENGINES = (Clausula, Fts5, Lucene, Omega, Groonga)
