#!/bin/bash
# Sets up two other implementations in a virtual environment and measures beside them:
# run.sh ASSAY ASSAY-VECTORS [--rounds N]
set -euo pipefail

environment=.build-bench/cel

# Debian ships venv apart from Python.
if ! python3 -c 'import ensurepip' >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then as=""; else as="sudo"; fi
  $as apt-get update -q
  DEBIAN_FRONTEND=noninteractive $as apt-get install -y -q --no-install-recommends python3-venv
fi
if ! "$environment/bin/python" -c 'import cel, cel_expr_python, google.protobuf' 2>/dev/null; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet 'cel-expr-python>=0.1.3' \
    'common-expression-language>=0.10' protobuf
fi

"$environment/bin/python" Benchmarks/cel/measure.py --assay "$1" --vectors "$2" "${@:3}"
