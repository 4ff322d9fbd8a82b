#!/bin/bash
# Makes a fleet, sets up what it is compared with, and measures: run.sh ASSAY INSTANCES ROUNDS
# The generator, the others and the floor are third parties' in the folder named by ASSAY_SHARED.
set -euo pipefail
source Benchmarks/environment.sh

shared=${ASSAY_SHARED:-../shared}/bench
if [ ! -r "$shared/fleetgen.py" ]; then
  echo "SKIPPED-SHARED bench-fleet: no shared data (set ASSAY_SHARED)"
  exit 0
fi

folder=.build-bench/fleet
fleet=$folder/$2
mkdir -p "$folder"
[ -r "$fleet/truth.json" ] || python3 "$shared/fleetgen.py" --out "$fleet" --n "$2"

if [ ! -x "$folder/floor" ]; then
  if ! dpkg -s libsimdjson-dev >/dev/null 2>&1; then
    if [ "$(id -u)" = 0 ]; then as=""; else as="sudo"; fi
    $as apt-get update -q
    DEBIAN_FRONTEND=noninteractive $as apt-get install -y -q --no-install-recommends libsimdjson-dev
  fi
  g++ -O3 -w -std=c++17 "$shared/floor/floor.cpp" -o "$folder/floor" -lsimdjson -lpthread
fi
python=$(environment "$folder/python" duckdb,orjson duckdb orjson)

exec python3 Benchmarks/fleet/measure.py "$1" "$fleet" --shared "$shared" --python "$python" \
  --floor "$folder/floor" --rounds "$3"
