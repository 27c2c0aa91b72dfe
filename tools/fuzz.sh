#!/bin/sh
# Runs every fuzz target: tools/fuzz.sh SECONDS [RUNS]. RUNS inputs are the same each time, SECONDS
# are a limit; without RUNS the inputs are new ones. The corpus beside a target (fuzz/corpus/NAME) is
# where it starts; new inputs go to build/fuzz, a crash fails.
set -eu
cd "$(dirname "$0")/.."
seconds=$1
runs=${2:+"-seed=1 -runs=$2"}
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz --target fuzzers
for target in build/fuzz/fuzz/fuzz_*; do
  [ -x "$target" ] && [ -f "$target" ] || continue
  name=$(basename "$target")
  corpus=build/fuzz/corpus/$name
  if [ -n "$runs" ]; then
    corpus=build/fuzz/same/$name
    rm -rf "$corpus"
  fi
  mkdir -p "$corpus" "fuzz/corpus/$name"
  echo "$name: ${2:-$seconds s}"
  # shellcheck disable=SC2086 # two words or none
  "$target" $runs -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=0 \
    -artifact_prefix="build/fuzz/$name-" "$corpus" "fuzz/corpus/$name" \
    2>"build/fuzz/$name.log" || { tail -n 40 "build/fuzz/$name.log"; exit 1; }
done
