"""Policies as formulas over strings, for z3: the way solvers are asked about policies.

A request is an action and a resource, both strings, and for each context key whether it is there and
its value. A pattern is a regular expression. What has no encoding here raises `Unencoded`.
"""

import z3


class Unencoded(Exception):
    pass


def listed(value):
    return value if isinstance(value, list) else [value]


ANY = z3.AllChar(z3.ReSort(z3.StringSort()))


def expression(pattern):
    parts = []
    text = ""
    for character in pattern:
        if character in "*?":
            if text:
                parts.append(z3.Re(text))
                text = ""
            parts.append(z3.Star(ANY) if character == "*" else ANY)
        else:
            text += character
    if text or not parts:
        parts.append(z3.Re(text))
    return parts[0] if len(parts) == 1 else z3.Concat(*parts)


class Question:
    def __init__(self):
        self.action = z3.String("action")
        self.resource = z3.String("resource")
        self.keys = {}

    def key(self, name):
        name = name.lower()
        if name not in self.keys:
            self.keys[name] = (z3.Bool(f"has {name}"), z3.String(f"value of {name}"))
        return self.keys[name]

    def matches(self, subject, patterns, folds=False):
        options = []
        for pattern in listed(patterns):
            if "${" in pattern:
                raise Unencoded("a policy variable")
            pattern = pattern.lower() if folds else pattern
            if "*" not in pattern and "?" not in pattern:
                options.append(subject == z3.StringVal(pattern))
            else:
                options.append(z3.InRe(subject, expression(pattern)))
        return z3.Or(options)

    def condition(self, operator, name, values):
        present, value = self.key(name)
        values = [str(v).lower() if isinstance(v, bool) else str(v) for v in listed(values)]
        if operator == "Null":
            return z3.Not(present) if values == ["true"] else present
        if_exists = operator.endswith("IfExists")
        bare = operator.removesuffix("IfExists")
        negated = bare in ("StringNotEquals", "StringNotLike", "ArnNotLike", "ArnNotEquals")
        if bare in ("StringEquals", "StringNotEquals", "Bool"):
            if any("${" in v for v in values):
                raise Unencoded("a policy variable")
            found = z3.Or([value == z3.StringVal(v) for v in values])
        elif bare in ("StringLike", "StringNotLike", "ArnLike", "ArnNotLike", "ArnEquals", "ArnNotEquals"):
            found = self.matches(value, values)
        else:
            raise Unencoded(f"the operator {operator}")
        if negated:
            return z3.Or(z3.Not(present), z3.Not(found))
        return z3.Or(z3.Not(present), found) if if_exists else z3.And(present, found)

    def statement(self, statement):
        if "Principal" in statement or "NotPrincipal" in statement:
            raise Unencoded("principals")
        parts = []
        for name, subject, folds in (("Action", self.action, True), ("Resource", self.resource, False)):
            if name in statement:
                parts.append(self.matches(subject, statement[name], folds))
            elif "Not" + name in statement:
                parts.append(z3.Not(self.matches(subject, statement["Not" + name], folds)))
        for operator, keys in statement.get("Condition", {}).items():
            for name, values in keys.items():
                parts.append(self.condition(operator, name, values))
        return z3.And(parts)

    def granted(self, document):
        allows, denies = [], []
        for statement in listed(document["Statement"]):
            (allows if statement["Effect"] == "Allow" else denies).append(self.statement(statement))
        return z3.And(z3.Or(allows), z3.Not(z3.Or(denies)))


def decide(candidate, reference, milliseconds):
    """`contained`, `new` or `unknown`, and the request of a new one."""
    question = Question()
    solver = z3.Solver()
    solver.set("timeout", milliseconds)
    # Every action is `service:name`, and no resource is empty.
    solver.add(z3.InRe(question.action, expression("?*:?*")))
    solver.add(z3.Length(question.resource) > 0)
    solver.add(question.granted(candidate), z3.Not(question.granted(reference)))
    answer = solver.check()
    if answer == z3.unsat:
        return "contained", ""
    if answer == z3.sat:
        model = solver.model()
        return "new", f"{model[question.action]} on {model[question.resource]}"
    return "unknown", solver.reason_unknown()
