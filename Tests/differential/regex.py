#!/usr/bin/env python3
"""Compares our functions of regular expressions with google-re2 on patterns and texts from a seed."""

import argparse
import json
import subprocess
import sys

import re2

# What we refuse and the other takes, in the words of the refusal.
KNOWN = {
    "invalid escape sequence: \\C": "a single byte is no part of a string, so `\\C` is refused",
    "invalid perl operator: (?<": "groups are named `(?P<n>…)`; `(?<n>…)` needs a newer RE2",
}


class Refused(Exception):
    """What makes the function an error."""


def matches_of(pattern, text):
    """All matches in UTF-8 that do not overlap.

    An empty one right behind another does not count, nor one between the bytes of a character.
    """
    start, end = 0, None
    while start <= len(text):
        match = pattern.search(text, start)
        if match is None:
            return
        is_behind = match.start() == match.end() == end
        is_inside = is_continuation(text, match.start())
        start = end = match.end()
        if match.start() == match.end():
            start += 1
            while is_continuation(text, start):
                start += 1
        if not is_behind and not is_inside:
            yield match


def is_continuation(text, at):
    return at < len(text) and text[at] & 0xC0 == 0x80


def rewrite(replacement, match, groups):
    result, at = "", 0
    while at < len(replacement):
        letter = replacement[at]
        if letter != "\\":
            result += letter
            at += 1
            continue
        digit = replacement[at + 1 : at + 2]
        if digit == "\\":
            result += "\\"
        else:
            result += (match.group(int(digit)) or b"").decode(errors="replace")
        at += 2
    return result


def check(replacement, groups):
    at = 0
    while at < len(replacement):
        if replacement[at] == "\\":
            follows = replacement[at + 1 : at + 2]
            if follows == "\\":
                pass
            elif not follows.isdigit() or int(follows) > groups:
                raise Refused("replacement")
            at += 1
        at += 1


def replaced(pattern, text, replacement, most):
    check(replacement, pattern.groups)
    result, start = "", 0
    for count, match in enumerate(matches_of(pattern, text)):
        if count == most:
            break
        result += text[start : match.start()].decode(errors="replace")
        result += rewrite(replacement, match, pattern.groups)
        start = match.end()
    return {"string": result + text[start:].decode(errors="replace")}


def theirs(function, pattern, text, replacement):
    """What must come of it, as vectors write it; raises `Refused`."""
    try:
        compiled = re2.compile(pattern.encode(), OPTIONS)
    except re2.error as error:
        raise Refused(str(error)) from error
    text = text.encode()
    if function == "matches":
        return {"bool": compiled.search(text) is not None}
    if function in ("extract", "extractAll") and compiled.groups > 1:
        raise Refused("groups")
    group = compiled.groups
    if function == "extract":
        match = next(matches_of(compiled, text), None)
        found = match.group(group) if match else None
        return {"optional": None if found is None else {"string": found.decode(errors="replace")}}
    if function == "extractAll":
        found = (match.group(group) for match in matches_of(compiled, text))
        return {"list": [{"string": one.decode(errors="replace")} for one in found if one is not None]}
    return replaced(compiled, text, replacement, 2 if function == "replaceTwo" else None)


OPTIONS = re2.Options()
OPTIONS.log_errors = False
OPTIONS.max_mem = 1 << 20


def difference(vector):
    """What differs, in words; None when nothing does."""
    function = vector["id"].rsplit("/", 1)[1]
    pattern, text, replacement = (vector["bindings"][name]["string"] for name in "ptr")
    expectation = vector["expect"]
    try:
        value = theirs(function, pattern, text, replacement)
    except Refused as refusal:
        if "error" in expectation:
            return None
        return f"refused: {refusal}, ours {expectation['value']}"
    if "error" in expectation:
        return f"{value}, ours an error: {expectation['error']}"
    if expectation["value"] != value:
        return f"{value}, ours {expectation['value']}"
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--vectors", required=True, help="the executable assay-vectors")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=20_000, help="how many patterns")
    parser.add_argument("--show", type=int, default=40, help="how many differences to print")
    options = parser.parse_args()

    output = subprocess.run(
        [
            options.vectors, "generate", "--seed", str(options.seed), "--count",
            str(options.count), "--vocabulary", "patterns",
        ],
        capture_output=True, check=True,
    ).stdout
    tests = json.loads(output)["tests"]
    different, explained, errors = [], {}, 0
    for vector in tests:
        errors += "error" in vector["expect"]
        words = difference(vector)
        if words is None:
            continue
        reason = next((reason for text, reason in KNOWN.items() if repr(text)[1:-1] in words), None)
        if reason:
            explained[reason] = explained.get(reason, 0) + 1
        else:
            different.append((vector, words))
    for vector, words in different[: options.show]:
        values = {name: value["string"] for name, value in vector["bindings"].items()}
        print(f"{vector['id']}: {json.dumps(values, ensure_ascii=False)}\n    {words}")
    for reason, count in sorted(explained.items()):
        print(f"known, {count} times: {reason}")
    print(
        f"{len(tests)} calls over {options.count} patterns of seed {options.seed}, {errors} of them "
        f"errors: {len(different)} differ, {sum(explained.values())} for known reasons"
    )
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
