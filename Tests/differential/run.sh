#!/bin/bash
# Compares values, types and patterns with other implementations, on fresh expressions:
# run.sh ASSAY-VECTORS [SEED [COUNT]]
#
# Sets up a virtual environment with cel-expr-python (cel-cpp) and google-re2 from PyPI. Without a
# seed one is drawn; it is printed, and gives the same expressions again.
set -euo pipefail

vectors=$1
seed=${2:-$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')}
count=${3:-20000}
environment=.build-bench/differential

# Debian ships venv apart from Python.
if ! python3 -c 'import ensurepip' >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then as=""; else as="sudo"; fi
  $as apt-get update -q
  DEBIAN_FRONTEND=noninteractive $as apt-get install -y -q --no-install-recommends python3-venv
fi
if ! "$environment/bin/python" -c 'import cel_expr_python, re2' 2>/dev/null; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet 'cel-expr-python>=0.1.3,<0.2' google-re2
fi

status=0
for script in cel regex; do
  echo "--- $script, seed $seed, $count"
  "$environment/bin/python" "Tests/differential/$script.py" \
    --vectors "$vectors" --seed "$seed" --count "$count" || status=1
done
exit $status
