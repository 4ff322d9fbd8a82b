#!/bin/bash
# Sets up two other implementations in a virtual environment and measures beside them:
# run.sh ASSAY ASSAY-VECTORS [--rounds N]
set -euo pipefail
source Benchmarks/environment.sh

python=$(environment .build-bench/cel cel,cel_expr_python,google.protobuf \
  'cel-expr-python>=0.1.3' 'common-expression-language>=0.10' protobuf)

"$python" Benchmarks/cel/measure.py --assay "$1" --vectors "$2" "${@:3}"
