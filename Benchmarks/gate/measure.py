#!/usr/bin/env python3
"""Measures whole processes side by side: `assay gate` with a warm and a cold pack cache, and Checkov.

Every round runs each contestant once, in turns, so that a busy machine is busy for all of them.
Wall time is taken around start and exit; CPU time and peak memory are what the kernel accounted to
the process and to the children it waited for (wait4). Output goes to files, as CI would keep it.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

TEMPLATE = "Examples/leaky-cloudformation/pipeline.yaml"


@dataclass
class Sample:
    wall: float  # seconds
    cpu: float  # seconds, user and system
    memory: float  # MiB, the largest process
    status: int  # exit code


def run(arguments, log, environment=None):
    """Runs one process to its end and returns what it cost."""
    with open(log, "wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            arguments, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=environment
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return Sample(
        wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode
    )


class Assay:
    """A gate of one template: all packs, JUnit written, the run stored, in a new process."""

    def __init__(self, executable, template, folder, cache):
        self.executable = executable
        self.template = template
        self.folder = folder
        self.cache = cache  # "warm" or "cold"
        self.home = folder / f"cache-{cache}"
        self.name = f"assay gate, {cache} pack cache"
        # 1: the template's faults; 3: all it could find was undecided.
        self.allowed = {1, 3}

    def sample(self):
        # Only the packs' cache differs between warm and cold; the database is there in both.
        if self.cache == "cold":
            shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir(exist_ok=True)
        environment = dict(os.environ, XDG_CACHE_HOME=str(self.home))
        return run(
            [
                self.executable, "gate", self.template,
                "--db", str(self.folder / f"{self.cache}.db"),
                "--format", "junit",
            ],
            self.folder / f"{self.cache}.xml",
            environment,
        )


class Checkov:
    """Checkov on the same template, JUnit written, nothing fetched from the network.

    Called plainly it looks at every framework it knows; told the one that matters it has less to do.
    """

    def __init__(self, executable, template, folder, framework=None):
        version = subprocess.run(
            [executable, "--version"], capture_output=True, text=True, check=True
        ).stdout.strip()
        self.executable = executable
        self.template = template
        self.folder = folder
        self.framework = ["--framework", framework] if framework else []
        self.name = f"checkov {version}" + (f", {framework} only" if framework else "")
        self.allowed = {1}

    def sample(self):
        return run(
            [
                self.executable, "--file", self.template, *self.framework,
                "--output", "junitxml", "--skip-download", "--quiet", "--compact",
            ],
            self.folder / f"{self.name}.xml",
        )


def medians(samples):
    return Sample(
        statistics.median(s.wall for s in samples),
        statistics.median(s.cpu for s in samples),
        statistics.median(s.memory for s in samples),
        samples[0].status,
    )


def report(results, floor):
    print(f"{'':36} {'wall ms':>10} {'CPU ms':>10} {'peak MiB':>10}   (medians; smallest-largest wall)")
    for name, samples in results.items():
        middle = medians(samples)
        walls = [s.wall * 1000 for s in samples]
        print(
            f"{name:36} {middle.wall * 1000:10.1f} {middle.cpu * 1000:10.1f} {middle.memory:10.1f}"
            f"   {min(walls):.1f}-{max(walls):.1f}"
        )
    print(f"{'an empty process, for scale':36} {floor.wall * 1000:10.1f} {floor.cpu * 1000:10.1f} {floor.memory:10.1f}")


def compare(results):
    names = list(results)
    warm, cold, *peers = (medians(results[name]) for name in names)
    for name, peer in zip(names[2:], peers):
        print()
        print(f"wall    {peer.wall / warm.wall:8.0f} times under {name} (asked: 100)")
        print(f"CPU     {peer.cpu / max(warm.cpu, 1e-6):8.0f} times under {name}")
        print(f"memory  {peer.memory / warm.memory:8.1f} times under {name} (asked: 5)")
    print()
    print(f"cold    {(cold.cpu - warm.cpu) * 1000:8.1f} ms of CPU more than warm (allowed: 60)")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--assay", required=True)
    parser.add_argument("--checkov", required=True)
    parser.add_argument("--template", default=TEMPLATE)
    parser.add_argument("--rounds", type=int, default=11)
    options = parser.parse_args()

    with tempfile.TemporaryDirectory(prefix="assay-bench-") as name:
        folder = pathlib.Path(name)
        assay = os.path.abspath(options.assay)
        contestants = [
            Assay(assay, options.template, folder, "warm"),
            Assay(assay, options.template, folder, "cold"),
            Checkov(os.path.abspath(options.checkov), options.template, folder),
            Checkov(
                os.path.abspath(options.checkov), options.template, folder, "cloudformation"
            ),
        ]
        for contestant in contestants:  # the first run fills caches and is not counted
            status = contestant.sample().status
            if status not in contestant.allowed:
                sys.exit(f"{contestant.name} exited {status}: {contestant.folder}")
        results = {contestant.name: [] for contestant in contestants}
        for _ in range(options.rounds):
            for contestant in contestants:
                results[contestant.name].append(contestant.sample())
        floor = medians([run(["/bin/true"], folder / "true.log") for _ in range(options.rounds)])

    print(f"{options.template}, {options.rounds} rounds, {os.cpu_count()} cores\n")
    report(results, floor)
    compare(results)


if __name__ == "__main__":
    main()
