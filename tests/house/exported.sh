#!/bin/sh
# The library exports exactly what include/qingnuan/exported.txt lists, and no other name of ours
# begins without qn_: tests/house/exported.sh SHARED STATIC. Run from the top of the source tree.
set -eu
export LC_ALL=C
nm -D --defined-only "$1" | awk '{ print $3 }' | sort | diff include/qingnuan/exported.txt - ||
  { echo "exported symbols (right) differ from the list (left)"; exit 1; }
others=$(nm -g --defined-only "$2" | awk 'NF == 3 && $3 !~ /^qn_/ { print $3 }')
[ -z "$others" ] || { echo "not qn_: $others"; exit 1; }
