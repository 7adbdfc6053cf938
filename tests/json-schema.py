#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks JSON, one value a line, against a JSON Schema.

Usage: json-schema.py SCHEMA < lines
       json-schema.py --self-test SCHEMA

Exit code 0: every line is valid; 1: some are not, each named as `line 3: /vote/yes: what is wrong`,
or there are no lines; 2: wrong use, or the schema has a keyword that is not checked here.

It knows the part of JSON Schema 2020-12 in CHECKS and ANNOTATIONS, and no more: a keyword that it
does not know is a failure, so that no rule of a schema is passed over. "format" is checked where it
is "date". Beyond the schema, lines must be well-formed UTF-8, end with a new line, and name no
field of an object twice.
"""
import copy
import datetime
import json
import re
import sys

TYPES = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
    "number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "integer": lambda value: (isinstance(value, int) and not isinstance(value, bool))
    or (isinstance(value, float) and value.is_integer()),
}


class SchemaError(Exception):
    """The schema itself is wrong."""


def equal(a, b):
    """Equality of JSON: true is not 1."""
    if isinstance(a, bool) != isinstance(b, bool):
        return False
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(equal, a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(equal(a[key], b[key]) for key in a)
    return a == b


def show(value):
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:60] + "…"


def escape(key):
    return str(key).replace("~", "~0").replace("/", "~1")


def find(root, reference):
    if not reference.startswith("#/"):
        raise SchemaError(f'$ref: wanted one within the schema, got "{reference}"')
    place = root
    for key in reference[2:].split("/"):
        key = key.replace("~1", "/").replace("~0", "~")
        if not isinstance(place, dict) or key not in place:
            raise SchemaError(f'$ref: "{reference}" is not in the schema')
        place = place[key]
    return place


# Each check gets (what the keyword says, the value, its path, the schema around it, the whole
# schema) and yields (path, message).


def check_type(wanted, value, path, _schema, _root):
    names = wanted if isinstance(wanted, list) else [wanted]
    if not any(TYPES[name](value) for name in names):
        yield path, f"wanted {' or '.join(names)}, got {show(value)}"


def check_enum(wanted, value, path, _schema, _root):
    if not any(equal(value, one) for one in wanted):
        yield path, f"wanted one of {show(wanted)}, got {show(value)}"


def check_const(wanted, value, path, _schema, _root):
    if not equal(value, wanted):
        yield path, f"wanted {show(wanted)}, got {show(value)}"


def check_minimum(least, value, path, _schema, _root):
    if TYPES["number"](value) and value < least:
        yield path, f"wanted at least {least}, got {value}"


def check_maximum(most, value, path, _schema, _root):
    if TYPES["number"](value) and value > most:
        yield path, f"wanted at most {most}, got {value}"


def check_min_length(least, value, path, _schema, _root):
    if isinstance(value, str) and len(value) < least:
        yield path, f"wanted at least {least} characters, got {show(value)}"


def check_pattern(pattern, value, path, _schema, _root):
    # In Python a $ at the end also stands before a last new line, in JSON Schema it does not.
    python = re.sub(r"\$$", r"\\Z", pattern)
    if isinstance(value, str) and not re.search(python, value, re.ASCII):
        yield path, f"wanted {pattern}, got {show(value)}"


def check_format(name, value, path, _schema, _root):
    if name != "date":
        raise SchemaError(f'format: "{name}" is not checked here')
    if isinstance(value, str):
        try:
            datetime.date.fromisoformat(value)
        except ValueError:
            yield path, f"wanted a date, got {show(value)}"


def check_properties(schemas, value, path, _schema, root):
    if isinstance(value, dict):
        for key, schema in schemas.items():
            if key in value:
                yield from check(schema, value[key], f"{path}/{escape(key)}", root)


def check_additional(rule, value, path, schema, root):
    if isinstance(value, dict):
        for key in value.keys() - schema.get("properties", {}).keys():
            yield from check(rule, value[key], f"{path}/{escape(key)}", root)


def check_required(keys, value, path, _schema, _root):
    if isinstance(value, dict):
        for key in keys:
            if key not in value:
                yield path, f'wanted the field "{key}"'


def check_dependent(rules, value, path, _schema, _root):
    if isinstance(value, dict):
        for key, keys in rules.items():
            for other in keys:
                if key in value and other not in value:
                    yield path, f'wanted the field "{other}" beside "{key}"'


def check_max_properties(most, value, path, _schema, _root):
    if isinstance(value, dict) and len(value) > most:
        yield path, f"wanted at most {most} fields, got {show(value)}"


def check_min_items(least, value, path, _schema, _root):
    if isinstance(value, list) and len(value) < least:
        yield path, f"wanted at least {least} elements, got {show(value)}"


def check_prefix_items(schemas, value, path, _schema, root):
    if isinstance(value, list):
        for i, (schema, element) in enumerate(zip(schemas, value)):
            yield from check(schema, element, f"{path}/{i}", root)


def check_items(rule, value, path, schema, root):
    if isinstance(value, list):
        first = len(schema.get("prefixItems", []))
        for i, element in enumerate(value[first:], first):
            yield from check(rule, element, f"{path}/{i}", root)


def check_reference(reference, value, path, _schema, root):
    yield from check(find(root, reference), value, path, root)


def check_if(condition, value, path, schema, root):
    branch = "else" if any(check(condition, value, path, root)) else "then"
    yield from check(schema.get(branch, True), value, path, root)


CHECKS = {
    "$ref": check_reference,
    "type": check_type,
    "enum": check_enum,
    "const": check_const,
    "minimum": check_minimum,
    "maximum": check_maximum,
    "minLength": check_min_length,
    "pattern": check_pattern,
    "format": check_format,
    "properties": check_properties,
    "additionalProperties": check_additional,
    "required": check_required,
    "dependentRequired": check_dependent,
    "maxProperties": check_max_properties,
    "minItems": check_min_items,
    "prefixItems": check_prefix_items,
    "items": check_items,
    "if": check_if,
}
ANNOTATIONS = {"$schema", "$comment", "$defs", "title", "description", "then", "else"}
WITH_SCHEMA = {"additionalProperties", "items", "if", "then", "else"}
WITH_SCHEMAS = {"properties", "$defs"}


def check(schema, value, path, root):
    if schema is True:
        return
    if schema is False:
        yield path, f"not allowed here, got {show(value)}"
        return
    for keyword, rule in schema.items():
        if keyword in CHECKS:
            yield from CHECKS[keyword](rule, value, path, schema, root)


def check_schema(schema, root, path="#"):
    """Raises SchemaError for whatever check() would pass over."""
    if isinstance(schema, bool):
        return
    if not isinstance(schema, dict):
        raise SchemaError(f"{path}: wanted a schema, got {show(schema)}")
    for keyword, rule in schema.items():
        place = f"{path}/{escape(keyword)}"
        if keyword not in CHECKS and keyword not in ANNOTATIONS:
            raise SchemaError(f"{place}: this keyword is not checked here")
        if keyword == "$ref":
            find(root, rule)
        elif keyword == "type":
            for name in rule if isinstance(rule, list) else [rule]:
                if name not in TYPES:
                    raise SchemaError(f"{place}: there is no type {show(name)}")
        elif keyword == "format":
            list(check_format(rule, None, "", schema, root))
        elif keyword in WITH_SCHEMA:
            check_schema(rule, root, place)
        elif keyword in WITH_SCHEMAS:
            for key, one in rule.items():
                check_schema(one, root, f"{place}/{escape(key)}")
        elif keyword == "prefixItems":
            for i, one in enumerate(rule):
                check_schema(one, root, f"{place}/{i}")


def once(pairs):
    value = dict(pairs)
    if len(value) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f'the field "{twice}" is there twice')
    return value


def no_constant(name):
    raise ValueError(f"{name} is no JSON")


def read(line):
    return json.loads(line.decode("utf-8"), object_pairs_hook=once, parse_constant=no_constant)


def check_line(schema, line):
    if not line.endswith(b"\n"):
        yield "", "the line does not end with a new line"
    try:
        value = read(line)
    except ValueError as error:
        yield "", f"no JSON: {error}"
        return
    yield from check(schema, value, "", schema)


def check_lines(schema, stream):
    count, bad = 0, False
    for count, line in enumerate(stream, 1):
        for path, message in check_line(schema, line):
            bad = True
            print(f"line {count}: {path or '/'}: {message}")
    if count == 0:
        print("no lines: wanted at least one")
    return 1 if bad or count == 0 else 0


def read_schema(path):
    with open(path, "rb") as file:
        schema = read(file.read())
    check_schema(schema, schema)
    return schema


# ---- Self-test ----

# (schema, value, paths of the failures)
KEYWORDS = [
    ({"type": "integer"}, 1, []),
    ({"type": "integer"}, 1.0, []),
    ({"type": "integer"}, 1.5, [""]),
    ({"type": "integer"}, True, [""]),
    ({"type": "number"}, False, [""]),
    ({"type": ["string", "null"]}, None, []),
    ({"type": ["string", "null"]}, 0, [""]),
    ({"enum": [1, "a"]}, True, [""]),
    ({"enum": [1, "a"]}, "a", []),
    ({"const": True}, 1, [""]),
    ({"const": [1, {"a": 0}]}, [1, {"a": False}], [""]),
    ({"minimum": 1}, 0, [""]),
    ({"minimum": 1}, "text", []),
    ({"maximum": 1}, 2, [""]),
    ({"minLength": 2}, "é", [""]),
    ({"pattern": "b"}, "abc", []),
    ({"pattern": "^b"}, "abc", [""]),
    ({"pattern": "^[0-9]$"}, "1\n", [""]),
    ({"pattern": "^\\d$"}, "٣", [""]),
    ({"format": "date"}, "2023-02-30", [""]),
    ({"format": "date"}, "2024-02-29", []),
    ({"properties": {"a/b": {"type": "null"}}}, {"a/b": 1}, ["/a~1b"]),
    ({"properties": {"a": True}, "additionalProperties": False}, {"a": 1, "b": 2}, ["/b"]),
    ({"additionalProperties": {"type": "null"}}, {"a": None, "b": 2}, ["/b"]),
    ({"required": ["a", "b"]}, {"a": 1}, [""]),
    ({"dependentRequired": {"a": ["b"]}}, {"a": 1}, [""]),
    ({"dependentRequired": {"a": ["b"]}}, {"b": 1}, []),
    ({"maxProperties": 1}, {"a": 1, "b": 2}, [""]),
    ({"minItems": 1}, [], [""]),
    ({"items": {"type": "null"}}, [None, 1], ["/1"]),
    ({"prefixItems": [{"type": "null"}], "items": False}, [1, 2], ["/0", "/1"]),
    ({"if": {"const": 1}, "then": {"const": 2}, "else": {"const": 3}}, 1, [""]),
    ({"if": {"const": 1}, "then": {"const": 2}, "else": {"const": 3}}, 3, []),
    ({"$defs": {"a": {"type": "null"}}, "items": {"$ref": "#/$defs/a"}}, [1], ["/0"]),
]

WRONG_SCHEMAS = [
    {"oneOf": []},
    {"properties": {"a": {"uniqueItems": True}}},
    {"$defs": {"a": {"minimun": 1}}},
    {"$ref": "#/$defs/none"},
    {"$ref": "https://example.org/schema"},
    {"type": "text"},
    {"format": "email"},
    {"items": 1},
]

WRONG_LINES = [
    b"{}",
    b"\n",
    b"{]\n",
    b"NaN\n",
    b'"\xff"\n',
    b'{"a":1,"a":2}\n',
    b"{} {}\n",
]

HIT = {
    "rank": 1, "symbol": "A/RES/91/2", "lang": "en", "clause": "OP3(a)", "part": "operative",
    "number": "a)", "verb": "Welcomes", "date": "2036-12-04", "session": "91", "title": "Bridges",
    "committee": "First Committee", "agenda_item": "99 (a)",
    "vote": {"kind": "recorded", "yes": 3, "no": 0, "abstaining": 1}, "text": "Welcomes bridges;",
    "footnotes": [{"mark": "1", "text": "See there."}], "cites": ["A/91/3"],
    "highlights": [[9, 16]], "score": 1.5,
    "repeats": {
        "count": 2, "first": "2035-12-01", "last": "2036-12-04", "similar_wordings": 1,
        "clauses": [{"symbol": "A/RES/91/2", "clause": "OP3(a)", "date": "2036-12-04"}],
    },
    "parallel": {"fr": {"clause": "OP3(a)", "text": "Accueille les ponts;"}, "ar": None},
    "interpreted": [{"typed": "bridgs", "as": ["bridges"]}], "relaxed": True,
}  # fmt: skip
OF_HITS_ALONE = ["rank", "highlights", "score", "repeats", "parallel", "interpreted", "relaxed"]
DROP = object()

# (path in a hit, what is put there, where the failure is)
WRONG_HITS = [
    ("rank", 0, "/rank"), ("rank", DROP, ""), ("rank", "1", "/rank"), ("rank", 1.5, "/rank"),
    ("symbol", "91/2", "/symbol"), ("symbol", DROP, ""), ("symbol", "A/RES/91/2\n", "/symbol"),
    ("symbol", "A/RES/91/2 AB", "/symbol"), ("symbol", "", "/symbol"),
    ("lang", "it", "/lang"), ("lang", "EN", "/lang"), ("part", "body", "/part"),
    ("clause", "", "/clause"), ("clause", "op3", "/clause"), ("clause", "OP", "/clause"),
    ("clause", "OP3(a", "/clause"), ("clause", "OP3#1", "/clause"), ("clause", "OP3 (a)", "/clause"),
    ("clause", "/OP3", "/clause"), ("clause", "OP3/", "/clause"), ("clause", "annex/3", "/clause"),
    ("number", None, "/number"), ("number", DROP, ""), ("verb", 1, "/verb"),
    ("date", "", "/date"), ("date", "4 December 2036", "/date"), ("date", "2036-13-04", "/date"),
    ("date", "2036-02-30", "/date"), ("date", DROP, ""),
    ("session", 91, "/session"), ("session", "", "/session"), ("session", "es-11", "/session"),
    ("title", None, "/title"), ("committee", None, "/committee"), ("agenda_item", 99, "/agenda_item"),
    ("vote", None, "/vote"), ("vote", {}, "/vote"), ("vote/kind", "all", "/vote/kind"),
    ("vote/kind", "none", "/vote"), ("vote/yes", DROP, "/vote"), ("vote/yes", -1, "/vote/yes"),
    ("vote/no", "0", "/vote/no"), ("vote/absent", 1, "/vote/absent"),
    ("text", "", "/text"), ("text", DROP, ""),
    ("footnotes", {}, "/footnotes"), ("footnotes", DROP, ""),
    ("footnotes/0/mark", DROP, "/footnotes/0"), ("footnotes/0/text", 1, "/footnotes/0/text"),
    ("footnotes/0/more", "", "/footnotes/0/more"), ("cites/0", "", "/cites/0"),
    ("highlights/0", [9], "/highlights/0"), ("highlights/0", [9, 16, 17], "/highlights/0/2"),
    ("highlights/0/0", -1, "/highlights/0/0"), ("highlights/0/1", 0, "/highlights/0/1"),
    ("highlights", DROP, ""), ("score", "1", "/score"), ("score", DROP, ""),
    ("repeats/count", 0, "/repeats/count"), ("repeats/first", "", "/repeats/first"),
    ("repeats/last", DROP, "/repeats"), ("repeats", DROP, ""),
    ("repeats/clauses", [], "/repeats/clauses"), ("repeats/similar_wordings", 0,
    "/repeats/similar_wordings"), ("repeats/clauses/0/date", DROP, "/repeats/clauses/0"),
    ("repeats/clauses/0/symbol", "91/2", "/repeats/clauses/0/symbol"),
    ("parallel", None, "/parallel"), ("parallel/it", None, "/parallel/it"),
    ("parallel/fr/text", DROP, "/parallel/fr"), ("parallel/fr", "", "/parallel/fr"),
    ("parallel/fr/clause", "", "/parallel/fr/clause"),
    ("interpreted", [], "/interpreted"), ("interpreted/0/as", [], "/interpreted/0/as"),
    ("relaxed", False, "/relaxed"), ("relaxed", 1, "/relaxed"), ("more", None, "/more"),
]  # fmt: skip

# (path, what may stand there as well)
RIGHT_HITS = [
    ("symbol", "A/RES/ES-11/1"), ("symbol", "A/RES/1514(XV)"), ("symbol", "A/RES/43/78 H"),
    ("symbol", "A/RES/76/247 A-C"), ("symbol", "A/RES/3201(S-VI)"), ("symbol", "A/RES/194(III) A"),
    ("clause", "T"), ("clause", "PP4"), ("clause", "OP3(a)(ii)"), ("clause", "II/OP7"),
    ("clause", "B/T"), ("clause", "Annex/12(b)"), ("clause", "Annex II/4/P2"),
    ("clause", "OP3/Table"), ("clause", "Table"), ("clause", "OP14/H"), ("clause", "OP3#2"),
    ("clause", "XIII/D/OP9"), ("clause", "Annex/P9(a)#12/H"), ("clause", "OP9.9"),
    ("date", None), ("session", "ES-11"), ("session", "S-32"), ("number", ""), ("verb", ""),
    ("vote", {"kind": "none"}), ("vote", {"kind": "unknown"}), ("footnotes", []), ("cites", []),
    ("highlights", []), ("repeats/first", None), ("interpreted", DROP), ("relaxed", DROP),
    ("parallel", DROP), ("parallel/fr", None), ("repeats/clauses", DROP),
    ("repeats/similar_wordings", DROP), ("title", ""),
]  # fmt: skip


def changed(path, replacement):
    value = copy.deepcopy(HIT)
    place, keys = value, [int(key) if key.isdigit() else key for key in path.split("/")]
    for key in keys[:-1]:
        place = place[key]
    if replacement is DROP:
        del place[keys[-1]]
    else:
        place[keys[-1]] = replacement
    return value


def paths_of(schema, value):
    line = json.dumps(value).encode() + b"\n"
    return [path for path, _ in check_line(schema, line)]


def self_test(schema):
    failed = []

    def expect(good, what):
        if not good:
            failed.append(what)

    for rule, value, wanted in KEYWORDS:
        check_schema(rule, rule)
        got = [path for path, _ in check(rule, value, "", rule)]
        expect(got == wanted, f"{rule} {value!r}: got {got}, wanted {wanted}")
    for rule in WRONG_SCHEMAS:
        try:
            check_schema(rule, rule)
            expect(False, f"{rule}: the schema must be refused")
        except SchemaError:
            pass
    for line in WRONG_LINES:
        expect(list(check_line(True, line)), f"{line!r}: the line must be refused")
    clause = {key: value for key, value in HIT.items() if key not in OF_HITS_ALONE}
    for value in HIT, clause:
        got = list(check(schema, value, "", schema))
        expect(got == [], f"{value}: got {got}")
    for path, replacement in RIGHT_HITS:
        got = paths_of(schema, changed(path, replacement))
        expect(got == [], f"{path} {replacement!r}: got {got}, wanted no failure")
    for path, replacement, wanted in WRONG_HITS:
        got = paths_of(schema, changed(path, replacement))
        expect(wanted in got, f"{path} {replacement!r}: got {got}, wanted {wanted!r}")
    for key in OF_HITS_ALONE:
        expect(paths_of(schema, {**clause, key: HIT[key]}), f"{key} in a clause must be refused")
    for line in failed:
        print(line)
    return 1 if failed else 0


def main(arguments):
    test = arguments[:1] == ["--self-test"]
    if len(arguments) != 1 + test:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        schema = read_schema(arguments[-1])
    except (OSError, ValueError, SchemaError) as error:
        print(f"json-schema.py: {arguments[-1]}: {error}", file=sys.stderr)
        return 2
    return self_test(schema) if test else check_lines(schema, sys.stdin.buffer)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
