#!/bin/bash
# Gates the four examples with a built assay, shows each verdict, and fails if one is not as
# written below: demo.sh EXECUTABLE. Reports are left in .assay/demo/.
set -euo pipefail

executable=$1
reports=.assay/demo
rm -rf "$reports"
mkdir -p "$reports"
wrong=0

# gate NAME EXPECTED-EXIT OPTION...: gates Examples/NAME.
gate() {
  local name=$1 expected=$2 status=0
  shift 2
  printf '\n=== assay gate Examples/%s %s\n\n' "$name" "$*"
  "$executable" gate "Examples/$name" --db "$reports/assay.db" --out "$reports/$name" "$@" || status=$?
  if [ "$status" -ne "$expected" ]; then
    printf '\n!!! exit %s, expected %s\n' "$status" "$expected"
    wrong=1
  fi
}

gate clean-cloudformation 0 --parameters Examples/clean-cloudformation/parameters.json
gate clean-terraform 0
gate leaky-cloudformation 1 -q
gate leaky-terraform 1 -q

# Tables are read by another reader, where there is one.
if command -v python3 >/dev/null; then
  printf '\n'
  python3 Tests/tables/check.py "$reports"/clean-* "$reports"/leaky-* || wrong=1
else
  printf '\nSKIPPED: no python3 to read findings.csv and findings.jsonl with\n'
fi

printf '\nReports: %s/*/report.html, junit.xml, junit-strict.xml, findings.json, findings.csv, findings.jsonl, manifest.json\n' "$reports"
printf 'Read what is wrong with a leaky one: %s gate Examples/leaky-cloudformation\n' "$executable"
exit "$wrong"
