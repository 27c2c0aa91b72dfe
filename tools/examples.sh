#!/bin/sh
# Makes examples/NAME again from examples/recipes/NAME: tools/examples.sh PROGRAM [NAME...].
# statements.csv of an example is written by hand and kept.
set -eu
program=$1
shift
here=$(cd "$(dirname "$0")/.." && pwd)
[ $# -gt 0 ] || set -- $(ls "$here/examples/recipes")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for name; do
  QINGNUAN_DATA="$here/data" "$program" init --lang zh --recipe "$here/examples/recipes/$name" \
    "$scratch/$name"
  kept=$here/examples/$name/statements.csv
  [ ! -f "$kept" ] || cp "$kept" "$scratch/$name/statements.csv"
  rm -rf "$here/examples/$name"
  cp -r "$scratch/$name" "$here/examples/$name"
done
