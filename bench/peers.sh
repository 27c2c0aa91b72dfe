#!/bin/sh
# Our times beside those of tools that people would take instead, in one run:
#   bench/peers.sh check CASE
#   bench/peers.sh build [CASE]
# Run from the top of the source tree after `make` and a build of the benchmarks. The tools come from
# PyPI into build/peers and are no part of the program.
set -eu
peers=build/peers
if [ ! -x $peers/bin/python ]; then
  python3 -m venv $peers
  $peers/bin/pip install -q pandas==3.1.1 pyarrow==26.0.1 pyogrio==0.13.0 \
    linopy==0.10.1 pyomo==6.10.1 highspy==1.15.1
fi
what=$1
shift
exec $peers/bin/python "bench/peer_$what.py" "$@"
