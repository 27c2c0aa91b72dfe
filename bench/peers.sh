#!/bin/sh
# Our times beside those of tools that people would take instead, in one run:
#   bench/peers.sh check CASE
#   bench/peers.sh build [CASE]
#   bench/peers.sh plan CASE [SECONDS] [SOLVER ...]
# Run from the top of the source tree after `make` and a build of the benchmarks. The tools come from
# PyPI into build/peers, CBC from the system (coinor-cbc); none is part of the program.
set -eu
peers=build/peers
[ -x $peers/bin/python ] || python3 -m venv $peers
$peers/bin/pip install -q --disable-pip-version-check pandas==3.1.1 pyarrow==26.0.1 \
  pyogrio==0.13.0 linopy==0.10.1 pyomo==6.10.1 highspy==1.15.1 pyscipopt==6.3.0 \
  ortools==9.15.6755
what=$1
shift
if [ "$what" = plan ] && ! command -v cbc >/dev/null; then
  echo "no cbc: apt-get install coinor-cbc" >&2
  exit 2
fi
exec $peers/bin/python "bench/peer_$what.py" "$@"
