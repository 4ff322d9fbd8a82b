#!/usr/bin/env python3
"""Measures an audit of a synthetic fleet beside others that answer the same twelve questions.

Every round runs each contestant once, in turns, and the reading of all files before and after. Wall time is
taken around start and exit, CPU time and peak memory are the kernel's (wait4). The answers of all are held
against the truth of the fleet: a wrong one ends the run.
"""
import argparse
import collections
import csv
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

import parameters


def run(arguments, log):
    """Runs one process; answers seconds of wall time, seconds of CPU, MiB, and its status."""
    with open(log, "wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in arguments], stdin=subprocess.DEVNULL, stdout=output,
            stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode


def differences(fleet, answers):
    """The checks whose instances are not those of the truth."""
    truth = json.loads((fleet / "truth.json").read_text())["checks"]
    found = collections.defaultdict(set)
    with open(answers, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["check"]].add(row["instance"])
    return [check for check, instances in truth.items() if set(instances) != found[check]]


def main():
    here = pathlib.Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("assay", type=pathlib.Path)
    parser.add_argument("fleet", type=pathlib.Path)
    parser.add_argument("--shared", type=pathlib.Path, required=True)
    parser.add_argument("--python", required=True)
    parser.add_argument("--floor", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    options = parser.parse_args()

    policy = json.loads((options.fleet / "policy.json").read_text())
    arguments = []
    for name, value in parameters.of_policy(policy).items():
        arguments += ["--param", f"{name}={value}"]

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        answers = folder / "answers.csv"
        peers = options.shared / "peers"
        audit = [
            options.assay, "audit", options.fleet, "--policies", here.parents[1] / "policies",
            "--now", policy["now"], "--jobs", options.threads, "--db", folder / "runs.db",
            "--format", f"junit={folder / 'junit.xml'}", *arguments]
        floor = [options.floor, options.fleet]
        contestants = {
            "read every file": [*floor, "read", options.threads],
            "simdjson, every value": [*floor, "ondemand", options.threads],
            "DuckDB": [options.python, peers / "duck.py", options.fleet, answers, "auto",
                       options.threads],
            "orjson": [options.python, peers / "plain.py", options.fleet, answers],
            "assay audit": audit,
        }
        samples = collections.defaultdict(list)
        checks = None
        for _ in range(options.rounds):
            for title, command in contestants.items():
                for file in folder.glob("runs.db*"):
                    file.unlink()
                log = folder / "log"
                *sample, status = run(command, log)
                if status not in ((1, 3) if title == "assay audit" else (0,)):
                    sys.exit(f"{title} ended with {status}: {log.read_text()[-2000:]}")
                if title in ("DuckDB", "orjson") and differences(options.fleet, answers):
                    sys.exit(f"{title} differs from the truth")
                if title == "assay audit":
                    checks = re.search(r"^(\d+) checks:.* n/a", log.read_text(), re.MULTILINE)
                    if checks is None:
                        sys.exit("assay audit does not say how many pairs it judged")
                samples[title].append(sample)
        # The same audit once more, with findings that can be compared.
        subprocess.run(
            [sys.executable, here / "check", options.fleet, answers, "--assay", options.assay],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wrong = differences(options.fleet, answers)
        if wrong:
            sys.exit(f"assay audit differs from the truth: {', '.join(wrong)}")

    medians = {
        title: [statistics.median(values) for values in zip(*rows)]
        for title, rows in samples.items()}
    least = medians["simdjson, every value"]
    print("| | wall s | CPU s | MiB | wall against simdjson | CPU against simdjson |")
    print("|---|---|---|---|---|---|")
    for title, (wall, cpu, memory) in medians.items():
        print(f"| {title} | {wall:.2f} | {cpu:.2f} | {memory:,.0f} "
              f"| {wall / least[0]:.1f} | {cpu / least[1]:.1f} |")
    print(f"\n{checks.group(0)}: pairs of a rule and a resource or an element; "
          f"answers of all are the truth; "
          f"{options.rounds} rounds in turns, {options.threads} threads")


if __name__ == "__main__":
    main()
