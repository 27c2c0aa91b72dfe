#!/bin/sh
# Runs every fuzz target for so many seconds: tools/fuzz.sh SECONDS. The corpus beside a target
# (fuzz/corpus/NAME) is where it starts; new inputs go to build/fuzz, a crash fails.
set -eu
cd "$(dirname "$0")/.."
seconds=$1
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz --target fuzzers
for target in build/fuzz/fuzz/fuzz_*; do
  [ -x "$target" ] && [ -f "$target" ] || continue
  name=$(basename "$target")
  mkdir -p "build/fuzz/corpus/$name" "fuzz/corpus/$name"
  echo "$name: $seconds s"
  "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=0 \
    -artifact_prefix="build/fuzz/$name-" "build/fuzz/corpus/$name" "fuzz/corpus/$name" \
    2>"build/fuzz/$name.log" || { tail -n 40 "build/fuzz/$name.log"; exit 1; }
done
