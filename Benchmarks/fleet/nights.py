#!/usr/bin/env python3
"""A year of nights of a synthetic fleet: how large the database becomes, and how long its answers take.

nights.py FOLDER --shared DIR [--assay EXECUTABLE] [--policies DIR] [--instances 10000] [--nights 365] [--churn 0.01]
          [--full-every N]

The fleet is made in FOLDER/fleet, or goes on where it is; each night the generator rewrites what changed, and an audit is
recorded in FOLDER/runs.db. With --full-every the N-th nights are read again by `--full` over a copy of the database, and
have to come to the same rows. At the end every question is asked of the file. Fails when a night or a question does, or
when two nights that ought to be equal are not.
"""
import argparse
import contextlib
import json
import os
import pathlib
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time

import parameters

LIMIT_SIZE, LIMIT_SECONDS = 3.0, 1.0


def timed(arguments, statuses=(0,)):
    """Seconds of wall time, seconds of CPU and MiB of a process; what it said."""
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in arguments], stdin=subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in statuses:
        sys.exit(f"{arguments[1]} ended with {process.returncode}: {said.decode(errors='replace')[-2000:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said


def rows(path):
    """Everything in a database but its layout."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        tables = [name for (name,) in database.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")]
        return {name: sorted(map(repr, database.execute(f'SELECT * FROM "{name}"'))) for name in tables}


def questions(database, now):
    """Commands that ask the database, by what is asked."""
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as file:
        busiest = file.execute(
            "SELECT kind || '/' || uid FROM resource WHERE id = "
            "(SELECT resource FROM finding GROUP BY resource ORDER BY count(*) DESC LIMIT 1)").fetchone()[0]
        framework = file.execute(
            "SELECT framework FROM rule_control GROUP BY framework ORDER BY count(*) DESC LIMIT 1").fetchone()[0]
        runs = [row[0] for row in file.execute("SELECT id FROM run ORDER BY id")]
        middle = file.execute(
            "SELECT strftime('%Y-%m-%dT%H:%M:%SZ', started / 1000000, 'unixepoch') FROM run WHERE id = ?",
            (runs[len(runs) // 2],)).fetchone()[0]
    return {
        "diff of the last two runs": ["diff"],
        "diff of the first and the last": ["diff", runs[0], runs[-1]],
        "trend, all runs": ["trend", "--all"],
        "history of the busiest resource": ["history", busiest],
        f"compliance, {framework}, half-way": ["compliance", "--framework", framework, "--at", middle],
        f"compliance, {framework}, now": ["compliance", "--framework", framework],
        "sql, open findings by rule": ["sql", "SELECT rule, count(*) FROM v_open_findings GROUP BY rule"],
        "doctor": ["doctor", "--now", now],
        "prune, what it would take": ["prune", "--keep", "90d", "--now", now],
    }


def main():
    here = pathlib.Path(__file__).resolve().parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--shared", type=pathlib.Path, required=True)
    parser.add_argument("--assay", default=str(here.parents[1] / ".build/release/assay"))
    parser.add_argument("--policies", default=str(here.parents[1] / "policies"))
    parser.add_argument("--instances", type=int, default=10_000)
    parser.add_argument("--nights", type=int, default=365)
    parser.add_argument("--churn", type=float, default=0.01)
    parser.add_argument("--full-every", type=int, default=0)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    fleet, database = options.folder / "fleet", options.folder / "runs.db"
    for file in options.folder.glob("runs.db*"):
        file.unlink()

    def generate(night):
        only = ["--only-changed"] if night else []
        if night or not (fleet / "policy.json").exists():
            timed([sys.executable, options.shared / "fleetgen.py", "--out", fleet, "--n", options.instances,
                   "--night", night, "--churn", options.churn, *only])

    def audit(database, *more):
        policy = json.loads((fleet / "policy.json").read_text())
        values = [part for name, value in parameters.of_policy(policy).items()
                  for part in ("--param", f"{name}={value}")]
        return timed([options.assay, "audit", fleet, "--policies", options.policies, "--db", database, "--quiet",
                      "--scope", "fleet", "--now", policy["now"], *values, *more], (0, 1, 3)), policy["now"]

    sizes, walls, cpus = [], [], []
    now = ""
    for night in range(options.nights):
        generate(night)
        again = options.full_every and night and night % options.full_every == 0
        copy = options.folder / "full.db"
        if again:
            shutil.copyfile(database, copy)
        (wall, cpu, memory, _), now = audit(database)
        walls.append(wall)
        cpus.append(cpu)
        sizes.append(database.stat().st_size)
        if again:
            audit(copy, "--full")
            if rows(copy) != rows(database):
                sys.exit(f"night {night}: --full leaves another database")
            for file in options.folder.glob("full.db*"):
                file.unlink()
        if night < 3 or night % 20 == 0 or night == options.nights - 1:
            print(f"night {night}: {wall:.2f} s, {cpu:.2f} s of CPU, {memory:.0f} MiB, {sizes[-1]:,} bytes"
                  + (", as --full" if again else ""), flush=True)
    ratio = sizes[-1] / sizes[0]
    late = bool(ratio > LIMIT_SIZE)
    print(f"\n{options.nights} nights of {options.instances} instances, {options.churn:.1%} changed in each: "
          f"{sizes[0]:,} bytes after the first, {sizes[-1]:,} after the last, {ratio:.2f} times; "
          f"median night {statistics.median(walls[1:]):.2f} s, {statistics.median(cpus[1:]):.2f} s of CPU\n")
    print("| question | wall s | CPU s | MiB |\n|---|---|---|---|")
    for title, command in questions(database, now).items():
        samples = [timed([options.assay, *command, "--db", database], (0, 1))[:3] for _ in range(3)]
        wall, cpu, memory = (statistics.median(values) for values in zip(*samples))
        late = late or wall > LIMIT_SECONDS
        print(f"| {title} | {wall:.2f} | {cpu:.2f} | {memory:.0f} |")
    if late:
        sys.exit("\nmore than was asked for")


if __name__ == "__main__":
    main()
