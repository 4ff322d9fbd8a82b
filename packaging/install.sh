#!/bin/sh
# Lays the executable and what it reads at run time below a prefix: install.sh EXECUTABLE PREFIX
set -eu

executable=$1
prefix=$2

install -d "$prefix/bin" "$prefix/share/assay/policies"
install -m 755 "$executable" "$prefix/bin/assay"
strip "$prefix/bin/assay"

for manifest in policies/*/pack.yaml; do
  [ -f "$manifest" ] || continue
  pack=$(dirname "$manifest")
  name=$(basename "$pack")
  # A rule that was withdrawn must not survive an upgrade.
  rm -rf "$prefix/share/assay/policies/$name"
  install -d "$prefix/share/assay/policies/$name"
  install -m 644 "$pack"/*.yaml "$prefix/share/assay/policies/$name/"
done

install -m 644 LICENSE NOTICE "$prefix/share/assay/"
echo "installed $prefix/bin/assay and $prefix/share/assay"
