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
  # What parameters name as `@envelopes/FILE`.
  if [ -d "$pack/envelopes" ]; then
    install -d "$prefix/share/assay/policies/$name/envelopes"
    install -m 644 "$pack/envelopes"/*.json "$prefix/share/assay/policies/$name/envelopes/"
  fi
done

install -d "$prefix/share/assay/collect"
install -m 755 integrations/collect/collect integrations/collect/nightly "$prefix/share/assay/collect/"
install -m 644 integrations/collect/README.md integrations/collect/*.json \
  integrations/collect/assay-nightly.* integrations/collect/nightly.yaml "$prefix/share/assay/collect/"

install -m 644 LICENSE NOTICE "$prefix/share/assay/"
echo "installed $prefix/bin/assay and $prefix/share/assay"
