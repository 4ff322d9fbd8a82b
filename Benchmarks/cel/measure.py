#!/usr/bin/env python3
"""Measures the rule language beside two other implementations, and prints a Markdown table.

`assay-vectors bench --data` says what is measured: expressions, rules and instances. Every round runs
each contestant once, in turns, so that a busy machine is busy for all of them; figures are medians of
CPU time. The others are called from Python, in the way that their documentation calls fastest: an
expression compiled once, an activation made once for each instance.
"""

import argparse
import importlib.metadata
import json
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import cel as rust
from cel_expr_python import cel as cpp
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory

SHAPES = "ABCD"
# What is asked of an evaluation, in nanoseconds, and of compiling a rule, in microseconds.
ASKED = {"A": 50, "B": 400, "C": 600, "D": 4000, "compile": 60}


def cpu_ns(body, milliseconds):
    """CPU nanoseconds of one call, over as many calls as fill the time; the first is not counted."""
    body()
    runs = 1
    while True:
        start = time.process_time_ns()
        for _ in range(runs):
            body()
        taken = time.process_time_ns() - start
        if taken >= milliseconds * 1_000_000:
            return taken / runs
        runs *= 8 if taken * 16 < milliseconds * 1_000_000 else 2


def children_ms():
    """CPU milliseconds of the processes that were waited for."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (usage.ru_utime + usage.ru_stime)


class Ours:
    """`assay-vectors bench`, a process of its own."""

    def __init__(self, executable, evaluator):
        self.executable = executable
        self.evaluator = evaluator
        self.name = f"Assay, {evaluator} evaluator"

    def figures(self, milliseconds):
        output = subprocess.run(
            [
                self.executable, "bench", "--json", "--evaluator", self.evaluator,
                "--milliseconds", str(milliseconds),
            ],
            capture_output=True, check=True,
        ).stdout
        return {name: value / 1000 for name, value in json.loads(output).items()}


class Peer:
    """Another implementation: how it compiles, and how it runs over an instance."""

    def figures(self, milliseconds):
        result = {}
        for shape, text in self.data["shapes"].items():
            run = self.runner(text)
            assert all(run(instance) is True for instance in self.instances), shape

            def over_all():
                for instance in self.instances:
                    run(instance)

            result[shape] = cpu_ns(over_all, milliseconds) / len(self.instances)
        rules = self.data["rules"]

        def load():
            for rule in rules:
                self.compile(rule)

        result["load"] = cpu_ns(load, milliseconds)
        result["compile"] = result["load"] / len(rules)
        return result


class Cpp(Peer):
    """cel-cpp: `cel-expr-python`, over dictionaries or over messages of protobuf."""

    def __init__(self, data, over):
        self.data = data
        version = importlib.metadata.version("cel-expr-python")
        self.name = f"cel-expr-python {version} (cel-cpp), {over}"
        if over == "messages":
            pool = descriptor_pool.DescriptorPool()
            pool.Add(messages(data["schemas"]))
            made = message_factory.GetMessageClass(pool.FindMessageTypeByName("bench.instance"))
            values = [json_format.ParseDict(value, made()) for value in data["instances"]]
            self.env = cpp.NewEnv(pool, variables={"resource": cpp.Type("bench.instance")})
        else:
            values = data["instances"]
            self.env = cpp.NewEnv(variables={"resource": cpp.Type.DYN})
        self.instances = [self.env.Activation({"resource": value}) for value in values]

    def compile(self, text):
        return self.env.compile(text)

    def runner(self, text):
        evaluate = self.compile(text).eval
        return lambda activation: evaluate(activation).value()


class Rust(Peer):
    """cel-rust: `common-expression-language`."""

    def __init__(self, data):
        self.data = data
        version = importlib.metadata.version("common-expression-language")
        self.name = f"common-expression-language {version} (cel-rust)"
        self.instances = [
            rust.Context(variables={"resource": value}) for value in data["instances"]
        ]

    def compile(self, text):
        return rust.compile(text)

    def runner(self, text):
        return self.compile(text).execute


def messages(schemas):
    """The schemas as a file of protobuf."""
    kinds = descriptor_pb2.FieldDescriptorProto
    scalars = {"string": kinds.TYPE_STRING, "int": kinds.TYPE_INT64, "bool": kinds.TYPE_BOOL}
    file = descriptor_pb2.FileDescriptorProto(
        name="bench.proto", package="bench", syntax="proto3"
    )
    for name, fields in schemas.items():
        message = file.message_type.add(name=name)
        for number, (field, kind) in enumerate(fields.items(), 1):
            is_list = kind.startswith("list(")
            element = kind[5:-1] if is_list else kind
            added = message.field.add(name=field, json_name=field, number=number)
            added.label = kinds.LABEL_REPEATED if is_list else kinds.LABEL_OPTIONAL
            if element in scalars:
                added.type = scalars[element]
            else:
                added.type = kinds.TYPE_MESSAGE
                added.type_name = f".bench.{element}"
    return file


class Packs:
    """A folder of 500 rules, made of the shipped packs over and over."""

    COUNT = 500

    def __init__(self, folder):
        self.folder = folder / "packs"
        shipped = sorted(path for path in pathlib.Path("policies").iterdir() if path.is_dir())
        left = self.COUNT
        copy = 0
        while left > 0:
            copy += 1
            for pack in shipped:
                rules = sorted(path for path in pack.glob("*.yaml") if path.name != "pack.yaml")
                if left == 0:
                    break
                name = f"{pack.name}-{copy}"
                target = self.folder / name
                target.mkdir(parents=True)
                text = (pack / "pack.yaml").read_text()
                (target / "pack.yaml").write_text(text.replace(f"id: {pack.name}", f"id: {name}", 1))
                for documents in (path for path in pack.iterdir() if path.is_dir()):
                    shutil.copytree(documents, target / documents.name)
                for rule in rules[:left]:
                    shutil.copy(rule, target / rule.name)
                left -= len(rules[:left])

    def load_ms(self, assay, cache, is_warm):
        """CPU milliseconds of a process that loads them all."""
        if not is_warm:
            shutil.rmtree(cache, ignore_errors=True)
        cache.mkdir(exist_ok=True)
        environment = dict(os.environ, XDG_CACHE_HOME=str(cache))
        before = children_ms()
        subprocess.run(
            [assay, "policy", "list", "--policies", str(self.folder)],
            env=environment, stdout=subprocess.DEVNULL, check=True,
        )
        return children_ms() - before


def print_table(results):
    print("| CPU, medians | A ns | B ns | C ns | D ns | compile µs a rule | 500 texts ms |")
    print("|---|---|---|---|---|---|---|")
    for name, rounds in results.items():
        middle = {key: statistics.median(r[key] for r in rounds) for key in rounds[0]}
        cells = [f"{middle[shape]:,.0f}" for shape in SHAPES]
        cells += [f"{middle['compile'] / 1000:.1f}", f"{middle['load'] / 1e6:.1f}"]
        print(f"| {name} | {' | '.join(cells)} |")
    print(
        f"| asked | {' | '.join(f'{ASKED[s]:,}' for s in SHAPES)} | {ASKED['compile']} | |"
    )


def print_ratios(results, ours, peers):
    def middle(name, key):
        return statistics.median(r[key] for r in results[name])

    best = {shape: min(middle(peer.name, shape) for peer in peers) for shape in SHAPES}
    for contestant in ours:
        ratios = [f"{best[s] / middle(contestant.name, s):.1f}" for s in SHAPES]
        print(f"| {contestant.name}, times below the best of the others (asked: 10) "
              f"| {' | '.join(ratios)} | | |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--assay", required=True)
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--milliseconds", type=int, default=200, help="CPU time for each figure")
    options = parser.parse_args()
    vectors, assay = os.path.abspath(options.vectors), os.path.abspath(options.assay)

    data = json.loads(
        subprocess.run([vectors, "bench", "--data"], capture_output=True, check=True).stdout
    )
    evaluators = subprocess.run(
        [vectors, "bench", "--list"], capture_output=True, check=True, text=True
    ).stdout.split()
    ours = [Ours(vectors, evaluator) for evaluator in evaluators]
    peers = [Cpp(data, "dictionaries"), Cpp(data, "messages"), Rust(data)]

    results = {contestant.name: [] for contestant in ours + peers}
    loads = {"cold": [], "warm": []}
    with tempfile.TemporaryDirectory(prefix="assay-bench-") as name:
        folder = pathlib.Path(name)
        packs = Packs(folder)
        for number in range(options.rounds):
            for contestant in ours + peers:
                results[contestant.name].append(contestant.figures(options.milliseconds))
            loads["cold"].append(packs.load_ms(assay, folder / "cache", is_warm=False))
            loads["warm"].append(packs.load_ms(assay, folder / "cache", is_warm=True))
            print(f"round {number + 1} of {options.rounds}", file=sys.stderr)

    print_table(results)
    print_ratios(results, ours, peers)
    print()
    for contestant in ours:
        reload = statistics.median(r["reload"] for r in results[contestant.name]) / 1e6
        print(f"- {contestant.name}: the 500 texts out of the cached form: {reload:.1f} ms")
    cold, warm = (statistics.median(loads[key]) for key in ("cold", "warm"))
    print(
        f"- `assay policy list` over {Packs.COUNT} rule files, the whole process: {cold:.0f} ms of CPU "
        f"without a pack cache (asked: 100), {warm:.0f} ms with one"
    )
    print(f"- {options.rounds} rounds in turns, {len(data['instances'])} instances, "
          f"Python {sys.version.split()[0]}, {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
