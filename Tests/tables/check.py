#!/usr/bin/env python3
"""Reads findings.csv and findings.jsonl of output directories with readers that are not ours, and holds them
against findings.json and manifest.json beside them.

check.py DIR...
"""
import collections
import csv
import io
import json
import pathlib
import re
import sys

COLUMNS = (
    "run_id evaluated_at account region resource_type resource_id rule_id rule_title severity outcome message "
    "evidence source_file source_line control_framework control_id first_seen waiver_id waiver_owner "
    "waiver_approver waiver_expires ledger_seq finding_id pack_sha256"
).split()
FILLED = ["run_id", "evaluated_at", "resource_type", "resource_id", "rule_id", "rule_title", "message"]


def need(condition, what):
    if not condition:
        raise SystemExit(f"{where}: {what}")


def check(folder):
    data = (folder / "findings.csv").read_bytes()
    need(not data.startswith(b"\xef\xbb\xbf"), "a byte order mark")
    text = data.decode("utf-8")
    records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    need(records[0] == COLUMNS, f"columns {records[0]}")
    need(all(len(record) == len(COLUMNS) for record in records), "records differ in length")
    need(text.count("\r\n") == text.count("\n") == len(records), "lines end otherwise than with CR LF")
    for record in records[1:]:
        for cell in record:
            need(cell[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n"), f"a formula: {cell[:40]}")
    rows = [dict(zip(COLUMNS, record)) for record in records[1:]]
    for row in rows:
        need(all(row[column] for column in FILLED), f"an empty cell: {row}")
        need(re.fullmatch("[0-9a-f]{64}", row["finding_id"]), "an id")
        need(row["severity"] in ("critical", "high", "medium", "low", "info"), row["severity"])

    report = json.loads((folder / "findings.json").read_text(encoding="utf-8"))
    counts = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["counts"]
    counted = collections.Counter(mass["outcome"] for mass in report.get("masses", []) for _ in range(mass["resources"]))
    words = {"pass": "pass", "fail": "fail", "unknown": "unknown", "not_applicable": "na", "waived": "waived"}
    found = collections.Counter(row["outcome"] for row in rows)
    for name, word in words.items():
        left = counted[name] if name in ("pass", "not_applicable") else 0
        need(found[word] == counts[name] - left, f"{found[word]} rows are {word}, and the manifest counts {counts[name]}")
    listed = {finding["id"] for finding in report["findings"]} | {item["id"] for item in report["unjudged"]}
    ids = [row["finding_id"] for row in rows]
    need(len(ids) == len(set(ids)) and listed <= set(ids), "a finding is missing, or there twice")

    with open(folder / "findings.jsonl", encoding="utf-8", newline="\n") as lines:
        values = [json.loads(line) for line in lines]
    need([value["id"] for value in values] == ids, "the lines are not the rows")
    need([words[value["outcome"]] for value in values] == [row["outcome"] for row in rows], "outcomes differ")
    print(f"{folder}: {len(rows)} rows and lines agree")


for name in sys.argv[1:]:
    where = name
    check(pathlib.Path(name))
