#!/bin/bash
# Sets up a solver and the managed policies of AWS in a virtual environment and measures:
# run.sh ASSAY-VECTORS [options of measure.py]
set -euo pipefail
source Benchmarks/environment.sh

# Only a table of policies is taken from moto, so what else it needs stays away.
environment .build-bench/iam moto --no-deps 'moto>=5.2' >/dev/null
python=$(environment .build-bench/iam z3 'z3-solver>=4.13')

# One core, so that nobody wins by having more.
exec taskset -c 0 "$python" Benchmarks/iam/measure.py --vectors "$@"
