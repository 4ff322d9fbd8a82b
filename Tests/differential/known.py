"""Differences from cel-cpp (by cel-expr-python 0.1.3) that are known and explained.

Each is a test of a vector, of what differs, and of what the other said, and the reason in words.
"""


import re


def reason(vector, what, theirs):
    """Why a vector differs; None when that is not known."""
    for test, words in KNOWN:
        if test(vector["expr"], what, theirs):
            return words
    return None


def says(*texts):
    return lambda expression, what, theirs: any(text in theirs for text in texts)


def prints_infinity(expression, what, theirs):
    return what in ("value", "error") and "string(" in expression and (
        "inf" in theirs or "nan" in theirs or "/ 0.0" in expression
    )


def reverses_dyn(expression, what, theirs):
    return what in ("type", "dyn") and ".reverse()" in expression


def joins_in_map(expression, what, theirs):
    return what == "dyn" and "{" in expression


def orders(expression, what, theirs):
    return what == "order"


def decodes_blanks(expression, what, theirs):
    return what == "value" and "is not base 64" in theirs


def reads_blanks(expression, what, theirs):
    blank = r"(?: |\\\\[tnr])"
    return what == "value" and re.search(
        f"cannot convert `(?:{blank}.*|.*{blank})` to (?:double|u?int)", theirs
    ) is not None


def splits_characters(expression, what, theirs):
    return what == "value" and "invalid escape sequence" in theirs


def names_group(expression, what, theirs):
    return what == "value" and "invalid perl operator: (?<" in theirs


def prints_six_digits(expression, what, theirs):
    return what == "value" and ".format(" in expression and "%s" in expression


def relates_types(expression, what, theirs):
    pattern = r"found no matching overload for '_[<>]=?_' applied to '\((int|uint|double), (int|uint|double)\)'"
    return re.search(pattern, theirs) is not None


def mixes_variables(expression, what, theirs):
    return what in ("value", "error") and re.search(
        r"\.(exists|all)\(.*cel\.bind\(", expression, re.DOTALL
    ) is not None


KNOWN = [
    (
        says("Non-CEL value type"),
        "the binding cannot hand back a time that it was given as a variable",
    ),
    (
        says("cannot be the range of a comprehension"),
        "cel-cpp refuses a macro over a part of an empty literal, whose type is open",
    ),
    (
        says("math.least() invalid single argument", "math.greatest() invalid single argument"),
        "cel-cpp refuses the least of an empty literal when it compiles, we when it is evaluated",
    ),
    (
        says("<start> or <end> is greater than <string>.size()"),
        "cel-cpp refuses substring(start, end) whose end is the end of the string",
    ),
    (
        prints_infinity,
        "string(double) of what is no number: `inf` and `nan` there, `Infinity` and `NaN` here",
    ),
    (
        reverses_dyn,
        "reverse() of a dyn value: a string there, a string or a list here",
    ),
    (
        joins_in_map,
        "values of a map literal of a type and of dyn: that type there, dyn here and in cel-go",
    ),
    (orders, "maps have no order: elements made of them come in another one"),
    (decodes_blanks, "base64.decode passes over blanks there, over line ends only here"),
    (
        says(
            "No matching overloads found : _[?_](list, uint64)",
            "No matching overloads found : _[_](list, uint64)",
        ),
        "a dyn list takes an index of type uint here and in cel-go",
    ),
    (
        says(
            "No matching overloads found : @in", "No matching overloads found : _[?_]",
            "Invalid map key type",
        ),
        "what can be no key is in no map here and in cel-go; an error there",
    ),
    (
        prints_six_digits,
        "`%s` of a double: six digits there, all that tell it from others here and in cel-go",
    ),
    (
        says("no `int` takes (bool)"),
        "int(bool) is no function of the language, but cel-cpp has it for dyn values",
    ),
    (
        says("expected type 'optional_type(dyn)' but found 'dyn'"),
        "cel-cpp refuses an optional element whose type is open",
    ),
    (
        relates_types,
        "numbers of two types have an order here and in cel-go, also when the checker finds out late",
    ),
    (
        mixes_variables,
        "behind an `exists` or `all` that ended early, cel.bind has the value of its variable in cel-cpp",
    ),
    (
        says("No matching overloads found : int(duration)"),
        "cel-cpp declares int(duration) and has no function for it",
    ),
    (reads_blanks, "numbers in texts may stand between blanks there, not here nor in cel-go"),
    (splits_characters, "a single byte is no part of a string, so `\\C` is refused"),
    (names_group, "groups are named `(?P<n>…)`; RE2 of Debian 12 does not read `(?<n>…)` yet"),
]
