#!/usr/bin/env python3
"""Kills audits at random points and looks at what they leave.

kill.py DIR [--assay EXECUTABLE] [--policies DIR] [--count 100] [--seed N]

DIR is a snapshot. A first night is recorded; then a second one, in which some objects are gone, is killed (SIGKILL) at a
random point again and again, each time over a fresh copy of the first night. Whatever the point:

* the database opens, passes `PRAGMA integrity_check` and `assay doctor --full`, and holds the first night alone, or both
  nights whole;
* the next audit says what it found, and leaves the same database, row by row, and the same reports, byte by byte, as a
  second night that nobody disturbed.

Half of the points lie anywhere in the run, half in its last part, where it is recorded and reports are written.
"""
import argparse
import hashlib
import os
import pathlib
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

FIRST, SECOND = "2026-11-22T02:00:00Z", "2026-11-23T02:00:00Z"


def call(options, now):
    return [options.assay, "audit", "snapshot", "--policies", options.policies, "--db", "db/a.db", "--out", "out",
            "--scope", "fleet", "--now", now, "-q"]


def audit(options, folder, now):
    started = time.monotonic()
    done = subprocess.run(call(options, now), cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1, 3):
        sys.exit(f"an audit ended with {done.returncode}: {done.stderr}")
    return time.monotonic() - started, done.stderr


def rows(path):
    """Everything in the database but its layout."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        tables = [name for (name,) in database.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")]
        return {name: sorted(map(repr, database.execute(f'SELECT * FROM "{name}"'))) for name in tables}


def reports(folder):
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}


def whole(options, folder, what):
    """What a killed run left: how many nights."""
    with sqlite3.connect(folder / "db/a.db") as database:
        state = database.execute("PRAGMA integrity_check").fetchall()
        nights = database.execute("SELECT count(*) FROM run").fetchone()[0]
    if state != [("ok",)]:
        sys.exit(f"{what}: integrity_check says {state}")
    doctor = subprocess.run([options.assay, "doctor", "--full", "--db", "db/a.db", "--now", SECOND], cwd=folder,
                            capture_output=True, text=True, check=False)
    if doctor.returncode != 0:
        sys.exit(f"{what}: {doctor.stdout}{doctor.stderr}")
    if nights not in (1, 2):
        sys.exit(f"{what}: {nights} runs")
    return nights


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("fleet", type=pathlib.Path)
    here = pathlib.Path(__file__).resolve().parent
    parser.add_argument("--assay", default=str(here.parents[1] / ".build/release/assay"))
    parser.add_argument("--policies", default=str(here.parents[1] / "policies"))
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    options.assay = os.path.abspath(options.assay)
    options.policies = os.path.abspath(options.policies)
    chance = random.Random(options.seed)

    with tempfile.TemporaryDirectory() as temporary:
        base = pathlib.Path(temporary)
        snapshot = base / "snapshot"
        shutil.copytree(options.fleet, snapshot, copy_function=os.link)
        before = base / "before"
        before.mkdir()
        (before / "db").mkdir()
        (before / "snapshot").symlink_to(snapshot)
        audit(options, before, FIRST)
        objects = sorted(path for path in snapshot.rglob("*.json") if "resourcetype=" in str(path))
        for path in chance.sample(objects, max(1, len(objects) // 50)):
            path.unlink()
        expected = base / "expected"
        shutil.copytree(before, expected, symlinks=True)
        duration, _ = audit(options, expected, SECOND)
        want_rows, want_reports = rows(expected / "db/a.db"), reports(expected / "out")

        outcomes = {"nothing kept": 0, "kept whole": 0, "ended first": 0}
        told = 0
        for number in range(options.count):
            folder = base / f"{number}"
            shutil.copytree(before, folder, symlinks=True)
            start = 0 if number % 2 == 0 else 0.6 * duration
            wait = chance.uniform(start, duration)
            what = f"seed {options.seed}, kill {number} after {wait:.3f} s of {duration:.3f}"
            run = subprocess.Popen(call(options, SECOND), cwd=folder, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
            time.sleep(wait)
            run.send_signal(signal.SIGKILL)
            killed = run.wait() == -signal.SIGKILL
            nights = whole(options, folder, what)
            if nights == 2 and rows(folder / "db/a.db") != want_rows:
                sys.exit(f"{what}: the second night differs")
            if killed and nights == 1:
                _, errors = audit(options, folder, SECOND)
                if rows(folder / "db/a.db") != want_rows:
                    sys.exit(f"{what}: the next run left another database")
                if reports(folder / "out") != want_reports:
                    sys.exit(f"{what}: the next run left other reports")
                told += "ended before it was recorded" in errors
                outcomes["nothing kept"] += 1
            elif killed:
                outcomes["kept whole"] += 1
            else:
                outcomes["ended first"] += 1
            shutil.rmtree(folder)
        print(f"{options.count} kills, seed {options.seed}, a night of {duration:.2f} s: "
              + ", ".join(f"{count} {name}" for name, count in outcomes.items())
              + f"; {told} were told of by the next run; every database whole, every next run as if undisturbed")


if __name__ == "__main__":
    main()
