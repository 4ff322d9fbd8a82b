"""Compares ways to more rights with cloudsplaining and parliament on the same policies.

Prints one line for each policy on which the answers differ, and exits with 1 when a difference has no
reason in `reasons` below; docs/iam-comparison.md has them at length.

    iam.py --assay ASSAY [--shared FOLDER] [FILE ...]

A file is JSON and may hold policies anywhere: a policy, a template, a plan.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from cloudsplaining.scan.policy_document import PolicyDocument
from cloudsplaining.shared.constants import PRIVILEGE_ESCALATION_METHODS
from parliament import analyze_policy_string

# Ways that take fewer or other permissions there, by cloudsplaining's name.
OTHERWISE = {
    "PassExistingRoleToNewDataPipeline": "datapipeline-001",
    "PassExistingRoleToNewLambdaThenTriggerWithNewDynamo": "lambda-002",
    "PassExistingRoleToNewLambdaThenTriggerWithExistingDynamo": "lambda-002",
}


def ask(assay, policy):
    """Ours: level by id, and what is undecided; None when the policy is refused."""
    run = subprocess.run(
        [assay, "iam", "escalate", "--policy", "-", "--format", "json"],
        input=policy, capture_output=True, text=True, timeout=120)
    if run.returncode not in (0, 1, 3):
        return None
    answer = json.loads(run.stdout)
    levels = {path["id"]: path["level"] for path in answer["paths"]}
    return levels, [path["id"] for path in answer["undecided"]] or answer["reasons"]


def known(assay):
    """Actions of each of our ways, which whoever may do everything is shown."""
    everything = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}'
    run = subprocess.run(
        [assay, "iam", "escalate", "--policy", "-", "--format", "json"],
        input=everything, capture_output=True, text=True, check=False)
    return {
        path["id"]: frozenset(grant["action"].lower() for grant in path["grants"])
        for path in json.loads(run.stdout)["paths"]
    }


def names(ours):
    """Our id of each of cloudsplaining's ways; None for those that we do not have."""
    by_actions = {actions: path for path, actions in ours.items()}
    return {
        name: OTHERWISE.get(name) or by_actions.get(frozenset(a.lower() for a in actions))
        for name, actions in PRIVILEGE_ESCALATION_METHODS.items()
    }


def reason(difference, path, levels, mapped, policy):
    """Why a difference is one; None when nobody has looked at it."""
    if difference == "extra":
        if path not in mapped.values():
            return "a way that cloudsplaining does not have"
        if levels[path] == "constrained":
            return "granted on named resources or under a condition, which cloudsplaining passes over"
        return None
    if path == "datapipeline-001":
        return "a pipeline has to be defined and started too"
    if '"Condition"' in policy or '"Deny"' in policy or '"NotResource"' in policy:
        return "a condition or a Deny closes it, which cloudsplaining does not weigh"
    if any(kind in policy for kind in (":user/", ":role/", ":policy/", ":function:")):
        return "not granted on the kind of resource that it works on"
    return None


def inside(value):
    """Policies of principals anywhere in a document: mappings, or texts of JSON."""
    if isinstance(value, str) and '"Statement"' in value:
        try:
            yield from inside(json.loads(value))
        except ValueError:
            return
    elif isinstance(value, list):
        for element in value:
            yield from inside(element)
    elif isinstance(value, dict):
        statements = value.get("Statement")
        if statements is None:
            for element in value.values():
                yield from inside(element)
        elif "Principal" not in json.dumps(statements):
            yield json.dumps(value)


def policies(arguments):
    for path in arguments.policies:
        for number, policy in enumerate(inside(json.loads(Path(path).read_text()))):
            yield f"{path} policy {number + 1}", policy
    if not arguments.shared:
        return
    folder = Path(arguments.shared) / "conformance" / "iam"
    for name in ("privesc.cloudsplaining.json", "lint.parliament.json", "containment.aws-samples.json"):
        for vector in json.loads((folder / name).read_text())["vectors"]:
            for key in ("policy", "candidate"):
                if isinstance(vector.get(key), dict):
                    yield f'{vector["id"]} {key}', json.dumps(vector[key])
            for text in vector.get("args") or []:
                if isinstance(text, str) and "Statement" in text:
                    yield vector["id"], text


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--assay", required=True)
    parser.add_argument("--shared")
    parser.add_argument("policies", nargs="*")
    arguments = parser.parse_args()
    mapped = names(known(arguments.assay))
    missing = sorted(name for name, path in mapped.items() if path is None)
    print(f"cloudsplaining has {len(mapped)} ways; ours lack {missing or 'none'}")
    counts, unexplained, compared, linted, seen = {}, 0, 0, {}, set()
    for name, policy in policies(arguments):
        if policy in seen:
            continue
        seen.add(policy)
        ours = ask(arguments.assay, policy)
        try:
            found = PolicyDocument(json.loads(policy)).allows_privilege_escalation
        except Exception:  # a policy that it does not take
            found = None
        if ours is None or found is None:
            counts["not taken by one of them"] = counts.get("not taken by one of them", 0) + 1
            continue
        compared += 1
        levels, undecided = ours
        theirs = {mapped[method["type"]] for method in found} - {None}
        for difference, paths in (("extra", set(levels) - theirs), ("missing", theirs - set(levels))):
            for path in sorted(paths):
                why = (
                    "unknown: a part of the policy cannot be read" if undecided
                    else reason(difference, path, levels, mapped, policy))
                counts[why or "NO REASON"] = counts.get(why or "NO REASON", 0) + 1
                if why is None:
                    unexplained += 1
                    print(f"{name}: {difference} {path}: no reason")
        try:
            findings = {finding.issue for finding in analyze_policy_string(policy).findings}
        except Exception:
            findings = {"crash"}
        for issue in findings:
            linted.setdefault(issue, [0, 0])
            linted[issue][0] += 1
            linted[issue][1] += 1 if undecided else 0
    print(f"{compared} policies compared")
    for why, count in sorted(counts.items()):
        print(f"  {count:5}  {why}")
    print("parliament's findings: policies with it, of which ours says unknown")
    for issue, (count, unknown) in sorted(linted.items()):
        print(f"  {count:5} {unknown:5}  {issue}")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
