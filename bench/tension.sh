#!/bin/sh
# A tense case for the measures of docs/performance.md: bench/tension.sh REGION SEED DIR
# Makes the region's case and draws limits that bite (bench/tension.c). Run from the top of the
# source tree after a build with benchmarks.
set -eu
[ $# -eq 3 ] || { echo "usage: bench/tension.sh REGION SEED DIR" >&2; exit 2; }
plain=$(mktemp -d)
trap 'rm -rf "$plain"' EXIT
build/release/qingnuan init --region "$1" "$plain/case" --base-year 2025 >/dev/null
build/release/bench/tension "$plain/case" "$3" "$2"
build/release/qingnuan check "$3"
