#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The man pages against the program.

Usage: man.py PROGRAM [PAGES]

PAGES is the directory of the pages, if it is not man/.

Checked are: the SYNOPSIS and the options of each command's page against its --help, and the fields
of clausula-query(7) against those that the program names; every example of every page; mandoc's own
opinion of the pages. What failed is printed with page and line.

An example is what stands between ".Bd -literal" and ".Ed". A line that begins with "$ " is run by
bash, with the rest of the pipeline where it ends with "|" or "\\", in a directory of the page's own
that holds the samples, and an index of them at its usual place. It must exit with 0; with 1 when the
text right before the display says that it "finds nothing", with 2 when it says that it "fails".
Other lines of a display are what the command before them prints. They are compared without white
space, and without regard to numbers that have a decimal point (times, scores, sizes). A line that
is only "..." stands for any lines.

Exit code: 0 all is as it says, 1 something is not, 2 wrong use, 77 mandoc is not there.
"""

import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent
PAGE_OF_ALL = "clausula.1"
TIMEOUT = 60  # seconds, for one example

ESCAPES = {
    "aq": "'", "dq": '"', "ti": "~", "ha": "^", "lq": "“", "rq": "”", "Bq": "„", "Fo": "«",
    "Fc": "»", "mu": "×", "->": "→", "en": "–", "~n": "ñ", "'a": "á", "'e": "é", "'o": "ó", "'u": "ú", "oe": "œ", "rs": "\\",
}

failures = []
folder = TOP / "man"


def fail(page, line, what):
    failures.append(f"man/{page.name}:{line}: {what}")


def pages():
    return sorted(page for page in folder.iterdir() if page.suffix in (".1", ".5", ".7"))


def unescape(text, page, number):
    """The characters that roff escapes stand for."""
    def character(match):
        escape = match.group(0)[1:]
        if escape in ("e", "-"):
            return "\\" if escape == "e" else "-"
        if escape == "&":
            return ""
        name = escape[1:].rstrip("]")
        if re.fullmatch(r"u[0-9A-F]{4,6}", name):
            return chr(int(name[1:], 16))
        if name not in ESCAPES:
            fail(page, number, f'tests/man.py does not know the escape "{match.group(0)}"')
        return ESCAPES.get(name, "?")
    return re.sub(r"\\(?:\[[^]]*\]|\(..|.)", character, text)


# ---- --help ----

def output(program, *arguments):
    result = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    return result.stdout + result.stderr


def commands(program):
    """The names in the list of `clausula --help`."""
    return re.findall(r"^  ([a-z]+) ", output(program, "--help"), re.MULTILINE)


def synopsis(page):
    # No line is so long that mandoc breaks it, which it also does at hyphens.
    rendered = subprocess.run(["mandoc", "-T", "utf8", "-O", "width=900", page],
                              capture_output=True, text=True, check=True).stdout
    plain = re.sub(".\b", "", rendered)  # bold and underlined, as col -b reads them
    section = re.search(r"^SYNOPSIS\n(.*?)^\S", plain, re.MULTILINE | re.DOTALL)
    return " ".join(section.group(1).split()) if section else ""


def options_of_page(page):
    """The options that have an entry: "--name ARGUMENT" to the line of the entry."""
    found = {}
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        match = re.match(r"\.It Fl Fl ([a-z-]+)(?: Ar (\S+))?$", line)
        if match:
            found[" ".join(part for part in match.groups() if part)] = number
    return found


def check_command(program, name):
    page = folder / f"clausula-{name}.1"
    if not page.exists():
        fail(page, 1, f"the command {name} has no page")
        return
    text = output(program, name, "--help")
    usage = re.match(r"usage: (.*)", text).group(1)
    if synopsis(page) != " ".join(usage.split()):
        fail(page, 1, f'the SYNOPSIS is "{synopsis(page)}", --help has "{usage}"')
    wanted = {" ".join(match) for match in re.findall(r"^  --([a-z-]+)(?: ([A-Z]+))?(?=  )", text,
                                                      re.MULTILINE)}
    wanted = {option.strip() for option in wanted}
    entries = options_of_page(page)
    for option in sorted(wanted - entries.keys()):
        fail(page, 1, f'the option "--{option}" of --help has no entry')
    for option in sorted(entries.keys() - wanted):
        fail(page, entries[option], f'no option of --help is "--{option}"')


def check_page_of_all(names):
    page = folder / PAGE_OF_ALL
    text = page.read_text(encoding="utf-8")
    for name in names:
        if not re.search(rf"^\.It Nm Cm {name}$", text, re.MULTILINE):
            fail(page, 1, f'the command "{name}" is not in the list')


def check_fields(program):
    page = folder / "clausula-query.7"
    if not page.exists():
        fail(page, 1, "the query language has no page")
        return
    text = page.read_text(encoding="utf-8")
    names = re.search(r"expected one of (.*)", output(program, "search", "nosuchfield:x"))
    wanted = set(re.findall(r"([a-z]+):", names.group(1))) if names else set()
    if not wanted:
        fail(page, 1, "the program does not tell the names of its fields")
    items = "\n".join(re.findall(r"^\.It Cm .*$", text, re.MULTILINE))
    entries = set(re.findall(r"([a-z]+) : Ns", items))
    for name in sorted(wanted ^ entries):
        fail(page, 1, f'the field "{name}:" is only ' +
             ("in the program" if name in wanted else "on the page"))


# ---- Examples ----

class Example:
    def __init__(self, page, number, command, code):
        self.page, self.number, self.command, self.code = page, number, command, code
        self.shown = []


def expected_code(before):
    """What the text right before a display says of the exit status of its commands."""
    text = " ".join(before)
    if re.search(r"\bfinds nothing\b", text):
        return 1
    return 2 if re.search(r"\bfails\b", text) else 0


def examples_of(page):
    """The examples of a page, in their order."""
    found, before, literal, code, open_command, last = [], [], False, 0, False, None
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith(".Bd -literal"):
            literal, code, open_command, last = True, expected_code(before), False, None
        elif line == ".Ed":
            literal, before = False, []
        elif not literal:
            if "$ clausula " in line:
                fail(page, number, "an example stands outside .Bd -literal and is not run")
            if re.match(r"\.(Pp|Sh|Ss|It|El)\b", line):
                before = []
            before.append(line)
        else:
            plain = unescape(line, page, number)
            if open_command:
                last.command += "\n" + plain
            elif plain.startswith("$ "):
                last = Example(page, number, plain[2:], code)
                found.append(last)
            elif last is not None:
                last.shown.append(plain)
                continue
            else:
                continue
            open_command = plain.endswith(("|", "\\"))
    return found


def squeeze(text):
    """Without white space and without numbers that differ from run to run."""
    return re.sub(r"\s", "", re.sub(r"\d+\.\d+", "N", text))


def looks_like(shown, printed):
    pieces, piece = [], []
    for line in shown:
        if line.strip() == "...":
            pieces.append("\n".join(piece))
            piece = []
        else:
            piece.append(line)
    pieces.append("\n".join(piece))
    pattern = ".*".join(re.escape(squeeze(part)) for part in pieces)
    return re.fullmatch(pattern, squeeze(printed), re.DOTALL) is not None


def missing_tool(command):
    """A program that the example pipes through and this computer does not have."""
    for part in re.split(r"[|\n]", command):
        words = part.split()
        if words and words[0] in ("jq", "column", "less") and shutil.which(words[0]) is None:
            return words[0]
    return None


def run(example, directory, environment):
    tool = missing_tool(example.command)
    if tool is not None:
        print(f"SKIPPED: man/{example.page.name}:{example.number}: no {tool}")
        return
    try:
        result = subprocess.run(["bash", "-o", "pipefail", "-c", example.command], cwd=directory,
                                env=environment, stdin=subprocess.DEVNULL, timeout=TIMEOUT,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    except subprocess.TimeoutExpired:
        fail(example.page, example.number, f"does not end in {TIMEOUT} s: {example.command}")
        return
    printed = result.stdout.decode("utf-8", "replace")
    if result.returncode != example.code:
        fail(example.page, example.number, f"exits with {result.returncode}, wanted "
             f"{example.code}: {example.command}\n" + printed[:2000])
    elif example.shown and not looks_like(example.shown, printed):
        fail(example.page, example.number, "prints something else than the page shows: "
             f"{example.command}\n" + printed[:4000])


def prepare(work, program):
    """A directory with the program, and a home with an index of the samples."""
    (work / "bin").mkdir()
    (work / "bin" / "clausula").symlink_to(program)
    environment = {name: value for name, value in os.environ.items()
                   if name in ("PATH", "TMPDIR") or name.endswith("SAN_OPTIONS")}
    environment.update(PATH=f"{work / 'bin'}:{environment.get('PATH', '/usr/bin:/bin')}",
                       HOME=str(work / "home"), LC_ALL="C.UTF-8", COLUMNS="80", NO_COLOR="1")
    (work / "home").mkdir()
    subprocess.run(["clausula", "index", "--quiet", TOP / "samples"], env=environment, check=True)
    return environment


def check_examples(program, page, examples):
    with tempfile.TemporaryDirectory(prefix="clausula-man-") as name:
        work = pathlib.Path(name)
        environment = prepare(work, program)
        directory = work / "scratch"
        directory.mkdir()
        shutil.copytree(TOP / "samples", directory / "samples")
        for example in examples:
            run(example, directory, environment)
    if page.name.endswith(".1") and not examples:
        fail(page, 1, "has no example")


def check_lint():
    for page in pages():
        result = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", page],
                                capture_output=True, text=True, check=False)
        for line in (result.stdout + result.stderr).splitlines():
            failures.append(line.replace(f"{folder}/", "man/"))


def main(arguments):
    global folder
    if len(arguments) not in (2, 3):
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 2
    if shutil.which("mandoc") is None:
        print("SKIPPED: the man pages: mandoc is not installed", file=sys.stderr)
        return 77
    program = shutil.which(arguments[1])
    if program is None:
        print(f"man.py: no program {shlex.quote(arguments[1])}", file=sys.stderr)
        return 2
    program = os.path.realpath(program)
    if len(arguments) == 3:
        folder = pathlib.Path(arguments[2]).resolve()
    names = commands(program)
    if not names:
        print("man.py: --help names no command", file=sys.stderr)
        return 1
    check_page_of_all(names)
    for name in names:
        check_command(program, name)
    count = 0
    with tempfile.TemporaryDirectory(prefix="clausula-man-") as name:
        work = pathlib.Path(name)
        os.environ["XDG_DATA_HOME"] = str(work / "data")
        os.environ.pop("CLAUSULA_INDEX", None)
        subprocess.run([program, "index", "--quiet", TOP / "samples"], check=True)
        check_fields(program)
    for page in pages():
        examples = examples_of(page)
        count += len(examples)
        check_examples(program, page, examples)
    check_lint()
    for failure in failures:
        print(failure)
    print(f"man pages: {len(pages())}, examples: {count}, failures: {len(failures)}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
