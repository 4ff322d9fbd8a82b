#!/usr/bin/env python3
"""Compares our values and types of generated expressions with those of cel-cpp (cel-expr-python).

Every expression comes from a seed, so that a difference can be looked at again. Differences that are
known and explained stand in known.py; any other makes the exit status 1.
"""

import argparse
import base64
import datetime
import json
import math
import re
import subprocess
import sys

from cel_expr_python import cel
from cel_expr_python.ext import ext_bindings, ext_encoders, ext_math, ext_optional, ext_strings

import known

EXTENSIONS = [
    ext_strings.ExtStrings(), ext_math.ExtMath(), ext_optional.ExtOptional(),
    ext_bindings.ExtBindings(), ext_encoders.ExtEncoders(),
]
UTC = datetime.timezone.utc
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)
NAMES = {
    "bool": cel.Type.BOOL, "int": cel.Type.INT, "uint": cel.Type.UINT, "double": cel.Type.DOUBLE,
    "string": cel.Type.STRING, "bytes": cel.Type.BYTES, "timestamp": cel.Type.TIMESTAMP,
    "duration": cel.Type.DURATION, "dyn": cel.Type.DYN, "null_type": cel.Type.NULL,
}


def split(text):
    """`map(string,list(int))` -> ("map", ["string", "list(int)"])."""
    if "(" not in text:
        return text, []
    name, inner = text[:-1].split("(", 1)
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(inner):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            parts.append(inner[start:at])
            start = at + 1
    return name, parts + [inner[start:]]


def declared(text):
    """A type of ours as theirs."""
    name, parts = split(text)
    if name == "list":
        return cel.Type.List(declared(parts[0]))
    if name == "map":
        return cel.Type.Map(declared(parts[0]), declared(parts[1]))
    return NAMES[name]


def deduced(text):
    """A type of ours as they print it."""
    name, parts = split(text)
    inner = ", ".join(deduced(part) for part in parts)
    if name in ("list", "map", "type"):
        return f"{name.upper()}<{inner}>" if parts else name.upper()
    if name == "opaque":
        return f"{parts[0]}<{', '.join(deduced(part) for part in parts[1:])}>"
    return {"null_type": "NULL"}.get(name, name.upper())


def nanoseconds(duration):
    """`-1.5s` in nanoseconds."""
    sign = -1 if duration.startswith("-") else 1
    whole, _, part = duration.rstrip("s").lstrip("-").partition(".")
    return sign * (int(whole) * 1_000_000_000 + int((part or "0").ljust(9, "0")))


def instant(text):
    """RFC 3339 in UTC -> nanoseconds since 1970."""
    date, _, part = text.rstrip("Z").partition(".")
    whole = datetime.datetime.fromisoformat(date).replace(tzinfo=UTC) - EPOCH
    return (whole.days * 86_400 + whole.seconds) * 1_000_000_000 + int((part or "0").ljust(9, "0"))


def plain(value):
    """A value of ours as Python hands it to them."""
    (kind, content), = value.items()
    if kind in ("int", "uint"):
        return int(content)
    if kind == "double":
        return float(content)
    if kind == "bytes":
        return base64.b64decode(content)
    if kind == "timestamp":
        return EPOCH + datetime.timedelta(microseconds=instant(content) // 1000)
    if kind == "duration":
        return datetime.timedelta(microseconds=nanoseconds(content) // 1000)
    if kind == "list":
        return [plain(element) for element in content]
    if kind == "map":
        return {plain(key): plain(element) for key, element in content}
    return None if kind == "null" else content


def microseconds(delta):
    return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds


def tagged(value):
    """A value of theirs with its kinds, to compare with ours."""
    kind = str(value.type()).split("<")[0]
    content = value.value()
    if kind == "LIST":
        return ("list", tuple(tagged(element) for element in content))
    if kind == "MAP":
        # Keys come as plain Python: whether one is int or uint is not told.
        return ("map", frozenset((key_of(key), tagged(content[key])) for key in content))
    if kind == "DOUBLE":
        return ("double", double(content))
    if kind == "BYTES":
        return ("bytes", bytes(content))
    if kind == "TIMESTAMP":
        return ("timestamp", microseconds(content - EPOCH))
    if kind == "DURATION":
        return ("duration", microseconds(content))
    if kind == "TYPE":
        return ("type", str(content).split("<")[0].lower())
    return (kind.lower(), content)


def key_of(key):
    return ("bool", key) if isinstance(key, bool) else (type(key).__name__, key)


def double(number):
    return "nan" if math.isnan(number) else (math.copysign(1, number), number)


TYPES = {
    "google.protobuf.Timestamp": "timestamp", "google.protobuf.Duration": "duration",
    "null_type": "null",
}


def ours(value):
    """A value of ours in the same form."""
    (kind, content), = value.items()
    if kind == "list":
        return ("list", tuple(ours(element) for element in content))
    if kind == "map":
        return ("map", frozenset((key_of(plain(key)), ours(element)) for key, element in content))
    if kind == "double":
        return ("double", double(float(content)))
    # Python counts microseconds; what is below is cut off towards zero.
    if kind == "timestamp":
        return ("timestamp", instant(content) // 1000)
    if kind == "duration":
        length = nanoseconds(content)
        return ("duration", abs(length) // 1000 * (-1 if length < 0 else 1))
    if kind == "type":
        return ("type", TYPES.get(content, content))
    return (kind, plain(value))


def unordered(value):
    """A tagged value with its lists sorted."""
    kind, content = value
    if kind == "list":
        return ("list", tuple(sorted((unordered(element) for element in content), key=repr)))
    if kind == "map":
        return ("map", tuple(sorted(((key, unordered(one)) for key, one in content), key=repr)))
    return value


def is_more_general(ours, theirs):
    """Whether a type of ours, as they print it, is theirs but for parts that are dyn."""
    return re.fullmatch(re.escape(ours).replace("DYN", ".+"), theirs) is not None


class Peer:
    def __init__(self):
        self.environments = {}

    def environment(self, declarations):
        key = tuple((item["ident"], item["type"]) for item in declarations)
        if key not in self.environments:
            self.environments[key] = cel.NewEnv(
                variables={name: declared(kind) for name, kind in key}, extensions=EXTENSIONS
            )
        return self.environments[key]

    def run(self, vector):
        """(type or None, value or None, error or None)."""
        environment = self.environment(vector.get("env", []))
        try:
            program = environment.compile(vector["expr"])
        except Exception as error:
            return None, None, f"refused: {str(error).splitlines()[0]}"
        kind = str(program.return_type())
        bindings = {name: plain(value) for name, value in vector.get("bindings", {}).items()}
        try:
            value = program.eval(environment.Activation(bindings))
            if str(value.type()) == "ERROR":
                return kind, None, str(value.value())
            return kind, tagged(value), None
        except Exception as error:
            return kind, None, f"cannot be told: {type(error).__name__}: {error}"


def difference(vector, peer):
    """(what differs, theirs); None when nothing does."""
    expectation = vector["expect"]
    kind, value, error = peer.run(vector)
    if error and error.startswith("cannot be told"):
        return "untold", error
    if "type" in expectation and kind is not None and deduced(expectation["type"]) != kind:
        what = "type" if not is_more_general(deduced(expectation["type"]), kind) else "dyn"
        return what, f"{kind}, ours {expectation['type']}"
    if "error" in expectation:
        if error is None:
            return "value", f"{value}, ours an error: {expectation['error']}"
        return None
    if error is not None:
        return "error", f"{error}, ours {expectation.get('value')}"
    if "value" in expectation and ours(expectation["value"]) != value:
        mine = ours(expectation["value"])
        what = "order" if unordered(mine) == unordered(value) else "value"
        return what, f"{value}, ours {mine}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--vectors", required=True, help="the executable assay-vectors")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--show", type=int, default=40, help="how many differences to print")
    options = parser.parse_args()

    output = subprocess.run(
        [
            options.vectors, "generate", "--seed", str(options.seed), "--count",
            str(options.count), "--vocabulary", "common",
        ],
        capture_output=True, check=True,
    ).stdout
    peer = Peer()
    tests = json.loads(output)["tests"]
    explained, different, untold, errors = {}, [], 0, 0
    for vector in tests:
        errors += "error" in vector["expect"]
        found = difference(vector, peer)
        if found is None:
            continue
        what, theirs = found
        if what == "untold":
            untold += 1
            continue
        reason = known.reason(vector, what, theirs)
        if reason:
            explained[reason] = explained.get(reason, 0) + 1
        else:
            different.append((vector, what, theirs))
    for vector, what, theirs in different[: options.show]:
        print(f"{what}: {vector['id']}: {vector['expr']}")
        for name, value in vector.get("bindings", {}).items():
            print(f"    {name} = {json.dumps(value, ensure_ascii=False)}")
        print(f"    theirs {theirs}")
    for reason, count in sorted(explained.items()):
        print(f"known, {count} times: {reason}")
    print(
        f"{len(tests)} expressions of seed {options.seed}, {errors} of them errors: "
        f"{len(different)} differ, {sum(explained.values())} for known reasons, "
        f"{untold} whose value their binding cannot hand to Python"
    )
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
