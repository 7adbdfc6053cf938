# SPDX-License-Identifier: GPL-2.0-or-later
"""What comes out: hostile texts, names of files and queries, and every format parsed back.

The parsers are not clausula's: json, csv, html.parser and rules of our own for TSV, Markdown and dot. What a
clause is, its JSON tells; the other formats must give the same words back, and the words must still be there
(each clause has one that stands nowhere else).
"""

import csv
import html.parser
import io
import json
import os
import random
import re
import unicodedata

from common import TOP, Row, one_line

# Controls, marks of direction, line and paragraph separators, the byte order mark.
FORBIDDEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")

PIECES = (
    "\x1b[31m", "\x1b]0;title\x07", "\x1b]8;;http://evil.example\x1b\\", "\x1bP+q\x1b\\", "\x9b2J", "\x90q\x9c", "\x07", "\x08\x08",
    "\r", "\x7f", "\x85", "\x0b", "\x0c", "\x1a", "\x00", "\u202e", "\u202d", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c",
    "\u2028", "\u2029", "\ufeff", "\u200b", "\u00ad", "\ufffd", "\ufff9", "\U000e0041", "\U0010ffff", "\ue000", "e\u0301\u0301\u0301",
    "\u0301", "\u202eabc\u202c", "'", '"', '""', "''", "`", "```", "~~~", "~~", "$(reboot)", "${IFS}", "`id`", "; rm -rf ~", "|", "||",
    "&&", "\\", "\\\\", "\\n", "\\t", "\\u001b", "\\x1b", "%s%n", "%00", "<b>", "</p>", "</title>", "<script>alert(1)</script>",
    "<!--", "-->", "]]>", "<![CDATA[", "&lt;", "&amp;amp;", "&#27;", "&#x202e;", "&copy;", "& ", "<img src=x onerror=y>", "</style>",
    "**", "__", "*a*", "_a_", "***", "[a](javascript:b)", "![a](b)", "[a]: b", "[^1]", "# ", "> ", ">", "- ", "+ ", "* ", "1. ", "1) ",
    "---", "===", "| a | b |", ":-:", "http://a.example", "https://a.example/*b*", "www.a.example", "a@b.example", "<http://a.example>",
    "$x$", "$$", ":smile:", "{.a}", "{{x}}", "=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t", ",", ";", ",,", '",', "\t=1",
    "مرحبا", "שלום", "中文", "\u0e33", "🏳️‍🌈", "ﷺ", "\u1680", "\u3000", "\u00a0", "\u2060", "  ", "¹", "²", "…", "ß", "İ", "ǅ", "--", "#OP1",
    "A/RES/91/1", "78/16", "91/2#OP1", "title:", "NOT", "OR", "(", ")", "NEAR/3", "^2", "?", "ab*", ":", "/", "..", "^", "!", "{", "}", "[", "]",
)


def hostile(numbers, most):
    """Pieces and words in any order."""
    parts = []
    for _ in range(numbers.randint(1, most)):
        parts.append(numbers.choice(PIECES) if numbers.random() < .8 else numbers.choice(("library", "States", "peace", "report")))
        if numbers.random() < .4:
            parts.append(" ")
    return "".join(parts)


def hostile_bytes(numbers, most):
    """A name of a file or an argument: no NUL, and sometimes no UTF-8."""
    text = hostile(numbers, most).replace("\0", "\x01").encode("utf-8")
    if numbers.random() < .3:
        at = numbers.randint(0, len(text))
        text = text[:at] + numbers.choice((b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x80", b"\xc0\xaf")) + text[at:]
    return text


def hostile_name(numbers):
    name = hostile_bytes(numbers, 4).replace(b"/", b"\xe2\x88\x95")[:120]
    return name if name.strip(b".") else b"_" + name


# ---- Sources ----

def one_line_of(numbers, most):
    return re.sub("[\r\n\x0b\x0c\x85\u2028\u2029]", " ", hostile(numbers, most))


def write_dirty(path, numbers):
    """Controls that no text has: such a file is refused, and named."""
    path.write_bytes(b"91/77. Peace\n\n1. Requests " + hostile_bytes(numbers, 6) + b"\x1b[1m;\n")


def without_controls(text):
    return re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\x7f]", "", text)


def write_text(path, numbers, symbol, words):
    # A comment that goes on behind the title may swallow all clauses: then it is no resolution.
    title = "Public libraries " + re.sub("<!--(?!.*-->)", "", one_line_of(numbers, 4))
    lines = ["Ninety-first session", "Agenda item 21", "", "Resolution adopted by the General Assembly on 20 November 2036", "",
             f"{symbol}. {title}", "", "The General Assembly,", ""]
    half = len(words) // 2
    for word in words[:half]:
        lines += [f"Recalling {word} {hostile(numbers, 8)} to the end,", ""]
    for number, word in enumerate(words[half:], 1):
        lines += [f"{number}. *Requests* {word} {hostile(numbers, 8)} of the States;", ""]
    text = without_controls("\n".join(lines))
    path.write_bytes(text.encode("utf-8"))
    text = re.sub("<!(?=--).*?-->", "", text, flags=re.DOTALL)  # what stands in a comment is not to be found
    return [word for word in words if word + " " in text]


def escape(text):
    """As text of XML 1.0: what it cannot have is left out, some as numbers."""
    text = re.sub("[\ufffe\uffff]", "", without_controls(text)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text.replace("\u202e", "&#x202e;").replace("\x9b", "&#x9b;")


def write_xml(path, numbers, symbol, words):
    """A sample whose texts are made hostile."""
    text = (TOP / "samples" / "akn4un" / "A_RES_91_2-E.xml").read_text(encoding="utf-8")
    text = text.replace("91/2", symbol).replace("91-2", symbol.replace("/", "-"))
    words = iter(words)

    def change(match):
        return f'{match.group(1)} {next(words, "")} {escape(hostile(numbers, 8))} '
    text = re.sub('(<span class="italic">(?!The General)[A-Za-z ]*</span>)', change, text)
    text = re.sub('(showAs=")([^"]*)(")', lambda m: m.group(1) + m.group(2) + escape(hostile(numbers, 3)) + m.group(3), text)
    path.write_text(text, encoding="utf-8")


def write_record(path, numbers, symbol):
    """What is told of a resolution beside its text: an object on a line."""
    line = (TOP / "samples" / "data_extract" / "91.json").read_text(encoding="utf-8").splitlines()[0]
    record = json.loads(line)
    for key, value in record.items():
        if isinstance(value, str) and key not in ("symbol", "resolution_number", "adoption_date"):
            record[key] = value + hostile(numbers, 3)
        elif isinstance(value, list):
            record[key] = [str(item) + hostile(numbers, 2) for item in value]
    record["symbol"], record["resolution_number"] = f"A/RES/{symbol}", f"{symbol}."
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(record, ensure_ascii=numbers.random() < .5).replace("\\u0000", "\\u0001") + "\n")


# ---- Parsers ----

def table_of_csv(text):
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def table_of_tsv(text):
    if not text.endswith("\n"):
        raise ValueError("the last row has no end")

    def value(cell):
        if re.search(r"\\(?![tn\\])", re.sub(r"\\\\", "", cell)):
            raise ValueError(f"a backslash of no meaning: {cell!r}")
        return re.sub(r"\\(.)", lambda m: {"t": "\t", "n": "\n", "\\": "\\"}[m.group(1)], cell)
    return [[value(cell) for cell in line.split("\t")] for line in text[:-1].split("\n")]


class Page(html.parser.HTMLParser):
    """A page whose elements are all closed, of the kinds that clausula writes."""
    KNOWN = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "span", "del", "ins", "table", "thead", "tbody", "tr",
             "th", "td", "br"}

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.paragraphs, self.old, self.new = [], [], None, None
        self.feed(text)
        self.close()
        if self.open:
            raise ValueError(f"open at the end: {self.open}")

    def handle_starttag(self, tag, attrs):
        if tag not in self.KNOWN or any(name not in ("lang", "class", "charset", "dir", "colspan") for name, _ in attrs):
            raise ValueError(f"an element of a stranger: <{tag} {attrs}>")
        if tag in ("p", "td") and dict(attrs).get("dir") == "auto":
            self.old = self.new = ""
        self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        if tag == "br" and self.old is not None:
            self.old, self.new = self.old + "\n", self.new + "\n"
        elif tag not in ("br", "meta"):
            raise ValueError(f"an element of a stranger: <{tag}/>")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            raise ValueError(f"</{tag}> where it has no beginning")
        if tag in ("p", "td") and self.old is not None:
            self.paragraphs.append((self.old, self.new))
            self.old = self.new = None

    def handle_data(self, data):
        if self.old is not None:
            self.old += "" if "ins" in self.open else data
            self.new += "" if "del" in self.open else data

    def handle_comment(self, data):
        raise ValueError("a comment of a stranger")

    def unknown_decl(self, data):
        raise ValueError("a declaration of a stranger")

    def handle_pi(self, data):
        raise ValueError("an instruction of a stranger")


def words_of_markdown(line, strike=False):
    """One line of words by the rules of CommonMark and its dialects: what it reads as. Bold, and where wanted
    words struck through, are the only markup that may be there."""
    if re.match(r" {0,3}(?:[-+*](?:\s|$)|\d{1,9}[.)](?:\s|$)|#{1,6}(?:\s|$)|>|```|~~~|=+\s*$|-+\s*$|:|\{|!)| {4}|\t", line):
        raise ValueError(f"the mark of a block: {line!r}")
    out, at, bold, struck = [], 0, False, False
    while at < len(line):
        if line[at] == "\\":
            if not re.match(r"[!-/:-@\[-`{-~]", line[at + 1:at + 2]):
                raise ValueError(f"a backslash of no meaning: {line!r}")
            out.append(line[at + 1])
            at += 2
            continue
        if line.startswith("**", at):
            bold, at = not bold, at + 2
            continue
        if strike and line.startswith("~~", at):
            struck, at = not struck, at + 2
            continue
        if line[at] in "*_[]<>`~|#&$" or line.startswith("://", at) or line.startswith("www.", at):
            raise ValueError(f"markup of a stranger: {line[at:at + 10]!r} in {line!r}")
        out.append(line[at])
        at += 1
    if bold or struck:
        raise ValueError(f"bold without an end: {line!r}")
    return "".join(out)


def quotations(text):
    """The quotations of a Markdown document, each as its paragraphs."""
    found, here = [], None
    for line in text.split("\n"):
        if line.startswith(">"):
            if here is None:
                here = []
                found.append(here)
            if line != ">":
                here.append(words_of_markdown(line[1:].removeprefix(" ")))
        else:
            here = None
            if line.startswith("#"):
                line = line.lstrip("#").lstrip(" ")
                words_of_markdown(re.sub(r"^\d+\. ", "", line))
            elif line.strip():
                words_of_markdown(line, strike=True)
    return found


def check_graph(text):
    """A graph for dot: strings, and between them only its own words."""
    if text == "":
        return
    rest = re.sub(r'"(?:[^"\\\n]|\\.)*"', "S", text)
    if not re.fullmatch(r"(?:(?:digraph|rankdir|node|edge|shape|style|label|tooltip|penwidth|color|dashed|solid|bold|box|RL|LR|[a-z]+"
                        r"|S|->|[0-9.]+|[{}\[\]=,;\s])\s*)*", rest):
        raise ValueError(f"not a graph: {rest[:200]!r}")


def strings_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from strings_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings_of(item)


def objects(text, style):
    values = json.loads(text) if style == "json" else [json.loads(line) for line in text.split("\n")[:-1]]
    for string in strings_of(values):
        if FORBIDDEN.search(string):
            raise ValueError(f"a control in a string: {string!r}")
    return values


# ---- The row ----

class Outputs:
    def __init__(self, setting, row, index):
        self.setting, self.row, self.index = setting, row, index

    def ask(self, *arguments, style=""):
        """The exit code and what was written; None when something came out that must not."""
        code, output, messages = self.setting.run(*arguments, index=self.index)
        what = b" ".join(a if isinstance(a, bytes) else str(a).encode() for a in arguments)
        problem = None
        if code not in (0, 1, 2):
            problem = f"ends with {code}: {messages[-200:]!r}"
        for stream in (output, messages):
            try:
                text = stream.decode("utf-8")
            except UnicodeDecodeError as error:
                problem = f"not UTF-8: {stream[max(0, error.start - 30):error.end + 10]!r}"
                continue
            tabs = stream is output and (style == "tsv" or arguments[:1] in (("list",), ("analyze",), ("trace",)) or
                                         "--facets" in arguments)
            bad = FORBIDDEN.search(text) or (None if tabs else re.search("\t", text))
            if bad:
                problem = f"{bad.group()!r} comes out: {text[max(0, bad.start() - 40):bad.end() + 20]!r}"
        if code == 2 and problem is None and not messages.startswith(b"clausula: "):
            problem = f"no message of its own: {messages[:200]!r}"
        self.row.judge(problem is None, f"{what!r}: {problem}")
        return None if problem else (code, output.decode("utf-8"))

    def parse(self, answer, what, parser, *arguments):
        """What the parser makes of the answer; None when it refuses."""
        if answer is None:
            return None
        try:
            return parser(answer[1], *arguments)
        except (ValueError, KeyError, IndexError, csv.Error) as error:
            self.row.judge(False, f"{what!r}: {error}")
            return None

    def same(self, wanted, got, what):
        wrong = next(((a, b) for a, b in zip(wanted, got) if a != b), (len(wanted), len(got)))
        self.row.judge(wanted == got, f"{what!r}: wanted and got {wrong!r}")

    def resolution(self, symbol):
        """One resolution in every format: the same words."""
        clauses = self.parse(self.ask("show", "--format", "json", symbol, style="json"), symbol, objects, "json")
        if not clauses:
            self.row.judge(False, f"{symbol}: nothing")
            return
        texts = [clause["text"] for clause in clauses]
        self.row.judge(all(unicodedata.normalize("NFC", text) == text for text in texts), f"{symbol}: not NFC")
        lines = self.parse(self.ask("show", "--format", "jsonl", symbol, style="jsonl"), symbol, objects, "jsonl")
        self.same(clauses, lines or [], f"{symbol} as jsonl")
        for style, parser in (("csv", table_of_csv), ("tsv", table_of_tsv)):
            rows = self.parse(self.ask("show", "--format", style, symbol, style=style), symbol, parser)
            if rows is not None:
                names = rows[0]
                got = [dict(zip(names, row)) for row in rows[1:]]
                for field in ("symbol", "lang", "clause", "number", "verb", "title", "committee", "agenda_item", "text"):
                    self.same([clause[field] or "" for clause in clauses], [row.get(field) for row in got], f"{symbol} {style} {field}")
                self.row.judge(all(len(row) == len(names) for row in rows), f"{symbol} {style}: rows of other lengths")
        found = self.parse(self.ask("show", "--format", "markdown", symbol), symbol, quotations)
        if found is not None:
            wanted = [paragraphs(clause["text"]) for clause in clauses]
            notes = [sum(len(paragraphs(f'[{note["mark"]}] {note["text"]}')) for note in clause["footnotes"]) for clause in clauses]
            got = [quote[:len(quote) - count] for quote, count in zip(found, notes)]
            self.same(wanted, [[squeeze(line) for line in quote] for quote in got], f"{symbol} as markdown")
        for more in ((), ("--cite",)):
            self.ask("show", *more, symbol)

    def pages(self, one, other):
        """HTML of two commands, against their own JSON."""
        rows = self.parse(self.ask("compare", "--format", "json", one, other), one, objects, "json")
        page = self.parse(self.ask("compare", "--all", "--format", "html", one, other), f"compare {one} {other} html", Page)
        if rows is not None and page is not None:
            shown = {squeeze(text) for pair in page.paragraphs for text in pair}
            for row in rows:
                for text in (row["old_text"], row["new_text"]):
                    self.row.judge(not text or squeeze(text) in shown, f"compare {one} {other}: not in the page: {text!r}")
        self.parse(self.ask("compare", "--side-by-side", "--format", "html", one, other), f"compare {one} {other} beside", Page)
        self.parse(self.ask("compare", "--format", "jsonl", one, other), one, objects, "jsonl")
        self.ask("compare", "--format", "markdown", one, other)
        self.ask("compare", one, other)
        self.ask("compare", "--side-by-side", one, other)
        rows = self.parse(self.ask("check", "--format", "json", one), one, objects, "json")
        page = self.parse(self.ask("check", "--format", "html", one), f"check {one} html", Page)
        if rows is not None and page is not None:
            shown = {squeeze(text) for pair in page.paragraphs for text in pair}
            for row in rows:
                if row.get("text"):
                    self.row.judge(squeeze(row["text"]) in shown, f"check {one}: not in the page: {row['text']!r}")
        self.ask("check", one)

    def clause(self, word, symbol):
        """The word that stands in one clause only finds it, whatever stands beside it."""
        answer = self.parse(self.ask("search", "--exact", "--format", "json", word, style="json"), word, objects, "json")
        if answer is None:
            return
        self.row.judge(len(answer) == 1 and answer[0]["symbol"] == symbol, f"{word}: found {[hit['symbol'] for hit in answer]}")
        if len(answer) != 1:
            return
        place = f'{answer[0]["symbol"]}#{answer[0]["clause"]}'
        quote = self.parse(self.ask("search", "--exact", "--format", "markdown", word), word, quotations)
        if quote:
            got = [squeeze(line) for line in quote[0]]
            wanted = paragraphs(answer[0]["text"])
            self.same(wanted, got[:len(wanted)], f"{word} as markdown")
        for command in (("search", word), ("search", "--kwic", word), ("search", "--explain", word), ("similar", place),
                        ("similar", "--diff", place), ("trace", place)):
            self.ask(*command)
        for command in (("similar", "--diff", "--format", "jsonl", place), ("trace", "--format", "jsonl", place)):
            self.parse(self.ask(*command), command, objects, "jsonl")
        self.parse(self.ask("trace", "--format", "dot", place, style="dot"), place, check_graph)

    QUERIES = (
        ("search",), ("search", "--explain"), ("search", "--kwic"), ("search", "--format", "json"), ("search", "--format", "jsonl"),
        ("search", "--format", "csv"), ("search", "--format", "tsv"), ("search", "--format", "markdown"), ("search", "--count"),
        ("search", "--facets", "session,verb,subject"), ("show",), ("show", "--format", "json"), ("trace",), ("trace", "--format", "jsonl"),
        ("trace", "--format", "dot"), ("similar",), ("similar", "--format", "jsonl"), ("cites",), ("cites", "--format", "json"),
        ("cites", "--by"), ("cites", "--format", "dot"), ("list", "subject"), ("list",), ("compare", "91/1"), ("check",),
        ("analyze",), ("search", "--lang"), ("search", "--sort"), ("search", "--facets"), ("completion",), ("info", "--index"),
        ("verify", "--index"), (),
    )
    PARSERS = {"json": (objects, "json"), "jsonl": (objects, "jsonl"), "csv": (table_of_csv,), "tsv": (table_of_tsv,),
               "markdown": (quotations,), "dot": (check_graph,)}

    def query(self, command, words):
        style = command[2] if command[1:2] == ("--format",) else ""
        answer = self.ask(*command, words, style=style)
        if answer is not None and answer[0] == 0 and style in self.PARSERS:
            self.parse(answer, (command, words), *self.PARSERS[style])

    def name(self, path, symbol):
        """A hostile name of a file: as a draft, and as the name of what is no resolution."""
        for command in (("check", "--lang", "en", path), ("check", "--format", "html", path), ("compare", path, symbol),
                        ("compare", "--format", "html", path, symbol), ("similar", path + b"#PP1"), ("search", "--index", path, "a"),
                        ("index", "--index", path, path + b"x"), ("trace", path), ("check", path + b"#none")):
            answer = self.ask(*command)
            if answer is not None and answer[0] != 2 and b"html" in [c if isinstance(c, bytes) else c.encode() for c in command]:
                self.parse(answer, command, Page)
        for command, style in ((("check", "--format", "json", path), "json"), (("check", "--format", "jsonl", path), "jsonl"),
                               (("compare", "--format", "json", path, symbol), "json"),
                               (("compare", "--format", "jsonl", symbol, path), "jsonl")):
            answer = self.ask(*command)
            if answer is not None and answer[0] != 2:
                values = self.parse(answer, command, objects, style)
                self.row.judge(bool(values), f"{command!r}: nothing came out")


def squeeze(text):
    return re.sub(" +", " ", text).strip(" ")


def paragraphs(text):
    return [squeeze(line) for line in text.split("\n")]


def clean_output(setting):
    row = Row("clean output: hostile texts, names and queries, parsed back", "nothing but words, and the same words")
    numbers = random.Random(setting.seed * 7919)
    resolutions, each = setting.choose(400, 25), 10
    names, queries = setting.choose(1000, 60), setting.choose(5000, 300)
    sources = setting.work / "outputs"
    sources.mkdir()
    words, symbols = {}, []
    for i in range(resolutions):
        symbol = f"93/{i + 1}"
        own = [f"word{i}x{j}" for j in range(each)]
        name = hostile_name(numbers)
        path = sources / os.fsdecode(b"%d" % i + name + (b".xml" if i % 4 == 3 else b".txt"))
        if i % 4 == 3:
            own = own[:5]
            write_xml(path, numbers, symbol, own)
        else:
            own = write_text(path, numbers, symbol, own)
            write_record(sources / "93.json", numbers, symbol)
        words.update((word, f"A/RES/{symbol}") for word in own)
        symbols.append(f"A/RES/{symbol}")
    for i in range(resolutions // 10):
        write_dirty(sources / os.fsdecode(b"%d" % i + hostile_name(numbers) + b".txt"), numbers)
    index = setting.work / "outputs-index"
    out = Outputs(setting, row, index)
    out.ask("index", "--index", index, sources)
    out.ask("index", "--quiet", "--index", index, sources)
    out.ask("info")
    for field in ("subject", "sponsor", "verb", "committee", "agenda", "cites", "title", "symbol"):
        out.ask("list", field)
        out.ask("search", "--facets", field, "--format", "json", "of")
    setting.map(out.resolution, symbols)
    setting.map(lambda i: out.pages(symbols[i - 1], symbols[i]), range(len(symbols)))
    setting.map(lambda item: out.clause(*item), words.items())
    # The same characters in a file that is never indexed, under a new name each time.
    drafts = setting.work / "drafts"
    drafts.mkdir()
    paths = []
    for i in range(names):
        path = os.fsencode(drafts) + b"/%d" % i + hostile_name(numbers)
        text = hostile_bytes(numbers, 30) if i % 5 == 4 else without_controls(
            f"Recalling {hostile(numbers, 5)} of peace,\n\n1. Requests {hostile(numbers, 5)};\n").encode("utf-8")
        with open(path, "wb") as file:
            file.write(text)
        paths.append((path, numbers.choice(symbols)))
    setting.map(lambda item: out.name(*item), paths)
    asked = [(numbers.choice(out.QUERIES), hostile_bytes(numbers, 6)) for _ in range(queries)]
    setting.map(lambda item: out.query(*item), asked)
    row.note = f"{len(words):,} texts, {resolutions + names:,} names, {queries:,} queries"
    return row
