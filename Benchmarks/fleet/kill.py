#!/usr/bin/env python3
"""Kills audits at random points and looks at what they leave.

kill.py DIR [--assay EXECUTABLE] [--policies DIR] [--count 100] [--seed N]

DIR is a snapshot. A first night is recorded; then a second one, in which some objects are gone, is killed at a random
point again and again, each time over a fresh copy of the first night. Whatever the point:

* the database opens, passes `PRAGMA integrity_check` and `assay doctor --full`, and holds the first night alone, or both
  nights whole;
* the next audit says what it found, and leaves the same database, row by row, and the same reports, byte by byte, as a
  second night that nobody disturbed.

Points are drawn from the CPU time of the undisturbed run that was seen last: half of them over all of it, one in each of
as many equal parts, half between where earlier kills came too early and too late to disturb the record. The kernel kills
(by the signal of a timer of CPU time, which the program does not know of), so that a busy machine moves no point. A run that
ends before its point is no kill, and another one is drawn. At the end it says at which stage of the run, as its line on a
terminal tells, kills came.
"""
import argparse
import collections
import contextlib
import hashlib
import os
import pathlib
import pty
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile

FIRST, SECOND = "2026-11-22T02:00:00Z", "2026-11-23T02:00:00Z"


# What an audit says on a terminal that it is at, in this order; at last it clears its line.
STAGES = ["starting", "checking packs", "listing", "reading what instances share", "judging", "recording", "writing",
          "ending"]


class Audit:
    """An audit on a terminal of its own: how it ended, after how much CPU time, and at which stage."""

    def __init__(self, options, folder, now, limit=None):
        """`limit`: kill it after so many seconds of CPU time."""
        def arm():
            if limit is not None:
                signal.setitimer(signal.ITIMER_PROF, limit)

        terminal, other = pty.openpty()
        process = subprocess.Popen(
            [options.assay, "audit", "snapshot", "--policies", options.policies, "--db", "db/a.db", "--out", "out",
             "--scope", "fleet", "--now", now],
            cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=other, preexec_fn=arm)
        os.close(other)
        self.said = ""
        # A terminal whose last writer is gone refuses to be read.
        with contextlib.suppress(OSError):
            while text := os.read(terminal, 1 << 16):
                self.said += text.decode(errors="replace")
        os.close(terminal)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.work = usage.ru_utime + usage.ru_stime
        self.is_killed = process.returncode == -signal.SIGPROF
        if not self.is_killed and process.returncode not in (0, 1, 3):
            sys.exit(f"an audit ended with {process.returncode}: {self.said}")
        self.stage = STAGES[0]
        for line in self.said.split("\x1b[K")[1:]:
            named = [stage for stage in STAGES[1:-1] if line.startswith(stage)]
            if named:
                self.stage = named[0]
            elif self.stage == "writing":
                self.stage = STAGES[-1]


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
        Audit(options, before, FIRST)
        objects = sorted(path for path in snapshot.rglob("*.json") if "resourcetype=" in str(path))
        for path in chance.sample(objects, max(1, len(objects) // 50)):
            path.unlink()
        expected = base / "expected"
        shutil.copytree(before, expected, symlinks=True)
        whole_run = Audit(options, expected, SECOND)
        want_rows, want_reports = rows(expected / "db/a.db"), reports(expected / "out")

        outcomes = collections.Counter()
        stages = collections.Counter()
        told = early = number = 0
        parts = list(range(options.count))
        chance.shuffle(parts)
        # The latest point at which a run had not begun to record, and the earliest at which it had ended that.
        before_record, after_record = 0.0, whole_run.work
        while number < options.count:
            folder = base / "killed"
            shutil.copytree(before, folder, symlinks=True)
            if parts[number] % 2:
                point = chance.uniform(*sorted([before_record, after_record]))
            else:
                point = (parts[number] + 2 * chance.random()) / options.count * whole_run.work
            run = Audit(options, folder, SECOND, max(point, 0.001))
            if not run.is_killed:
                early += 1
                whole_run = run
                shutil.rmtree(folder)
                continue
            number += 1
            if STAGES.index(run.stage) < STAGES.index("recording"):
                before_record = max(before_record, point)
            elif run.stage != "recording":
                after_record = min(after_record, point)
            what = f"seed {options.seed}, kill {number} at {point:.3f} of {whole_run.work:.3f} s, {run.stage}"
            stages[run.stage] += 1
            nights = whole(options, folder, what)
            outcomes["nothing kept" if nights == 1 else "kept whole"] += 1
            if nights == 2 and rows(folder / "db/a.db") != want_rows:
                sys.exit(f"{what}: the second night differs")
            if nights == 1:
                whole_run = Audit(options, folder, SECOND)
                if rows(folder / "db/a.db") != want_rows:
                    sys.exit(f"{what}: the next run left another database")
                if reports(folder / "out") != want_reports:
                    sys.exit(f"{what}: the next run left other reports")
                told += "ended before it was recorded" in whole_run.said
            shutil.rmtree(folder)
        print(f"{options.count} kills, seed {options.seed}, the last night {whole_run.work:.2f} s of CPU: "
              + ", ".join(f"{count} {name}" for name, count in sorted(outcomes.items()))
              + f"; {told} were told of by the next run; {early} runs ended before their point and were repeated; "
              "every database whole, every next run as if undisturbed")
        print("killed while " + ", ".join(f"{stage}: {stages[stage]}" for stage in STAGES))


if __name__ == "__main__":
    main()
