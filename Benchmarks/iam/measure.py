#!/usr/bin/env python3
"""Measures containment of policies, beside z3, and prints Markdown tables.

Every managed policy of AWS (the table that moto carries) is held against a reference that grants
everything but escalation; then, where the shared data is there, the samples of AWS's own custom
policy checks. A solver is asked the same questions: all samples, and some of the managed policies.
"""

import argparse
import collections
import importlib.metadata
import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import time

from encoding import Unencoded, decide

# Asked of us: milliseconds.
MEDIAN, WORST, SAMPLES = 2, 150, 500


def managed(reference):
    """A question for every managed policy."""
    # moto is not imported: the module of the table needs nothing of it.
    import importlib.util
    root = pathlib.Path(importlib.util.find_spec("moto").submodule_search_locations[0])
    namespace = {}
    exec((root / "iam" / "aws_managed_policies.py").read_text(), namespace)
    table = json.loads(namespace["aws_managed_policies_data"])
    return [
        {
            "id": name, "kind": "containment", "policyType": "IDENTITY_POLICY",
            "candidate": entry["Document"], "reference": reference, "expected": "PASS",
        }
        for name, entry in sorted(table.items())
    ]


def samples():
    """The samples of AWS, and the reference of theirs that is about escalation; empty without data."""
    root = pathlib.Path(os.environ.get("ASSAY_SHARED", "../shared"))
    path = root / "conformance" / "iam" / "containment.aws-samples.json"
    if not path.exists():
        return [], None
    vectors = [v for v in json.loads(path.read_text())["vectors"] if not v.get("contested")]
    escalation = [v for v in vectors if "check-for-privilege-escalation" in v["name"]]
    return vectors, escalation[0]["reference"] if escalation else None


def ours(executable, questions):
    """What we say, keyed by id: answer, detail, milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "questions.json"
        path.write_text(json.dumps({"vectors": questions}))
        output = subprocess.run(
            [executable, "bench-iam", "--json", str(path)], capture_output=True, check=True
        ).stdout
    return {
        r["id"]: (r["answer"], r["detail"], r["microseconds"] / 1000) for r in json.loads(output)
    }


def theirs(questions, seconds):
    results = {}
    for number, question in enumerate(questions):
        start = time.process_time()
        try:
            answer, detail = decide(question["candidate"], question["reference"], seconds * 1000)
        except Unencoded as reason:
            answer, detail = "not encoded", str(reason)
        results[question["id"]] = (answer, detail, 1000 * (time.process_time() - start))
        print(f"  z3: {number + 1} of {len(questions)}", end="\r", file=sys.stderr)
    return results


def summary(name, results):
    if not results:
        return
    times = sorted(r[2] for r in results.values())
    answers = collections.Counter(r[0] for r in results.values())
    told = ", ".join(f"{count} {answer}" for answer, count in sorted(answers.items()))
    print(
        f"| {name} | {len(times)} | {statistics.median(times):.2f} | "
        f"{times[len(times) * 95 // 100]:.2f} | {times[-1]:.1f} | {sum(times):,.0f} | {told} |"
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--vectors", required=True, help="the executable")
    parser.add_argument("--solver-seconds", type=int, default=10, help="for one question")
    parser.add_argument("--solver-managed", type=int, default=25, help="managed policies to ask it")
    arguments = parser.parse_args()

    given, reference = samples()
    if reference is None:
        path = pathlib.Path(__file__).parent / "escalation.json"
        reference = json.loads(path.read_text())
    policies = managed(reference)
    few = random.Random(1).sample(policies, min(arguments.solver_managed, len(policies)))

    print("| CPU time, ms | questions | median | 95 of 100 | worst | together | answers |")
    print("|---|---|---|---|---|---|---|")
    all_ours = ours(arguments.vectors, policies)
    summary("Assay, managed policies", all_ours)
    solver = f"z3 {importlib.metadata.version('z3-solver')}"
    own = {q["id"]: all_ours[q["id"]] for q in few}
    summary("Assay, some managed policies", own)
    solved = theirs(few, arguments.solver_seconds)
    summary(f"{solver}, the same", solved)
    disagreements = compare(own, solved)
    if given:
        own = ours(arguments.vectors, given)
        summary("Assay, samples of AWS", own)
        solved = theirs(given, arguments.solver_seconds)
        summary(f"{solver}, the same", solved)
        disagreements += compare(own, solved)
        wrong = [q["id"] for q in given if {"PASS": "contained", "FAIL": "new"}[q["expected"]] != own[q["id"]][0]]
        print(f"\nAgainst the expectations of the samples: {len(wrong)} differences {wrong or ''}")
    print(f"asked: median below {MEDIAN} ms, worst below {WORST} ms, all samples within {SAMPLES} ms")
    print(f"\nDisagreements: {len(disagreements)}")
    for line in disagreements:
        print(f"- {line}")


def compare(own, solved):
    """Where both know an answer, and it is not the same."""
    return [
        f"{name}: ours {own[name][0]} ({own[name][1]}), z3 {solved[name][0]} ({solved[name][1]})"
        for name in own
        if {own[name][0], solved[name][0]} == {"contained", "new"}
    ]


main()
