#!/bin/sh
# The library exports exactly what include/qingnuan/exported.txt lists, and inside it every name
# begins with qn_ or QN_ (kHighs... are constants that the C header of HiGHS defines):
# tests/house/exported.sh SHARED STATIC. Run from the top of the source tree.
set -eu
export LC_ALL=C
nm -D --defined-only "$1" | awk '{ print $3 }' | sort | diff include/qingnuan/exported.txt - ||
  { echo "exported symbols (right) differ from the list (left)"; exit 1; }
others=$(nm -g --defined-only "$2" | awk 'NF == 3 && $3 !~ /^(qn_|QN_|kHighs)/ { print $3 }')
[ -z "$others" ] || { echo "neither qn_ nor QN_: $others"; exit 1; }
