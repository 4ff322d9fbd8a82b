#!/bin/bash
# Sets up Checkov 3.3 in a virtual environment of its own and measures: run.sh EXECUTABLE
set -euo pipefail

executable=$1
environment=.build-bench/checkov

if [ ! -x "$environment/bin/checkov" ]; then
  # Debian ships venv apart from Python.
  if ! python3 -c 'import ensurepip' >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then as=""; else as="sudo"; fi
    $as apt-get update -q
    DEBIAN_FRONTEND=noninteractive $as apt-get install -y -q --no-install-recommends python3-venv
  fi
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet 'checkov>=3.3,<3.4'
fi

python3 Benchmarks/gate/measure.py --assay "$executable" --checkov "$environment/bin/checkov" "${@:2}"
