#!/bin/bash
# Compares ways to more rights with cloudsplaining and parliament: iam.sh ASSAY
#
# Sets up a virtual environment with both from PyPI. Policies are those of Examples, and the vectors in
# the folder named by ASSAY_SHARED (default ../shared) where there is one.
set -euo pipefail

assay=$1
shared=${ASSAY_SHARED:-../shared}
environment=.build-bench/differential-iam

# Debian ships venv apart from Python.
if ! python3 -c 'import ensurepip' >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then as=""; else as="sudo"; fi
  $as apt-get update -q
  DEBIAN_FRONTEND=noninteractive $as apt-get install -y -q --no-install-recommends python3-venv
fi
if ! "$environment/bin/python" -c 'import cloudsplaining, parliament' 2>/dev/null; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet 'cloudsplaining>=0.9.1,<0.10' 'parliament>=1.6.4,<2'
fi

arguments=()
if [ -d "$shared/conformance/iam" ]; then arguments=(--shared "$shared"); fi
"$environment/bin/python" Tests/differential/iam.py --assay "$assay" "${arguments[@]}" \
  Examples/*/plan.json Examples/*/access.json
