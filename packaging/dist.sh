#!/bin/sh
# Packs an installation into a tarball that runs on a machine without Swift: dist.sh EXECUTABLE FOLDER
# The same sources give the same archive: names are sorted, owners and times are fixed.
set -eu

executable=$1
folder=$2

version=$("$executable" --version)
name="assay-$version-linux-$(uname -m)"
stamp=$(git log -1 --format=%ct 2>/dev/null || echo 0)

rm -rf "$folder/$name"
mkdir -p "$folder/$name"
packaging/install.sh "$executable" "$folder/$name" >/dev/null
cp README.md "$folder/$name/README.md"

tar --create --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$stamp" \
  --directory "$folder" "$name" | gzip -9n > "$folder/$name.tar.gz"
rm -rf "$folder/$name"

(cd "$folder" && sha256sum "$name.tar.gz" > "$name.tar.gz.sha256")
ls -l "$folder/$name.tar.gz"
